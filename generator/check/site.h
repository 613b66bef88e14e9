/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What can be said of a site whose links are resolved: links and anchors,
 * pictograms, metadata, ids and addresses, paragraphs of the policy that no
 * page carries, glossary, laws, accessibility statement, cards and steps of the
 * start pages, and the dates of revisions. Findings only; nothing is changed.
 */
#ifndef SAMPLAN_CHECK_SITE_H
#define SAMPLAN_CHECK_SITE_H

#include "diag/diag.h"
#include "model/site.h"
#include "model/theme.h"

/*
 * Everything. theme may be NULL: pictograms are not checked then. Pages whose
 * document is not loaded are checked as far as their front matter goes.
 */
void check_site(const struct site *site, const struct theme *theme,
    date_t today, struct diags *ds);
/* All of it that is not about the document of one page, but for the seals. */
void check_site_whole(const struct site *site, const struct theme *theme,
    date_t today, struct diags *ds);
/* The pages whose headings it asks for. */
void check_site_reads(const struct site *site, date_t today, struct arena *a,
    struct page_list *out);
/* The part of check_site about the document of one page. */
void check_page(const struct site *site, const struct theme *theme,
    const struct page *p, struct diags *ds);
/* The part about archived revisions that were sealed. */
void check_seals(const struct site *site, date_t today, struct diags *ds);
/* The part about the dates and decisions of the revisions. */
void check_revisions(const struct site *site, date_t today, struct diags *ds);

#endif
