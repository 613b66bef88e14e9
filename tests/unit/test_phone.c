/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/phone.h"

static void
dials(const char *text, const char *wanted)
{
	char room[PHONE_ROOM];
	struct str dial = phone_dial(str_from(text), room);

	if (!str_is(dial, wanted))
		fail_msg("\"%s\" dials \"%.*s\", not \"%s\"", text,
		    STR_ARG(dial), wanted);
}

static void
a_number_is_dialled_as_it_is_meant(void **state)
{
	(void)state;
	dials("08-000 00 22", "080000022");
	dials("08–000 00 22", "080000022");
	dials("08 - 000 00 22", "080000022");
	dials("08/000 00 22", "080000022");
	dials("(08) 000 00 22", "080000022");
	dials("070-000\u00A000\u202F33", "0700000033");
	dials("0700000033", "0700000033");
	dials("070-000-00-33", "0700000033");
	dials("112", "112");
	dials("1177", "1177");
	dials("116 117", "116117");
	dials("Ring 112.", "112");
	dials("tel. 08-000 00 22", "080000022");
	dials("+46 8 000 00 22", "+4680000022");
	dials("+46-8-000 00 22", "+4680000022");
	dials("+ 46 8 000 00 22", "+4680000022");
	dials("(+46) 8 000 00 22", "+4680000022");
	dials("0046 8 000 00 22", "004680000022");
	dials("+358 9 000 0000", "+35890000000");
}

static void
the_nought_in_brackets_is_for_home_only(void **state)
{
	(void)state;
	dials("+46 (0)8-000 00 22", "+4680000022");
	dials("+46(0)8 000 00 22", "+4680000022");
	dials("+46 (0) 70-000 00 33", "+46700000033");
	dials("+46 (08) 000 00 22", "+4680000022");
	dials("0046 (0)8-000 00 22", "004680000022");
	dials("00358 (0)9 000 0000", "0035890000000");
}

static void
what_stands_after_a_number_is_not_dialled(void **state)
{
	(void)state;
	dials("+46 (0)8-000 00 22 eller 070-000 00 33", "+4680000022");
	dials("+46 (0)8-000 00 00, vardagar 9–12", "+4680000000");
	dials("08-000 00 22 (9–12)", "080000022");
	dials("08-000 00 22 – 9 till 12", "080000022");
	dials("08-000 00 22 / 070-000 00 33", "080000022");
	dials("08-000 00 22/23", "080000022");
	dials("08-000 00 22, 24", "080000022");
	dials("08-000 00 22.", "080000022");
	dials("112 eller 08-000 00 22", "112");
	dials("070-000 00 33 + ett sms", "0700000033");
}

static void
what_is_no_number_is_no_link(void **state)
{
	(void)state;
	dials("", "");
	dials("fråga Hedda", "");
	dials("+", "");
	dials("+46 (0)", "");
	dials("12", "");
	dials("08.000 00 22", "");
	dials("0800.000022", "");
	dials("08-000 00 22 070-000 00 33", "");
	dials("08-000 00 22-24", "");
	dials("+46 8 000 00 22 9–12", "");
	dials("0046 8 000 00 22 9–12", "");
	dials("+46", "");
	dials("1234567890123456", "");
	dials("12345678901234567890123456789012345678901234567890", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_dialled_as_it_is_meant),
		cmocka_unit_test(the_nought_in_brackets_is_for_home_only),
		cmocka_unit_test(what_stands_after_a_number_is_not_dialled),
		cmocka_unit_test(what_is_no_number_is_no_link),
	};

	return cmocka_run_group_tests_name("phone", tests, NULL, NULL);
}
