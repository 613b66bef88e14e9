/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/text_part.h"

#include <errno.h>
#include <string.h>

#include "build/leak.h"
#include "build/pool.h"
#include "build/worker.h"
#include "check/site.h"
#include "compose/report.h"
#include "diag/msg.h"
#include "write/tree.h"

/* --- measures of a page, kept --------------------------------------------- */

/* What the overview needs of every page; texts are kept apart. */
static struct str
figures_keep(struct arena *a, const struct page_measures *m)
{
	struct sb out = { 0 };
	struct str kept;

	pack_number(&out, m->measured);
	pack_number(&out, m->sentences);
	pack_number(&out, m->words);
	pack_number(&out, m->long_words);
	pack_number(&out, m->longest);
	pack_real(&out, m->lix);
	pack_real(&out, m->mean);
	pack_real(&out, m->long_share);
	pack_real(&out, m->lix_without_names);
	pack_real(&out, m->a4_pages);
	pack_number(&out, m->passive);
	for (size_t i = 0; i <= SEV_ERROR; i++)
		pack_number(&out, m->findings[i]);
	pack_number(&out, m->testers);
	kept = arena_str(a, sb_view(&out));
	sb_release(&out);
	return kept;
}

static struct str
texts_keep(struct arena *a, const struct page_measures *m)
{
	struct sb out = { 0 };
	struct str kept;

	pack_number(&out, m->hardest_count);
	for (size_t i = 0; i < m->hardest_count; i++) {
		pack_text(&out, m->hardest[i].text);
		pack_number(&out, m->hardest[i].line);
		pack_number(&out, m->hardest[i].words);
		pack_real(&out, m->hardest[i].lix);
	}
	pack_number(&out, m->allowed_count);
	for (size_t i = 0; i < m->allowed_count; i++) {
		pack_number(&out, (uint64_t)m->allowed[i].code);
		pack_text(&out, m->allowed[i].reason);
		pack_number(&out, m->allowed[i].line);
		pack_number(&out, m->allowed[i].used);
	}
	kept = arena_str(a, sb_view(&out));
	sb_release(&out);
	return kept;
}

static void
take_allowed(struct unpack *u, struct arena *a, struct page_measures *m)
{
	uint64_t count = unpack_number(u);

	if (u->bad || count > u->in.n)
		return;
	m->allowed = arena_array(a, struct allowed, (size_t)count + 1);
	m->allowed_count = (size_t)count;
	for (size_t i = 0; i < count; i++) {
		uint64_t code = unpack_number(u);

		m->allowed[i].code =
		    (enum diag_code)(code < DIAG_COUNT ? code : 0);
		m->allowed[i].reason = unpack_text(u);
		m->allowed[i].line = (uint32_t)unpack_number(u);
		m->allowed[i].used = unpack_number(u);
	}
}

static struct page_measures *
figures_take(struct arena *a, struct str kept)
{
	struct page_measures *m = arena_new(a, struct page_measures);
	struct unpack u = { .in = kept };

	m->measured = unpack_number(&u) != 0;
	m->sentences = unpack_number(&u);
	m->words = unpack_number(&u);
	m->long_words = unpack_number(&u);
	m->longest = unpack_number(&u);
	m->lix = unpack_real(&u);
	m->mean = unpack_real(&u);
	m->long_share = unpack_real(&u);
	m->lix_without_names = unpack_real(&u);
	m->a4_pages = unpack_real(&u);
	m->passive = unpack_number(&u);
	for (size_t i = 0; i <= SEV_ERROR; i++)
		m->findings[i] = unpack_number(&u);
	m->testers = unpack_number(&u);
	return m;
}

/* They are borrowed from what was kept. */
static void
texts_take(struct arena *a, struct str kept, struct page_measures *m)
{
	struct unpack u = { .in = kept };

	m->hardest_count = unpack_number(&u);
	if (m->hardest_count > HARDEST)
		m->hardest_count = 0;
	for (size_t i = 0; i < m->hardest_count; i++) {
		m->hardest[i].text = unpack_text(&u);
		m->hardest[i].line = (uint32_t)unpack_number(&u);
		m->hardest[i].words = unpack_number(&u);
		m->hardest[i].lix = unpack_real(&u);
	}
	take_allowed(&u, a, m);
}

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

