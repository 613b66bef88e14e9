/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "build/bound.h"
#include "build/inputs.h"
#include "build/pipes.h"
#include "diag/msg.h"

enum {
	WORKERS_MOST = 8,
	LOOK_MS = 100,
	FDS_MOST = 4096,
	WIND_MS = 100,
	PATIENCE = 10
};

struct worker_board {
	char name[WORKER_NAME + 1]; /* of the file that is worked on */
	_Atomic size_t done;
	_Atomic size_t total;
};

/* What a child knows of itself; options->self leads here. */
struct worker_self {
	const struct worker *worker;
	struct worker_board *board;
	char *name;    /* of the file that is worked on, for others to see */
	int64_t wound; /* when its clocks were; 0: they stand */
	bool still;    /* and nothing winds them */
	struct fs_guarded disk;
	struct fs_recorded seen;
	struct fs_places places;
	struct arena arena;
	struct diags *ds;
};

/* --- in the child --------------------------------------------------------- */

static int
seconds_of(const struct worker *w)
{
	return w->seconds ? w->seconds : FILE_SECONDS;
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/*
 * Both clocks end the process with a signal of their own. They are wound for
 * each file, but not many times in one moment.
 */
static void
wind_clocks(struct worker_self *self)
{
	const struct itimerval busy = { .it_value = {
					    seconds_of(self->worker), 0 } };
	int64_t now = now_ms();

	if (self->still)
		return;
	if (self->wound && now - self->wound < WIND_MS)
		return;
	self->wound = now;
	setitimer(ITIMER_PROF, &busy, NULL);
	alarm(FILE_SECONDS_WAITING);
}

static void
note(void *arg, const char *path)
{
	const struct build_options *o = arg;
	char *shown = o->self->name;
	struct str name = str_from(path), root = str_from(o->root);

	if (str_starts(name, root) && name.n > root.n && name.p[root.n] == '/')
		name = str_from_off(name, root.n + 1);
	name = str_sub(name, 0, WORKER_NAME);
	memcpy(shown, name.p, name.n);
	shown[name.n] = '\0';
	wind_clocks(o->self);
}

void
worker_at(const struct build_options *options, struct str name)
{
	char path[WORKER_NAME + 1];

	if (!options->self)
		return;
	name = str_sub(name, 0, WORKER_NAME);
	memcpy(path, name.p, name.n);
	path[name.n] = '\0';
	note((void *)(uintptr_t)options, path);
}

void
worker_progress(const struct build_options *options, size_t done, size_t total)
{
	struct worker_board *board;

	if (!options->self)
		return;
	board = options->self->board;
	atomic_store_explicit(&board->total, total, memory_order_relaxed);
	atomic_store_explicit(&board->done, done, memory_order_relaxed);
}

void
worker_apart(const struct build_options *options, char *name)
{
	struct worker_self *self = options->self;

	if (!self)
		return;
	self->board = arena_new(&self->arena, struct worker_board);
	self->name = name;
	self->wound = 0; /* a new process has no clocks yet */
}

void
worker_reads_apart(const struct build_options *options)
{
	if (options->self)
		options->self->seen.off = true;
}

void
worker_looks(const struct build_options *options, bool only)
{
	if (options->self)
		options->self->seen.off = only;
}

void
worker_note(const struct build_options *options, const struct fs_seen *item)
{
	if (options->self)
		fs_recorded_note(&options->self->seen, item);
}

void
worker_expects(const struct build_options *options, size_t count)
{
	if (options->self)
		fs_recorded_expect(&options->self->seen, count);
}

const struct fs_recorded *
worker_seen(const struct build_options *options)
{
	return options->self ? &options->self->seen : NULL;
}

void
worker_waits(const struct build_options *options)
{
	const struct itimerval never = { 0 };

	if (!options->self)
		return;
	options->self->wound = 0;
	setitimer(ITIMER_PROF, &never, NULL);
	alarm(0);
}

void
worker_publishes(const struct build_options *options, bool publishes)
{
	if (!options->self)
		return;
	worker_waits(options);
	options->self->still = publishes;
}

void
worker_confine(const struct build_options *options)
{
	struct worker_self *self = options->self;
	struct confined c;

	if (!self)
		return;
	self->places =
	    confine_places(self->worker->role, &self->arena, options);
	c = confine_self(&self->places);
	self->disk.places = &self->places;
	self->disk.follow = c.landlock == 0;
	if (options->verbose)
		confine_tell(self->ds, self->worker->name, c);
}

static bool
kept(const struct worker *w, int fd)
{
	for (size_t i = 0; i < sizeof(w->keep) / sizeof(*w->keep); i++)
		if (fd == w->keep[i])
			return true;
	return false;
}

static void
close_one_by_one(int from, int to)
{
	for (int fd = from; fd <= to; fd++)
		close(fd);
}

/* One call where the kernel knows it. */
static void
close_between(int from, int to)
{
	if (from <= to &&
	    syscall(SYS_close_range, (unsigned)from, (unsigned)to, 0) != 0)
		close_one_by_one(from, to < FDS_MOST ? to : FDS_MOST);
}

/* Sockets, watches and pipes of the parent are none of the child's business. */
static void
close_others(const struct worker *w, int own)
{
	int from = STDERR_FILENO + 1;

	for (int fd = from; fd < FDS_MOST; fd++)
		if (fd == own || kept(w, fd)) {
			close_between(from, fd - 1);
			from = fd + 1;
		}
	close_between(from, INT_MAX);
}

/* Until it is confined a worker sees the whole disk. */
static const struct fs_places *
everything(void)
{
	static const struct fs_place all[] = {
		{ "/", FS_MAY_READ | FS_MAY_WRITE | FS_MAY_SWAP },
		{ "", FS_MAY_READ | FS_MAY_WRITE | FS_MAY_SWAP },
	};
	static const struct fs_places places = {
		(struct fs_place *)(uintptr_t)all, 2, 2
	};

	return &places;
}

static void
run_child(const struct worker *w, const struct build_options *options, int fd)
{
	struct diags ds = { 0 };
	struct build_summary summary = { 0 };
	struct sb bytes = { 0 }, inputs = { 0 };
	struct worker_self self = { .worker = w,
		.board = w->board,
		.name = w->board->name,
		.ds = &ds };
	struct build_options own = *options;

	signal(SIGPIPE, SIG_IGN);
	close_others(w, fd);
	fs_recorded_init(&self.seen, options->fs, str_from(options->output));
	fs_guarded_init(&self.disk, &self.seen.fs, everything());
	own.fs = &self.disk.fs;
	own.self = &self;
	self.disk.reading = note;
	self.disk.arg = &own;
	w->work(&own, &ds, &summary);
	inputs_pack(&inputs, self.seen.items, self.seen.count);
	wire_pack(&bytes, &ds, sb_view(&inputs), &summary);
	pipe_write(fd, bytes.p, bytes.n);
	close(fd);
	sb_release(&bytes);
	diag_release(&ds);
	sb_release(&inputs);
	fs_recorded_release(&self.seen);
	arena_release(&self.arena);
}

/* --- in the parent -------------------------------------------------------- */

static struct worker_board *
board_new(void)
{
	void *p = mmap(NULL, sizeof(struct worker_board),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ? NULL : p;
}

int
worker_start(struct worker *w, const struct build_options *options)
{
	int ends[2];
	int err = 0;
	pid_t self = getpid();

	w->fd = -1;
	w->progress = options->progress;
	w->board = board_new();
	if (!w->board)
		return ENOMEM;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return errno;
	w->pid = fork();
	if (w->pid < 0)
		err = errno;
	if (w->pid == 0) {
		if (!bound_to(self))
			_exit(0);
		if (options->patient)
			(void)!nice(PATIENCE);
		run_child(w, options, ends[1]);
		exit(0);
	}
	close(ends[1]);
	if (err)
		close(ends[0]);
	else
		w->fd = ends[0];
	return err;
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

static struct finding *
say_lost(
    const char *name, int status, int seconds, struct str at, struct diags *ds)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 3)
		return diag_add_file(ds, DIAG_B02, STR_NONE,
		    N_("the worker for the %s ran out of memory"), name);
	if (WIFSIGNALED(status) &&
	    (WTERMSIG(status) == SIGPROF || WTERMSIG(status) == SIGALRM))
		return diag_add_file(ds, DIAG_S04, at,
		    N_("it took longer than %d seconds, so the worker for the "
		       "%s was ended"),
		    WTERMSIG(status) == SIGPROF ? seconds
						: FILE_SECONDS_WAITING,
		    name);
	if (WIFSIGNALED(status))
		return diag_add_file(ds, DIAG_B05, at,
		    N_("the worker for the %s was stopped by signal %d"), name,
		    WTERMSIG(status));
	return diag_add_file(ds, DIAG_B05, at,
	    N_("the worker for the %s ended without a result"), name);
}

struct finding *
worker_tell_lost(const struct build_options *options, const char *title,
    int status, struct str at, struct diags *ds)
{
	int seconds =
	    options->self ? seconds_of(options->self->worker) : FILE_SECONDS;

	return say_lost(title, status, seconds, at, ds);
}

static void
finish(struct worker *w, struct diags *ds, struct build_summary *summary)
{
	int status = 0;

	close(w->fd);
	w->fd = -1;
	while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
		;
	w->done = wire_unpack(sb_view(&w->bytes), ds, &w->inputs, summary);
	memcpy(w->at, w->board->name, sizeof(w->at));
	w->at[WORKER_NAME] = '\0';
	if (!w->done) {
		struct finding *f = say_lost(
		    w->name, status, seconds_of(w), str_from(w->at), ds);

		/* Nothing of it is new now, and no file is to blame. */
		if (f->code == DIAG_B05)
			f->severity = SEV_SYSTEM;
	}
	munmap(w->board, sizeof(*w->board));
	w->board = NULL;
}

static const struct build_progress *
looked_on_by(const struct worker *workers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (workers[i].fd >= 0)
			return workers[i].progress;
	return NULL;
}

/* Tells whoever looks on how far the workers are. */
static void
show(const struct build_progress *on, const struct worker *workers,
    size_t count, bool over)
{
	struct build_state states[WORKERS_MOST];
	size_t n = 0;

	for (size_t i = 0; on && on->show && i < count; i++) {
		struct worker_board *board = workers[i].board;

		if (workers[i].fd < 0)
			continue;
		states[n++] = (struct build_state){ .name = workers[i].name,
			.done = atomic_load(&board->done),
			.total = atomic_load(&board->total),
			.over = over };
	}
	if (n)
		on->show(on->arg, states, n);
}

void
worker_end(struct worker *w)
{
	if (w->fd < 0)
		return;
	kill(w->pid, SIGKILL);
	close(w->fd);
	w->fd = -1;
	while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR)
		;
	sb_release(&w->bytes);
	munmap(w->board, sizeof(*w->board));
	w->board = NULL;
}

