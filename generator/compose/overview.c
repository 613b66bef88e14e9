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
static void
put_days_left(struct sb *out, date_t due, date_t today)
{
	int n = due == DATE_NONE ? 0 : due - today;

	if (due == DATE_NONE)
		sb_cstr(out, "ingen dag");
	else if (n == 0)
		sb_cstr(out, "i dag");
	else if (n > 0)
		sb_fmt(out, n == 1 ? "%d dag kvar" : "%d dagar kvar", n);
	else
		sb_fmt(out, n == -1 ? "%d dag sen" : "%d dagar sen", -n);
}

static struct value *
days_left(struct arena *a, date_t due, date_t today)
{
	struct sb sb = { 0 };

	put_days_left(&sb, due, today);
	return value_text(a, keep(a, &sb));
}

/* --- documents, and why others are not made ------------------------------- */

/* An error that closes this gate. */
static bool
closes(const struct finding *f, enum plan_gate gate)
{
	char group = diag_info(f->code)->id[0];

	if (f->severity < SEV_ERROR)
		return false;
	switch (gate) {
	case GATE_FORMAT:
		return group == 'F';
	case GATE_CONSENT:
		return f->code == DIAG_R01 || f->code == DIAG_R04 ||
		       f->code == DIAG_R39;
	case GATE_RULES:
		return group == 'R' || group == 'K';
	case GATE_OPEN:
	case GATE_STAGE:
		break;
	}
	return false;
}

/* Codes are few; each once, in the order of the file. */
static bool
said_before(const struct overview_plan *p, size_t i, enum plan_gate gate)
{
	for (size_t k = 0; k < i; k++)
		if (p->findings[k].code == p->findings[i].code &&
		    closes(&p->findings[k], gate))
			return true;
	return false;
}

static void
put_codes(struct sb *out, const struct overview_plan *p, enum plan_gate gate)
{
	const char *before = ": ";

	for (size_t i = 0; i < p->count; i++) {
		const struct finding *f = &p->findings[i];

		if (!closes(f, gate) || said_before(p, i, gate))
			continue;
		sb_cstr(out, before);
		sb_cstr(out, diag_info(f->code)->id);
		before = ", ";
	}
}

/* "grind G2: R09, R21"; "P05, rad 118". */
static struct value *
reason(struct arena *a, const struct overview_plan *p, int paper)
{
	const struct status_fault *fault = &p->row->faults[paper];
	enum plan_gate gate = p->row->papers[paper];
	struct sb out = { 0 };

	if (gate != GATE_OPEN) {
		sb_fmt(&out, "grind %s", plan_gate_id(gate));
		put_codes(&out, p, gate);
	} else if (fault->there) {
		sb_cstr(&out, diag_info(fault->code)->id);
		if (fault->line)
			sb_fmt(&out, ", rad %u", fault->line);
	} else {
		/* A calendar without its time. */
		sb_fmt(&out, "grind %s", plan_gate_id(GATE_STAGE));
	}
	return value_text(a, keep(a, &out));
}

/* For themes of their own from before there were reasons. */
static struct value *
gate_text(struct arena *a, const struct overview_plan *p, int paper)
{
	const struct status_fault *fault = &p->row->faults[paper];

	return value_text(
	    a, str_from(fault->there ? diag_info(fault->code)->id
				     : plan_gate_id(p->row->papers[paper])));
}

/* Up: from the page to the folder of the documents. */
static void
add_documents(struct arena *a, struct value *plan,
    const struct overview_plan *p, const char *up)
{
	const struct status_row *row = p->row;
	struct value *made = value_put(a, plan, "documents", value_list(a));
	struct value *not_made = value_put(a, plan, "missing", value_list(a));

	for (int i = 0; i < PAPER_COUNT; i++) {
		const struct plan_paper_info *info =
		    plan_paper_info((enum plan_paper)i);
		struct value *v = value_map(a);

		value_put(a, v, "title", value_text(a, str_from(info->title)));
		value_put(a, v, "file",
		    value_text(a, arena_fmt(a, "%s%.*s/%s", up,
				      STR_ARG(row->plan_id), info->name)));
		value_put(a, v, "calendar", value_bool(a, info->calendar));
		value_put(a, v, "draft", value_bool(a, row->drafts[i]));
		value_put(a, v, "gate", gate_text(a, p, i));
		value_put(a, v, "screen", value_bool(a, p->screen[i]));
		value_put(a, v, "reason", reason(a, p, i));
		/* What another stage makes is not missing. */
		if (p->paper[i])
			value_push(a, made, v);
		else if (row->papers[i] != GATE_STAGE)
			value_push(a, not_made, v);
	}
}

/* -------------------------------------------------------------------------- */

static void
add_findings(struct arena *a, struct value *plan, const struct overview_plan *p)
{
	struct value *list = value_put(a, plan, "findings", value_list(a));

	for (size_t i = 0; i < p->count; i++) {
		const struct finding *f = &p->findings[i];
		struct value *v;

		v = value_push(a, list, value_map(a));
		if (f->line)
			value_put(a, v, "line", value_int(a, f->line));
		value_put(a, v, "code",
		    value_text(a, str_from(diag_info(f->code)->id)));
		value_put(a, v, "severity",
		    value_text(a, f->severity >= SEV_ERROR ? STR("fel")
				  : f->severity == SEV_WARNING
				      ? STR("varning")
				      : STR("upplysning")));
		value_put(
		    a, v, "error", value_bool(a, f->severity >= SEV_ERROR));
		value_put(a, v, "message", value_text(a, f->message));
		value_put(a, v, "help", value_text(a, f->help));
	}
}

