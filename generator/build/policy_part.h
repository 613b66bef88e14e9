/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The little that the plans need to know of the content: which revisions of
 * the policy there are and since when they are in force, the address of the
 * site, the theme. No page is opened for it.
 */
#ifndef SAMPLAN_BUILD_POLICY_PART_H
#define SAMPLAN_BUILD_POLICY_PART_H

#include "build/options.h"
#include "check/plan.h"
#include "compose/status.h"
#include "diag/diag.h"

struct policy_part {
	struct plan_revision *revisions;
	size_t revision_count;
	size_t revision_cap;
	struct str base_url;
	struct str theme; /* name */
	/* The revision in force and its review; nothing else is set. */
	struct status_context status;
};

/*
 * What is wrong in these files is said when the site is built, so it is not
 * said again here. A content that cannot be read gives an empty answer.
 */
void policy_part_load(
    struct policy_part *out, struct arena *a, const struct build_options *o);

#endif
