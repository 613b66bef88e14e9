/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/diff_index.h"

/* The next different word of a bag after place i. */
static size_t
next_word(const struct diff_bag *b, size_t i)
{
	uint32_t word = b->words[i];

	while (i < b->count && b->words[i] == word)
		i++;
	return i;
}

static void
count_words(struct diff_index *ix)
{
	for (size_t m = 0; m < ix->count; m++) {
		const struct diff_bag *b = &ix->bags[ix->members[m]];

		for (size_t i = 0; i < b->count; i = next_word(b, i))
			ix->often[b->words[i]]++;
	}
}

/* Words that many members have would only cost time. */
static void
post_words(struct diff_index *ix, struct arena *a)
{
	uint32_t total = 0;
	uint32_t *at = arena_array(a, uint32_t, ix->words);

	for (uint32_t w = 0; w < ix->words; w++) {
		ix->first[w] = at[w] = total;
		if (ix->often[w] <= DIFF_RARE)
			total += ix->often[w];
	}
	ix->posts = arena_array(a, uint32_t, total);
	for (size_t m = 0; m < ix->count; m++) {
		const struct diff_bag *b = &ix->bags[ix->members[m]];

		for (size_t i = 0; i < b->count; i = next_word(b, i))
			if (ix->often[b->words[i]] <= DIFF_RARE)
				ix->posts[at[b->words[i]]++] = (uint32_t)m;
	}
}

void
diff_index_make(struct diff_index *ix, struct arena *a,
    const struct diff_bag *bags, const size_t *members, size_t count)
{
	*ix = (struct diff_index){
		.bags = bags, .members = members, .count = count
	};
	if (count <= DIFF_FEW)
		return;
	for (size_t m = 0; m < count; m++) {
		const struct diff_bag *b = &bags[members[m]];

		if (b->count && b->words[b->count - 1] >= ix->words)
			ix->words = b->words[b->count - 1] + 1;
	}
	ix->often = arena_array(a, uint32_t, ix->words);
	ix->first = arena_array(a, uint32_t, ix->words);
	ix->votes = arena_array(a, uint32_t, count);
	ix->touched = arena_array(a, uint32_t, count);
	count_words(ix);
	post_words(ix, a);
}

static size_t
vote(struct diff_index *ix, const struct diff_bag *bag)
{
	size_t touched = 0;

	for (size_t i = 0; i < bag->count; i = next_word(bag, i)) {
		uint32_t w = bag->words[i];

		if (w >= ix->words || ix->often[w] > DIFF_RARE)
			continue;
		for (uint32_t p = 0; p < ix->often[w]; p++) {
			uint32_t m = ix->posts[ix->first[w] + p];

			if (ix->votes[m] == 0)
				ix->touched[touched++] = m;
			ix->votes[m] += bag->weights[i];
		}
	}
	return touched;
}

size_t
diff_index_likely(
    struct diff_index *ix, const struct diff_bag *bag, size_t out[DIFF_LIKELY])
{
	size_t touched, n = 0;

	if (ix->count <= DIFF_FEW) {
		for (; n < ix->count; n++)
			out[n] = ix->members[n];
		return n;
	}
	touched = vote(ix, bag);
	for (; n < DIFF_BEST; n++) {
		uint32_t best = 0;
		size_t which = DIFF_NONE;

		for (size_t i = 0; i < touched; i++) {
			uint32_t m = ix->touched[i];

			if (ix->votes[m] > best) {
				best = ix->votes[m];
				which = m;
			}
		}
		if (which == DIFF_NONE)
			break;
		out[n] = ix->members[which];
		ix->votes[which] = 0;
	}
	for (size_t i = 0; i < touched; i++)
		ix->votes[ix->touched[i]] = 0;
	return n;
}
