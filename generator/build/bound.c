/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/bound.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

bool
bound_to(pid_t parent)
{
	/* The kernel tells of an end from here on, and not of one before. */
	return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent;
}
