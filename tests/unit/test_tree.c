/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fs/fs_faulty.h"
#include "write/tree.h"

struct bench {
	struct arena arena;
	char dir[64];
	struct tree *tree;
	struct tree_result result;
};

static void
open_tree(struct bench *b)
{
	const struct tree_options options = { .output = b->dir,
		.name = "plans",
		.folder_mode = 0700,
		.file_mode = 0600,
		.purge = true };

	assert_int_equal(
	    tree_open(&b->tree, &b->arena, fs_disk(), &options), 0);
}

static void
put(struct bench *b, const char *path, const char *text)
{
	assert_int_equal(tree_put(b->tree, str_from(path), str_from(text),
			     STR("plans/a.yaml")),
	    0);
}

static void
commit(struct bench *b)
{
	assert_int_equal(tree_commit(b->tree, &b->result), 0);
}

static void
holds(struct bench *b, const char *path, const char *text)
{
	struct sb bytes = { 0 };
	const char *full = fs_join(&b->arena, str_from(b->dir), str_from(path));
	struct fs_stat st;

	assert_int_equal(fs_stat(fs_disk(), full, &st), 0);
	if (!text) {
		assert_int_equal(st.kind, FS_ABSENT);
		return;
	}
	assert_int_equal(st.kind, FS_FILE);
	assert_int_equal(st.mode, 0600);
	assert_int_equal(fs_read(fs_disk(), full, 1000, &bytes), 0);
	assert_string_equal(sb_text(&bytes), text);
	sb_release(&bytes);
}

static int
setup(void **state)
{
	struct bench *b = calloc(1, sizeof(*b));

	strcpy(b->dir, "/tmp/samplan-tree-XXXXXX");
	assert_non_null(mkdtemp(b->dir));
	*state = b;
	return 0;
}

static int
teardown(void **state)
{
	struct bench *b = *state;

	fs_remove_tree(fs_disk(), b->dir);
	arena_release(&b->arena);
	free(b);
	return 0;
}

static void
first_build_makes_the_tree(void **state)
{
	struct bench *b = *state;

	open_tree(b);
	put(b, "P-1/min-plan.pdf", "one");
	holds(b, "plans/P-1/min-plan.pdf", NULL);
	commit(b);
	assert_true(b->result.changed);
	holds(b, "plans/P-1/min-plan.pdf", "one");
}

static void
the_same_again_changes_nothing(void **state)
{
	struct bench *b = *state;

	for (int i = 0; i < 3; i++) {
		open_tree(b);
		put(b, "P-1/a", "one");
		put(b, "P-2/a", "two");
		commit(b);
		assert_int_equal(b->result.changed, i == 0);
		assert_int_equal(b->result.written, i == 0 ? 2 : 0);
	}
	holds(b, "plans/P-2/a", "two");
}

static void
what_is_not_made_again_is_gone_from_both_trees(void **state)
{
	struct bench *b = *state;
	size_t count;

	for (int i = 0; i < 2; i++) {
		open_tree(b);
		put(b, "P-1/a", i ? "new" : "old");
		put(b, "P-2/secret", "name");
		commit(b);
	}
	open_tree(b);
	put(b, "P-1/a", "new");
	commit(b);
	assert_int_equal(b->result.removed, 1);
	assert_true(str_is(tree_removed(b->tree, &count)[0], "P-2/secret"));
	holds(b, "plans/P-2/secret", NULL);
	holds(b, ".plans.next/P-2/secret", NULL);
	holds(b, "plans/P-1/a", "new");
	/* And the spare is still good for the next turn. */
	open_tree(b);
	put(b, "P-1/a", "newer");
	put(b, "P-3/a", "three");
	commit(b);
	holds(b, "plans/P-1/a", "newer");
	holds(b, "plans/P-3/a", "three");
	holds(b, "plans/P-2/secret", NULL);
}

static void
a_killed_build_leaves_the_old_tree(void **state)
{
	struct bench *b = *state;

	open_tree(b);
	put(b, "P-1/a", "old");
	commit(b);
	open_tree(b);
	put(b, "P-1/a", "half"); /* and then nothing more */
	holds(b, "plans/P-1/a", "old");
	open_tree(b);
	put(b, "P-1/a", "old");
	put(b, "P-1/b", "new");
	commit(b);
	holds(b, "plans/P-1/a", "old");
	holds(b, "plans/P-1/b", "new");
}

