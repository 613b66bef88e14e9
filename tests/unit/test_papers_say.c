/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What papers say of single plans: the reference with some lines changed, and
 * what then has to stand in a paper or in the bundle, and what may not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "aid_plan.h"
#include "aid_plan_random.h"
#include "compose/document.h"
#include "compose/fhir.h"
#include "render/html_sheet.h"

enum { BUNDLE = PAPER_COUNT, MOST = 6 };

struct expectation {
	const char *about;
	const char *changes[MOST][2]; /* in the file: from, to */
	int paper;                    /* or BUNDLE */
	const char *has[MOST];
	const char *lacks[MOST];
};

/* The first place only. */
static void
change(struct sb *bytes, const char *from, const char *to)
{
	struct sb out = { 0 };
	size_t at = str_find(sb_view(bytes), str_from(from));

	assert_true(at != STR_NOT_FOUND);
	sb_str(&out, str_sub(sb_view(bytes), 0, at));
	sb_cstr(&out, to);
	sb_str(&out, str_from_off(sb_view(bytes), at + str_from(from).n));
	sb_reset(bytes);
	sb_str(bytes, sb_view(&out));
	sb_release(&out);
}

static void
load(struct aid_plan *t, const struct expectation *e)
{
	assert_true(aid_plan_read(t, "tests/plans/reference.yaml"));
	for (int i = 0; i < MOST && e->changes[i][0]; i++)
		change(&t->bytes, e->changes[i][0], e->changes[i][1]);
	aid_plan_check(t, "x.yaml", aid_plan_day("2026-11-10"));
	assert_true(t->plan->readable);
	assert_int_equal(t->plan->format_errors, 0);
}

static void
print(struct aid_plan *t, int paper, struct sb *out)
{
	const struct document_context ctx = { .today = t->context.today };
	const struct fhir_context other = { .today = t->context.today };

	if (paper == BUNDLE)
		fhir_bundle(out, t->plan, &other);
	else
		assert_true(sheet_render_html(document_sheet(&t->a, t->plan,
						  &ctx, (enum plan_paper)paper),
		    STR_NONE, &t->ds, out));
}

static size_t
judge(const struct expectation *e)
{
	struct aid_plan t = { 0 };
	struct sb out = { 0 };
	size_t wrong = 0;

	load(&t, e);
	print(&t, e->paper, &out);
	for (int i = 0; i < MOST && e->has[i]; i++)
		if (str_find(sb_view(&out), str_from(e->has[i])) ==
		    STR_NOT_FOUND) {
			wrong++;
			print_error("%s: lacks \"%s\"\n", e->about, e->has[i]);
		}
	for (int i = 0; i < MOST && e->lacks[i]; i++)
		if (str_find(sb_view(&out), str_from(e->lacks[i])) !=
		    STR_NOT_FOUND) {
			wrong++;
			print_error("%s: has \"%s\"\n", e->about, e->lacks[i]);
		}
	sb_release(&out);
	aid_plan_release(&t);
	return wrong;
}

/* Of the measure boendestod; ongoing and due on 5 April 2027. */
#define ONGOING                                \
	{                                      \
		"löpande: nej", "löpande: ja" \
	}
#define REVIEW                                            \
	{                                                 \
		"ses_över: \"\"", "ses_över: 2027-02-03" \
	}

