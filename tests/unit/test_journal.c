/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>

#include "fs/fs_memory.h"
#include "write/journal.h"

static const struct journal_event events[] = {
	{ "made", { "P-2026-0101", 11 }, { "2026-11", 7 }, 12 },
	{ "removed", { "P-2026-0102", 11 }, { NULL, 0 }, 3 },
};

static struct fs *
disk_with_journal(void)
{
	struct fs *fs = fs_memory_new();

	assert_int_equal(fs_mkdirs(fs, "/out", 0755), 0);
	for (int day = 0; day < 3; day++)
		assert_int_equal(journal_append(fs, "/out",
				     1795219200 + day * 86400, events, 2),
		    0);
	return fs;
}

static void
read_text(struct fs *fs, struct sb *out)
{
	sb_reset(out);
	assert_int_equal(fs_read(fs, "/out/.journal", 1 << 20, out), 0);
}

static void
lines_are_chained(void **state)
{
	struct fs *fs = disk_with_journal();
	struct journal_check c;
	struct sb text = { 0 };

	(void)state;
	read_text(fs, &text);
	assert_true(str_starts(sb_view(&text),
	    STR("1 2026-11-21T00:00:00Z made P-2026-0101 2026-11 12 ")));
	assert_int_equal(journal_verify(fs, "/out", &c), 0);
	assert_int_equal(c.lines, 6);
	assert_int_equal(c.broken_at, 0);
	assert_false(c.torn);
	sb_release(&text);
	fs_memory_free(fs);
}

static void
every_changed_byte_is_seen(void **state)
{
	struct fs *fs = disk_with_journal();
	struct sb text = { 0 };

	(void)state;
	read_text(fs, &text);
	for (size_t i = 0; i < text.n; i++) {
		struct journal_check c;
		char old = text.p[i];

		text.p[i] = old == 'x' ? 'y' : 'x';
		fs_memory_put(fs, "/out/.journal", sb_view(&text));
		text.p[i] = old;
		assert_int_equal(journal_verify(fs, "/out", &c), 0);
		assert_true(c.broken_at > 0 || c.torn);
	}
	sb_release(&text);
	fs_memory_free(fs);
}

static void
a_line_taken_out_breaks_the_chain(void **state)
{
	struct fs *fs = disk_with_journal();
	struct sb text = { 0 };
	struct str rest, line;
	struct journal_check c;

	(void)state;
	read_text(fs, &text);
	rest = sb_view(&text);
	assert_true(str_next_line(&rest, &line));
	fs_memory_put(fs, "/out/.journal", rest);
	assert_int_equal(journal_verify(fs, "/out", &c), 0);
	assert_int_equal(c.broken_at, 1);
	sb_release(&text);
	fs_memory_free(fs);
}

static void
a_torn_line_is_mended(void **state)
{
	struct fs *fs = disk_with_journal();
	struct sb text = { 0 };
	struct journal_check c;

	(void)state;
	read_text(fs, &text);
	fs_memory_put(
	    fs, "/out/.journal", str_sub(sb_view(&text), 0, text.n - 20));
	assert_int_equal(journal_verify(fs, "/out", &c), 0);
	assert_true(c.torn);
	assert_int_equal(journal_append(fs, "/out", 1795219200, events, 1), 0);
	assert_int_equal(journal_verify(fs, "/out", &c), 0);
	assert_false(c.torn);
	assert_int_equal(c.broken_at, 0);
	assert_int_equal(c.lines, 6);
	sb_release(&text);
	fs_memory_free(fs);
}

/* The second place, where there is a folder for it. */
static struct fs *
disk_with_end(void)
{
	struct fs *fs = fs_memory_new();

	assert_int_equal(fs_mkdirs(fs, "/out/" JOURNAL_END_FOLDER, 0700), 0);
	for (int day = 0; day < 3; day++)
		assert_int_equal(journal_append(fs, "/out",
				     1795219200 + day * 86400, events, 2),
		    0);
	return fs;
}

