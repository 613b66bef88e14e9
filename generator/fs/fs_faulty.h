/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A disk that fails on purpose: passes every call on to another one and lets
 * the n-th one fail. A failing write or append leaves the first half of the
 * bytes behind, as a full disk does. What is tested with it: whatever call
 * fails, the output is whole, the message clear, the status right.
 */
#ifndef SAMPLAN_FS_FS_FAULTY_H
#define SAMPLAN_FS_FS_FAULTY_H

#include "fs/fs.h"

struct fs_faulty {
	struct fs fs; /* hand &faulty.fs to what is tested */
	struct fs *real;
	uint64_t calls;     /* so far, of every kind but unlock */
	uint64_t fail_at;   /* number of the call that fails, from 1; 0: none */
	bool forever;       /* and all after it */
	int err;            /* what it fails with */
	uint64_t exchanged; /* number of the last exchange; 0: none yet */
	const char *failed; /* name of the call that failed, or NULL */
};

void
fs_faulty_init(struct fs_faulty *f, struct fs *real, uint64_t fail_at, int err);

#endif
