/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Under watch and serve: a worker of the site that stays, with all of it
 * loaded, and a leak guard beside it. When the text of some pages was saved
 * and nothing else changed, it makes what is made from them, as a sketch
 * would, without loading the rest again.
 *
 * It never decides what is right: whatever is not a changed body of a page
 * that it knows (another title, a new file, an error, something that the guard
 * refuses, a crash) ends it, and the caller builds as always.
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

enum { RESIDENT_FILES = 100 /* in one change */ };

struct resident {
	struct build_options options;
	struct leak_link leak;
	struct resident_link link;
	struct worker site;
	struct worker guard;
	bool on;
	bool unwritten; /* what it made is in no record yet */
	size_t changes; /* that it made */
};

/*
 * After a build without errors. A failure is no harm: then everything is built
 * as always.
 */
void resident_start(struct resident *r, const struct build_options *o);
/*
 * Files that may have changed, each ended by a NUL, as findings name them.
 * true: made, with all findings about the site. false: it is ended, nothing
 * that readers see has changed, and there is no finding.
 */
bool resident_build(struct resident *r, struct str files, struct diags *ds,
    struct build_summary *summary);
/* Before another build: that one shall know what was made. */
void resident_settle(struct resident *r);
void resident_stop(struct resident *r);

/* The work of the worker (a worker_fn); options->resident leads to the link. */
void build_site_resident(const struct build_options *options, struct diags *ds,
    struct build_summary *summary);

/* What the first byte of an order says. */
enum { RESIDENT_MAKE = 'm', RESIDENT_SETTLE = 's' };

#endif
