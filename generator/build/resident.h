/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Under watch and serve: a worker of the site that stays, with all of it
 * loaded, and a leak guard beside it. When texts or titles of some pages were
 * saved and nothing else changed, it goes the same steps as a build for these
 * pages alone, and what is made from them is published in two goes: the pages
 * where somebody looks, and then, when it is asked to finish, what is made of
 * many pages together (search, lists, differences between versions).
 *
 * It never decides what is right: whatever is more than that (a heading, a new
 * file, an error, something that the guard refuses, a crash) ends it, and the
 * caller builds as always.
 */
#ifndef SAMPLAN_BUILD_RESIDENT_H
#define SAMPLAN_BUILD_RESIDENT_H

#include "build/leak.h"
#include "build/worker.h"

/* Ends of two pipes between the program and the worker; -1: closed. */
struct resident_link {
	int order_in; /* the worker reads */
	int order_out;
	int answer_in;
	int answer_out; /* the worker writes */
};

struct resident {
	struct build_options options;
	struct leak_link leak;
	struct resident_link link;
	struct worker site;
	struct worker guard;
	bool on;
	bool unwritten;  /* what it made is in no record yet */
	bool unfinished; /* what is made of many pages is as before */
	size_t changes;  /* that it made */
};

/*
 * After a build without errors. A failure is no harm: then everything is built
 * as always.
 */
void resident_start(struct resident *r, const struct build_options *o);

enum resident_said {
	RESIDENT_MADE,    /* readers see it; resident_findings has to follow */
	RESIDENT_REFUSED, /* it can go on from what is there, but not with this */
	RESIDENT_ENDED
};

/*
 * Files that may have changed, each ended by a NUL, as findings name them.
 * Whatever it says, readers see nothing that is half done.
 */
enum resident_said resident_build(
    struct resident *r, struct str files, struct build_summary *summary);
/* All findings about the site. */
void resident_findings(struct resident *r, struct diags *ds);
/* Makes what resident_build left; false: it has ended. */
bool resident_finish(struct resident *r, struct build_summary *summary);
/* Before another build, and before the end: what was made is remembered. */
void resident_settle(struct resident *r);
void resident_stop(struct resident *r);

/* The work of the worker (a worker_fn); options->resident leads to the link. */
void build_site_resident(const struct build_options *options, struct diags *ds,
    struct build_summary *summary);

/* What the first byte of an order says. */
enum { RESIDENT_MAKE = 'm', RESIDENT_FINISH = 'f', RESIDENT_SETTLE = 's' };

#endif
