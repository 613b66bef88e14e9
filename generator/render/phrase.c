/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/phrase.h"

#include <string.h>

struct entry {
	const char *word;
	uint32_t bits;
};

/* Sorted by bytes. */
static const struct entry words[] = {
	{ "aldrig", WORD_NOT },
	{ "all", WORD_ARTICLE },
	{ "alla", WORD_ARTICLE },
	{ "allt", WORD_ARTICLE },
	{ "alltid", WORD_NOT },
	{ "andra", WORD_ARTICLE },
	{ "angående", WORD_PREPOSITION },
	{ "annan", WORD_ARTICLE },
	{ "annat", WORD_ARTICLE },
	{ "antingen", WORD_CONJUNCTION },
	{ "april", WORD_MONTH },
	{ "att", WORD_SUBJUNCTION },
	{ "augusti", WORD_MONTH },
	{ "av", WORD_PREPOSITION },
	{ "bakom", WORD_PREPOSITION },
	{ "bara", WORD_NOT },
	{ "behöver", WORD_HELPER },
	{ "bland", WORD_PREPOSITION },
	{ "bli", WORD_HELPER },
	{ "blir", WORD_HELPER },
	{ "bort", WORD_PARTICLE },
	{ "bra", WORD_PARTICLE },
	{ "bredvid", WORD_PREPOSITION },
	{ "brukar", WORD_HELPER },
	{ "både", WORD_CONJUNCTION },
	{ "bör", WORD_HELPER },
	{ "börjar", WORD_HELPER },
	{ "de", WORD_ARTICLE | WORD_SUBJECT },
	{ "december", WORD_MONTH },
	{ "dem", WORD_OBJECT },
	{ "den", WORD_ARTICLE },
	{ "denna", WORD_ARTICLE },
	{ "deras", WORD_ARTICLE },
	{ "dess", WORD_ARTICLE },
	{ "dessa", WORD_ARTICLE },
	{ "det", WORD_ARTICLE },
	{ "detta", WORD_ARTICLE },
	{ "dig", WORD_OBJECT },
	{ "din", WORD_ARTICLE },
	{ "dina", WORD_ARTICLE },
	{ "dit", WORD_SUBJUNCTION | WORD_PARTICLE },
	{ "ditt", WORD_ARTICLE },
	{ "du", WORD_SUBJECT },
	{ "där", WORD_SUBJUNCTION },
	{ "därför", WORD_SUBJUNCTION },
	{ "då", WORD_SUBJUNCTION },
	{ "efter", WORD_PREPOSITION },
	{ "eftersom", WORD_SUBJUNCTION },
	{ "ej", WORD_NOT },
	{ "eller", WORD_CONJUNCTION },
	{ "elva", WORD_NUMBER },
	{ "en", WORD_ARTICLE },
	{ "enligt", WORD_PREPOSITION },
	{ "er", WORD_ARTICLE | WORD_OBJECT },
	{ "era", WORD_ARTICLE },
	{ "ert", WORD_ARTICLE },
	{ "ett", WORD_ARTICLE },
	{ "fast", WORD_CONJUNCTION },
	{ "fastän", WORD_SUBJUNCTION },
	{ "februari", WORD_MONTH },
	{ "fem", WORD_NUMBER },
	{ "fick", WORD_HELPER },
	{ "flera", WORD_ARTICLE },
	{ "fram", WORD_PARTICLE },
	{ "framför", WORD_PREPOSITION },
	{ "fredag", WORD_WEEKDAY },
	{ "fredagen", WORD_WEEKDAY },
	{ "från", WORD_PREPOSITION },
	{ "fyra", WORD_NUMBER },
	{ "få", WORD_HELPER },
	{ "får", WORD_HELPER },
	{ "för", WORD_CONJUNCTION | WORD_PREPOSITION },
	{ "före", WORD_PREPOSITION },
	{ "försöker", WORD_HELPER },
	{ "förutom", WORD_PREPOSITION },
	{ "genom", WORD_PREPOSITION },
	{ "ha", WORD_HELPER },
	{ "hade", WORD_HELPER },
	{ "han", WORD_SUBJECT },
	{ "hans", WORD_ARTICLE },
	{ "har", WORD_HELPER },
	{ "hela", WORD_ARTICLE },
	{ "hem", WORD_PARTICLE },
	{ "hemma", WORD_PARTICLE },
	{ "hen", WORD_SUBJECT },
	{ "henne", WORD_OBJECT },
	{ "hennes", WORD_ARTICLE },
	{ "hit", WORD_PARTICLE },
	{ "hon", WORD_SUBJECT },
	{ "honom", WORD_OBJECT },
	{ "hos", WORD_PREPOSITION },
	{ "hur", WORD_SUBJUNCTION },
	{ "i", WORD_PREPOSITION },
	{ "ifall", WORD_SUBJUNCTION },
	{ "igen", WORD_PARTICLE },
	{ "ihop", WORD_PARTICLE },
	{ "in", WORD_PARTICLE },
	{ "inga", WORD_ARTICLE },
	{ "ingen", WORD_ARTICLE },
	{ "inget", WORD_ARTICLE },
	{ "innan", WORD_SUBJUNCTION },
	{ "innanför", WORD_PREPOSITION },
	{ "inom", WORD_PREPOSITION },
	{ "inte", WORD_NOT },
	{ "iväg", WORD_PARTICLE },
	{ "jag", WORD_SUBJECT },
	{ "januari", WORD_MONTH },
	{ "juli", WORD_MONTH },
	{ "juni", WORD_MONTH },
	{ "kan", WORD_HELPER },
	{ "kapitel", WORD_CLOCK },
	{ "klockan", WORD_CLOCK },
	{ "kommer", WORD_HELPER },
	{ "kring", WORD_PREPOSITION },
	{ "kunde", WORD_HELPER },
	{ "lördag", WORD_WEEKDAY },
	{ "lördagen", WORD_WEEKDAY },
	{ "maj", WORD_MONTH },
	{ "man", WORD_SUBJECT },
	{ "mars", WORD_MONTH },
	{ "med", WORD_PREPOSITION },
	{ "medan", WORD_SUBJUNCTION },
	{ "mellan", WORD_PREPOSITION },
	{ "men", WORD_CONJUNCTION },
	{ "mer", WORD_ARTICLE },
	{ "mig", WORD_OBJECT },
	{ "min", WORD_ARTICLE },
	{ "mina", WORD_ARTICLE },
	{ "mitt", WORD_ARTICLE },
	{ "mot", WORD_PREPOSITION },
	{ "mycket", WORD_ARTICLE },
	{ "måndag", WORD_WEEKDAY },
	{ "måndagen", WORD_WEEKDAY },
	{ "många", WORD_ARTICLE },
	{ "måste", WORD_HELPER },
	{ "ned", WORD_PARTICLE },
	{ "ner", WORD_PARTICLE },
	{ "ni", WORD_SUBJECT },
	{ "nio", WORD_NUMBER },
	{ "november", WORD_MONTH },
	{ "nummer", WORD_CLOCK },
	{ "när", WORD_SUBJUNCTION },
	{ "nästa", WORD_ARTICLE },
	{ "någon", WORD_ARTICLE },
	{ "något", WORD_ARTICLE },
	{ "några", WORD_ARTICLE },
	{ "och", WORD_CONJUNCTION },
	{ "också", WORD_NOT },
	{ "oktober", WORD_MONTH },
	{ "om", WORD_SUBJUNCTION | WORD_PREPOSITION },
	{ "onsdag", WORD_WEEKDAY },
	{ "onsdagen", WORD_WEEKDAY },
	{ "oss", WORD_OBJECT },
	{ "paragraf", WORD_CLOCK },
	{ "per", WORD_PREPOSITION },
	{ "plan", WORD_CLOCK },
	{ "punkt", WORD_CLOCK },
	{ "på", WORD_PREPOSITION },
	{ "rum", WORD_CLOCK },
	{ "runt", WORD_PREPOSITION },
	{ "samma", WORD_ARTICLE },
	{ "samt", WORD_CONJUNCTION },
	{ "sedan", WORD_SUBJUNCTION | WORD_PREPOSITION },
	{ "september", WORD_MONTH },
	{ "sex", WORD_NUMBER },
	{ "sidan", WORD_CLOCK },
	{ "sig", WORD_OBJECT },
	{ "sin", WORD_ARTICLE },
	{ "sina", WORD_ARTICLE },
	{ "sitt", WORD_ARTICLE },
	{ "sju", WORD_NUMBER },
	{ "ska", WORD_HELPER },
	{ "skall", WORD_HELPER },
	{ "skulle", WORD_HELPER },
	{ "som", WORD_SUBJUNCTION },
	{ "så", WORD_CONJUNCTION },
	{ "söndag", WORD_WEEKDAY },
	{ "söndagen", WORD_WEEKDAY },
	{ "sönder", WORD_PARTICLE },
	{ "till", WORD_PREPOSITION },
	{ "tillbaka", WORD_PARTICLE },
	{ "tills", WORD_SUBJUNCTION },
	{ "tillsammans", WORD_PREPOSITION },
	{ "tio", WORD_NUMBER },
	{ "tisdag", WORD_WEEKDAY },
	{ "tisdagen", WORD_WEEKDAY },
	{ "tolv", WORD_NUMBER },
	{ "torsdag", WORD_WEEKDAY },
	{ "torsdagen", WORD_WEEKDAY },
	{ "tre", WORD_NUMBER },
	{ "trots", WORD_SUBJUNCTION },
	{ "två", WORD_NUMBER },
	{ "under", WORD_PREPOSITION },
	{ "upp", WORD_PARTICLE },
	{ "ur", WORD_PREPOSITION },
	{ "ut", WORD_PARTICLE },
	{ "utan", WORD_CONJUNCTION | WORD_PREPOSITION },
	{ "utanför", WORD_PREPOSITION },
	{ "vad", WORD_SUBJUNCTION },
	{ "var", WORD_HELPER },
	{ "vara", WORD_HELPER },
	{ "varför", WORD_SUBJUNCTION },
	{ "varje", WORD_ARTICLE },
	{ "varken", WORD_CONJUNCTION },
	{ "vars", WORD_SUBJUNCTION },
	{ "vem", WORD_SUBJUNCTION },
	{ "version", WORD_CLOCK },
	{ "vi", WORD_SUBJECT },
	{ "vid", WORD_PREPOSITION },
	{ "vilka", WORD_SUBJUNCTION | WORD_ARTICLE },
	{ "vilken", WORD_SUBJUNCTION | WORD_ARTICLE },
	{ "vilket", WORD_SUBJUNCTION | WORD_ARTICLE },
	{ "vill", WORD_HELPER },
	{ "ville", WORD_HELPER },
	{ "vår", WORD_ARTICLE },
	{ "våra", WORD_ARTICLE },
	{ "vårt", WORD_ARTICLE },
	{ "§", WORD_CLOCK },
	{ "är", WORD_HELPER },
	{ "år", WORD_CLOCK },
	{ "åt", WORD_PREPOSITION },
	{ "åtta", WORD_NUMBER },
	{ "över", WORD_PREPOSITION },
};

