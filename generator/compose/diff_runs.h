/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The words of one part: what is kept, taken out and put in. Little islands
 * of kept words between great changes are given up, and a change that could
 * stand at several places is moved to where a sentence begins, so that people
 * can read it.
 */
#ifndef SAMPLAN_COMPOSE_DIFF_RUNS_H
#define SAMPLAN_COMPOSE_DIFF_RUNS_H

#include "model/diff.h"

/* Sets old_tokens, new_tokens and runs from the units of the part. */
void diff_runs_take(struct arena *a, const struct diff_text *before,
    const struct diff_text *after, struct diff_part *part);
/* The same between tokens of another page and those the part has added. */
void diff_runs_between(struct arena *a, const struct diff_token *before,
    uint32_t count, struct diff_part *part);

#endif
