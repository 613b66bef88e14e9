/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The numbers of days that the rules count with. Only the week comes from the
 * policy (B9.1, B9.2); the others are our own choice and are never shown as if
 * the policy said them.
 */
#ifndef SAMPLAN_MODEL_PLAN_DAYS_H
#define SAMPLAN_MODEL_PLAN_DAYS_H

enum {
	DAYS_WEEK = 7,
	DAYS_TO_CALL = 14, /* from the offer to the call [utan dröjsmål] */
	DAYS_TO_CALL_DISCHARGE = 3, /* lag 2017:612 */
	DAYS_BEFORE_FOLLOW_UP = 14, /* when the talk before it becomes urgent */
	DAYS_TO_REVIEW = 90         /* from a new revision in force */
};

#endif
