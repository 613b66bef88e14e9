/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/diff_sheet.h"

#include "compose/date_words.h"
#include "compose/diff.h"
#include "compose/diff_print.h"

enum { NEAR = 12 }; /* kept words shown on each side of a change */

struct maker {
	struct arena *a;
	struct sheet *s;
	const struct diff *d;
};

static const char *const level_names[VARIANT_COUNT] = { "Klarspråk", "Lättläst",
	"Engelska" };

static struct str
sentence_of(struct arena *a, date_t d)
{
	struct sb sb = { 0 };
	struct str text;

	date_words(&sb, d, STR("sv"), false);
	text = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return text;
}

static void
add_tokens(struct maker *m, struct prose *p, const struct diff_token *t,
    size_t count, bool strong)
{
	struct sb sb = { 0 };
	struct run *run;

	diff_tokens_text(t, count, &sb);
	run = prose_run(m->a, p, arena_str(m->a, sb_view(&sb)), SPAN_NONE);
	if (run)
		run->strong = strong;
	sb_release(&sb);
}

static void
add_words(struct maker *m, struct prose *p, const char *text, bool strong)
{
	struct run *run = prose_run(m->a, p, str_from(text), SPAN_NONE);

	if (run)
		run->strong = strong;
}

/* What is far from any change is left out. */
static void
add_kept(struct maker *m, struct prose *p, const struct diff_token *t,
    size_t count, bool first, bool last)
{
	size_t head = first ? 0 : NEAR, tail = last ? 0 : NEAR;

	if (!first && t[0].space)
		add_words(m, p, " ", false);
	if (count <= head + tail + 4) {
		add_tokens(m, p, t, count, false);
		return;
	}
	if (head) {
		add_tokens(m, p, t, head, false);
		add_words(m, p, " ", false);
	}
	add_words(m, p, tail ? "… " : "…", false);
	if (tail)
		add_tokens(m, p, t + count - tail, tail, false);
}

static void
add_change(struct maker *m, struct prose *p, const char *word,
    const struct diff_token *t, size_t count, bool first)
{
	if (!first)
		add_words(m, p, " ", false);
	add_words(m, p, word, true);
	add_tokens(m, p, t, count, false);
	add_words(m, p, "]", true);
}

static void
add_runs(struct maker *m, struct prose *out, const struct diff_part *p)
{
	for (size_t i = 0; i < p->run_count; i++) {
		const struct diff_run *r = &p->runs[i];
		bool first = i == 0, last = i + 1 == p->run_count;

		if (diff_run_looks(p, i)) {
			i++;
			add_change(m, out, "[ändrad länk eller stil: ",
			    p->new_tokens + r[1].new_at, r[1].count, first);
		} else if (r->op == DIFF_KEEP) {
			add_kept(m, out, p->new_tokens + r->new_at, r->count,
			    first, last);
		} else if (r->op == DIFF_DELETE) {
			add_change(m, out,
			    "[borttaget: ", p->old_tokens + r->old_at, r->count,
			    first);
		} else {
			add_change(m, out,
			    "[tillagt: ", p->new_tokens + r->new_at, r->count,
			    first);
		}
	}
}

static const char *
part_word(const struct diff_part *p)
{
	switch (p->kind) {
	case DIFF_SAME:
		return p->moved ? "Flyttat: " : "Nytt nummer: ";
	case DIFF_CHANGED:
		return p->moved ? "Flyttat och ändrat: " : "Ändrat: ";
	case DIFF_SPLIT:
		return "Delat i flera stycken: ";
	case DIFF_MERGED:
		return "Flera stycken har blivit ett: ";
	case DIFF_ADDED:
		return p->elsewhere ? "Flyttat hit från en annan sida: "
				    : "Tillagt: ";
	case DIFF_REMOVED:
		return p->elsewhere ? "Flyttat till en annan sida: "
				    : "Borttaget: ";
	case DIFF_GONE:
		break;
	}
	return "";
}

static void
add_part(struct maker *m, const struct diff_level *l, const struct diff_part *p)
{
	struct block *b = sheet_add(m->s, NULL, BLOCK_TEXT);

	add_words(m, &b->text, part_word(p), true);
	if (p->renumbered) {
		struct str numbers = arena_fmt(m->a, "%d blir %d. ",
		    (int)l->old_text.items[p->old_at].number,
		    (int)l->new_text.items[p->new_at].number);

		prose_run(m->a, &b->text, numbers, SPAN_NONE);
	}
	if (p->run_count)
		add_runs(m, &b->text, p);
	else if (p->new_count)
		add_tokens(
		    m, &b->text, p->new_tokens, p->new_token_count, false);
	else
		add_tokens(
		    m, &b->text, p->old_tokens, p->old_token_count, false);
}

static bool
worth_telling(const struct diff_part *p)
{
	return p->kind != DIFF_GONE &&
	       (p->kind != DIFF_SAME || p->moved || p->renumbered);
}

