/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samplan new plan ID` and `samplan new page NAME`: files to fill in. Nothing
 * that is there is ever overwritten.
 */
#ifndef SAMPLAN_BUILD_NEW_PART_H
#define SAMPLAN_BUILD_NEW_PART_H

#include "build/options.h"
#include "diag/diag.h"

/*
 * Makes PLANS/ID.yaml (0600) and, beside it, the JSON Schema that its first
 * line names. Appends what was made to out.
 */
void build_new_plan(const struct build_options *o, struct str id,
    struct diags *ds, struct sb *out);
/* Makes content/sidor/NAME.md and its easy-read twin. */
void build_new_page(const struct build_options *o, struct str name,
    struct diags *ds, struct sb *out);

#endif
