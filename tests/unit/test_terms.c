/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "compose/terms.h"
#include "load/markdown.h"

static struct term terms[] = {
	{ .term = { .s = { "god man", 7 } } },
	{ .term = { .s = { "samtycke", 8 } } },
	{ .term = { .s = { "man", 3 } } },
	{ .term = { .s = { "SIP", 3 } } },
	{ .term = { .s = { "återkalla samtycke", 19 } },
	    .page = { .s = { "ta-tillbaka", 11 } } },
	{ .term = { .s = { "mål", 4 } } },
};

static struct text samtycke_forms[] = {
	{ .s = { "samtycket", 9 } },
	{ .s = { "samtyckets", 10 } },
};

/* The words found in a Markdown text, each in brackets, in order. */
static const char *
found(struct sb *out, const char *markdown, const char *page)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct str text = str_from(markdown);
	uint32_t source = source_add(&ds.sources, STR("a.md"), text);
	struct term_matcher *m;
	struct term_uses uses;

	terms[1].forms.items = samtycke_forms;
	terms[1].forms.count = 2;
	m = term_matcher_new(&a, terms, sizeof(terms) / sizeof(*terms));
	uses = term_matcher_find(m, &a,
	    markdown_load(
		&a, &ds, source, (struct span){ source, 0, (uint32_t)text.n }),
	    str_from(page));
	sb_reset(out);
	for (size_t i = 0; i < uses.count; i++)
		sb_fmt(out, "[%.*s]",
		    STR_ARG(str_sub(uses.items[i].node->text, uses.items[i].off,
			uses.items[i].len)));
	diag_release(&ds);
	arena_release(&a);
	return sb_text(out);
}

static void
first_use_of_each_form_is_found(void **state)
{
	struct sb out = { 0 };

	(void)state;
	assert_string_equal(
	    found(&out, "Samtycket gäller. Ditt samtycke. En SIP.\n", ""),
	    "[Samtycket][SIP]");
	assert_string_equal(
	    found(&out, "SAMTYCKETS tid\n", ""), "[SAMTYCKETS]");
	sb_release(&out);
}

static void
longest_form_wins(void **state)
{
	struct sb out = { 0 };

	(void)state;
	assert_string_equal(
	    found(&out, "en god man, en man\n", ""), "[god man][man]");
	assert_string_equal(
	    found(&out, "Återkalla samtycke när du vill.\n", ""),
	    "[Återkalla samtycke]");
	sb_release(&out);
}

static void
only_whole_words_count(void **state)
{
	struct sb out = { 0 };

	(void)state;
	assert_string_equal(
	    found(&out, "mandat, human, målet, målen, SIPen\n", ""), "");
	assert_string_equal(
	    found(&out, "SIP-möte och god man-papper\n", ""), "");
	assert_string_equal(found(&out, "(mål), *SIP*!\n", ""), "[mål][SIP]");
	assert_string_equal(found(&out, "ditt mål\n", ""), "[mål]");
	sb_release(&out);
}

static void
headings_links_and_code_are_left_alone(void **state)
{
	struct sb out = { 0 };

	(void)state;
	assert_string_equal(
	    found(&out,
		"## Samtycke\n\n[samtycke](https://a.example) `SIP`\n\n"
		"```\nSIP\n```\n\n| mål |\n|---|\n| ditt samtycke |\n",
		""),
	    "[mål][samtycke]");
	sb_release(&out);
}

static void
page_of_a_term_does_not_explain_it(void **state)
{
	struct sb out = { 0 };

	(void)state;
	assert_string_equal(
	    found(&out, "återkalla samtycke\n", "ta-tillbaka"), "");
	sb_release(&out);
}

static void
nothing_is_found_in_nothing(void **state)
{
	struct arena a = { 0 };
	struct term_matcher *m = term_matcher_new(&a, NULL, 0);

	(void)state;
	assert_int_equal(term_matcher_find(m, &a, NULL, STR("")).count, 0);
	m = term_matcher_new(&a, terms, 1);
	assert_int_equal(term_matcher_find(m, &a, NULL, STR("")).count, 0);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_use_of_each_form_is_found),
		cmocka_unit_test(longest_form_wins),
		cmocka_unit_test(only_whole_words_count),
		cmocka_unit_test(headings_links_and_code_are_left_alone),
		cmocka_unit_test(page_of_a_term_does_not_explain_it),
		cmocka_unit_test(nothing_is_found_in_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
