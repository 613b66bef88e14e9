/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Documents: bytes that do not change, memory that does not grow, refusals that
 * leave nothing behind, twins that escape, and the trace of the papers of the
 * reference plan (tests/golden/trace; SAMPLAN_GOLDEN_UPDATE=1 writes it anew).
 * With SAMPLAN_PAPER_DIR the PDFs are written there for tests/pdf/check.mjs.
 */
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "aid_sheet.h"
#include "compose/book.h"
#include "compose/document.h"
#include "load/plan.h"
#include "load/site.h"
#include "load/theme.h"
#include "render/css.h"
#include "render/html_sheet.h"
#include "render/paper.h"
#include "render/pdf_protect.h"

static struct aid_paper aid;
static struct paper *paper;
static struct theme theme;
static struct str tokens; /* of the theme, as CSS */
static struct arena arena;

static int
open_all(void **state)
{
	struct paper_options o = { .producer = STR("samplan") };
	struct sb css = { 0 };

	(void)state;
	aid_paper_open(&aid);
	assert_true(theme_load(&theme, &aid.arena, &aid.ds, fs_disk(), ".",
	    STR("standard"), NULL));
	for (int i = 0; i < FACE_COUNT; i++)
		o.faces[i] = aid.fonts.faces[i];
	paper_colours(&theme, o.colours);
	css_tokens(&theme, &aid.ds, &css);
	tokens = arena_str(&aid.arena, sb_view(&css));
	sb_release(&css);
	paper = paper_new(&o);
	return 0;
}

static int
close_all(void **state)
{
	(void)state;
	paper_free(paper);
	arena_release(&arena);
	aid_paper_close(&aid);
	return 0;
}

static void
save(const char *name, struct str bytes)
{
	const char *dir = getenv("SAMPLAN_PAPER_DIR");

	if (!dir)
		return;
	assert_int_equal(fs_mkdirs(fs_disk(), dir, 0755), 0);
	assert_int_equal(
	    fs_write(fs_disk(), fs_join(&arena, str_from(dir), str_from(name)),
		bytes, 0644),
	    0);
}

static void
same_sheet_same_bytes(void **state)
{
	struct sb first = { 0 }, again = { 0 };

	(void)state;
	for (unsigned seed = 1; seed <= 40; seed++) {
		char name[32];

		sb_reset(&first);
		sb_reset(&again);
		assert_true(sheet_render_pdf(paper,
		    aid_sheet(&arena, aid.picture, seed), &aid.ds, &first));
		/* Another document between them must leave no trace. */
		assert_true(sheet_render_pdf(paper,
		    aid_sheet(&arena, aid.picture, seed + 1), &aid.ds, &again));
		sb_reset(&again);
		assert_true(sheet_render_pdf(paper,
		    aid_sheet(&arena, aid.picture, seed), &aid.ds, &again));
		assert_int_equal(first.n, again.n);
		assert_memory_equal(first.p, again.p, first.n);
		assert_memory_equal(first.p, "%PDF-1.7\n", 9);
		(void)snprintf(name, sizeof(name), "chance-%u.pdf", seed);
		save(name, sb_view(&first));
		arena_reset(&arena);
	}
	sb_release(&first);
	sb_release(&again);
}

static void
draw(unsigned seed, struct sb *out)
{
	assert_true(sheet_render_pdf(
	    paper, aid_sheet(&arena, aid.picture, seed), &aid.ds, out));
	arena_reset(&arena);
}

static bool
says(const struct sb *pdf, struct str words)
{
	return str_find(sb_view(pdf), words) != STR_NOT_FOUND;
}

static void
a_copy_opens_with_its_password_only(void **state)
{
	static const char password[] = "Öppna 123";
	struct sb pdf = { 0 }, other = { 0 }, copy = { 0 }, why = { 0 };

	(void)state;
	draw(1, &pdf);
	draw(2, &other);
	assert_true(pdf_protect(sb_view(&pdf), password, &copy, &why));
	assert_int_equal(why.n, 0);
	assert_true(
	    pdf_protected_from(sb_view(&copy), sb_view(&pdf), password));
	assert_false(
	    pdf_protected_from(sb_view(&copy), sb_view(&pdf), "Öppna 124"));
	assert_false(pdf_protected_from(sb_view(&copy), sb_view(&pdf), ""));
	assert_false(
	    pdf_protected_from(sb_view(&copy), sb_view(&other), password));
	assert_false(
	    pdf_protected_from(sb_view(&pdf), sb_view(&pdf), password));
	/* PDF/A forbids it; PDF/UA does not. */
	assert_true(says(&pdf, STR("<pdfaid:part>")));
	assert_false(says(&copy, STR("<pdfaid:part>")));
	assert_true(says(&copy, STR("<pdfuaid:part>")));
	sb_release(&pdf);
	sb_release(&other);
	sb_release(&copy);
	sb_release(&why);
}

