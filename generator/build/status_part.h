/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samplan status`: reads the plans and says what is next in each, and when
 * the policy is reviewed. Writes nothing.
 */
#ifndef SAMPLAN_BUILD_STATUS_PART_H
#define SAMPLAN_BUILD_STATUS_PART_H

#include "build/options.h"
#include "diag/diag.h"

/*
 * Appends the text, or one JSON object. Broken plans stand in it as rows; what
 * stands in none, because it was not read, are the findings.
 */
void build_status(const struct build_options *o, bool json, size_t width,
    struct diags *ds, struct sb *out);

/*
 * Passes on what says that a plan, or their folder, was not read: who answers
 * a question about the plans has to tell it. Forgets the other findings, which
 * would soon be too many.
 */
void build_status_keep_unread(struct diags *to, struct diags *from);

#endif