static const struct expectation table[] = {
	{ .about = "ongoing help with an end, for the person",
	    .changes = { ONGOING },
	    .paper = PAPER_MY_PLAN,
	    .has = { "Från den 5 oktober 2026 till den 5 april 2027." } },
	{ .about = "ongoing help with an end, in the plan",
	    .changes = { ONGOING },
	    .paper = PAPER_PLAN,
	    .has = { "<td>2027-04-05</td>" } },
	{ .about = "ongoing help with an end, at the follow-up",
	    .changes = { ONGOING },
	    .paper = PAPER_FOLLOW_UP_AGENDA,
	    .has = { "<td>2027-04-05</td>" } },
	{ .about = "ongoing help with an end, for other systems",
	    .changes = { ONGOING },
	    .paper = BUNDLE,
	    .has = { "\"end\":\"2027-04-05\"" } },
	{ .about = "ongoing help with a review, for the person",
	    .changes = { ONGOING, REVIEW },
	    .paper = PAPER_MY_PLAN,
	    .has = { "Från den 5 oktober 2026.",
		"Vi pratar om det igen den 3 februari 2027." },
	    .lacks = { "5 april 2027" } },
	{ .about = "a review is no end, for other systems",
	    .changes = { ONGOING, REVIEW,
		{ "klar: 2027-04-05", "klar: \"\"" } },
	    .paper = BUNDLE,
	    .has = { "\"scheduledPeriod\":{\"start\":\"2026-10-05\"}",
		"\"progress\":[{\"text\":\"Ses över den 3 februari 2027\"}]" },
	    .lacks = { "2027-02-03", "2027-04-05" } },
	{ .about = "an end beside a review, for other systems",
	    .changes = { ONGOING, REVIEW },
	    .paper = BUNDLE,
	    .has = { "\"end\":\"2027-04-05\"",
		"Ses över den 3 februari 2027" } },
	{ .about = "two rows of one service, to prepare from",
	    .changes = { { "    - {verksamhet: rosten,   uppgifter: Utr",
		"    - {verksamhet: hh-soder, uppgifter: Skolans utredning, "
		"intervju: Läraren Ahlgren, av: pia}\n"
		"    - {verksamhet: rosten,   uppgifter: Utr" } },
	    .paper = PAPER_PREPARATION,
	    .has = { "Arbetsterapeutens bedömning", "Skolans utredning",
		"Läraren Ahlgren" } },
	{ .about = "a decision that is a sentence",
	    .changes = { { "beslut: LSS 9 § 4 kontaktperson",
		"beslut: Gäller från den 3 maj." } },
	    .paper = PAPER_PLAN,
	    .has = { "Beslut: Gäller från den 3 maj.<" } },
	{ .about = "a decision that is none",
	    .paper = PAPER_PLAN,
	    .has = { "Beslut: LSS 9 § 4 kontaktperson.<" } },
	{ .about = "a row of questions, calls and words",
	    .changes = { { "uppgifter: [boende, daglig verksamhet,",
		"uppgifter: [Hur mår jag?, daglig verksamhet, Nej!, pengar," } },
	    .paper = PAPER_PLAN,
	    .has = { "Hur mår jag? daglig verksamhet, Nej! pengar, " } },
	{ .about = "who said yes instead of the person",
	    .changes = { { "  av: personen", "  av: god man" } },
	    .paper = BUNDLE,
	    .has = { "\"performer\":[{\"display\":\"Edit Tallkvist, god man\"}]" } },
	{ .about = "the earlier notes, read aloud at the follow-up",
	    .changes = { { "  rapporter: []",
		"  rapporter:\n    - {datum: 2026-11-02, läst_högt: ja, "
		"sedan_sist: Flytten är bokad., hur_fungerade: Det gick bra., "
		"inte_gjort_varför: Tavlan blev försenad., "
		"följder: Linnea kommer i januari., nya_beslut: [], "
		"nästa: 2026-12-03}" } },
	    .paper = PAPER_FOLLOW_UP_AGENDA,
	    .has = { "Flytten är bokad.", "Det gick bra.",
		"Tavlan blev försenad.", "Linnea kommer i januari." } },
};

static void
papers_say_what_the_file_says(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		wrong += judge(&table[i]);
	assert_int_equal(wrong, 0);
}

