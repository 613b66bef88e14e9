/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * `samplan status --revision 2026-11`: plans that follow an earlier revision,
 * and what in the new one touches them. Reads content and plans; writes only
 * the paper that is asked for, for its owner alone (0600).
 */
#ifndef SAMPLAN_BUILD_REVISION_STATUS_H
#define SAMPLAN_BUILD_REVISION_STATUS_H

#include "build/options.h"
#include "diag/diag.h"

struct revision_status_request {
	const struct build_options *options;
	const char *revision;
	const char *pdf; /* NULL: no paper */
	bool json;
};

/*
 * false when there is no such revision, or no content: a finding says so. Plans
 * that were not read are findings too (build_status_keep_unread).
 */
bool build_revision_status(
    const struct revision_status_request *rq, struct diags *ds, struct sb *out);

#endif