static void
add_level(struct maker *m, const struct diff_level *l)
{
	const struct diff_unit *above = NULL;

	for (size_t i = 0; i < l->parts.count; i++) {
		const struct diff_part *p = &l->parts.items[i];
		const struct diff_unit *heading;
		struct sb sb = { 0 };

		if (!worth_telling(p))
			continue;
		heading = diff_part_heading(l, p);
		if (heading && !(above && above->hash == heading->hash)) {
			diff_unit_text(heading, &sb);
			sheet_heading(
			    m->s, NULL, 4, arena_str(m->a, sb_view(&sb)));
			sb_release(&sb);
		}
		above = diff_part_unit(l, p);
		if (above->form != FORM_HEADING)
			above = heading;
		add_part(m, l, p);
	}
}

static void
add_page(struct maker *m, const struct diff_page *dp)
{
	const struct page *p = dp->after ? dp->after : dp->before;

	sheet_heading(m->s, NULL, 2, p->meta.title.s);
	if (dp->kind == DIFF_PAGE_ADDED)
		sheet_say(
		    m->s, NULL, BLOCK_TEXT, STR("Sidan är ny."), SPAN_NONE);
	if (dp->kind == DIFF_PAGE_REMOVED)
		sheet_say(m->s, NULL, BLOCK_TEXT, STR("Sidan är borttagen."),
		    SPAN_NONE);
	if (dp->renamed)
		sheet_say(m->s, NULL, BLOCK_TEXT,
		    arena_fmt(m->a, "Sidan hette förut %.*s.",
			STR_ARG(dp->before->meta.title.s)),
		    SPAN_NONE);
	if (dp->change && dp->change->plain.s.n)
		sheet_say(
		    m->s, NULL, BLOCK_NOTE, dp->change->plain.s, SPAN_NONE);
	for (size_t v = 0; v < VARIANT_COUNT; v++) {
		const struct diff_level *l = &dp->levels[v];

		if (dp->kind != DIFF_PAGE_CHANGED || l->same ||
		    (!l->before && !l->after))
			continue;
		sheet_heading(m->s, NULL, 3, str_from(level_names[v]));
		add_level(m, l);
	}
}

static void
add_facts(struct maker *m)
{
	static const struct str head[] = { { "Sida", 4 }, { "Förut", 6 },
		{ "Nu", 2 } };
	static const int widths[] = { 4, 3, 3 };
	struct block *table;

	if (m->d->facts.count == 0)
		return;
	sheet_heading(m->s, NULL, 2, STR("Lagrum, datum och siffror"));
	table = sheet_add(m->s, NULL, BLOCK_TABLE);
	table->widths = widths;
	table->width_count = 3;
	sheet_row(m->s, table, true, head, 3);
	for (int kind = FACT_LAW; kind <= FACT_FIGURE; kind++)
		for (size_t i = 0; i < m->d->facts.count; i++) {
			const struct diff_fact *f = &m->d->facts.items[i];
			const struct page *p = f->page->after;
			struct str cells[3] = { p->meta.title.s,
				f->before.n ? f->before : STR("–"),
				f->after.n ? f->after : STR("–") };

			if ((int)f->kind == kind)
				sheet_row(m->s, table, false, cells, 3);
		}
}

static void
add_beginning(struct maker *m)
{
	const struct diff *d = m->d;

	sheet_say(m->s, NULL, BLOCK_TITLE, m->s->title, SPAN_NONE);
	sheet_say(m->s, NULL, BLOCK_TEXT,
	    arena_fmt(m->a, "Version %.*s gäller från %.*s.",
		STR_ARG(d->after->name),
		STR_ARG(sentence_of(m->a, d->after->in_force))),
	    SPAN_NONE);
	sheet_say(m->s, NULL, BLOCK_TEXT,
	    arena_fmt(m->a,
		"Ändrade sidor: %zu. Nya sidor: %zu. Borttagna sidor: %zu. "
		"Sidor med samma text: %zu.",
		d->kinds[DIFF_PAGE_CHANGED], d->kinds[DIFF_PAGE_ADDED],
		d->kinds[DIFF_PAGE_REMOVED], d->kinds[DIFF_PAGE_SAME]),
	    SPAN_NONE);
	if (d->after->summary[VARIANT_PLAIN].s.n)
		sheet_say(m->s, NULL, BLOCK_NOTE,
		    d->after->summary[VARIANT_PLAIN].s, SPAN_NONE);
}

struct sheet *
diff_sheet(struct arena *a, const struct diff *d)
{
	struct maker m = { .a = a, .d = d };

	m.s = sheet_new(a, STR("skillnader"),
	    arena_fmt(a, "Skillnader mellan version %.*s och %.*s",
		STR_ARG(d->before->name), STR_ARG(d->after->name)));
	m.s->style = SHEET_STAFF;
	m.s->pictures = PICTURES_NO;
	m.s->footer = m.s->title;
	m.s->updated = d->after->in_force;
	add_beginning(&m);
	add_facts(&m);
	for (size_t i = 0; i < d->page_count; i++)
		if (d->pages[i].kind != DIFF_PAGE_SAME)
			add_page(&m, &d->pages[i]);
	return m.s;
}
