/* SPDX-License-Identifier: EUPL-1.2 */
/* The easy-read rules against labelled sentences and pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "aid_text.h"

/* STR() is no constant. */
#define STR_LITERAL(s)             \
	{                          \
		(s), sizeof(s) - 1 \
	}

/* Hits, false alarms and misses of one code. */
struct score {
	size_t hit;
	size_t false_alarm;
	size_t miss;
};

static bool
expects(struct str codes, const char *id)
{
	struct str code;

	while (str_next_part(&codes, ' ', &code))
		if (str_is(code, id))
			return true;
	return false;
}

/* Compares the findings of a page with its label. */
static void
compare(const struct aid *aid, struct str codes, struct score *scores)
{
	for (int c = 0; c < DIAG_COUNT; c++) {
		const char *id = diag_info((enum diag_code)c)->id;
		bool wanted = expects(codes, id), found = aid_found(aid, id);

		scores[c].hit += wanted && found;
		scores[c].miss += wanted && !found;
		scores[c].false_alarm += found && !wanted;
	}
}

static void
show(const struct aid *aid, struct str codes, struct str text)
{
	struct sb found = { 0 };

	aid_codes(aid, &found);
	if (!str_eq(sb_view(&found), str_is(codes, "-") ? STR("") : codes))
		printf("# differs: wanted %.*s, found %s: %.*s\n",
		    STR_ARG(codes), sb_text(&found), STR_ARG(text));
	sb_release(&found);
}

static void
print_scores(const char *what, const struct score *scores, const char *only)
{
	for (int c = 0; c < DIAG_COUNT; c++) {
		const struct score *s = &scores[c];
		const char *id = diag_info((enum diag_code)c)->id;
		double precision, recall;

		if (id[0] != 'T' || s->hit + s->miss == 0)
			continue;
		if (only && !expects(str_from(only), id))
			continue;
		precision =
		    s->hit + s->false_alarm
			? (double)s->hit / (double)(s->hit + s->false_alarm)
			: 0;
		recall = (double)s->hit / (double)(s->hit + s->miss);
		printf("# figure: %s %s precision %.2f recall %.2f of %zu\n",
		    id, what, precision, recall, s->hit + s->miss);
		assert_true(precision >= 0.90);
		assert_true(recall >= 0.85);
	}
}

static enum variant
variant_of(struct str profile)
{
	return str_is(profile, "K") ? VARIANT_PLAIN : VARIANT_EASY;
}

static void
sentences_are_judged_as_labelled(void **state)
{
	struct aid aid;
	struct arena files = { 0 };
	struct score scores[DIAG_COUNT] = { { 0 } };
	struct str rest, line;
	size_t count = 0;

	(void)state;
	aid_open(&aid);
	rest = aid_file(&files, "tests/readability/sentences.tsv");
	while (str_next_line(&rest, &line)) {
		struct str profile, codes;

		if (line.n == 0 || line.p[0] == '#')
			continue;
		assert_true(str_next_part(&line, '\t', &profile));
		assert_true(str_next_part(&line, '\t', &codes));
		aid_check_page(&aid, aid_page(&aid, variant_of(profile), line));
		compare(&aid, codes, scores);
		show(&aid, codes, line);
		count++;
	}
	printf("# figure: %zu labelled sentences\n", count);
	assert_true(count >= 400);
	print_scores("sentences", scores, NULL);
	aid_close(&aid);
	arena_release(&files);
}

static const char page_rules[] = "T02 T03 T06 T27 T35 T36";

/* "@3 text": three headings, each with the text below. */
static void
add_line(struct sb *out, struct str line)
{
	size_t times = 0;

	if (line.n == 0 || line.p[0] != '@') {
		sb_str(out, line);
		sb_ch(out, '\n');
		return;
	}
	while (++times <= 1000 && times <= (size_t)atoi(line.p + 1))
		sb_fmt(out, "## Dag %zu\n\n%.*s\n\n", times,
		    STR_ARG(str_from_off(line, str_find_char(line, ' ') + 1)));
}

