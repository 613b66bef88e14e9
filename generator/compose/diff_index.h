/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Finds, among many bags of words, the few that may be like a given one: all
 * of them when they are few, else those that share its rarest words.
 */
#ifndef SAMPLAN_COMPOSE_DIFF_INDEX_H
#define SAMPLAN_COMPOSE_DIFF_INDEX_H

#include "compose/diff_align.h"

enum { DIFF_FEW = 48, DIFF_LIKELY = 48, DIFF_RARE = 8, DIFF_BEST = 4 };

struct diff_index {
	const struct diff_bag *bags;
	const size_t *members; /* numbers of the bags that are in it */
	size_t count;
	uint32_t words;  /* one more than the greatest word */
	uint32_t *often; /* of each word: members that have it */
	uint32_t *first; /* of each word: its place in posts */
	uint32_t *posts; /* members, as places in members[] */
	uint32_t *votes; /* of each member, zero between calls */
	uint32_t *touched;
};

/* Borrows bags and members. */
void diff_index_make(struct diff_index *ix, struct arena *a,
    const struct diff_bag *bags, const size_t *members, size_t count);
/* Numbers of bags, at most DIFF_LIKELY; gives how many. */
size_t diff_index_likely(
    struct diff_index *ix, const struct diff_bag *bag, size_t out[DIFF_LIKELY]);

#endif
