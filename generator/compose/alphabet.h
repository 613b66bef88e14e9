/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The Swedish alphabet: a to z, then å, ä, ö; accents on other letters, case
 * and punctuation do not count. Digits come first.
 */
#ifndef SAMPLAN_COMPOSE_ALPHABET_H
#define SAMPLAN_COMPOSE_ALPHABET_H

#include "base/arena.h"

/* Bytes whose order (str_cmp) is the order of the alphabet. */
struct str alphabet_key(struct arena *a, struct str s);
/* "A" … "Z", "Å", "Ä", "Ö"; "#" for what starts with none of them. */
struct str alphabet_letter(struct str key);
/* For addresses within a page: "a" … "z", "aa", "ae", "oe", "0". */
struct str alphabet_anchor(struct str key);

#endif
