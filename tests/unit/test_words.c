/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/sb.h"
#include "text/lexicon.h"
#include "text/numbers.h"
#include "text/plain_word.h"
#include "text/verbs.h"
#include "text/words.h"

static void
assert_words(const char *text, const char *wanted)
{
	struct str rest = str_from(text), word;
	struct sb found = { 0 };

	while (word_next(&rest, &word))
		sb_fmt(&found, "[%.*s]", STR_ARG(word));
	assert_string_equal(sb_text(&found), wanted);
	sb_release(&found);
}

static void
words_are_cut_as_the_header_says(void **state)
{
	(void)state;
	assert_words("Du får hjälp.", "[Du][får][hjälp]");
	assert_words("hälso- och sjukvård", "[hälso-][och][sjukvård]");
	assert_words("e-post, SIP-möte", "[e-post][SIP-möte]");
	assert_words(
	    "LSS:s regler i EU:s land", "[LSS:s][regler][i][EU:s][land]");
	assert_words("Annika’s och Kim's", "[Annika’s][och][Kim's]");
	assert_words("t.ex. bl.a. o.s.v.", "[t.ex][bl.a][o.s.v]");
	assert_words("3,5 10.30 30/11 9–11", "[3,5][10.30][30/11][9–11]");
	assert_words("10 000 kronor", "[10 000][kronor]");
	assert_words("Bok 1 200 sidor", "[Bok][1 200][sidor]");
	assert_words("Ring 08-000 00 12 nu", "[Ring][08-000 00 12][nu]");
	assert_words("lag 1993:387", "[lag][1993:387]");
	assert_words("18-årig 3:e 12A", "[18-årig][3:e][12A]");
	assert_words(
	    "Se https://example.org/a?b=c.", "[Se][https://example.org/a?b=c]");
	assert_words("info@example.org, www.example.org!",
	    "[info@example.org][www.example.org]");
	assert_words("(ja) ”nej” –kanske–", "[ja][nej][kanske]");
	assert_words("och/eller", "[och][eller]");
	assert_words("Slut.Början", "[Slut][Början]");
	assert_words("idé café naïv Åsa ÖL", "[idé][café][naïv][Åsa][ÖL]");
	assert_words("för\xC2\xADstå", "[för\xC2\xADstå]");
	assert_words("a\xC2\xA0"
		     "b",
	    "[a][b]");
	assert_words("", "");
	assert_words(" . , – ! ", "");
}

/* Goes through a text in both ways; gives how many words the quick one took. */
static size_t
both_ways(struct str text)
{
	static const char behind[PLAIN_PAD] = { 0 };
	struct sb padded = { 0 }, bits = { 0 };
	struct plain_map map;
	struct token plain, other;
	size_t at = 0, off = 0, quick = 0;

	sb_str(&padded, text);
	sb_bytes(&padded, behind, sizeof(behind));
	text.p = padded.p;
	plain_map_fill(&map, &bits, text);
	while (token_other(text, &off, &other)) {
		if (token_plain(&map, 0, text.n, &at, &plain)) {
			assert_int_equal(at, off);
			assert_int_equal(plain.off, other.off);
			assert_int_equal(plain.len, other.len);
			assert_int_equal(plain.kind, other.kind);
			assert_int_equal(plain.shape, other.shape);
			assert_int_equal(plain.mark, other.mark);
			assert_true(plain.hash == other.hash);
			quick += plain.kind == TOKEN_WORD;
		}
		at = off;
	}
	sb_release(&padded);
	sb_release(&bits);
	return quick;
}