static void
what_cannot_be_protected_leaves_nothing(void **state)
{
	struct sb pdf = { 0 }, copy = { 0 }, out = { 0 }, why = { 0 };

	(void)state;
	sb_cstr(&out, "before");
	draw(1, &pdf);
	assert_true(pdf_protect(sb_view(&pdf), "hemligt", &copy, NULL));
	assert_false(pdf_protect(sb_view(&copy), "annat", &out, &why));
	assert_true(why.n > 0);
	sb_reset(&why);
	/* Cut in the middle, and no PDF at all. */
	assert_false(pdf_protect(
	    str_sub(sb_view(&pdf), 0, pdf.n / 2), "hemligt", &out, &why));
	assert_true(why.n > 0);
	assert_false(
	    pdf_protect(STR("%PDF-1.7\nnothing"), "hemligt", &out, NULL));
	assert_false(pdf_protected_from(
	    STR("%PDF-1.7\nnothing"), sb_view(&pdf), "hemligt"));
	assert_string_equal(sb_text(&out), "before");
	sb_release(&pdf);
	sb_release(&copy);
	sb_release(&out);
	sb_release(&why);
}

static void
a_refused_document_leaves_nothing(void **state)
{
	struct sheet *s = sheet_new(&arena, STR("fel"), STR("Fel"));
	struct sb out = { 0 };

	(void)state;
	sb_cstr(&out, "before");
	sheet_say(s, NULL, BLOCK_TITLE, STR("Titel"), SPAN_NONE);
	sheet_say(s, NULL, BLOCK_TEXT, STR("Snö ☃."), SPAN_NONE);
	assert_false(sheet_render_pdf(paper, s, &aid.ds, &out));
	assert_int_equal(out.n, 6);
	sheet_heading(s, NULL, 4, STR("För djupt"));
	assert_false(sheet_render_html(s, tokens, &aid.ds, &out));
	assert_int_equal(out.n, 6);
	sb_release(&out);
	arena_reset(&arena);
}

static void
twins_escape_what_people_write(void **state)
{
	struct sheet *s =
	    sheet_new(&arena, STR("tvilling"), STR("<title>&\"</title>"));
	struct sb out = { 0 };
	struct block *b;

	(void)state;
	sheet_say(
	    s, NULL, BLOCK_TITLE, STR("<script>alert(1)</script>"), SPAN_NONE);
	b = sheet_say(s, NULL, BLOCK_TEXT, STR("A & B < C"), SPAN_NONE);
	prose_run(&arena, &b->text, STR(" länk"), SPAN_NONE)->link =
	    STR("https://example.org/?a=\"b\"&c");
	b = sheet_add(s, NULL, BLOCK_CARD);
	b->picture = aid.picture;
	b->alt = STR("\" onload=\"x");
	prose_sentence(&arena, &b->text, STR("Text."), SPAN_NONE);
	b = sheet_add(s, NULL, BLOCK_CONTACT);
	b->label = STR("08-000 00 22 eller 070-000 00 33");
	prose_sentence(&arena, &b->title, STR("Hedda"), SPAN_NONE);
	b = sheet_add(s, NULL, BLOCK_CONTACT);
	b->label = STR("fråga <Bo>");
	prose_sentence(&arena, &b->title, STR("Bo"), SPAN_NONE);
	assert_true(sheet_render_html(s, tokens, &aid.ds, &out));
	assert_null(strstr(sb_text(&out), "<script"));
	assert_null(strstr(sb_text(&out), "onload=\"x"));
	assert_non_null(strstr(sb_text(&out), "&lt;script&gt;"));
	assert_non_null(strstr(sb_text(&out), "A &amp; B &lt; C"));
	assert_non_null(strstr(sb_text(&out),
	    "<a href=\"tel:080000022\">08-000 00 22 eller 070-000 00 33</a>"));
	assert_non_null(
	    strstr(sb_text(&out), "<p class=\"phone\">fråga &lt;Bo&gt;</p>"));
	assert_null(strstr(sb_text(&out), "src="));
	assert_null(strstr(sb_text(&out), "href=\"https://example.org/?a=\"b"));
	save("tvilling.html", sb_view(&out));
	sb_release(&out);
	arena_reset(&arena);
}

