/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Words that were measured already: the documents of a run are written with
 * few. Holds a fixed number of them, the latest of each place. Only words that
 * a face draws as they stand are kept; what has to be refused or cleaned is
 * looked at each time.
 */
#ifndef SAMPLAN_RENDER_WORD_STORE_H
#define SAMPLAN_RENDER_WORD_STORE_H

#include "base/arena.h"
#include "model/font.h"

enum { WORD_KEPT_BYTES = 30, WORDS_KEPT = 2048 };

struct word_facts {
	char text[WORD_KEPT_BYTES];
	uint8_t length; /* 0: nothing here */
	uint8_t characters;
	int32_t advance[FACE_COUNT]; /* in thousandths; -1: not measured */
	uint32_t bits;               /* phrase.h */
};

struct word_store {
	struct word_facts items[WORDS_KEPT];
};

/*
 * The place of a word, with advance -1 where it is to be measured; NULL when
 * the word is too long to be kept. Valid until the next call.
 */
struct word_facts *word_find(struct word_store *w, struct str text);

#endif
