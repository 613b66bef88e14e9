/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a tree of output holds: each file with its size, hash and the source
 * it was made from. The manifest lies in the tree, as .manifest, so that both
 * change at the same moment. It is text, sorted by path, and ends with a line
 * that counts, so that a torn one is known.
 */
#ifndef SAMPLAN_WRITE_MANIFEST_H
#define SAMPLAN_WRITE_MANIFEST_H

#include "base/hash.h"
#include "base/map.h"
#include "base/sb.h"

#define MANIFEST_NAME ".manifest"

struct manifest_entry {
	struct str path;
	struct str source; /* a plan file, or empty */
	uint64_t size;
	struct hash128 hash;
	bool whole; /* the file on the disk was found as it is said here */
};

struct manifest {
	struct manifest_entry *items; /* sorted by path */
	size_t count;
	size_t cap;
	struct map by_path; /* path → entry */
};

/* false when the bytes are not a whole manifest; then it is empty. */
bool manifest_parse(struct manifest *m, struct arena *a, struct str bytes);
const struct manifest_entry *
manifest_find(const struct manifest *m, struct str path);
/* By path; pointers from by_path are not to be used any more. */
void manifest_sort(struct manifest *m);
/* Sorts the entries and writes the text. */
void manifest_format(struct manifest *m, struct sb *out);
/* Of all names and bytes; the manifest is sorted. */
struct hash128 manifest_identity(const struct manifest *m);

#endif
