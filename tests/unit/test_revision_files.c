/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Opening and sealing a revision while the disk fails: whichever call it is, a
 * folder is whole or not there, and the seals are the old ones or the new.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <string.h>

#include "build/new_revision.h"
#include "build/seal_part.h"
#include "fs/fs_faulty.h"
#include "fs/fs_memory.h"

enum { CALLS_MOST = 2000 };

static const char site_yaml[] = "title: Prov\nparties:\n"
				"  - {name: Staden, principal: kommun}\n"
				"  - {name: Regionen, principal: region}\n";
static const char revision_yaml[] =
    "in_force: 2026-11-16\nnext_review: 2027-11-30\nparties:\n"
    "  - {name: Staden, decided_by: N, decided_on: 2026-10-19}\n"
    "  - {name: Regionen, decided_by: N, decided_on: 2026-10-26}\n";

static const char *const pages[] = { "10-a.md", "10-a.lattlast.md",
	"20-b/index.md", "20-b/10-c.md" };

static void
put(struct fs *fs, const char *path, const char *text)
{
	fs_memory_put(fs, path, str_from(text));
}

static struct fs *
sample(void)
{
	struct fs *fs = fs_memory_new();
	struct sb path = { 0 };

	put(fs, "/r/content/site.yaml", site_yaml);
	put(fs, "/r/content/sidor/index.md", "---\ntitle: Start\n---\nHej.\n");
	put(fs, "/r/content/policy/2026-11/revision.yaml", revision_yaml);
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		sb_reset(&path);
		sb_fmt(&path, "/r/content/policy/2026-11/%s", pages[i]);
		put(fs, sb_text(&path), "---\ntitle: Sida\n---\nText.\n");
	}
	sb_release(&path);
	return fs;
}

static struct build_options
options(struct fs *fs)
{
	return (struct build_options){
		.fs = fs, .root = "/r", .today = date_from(2026, 11, 21)
	};
}

static bool
there(struct fs *fs, const char *path)
{
	struct fs_stat st;

	return fs_stat(fs, path, &st) == 0 && st.kind != FS_ABSENT;
}

static bool
same_file(struct fs *fs, const char *a, const char *b)
{
	struct sb x = { 0 }, y = { 0 };
	bool same = fs_read(fs, a, 10000, &x) == 0 &&
		    fs_read(fs, b, 10000, &y) == 0 &&
		    str_eq(sb_view(&x), sb_view(&y));

	sb_release(&x);
	sb_release(&y);
	return same;
}

static bool
is_whole(struct fs *fs)
{
	struct sb from = { 0 }, to = { 0 };
	bool whole = there(fs, "/r/content/policy/2027-11/revision.yaml");

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		sb_reset(&from);
		sb_reset(&to);
		sb_fmt(&from, "/r/content/policy/2026-11/%s", pages[i]);
		sb_fmt(&to, "/r/content/policy/2027-11/%s", pages[i]);
		whole = whole && same_file(fs, sb_text(&from), sb_text(&to));
	}
	sb_release(&from);
	sb_release(&to);
	return whole;
}

static size_t
open_next(struct fs *fs)
{
	struct build_options o = options(fs);
	struct diags ds = { 0 };
	struct sb out = { 0 };
	size_t findings;

	build_new_revision(&o, STR("2027-11"), &ds, &out);
	findings = ds.count;
	assert_true(findings || out.n);
	sb_release(&out);
	diag_release(&ds);
	return findings;
}

static void
a_new_revision_is_whole_or_not_there(void **state)
{
	uint64_t calls = CALLS_MOST;

	(void)state;
	for (uint64_t n = 1; n <= calls + 1; n++) {
		struct fs *memory = sample();
		struct fs_faulty faulty;
		size_t findings;

		fs_faulty_init(&faulty, memory, n, ENOSPC);
		findings = open_next(&faulty.fs);
		if (n > faulty.calls) {
			assert_int_equal(findings, 0);
			calls = faulty.calls;
		}
		if (there(memory, "/r/content/policy/2027-11"))
			assert_true(is_whole(memory));
		else
			assert_true(findings > 0);
		/* What was left behind does not hinder the next try. */
		if (!there(memory, "/r/content/policy/2027-11"))
			assert_int_equal(open_next(memory), 0);
		assert_true(is_whole(memory));
		assert_false(there(memory, "/r/content/policy/.2027-11.new"));
		fs_memory_free(memory);
	}
	assert_true(calls < CALLS_MOST);
}

static void
seal(struct fs *fs, const char *reason)
{
	struct build_options o = options(fs);
	struct diags ds = { 0 };
	struct sb out = { 0 };

	build_seal(&o, STR("2026-11"), reason, &ds, &out);
	sb_release(&out);
	diag_release(&ds);
}

static void
read_seals(struct fs *fs, struct sb *out)
{
	sb_reset(out);
	assert_int_equal(fs_read(fs, "/r/content/arkiv.yaml", 100000, out), 0);
}

static void
seals_are_the_old_ones_or_the_new(void **state)
{
	struct sb old = { 0 }, new = { 0 }, now = { 0 };
	struct fs *memory = sample();
	uint64_t calls = CALLS_MOST;

	(void)state;
	seal(memory, NULL);
	read_seals(memory, &old);
	put(memory, "/r/content/policy/2026-11/10-a.md",
	    "---\ntitle: Sida\n---\nAnnan text.\n");
	seal(memory, "ett fel");
	read_seals(memory, &new);
	assert_false(str_eq(sb_view(&old), sb_view(&new)));
	for (uint64_t n = 1; n <= calls + 1; n++) {
		struct fs_faulty faulty;

		put(memory, "/r/content/arkiv.yaml", sb_text(&old));
		fs_faulty_init(&faulty, memory, n, EIO);
		seal(&faulty.fs, "ett fel");
		if (n > faulty.calls)
			calls = faulty.calls;
		read_seals(memory, &now);
		assert_true(str_eq(sb_view(&now), sb_view(&old)) ||
			    str_eq(sb_view(&now), sb_view(&new)));
	}
	assert_true(str_eq(sb_view(&now), sb_view(&new)));
	sb_release(&old);
	sb_release(&new);
	sb_release(&now);
	fs_memory_free(memory);
}

static void
a_text_that_did_not_change_needs_no_reason(void **state)
{
	struct sb first = { 0 }, second = { 0 };
	struct fs *memory = sample();

	(void)state;
	seal(memory, NULL);
	read_seals(memory, &first);
	seal(memory, NULL);
	read_seals(memory, &second);
	assert_true(str_eq(sb_view(&first), sb_view(&second)));
	/* Without a reason a changed text leaves the seal as it is. */
	put(memory, "/r/content/policy/2026-11/10-a.md",
	    "---\ntitle: Sida\n---\nAnnan text.\n");
	seal(memory, NULL);
	read_seals(memory, &second);
	assert_true(str_eq(sb_view(&first), sb_view(&second)));
	sb_release(&first);
	sb_release(&second);
	fs_memory_free(memory);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_revision_is_whole_or_not_there),
		cmocka_unit_test(seals_are_the_old_ones_or_the_new),
		cmocka_unit_test(a_text_that_did_not_change_needs_no_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
