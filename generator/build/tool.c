/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include "build/bound.h"

enum { UNTOLD = 126, UNSTARTED = 127 };

/* As a keeper says it. */
enum { KEEPER_FAILED = 255 };

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
	errno = ESRCH;
	if (!bound_to(starter) || nothing < 0)
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

static int
wait_for(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return KEEPER_FAILED;
	return WIFEXITED(status) ? WEXITSTATUS(status) : KEEPER_FAILED;
}

static int
keep(const char *const *argv, int alive, int ms)
{
	int ends[2], err;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return errno;
	err = tool_start(&pid, argv,
	    &(struct tool_ends){ .out = -1, .err = -1, .held = ends[1] });
	close(ends[1]);
	if (err)
		return err;

	struct pollfd fds[] = { { .fd = ends[0], .events = POLLIN },
		{ .fd = alive, .events = POLLIN } };

	if (poll(fds, 2, ms) <= 0 || fds[1].revents)
		kill(pid, SIGKILL);
	return wait_for(pid) == 0 ? 0 : KEEPER_FAILED;
}

int
tool_begin(struct tool *t, const char *const *argv, int ms)
{
	int ends[2], err = 0;

	*t = (struct tool){ 0 };
	if (pipe2(ends, O_CLOEXEC) < 0)
		return errno;
	t->keeper = fork();
	if (t->keeper == 0) {
		close(ends[1]);
		_exit(keep(argv, ends[0], ms));
	}
	if (t->keeper < 0)
		err = errno;
	close(ends[0]);
	if (err == 0) {
		t->alive = ends[1];
		return 0;
	}
	close(ends[1]);
	t->keeper = 0;
	return err;
}

int
tool_end(struct tool *t)
{
	int said = wait_for(t->keeper);

	close(t->alive);
	*t = (struct tool){ 0 };
	return said == KEEPER_FAILED ? TOOL_FAILED : said;
}
