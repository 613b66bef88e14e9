/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samplan explain FILE`: why a file of the output would be made again by the
 * next build, or not; or what would be made again because of a file that was
 * written. Nothing is built. What is said are findings (B13) about that file.
 */
#ifndef SAMPLAN_BUILD_EXPLAIN_FILE_H
#define SAMPLAN_BUILD_EXPLAIN_FILE_H

#include "build/options.h"
#include "diag/diag.h"

/* file: relative to the root, to the working folder, or absolute. */
void build_explain_file(
    const struct build_options *o, struct str file, struct diags *ds);

/* The part of the site; a worker_fn, asked by options->explain. */
void build_site_explain(const struct build_options *o, struct diags *ds,
    struct build_summary *summary);

#endif