enum { WORD_LONGEST = 24 };

/* Lower case of ASCII and Å Ä Ö É; 0 when the word is too long for the table. */
static size_t
fold(struct str s, char out[WORD_LONGEST + 1])
{
	if (s.n > WORD_LONGEST)
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		unsigned char last = i ? (unsigned char)s.p[i - 1] : 0;

		/* U+00C0 to U+00DE are 0x20 below their small letters. */
		if (last == 0xc3 && c >= 0x80 && c <= 0x9e && c != 0x97)
			out[i] = (char)(c + 0x20);
		else
			out[i] = ascii_lower((char)c);
	}
	out[s.n] = '\0';
	return s.n;
}

static uint32_t
look_up(struct str s)
{
	char key[WORD_LONGEST + 1];

	if (!fold(s, key))
		return 0;

	size_t low = 0;
	size_t high = sizeof(words) / sizeof(words[0]);

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(words[mid].word, key);

		if (!order)
			return words[mid].bits;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return 0;
}

static bool
is_capital(struct str s)
{
	if (!s.n)
		return false;

	unsigned char c = (unsigned char)s.p[0];

	if (c == 0xc3 && s.n > 1) {
		unsigned char d = (unsigned char)s.p[1];

		return d >= 0x80 && d <= 0x9e && d != 0x97;
	}
	return c >= 'A' && c <= 'Z';
}

