/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Many pieces of work of the same kind in a few processes that inherit all that
 * was loaded. Each process takes the next piece that is left; what a piece gave
 * comes back over a pipe and is taken in order of the pieces, so that the
 * number of processes changes nothing but the time. A piece that ends its
 * process, or takes too long, costs itself only: the finding names its file.
 *
 * Outside of a worker (in tests) everything is done in the calling process.
 */
#ifndef SAMPLAN_BUILD_POOL_H
#define SAMPLAN_BUILD_POOL_H

#include "build/options.h"
#include "diag/diag.h"

struct pool {
	const struct build_options *options;
	const char *title; /* of the worker, for messages: "plans" */
	struct diags *ds;
	size_t count; /* pieces, numbered from 0 */
	/* What went before and comes after, for worker_progress. */
	size_t done;
	size_t total;
	void *arg;
	/* A piece is of many files: findings name the one it was at. */
	bool many;
	/* Its files are of the output: no input is to blame for a lost one. */
	bool output;
	/* The file of a piece, as findings name it. */
	struct str (*file)(void *arg, size_t piece);
	/* In one of the processes: appends what the piece gives. */
	void (*work)(void *arg, size_t piece, struct sb *out);
	/* In the caller, in order. */
	void (*take)(void *arg, size_t piece, struct str bytes);
	/* In the caller, in order, for one that was lost; its finding is made. */
	void (*lost)(void *arg, size_t piece);
};

/* --jobs, or as many as there are processors. */
int pool_processes(const struct build_options *options);
void pool_run(const struct pool *p);

/*
 * Zeroed memory that processes share which are forked from here on; NULL when
 * there is none. n is what was asked for when it is given back.
 */
void *pool_share(size_t n);
void pool_unshare(void *p, size_t n);

#endif