static struct str
first_lines(struct str text, size_t count)
{
	struct str rest = text, line;

	while (count-- && str_next_line(&rest, &line))
		;
	return str_sub(text, 0, text.n - rest.n);
}

static void
lines_cut_off_are_missed(void **state)
{
	struct sb text = { 0 };
	struct journal_check c;

	(void)state;
	for (size_t left = 0; left <= 6; left++) {
		struct fs *fs = disk_with_end();

		read_text(fs, &text);
		fs_memory_put(
		    fs, "/out/.journal", first_lines(sb_view(&text), left));
		assert_int_equal(journal_verify(fs, "/out", &c), 0);
		assert_int_equal(c.broken_at, 0);
		assert_int_equal(c.written, 6);
		assert_int_equal(c.replaced, left < 6);
		/* Whatever is added, it does not become right by that. */
		for (int i = 0; i < 8; i++) {
			assert_int_equal(
			    journal_append(fs, "/out", 1795219200, events, 1),
			    0);
			assert_int_equal(journal_verify(fs, "/out", &c), 0);
			assert_int_equal(c.replaced, left < 6);
		}
		fs_memory_free(fs);
	}
	sb_release(&text);
}

/* Somebody was stopped between the line and its note. */
static void
a_note_that_is_behind_is_no_fault(void **state)
{
	struct fs *fs = disk_with_end();
	struct sb old = { 0 };
	struct journal_check c;

	(void)state;
	assert_int_equal(
	    fs_read(fs, "/out/" JOURNAL_END_FOLDER "/end", 1000, &old), 0);
	assert_int_equal(journal_append(fs, "/out", 1795219200, events, 2), 0);
	fs_memory_put(fs, "/out/" JOURNAL_END_FOLDER "/end", sb_view(&old));
	assert_int_equal(journal_verify(fs, "/out", &c), 0);
	assert_int_equal(c.written, 6);
	assert_false(c.replaced);
	assert_int_equal(journal_append(fs, "/out", 1795219200, events, 2), 0);
	assert_int_equal(journal_verify(fs, "/out", &c), 0);
	assert_int_equal(c.written, 10);
	assert_false(c.replaced);
	sb_release(&old);
	fs_memory_free(fs);
}

static void
no_journal_is_not_an_empty_one(void **state)
{
	struct fs *fs = fs_memory_new();
	struct journal_check c;

	(void)state;
	assert_int_equal(fs_mkdirs(fs, "/out", 0755), 0);
	assert_int_equal(journal_verify(fs, "/out", &c), ENOENT);
	fs_memory_free(fs);
}

/* Whoever was stopped while adding: no line twice, none is lost. */
static void
what_is_missing_is_added(void **state)
{
	struct sb text = { 0 }, whole = { 0 };
	struct fs *fs = disk_with_journal();
	struct journal_check c;

	(void)state;
	assert_int_equal(journal_append(fs, "/out", 1795478400, events, 2), 0);
	read_text(fs, &whole);
	fs_memory_free(fs);
	for (size_t there = 0; there <= 2; there++) {
		fs = disk_with_journal();
		/* The same events at another time are other lines. */
		assert_int_equal(
		    journal_append(fs, "/out", 1795478400, events, there), 0);
		assert_int_equal(journal_append_missing(
				     fs, "/out", 1795478400, events, 2, 6),
		    0);
		read_text(fs, &text);
		assert_true(str_eq(sb_view(&text), sb_view(&whole)));
		assert_int_equal(journal_verify(fs, "/out", &c), 0);
		assert_int_equal(c.lines, 8);
		fs_memory_free(fs);
	}
	sb_release(&text);
	sb_release(&whole);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_chained),
		cmocka_unit_test(every_changed_byte_is_seen),
		cmocka_unit_test(a_line_taken_out_breaks_the_chain),
		cmocka_unit_test(a_torn_line_is_mended),
		cmocka_unit_test(lines_cut_off_are_missed),
		cmocka_unit_test(a_note_that_is_behind_is_no_fault),
		cmocka_unit_test(no_journal_is_not_an_empty_one),
		cmocka_unit_test(what_is_missing_is_added),
	};

	return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
