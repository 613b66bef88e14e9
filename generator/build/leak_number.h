/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Telephone numbers in a text: groups of digits that stand close to each other,
 * and which of them somebody could dial. Pages are read with every number that
 * groups can make; a value of a plan with those that are meant, so that the
 * beginning of a number is not guarded as one.
 */
#ifndef SAMPLAN_BUILD_LEAK_NUMBER_H
#define SAMPLAN_BUILD_LEAK_NUMBER_H

#include "build/leak_words.h"

enum { LEAK_GROUPS = 32 };

struct leak_group {
	size_t from;
	size_t to;
	bool plus;  /* + stands before it */
	bool apart; /* what is between it and the one before parts things */
	bool open;  /* a slash or a bracket is: it may part them */
};

struct leak_groups {
	struct leak_group items[LEAK_GROUPS];
	size_t count;
};

/* phone as of leak_phone; off is where it begins. */
typedef void leak_number_fn(void *arg, uint64_t phone, size_t off);

/* The word, of digits, as a group; false: it does not go on with those in g. */
bool leak_group_read(const struct leak_groups *g, struct str text,
    const struct leak_word *w, struct leak_group *out);
/* It begins anew, or goes on; g has room. */
void leak_groups_add(struct leak_groups *g, const struct leak_group *group);
/* Digits of a group behind n others; the new n, or 0 when they are too many. */
size_t leak_group_digits(
    const struct leak_group *g, struct str text, char *digits, size_t n);

/* The numbers of a value that is a telephone number, or several. */
void leak_numbers(struct str value, leak_number_fn *fn, void *arg);
/* Those in any text that can be nothing else. */
void leak_numbers_sure(struct str text, leak_number_fn *fn, void *arg);

#endif
