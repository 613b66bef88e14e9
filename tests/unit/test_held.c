/* SPDX-License-Identifier: EUPL-1.2 */
/* A tree that is kept open between changes (write/held.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "write/held.h"

struct grounds {
	struct arena arena;
	char dir[64];
	struct tree_options options;
	struct held *held;
	struct tree_result result;
	bool anew;
};

static void
build(struct grounds *g, const char *const *files)
{
	struct tree *tree;
	struct tree_result result;

	assert_int_equal(
	    tree_open(&tree, &g->arena, fs_disk(), &g->options), 0);
	for (size_t i = 0; files[i]; i += 2)
		assert_int_equal(tree_put(tree, str_from(files[i]),
				     str_from(files[i + 1]), STR_NONE),
		    0);
	assert_int_equal(tree_commit(tree, &result), 0);
}

static const char *const first[] = { "a/index.html", "noll", NULL };
static const char *const plain[] = { "a/index.html", "ett", "b/index.html",
	"två", "c.js", "tre", NULL };

static void
grounds_open(struct grounds *g)
{
	*g = (struct grounds){ .dir = "/tmp/samplan-held-XXXXXX" };
	assert_non_null(mkdtemp(g->dir));
	g->options = (struct tree_options){ .output = g->dir,
		.name = "site",
		.folder_mode = 0755,
		.file_mode = 0644 };
	assert_int_equal(tree_prepare(fs_disk(), &g->options), 0);
	build(g, first);
	assert_int_equal(tree_prepare(fs_disk(), &g->options), 0);
	build(g, plain);
	assert_int_equal(
	    held_open(&g->held, &g->arena, fs_disk(), &g->options), 0);
}

static void
grounds_close(struct grounds *g)
{
	held_close(g->held);
	assert_int_equal(fs_remove_tree(fs_disk(), g->dir), 0);
	arena_release(&g->arena);
}

static void
holds(struct grounds *g, const char *path, const char *text)
{
	struct sb bytes = { 0 };
	const char *full = fs_join(&g->arena, str_from(g->dir), str_from(path));
	struct fs_stat st;

	assert_int_equal(fs_stat(fs_disk(), full, &st), 0);
	assert_int_equal(st.kind, text ? FS_FILE : FS_ABSENT);
	if (text) {
		assert_int_equal(fs_read(fs_disk(), full, 1000, &bytes), 0);
		assert_string_equal(sb_text(&bytes), text);
	}
	sb_release(&bytes);
}

static void
change(struct grounds *g, const char *path, const char *text)
{
	assert_int_equal(held_begin(g->held, &g->anew), 0);
	if (text)
		assert_int_equal(
		    held_put(g->held, str_from(path), str_from(text)), 0);
	else
		assert_int_equal(held_remove(g->held, str_from(path)), 0);
	assert_int_equal(held_commit(g->held, &g->result), 0);
}

static bool
known_to_builds(struct grounds *g)
{
	struct tree *tree;

	assert_int_equal(
	    tree_open(&tree, &g->arena, fs_disk(), &g->options), 0);
	return tree_holds(tree, STR("c.js")) &&
	       tree_whole(fs_disk(), &g->options);
}

static void
each_change_is_seen_and_the_other_folder_catches_up(void **state)
{
	struct grounds g;

	(void)state;
	grounds_open(&g);
	change(&g, "a/index.html", "fyra");
	assert_true(g.result.changed);
	assert_int_equal(g.result.written, 1);
	holds(&g, "site/a/index.html", "fyra");
	holds(&g, "site/b/index.html", "två");
	holds(&g, ".site.next/a/index.html", "ett");
	change(&g, "b/index.html", "fem");
	holds(&g, "site/a/index.html", "fyra");
	holds(&g, "site/b/index.html", "fem");
	change(&g, "d/e/index.html", "sex");
	holds(&g, "site/b/index.html", "fem");
	holds(&g, "site/d/e/index.html", "sex");
	change(&g, "a/index.html", NULL);
	holds(&g, "site/a", NULL);
	holds(&g, "site/d/e/index.html", "sex");
	change(&g, "b/index.html", "sju");
	holds(&g, "site/a", NULL);
	holds(&g, ".site.next/a", NULL);
	grounds_close(&g);
}

static void
what_is_the_same_changes_nothing(void **state)
{
	struct grounds g;

	(void)state;
	grounds_open(&g);
	change(&g, "a/index.html", "ett");
	assert_false(g.result.changed);
	change(&g, "a/index.html", "fyra");
	/* The other folder has it still; readers do not. */
	change(&g, "a/index.html", "ett");
	assert_true(g.result.changed);
	holds(&g, "site/a/index.html", "ett");
	grounds_close(&g);
}

static void
only_styles_are_told_apart(void **state)
{
	struct grounds g;

	(void)state;
	grounds_open(&g);
	change(&g, "assets/style.css", "p{}");
	assert_true(g.result.only_styles);
	change(&g, "c.js", "fyra");
	assert_false(g.result.only_styles);
	grounds_close(&g);
}

