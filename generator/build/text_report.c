/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/text_report.h"

#include <errno.h>

#include "build/leak.h"
#include "build/pack.h"
#include "build/plan_files.h"
#include "build/pool.h"
#include "build/text_measures.h"
#include "build/worker.h"
#include "check/site.h"
#include "compose/report.h"
#include "diag/msg.h"
#include "write/tree.h"

bool
text_report_wanted(const struct build_options *o)
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

void
text_report_open(struct text_part *t)
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
	if (!text_report_wanted(o) || o->resident)
		return;
	t->err = tree_open(&t->tree, t->arena, o->fs, &where);
	for (size_t i = 0; t->err == 0 && i < count; i++)
		t->stays[i] = memory_part_stays(t->memory, i, t->tree) &&
			      tree_holds(t->tree, part_path(&a, i, "html")) &&
			      tree_holds(t->tree, part_path(&a, i, "json"));
	arena_release(&a);
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

/*
 * A page of the report and the same for other programs: a part of it, or the
 * first page with what is said of all of them.
 */
enum { FIRST = 0 }; /* otherwise the number of the part + 1 */

struct sheets {
	struct text_part *part;
	const struct template_set *templates;
	struct report_input input;
	struct tree *tree;
	const size_t *wanted; /* of a pool: which of them to make */
	int err;              /* of the disk */
	bool lost;            /* one of them could not be made */
	struct arena arena;   /* of one of them */
	struct sb html, json;
};

static struct str
sheet_path(struct arena *a, size_t sheet, const char *ending)
{
	if (sheet == FIRST)
		return arena_fmt(a, "%s.%s",
		    str_is(str_from(ending), "html") ? "index" : "report",
		    ending);
	return part_path(a, sheet - 1, ending);
}

/* A template that fails is a finding. */
static void
fill_html(struct sheets *s, struct value *values)
{
	if (template_render(
		s->templates, STR("report"), values, s->part->ds, &s->html))
		return;
	s->lost = true;
	sb_reset(&s->html);
}

static void
fill(struct sheets *s, size_t sheet)
{
	const struct report_parts *parts = &s->input.parts;

	sb_reset(&s->html);
	sb_reset(&s->json);
	if (sheet == FIRST) {
		fill_html(s, report_values(&s->arena, &s->input));
		report_json(&s->json, &s->input);
		return;
	}
	take_words(
	    s->part, &s->arena, parts->starts[sheet - 1], parts->starts[sheet]);
	fill_html(s, report_part_values(&s->arena, &s->input, sheet - 1));
	report_part_json(&s->json, &s->input, sheet - 1);
	leave_words(s->part, parts->starts[sheet - 1], parts->starts[sheet]);
}

/* --- here ----------------------------------------------------------------- */

/* What a page may not show may not stand in the report about it either. */
static void
show(const struct text_part *t, struct str path, struct str bytes,
    struct hash128 hash)
{
	struct sb list = { 0 };

	if (!t->told) {
		leak_show(t->options, "report", path, bytes);
		return;
	}
	leak_add(&list, path, hash);
	leak_tell(t->options, "report", sb_view(&list));
	sb_release(&list);
}

static void
put(struct sheets *s, struct str path, struct str bytes)
{
	if (s->err || bytes.n == 0)
		return;
	show(s->part, path, bytes, hash128(bytes));
	s->err = tree_put(s->tree, path, bytes, STR_NONE);
}

static void
put_sheet(struct sheets *s, size_t sheet)
{
	fill(s, sheet);
	put(s, sheet_path(&s->arena, sheet, "html"), sb_view(&s->html));
	put(s, sheet_path(&s->arena, sheet, "json"), sb_view(&s->json));
	arena_reset(&s->arena);
}

/* --- in other processes --------------------------------------------------- */

static void
store(struct sheets *s, struct str path, struct str bytes, struct sb *out)
{
	struct tree_stored stored = { 0 };
	int err = bytes.n ? tree_store(s->tree, path, bytes, &stored) : 0;

	pack_number(out, (uint64_t)err);
	pack_number(out, stored.size);
	pack_hash(out, stored.hash);
	pack_text(out, s->part->told ? STR("") : bytes);
}

static void
take_stored(struct sheets *s, struct str path, struct unpack *u)
{
	int err = (int)unpack_number(u);
	struct tree_stored stored;
	struct str bytes;

	stored.size = unpack_number(u);
	stored.hash = unpack_hash(u);
	bytes = unpack_text(u);
	s->lost |= u->bad || (err == 0 && stored.size == 0);
	if (s->err == 0)
		s->err = err;
	if (s->err || s->lost)
		return;
	show(s->part, path, bytes, stored.hash);
	tree_note(s->tree, path, &stored);
}

static struct str
sheet_file(void *arg, size_t piece)
{
	struct sheets *s = arg;
	const struct build_options *o = s->part->options;
	struct arena *a = s->part->arena;
	struct str path = sheet_path(a, s->wanted[piece], "html");

	return arena_fmt(a, "%.*s/report/%.*s",
	    STR_ARG(plan_file_shown(o, o->output)), STR_ARG(path));
}

