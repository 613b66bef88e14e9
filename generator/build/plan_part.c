/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The plans: one file a person in, the documents of each out. An error in a
 * plan stops its documents only; a file that cannot be read keeps those it
 * has.
 */
#include "build/build.h"

#include "build/plan_age.h"
#include "build/plan_removed.h"
#include "build/plan_walk.h"
#include "build/printer.h"
#include "build/worker.h"
#include "compose/calendar.h"
#include "compose/document.h"
#include "compose/fhir.h"
#include "compose/overview.h"
#include "compose/plan_form_page.h"
#include "load/theme.h"
#include "render/mustache.h"
#include "write/journal.h"
#include "write/tree.h"

struct job {
	const struct build_options *options;
	struct diags *ds;
	struct build_summary *summary;
	struct arena arena; /* of the run */
	struct theme theme;
	struct policy_part policy;
	struct printer *printer;
	struct tree *tree; /* NULL when only checking */
	struct map revisions; /* plan id → struct str *, of the policy */
	struct plan_removed removed; /* why documents went */
	struct status_row *rows; /* for the overview */
	size_t row_count;
	size_t row_cap;
	struct status_context context;
	struct diags swedish;
	struct sb bytes;
	int err; /* of the disk */
};

/* --- documents ------------------------------------------------------------ */

static void
put(struct job *j, struct arena *a, const struct plan *p, const char *name,
    const char *ending)
{
	struct str path = arena_fmt(a, "%.*s/%s.%s",
	    STR_ARG(p->plan_id.s), name, ending);

	j->summary->documents++;
	if (j->tree && j->err == 0)
		j->err = tree_put(j->tree, path, sb_view(&j->bytes), p->file);
}

static void
make_paper(struct job *j, struct arena *a, const struct plan *p,
    enum plan_paper paper)
{
	const struct plan_paper_info *info = plan_paper_info(paper);
	const struct document_context context = { .theme = &j->theme,
		.site = j->policy.base_url,
		.today = j->options->today };
	struct sheet *sheet;

	sb_reset(&j->bytes);
	if (info->calendar) {
		if (calendar_format(p, paper, &j->bytes))
			put(j, a, p, info->name, "ics");
		return;
	}
	sheet = document_sheet(a, p, &context, paper);
	if (!j->options->write) {
		if (printer_check(j->printer, sheet, j->ds))
			j->summary->documents += 2;
		return;
	}
	if (!printer_pdf(j->printer, sheet, j->ds, &j->bytes))
		return;
	put(j, a, p, info->name, "pdf");
	sb_reset(&j->bytes);
	if (printer_html(j->printer, sheet, j->ds, &j->bytes))
		put(j, a, p, info->name, "html");
}

/* For other systems, under the gates of the plan on paper. */
static void
make_fhir(struct job *j, struct arena *a, const struct plan *p)
{
	const struct fhir_context context = { .site = j->policy.base_url,
		.today = j->options->today };

	sb_reset(&j->bytes);
	fhir_bundle(&j->bytes, p, &context);
	put(j, a, p, "plan", "fhir.json");
}

static void
remember_revision(struct job *j, const struct plan *p)
{
	struct str *revision = arena_new(&j->arena, struct str);

	*revision = arena_str(&j->arena, p->policy_revision.s);
	map_set(&j->revisions, arena_str(&j->arena, p->plan_id.s), revision);
}

static void
see(void *arg, struct arena *a, const struct plan *p,
    const struct plan_verdict *verdict)
{
	struct job *j = arg;

	plan_age_check(p, j->options->closed_before, j->ds);
	/* The overview is written, not checked. */
	if (j->options->write) {
		j->rows = arena_grow(&j->arena, j->rows, j->row_count, &j->row_cap,
		    sizeof(*j->rows));
		j->rows[j->row_count++] =
		    status_of(&j->arena, p, verdict, &j->context);
	}
	plan_removed_see(&j->removed, j->ds, p, j->options->today);
	if (!p->readable || !j->printer)
		return;
	if (field_given(&p->plan_id.f))
		remember_revision(j, p);
	for (int paper = 0; paper < PAPER_COUNT; paper++) {
		if (plan_paper_gate(p, verdict, j->options->today,
			(enum plan_paper)paper) != GATE_OPEN)
			continue;
		make_paper(j, a, p, (enum plan_paper)paper);
		if (paper == PAPER_PLAN && j->options->fhir)
			make_fhir(j, a, p);
	}
}

/* What cannot be read now is not known to be gone: its documents stay. */
static void
lost(void *arg, struct str name)
{
	struct job *j = arg;

	if (j->tree && j->err == 0)
		j->err = tree_keep_source(j->tree, name);
}

