/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A disk that remembers what was read of another one: each file with its
 * content's hash, each folder with what it holds, each link, and each name
 * that was only asked for. What a run was made from is then a list, and the
 * next run can see whether any of it changed (build/inputs.h).
 */
#ifndef SAMPLAN_FS_FS_RECORDED_H
#define SAMPLAN_FS_FS_RECORDED_H

#include "base/hash.h"
#include "base/map.h"
#include "fs/fs.h"

/* In order of how much is known; more takes the place of less. */
enum seen_as { SEEN_KIND, SEEN_LINK, SEEN_FOLDER, SEEN_FILE, SEEN_WAYS };

struct fs_seen {
	struct str path;
	enum seen_as as;
	bool failed;         /* it could not be read */
	struct fs_stat st;   /* before it was read */
	struct hash128 hash; /* of content, target or names; zero of a kind */
};

struct fs_recorded {
	struct fs fs; /* hand &recorded.fs on */
	struct fs *real;
	struct str except; /* nothing below this folder counts; may be empty */
	bool off;          /* calls go through, and nothing is remembered */
	struct arena arena;
	struct fs_seen *items; /* in the order in which they were first seen */
	size_t count;
	size_t cap;
	struct map by_path; /* path → number of the item, from 1 */
};

void
fs_recorded_init(struct fs_recorded *r, struct fs *real, struct str except);
/* Before anything is seen: room for so many. */
void fs_recorded_expect(struct fs_recorded *r, size_t count);
void fs_recorded_release(struct fs_recorded *r);
/* What was seen in another way; it takes the place of what is known. */
void fs_recorded_note(struct fs_recorded *r, const struct fs_seen *item);
/* What is known of a path, or NULL. */
const struct fs_seen *
fs_recorded_find(const struct fs_recorded *r, struct str path);

/* Looks again in the same way; 0 or an errno value. */
int
fs_seen_again(struct fs *fs, const struct fs_seen *was, struct fs_seen *now);

#endif
