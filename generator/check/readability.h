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
#include "model/site.h"
#include "text/words.h"

struct readability;

/* Borrows the site; wrong limits in site.yaml are findings. */
const struct readability *readability_new(struct arena *a,
    const struct site *site, struct diags *ds);

struct hard_sentence {
	struct str text;
	uint32_t line;
	size_t words;
	double lix;
};

/* A finding that the text allows, with its reason. */
struct allowed {
	enum diag_code code;
	struct str reason;
	uint32_t line;
	size_t used; /* findings that it kept away; 0: T38 was found */
};

enum { HARDEST = 3 };

struct page_measures {
	bool measured; /* a profile applies */
	struct text_measure text;
	double lix;
	double mean;
	double long_share;
	double lix_without_names; /* T37: names left out */
	double a4_pages;          /* estimated, as easy read is printed */
	size_t passive; /* sentences with a passive verb */
	size_t findings[SEV_ERROR + 1];
	struct hard_sentence hardest[HARDEST];
	size_t hardest_count;
	struct allowed *allowed;
	size_t allowed_count;
	size_t testers; /* names in tested_by */
};

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
