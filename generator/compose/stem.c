/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/stem.h"

#include <libstemmer.h>
#include <string.h>

enum { LONGEST_WORD = 200 };

/* Only a name for the library's own type, so that callers need not know it. */
struct stemmer *
stemmer_new(void)
{
	return (struct stemmer *)sb_stemmer_new("swedish", "UTF_8");
}

void
stemmer_free(struct stemmer *s)
{
	sb_stemmer_delete((struct sb_stemmer *)s);
}

static struct str
snowball(struct sb_stemmer *stemmer, struct str word)
{
	const sb_symbol *stem =
	    sb_stemmer_stem(stemmer, (const sb_symbol *)word.p, (int)word.n);

	if (!stem)
		return word;
	return str_of((const char *)stem, (size_t)sb_stemmer_length(stemmer));
}

struct str
stemmer_stem(struct stemmer *s, struct str folded)
{
	struct sb_stemmer *stemmer = (struct sb_stemmer *)s;
	struct str stem;
	char copy[LONGEST_WORD];

	if (!stemmer || folded.n > LONGEST_WORD)
		return folded;
	stem = snowball(stemmer, folded);
	if (stem.n > 4 && str_ends(stem, STR("et")))
		stem.n -= 2;
	/* What it gave lies in its own buffer, which the next call writes. */
	memcpy(copy, stem.p, stem.n);
	stem = snowball(stemmer, str_of(copy, stem.n));
	/* hemlig is not hem, nor laglig lag: a short stem keeps its -lig. */
	if (stem.n < 4 && folded.n >= stem.n + 3 &&
	    memcmp(folded.p + stem.n, "lig", 3) == 0)
		return str_of(folded.p, stem.n + 3);
	return stem;
}
