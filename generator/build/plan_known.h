/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A look at the plan files before any worker is started: is there anything to
 * do? What was seen is handed on to the workers, which need not look again.
 */
#ifndef SAMPLAN_BUILD_PLAN_KNOWN_H
#define SAMPLAN_BUILD_PLAN_KNOWN_H

#include "build/plan_files.h"
#include "build/plan_store.h"

struct plan_before {
	struct arena arena;
	struct plan_store store;
	struct plan_files files;
	bool said; /* something is to be said of the folder or a name */
};

void plan_before_open(struct plan_before *b, const struct build_options *o);
void plan_before_close(struct plan_before *b);
/*
 * No plan file changed since the last run, nothing waits to be written down,
 * and the leak guard knows the same files. options->before must be set.
 */
bool plan_files_known(const struct build_options *o);
/* Then, after the disk was asked: readers see what that run made. */
bool plan_output_known(const struct build_options *o);

#endif
