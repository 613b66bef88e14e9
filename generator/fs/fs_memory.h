/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A disk in memory, for tests: folders, files, links, other things (as FIFOs
 * are). Times are a counter, so that nothing depends on a clock. Symbolic links
 * are followed within the disk, except by stat.
 */
#ifndef SAMPLAN_FS_FS_MEMORY_H
#define SAMPLAN_FS_FS_MEMORY_H

#include "fs/fs.h"

/* An empty disk with the folders / and . (which are the same). */
struct fs *fs_memory_new(void);
void fs_memory_free(struct fs *fs);
/* A file with all folders above it; replaces what is there. */
void fs_memory_put(struct fs *fs, const char *path, struct str bytes);
void fs_memory_symlink(struct fs *fs, const char *path, const char *target);
/* Something that is neither file, folder nor link. */
void fs_memory_other(struct fs *fs, const char *path);
/* Reading path fails with err (0: no more). */
void fs_memory_break(struct fs *fs, const char *path, int err);

#endif
