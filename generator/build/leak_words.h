/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text as the leak guard compares it: words folded and hashed, runs of words
 * as one number, telephone numbers and addresses in one form whatever way they
 * are written. What a browser does not show inside a word (soft hyphens, zero
 * width) does not count.
 */
#ifndef SAMPLAN_BUILD_LEAK_WORDS_H
#define SAMPLAN_BUILD_LEAK_WORDS_H

#include <stdint.h>

#include "base/str.h"

enum {
	LEAK_RUN = 5,     /* words of somebody's own that may not be repeated */
	LEAK_LONGEST = 8, /* words of a name that are compared */
	LEAK_DIGITS = 15, /* of a telephone number */
	LEAK_WINDOW = 16  /* words remembered; a power of two */
};

/* What stands between a word and the one before. */
enum leak_join {
	LEAK_APART,
	LEAK_CLOSE, /* a hyphen of any kind */
	LEAK_SPACED /* spaces, hyphens, a slash or a dot */
};

struct leak_word {
	uint64_t hash;
	uint64_t base; /* of the word without an s at its end; 0: has none */
	size_t off;
	size_t end;
	bool capital; /* begins with one */
	enum leak_join join;
	bool digits; /* nothing but ASCII digits, and underscores */
};

/* Nothing is seen of these between two letters. */
bool leak_unseen(uint32_t cp);
/* A letter, a digit, or an underscore. */
bool leak_in_word(uint32_t cp);
/* The next word at or after *off, which moves behind it. */
bool leak_word_next(struct str text, size_t *off, struct leak_word *out);

/* The last words of a text, so that runs of them have a number. */
struct leak_window {
	uint64_t sums[LEAK_WINDOW];
	uint64_t words[LEAK_WINDOW];
	size_t count;
};

void leak_window_add(struct leak_window *w, uint64_t hash);
/* The number of the last n words (n <= count, at most LEAK_LONGEST). */
uint64_t leak_window_run(const struct leak_window *w, size_t n);
/* The same as if the last word were another one. */
uint64_t
leak_window_run_with(const struct leak_window *w, size_t n, uint64_t last);

/*
 * Digits of a telephone number as it is dialled inside the country, without
 * its first 0: +46 8 000 00 11, 0046-8-0000011 and 08-000 00 11 are the same.
 * 0 when there are too few to be somebody's. international: +46 or 0046 stood
 * in front.
 */
uint64_t leak_phone(struct str digits, bool international);
/* The digits of a text, at most 20. */
struct str leak_digits(struct str text, char out[20]);
/*
 * The next e-mail address at or after *at, which moves behind it: letters,
 * digits and . _ - + around a sign @. *off is where it begins.
 */
bool leak_address_next(
    struct str text, size_t *at, struct str *address, size_t *off);
/* Of an address, in any case. */
uint64_t leak_address(struct str text);

#endif