static void
a_file_changed_by_hand_is_made_again(void **state)
{
	struct bench *b = *state;
	const char *file =
	    fs_join(&b->arena, str_from(b->dir), STR("plans/P-1/a"));

	open_tree(b);
	put(b, "P-1/a", "right");
	put(b, "P-1/b", "right");
	commit(b);
	assert_int_equal(fs_write(fs_disk(), file, STR("wrong!"), 0600), 0);
	open_tree(b);
	put(b, "P-1/a", "right");
	put(b, "P-1/b", "right");
	commit(b);
	assert_true(b->result.changed);
	holds(b, "plans/P-1/a", "right");
	assert_int_equal(fs_unlink(fs_disk(), file), 0);
	open_tree(b);
	put(b, "P-1/a", "right");
	put(b, "P-1/b", "right");
	commit(b);
	holds(b, "plans/P-1/a", "right");
}

static void
a_torn_manifest_counts_as_none(void **state)
{
	struct bench *b = *state;
	const char *file =
	    fs_join(&b->arena, str_from(b->dir), STR("plans/.manifest"));
	struct sb bytes = { 0 };

	open_tree(b);
	put(b, "P-1/a", "one");
	commit(b);
	assert_int_equal(fs_read(fs_disk(), file, 10000, &bytes), 0);
	for (size_t cut = 0; cut < bytes.n; cut += 3) {
		assert_int_equal(fs_write(fs_disk(), file,
				     str_sub(sb_view(&bytes), 0, cut), 0600),
		    0);
		open_tree(b);
		put(b, "P-1/a", "two");
		commit(b);
		holds(b, "plans/P-1/a", "two");
	}
	sb_release(&bytes);
}

static void
a_folder_becomes_a_file_and_back(void **state)
{
	struct bench *b = *state;

	for (int i = 0; i < 6; i++) {
		open_tree(b);
		put(b, i % 2 ? "x" : "x/y", "text");
		commit(b);
		holds(b, i % 2 ? "plans/x" : "plans/x/y", "text");
	}
}

enum { FOLDERS = 40, MAKERS = 3 };

static void
store(struct bench *b, int folder, int maker, bool note)
{
	struct str path = arena_fmt(&b->arena, "%d/%d", folder, maker);
	struct tree_stored stored = { path.n, hash128(path) };

	if (note)
		tree_note(b->tree, path, &stored);
	else if (tree_store(b->tree, path, path, &stored) ||
		 stored.size != path.n)
		_exit(1);
}

/* Each process wants all folders, at the same time, where files were. */
static void
store_apart(struct bench *b)
{
	int status;

	assert_int_equal(tree_ready(b->tree), 0);
	for (int m = 0; m < MAKERS; m++)
		if (fork() == 0) {
			for (int i = 0; i < FOLDERS; i++)
				store(b, i, m, false);
			_exit(0);
		}
	for (int m = 0; m < MAKERS; m++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
		for (int i = 0; i < FOLDERS; i++)
			store(b, i, m, true);
	}
}

static void
processes_may_want_the_same_folder(void **state)
{
	struct bench *b = *state;

	for (int run = 0; run < 8; run++) {
		bool files = run % 4 < 2; /* both trees have them */

		open_tree(b);
		for (int i = 0; files && i < FOLDERS; i++)
			put(b, arena_fmt(&b->arena, "%d", i).p, "a file");
		if (!files)
			store_apart(b);
		commit(b);
		holds(b, files ? "plans/7" : "plans/7/1",
		    files ? "a file" : "7/1");
		holds(b, files ? "plans/39" : "plans/39/2",
		    files ? "a file" : "39/2");
	}
}

static void
what_a_lost_source_made_is_kept(void **state)
{
	struct bench *b = *state;

	open_tree(b);
	put(b, "P-1/a", "one");
	commit(b);
	for (int i = 0; i < 3; i++) {
		open_tree(b);
		assert_int_equal(
		    tree_keep_source(b->tree, STR("plans/a.yaml")), 0);
		assert_int_equal(tree_put(b->tree, STR("P-2/b"),
				     i % 2 ? STR("x") : STR("y"), STR_NONE),
		    0);
		commit(b);
		holds(b, "plans/P-1/a", "one");
	}
}

