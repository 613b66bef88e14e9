/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tree of documents: one folder for each plan, all of it changing at once
 * as any tree does (tree.h), at a cost that goes with what changed.
 *
 * In the tree lie manifests: .manifest lists the files on top, among them up
 * to SHELF_PARTS manifests .manifest.00 to .manifest.ff. Each lists the documents of
 * the folders whose name falls into that part. A part that nothing was done
 * to, and that is the same in both trees, is not opened.
 *
 * A folder that is neither set nor dropped stays as it is. Calls give 0 or an
 * errno value; after a failure shelf_commit must not be called, and readers
 * still see the earlier tree. shelf_put may be called in several processes, for
 * different folders, once shelf_begin was called before they parted.
 */
#ifndef SAMPLAN_WRITE_SHELF_H
#define SAMPLAN_WRITE_SHELF_H

#include "write/manifest.h"
#include "write/tree.h"

enum { SHELF_PARTS = 256 };

struct shelf_document {
	struct str name; /* in its folder */
	uint64_t size;
	struct hash128 hash;
	bool news;   /* readers do not see these bytes yet */
	bool harmed; /* because somebody changed or took the file away */
};

/* As the manifests say; sorted by name. */
struct shelf_folder {
	struct str name;
	struct str source;
	struct shelf_document *documents;
	size_t count;
	size_t cap;
};

/* What a commit did to a folder. */
struct shelf_event {
	struct str folder;
	struct str source; /* it had before, when something was removed */
	size_t made;       /* documents that are new or have other bytes now */
	size_t removed;
};

struct shelf;

unsigned shelf_part(struct str name);

int shelf_open(struct shelf **out, struct arena *a, struct fs *fs,
    const struct tree_options *options);
/*
 * Another folder beside the tree takes the place of the spare: documents that
 * readers do not see go there, and nothing is committed.
 */
int shelf_open_apart(struct shelf **out, struct arena *a, struct fs *fs,
    const struct tree_options *options, const char *folder);
/* What readers see, with every byte of it; zero when that is not known. */
struct hash128 shelf_sight(const struct shelf *s);
/* Whether its manifests, as far as they were read, say what it holds. */
bool shelf_known(const struct shelf *s);
/* The folders on the disk. */
const char *shelf_live(const struct shelf *s);
const char *shelf_spare(const struct shelf *s);

/* A folder that readers see, or *out is NULL. Valid until the next call. */
int
shelf_find(struct shelf *s, struct str folder, const struct shelf_folder **out);
/* All of a part, one after the other. Valid until the next call. */
int shelf_list(struct shelf *s, unsigned part,
    const struct shelf_folder **folders, size_t *count);
/* Whether each document of it lies there as it was written. */
int shelf_whole(struct shelf *s, const struct shelf_folder *f, bool *whole);
/* The same of a file on top. */
int shelf_top_whole(struct shelf *s, struct str path, bool *whole);

/* From here on the spare is in between; a kill leaves what is recognised. */
int shelf_begin(struct shelf *s);
/* Into the spare, when it is not there already. */
int shelf_put(struct shelf *s, struct str folder, struct str name,
    struct str bytes, struct shelf_document *out);
/* Like put, for one that lies in from/folder; *there: it does, byte for byte. */
int shelf_take(struct shelf *s, const char *from, struct str folder,
    struct shelf_document *d, bool *there);
/* The folder has these documents now, and was made from source. Copied. */
void shelf_set(struct shelf *s, struct str folder, struct str source,
    const struct shelf_document *documents, size_t count);
/* What was put into the folder in this run goes; somebody else will have it. */
int shelf_clear(struct shelf *s, struct str folder);
/*
 * Of a folder that readers see, only what is wanted stays; and of that only what
 * lies there whole, with readers or in the spare. Instead of set and drop, when
 * nothing can be made again.
 */
int shelf_keep(struct shelf *s, struct str folder,
    bool (*wanted)(void *arg, struct str name), void *arg);
/* There is no such folder any more. */
void shelf_drop(struct shelf *s, struct str folder);
/* It is not sure that the spare holds what its manifests say of the folder. */
void shelf_doubt(struct shelf *s, struct str folder);
/* Files on top; those neither put nor kept are gone after the commit. */
int shelf_top_put(struct shelf *s, struct str path, struct str bytes);
void shelf_top_keep(struct shelf *s, struct str path);
void shelf_top_keep_all(struct shelf *s);
/* All that lie there whole. */
int shelf_top_keep_whole(struct shelf *s);

/* Something was set, dropped or put. */
bool shelf_touched(const struct shelf *s);
/*
 * Brings the spare to what readers will see. From here on it is known what will
 * have happened: events, whether anything changes, and the spare's sight.
 */
int shelf_ready(struct shelf *s, struct tree_result *result);
/*
 * Exchanges the two, of one that is ready or not; with the result of it if it
 * is. After a failure result->swapped says what readers see.
 */
int shelf_commit(struct shelf *s, struct tree_result *result);
int shelf_abandon(struct shelf *s);
void shelf_close(struct shelf *s);
/* The spare, likewise. */
struct hash128 shelf_sight_spare(const struct shelf *s);
/* After the commit: whether folders of this part were touched in the tree. */
bool shelf_part_brought(const struct shelf *s, unsigned part);
bool shelf_part_purged(const struct shelf *s, unsigned part);
/* Of one that is ready, sorted by folder. */
const struct shelf_event *shelf_events(const struct shelf *s, size_t *count);

#endif
