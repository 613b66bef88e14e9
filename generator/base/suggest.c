/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/suggest.h"

#include "base/utf8.h"

struct folded {
	uint32_t cp[SUGGEST_LONGEST];
	size_t n;
};

static bool
fold(struct str s, struct folded *out)
{
	struct sb text = { 0 };
	size_t off = 0;

	out->n = 0;
	if (s.n == 0 || s.n > SUGGEST_LONGEST)
		return false;
	utf8_fold_ascii(&text, s);
	while (off < text.n && out->n < SUGGEST_LONGEST)
		out->cp[out->n++] = utf8_decode(sb_view(&text), &off);
	sb_release(&text);
	return true;
}

static size_t
smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* Levenshtein: insert, remove or replace one character. */
static size_t
edits(const struct folded *a, const struct folded *b)
{
	size_t row[SUGGEST_LONGEST + 1];

	for (size_t j = 0; j <= b->n; j++)
		row[j] = j;
	for (size_t i = 1; i <= a->n; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b->n; j++) {
			size_t above = row[j];

			row[j] = smallest(above + 1, row[j - 1] + 1,
			    diagonal + (a->cp[i - 1] != b->cp[j - 1]));
			diagonal = above;
		}
	}
	return row[b->n];
}

struct suggest
suggest_for(struct str word)
{
	return (struct suggest){ word, STR_NONE, SUGGEST_EDITS + 1 };
}

void
suggest_offer(struct suggest *s, struct str candidate)
{
	struct folded word, other;
	size_t n, longest;

	if (!fold(s->word, &word) || !fold(candidate, &other))
		return;
	longest = word.n > other.n ? word.n : other.n;
	n = edits(&word, &other);
	/* "ja" for "xx": nothing is left of the word, so nothing is meant. */
	if (n >= s->edits || n >= longest)
		return;
	s->edits = n;
	s->best = candidate;
}

struct str
suggest_among(struct str word, const char *const *list, size_t count)
{
	struct suggest s = suggest_for(word);

	for (size_t i = 0; i < count; i++)
		suggest_offer(&s, str_from(list[i]));
	return s.best;
}
