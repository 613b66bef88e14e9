/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Documents that a run removed because a yes was taken back or has ended, or
 * because the file of the plan is gone: says how many, and which services have
 * to be told.
 */
#ifndef SAMPLAN_BUILD_PLAN_REMOVED_H
#define SAMPLAN_BUILD_PLAN_REMOVED_H

#include "build/plan_record.h"

/* Of one folder; ended is NULL when there is no file of the plan any more. */
void plan_removed_tell(struct diags *ds, const struct shelf_event *event,
    const struct plan_ended *ended);

#endif
