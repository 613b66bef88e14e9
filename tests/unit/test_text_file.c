/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <cmocka.h>

#include "aid_doc.h"
#include "fs/fs_memory.h"
#include "load/text_file.h"

struct taken {
	struct arena a;
	struct diags ds;
	struct text_file file;
	struct sb findings;
};

static void
take(struct taken *t, struct str bytes)
{
	*t = (struct taken){ 0 };
	text_file_take(
	    &t->file, &t->a, &t->ds, bytes, STR("f"), &text_file_page_codes);
	findings_dump(&t->findings, &t->ds);
}

static void
end(struct taken *t)
{
	sb_release(&t->findings);
	diag_release(&t->ds);
	arena_release(&t->a);
}

static void
becomes(struct str bytes, const char *text, const char *findings)
{
	struct taken t;

	take(&t, bytes);
	assert_true(str_is(t.file.text, text));
	assert_string_equal(sb_text(&t.findings), findings);
	assert_int_equal(t.file.broken, *findings != '\0');
	end(&t);
}

static void
good_text_stays(void **state)
{
	(void)state;
	becomes(STR(""), "", "");
	becomes(STR("en rad\n\tått två\n"), "en rad\n\tått två\n", "");
	becomes(STR("utan slut, mer än åtta tecken"),
	    "utan slut, mer än åtta tecken", "");
	becomes(STR("\xEF\xBB\xBFmed BOM"), "med BOM", "");
	becomes(STR("a\r\nb\rc\r\n\r\n"), "a\nb\nc\n\n", "");
	/* a + ring above, and a character that only looks composed */
	becomes(STR("a\xCC\x8A \xE2\x84\xAB"), "å Å", "");
}

