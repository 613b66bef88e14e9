/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "diag/msg.h"

static void
send_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return; /* the parent sees a message without end */
		bytes = str_from_off(bytes, (size_t)n);
	}
}

static void
run_child(const struct worker *w, const struct build_options *options, int fd)
{
	struct diags ds = { 0 };
	struct build_summary summary = { 0 };
	struct sb bytes = { 0 };

	w->work(options, &ds, &summary);
	wire_pack(&bytes, &ds, &summary);
	send_all(fd, sb_view(&bytes));
	close(fd);
	sb_release(&bytes);
	diag_release(&ds);
}

int
worker_start(struct worker *w, const struct build_options *options)
{
	int ends[2];

	w->fd = -1;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return errno;
	w->pid = fork();
	if (w->pid < 0) {
		int err = errno;

		close(ends[0]);
		close(ends[1]);
		return err;
	}
	if (w->pid == 0) {
		close(ends[0]);
		run_child(w, options, ends[1]);
		exit(0);
	}
	close(ends[1]);
	w->fd = ends[0];
	return 0;
}

/* Takes what is there; false when the worker has nothing more to say. */
static bool
take(struct worker *w)
{
	ssize_t n = read(w->fd, sb_room(&w->bytes, 65536), 65536);

	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	w->bytes.n += (size_t)n;
	return n > 0;
}

static void
finish(struct worker *w, struct diags *ds, struct build_summary *summary)
{
	int status = 0;

	close(w->fd);
	w->fd = -1;
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (wire_unpack(sb_view(&w->bytes), ds, summary)) {
		sb_release(&w->bytes);
		return;
	}
	sb_release(&w->bytes);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
		diag_add_file(ds, DIAG_B02, STR_NONE,
		    N_("the worker for the %s ran out of memory"), w->name);
	else if (WIFSIGNALED(status))
		diag_add_file(ds, DIAG_B05, STR_NONE,
		    N_("the worker for the %s was stopped by signal %d"),
		    w->name, WTERMSIG(status));
	else
		diag_add_file(ds, DIAG_B05, STR_NONE,
		    N_("the worker for the %s ended without a result"),
		    w->name);
}

void
workers_collect(struct worker *workers, size_t count, struct diags *ds,
    struct build_summary *summary)
{
	for (size_t i = 0; i < count; i++) {
		if (workers[i].fd < 0)
			continue;
		while (take(&workers[i]))
			;
		finish(&workers[i], ds, summary);
	}
}
