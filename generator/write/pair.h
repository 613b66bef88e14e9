/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two folders that take turns: OUTPUT/NAME is what readers see, OUTPUT/.NAME.next
 * is the spare that is made ready beside it. What lies in them is the matter of
 * tree.h and shelf.h. Calls give 0 or an errno value.
 */
#ifndef SAMPLAN_WRITE_PAIR_H
#define SAMPLAN_WRITE_PAIR_H

#include "base/map.h"
#include "fs/fs.h"

struct pair {
	struct arena *arena;
	struct fs *fs;
	const char *live;
	const char *spare;
	const char
	    *old; /* where the live one lies while a disk cannot exchange */
	uint32_t folder_mode;
};

struct pair pair_of(struct arena *a, struct fs *fs, const char *output,
    const char *name, uint32_t folder_mode);
/* A kill while the two changed places left one under its third name. */
int pair_heal(const struct pair *p);
/* The spare folder is there. */
int pair_prepare(const struct pair *p);
/* Empty; a folder that is there already stays itself. */
int pair_clean_spare(const struct pair *p);
/*
 * The spare becomes what readers see. *in_steps: the disk could not exchange,
 * so there was a moment without.
 */
int pair_swap(const struct pair *p, bool live_there, bool *in_steps);

/* A folder in the spare; a file of that name makes way. Full is its path. */
int pair_make_folder(const struct pair *p, const char *full);
/* All folders above path (in the spare); made remembers them. */
int pair_make_folders(const struct pair *p, struct map *made, struct str path);
/* The folders above path that are empty now go. */
int
pair_remove_above(const struct pair *p, const char *folder, struct str path);

#endif
