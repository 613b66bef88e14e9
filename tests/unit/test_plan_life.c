/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A plan's life, day by day: the next step, its day, who does it, and what the
 * rules say, on both sides of every limit. The plans lie in tests/plans/life.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "aid_plan.h"
#include "base/utf8.h"
#include "compose/status.h"

#define OLD "2025-11:2025-11-20"
#define BOTH "2025-11:2025-11-20 2026-11:2026-11-16"

struct moment {
	const char *file;
	const char *day;
	const char *revisions;
	const char *step; /* as in the model */
	const char *due;
	const char *who;
	const char *found; /* all findings, sorted by code */
};

#define HEDDA "Hedda Kajlöf, stödperson"
#define LINNEA "Linnea Hasselbo, habilitering"
#define OMAR "Omar Sälgfjord, biståndshandläggare"
#define SERVICES "Rösten; Lönnen; Habilitering; Ekorren"

static const struct moment life[] = {
	/* Offered: two weeks to ask and call. */
	{ "1-uppmarksammat", "2026-08-20", OLD, "fråga om samtycke",
	    "2026-09-03", HEDDA, "" },
	{ "1-uppmarksammat", "2026-09-02", OLD, "fråga om samtycke",
	    "2026-09-03", HEDDA, "" },
	{ "1-uppmarksammat", "2026-09-03", OLD, "fråga om samtycke",
	    "2026-09-03", HEDDA, "" },
	{ "1-uppmarksammat", "2026-09-04", OLD, "fråga om samtycke",
	    "2026-09-03", HEDDA, "" },
	{ "2-samtycke", "2026-08-27", OLD, "skicka kallelse", "2026-09-03",
	    HEDDA, "" },
	{ "2-samtycke", "2026-09-03", OLD, "skicka kallelse", "2026-09-03",
	    HEDDA, "" },
	{ "2-samtycke", "2026-09-04", OLD, "skicka kallelse", "2026-09-03",
	    HEDDA, "K02 warning" },
	/* Called: the meeting, and the day after it. */
	{ "3-kallat", "2026-09-03", OLD, "hålla mötet", "2026-09-17", OMAR,
	    "" },
	{ "3-kallat", "2026-09-17", OLD, "hålla mötet", "2026-09-17", OMAR,
	    "" },
	{ "3-kallat", "2026-09-18", OLD, "hålla mötet", "2026-09-17", OMAR,
	    "R46 warning" },
	/* The week for the notes. */
	{ "4-mote", "2026-09-17", OLD, "skicka anteckningarna", "2026-09-24",
	    HEDDA, "R11 info" },
	{ "4-mote", "2026-09-23", OLD, "skicka anteckningarna", "2026-09-24",
	    HEDDA, "R11 info" },
	{ "4-mote", "2026-09-24", OLD, "skicka anteckningarna", "2026-09-24",
	    HEDDA, "R11 info" },
	{ "4-mote", "2026-09-25", OLD, "skicka anteckningarna", "2026-09-24",
	    HEDDA, "R11 warning" },
	/* The week for the answers. */
	{ "5-anteckningar", "2026-09-25", OLD, "svara som justerare",
	    "2026-09-29", LINNEA, "R12 info" },
	{ "5-anteckningar", "2026-09-28", OLD, "svara som justerare",
	    "2026-09-29", LINNEA, "R12 info" },
	{ "5-anteckningar", "2026-09-29", OLD, "svara som justerare",
	    "2026-09-29", LINNEA, "R12 info" },
	{ "5-anteckningar", "2026-09-30", OLD, "svara som justerare",
	    "2026-09-29", LINNEA, "R12 warning" },
	{ "6-justerat", "2026-09-28", OLD, "göra planen klar", "2026-10-05",
	    HEDDA, "" },
	{ "6-justerat", "2026-10-05", OLD, "göra planen klar", "2026-10-05",
	    HEDDA, "" },
	{ "6-justerat", "2026-10-06", OLD, "göra planen klar", "2026-10-05",
	    HEDDA, "" },
	/* The plan: sent, entered, talked about, copied, within a week. */
	{ "7-plan", "2026-09-29", OLD, "skicka planen", "2026-10-06", HEDDA,
	    "K05 info, R14 info, R15 info, R23 info, R25 info" },
	{ "7-plan", "2026-10-05", OLD, "skicka planen", "2026-10-06", HEDDA,
	    "K05 info, R14 info, R15 info, R23 info, R25 info" },
	{ "7-plan", "2026-10-06", OLD, "skicka planen", "2026-10-06", HEDDA,
	    "K05 info, R14 info, R15 info, R23 info, R25 info" },
	{ "7-plan", "2026-10-07", OLD, "skicka planen", "2026-10-06", HEDDA,
	    "K05 warning, R14 warning, R15 warning, R23 info, R25 info" },
	/* Follow-up with the person, two weeks before the meeting. */
	{ "8-uppfoljning", "2026-11-10", OLD, "uppföljningsmöte och rapport",
	    "2026-12-03", HEDDA, "" },
	{ "8-utan-uppfoljning", "2026-11-19", OLD, "följa upp med personen",
	    "2026-12-02", HEDDA, "R25 info" },
	{ "8-utan-uppfoljning", "2026-11-20", OLD, "följa upp med personen",
	    "2026-12-02", HEDDA, "R25 warning" },
	{ "8-utan-uppfoljning", "2026-12-02", OLD, "följa upp med personen",
	    "2026-12-02", HEDDA, "R20 warning, R25 warning" },
	{ "8-utan-uppfoljning", "2026-12-03", OLD,
	    "uppföljningsmöte och rapport", "2026-12-03", HEDDA,
	    "R20 warning, R25 warning" },
	{ "8-utan-uppfoljning", "2026-12-04", OLD,
	    "uppföljningsmöte och rapport", "2026-12-03", HEDDA,
	    "R20 warning, R25 error, R29 warning" },
	/* The meeting, and a week for its report. */
	{ "8-uppfoljning", "2026-12-01", OLD, "uppföljningsmöte och rapport",
	    "2026-12-03", HEDDA, "" },
	{ "8-uppfoljning", "2026-12-03", OLD, "uppföljningsmöte och rapport",
	    "2026-12-03", HEDDA, "R20 warning" },
	{ "8-uppfoljning", "2026-12-04", OLD, "uppföljningsmöte och rapport",
	    "2026-12-03", HEDDA, "R20 warning, R29 warning" },
	{ "8-uppfoljning", "2026-12-10", OLD, "uppföljningsmöte och rapport",
	    "2026-12-03", HEDDA, "R20 warning, R29 warning" },
	{ "8-uppfoljning", "2026-12-11", OLD, "uppföljningsmöte och rapport",
	    "2026-12-03", HEDDA, "R20 warning, R26 error, R29 warning" },
	{ "9-rapport", "2026-12-15", OLD, "följa upp med personen",
	    "2027-02-28", HEDDA, "R25 info" },
	{ "9-rapport", "2027-02-15", OLD, "följa upp med personen",
	    "2027-02-28", HEDDA, "R25 info" },
	{ "9-rapport", "2027-02-16", OLD, "följa upp med personen",
	    "2027-02-28", HEDDA, "R25 warning" },
	/* A new revision: the day before, the day, and 90 days on. */
	{ "8-uppfoljning", "2026-11-15", BOTH, "uppföljningsmöte och rapport",
	    "2026-12-03", HEDDA, "" },
	{ "8-uppfoljning", "2026-11-16", BOTH, "uppföljningsmöte och rapport",
	    "2026-12-03", HEDDA, "R36 warning" },
	{ "9-rapport", "2027-02-14", BOTH, "se över mot ny revision",
	    "2027-02-14", HEDDA, "R25 info, R36 warning" },
	{ "9-rapport", "2027-02-15", BOTH, "se över mot ny revision",
	    "2027-02-14", HEDDA, "R25 info, R36 warning" },
	/* The consent's last day, and the day after. */
	{ "9-rapport", "2027-08-26", OLD, "uppföljningsmöte och rapport",
	    "2027-03-01", HEDDA, NULL },
	{ "9-rapport", "2027-08-27", OLD, "fråga igen", "2027-08-26", HEDDA,
	    NULL },
};

