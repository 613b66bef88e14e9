/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * All that is guarded, of all plans: read now where a plan file changed, known
 * from earlier runs where it did not. Two sets come of it: what is new since
 * the site was last looked through, and everything. The second one is
 * put together when somebody asks for it.
 */
#ifndef SAMPLAN_BUILD_LEAK_PLANS_H
#define SAMPLAN_BUILD_LEAK_PLANS_H

#include "build/leak_memory.h"
#include "build/leak_set.h"
#include "diag/diag.h"

struct leak_plan {
	struct leak_known known;
	const char *path;
	unsigned part;     /* of the memory */
	bool changed;      /* since the memory was written */
	struct str values; /* packed, of one that changed */
};

struct leak_plans {
	const struct build_options *options;
	struct diags *ds;
	struct arena arena;
	struct site_config allowed;
	struct leak_memory memory;
	bool remembered; /* the memory is there, and of the same program */
	struct leak_plan *items; /* by file */
	size_t count;
	bool blind; /* some plan could not be read; the finding is made */
	struct leak_set fresh;
	size_t fresh_count; /* keys */
	struct leak_set all;
	bool all_there;
};

void leak_plans_read(
    struct leak_plans *p, const struct build_options *o, struct diags *ds);
/* Everything; or NULL when there is nothing to guard. */
struct leak_set *leak_plans_all(struct leak_plans *p);
/* Which plans, with which content, and what the content declares. */
struct hash128 leak_plans_hash(const struct leak_plans *p);
/* What the next run may know: these files were looked through. */
void leak_plans_remember(struct leak_plans *p, struct leak_agreed *agreed,
    size_t count, struct hash128 sight);
void leak_plans_release(struct leak_plans *p);

#endif
