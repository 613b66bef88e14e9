/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Words of Swedish text, and the measures that are made of them.
 *
 * What is one word:
 * - a run of letters and digits; é, ü and all other letters count as letters,
 * - with a hyphen, an apostrophe or a colon inside: e-post, LSS:s, Annika's,
 * - with a hyphen at its end when it waits for its other half: hälso-,
 * - an abbreviation with its inner full stops: t.ex (its last one is outside),
 * - a number as it is written: 3,5  10.30  30/11  9–11  10 000  1993:387,
 *   08-000 00 12,
 * - a web or e-mail address as a whole.
 *
 * Letters of a word are its letters only (not digits, not hyphens); a word is
 * long when it has more than six. LIX is words / sentences + 100 · long words
 * / words (Björnsson 1968), where numbers are words and never long, addresses
 * are words and never long.
 */
#ifndef SAMPLAN_TEXT_WORDS_H
#define SAMPLAN_TEXT_WORDS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum { LONG_WORD = 7, WORD_LONGEST = 96 };

enum token_kind {
	TOKEN_WORD,
	TOKEN_NUMBER,  /* begins with a digit */
	TOKEN_ADDRESS, /* name@example.org, https://example.org */
	TOKEN_MARK     /* one character that is neither space nor word */
};

enum token_shape {
	SHAPE_CAPITAL = 1,     /* begins with a capital */
	SHAPE_CAPITALS = 2,    /* all letters are capitals, two or more */
	SHAPE_MIXED = 4,       /* two or more capitals among small letters */
	SHAPE_HYPHEN = 8,      /* has one inside */
	SHAPE_HYPHEN_END = 16, /* hälso- */
	SHAPE_DIGIT = 32,      /* a word with a digit in it */
	SHAPE_DOT_INSIDE = 64, /* t.ex */
	SHAPE_DOT_AFTER = 128, /* a full stop follows */
	SHAPE_SPACE_BEFORE = 256,
	SHAPE_FIRST = 512 /* the first word of the piece */
};

struct token {
	uint64_t hash; /* word_hash of the folded word; marks: 0 */
	uint32_t off;  /* in the text that was given */
	uint16_t len;
	uint16_t letters;
	uint16_t shape;
	uint8_t kind;
	char mark; /* the byte of an ASCII mark, '-' for any dash, or 0 */
};

struct tokens {
	struct token *items;
	size_t count;
	size_t cap;
};

/*
 * The next token at or after *off, which moves behind it; false at the end.
 * No allocation.
 */
bool token_next(struct str text, size_t *off, struct token *out);
/* Appends all tokens of text; the array grows in the arena. */
void tokens_add(struct arena *a, struct tokens *out, struct str text);

/* Takes the next word (not a mark) off *rest; false at the end. */
bool word_next(struct str *rest, struct str *word);
/*
 * The word in lower case (å ä ö kept) into out, without a terminator; gives its
 * length. Words above WORD_LONGEST bytes are cut.
 */
size_t word_fold(struct str word, char out[WORD_LONGEST]);
/* Hash of a word that is folded already; never 0. */
uint64_t word_hash(struct str folded);
/* Letters of the word, hyphens and digits left out. */
size_t word_letters(struct str word);
/*
 * Parts of a compound, as far as they can be seen: hyphens, and a list of
 * common first and last parts; 1 for a plain word.
 */
size_t word_parts(struct str folded);

/* Sums over any number of sentences. */
struct text_measure {
	size_t sentences;
	size_t words;
	size_t long_words;
	size_t letters;
	size_t longest; /* words of the longest sentence */
};

/* Adds a sentence; one without words changes nothing. */
void measure_sentence(struct text_measure *m, struct str sentence);
/* Splits the text with sentence_next and adds each. */
void measure_text(struct text_measure *m, struct str text);
/* 0 where there is nothing to measure. */
double measure_lix(const struct text_measure *m);
double measure_mean(const struct text_measure *m);       /* words a sentence */
double measure_long_share(const struct text_measure *m); /* per cent */

#endif
