/* SPDX-License-Identifier: EUPL-1.2 */
/* `samplan explain CODE`, with the pages of the policy that say it. */
#ifndef SAMPLAN_BUILD_EXPLAIN_PART_H
#define SAMPLAN_BUILD_EXPLAIN_PART_H

#include "build/options.h"
#include "diag/diag.h"

/* false when there is no such code. */
bool
build_explain(const struct build_options *o, struct str code, struct sb *out);

#endif
