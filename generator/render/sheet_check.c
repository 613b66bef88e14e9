/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/sheet_check.h"

#include "base/map.h"
#include "diag/msg.h"

struct checking {
	const struct sheet *sheet;
	struct diags *ds;
	struct map anchors;
	int level; /* of the last heading */
	bool fine;
};

/* Blocks that the program made itself have no place but their document. */
static void
placed(struct checking *k, struct finding *f)
{
	if (!f->file.n)
		f->file = arena_str(&k->ds->arena, k->sheet->file);
	k->fine = false;
}

static struct span
place_of(const struct block *b, const struct prose *p)
{
	if (b->at.source)
		return b->at;
	if (p->count && p->items[0].count)
		return p->items[0].items[0].at;
	return SPAN_NONE;
}

static void
check_heading(struct checking *k, const struct block *b,
    const struct prose *text, int level)
{
	if (prose_empty(text))
		placed(k, diag_add(k->ds, DIAG_P07, place_of(b, text),
			      N_("this heading is empty")));
	else if (level == 1 && k->level)
		placed(k, diag_add(k->ds, DIAG_P07, place_of(b, text),
			      N_("a document has only one title")));
	else if (!k->level && level != 1)
		placed(k, diag_add(k->ds, DIAG_P07, place_of(b, text),
			      N_("this heading stands before the title")));
	else if (level > k->level + 1)
		placed(
		    k, diag_add(k->ds, DIAG_P07, place_of(b, text),
			   N_("a heading of level %d follows one of level %d"),
			   level, k->level));
	k->level = level;
}

static void
check_table(struct checking *k, const struct block *table)
{
	size_t columns = 0;
	bool head = false;
	bool rows_named = true;

	for (const struct block *r = table->first; r; r = r->next) {
		size_t n = 0;

		for (const struct block *c = r->first; c; c = c->next)
			n++;
		if (columns && n != columns)
			placed(k,
			    diag_add(k->ds, DIAG_P09,
				place_of(r, &table->title),
				N_("this row has %zu cells, the first one has %zu"),
				n, columns));
		if (!columns)
			columns = n;
		head = head || r->head;
		if (!r->head && !(r->first && r->first->head))
			rows_named = false;
	}
	if (!head && !rows_named)
		placed(
		    k, diag_add(k->ds, DIAG_P09, place_of(table, &table->title),
			   N_("this table has no headings")));
}

static bool
is_tag(struct str s)
{
	struct str part;
	size_t n = 0;

	while (str_next_part(&s, '-', &part)) {
		if (!part.n || part.n > 8 || (!n && part.n < 2))
			return false;
		for (size_t i = 0; i < part.n; i++) {
			if (!ascii_alpha(part.p[i]) &&
			    !(n && ascii_digit(part.p[i])))
				return false;
		}
		n++;
	}
	return n > 0;
}

static void
check_lang(struct checking *k, struct str lang, struct span at)
{
	if (lang.n && !is_tag(lang))
		placed(k, diag_add(k->ds, DIAG_P15, at,
			      N_("\"%.*s\" is not the tag of a language"),
			      STR_ARG(lang)));
}

static bool
leads_somewhere(const struct checking *k, struct str link)
{
	static const char *const schemes[] = { "https://", "http://",
		"mailto:", "tel:" };

	if (*link.p == '#')
		return map_has(&k->anchors, str_from_off(link, 1));
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		struct str scheme = str_from(schemes[i]);

		if (str_starts(link, scheme))
			return link.n > scheme.n;
	}
	return false;
}

static void
check_prose(struct checking *k, const struct prose *p)
{
	for (size_t i = 0; i < p->count; i++) {
		for (size_t n = 0; n < p->items[i].count; n++) {
			const struct run *r = &p->items[i].items[n];

			check_lang(k, r->lang, r->at);
			if (r->link.n && !leads_somewhere(k, r->link))
				placed(k,
				    diag_add(k->ds, DIAG_P10, r->at,
					N_("the link to \"%.*s\" leads nowhere"),
					STR_ARG(r->link)));
		}
	}
}

static void
check_block(struct checking *k, const struct block *b)
{
	check_lang(k, b->lang, b->at);
	check_prose(k, &b->title);
	check_prose(k, &b->text);
	for (size_t i = 0; b->items && i < b->count; i++) {
		check_prose(k, &b->items[i].label);
		check_prose(k, &b->items[i].value);
	}
	if (b->picture && !b->alt.n && k->sheet->pictures != PICTURES_NO)
		placed(k, diag_add(k->ds, DIAG_P08, place_of(b, &b->text),
			      N_("this picture has no alternative text")));
	if (b->kind == BLOCK_TITLE)
		check_heading(k, b, &b->text, 1);
	else if (b->kind == BLOCK_COVER)
		check_heading(k, b, &b->title, 1);
	else if (b->kind == BLOCK_HEADING)
		check_heading(k, b, &b->text, b->level);
	else if (b->kind == BLOCK_CONTENTS && !prose_empty(&b->title))
		check_heading(k, b, &b->title, 2);
	else if ((b->kind == BLOCK_CARD || b->kind == BLOCK_NOTE ||
		     b->kind == BLOCK_CONTACT || b->kind == BLOCK_PICTURE) &&
		 b->level && !prose_empty(&b->title))
		check_heading(k, b, &b->title, b->level);
	else if (b->kind == BLOCK_TABLE)
		check_table(k, b);
}

bool
sheet_check(struct arena *a, const struct sheet *s, struct diags *ds)
{
	struct checking k = { .sheet = s, .ds = ds, .fine = true };

	k.anchors = map_new(a);
	for (const struct block *b = s->first; b; b = block_next(b, NULL)) {
		if (b->anchor.n)
			map_set(&k.anchors, b->anchor, (void *)b);
	}
	check_lang(&k, s->lang, SPAN_NONE);
	for (const struct block *b = s->first; b; b = block_next(b, NULL))
		check_block(&k, b);
	if (!k.level)
		placed(&k, diag_add(ds, DIAG_P07, SPAN_NONE,
			       N_("the document has no title")));
	return k.fine;
}
