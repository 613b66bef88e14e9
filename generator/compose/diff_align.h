/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Which units of an old page became which units of the new one. Links never
 * share a unit; a unit without a link was added or taken out.
 */
#ifndef SAMPLAN_COMPOSE_DIFF_ALIGN_H
#define SAMPLAN_COMPOSE_DIFF_ALIGN_H

#include "model/diff.h"

struct diff_link {
	uint32_t old_at, old_count;
	uint32_t new_at, new_count;
	size_t weight; /* how much text */
	bool equal;
	bool moved; /* crosses heavier links */
};

struct diff_links {
	struct diff_link *items; /* sorted by new_at */
	size_t count;
	size_t cap;
};

void diff_align(struct arena *a, const struct diff_text *before,
    const struct diff_text *after, struct diff_links *out);

/*
 * How alike units are, by the letters of the words they share: 0 to 1000. A
 * bag is the words of one unit or of several that follow each other.
 */
struct diff_bag {
	uint32_t *words; /* sorted, as often as they stand there */
	uint8_t *weights;
	size_t count;
	size_t weight;
};

void diff_bag_take(struct arena *a, const struct diff_unit *units, size_t count,
    struct diff_bag *out);
size_t diff_bag_common(const struct diff_bag *a, const struct diff_bag *b);
int diff_bag_likeness(const struct diff_bag *a, const struct diff_bag *b);

#endif
