/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/status_part.h"

#include "build/plan_walk.h"
#include "build/printer.h"
#include "compose/document.h"
#include "compose/status.h"
#include "load/theme.h"
#include "model/theme.h"

static bool
unread(const struct finding *f)
{
	return f->code == DIAG_B01 || f->code == DIAG_S04 ||
	       f->code == DIAG_S06 || f->severity == SEV_SYSTEM;
}

void
build_status_keep_unread(struct diags *to, struct diags *from)
{
	for (size_t i = 0; i < from->count; i++)
		if (unread(&from->items[i]))
			diag_take(to, &from->items[i]);
	diag_cut(from, 0);
}

struct rows {
	struct arena arena;
	const struct policy_part *policy;
	struct theme theme;
	struct printer *printer; /* NULL: papers are not looked at */
	struct diags found;      /* in the papers of one plan */
	struct status_context context;
	struct diags said; /* of the plans that were read last */
	struct diags *unread;
	struct status_row *items;
	size_t count;
	size_t cap;
};

/* Without theme or faces there are no papers to look at; a build tells. */
static void
open_printer(struct rows *rows, const struct build_options *o)
{
	const char *themes =
	    fs_join(&rows->arena, str_from(o->data), STR("themes"));

	if (theme_load(&rows->theme, &rows->arena, &rows->found, o->fs, o->root,
		rows->policy->theme, themes))
		rows->printer =
		    printer_open(&rows->arena, o, &rows->theme, &rows->found);
	diag_release(&rows->found);
	rows->found = (struct diags){ 0 };
}

/* Errors that stand in the way of papers whose gates are open. */
static size_t
errors_of_papers(struct rows *rows, struct arena *a, const struct plan *p,
    const struct status_row *row)
{
	const struct document_context context = { .theme = &rows->theme,
		.site = rows->policy->base_url,
		.today = rows->context.today };
	struct sources *sources = &rows->found.sources;

	source_drop(sources, 1);
	arena_reset(&rows->found.arena);
	rows->found.count = 0;
	source_add(sources, p->file, source_text(&rows->said.sources, 1));
	for (int i = 0; i < PAPER_COUNT; i++) {
		enum plan_paper paper = (enum plan_paper)i;

		if (row->papers[i] == GATE_OPEN &&
		    !plan_paper_info(paper)->calendar)
			printer_check(rows->printer,
			    document_sheet(a, p, &context, paper),
			    &rows->found);
	}
	diag_sort(&rows->found);
	return diag_count(&rows->found, SEV_ERROR);
}

static void
see(void *arg, struct arena *a, const struct plan *p,
    const struct plan_verdict *verdict)
{
	struct rows *rows = arg;
	struct status_row *row = arena_push(&rows->arena, rows);

	*row = status_of(&rows->arena, p, verdict, &rows->context);
	if (rows->printer)
		row->errors += errors_of_papers(rows, a, p, row);
	build_status_keep_unread(rows->unread, &rows->said);
}

void
build_status(const struct build_options *o, bool json, size_t width,
    struct diags *ds, struct sb *out)
{
	struct rows rows = { .unread = ds };
	struct policy_part policy;
	const struct plan_visitor visitor = { .see = see, .arg = &rows };

	policy_part_load(&policy, &rows.arena, o);
	rows.policy = &policy;
	open_printer(&rows, o);
	rows.context = policy.status;
	rows.context.today = o->today;
	rows.context.revisions = policy.revisions;
	rows.context.revision_count = policy.revision_count;
	rows.context.width = width;
	plan_walk(o, &rows.arena, &policy, &rows.said, &visitor);
	build_status_keep_unread(ds, &rows.said);
	status_sort(rows.items, rows.count);
	if (json) {
		status_json(out, rows.items, rows.count, &rows.context);
	} else {
		/* That there are none is only known when all were read. */
		if (rows.count || ds->count == 0)
			status_table(
			    out, rows.items, rows.count, &rows.context);
		status_counts(out, rows.items, rows.count, &rows.context);
		status_policy(out, &rows.context);
	}
	printer_close(rows.printer);
	diag_release(&rows.found);
	diag_release(&rows.said);
	arena_release(&rows.arena);
}
