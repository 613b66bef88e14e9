/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/text_report.h"

#include <errno.h>

#include "build/leak.h"
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

/* What a page may not show may not stand in the report about it either. */
static int
put(const struct text_part *t, struct tree *tree, struct str path,
    struct str bytes)
{
	struct sb list = { 0 };

	if (t->told) {
		leak_add(&list, path, hash128(bytes));
		leak_tell(t->options, "report", sb_view(&list));
		sb_release(&list);
	} else {
		leak_show(t->options, "report", path, bytes);
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
		leak_show(o, "report", path, sb_view(&s->bytes));
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
text_report_write(struct text_part *t, const struct template_set *templates)
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
		worker_publishes(t->options, true);
		err = agreed ? tree_commit(t->tree, &result)
			     : tree_abandon(t->tree);
		worker_publishes(t->options, false);
	}
	memory_reported(t->memory, agreed && err == 0 ? t->tree : NULL);
	return err;
}
