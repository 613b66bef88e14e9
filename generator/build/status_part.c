/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/status_part.h"

#include "build/plan_walk.h"
#include "compose/status.h"

bool
build_status_unread(const struct finding *f)
{
	return f->code == DIAG_B01 || f->code == DIAG_S04 ||
	       f->code == DIAG_S06 || f->severity == SEV_SYSTEM;
}

void
build_status_keep_unread(struct diags *to, struct diags *from)
{
	for (size_t i = 0; i < from->count; i++)
		if (build_status_unread(&from->items[i]))
			diag_take(to, &from->items[i]);
	diag_cut(from, 0);
}

struct rows {
	struct arena arena;
	struct status_context context;
	struct diags said; /* of the plans that were read last */
	struct diags *unread;
	struct status_row *items;
	size_t count;
	size_t cap;
};

static void
see(void *arg, struct arena *a, const struct plan *p,
    const struct plan_verdict *verdict)
{
	struct rows *rows = arg;

	(void)a;
	*arena_push(&rows->arena, rows) =
	    status_of(&rows->arena, p, verdict, &rows->context);
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
	diag_release(&rows.said);
	arena_release(&rows.arena);
}
