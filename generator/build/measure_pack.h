/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The measures of a page as bytes, in two pieces: the figures, which the
 * overview of the report needs of every page, and the texts that stand beside
 * them. A text that is taken is borrowed from the bytes.
 */
#ifndef SAMPLAN_BUILD_MEASURE_PACK_H
#define SAMPLAN_BUILD_MEASURE_PACK_H

#include "base/arena.h"
#include "model/measure.h"

struct str measure_figures_keep(struct arena *a, const struct page_measures *m);
struct str measure_texts_keep(struct arena *a, const struct page_measures *m);
struct page_measures *measure_figures_take(struct arena *a, struct str kept);
void
measure_texts_take(struct arena *a, struct str kept, struct page_measures *m);

#endif
