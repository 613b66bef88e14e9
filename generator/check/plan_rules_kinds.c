/* SPDX-License-Identifier: EUPL-1.2 */
/* What the single kinds of plan need beside the rules for all. */
#include "check/plan_rules.h"
#include "diag/msg.h"

enum { WHOLE = 100 };

static bool
has_measure_of(
    const struct plan *p, enum plan_principal principal, bool *unsure)
{
	*unsure = field_unknown(&p->measures.f);
	for (size_t i = 0; i < p->measures.count; i++) {
		const struct plan_word *w = &p->measures.items[i].principal;

		if (w->w == (int)principal)
			return true;
		*unsure = *unsure || field_unknown(&w->f);
	}
	return false;
}

void
rule_k01(struct ruling *r)
{
	const struct plan *p = r->p;
	bool unsure, kommun, region;

	ruling_want(r, DIAG_K01, SEV_ERROR, &p->responsibility.principal.f);
	/* R16 says that there is no measure at all. */
	if (!field_given(&p->measures.f))
		return;
	kommun = has_measure_of(p, PRINCIPAL_KOMMUN, &unsure);
	region = !unsure && has_measure_of(p, PRINCIPAL_REGION, &unsure);
	if (unsure || (kommun && region))
		return;
	FOUND(r, K01, SEV_ERROR, plan_lack(p, &p->measures.f),
	    kommun   ? N_("no measure of region stands here")
	    : region ? N_("no measure of kommun stands here")
		     : N_("neither kommun nor region has a measure"));
}

void
rule_k02(struct ruling *r)
{
	const struct plan_date *offered = &r->p->consent.offered.date;
	const struct plan_date *called = &r->p->meeting.called.date;
	date_t due = offered->d + DAYS_TO_CALL;

	if (!field_given(&offered->f))
		return;
	if (field_given(&called->f)) {
		if (called->d > due)
			FOUND(r, K02, SEV_WARNING, called->f.at,
			    N_("called %d days after the offer"),
			    (int)(called->d - offered->d));
	} else if (field_absent(&called->f) && r->stage == STAGE_CONSENT &&
		   r->today > due) {
		FOUND(r, K02, SEV_WARNING, offered->f.at,
		    N_("offered %d days ago, and nobody is called"),
		    (int)(r->today - offered->d));
	}
}

/* The key has to stand; [] says that there are none. */
static void
want_key(struct ruling *r, enum diag_code code, const struct field *f)
{
	if (!field_key_stands(f))
		ruling_want(r, code, SEV_ERROR, f);
}

void
rule_k06(struct ruling *r)
{
	const struct plan_lss *lss = &r->p->lss;

	if (field_absent(&lss->f))
		return;
	ruling_want(r, DIAG_K06, SEV_ERROR, &lss->offered.f);
	ruling_want(r, DIAG_K06, SEV_ERROR, &lss->decided.f);
	want_key(r, DIAG_K06, &lss->planned.f);
	want_key(r, DIAG_K06, &lss->others.f);
}

void
rule_k07(struct ruling *r)
{
	const struct plan_lss *lss = &r->p->lss;
	date_t due = plan_lss_due(r->p);

	if (field_absent(&lss->f))
		return;
	if (due != DATE_NONE && r->today > due)
		FOUND(r, K07, SEV_WARNING,
		    field_given(&lss->last_review.f)
			? lss->last_review.f.at
			: plan_lack(r->p, &lss->last_review.f),
		    N_("the review was due on %s"), DAY(due));
	if (ruling_want(r, DIAG_K07, SEV_ERROR, &lss->next.f) &&
	    field_given(&lss->next.f) && due != DATE_NONE && lss->next.d > due)
		FOUND(r, K07, SEV_ERROR, lss->next.f.at,
		    N_("lies more than a year after the last review; due on "
		       "%s"),
		    DAY(due));
}

void
rule_k08(struct ruling *r)
{
	if (field_there(&r->p->lss.f))
		ruling_want(r, DIAG_K08, SEV_WARNING, &r->p->lss.told.f);
}

static void
check_discharge_dates(struct ruling *r, const struct plan_discharge *d)
{
	date_t due = d->ready.d + DAYS_TO_CALL_DISCHARGE;

	if (days_wrong(&d->admitted, &d->ready))
		FOUND(r, K09, SEV_ERROR, d->ready.f.at,
		    N_("lies before the admission on %s"), DAY(d->admitted.d));
	if (!field_given(&d->ready.f))
		return;
	if (field_given(&d->called.f)) {
		if (d->called.d > due)
			FOUND(r, K09, SEV_WARNING, d->called.f.at,
			    N_("called later than three days after the person "
			       "was ready"));
	} else if (field_absent(&d->called.f) && r->today > due) {
		FOUND(r, K09, SEV_WARNING, d->ready.f.at,
		    N_("the call was due on %s"), DAY(due));
	}
}

