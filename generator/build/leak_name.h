/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A name as people write it in a plan ("Mamma Solbritt Ängfors", "Berg, Anna",
 * "Vilma (kallas Ville)"), and each way in which a page may tell it.
 */
#ifndef SAMPLAN_BUILD_LEAK_NAME_H
#define SAMPLAN_BUILD_LEAK_NAME_H

#include "build/leak_words.h"

/* A run of words (leak_window_run), at most LEAK_LONGEST of them. */
typedef void leak_name_fn(void *arg, uint64_t run, size_t words);

/* The whole as it is written comes first; the same may come twice. */
void leak_names(struct str name, leak_name_fn *fn, void *arg);

#endif
