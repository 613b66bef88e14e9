/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the guard knows of earlier runs, in OUTPUT/.cache/guard, its own folder:
 * which plan files it has read, the hashes of what is guarded of each, and which
 * files of the site it has looked through for all of that. So a plan that is
 * the same is not read again, and a page that is the same is looked through
 * for what is new only.
 *
 * Written only when nothing of any plan stood in the site. What is lost or
 * damaged counts as not there, and costs time only.
 */
#ifndef SAMPLAN_BUILD_LEAK_MEMORY_H
#define SAMPLAN_BUILD_LEAK_MEMORY_H

#include "base/hash.h"
#include "base/map.h"
#include "build/drawer.h"
#include "build/plan_files.h"

enum { LEAK_PARTS = 256 };

struct leak_known {
	struct str file;
	struct fs_stat st;
	bool sure; /* a later change would have another time */
	struct hash128 content;
};

/* A file of the site or the report, by hashes of path and bytes. */
struct leak_agreed {
	struct hash128 path;
	struct hash128 bytes;
};

struct leak_memory {
	struct arena arena;
	struct drawer drawer;
	struct sb index; /* names of the items lie in it */
	bool whole;
	struct hash128 key;   /* the program, and what the content allows */
	struct hash128 sight; /* what readers see, when all of it is agreed */
	struct drawer_part parts[LEAK_PARTS]; /* guarded values by plan */
	struct leak_known *items;             /* by file */
	size_t count;
	struct leak_agreed *agreed; /* sorted */
	size_t agreed_count;
};

unsigned leak_memory_part(struct str file);
void leak_memory_open(struct leak_memory *m, struct fs *fs, const char *output);
void leak_memory_close(struct leak_memory *m);
const struct leak_known *
leak_memory_find(const struct leak_memory *m, struct str file);
bool
leak_memory_agreed(const struct leak_memory *m, const struct leak_agreed *file);
void leak_memory_sort(struct leak_agreed *items, size_t count);
int leak_memory_write(struct leak_memory *m);

/* As plan_still_known: whether the file is the one that is known. */
bool
leak_memory_same(const struct build_options *o, const struct leak_known *known,
    const char *path, const struct fs_stat *now);
bool leak_memory_sure(const struct build_options *o, const struct fs_stat *st);
/* Without a run: the guard knows each of these files as it is now, no other. */
bool leak_known(const struct build_options *o, const struct plan_files *files);

#endif
