/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pages for tests of the readability checks: a Markdown text becomes a page of
 * a small site with a word table and glossary of its own.
 */
#ifndef SAMPLAN_TESTS_AID_TEXT_H
#define SAMPLAN_TESTS_AID_TEXT_H

#include "base/sb.h"
#include "check/readability.h"

struct aid {
	struct arena arena; /* as long as the site */
	struct arena pages; /* of one page */
	struct diags ds;
	struct site site;
	const struct readability *readability;
	uint32_t first; /* source of pages */
};

void aid_open(struct aid *aid);
void aid_close(struct aid *aid);
/* A page of that text, with the title "Sidan". The text is copied. */
struct page *aid_page(struct aid *aid, enum variant variant, struct str text);
/* Checks it and forgets the findings of the page before. */
struct page_measures *aid_check_page(struct aid *aid, struct page *page);
/* Codes of the findings as "T01 T13", sorted, without doubles. */
void aid_codes(const struct aid *aid, struct sb *out);
bool aid_found(const struct aid *aid, const char *code);
/* A file of tests/, from any folder below the root; exits when missing. */
struct str aid_file(struct arena *a, const char *path);

#endif