static void
take_testers(struct aid *aid, struct page *page, struct str names)
{
	struct str name;

	while (str_next_part(&names, ',', &name))
		if (str_trim(name).n) {
			struct text *t =
			    arena_push(&aid->pages, &page->meta.tested_by);

			t->s = str_trim(name);
			t->at = (struct span){ page->source, 0, 1 };
		}
}

static void
judge_page(
    struct aid *aid, struct str head, struct sb *body, struct score *scores)
{
	struct str profile, codes;
	struct page *page;
	struct page_measures *m;
	struct sb found = { 0 };

	assert_true(str_next_part(&head, '\t', &profile));
	assert_true(str_next_part(&head, '\t', &codes));
	page = aid_page(aid, variant_of(profile), sb_view(body));
	take_testers(aid, page, head);
	m = aid_check_page(aid, page);
	compare(aid, codes, scores);
	for (int c = 0; c < DIAG_COUNT; c++) {
		const char *id = diag_info((enum diag_code)c)->id;

		if (expects(str_from(page_rules), id) &&
		    expects(codes, id) != aid_found(aid, id))
			printf("# differs: %s wanted %.*s (mean %.1f LIX %.1f "
			       "long %.0f): %.60s\n",
			    id, STR_ARG(codes), m->mean, m->lix, m->long_share,
			    sb_text(body));
	}
	sb_release(&found);
	sb_reset(body);
}

static void
pages_are_judged_as_labelled(void **state)
{
	struct aid aid;
	struct arena files = { 0 };
	struct score scores[DIAG_COUNT] = { { 0 } };
	struct sb body = { 0 };
	struct str rest, line, head = STR_NONE;
	size_t count = 0;

	(void)state;
	aid_open(&aid);
	rest = aid_file(&files, "tests/readability/pages.txt");
	while (str_next_line(&rest, &line)) {
		if (!str_starts(line, STR("=== "))) {
			if (head.n)
				add_line(&body, line);
			continue;
		}
		if (head.n)
			judge_page(&aid, head, &body, scores);
		head = str_from_off(line, 4);
		count++;
	}
	judge_page(&aid, head, &body, scores);
	printf("# figure: %zu labelled pages\n", count);
	print_scores("pages", scores, page_rules);
	sb_release(&body);
	aid_close(&aid);
	arena_release(&files);
}

static struct finding *
finding_of(struct aid *aid, const char *code)
{
	for (size_t i = 0; i < aid->ds.count; i++)
		if (aid->ds.items[i].code == diag_find(str_from(code)))
			return &aid->ds.items[i];
	return NULL;
}

static void
findings_point_at_the_words(void **state)
{
	struct aid aid;
	struct finding *f;

	(void)state;
	aid_open(&aid);
	aid_check_page(
	    &aid, aid_page(&aid, VARIANT_EASY,
		      STR("## Stöd\n\nDu får **en\nkallelse** hem.\nVi äter "
			  "&amp; vilar t.ex. nu.\n")));
	f = finding_of(&aid, "T22");
	assert_non_null(f);
	assert_int_equal(f->line, 4);
	assert_int_equal(f->column, 1);
	assert_int_equal(f->end_column, 9);
	assert_true(str_find(f->help, STR("inbjudan")) != STR_NOT_FOUND);
	f = finding_of(&aid, "T13");
	assert_non_null(f);
	assert_int_equal(f->line, 5);
	assert_int_equal(f->column, 21);
	assert_int_equal(f->end_column, 25);
	f = finding_of(&aid, "T20");
	assert_non_null(f);
	assert_int_equal(f->column, 9);
	aid_close(&aid);
}

/* A page may be as long as a book: its last words are looked at, too. */
static void
long_pages_are_read_to_their_last_word(void **state)
{
	struct aid aid;
	struct sb body = { 0 };
	size_t said = 0;

	(void)state;
	aid_open(&aid);
	for (int i = 0; i < 1500; i++)
		sb_fmt(&body, "Vi ser %c%c%c%c%s nu.\n\n", 'a' + i % 20,
		    'a' + i / 20 % 20, 'a' + i / 400 % 20, 'e',
		    "fågelbokslådor");
	aid_check_page(&aid, aid_page(&aid, VARIANT_EASY, sb_view(&body)));
	for (size_t i = 0; i < aid.ds.count; i++)
		said += strcmp(diag_info(aid.ds.items[i].code)->id, "T07") == 0;
	assert_int_equal(said, 1500);
	sb_release(&body);
	aid_close(&aid);
}