static void
both_ways_of_reading_agree(void **state)
{
	static const char *const pieces[] = { "a", "hej", "Å", "åäö", "É", "ß",
		"×", "÷", "ñ", "Č", "α", "日", "🙂", "ÄTA", "o", "plan",
		"abcdefghijklmnop", "www", "3", "10", " ", " ", " ", "\n", "-",
		"–", ".", ". ", ", ", ":", "/", "'", "@", "(", ")", "\"", "”",
		"\xC2\xA0", "\xC2\xAD", "!", "?", ";", "e\xCC\x81" };
	size_t quick = 0;
	uint64_t seed = 42;

	(void)state;
	for (size_t round = 0; round < 3000; round++) {
		struct sb text = { 0 };

		for (size_t i = 0; i < 1 + round % 60; i++) {
			seed =
			    seed * 6364136223846793005u + 1442695040888963407u;
			sb_cstr(
			    &text, pieces[(seed >> 33) %
					  (sizeof(pieces) / sizeof(*pieces))]);
		}
		quick += both_ways(sb_view(&text));
		sb_release(&text);
	}
	assert_true(quick > 3000);
	/* All of an ordinary sentence but its number goes the quick way. */
	assert_int_equal(
	    both_ways(STR("Åsa får 3 möten, och du får hjälp. Kom hit!")), 9);
}

/* What a word is called by does not depend on how it is written. */
static void
a_word_has_one_hash(void **state)
{
	static const char *const words[] = { "hej", "Hej", "Åka", "ÄTA",
		"östermalmstorg", "Östermalm", "på", "i", "Å", "idé",
		"kommunfullmäktige", "éclair", "åttabokstäver", "en-två", "ö",
		"wwa", "abcdefghijklmnopqrstuvwxyzabcde" };

	(void)state;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct str word = str_from(words[i]);
		struct token alone;
		char key[WORD_LONGEST];
		size_t off = 0;

		assert_true(token_next(word, &off, &alone));
		assert_int_equal(alone.letters, word_letters(word));
		assert_true(
		    alone.hash == word_hash(str_of(key, word_fold(word, key))));
	}
}

static unsigned
shape_of(const char *text)
{
	struct token t;
	size_t off = 0;

	assert_true(token_next(str_from(text), &off, &t));
	return t.shape;
}

static void
shapes_are_seen(void **state)
{
	(void)state;
	assert_true(shape_of("Hej") & SHAPE_CAPITAL);
	assert_true(shape_of("Ängen") & SHAPE_CAPITAL);
	assert_false(shape_of("hej") & SHAPE_CAPITAL);
	assert_true(shape_of("LSS") & SHAPE_CAPITALS);
	assert_true(shape_of("ÅÄÖ") & SHAPE_CAPITALS);
	assert_true(shape_of("SoL") & SHAPE_MIXED);
	assert_true(shape_of("e-post") & SHAPE_HYPHEN);
	assert_true(shape_of("hälso- och") & SHAPE_HYPHEN_END);
	assert_true(shape_of("t.ex. nu") & SHAPE_DOT_INSIDE);
	assert_true(shape_of("nr. 3") & SHAPE_DOT_AFTER);
	assert_true(shape_of("18-årig") & SHAPE_DIGIT);
}

struct known {
	const char *text;
	size_t sentences;
	size_t words;
	size_t long_words;
};

/* Counted by hand. */
static const struct known known[] = {
	{ "Du får hjälp. Vi ringer dig.", 2, 6, 0 },
	{ "Kommunen och regionen planerar tillsammans med dig.", 1, 7, 4 },
	{ "Vi ses kl. 10.30 på måndag. Ta t.ex. med fika!", 2, 10, 0 },
	{ "Personalen hjälper dig hemma. Chefen ansvarar för planen. "
	  "Säg till om något är fel.",
	    3, 14, 3 },
	{ "- Ring oss\n- Skriv ett brev\n- Kom hit", 3, 7, 0 },
	{ "Hälso- och sjukvården ger stöd enligt lag 1993:387.", 1, 8, 1 },
	{ "Socialtjänstens biståndshandläggare utreder behovet av insatser "
	  "enligt lagstiftningen.",
	    1, 8, 6 },
};

static void
lix_of_known_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		const struct known *k = &known[i];
		struct text_measure m = { 0 };
		double lix = (double)k->words / (double)k->sentences +
			     100.0 * (double)k->long_words / (double)k->words;

		measure_text(&m, str_from(k->text));
		assert_int_equal(m.sentences, k->sentences);
		assert_int_equal(m.words, k->words);
		assert_int_equal(m.long_words, k->long_words);
		assert_true(measure_lix(&m) > lix - 0.001 &&
			    measure_lix(&m) < lix + 0.001);
	}
}

