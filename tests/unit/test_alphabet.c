/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "compose/alphabet.h"
#include "compose/date_words.h"
#include "compose/stem.h"

static void
swedish_letters_come_last(void **state)
{
	static const char *const order[] = { "1 kap.", "Ansvar", "ansökan",
		"en person", "enhetschef", "Époque", "Zebra", "Åtgärd", "äldre",
		"Öppet" };
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 1; i < sizeof(order) / sizeof(*order); i++)
		assert_true(str_cmp(alphabet_key(&a, str_from(order[i - 1])),
				alphabet_key(&a, str_from(order[i]))) < 0);
	arena_release(&a);
}

static void
letters_and_anchors_of_words(void **state)
{
	struct arena a = { 0 };
	static const struct {
		const char *word, *letter, *anchor;
	} cases[] = { { "åtgärd", "Å", "aa" }, { "Ägare", "Ä", "ae" },
		{ "Övrigt", "Ö", "oe" }, { "éclair", "E", "e" },
		{ "”Citat”", "C", "c" }, { "14 steg", "#", "0" },
		{ "", "#", "0" }, { "жзи", "#", "0" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str key = alphabet_key(&a, str_from(cases[i].word));

		assert_true(str_is(alphabet_letter(key), cases[i].letter));
		assert_true(str_is(alphabet_anchor(key), cases[i].anchor));
	}
	arena_release(&a);
}

static void
dates_are_written_out(void **state)
{
	struct sb out = { 0 };
	date_t d = date_from(2026, 11, 16);

	(void)state;
	date_words(&out, d, STR("sv"), false);
	assert_string_equal(sb_text(&out), "den 16 november 2026");
	sb_reset(&out);
	date_words(&out, d, STR("sv"), true);
	assert_string_equal(sb_text(&out), "måndag den 16 november 2026");
	sb_reset(&out);
	date_words(&out, d, STR("en"), false);
	assert_string_equal(sb_text(&out), "16 November 2026");
	sb_reset(&out);
	date_words(&out, DATE_NONE, STR("sv"), true);
	assert_string_equal(sb_text(&out), "");
	sb_release(&out);
}

static void
stems_of_folded_words(void **state)
{
	static const char *const cases[][2] = { { "samtycke", "samtyck" },
		{ "samtycket", "samtyck" }, { "samtyckets", "samtyck" },
		{ "mote", "mot" }, { "motet", "mot" }, { "motets", "mot" },
		{ "moten", "mot" }, { "motena", "mot" }, { "planerna", "plan" },
		{ "planering", "planering" },
		{ "genomforandeplanen", "genomforandeplan" },
		{ "handlaggarens", "handlagg" }, { "ansvarig", "ansv" },
		{ "ansvaret", "ansv" } };
	struct stemmer *s = stemmer_new();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str stem = stemmer_stem(s, str_from(cases[i][0]));

		if (!str_is(stem, cases[i][1]))
			fail_msg("%s: %.*s", cases[i][0], STR_ARG(stem));
	}
	stemmer_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(swedish_letters_come_last),
		cmocka_unit_test(letters_and_anchors_of_words),
		cmocka_unit_test(dates_are_written_out),
		cmocka_unit_test(stems_of_folded_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
