/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Finds words of the glossary in running text: whole words, any case, every
 * form of a term, the longest first, only the first use on a page. Headings,
 * links, code and pictures are left alone. The time is linear in the text
 * whatever the number of terms. Const after term_matcher_new.
 */
#ifndef SAMPLAN_COMPOSE_TERMS_H
#define SAMPLAN_COMPOSE_TERMS_H

#include "model/value.h"

struct term_matcher;

struct term_uses {
	struct term_use *items;
	size_t count;
	size_t cap;
};

/* The terms are borrowed. */
struct term_matcher *
term_matcher_new(struct arena *a, const struct term *terms, size_t count);
/* Sorted by place. except (may be empty) is the id of the page: a term whose
 * own page this is needs no explanation there. */
struct term_uses term_matcher_find(const struct term_matcher *m,
    struct arena *a, const struct node *doc, struct str except);

#endif