static int
by_text(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return str_cmp(*x, *y);
}

/* "R20 warning, R25 error". */
static struct str
all_found(struct aid_plan *t)
{
	struct str *list = arena_array(&t->a, struct str, t->ds.count);
	struct sb out = { 0 };
	struct str text;

	for (size_t i = 0; i < t->ds.count; i++)
		list[i] = arena_fmt(&t->a, "%s %s",
		    diag_info(t->ds.items[i].code)->id,
		    severity_id(t->ds.items[i].severity));
	if (t->ds.count)
		qsort(list, t->ds.count, sizeof(*list), by_text);
	for (size_t i = 0; i < t->ds.count; i++) {
		sb_cstr(&out, i ? ", " : "");
		sb_str(&out, list[i]);
	}
	text = arena_str(&t->a, sb_view(&out));
	sb_release(&out);
	return text;
}

static bool
compare(
    const struct moment *m, const char *what, struct str is, const char *should)
{
	if (!should || str_is(is, should))
		return true;
	print_error("%s at %s: %s is \"%.*s\", not \"%s\"\n", m->file, m->day,
	    what, STR_ARG(is), should);
	return false;
}

static bool
check_moment(const struct moment *m)
{
	struct aid_plan t = { 0 };
	struct status_context ctx = { 0 };
	struct status_row row;
	struct sb who = { 0 };
	char due[11];
	bool fine;

	assert_true(aid_plan_read(
	    &t, arena_fmt(&t.a, "tests/plans/life/%s.yaml", m->file).p));
	aid_plan_revisions(&t, str_from(m->revisions));
	aid_plan_check(&t, m->file, aid_plan_day(m->day));
	ctx.today = aid_plan_day(m->day);
	ctx.revisions = t.context.revisions;
	ctx.revision_count = t.context.revision_count;
	row = status_of(&t.a, t.plan, &t.verdict, &ctx);
	date_iso(row.due, due);
	status_who(&who, &row);
	fine = compare(m, "step", str_from(status_step_id(row.step)), m->step) &
	       compare(m, "due", str_from(due), m->due) &
	       compare(m, "who", sb_view(&who), m->who) &
	       compare(m, "found", all_found(&t), m->found);
	sb_release(&who);
	aid_plan_release(&t);
	return fine;
}

