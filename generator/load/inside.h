/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Symbolic links inside a folder of the project (content): where they lead, and
 * that they do not leave it, neither for outside nor for the plans beside it.
 */
#ifndef SAMPLAN_LOAD_INSIDE_H
#define SAMPLAN_LOAD_INSIDE_H

#include "fs/fs.h"

/*
 * The kind of what root/path (without . and ..) is when links are followed,
 * and its path below root. FS_OTHER when a link leaves the root or the first
 * folder of path (which may be a link itself), or goes round;
 * FS_ABSENT when it leads to nothing. 0 or an errno value.
 */
int inside_follow(struct fs *fs, const char *root, struct str path,
    struct sb *real, enum fs_kind *kind);

#endif
