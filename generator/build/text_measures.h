/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What was measured in a page, as a record keeps it: figures, which the
 * overview of the report needs of every page, and texts (hardest sentences,
 * what is allowed), which only the part needs that the page stands in. Texts
 * that are taken are borrowed from what was kept.
 */
#ifndef SAMPLAN_BUILD_TEXT_MEASURES_H
#define SAMPLAN_BUILD_TEXT_MEASURES_H

#include "model/measure.h"

struct str figures_keep(struct arena *a, const struct page_measures *m);
struct str texts_keep(struct arena *a, const struct page_measures *m);
/* Without texts. */
struct page_measures *figures_take(struct arena *a, struct str kept);
/* Adds the texts to the figures of the same page. */
void texts_take(struct arena *a, struct str kept, struct page_measures *m);

#endif