static void
status_and_findings_follow_the_days(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(life) / sizeof(*life); i++)
		wrong += !check_moment(&life[i]);
	assert_true(sizeof(life) / sizeof(*life) >= 40);
	assert_int_equal(wrong, 0);
}

static struct status_row
row_at(struct aid_plan *t, const char *file, const char *day)
{
	struct status_context ctx = { .today = aid_plan_day(day) };

	assert_true(aid_plan_read(
	    t, arena_fmt(&t->a, "tests/plans/life/%s.yaml", file).p));
	aid_plan_check(t, file, aid_plan_day(day));
	return status_of(&t->a, t->plan, &t->verdict, &ctx);
}

/* The documents that may be made, as bits. */
static unsigned
papers(const struct status_row *row)
{
	unsigned open = 0;

	for (int i = 0; i < PAPER_COUNT; i++)
		if (row->papers[i] == GATE_OPEN)
			open |= 1u << i;
	return open;
}

#define P(name) (1u << PAPER_##name)

static void
documents_follow_the_stage(void **state)
{
	static const struct {
		const char *file;
		const char *day;
		unsigned open;
	} table[] = {
		{ "1-uppmarksammat", "2026-08-20",
		    P(CONSENT) | P(BEFORE_MEETING) },
		{ "2-samtycke", "2026-08-27",
		    P(CONSENT) | P(BEFORE_MEETING) | P(CALL) | P(CALL_ICS) |
			P(PREPARATION) },
		{ "3-kallat", "2026-09-03",
		    P(CONSENT) | P(BEFORE_MEETING) | P(CALL) | P(CALL_ICS) |
			P(PREPARATION) | P(AGENDA) | P(PARTICIPANTS) |
			P(NOTES) },
		{ "4-mote", "2026-09-18",
		    P(CONSENT) | P(BEFORE_MEETING) | P(PARTICIPANTS) |
			P(ADJUST) },
		{ "5-anteckningar", "2026-09-28",
		    P(CONSENT) | P(BEFORE_MEETING) | P(ADJUST) },
		{ "6-justerat", "2026-09-28",
		    P(CONSENT) | P(BEFORE_MEETING) | P(PLAN) | P(MY_PLAN) },
		{ "7-plan", "2026-09-29",
		    P(CONSENT) | P(BEFORE_MEETING) | P(PLAN) | P(MY_PLAN) |
			P(FOLLOW_UP_CALL) | P(FOLLOW_UP_ICS) | P(MY_FOLLOW_UP) |
			P(FOLLOW_UP_AGENDA) },
		{ "8-uppfoljning", "2026-11-10",
		    P(CONSENT) | P(BEFORE_MEETING) | P(PLAN) | P(MY_PLAN) |
			P(FOLLOW_UP_CALL) | P(FOLLOW_UP_ICS) | P(MY_FOLLOW_UP) |
			P(FOLLOW_UP_AGENDA) },
		{ "9-rapport", "2026-12-15",
		    P(CONSENT) | P(BEFORE_MEETING) | P(PLAN) | P(MY_PLAN) |
			P(FOLLOW_UP_CALL) | P(FOLLOW_UP_ICS) | P(MY_FOLLOW_UP) |
			P(FOLLOW_UP_AGENDA) | P(REPORT) },
		/* R26: errors leave the two that need no consent. */
		{ "8-uppfoljning", "2026-12-11",
		    P(CONSENT) | P(BEFORE_MEETING) },
		/* The consent ran out. */
		{ "9-rapport", "2027-08-27", P(CONSENT) | P(BEFORE_MEETING) },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct aid_plan t = { 0 };
		struct status_row row = row_at(&t, table[i].file, table[i].day);

		if (papers(&row) != table[i].open)
			print_error("%s at %s: %#x\n", table[i].file,
			    table[i].day, papers(&row));
		assert_int_equal(papers(&row), table[i].open);
		aid_plan_release(&t);
	}
}

