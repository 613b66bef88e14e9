/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * "Did you mean": the known word that is nearest to a misspelt one. Words are
 * compared case-folded, with å ä ö counted as a a o. Owns nothing.
 */
#ifndef SAMPLAN_BASE_SUGGEST_H
#define SAMPLAN_BASE_SUGGEST_H

#include "base/str.h"

enum { SUGGEST_EDITS = 2, SUGGEST_LONGEST = 64 };

/* Offered one candidate after the other; the first of the nearest wins. */
struct suggest {
	struct str word;
	struct str best; /* borrowed from the candidate; empty: none yet */
	size_t edits;
};

struct suggest suggest_for(struct str word);
void suggest_offer(struct suggest *s, struct str candidate);
/* The nearest of the list at most two edits away, or STR_NONE. */
struct str
suggest_among(struct str word, const char *const *list, size_t count);

#endif
