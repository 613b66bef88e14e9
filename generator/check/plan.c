/* SPDX-License-Identifier: EUPL-1.2 */
#include "check/plan.h"

#include "check/plan_rules.h"
#include "diag/msg.h"

struct rule {
	rule_check *check;
	enum plan_kind kind;  /* KIND_NONE: every plan */
	enum plan_stage from; /* STAGE_NONE: any */
	bool closed;          /* is asked of closed plans, too */
};

static const struct rule rules[] = {
	{ rule_r01, KIND_NONE, STAGE_CONSENT, false },
	{ rule_r02, KIND_NONE, STAGE_CONSENT, false },
	{ rule_r03, KIND_NONE, STAGE_CONSENT, false },
	{ rule_r04, KIND_NONE, STAGE_CONSENT, false },
	{ rule_r05, KIND_NONE, STAGE_CONSENT, false },
	{ rule_r06, KIND_NONE, STAGE_NONE, false },
	{ rule_r07, KIND_NONE, STAGE_CONSENT, false },
	{ rule_r08, KIND_NONE, STAGE_CALLED, false },
	{ rule_r09, KIND_NONE, STAGE_MEETING, false },
	{ rule_r10, KIND_NONE, STAGE_MEETING, false },
	{ rule_r11, KIND_NONE, STAGE_MEETING, false },
	{ rule_r12, KIND_NONE, STAGE_NOTES, false },
	{ rule_r13, KIND_NONE, STAGE_NOTES, false },
	{ rule_r14, KIND_NONE, STAGE_PLAN, false },
	{ rule_r15, KIND_NONE, STAGE_PLAN, false },
	{ rule_r16, KIND_NONE, STAGE_MEETING, false },
	{ rule_r17, KIND_NONE, STAGE_MEETING, false },
	{ rule_r18, KIND_NONE, STAGE_MEETING, false },
	{ rule_r19, KIND_NONE, STAGE_MEETING, false },
	{ rule_r20, KIND_NONE, STAGE_MEETING, false },
	{ rule_r21, KIND_NONE, STAGE_MEETING, false },
	{ rule_r22, KIND_NONE, STAGE_MEETING, false },
	{ rule_r23, KIND_NONE, STAGE_MEETING, false },
	{ rule_r24, KIND_NONE, STAGE_PLAN, false },
	{ rule_r25, KIND_NONE, STAGE_PLAN, false },
	{ rule_r26, KIND_NONE, STAGE_FOLLOW_UP, false },
	{ rule_r27, KIND_NONE, STAGE_FOLLOW_UP, true },
	{ rule_r28, KIND_NONE, STAGE_FOLLOW_UP, false },
	{ rule_r29, KIND_NONE, STAGE_PLAN, false },
	{ rule_r30, KIND_NONE, STAGE_MEETING, false },
	{ rule_r31, KIND_NONE, STAGE_CONSENT, false },
	{ rule_r32, KIND_NONE, STAGE_MEETING, false },
	{ rule_r33, KIND_NONE, STAGE_NONE, false },
	{ rule_r34, KIND_NONE, STAGE_NONE, false },
	{ rule_r35, KIND_NONE, STAGE_CONSENT, false },
	{ rule_r36, KIND_NONE, STAGE_NONE, false },
	{ rule_r37, KIND_NONE, STAGE_NONE, true },
	{ rule_r38, KIND_NONE, STAGE_NONE, true },
	{ rule_r39, KIND_NONE, STAGE_NONE, false },
	{ rule_r40, KIND_NONE, STAGE_MEETING, false },
	{ rule_r41, KIND_NONE, STAGE_MEETING, false },
	{ rule_r42, KIND_NONE, STAGE_NONE, false },
	{ rule_r43, KIND_NONE, STAGE_NONE, true },
	{ rule_r44, KIND_NONE, STAGE_MEETING, false },
	{ rule_r45, KIND_NONE, STAGE_CONSENT, false },
	{ rule_r46, KIND_NONE, STAGE_NONE, false },
	{ rule_k01, KIND_SIP, STAGE_MEETING, false },
	{ rule_k02, KIND_SIP, STAGE_CONSENT, false },
	{ rule_k03, KIND_NONE, STAGE_MEETING, false },
	{ rule_k04, KIND_SIP, STAGE_PLAN, false },
	{ rule_k05, KIND_NONE, STAGE_PLAN, false },
	{ rule_k06, KIND_LSS, STAGE_PLAN, false },
	{ rule_k07, KIND_LSS, STAGE_FOLLOW_UP, false },
	{ rule_k08, KIND_LSS, STAGE_FOLLOW_UP, false },
	{ rule_k09, KIND_DISCHARGE, STAGE_CONSENT, false },
	{ rule_k10, KIND_FORCED_CARE, STAGE_PLAN, false },
	{ rule_k11, KIND_HABILITATION, STAGE_MEETING, false },
	{ rule_k12, KIND_HVB, STAGE_PLAN, false },
	{ rule_k13, KIND_HVB, STAGE_NONE, false },
	{ rule_k14, KIND_NONE, STAGE_NONE, false },
};

void
ruling_count(struct ruling *r, enum severity how)
{
	switch (how) {
	case SEV_INFO:
		r->verdict.infos++;
		break;
	case SEV_WARNING:
		r->verdict.warnings++;
		break;
	case SEV_ERROR:
	case SEV_SYSTEM:
		r->verdict.errors++;
		break;
	}
}

struct span
ruling_place(const struct ruling *r, const struct field *f)
{
	return field_there(f) && f->at.source ? f->at : plan_lack(r->p, f);
}

bool
ruling_want(struct ruling *r, enum diag_code code, enum severity how,
    const struct field *f)
{
	struct sb path = { 0 };

	if (field_there(f))
		return true;
	plan_path(&path, f);
	ruling_count(r, how);
	r->last = diag_add(r->ds, code, plan_lack(r->p, f), N_("%s is missing"),
	    sb_text(&path));
	r->last->severity = how;
	sb_release(&path);
	return false;
}

bool
days_wrong(const struct plan_date *a, const struct plan_date *b)
{
	return field_given(&a->f) && field_given(&b->f) && a->d > b->d;
}

struct day_text
day(date_t d)
{
	struct day_text out = { 0 };

	date_iso(d, out.text);
	return out;
}

static bool
applies(const struct ruling *r, const struct rule *rule)
{
	if (rule->kind != KIND_NONE && !plan_has_kind(r->p, rule->kind))
		return false;
	if (r->stage == STAGE_CLOSED)
		return rule->closed;
	return r->stage >= rule->from;
}

struct plan_verdict
check_plan(
    const struct plan *p, const struct plan_context *context, struct diags *ds)
{
	struct ruling r = { .p = p,
		.context = context,
		.ds = ds,
		.today = context->today,
		.stage = plan_stage(p) };

	if (!p->readable || r.stage == STAGE_NONE)
		return r.verdict;
	r.consented = plan_services_set(&r.scratch, p, &p->consent.services);
	r.present = plan_people_set(&r.scratch, p, &p->meeting.present);
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (applies(&r, &rules[i]))
			rules[i].check(&r);
	arena_release(&r.scratch);
	return r.verdict;
}
