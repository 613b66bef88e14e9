/* SPDX-License-Identifier: EUPL-1.2 */
/* The disk in memory behaves as the real one, and faults fall where they should. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "fs/fs_faulty.h"
#include "fs/fs_memory.h"

/* The same calls on both disks; what they say is written down. */
static void
say(struct sb *out, const char *what, int err)
{
	sb_fmt(out, "%s %d\n", what, err);
}

static void
say_kind(struct sb *out, struct fs *fs, const char *path)
{
	struct fs_stat st;
	int err = fs_stat(fs, path, &st);

	sb_fmt(out, "stat %d kind %d size %d mode %o\n", err, (int)st.kind,
	    st.kind == FS_FILE ? (int)st.size : 0,
	    st.kind == FS_FILE ? (unsigned)st.mode : 0);
}

static void
say_list(struct sb *out, struct fs *fs, const char *path)
{
	struct arena a = { 0 };
	struct fs_entries list;
	int err = fs_list(fs, &a, path, &list);

	sb_fmt(out, "list %d:", err);
	for (size_t i = 0; i < list.count; i++)
		sb_fmt(out, " %.*s(%d)", STR_ARG(list.items[i].name),
		    (int)list.items[i].kind);
	sb_ch(out, '\n');
	arena_release(&a);
}

static void
say_read(struct sb *out, struct fs *fs, const char *path, size_t limit)
{
	struct sb bytes = { 0 };
	int err = fs_read(fs, path, limit, &bytes);

	sb_fmt(out, "read %d \"%s\"\n", err, sb_text(&bytes));
	sb_release(&bytes);
}

static const char *
at(struct arena *a, const char *top, const char *path)
{
	return fs_join(a, str_from(top), str_from(path));
}

static void
use(struct sb *out, struct fs *fs, const char *top)
{
	struct arena a = { 0 };
	struct sb target = { 0 };

	say(out, "mkdirs", fs_mkdirs(fs, at(&a, top, "a/b"), 0755));
	say(out, "mkdir", fs_mkdir(fs, at(&a, top, "a"), 0755));
	say(out, "mkdir", fs_mkdir(fs, at(&a, top, "x/y"), 0755));
	say(out, "write", fs_write(fs, at(&a, top, "a/f"), STR("hej"), 0600));
	say(out, "write", fs_write(fs, at(&a, top, "q/f"), STR(""), 0600));
	say(out, "append", fs_append(fs, at(&a, top, "a/f"), STR(" du"), 0600));
	say(out, "append", fs_append(fs, at(&a, top, "a/g"), STR("ny"), 0644));
	say_read(out, fs, at(&a, top, "a/f"), 100);
	say_read(out, fs, at(&a, top, "a/f"), 6);
	say_read(out, fs, at(&a, top, "a/f"), 5);
	say_read(out, fs, at(&a, top, "a"), 5);
	say_read(out, fs, at(&a, top, "a/none"), 5);
	say_kind(out, fs, at(&a, top, "a/f"));
	say_kind(out, fs, at(&a, top, "a"));
	say_kind(out, fs, at(&a, top, "a/none"));
	say_kind(out, fs, at(&a, top, "a/f/none"));
	say(out, "link", fs_link(fs, at(&a, top, "a/f"), at(&a, top, "a/b/h")));
	say(out, "link", fs_link(fs, at(&a, top, "a/f"), at(&a, top, "a/b/h")));
	say(out, "append", fs_append(fs, at(&a, top, "a/b/h"), STR("!"), 0600));
	say_read(out, fs, at(&a, top, "a/f"), 100);
	say(out, "write", fs_write(fs, at(&a, top, "a/f"), STR("om"), 0640));
	say_read(out, fs, at(&a, top, "a/b/h"), 100);
	say_list(out, fs, at(&a, top, "a"));
	say_list(out, fs, at(&a, top, "a/f"));
	say_list(out, fs, at(&a, top, "none"));
	say(out, "rename", fs_rename(fs, at(&a, top, "a/b"), at(&a, top, "c")));
	say(out, "rename", fs_rename(fs, at(&a, top, "a"), at(&a, top, "a/z")));
	say(out, "rename", fs_rename(fs, at(&a, top, "a/f"), at(&a, top, "c")));
	say(out, "rename", fs_rename(fs, at(&a, top, "c"), at(&a, top, "a")));
	say_read(out, fs, at(&a, top, "c/h"), 100);
	say(out, "exchange",
	    fs_exchange(fs, at(&a, top, "a"), at(&a, top, "c")));
	say_list(out, fs, at(&a, top, "a"));
	say_list(out, fs, at(&a, top, "c"));
	say(out, "exchange",
	    fs_exchange(fs, at(&a, top, "a"), at(&a, top, "none")));
	say(out, "chmod", fs_chmod(fs, at(&a, top, "c/f"), 0400));
	say_kind(out, fs, at(&a, top, "c/f"));
	say(out, "unlink", fs_unlink(fs, at(&a, top, "c")));
	say(out, "unlink", fs_unlink(fs, at(&a, top, "c/none")));
	say(out, "rmdir", fs_rmdir(fs, at(&a, top, "c")));
	say(out, "rmdir", fs_rmdir(fs, at(&a, top, "c/f")));
	say(out, "readlink", fs_readlink(fs, at(&a, top, "c/f"), &target));
	say(out, "remove", fs_remove_tree(fs, at(&a, top, "c")));
	say(out, "remove", fs_remove_tree(fs, at(&a, top, "a")));
	say_list(out, fs, top);
	sb_release(&target);
	arena_release(&a);
}