static struct value *
plan_value(struct arena *a, const struct overview_plan *p,
    const struct status_context *ctx, const char *up)
{
	const struct status_row *row = p->row;
	struct value *v = value_map(a);
	struct sb who = { 0 };

	status_who(&who, row);
	value_put(a, v, "id", value_text(a, row->plan_id));
	value_put(a, v, "file", value_text(a, row->file));
	value_put(a, v, "stage",
	    value_text(a, str_from(plan_stage_text(row->stage))));
	value_put(
	    a, v, "step", value_text(a, str_from(status_step_id(row->step))));
	value_put(a, v, "due", day(a, row->due));
	value_put(a, v, "days", days_left(a, row->due, ctx->today));
	value_put(a, v, "late",
	    value_bool(a, row->due != DATE_NONE && row->due < ctx->today));
	value_put(a, v, "who", value_text(a, keep(a, &who)));
	if (row->late_measures)
		value_put(a, v, "late-measures",
		    value_int(a, (long long)row->late_measures));
	value_put(
	    a, v, "one-late-measure", value_bool(a, row->late_measures == 1));
	if (row->errors)
		value_put(a, v, "errors", value_int(a, (long long)row->errors));
	value_put(a, v, "behind", value_bool(a, row->behind > 0));
	add_documents(a, v, p, up);
	add_findings(a, v, p);
	return v;
}

static void
add_counts(
    struct arena *a, struct value *root, const struct overview_sums *sums)
{
	struct value *list = value_put(a, root, "steps", value_list(a));

	for (int s = 0; s < STEP_COUNT; s++) {
		struct value *v;

		if (sums->by_step[s] == 0)
			continue;
		v = value_push(a, list, value_map(a));
		value_put(a, v, "step",
		    value_text(
			a, str_from(status_step_id((enum status_step)s))));
		value_put(
		    a, v, "count", value_int(a, (long long)sums->by_step[s]));
	}
}

static void
add_plans(struct arena *a, struct value *root,
    const struct overview_plan *plans, size_t count,
    const struct status_context *ctx, const char *up)
{
	struct value *list = value_put(a, root, "plans", value_list(a));

	for (size_t i = 0; i < count; i++)
		value_push(a, list, plan_value(a, &plans[i], ctx, up));
	value_put(a, root, "today", day(a, ctx->today));
	value_put(a, root, "revision", value_text(a, ctx->revision));
}

bool
overview_shows(bool closed, size_t errors)
{
	return !closed || errors > 0;
}

void
overview_sum(struct overview_sums *s, bool closed, size_t errors,
    enum status_step step, date_t due, date_t today)
{
	if (!closed)
		s->by_step[step]++;
	if (!overview_shows(closed, errors)) {
		s->closed++;
		return;
	}
	s->open++;
	s->late += due != DATE_NONE && due < today;
}

struct value *
overview_values(struct arena *a, const struct overview_plan *plans,
    size_t count, const struct overview_sums *sums,
    const struct status_context *ctx, struct str lines)
{
	struct value *root = value_map(a);

	add_plans(a, root, plans, count, ctx, "");
	value_put(a, root, "count", value_int(a, (long long)sums->open));
	value_put(a, root, "closed", value_int(a, (long long)sums->closed));
	value_put(a, root, "late", value_int(a, (long long)sums->late));
	value_put(a, root, "one-open", value_bool(a, sums->open == 1));
	value_put(a, root, "one-closed", value_bool(a, sums->closed == 1));
	value_put(a, root, "one-late", value_bool(a, sums->late == 1));
	value_put(a, root, "review", day(a, ctx->next_review));
	if (lines.n)
		value_put(a, root, "lines", value_markup(a, lines));
	add_counts(a, root, sums);
	return root;
}

struct value *
overview_part_values(struct arena *a, const struct overview_plan *plans,
    size_t count, size_t number, size_t parts, const struct status_context *ctx)
{
	struct value *root = value_map(a);

	add_plans(a, root, plans, count, ctx, "../");
	value_put(a, root, "number", value_int(a, (long long)number));
	value_put(a, root, "parts", value_int(a, (long long)parts));
	return root;
}

void
overview_line(struct sb *out, const struct overview_entry *e, date_t today)
{
	bool late = e->due != DATE_NONE && e->due < today;

	sb_cstr(out, late ? "<li class=\"late\">" : "<li>");
	sb_fmt(out, "<a href=\"_oversikt/%03zu.html#plan-", e->page);
	sb_xml(out, e->plan_id);
	sb_cstr(out, "\">");
	sb_xml(out, e->plan_id);
	sb_cstr(out, "</a> ");
	sb_xml(out, str_from(status_step_id(e->step)));
	sb_cstr(out, ", ");
	put_days_left(out, e->due, today);
	if (e->errors)
		sb_fmt(out, ", %zu fel i filen", e->errors);
	sb_cstr(out, "</li>\n");
}