static void
nothing_has_no_lix(void **state)
{
	struct text_measure m = { 0 };

	(void)state;
	measure_text(&m, STR(" . ! – "));
	assert_int_equal(m.sentences, 0);
	assert_true(measure_lix(&m) < 0.001);
	assert_true(measure_mean(&m) < 0.001);
	assert_true(measure_long_share(&m) < 0.001);
}

static void
parts_of_compounds_are_seen(void **state)
{
	(void)state;
	assert_int_equal(word_parts(STR("hus")), 1);
	assert_int_equal(word_parts(STR("sjukhus")), 2);
	assert_int_equal(word_parts(STR("vårdplan")), 2);
	assert_int_equal(word_parts(STR("vårdplansmöte")), 3);
	assert_int_equal(word_parts(STR("hemtjänstchefen")), 3);
	assert_int_equal(word_parts(STR("okändaordet")), 1);
	assert_int_equal(word_parts(STR("e-post-lista")), 3);
}

static void
numbers_have_their_kind(void **state)
{
	static const struct {
		const char *text;
		enum number_kind kind;
	} cases[] = {
		{ "3", NUMBER_WHOLE },
		{ "1000", NUMBER_WHOLE },
		{ "1001", NUMBER_BIG },
		{ "1 500", NUMBER_BIG },
		{ "10 000", NUMBER_BIG },
		{ "1.500", NUMBER_BIG },
		{ "2026", NUMBER_YEAR },
		{ "1899", NUMBER_BIG },
		{ "3,5", NUMBER_DECIMAL },
		{ "2.5", NUMBER_DECIMAL },
		{ "1/2", NUMBER_FRACTION },
		{ "3/4", NUMBER_FRACTION },
		{ "30/11", NUMBER_DATE },
		{ "2026-11-30", NUMBER_DATE },
		{ "30.11.2026", NUMBER_DATE },
		{ "20261130", NUMBER_DATE },
		{ "13.00", NUMBER_TIME },
		{ "13:00", NUMBER_TIME },
		{ "9–11", NUMBER_RANGE },
		{ "13.00–15.00", NUMBER_RANGE },
		{ "1993:387", NUMBER_LAW },
		{ "08-000 00 12", NUMBER_PHONE },
		{ "3:e", NUMBER_ORDINAL },
		{ "12A", NUMBER_OTHER },
		{ "4.3.1", NUMBER_OTHER },
		{ "tre", NUMBER_NONE },
		{ "99999999999999999999", NUMBER_BIG },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		enum number_kind kind = number_kind(str_from(cases[i].text));

		if (kind != cases[i].kind)
			printf("# %s is %d\n", cases[i].text, (int)kind);
		assert_int_equal(kind, cases[i].kind);
	}
	assert_int_equal(number_value(STR("10 000")), 10000);
	assert_int_equal(number_value(STR("99999999999999")), -1);
	assert_int_equal(number_word(STR("sju")), 7);
	assert_int_equal(number_word(STR("ett")), 0);
	assert_int_equal(month_of(STR("maj")), 5);
	assert_int_equal(weekday_of(STR("torsdagar")), 4);
	assert_int_equal(weekday_of(STR("vardag")), 0);
	assert_true(number_word_fraction(STR("tredjedel")));
	assert_false(number_word_fraction(STR("stadsdel")));
	assert_true(number_word_big(STR("miljoner")));
}

static void
written_numbers_have_a_value(void **state)
{
	static const struct {
		const char *word;
		long value;
	} cases[] = { { "noll", 0 }, { "en", 1 }, { "ett", 1 }, { "två", 2 },
		{ "tio", 10 }, { "tolv", 12 }, { "fjorton", 14 },
		{ "sjutton", 17 }, { "tjugo", 20 }, { "tjugoen", 21 },
		{ "trettio", 30 }, { "nittionio", 99 }, { "hundra", 100 },
		{ "etthundra", 100 }, { "hundratolv", 112 },
		{ "tolvhundra", 1200 }, { "tusen", 1000 }, { "ettusen", 1000 },
		{ "tjugofemtusen", 25000 }, { "tvåtusentrehundrafem", 2305 },
		{ "", -1 }, { "dag", -1 }, { "eniga", -1 }, { "tiotals", -1 },
		{ "femte", -1 }, { "tretrettio", -1 }, { "miljon", -1 },
		{ "hundratals", -1 } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		long value = number_written(str_from(cases[i].word));

		if (value != cases[i].value)
			fail_msg("%s is %ld", cases[i].word, value);
	}
}

