/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Documents that a run removed because a yes was taken back or has ended, or
 * because the file of the plan is gone: says how many, and which services have
 * to be told.
 */
#ifndef SAMPLAN_BUILD_PLAN_REMOVED_H
#define SAMPLAN_BUILD_PLAN_REMOVED_H

#include "build/plan_record.h"

/* Of one folder. */
struct plan_removed {
	struct hash128 tree; /* that is without them */
	struct str folder;
	struct str source; /* the file of the plan; there or not */
	size_t count;      /* of documents */
	bool there;
	struct plan_ended ended; /* if it is there, with a consent */
};

struct plan_removed_list {
	struct plan_removed *items;
	size_t count;
	size_t cap;
};

void plan_removed_tell(struct diags *ds, const struct plan_removed *p);

#endif