/* The number of the signal that waits; 0: none that can be read. */
static int
signal_that_came(int fd)
{
	struct signalfd_siginfo info;

	return read(fd, &info, sizeof(info)) == (ssize_t)sizeof(info)
		   ? (int)info.ssi_signo
		   : 0;
}

enum { OTHERS_MOST = 2 };

/* Last of all, so that asked_to_end need not know of it. */
static struct pollfd
guest_of(const struct build_progress *on)
{
	return (struct pollfd){ .fd = on && on->serve ? on->guest : -1,
		.events = POLLIN };
}

/* What is looked at besides the workers. */
static size_t
add_others(struct pollfd *p, const struct build_progress *on)
{
	size_t n = 0;

	p[n++] =
	    (struct pollfd){ .fd = on ? on->signals : -1, .events = POLLIN };
	for (size_t i = 0; on && i < on->other_count && i < OTHERS_MOST; i++)
		p[n++] =
		    (struct pollfd){ .fd = on->others[i], .events = POLLIN };
	return n;
}

/* Why the run ends before its time, as a signal; 0: it goes on. */
static int
asked_to_end(const struct pollfd *others, size_t count)
{
	if (others[0].revents)
		return signal_that_came(others[0].fd);
	for (size_t i = 1; i < count; i++)
		if (others[i].revents)
			return SIGUSR1;
	return 0;
}

