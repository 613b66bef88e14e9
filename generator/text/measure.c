/* SPDX-License-Identifier: EUPL-1.2 */
/* Sums of a text, and the parts of compounds. */
#include "text/words.h"

#include <string.h>

#include "text/sentence.h"

void
measure_sentence(struct text_measure *m, struct str sentence)
{
	struct token token;
	size_t off = 0, words = 0;

	while (token_next(sentence, &off, &token)) {
		if (token.kind == TOKEN_MARK)
			continue;
		words++;
		m->letters += token.letters;
		m->long_words += token.letters >= LONG_WORD;
	}
	if (words == 0)
		return;
	m->words += words;
	m->sentences++;
	if (words > m->longest)
		m->longest = words;
}

void
measure_text(struct text_measure *m, struct str text)
{
	struct str sentence;

	while (sentence_next(&text, &sentence))
		measure_sentence(m, sentence);
}

double
measure_mean(const struct text_measure *m)
{
	return m->sentences ? (double)m->words / (double)m->sentences : 0;
}

double
measure_long_share(const struct text_measure *m)
{
	return m->words ? 100.0 * (double)m->long_words / (double)m->words : 0;
}

double
measure_lix(const struct text_measure *m)
{
	return measure_mean(m) + measure_long_share(m);
}

/* Common parts of compounds, each between two spaces. */
static const char parts[] =
    " and ansvar arbet arbete anhörig barn behov besök bil bistånd blankett "
    "boende bostad brev brukar central chef dag data del domstol dygn ekonomi "
    "enhet familj folk fond form fri frågor fråga föräldra förälder förening "
    "grupp god grund gård hand handläggar handläggare hand hem hjälp "
    "hjälpmedel hus hushåll hälso hög individ information insats insam jobb "
    "journal kommun kontakt kontor kort kost kostnad kurs kvalitet kväll lag "
    "land ledning lista liv lokal läkar läkare läns man mat medel medicin "
    "miljö morgon myndighet möte möten möter natt nämnd nät omsorg område "
    "område ord par patient pension person personal plan plats plan polis "
    "post process program projekt psykiatri psykolog rapport region resa rätt "
    "rum råd röst samtal samhäll samhälle semester service sida sjuk "
    "sjukhus sjukvård skola skol skydd social sommar språk stad stat stöd "
    "stund syster system ställe tand team text tid tids tjänst tolk "
    "transport träning ung utbildning utredning uppgift vecka veckor verk "
    "verksamhet vinter våg vård vuxen vän väg yrke år års ålder "
    "äldre övning arbets bostads dags familje försäkring sökande hantering ";

static bool
is_part(const char *p, size_t n)
{
	char key[24];

	if (n < 2 || n + 2 > sizeof(key))
		return false;
	key[0] = ' ';
	memcpy(key + 1, p, n);
	key[n + 1] = ' ';
	return memmem(parts, sizeof(parts) - 1, key, n + 2) != NULL;
}

/* The ending of a noun, or nothing. */
static bool
is_ending(const char *p, size_t n)
{
	static const char endings[] =
	    "  s en ens et ets er ers erna ernas ar ars arna arnas n ns na nas "
	    "a t ts or orna e ";
	char key[8];

	if (n == 0)
		return true;
	if (n + 2 > sizeof(key))
		return false;
	key[0] = ' ';
	memcpy(key + 1, p, n);
	key[n + 1] = ' ';
	return memmem(endings, sizeof(endings) - 1, key, n + 2) != NULL;
}

enum { PARTS_DEEPEST = 6 };

/* The most parts that p can be cut into, or 0 when some of it is unknown. */
static size_t
cut(const char *p, size_t n, size_t depth)
{
	size_t best = 0;

	if (depth == PARTS_DEEPEST)
		return 0;
	for (size_t head = n; head >= 2; head--) {
		size_t tail;

		if (!is_part(p, head))
			continue;
		if (is_ending(p + head, n - head) && best < 1)
			best = 1;
		tail = cut(p + head, n - head, depth + 1);
		if (tail == 0 && n > head && p[head] == 's')
			tail = cut(p + head + 1, n - head - 1, depth + 1);
		if (tail && tail + 1 > best)
			best = tail + 1;
	}
	return best;
}

size_t
word_parts(struct str folded)
{
	struct str part;
	size_t count = 0;

	while (str_next_part(&folded, '-', &part)) {
		size_t n = part.n <= 40 ? cut(part.p, part.n, 0) : 1;

		count += part.n == 0 ? 0 : n ? n : 1;
	}
	return count;
}
