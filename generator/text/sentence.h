/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where Swedish sentences end. Two definitions stand here:
 *
 * sentence_next is the careful one, for the readability checks and for layout
 * (one sentence a line). A sentence ends
 * - at a line end,
 * - at . ! ? (or a run of them, or …) with the quotes and brackets that close
 *   after it, before a space or the end of the text;
 * but not
 * - after an abbreviation (t.ex. kl. nr.); one that may stand last (osv. m.m.)
 *   ends a sentence before a capital,
 * - inside numbers, times and addresses (10.30, 3,5, example.org),
 * - after an ordinal or a list number (den 3. mars; "2. Ring oss" as a whole),
 * - after an initial (A. Ek),
 * - after a quotation or … that a lower-case word continues.
 *
 * simple_sentence_next and simple_word_next are the definition of rule R40 of
 * the plans, word for word: "A sentence ends at . ! ? before a space, and at a
 * line end; a word is a run of letters, digits and hyphens".
 *
 * Everything is borrowed from the text; nothing is allocated, nothing fails.
 */
#ifndef SAMPLAN_TEXT_SENTENCE_H
#define SAMPLAN_TEXT_SENTENCE_H

#include "base/str.h"

/*
 * Takes the next sentence off *rest, without white space around it; false at
 * the end. Pieces without any letter or digit are left out.
 */
bool sentence_next(struct str *rest, struct str *sentence);

/* The same by rule R40. */
bool simple_sentence_next(struct str *rest, struct str *sentence);
/* The next word by rule R40; false at the end. */
bool simple_word_next(struct str *rest, struct str *word);
size_t simple_word_count(struct str sentence);

/* How an abbreviation behaves before what follows. */
enum abbreviation {
	ABBR_NOT,
	ABBR_INSIDE, /* never last: t.ex. kl. dr */
	ABBR_LAST,   /* may stand last: osv. m.m. */
	ABBR_WORD    /* also a word (bil, min): short only before a digit */
};

/* Any case, with or without its last full stop: "t.ex", "Kl." */
enum abbreviation abbreviation_of(struct str word);
/* Bytes of the longest, without its full stops. */
enum { ABBR_LETTERS = 7 };
/* Whether n bytes that are small letters alone are one of any kind. */
bool abbreviation_plain(const char *word, size_t n);

#endif
