/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every call on the disk that an update of the output makes is made to fail in
 * turn, with each of the errors a disk gives, once and from then on. Each time
 * readers must see the old tree or the new one, and the next run must be right.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <string.h>

#include "fs/fs_faulty.h"
#include "fs/fs_memory.h"
#include "write/tree.h"

struct file {
	const char *path;
	const char *text;
};

static const struct file old_files[] = { { "P-1/a", "one" },
	{ "P-1/b", "same" }, { "P-2/c", "goes" }, { NULL, NULL } };
static const struct file new_files[] = { { "P-1/a", "changed" },
	{ "P-1/b", "same" }, { "P-3/d", "comes" }, { NULL, NULL } };

static int
update(struct fs *fs, const struct file *files)
{
	const struct tree_options options = { .output = "/out",
		.name = "plans",
		.folder_mode = 0700,
		.file_mode = 0600,
		.purge = true };
	struct arena a = { 0 };
	struct tree_result result;
	struct tree *tree;
	int err = tree_open(&tree, &a, fs, &options);

	for (; err == 0 && files->path; files++)
		err = tree_put(tree, str_from(files->path),
		    str_from(files->text), STR_NONE);
	if (err == 0)
		err = tree_commit(tree, &result);
	arena_release(&a);
	return err;
}

static bool
file_is(struct fs *fs, const char *folder, const struct file *f, bool there)
{
	struct sb path = { 0 }, bytes = { 0 };
	struct fs_stat st;
	bool fine;

	sb_fmt(&path, "/out/%s/%s", folder, f->path);
	fine = fs_stat(fs, sb_text(&path), &st) == 0 &&
	       (st.kind == FS_FILE) == there;
	if (fine && there)
		fine = fs_read(fs, sb_text(&path), 1000, &bytes) == 0 &&
		       strcmp(sb_text(&bytes), f->text) == 0;
	sb_release(&path);
	sb_release(&bytes);
	return fine;
}

static bool
has_path(const struct file *files, const char *path)
{
	for (; files->path; files++)
		if (strcmp(files->path, path) == 0)
			return true;
	return false;
}

/* All of the first list, and of the second only what the first has too. */
static bool
shows(struct fs *fs, const char *folder, const struct file *files,
    const struct file *others)
{
	for (const struct file *f = files; f->path; f++)
		if (!file_is(fs, folder, f, true))
			return false;
	for (; others->path; others++)
		if (!has_path(files, others->path) &&
		    !file_is(fs, folder, others, false))
			return false;
	return true;
}

/* A disk on which the output has gone through rounds updates. */
static struct fs *
disk_after(int rounds)
{
	struct fs *fs = fs_memory_new();

	assert_int_equal(fs_mkdirs(fs, "/out", 0755), 0);
	for (int i = 0; i < rounds; i++)
		assert_int_equal(update(fs, i % 2 ? new_files : old_files), 0);
	if (rounds % 2 == 0 && rounds > 0)
		assert_int_equal(update(fs, old_files), 0);
	return fs;
}

/* false when the fault lies behind the last call. */
static bool
one_fault(int rounds, uint64_t at, int err, bool forever)
{
	struct fs *fs = disk_after(rounds);
	struct fs_faulty faulty;
	bool reached, old, new;
	int said;

	fs_faulty_init(&faulty, fs, at, err);
	faulty.forever = forever;
	said = update(&faulty.fs, new_files);
	reached = faulty.failed != NULL;
	old = rounds ? shows(fs, "plans", old_files, new_files) : said != 0;
	new = shows(fs, "plans", new_files, old_files);
	if (!old && !new)
		fail_msg("a mix after call %lu (%s) failed with %d",
		    (unsigned long)at, faulty.failed, err);
	if (said == 0 && !new)
		fail_msg("call %lu (%s) failed unseen", (unsigned long)at,
		    faulty.failed);
	assert_int_equal(update(fs, new_files), 0);
	if (!shows(fs, "plans", new_files, old_files))
		fail_msg("the run after call %lu (%s) is wrong",
		    (unsigned long)at, faulty.failed);
	assert_true(
	    file_is(fs, ".plans.next", &(struct file){ "P-2/c", "" }, false));
	fs_memory_free(fs);
	return reached;
}

static void
any_call_may_fail(void **state)
{
	static const int errors[] = { ENOSPC, EIO, EACCES, EMFILE, EROFS };
	unsigned long tried = 0;

	(void)state;
	for (int rounds = 0; rounds < 4; rounds++)
		for (size_t e = 0; e < sizeof(errors) / sizeof(*errors); e++)
			for (int forever = 0; forever < 2; forever++)
				for (uint64_t at = 1;
				     one_fault(rounds, at, errors[e], forever);
				     at++)
					tried++;
	print_message("# figure: %lu faults injected\n", tried);
	assert_true(tried > 500);
}

/* Where two names cannot be exchanged, two renames do it. */
static void
without_exchange_it_still_works(void **state)
{
	static const int errors[] = { ENOSYS, EINVAL };

	(void)state;
	for (size_t e = 0; e < 2; e++) {
		struct fs *fs = disk_after(1);
		uint64_t calls;
		struct fs_faulty faulty;

		fs_faulty_init(&faulty, fs, 0, errors[e]);
		assert_int_equal(update(&faulty.fs, new_files), 0);
		calls = faulty.calls;
		fs_memory_free(fs);
		for (uint64_t at = 1; at <= calls; at++) {
			fs = disk_after(1);
			fs_faulty_init(&faulty, fs, at, errors[e]);
			faulty.forever = true;
			if (update(&faulty.fs, new_files) == 0)
				assert_true(
				    shows(fs, "plans", new_files, old_files));
			/* Perhaps without a tree now: the next run heals. */
			assert_int_equal(update(fs, new_files), 0);
			assert_true(shows(fs, "plans", new_files, old_files));
			fs_memory_free(fs);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_call_may_fail),
		cmocka_unit_test(without_exchange_it_still_works),
	};

	return cmocka_run_group_tests_name("tree faults", tests, NULL, NULL);
}
