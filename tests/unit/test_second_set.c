/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The second set: sentences and pages that were labelled from the text of the
 * rules alone, each for one rule, before any of them was checked. The rules
 * were mended with the first half; the second half says how they do on texts
 * never seen. The word table and glossary are those of content/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "aid_text.h"
#include "load/site_data.h"
#include "text/sentence.h"

struct score {
	size_t hit;
	size_t false_alarm;
	size_t miss;
};

static uint32_t
add_source(struct aid *aid, const char *path)
{
	return source_add(
	    &aid->ds.sources, str_from(path), aid_file(&aid->arena, path));
}

static void
open_with_content(struct aid *aid)
{
	*aid = (struct aid){ 0 };
	words_read(&aid->site, &aid->arena, &aid->ds,
	    add_source(aid, "content/ord.yaml"));
	terms_read(&aid->site, &aid->arena, &aid->ds,
	    add_source(aid, "content/ordlista.yaml"));
	aid->readability = readability_new(&aid->arena, &aid->site, &aid->ds);
	aid->first = source_add(&aid->ds.sources, STR("site"), STR(""));
	aid->first++;
}

/* "@60 ": so many sentences, three below each heading. */
static struct str
many(struct sb *out, struct str text)
{
	static const char *const sentences[] = {
		"Personalen hjälper dig att packa väskan i kväll.",
		"Du träffar din chef på torsdag.",
		"Ni dricker kaffe och pratar om jobbet.",
		"Sedan åker du hem med bussen.",
		"Hemma väntar dina grannar med maten."
	};
	size_t count = (size_t)atoi(text.p + 1);

	for (size_t i = 0; i < count && i < 5000; i++) {
		if (i % 3 == 0)
			sb_fmt(out, "\n## Dag %zu\n\n", i / 3 + 1);
		sb_fmt(out, "%s\n", sentences[i % 5]);
	}
	return sb_view(out);
}

/* ⏎ is a line end in the text of a case. */
static struct str
unfold(struct sb *out, struct str text)
{
	sb_reset(out);
	while (text.n) {
		size_t end = str_find(text, STR("⏎"));

		if (end == STR_NOT_FOUND) {
			sb_str(out, text);
			break;
		}
		sb_str(out, str_sub(text, 0, end));
		sb_ch(out, '\n');
		text = str_from_off(text, end + STR("⏎").n);
	}
	return sb_view(out);
}

static void
add_tester(struct aid *aid, struct page *page)
{
	struct text *t = arena_push(&aid->pages, &page->meta.tested_by);

	t->s = STR("Eva Ek");
	t->at = (struct span){ page->source, 0, 1 };
}

static void
judge(struct aid *aid, struct str line, struct score scores[3][DIAG_COUNT])
{
	struct str half, profile, rule, sign, text;
	struct sb body = { 0 };
	struct page *page;
	struct score *s;
	bool wanted, found;

	assert_true(str_next_part(&line, '\t', &half));
	assert_true(str_next_part(&line, '\t', &profile));
	assert_true(str_next_part(&line, '\t', &rule));
	assert_true(str_next_part(&line, '\t', &sign));
	text = str_starts(line, STR("@")) ? many(&body, line)
					  : unfold(&body, line);
	page = aid_page(
	    aid, str_is(profile, "K") ? VARIANT_PLAIN : VARIANT_EASY, text);
	if (str_ends(sign, STR("@")))
		add_tester(aid, page);
	aid_check_page(aid, page);
	s = &scores[half.p[0] - '0'][diag_find(rule)];
	wanted = sign.p[0] == '+';
	found = false;
	for (size_t i = 0; i < aid->ds.count; i++)
		found |= aid->ds.items[i].code == diag_find(rule);
	s->hit += wanted && found;
	s->miss += wanted && !found;
	s->false_alarm += found && !wanted;
	if (wanted != found)
		printf("# differs: %.*s %s: %.*s\n", STR_ARG(rule),
		    wanted ? "missed" : "false alarm", STR_ARG(line));
	sb_release(&body);
}

