/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The abbreviations that Swedish text is full of. Inner full stops are left
 * out of the lists, so that "t.ex", "tex" and "t.ex." are one entry.
 */
#include "text/sentence.h"

#include <string.h>

enum { ABBR_MOST = 16 };

struct abbr_list {
	enum abbreviation kind;
	const char *words; /* each between two spaces */
};

static const struct abbr_list lists[] = {
	{ ABBR_INSIDE,
	    " tex bla pga from fn map ev ca c:a kl nr s kap resp avs enl jfr "
	    "ang "
	    "inkl exkl dvs bl gm mha ngt ngn obs dr prof fil leg tf "
	    "s:t s:ta skt sthlm gbg tel tfn fax avd adr anm fig vol utg övers "
	    "proc "
	    "civ dipl ing tekn lic ordf sekr ggr sid bitr egtl förf iaf "
	    "iom isf maa mao näml omkr plur sing svt särsk und vanl övr hosp "
	    "bost "
	    "fastst allm kungl spec tillf ansv kont anv ssk "
	    "förk grp nuv dåv tillg soc ekon hr frk fd " },
	{ ABBR_LAST, " osv mm mfl etc od ed edyl st kr fkr ekr forts sek tim "
		     "mån ff ab jr sr "
		     "mkr tkr kg cm km fvb em fm eftm förm jan feb apr aug "
		     "sept sep okt nov "
		     "dec tis tors lör sön ibid tillk mvh tr " },
	{ ABBR_WORD,
	    " bil max min ons fre jul jun art mom tom sk ink ex red fr "
	    "mob tab str vs mar rel gen p " },
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
	size_t n = without_stops(word, key + 1);
	bool dotted;

	if (n == 0)
		return ABBR_NOT;
	key[0] = ' ';
	key[n + 1] = ' ';
	dotted = memchr(word.p, '.', word.n - 1) != NULL;
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		if (memmem(lists[i].words, strlen(lists[i].words), key, n + 2))
			return dotted && lists[i].kind == ABBR_WORD
				   ? ABBR_INSIDE
				   : lists[i].kind;
	return dotted ? ABBR_LAST : ABBR_NOT;
}
