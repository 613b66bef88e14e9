/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The rules R and K for one plan. Each rule is a row of a table (id, first
 * stage) and a small function; findings point at the value that has to change.
 * Without a known stage no rule is asked. The source of the plan must still be
 * there.
 */
#ifndef SAMPLAN_CHECK_PLAN_H
#define SAMPLAN_CHECK_PLAN_H

#include "diag/diag.h"
#include "model/plan_gate.h"
#include "model/plan_steps.h"

struct plan_context {
	date_t today;
	const struct plan_revision *revisions;
	size_t revision_count;
};

/*
 * Adds the findings and gives their numbers; they count also above the limits
 * of the list of findings, so that gate G2 never depends on those.
 */
struct plan_verdict check_plan(
    const struct plan *p, const struct plan_context *context, struct diags *ds);

#endif
