/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/suggest.h"

static const char *const words[] = { "samtycke", "kallat", "möte", "läser",
	"ja", "nej", "misstänkt demens" };

static struct str
near(const char *word)
{
	return suggest_among(
	    str_from(word), words, sizeof(words) / sizeof(*words));
}

static void
two_edits_are_near(void **state)
{
	(void)state;
	assert_true(str_is(near("samtyke"), "samtycke"));
	assert_true(str_is(near("samtykce"), "samtycke"));
	assert_true(str_is(near("samtyxxk"), "samtycke") == false);
	assert_true(str_is(near("kalat"), "kallat"));
	assert_int_equal(near("helt annat").n, 0);
}

static void
case_and_rings_do_not_count(void **state)
{
	(void)state;
	assert_true(str_is(near("MOTE"), "möte"));
	assert_true(str_is(near("laser"), "läser"));
	assert_true(str_is(near("Misstankt demes"), "misstänkt demens"));
}

static void
nothing_in_common_is_not_meant(void **state)
{
	(void)state;
	assert_int_equal(near("xx").n, 0);
	assert_int_equal(near("").n, 0);
	assert_true(str_is(near("neej"), "nej"));
}

static void
long_words_are_left_alone(void **state)
{
	char word[200];

	(void)state;
	for (size_t i = 0; i < sizeof(word) - 1; i++)
		word[i] = 'a';
	word[sizeof(word) - 1] = '\0';
	assert_int_equal(near(word).n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_edits_are_near),
		cmocka_unit_test(case_and_rings_do_not_count),
		cmocka_unit_test(nothing_in_common_is_not_meant),
		cmocka_unit_test(long_words_are_left_alone),
	};

	return cmocka_run_group_tests_name("suggest", tests, NULL, NULL);
}
