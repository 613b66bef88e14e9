/* SPDX-License-Identifier: EUPL-1.2 */
/* What is quick for ASCII and Latin-1 gives what the library gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/sb.h"
#include "base/utf8.h"

static void
folds(const char *text, const char *want)
{
	struct sb out = { 0 };

	sb_cstr(&out, "x");
	utf8_fold_ascii(&out, str_from(text));
	assert_string_equal(sb_text(&out) + 1, want);
	sb_release(&out);
}

static void
accents_are_dropped(void **state)
{
	(void)state;
	folds("", "");
	folds("Åsa Öberg, ÄR ÉN", "asa oberg, ar en");
	folds("Straße", "strasse");
	folds("Ærø × Þór", "ærø × þor");
	/* In two characters, and one that Latin-1 does not have. */
	folds("A\xCC\x8A", "a");
	folds("åĀ–", "aa–");
}

/* With a letter behind it that only the library knows. */
static void
every_character_is_as_in_the_library(void **state)
{
	(void)state;
	for (uint32_t cp = 1; cp < 0x250; cp++) {
		struct sb text = { 0 }, quick = { 0 }, library = { 0 };

		sb_cstr(&text, "Gå");
		utf8_encode(&text, cp);
		sb_cstr(&text, "ö");
		utf8_fold_ascii(&quick, sb_view(&text));
		sb_cstr(&text, "Ā");
		utf8_fold_ascii(&library, sb_view(&text));
		sb_cstr(&quick, "a");
		assert_string_equal(sb_text(&quick), sb_text(&library));
		sb_release(&text);
		sb_release(&quick);
		sb_release(&library);
	}
}

static void
slugs_are_ascii(void **state)
{
	static const struct {
		const char *text, *slug;
	} cases[] = { { "Så går det till", "sa-gar-det-till" },
		{ "  Ö, å: Ä!  ", "o-a-a" }, { "2026–11", "2026-11" },
		{ "É", "e" }, { "!", "" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct sb out = { 0 };

		utf8_slug(&out, str_from(cases[i].text));
		assert_string_equal(sb_text(&out), cases[i].slug);
		sb_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accents_are_dropped),
		cmocka_unit_test(every_character_is_as_in_the_library),
		cmocka_unit_test(slugs_are_ascii),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
