/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Preloaded into samplan by tests: the process that makes a file whose path
 * holds $TRIP_AT is killed there (TRIP=kill), or has no room for it (TRIP=full).
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static int
trips(const char *path, int flags)
{
	const char *at = getenv("TRIP_AT"), *how = getenv("TRIP");

	if (!at || !how || !(flags & O_CREAT) || !strstr(path, at))
		return 0;
	if (strcmp(how, "kill") == 0)
		raise(SIGKILL);
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
