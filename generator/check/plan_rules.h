/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside of check/ only: what the small checkers of plan rules share. A
 * checker looks at one rule; it is asked from its stage on (plan.c).
 */
#ifndef SAMPLAN_CHECK_PLAN_RULES_H
#define SAMPLAN_CHECK_PLAN_RULES_H

#include "base/arena.h"
#include "check/plan.h"
#include "model/plan_days.h"
#include "model/plan_schema.h"
#include "model/plan_steps.h"

struct ruling {
	const struct plan *p;
	const struct plan_context *context;
	struct diags *ds;
	struct arena scratch;
	struct plan_verdict verdict;
	date_t today;
	enum plan_stage stage;
	struct finding *last; /* of FOUND; valid until the next one */
	/* Made once, since several rules ask it. */
	struct plan_set consented; /* services in samtycke.verksamheter */
	struct plan_set present;   /* people in möte.närvarande */
};

/* Adds a finding of this severity and counts it. */
#define FOUND(r, code, how, at, ...)                                       \
	(ruling_count((r), (how)),                                         \
	    (r)->last = diag_add((r)->ds, DIAG_##code, (at), __VA_ARGS__), \
	    (r)->last->severity = (how))

void ruling_count(struct ruling *r, enum severity how);
/* The place of a value that may be unknown or missing. */
struct span ruling_place(const struct ruling *r, const struct field *f);
/* Says "<path> is missing" at the place where it lacks, when it is absent. */
bool ruling_want(struct ruling *r, enum diag_code code, enum severity how,
    const struct field *f);
/* Both days are given, and a lies after b. */
bool days_wrong(const struct plan_date *a, const struct plan_date *b);
/* "2026-11-30". */
struct day_text {
	char text[11];
};
struct day_text day(date_t d);
#define DAY(d) day(d).text

typedef void rule_check(struct ruling *r);

/* plan_rules_consent.c */
rule_check rule_r01, rule_r02, rule_r03, rule_r04, rule_r05, rule_r06, rule_r31,
    rule_r33, rule_r34, rule_r35, rule_r38, rule_r39;
/* plan_rules_meeting.c */
rule_check rule_r07, rule_r08, rule_r09, rule_r10, rule_r30, rule_r32, rule_r41,
    rule_r44, rule_r45, rule_k03;
/* plan_rules_notes.c */
rule_check rule_r11, rule_r12, rule_r13, rule_r14, rule_r15, rule_k04, rule_k05;
/* plan_rules_measures.c */
rule_check rule_r16, rule_r17, rule_r18, rule_r19, rule_r20, rule_r21, rule_r22,
    rule_r42;
/* plan_rules_text.c */
rule_check rule_r37, rule_r40;
/* plan_rules_follow.c */
rule_check rule_r23, rule_r24, rule_r25, rule_r26, rule_r27, rule_r28, rule_r29;
/* plan_rules_file.c */
rule_check rule_r36, rule_r43, rule_r46;
/* plan_rules_kinds.c */
rule_check rule_k01, rule_k02, rule_k06, rule_k07, rule_k08, rule_k09, rule_k10,
    rule_k11, rule_k12, rule_k13, rule_k14;

#endif
