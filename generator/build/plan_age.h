/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How long closed plans have been kept (--older-than): each one that was closed
 * before the day is told, so that somebody decides about keeping or weeding.
 */
#ifndef SAMPLAN_BUILD_PLAN_AGE_H
#define SAMPLAN_BUILD_PLAN_AGE_H

#include "diag/diag.h"
#include "model/plan.h"

/* The day it was closed, or DATE_NONE: not closed, or not known. */
date_t plan_closed_on(const struct plan *p);
void
plan_age_check(const struct plan *p, date_t closed_before, struct diags *ds);

#endif
