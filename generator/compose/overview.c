/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/overview.h"

#include "compose/date_words.h"
#include "model/plan_schema.h"

static struct str
keep(struct arena *a, struct sb *sb)
{
	struct str s = arena_str(a, sb_view(sb));

	sb_release(sb);
	return s;
}

static struct value *
day(struct arena *a, date_t date)
{
	struct sb sb = { 0 };

	date_words(&sb, date, STR("sv"), false);
	return value_text(a, keep(a, &sb));
}

/* Not by gettext: the page is Swedish whoever builds it. */
static struct value *
days_left(struct arena *a, date_t due, date_t today)
{
	int n = due - today;

	if (due == DATE_NONE)
		return value_text(a, STR("ingen dag"));
	if (n == 0)
		return value_text(a, STR("i dag"));
	if (n > 0)
		return value_text(a,
		    arena_fmt(a, n == 1 ? "%d dag kvar" : "%d dagar kvar",
			n));
	return value_text(a,
	    arena_fmt(a, n == -1 ? "%d dag sen" : "%d dagar sen", -n));
}

static void
add_documents(struct arena *a, struct value *plan,
    const struct status_row *row)
{
	struct value *made = value_put(a, plan, "documents", value_list(a));
	struct value *not_made = value_put(a, plan, "missing", value_list(a));

	for (int i = 0; i < PAPER_COUNT; i++) {
		const struct plan_paper_info *info =
		    plan_paper_info((enum plan_paper)i);
		struct value *v = value_map(a);

		value_put(a, v, "title", value_text(a, str_from(info->title)));
		value_put(a, v, "file",
		    value_text(a,
			arena_fmt(a, "%.*s/%s", STR_ARG(row->plan_id),
			    info->name)));
		value_put(a, v, "calendar", value_bool(a, info->calendar));
		value_put(a, v, "draft", value_bool(a, row->drafts[i]));
		value_put(a, v, "gate",
		    value_text(a, str_from(plan_gate_id(row->papers[i]))));
		/* What another stage makes is not missing. */
		if (row->papers[i] == GATE_OPEN)
			value_push(a, made, v);
		else if (row->papers[i] != GATE_STAGE)
			value_push(a, not_made, v);
	}
}

static void
add_findings(struct arena *a, struct value *plan, struct str file,
    const struct diags *ds)
{
	struct value *list = value_put(a, plan, "findings", value_list(a));

	for (size_t i = 0; i < ds->count; i++) {
		const struct finding *f = &ds->items[i];
		struct value *v;

		if (!str_eq(f->file, file))
			continue;
		v = value_push(a, list, value_map(a));
		if (f->line)
			value_put(a, v, "line", value_int(a, f->line));
		value_put(a, v, "code",
		    value_text(a, str_from(diag_info(f->code)->id)));
		value_put(a, v, "severity",
		    value_text(a,
			f->severity >= SEV_ERROR ? STR("fel") :
			    f->severity == SEV_WARNING ?
						   STR("varning") :
						   STR("upplysning")));
		value_put(a, v, "error",
		    value_bool(a, f->severity >= SEV_ERROR));
		value_put(a, v, "message", value_text(a, f->message));
		value_put(a, v, "help", value_text(a, f->help));
	}
}

static struct value *
plan_value(struct arena *a, const struct status_row *row,
    const struct status_context *ctx, const struct diags *ds)
{
	struct value *v = value_map(a);
	struct sb who = { 0 };

	status_who(&who, row);
	value_put(a, v, "id", value_text(a, row->plan_id));
	value_put(a, v, "file", value_text(a, row->file));
	value_put(a, v, "stage",
	    value_text(a, str_from(plan_stage_text(row->stage))));
	value_put(a, v, "step",
	    value_text(a, str_from(status_step_id(row->step))));
	value_put(a, v, "due", day(a, row->due));
	value_put(a, v, "days", days_left(a, row->due, ctx->today));
	value_put(a, v, "late",
	    value_bool(a, row->due != DATE_NONE && row->due < ctx->today));
	value_put(a, v, "who", value_text(a, keep(a, &who)));
	if (row->late_measures)
		value_put(a, v, "late-measures",
		    value_int(a, (long long)row->late_measures));
	if (row->errors)
		value_put(a, v, "errors",
		    value_int(a, (long long)row->errors));
	value_put(a, v, "behind", value_bool(a, row->behind > 0));
	add_documents(a, v, row);
	add_findings(a, v, row->file, ds);
	return v;
}

static void
add_counts(struct arena *a, struct value *root,
    const struct status_row *rows, size_t count)
{
	struct value *list = value_put(a, root, "steps", value_list(a));
	size_t by_step[STEP_COUNT] = { 0 };

	for (size_t i = 0; i < count; i++)
		if (!rows[i].closed)
			by_step[rows[i].step]++;
	for (int s = 0; s < STEP_COUNT; s++) {
		struct value *v;

		if (by_step[s] == 0)
			continue;
		v = value_push(a, list, value_map(a));
		value_put(a, v, "step",
		    value_text(a,
			str_from(status_step_id((enum status_step)s))));
		value_put(a, v, "count",
		    value_int(a, (long long)by_step[s]));
	}
}

struct value *
overview_values(struct arena *a, const struct status_row *rows, size_t count,
    const struct status_context *ctx, const struct diags *ds)
{
	struct value *root = value_map(a);
	struct value *plans = value_put(a, root, "plans", value_list(a));
	size_t late = 0, open = 0;

	for (size_t i = 0; i < count; i++) {
		if (rows[i].closed && rows[i].errors == 0)
			continue;
		open++;
		late += rows[i].due != DATE_NONE && rows[i].due < ctx->today;
		value_push(a, plans, plan_value(a, &rows[i], ctx, ds));
	}
	value_put(a, root, "count", value_int(a, (long long)open));
	value_put(a, root, "closed", value_int(a, (long long)(count - open)));
	value_put(a, root, "late", value_int(a, (long long)late));
	value_put(a, root, "today", day(a, ctx->today));
	value_put(a, root, "revision", value_text(a, ctx->revision));
	value_put(a, root, "review", day(a, ctx->next_review));
	add_counts(a, root, rows, count);
	return root;
}
