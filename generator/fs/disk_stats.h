/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the disk says of many names at once. A stat is a walk through folders
 * and little else, so that a second process answers for half of a long list
 * in half of the time, or for all of it while the first one does something
 * else; it reads and writes nothing besides.
 */
#ifndef SAMPLAN_FS_DISK_STATS_H
#define SAMPLAN_FS_DISK_STATS_H

#include <sys/stat.h>

#include "fs/fs.h"

enum fs_kind disk_kind(mode_t mode);
void disk_stat_take(const struct stat *st, struct fs_stat *out);

/*
 * Names below dir, or AT_FDCWD; links are not followed. What is not there, an
 * empty name and one that is longer than the disk takes stay as they are in
 * out.
 * 0, or the errno value of one that could not be asked for.
 */
int
disk_stats(int dir, const struct str *names, size_t count, struct fs_stat *out);
/*
 * Another process asks, from now on, about names that begin as FS_ABSENT; NULL:
 * it is not worth one, or none can be had. Taken waits for it and gives what it
 * found; false: it did not come to its end.
 */
struct fs_asked *disk_stats_ask(int dir, const struct str *names, size_t count);
bool disk_stats_taken(
    struct fs_asked *asked, struct fs_stat *out, size_t count, int *err);

#endif
