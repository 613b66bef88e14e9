/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Layout: what must be true of every page, over sheets made by chance, and the
 * trace of a real document (tests/golden/trace; SAMPLAN_GOLDEN_UPDATE=1 writes
 * it anew).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "aid_layout.h"
#include "aid_sheet.h"
#include "render/phrase.h"
#include "render/qr.h"
#include "render/trace.h"

/* More with SAMPLAN_MANY in the environment. */
enum { SHEETS = 150, SHEETS_MANY = 1000 };

static struct aid_paper aid;

static int
open_aid(void **state)
{
	(void)state;
	aid_paper_open(&aid);
	return 0;
}

static int
close_aid(void **state)
{
	(void)state;
	aid_paper_close(&aid);
	return 0;
}

struct laid {
	struct arena arena;
	struct qr_store qr;
	struct sheet *sheet;
	struct layout *layout;
};

static void
lay_out(struct laid *l)
{
	struct layout_options o = { .qr = &l->qr };

	for (int i = 0; i < FACE_COUNT; i++)
		o.faces[i] = aid.fonts.faces[i];
	l->layout = layout_sheet(&l->arena, &o, l->sheet, &aid.ds);
}

static void
forget(struct laid *l)
{
	qr_release(&l->qr);
	arena_release(&l->arena);
}

static struct str
trimmed(const struct item *i)
{
	return str_trim(i->text);
}

static void
pages_of_all_sheets(void **state)
{
	unsigned sheets = getenv("SAMPLAN_MANY") ? SHEETS_MANY : SHEETS;

	(void)state;
	for (unsigned seed = 1; seed <= sheets; seed++) {
		struct laid l = { 0 };
		char name[32];

		l.sheet = aid_sheet(&l.arena, aid.picture, seed);
		lay_out(&l);
		if (l.layout->failed)
			fail_msg("sheet %u: %.*s", seed,
			    STR_ARG(aid.ds.items[aid.ds.count - 1].message));
		(void)snprintf(name, sizeof(name), "sheet %u", seed);
		aid_check_layout(l.layout, name);
		forget(&l);
	}
}

/* --- lines ---------------------------------------------------------------- */

static void
expect_lines(const char *text, int size, const char *expected)
{
	struct laid l = { 0 };
	struct sb got = { 0 };

	l.sheet = sheet_new(&l.arena, STR("rad"), STR("Rad"));
	l.sheet->text_size = size;
	sheet_say(l.sheet, NULL, BLOCK_TITLE, STR("T"), SPAN_NONE);
	sheet_say(l.sheet, NULL, BLOCK_TEXT, str_from(text), SPAN_NONE);
	lay_out(&l);
	for (size_t i = 0; i < l.layout->pages[0].on.count; i++) {
		const struct item *item = &l.layout->pages[0].on.items[i];

		if (!item->element ||
		    l.layout->elements.items[item->element].role != TAG_P)
			continue;
		if (got.n)
			sb_ch(&got, '|');
		sb_str(&got, trimmed(item));
	}
	assert_string_equal(sb_text(&got), expected);
	sb_release(&got);
	forget(&l);
}

static void
lines_end_where_a_reader_pauses(void **state)
{
	(void)state;
	expect_lines(
	    "Hedda kommer hem till dig två gånger i veckan och hjälper "
	    "dig med räkningar och brev.",
	    14,
	    "Hedda kommer hem till dig två gånger i veckan|"
	    "och hjälper dig med räkningar och brev.");
	expect_lines("Vi träffas på Stadsdelsförvaltningen Rösten torsdag den "
		     "3 december 2026 klockan 10.00.",
	    14,
	    "Vi träffas på Stadsdelsförvaltningen Rösten|"
	    "torsdag den 3 december 2026 klockan 10.00.");
	expect_lines("Du kan alltid ringa till Hedda Kajlöf på telefon "
		     "08-000 00 22 om du undrar.",
	    14,
	    "Du kan alltid ringa till Hedda Kajlöf|"
	    "på telefon 08-000 00 22 om du undrar.");
	expect_lines("Så nu vet jag att det inte alls var mitt fel.", 24,
	    "Så nu vet jag|att det inte alls var mitt fel.");
	expect_lines("Från den 5 oktober 2026 till den 5 april 2027 får du "
		     "hjälp hemma.",
	    14,
	    "Från den 5 oktober 2026|"
	    "till den 5 april 2027 får du hjälp hemma.");
}

