/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The policy as a book: all pages of a revision at one reading level as one
 * sheet, with cover and contents. Links between its pages stay inside it;
 * links to other pages lead to the site.
 */
#ifndef SAMPLAN_COMPOSE_BOOK_H
#define SAMPLAN_COMPOSE_BOOK_H

#include "model/sheet.h"
#include "model/site.h"
#include "model/theme.h"

struct book_options {
	const struct site *site;
	const struct theme *theme; /* pictograms; NULL: none */
	const struct revision *revision;
	enum variant variant; /* plain or easy */
};

/* NULL when the revision has no page at that level. */
struct sheet *book_sheet(struct arena *a, const struct book_options *o);

#endif
