/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Looks for what is guarded in the text of one file. Linear in the text,
 * whatever the number of plans.
 */
#ifndef SAMPLAN_BUILD_LEAK_SCAN_H
#define SAMPLAN_BUILD_LEAK_SCAN_H

#include "build/leak_set.h"
#include "build/leak_text.h"

/* value is an item of set->values, source a byte of the file. */
typedef void leak_hit_fn(void *arg, uint32_t value, size_t source);

void leak_scan(const struct leak_set *s, const struct leak_text *t,
    leak_hit_fn *hit, void *arg);

#endif
