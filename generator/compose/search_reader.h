/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The words of a page for the search index, stemmed and weighed: what
 * search_read_page (compose/site.h) gives, and site_search.c makes parts of.
 * The reader lies in its arena; search_reader_end gives back the stemmer.
 */
#ifndef SAMPLAN_COMPOSE_SEARCH_READER_H
#define SAMPLAN_COMPOSE_SEARCH_READER_H

#include <stdint.h>

#include "base/sb.h"

struct search_reader;

/*
 * How one stem of a page is packed; its bytes follow. Those of all pages are in
 * memory at once. A weight over what a byte holds is the greatest long before.
 */
struct packed_stem {
	uint8_t marked;
	uint8_t body;
	uint8_t length;
};

/* Words that say nothing, folded, with spaces between them. */
const char *search_stop_words(void);
/* Appends the packed stems of a title. */
void
search_read_title(struct search_reader *x, struct str title, struct sb *out);

#endif