/* What the process holds after the first documents, it holds after many. */
static void
memory_does_not_follow_the_documents(void **state)
{
	struct arena one = { 0 };
	struct sb out = { 0 };
	size_t held = 0;

	(void)state;
	for (unsigned i = 0; i < 400; i++) {
		struct diags ds = { 0 };

		arena_reset(&one);
		sb_reset(&out);
		assert_true(sheet_render_pdf(paper,
		    aid_sheet(&one, aid.picture, 1 + i % 20), &ds, &out));
		diag_release(&ds);
		if (i == 100)
			held = mallinfo2().uordblks;
	}
	assert_true(mallinfo2().uordblks <= held + 65536);
	arena_release(&one);
	sb_release(&out);
}

static void
compare(const char *name, struct str got)
{
	const char *path =
	    fs_join(&arena, STR("tests/golden/trace"), str_from(name));
	struct sb wanted = { 0 };

	if (getenv("SAMPLAN_GOLDEN_UPDATE")) {
		assert_int_equal(
		    fs_mkdirs(fs_disk(), "tests/golden/trace", 0755), 0);
		assert_int_equal(fs_write(fs_disk(), path, got, 0644), 0);
		return;
	}
	assert_int_equal(fs_read(fs_disk(), path, 1 << 22, &wanted), 0);
	if (!str_eq(sb_view(&wanted), got)) {
		save(name, got);
		fail_msg("%s is not what was laid out", path);
	}
	sb_release(&wanted);
}

static void
papers_of_the_reference_plan(void **state)
{
	static const enum plan_paper shown[] = { PAPER_CONSENT,
		PAPER_BEFORE_MEETING, PAPER_MY_PLAN, PAPER_PLAN,
		PAPER_MY_FOLLOW_UP };
	const struct document_context cx = { .theme = &theme,
		.site = STR("https://samplan.example.org/"),
		.today = date_from(2026, 11, 10) };
	struct sb raw = { 0 }, out = { 0 };
	struct plan *p;

	(void)state;
	assert_int_equal(
	    fs_read(fs_disk(), "tests/plans/reference.yaml", 1 << 20, &raw), 0);
	p = plan_read(
	    &arena, &aid.ds, STR("tests/plans/reference.yaml"), sb_view(&raw));
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		struct sheet *s = document_sheet(&arena, p, &cx, shown[i]);
		const char *name = plan_paper_info(shown[i])->name;

		sb_reset(&out);
		assert_true(sheet_render_trace(paper, s, &aid.ds, &out));
		compare(arena_fmt(&arena, "%s.trace", name).p, sb_view(&out));
		sb_reset(&out);
		assert_true(sheet_render_pdf(paper, s, &aid.ds, &out));
		/* So that a telephone far from town gets it too. */
		assert_true(out.n < (shown[i] == PAPER_PLAN ? 45000 : 35000));
		save(arena_fmt(&arena, "%s.pdf", name).p, sb_view(&out));
		sb_reset(&out);
		assert_true(sheet_render_html(s, tokens, &aid.ds, &out));
		save(arena_fmt(&arena, "%s.html", name).p, sb_view(&out));
	}
	sb_release(&raw);
	sb_release(&out);
}

/* Our own policy as a book: a fault of a page is a fault here. */
static void
books_of_our_policy(void **state)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct site site = { 0 };
	struct sb out = { 0 };
	struct book_options o = { .site = &site, .theme = &theme };

	(void)state;
	assert_true(site_load(&site, &a, &ds, fs_disk(), "."));
	site_resolve(&site, date_from(2026, 11, 21));
	o.revision = site_revision(&site, date_from(2026, 11, 21));
	assert_non_null(o.revision);
	for (int v = VARIANT_PLAIN; v <= VARIANT_EASY; v++) {
		struct sheet *s;
		size_t before = ds.count;

		o.variant = (enum variant)v;
		s = book_sheet(&a, &o);
		assert_non_null(s);
		sb_reset(&out);
		if (!sheet_render_pdf(paper, s, &ds, &out))
			fail_msg("%.*s", STR_ARG(ds.items[before].message));
		save(arena_fmt(&a, "%.*s.pdf", STR_ARG(s->file)).p,
		    sb_view(&out));
		sb_reset(&out);
		assert_true(sheet_render_html(s, tokens, &ds, &out));
		save(arena_fmt(&a, "%.*s.html", STR_ARG(s->file)).p,
		    sb_view(&out));
	}
	sb_release(&out);
	diag_release(&ds);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_sheet_same_bytes),
		cmocka_unit_test(a_copy_opens_with_its_password_only),
		cmocka_unit_test(what_cannot_be_protected_leaves_nothing),
		cmocka_unit_test(a_refused_document_leaves_nothing),
		cmocka_unit_test(twins_escape_what_people_write),
		cmocka_unit_test(memory_does_not_follow_the_documents),
		cmocka_unit_test(papers_of_the_reference_plan),
		cmocka_unit_test(books_of_our_policy),
	};

	return cmocka_run_group_tests_name("paper", tests, open_all, close_all);
}
