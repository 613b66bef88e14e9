/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "load/font.h"

static struct arena arena;
static struct diags ds;

static int
release(void **state)
{
	(void)state;
	diag_release(&ds);
	ds = (struct diags){ 0 };
	arena_release(&arena);
	return 0;
}

static struct font *
regular(void)
{
	struct font *f = font_open(
	    &arena, fs_disk(), &ds, FONT_FOLDER "/Andika-Regular.ttf");

	assert_non_null(f);
	return f;
}

static void
a_face_is_measured(void **state)
{
	struct font *f = regular();

	(void)state;
	assert_int_equal(ds.count, 0);
	assert_true(str_is(f->name, "Andika"));
	assert_true(f->ascent > 700 && f->descent < 0);
	assert_true(f->cap_height > 500 && f->cap_height < 900);
	assert_true(font_advance(f, 'i') < font_advance(f, 'm'));
	assert_true(font_advance(f, 0xe5) > 0);
	assert_int_equal(font_advance(f, 0x1f600), -1);
	assert_int_equal(font_advance(f, 0x10ffff), -1);
	/* Characters beyond the direct table are found by search. */
	assert_true(font_advance(f, 0x2013) > 0);
	assert_true(font_advance(f, 0x2713) > 0);
	for (size_t i = 1; i < f->glyph_count; i++)
		assert_true(f->glyphs[i - 1].cp < f->glyphs[i].cp);
	font_close(f);
}

static void
a_subset_holds_what_was_asked_for(void **state)
{
	static const uint32_t cps[] = { ' ', 'A', 'a', 0xe5, 0x2713 };
	struct font *f = regular();
	uint16_t gids[5] = { 0 };
	struct sb out = { 0 }, again = { 0 };

	(void)state;
	assert_true(f->subset(f, cps, 5, gids, &out));
	assert_true(out.n > 500 && out.n < 20000);
	for (int i = 0; i < 5; i++) {
		assert_int_not_equal(gids[i], 0);
		for (int k = 0; k < i; k++)
			assert_int_not_equal(gids[i], gids[k]);
	}
	assert_true(f->subset(f, cps, 5, gids, &again));
	assert_int_equal(out.n, again.n);
	assert_memory_equal(out.p, again.p, out.n);
	sb_release(&out);
	sb_release(&again);
	font_close(f);
}

static void
a_missing_character_makes_no_subset(void **state)
{
	static const uint32_t cps[] = { 'a', 0x1f600 };
	struct font *f = regular();
	uint16_t gids[2];
	struct sb out = { 0 };

	(void)state;
	assert_false(f->subset(f, cps, 2, gids, &out));
	assert_int_equal(out.n, 0);
	sb_release(&out);
	font_close(f);
}

static void
a_missing_face_is_told(void **state)
{
	struct fonts fonts;

	(void)state;
	assert_false(fonts_open(&arena, fs_disk(), &ds, "/nowhere", &fonts));
	assert_int_equal(ds.count, 2);
	assert_int_equal(ds.items[0].code, DIAG_B04);
	assert_int_equal(ds.items[0].severity, SEV_SYSTEM);
	assert_non_null(strstr(ds.items[0].message.p, "fonts-sil-andika"));
	fonts_close(&fonts);
}

static void
what_is_no_face_is_refused(void **state)
{
	(void)state;
	assert_null(font_open(&arena, fs_disk(), &ds, "Makefile"));
	assert_int_equal(ds.count, 1);
	assert_int_equal(ds.items[0].code, DIAG_P11);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_face_is_measured, release),
		cmocka_unit_test_teardown(
		    a_subset_holds_what_was_asked_for, release),
		cmocka_unit_test_teardown(
		    a_missing_character_makes_no_subset, release),
		cmocka_unit_test_teardown(a_missing_face_is_told, release),
		cmocka_unit_test_teardown(what_is_no_face_is_refused, release),
	};

	return cmocka_run_group_tests_name("font", tests, NULL, NULL);
}
