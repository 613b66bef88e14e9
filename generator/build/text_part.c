/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/text_part.h"

#include <string.h>

#include "build/pool.h"
#include "build/text_measures.h"
#include "build/text_report.h"
#include "build/worker.h"
#include "diag/msg.h"

/* --- reading -------------------------------------------------------------- */

/* Measured for the trend, but not judged: it stays as it was decided. */
static bool
archived(const struct page *p, const struct revision *shown)
{
	return p->revision && shown && p->revision != shown &&
	       str_cmp(p->revision->name, shown->name) < 0;
}

struct str
text_part_since(const struct site *site, date_t today)
{
	const struct revisions *all = &site->revisions;
	const struct revision *shown = site_revision(site, today);

	for (size_t i = 1; shown && i < all->count; i++)
		if (all->items[i] == shown)
			return all->items[i - 1]->name;
	return STR("");
}

static bool
is_read(const struct text_part *t, const struct page *p)
{
	return !p->revision || str_cmp(p->revision->name, t->since) >= 0;
}

/* What a reading found, in the language of the run and in Swedish. */
struct said {
	struct str here;
	struct str swedish; /* empty when the run is Swedish */
};

/* Findings are read in Swedish; beside them they stand untranslated. */
static void
begin_saying(const struct text_part *t, struct diags *english)
{
	if (!t->in_swedish)
		return;
	msg_use("sv");
	t->ds->untranslated = english;
}

/* Takes the findings from before on away again. */
static struct said
end_saying(const struct text_part *t, struct arena *a, struct diags *english,
    size_t before)
{
	struct said said = { findings_keep(a, t->ds, before), STR("") };

	if (t->in_swedish) {
		for (size_t i = 0; i < english->count; i++)
			english->items[i].severity =
			    t->ds->items[before + i].severity;
		said.swedish = said.here;
		said.here = findings_keep(a, english, 0);
		t->ds->untranslated = NULL;
		msg_use("en");
		diag_release(english);
	}
	t->ds->count = before;
	return said;
}

void
text_part_read(const struct text_part *t, const struct page *p, struct sb *out)
{
	size_t before = t->ds->count;
	struct arena a = { 0 };
	struct diags english = { 0 };
	struct page_measures *m;
	struct said said;

	if (!t->fresh[p->number])
		return;
	begin_saying(t, &english);
	m = check_readability(&a, t->rules, p, t->ds);
	said = end_saying(t, &a, &english, before);
	if (archived(p, t->shown))
		said = (struct said){ STR(""), STR("") };
	pack_text(out, said.here);
	pack_text(out, said.swedish);
	pack_text(out, findings_keep_from(&a, said.here, SEV_WARNING));
	pack_text(out, figures_keep(&a, m));
	pack_text(out, texts_keep(&a, m));
	arena_release(&a);
}

void
text_part_take(struct text_part *t, const struct page *p, struct unpack *u)
{
	struct page_record *now = &t->memory->now.pages[p->number];

	if (!t->fresh[p->number])
		return;
	now->reading = arena_str(t->arena, unpack_text(u));
	now->swedish = arena_str(t->arena, unpack_text(u));
	now->said = arena_str(t->arena, unpack_text(u));
	now->figures = arena_str(t->arena, unpack_text(u));
	now->measures = arena_str(t->arena, unpack_text(u));
	now->worded = now->reread = true;
}

/* --- pages that are there, in several processes --------------------------- */

enum { PIECE = 32 }; /* pages that a process reads in one go */

struct reading {
	struct text_part *part;
	struct page_list pages;
};

static struct str
piece_file(void *arg, size_t piece)
{
	const struct reading *r = arg;

	return r->pages.items[piece * PIECE]->file;
}

static void
read_piece(void *arg, size_t piece, struct sb *out)
{
	const struct reading *r = arg;

	for (size_t i = piece * PIECE;
	     i < (piece + 1) * PIECE && i < r->pages.count; i++) {
		worker_at(r->part->options, r->pages.items[i]->file);
		text_part_read(r->part, r->pages.items[i], out);
	}
}

static void
take_piece(void *arg, size_t piece, struct str bytes)
{
	const struct reading *r = arg;
	struct unpack u = { .in = bytes };

	for (size_t i = piece * PIECE;
	     i < (piece + 1) * PIECE && i < r->pages.count; i++)
		text_part_take(r->part, r->pages.items[i], &u);
}

/* Its finding is an error, and nothing of this run is kept. */
static void
lose_piece(void *arg, size_t piece)
{
	(void)arg;
	(void)piece;
}