/* What the disk says between the two steps is as good as afterwards. */
static void
a_tree_that_was_looked_at_is_settled_later(void **state)
{
	struct bench *b = *state;
	const struct tree_options options = { .output = b->dir,
		.name = "plans",
		.folder_mode = 0700,
		.file_mode = 0600 };
	struct tree_result result;
	struct tree *tree;

	for (int turn = 0; turn < 2; turn++) {
		open_tree(b);
		put(b, "P-1/a", turn ? "ett" : "one");
		put(b, "P-1/b", "two");
		commit(b);
	}
	/* Both folders are known now; somebody takes a file of each away. */
	fs_unlink(fs_disk(),
	    fs_join(&b->arena, str_from(b->dir), STR("plans/P-1/a")));
	fs_unlink(fs_disk(),
	    fs_join(&b->arena, str_from(b->dir), STR(".plans.next/P-1/b")));
	assert_int_equal(tree_look(&tree, &b->arena, fs_disk(), &options), 0);
	assert_int_equal(tree_settle(tree), 0);
	assert_false(tree_holds(tree, STR("P-1/a")));
	assert_true(tree_holds(tree, STR("P-1/b")));
	assert_int_equal(tree_put(tree, STR("P-1/a"), STR("ett"), STR_NONE), 0);
	assert_int_equal(tree_keep(tree, STR("P-1/b")), 0);
	assert_int_equal(tree_commit(tree, &result), 0);
	holds(b, "plans/P-1/a", "ett");
	holds(b, "plans/P-1/b", "two");
}

static int
commit_last_two(struct bench *b, struct fs *fs, bool secret)
{
	const struct tree_options options = { .output = b->dir,
		.name = "plans",
		.folder_mode = 0700,
		.file_mode = 0600,
		.purge = true };
	int err = tree_open(&b->tree, &b->arena, fs, &options);

	if (err == 0)
		err = tree_put(b->tree, STR("P-1/a"), STR("one"), STR_NONE);
	if (err == 0 && secret)
		err =
		    tree_put(b->tree, STR("P-2/secret"), STR("name"), STR_NONE);
	return err ? err : tree_commit(b->tree, &b->result);
}

/* The disk fails from each call on; the next run need not change anything. */
static void
what_a_stopped_purge_left_goes_with_the_next_run(void **state)
{
	struct bench *b = *state;
	bool fine = false;

	for (uint64_t at = 1; !fine; at++) {
		struct fs_faulty faulty;

		for (int i = 0; i < 2; i++)
			assert_int_equal(
			    commit_last_two(b, fs_disk(), true), 0);
		fs_faulty_init(&faulty, fs_disk(), at, EIO);
		faulty.forever = true;
		commit_last_two(b, &faulty.fs, false);
		fine = faulty.failed == NULL;
		assert_int_equal(commit_last_two(b, fs_disk(), false), 0);
		holds(b, "plans/P-1/a", "one");
		holds(b, "plans/P-2/secret", NULL);
		holds(b, ".plans.next/P-2/secret", NULL);
	}
}

static void
nor_does_it_stay_beside_an_empty_tree(void **state)
{
	struct bench *b = *state;
	const char *spare =
	    fs_join(&b->arena, str_from(b->dir), STR(".plans.next"));

	open_tree(b);
	put(b, "P-2/secret", "name");
	commit(b);
	open_tree(b);
	commit(b);
	/* As a purge leaves it that was stopped after its first step. */
	fs_remove_tree(fs_disk(), spare);
	assert_int_equal(
	    fs_mkdirs(fs_disk(),
		fs_join(&b->arena, str_from(spare), STR("P-2")), 0700),
	    0);
	assert_int_equal(
	    fs_write(fs_disk(),
		fs_join(&b->arena, str_from(spare), STR("P-2/secret")),
		STR("name"), 0600),
	    0);
	open_tree(b);
	commit(b);
	holds(b, ".plans.next/P-2/secret", NULL);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(first_build_makes_the_tree),
		TEST(the_same_again_changes_nothing),
		TEST(what_is_not_made_again_is_gone_from_both_trees),
		TEST(a_killed_build_leaves_the_old_tree),
		TEST(a_file_changed_by_hand_is_made_again),
		TEST(a_torn_manifest_counts_as_none),
		TEST(a_folder_becomes_a_file_and_back),
		TEST(processes_may_want_the_same_folder),
		TEST(what_a_lost_source_made_is_kept),
		TEST(what_a_stopped_purge_left_goes_with_the_next_run),
		TEST(nor_does_it_stay_beside_an_empty_tree),
		TEST(a_tree_that_was_looked_at_is_settled_later),
	};

	return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
