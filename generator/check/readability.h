/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Is the text easy to read? Checks T01 to T36 over pages, the glossary, the
 * word table and the other texts of the site that readers meet. Easy-read
 * pages are held to one profile, plain ones to another; English ones to none.
 *
 * What is known beforehand (limits, word classes, word table, glossary) is
 * put together once and const afterwards; each page is read once.
 *
 * Measures count running text: paragraphs, list items, boxes and quotes; not
 * headings, table cells and code. Every check of sentences reads headings and
 * cells too.
 */
#ifndef SAMPLAN_CHECK_READABILITY_H
#define SAMPLAN_CHECK_READABILITY_H

#include "diag/diag.h"
#include "model/measure.h"
#include "model/site.h"

struct readability;

/* Borrows the site; wrong limits in site.yaml are findings. */
const struct readability *
readability_new(struct arena *a, const struct site *site, struct diags *ds);

/*
 * Reads a page whose document is loaded. The measures live in the arena and
 * are never NULL; findings are added to ds.
 */
struct page_measures *check_readability(struct arena *a,
    const struct readability *r, const struct page *page, struct diags *ds);

/*
 * The same checks over what is not a page: glossary and word table, summaries
 * and changes of the revisions, cards of the start pages.
 */
void check_readability_data(const struct readability *r, struct diags *ds);

#endif
