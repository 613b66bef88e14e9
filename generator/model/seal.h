/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a seal is made of. A page's hash is that of its text as it was loaded
 * (NFC, LF), front matter and all; the hash of the decision is that of the day
 * the revision comes into force and of who decided it when. What may still be
 * said about a revision later (changes, summary, confirmations) is not sealed.
 */
#ifndef SAMPLAN_MODEL_SEAL_H
#define SAMPLAN_MODEL_SEAL_H

#include "base/hash.h"
#include "model/site.h"

/* Lower-case hexadecimal digits. */
struct str seal_text(struct arena *a, struct str text);
struct str seal_decision(struct arena *a, const struct revision *r);
/* "10-modellen/20-x.md" of a page of a revision. */
struct str seal_page(const struct page *p);
/* The seal of a revision, or NULL. */
const struct seal *site_seal(const struct site *s, struct str revision);

#endif