static double
share(size_t a, size_t b)
{
	return a + b ? (double)a / (double)(a + b) : 1;
}

static void
print_scores(int half, const struct score *scores)
{
	for (int c = 0; c < DIAG_COUNT; c++) {
		const struct score *s = &scores[c];

		if (s->hit + s->miss == 0)
			continue;
		printf("# figure: %s second set, half %d, precision %.2f "
		       "recall %.2f of %zu\n",
		    diag_info((enum diag_code)c)->id, half,
		    share(s->hit, s->false_alarm), share(s->hit, s->miss),
		    s->hit + s->miss);
	}
}

static void
sentences_are_judged_as_labelled(void **state)
{
	struct score scores[3][DIAG_COUNT] = { { { 0 } } };
	struct arena files = { 0 };
	struct str rest, line;
	struct aid aid;

	(void)state;
	open_with_content(&aid);
	rest = aid_file(&files, "tests/readability/second.tsv");
	while (str_next_line(&rest, &line))
		if (line.n && line.p[0] != '#')
			judge(&aid, line, scores);
	print_scores(1, scores[1]);
	print_scores(2, scores[2]);
	for (int c = 0; c < DIAG_COUNT; c++) {
		const struct score *a = &scores[1][c], *b = &scores[2][c];
		size_t hit = a->hit + b->hit;

		assert_true(
		    share(hit, a->false_alarm + b->false_alarm) >= 0.90);
		assert_true(share(hit, a->miss + b->miss) >= 0.85);
	}
	aid_close(&aid);
	arena_release(&files);
}

static void
drop(struct sb *out, struct str text)
{
	sb_reset(out);
	while (text.n) {
		size_t end = str_find(text, STR("¦"));

		if (end == STR_NOT_FOUND)
			end = text.n;
		sb_str(out, str_sub(text, 0, end));
		text = str_from_off(
		    text, end < text.n ? end + STR("¦").n : text.n);
	}
}

/* Ends that were wanted and not found, and the other way round. */
static void
sentences_end_as_marked(void **state)
{
	size_t cases[3] = { 0 }, wrong[3] = { 0 };
	struct arena files = { 0 };
	struct str rest, line, half;

	(void)state;
	rest = aid_file(&files, "tests/readability/second-splits.tsv");
	while (str_next_line(&rest, &line)) {
		struct sb plain = { 0 }, wanted = { 0 }, found = { 0 };
		struct str text, part, left;

		if (line.n == 0 || line.p[0] == '#')
			continue;
		assert_true(str_next_part(&line, '\t', &half));
		drop(&plain, line);
		left = line;
		while (left.n) {
			size_t end = str_find(left, STR("¦"));

			if (end == STR_NOT_FOUND)
				end = left.n;
			sb_fmt(&wanted, "[%.*s]",
			    STR_ARG(str_trim(str_sub(left, 0, end))));
			left = str_from_off(
			    left, end < left.n ? end + STR("¦").n : left.n);
		}
		text = sb_view(&plain);
		while (sentence_next(&text, &part))
			sb_fmt(&found, "[%.*s]", STR_ARG(part));
		cases[half.p[0] - '0']++;
		if (!str_eq(sb_view(&wanted), sb_view(&found))) {
			wrong[half.p[0] - '0']++;
			printf("# differs: %s\n#   found: %s\n",
			    sb_text(&wanted), sb_text(&found));
		}
		sb_release(&plain);
		sb_release(&wanted);
		sb_release(&found);
	}
	for (int h = 1; h <= 2; h++)
		printf("# figure: sentence splitting, second set, half %d: "
		       "%zu of %zu wrong\n",
		    h, wrong[h], cases[h]);
	assert_true(cases[1] + cases[2] >= 350);
	assert_true((wrong[1] + wrong[2]) * 100 <= cases[1] + cases[2]);
	arena_release(&files);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_are_judged_as_labelled),
		cmocka_unit_test(sentences_end_as_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