void
rule_k09(struct ruling *r)
{
	const struct plan_discharge *d = &r->p->discharge;
	const struct plan_participant *contact = d->contact.to;

	if (field_absent(&d->f))
		return;
	ruling_want(r, DIAG_K09, SEV_ERROR, &d->admitted.f);
	ruling_want(r, DIAG_K09, SEV_ERROR, &d->unit.f);
	ruling_want(r, DIAG_K09, SEV_ERROR, &d->contact.f);
	if (d->unit.to && field_given(&d->unit.to->principal.f) &&
	    d->unit.to->principal.w != PRINCIPAL_REGION)
		FOUND(r, K09, SEV_ERROR, d->unit.f.at,
		    N_("%.*s is not a service of region"),
		    STR_ARG(d->unit.to->name.s));
	if (contact && !participant_principal_unknown(contact) &&
	    participant_principal(contact) != PRINCIPAL_REGION)
		FOUND(r, K09, SEV_ERROR, d->contact.f.at,
		    N_("%.*s does not work for region"),
		    STR_ARG(contact->name.s));
	check_discharge_dates(r, d);
}

static void
check_adjusted_by(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_services *list = &p->forced_care.adjusted_by;
	struct plan_set got = plan_services_set(&r->scratch, p, list);

	if (!field_given(&list->f) || got.unsure)
		return;
	for (size_t i = 0; i < p->measures.count; i++) {
		const struct plan_service *s = p->measures.items[i].service.to;

		if (!s || got.has[s->number] ||
		    !plan_is_principal((enum plan_principal)s->principal.w))
			continue;
		got.has[s->number] = true; /* said once */
		FOUND(r, K10, SEV_ERROR, plan_lack(p, &list->f),
		    N_("%.*s has a measure and has not adjusted the plan"),
		    STR_ARG(s->name.s));
	}
}

void
rule_k10(struct ruling *r)
{
	const struct plan_forced_care *c = &r->p->forced_care;
	bool unsure;

	if (field_absent(&c->f))
		return;
	ruling_want(r, DIAG_K10, SEV_ERROR, &c->law.f);
	ruling_want(r, DIAG_K10, SEV_ERROR, &c->needs.f);
	ruling_want(r, DIAG_K10, SEV_ERROR, &c->decisions.f);
	ruling_want(r, DIAG_K10, SEV_ERROR, &c->attitude.f);
	ruling_want(r, DIAG_K10, SEV_ERROR, &c->social_needed.f);
	ruling_want(r, DIAG_K10, SEV_ERROR, &c->physician.f);
	ruling_want(r, DIAG_K10, SEV_ERROR, &c->adjusted_by.f);
	if (r->stage >= STAGE_FOLLOW_UP)
		ruling_want(r, DIAG_K10, SEV_ERROR, &c->application.f);
	check_adjusted_by(r);
	if (c->social_needed.yes &&
	    !has_measure_of(r->p, PRINCIPAL_KOMMUN, &unsure) && !unsure)
		FOUND(r, K10, SEV_ERROR, c->social_needed.f.at,
		    N_("social services are needed, but kommun has no "
		       "measure"));
}

void
rule_k11(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct plan_habilitation *h = &p->habilitation;
	const struct plan_bool *other = &p->situation.long_term_need;
	const struct plan_person_ref *coordinator =
	    &p->responsibility.coordinator;
	const struct plan_bool *need;

	if (field_absent(&h->f))
		return;
	need = field_there(&h->long_term_need.f) ? &h->long_term_need : other;
	if (field_absent(&need->f))
		ruling_want(r, DIAG_K11, SEV_ERROR, &h->long_term_need.f);
	if (need->yes && field_absent(&coordinator->f))
		ruling_want(r, DIAG_K11, SEV_ERROR, &h->coordinator.f);
	if (field_given(&h->long_term_need.f) && field_given(&other->f) &&
	    h->long_term_need.yes != other->yes)
		FOUND(r, K11, SEV_ERROR, h->long_term_need.f.at,
		    N_("situation.långvarigt_behov says something else"));
	if (h->coordinator.to && coordinator->to &&
	    h->coordinator.to != coordinator->to)
		FOUND(r, K11, SEV_ERROR, h->coordinator.f.at,
		    N_("ansvar.samordnare names somebody else"));
}

