/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Work in another process, so that a crash costs only that work and the site
 * and the plans cannot reach each other. The child runs the function, sends
 * its findings and summary, and ends; the parent collects them. A child that
 * takes too long over one file is ended, and the finding names the file.
 */
#ifndef SAMPLAN_BUILD_WORKER_H
#define SAMPLAN_BUILD_WORKER_H

#include <sys/types.h>

#include "build/confine.h"
#include "build/wire.h"
#include "fs/fs_recorded.h"

/* For one file: of the processor, and by the clock on a wall. */
enum { FILE_SECONDS = 20, FILE_SECONDS_WAITING = 120, WORKER_NAME = 1000 };

typedef void
worker_fn(const struct build_options *, struct diags *, struct build_summary *);

/* What the parent can still read when the child is gone. */
struct worker_board;

struct worker {
	const char *name; /* for messages: "site" */
	worker_fn *work;
	enum confine_role role;
	int keep[4]; /* other descriptors it needs; 0: no more */
	pid_t pid;
	int fd; /* reading end; -1 when not started */
	struct sb bytes;
	struct worker_board *board;
	bool done;                /* it came to its end */
	char at[WORKER_NAME + 1]; /* else the file it was working on */
	int seconds;       /* for one file, of the processor; 0: FILE_SECONDS */
	struct str inputs; /* what it read (inputs_pack); of one that is done */
	const struct build_progress *progress;
};

/* 0 or an errno value. The caller must have flushed its streams. */
int worker_start(struct worker *w, const struct build_options *options);
/* Ends it at once; what it would have said is not waited for. */
void worker_end(struct worker *w);
/*
 * Waits for all of them and adds what they say; a lost one is a finding.
 * workers_release follows, when their inputs are not needed any more.
 */
void workers_collect(struct worker *workers, size_t count, struct diags *ds,
    struct build_summary *summary);
/* Of workers that were collected: what they read is gone. */
void workers_release(struct worker *workers, size_t count);

/*
 * In the child, both do nothing outside of one: takes away all that the role
 * does not need (before anything hostile is read), and says which file is
 * worked on (the clock begins anew). Reading a file says so by itself.
 */
void worker_confine(const struct build_options *options);
void worker_at(const struct build_options *options, struct str name);
/*
 * This worker waits for another one, which has clocks of its own; nothing ends
 * it before it is at a file again.
 */
void worker_waits(const struct build_options *options);
/*
 * Meanwhile it only brings to the disk what it has made, which may take as long
 * as the disk needs: its clocks stand, and files that it reads do not wind them.
 */
void worker_publishes(const struct build_options *options, bool publishes);
/*
 * How far its work is. Cheap, to be said as often as one likes; done may go on
 * to a new total.
 */
void
worker_progress(const struct build_options *options, size_t done, size_t total);
/*
 * In a process that a worker forked: it has a board of its own from here on,
 * so that what it says of itself is not taken for the worker's. The file that
 * it works on is written to name (WORKER_NAME and a NUL).
 */
void worker_apart(const struct build_options *options, char *name);
/* The finding about a process that ended at a file before its work was done. */
struct finding *worker_tell_lost(const struct build_options *options,
    const char *title, int status, struct str at, struct diags *ds);
/*
 * What it reads from here on is no input of the run: it keeps a list of its
 * own (plan_files, leak_plans), and what has to be told is noted.
 */
void worker_reads_apart(const struct build_options *options);
/* Meanwhile what is asked of the disk is not noted. */
void worker_looks(const struct build_options *options, bool only);
void
worker_note(const struct build_options *options, const struct fs_seen *item);
/* So many files will be noted. */
void worker_expects(const struct build_options *options, size_t count);
/* What the process read so far, or NULL outside of a worker. */
const struct fs_recorded *worker_seen(const struct build_options *options);

#endif
