/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * samplan diff: the content is loaded and two revisions are compared. What is
 * printed is appended to a buffer; a printed paper for the parties' meeting
 * can be made of the same difference.
 */
#ifndef SAMPLAN_BUILD_DIFF_PART_H
#define SAMPLAN_BUILD_DIFF_PART_H

#include "build/options.h"
#include "diag/diag.h"

struct diff_request {
	const struct build_options *options;
	const char *before; /* names of revisions: "2025-11" */
	const char *after;
	bool json;
	const char *pdf; /* a file to write the paper to, or NULL */
};

enum diff_result {
	DIFF_DONE,
	DIFF_WRONG_NAME, /* no such revision: a finding says which there are */
	DIFF_FAILED /* the content could not be read, the paper not written */
};

enum diff_result
diff_run(const struct diff_request *request, struct diags *ds, struct sb *out);

#endif