static void
long_words_break_without_a_sign(void **state)
{
	size_t before = aid.ds.count;

	(void)state;
	expect_lines("https://samplan.example.org/lattlast/modellen/"
		     "planeringsmotet/index.html",
	    14,
	    "https://samplan.example.org/lattlast/modellen/|"
	    "planeringsmotet/index.html");
	assert_int_equal(aid.ds.count, before);
	expect_lines(
	    "Jag arbetar med "
	    "samordningsansvarsfördelningsöverenskommelseprojektgruppen"
	    "s frågor.",
	    14,
	    "Jag arbetar med|"
	    "samordningsansvarsfördelningsöverenskommelseprojektgrup|"
	    "pens frågor.");
	assert_int_equal(aid.ds.count, before + 1);
	assert_int_equal(aid.ds.items[before].code, DIAG_P06);
}

static void
phrases_have_their_price(void **state)
{
	uint32_t prep = phrase_class(STR("på")),
		 noun = phrase_class(STR("bil"));

	(void)state;
	assert_true(phrase_break(noun, prep) < phrase_break(noun, noun));
	assert_true(phrase_break(prep, noun) > phrase_break(noun, noun));
	assert_true(phrase_break(phrase_class(STR("Hedda")),
			phrase_class(STR("Kajlöf"))) >= BREAK_BAD);
	assert_true(phrase_break(phrase_class(STR("3")),
			phrase_class(STR("december"))) >= BREAK_BAD);
	assert_int_equal(
	    phrase_break(phrase_class(STR("08-000")), phrase_class(STR("00"))),
	    BREAK_NEVER);
	assert_true(phrase_break(phrase_class(STR("Åka,")),
			phrase_class(STR("bil"))) < BREAK_PLAIN);
	assert_true(phrase_class(STR("Öppna")) & WORD_CAPITAL);
	assert_true(phrase_class(STR("”slut.”")) & WORD_STOP);
}

/* --- refusals ------------------------------------------------------------- */

static enum diag_code
refused(void (*fill)(struct sheet *))
{
	struct laid l = { 0 };
	size_t before = aid.ds.count;
	enum diag_code code = DIAG_COUNT;

	l.sheet = sheet_new(&l.arena, STR("fel"), STR("Fel"));
	fill(l.sheet);
	lay_out(&l);
	if (l.layout->failed && aid.ds.count > before)
		code = aid.ds.items[before].code;
	forget(&l);
	return code;
}

static void
title(struct sheet *s)
{
	sheet_say(s, NULL, BLOCK_TITLE, STR("Titel"), SPAN_NONE);
}

static void
fill_fine(struct sheet *s)
{
	title(s);
	sheet_heading(s, NULL, 2, STR("Åäö"));
}

static void
fill_emoji(struct sheet *s)
{
	title(s);
	sheet_say(s, NULL, BLOCK_TEXT, STR("Bra 😀 jobbat."), SPAN_NONE);
}

static void
fill_arabic(struct sheet *s)
{
	title(s);
	sheet_say(s, NULL, BLOCK_TEXT, STR("Jag heter ليلى."), SPAN_NONE);
}

static void
fill_skipped(struct sheet *s)
{
	title(s);
	sheet_heading(s, NULL, 3, STR("För djupt"));
}

static void
fill_untitled(struct sheet *s)
{
	sheet_say(s, NULL, BLOCK_TEXT, STR("Bara text."), SPAN_NONE);
}

static void
fill_silent_picture(struct sheet *s)
{
	title(s);
	sheet_add(s, NULL, BLOCK_PICTURE)->picture = aid.picture;
}

static void
fill_headless_table(struct sheet *s)
{
	struct str cells[] = { STR("a"), STR("b") };

	title(s);
	sheet_row(s, sheet_add(s, NULL, BLOCK_TABLE), false, cells, 2);
}

static void
fill_uneven_table(struct sheet *s)
{
	struct str cells[] = { STR("a"), STR("b") };
	struct block *table;

	title(s);
	table = sheet_add(s, NULL, BLOCK_TABLE);
	sheet_row(s, table, true, cells, 2);
	sheet_row(s, table, false, cells, 1);
}

