/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Plans for property tests: made from the table of the format, right in form,
 * and each text in it one word that stands nowhere else, so that a word found
 * in a document says which field it came from.
 */
#ifndef SAMPLAN_TESTS_AID_PLAN_RANDOM_H
#define SAMPLAN_TESTS_AID_PLAN_RANDOM_H

#include "base/arena.h"
#include "base/sb.h"
#include "model/plan.h"

/* The file, the same for the same seed. */
void aid_plan_random(struct sb *out, unsigned seed);

/* A value of a plan, as it would be read in a document. */
struct aid_value {
	struct str path; /* "deltagare.namn": without numbers */
	size_t item;     /* its place in the list at the top, from 0 */
	struct str text; /* empty for a day */
	date_t day;
};

struct aid_values {
	struct arena *arena;
	struct aid_value *items;
	size_t count;
	size_t cap;
};

/* Every text, id and day that is given in a plan. */
void aid_plan_values(struct aid_values *out, const struct plan *p);

#endif
