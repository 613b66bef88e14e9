/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * All plans of a folder, one after the other in order of their paths: read,
 * loaded, checked, shown to a visitor, and forgotten, so that memory does not
 * grow with their number.
 */
#ifndef SAMPLAN_BUILD_PLAN_WALK_H
#define SAMPLAN_BUILD_PLAN_WALK_H

#include "build/policy_part.h"
#include "load/plan.h"

struct plan_visitor {
	/*
	 * A plan, also one that has findings; not p->readable when nothing of
	 * it is known. It and the arena live until this returns.
	 */
	void (*see)(void *arg, struct arena *a, const struct plan *p,
	    const struct plan_verdict *verdict);
	/* A file that the disk did not give; the finding is made. */
	void (*lost)(void *arg, struct str name);
	/*
	 * Where the findings go in Swedish, whatever the language of the run;
	 * for what is written into the output. NULL: nowhere.
	 */
	struct diags *swedish;
	void *arg;
};

/* A file of the folder that is taken for a plan. */
bool plan_file_wanted(const struct fs_entry *e);
/* A path as findings name it: below the root relative to it. */
struct str plan_file_shown(const struct build_options *o, const char *path);

/* Gives the number of files. The arena is that of the run. */
size_t plan_walk(const struct build_options *o, struct arena *a,
    const struct policy_part *policy, struct diags *ds,
    const struct plan_visitor *visitor);

#endif
