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
		precision = s->hit + s->false_alarm ?
		    (double)s->hit / (double)(s->hit + s->false_alarm) :
		    0;
		recall = (double)s->hit / (double)(s->hit + s->miss);
		printf("# figure: %s %s precision %.2f recall %.2f of %zu\n", id,
		    what, precision, recall, s->hit + s->miss);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_are_judged_as_labelled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
