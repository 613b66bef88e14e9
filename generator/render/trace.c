/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/trace.h"

const char *
tag_name(enum tag r)
{
	static const char *const names[TAG_COUNT] = {
		[TAG_NONE] = "Artifact",
		[TAG_DOCUMENT] = "Document",
		[TAG_SECT] = "Sect",
		[TAG_DIV] = "Div",
		[TAG_H1] = "H1",
		[TAG_H2] = "H2",
		[TAG_H3] = "H3",
		[TAG_H4] = "H4",
		[TAG_H5] = "H5",
		[TAG_H6] = "H6",
		[TAG_P] = "P",
		[TAG_QUOTE] = "BlockQuote",
		[TAG_FIGURE] = "Figure",
		[TAG_L] = "L",
		[TAG_LI] = "LI",
		[TAG_LBL] = "Lbl",
		[TAG_LBODY] = "LBody",
		[TAG_TABLE] = "Table",
		[TAG_CAPTION] = "Caption",
		[TAG_TR] = "TR",
		[TAG_TH] = "TH",
		[TAG_TD] = "TD",
		[TAG_LINK] = "Link",
		[TAG_SPAN] = "Span",
		[TAG_TOC] = "TOC",
		[TAG_TOCI] = "TOCI",
		[TAG_REFERENCE] = "Reference",
		[TAG_NOTE] = "Note",
		[TAG_CODE] = "Code",
	};

	return names[r];
}

static void
tenths(struct sb *out, float v)
{
	int n = (int)(v * 10 + (v < 0 ? -0.5F : 0.5F));

	sb_fmt(out, " %s%d.%d", n < 0 ? "-" : "", (n < 0 ? -n : n) / 10,
	    (n < 0 ? -n : n) % 10);
}

static void
place(struct sb *out, const struct item *i)
{
	tenths(out, i->x);
	tenths(out, i->y);
	tenths(out, i->w);
	tenths(out, i->h);
}

/* Role and number of the element and of those above it. */
static void
element(struct sb *out, const struct layout *l, uint32_t id)
{
	const struct element *e = &l->elements.items[id];

	if (!id) {
		sb_cstr(out, " -");
		return;
	}
	sb_fmt(out, " %s#%u", tag_name(e->role), id);
	if (e->alt.n)
		sb_fmt(out, " alt=\"%.*s\"", STR_ARG(e->alt));
	if (e->actual.n)
		sb_fmt(out, " actual=\"%.*s\"", STR_ARG(e->actual));
	if (e->lang.n)
		sb_fmt(out, " lang=%.*s", STR_ARG(e->lang));
	if (e->link.n)
		sb_fmt(out, " link=%.*s", STR_ARG(e->link));
}

static void
item(struct sb *out, const struct layout *l, const struct item *i)
{
	static const char *const names[] = { "text", "rect", "line", "oval",
		"bubble", "picture", "qr", "empty" };

	sb_cstr(out, names[i->kind]);
	place(out, i);
	element(out, l, i->element);
	if (i->kind == ITEM_TEXT) {
		tenths(out, i->size);
		sb_fmt(out, " %s \"%.*s\"",
		    i->face == FACE_BOLD ? "bold" : "regular",
		    STR_ARG(i->text));
	}
	sb_ch(out, '\n');
}

void
trace_write(const struct layout *l, struct sb *out)
{
	for (size_t p = 0; p < l->page_count; p++) {
		const struct page_box *page = &l->pages[p];

		sb_fmt(out, "page %zu used", p + 1);
		tenths(out, page->used);
		sb_ch(out, '\n');
		for (size_t n = 0; n < page->under.count; n++) {
			sb_cstr(out, "under ");
			item(out, l, &page->under.items[n]);
		}
		for (size_t n = 0; n < page->on.count; n++)
			item(out, l, &page->on.items[n]);
	}
	for (size_t m = 0; m < l->marks.count; m++) {
		const struct mark *mark = &l->marks.items[m];

		sb_fmt(out, "mark %zu", mark->page + 1);
		tenths(out, mark->y);
		sb_fmt(out, " level %d #%.*s \"%.*s\"\n", mark->level,
		    STR_ARG(mark->anchor), STR_ARG(mark->title));
	}
}
