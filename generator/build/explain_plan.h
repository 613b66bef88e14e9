/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The plans' side of `samplan explain FILE`: why the documents of a plan would be
 * made again by the next build, or not, from what is kept of the last one
 * (plan_store.h). What is said are findings (B13) about the file.
 */
#ifndef SAMPLAN_BUILD_EXPLAIN_PLAN_H
#define SAMPLAN_BUILD_EXPLAIN_PLAN_H

#include "build/options.h"
#include "diag/diag.h"

/* A plan file, as findings name it. */
void
explain_plan(const struct build_options *o, struct str file, struct diags *ds);
/* A file of OUTPUT/plans; path is what comes after that. */
void explain_document(const struct build_options *o, struct str file,
    struct str path, struct diags *ds);

#endif
