/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/map.h"
#include "build/bound.h"
#include "build/pipes.h"
#include "build/worker.h"
#include "diag/msg.h"

enum { MOST = 64, WORTH_A_PROCESS = 4, READ_SIZE = 256 * 1024 };
/* A piece that several processes died of in a row: something else is wrong. */
enum { DEATHS_MOST = 1000 };
/* Results that wait for an earlier one: so much, then their makers wait, too. */
enum { HELD_MOST = 4 * 1024 * 1024 };

/* Shared by all of them. */
struct board {
	_Atomic size_t next;     /* piece that nobody has taken */
	_Atomic size_t at[MOST]; /* piece each one works on, from 1; 0: none */
	char names[MOST][WORKER_NAME + 1]; /* of the file in it */
};

struct frame {
	uint64_t piece;
	uint64_t bytes;
};

struct member {
	pid_t pid; /* 0: not running */
	int fd;
	struct sb bytes;
	size_t said; /* the last piece that came from it, from 1 */
};

/* What came out of turn. */
struct waiting {
	bool there;
	bool lost;
	struct sb bytes;
};

struct crew {
	const struct pool *pool;
	struct board *board;
	struct member members[MOST];
	size_t size;
	struct arena arena;
	struct waiting *waiting; /* by piece */
	size_t next;             /* piece that is taken next */
	size_t held;             /* bytes that wait */
	size_t deaths;
};

