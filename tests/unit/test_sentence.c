/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "aid_text.h"
#include "text/sentence.h"

/* The text of a case: without its ¦, and with line ends. */
static void
text_of_case(struct sb *out, struct str line)
{
	sb_reset(out);
	for (size_t i = 0; i < line.n;) {
		struct str rest = str_from_off(line, i);

		if (str_starts(rest, STR("¦"))) {
			i += STR("¦").n;
		} else if (str_starts(rest, STR("⏎"))) {
			sb_ch(out, '\n');
			i += STR("⏎").n;
		} else {
			sb_ch(out, line.p[i++]);
		}
	}
}

/* The same with ¦ where sentence_next finds ends. */
static void
split(struct sb *out, struct str text, bool wanted)
{
	struct str sentence;

	sb_reset(out);
	if (wanted) {
		struct str rest = text;

		/* Between marks and line ends, trimmed, without empty ones. */
		while (rest.n) {
			size_t mark = str_find(rest, STR("¦"));
			size_t line = str_find(rest, STR("⏎"));
			size_t end = mark < line ? mark : line;
			size_t skip = mark < line ? STR("¦").n : STR("⏎").n;
			struct str part;

			if (end == STR_NOT_FOUND) {
				end = rest.n;
				skip = 0;
			}
			part = str_trim(str_sub(rest, 0, end));
			if (part.n && !str_is(part, "!!!"))
				sb_fmt(out, "[%.*s]", STR_ARG(part));
			rest = str_from_off(rest, end + skip);
		}
		return;
	}
	while (sentence_next(&text, &sentence))
		sb_fmt(out, "[%.*s]", STR_ARG(sentence));
}

static void
hard_cases_are_split_as_marked(void **state)
{
	struct arena a = { 0 };
	struct sb text = { 0 }, wanted = { 0 }, found = { 0 };
	struct str rest = aid_file(&a, "tests/readability/splits.tsv"), line;
	size_t count = 0, wrong = 0;

	(void)state;
	while (str_next_line(&rest, &line)) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		text_of_case(&text, line);
		split(&wanted, line, true);
		split(&found, sb_view(&text), false);
		count++;
		if (str_eq(sb_view(&wanted), sb_view(&found)))
			continue;
		wrong++;
		printf("# differs: wanted %s\n#            found %s\n",
		    sb_text(&wanted), sb_text(&found));
	}
	printf("# figure: sentence splitting %zu cases, %.1f %% wrong\n", count,
	    100.0 * (double)wrong / (double)count);
	assert_true(count >= 200);
	assert_true(wrong * 100 <= count);
	sb_release(&text);
	sb_release(&wanted);
	sb_release(&found);
	arena_release(&a);
}

static void
assert_simple(const char *text, const char *wanted)
{
	struct str rest = str_from(text), sentence;
	struct sb found = { 0 };

	while (simple_sentence_next(&rest, &sentence))
		sb_fmt(&found, "[%.*s]", STR_ARG(sentence));
	assert_string_equal(sb_text(&found), wanted);
	sb_release(&found);
}

static void
rule_r40_is_taken_word_for_word(void **state)
{
	(void)state;
	assert_simple("Ett. Två! Tre? Fyra", "[Ett.][Två!][Tre?][Fyra]");
	assert_simple("Kl. 10.30 i dag.", "[Kl.][10.30 i dag.]");
	assert_simple("Rad ett\nrad två.", "[Rad ett][rad två.]");
	assert_simple("Vad?! Nej...  Jo.", "[Vad?!][Nej...][Jo.]");
	assert_simple(" \n . ! \n", "");
	assert_simple("Hej.Hej.", "[Hej.Hej.]");
	assert_int_equal(simple_word_count(STR("Kom kl 10.30, e-post!")), 5);
	assert_int_equal(simple_word_count(STR("Åsa ät 3 ägg")), 4);
	assert_int_equal(simple_word_count(STR("...")), 0);
}

static void
nothing_is_lost_or_hung_on_odd_bytes(void **state)
{
	static const char *const odd[] = { "", " ", ".", "....", "\n\n\n", "a.",
		".a", "\xC3\xA5", "\xC2\xA0", "\xE2\x80\xA6",
		"\xE2\x80\x9D.\xE2\x80\x9D", "A. A. A. A.", "1.1.1.1.",
		"((((((", "\"\"\"\"", "…… …", "å.ä.ö. Å" };

	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		struct str rest = str_from(odd[i]), sentence;
		size_t left = rest.n + 1;

		while (sentence_next(&rest, &sentence)) {
			assert_true(sentence.n > 0);
			assert_true(rest.n < left);
			left = rest.n;
		}
		rest = str_from(odd[i]);
		while (simple_sentence_next(&rest, &sentence))
			assert_true(sentence.n > 0);
	}
}

static void
abbreviations_know_their_kind(void **state)
{
	(void)state;
	assert_int_equal(abbreviation_of(STR("t.ex")), ABBR_INSIDE);
	assert_int_equal(abbreviation_of(STR("T.EX.")), ABBR_INSIDE);
	assert_int_equal(abbreviation_of(STR("kl")), ABBR_INSIDE);
	assert_int_equal(abbreviation_of(STR("osv")), ABBR_LAST);
	assert_int_equal(abbreviation_of(STR("Lör")), ABBR_LAST);
	assert_int_equal(abbreviation_of(STR("bil")), ABBR_WORD);
	assert_int_equal(abbreviation_of(STR("hus")), ABBR_NOT);
	assert_int_equal(abbreviation_of(STR("")), ABBR_NOT);
}

/* "…" is E2 80 A6; many signs begin or end with the same bytes. */
static void
signs_with_bytes_of_an_ellipsis_are_only_signs(void **state)
{
	static const unsigned char firsts[] = { 0xE2, 0xE3 };

	(void)state;
	for (size_t f = 0; f < sizeof(firsts); f++)
		for (int middle = 0x80; middle < 0xC0; middle++)
			for (int last = 0x80; last < 0xC0; last++) {
				char sign[] = { (char)firsts[f], (char)middle,
					(char)last, ' ', 'b', 'a' };
				struct str rest = str_of(sign, sizeof(sign));
				struct str sentence;

				assert_true(sentence_next(&rest, &sentence));
				assert_false(sentence_next(&rest, &sentence));
			}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    signs_with_bytes_of_an_ellipsis_are_only_signs),
		cmocka_unit_test(hard_cases_are_split_as_marked),
		cmocka_unit_test(rule_r40_is_taken_word_for_word),
		cmocka_unit_test(nothing_is_lost_or_hung_on_odd_bytes),
		cmocka_unit_test(abbreviations_know_their_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
