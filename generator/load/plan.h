/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A plan file to a plan: bytes (F11, F13, F08), YAML (F14, F09, F10, F12),
 * format (F01 to F07, F15). Rules are check/plan.h. The plan lives in the
 * arena, borrows the text of its source, and is const from here on. Reset the
 * arena and drop the source (source_drop) before the next plan, and memory
 * does not grow with their number.
 */
#ifndef SAMPLAN_LOAD_PLAN_H
#define SAMPLAN_LOAD_PLAN_H

#include "base/arena.h"
#include "diag/diag.h"
#include "model/plan.h"

enum { PLAN_LIMIT = 262144 };

/*
 * The raw bytes of a file; they must outlive the plan. Never NULL: a plan that
 * could not be read has readable = false and only file and source set.
 */
struct plan *
plan_read(struct arena *a, struct diags *ds, struct str name, struct str raw);
/* The same when the bytes were over PLAN_LIMIT and not read (F11). */
struct plan *plan_too_large(struct arena *a, struct diags *ds, struct str name);
/* From a source whose text went through bytes_source. */
struct plan *plan_load(struct arena *a, struct diags *ds, uint32_t source);

/* What is left of a plan for the check that no two share a folder. */
struct plan_folder {
	struct str file;
	struct str plan_id; /* empty: unknown */
	uint32_t line;      /* of the value of plan */
	uint32_t column;
	uint32_t end_column;
	struct str text; /* that line */
};

/* Copies what is needed into the arena, before the source is dropped. */
struct plan_folder
plan_folder_of(struct arena *a, struct diags *ds, const struct plan *p);
/*
 * F15 for each plan whose folder an earlier one (by path) has. Marks them in
 * twice[], one for each folder.
 */
void plan_folders_check(struct diags *ds, const struct plan_folder *folders,
    size_t count, bool *twice);

#endif
