/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A program of another package, in a process of its own. It ends with the one
 * that started it, however that ends: what hangs, or waits for events, would
 * else stay for ever. Its signals are as they are for any program, and it gets
 * nothing of our environment.
 */
#ifndef SAMPLAN_BUILD_TOOL_H
#define SAMPLAN_BUILD_TOOL_H

#include <sys/types.h>

/* Descriptors that it writes to; -1: nobody listens. */
struct tool_ends {
	int out;
	int err;
	int held; /* open in it as long as it lives */
};

/*
 * argv[0] is looked for in the PATH. 0, or an errno value: ENOENT where it is
 * not installed. The caller waits for the process.
 */
int
tool_start(pid_t *pid, const char *const *argv, const struct tool_ends *ends);

#endif
