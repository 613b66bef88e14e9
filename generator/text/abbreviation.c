/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The abbreviations that Swedish text is full of. Inner full stops are left
 * out of the lists, so that "t.ex", "tex" and "t.ex." are one entry.
 */
#include "text/sentence.h"

#include <string.h>

enum { ABBR_MOST = 16 };

/*
 * By first letter: the kind, as in enum abbreviation, and the abbreviation,
 * which is compared as a whole with the zeros behind it.
 */
enum { FORM_MOST = ABBR_LETTERS };
typedef char form[FORM_MOST + 1];

#define FORMS(...)                                                       \
	{                                                                \
		(const form[]){ __VA_ARGS__ },                           \
		    sizeof((const form[]){ __VA_ARGS__ }) / sizeof(form) \
	}

static const struct letter {
	const form *forms;
	size_t count;
} by_letter[128] = {
	['a'] = FORMS("2ab", "1adr", "1allm", "1ang", "1anm", "1ansv", "1anv",
	    "3alt", "2apr", "3art", "2aug", "1avd", "1avs"),
	['b'] = FORMS("3bd", "1betr", "3bil", "1bitr", "1bl", "1bla", "1bost"),
	['c'] = FORMS("1c:a", "1ca", "1civ", "2cm"),
	['d'] = FORMS("2dec", "3dir", "1dipl", "2dl", "1dnr", "1dok", "1dr",
	    "1dvs", "1dåv"),
	['e'] = FORMS("3el", "2ed", "2edyl", "2eftm", "1egtl", "1ekon", "2ekr",
	    "2em", "1enl", "2etc", "1ev", "3ex", "1exkl", "3exp"),
	['f'] = FORMS("1fastst", "1fax", "1fd", "2feb", "2ff", "1fig", "1fil",
	    "2fkr", "2fm", "1fn", "2forts", "3fr", "3fre", "1frk", "1from",
	    "2fvb", "1förf", "1förk", "2förm", "1förs"),
	['g'] = FORMS("2gbg", "3gen", "1ggr", "1gm", "2gr", "1grp", "1gymn"),
	['h'] = FORMS("2hg", "1handl", "1hosp", "1hr"),
	['i'] = FORMS("1iaf", "2ibid", "1ing", "3ink", "1inkl", "1inst", "2inv",
	    "1iom", "1isf"),
	['j'] = FORMS("2jan", "1jfr", "2jr", "3jul", "3jun"),
	['k'] = FORMS("1kap", "2kg", "1kl", "2km", "1kont", "2kr", "1kungl",
	    "1kand", "2kvm", "2kwh"),
	['l'] = FORMS("1leg", "1lekt", "1lic", "1litt", "2lör"),
	['m'] = FORMS("1maa", "3mag", "1mao", "1map", "3mar", "3max", "2mfl",
	    "1mha", "3min", "2mdr", "1mr", "1mrs", "2mg", "2milj", "2mkr",
	    "2ml", "2mm", "1motsv", "2msk", "3mob", "3mom", "2mvh", "2mån"),
	['n'] = FORMS("1ngn", "1ngt", "2nov", "1nr", "1nuv", "1näml"),
	['o'] = FORMS("1obs", "2od", "2okt", "1omkr", "3ons", "1ordf", "1ordn",
	    "1org", "1orig", "2osv"),
	['p'] = FORMS("3p", "2pers", "1pga", "1plur", "1prel", "1proc", "1prof",
	    "1prop", "1publ"),
	['r'] = FORMS("3red", "1ref", "1reg", "3rel", "1resp", "1rev"),
	['s'] = FORMS("1sv", "1s", "1s:t", "1s:ta", "2sek", "1sekr", "2sep",
	    "2sept", "1sid", "1sing", "3sk", "1skr", "2skt", "1soc", "1spec",
	    "2sr", "1ssk", "2st", "2sthlm", "3str", "1stud", "1svt", "1särsk",
	    "2sön"),
	['t'] = FORMS("3tab", "2tabl", "1tekn", "1tel", "1tex", "1tf", "1tfn",
	    "1tillf", "1tillg", "2tillk", "2tim", "2tis", "2tkr", "3tom",
	    "2tors", "3tot", "2tr", "2tsk"),
	['u'] = FORMS("1und", "3ung", "1uppl", "1utg"),
	['v'] = FORMS("1vanl", "2vard", "1vol", "3vs"),
	/* å ä ö */
	[1] = FORMS("1övers", "1övr"),
};

static size_t
without_stops(struct str word, char out[ABBR_MOST])
{
	size_t n = 0;

	for (size_t i = 0; i < word.n; i++) {
		unsigned char c = (unsigned char)word.p[i];

		if (c == '.')
			continue;
		if (n + 2 >= ABBR_MOST)
			return 0;
		/* Å Ä Ö are C3 85, 84, 96; small ones are 0x20 above. */
		if (n && (unsigned char)out[n - 1] == 0xC3 && c >= 0x80 &&
		    c <= 0x9E)
			c = (unsigned char)(c + 0x20);
		out[n++] = ascii_lower((char)c);
	}
	return n;
}

/* FN and AB in capitals are names; "OBS" and "Kl" are short forms. */
static bool
is_name_of_letters(struct str word)
{
	if (word.n < 2 || str_is(word, "OBS"))
		return false;
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] < 'A' || word.p[i] > 'Z')
			return false;
	return true;
}

/* The form of a key with zeros behind it, or NULL. */
static inline const char *
find_form(const char key[FORM_MOST])
{
	const struct letter *letter =
	    &by_letter[(unsigned char)key[0] < 0x80 ? key[0] : 1];

	for (size_t i = 0; i < letter->count; i++)
		if (memcmp(letter->forms[i] + 1, key, FORM_MOST) == 0)
			return letter->forms[i];
	return NULL;
}

bool
abbreviation_plain(const char *word, size_t n)
{
	char key[FORM_MOST] = { 0 };

	if (n > FORM_MOST)
		return false;
	for (size_t i = 0; i < n; i++)
		key[i] = word[i];
	return find_form(key) != NULL;
}

enum abbreviation
abbreviation_of(struct str word)
{
	char key[ABBR_MOST] = { 0 };
	size_t n;
	const char *stop, *f;
	bool dotted;

	if (word.n == 0 || word.n > ABBR_MOST || is_name_of_letters(word))
		return ABBR_NOT;
	stop = memchr(word.p, '.', word.n);
	dotted = stop && stop + 1 < word.p + word.n;
	/* Most words are too long. */
	if (stop == NULL && word.n > FORM_MOST)
		return ABBR_NOT;
	n = without_stops(word, key);
	if (n == 0)
		return ABBR_NOT;
	f = n <= FORM_MOST ? find_form(key) : NULL;
	if (f)
		return dotted && f[0] - '0' == ABBR_WORD
			   ? ABBR_INSIDE
			   : (enum abbreviation)(f[0] - '0');
	return dotted ? ABBR_LAST : ABBR_NOT;
}