/* For the report, which no sketch makes. */
static bool
reports(const struct build_options *o)
{
	return o->write && !o->sketch;
}

static struct report_input
input_of(const struct text_part *t)
{
	return (struct report_input){ .site = t->site,
		.shown = t->shown,
		.measures = (const struct page_measures *const *)t->measures,
		.findings = &t->swedish,
		.date = t->options->today,
		.parts = t->memory->parts };
}

static struct str
part_path(struct arena *a, size_t part, const char *ending)
{
	return arena_fmt(a, "%zu.%s", part + 1, ending);
}

/* Which parts of the report need not be made, before anything is read for it. */
static void
open_report(struct text_part *t)
{
	const struct build_options *o = t->options;
	const struct tree_options where = { .output = o->output,
		.name = "report",
		.folder_mode = 0755,
		.file_mode = 0644 };
	const struct report_input input = input_of(t);
	size_t count = input.parts.count;
	struct arena a = { 0 };

	if (t->stays)
		return;
	t->divided = report_divided(&input);
	t->stays = arena_array(t->arena, bool, count + 1);
	if (!reports(o) || o->resident)
		return;
	t->err = tree_open(&t->tree, t->arena, o->fs, &where);
	for (size_t i = 0; t->err == 0 && i < count; i++)
		t->stays[i] = memory_part_stays(t->memory, i, t->tree) &&
			      tree_holds(t->tree, part_path(&a, i, "html")) &&
			      tree_holds(t->tree, part_path(&a, i, "json"));
	arena_release(&a);
}

/* Whether somebody asks for all that was found in the words of a page. */
static bool
is_wanted(const struct text_part *t, size_t page)
{
	const struct site_memory *m = t->memory;

	size_t part = m->parts.of[page];

	return !m->quick || t->options->resident ||
	       least_said(t->options) == SEV_INFO || m->touched[part] ||
	       (reports(t->options) && !(t->divided && t->stays[part]));
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
	open_report(t);
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

/* What a page may not show may not stand in the report about it either. */
static int
put(const struct text_part *t, struct tree *tree, struct str path,
    struct str bytes)
{
	const struct leak_link *leak = t->options->leak;

	struct sb list = { 0 };

	if (t->told) {
		leak_add(&list, path, hash128(bytes));
		leak_tell(leak, "report", sb_view(&list));
		sb_release(&list);
	} else {
		leak_show(leak, "report", path, bytes);
	}
	return tree_put(tree, path, bytes, STR_NONE);
}

/* Everything about pages from on, but no further than end. */
static void
take_words(struct text_part *t, struct arena *a, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++) {
		const struct page_record *now = &t->memory->now.pages[i];

		if (!t->measures[i])
			continue;
		texts_take(a, now->measures, t->measures[i]);
		findings_say(
		    t->in_swedish ? now->swedish : now->reading, &t->swedish);
	}
	diag_sort(&t->swedish);
}

/* The texts lie in an arena that goes. */
static void
leave_words(struct text_part *t, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++)
		if (t->measures[i])
			t->measures[i]->hardest_count =
			    t->measures[i]->allowed_count = 0;
	diag_release(&t->swedish);
}

/* One page of the report, and the same for other programs. */
struct sheets {
	struct text_part *part;
	const struct template_set *templates;
	struct report_input input;
	struct tree *tree;
	struct arena arena; /* of one page of it */
	struct sb bytes;
};

static int
put_values(struct sheets *s, struct str path, struct value *values)
{
	bool fine;

	sb_reset(&s->bytes);
	fine = template_render(
	    s->templates, STR("report"), values, s->part->ds, &s->bytes);
	return fine ? put(s->part, s->tree, path, sb_view(&s->bytes)) : 0;
}