void
text_part_read_all(struct text_part *t)
{
	const struct turn *turn = &t->memory->turn;
	struct reading r = { .part = t };

	for (size_t i = 0; i < turn->count; i++) {
		size_t number = turn->items[i].number;

		if (t->fresh[number])
			*arena_push(t->arena, &r.pages) =
			    t->site->pages.items[number];
	}
	/* Some are as they were, and what was found in them is lost. */
	memory_need(t->memory, &r.pages);

	const struct pool pool = { .options = t->options,
		.title = _("site"),
		.ds = t->ds,
		.count = (r.pages.count + PIECE - 1) / PIECE,
		.arg = &r,
		.file = piece_file,
		.work = read_piece,
		.take = take_piece,
		.lost = lose_piece };

	pool_run(&pool);
}

/* -------------------------------------------------------------------------- */

/*
 * Hints about words are many: said all at once they would leave no room for
 * what matters. They stand in the report, and are said when a page is checked
 * by name or when everything is asked for.
 */
static enum severity
least_said(const struct build_options *o)
{
	return o->verbose || o->only_count ? SEV_INFO : SEV_WARNING;
}

/* Whether somebody asks for all that was found in the words of a page. */
static bool
is_wanted(const struct text_part *t, size_t page)
{
	const struct site_memory *m = t->memory;

	size_t part = m->parts.of[page];

	return !m->quick || t->options->resident ||
	       least_said(t->options) == SEV_INFO || m->touched[part] ||
	       (text_report_wanted(t->options) &&
		   !(t->divided && t->stays[part]));
}

/* What is known already is not read again. */
static void
find_fresh(struct text_part *t)
{
	const struct turn *turn = &t->memory->turn;

	for (size_t k = 0; k < turn->count; k++) {
		size_t i = turn->items[k].number;
		const struct page_record *was = memory_reading(t->memory, i);
		struct page_record *now = &t->memory->now.pages[i];
		bool read = is_read(t, t->site->pages.items[i]);

		if (was && is_wanted(t, i) && !memory_bring_words(t->memory, i))
			was = NULL;
		t->fresh[i] = !was && read;
		now->worded |= !read;
		if (was) {
			now->said = was->said;
			now->figures = was->figures;
		}
	}
}

static void
tell_pages(struct text_part *t)
{
	const struct turn *turn = &t->memory->turn;
	enum severity least = least_said(t->options);

	for (size_t k = 0; k < turn->count; k++) {
		size_t i = turn->items[k].number;
		const struct page_record *now = &t->memory->now.pages[i];

		if (now->figures.n == 0)
			continue;
		if (!t->options->sketch)
			t->measures[i] = figures_take(t->arena, now->figures);
		findings_say_from(
		    least == SEV_INFO ? now->reading : now->said, least, t->ds);
	}
}

/* Glossary, word table, and what else is no page. */
static void
read_data(struct text_part *t)
{
	struct site_record *now = &t->memory->now;
	size_t before = t->ds->count;

	if (t->memory->quick) {
		now->reading_data = t->memory->was.reading_data;
		now->swedish_data = t->memory->was.swedish_data;
	} else {
		struct diags english = { 0 };
		struct said said;

		begin_saying(t, &english);
		check_readability_data(t->rules, t->ds);
		said = end_saying(t, t->arena, &english, before);
		now->reading_data = said.here;
		now->swedish_data = said.swedish;
	}
	findings_say_from(now->reading_data, least_said(t->options), t->ds);
}

void
text_part_open(struct text_part *t, struct arena *a,
    const struct build_options *o, const struct site *site,
    struct site_memory *m, struct diags *ds)
{
	t->arena = a;
	t->options = o;
	t->site = site;
	t->memory = m;
	t->ds = ds;
	t->shown = site_revision(site, o->today);
	t->since = text_part_since(site, o->today);
	/* The report does not depend on who builds. */
	t->in_swedish = o->write && strcmp(msg_language(), "sv") != 0;
	if (!o->sketch)
		t->measures = arena_array(
		    a, struct page_measures *, site->pages.count + 1);
	if (!t->rules)
		t->rules = readability_new(a, site, ds);
	if (!t->fresh)
		t->fresh = arena_array(a, bool, site->pages.count + 1);
	text_report_open(t);
	find_fresh(t);
}

void
text_part_end(struct text_part *t)
{
	if (!t->memory->staying)
		read_data(t);
	tell_pages(t);
}

void
text_part_tell(const struct build_options *o, const struct site_memory *m,
    struct diags *ds)
{
	findings_say_from(m->now.reading_data, least_said(o), ds);
	for (size_t i = 0; i < m->told.count; i++)
		findings_say_from(
		    m->now.pages[m->told.items[i]].reading, least_said(o), ds);
}

void
text_part_release(struct text_part *t)
{
	diag_release(&t->swedish);
}
