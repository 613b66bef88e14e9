/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The door to the disk when the system does less than it was asked for: calls
 * that are interrupted, that take or give a part, that fail half-way, and a
 * file that changes while it is read. The calls of the system are our own here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fs/fs.h"

enum { SIZE = 100000, FOLDER = 64 };

static struct {
	bool on;
	size_t part;     /* most bytes of a call; 0: all */
	unsigned calls;  /* every third one is interrupted */
	size_t room;     /* bytes until the disk is full */
	int full;        /* what it says then */
	const char *bad; /* grows when it is read */
} sick;

static bool
interrupted(void)
{
	if (!sick.on || ++sick.calls % 3)
		return false;
	errno = EINTR;
	return true;
}

ssize_t
read(int fd, void *to, size_t n)
{
	if (interrupted())
		return -1;
	if (sick.on && sick.part && n > sick.part)
		n = sick.part;
	if (sick.on && sick.bad) {
		const char *name = sick.bad;
		int other;

		sick.bad = NULL;
		other = (int)syscall(
		    SYS_openat, AT_FDCWD, name, O_WRONLY | O_APPEND);
		syscall(SYS_write, other, "x", (size_t)1);
		syscall(SYS_close, other);
	}
	return syscall(SYS_read, fd, to, n);
}

ssize_t
write(int fd, const void *from, size_t n)
{
	if (fd <= 2 || !sick.on)
		return syscall(SYS_write, fd, from, n);
	if (interrupted())
		return -1;
	if (sick.part && n > sick.part)
		n = sick.part;
	if (sick.full) {
		if (sick.room == 0) {
			errno = sick.full;
			return -1;
		}
		if (n > sick.room)
			n = sick.room;
		sick.room -= n;
	}
	return syscall(SYS_write, fd, from, n);
}

int
close(int fd)
{
	int done = (int)syscall(SYS_close, fd);

	/* Linux closes it whatever it says. */
	return interrupted() ? -1 : done;
}

static char folder[FOLDER], file[FOLDER + 8];

static void
fill(struct sb *text)
{
	for (size_t i = 0; text->n < SIZE; i++)
		sb_fmt(text, "rad %zu\n", i);
}

static int
set_up(void **state)
{
	(void)state;
	memset(&sick, 0, sizeof(sick));
	strcpy(folder, "/tmp/samplan-disk.XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(file, sizeof(file), "%s/a", folder);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	sick.on = false;
	unlink(file);
	return rmdir(folder);
}

static void
parts_and_interruptions_change_nothing(void **state)
{
	static const size_t parts[] = { 0, 1, 7, 4095, 4096, 4097, SIZE };
	struct sb text = { 0 };

	(void)state;
	fill(&text);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct sb back = { 0 };

		sick.part = parts[i];
		sick.on = true;
		assert_int_equal(
		    fs_write(fs_disk(), file, sb_view(&text), 0644), 0);
		assert_int_equal(
		    fs_append(fs_disk(), file, STR("slut"), 0644), 0);
		assert_int_equal(fs_read(fs_disk(), file, SIZE * 2, &back), 0);
		sick.on = false;
		assert_int_equal(back.n, text.n + 4);
		assert_memory_equal(back.p, text.p, text.n);
		assert_memory_equal(back.p + text.n, "slut", 4);
		sb_release(&back);
	}
	sb_release(&text);
}

static void
a_write_that_stops_half_way_says_why(void **state)
{
	static const int errors[] = { ENOSPC, EIO, EDQUOT, EROFS };
	struct sb text = { 0 };

	(void)state;
	fill(&text);
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++) {
		sick.full = errors[i];
		sick.room = SIZE / 3;
		sick.on = true;
		assert_int_equal(
		    fs_write(fs_disk(), file, sb_view(&text), 0644), errors[i]);
		sick.on = false;
	}
	sb_release(&text);
}

static void
a_file_that_changes_while_it_is_read_is_refused(void **state)
{
	struct sb text = { 0 }, back = { 0 };

	(void)state;
	fill(&text);
	assert_int_equal(fs_write(fs_disk(), file, sb_view(&text), 0644), 0);
	sick.bad = file;
	sick.on = true;
	assert_int_equal(fs_read(fs_disk(), file, SIZE * 2, &back), EAGAIN);
	sick.on = false;
	assert_int_equal(back.n, 0);
	assert_int_equal(fs_read(fs_disk(), file, SIZE * 2, &back), 0);
	assert_int_equal(back.n, text.n + 1);
	sb_release(&text);
	sb_release(&back);
}

static const char *
below(const char *name)
{
	static char path[FOLDER + 16];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

/* What is recorded of an input is what stat says of its path, links too. */
static void
reading_tells_what_stat_says(void **state)
{
	static const struct {
		const char *name;
		int err;
	} cases[] = { { "a", 0 }, { "link", 0 }, { "dangling", ENOENT },
		{ "missing", ENOENT }, { ".", EISDIR } };

	(void)state;
	assert_int_equal(fs_write(fs_disk(), file, STR("text"), 0640), 0);
	assert_int_equal(symlink("a", below("link")), 0);
	assert_int_equal(symlink("missing", below("dangling")), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *path = below(cases[i].name);
		struct fs_stat said = { .size = 99 }, st;
		struct sb back = { 0 };

		assert_int_equal(fs_stat(fs_disk(), path, &st), 0);
		assert_int_equal(
		    fs_read_seen(fs_disk(), path, SIZE, &back, &said),
		    cases[i].err);
		assert_int_equal(said.kind, st.kind);
		assert_int_equal(said.size, st.size);
		assert_int_equal(said.mtime, st.mtime);
		assert_int_equal(said.ctime, st.ctime);
		assert_int_equal(said.inode, st.inode);
		assert_int_equal(said.device, st.device);
		assert_int_equal(said.mode, st.mode);
		assert_int_equal(back.n, cases[i].err ? 0 : 4);
		sb_release(&back);
	}
	unlink(below("link"));
	unlink(below("dangling"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    parts_and_interruptions_change_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_write_that_stops_half_way_says_why, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_file_that_changes_while_it_is_read_is_refused, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    reading_tells_what_stat_says, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
