/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The shortest way from one row of numbers to another (Myers 1986, in linear
 * space). Where the rows are so unlike that it would cost too much, a good way
 * instead of the shortest one: work grows with the length, not its square.
 */
#ifndef SAMPLAN_COMPOSE_DIFF_SEQ_H
#define SAMPLAN_COMPOSE_DIFF_SEQ_H

#include <stdint.h>

#include "base/arena.h"

/*
 * Sets gone[i] for each of a that is not kept and come[j] for each of b that
 * is new; those left are equal in order. Both arrays must be zero.
 */
void diff_seq(struct arena *scratch, const uint32_t *a, size_t n,
    const uint32_t *b, size_t m, bool *gone, bool *come);

#endif
