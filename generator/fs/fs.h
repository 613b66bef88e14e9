/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The only door to the disk. Paths are as the system takes them, absolute or
 * relative to the working folder, terminated by NUL. Every call gives 0 or an
 * errno value; nothing is printed. fs_disk is the real one; fs_memory holds
 * files in memory for tests; fs_faulty passes on to another one and fails the
 * n-th call on purpose.
 */
#ifndef SAMPLAN_FS_FS_H
#define SAMPLAN_FS_FS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/sb.h"

enum fs_kind { FS_ABSENT, FS_FILE, FS_FOLDER, FS_LINK, FS_OTHER };

struct fs_stat {
	enum fs_kind kind;
	uint64_t size;
	int64_t mtime; /* nanoseconds */
	int64_t ctime; /* the same, of its name, mode or content */
	uint64_t inode;
	uint64_t device;
	uint32_t mode; /* permission bits */
};

struct fs_entry {
	struct str name;
	enum fs_kind kind;
};

struct fs_entries {
	struct fs_entry *items; /* sorted by name, without . and .. */
	size_t count;
	size_t cap;
};

struct fs;

struct fs_ops {
	/* Does not follow a link at the end of the path. FS_ABSENT gives 0. */
	int (*stat)(struct fs *, const char *path, struct fs_stat *out);
	/*
	 * Appends a regular file's bytes; EFBIG over limit, EINVAL for what is
	 * not a regular file, EAGAIN when it changed while it was read.
	 */
	int (*read)(
	    struct fs *, const char *path, size_t limit, struct sb *out);
	/* The same with what stat said before; may be NULL. */
	int (*read_seen)(struct fs *, const char *path, size_t limit,
	    struct sb *out, struct fs_stat *before);
	int (*list)(struct fs *, struct arena *, const char *path,
	    struct fs_entries *out);
	/* The same with what stat says of each; may be NULL. */
	int (*look)(struct fs *, struct arena *, const char *path,
	    struct fs_entries *out, struct fs_stat **stats);
	/* What stat says of names in a folder; may be NULL. */
	int (*stat_each)(struct fs *, const char *folder,
	    const struct str *names, size_t count, struct fs_stat *out);
	/* The same in two steps; both may be NULL. */
	struct fs_asked *(*stat_ask)(struct fs *, const char *folder,
	    const struct str *names, size_t count);
	int (*stat_answer)(struct fs *, struct fs_asked *, const char *folder,
	    const struct str *names, size_t count, struct fs_stat *out);
	/* Appends the last bytes of a file, at most so many; may be NULL. */
	int (*read_end)(
	    struct fs *, const char *path, size_t most, struct sb *out);
	/* Appends where a symbolic link points to, as it is written. */
	int (*readlink)(struct fs *, const char *path, struct sb *out);
	/* EEXIST when it is there. */
	int (*mkdir)(struct fs *, const char *path, uint32_t mode);
	/* Creates or replaces a file whole; a reader may see a part. */
	int (*write)(
	    struct fs *, const char *path, struct str bytes, uint32_t mode);
	int (*append)(
	    struct fs *, const char *path, struct str bytes, uint32_t mode);
	int (*link)(struct fs *, const char *from, const char *to);
	int (*rename)(struct fs *, const char *from, const char *to);
	/* Exchanges two names at once; ENOSYS or EINVAL where it cannot. */
	int (*exchange)(struct fs *, const char *a, const char *b);
	int (*unlink)(struct fs *, const char *path);
	int (*rmdir)(struct fs *, const char *path);
	int (*chmod)(struct fs *, const char *path, uint32_t mode);
	/* Brings everything written below path to the disk. */
	int (*sync)(struct fs *, const char *path);
	/*
	 * Takes the lock file for this process, at once or EWOULDBLOCK; ended
	 * processes hold no lock. *handle is given to unlock.
	 */
	int (*lock)(struct fs *, const char *path, int *handle);
	void (*unlock)(struct fs *, int handle);
};

struct fs {
	const struct fs_ops *ops;
};

/* The real disk. It has no state; the same pointer may be used anywhere. */
struct fs *fs_disk(void);

int fs_stat(struct fs *, const char *path, struct fs_stat *out);
int fs_read(struct fs *, const char *path, size_t limit, struct sb *out);
/* Reads a file and tells what stat said of its path before that. */
int fs_read_seen(struct fs *, const char *path, size_t limit, struct sb *out,
    struct fs_stat *before);
int
fs_list(struct fs *, struct arena *, const char *path, struct fs_entries *out);
/* Lists a folder and asks for each entry; far faster than one by one. */
int fs_look(struct fs *, struct arena *, const char *path,
    struct fs_entries *out, struct fs_stat **stats);
/*
 * Paths below a folder, or as they are (NULL); FS_ABSENT for those that are
 * not there. Many are asked for by two processes.
 */
int fs_stat_each(struct fs *, const char *folder, const struct str *names,
    size_t count, struct fs_stat *out);
/*
 * The same for one who has something else to do meanwhile. Ask gives NULL where
 * nothing was begun; answer, with the same names, asks itself then. What was
 * begun must be answered.
 */
struct fs_asked *fs_stat_ask(
    struct fs *, const char *folder, const struct str *names, size_t count);
int fs_stat_answer(struct fs *, struct fs_asked *, const char *folder,
    const struct str *names, size_t count, struct fs_stat *out);
/* The end of a file that grows, at most so many bytes of it. */
int fs_read_end(struct fs *, const char *path, size_t most, struct sb *out);
int fs_readlink(struct fs *, const char *path, struct sb *out);
int fs_mkdir(struct fs *, const char *path, uint32_t mode);
int fs_write(struct fs *, const char *path, struct str bytes, uint32_t mode);
int fs_append(struct fs *, const char *path, struct str bytes, uint32_t mode);
int fs_link(struct fs *, const char *from, const char *to);
int fs_rename(struct fs *, const char *from, const char *to);
int fs_exchange(struct fs *, const char *a, const char *b);
int fs_unlink(struct fs *, const char *path);
int fs_rmdir(struct fs *, const char *path);
int fs_chmod(struct fs *, const char *path, uint32_t mode);
int fs_sync(struct fs *, const char *path);
int fs_lock(struct fs *, const char *path, int *handle);
void fs_unlock(struct fs *, int handle);

/* Makes the folder and those above it that are missing. */
int fs_mkdirs(struct fs *, const char *path, uint32_t mode);
/* Removes a file, or a folder with all that is in it; absent is fine. */
int fs_remove_tree(struct fs *, const char *path);
/* dir/name in the arena. */
char *fs_join(struct arena *a, struct str dir, struct str name);

#endif
