/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { UNTOLD = 126, UNSTARTED = 127 };

static bool
put(int from, int nothing, int to)
{
	return dup2(from < 0 ? nothing : from, to) == to;
}

/* Returns only when it fails; errno tells why. */
static void
become(const char *const *argv, const struct tool_ends *ends, pid_t starter)
{
	char *environment[] = { "PATH=/usr/bin:/bin", "LC_ALL=C", NULL };
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	errno = ESRCH;
	if (getppid() != starter || nothing < 0)
		return;
	if (!put(-1, nothing, STDIN_FILENO) ||
	    !put(ends->out, nothing, STDOUT_FILENO) ||
	    !put(ends->err, nothing, STDERR_FILENO))
		return;
	if (ends->held >= 0 && fcntl(ends->held, F_SETFD, 0) < 0)
		return;
	execvpe(argv[0], (char *const *)(uintptr_t)argv, environment);
}

int
tool_start(pid_t *pid, const char *const *argv, const struct tool_ends *ends)
{
	int said[2], err = 0;
	pid_t self = getpid();

	*pid = 0;
	if (pipe2(said, O_CLOEXEC) < 0)
		return errno;
	*pid = fork();
	if (*pid == 0) {
		become(argv, ends, self);
		err = errno;
		_exit(
		    write(said[1], &err, sizeof(err)) < 0 ? UNTOLD : UNSTARTED);
	}
	err = *pid < 0 ? errno : 0;
	close(said[1]);
	/* Closed without a word by exec. */
	if (err == 0 && read(said[0], &err, sizeof(err)) != sizeof(err))
		err = 0;
	close(said[0]);
	if (err && *pid > 0)
		while (waitpid(*pid, NULL, 0) < 0 && errno == EINTR)
			;
	if (err)
		*pid = 0;
	return err;
}