static void
what_is_allowed_is_not_said(void **state)
{
	struct aid aid;
	struct page_measures *m;

	(void)state;
	aid_open(&aid);
	m = aid_check_page(
	    &aid, aid_page(&aid, VARIANT_EASY,
		      STR("<!-- tillåt T13: så heter boken -->\n\n"
			  "Läs t.ex. boken.\n\nLäs t.ex. mer.\n")));
	assert_int_equal(m->allowed_count, 1);
	assert_int_equal(m->allowed[0].used, 1);
	assert_true(str_is(m->allowed[0].reason, "så heter boken"));
	assert_false(aid_found(&aid, "T38"));
	assert_int_equal(finding_of(&aid, "T13")->line, 5);
	m = aid_check_page(
	    &aid, aid_page(&aid, VARIANT_EASY,
		      STR("<!-- tillåt T13: onödigt -->\n\nLäs boken.\n")));
	assert_true(aid_found(&aid, "T38"));
	assert_int_equal(m->allowed[0].used, 0);
	aid_check_page(&aid,
	    aid_page(&aid, VARIANT_EASY,
		STR("Du får en kallelse.\n\n<!-- tillåt T22: utan skäl -->\n\n"
		    "Vi ses.\n")));
	assert_true(aid_found(&aid, "T22"));
	assert_true(aid_found(&aid, "T38"));
	aid_close(&aid);
}

static void
english_pages_are_left_alone(void **state)
{
	struct aid aid;
	struct page_measures *m;

	(void)state;
	aid_open(&aid);
	m = aid_check_page(&aid,
	    aid_page(&aid, VARIANT_ENGLISH, STR("Read t.ex. IV & XII 20 %.")));
	assert_false(m->measured);
	assert_int_equal(aid.ds.count, 0);
	aid_close(&aid);
}

static void
measures_leave_headings_and_cells_out(void **state)
{
	struct aid aid;
	struct page_measures *m;

	(void)state;
	aid_open(&aid);
	m = aid_check_page(
	    &aid, aid_page(&aid, VARIANT_EASY,
		      STR("## Överenskommelsen\n\nDu får hjälp hemma.\n\n"
			  "| Verksamheten |\n|---|\n| Kommunen |\n\n"
			  "- Ring oss\n- Anna ringer habiliteringen\n")));
	assert_int_equal(m->sentences, 3);
	assert_int_equal(m->words, 9);
	assert_int_equal(m->long_words, 1);
	assert_int_equal(m->longest, 4);
	assert_true(m->lix > 14.1 && m->lix < 14.2);
	aid_close(&aid);
}

/* Limits of site.yaml, each with a reason. */
static void
the_site_may_set_limits(void **state)
{
	struct limit limits[] = {
		{ .check.s = STR_LITERAL("T01"),
		    .variant.s = STR_LITERAL("lattlast"),
		    .warn.s = STR_LITERAL("3"),
		    .error.s = STR_LITERAL("av"),
		    .reason.s = STR_LITERAL("prov") },
		{ .check.s = STR_LITERAL("T15"),
		    .variant.s = STR_LITERAL("lattlast"),
		    .warn.s = STR_LITERAL("av"),
		    .reason.s = STR_LITERAL("prov") },
		{ .check.s = STR_LITERAL("T99"),
		    .variant.s = STR_LITERAL("lattlast"),
		    .warn.s = STR_LITERAL("3") },
	};
	struct aid aid;

	(void)state;
	aid_open(&aid);
	aid.site.config.limits = limits;
	aid.site.config.limit_count = 3;
	aid.ds.count = 0;
	aid.readability = readability_new(&aid.arena, &aid.site, &aid.ds);
	assert_int_equal(aid.ds.count, 2);
	assert_int_equal(aid.ds.items[0].code, DIAG_T39);
	aid_check_page(
	    &aid, aid_page(&aid, VARIANT_EASY, STR("Du får två böcker nu.")));
	assert_true(aid_found(&aid, "T01"));
	assert_false(aid_found(&aid, "T15"));
	aid_close(&aid);
}

