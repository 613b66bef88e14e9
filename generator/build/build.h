/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The whole run: takes the lock of the output, lets the site and the plans be
 * built by a process each, and collects what they found. What went wrong is in
 * the findings; the caller decides the exit status from them.
 */
#ifndef SAMPLAN_BUILD_BUILD_H
#define SAMPLAN_BUILD_BUILD_H

#include "build/options.h"
#include "diag/diag.h"

void build_run(const struct build_options *options, struct diags *ds,
    struct build_summary *summary);

/* The two parts, also called directly by tests. */
void build_site(const struct build_options *options, struct diags *ds,
    struct build_summary *summary);
void build_plans(const struct build_options *options, struct diags *ds,
    struct build_summary *summary);

/* A finding about a disk call that failed: B02, or B01 while reading. */
void build_disk_failed(struct diags *ds, const char *what, int err);

#endif