/* --- all plans ------------------------------------------------------------ */

/* Without theme or faces the plans are still checked. */
static void
open_printer(struct job *j)
{
	const struct build_options *o = j->options;
	size_t before = j->ds->count;
	const char *themes =
	    fs_join(&j->arena, str_from(o->data), STR("themes"));

	if (theme_load(&j->theme, &j->arena, j->ds, o->fs, o->root,
		j->policy.theme, themes))
		j->printer = printer_open(&j->arena, o, &j->theme, j->ds);
	/* The site says what is wrong with the theme; once is enough. */
	if (o->site && j->printer)
		j->ds->count = before;
	source_drop(&j->ds->sources, 1);
}

static void
put_page(struct job *j, const struct template_set *templates,
    struct str template, struct str path, const struct value *values)
{
	sb_reset(&j->bytes);
	if (!template_render(templates, template, values, j->ds, &j->bytes))
		return;
	if (j->tree && j->err == 0)
		j->err =
		    tree_put(j->tree, path, sb_view(&j->bytes), STR_NONE);
}

/* Overview of all plans, and the form; a root without plans has neither. */
static void
put_pages(struct job *j)
{
	struct template_set *templates;

	if (j->row_count == 0 || !j->printer)
		return;
	templates = templates_compile(&j->arena, &j->theme, j->ds);
	status_sort(j->rows, j->row_count);
	diag_sort(&j->swedish);
	put_page(j, templates, STR("overview"), STR("index.html"),
	    overview_values(&j->arena, j->rows, j->row_count, &j->context,
		&j->swedish));
	put_page(j, templates, STR("formular"), STR("formular.html"),
	    plan_form_page_values(&j->arena, j->context.revision));
}

struct events {
	struct journal_event *items;
	size_t count;
	size_t cap;
};

/* One event a plan: paths are sorted, so those of a plan follow each other. */
static void
add_events(struct job *j, struct events *out, const char *what,
    const struct str *paths, size_t count)
{
	struct journal_event *last = NULL;

	for (size_t i = 0; i < count; i++) {
		struct str rest = paths[i], id;
		const struct str *revision;

		if (str_find_char(rest, '/') == STR_NOT_FOUND ||
		    !str_next_part(&rest, '/', &id))
			continue;
		if (!last || !str_eq(last->plan_id, id)) {
			last = arena_push(&j->arena, out);
			last->what = what;
			last->plan_id = id;
			revision = map_find(&j->revisions, id);
			if (revision)
				last->revision = *revision;
		}
		last->documents++;
	}
}

static void
write_journal(struct job *j)
{
	struct events events = { 0 };
	const struct str *paths;
	size_t count;

	paths = tree_changed(j->tree, &count);
	add_events(j, &events, "made", paths, count);
	paths = tree_removed(j->tree, &count);
	add_events(j, &events, "removed", paths, count);
	plan_removed_tell(&j->removed, j->ds, j->tree);
	j->err = journal_append(j->options->fs, j->options->output,
	    j->options->now, events.items, events.count);
}

static void
commit(struct job *j)
{
	struct tree_result result = { 0 };

	if (j->tree && j->err == 0)
		j->err = tree_commit(j->tree, &result);
	if (j->tree && j->err == 0)
		write_journal(j);
	if (j->err)
		build_disk_failed(j->ds, j->options->output, j->err);
	j->summary->plans_changed = result.changed;
	j->summary->removed = result.removed;
}

void
build_plans(const struct build_options *options, struct diags *ds,
    struct build_summary *summary)
{
	const struct tree_options where = { .output = options->output,
		.name = "plans",
		.folder_mode = 0700,
		.file_mode = 0600,
		.purge = true };
	struct job j = { .options = options, .ds = ds, .summary = summary };
	const struct plan_visitor visitor = { .see = see,
		.lost = lost,
		.swedish = &j.swedish,
		.arg = &j };

	worker_confine(options);
	j.revisions = map_new(&j.arena);
	plan_removed_open(&j.removed, &j.arena);
	policy_part_load(&j.policy, &j.arena, options);
	j.context = j.policy.status;
	j.context.today = options->today;
	j.context.revisions = j.policy.revisions;
	j.context.revision_count = j.policy.revision_count;
	open_printer(&j);
	if (options->write && j.printer)
		j.err = tree_open(&j.tree, &j.arena, options->fs, &where);
	if (j.err == 0)
		summary->plans += plan_walk(options, &j.arena, &j.policy, ds,
		    &visitor);
	put_pages(&j);
	commit(&j);
	printer_close(j.printer);
	source_drop(&ds->sources, 1);
	diag_release(&j.swedish);
	sb_release(&j.bytes);
	arena_release(&j.arena);
}
