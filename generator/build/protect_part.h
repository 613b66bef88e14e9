/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Copies for sending: OUTPUT/protected holds the papers of OUTPUT/plans again,
 * each opened by a password (render/pdf_protect.h). A copy whose document has
 * changed or is gone never stays: every build of the plans clears those away,
 * also one that makes no copies.
 */
#ifndef SAMPLAN_BUILD_PROTECT_PART_H
#define SAMPLAN_BUILD_PROTECT_PART_H

#include "build/options.h"
#include "diag/diag.h"

#define PROTECT_NAME "protected"

/* What copies are wanted. */
struct protect_wish {
	const char *password;
	struct str plan;             /* empty: of every plan */
	const struct str *documents; /* "min-plan" or "min-plan.pdf" */
	size_t count;                /* 0: every document of the plan */
};

/*
 * After the plans are built, under the lock of the output: makes the copies of
 * options->protect, or only clears away when that is NULL. Does its work in a
 * process that may open no more than the two folders.
 */
void protect_run(const struct build_options *options, struct diags *ds,
    struct build_summary *summary);
/* `samplan protect`: the same, and takes the lock itself. */
void build_protect(const struct build_options *options, struct diags *ds,
    struct build_summary *summary);

#endif
