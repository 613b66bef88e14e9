/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The files of a folder that are taken for plans, in order of their names; or
 * those that the run is about, when it is about some files only.
 */
#ifndef SAMPLAN_BUILD_PLAN_FILES_H
#define SAMPLAN_BUILD_PLAN_FILES_H

#include "build/options.h"
#include "diag/diag.h"

struct plan_file {
	struct str name;   /* as findings name it */
	const char *path;  /* to open it */
	struct fs_stat st; /* before it was read */
	bool refused;      /* a link out of the folder; the finding is made */
};

struct plan_files {
	struct plan_file *items;
	size_t count;
	size_t cap;
};

/* Whether a file of this name, as findings name it, is taken for a plan. */
bool plan_file_named(struct str path);
/* A file of the folder that is taken for a plan. */
bool plan_file_wanted(const struct fs_entry *e);
/* A path as findings name it: below the root relative to it. */
struct str plan_file_shown(const struct build_options *o, const char *path);
/* Whether what findings name so is that folder, or lies below it. */
bool plan_file_below(struct str shown, struct str folder);
/*
 * false when the folder could not be read; the finding is made. Nothing is then
 * known of any plan, which is not the same as no plans.
 */
bool plan_files_list(struct plan_files *out, struct arena *a,
    const struct build_options *o, struct diags *ds);

#endif
