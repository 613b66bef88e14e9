/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A program of another package, in a process of its own. It ends with the one
 * that started it, however that ends: what hangs, or waits for events, would
 * else stay for ever. Its signals are as they are for any program, and it gets
 * nothing of our environment. Its name is looked for in the PATH.
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
 * 0, or an errno value: ENOENT where it is not installed. The caller waits for
 * the process.
 */
int
tool_start(pid_t *pid, const char *const *argv, const struct tool_ends *ends);

/*
 * The same for one that is to do something and end, and whose caller may be
 * confined meanwhile: the kernel then keeps the caller from ending it, and also
 * from taking it along. A third process, the keeper, does both.
 */
struct tool {
	pid_t keeper; /* 0: nothing was begun */
	int alive;    /* a pipe that ends with the caller */
};

enum { TOOL_FAILED = -1 }; /* no errno value */

/* It is ended after ms. 0, or the errno value of a keeper that cannot be had. */
int tool_begin(struct tool *t, const char *const *argv, int ms);
/* Waits. 0: it did it; TOOL_FAILED: it did not; else as of tool_start. */
int tool_end(struct tool *t);

#endif
