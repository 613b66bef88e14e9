/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A document tree as blocks of a sheet: what a policy page is before it is
 * printed. In easy text each line of the source begins a new sentence; in plain
 * text lines run on. Texts are borrowed from the tree.
 */
#ifndef SAMPLAN_COMPOSE_DOC_SHEET_H
#define SAMPLAN_COMPOSE_DOC_SHEET_H

#include "model/sheet.h"
#include "model/site.h"
#include "model/theme.h"

struct doc_sheet {
	struct sheet *sheet;
	const struct theme *theme; /* pictograms; NULL: none */
	const struct page *page;   /* what the tree is of */
	bool easy;
	int down; /* added to the levels of headings */
	/* The target of a link: "#anchor", an address, or empty. */
	struct str (*target)(
	    void *user, const struct page *from, const struct node *link);
	/* The anchor of a heading or footnote in this sheet. */
	struct str (*anchor)(
	    void *user, const struct page *from, struct str name);
	void *user;
};

/* Adds the blocks of the tree, its footnotes last. */
void doc_to_sheet(const struct doc_sheet *d, const struct node *doc);

#endif
