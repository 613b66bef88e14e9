/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Preloaded into samplan by tests: the process that makes a file, or a link,
 * whose path holds $TRIP_AT is killed there (TRIP=kill), has no room for it
 * (TRIP=full), or takes 10 ms more to make or read it (TRIP=slow). TRIP=late:
 * what is forked begins a second later.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Nothing is asked of the kernel: a confined process may not sleep. */
static void
dawdle(double so_long)
{
	double end = seconds() + so_long;

	while (seconds() < end)
		;
}

static int
trips(const char *path, int flags)
{
	const char *at = getenv("TRIP_AT"), *how = getenv("TRIP");

	if (!at || !how || !strstr(path, at))
		return 0;
	if (strcmp(how, "slow") == 0)
		dawdle(0.01);
	else if (strcmp(how, "kill") == 0 && (flags & O_CREAT))
		raise(SIGKILL);
	if (strcmp(how, "full") != 0 || !(flags & O_CREAT))
		return 0;
	errno = ENOSPC;
	return 1;
}

int
open(const char *path, int flags, ...)
{
	union {
		void *symbol;
		int (*call)(const char *, int, ...);
	} real = { dlsym(RTLD_NEXT, "open") };
	mode_t mode = 0;
	va_list ap;

	if (flags & O_CREAT) {
		va_start(ap, flags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
	}
	return trips(path, flags) ? -1 : real.call(path, flags, mode);
}

int
link(const char *from, const char *to)
{
	union {
		void *symbol;
		int (*call)(const char *, const char *);
	} real = { dlsym(RTLD_NEXT, "link") };

	return trips(to, O_CREAT) ? -1 : real.call(from, to);
}

pid_t
fork(void)
{
	union {
		void *symbol;
		pid_t (*call)(void);
	} real = { dlsym(RTLD_NEXT, "fork") };
	const char *how = getenv("TRIP");
	pid_t pid = real.call();

	if (pid == 0 && how && strcmp(how, "late") == 0)
		dawdle(1);
	return pid;
}
