/* SPDX-License-Identifier: EUPL-1.2 */
/* The file as a whole: its revision, its dates, its stage. */
#include "check/plan_rules.h"
#include "diag/msg.h"

void
rule_r36(struct ruling *r)
{
	const struct plan_text *own = &r->p->policy_revision;
	const struct plan_context *c = r->context;
	const struct plan_revision *known = NULL, *newest;
	size_t behind;
	bool latest = true;

	if (!field_given(&own->f) || c->revision_count == 0)
		return;
	behind = plan_revisions_behind(
	    r->p, c->revisions, c->revision_count, r->today, &newest);
	for (size_t i = 0; i < c->revision_count; i++) {
		if (str_eq(c->revisions[i].name, own->s))
			known = &c->revisions[i];
		latest = latest && str_cmp(c->revisions[i].name, own->s) <= 0;
	}
	if (behind >= 2)
		FOUND(r, R36, SEV_ERROR, own->f.at,
		    N_("%zu later revisions of the policy are in force"),
		    behind);
	else if (behind == 1)
		FOUND(r, R36, SEV_WARNING, own->f.at,
		    N_("a later revision of the policy is in force"));
	else if (known &&
		 (known->in_force == DATE_NONE || known->in_force > r->today))
		FOUND(r, R36, SEV_WARNING, own->f.at,
		    N_("this revision of the policy is not yet in force"));
	else if (!known && latest)
		FOUND(r, R36, SEV_ERROR, own->f.at,
		    N_("there is no such revision of the policy"));
}

static void
not_future(struct ruling *r, const struct plan_date *d)
{
	if (field_given(&d->f) && d->d > r->today)
		FOUND(r, R43, SEV_ERROR, d->f.at, N_("%s lies in the future"),
		    DAY(d->d));
}

static void
notes_not_future(struct ruling *r)
{
	const struct plan_notes *n = &r->p->notes;

	not_future(r, &n->sent);
	not_future(r, &n->changed);
	not_future(r, &n->became_plan);
	not_future(r, &n->sent_to.date);
	for (size_t i = 0; i < n->adjusters.count; i++)
		not_future(r, &n->adjusters.items[i].answered);
	for (size_t i = 0; i < n->registered.count; i++)
		not_future(r, &n->registered.items[i].date);
}

static void
follow_up_not_future(struct ruling *r)
{
	const struct plan_follow_up *f = &r->p->follow_up;

	not_future(r, &f->copy_to_person);
	not_future(r, &f->meeting.called);
	for (size_t i = 0; i < f->with_person.count; i++)
		not_future(r, &f->with_person.items[i].date);
	for (size_t i = 0; i < f->reports.count; i++) {
		const struct plan_report *rep = &f->reports.items[i];

		not_future(r, &rep->date);
		not_future(r, &rep->sent);
		not_future(r, &rep->changed);
		not_future(r, &rep->became_plan);
		for (size_t j = 0; j < rep->adjusters.count; j++)
			not_future(r, &rep->adjusters.items[j].answered);
	}
}

void
rule_r43(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_consent *c = &p->consent;

	not_future(r, &p->updated);
	not_future(r, &c->offered.date);
	not_future(r, &c->date);
	not_future(r, &c->renewed);
	not_future(r, &c->withdrawn);
	not_future(r, &p->meeting.called.date);
	if (plan_from(p, STAGE_MEETING))
		not_future(r, &p->meeting.date);
	for (size_t i = 0; i < p->measures.count; i++)
		not_future(r, &p->measures.items[i].approved);
	notes_not_future(r);
	for (size_t i = 0; i < p->talks.count; i++)
		not_future(r, &p->talks.items[i].date);
	follow_up_not_future(r);
}

/* Everything that stage plan waits for is done. */
static bool
handed_over(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_participant *person;
	const struct plan_service *service;
	const struct plan_talk *talk;

	return plan_sent_to_all(&r->scratch, p, &person) == ANSWER_YES &&
	       plan_registered_by_all(&r->scratch, p, &service) == ANSWER_YES &&
	       plan_talked(p, &talk) == ANSWER_YES &&
	       field_given(&p->follow_up.copy_to_person.f);
}

static bool
stage_behind(struct ruling *r)
{
	const struct plan *p = r->p;
	date_t last;

	switch (r->stage) {
	case STAGE_NOTICED:
		return plan_yes(p) && field_given(&p->consent.date.f);
	case STAGE_CONSENT:
		return field_given(&p->meeting.called.date.f);
	case STAGE_CALLED:
		return field_given(&p->meeting.date.f) &&
		       p->meeting.date.d < r->today;
	case STAGE_MEETING:
		return field_given(&p->notes.sent.f);
	case STAGE_NOTES:
		return plan_answered(&p->notes.adjusters, &last);
	case STAGE_ADJUSTED:
		return field_given(&p->notes.became_plan.f);
	case STAGE_PLAN:
		return handed_over(r);
	case STAGE_NONE:
	case STAGE_FOLLOW_UP:
	case STAGE_CLOSED:
		return false;
	}
	return false;
}

void
rule_r46(struct ruling *r)
{
	if (stage_behind(r))
		FOUND(r, R46, SEV_WARNING, r->p->stage.f.at,
		    N_("the next step, %s, is done already"),
		    plan_stage_text(r->stage + 1));
}
