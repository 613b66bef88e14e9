/* SPDX-License-Identifier: EUPL-1.2 */
/* The journal for people: as it is, or whether its chain holds. */
#ifndef SAMPLAN_BUILD_JOURNAL_VIEW_H
#define SAMPLAN_BUILD_JOURNAL_VIEW_H

#include "build/options.h"
#include "diag/diag.h"

/* Both append what is to be printed; a broken chain is a finding (B08). */
void build_journal_print(
    const struct build_options *o, struct diags *ds, struct sb *out);
void build_journal_verify(
    const struct build_options *o, struct diags *ds, struct sb *out);

#endif
