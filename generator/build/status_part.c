/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/status_part.h"

#include "build/plan_walk.h"
#include "compose/status.h"

struct rows {
	struct arena arena;
	struct status_context context;
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
}

void
build_status(const struct build_options *o, bool json, size_t width,
    struct diags *ds, struct sb *out)
{
	struct rows rows = { 0 };
	struct policy_part policy;
	const struct plan_visitor visitor = { .see = see, .arg = &rows };

	policy_part_load(&policy, &rows.arena, o);
	rows.context = policy.status;
	rows.context.today = o->today;
	rows.context.revisions = policy.revisions;
	rows.context.revision_count = policy.revision_count;
	rows.context.width = width;
	plan_walk(o, &rows.arena, &policy, ds, &visitor);
	status_sort(rows.items, rows.count);
	if (json) {
		status_json(out, rows.items, rows.count, &rows.context);
	} else {
		status_table(out, rows.items, rows.count, &rows.context);
		status_counts(out, rows.items, rows.count, &rows.context);
		status_policy(out, &rows.context);
	}
	arena_release(&rows.arena);
}
