/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pages that were found and read → their places: twins, sections in order,
 * addresses and ids that are each used once.
 */
#ifndef SAMPLAN_LOAD_SITE_ARRANGE_H
#define SAMPLAN_LOAD_SITE_ARRANGE_H

#include "diag/diag.h"
#include "model/site.h"

/* found: all pages, drafts too; they become site->pages but for the drafts. */
void site_arrange(struct site *site, struct arena *a, struct diags *ds,
    const struct page_list *found);

#endif
