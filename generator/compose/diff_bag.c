/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/diff_align.h"

#include <stdlib.h>

#include "base/utf8.h"

enum { SHORT_WORD = 3, HEAVIEST = 12, PICTURE_WEIGHT = 4 };

struct entry {
	uint32_t word;
	uint32_t weight;
};

/* Long words say more about what a text is than short ones; marks nothing. */
static uint32_t
weight_of(const struct diff_token *t)
{
	size_t off = 0;
	uint32_t cp;

	if (t->kind == DIFF_PICTURE)
		return PICTURE_WEIGHT;
	if (t->kind != DIFF_WORD || t->text.n == 0)
		return 0;
	cp = utf8_decode(t->text, &off);
	if (!utf8_is_letter(cp) && !utf8_is_digit(cp))
		return 0;
	if (t->text.n <= SHORT_WORD)
		return 1;
	return t->text.n < HEAVIEST ? (uint32_t)t->text.n : HEAVIEST;
}

static int
by_word(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return x->word < y->word ? -1 : x->word > y->word;
}

void
diff_bag_take(struct arena *a, const struct diff_unit *units, size_t count,
    struct diff_bag *out)
{
	size_t most = 0, n = 0;
	struct entry *all;

	for (size_t i = 0; i < count; i++)
		most += units[i].count;
	all = arena_array(a, struct entry, most);
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < units[i].count; j++) {
			const struct diff_token *t = &units[i].tokens[j];
			uint32_t weight = weight_of(t);

			if (weight)
				all[n++] = (struct entry){ t->word, weight };
		}
	}
	if (n)
		qsort(all, n, sizeof(*all), by_word);
	*out = (struct diff_bag){ .words = arena_array(a, uint32_t, n),
		.weights = arena_array(a, uint8_t, n),
		.count = n };
	for (size_t i = 0; i < n; i++) {
		out->words[i] = all[i].word;
		out->weights[i] = (uint8_t)all[i].weight;
		out->weight += all[i].weight;
	}
}

size_t
diff_bag_common(const struct diff_bag *a, const struct diff_bag *b)
{
	size_t i = 0, j = 0, common = 0;

	while (i < a->count && j < b->count) {
		if (a->words[i] < b->words[j]) {
			i++;
		} else if (a->words[i] > b->words[j]) {
			j++;
		} else {
			common += a->weights[i];
			i++;
			j++;
		}
	}
	return common;
}

int
diff_bag_likeness(const struct diff_bag *a, const struct diff_bag *b)
{
	size_t all = a->weight + b->weight;

	return all ? (int)(2000 * diff_bag_common(a, b) / all) : 0;
}
