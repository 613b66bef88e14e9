/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What editors have to do in a new revision: what the parties decide, pages by
 * who answers for them, laws that were not checked for a year, words of the
 * word table that the easy-read pages still use. In the reader's language.
 */
#ifndef SAMPLAN_COMPOSE_REVISION_TODO_H
#define SAMPLAN_COMPOSE_REVISION_TODO_H

#include "base/sb.h"
#include "model/site.h"

/* base is what the new one was copied from; folder is where it lies. */
void revision_todo(const struct site *site, const struct revision *base,
    struct str folder, date_t today, struct sb *out);

#endif