static void
it_does_what_the_real_disk_does(void **state)
{
	char dir[] = "/tmp/samplan-fs-XXXXXX";
	struct fs *memory = fs_memory_new();
	struct sb real = { 0 }, made = { 0 };

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(fs_mkdirs(memory, dir, 0755), 0);
	use(&real, fs_disk(), dir);
	use(&made, memory, dir);
	assert_string_equal(sb_text(&made), sb_text(&real));
	assert_int_equal(rmdir(dir), 0);
	sb_release(&real);
	sb_release(&made);
	fs_memory_free(memory);
}

static void
symbolic_links_are_followed_by_reading(void **state)
{
	struct fs *fs = fs_memory_new();
	struct sb bytes = { 0 };
	struct fs_stat st;

	(void)state;
	fs_memory_put(fs, "root/a/f.md", STR("text"));
	fs_memory_symlink(fs, "root/b", "a");
	fs_memory_symlink(fs, "root/a/g.md", "../b/f.md");
	fs_memory_symlink(fs, "root/loop", "loop");
	assert_int_equal(fs_stat(fs, "root/b", &st), 0);
	assert_int_equal(st.kind, FS_LINK);
	assert_int_equal(fs_stat(fs, "root/b/f.md", &st), 0);
	assert_int_equal(st.kind, FS_FILE);
	assert_int_equal(fs_read(fs, "root/a/g.md", 100, &bytes), 0);
	assert_string_equal(sb_text(&bytes), "text");
	assert_int_equal(fs_read(fs, "root/loop", 100, &bytes), ELOOP);
	sb_reset(&bytes);
	assert_int_equal(fs_readlink(fs, "root/a/g.md", &bytes), 0);
	assert_string_equal(sb_text(&bytes), "../b/f.md");
	sb_release(&bytes);
	fs_memory_free(fs);
}

static void
a_lock_is_held_once(void **state)
{
	struct fs *fs = fs_memory_new();
	int one, two;

	(void)state;
	assert_int_equal(fs_lock(fs, ".lock", &one), 0);
	assert_int_equal(fs_lock(fs, ".lock", &two), EWOULDBLOCK);
	fs_unlock(fs, one);
	assert_int_equal(fs_lock(fs, ".lock", &two), 0);
	fs_unlock(fs, two);
	fs_memory_free(fs);
}

static void
the_nth_call_fails(void **state)
{
	struct fs *real = fs_memory_new();
	struct fs_faulty f;
	struct sb bytes = { 0 };

	(void)state;
	fs_faulty_init(&f, real, 2, ENOSPC);
	assert_int_equal(fs_mkdir(&f.fs, "a", 0755), 0);
	assert_int_equal(fs_write(&f.fs, "a/f", STR("abcdef"), 0644), ENOSPC);
	assert_string_equal(f.failed, "write");
	assert_int_equal(fs_write(&f.fs, "a/g", STR("abc"), 0644), 0);
	assert_int_equal(f.calls, 3);
	/* A full disk leaves a part of the file behind. */
	assert_int_equal(fs_read(real, "a/f", 100, &bytes), 0);
	assert_string_equal(sb_text(&bytes), "abc");
	fs_faulty_init(&f, real, 1, EIO);
	f.forever = true;
	assert_int_equal(fs_unlink(&f.fs, "a/g"), EIO);
	assert_int_equal(fs_unlink(&f.fs, "a/g"), EIO);
	assert_int_equal(fs_unlink(real, "a/g"), 0);
	sb_release(&bytes);
	fs_memory_free(real);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_does_what_the_real_disk_does),
		cmocka_unit_test(symbolic_links_are_followed_by_reading),
		cmocka_unit_test(a_lock_is_held_once),
		cmocka_unit_test(the_nth_call_fails),
	};

	return cmocka_run_group_tests_name("fs_memory", tests, NULL, NULL);
}
