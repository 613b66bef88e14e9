/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Workers that crash, hang, end early or fall silent: the finding names the
 * file they were at, and nothing waits for ever.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "build/worker.h"

static void
well(const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	(void)o;
	(void)ds;
	s->pages = 7;
}

static void
crash(const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	(void)ds;
	(void)s;
	worker_at(o, STR("plans/a.yaml"));
	signal(SIGSEGV, SIG_DFL);
	raise(SIGSEGV);
}

static void
spin(const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	volatile unsigned n = 0;

	(void)ds;
	worker_at(o, STR("plans/b.yaml"));
	while (s->pages == 0)
		n++;
}

/* Longer than its file may take, but that time is not the file's. */
static void
wait_long(
    const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	clock_t until = clock() + CLOCKS_PER_SEC * 3 / 2;

	(void)ds;
	(void)s;
	worker_at(o, STR("plans/d.yaml"));
	worker_waits(o);
	while (clock() < until)
		;
}

static void
leave(const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	(void)ds;
	(void)s;
	worker_at(o, STR("plans/c.yaml"));
	_exit(0);
}

/* Descriptors of the parent are closed; reading a file names it. */
static void
look_around(
    const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	struct sb bytes = { 0 };

	(void)ds;
	s->pages = fcntl(o->jobs, F_GETFD) < 0 ? 1 : 2;
	fs_read(o->fs, "/etc/hostname", 1000, &bytes);
	sb_release(&bytes);
	_exit(0);
}

static struct diags
run(worker_fn *work, int descriptor, struct worker *w)
{
	const struct build_options o = {
		.fs = fs_disk(), .root = "/nonexistent", .jobs = descriptor
	};
	struct build_summary summary = { 0 };
	struct diags ds = { 0 };

	*w = (struct worker){ .name = "test", .work = work, .seconds = 1 };
	assert_int_equal(worker_start(w, &o), 0);
	workers_collect(w, 1, &ds, &summary);
	workers_release(w, 1);
	return ds;
}

static void
is_lost(worker_fn *work, enum diag_code code, const char *file)
{
	struct worker w;
	struct diags ds = run(work, -1, &w);

	assert_false(w.done);
	assert_int_equal(ds.count, 1);
	assert_int_equal(ds.items[0].code, code);
	/* A worker that is lost is no fault of a file, unless it was slow. */
	assert_int_equal(
	    ds.items[0].severity, code == DIAG_B05 ? SEV_SYSTEM : SEV_ERROR);
	assert_true(str_is(ds.items[0].file, file));
	assert_string_equal(w.at, file);
	diag_release(&ds);
}

static void
lost_workers_are_told(void **state)
{
	(void)state;
	is_lost(crash, DIAG_B05, "plans/a.yaml");
	is_lost(spin, DIAG_S04, "plans/b.yaml");
	is_lost(leave, DIAG_B05, "plans/c.yaml");
	is_lost(look_around, DIAG_B05, "/etc/hostname");
}

static void
check_closed(
    const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	(void)s;
	if (fcntl(o->jobs, F_GETFD) >= 0)
		diag_add_file(ds, DIAG_B05, STR_NONE, "open");
}

static void
what_the_parent_holds_is_closed(void **state)
{
	int fd = open("/dev/null", O_RDONLY);
	struct worker w;
	struct diags ds = run(check_closed, fd, &w);

	(void)state;
	assert_true(w.done);
	assert_int_equal(ds.count, 0);
	diag_release(&ds);
	ds = run(well, -1, &w);
	assert_true(w.done);
	diag_release(&ds);
	close(fd);
}

static void
who_waits_for_another_is_not_ended(void **state)
{
	struct worker w;
	struct diags ds = run(wait_long, -1, &w);

	(void)state;
	assert_true(w.done);
	assert_int_equal(ds.count, 0);
	diag_release(&ds);
}

/* The wall clock is wound when something is left of it. */
static void
publish(
    const struct build_options *o, struct diags *ds, struct build_summary *s)
{
	struct sb bytes = { 0 };

	(void)ds;
	worker_at(o, STR("plans/e.yaml"));
	s->pages += alarm(0) > 0;
	worker_publishes(o, true);
	fs_read(o->fs, "/etc/hostname", 1000, &bytes);
	worker_at(o, STR("plans/f.yaml"));
	s->pages += alarm(0) == 0 ? 10 : 0;
	worker_publishes(o, false);
	fs_read(o->fs, "/etc/hostname", 1000, &bytes);
	s->pages += alarm(0) > 0 ? 100 : 0;
	sb_release(&bytes);
}

static void
who_brings_its_work_to_the_disk_has_no_clock(void **state)
{
	const struct build_options o = { .fs = fs_disk(),
		.root = "/nonexistent" };
	struct worker w = { .name = "test", .work = publish };
	struct build_summary summary = { 0 };
	struct diags ds = { 0 };

	(void)state;
	assert_int_equal(worker_start(&w, &o), 0);
	workers_collect(&w, 1, &ds, &summary);
	assert_true(w.done);
	assert_int_equal(summary.pages, 111);
	workers_release(&w, 1);
	diag_release(&ds);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_waits_for_another_is_not_ended),
		cmocka_unit_test(who_brings_its_work_to_the_disk_has_no_clock),
		cmocka_unit_test(lost_workers_are_told),
		cmocka_unit_test(what_the_parent_holds_is_closed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
