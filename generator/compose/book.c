/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/book.h"

#include "base/utf8.h"
#include "compose/date_words.h"
#include "compose/doc_sheet.h"

enum { DEPTH_MOST = 8 };

struct book {
	const struct book_options *o;
	struct arena *arena;
	struct sheet *sheet;
	struct map pages; /* address → page, for those in the book */
	bool easy;
};

/* The page of the book's level, and no other; NULL when there is none. */
static const struct page *
at_level(const struct book *b, const struct page *p)
{
	if (!p || !p->twins[b->o->variant])
		return NULL;
	p = p->twins[b->o->variant];
	return p->meta.draft || p->revision != b->o->revision ? NULL : p;
}

static const struct page *
index_of(const struct book *b, const struct section *s)
{
	for (int v = 0; s && v < VARIANT_COUNT; v++) {
		if (s->index[v])
			return at_level(b, s->index[v]);
	}
	return NULL;
}

/* An address is unique in its revision; so is what is made of it. */
static struct str
page_anchor_name(struct book *b, const struct page *p, struct str name)
{
	struct sb text = { 0 };
	struct str s;

	sb_cstr(&text, "sida-");
	utf8_slug(&text, p->address);
	if (name.n) {
		sb_cstr(&text, "--");
		sb_str(&text, name);
	}
	s = arena_str(b->arena, sb_view(&text));
	sb_release(&text);
	return s;
}

static struct str
anchor(void *user, const struct page *from, struct str name)
{
	return page_anchor_name(user, from, name);
}

static struct str
site_address(struct book *b, const struct page *p, struct str anchor_name)
{
	struct str base = b->o->site->config.base_url.s;

	if (!base.n)
		return STR_NONE;
	return arena_fmt(b->arena, "%.*s%s%s%.*s%sindex.html%s%.*s",
	    STR_ARG(base), str_ends(base, STR("/")) ? "" : "/",
	    p->variant == VARIANT_EASY ? "lattlast/" : "", STR_ARG(p->address),
	    p->address.n ? "/" : "", anchor_name.n ? "#" : "",
	    STR_ARG(anchor_name));
}

static struct str
page_target(struct book *b, const struct page *to, struct str name)
{
	const struct page *here = at_level(b, to);

	if (!here || !map_has(&b->pages, here->address))
		return site_address(b, page_twin(to, b->o->variant), name);
	/* The other level of a page has other headings. */
	if (name.n && !page_anchor(here, name))
		name = STR_NONE;
	return arena_fmt(
	    b->arena, "#%.*s", STR_ARG(page_anchor_name(b, here, name)));
}

static struct str
target(void *user, const struct page *from, const struct node *link)
{
	struct book *b = user;
	const struct law *law;

	switch (link->u.link.kind) {
	case LINK_URL:
		return link->u.link.target;
	case LINK_PAGE:
	case LINK_ID:
		return page_target(b,
		    link->u.link.page ? link->u.link.page : from,
		    link->u.link.anchor);
	case LINK_LAW:
		law = site_law(b->o->site, link->u.link.target);
		return law ? law->url.s : STR_NONE;
	case LINK_BAD:
		break;
	}
	return STR_NONE;
}

static void
add_page(struct book *b, const struct page *p, int level, bool new_page)
{
	struct doc_sheet d = { .sheet = b->sheet,
		.theme = b->o->theme,
		.page = p,
		.easy = b->easy,
		.down = level - 1,
		.target = target,
		.anchor = anchor,
		.user = b };
	struct block *h;

	if (new_page)
		sheet_add(b->sheet, NULL, BLOCK_PAGE_BREAK);
	h = sheet_say(
	    b->sheet, NULL, BLOCK_HEADING, p->meta.title.s, p->meta.title.at);
	h->level = level;
	h->head = true;
	h->anchor = page_anchor_name(b, p, STR_NONE);
	if (p->meta.summary.s.n && !b->easy)
		sheet_say(b->sheet, NULL, BLOCK_TEXT, p->meta.summary.s,
		    p->meta.summary.at);
	doc_to_sheet(&d, p->doc);
}

