/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How easy a page is to read, as the checks measured it (check/readability.h
 * says what is counted) and the report for editors shows it. Plain data in an
 * arena.
 */
#ifndef SAMPLAN_MODEL_MEASURE_H
#define SAMPLAN_MODEL_MEASURE_H

#include "diag/diag.h"

enum { HARDEST = 3 };

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

struct page_measures {
	bool measured; /* a profile applies: not English */
	size_t sentences;
	size_t words;
	size_t long_words; /* more than 6 letters */
	size_t longest;    /* words of the longest sentence */
	double lix;
	double mean;              /* words a sentence */
	double long_share;        /* per cent */
	double lix_without_names; /* T37 */
	double a4_pages;          /* estimated, as easy read is printed */
	size_t passive;           /* sentences with a passive verb */
	size_t findings[SEV_ERROR + 1];
	struct hard_sentence hardest[HARDEST];
	size_t hardest_count;
	struct allowed *allowed;
	size_t allowed_count;
	size_t testers; /* names in tested_by */
};

#endif