static void
roman_numerals_are_known(void **state)
{
	static const char *const yes[] = { "II", "III", "IV", "VI", "IX", "XII",
		"XIV", "XVI", "XXI", "XC" };
	static const char *const no[] = { "I", "CV", "XL", "IIII", "VX", "IF",
		"VV", "LSS", "", "IC" };

	(void)state;
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		assert_true(roman_numeral(str_from(yes[i])));
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		assert_false(roman_numeral(str_from(no[i])));
}

static uint64_t
flags_of(const struct lexicon *l, const char *word)
{
	const struct lexeme *lex = lexicon_find(l, word_hash(str_from(word)));

	return lex ? lex->w.flags : 0;
}

static void
verb_forms_are_known(void **state)
{
	static const char *const passive[] = { "planeras", "planerades",
		"planerats", "skrivs", "skrevs", "skrivits", "bestäms",
		"bestämdes", "görs", "gjordes", "ges", "tas", "hålls", "läggs",
		"användes", "köptes", "byggs", "väljs", "bjuds", "utreds",
		"inhämtas", "genomförs", "följs" };
	static const char *const not_passive[] = { "finns", "hoppas", "trivs",
		"minns", "lyckas", "andas", "känns", "syns", "umgås", "hans",
		"dess", "alls", "plats", "kurs", "tills", "skriver", "planen" };
	struct arena a = { 0 };
	const struct lexicon *l = lexicon_new(&a);

	(void)state;
	for (size_t i = 0; i < sizeof(passive) / sizeof(*passive); i++) {
		uint64_t flags = flags_of(l, passive[i]);

		if (!(flags & VERB_PASSIVE) || (flags & VERB_DEPONENT))
			printf("# not passive: %s\n", passive[i]);
		/* "följs åt" is listed as deponent too. */
		assert_true(flags & VERB_PASSIVE ||
			    str_is(str_from(passive[i]), "följs"));
	}
	for (size_t i = 0; i < sizeof(not_passive) / sizeof(*not_passive); i++)
		assert_true(!(flags_of(l, not_passive[i]) & VERB_PASSIVE) ||
			    (flags_of(l, not_passive[i]) &
				(VERB_DEPONENT | WORD_NOT_PASSIVE)));
	assert_true(flags_of(l, "skriver") & VERB_PRESENT);
	assert_true(flags_of(l, "skriven") & VERB_PARTICIPLE);
	assert_true(flags_of(l, "skrivna") & VERB_PARTICIPLE);
	assert_true(flags_of(l, "ska") & VERB_MODAL);
	assert_true(flags_of(l, "inte") & WORD_NEGATION);
	assert_true(verb_guess(STR("digitaliseras")) & VERB_PASSIVE);
	assert_true(verb_guess(STR("krånglades")) & VERB_PASSIVE);
	assert_int_equal(verb_guess(STR("flickornas")), 0);
	assert_int_equal(verb_guess(STR("boendes")), 0);
	assert_int_equal(verb_guess(STR("arbetsplats")), 0);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_cut_as_the_header_says),
		cmocka_unit_test(both_ways_of_reading_agree),
		cmocka_unit_test(a_word_has_one_hash),
		cmocka_unit_test(shapes_are_seen),
		cmocka_unit_test(lix_of_known_texts),
		cmocka_unit_test(nothing_has_no_lix),
		cmocka_unit_test(parts_of_compounds_are_seen),
		cmocka_unit_test(numbers_have_their_kind),
		cmocka_unit_test(written_numbers_have_a_value),
		cmocka_unit_test(roman_numerals_are_known),
		cmocka_unit_test(verb_forms_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