static void
texts_of_data_files_are_checked(void **state)
{
	struct aid aid;

	(void)state;
	aid_open(&aid);
	aid.ds.count = 0;
	check_readability_data(aid.readability, &aid.ds);
	for (size_t i = 0; i < aid.ds.count; i++)
		printf("# %.*s\n", STR_ARG(aid.ds.items[i].message));
	assert_int_equal(aid.ds.count, 0);
	aid.site.terms[0].easy.s = STR("Det är t.ex. en lag.");
	aid.site.words[0].easy.s = STR("Insatsen är 20 procent av stödet.");
	check_readability_data(aid.readability, &aid.ds);
	assert_true(aid_found(&aid, "T13"));
	assert_true(aid_found(&aid, "T16"));
	assert_false(aid_found(&aid, "T22"));
	aid_close(&aid);
}

static void
hostile_text_is_read_to_its_end(void **state)
{
	struct aid aid;
	struct sb text = { 0 };

	(void)state;
	aid_open(&aid);
	for (int i = 0; i < 3000; i++)
		sb_cstr(&text, i % 7 ? "ÅÄÖ" : "a.b-c:d'e@f/g—…”\n");
	aid_check_page(&aid, aid_page(&aid, VARIANT_EASY, sb_view(&text)));
	assert_true(aid_found(&aid, "T25"));
	sb_reset(&text);
	for (int i = 0; i < 3000; i++)
		sb_cstr(&text, "( som , att om 1/2 IV t.ex\n");
	aid_check_page(&aid, aid_page(&aid, VARIANT_EASY, sb_view(&text)));
	assert_true(aid_found(&aid, "T01"));
	/* One sentence of a megabyte must not take its square. */
	sb_reset(&text);
	for (int i = 0; i < 60000; i++)
		sb_cstr(&text, ", som fattas om och\n");
	aid_check_page(&aid, aid_page(&aid, VARIANT_EASY, sb_view(&text)));
	assert_true(aid_found(&aid, "T01"));
	sb_release(&text);
	aid_close(&aid);
}

/* A page full of hints still says its error. */
static void
hints_leave_room_for_errors(void **state)
{
	struct page_measures *m;
	struct sb text = { 0 };
	struct aid aid;
	size_t infos;

	(void)state;
	aid_open(&aid);
	for (int i = 0; i < 3000; i++)
		sb_cstr(&text, "Ungefär 20 procent.\n\n");
	for (int i = 0; i < 70; i++)
		sb_cstr(&text, i ? " och plan" : "Det är en plan");
	sb_cstr(&text, ".\n");
	m = aid_check_page(&aid, aid_page(&aid, VARIANT_PLAIN, sb_view(&text)));
	infos = diag_count(&aid.ds, SEV_INFO);
	assert_true(infos > 100 && infos <= 1000);
	assert_int_equal(m->findings[SEV_INFO], infos + aid.ds.dropped);
	assert_true(aid.ds.dropped > 1000);
	assert_true(aid_found(&aid, "T01"));
	sb_release(&text);
	aid_close(&aid);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_are_judged_as_labelled),
		cmocka_unit_test(pages_are_judged_as_labelled),
		cmocka_unit_test(findings_point_at_the_words),
		cmocka_unit_test(what_is_allowed_is_not_said),
		cmocka_unit_test(english_pages_are_left_alone),
		cmocka_unit_test(measures_leave_headings_and_cells_out),
		cmocka_unit_test(the_site_may_set_limits),
		cmocka_unit_test(texts_of_data_files_are_checked),
		cmocka_unit_test(long_pages_are_read_to_their_last_word),
		cmocka_unit_test(hostile_text_is_read_to_its_end),
		cmocka_unit_test(hints_leave_room_for_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
