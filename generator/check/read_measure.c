/* SPDX-License-Identifier: EUPL-1.2 */
/* What is counted in each sentence, and what a text says of its readers. */
#include "check/read.h"

#include <string.h>

static void
keep_hard(struct reader *rd, const struct reading *s, double lix)
{
	struct page_measures *m = rd->m;
	size_t at = m->hardest_count;
	struct span span;

	if (at < HARDEST)
		m->hardest_count++;
	else
		at--;
	while (at > 0 && m->hardest[at - 1].lix < lix) {
		m->hardest[at] = m->hardest[at - 1];
		at--;
	}
	span = read_place(rd, s->off, s->text.n);
	m->hardest[at] = (struct hard_sentence){
		.text = arena_str(rd->arena, s->text),
		.line = source_place(&rd->ds->sources, span).line,
		.words = s->words,
		.lix = lix,
	};
}

/* A capital inside a sentence: a name, as far as T37 is concerned. */
static void
measure_names(struct reader *rd, const struct reading *s)
{
	struct text_measure *m = &rd->without_names;

	m->sentences++;
	m->words += s->words - s->names;
	m->long_words += s->long_words - s->long_names;
}

void
read_measure(struct reader *rd, const struct reading *s)
{
	struct text_measure *m = &rd->measure;
	double lix;

	m->sentences++;
	m->words += s->words;
	m->long_words += s->long_words;
	if (s->words > m->longest)
		m->longest = s->words;
	measure_names(rd, s);
	if (s->words < 5)
		return;
	lix =
	    (double)s->words + 100.0 * (double)s->long_words / (double)s->words;
	if (rd->m->hardest_count < HARDEST ||
	    lix > rd->m->hardest[HARDEST - 1].lix)
		keep_hard(rd, s, lix);
}

void
read_claim(struct reader *rd, const struct reading *s)
{
	static const char words[] = "provläst provlästa testläst testlästa "
				    "testläsare läsgrupp läsgruppen "
				    "provläsare";
	static const char *const claims[] = { "testad av", "testat av",
		"testats av", "testade av", "läst av personer",
		"granskad av personer", "granskats av personer",
		"granskat texten", "testat texten", "prövat texten",
		"provat texten", "prövad av", "prövats av", "provad av",
		"lästs av personer", "har läst texten", "har testat sidan",
		"har läst sidan", "har granskat sidan", "har provat sidan",
		"har prövat sidan" };

	if (rd->profile == PROFILE_PLAIN || rd->claim)
		return;
	if (s->any & WORD_NEGATION)
		return;
	for (size_t i = 0; i < s->count; i++)
		if (item_is(s, i, WORD_CLAIM) && item_among(s, i, words)) {
			rd->claim = true;
			rd->claim_at = read_span(rd, s, i, i);
			return;
		}
	for (size_t i = 0; i < sizeof(claims) / sizeof(*claims); i++) {
		size_t at = str_find(s->text, str_from(claims[i]));

		if (at == STR_NOT_FOUND)
			continue;
		rd->claim = true;
		rd->claim_at = read_place(rd, s->off + at, strlen(claims[i]));
		return;
	}
}

void
read_credit(struct reader *rd)
{
	struct str text = rd->text;

	if (str_find(
		text, STR("European Easy-to-Read Logo: Inclusion Europe")) !=
		STR_NOT_FOUND &&
	    str_find(text, STR("easy-to-read")) != STR_NOT_FOUND &&
	    str_find(text, STR("More information at")) != STR_NOT_FOUND)
		rd->credit = true;
}