/* Calls one for every page, sections and pages in their order. */
typedef void
page_fn(struct book *b, const struct page *p, int level, bool new_page);

/* Of the next page and the next section below, whose turn it is. */
static bool
page_stands_first(const struct section *s, size_t page, size_t child)
{
	return page < s->pages.count &&
	       (child >= s->child_count || s->pages.items[page]->meta.order <=
					       s->children[child]->order);
}

static void
walk(struct book *b, const struct section *s, int level, page_fn *one)
{
	size_t page = 0, child = 0;

	if (level > DEPTH_MOST)
		return;
	while (page < s->pages.count || child < s->child_count) {
		const struct section *next;
		const struct page *p;

		if (page_stands_first(s, page, child)) {
			p = s->pages.items[page++];
			/* A file of each level stands in the list. */
			if (p->variant == b->o->variant && at_level(b, p))
				one(b, p, level, level == 2);
			continue;
		}
		next = s->children[child++];
		p = index_of(b, next);
		if (p)
			one(b, p, level, level == 2);
		walk(b, next, p ? level + 1 : level, one);
	}
}

static void
note_page(struct book *b, const struct page *p, int level, bool new_page)
{
	(void)level;
	(void)new_page;
	map_set(&b->pages, p->address, (void *)p);
}

static void
cover(struct book *b)
{
	const struct revision *r = b->o->revision;
	struct block *c = sheet_add(b->sheet, NULL, BLOCK_COVER);
	const struct pictogram *p =
	    b->o->theme ? theme_pictogram(b->o->theme, STR("tillsammans"))
			: NULL;
	struct sb words = { 0 };

	prose_sentence(b->arena, &c->title, b->sheet->title, SPAN_NONE);
	if (p && p->picture) {
		c->picture = p->picture;
		c->alt = p->alt.s;
	}
	prose_sentence(b->arena, &c->text,
	    b->easy ? STR("Lättläst") : STR("Klarspråk"), SPAN_NONE);
	if (r->in_force != DATE_NONE) {
		date_words(&words, r->in_force, STR("sv"), false);
		prose_sentence(b->arena, &c->text,
		    b->easy
			? arena_fmt(b->arena, "Texten gäller från %s.",
			      sb_text(&words))
			: arena_fmt(b->arena, "Revision %.*s, gäller från %s.",
			      STR_ARG(r->name), sb_text(&words)),
		    SPAN_NONE);
	}
	for (size_t i = 0; i < r->party_count; i++)
		prose_sentence(b->arena, &c->text, r->parties[i].name.s,
		    r->parties[i].name.at);
	sb_release(&words);
}

struct sheet *
book_sheet(struct arena *a, const struct book_options *o)
{
	struct book b = {
		.o = o, .arena = a, .easy = o->variant == VARIANT_EASY
	};
	struct str title = o->site->config.title.s;
	struct block *contents;

	b.pages = map_new(a);
	if (o->revision->top)
		walk(&b, o->revision->top, 2, note_page);
	if (!b.pages.count)
		return NULL;
	b.sheet = sheet_new(
	    a, b.easy ? STR("policyn-lattlast") : STR("policyn"), title);
	b.sheet->style = b.easy ? SHEET_BOOK_EASY : SHEET_BOOK;
	b.sheet->footer = title;
	b.sheet->updated = o->revision->in_force;
	cover(&b);
	sheet_add(b.sheet, NULL, BLOCK_PAGE_BREAK);
	contents = sheet_add(b.sheet, NULL, BLOCK_CONTENTS);
	prose_sentence(a, &contents->title, STR("Innehåll"), SPAN_NONE);
	if (index_of(&b, o->revision->top)) {
		note_page(&b, index_of(&b, o->revision->top), 2, true);
		add_page(&b, index_of(&b, o->revision->top), 2, true);
	}
	walk(&b, o->revision->top, 2, add_page);
	return b.sheet;
}
