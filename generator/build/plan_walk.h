/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * All plans of a folder, one after the other in order of their paths: read,
 * loaded, checked, shown to a visitor, and forgotten, so that memory does not
 * grow with their number. For what only wants to know; documents are made in
 * plan_part.c.
 */
#ifndef SAMPLAN_BUILD_PLAN_WALK_H
#define SAMPLAN_BUILD_PLAN_WALK_H

#include "build/plan_files.h"
#include "build/policy_part.h"
#include "load/plan.h"

struct plan_visitor {
	/*
	 * A plan, also one that has findings; not p->readable when nothing of
	 * it is known. It and the arena live until this returns.
	 */
	void (*see)(void *arg, struct arena *a, const struct plan *p,
	    const struct plan_verdict *verdict);
	void *arg;
};

/* Gives the number of files. The arena is that of the run. */
size_t plan_walk(const struct build_options *o, struct arena *a,
    const struct policy_part *policy, struct diags *ds,
    const struct plan_visitor *visitor);

#endif
