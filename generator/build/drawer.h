/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A folder of records that one run keeps for the next, for its owner only: an
 * index, whatever is in it, and parts with a record for each file. The index
 * holds size and hash of each part, so a part that is torn, of another time or
 * of another program counts as not there.
 */
#ifndef SAMPLAN_BUILD_DRAWER_H
#define SAMPLAN_BUILD_DRAWER_H

#include "base/map.h"
#include "build/pack.h"
#include "fs/fs.h"

struct drawer_part {
	uint64_t size; /* 0: there is none */
	struct hash128 hash;
};

struct drawer {
	struct fs *fs;
	const char *folder;
	const char *kind; /* with its version: "samplan-plans-part 3" */
	struct drawer_part *parts;
	unsigned part_count; /* 4096 at most */
};

struct drawer_entry {
	struct str file;
	struct str record;
};

/* The records of a part by file, in an arena; they lie in bytes. */
struct drawer_records {
	struct sb bytes;
	struct map by_file; /* → struct str *, packed */
};

/* Below OUTPUT/.cache; for one who may then write in it only. */
int drawer_prepare(struct fs *fs, const char *output, const char *name);
const char *
drawer_path(const struct drawer *d, struct arena *a, const char *name);
/* Takes the place of the old file at once; 0 or an errno value. */
int
drawer_write_file(const struct drawer *d, const char *name, struct str bytes);

/* For the index. */
void drawer_pack_parts(struct sb *out, const struct drawer *d);
void drawer_unpack_parts(struct unpack *u, const struct drawer *d);

/* false: it is not there. */
bool drawer_read(const struct drawer *d, unsigned part, struct arena *a,
    struct drawer_records *out);
void drawer_done(struct drawer_records *r);
/* Without entries there is no file. */
int drawer_write(const struct drawer *d, unsigned part,
    const struct drawer_entry *entries, size_t count);

#endif