static int
put_first(struct sheets *s)
{
	int err = put_values(
	    s, STR("index.html"), report_values(&s->arena, &s->input));

	arena_reset(&s->arena);
	sb_reset(&s->bytes);
	report_json(&s->bytes, &s->input);
	if (err == 0)
		err = put(
		    s->part, s->tree, STR("report.json"), sb_view(&s->bytes));
	return err;
}

static int
put_part(struct sheets *s, size_t part)
{
	const struct report_parts *parts = &s->input.parts;
	size_t from = parts->starts[part], end = parts->starts[part + 1];
	int err;

	take_words(s->part, &s->arena, from, end);
	err = put_values(s, part_path(&s->arena, part, "html"),
	    report_part_values(&s->arena, &s->input, part));
	sb_reset(&s->bytes);
	report_part_json(&s->bytes, &s->input, part);
	if (err == 0)
		err = put(s->part, s->tree, part_path(&s->arena, part, "json"),
		    sb_view(&s->bytes));
	leave_words(s->part, from, end);
	arena_reset(&s->arena);
	return err;
}

/* What stays was shown to the guard when it was made, beside other plans. */
static int
keep(struct sheets *s, struct str path)
{
	const struct site_memory *m = s->part->memory;
	const struct build_options *o = s->part->options;
	int err = 0;

	if (!hash128_eq(m->was.guarded, m->now.guarded)) {
		sb_reset(&s->bytes);
		err = tree_read(s->tree, path, &s->bytes);
		leak_show(o->leak, "report", path, sb_view(&s->bytes));
	}
	return err ? err : tree_keep(s->tree, path);
}

static int
keep_part(struct sheets *s, size_t part)
{
	int err = keep(s, part_path(&s->arena, part, "html"));

	if (err == 0)
		err = keep(s, part_path(&s->arena, part, "json"));
	arena_reset(&s->arena);
	return err;
}

static int
put_parts(struct sheets *s)
{
	int err = put_first(s);

	for (size_t i = 0; err == 0 && i < s->input.parts.count; i++) {
		if (!report_part_told(&s->input, i))
			continue;
		err = s->part->stays[i] ? keep_part(s, i) : put_part(s, i);
	}
	return err;
}

static int
put_whole(struct sheets *s)
{
	size_t count = s->input.site->pages.count;
	struct arena words = { 0 };
	int err;

	take_words(s->part, &words, 0, count);
	err = put_first(s);
	leave_words(s->part, 0, count);
	arena_release(&words);
	return err;
}

static int
put_report(struct text_part *t, struct tree *tree,
    const struct template_set *templates, struct str review)
{
	struct sheets s = { .part = t,
		.templates = templates,
		.input = input_of(t),
		.tree = tree };
	int err;

	s.input.review = review;
	err = t->divided ? put_parts(&s) : put_whole(&s);
	sb_release(&s.bytes);
	arena_release(&s.arena);
	return err;
}

/* The report is Swedish, whoever builds. */
static struct str
review_text(struct arena *a, const struct site *site, date_t today)
{
	const char *language = msg_language();
	struct diags ds = { 0 };
	struct str text = STR("");

	msg_use("sv");
	check_revisions(site, today, &ds);
	msg_use(language);
	for (size_t i = 0; i < ds.count; i++)
		if (ds.items[i].code == DIAG_V01 ||
		    ds.items[i].code == DIAG_V02)
			text = arena_str(a, ds.items[i].message);
	diag_release(&ds);
	return text;
}

int
text_part_write(struct text_part *t, const struct template_set *templates)
{
	const struct leak_link *leak = t->options->leak;
	struct tree_result result;
	int err = t->tree ? t->err : ENOENT;
	bool agreed = false;

	if (err == 0)
		err = put_report(t, t->tree, templates,
		    review_text(t->arena, t->site, t->options->today));
	if (err == 0) {
		worker_waits(t->options);
		agreed = leak_agreed(leak);
		worker_at(t->options, STR("output"));
		err = agreed ? tree_commit(t->tree, &result)
			     : tree_abandon(t->tree);
	}
	memory_reported(t->memory, agreed && err == 0 ? t->tree : NULL);
	return err;
}

void
text_part_release(struct text_part *t)
{
	diag_release(&t->swedish);
}
