/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a worker may open, and holding it to that: Landlock for the files, a
 * filter of system calls against the network, other programs and other
 * processes. Both stay for the life of the process. Where the kernel (or a
 * sandbox around it) knows neither, the disk (fs/fs_guarded.h) checks the same
 * places, and --verbose says so.
 */
#ifndef SAMPLAN_BUILD_CONFINE_H
#define SAMPLAN_BUILD_CONFINE_H

#include "build/options.h"
#include "diag/diag.h"
#include "fs/fs_guarded.h"

enum confine_role {
	CONFINE_SITE,
	CONFINE_PLANS,
	CONFINE_GUARD,
	CONFINE_PROTECT
};

struct confined {
	int landlock; /* version of the kernel's; 0: it has none */
	bool calls;   /* system calls are filtered */
};

/* The places of a role; made before anything hostile is read. */
struct fs_places confine_places(
    enum confine_role role, struct arena *a, const struct build_options *o);
/* Takes everything else away from this process, for ever. */
struct confined confine_self(const struct fs_places *places);
/* For --verbose: what holds for the worker of this name. */
void confine_tell(struct diags *ds, const char *worker, struct confined c);

#endif