static void
nothing_of_a_change_that_is_abandoned_stays(void **state)
{
	struct grounds g;

	(void)state;
	grounds_open(&g);
	change(&g, "a/index.html", "fyra");
	assert_int_equal(held_begin(g.held, &g.anew), 0);
	assert_int_equal(
	    held_put(g.held, STR("b/index.html"), STR("hemligt")), 0);
	assert_int_equal(held_put(g.held, STR("x/y.html"), STR("hemligt")), 0);
	assert_int_equal(held_abandon(g.held), 0);
	holds(&g, "site/b/index.html", "två");
	holds(&g, ".site.next/b/index.html", NULL);
	holds(&g, ".site.next/x", NULL);
	change(&g, "c.js", "fem");
	holds(&g, "site/a/index.html", "fyra");
	holds(&g, "site/b/index.html", "två");
	grounds_close(&g);
}

static void
while_it_is_held_builds_take_it_for_unknown(void **state)
{
	struct grounds g;
	struct hash128 before;

	(void)state;
	grounds_open(&g);
	assert_true(known_to_builds(&g));
	before = held_identity(g.held);
	change(&g, "a/index.html", "fyra");
	assert_false(known_to_builds(&g));
	assert_false(hash128_eq(held_identity(g.held), before));
	assert_int_equal(held_settle(g.held), 0);
	assert_true(known_to_builds(&g));
	change(&g, "a/index.html", "ett");
	assert_true(hash128_eq(held_identity(g.held), before));
	assert_int_equal(held_settle(g.held), 0);
	assert_true(known_to_builds(&g));
	grounds_close(&g);
}

static void
a_build_between_two_changes_is_noticed(void **state)
{
	static const char *const other[] = { "a/index.html", "fyra",
		"b/index.html", "från bygget", "c.js", "tre", "bok.pdf", "bok",
		NULL };
	struct grounds g;

	(void)state;
	grounds_open(&g);
	change(&g, "a/index.html", "fyra");
	assert_int_equal(held_settle(g.held), 0);
	build(&g, other);
	assert_int_equal(held_begin(g.held, &g.anew), 0);
	assert_true(g.anew);
	assert_true(held_kept(g.held, STR("a/index.html")));
	assert_true(held_kept(g.held, STR("c.js")));
	assert_true(held_kept(g.held, STR("nowhere.html")));
	assert_false(held_kept(g.held, STR("b/index.html")));
	assert_false(held_kept(g.held, STR("bok.pdf")));
	assert_int_equal(held_put(g.held, STR("c.js"), STR("sex")), 0);
	assert_int_equal(held_commit(g.held, &g.result), 0);
	holds(&g, "site/b/index.html", "från bygget");
	holds(&g, "site/bok.pdf", "bok");
	holds(&g, "site/c.js", "sex");
	/* Without the manifests there is no telling what it did. */
	build(&g, plain);
	assert_int_equal(held_begin(g.held, &g.anew), ESTALE);
	grounds_close(&g);
}

static void
a_spare_that_is_not_known_is_made_anew(void **state)
{
	struct grounds g;

	(void)state;
	grounds_open(&g);
	assert_int_equal(
	    fs_write(fs_disk(),
		fs_join(&g.arena, str_from(g.dir), STR(".site.next/.manifest")),
		STR("torn"), 0644),
	    0);
	held_close(g.held);
	assert_int_equal(
	    held_open(&g.held, &g.arena, fs_disk(), &g.options), 0);
	change(&g, "a/index.html", "fyra");
	holds(&g, "site/b/index.html", "två");
	holds(&g, "site/c.js", "tre");
	assert_int_equal(held_settle(g.held), 0);
	assert_true(known_to_builds(&g));
	/* But once only. */
	change(&g, "a/index.html", "ett");
	holds(&g, "site/c.js", "tre");
	assert_int_equal(held_settle(g.held), 0);
	assert_true(known_to_builds(&g));
	/* Of what readers see the manifest has to be whole. */
	assert_int_equal(
	    fs_write(fs_disk(),
		fs_join(&g.arena, str_from(g.dir), STR("site/.manifest")),
		STR("torn"), 0644),
	    0);
	held_close(g.held);
	assert_int_equal(
	    held_open(&g.held, &g.arena, fs_disk(), &g.options), ESTALE);
	grounds_close(&g);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_change_is_seen_and_the_other_folder_catches_up),
		cmocka_unit_test(what_is_the_same_changes_nothing),
		cmocka_unit_test(only_styles_are_told_apart),
		cmocka_unit_test(nothing_of_a_change_that_is_abandoned_stays),
		cmocka_unit_test(while_it_is_held_builds_take_it_for_unknown),
		cmocka_unit_test(a_build_between_two_changes_is_noticed),
		cmocka_unit_test(a_spare_that_is_not_known_is_made_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
