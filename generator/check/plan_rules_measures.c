/* SPDX-License-Identifier: EUPL-1.2 */
/* Goals and measures: what, for which goal, who, when, and how it goes. */
#include "check/plan_rules.h"
#include "diag/msg.h"

/* Some goal has an id that a finding speaks of. */
static bool
goals_unsure(const struct plan *p)
{
	if (field_unknown(&p->goals.f))
		return true;
	for (size_t i = 0; i < p->goals.count; i++)
		if (!field_given(&p->goals.items[i].id.f))
			return true;
	return false;
}

static void
goals_of_measures(struct ruling *r, bool *used, bool *unsure)
{
	const struct plan *p = r->p;
	bool vague = goals_unsure(p);

	*unsure = field_unknown(&p->measures.f);
	for (size_t i = 0; i < p->measures.count; i++) {
		const struct plan_goal_ref *g = &p->measures.items[i].goal;

		if (g->to) {
			used[g->to->number] = true;
			continue;
		}
		*unsure = *unsure || field_unknown(&g->f);
		if (p->goals.count == 0)
			continue;
		if (ruling_want(r, DIAG_R16, SEV_ERROR, &g->f) &&
		    field_given(&g->f) && !vague)
			FOUND(r, R16, SEV_ERROR, g->f.at,
			    N_("no goal has the id \"%.*s\""), STR_ARG(g->id));
	}
}

void
rule_r16(struct ruling *r)
{
	const struct plan *p = r->p;
	bool *used = arena_array(&r->scratch, bool, p->goals.count);
	bool unsure;

	ruling_want(r, DIAG_R16, SEV_ERROR, &p->goals.f);
	ruling_want(r, DIAG_R16, SEV_ERROR, &p->measures.f);
	goals_of_measures(r, used, &unsure);
	if (p->measures.count == 0 || unsure)
		return;
	for (size_t i = 0; i < p->goals.count; i++)
		if (!used[i] && field_given(&p->goals.items[i].id.f))
			FOUND(r, R16, SEV_WARNING, p->goals.items[i].id.f.at,
			    N_("no measure leads to this goal"));
}

/* The service belongs to another principal than the measure. */
static bool
service_wrong(const struct plan_measure *m)
{
	return field_given(&m->principal.f) && m->service.to &&
	       field_given(&m->service.to->principal.f) &&
	       m->service.to->principal.w != m->principal.w;
}

static void
want_time(struct ruling *r, const struct plan_measure *m)
{
	if (field_there(&m->due.f) || field_unknown(&m->ongoing.f))
		return;
	if (m->ongoing.yes)
		ruling_want(r, DIAG_R17, SEV_ERROR, &m->review.f);
	else
		ruling_want(r, DIAG_R17, SEV_ERROR, &m->due.f);
}

void
rule_r17(struct ruling *r)
{
	for (size_t i = 0; i < r->p->measures.count; i++) {
		const struct plan_measure *m = &r->p->measures.items[i];

		ruling_want(r, DIAG_R17, SEV_ERROR, &m->principal.f);
		if (m->principal.w != PRINCIPAL_OTHER &&
		    !field_unknown(&m->principal.f))
			ruling_want(r, DIAG_R17, SEV_ERROR, &m->service.f);
		if (service_wrong(m))
			FOUND(r, R17, SEV_ERROR, m->service.f.at,
			    N_("%.*s belongs to %s, but the measure to %s"),
			    STR_ARG(m->service.to->name.s),
			    plan_word_of(&m->service.to->principal),
			    plan_word_of(&m->principal));
		ruling_want(r, DIAG_R17, SEV_ERROR, &m->responsible.f);
		if (m->responsible.self && field_given(&m->principal.f) &&
		    m->principal.w != PRINCIPAL_OTHER)
			FOUND(r, R17, SEV_ERROR, m->responsible.f.at,
			    N_("the person cannot answer for a measure of %s"),
			    plan_word_of(&m->principal));
		want_time(r, m);
		ruling_want(r, DIAG_R17, SEV_ERROR, &m->status.f);
	}
}

void
rule_r18(struct ruling *r)
{
	for (size_t i = 0; i < r->p->measures.count; i++) {
		const struct plan_measure *m = &r->p->measures.items[i];
		const struct plan_participant *who = m->responsible.to;

		if (!who || !m->service.to || service_wrong(m) ||
		    !field_given(&m->principal.f) ||
		    m->principal.w == PRINCIPAL_OTHER ||
		    field_unknown(&who->service.f))
			continue;
		if (who->service.to != m->service.to)
			FOUND(r, R18, SEV_ERROR, m->responsible.f.at,
			    N_("%.*s does not work at %.*s"),
			    STR_ARG(who->name.s),
			    STR_ARG(m->service.to->name.s));
	}
}

static bool
broken(const struct plan_measure *m)
{
	return m->status.w == STATUS_CHANGED || m->status.w == STATUS_STOPPED ||
	       m->status.w == STATUS_NOT_DONE;
}

void
rule_r19(struct ruling *r)
{
	for (size_t i = 0; i < r->p->measures.count; i++) {
		const struct plan_measure *m = &r->p->measures.items[i];

		if (broken(m) && (field_absent(&m->reason.f) ||
				     field_absent(&m->consequences.f)))
			FOUND(r, R19, SEV_ERROR, m->status.f.at,
			    N_("orsak and följder have to say why, and what "
			       "follows"));
	}
}

void
rule_r20(struct ruling *r)
{
	for (size_t i = 0; i < r->p->measures.count; i++) {
		const struct plan_measure *m = &r->p->measures.items[i];
		const struct plan_date *due = plan_measure_day(m);

		if (plan_measure_late(m, r->today))
			FOUND(r, R20, SEV_WARNING, due->f.at,
			    N_("the day has passed, and the measure is not "
			       "done"));
	}
}

void
rule_r21(struct ruling *r)
{
	const struct plan_responsibility *resp = &r->p->responsibility;

	if (resp->main_is_list)
		FOUND(r, R21, SEV_ERROR, resp->main.f.at,
		    N_("one main responsible is wanted, not a list"));
	else
		ruling_want(r, DIAG_R21, SEV_ERROR, &resp->main.f);
}

void
rule_r22(struct ruling *r)
{
	ruling_want(
	    r, DIAG_R22, SEV_ERROR, &r->p->responsibility.talks_with_person.f);
}

void
rule_r42(struct ruling *r)
{
	const struct plan_date *yes = &r->p->consent.date;

	for (size_t i = 0; i < r->p->measures.count; i++) {
		const struct plan_measure *m = &r->p->measures.items[i];

		if (plan_yes(r->p) && days_wrong(yes, &m->start))
			FOUND(r, R42, SEV_ERROR, m->start.f.at,
			    N_("begins before the person's yes of %s"),
			    DAY(yes->d));
		if (days_wrong(&m->start, &m->due))
			FOUND(r, R42, SEV_ERROR, m->due.f.at,
			    N_("is done before it begins on %s"),
			    DAY(m->start.d));
		if (days_wrong(&m->start, &m->review))
			FOUND(r, R42, SEV_ERROR, m->review.f.at,
			    N_("is looked over before it begins on %s"),
			    DAY(m->start.d));
	}
}
