/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The abbreviations that Swedish text is full of. Inner full stops are left
 * out of the lists, so that "t.ex", "tex" and "t.ex." are one entry.
 */
#include "text/sentence.h"

#include <string.h>

enum { ABBR_MOST = 16 };

/*
 * By first letter: the abbreviation and its kind, as in enum abbreviation,
 * each between two spaces.
 */
static const struct letter {
	const char *list;
	unsigned lengths; /* bits: so many bytes some have */
} by_letter[128] = {
	['a'] = { " ab2 adr1 allm1 ang1 anm1 ansv1 anv1 apr2 art3 aug2 avd1 "
		  "avs1 ",
	    0x1C },
	['b'] = { " bil3 bitr1 bl1 bla1 bost1 ", 0x1C },
	['c'] = { " c:a1 ca1 civ1 cm2 ", 0xC },
	['d'] = { " dec2 dipl1 dr1 dvs1 dåv1 ", 0x1C },
	['e'] = { " el3 ed2 edyl2 eftm2 egtl1 ekon1 ekr2 em2 enl1 etc2 ev1 ex3 "
		  "exkl1 ",
	    0x1C },
	['f'] = { " fastst1 fax1 fd1 feb2 ff2 fig1 fil1 fkr2 fm2 fn1 forts2 "
		  "fr3 fre3 frk1 from1 fvb2 förf1 förk1 förm2 ",
	    0x7C },
	['g'] = { " gbg2 gen3 ggr1 gm1 grp1 ", 0xC },
	['h'] = { " hosp1 hr1 ", 0x14 },
	['i'] = { " iaf1 ibid2 ing1 ink3 inkl1 iom1 isf1 ", 0x18 },
	['j'] = { " jan2 jfr1 jr2 jul3 jun3 ", 0xC },
	['k'] = { " kap1 kg2 kl1 km2 kont1 kr2 kungl1 ", 0x3C },
	['l'] = { " leg1 lic1 lör2 ", 0x18 },
	['m'] = { " maa1 mao1 map1 mar3 max3 mfl2 mha1 min3 mkr2 mm2 mob3 "
		  "mom3 mvh2 mån2 ",
	    0x1C },
	['n'] = { " ngn1 ngt1 nov2 nr1 nuv1 näml1 ", 0x2C },
	['o'] = { " obs1 od2 okt2 omkr1 ons3 ordf1 osv2 ", 0x1C },
	['p'] = { " p3 pga1 plur1 proc1 prof1 ", 0x1A },
	['r'] = { " red3 rel3 resp1 ", 0x18 },
	['s'] = { " sv1 s1 s:t1 s:ta1 sek2 sekr1 sep2 sept2 sid1 sing1 sk3 skt2 "
		  "soc1 spec1 sr2 ssk1 st2 sthlm2 str3 svt1 särsk1 sön2 ",
	    0x7E },
	['t'] = { " tab3 tekn1 tel1 tex1 tf1 tfn1 tillf1 tillg1 tillk2 tim2 "
		  "tis2 tkr2 tom3 tors2 tr2 ",
	    0x3C },
	['u'] = { " und1 utg1 ", 0x8 },
	['v'] = { " vanl1 vol1 vs3 ", 0x1C },
	/* å ä ö */
	[1] = { " övers1 övr1 ", 0x50 },
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

enum abbreviation
abbreviation_of(struct str word)
{
	char key[ABBR_MOST + 2];
	size_t n;
	const struct letter *letter;
	const char *found;
	enum abbreviation kind;
	bool dotted;

	if (word.n == 0 || word.n > ABBR_MOST)
		return ABBR_NOT;
	dotted = memchr(word.p, '.', word.n - 1) != NULL;
	/* The longest of the lists have six letters. */
	if (!dotted && word.n > 8)
		return ABBR_NOT;
	n = without_stops(word, key + 1);
	if (n == 0)
		return ABBR_NOT;
	letter = &by_letter[(unsigned char)key[1] < 0x80 ? key[1] : 1];
	key[0] = ' ';
	found = letter->lengths >> n & 1
		    ? memmem(letter->list, strlen(letter->list), key, n + 1)
		    : NULL;
	if (found && found[n + 2] != ' ')
		found = NULL;
	if (found == NULL)
		return dotted ? ABBR_LAST : ABBR_NOT;
	kind = (enum abbreviation)(found[n + 1] - '0');
	return dotted && kind == ABBR_WORD ? ABBR_INSIDE : kind;
}
