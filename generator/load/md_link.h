/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the target of a link means: an address elsewhere, a page file, the id of
 * a page or of a law. Nothing else is let through.
 */
#ifndef SAMPLAN_LOAD_MD_LINK_H
#define SAMPLAN_LOAD_MD_LINK_H

#include "base/arena.h"
#include "diag/diag.h"
#include "model/doc.h"

/*
 * Fills kind, target and anchor of a link node from the target as written. When
 * nothing can be made of it, it is LINK_BAD and its target is the url.
 */
void md_link_read(struct node *link, struct arena *a, struct str url);
/* Says what is wrong with a LINK_BAD. */
void md_link_report(struct diags *ds, const struct node *link);
/* The concept of a pictogram ("bild:mote"); false when it is none. */
bool md_picture_read(struct str url, struct str *concept);

#endif
