/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One plan file: read, loaded, checked, its documents made and put into the
 * tree, and a record of it (plan_record.h). Works in any process of the pool;
 * what it needs is loaded before and const.
 */
#ifndef SAMPLAN_BUILD_PLAN_MAKE_H
#define SAMPLAN_BUILD_PLAN_MAKE_H

#include "build/plan_claims.h"
#include "build/plan_files.h"
#include "build/plan_record.h"
#include "build/policy_part.h"
#include "build/printer.h"

struct plan_maker {
	const struct build_options *options;
	const struct policy_part *policy;
	const struct status_context *context;
	const struct theme *theme;
	struct printer *printer; /* NULL: no documents */
	struct shelf *shelf;     /* NULL: documents are made and not kept */
	struct plan_claims *claims;
	/* Its own. */
	struct arena arena; /* of one plan */
	struct diags ds;
	struct diags swedish;
	struct sb bytes;
	int err;
};

enum plan_standing {
	PLAN_CLAIMS, /* it is not known yet who has its folder */
	PLAN_OWNS,
	PLAN_TAKEN /* an earlier file has it */
};

struct plan_turn {
	size_t number; /* of the plan, for claims */
	enum plan_standing standing;
	uint64_t owner; /* it had when that was settled; 0: any */
};

/* Appends the packed record. */
void plan_make(struct plan_maker *m, const struct plan_file *file,
    const struct plan_turn *turn, struct sb *out);
void plan_maker_release(struct plan_maker *m);

#endif
