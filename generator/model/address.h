/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where pages lie in the site. Paths are relative to the root of the site,
 * have no leading slash and end in index.html, so that up + path is a link
 * that also works from file://.
 *
 * Klarspråk lies at ADDRESS/, lättläst at lattlast/ADDRESS/, English at
 * en/ADDRESS/; pages of a revision that is not shown at the root have its
 * prefix before all that (arkiv/2025-11/lattlast/ADDRESS/). A home page in
 * klarspråk that is for staff only lies at personal/, because index.html is
 * then the page with two doors.
 */
#ifndef SAMPLAN_MODEL_ADDRESS_H
#define SAMPLAN_MODEL_ADDRESS_H

#include "base/sb.h"
#include "model/site.h"

/* "", "lattlast/" or "en/". */
struct str variant_dir(enum variant v);
/* For lang and hreflang: "sv", "sv" or "en". */
struct str variant_lang(enum variant v);
/*
 * The prefix counts only for pages of the policy: pages of content/sidor
 * have one address, also when an archived page links to them.
 */
void page_path(struct sb *out, const struct page *p, struct str prefix);
/* The same of an address without a page. */
void address_path(
    struct sb *out, struct str address, enum variant v, struct str prefix);
/*
 * Where a word of the glossary and a law are explained:
 * lattlast/ordlista/index.html#god-man, lagar/index.html#sol-10-8. Readers of
 * English come to the pages in klarspråk.
 */
void term_path(struct sb *out, const struct term *t, enum variant v);
void law_path(struct sb *out, const struct law *law, enum variant v);
/* "../" for each folder of path. */
void path_up(struct sb *out, struct str path);
/* Whether index.html is a page of two doors (see above). */
bool site_has_doors(const struct site *s);

#endif
