/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Documents that a run removed because a yes was taken back or has ended, or
 * because the file of the plan is gone: says how many, and which services have
 * to be told. Remembers of each plan only what that takes; lives in the arena
 * of the run.
 */
#ifndef SAMPLAN_BUILD_PLAN_REMOVED_H
#define SAMPLAN_BUILD_PLAN_REMOVED_H

#include "base/map.h"
#include "diag/diag.h"
#include "model/plan.h"
#include "write/tree.h"

struct plan_removed {
	struct arena *arena;
	struct map files; /* file → struct plan_ended * */
};

void plan_removed_open(struct plan_removed *r, struct arena *a);
/* Every plan of the walk, while its source can still be asked for places. */
void plan_removed_see(struct plan_removed *r, struct diags *ds,
    const struct plan *p, date_t today);
/* After the commit of the tree. */
void plan_removed_tell(const struct plan_removed *r, struct diags *ds,
    const struct tree *t);

#endif
