/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Markdown texts beside the document tree that is made of them:
 * tests/golden/markdown/CASE/ holds input.md and tree.txt (aid_doc.h tells
 * its form; findings stand below "--"). With GOLDEN_UPDATE=1 tree.txt is
 * written anew: read what it says before you keep it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "aid_doc.h"
#include "fs/fs.h"
#include "load/markdown.h"
#include "load/text_file.h"

#define FOLDER "tests/golden/markdown"

enum { LEAST_CASES = 12 };

static void
dump(struct sb *out, const char *path)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct text_file file;
	const struct node *doc;

	assert_true(text_file_load(&file, &a, &ds, fs_disk(), path,
	    STR("input.md"), TEXT_FILE_LIMIT, &text_file_page_codes));
	doc = markdown_load(&a, &ds, file.source,
	    (struct span){ file.source, 0, (uint32_t)file.text.n });
	doc_dump(out, &ds, doc);
	sb_cstr(out, "--\n");
	diag_sort(&ds);
	findings_dump(out, &ds);
	diag_release(&ds);
	arena_release(&a);
}

static bool
same_as(const char *path, const struct sb *made)
{
	struct sb want = { 0 };
	bool same;

	if (getenv("GOLDEN_UPDATE")) {
		assert_int_equal(
		    fs_write(fs_disk(), path, sb_view(made), 0644), 0);
		return true;
	}
	assert_int_equal(
	    fs_read(fs_disk(), path, TEXT_FILE_LIMIT * 4, &want), 0);
	same = str_eq(sb_view(&want), sb_view(made));
	if (!same)
		print_message(
		    "%s differs; this was made:\n%s", path, sb_text(made));
	sb_release(&want);
	return same;
}

static void
trees_are_as_before(void **state)
{
	struct arena a = { 0 };
	struct fs_entries cases = { 0 };
	size_t failed = 0;

	(void)state;
	assert_int_equal(fs_list(fs_disk(), &a, FOLDER, &cases), 0);
	assert_true(cases.count >= LEAST_CASES);
	for (size_t i = 0; i < cases.count; i++) {
		struct str dir =
		    str_from(fs_join(&a, STR(FOLDER), cases.items[i].name));
		struct sb made = { 0 };

		dump(&made, fs_join(&a, dir, STR("input.md")));
		failed += !same_as(fs_join(&a, dir, STR("tree.txt")), &made);
		sb_release(&made);
	}
	arena_release(&a);
	assert_int_equal(failed, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trees_are_as_before),
	};

	return cmocka_run_group_tests_name(
	    "markdown_golden", tests, NULL, NULL);
}
