/* SPDX-License-Identifier: EUPL-1.2 */
/* From notes to plan: one week, two adjusters, sent, entered, handed over. */
#include "check/plan_rules.h"
#include "diag/msg.h"

/* Open until a week after the notes became the plan, then late. */
static enum severity
week_after_plan(const struct ruling *r)
{
	const struct plan_date *plan = &r->p->notes.became_plan;

	return field_given(&plan->f) && r->today > plan->d + DAYS_WEEK
		   ? SEV_WARNING
		   : SEV_INFO;
}

static void
notes_not_sent(struct ruling *r)
{
	const struct plan_date *met = &r->p->meeting.date;

	if (r->stage >= STAGE_NOTES) {
		ruling_want(r, DIAG_R11, SEV_ERROR, &r->p->notes.sent.f);
	} else if (field_given(&met->f)) {
		date_t due = met->d + DAYS_WEEK;

		if (r->today > due)
			FOUND(r, R11, SEV_WARNING, met->f.at,
			    N_("the notes were due on %s and are not sent"),
			    DAY(due));
		else
			FOUND(r, R11, SEV_INFO, met->f.at,
			    N_("the notes have to be sent by %s"), DAY(due));
	}
}

void
rule_r11(struct ruling *r)
{
	const struct plan_date *met = &r->p->meeting.date;
	const struct plan_date *sent = &r->p->notes.sent;

	if (field_absent(&sent->f)) {
		notes_not_sent(r);
		return;
	}
	if (!field_given(&sent->f) || !field_given(&met->f))
		return;
	if (sent->d < met->d)
		FOUND(r, R11, SEV_ERROR, sent->f.at,
		    N_("sent before the meeting of %s"), DAY(met->d));
	else if (sent->d > met->d + DAYS_WEEK)
		FOUND(r, R11, SEV_WARNING, sent->f.at,
		    N_("sent later than one week after the meeting, %s"),
		    DAY(met->d + DAYS_WEEK));
}

void
rule_r12(struct ruling *r)
{
	const struct plan_notes *n = &r->p->notes;
	date_t due;

	if (!field_given(&n->sent.f))
		return;
	due = n->sent.d + DAYS_WEEK;
	for (size_t i = 0; i < n->adjusters.count; i++) {
		const struct plan_adjuster *a = &n->adjusters.items[i];

		if (field_given(&a->answered.f) && a->answered.d > due)
			FOUND(r, R12, SEV_INFO, a->answered.f.at,
			    N_("answered later than the week that is proposed, "
			       "%s"),
			    DAY(due));
		if (field_there(&a->answered.f) || r->stage != STAGE_NOTES)
			continue;
		if (r->today > due)
			FOUND(r, R12, SEV_WARNING, ruling_place(r, &a->who.f),
			    N_("the answer was due on %s"), DAY(due));
		else
			FOUND(r, R12, SEV_INFO, ruling_place(r, &a->who.f),
			    N_("the answer is due on %s"), DAY(due));
	}
}

/*
 * One link of the order: what comes later may not lie before last, the day of
 * the step ahead of it, if there is one. Gives the day that counts from then on.
 */
static date_t
check_order(struct ruling *r, const struct plan_date *later, date_t last)
{
	if (!field_given(&later->f))
		return last;
	if (last != DATE_NONE && last > later->d)
		FOUND(r, R13, SEV_ERROR, later->f.at,
		    N_("%s lies before the step ahead of it, %s"),
		    DAY(later->d), DAY(last));
	return later->d;
}

static void
check_notes_order(struct ruling *r)
{
	const struct plan_notes *n = &r->p->notes;
	date_t sent = field_given(&n->sent.f) ? n->sent.d : DATE_NONE;
	date_t last = sent;
	bool answered = false;

	for (size_t i = 0; i < n->adjusters.count; i++) {
		const struct plan_date *answer =
		    &n->adjusters.items[i].answered;

		check_order(r, answer, sent);
		if (field_given(&answer->f) &&
		    (!answered || answer->d > last)) {
			last = answer->d;
			answered = true;
		}
	}
	last = check_order(r, &n->changed, last);
	last = check_order(r, &n->became_plan, last);
	check_order(r, &n->sent_to.date, last);
}

void
rule_r13(struct ruling *r)
{
	const struct plan_notes *n = &r->p->notes;
	size_t silent = 0;

	check_notes_order(r);
	for (size_t i = 0; i < n->adjusters.count; i++) {
		const struct plan_adjuster *a = &n->adjusters.items[i];

		if (field_there(&a->answered.f))
			continue;
		silent++;
		if (r->stage >= STAGE_ADJUSTED)
			FOUND(r, R13, SEV_ERROR, ruling_place(r, &a->who.f),
			    N_("this adjuster has not answered"));
	}
	if (r->stage == STAGE_NOTES && silent && field_there(&n->became_plan.f))
		FOUND(r, R13, SEV_ERROR, ruling_place(r, &n->became_plan.f),
		    N_("the notes cannot become the plan before both adjusters "
		       "have answered"));
	if (r->stage >= STAGE_PLAN)
		ruling_want(r, DIAG_R13, SEV_ERROR, &n->became_plan.f);
}

/* The key of the map when it stands there, else of what is around it. */
void
rule_r14(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_participant *lacks;
	enum severity how =
	    r->stage == STAGE_PLAN ? week_after_plan(r) : SEV_ERROR;
	struct span at = plan_lack(p, &p->notes.sent_to.f);

	if (plan_sent_to_all(&r->scratch, p, &lacks) != ANSWER_NO)
		return;
	if (lacks)
		FOUND(r, R14, how, at,
		    N_("%.*s was at the meeting and has not been sent the "
		       "plan"),
		    STR_ARG(lacks->name.s));
	else
		FOUND(r, R14, how, at,
		    N_("the plan has not been sent to those who took part"));
}

void
rule_r15(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_service *lacks;

	if (plan_registered_by_all(&r->scratch, p, &lacks) == ANSWER_NO)
		FOUND(r, R15,
		    r->stage == STAGE_PLAN ? week_after_plan(r) : SEV_WARNING,
		    plan_lack(p, &p->notes.registered.f),
		    N_("%.*s has not entered the plan"),
		    STR_ARG(lacks->name.s));
}

void
rule_k04(struct ruling *r)
{
	for (size_t i = 0; i < r->p->measures.count; i++) {
		const struct plan_measure *m = &r->p->measures.items[i];

		if (plan_is_principal((enum plan_principal)m->principal.w))
			ruling_want(r, DIAG_K04, SEV_ERROR, &m->approved.f);
	}
}

void
rule_k05(struct ruling *r)
{
	enum severity how = r->stage == STAGE_PLAN          ? week_after_plan(r)
			    : plan_has_kind(r->p, KIND_SIP) ? SEV_ERROR
							    : SEV_WARNING;

	ruling_want(r, DIAG_K05, how, &r->p->follow_up.copy_to_person.f);
}