static void
broken_text_is_shown_at_its_place(void **state)
{
	(void)state;
	becomes(STR("abcdefgh\xFF\xFEi"), "abcdefgh\xEF\xBF\xBD\xEF\xBF\xBDi",
	    "f:1:9-11 error M02: what stands here is not UTF-8\n");
	becomes(str_of("a\r\nb\0c", 6),
	    "a\nb\xEF\xBF\xBD"
	    "c",
	    "f:2:2-3 error M02: the character U+0000 is not allowed\n");
	becomes(STR("åa\xCC\x8A\x07"), "åå\xEF\xBF\xBD",
	    "f:1:3-4 error M02: the character U+0007 is not allowed\n");
	becomes(STR("x\xE2\x80\xAEy"), "x\xEF\xBF\xBDy",
	    "f:1:2-3 error M02: the character U+202E is not allowed\n");
	becomes(STR("sju tecken\x7F"), "sju tecken\xEF\xBF\xBD",
	    "f:1:11-12 error M02: the character U+007F is not allowed\n");
	becomes(STR("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD",
	    "f:1:1-3 error M02: what stands here is not UTF-8\n");
}

static void
endless_marks_are_cut(void **state)
{
	struct sb bytes = { 0 };
	struct taken t;

	(void)state;
	sb_ch(&bytes, 'a');
	for (int i = 0; i < 200000; i++)
		sb_cstr(&bytes, i % 2 ? "\xCC\x96" : "\xCC\x8A");
	take(&t, sb_view(&bytes));
	assert_int_equal(t.ds.count, 20);
	assert_true(t.file.broken);
	end(&t);
	sb_reset(&bytes);
	sb_ch(&bytes, 'a');
	for (int i = 0; i < 32; i++)
		sb_cstr(&bytes, "\xCC\x96");
	take(&t, sb_view(&bytes));
	assert_int_equal(t.ds.count, 0);
	end(&t);
	sb_release(&bytes);
}

static void
what_cannot_be_read_is_told(void **state)
{
	struct fs *fs = fs_memory_new();
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct sb findings = { 0 };
	struct text_file f;

	(void)state;
	fs_memory_put(fs, "r/big", STR("123456"));
	fs_memory_put(fs, "r/bad", STR("1"));
	fs_memory_other(fs, "r/fifo");
	fs_memory_break(fs, "r/bad", EACCES);
	assert_true(text_file_load(
	    &f, &a, &ds, fs, "r/big", STR("big"), 6, &text_file_page_codes));
	assert_false(text_file_load(
	    &f, &a, &ds, fs, "r/big", STR("big"), 5, &text_file_page_codes));
	assert_int_equal(f.source, 0);
	assert_false(text_file_load(
	    &f, &a, &ds, fs, "r/bad", STR("bad"), 9, &text_file_data_codes));
	assert_false(text_file_load(
	    &f, &a, &ds, fs, "r/fifo", STR("fifo"), 9, &text_file_data_codes));
	assert_false(text_file_load(
	    &f, &a, &ds, fs, "r/none", STR("none"), 9, &text_file_data_codes));
	findings_dump(&findings, &ds);
	assert_string_equal(sb_text(&findings),
	    "big:0:0-0 error B06: the file is larger than 5 bytes\n"
	    "bad:0:0-0 error B01: cannot read the file: permission is missing\n"
	    "fifo:0:0-0 error B01: this is not an ordinary file\n"
	    "none:0:0-0 error B01: cannot read the file: there is no such file "
	    "or folder\n");
	sb_release(&findings);
	diag_release(&ds);
	arena_release(&a);
	fs_memory_free(fs);
}

/* What a piece of a text becomes, whatever stands around it. */
struct piece {
	struct str bytes;
	const char *text;
	bool bad;
};

static const struct piece pieces[] = {
	{ { "a", 1 }, "a", false },
	{ { "b ", 2 }, "b ", false },
	{ { "\n", 1 }, "\n", false },
	{ { "\t", 1 }, "\t", false },
	{ { "\xC3\xA5", 2 }, "å", false },
	{ { "\xC3\x80", 2 }, "À", false },
	{ { "\xE2\x80\x93", 3 }, "\xE2\x80\x93", false },
	{ { "\xC2\xA0", 2 }, "\xC2\xA0", false },
	{ { "\r\n", 2 }, "\n", false },
	{ { "e\xCC\x81", 3 }, "é", false },
	{ { "\x7F", 1 }, "\xEF\xBF\xBD", true },
	{ { "\x01", 1 }, "\xEF\xBF\xBD", true },
	{ { ".\xA5", 2 }, ".\xEF\xBF\xBD", true },
	{ { "\xC3.", 2 }, "\xEF\xBF\xBD.", true },
	{ { "å\xBF", 3 }, "å\xEF\xBF\xBD", true },
	{ { "\xC2\x85", 2 }, "\xEF\xBF\xBD", true },
};

enum { PIECES = sizeof(pieces) / sizeof(*pieces), COMMON = 6 };

/* Sixteen bytes are looked at at once: every piece at every place of them. */
static void
pieces_are_what_they_are_anywhere(void **state)
{
	struct sb in = { 0 }, out = { 0 };
	unsigned dice = 1, bad_texts = 0;

	(void)state;
	for (unsigned n = 0; n < 6000; n++) {
		/* Most texts have one piece that is not common, or none. */
		unsigned length = n % 70, odd = n % 3, bad = 0;
		struct taken t;

		sb_reset(&in);
		sb_reset(&out);
		for (unsigned i = 0; i < length; i++) {
			const struct piece *p;

			dice = dice * 1103515245 + 12345;
			p = &pieces[(dice >> 16) % COMMON];
			if (odd == 2 ? (dice >> 8) % 3 == 0
				     : odd && i == length / 2)
				p = &pieces[(dice >> 16) % PIECES];
			sb_str(&in, p->bytes);
			sb_cstr(&out, p->text);
			bad += p->bad;
		}
		take(&t, sb_view(&in));
		assert_true(str_eq(t.file.text, sb_view(&out)));
		assert_int_equal(t.file.broken, bad > 0);
		bad_texts += bad > 0;
		end(&t);
	}
	assert_in_range(bad_texts, 1500, 4500);
	sb_release(&in);
	sb_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_text_stays),
		cmocka_unit_test(broken_text_is_shown_at_its_place),
		cmocka_unit_test(endless_marks_are_cut),
		cmocka_unit_test(pieces_are_what_they_are_anywhere),
		cmocka_unit_test(what_cannot_be_read_is_told),
	};

	return cmocka_run_group_tests_name("text_file", tests, NULL, NULL);
}
