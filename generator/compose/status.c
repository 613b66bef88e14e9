/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/status.h"

#include <stdlib.h>

#include "model/plan_days.h"
#include "model/plan_schema.h"

/* One plan while its next step is looked for. */
struct search {
	struct arena *a;
	const struct plan *p;
	const struct status_context *ctx;
	struct status_row *row;
};

static date_t
days_after(const struct plan_date *d, int days)
{
	return field_given(&d->f) ? d->d + days : DATE_NONE;
}

/* An open step; the earliest wins, on the same day the first that is offered. */
static bool
offer_step(struct search *s, enum status_step step, date_t due)
{
	struct status_row *row = s->row;
	bool better =
	    row->step == STEP_NONE ||
	    (due != DATE_NONE && (row->due == DATE_NONE || due < row->due));

	if (!better)
		return false;
	row->step = step;
	row->due = due;
	row->who.count = 0;
	return true;
}

static void
add_actor(struct search *s, const struct plan_participant *who)
{
	struct status_actor *actor;

	if (!who || !field_given(&who->name.f))
		return;
	actor = arena_push(s->a, &s->row->who);
	actor->name = arena_str(s->a, who->name.s);
	actor->role = plan_word_of(&who->role);
	actor->principal = participant_principal(who);
}

static void
offer_to(struct search *s, enum status_step step, date_t due,
    const struct plan_person_ref *who, const struct plan_person_ref *otherwise)
{
	if (offer_step(s, step, due))
		add_actor(s, who->to || !otherwise ? who->to : otherwise->to);
}

static void
ask_again(struct search *s)
{
	const struct plan_consent *c = &s->p->consent;
	date_t due = DATE_NONE;

	if (field_given(&c->withdrawn.f))
		due = c->withdrawn.d;
	else if (field_given(&c->valid_until.f) &&
		 c->valid_until.d < s->ctx->today)
		due = c->valid_until.d;
	offer_to(s, STEP_ASK_AGAIN, due,
	    &s->p->responsibility.talks_with_person, &c->offered.by);
}

static date_t
call_due(const struct plan *p)
{
	date_t due = days_after(&p->consent.offered.date, DAYS_TO_CALL);
	date_t discharge = DATE_NONE;

	if (plan_has_kind(p, KIND_DISCHARGE))
		discharge =
		    days_after(&p->discharge.ready, DAYS_TO_CALL_DISCHARGE);
	if (due == DATE_NONE || (discharge != DATE_NONE && discharge < due))
		return discharge;
	return due;
}

static void
answer_steps(struct search *s)
{
	const struct plan_notes *n = &s->p->notes;
	date_t last;

	if (plan_answered(&n->adjusters, &last) ||
	    plan_stage(s->p) == STAGE_ADJUSTED) {
		offer_to(s, STEP_FINISH,
		    last == DATE_NONE ? last : last + DAYS_WEEK,
		    &s->p->meeting.note_taker, NULL);
		return;
	}
	if (!offer_step(s, STEP_ANSWER, days_after(&n->sent, DAYS_WEEK)))
		return;
	for (size_t i = 0; i < n->adjusters.count; i++)
		if (field_absent(&n->adjusters.items[i].answered.f))
			add_actor(s, n->adjusters.items[i].who.to);
}

static void
steps_to_plan(struct search *s)
{
	const struct plan *p = s->p;
	const struct plan_responsibility *resp = &p->responsibility;

	switch (plan_stage(p)) {
	case STAGE_NOTICED:
		offer_to(s, STEP_ASK_CONSENT,
		    days_after(&p->consent.offered.date, DAYS_TO_CALL),
		    &p->consent.offered.by, &resp->initiator);
		break;
	case STAGE_CONSENT:
		offer_to(s, STEP_CALL, call_due(p), &resp->initiator,
		    &p->consent.offered.by);
		break;
	case STAGE_CALLED:
		offer_to(s, STEP_MEET, days_after(&p->meeting.date, 0),
		    &p->meeting.chair, &p->meeting.called.by);
		break;
	case STAGE_MEETING:
		offer_to(s, STEP_SEND_NOTES,
		    days_after(&p->meeting.date, DAYS_WEEK),
		    &p->meeting.note_taker, NULL);
		break;
	case STAGE_NOTES:
	case STAGE_ADJUSTED:
		answer_steps(s);
		break;
	case STAGE_NONE:
	case STAGE_PLAN:
	case STAGE_FOLLOW_UP:
	case STAGE_CLOSED:
		break;
	}
}

/* The services that have not entered the plan. */
static void
offer_entering(struct search *s)
{
	const struct plan *p = s->p;
	struct plan_set present = plan_services_present(s->a, p);

	if (!offer_step(s, STEP_ENTER_PLAN,
		days_after(&p->notes.became_plan, DAYS_WEEK)))
		return;
	for (size_t i = 0; i < p->notes.registered.count; i++)
		if (p->notes.registered.items[i].service.to)
			present.has[p->notes.registered.items[i]
					.service.to->number] = false;
	for (size_t i = 0; i < p->services.count; i++) {
		struct status_actor *actor;

		if (!present.has[i])
			continue;
		actor = arena_push(s->a, &s->row->who);
		actor->name = arena_str(s->a, p->services.items[i].name.s);
		actor->role = "";
		actor->principal =
		    (enum plan_principal)p->services.items[i].principal.w;
	}
}

static void
offer_talk(struct search *s)
{
	const struct plan *p = s->p;
	const struct plan_report *latest = plan_latest_report(p);
	const struct plan_date *base =
	    latest ? &latest->date : &p->meeting.date;

	if (field_given(&base->f) && plan_talk_since(p, base->d))
		return;
	offer_to(s, STEP_TALK,
	    days_after(
		latest ? &latest->date : &p->notes.became_plan, DAYS_WEEK),
	    &p->responsibility.talks_with_person, NULL);
}