static void
check_cost_lines(struct ruling *r)
{
	const struct plan *p = r->p;
	bool *paid = arena_array(&r->scratch, bool, p->measures.count);

	if (!field_given(&p->hvb.costs.f))
		return;
	for (size_t i = 0; i < p->hvb.costs.count; i++) {
		const struct plan_measure *m = p->hvb.costs.items[i].measure.to;

		if (!m)
			return;
		paid[m->number] = true;
	}
	for (size_t i = 0; i < p->measures.count; i++) {
		const struct plan_measure *m = &p->measures.items[i];

		if (m->principal.w == PRINCIPAL_OTHER &&
		    field_there(&m->service.f) && !paid[i])
			FOUND(r, K12, SEV_ERROR, plan_lack(p, &p->hvb.costs.f),
			    N_("the measure \"%.*s\" has no line in kostnader"),
			    STR_ARG(m->id.s));
	}
}

void
rule_k12(struct ruling *r)
{
	const struct plan_hvb *h = &r->p->hvb;

	if (field_absent(&h->f))
		return;
	ruling_want(r, DIAG_K12, SEV_ERROR, &h->decision.f);
	ruling_want(r, DIAG_K12, SEV_ERROR, &h->name.f);
	if (ruling_want(r, DIAG_K12, SEV_ERROR, &h->situation_clear.f) &&
	    field_given(&h->situation_clear.f) && !h->situation_clear.yes)
		FOUND(r, K12, SEV_ERROR, h->situation_clear.f.at,
		    N_("the person's situation has to be clear before a "
		       "placement"));
	ruling_want(r, DIAG_K12, SEV_ERROR, &h->tried_at_home.f);
	ruling_want(r, DIAG_K12, SEV_ERROR, &h->influence.f);
	ruling_want(r, DIAG_K12, SEV_ERROR, &h->how_met.f);
	ruling_want(r, DIAG_K12, SEV_ERROR, &h->follow_ups.f);
	ruling_want(r, DIAG_K12, SEV_ERROR, &h->costs.f);
	check_cost_lines(r);
}

void
rule_k13(struct ruling *r)
{
	for (size_t i = 0; i < r->p->hvb.costs.count; i++) {
		const struct plan_cost *c = &r->p->hvb.costs.items[i];
		const struct plan_int *share[] = { &c->kommun, &c->region,
			&c->other };
		bool unsure = false, wrong = false;
		long sum = 0;

		for (size_t j = 0; j < sizeof(share) / sizeof(*share); j++) {
			unsure = unsure || field_unknown(&share[j]->f);
			wrong = wrong || share[j]->n > WHOLE;
			sum += share[j]->n;
		}
		if (!unsure && (wrong || sum != WHOLE))
			FOUND(r, K13, SEV_ERROR, c->f.at,
			    N_("the shares make %ld percent"), sum);
	}
}

struct block {
	enum plan_kind kind;
	enum plan_stage from;
	const struct field *at;
};

static const struct plan_word *
word_of_kind(const struct plan *p, enum plan_kind kind)
{
	for (size_t i = 0; i < p->kinds.count; i++)
		if (p->kinds.items[i].w == (int)kind)
			return &p->kinds.items[i];
	return NULL;
}

/* A word of slag that a finding speaks of may be any kind. */
static bool
kinds_unsure(const struct plan *p)
{
	if (!field_given(&p->kinds.f))
		return true;
	for (size_t i = 0; i < p->kinds.count; i++)
		if (!field_given(&p->kinds.items[i].f))
			return true;
	return false;
}

void
rule_k14(struct ruling *r)
{
	const struct plan *p = r->p;
	const struct block blocks[] = {
		{ KIND_LSS, STAGE_PLAN, &p->lss.f },
		{ KIND_DISCHARGE, STAGE_CONSENT, &p->discharge.f },
		{ KIND_FORCED_CARE, STAGE_PLAN, &p->forced_care.f },
		{ KIND_HABILITATION, STAGE_MEETING, &p->habilitation.f },
		{ KIND_HVB, STAGE_PLAN, &p->hvb.f },
	};

	for (size_t i = 0; i < sizeof(blocks) / sizeof(*blocks); i++) {
		const struct block *b = &blocks[i];
		const struct plan_word *word = word_of_kind(p, b->kind);

		if (word && field_absent(b->at) && r->stage >= b->from)
			FOUND(r, K14, SEV_ERROR, word->f.at,
			    N_("the block %s is missing"), b->at->def->key);
		else if (!word && field_filled(b->at) && !kinds_unsure(p))
			FOUND(r, K14, SEV_WARNING, plan_lack(p, b->at),
			    N_("this block has no kind in slag"));
	}
}
