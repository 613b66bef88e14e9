/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Folders outside of the themes that their picture sets name, for a worker
 * that has to be allowed to open them before it loads a theme. No picture is
 * opened; what is wrong with a theme is said when it is loaded.
 */
#ifndef SAMPLAN_LOAD_THEME_FOLDERS_H
#define SAMPLAN_LOAD_THEME_FOLDERS_H

#include "fs/fs.h"

struct theme_folders {
	const char **items; /* absolute paths */
	size_t count;
	size_t cap;
};

/* Adds those of every theme in a folder of themes. */
void theme_folders_list(struct theme_folders *out, struct arena *a,
    struct fs *fs, const char *themes);

#endif
