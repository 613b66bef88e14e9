/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The names of a disk in memory and what they stand for: the inside of
 * memory.c. Names are plain paths ("a/b"), sorted; paths are terminated by NUL.
 */
#ifndef SAMPLAN_FS_MEMORY_NAMES_H
#define SAMPLAN_FS_MEMORY_NAMES_H

#include "fs/fs_memory.h"

/*
 * One name on the disk. Files with several names share their bytes through
 * `file`, which counts them.
 */
struct inode {
	enum fs_kind kind;
	struct sb bytes; /* of a file; target of a link */
	size_t names;
	uint64_t number;
	int64_t mtime;
	uint32_t mode;
	int broken; /* errno of reading it, or 0 */
};

struct name {
	char *path; /* "a/b", without . and double slashes */
	struct inode *inode;
};

struct memory {
	struct fs fs;
	struct name *names; /* sorted by path */
	size_t count;
	size_t cap;
	uint64_t inodes;
	int64_t clock;
	struct name *locks; /* paths that are locked; inode is unused */
	size_t lock_count;
};

/* A copy on the heap. */
char *memory_copied(struct str s);
/* Appends path as a plain one: "/a/./b//c" is "a/b/c". */
void memory_plain(struct sb *out, struct str path);
/* Index of the path, or where it would go with *there false. */
size_t memory_position(const struct memory *m, const char *path, bool *there);
/* What the plain path stands for, or NULL. */
struct inode *memory_at(const struct memory *m, const char *path);
struct inode *memory_inode(struct memory *m, enum fs_kind kind, uint32_t mode);
void memory_add(struct memory *m, const char *path, struct inode *inode);
void memory_remove(struct memory *m, size_t i);
/*
 * The plain path of where path leads, following links in it; also the last
 * part if `last` says so. ELOOP after too many.
 */
int memory_follow(
    const struct memory *m, const char *path, bool last, struct sb *out);
/* The folder above must be there: 0, ENOENT or ENOTDIR. */
int memory_parent(const struct memory *m, struct str path);
bool memory_below(struct str path, struct str dir);
/* Puts to in the place of from in all names at or below from. */
void memory_move(struct memory *m, struct str from, struct str to);
bool memory_is_empty(const struct memory *m, struct str path);

#endif
