/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The pages of the site, a few at a time: several processes read documents,
 * check and judge them, make their outputs, write these into the spare, and
 * forget the documents again. What remains is what the record keeps and the
 * words for the search index, so that memory goes with the outline of a site
 * and not with its text.
 */
#ifndef SAMPLAN_BUILD_SITE_PAGES_H
#define SAMPLAN_BUILD_SITE_PAGES_H

#include "build/site_job.h"

/*
 * All pages. Checked: what was found is said and noted in the memory. Made:
 * their outputs in j->view; the tree is open.
 */
void site_pages_run(struct site_job *j, bool check, bool make);

/* The outputs of the view with these numbers, one by one. */
void site_outputs_run(struct site_job *j, const size_t *entries, size_t count);

#endif
