/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "diag/diag.h"

/* A finding at the first place of needle in a text of one file. */
static void
print_at(const char *text, const char *needle, struct sb *out)
{
	struct diags ds = { 0 };
	struct str s = str_from(text);
	uint32_t source = source_add(&ds.sources, STR("a.md"), s);
	struct span at = { source, (uint32_t)str_find(s, str_from(needle)),
		(uint32_t)strlen(needle) };

	diag_add(&ds, DIAG_Y05, at, "here");
	diag_print(&ds.items[0], false, out);
	diag_release(&ds);
}

static void
caret_stands_under_the_word_after_wide_letters(void **state)
{
	struct sb out = { 0 };

	(void)state;
	print_at("först\nåäö ord\n", "ord", &out);
	assert_string_equal(sb_text(&out), "a.md:2:5: error: here [Y05]\n"
					   "    2 | åäö ord\n"
					   "      |     ^^^\n");
	sb_reset(&out);
	/* An emoji takes two columns of the terminal but is one character. */
	print_at("😀 ord", "ord", &out);
	assert_string_equal(sb_text(&out), "a.md:1:3: error: here [Y05]\n"
					   "    1 | 😀 ord\n"
					   "      |    ^^^\n");
	sb_reset(&out);
	print_at("\tå\tord", "ord", &out);
	assert_string_equal(sb_text(&out), "a.md:1:4: error: here [Y05]\n"
					   "    1 | \tå\tord\n"
					   "      | \t \t^^^\n");
	sb_release(&out);
}

static void
long_line_is_shown_around_the_place(void **state)
{
	struct sb text = { 0 }, out = { 0 };
	struct str line, rest;

	(void)state;
	for (int i = 0; i < 500; i++)
		sb_cstr(&text, "å ");
	sb_cstr(&text, "ORD");
	for (int i = 0; i < 500; i++)
		sb_cstr(&text, " ö");
	print_at(sb_text(&text), "ORD", &out);
	rest = sb_view(&out);
	assert_true(str_next_line(&rest, &line));
	assert_true(str_starts(line, STR("a.md:1:1001: ")));
	assert_true(str_next_line(&rest, &line));
	assert_true(line.n < 250);
	{
		struct str mark;
		size_t col, caret, chars = 0;

		assert_true(str_next_line(&rest, &mark));
		col = str_find(line, STR("ORD"));
		caret = str_find_char(mark, '^');
		assert_int_not_equal(col, STR_NOT_FOUND);
		for (size_t i = 0; i < col; i++)
			chars += (line.p[i] & 0xC0) != 0x80;
		assert_int_equal(chars, caret);
	}
	sb_release(&text);
	sb_release(&out);
}

static void
json_escapes_and_says_null(void **state)
{
	struct diags ds = { 0 };
	struct sb out = { 0 };

	(void)state;
	diag_add_file(&ds, DIAG_B05, STR("a\"\n\x01.md"), "%s", "\\");
	diag_print_json(&ds.items[0], &out);
	assert_string_equal(sb_text(&out),
	    "{\"file\":\"a\\\"\\n\\u0001.md\",\"line\":null,\"column\":null,"
	    "\"end_column\":null,\"severity\":\"error\",\"code\":\"B05\","
	    "\"message\":\"\\\\\",\"policy\":null,\"help\":null}\n");
	sb_release(&out);
	diag_release(&ds);
}

static void
findings_are_sorted_and_doubles_dropped(void **state)
{
	struct diags ds = { 0 };
	uint32_t b = source_add(&ds.sources, STR("b"), STR("x\ny\n"));
	uint32_t a = source_add(&ds.sources, STR("a"), STR("x\ny\n"));

	(void)state;
	diag_add(&ds, DIAG_Y01, (struct span){ b, 2, 1 }, "one");
	diag_add(&ds, DIAG_Y01, (struct span){ a, 2, 1 }, "two");
	diag_add(&ds, DIAG_Y01, (struct span){ a, 0, 1 }, "three");
	diag_add(&ds, DIAG_Y01, (struct span){ a, 2, 1 }, "two");
	diag_sort(&ds);
	assert_int_equal(ds.count, 3);
	assert_true(str_is(ds.items[0].message, "three"));
	assert_true(str_is(ds.items[1].message, "two"));
	assert_true(str_is(ds.items[2].message, "one"));
	diag_release(&ds);
}

static void
a_flood_is_capped_and_counted(void **state)
{
	struct diags ds = { 0 };
	uint32_t source = source_add(&ds.sources, STR("a"), STR("x"));

	(void)state;
	for (int i = 0; i < DIAG_PER_SOURCE + 5; i++)
		diag_add(&ds, DIAG_Y01, (struct span){ source, 0, 1 }, "%d", i);
	assert_int_equal(ds.count, DIAG_PER_SOURCE);
	assert_int_equal(ds.dropped, 5);
	diag_release(&ds);
}

static void
places_hold_at_every_end(void **state)
{
	struct sources ss = { 0 };
	uint32_t source = source_add(&ss, STR("a"), STR("ab\r\n\ncd"));
	struct place p;

	(void)state;
	p = source_place(&ss, (struct span){ source, 2, 2 });
	assert_int_equal(p.line, 1);
	assert_int_equal(p.column, 3);
	p = source_place(&ss, (struct span){ source, 4, 0 });
	assert_int_equal(p.line, 2);
	assert_int_equal(p.column, 1);
	p = source_place(&ss, (struct span){ source, 7, 9 });
	assert_int_equal(p.line, 3);
	assert_int_equal(p.column, 3);
	assert_int_equal(p.end_column, 3);
	p = source_place(&ss, (struct span){ source, 4000, 1 });
	assert_int_equal(p.line, 3);
	assert_int_equal(source_place(&ss, SPAN_NONE).line, 0);
	sources_release(&ss);
}

static void
what_a_terminal_would_obey_is_not_printed(void **state)
{
	struct sb out = { 0 };

	(void)state;
	print_at("a\033[31mORD", "ORD", &out);
	assert_int_equal(str_find_char(sb_view(&out), '\033'), STR_NOT_FOUND);
	sb_release(&out);
}

static void
every_code_has_an_id_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < DIAG_COUNT; i++) {
		const struct diag_info *info = diag_info((enum diag_code)i);

		assert_non_null(info->id);
		assert_non_null(info->why);
		assert_int_equal(diag_find(str_from(info->id)), i);
	}
	assert_int_equal(diag_find(STR("nothing")), DIAG_COUNT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    caret_stands_under_the_word_after_wide_letters),
		cmocka_unit_test(long_line_is_shown_around_the_place),
		cmocka_unit_test(json_escapes_and_says_null),
		cmocka_unit_test(findings_are_sorted_and_doubles_dropped),
		cmocka_unit_test(a_flood_is_capped_and_counted),
		cmocka_unit_test(places_hold_at_every_end),
		cmocka_unit_test(what_a_terminal_would_obey_is_not_printed),
		cmocka_unit_test(every_code_has_an_id_of_its_own),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