static void
fill_dead_link(struct sheet *s)
{
	title(s);
	sheet_say(s, NULL, BLOCK_TEXT, STR("Se här."), SPAN_NONE)
	    ->text.items[0]
	    .items[0]
	    .link = STR("#finns-inte");
}

static void
fill_script_link(struct sheet *s)
{
	title(s);
	sheet_say(s, NULL, BLOCK_TEXT, STR("Se här."), SPAN_NONE)
	    ->text.items[0]
	    .items[0]
	    .link = STR("javascript:alert(1)");
}

static void
fill_bad_language(struct sheet *s)
{
	title(s);
	sheet_say(s, NULL, BLOCK_TEXT, STR("Hello."), SPAN_NONE)
	    ->text.items[0]
	    .items[0]
	    .lang = STR("english please");
}

static void
fill_long_address(struct sheet *s)
{
	char *long_one = arena_alloc(s->arena, 400);

	memset(long_one, 'a', 400);
	memcpy(long_one, "https://", 8);
	title(s);
	sheet_add(s, NULL, BLOCK_QR)->label = str_of(long_one, 400);
}

static void
what_is_forbidden_is_refused(void **state)
{
	static const struct {
		void (*fill)(struct sheet *);
		enum diag_code code;
	} cases[] = {
		{ fill_fine, DIAG_COUNT },
		{ fill_emoji, DIAG_P05 },
		{ fill_arabic, DIAG_P12 },
		{ fill_skipped, DIAG_P07 },
		{ fill_untitled, DIAG_P07 },
		{ fill_silent_picture, DIAG_P08 },
		{ fill_headless_table, DIAG_P09 },
		{ fill_uneven_table, DIAG_P09 },
		{ fill_dead_link, DIAG_P10 },
		{ fill_script_link, DIAG_P10 },
		{ fill_bad_language, DIAG_P15 },
		{ fill_long_address, DIAG_P13 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(refused(cases[i].fill), cases[i].code);
}

static void
a_missing_character_is_found_at_its_place(void **state)
{
	static const char text[] = "hej: Det är ☃ ute.\n";
	struct laid l = { 0 };
	uint32_t source =
	    source_add(&aid.ds.sources, STR("snö.yaml"), str_from(text));
	size_t before = aid.ds.count;

	(void)state;
	l.sheet = sheet_new(&l.arena, STR("sno"), STR("Snö"));
	title(l.sheet);
	sheet_say(l.sheet, NULL, BLOCK_TEXT, str_of(text + 5, strlen(text) - 6),
	    (struct span){ source, 5, (uint32_t)strlen(text) - 6 });
	lay_out(&l);
	assert_true(l.layout->failed);
	assert_int_equal(aid.ds.count, before + 1);
	assert_int_equal(aid.ds.items[before].line, 1);
	assert_int_equal(aid.ds.items[before].column, 13);
	assert_int_equal(aid.ds.items[before].end_column, 14);
	forget(&l);
}

static void
a_sentence_taller_than_a_page_is_told(void **state)
{
	struct laid l = { 0 };
	struct sb text = { 0 };
	size_t before = aid.ds.count;
	bool told = false;

	(void)state;
	for (int i = 0; i < 700; i++)
		sb_cstr(&text, "ord och ");
	l.sheet = sheet_new(&l.arena, STR("lang"), STR("Lång"));
	l.sheet->text_size = 24;
	title(l.sheet);
	sheet_say(l.sheet, NULL, BLOCK_TEXT, sb_view(&text), SPAN_NONE);
	lay_out(&l);
	assert_true(l.layout->page_count > 3);
	for (size_t i = before; i < aid.ds.count; i++)
		told = told || aid.ds.items[i].code == DIAG_P14;
	assert_true(told);
	sb_release(&text);
	forget(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phrases_have_their_price),
		cmocka_unit_test(lines_end_where_a_reader_pauses),
		cmocka_unit_test(long_words_break_without_a_sign),
		cmocka_unit_test(what_is_forbidden_is_refused),
		cmocka_unit_test(a_missing_character_is_found_at_its_place),
		cmocka_unit_test(a_sentence_taller_than_a_page_is_told),
		cmocka_unit_test(pages_of_all_sheets),
	};

	return cmocka_run_group_tests_name(
	    "layout", tests, open_aid, close_aid);
}
