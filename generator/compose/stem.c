/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/stem.h"

#include <libstemmer.h>

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

struct str
stemmer_stem(struct stemmer *s, struct str folded)
{
	struct sb_stemmer *stemmer = (struct sb_stemmer *)s;
	const sb_symbol *stem;

	if (!stemmer || folded.n > 200)
		return folded;
	stem = sb_stemmer_stem(stemmer, (const sb_symbol *)folded.p,
	    (int)folded.n);
	if (!stem)
		return folded;
	return str_of((const char *)stem,
	    (size_t)sb_stemmer_length(stemmer));
}
