/* SPDX-License-Identifier: EUPL-1.2 */
/* What the tests of plans share: load and check a text on a day. */
#ifndef SAMPLAN_TESTS_AID_PLAN_H
#define SAMPLAN_TESTS_AID_PLAN_H

#include "check/plan.h"
#include "load/plan.h"

enum { AID_REVISIONS = 8 };

struct aid_plan {
	struct arena a;
	struct diags ds;
	struct sb bytes;
	struct plan *plan;
	struct plan_verdict verdict;
	struct plan_context context;
	struct plan_revision revisions[AID_REVISIONS];
};

date_t aid_plan_day(const char *iso);
/* "2025-11:2025-11-20 2026-11:2026-11-16"; borrowed. */
void aid_plan_revisions(struct aid_plan *t, struct str list);
/* Loads and checks the bytes of t->bytes. */
void aid_plan_check(struct aid_plan *t, const char *name, date_t today);
/* The whole file into t->bytes. */
bool aid_plan_read(struct aid_plan *t, const char *path);
void aid_plan_release(struct aid_plan *t);

#endif
