/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/paper.h"

#include "diag/msg.h"
#include "render/pdf_meta.h"
#include "render/pdf_page.h"
#include "render/pdf_words.h"
#include "render/qr.h"
#include "render/trace.h"
#include "render/word_store.h"

enum { PICTURES_KEPT = 1024 };

struct ready_picture {
	const struct picture *picture;
	struct str bytes; /* compressed */
};

struct paper {
	struct arena arena;    /* as long as the paper */
	struct arena document; /* given back after each */
	struct paper_options o;
	struct deflater *deflater;
	struct pdf_faces faces[FACE_COUNT];
	struct qr_store qr;
	struct word_store *words;
	struct {
		struct ready_picture *items;
		size_t count;
		size_t cap;
	} pictures;
	struct str profile;
	size_t raw_bytes;
};

/* One document on its way. */
struct making {
	struct paper *paper;
	struct arena *arena;
	const struct sheet *sheet;
	const struct layout *layout;
	struct diags *ds;
	struct pdf_file *file;
	struct tags *tags;
	const struct pdf_face *faces[FACE_COUNT];
	struct pdf_pictures pictures;
	struct pdf_codes codes;
	unsigned *pages;
	struct str *annotations; /* "12 0 R 13 0 R" a page */
};

static const uint32_t own_colours[INK_COUNT] = {
	[INK_TEXT] = 0x1b1b1b,
	[INK_MAIN] = 0x0b4a54,
	[INK_ACCENT] = 0xb8430f,
	[INK_QUIET] = 0x474747,
	[INK_RULE] = 0x7d9a9d,
	[INK_TINT] = 0xeef5f5,
	[INK_WARM] = 0xfdf1e3,
	[INK_KOMMUN] = 0x1f4e8c,
	[INK_REGION] = 0x8a2a5b,
	[INK_WHITE] = 0xffffff,
};

struct paper *
paper_new(const struct paper_options *o)
{
	struct arena arena = { 0 };
	struct paper *p = arena_new(&arena, struct paper);
	struct sb profile = { 0 }, packed = { 0 };

	p->arena = arena;
	p->o = *o;
	p->words = arena_new(&p->arena, struct word_store);
	p->deflater = deflater_new(o->level ? o->level : PAPER_LEVEL);
	for (int i = 0; i < INK_COUNT; i++) {
		if (!p->o.colours[i])
			p->o.colours[i] = own_colours[i];
	}
	for (int i = 0; i < FACE_COUNT; i++) {
		p->faces[i].font = o->faces[i];
		p->faces[i].deflater = p->deflater;
	}
	pdf_icc(&profile);
	deflater_add(p->deflater, sb_view(&profile), &packed);
	p->profile = arena_str(&p->arena, sb_view(&packed));
	sb_release(&profile);
	sb_release(&packed);
	return p;
}

void
paper_free(struct paper *p)
{
	if (!p)
		return;
	for (int i = 0; i < FACE_COUNT; i++)
		pdf_faces_release(&p->faces[i]);
	qr_release(&p->qr);
	deflater_free(p->deflater);
	arena_release(&p->document);

	/* The struct itself lies in its arena. */
	struct arena arena = p->arena;

	arena_release(&arena);
}

size_t
paper_raw_bytes(const struct paper *p)
{
	return p->raw_bytes;
}

static bool
hex_colour(struct str s, uint32_t *out)
{
	uint32_t v = 0;

	if (s.n != 7 || *s.p != '#')
		return false;
	for (size_t i = 1; i < 7; i++) {
		char c = ascii_lower(s.p[i]);

		if (!ascii_digit(c) && (c < 'a' || c > 'f'))
			return false;
		v = v << 4 |
		    (uint32_t)(ascii_digit(c) ? c - '0' : c - 'a' + 10);
	}
	*out = v;
	return true;
}