static void
steps_of_meeting(struct search *s)
{
	const struct plan *p = s->p;
	const struct plan_person_ref *main = &p->responsibility.main;
	const struct plan_date *met = &p->follow_up.meeting.date;
	const struct plan_report *latest = plan_latest_report(p);
	bool held = plan_meeting_held(p);

	if (field_given(&met->f) && s->ctx->today < met->d &&
	    plan_followed_up(p) == ANSWER_NO)
		offer_to(s, STEP_FOLLOW_UP, met->d - 1, main, NULL);
	if (field_given(&met->f) && !held)
		offer_to(s, STEP_REPORT, met->d, main, NULL);
	if (plan_stage(p) == STAGE_FOLLOW_UP && held && latest &&
	    field_given(&latest->next.f))
		offer_to(s, STEP_NEXT_MEETING, latest->next.d, main, NULL);
}

static void
steps_from_plan(struct search *s)
{
	const struct plan *p = s->p;
	const struct plan_date *plan = &p->notes.became_plan;
	const struct plan_participant *person;
	const struct plan_service *service;

	if (plan_sent_to_all(s->a, p, &person) == ANSWER_NO)
		offer_to(s, STEP_SEND_PLAN, days_after(plan, DAYS_WEEK),
		    &p->meeting.note_taker, NULL);
	if (plan_registered_by_all(s->a, p, &service) == ANSWER_NO)
		offer_entering(s);
	offer_talk(s);
	if (field_absent(&p->follow_up.copy_to_person.f))
		offer_to(s, STEP_GIVE_COPY, days_after(plan, DAYS_WEEK),
		    &p->responsibility.talks_with_person, NULL);
	steps_of_meeting(s);
}

static void
steps_of_time(struct search *s)
{
	const struct plan *p = s->p;
	const struct plan_revision *newest;

	if (plan_open_by_yes(p, s->ctx->today) &&
	    field_given(&p->consent.valid_until.f))
		offer_to(s, STEP_RENEW_CONSENT, p->consent.valid_until.d,
		    &p->responsibility.talks_with_person, NULL);
	s->row->behind = plan_revisions_behind(p, s->ctx->revisions,
	    s->ctx->revision_count, s->ctx->today, &newest);
	if (s->row->behind)
		offer_to(s, STEP_NEW_REVISION,
		    newest->in_force + DAYS_TO_REVIEW, &p->responsibility.main,
		    NULL);
	if (plan_has_kind(p, KIND_LSS) && plan_stage(p) == STAGE_FOLLOW_UP)
		offer_to(s, STEP_REVIEW_LSS, plan_lss_due(p),
		    &p->responsibility.main, NULL);
}

static void
find_step(struct search *s)
{
	const struct plan *p = s->p;

	if (!p->readable || p->format_errors) {
		s->row->step = STEP_MEND;
		return;
	}
	if (plan_stage(p) == STAGE_CLOSED) {
		s->row->closed = true;
		return;
	}
	if (plan_stage(p) >= STAGE_CONSENT &&
	    !plan_consent_open(p, s->ctx->today)) {
		ask_again(s);
		return;
	}
	steps_to_plan(s);
	if (plan_from(p, STAGE_PLAN))
		steps_from_plan(s);
	steps_of_time(s);
}

struct status_row
status_of(struct arena *a, const struct plan *p,
    const struct plan_verdict *verdict, const struct status_context *ctx)
{
	struct status_row row = {
		.step = STEP_NONE, .due = DATE_NONE, .stage = plan_stage(p)
	};
	struct search s = { a, p, ctx, &row };
	size_t slash = str_rfind_char(p->file, '/');

	row.file = arena_str(a, p->file);
	row.plan_id = field_given(&p->plan_id.f)
			  ? arena_str(a, p->plan_id.s)
			  : str_from_off(row.file,
				slash == STR_NOT_FOUND ? 0 : slash + 1);
	row.errors = verdict->errors + p->format_errors;
	find_step(&s);
	if (plan_from(p, STAGE_MEETING))
		for (size_t i = 0; i < p->measures.count; i++)
			row.late_measures += plan_measure_late(
			    &p->measures.items[i], ctx->today);
	for (int paper = 0; paper < PAPER_COUNT; paper++) {
		row.papers[paper] = plan_paper_gate(
		    p, verdict, ctx->today, (enum plan_paper)paper);
		row.drafts[paper] = plan_paper_draft(p, (enum plan_paper)paper);
	}
	return row;
}

int
urgency_order(const struct urgency *x, const struct urgency *y)
{
	int by_id;

	if (x->closed != y->closed)
		return x->closed ? 1 : -1;
	if (x->due != y->due) {
		if (x->due == DATE_NONE || y->due == DATE_NONE)
			return x->due == DATE_NONE ? 1 : -1;
		return x->due < y->due ? -1 : 1;
	}
	by_id = str_cmp(x->plan_id, y->plan_id);
	return by_id ? by_id : str_cmp(x->file, y->file);
}

struct urgency
status_urgency(const struct status_row *r)
{
	return (struct urgency){ r->closed, r->due, r->plan_id, r->file };
}

static int
by_urgency(const void *a, const void *b)
{
	const struct urgency x = status_urgency(a), y = status_urgency(b);

	return urgency_order(&x, &y);
}

void
status_sort(struct status_row *rows, size_t count)
{
	if (count)
		qsort(rows, count, sizeof(*rows), by_urgency);
}
