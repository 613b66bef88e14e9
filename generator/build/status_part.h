/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samplan status`: reads the plans and says what is next in each, and when
 * the policy is reviewed. Writes nothing.
 */
#ifndef SAMPLAN_BUILD_STATUS_PART_H
#define SAMPLAN_BUILD_STATUS_PART_H

#include "build/options.h"
#include "diag/diag.h"

/* Appends the text, or one JSON object. Broken plans stand in it as rows. */
void build_status(const struct build_options *o, bool json, size_t width,
    struct diags *ds, struct sb *out);

#endif
