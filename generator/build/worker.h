/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Work in another process, so that a crash costs only that work and the site
 * and the plans cannot reach each other. The child runs the function, sends
 * its findings and summary, and ends; the parent collects them.
 */
#ifndef SAMPLAN_BUILD_WORKER_H
#define SAMPLAN_BUILD_WORKER_H

#include <sys/types.h>

#include "build/wire.h"

typedef void worker_fn(const struct build_options *, struct diags *,
    struct build_summary *);

struct worker {
	const char *name; /* for messages: "site" */
	worker_fn *work;
	pid_t pid;
	int fd; /* reading end; -1 when not started */
	struct sb bytes;
};

/* 0 or an errno value. The caller must have flushed its streams. */
int worker_start(struct worker *w, const struct build_options *options);
/* Waits for all of them and adds what they say; a lost one is a finding. */
void workers_collect(struct worker *workers, size_t count, struct diags *ds,
    struct build_summary *summary);

#endif