/* R20 and the count of what is late go by the same day. */
static void
ongoing_help_is_late_after_its_end(void **state)
{
	static const struct expectation e = { .changes = { ONGOING } };
	struct aid_plan t = { 0 };
	const struct plan_measure *m;
	bool found = false;

	(void)state;
	load(&t, &e);
	m = &t.plan->measures.items[0];
	assert_ptr_equal(plan_measure_day(m), &m->due);
	assert_false(plan_measure_late(m, aid_plan_day("2027-04-05")));
	assert_true(plan_measure_late(m, aid_plan_day("2027-04-06")));
	aid_plan_check(&t, "x.yaml", aid_plan_day("2027-04-06"));
	for (size_t i = 0; i < t.ds.count; i++)
		found |= t.ds.items[i].code == DIAG_R20 &&
			 str_find(t.ds.items[i].text,
			     STR("klar: 2027-04-05")) != STR_NOT_FOUND;
	assert_true(found);
	aid_plan_release(&t);
}

/* Something that a reader sees: words, a picture, a line to write on. */
static bool
shows(const struct block *b)
{
	if (b->kind == BLOCK_HEADING || (b->parent && b->parent->head))
		return false;
	return b->count > 0 || !prose_empty(&b->text) ||
	       !prose_empty(&b->title) || b->label.n > 0 || b->picture ||
	       b->kind == BLOCK_LINES || b->kind == BLOCK_CALENDAR;
}

/* What stands below a heading, before the next one that is as high. */
static bool
has_content(const struct block *heading)
{
	const struct block *b = heading;

	while ((b = block_next(b, NULL)) != NULL) {
		if (b->kind == BLOCK_HEADING && b->level <= heading->level)
			return false;
		if (shows(b))
			return true;
	}
	return false;
}

static size_t
judge_headings(struct aid_plan *t, enum plan_paper paper, const char *name)
{
	const struct document_context ctx = { .today = t->context.today };
	const struct sheet *s = document_sheet(&t->a, t->plan, &ctx, paper);
	size_t wrong = 0;

	for (const struct block *b = s->first; b; b = block_next(b, NULL)) {
		struct str text;

		if (b->kind != BLOCK_HEADING || has_content(b))
			continue;
		text = prose_plain(&t->a, &b->text);
		wrong++;
		print_error("%s, %s: nothing below \"%.*s\"\n", name,
		    plan_paper_info(paper)->name, STR_ARG(text));
	}
	return wrong;
}

static size_t
judge_paper_headings(struct aid_plan *t, const char *name)
{
	size_t wrong = 0;

	for (int n = 0; n < PAPER_COUNT; n++) {
		const struct plan_paper_info *info =
		    plan_paper_info((enum plan_paper)n);

		if (info->calendar || (info->need == PAPER_NEEDS_REPORT &&
					  !plan_latest_report(t->plan)))
			continue;
		wrong += judge_headings(t, (enum plan_paper)n, name);
	}
	return wrong;
}

static void
no_heading_stands_alone(void **state)
{
	static const struct expectation bare = {
		.changes = { { "    läser: lättläst", "" },
		    { "    bilder: ja", "" }, { "    språk: svenska", "" },
		    { "    hjälpmedel: [bildschema]", "" },
		    { "    hur: Prata lugnt. En fråga i taget.", "" } }
	};
	struct aid_plan t = { 0 };
	size_t wrong;

	(void)state;
	load(&t, &bare);
	wrong = judge_paper_headings(&t, "only that there is no interpreter");
	aid_plan_release(&t);
	for (unsigned seed = 1; seed <= 300 && wrong < 40; seed++) {
		char name[24];

		snprintf(name, sizeof(name), "seed %u", seed);
		aid_plan_random(&t.bytes, seed);
		aid_plan_check(&t, "x.yaml", aid_plan_day("2026-11-21"));
		wrong += judge_paper_headings(&t, name);
		aid_plan_release(&t);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(papers_say_what_the_file_says),
		cmocka_unit_test(ongoing_help_is_late_after_its_end),
		cmocka_unit_test(no_heading_stands_alone),
	};

	return cmocka_run_group_tests_name("papers say", tests, NULL, NULL);
}
