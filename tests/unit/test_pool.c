/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pieces of work in several processes: taken in order whatever their number,
 * and a piece that crashes, hangs or ends its process costs itself only. Plans
 * that want one folder are never both given it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "build/plan_claims.h"
#include "build/pool.h"
#include "build/worker.h"
#include "diag/msg.h"

enum { PIECES = 200 };

/* The seconds that a file may wait for the disk are fewer here. */
enum { WAITING = 3 };

unsigned alarm(unsigned seconds);

unsigned
alarm(unsigned seconds)
{
	const struct itimerval until = {
		.it_value = { .tv_sec = seconds < WAITING ? seconds : WAITING }
	};

	return (unsigned)setitimer(ITIMER_REAL, &until, NULL);
}

struct job {
	struct arena arena;
	size_t next; /* piece that has to be taken now */
	size_t taken;
	size_t lost;
	bool order;
	_Atomic size_t *begun; /* pieces; and those while the first one took */
	const struct build_options *options;
};

static struct str
file(void *arg, size_t piece)
{
	struct job *j = arg;

	return arena_fmt(&j->arena, "plans/%03zu.yaml", piece);
}

static void
take(void *arg, size_t piece, struct str bytes)
{
	struct job *j = arg;
	struct str expected = arena_fmt(&j->arena, "result %zu", piece * piece);

	j->order &= piece == j->next && str_starts(bytes, expected);
	j->next = piece + 1;
	j->taken++;
}

static void
lose(void *arg, size_t piece)
{
	struct job *j = arg;

	j->order &= piece == j->next;
	j->next = piece + 1;
	j->lost++;
}

static void
fine(void *arg, size_t piece, struct sb *out)
{
	(void)arg;
	sb_fmt(out, "result %zu", piece * piece);
	/* Some say much: more than a pipe holds. */
	sb_repeat(out, 'x', piece % 7 == 0 ? 300000 : 3);
}

static void
deadly(void *arg, size_t piece, struct sb *out)
{
	volatile unsigned n = 0;

	if (piece == 17 || piece == 18) {
		signal(SIGSEGV, SIG_DFL);
		raise(SIGSEGV);
	}
	while (piece == 90)
		n++;
	if (piece == PIECES - 1)
		_exit(0);
	fine(arg, piece, out);
}

static void
run_pool(const struct build_options *o, struct diags *ds,
    struct build_summary *s, void (*work)(void *, size_t, struct sb *))
{
	struct job j = { .order = true };
	const struct pool pool = { .options = o,
		.title = "plans",
		.ds = ds,
		.count = PIECES,
		.total = PIECES,
		.arg = &j,
		.file = file,
		.work = work,
		.take = take,
		.lost = lose };

	pool_run(&pool);
	s->pages = j.taken;
	s->plans = j.lost;
	s->documents = j.order;
	arena_release(&j.arena);
}

static void
all_fine(
    const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	run_pool(o, ds, s, fine);
}

static void
some_deadly(
    const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	run_pool(o, ds, s, deadly);
}

/* As much in all, whatever the number of pieces. */
enum { LONG_TOTAL = 48 << 20, SHORT_PIECES = 24 };

static void
short_ones(void *arg, size_t piece, struct sb *out)
{
	fine(arg, piece, out);
	sb_repeat(out, 'x', LONG_TOTAL / SHORT_PIECES);
}

static void
long_one(void *arg, size_t piece, struct sb *out)
{
	fine(arg, piece, out);
	sb_repeat(out, 'x', LONG_TOTAL);
}

/* What taking them costs this process, in ticks of its own clock. */
static size_t
cost_of(const struct build_options *o, struct diags *ds, size_t count,
    void (*work)(void *, size_t, struct sb *))
{
	struct job j = { .order = true };
	const struct pool pool = { .options = o,
		.title = "plans",
		.ds = ds,
		.count = count,
		.total = count,
		.arg = &j,
		.file = file,
		.work = work,
		.take = take,
		.lost = lose };
	clock_t before = clock();

	pool_run(&pool);
	arena_release(&j.arena);
	return j.taken == count ? (size_t)(clock() - before) + 1 : 0;
}

static void
short_and_long(
    const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	/* One piece beside it, so that there are processes. */
	s->pages = cost_of(o, ds, SHORT_PIECES, short_ones);
	s->plans = cost_of(o, ds, 2, long_one) / 2;
}

enum { AHEAD_PIECES = 1000, AHEAD_BYTES = 100 * 1024, AHEAD_MOST = 200 };

/* The first one takes long: it is of many files. */
static void
read_many(const struct job *j)
{
	const struct timespec moment = { 1, 0 };

	for (int i = 0; i < WAITING + 2; i++) {
		worker_at(j->options, STR("plans/one.yaml"));
		nanosleep(&moment, NULL);
	}
}

/* And it takes until the others come no further. */
static void
ahead_work(void *arg, size_t piece, struct sb *out)
{
	struct job *j = arg;
	const struct timespec moment = { 0, 100 * 1000 * 1000 };
	size_t before = 0;

	if (piece == 0)
		while (before != *j->begun || before == 0) {
			before = *j->begun;
			nanosleep(&moment, NULL);
		}
	else
		++*j->begun;
	fine(NULL, piece, out);
	sb_repeat(out, 'x', AHEAD_BYTES);
	if (piece == 0) {
		j->begun[1] = before;
		read_many(j);
	}
}

