/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_age.h"

#include "diag/msg.h"

/* Whatever came last: an ending, a yes taken back, a change of the file. */
date_t
plan_closed_on(const struct plan *p)
{
	const struct plan_report *last = plan_latest_report(p);
	date_t day = DATE_NONE;

	if (plan_stage(p) != STAGE_CLOSED)
		return DATE_NONE;
	if (last && field_given(&last->ending.f))
		day = last->date.d;
	if (field_given(&p->consent.withdrawn.f) &&
	    (day == DATE_NONE || p->consent.withdrawn.d > day))
		day = p->consent.withdrawn.d;
	if (field_given(&p->updated.f) &&
	    (day == DATE_NONE || p->updated.d > day))
		day = p->updated.d;
	return day;
}

void
plan_age_check(const struct plan *p, date_t closed_before, struct diags *ds)
{
	date_t closed = p->readable ? plan_closed_on(p) : DATE_NONE;
	char day[11];

	if (closed == DATE_NONE || closed_before == DATE_NONE ||
	    closed >= closed_before)
		return;
	date_iso(closed, day);
	diag_add(
	    ds, DIAG_S05, p->stage.f.at, N_("the plan was closed on %s"), day);
}