static void
make_sheet(void *arg, size_t piece, struct sb *out)
{
	struct sheets *s = arg;
	struct diags *ds = s->part->ds;
	size_t sheet = s->wanted[piece], before = ds->count;

	fill(s, sheet);
	store(s, sheet_path(&s->arena, sheet, "html"), sb_view(&s->html), out);
	store(s, sheet_path(&s->arena, sheet, "json"), sb_view(&s->json), out);
	pack_findings(out, ds, before);
	ds->count = before;
	arena_reset(&s->arena);
}

static void
take_sheet(void *arg, size_t piece, struct str bytes)
{
	struct sheets *s = arg;
	size_t sheet = s->wanted[piece];
	struct unpack u = { .in = bytes };

	take_stored(s, sheet_path(&s->arena, sheet, "html"), &u);
	take_stored(s, sheet_path(&s->arena, sheet, "json"), &u);
	unpack_findings(&u, s->part->ds);
	arena_reset(&s->arena);
}

static void
lose_sheet(void *arg, size_t piece)
{
	struct sheets *s = arg;

	(void)piece;
	s->lost = true;
}

static void
make_apart(struct sheets *s, const size_t *wanted, size_t count)
{
	const struct pool pool = { .options = s->part->options,
		.title = _("site"),
		.ds = s->part->ds,
		.count = count,
		.output = true,
		.arg = s,
		.file = sheet_file,
		.work = make_sheet,
		.take = take_sheet,
		.lost = lose_sheet };

	s->wanted = wanted;
	if (s->err == 0)
		s->err = tree_ready(s->tree);
	if (s->err == 0)
		pool_run(&pool);
}

/* --- all of it ------------------------------------------------------------ */

/* What stays was shown to the guard when it was made, beside other plans. */
static void
keep(struct sheets *s, struct str path)
{
	const struct site_memory *m = s->part->memory;

	if (!hash128_eq(m->was.guarded, m->now.guarded)) {
		sb_reset(&s->html);
		s->err = tree_read(s->tree, path, &s->html);
		leak_show(s->part->options, "report", path, sb_view(&s->html));
	}
	if (s->err == 0)
		s->err = tree_keep(s->tree, path);
}

static void
keep_part(struct sheets *s, size_t part)
{
	keep(s, part_path(&s->arena, part, "html"));
	if (s->err == 0)
		keep(s, part_path(&s->arena, part, "json"));
	arena_reset(&s->arena);
}

/* So many are not worth a process: a page or two was changed. */
enum { FEW = 8 };

static void
put_parts(struct sheets *s)
{
	size_t *wanted =
	    arena_array(s->part->arena, size_t, s->input.parts.count + 1);
	size_t count = 0;

	wanted[count++] = FIRST;
	for (size_t i = 0; s->err == 0 && i < s->input.parts.count; i++) {
		if (!report_part_told(&s->input, i))
			continue;
		if (s->part->stays[i])
			keep_part(s, i);
		else
			wanted[count++] = i + 1;
	}
	if (count > FEW)
		make_apart(s, wanted, count);
	for (size_t i = 0; count <= FEW && i < count; i++)
		put_sheet(s, wanted[i]);
}

static void
put_whole(struct sheets *s)
{
	size_t count = s->input.site->pages.count;
	struct arena words = { 0 };

	take_words(s->part, &words, 0, count);
	put_sheet(s, FIRST);
	leave_words(s->part, 0, count);
	arena_release(&words);
}

/* Nobody reads a report that a part is missing from: it stays as it was. */
static bool
put_report(struct text_part *t, struct tree *tree,
    const struct template_set *templates, struct str review, int *err)
{
	struct sheets s = { .part = t,
		.templates = templates,
		.input = input_of(t),
		.tree = tree };

	s.input.review = review;
	if (t->divided)
		put_parts(&s);
	else
		put_whole(&s);
	sb_release(&s.html);
	sb_release(&s.json);
	arena_release(&s.arena);
	*err = s.err;
	return !s.lost;
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
text_report_write(struct text_part *t, const struct template_set *templates)
{
	const struct leak_link *leak = t->options->leak;
	struct tree_result result;
	int err = t->tree ? t->err : ENOENT;
	bool whole = true, agreed = false;

	if (err == 0)
		whole = put_report(t, t->tree, templates,
		    review_text(t->arena, t->site, t->options->today), &err);
	/* The guard looks at the one that readers go on to see. */
	if (err || !whole)
		leak_forget(leak);
	if (err == 0) {
		worker_waits(t->options);
		agreed = whole && leak_agreed(leak);
		worker_at(t->options, STR("output"));
		worker_publishes(t->options, true);
		err = agreed ? tree_commit(t->tree, &result)
			     : tree_abandon(t->tree);
		worker_publishes(t->options, false);
	}
	memory_reported(t->memory, agreed && err == 0 ? t->tree : NULL);
	return err;
}