static void
one_behind(
    const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	size_t bytes = 2 * sizeof(size_t);
	struct job j = {
		.order = true, .begun = pool_share(bytes), .options = o
	};
	const struct pool pool = { .options = o,
		.title = "plans",
		.ds = ds,
		.count = AHEAD_PIECES,
		.total = AHEAD_PIECES,
		.arg = &j,
		.file = file,
		.work = ahead_work,
		.take = take,
		.lost = lose };

	pool_run(&pool);
	s->pages = j.taken;
	s->plans = j.begun[1];
	s->documents = j.order;
	arena_release(&j.arena);
	pool_unshare(j.begun, bytes);
}

static struct build_summary
run(worker_fn *work, int jobs, struct diags *ds)
{
	const struct build_options o = { .fs = fs_disk(),
		.root = "/nonexistent",
		.output = "/nonexistent",
		.jobs = jobs };
	struct build_summary summary = { 0 };
	struct worker w = { .name = "test", .work = work, .seconds = 1 };

	assert_int_equal(worker_start(&w, &o), 0);
	workers_collect(&w, 1, ds, &summary);
	assert_true(w.done);
	workers_release(&w, 1);
	return summary;
}

static void
results_come_in_order(void **state)
{
	(void)state;
	for (int jobs = 1; jobs <= 5; jobs++) {
		struct diags ds = { 0 };
		struct build_summary s = run(all_fine, jobs, &ds);

		assert_int_equal(s.pages, PIECES);
		assert_int_equal(s.plans, 0);
		assert_int_equal(s.documents, true);
		assert_int_equal(ds.count, 0);
		diag_release(&ds);
	}
}

static void
a_deadly_piece_costs_itself(void **state)
{
	(void)state;
	for (int jobs = 1; jobs <= 3; jobs++) {
		struct diags ds = { 0 };
		struct build_summary s = run(some_deadly, jobs, &ds);

		assert_int_equal(s.pages, PIECES - 4);
		assert_int_equal(s.plans, 4);
		assert_int_equal(s.documents, true);
		diag_sort(&ds);
		assert_int_equal(ds.count, 4);
		assert_true(str_is(ds.items[0].file, "plans/017.yaml"));
		assert_int_equal(ds.items[0].code, DIAG_B05);
		assert_true(str_is(ds.items[1].file, "plans/018.yaml"));
		assert_true(str_is(ds.items[2].file, "plans/090.yaml"));
		assert_int_equal(ds.items[2].code, DIAG_S04);
		assert_true(str_is(ds.items[3].file, "plans/199.yaml"));
		diag_release(&ds);
	}
}

/* Else a page of many pictures would take minutes. */
static void
a_long_result_costs_by_its_length(void **state)
{
	struct diags ds = { 0 };
	struct build_summary s = run(short_and_long, 2, &ds);

	(void)state;
	assert_int_equal(ds.count, 0);
	assert_true(s.pages > 0 && s.plans > 0);
	if (s.plans > s.pages * 4)
		fail_msg("%zu against %zu", s.plans, s.pages);
	diag_release(&ds);
}

/*
 * Else one process that is held up would cost the memory of all results. Those
 * who wait for it are not at fault, however long they do.
 */
static void
nobody_gets_far_ahead(void **state)
{
	struct diags ds = { 0 };
	struct build_summary s = run(one_behind, 3, &ds);

	(void)state;
	assert_int_equal(ds.count, 0);
	assert_int_equal(s.pages, AHEAD_PIECES);
	assert_int_equal(s.documents, true);
	assert_in_range(s.plans, 1, AHEAD_MOST);
	diag_release(&ds);
}

static void
without_a_worker_it_is_done_here(void **state)
{
	const struct build_options o = { .fs = fs_disk(), .jobs = 3 };
	struct build_summary s = { 0 };
	struct diags ds = { 0 };

	(void)state;
	all_fine(&o, &ds, &s);
	assert_int_equal(s.pages, PIECES);
	assert_int_equal(s.documents, true);
	diag_release(&ds);
}

/* Four processes want the same 1,000 folders, each for plans of its own. */
static void
a_folder_is_given_once(void **state)
{
	enum { FOLDERS = 1000, MEMBERS = 4 };
	struct plan_claims *c = plan_claims_new(FOLDERS * MEMBERS);
	size_t bytes = FOLDERS * sizeof(int);
	int *given = pool_share(bytes);

	(void)state;
	for (size_t m = 0; m < MEMBERS; m++)
		if (fork() == 0) {
			for (size_t i = 0; i < FOLDERS; i++)
				if (plan_claim(c, i % 3 ? i + 1 : (i + 1) << 40,
					m * FOLDERS + i))
					__atomic_add_fetch(
					    &given[i], 1, __ATOMIC_SEQ_CST);
			_exit(0);
		}
	for (size_t m = 0; m < MEMBERS; m++)
		wait(NULL);
	for (size_t i = 0; i < FOLDERS; i++)
		assert_int_equal(given[i], 1);
	pool_unshare(given, bytes);
	plan_claims_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(results_come_in_order),
		cmocka_unit_test(a_deadly_piece_costs_itself),
		cmocka_unit_test(a_long_result_costs_by_its_length),
		cmocka_unit_test(nobody_gets_far_ahead),
		cmocka_unit_test(without_a_worker_it_is_done_here),
		cmocka_unit_test(a_folder_is_given_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
