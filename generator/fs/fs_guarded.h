/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A disk that shows only some places: everything else answers EACCES. It tells
 * what is read, too, for the board of a worker (build/worker.h). Where the
 * kernel confines the process, this is the second lock; where it cannot, with
 * follow set, it is the only one, and links are looked through on every call.
 */
#ifndef SAMPLAN_FS_FS_GUARDED_H
#define SAMPLAN_FS_FS_GUARDED_H

#include "fs/fs.h"

enum fs_right {
	FS_MAY_READ = 1,  /* files, and what a folder holds */
	FS_MAY_WRITE = 2, /* make, change and remove what lies below */
	FS_MAY_SWAP = 4,  /* make, rename and remove the folders in it */
	FS_MAY_LIST = 8   /* only what a folder holds */
};

/* A folder with all below it (but for FS_MAY_SWAP), or a file. */
struct fs_place {
	const char *path;
	unsigned rights;
};

struct fs_places {
	struct fs_place *items;
	size_t count;
	size_t cap;
};

struct fs_guarded {
	struct fs fs; /* hand &guarded.fs on */
	struct fs *real;
	const struct fs_places *places;
	bool follow;
	void (*reading)(void *arg, const char *path); /* may be NULL */
	void *arg;
};

void fs_guarded_init(
    struct fs_guarded *g, struct fs *real, const struct fs_places *places);

#endif
