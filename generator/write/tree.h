/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One tree of output (site, plans or report) that changes as a whole.
 *
 * Two folders take turns: OUTPUT/NAME is what readers see, OUTPUT/.NAME.next
 * is the spare. A build brings the spare up to date, syncs once and exchanges
 * the two names. Only what differs from the spare is written. A killed build
 * leaves a spare without a manifest, and the next build makes it anew.
 *
 * Calls give 0 or an errno value; after a failure tree_commit must not be
 * called, and readers still see the earlier tree.
 */
#ifndef SAMPLAN_WRITE_TREE_H
#define SAMPLAN_WRITE_TREE_H

#include "base/arena.h"
#include "fs/fs.h"
#include "write/manifest.h"

struct tree_options {
	const char *output; /* folder that holds the trees */
	const char *name;   /* "site" */
	uint32_t folder_mode;
	uint32_t file_mode;
	/* What was removed leaves the spare in the same run too. */
	bool purge;
	bool unsynced; /* the commit does not wait for the disk */
};

struct tree_result {
	bool changed;     /* readers see something new */
	bool only_styles; /* and all of it in files that end in .css */
	bool swapped;     /* they see it by now, whatever failed afterwards */
	bool not_atomic;  /* the disk could not exchange; two renames did it */
	size_t written;   /* files, by tree_put */
	size_t removed;
};

/* A file of the tree is new, or has other bytes, or is gone. */
void tree_result_note(struct tree_result *result, struct str path, bool gone);

struct tree;

/*
 * Heals what a kill left behind and sees that the spare folder is there, for
 * one who may then write in both folders but make no other beside them.
 */
int tree_prepare(struct fs *fs, const struct tree_options *options);
/*
 * Whether what readers see is as the last build left it: the manifest, and
 * each file as the manifest says. No tree at all is whole, too.
 */
bool tree_whole(struct fs *fs, const struct tree_options *options);
int tree_open(struct tree **out, struct arena *a, struct fs *fs,
    const struct tree_options *options);
/*
 * The same in two steps, for one with something else to do while the disk is
 * asked for all files: when tree_look gave 0, tree_settle must follow, and before
 * anything else is done with the tree.
 */
int tree_look(struct tree **out, struct arena *a, struct fs *fs,
    const struct tree_options *options);
int tree_settle(struct tree *t);
/* path is relative, without "..", and not yet put; source may be empty. */
int
tree_put(struct tree *t, struct str path, struct str bytes, struct str source);
/*
 * The same in three steps, for many files in several processes: tree_ready
 * before the first process is forked, tree_store in any of these, tree_note in
 * the one that goes on with the tree.
 */
struct tree_stored {
	uint64_t size;
	struct hash128 hash;
};
int tree_ready(struct tree *t);
int tree_store(struct tree *t, struct str path, struct str bytes,
    struct tree_stored *stored);
void
tree_note(struct tree *t, struct str path, const struct tree_stored *stored);
/* Whether readers see this file now, as the last build made it. */
bool tree_holds(const struct tree *t, struct str path);
/* Keeps one that tree_holds. */
int tree_keep(struct tree *t, struct str path);
/* Its bytes, appended. */
int tree_read(const struct tree *t, struct str path, struct sb *out);
/* Keeps what readers see now of everything made from this source. */
int tree_keep_source(struct tree *t, struct str source);
/* What readers saw when it was opened, and what was put: names and bytes. */
struct hash128 tree_before(const struct tree *t);
struct hash128 tree_after(const struct tree *t);
/* Ready: exchange. */
int tree_commit(struct tree *t, struct tree_result *result);
/* Not to be published: nothing of it stays behind. */
int tree_abandon(struct tree *t);
/* After the commit, sorted: paths that are new or have other bytes now, … */
const struct str *tree_changed(const struct tree *t, size_t *count);
/* … and paths that readers saw before and that were not put. */
const struct str *tree_removed(const struct tree *t, size_t *count);
/* What a removed path was made from; empty: unknown. */
struct str tree_removed_source(const struct tree *t, struct str path);

#endif