static void
drafts_until_the_plan_is_ready(void **state)
{
	struct aid_plan t = { 0 };
	struct status_row row = row_at(&t, "6-justerat", "2026-09-28");

	(void)state;
	assert_true(row.drafts[PAPER_PLAN] && row.drafts[PAPER_MY_PLAN]);
	assert_false(row.drafts[PAPER_CONSENT]);
	aid_plan_release(&t);
	row = row_at(&t, "7-plan", "2026-09-29");
	assert_false(row.drafts[PAPER_PLAN]);
	aid_plan_release(&t);
}

static void
rows_are_sorted_by_urgency(void **state)
{
	struct status_row rows[4] = {
		{ .plan_id = STR("a"), .due = DATE_NONE },
		{ .plan_id = STR("c"), .due = 20 },
		{ .plan_id = STR("b"), .due = 20 },
		{ .plan_id = STR("d"), .due = 5 },
	};

	(void)state;
	status_sort(rows, 4);
	assert_true(str_is(rows[0].plan_id, "d"));
	assert_true(str_is(rows[1].plan_id, "b"));
	assert_true(str_is(rows[2].plan_id, "c"));
	assert_true(str_is(rows[3].plan_id, "a"));
}

static void
the_table_fits_the_screen(void **state)
{
	struct aid_plan t = { 0 };
	struct status_context ctx = { .today = aid_plan_day("2026-10-07") };
	struct status_row rows[2];
	struct sb out = { 0 };
	struct str rest, line;

	(void)state;
	rows[0] = row_at(&t, "7-plan", "2026-10-07");
	rows[1] = rows[0];
	rows[1].plan_id = STR("en-lang-beteckning-pa-fyrtio-tecken-12345");
	rows[1].errors = 12;
	rows[1].late_measures = 3;
	rows[1].who.count = 0;
	for (int i = 0; i < 9; i++) {
		struct status_actor *actor = arena_push(&t.a, &rows[1].who);

		actor->name =
		    STR("Verksamheten med det långa namnet Åsgläntan");
		actor->role = "";
	}
	status_table(&out, rows, 2, &ctx);
	rest = sb_view(&out);
	while (str_next_line(&rest, &line))
		assert_true(utf8_width(line) <= 80);
	assert_true(str_find(sb_view(&out), STR("Vilgot")) == STR_NOT_FOUND);
	sb_reset(&out);
	status_json(&out, rows, 2, &ctx);
	assert_true(str_find(sb_view(&out), STR("Vilgot")) == STR_NOT_FOUND);
	assert_true(str_find(sb_view(&out),
			STR("\"step\":\"skicka planen\"")) != STR_NOT_FOUND);
	sb_release(&out);
	aid_plan_release(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status_and_findings_follow_the_days),
		cmocka_unit_test(documents_follow_the_stage),
		cmocka_unit_test(drafts_until_the_plan_is_ready),
		cmocka_unit_test(rows_are_sorted_by_urgency),
		cmocka_unit_test(the_table_fits_the_screen),
	};

	return cmocka_run_group_tests_name("plan life", tests, NULL, NULL);
}
