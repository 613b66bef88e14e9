/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Swedish word stems for the search index. The stemmer works on folded words
 * (lower case, å ä → a, ö → o), so that a reader who types without dots and
 * rings finds the same. Snowball's rules keep the ending -et and stop after
 * one ending; here möte, mötet, mötets, möten and mötena have one stem, at the
 * price of a few words that share a stem by chance. search.js holds the same
 * rules for what is typed.
 */
#ifndef SAMPLAN_COMPOSE_STEM_H
#define SAMPLAN_COMPOSE_STEM_H

#include "base/str.h"

struct stemmer;

/* NULL cannot happen but when memory ends. The caller frees it. */
struct stemmer *stemmer_new(void);
void stemmer_free(struct stemmer *s);
/* Borrowed until the next call. */
struct str stemmer_stem(struct stemmer *s, struct str folded);

#endif
