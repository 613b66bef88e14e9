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

/* Common parts of compounds, by first letter. */
static const char *const parts[128] = {
	['a'] = "and anhörig ansvar arbet arbete arbets "
		"apotek affär ",
	['b'] = "barn behov besök bil bistånd blankett boende bostad "
		"bostads brev brukar "
		"bank bio bord boll buss bröd bad båt butik ",
	['c'] = "central chef "
		"cykel ",
	['d'] = "dag dags data del domstol dygn "
		"dator dusch dörr ",
	['e'] = "ekonomi enhet ",
	['f'] = "familj familje folk fond form fri fråga frågor förening "
		"försäkring förälder föräldra "
		"fler fest fika film fotboll fritid frukost frukt ",
	['g'] = "god grund grupp gård ",
	['h'] = "hand handläggar handläggare hantering hem hjälp "
		"hjälpmedel hus hushåll hälso hög "
		"hall hamn hiss hörsel ",
	['i'] = "individ information insam insats "
		"idrott ",
	['j'] = "jobb journal ",
	['k'] = "kommun kontakt kontor kort kost kostnad kurs kvalitet "
		"kväll "
		"klocka kläd kyrk kyrko kök konto kafé ",
	['l'] = "lag land ledning lista liv lokal läkar läkare läns "
		"lunch lås lift ",
	['m'] = "man mat medel medicin miljö morgon myndighet möte möten "
		"möter "
		"maskin middag minne mjölk mobil musik ",
	['n'] = "natt nämnd nät "
		"nyckel ",
	['o'] = "område omsorg ord ",
	['p'] = "par patient pension person personal plan plats polis "
		"post process program projekt psykiatri psykolog "
		"park ",
	['r'] = "rapport region resa rum rätt råd röst "
		"recept räkning rull ramp rulle ",
	['s'] =
	    "samhäll samhälle samtal semester service sida sjuk "
	    "sjukhus sjukvård skol skola skydd social sommar språk "
	    "stad stat stund ställe stöd system syster sökande "
	    "sko skog skylt stall station stol stols strand städ stug syn säng skåp ",
	['t'] = "tand team text tid tids tjänst tolk transport träning "
		"tablett tal taxi teater telefon trapp tvätt tåg ",
	['u'] = "ung uppgift utbildning utredning ",
	['v'] = "vecka veckor verk verksamhet vinter vuxen väg vän våg "
		"vård "
		"vakt vatten ",
	['y'] = "yrke ",
	/* å ä ö */
	[1] = "äldre ålder år års övning ",
};

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
	unsigned char first = n ? (unsigned char)p[0] : 0;
	const char *list = n < 2 ? NULL : parts[first < 0x80 ? first : 1];
	size_t best = 0;

	if (depth == PARTS_DEEPEST || list == NULL)
		return 0;
	while (*list) {
		size_t head = 0, tail;

		while (head < n && list[head] == p[head])
			head++;
		if (list[head] == ' ') {
			tail = cut(p + head, n - head, depth + 1);
			if (tail == 0 && n > head && p[head] == 's')
				tail =
				    cut(p + head + 1, n - head - 1, depth + 1);
			if (tail && tail + 1 > best)
				best = tail + 1;
			if (best == 0 && is_ending(p + head, n - head))
				best = 1;
		}
		list += head;
		while (*list && *list++ != ' ')
			;
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
