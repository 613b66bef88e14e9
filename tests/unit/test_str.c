/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/sb.h"
#include "base/str.h"

static void
parts_are_taken_one_by_one(void **state)
{
	struct str rest = STR("a,,b");
	struct str part;

	(void)state;
	assert_true(str_next_part(&rest, ',', &part));
	assert_true(str_is(part, "a"));
	assert_true(str_next_part(&rest, ',', &part));
	assert_true(str_is(part, ""));
	assert_true(str_next_part(&rest, ',', &part));
	assert_true(str_is(part, "b"));
	assert_false(str_next_part(&rest, ',', &part));
}

static void
lines_lose_their_ends(void **state)
{
	struct str rest = STR("one\r\ntwo\n\nfour");
	struct str line;

	(void)state;
	assert_true(str_next_line(&rest, &line) && str_is(line, "one"));
	assert_true(str_next_line(&rest, &line) && str_is(line, "two"));
	assert_true(str_next_line(&rest, &line) && str_is(line, ""));
	assert_true(str_next_line(&rest, &line) && str_is(line, "four"));
	assert_false(str_next_line(&rest, &line));
}

static void
numbers_are_digits_only(void **state)
{
	int n = 7;

	(void)state;
	assert_true(str_int(STR("0012"), &n) && n == 12);
	assert_false(str_int(STR(""), &n));
	assert_false(str_int(STR("-1"), &n));
	assert_false(str_int(STR("1234567890"), &n));
	assert_int_equal(n, 12);
}

struct named {
	int number;
	struct str name;
};

static void
test_search(void **state)
{
	static const char *const names[] = { "a", "ab", "b", "ö", "öl" };
	struct named items[5];

	(void)state;
	for (int i = 0; i < 5; i++)
		items[i] = (struct named){ i, str_from(names[i]) };
	for (size_t n = 0; n <= 5; n++)
		for (size_t i = 0; i < 5; i++) {
			const struct named *found =
			    str_search(items, n, sizeof(*items),
				offsetof(struct named, name), items[i].name);

			assert_ptr_equal(found, i < n ? &items[i] : NULL);
		}
	assert_null(str_search(
	    items, 5, sizeof(*items), offsetof(struct named, name), STR("aa")));
}

static void
test_xml(void **state)
{
	struct sb out = { 0 };

	(void)state;
	sb_xml(&out, STR("a < b && \"c\" > 'ö'"));
	assert_string_equal(
	    sb_text(&out), "a &lt; b &amp;&amp; &quot;c&quot; &gt; 'ö'");
	sb_release(&out);
}

/* The quick way and libc's have to give the same bytes. */
static void
formats_are_those_of_libc(void **state)
{
	struct sb sb = { 0 };
	char libc[400];
	char full[301];

	(void)state;
	memset(full, 'x', 300);
	full[300] = '\0';
#define SAME(...)                                          \
	do {                                               \
		sb_reset(&sb);                             \
		sb_fmt(&sb, __VA_ARGS__);                  \
		snprintf(libc, sizeof(libc), __VA_ARGS__); \
		assert_string_equal(sb_text(&sb), libc);   \
		assert_int_equal(sb.n, strlen(libc));      \
	} while (0)
	SAME("%s %% %.*s|", "å", 3, "abcdef");
	SAME("%d %d %u %zu", -2147483647 - 1, 0, 4294967295u, (size_t)-1);
	SAME("%s%s", full, "y");
	SAME("%.1f %02d %5s %s", 2.5, 7, "a", "b");
#undef SAME
	sb_release(&sb);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_search),
		cmocka_unit_test(test_xml),
		cmocka_unit_test(parts_are_taken_one_by_one),
		cmocka_unit_test(lines_lose_their_ends),
		cmocka_unit_test(numbers_are_digits_only),
		cmocka_unit_test(formats_are_those_of_libc),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