void *
pool_share(size_t n)
{
	void *p = mmap(NULL, n ? n : 1, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ? NULL : p;
}

void
pool_unshare(void *p, size_t n)
{
	if (p)
		munmap(p, n ? n : 1);
}

int
pool_processes(const struct build_options *options)
{
	long n =
	    options->jobs > 0 ? options->jobs : sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > MOST ? MOST : (int)n;
}

/* --- in a process of the pool --------------------------------------------- */

static void
work_on(const struct crew *c, size_t number, int fd)
{
	const struct pool *p = c->pool;
	struct sb out = { 0 };
	size_t piece;

	while ((piece = atomic_fetch_add(&c->board->next, 1)) < p->count) {
		struct frame f = { .piece = piece };

		atomic_store(&c->board->at[number], piece + 1);
		worker_at(p->options, p->file(p->arg, piece));
		sb_reset(&out);
		p->work(p->arg, piece, &out);
		f.bytes = out.n;
		/* Whoever has to wait until it is heard is not to blame. */
		worker_waits(p->options);
		if (!pipe_write(fd, &f, sizeof(f)) ||
		    !pipe_write(fd, out.p, out.n))
			break;
		atomic_store(&c->board->at[number], 0);
	}
	sb_release(&out);
}

static void
run_member(struct crew *c, size_t number, int fd, pid_t caller)
{
	if (!bound_to(caller))
		_exit(0);
	for (size_t i = 0; i < c->size; i++)
		if (c->members[i].pid)
			close(c->members[i].fd);
	worker_apart(c->pool->options, c->board->names[number]);
	work_on(c, number, fd);
	close(fd);
	exit(0);
}

/* --- in the caller -------------------------------------------------------- */

static int
start(struct crew *c, size_t number)
{
	struct member *m = &c->members[number];
	pid_t caller = getpid();
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return errno;
	atomic_store(&c->board->at[number], 0);
	m->said = 0;
	m->pid = fork();
	if (m->pid < 0) {
		int err = errno;

		m->pid = 0;
		close(ends[0]);
		close(ends[1]);
		return err;
	}
	if (m->pid == 0) {
		close(ends[0]);
		run_member(c, number, ends[1], caller);
	}
	close(ends[1]);
	m->fd = ends[0];
	return 0;
}

/* Hands on what is there without a gap. */
static void
hand_on(struct crew *c)
{
	const struct pool *p = c->pool;

	while (c->next < p->count && c->waiting[c->next].there) {
		struct waiting *w = &c->waiting[c->next];

		if (w->lost)
			p->lost(p->arg, c->next);
		else
			p->take(p->arg, c->next, sb_view(&w->bytes));
		c->held -= w->bytes.n;
		sb_release(&w->bytes);
		c->next++;
	}
	worker_progress(p->options, p->done + c->next, p->total);
}

static void
put_aside(struct crew *c, size_t piece, struct str bytes, bool lost)
{
	struct waiting *w = &c->waiting[piece];

	if (w->there)
		return;
	w->there = true;
	w->lost = lost;
	if (!lost)
		sb_str(&w->bytes, bytes);
	c->held += w->bytes.n;
}

/* Whole frames of what a member said; false when they make no sense. */
static bool
take_frames(struct crew *c, struct member *m)
{
	struct str rest = sb_view(&m->bytes);
	struct frame f;
	struct sb left = { 0 };

	while (rest.n >= sizeof(f)) {
		memcpy(&f, rest.p, sizeof(f));
		if (f.piece >= c->pool->count)
			return false;
		if (f.bytes > rest.n - sizeof(f))
			break;
		put_aside(c, f.piece, str_sub(rest, sizeof(f), f.bytes), false);
		m->said = f.piece + 1;
		rest = str_from_off(rest, sizeof(f) + f.bytes);
	}
	/* A long result comes in many pieces: it is not copied for each. */
	if (rest.n == m->bytes.n)
		return true;
	sb_str(&left, rest);
	sb_release(&m->bytes);
	m->bytes = left;
	return true;
}

/* false when it has nothing more to say. */
static bool
listen_to(struct crew *c, struct member *m)
{
	ssize_t n = read(m->fd, sb_room(&m->bytes, READ_SIZE), READ_SIZE);

	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	m->bytes.n += (size_t)n;
	return n > 0 && take_frames(c, m);
}

static void
tell_lost(const struct pool *p, int status, struct str file)
{
	struct finding *f =
	    worker_tell_lost(p->options, p->title, status, file, p->ds);

	if (p->output)
		f->severity = SEV_SYSTEM;
}

/* It ended: what it was at is lost, and another one takes its place. */
static void
bury(struct crew *c, size_t number)
{
	const struct pool *p = c->pool;
	struct member *m = &c->members[number];
	size_t at = atomic_load(&c->board->at[number]);
	int status = 0;

	close(m->fd);
	kill(m->pid, SIGKILL); /* one that spoke nonsense */
	while (waitpid(m->pid, &status, 0) < 0 && errno == EINTR)
		;
	m->pid = 0;
	sb_release(&m->bytes);
	if (at && at <= p->count && !c->waiting[at - 1].there) {
		c->board->names[number][WORKER_NAME] = '\0';
		tell_lost(p, status,
		    p->many ? str_from(c->board->names[number])
			    : p->file(p->arg, at - 1));
		put_aside(c, at - 1, STR_NONE, true);
		c->deaths++;
	}
	if (atomic_load(&c->board->next) < p->count && c->deaths < DEATHS_MOST)
		start(c, number);
}

static bool
any_running(const struct crew *c)
{
	for (size_t i = 0; i < c->size; i++)
		if (c->members[i].pid)
			return true;
	return false;
}

/* Whoever works on the piece that all wait for is always listened to. */
static bool
is_heard(const struct crew *c, const struct member *m)
{
	return m->pid && (c->held < HELD_MOST || m->said <= c->next);
}

static void
wait_for_some(struct crew *c)
{
	struct pollfd fds[MOST];
	size_t heard = 0;

	for (size_t i = 0; i < c->size; i++)
		heard += is_heard(c, &c->members[i]);
	for (size_t i = 0; i < c->size; i++) {
		const struct member *m = &c->members[i];
		/* None: that piece was lost before anybody was named for it. */
		bool hear = heard ? is_heard(c, m) : m->pid != 0;

		fds[i] = (struct pollfd){ .fd = hear ? m->fd : -1,
			.events = POLLIN };
	}
	if (poll(fds, c->size, -1) < 0)
		return;
	for (size_t i = 0; i < c->size; i++)
		if (fds[i].fd >= 0 && fds[i].revents &&
		    !listen_to(c, &c->members[i]))
			bury(c, i);
	hand_on(c);
}

/* No process could be had for them: they are not made in this run. */
static void
give_up_rest(struct crew *c, int err)
{
	const struct pool *p = c->pool;

	if (c->next >= p->count)
		return;
	diag_add_file(p->ds, DIAG_B02, STR_NONE,
	    N_("a worker could not be started: %s"), msg_errno(err));
	for (size_t i = c->next; i < p->count; i++)
		put_aside(c, i, STR_NONE, true);
	hand_on(c);
}

static void
run_crew(struct crew *c)
{
	const struct pool *p = c->pool;
	int err = 0;

	c->size = (size_t)pool_processes(p->options);
	if (c->size > p->count / WORTH_A_PROCESS + 1)
		c->size = p->count / WORTH_A_PROCESS + 1;
	c->waiting = arena_array(&c->arena, struct waiting, p->count + 1);
	/* Each member has its own clock; their files together may take long. */
	worker_waits(p->options);
	for (size_t i = 0; i < c->size && err == 0; i++)
		err = start(c, i);
	while (any_running(c))
		wait_for_some(c);
	give_up_rest(c, err ? err : EAGAIN);
}

static void
run_here(const struct pool *p)
{
	struct sb out = { 0 };

	for (size_t i = 0; i < p->count; i++) {
		sb_reset(&out);
		p->work(p->arg, i, &out);
		p->take(p->arg, i, sb_view(&out));
	}
	sb_release(&out);
}

void
pool_run(const struct pool *p)
{
	struct crew c = { .pool = p };

	if (p->count == 0)
		return;
	/* Each of them has clocks of its own. */
	worker_waits(p->options);
	/* One that stays is easily replaced: it does not protect itself. */
	if (p->options->self && !p->options->resident)
		c.board = pool_share(sizeof(*c.board));
	if (c.board)
		run_crew(&c);
	else
		run_here(p);
	pool_unshare(c.board, sizeof(*c.board));
	arena_release(&c.arena);
}
