/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a run was made from: each file, folder and link that it looked at. The
 * next run asks whether all of it is as it was.
 *
 * A file counts as the same when size, times and inode are, and it was not
 * written so shortly before the record that another write could have the
 * same time; else its content is read and its hash compared. So a record that
 * is wrong about times costs reading, and never hides a change.
 */
#ifndef SAMPLAN_BUILD_INPUTS_H
#define SAMPLAN_BUILD_INPUTS_H

#include "build/pack.h"
#include "fs/fs_recorded.h"

struct inputs {
	struct arena arena;
	struct fs_seen *items;
	size_t count;
	size_t cap;
	struct fs_stat *now; /* of each, by inputs_look; NULL: not known */
};

void inputs_release(struct inputs *in);
/* Copies what a disk remembers. */
void inputs_add(struct inputs *in, const struct fs_recorded *from);

void inputs_pack(struct sb *out, const struct fs_seen *items, size_t count);
/* Adds what was packed. */
void inputs_unpack(struct unpack *u, struct inputs *in);

/*
 * Whether one of them is as it was when the record was made (seconds since
 * 1970). Read is set when its content had to be read to know.
 */
bool
input_same(struct fs *fs, const struct fs_seen *was, int64_t made, bool *read);
/* What the disk says of a file then and now is enough to know it is the same. */
bool input_stat_same(
    const struct fs_stat *was, const struct fs_stat *now, int64_t made);
/* Asks the disk about all in one go: known until something is added. */
void inputs_look(struct fs *fs, struct inputs *in);
/*
 * What it said then of a path, or NULL. Next: where to look for it, 0 at first;
 * it is found soon when paths are asked for in their order, and else perhaps
 * not at all.
 */
const struct fs_stat *
inputs_now(const struct inputs *in, struct str path, size_t *next);
/* The first one that is not, or NULL. Doubtful: how many had to be read. */
const struct fs_seen *inputs_changed(
    struct fs *fs, const struct inputs *in, int64_t made, size_t *doubtful);

#endif
