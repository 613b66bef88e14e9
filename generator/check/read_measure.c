/* SPDX-License-Identifier: EUPL-1.2 */
/* What is counted in each sentence, and what a text says of its readers. */
#include "check/read.h"

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

static bool
any_among(const struct reading *s, const char *words)
{
	for (size_t i = 0; i < s->count; i++)
		if (item_among(s, i, words))
			return true;
	return false;
}

/* The word that says it was done: not "ska", "kan" or "vill" do. */
static size_t
claim_verb(const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		if (item_is(s, i, VERB_MODAL))
			return SIZE_MAX;
		if (item_is(s, i, WORD_CLAIM) && !item_among(s, i, "european"))
			return i;
	}
	return SIZE_MAX;
}

void
read_claim(struct reader *rd, const struct reading *s)
{
	size_t at = claim_verb(s);
	bool readers, people, text;

	if (rd->profile == PROFILE_PLAIN || rd->claim || at == SIZE_MAX ||
	    (s->any & WORD_NEGATION) || item_mark(s, s->count - 1, '?'))
		return;
	readers = any_among(s, "läsare läsarna läsaren testläsare provläsare "
			       "läsgrupp läsgruppen testpersoner testgrupp "
			       "testgruppen referensgrupp referensgruppen "
			       "testpanel provgrupp brukarråd "
			       "brukarrådet provläst provlästa "
			       "testläst testlästa");
	people = any_among(s, "personer personerna grupp gruppen deltagare "
			      "deltagarna medlemmar medlemmarna människor");
	text = any_among(s, "text texten texter texterna sida sidan sidor "
			    "sidorna webbplats webbplatsen broschyr "
			    "broschyren häfte häftet dokument dokumentet "
			    "information informationen material materialet "
			    "skrift skriften");
	/* "Läsare har …", "Texten är testad av personer med …" */
	if (!readers && !(people && (text || item_among(s, 0, "den det de"))))
		return;
	rd->claim = true;
	rd->claim_at = read_span(rd, s, at, at);
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