static bool
is_dash(struct str s)
{
	return str_is(s, "-") || str_is(s, "–") || str_is(s, "—");
}

uint32_t
phrase_class(struct str word)
{
	uint32_t bits = 0;

	if (is_dash(word))
		return WORD_COMMA;
	while (word.n && strchr("(\"'", *word.p))
		word = str_from_off(word, 1);
	if (str_starts(word, STR("”")) || str_starts(word, STR("’")))
		word = str_from_off(word, 3);
	/* A closing quote or bracket does not hide the full stop in it. */
	for (;;) {
		if (str_ends(word, STR("”")) || str_ends(word, STR("’")))
			word.n -= 3;
		else if (word.n && strchr(")\"'", word.p[word.n - 1]))
			word.n--;
		else
			break;
	}
	if (!word.n)
		return bits;

	char last = word.p[word.n - 1];

	if (strchr(".!?:", last))
		bits |= WORD_STOP;
	else if (last == ',' || last == ';')
		bits |= WORD_COMMA;
	if (bits)
		word.n--;
	if (!word.n)
		return bits;
	if (ascii_digit(*word.p) || (*word.p == '+' && word.n > 1))
		bits |= WORD_NUMBER | WORD_DIGITS;
	if (is_capital(word))
		bits |= WORD_CAPITAL;
	return bits | look_up(word);
}