void
paper_colours(const struct theme *t, uint32_t colours[INK_COUNT])
{
	static const struct {
		enum ink ink;
		const char *name;
	} names[] = {
		{ INK_TEXT, "text" },
		{ INK_MAIN, "heading" },
		{ INK_ACCENT, "accent" },
		{ INK_QUIET, "quiet" },
		{ INK_RULE, "edge" },
		{ INK_TINT, "tint" },
		{ INK_WARM, "important" },
		{ INK_KOMMUN, "kommun-mark" },
		{ INK_REGION, "region-mark" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct str value = theme_token(
		    t, STR("colour"), str_from(names[i].name), STR_NONE);

		hex_colour(value, &colours[names[i].ink]);
	}
}

static struct layout *
lay_out(struct paper *p, const struct sheet *s, struct diags *ds)
{
	struct layout_options o = { .qr = &p->qr, .words = p->words };

	for (int i = 0; i < FACE_COUNT; i++)
		o.faces[i] = p->o.faces[i];
	return layout_sheet(&p->document, &o, s, ds);
}

bool
sheet_render_trace(
    struct paper *p, const struct sheet *s, struct diags *ds, struct sb *out)
{
	const struct layout *l = lay_out(p, s, ds);
	bool fine = !l->failed;

	trace_write(l, out);
	arena_reset(&p->document);
	return fine;
}

/* The fonts a document uses, each with the subset it needs. */
static bool
choose_faces(struct making *m)
{
	struct used used[FACE_COUNT] = { 0 };

	for (size_t p = 0; p < m->layout->page_count; p++) {
		const struct items *on = &m->layout->pages[p].on;

		for (size_t n = 0; n < on->count; n++) {
			if (on->items[n].kind == ITEM_TEXT)
				used_add(m->arena, &used[on->items[n].face],
				    on->items[n].text);
		}
	}
	for (int i = 0; i < FACE_COUNT; i++) {
		if (!used[i].any)
			continue;
		m->faces[i] = pdf_face_find(&m->paper->faces[i], &used[i]);
		if (!m->faces[i]) {
			diag_add_file(m->ds, DIAG_P17,
			    m->paper->o.faces[i]->file,
			    N_("no subset can be made of this face"));
			return false;
		}
	}
	return true;
}

static struct str
ready_picture(struct paper *p, const struct picture *picture)
{
	for (size_t i = 0; i < p->pictures.count; i++) {
		if (p->pictures.items[i].picture == picture)
			return p->pictures.items[i].bytes;
	}

	struct sb text = { 0 }, packed = { 0 };
	/* A run has few pictures; more of them are made again each time. */
	bool keep = p->pictures.count < PICTURES_KEPT;
	struct arena *a = keep ? &p->arena : &p->document;

	pdf_picture_content(picture, p->o.colours, &text);
	deflater_add(p->deflater, sb_view(&text), &packed);

	struct str bytes = arena_str(a, sb_view(&packed));

	if (keep)
		*arena_push(a, &p->pictures) =
		    (struct ready_picture){ picture, bytes };
	sb_release(&text);
	sb_release(&packed);
	return bytes;
}

static unsigned
picture_object(struct making *m, const struct picture *picture)
{
	struct str bytes = ready_picture(m->paper, picture);
	struct sb body = { 0 };

	sb_cstr(&body, "/Type/XObject/Subtype/Form/BBox[0 0 ");
	pdf_number(&body, picture->width);
	pdf_number(&body, picture->height);
	sb_cstr(&body, "]/Resources<<>>/Filter/FlateDecode");

	unsigned number =
	    pdf_stream(m->file, arena_str(m->arena, sb_view(&body)), bytes);

	sb_release(&body);
	return number;
}

static unsigned
code_object(struct making *m, const struct pdf_code *code)
{
	struct sb bytes = { 0 };
	unsigned number;

	pdf_code_bytes(code, &bytes);
	number = pdf_stream(m->file,
	    arena_fmt(m->arena,
		"/Type/XObject/Subtype/Image/ImageMask true/BitsPerComponent 1"
		"/Width %d/Height %d",
		code->side, code->side),
	    sb_view(&bytes));
	sb_release(&bytes);
	return number;
}

static void
add_drawings(struct making *m, struct sb *body)
{
	sb_cstr(body, "/XObject<<");
	for (size_t i = 0; i < m->pictures.count; i++) {
		sb_cstr(body, "/X");
		pdf_unsigned(body, (unsigned)i);
		sb_ch(body, ' ');
		pdf_ref(body, picture_object(m, m->pictures.items[i]));
	}
	for (size_t i = 0; i < m->codes.count; i++) {
		sb_cstr(body, "/Q");
		pdf_unsigned(body, (unsigned)i);
		sb_ch(body, ' ');
		pdf_ref(body, code_object(m, &m->codes.items[i]));
	}
	sb_cstr(body, ">>");
}

static unsigned
resources(struct making *m)
{
	struct sb body = { 0 };

	sb_cstr(&body, "/Font<<");
	for (int i = 0; i < FACE_COUNT; i++) {
		if (!m->faces[i])
			continue;
		sb_fmt(&body, "/F%d ", i);
		pdf_ref(
		    &body, pdf_face_objects(m->faces[i], m->arena, m->file));
	}
	sb_cstr(&body, ">>");
	if (m->pictures.count || m->codes.count)
		add_drawings(m, &body);

	unsigned number =
	    pdf_dict(m->file, arena_str(m->arena, sb_view(&body)));

	sb_release(&body);
	return number;
}

static void
add_destination(const struct making *m, const struct mark *mark, struct sb *out)
{
	float y = mark->y > 12 ? mark->y - 12 : 0;

	sb_ch(out, '[');
	pdf_ref(out, m->pages[mark->page]);
	sb_cstr(out, "/XYZ 0 ");
	pdf_number(out, PAGE_HEIGHT - y);
	sb_cstr(out, "null]");
}

static const struct mark *
find_mark(const struct layout *l, struct str anchor)
{
	for (size_t i = 0; i < l->marks.count; i++) {
		if (str_eq(l->marks.items[i].anchor, anchor))
			return &l->marks.items[i];
	}
	return NULL;
}

static void
link_body(const struct making *m, const struct item *i, struct sb *out)
{
	const struct element *e = &m->layout->elements.items[i->element];

	sb_cstr(out, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
	pdf_number(out, i->x);
	pdf_number(out, PAGE_HEIGHT - i->y - i->size * 0.3F);
	pdf_number(out, i->x + i->w);
	pdf_number(out, PAGE_HEIGHT - i->y + i->size * 0.9F);
	sb_cstr(out, "]/Contents");
	if (*e->link.p == '#') {
		const struct mark *mark =
		    find_mark(m->layout, str_from_off(e->link, 1));

		pdf_text(out,
		    mark && mark->title.n ? mark->title : str_trim(i->text));
		if (mark) {
			sb_cstr(out, "/Dest");
			add_destination(m, mark, out);
		}
		return;
	}
	pdf_text(out, e->link);
	sb_cstr(out, "/A<</S/URI/URI");
	pdf_uri(out, e->link);
	sb_cstr(out, ">>");
}

/* One annotation for each line of each link. */
static void
add_links(struct making *m, size_t page)
{
	const struct items *on = &m->layout->pages[page].on;
	struct sb list = { 0 }, body = { 0 };

	for (size_t n = 0; n < on->count; n++) {
		const struct item *i = &on->items[n];
		const struct element *e =
		    &m->layout->elements.items[i->element];

		if (i->kind != ITEM_TEXT || e->role != TAG_LINK || !e->link.n)
			continue;

		unsigned number = pdf_reserve(m->file);
		unsigned key = tags_link(m->tags, i->element, page, number);

		sb_reset(&body);
		link_body(m, i, &body);
		sb_cstr(&body, "/StructParent ");
		pdf_unsigned(&body, key);
		pdf_body(m->file, number, arena_str(m->arena, sb_view(&body)));
		if (list.n)
			sb_ch(&list, ' ');
		pdf_ref(&list, number);
	}
	m->annotations[page] = arena_str(m->arena, sb_view(&list));
	sb_release(&list);
	sb_release(&body);
}

static void
add_pages(struct making *m)
{
	size_t count = m->layout->page_count;
	struct pdf_pen pen = { .arena = m->arena,
		.layout = m->layout,
		.faces = m->faces,
		.colours = m->paper->o.colours,
		.tags = m->tags,
		.pictures = &m->pictures,
		.codes = &m->codes };
	unsigned *streams = arena_array(m->arena, unsigned, count);
	struct sb text = { 0 }, packed = { 0 };

	for (size_t i = 0; i < count; i++)
		m->pages[i] = pdf_reserve(m->file);
	for (size_t i = 0; i < count; i++) {
		sb_reset(&text);
		sb_reset(&packed);
		pdf_page_content(&pen, i, &text);
		m->paper->raw_bytes += text.n;
		deflater_add(m->paper->deflater, sb_view(&text), &packed);
		streams[i] = pdf_stream(
		    m->file, STR("/Filter/FlateDecode"), sb_view(&packed));
		add_links(m, i);
	}

	unsigned shared = resources(m);

	for (size_t i = 0; i < count; i++) {
		struct str notes = m->annotations[i];

		pdf_page(m->file, m->pages[i],
		    arena_fmt(m->arena,
			"/Type/Page/MediaBox[0 0 595.28 841.89]/Resources %u 0 R"
			"/Contents %u 0 R/StructParents %zu/Tabs/S%s%.*s%s",
			shared, streams[i], i, notes.n ? "/Annots[" : "",
			STR_ARG(notes), notes.n ? "]" : ""));
	}
	sb_release(&text);
	sb_release(&packed);
}

struct entry {
	const struct mark *mark;
	unsigned number;
	size_t parent, prev, next, first, last; /* index + 1 */
	unsigned below;
};

static void
outline_entry(const struct making *m, const struct entry *e,
    const struct entry *all, unsigned root, struct sb *out)
{
	sb_reset(out);
	sb_cstr(out, "/Title");
	pdf_text(out, e->mark->title);
	sb_cstr(out, "/Parent ");
	pdf_ref(out, e->parent ? all[e->parent - 1].number : root);
	if (e->prev) {
		sb_cstr(out, "/Prev ");
		pdf_ref(out, all[e->prev - 1].number);
	}
	if (e->next) {
		sb_cstr(out, "/Next ");
		pdf_ref(out, all[e->next - 1].number);
	}
	if (e->first) {
		sb_cstr(out, "/First ");
		pdf_ref(out, all[e->first - 1].number);
		sb_cstr(out, "/Last ");
		pdf_ref(out, all[e->last - 1].number);
		sb_cstr(out, "/Count ");
		/* Below the first level entries start closed. */
		sb_cstr(out, e->parent ? "-" : "");
		pdf_unsigned(out, e->below);
	}
	sb_cstr(out, "/Dest");
	add_destination(m, e->mark, out);
}

static size_t
link_entries(const struct layout *l, struct entry *all)
{
	size_t open[8] = { 0 }; /* the last entry of each level, index + 1 */
	size_t n = 0;

	for (size_t i = 0; i < l->marks.count; i++) {
		const struct mark *mark = &l->marks.items[i];
		int level = mark->level;

		if (level < 1 || level > 6 || !mark->title.n)
			continue;

		struct entry *e = &all[n++];

		e->mark = mark;
		e->parent = open[level - 1];
		if (open[level] && all[open[level] - 1].parent == e->parent) {
			e->prev = open[level];
			all[e->prev - 1].next = n;
		}
		if (e->parent) {
			struct entry *up = &all[e->parent - 1];

			if (!up->first)
				up->first = n;
			up->last = n;
			up->below++;
		}
		open[level] = n;
		for (int k = level + 1; k < 8; k++)
			open[k] = 0;
	}
	return n;
}

static unsigned
add_outline(struct making *m)
{
	struct entry *all =
	    arena_array(m->arena, struct entry, m->layout->marks.count + 1);
	size_t n = link_entries(m->layout, all);
	unsigned root = pdf_reserve(m->file);
	size_t first = 0, last = 0;
	unsigned shown = 0;
	struct sb body = { 0 };

	for (size_t i = 0; i < n; i++)
		all[i].number = pdf_reserve(m->file);
	for (size_t i = 0; i < n; i++) {
		if (!all[i].parent) {
			first = first ? first : i + 1;
			last = i + 1;
			shown += 1 + all[i].below;
		}
		outline_entry(m, &all[i], all, root, &body);
		pdf_body(m->file, all[i].number,
		    arena_str(m->arena, sb_view(&body)));
	}
	sb_release(&body);
	pdf_body(m->file, root,
	    !first ? STR("/Type/Outlines")
		   : arena_fmt(m->arena,
			 "/Type/Outlines/First %u 0 R/Last %u 0 R/Count %u",
			 all[first - 1].number, all[last - 1].number, shown));
	return root;
}

static void
add_catalog(struct making *m)
{
	struct pdf_meta meta = { .title = m->sheet->title,
		.lang = m->sheet->lang,
		.producer = m->paper->o.producer,
		.date = m->sheet->updated };
	struct sb text = { 0 };

	if (str_is(meta.lang, "sv"))
		meta.lang = STR("sv-SE");
	pdf_info_body(&text, &meta);
	pdf_info(m->file, arena_str(m->arena, sb_view(&text)));
	sb_reset(&text);
	pdf_xmp(&text, &meta);

	unsigned xmp = pdf_stream(
	    m->file, STR("/Type/Metadata/Subtype/XML"), sb_view(&text));
	unsigned profile = pdf_stream(
	    m->file, STR("/N 3/Filter/FlateDecode"), m->paper->profile);
	unsigned outline = add_outline(m);
	unsigned tree = tags_write(m->tags, m->file, m->pages);

	pdf_catalog(m->file,
	    arena_fmt(m->arena,
		"/Lang(%.*s)/MarkInfo<</Marked true>>"
		"/ViewerPreferences<</DisplayDocTitle true>>/Metadata %u 0 R"
		"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
		"/OutputConditionIdentifier(sRGB IEC61966-2.1)"
		"/Info(sRGB IEC61966-2.1)/DestOutputProfile %u 0 R>>]"
		"/Outlines %u 0 R/PageLabels<</Nums[0<</S/D>>]>>"
		"/StructTreeRoot %u 0 R",
		STR_ARG(meta.lang), xmp, profile, outline, tree));
	sb_release(&text);
}

static bool
make(struct making *m, struct sb *out)
{
	size_t start = out->n;
	bool fine;

	m->paper->raw_bytes = 0;
	if (!choose_faces(m))
		return false;
	m->file = pdf_begin(m->arena, m->paper->deflater, out);
	m->tags = tags_new(m->arena, m->layout);
	m->pages = arena_array(m->arena, unsigned, m->layout->page_count);
	m->annotations =
	    arena_array(m->arena, struct str, m->layout->page_count);
	add_pages(m);
	add_catalog(m);
	fine = pdf_end(m->file);
	m->paper->raw_bytes += pdf_packed(m->file);
	if (fine)
		return true;
	sb_cut(out, start);
	diag_add_file(m->ds, DIAG_P17, m->sheet->file,
	    N_("the document could not be written"));
	return false;
}

bool
sheet_render_pdf(
    struct paper *p, const struct sheet *s, struct diags *ds, struct sb *out)
{
	struct making m = {
		.paper = p, .arena = &p->document, .sheet = s, .ds = ds
	};
	const struct layout *l = lay_out(p, s, ds);
	bool fine = false;

	m.layout = l;
	if (!l->failed)
		fine = make(&m, out);
	arena_reset(&p->document);
	return fine;
}

bool
sheet_would_fit(struct paper *p, const struct sheet *s, struct diags *ds)
{
	bool fine = !lay_out(p, s, ds)->failed;

	arena_reset(&p->document);
	return fine;
}
