/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sites that are wrong in many ways: tests/invalid/site-CASE/ holds content/
 * and findings.txt, all that loading and checking say on 2026-11-21. With
 * GOLDEN_UPDATE=1 findings.txt is written anew: read what it says before you
 * keep it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "aid_doc.h"
#include "check/site.h"
#include "fs/fs.h"
#include "load/site.h"

#define FOLDER "tests/invalid"

enum { LEAST_CASES = 7, LIMIT = 1024 * 1024 };

static void
say(struct sb *out, const char *root)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct site site;
	date_t today = date_from(2026, 11, 21);

	if (!site_load(&site, &a, &ds, fs_disk(), root))
		sb_cstr(out, "no site\n");
	site_resolve(&site, today);
	check_site(&site, NULL, today, &ds);
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
	assert_int_equal(fs_read(fs_disk(), path, LIMIT, &want), 0);
	same = str_eq(sb_view(&want), sb_view(made));
	if (!same)
		print_message(
		    "%s differs; this was said:\n%s", path, sb_text(made));
	sb_release(&want);
	return same;
}

static void
findings_are_as_before(void **state)
{
	struct arena a = { 0 };
	struct fs_entries cases = { 0 };
	size_t failed = 0, count = 0;

	(void)state;
	assert_int_equal(fs_list(fs_disk(), &a, FOLDER, &cases), 0);
	for (size_t i = 0; i < cases.count; i++) {
		const char *dir = fs_join(&a, STR(FOLDER), cases.items[i].name);
		struct sb made = { 0 };

		if (!str_starts(cases.items[i].name, STR("site-")))
			continue;
		count++;
		say(&made, dir);
		failed += !same_as(
		    fs_join(&a, str_from(dir), STR("findings.txt")), &made);
		sb_release(&made);
	}
	arena_release(&a);
	assert_int_equal(failed, 0);
	assert_true(count >= LEAST_CASES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(findings_are_as_before),
	};

	return cmocka_run_group_tests_name("site_invalid", tests, NULL, NULL);
}
