/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What changes on the disk, as inotifywait (package inotify-tools) tells it; it
 * runs as a child process. On a network file system, where changes made
 * elsewhere give no event, and after the queue of the kernel overflowed, the
 * folders are scanned and compared instead.
 *
 * The caller polls the descriptor (-1: none) with the timeout, then asks what
 * changed. A file that was written and closed is told at once. Anything else
 * (a file that goes, comes, or is about to be written) may be a part of an
 * editor's save or of a git checkout: that is told when all is quiet. What
 * editors leave beside the pages, and no build looks at, is not told.
 *
 * The child watches folders, not names. When one of them is exchanged, goes or
 * comes, it is started again, and everything counts as changed.
 */
#ifndef SAMPLAN_BUILD_WATCHER_H
#define SAMPLAN_BUILD_WATCHER_H

#include <sys/types.h>

#include "build/options.h"
#include "diag/diag.h"

/* A folder that is watched with all below it. */
struct watched {
	const char *folder;
	bool there;
	uint64_t inode; /* of what is watched: another may have its name now */
	uint64_t device;
};

struct watcher {
	const struct build_options *options;
	struct arena arena;        /* of the folder names */
	struct watched folders[3]; /* content, themes, plans */
	size_t folder_count;
	pid_t pid;        /* 0: no child */
	int fd;           /* its events, or -1 */
	struct sb bytes;  /* read and not yet understood */
	uint64_t scan;    /* of the last scan */
	bool scanning;    /* instead of events */
	double next_look; /* whether the folders are the same; or scan */
	bool moved;       /* one of the folders went */
	int failures;     /* to begin again, one after the other */
	bool lost;
	struct sb files; /* of the changes that were taken last */
	/* Of which more is to be expected: they went, or are new. */
	struct sb gone;
	struct sb fresh;
	bool elsewhere; /* there were others */
};

struct changes {
	bool site; /* something that the site is made from */
	bool plans;
	/*
	 * Each ended by a NUL, as findings name them, until the next changes
	 * are taken. Empty: not known, or other files than those in content/.
	 */
	struct str files;
};

/* false with a finding when nothing can be watched. */
bool watcher_start(
    struct watcher *w, const struct build_options *o, struct diags *ds);
/* Milliseconds until watcher_take wants to be asked, also without events. */
int watcher_timeout(const struct watcher *w);
/* Takes all that has come; waits for the end of what has only begun. */
struct changes watcher_take(struct watcher *w);
/* Waits until nothing more comes, and adds it. */
void watcher_take_more(struct watcher *w, struct changes *c);
/* The child ended, or cannot begin again: nothing will be told any more. */
bool watcher_lost(const struct watcher *w);
void watcher_stop(struct watcher *w);

#endif
