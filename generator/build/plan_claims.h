/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which plan has which folder, while several processes make documents at once:
 * whoever comes first has it, and the others make none. Who has it by right
 * (the first file by name) is settled when all are known (plan_part.c); this
 * only sees to it that no two write into one folder.
 */
#ifndef SAMPLAN_BUILD_PLAN_CLAIMS_H
#define SAMPLAN_BUILD_PLAN_CLAIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct plan_claims;

/* Room for so many plans, shared with what is forked later; NULL: no memory. */
struct plan_claims *plan_claims_new(size_t plans);
void plan_claims_free(struct plan_claims *c);
/* Whether the plan (numbered from 0) has the folder of this owner now. */
bool plan_claim(struct plan_claims *c, uint64_t owner, size_t plan);

#endif