/* Inside what must stay whole: dates, numbers, names. */
static int
whole(uint32_t before, uint32_t after)
{
	if (before & (WORD_STOP | WORD_COMMA))
		return 0;
	if ((before & WORD_DIGITS) && (after & WORD_DIGITS))
		return BREAK_NEVER; /* 08-000 00 22 */
	if ((before & WORD_CLOCK) && (after & WORD_DIGITS))
		return BREAK_NEVER;
	if ((before & (WORD_MONTH | WORD_ARTICLE)) && (after & WORD_DIGITS))
		return 500; /* den 3 december 2026 */
	if ((before & WORD_WEEKDAY) && (after & (WORD_DIGITS | WORD_ARTICLE)))
		return 400;
	if ((before & WORD_NUMBER) && (after & WORD_MONTH))
		return 600;
	/* A number wants its unit, not the phrase after it. */
	if ((before & WORD_NUMBER) &&
	    !(after & (WORD_PREPOSITION | WORD_CONJUNCTION | WORD_SUBJUNCTION |
			  WORD_HELPER | WORD_NOT)))
		return 300;
	if ((before & WORD_CAPITAL) && (after & WORD_CAPITAL))
		return 400;
	return 0;
}

/* What a word costs that clings to the one after it. */
static int
clinging_forward(uint32_t before, uint32_t after)
{
	uint32_t clause = after & (WORD_SUBJUNCTION | WORD_CONJUNCTION);

	if (before & (WORD_PREPOSITION | WORD_ARTICLE))
		return 220;
	if (before & (WORD_CONJUNCTION | WORD_SUBJUNCTION))
		return 240;
	/* A new clause begins behind "nu vet jag" and "jag vill". */
	if (before & WORD_SUBJECT)
		return clause ? 0 : after & WORD_PREPOSITION ? 60 : 200;
	if (before & WORD_HELPER)
		return clause ? 30 : 130;
	if (before & WORD_NOT)
		return 90;
	if ((before & WORD_PARTICLE) && (after & WORD_PREPOSITION))
		return 80; /* hem till dig */
	return 0;
}

static int
clinging_back(uint32_t after)
{
	if (after & (WORD_OBJECT | WORD_NOT))
		return 130;
	if (after & WORD_PARTICLE)
		return 80;
	return after & WORD_SUBJECT ? 50 : 0;
}

int
phrase_break(uint32_t before, uint32_t after)
{
	int keep = whole(before, after);

	if (keep)
		return keep;
	if (before & WORD_STOP)
		return BREAK_GOOD;
	if (before & WORD_COMMA)
		return 10;

	int cost = BREAK_PLAIN;

	if (after & WORD_SUBJUNCTION)
		cost = 20;
	else if (after & WORD_CONJUNCTION)
		cost = 25;
	else if (after & WORD_PREPOSITION)
		cost = 35;
	else if (after & (WORD_ARTICLE | WORD_NUMBER))
		cost = 60;
	return cost + clinging_forward(before, after) + clinging_back(after);
}
