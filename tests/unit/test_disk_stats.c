/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Many names are asked for by two processes, and by one when the other cannot
 * begin or does not come back: the answers are those of asking one by one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dlfcn.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fs/fs.h"
#include "fs/fs_memory.h"

enum { NAMES = 5000, LONG_NAME = 300 };

static enum { WHOLE, REFUSED, LOST } other;
static int forks;

pid_t
fork(void)
{
	union {
		void *symbol;
		pid_t (*call)(void);
	} real = { dlsym(RTLD_NEXT, "fork") };
	pid_t pid;

	forks++;
	if (other == REFUSED) {
		errno = EAGAIN;
		return -1;
	}
	pid = real.call();
	if (pid == 0 && other == LOST)
		_exit(1);
	return pid;
}

static char folder[64];
static char too_long[LONG_NAME + 1];

static void
make(const char *command)
{
	char line[256];

	snprintf(line, sizeof(line), "cd %s && %s", folder, command);
	assert_int_equal(system(line), 0);
}

static int
set_up(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/samplan-stats.XXXXXX");
	memset(too_long, 'x', LONG_NAME);
	if (!mkdtemp(folder))
		return -1;
	make(
	    "mkdir -p under/mapp && printf hej >a && printf hejsan >under/b && "
	    "mkfifo rör && ln -s a länk && ln -s loop loop");
	forks = 0;
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	make("rm -r under a rör länk loop");
	return rmdir(folder);
}

static struct str
name_of(size_t i)
{
	static const char *const names[] = { "a", "under", "under/b",
		"under/mapp", "rör", "länk", "loop", "a/b", "finns-inte", "",
		too_long };

	return str_from(names[i * 7 % (sizeof(names) / sizeof(*names))]);
}

static void
compare(const char *where, const struct fs_stat *got, struct str name)
{
	struct fs_stat one = { 0 };
	char path[1024];

	snprintf(path, sizeof(path), "%s/%.*s", where, (int)name.n, name.p);
	if (name.n && name.n < LONG_NAME)
		assert_int_equal(fs_stat(fs_disk(), path, &one), 0);
	assert_memory_equal(got, &one, sizeof(one));
}

static void
ask_with(int how)
{
	struct arena a = { 0 };
	struct str *names = arena_array(&a, struct str, NAMES);
	struct fs_stat *stats = arena_array(&a, struct fs_stat, NAMES);

	other = how;
	for (size_t i = 0; i < NAMES; i++)
		names[i] = name_of(i);
	assert_int_equal(
	    fs_stat_each(fs_disk(), folder, names, NAMES, stats), 0);
	for (size_t i = 0; i < NAMES; i++)
		compare(folder, &stats[i], names[i]);
	/* Whole paths; and one in the second half that cannot be followed. */
	for (size_t i = 0; i < NAMES; i++)
		names[i] = arena_fmt(&a, "%s/a", folder);
	assert_int_equal(fs_stat_each(fs_disk(), NULL, names, NAMES, stats), 0);
	compare(folder, &stats[0], STR("a"));
	compare(folder, &stats[NAMES - 1], STR("a"));
	names[NAMES - 1] = arena_fmt(&a, "%s/loop/b", folder);
	assert_int_equal(
	    fs_stat_each(fs_disk(), NULL, names, NAMES, stats), ELOOP);
	other = WHOLE;
	arena_release(&a);
}

/* Asked for now, answered later. */
static void
ask_ahead(int how, size_t count, int begun)
{
	struct arena a = { 0 };
	struct str *names = arena_array(&a, struct str, NAMES);
	struct fs_stat *stats = arena_array(&a, struct fs_stat, NAMES);
	struct fs_asked *asked;
	int before = forks;

	other = how;
	for (size_t i = 0; i < count; i++)
		names[i] = name_of(i);
	asked = fs_stat_ask(fs_disk(), folder, names, count);
	assert_int_equal(forks - before, begun);
	assert_int_equal(
	    fs_stat_answer(fs_disk(), asked, folder, names, count, stats), 0);
	for (size_t i = 0; i < count; i++)
		compare(folder, &stats[i], names[i]);
	other = WHOLE;
	arena_release(&a);
}

static bool
two_processors(void)
{
	cpu_set_t mine;

	return sched_getaffinity(0, sizeof(mine), &mine) == 0 &&
	       CPU_COUNT(&mine) > 1;
}

static void
two_answer_as_one(void **state)
{
	(void)state;
	ask_with(WHOLE);
	/* Nobody is left behind. */
	assert_true(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD);
	assert_int_equal(forks, two_processors() ? 3 : 0);
}

static void
one_answers_when_the_other_cannot(void **state)
{
	(void)state;
	if (!two_processors())
		skip();
	ask_with(REFUSED);
	assert_int_equal(forks, 3);
	ask_with(LOST);
	assert_int_equal(forks, 6);
}

static void
others_ask_while_something_else_is_done(void **state)
{
	struct fs_stat stat;
	const struct str name = STR("a");
	struct fs *fs = fs_memory_new();

	(void)state;
	if (!two_processors())
		skip();
	ask_ahead(WHOLE, NAMES, 1);
	ask_ahead(REFUSED, NAMES, 1);
	ask_ahead(LOST, NAMES, 1);
	ask_ahead(WHOLE, 10, 0);
	assert_true(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD);
	/* Not all disks can. */
	assert_null(fs_stat_ask(fs_disk(), "/finns/inte", &name, 1));
	assert_null(fs_stat_ask(fs, "/", &name, 1));
	assert_int_equal(fs_stat_answer(fs, NULL, "/", &name, 1, &stat), 0);
	assert_int_equal(stat.kind, FS_ABSENT);
	fs_memory_free(fs);
}

static void
few_are_asked_for_by_one(void **state)
{
	struct fs_stat stats[2];
	const struct str names[] = { STR("a"), STR("under/b") };

	(void)state;
	assert_int_equal(fs_stat_each(fs_disk(), folder, names, 2, stats), 0);
	compare(folder, &stats[0], names[0]);
	compare(folder, &stats[1], names[1]);
	assert_int_equal(forks, 0);
	/* A folder that is not there has nothing in it. */
	assert_int_equal(
	    fs_stat_each(fs_disk(), "/finns/inte", names, 2, stats), 0);
	assert_int_equal(stats[0].kind, FS_ABSENT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    two_answer_as_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    one_answers_when_the_other_cannot, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    others_ask_while_something_else_is_done, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    few_are_asked_for_by_one, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
