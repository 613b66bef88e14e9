/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The parts of check_site, one file a subject. All of them look at the site as
 * it is shown on a day.
 */
#ifndef SAMPLAN_CHECK_SITE_PARTS_H
#define SAMPLAN_CHECK_SITE_PARTS_H

#include "check/site.h"

/* A concept somewhere in the content that the theme has no picture of. */
void check_pictogram(
    const struct theme *theme, struct text concept, struct diags *ds);
/* Front matter of all pages: summary, paragraphs, aliases. */
void check_meta(const struct site *site, struct diags *ds);
/* Paragraphs of the policy that no page carries where they are wanted. */
void check_coverage(
    const struct site *site, const struct revision *shown, struct diags *ds);
/* site.yaml, glossary, laws, words. */
void check_data(const struct site *site, const struct theme *theme,
    const struct revision *shown, date_t today, struct diags *ds);

#endif