/* Takes what they say until the last one has ended, or a signal comes. */
static int
listen_to(struct worker *workers, size_t count, const struct build_progress *on)
{
	struct pollfd p[WORKERS_MOST + 2 + OTHERS_MOST] = { 0 };
	int timeout = on && on->show ? LOOK_MS : -1;
	size_t others = add_others(p + count, on);
	struct pollfd *guest = &p[count + others];
	size_t left = 0;
	int sign = 0;

	*guest = guest_of(on);
	for (size_t i = 0; i < count; i++) {
		p[i] = (struct pollfd){ .fd = workers[i].fd, .events = POLLIN };
		left += workers[i].fd >= 0;
	}
	while (left && sign == 0) {
		if (poll(p, count + others + 1, timeout) < 0 && errno != EINTR)
			break;
		if (guest->revents)
			on->serve(on->arg);
		show(on, workers, count, false);
		sign = asked_to_end(p + count, others);
		for (size_t i = 0; i < count && sign == 0; i++) {
			if (p[i].fd < 0 || p[i].revents == 0 ||
			    take(&workers[i]))
				continue;
			p[i].fd = -1;
			left--;
		}
	}
	return sign;
}

/* All at once: one may wait for what another one has still to say. */
void
workers_collect(struct worker *workers, size_t count, struct diags *ds,
    struct build_summary *summary)
{
	const struct build_progress *on = looked_on_by(workers, count);
	int sign = listen_to(workers, count, on);

	show(on, workers, count, true);
	if (sign)
		summary->interrupted = sign;
	for (size_t i = 0; i < count; i++)
		if (sign)
			worker_end(&workers[i]);
		else if (workers[i].fd >= 0)
			finish(&workers[i], ds, summary);
}

void
workers_release(struct worker *workers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		sb_release(&workers[i].bytes);
		workers[i].inputs = STR_NONE;
	}
}
