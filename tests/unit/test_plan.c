/* SPDX-License-Identifier: EUPL-1.2 */
/* Loading plans, the samples, the template of a new plan, and hostile files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "aid_plan.h"
#include "compose/explain.h"
#include "compose/plan_form.h"
#include "fs/fs.h"
#include "load/personal.h"
#include "model/plan_schema.h"

static void
check_text(struct aid_plan *t, const char *text)
{
	sb_reset(&t->bytes);
	sb_cstr(&t->bytes, text);
	aid_plan_check(t, "x.yaml", aid_plan_day("2026-11-21"));
}

static void
nothing_said_is_absent(void **state)
{
	static const char *const nothing[] = { "", "\"\"", "''", "[]", "{}",
		"\"  \"", "\"\\t\\n\"", "\"\\_\\u200b\\u00ad\"", "|2\n    ",
		"\"\\u3164\"" };
	struct aid_plan t = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(nothing) / sizeof(*nothing); i++) {
		const struct plan *p;

		sb_reset(&t.bytes);
		sb_fmt(&t.bytes,
		    "version: 1\nsituation:\n  fokus: %s\n  egna_ord: "
		    "%s\nmöte: %s\nmål: %s\n",
		    nothing[i], nothing[i], nothing[i], nothing[i]);
		aid_plan_check(&t, "x.yaml", aid_plan_day("2026-11-21"));
		p = t.plan;
		assert_true(field_absent(&p->situation.focus.f));
		assert_true(field_absent(&p->situation.own_words.f));
		assert_true(field_absent(&p->meeting.f));
		assert_true(field_absent(&p->goals.f));
		assert_true(field_key_stands(&p->meeting.f));
		assert_false(field_key_stands(&p->situation.wishes.f));
	}
	aid_plan_release(&t);
}

static void
words_like_null_are_text(void **state)
{
	struct aid_plan t = { 0 };

	(void)state;
	check_text(&t, "situation: {egna_ord: ~, önskemål: null}\nperson: "
		       "{kommunikation: {tolk: nej}, tilltalsnamn: 13.00}\n");
	assert_true(str_is(t.plan->situation.own_words.s, "~"));
	assert_true(str_is(t.plan->situation.wishes.s, "null"));
	assert_true(str_is(t.plan->person.communication.interpreter.s, "nej"));
	assert_true(str_is(t.plan->person.called.s, "13.00"));
	aid_plan_release(&t);
}

static void
what_is_within_an_unknown_map_is_unknown(void **state)
{
	struct aid_plan t = { 0 };

	(void)state;
	check_text(&t, "möte: i morgon\ndeltagare: [text]\n");
	assert_true(field_unknown(&t.plan->meeting.f));
	assert_true(field_unknown(&t.plan->meeting.called.date.f));
	assert_int_equal(t.plan->people.count, 1);
	assert_true(field_unknown(&t.plan->people.items[0].name.f));
	aid_plan_release(&t);
}

static void
fields_know_their_way(void **state)
{
	struct aid_plan t = { 0 };
	struct sb path = { 0 };
	const struct plan *p;

	(void)state;
	check_text(&t, "möte: {kallat: {till: [a]}}\nanteckningar:\n  "
		       "justerare:\n    - {vem: a}\n    - {vem: b}\n");
	p = t.plan;
	plan_path(&path, &p->meeting.called.date.f);
	assert_string_equal(sb_text(&path), "möte.kallat.datum");
	sb_reset(&path);
	plan_path(&path, &p->notes.adjusters.items[1].answered.f);
	assert_string_equal(sb_text(&path), "anteckningar.justerare[2].svar");
	sb_release(&path);
	aid_plan_release(&t);
}

static size_t
count_code(const struct aid_plan *t, enum diag_code code)
{
	size_t n = 0;

	for (size_t i = 0; i < t->ds.count; i++)
		n += t->ds.items[i].code == code;
	return n;
}

/* A wrong id makes one finding, not one at each place that refers to it. */
static void
a_wrong_id_excuses_its_references(void **state)
{
	struct aid_plan t = { 0 };

	(void)state;
	check_text(&t,
	    "verksamheter: [{id: v, namn: V, huvudman: kommun}]\ndeltagare:\n  "
	    "- {id: Hedda K, namn: H, roll: stödperson, verksamhet: v}\nmöte: "
	    "{håller_i: hedda, antecknar: Hedda K}\n");
	assert_int_equal(count_code(&t, DIAG_F15), 1);
	assert_int_equal(count_code(&t, DIAG_F06), 0);
	aid_plan_release(&t);
}

static void
too_many_bytes(void **state)
{
	struct aid_plan t = { 0 };

	(void)state;
	sb_cstr(&t.bytes, "version: 2\n# ");
	sb_repeat(&t.bytes, 'x', PLAN_LIMIT);
	aid_plan_check(&t, "x.yaml", aid_plan_day("2026-11-21"));
	assert_int_equal(t.ds.count, 1);
	assert_int_equal(t.ds.items[0].code, DIAG_F11);
	assert_int_equal(t.ds.items[0].line, 1);
	assert_false(t.plan->readable);
	assert_int_equal(t.plan->format_errors, 1);
	aid_plan_release(&t);
	t.plan = plan_too_large(&t.a, &t.ds, STR("y.yaml"));
	assert_int_equal(t.ds.items[0].code, DIAG_F11);
	aid_plan_release(&t);
}

static void
two_plans_never_share_a_folder(void **state)
{
	static const char *const ids[] = { "P-1", "p-1", "P-2", "", "P-1" };
	static const bool expected[] = { false, true, false, false, true };
	struct plan_folder folders[5];
	bool twice[5];
	struct aid_plan t = { 0 };
	size_t before;

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		sb_reset(&t.bytes);
		sb_fmt(&t.bytes, "version: 1\nplan: %s\n", ids[i]);
		aid_plan_check(&t, ids[i], aid_plan_day("2026-11-21"));
		folders[i] = plan_folder_of(&t.a, &t.ds, t.plan);
	}
	before = t.ds.count;
	plan_folders_check(&t.ds, folders, 5, twice);
	assert_int_equal(t.ds.count, before + 2);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(twice[i], expected[i]);
	assert_int_equal(t.ds.items[before].code, DIAG_F15);
	assert_int_equal(t.ds.items[before].line, 2);
	assert_int_equal(t.ds.items[before].column, 7);
	aid_plan_release(&t);
}

static void
personal_numbers(void **state)
{
	static const char *const yes[] = { "121212-1212", "121212+1212",
		"1212121212", "191212121212", "19121212-1212", "x121212-1212y",
		"-121212-1212-", "121272-1219" };
	static const char *const no[] = { "121212-1213", "1121212-1212",
		"121212-12123", "211212121212", "121312-1212", "121200-1212",
		"121232-1212", "121260-1212", "08-121 21 12", "12121-21212" };

	(void)state;
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++) {
		struct str found;
		size_t off = 0;

		if (!personal_number_next(str_from(yes[i]), &off, &found))
			fail_msg("%s is one", yes[i]);
		assert_false(
		    personal_number_next(str_from(yes[i]), &off, &found));
	}
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++) {
		struct str found;
		size_t off = 0;

		if (personal_number_next(str_from(no[i]), &off, &found))
			fail_msg("%s is none", no[i]);
	}
}

static void
the_samples_have_no_errors(void **state)
{
	struct aid_plan t = { 0 };
	struct fs_entries entries = { 0 };
	struct arena a = { 0 };
	size_t count = 0;

	(void)state;
	assert_int_equal(fs_list(fs_disk(), &a, "plans", &entries), 0);
	for (size_t i = 0; i < entries.count; i++) {
		struct str name = entries.items[i].name;

		if (!str_ends(name, STR(".yaml")))
			continue;
		count++;
		assert_true(aid_plan_read(&t, fs_join(&a, STR("plans"), name)));
		aid_plan_revisions(
		    &t, STR("2025-11:2025-11-20 2026-11:2026-11-16"));
		aid_plan_check(
		    &t, arena_cstr(&a, name), aid_plan_day("2026-11-21"));
		assert_int_equal(t.plan->format_errors, 0);
		assert_int_equal(t.verdict.errors, 0);
	}
	assert_true(count >= 8);
	arena_release(&a);
	aid_plan_release(&t);
}

static void
a_new_plan_is_well_formed_and_asks(void **state)
{
	struct aid_plan t = { 0 };
	struct new_plan plan = { STR("P-2026-0200"), STR("2026-11"),
		aid_plan_day("2026-11-21"), STR("plan.schema.json") };

	(void)state;
	new_plan_text(&t.bytes, &plan);
	aid_plan_check(&t, "new.yaml", plan.today);
	assert_int_equal(t.plan->format_errors, 0);
	assert_int_equal(count_code(&t, DIAG_R06), 1);
	assert_true(str_starts(sb_view(&t.bytes),
	    STR("# yaml-language-server: $schema=plan.schema.json\n")));
	assert_true(new_plan_name(STR("P-2026-0200")));
	assert_false(new_plan_name(STR("")));
	assert_false(new_plan_name(STR("-x")));
	assert_false(new_plan_name(STR("../x")));
	assert_false(new_plan_name(STR("å")));
	aid_plan_release(&t);
}

/* Uncommented, each sample row and block has only known keys. */
static void
the_rows_of_the_template_are_right(void **state)
{
	struct aid_plan t = { 0 };
	struct sb text = { 0 };
	struct str rest, line;
	struct new_plan plan = { STR("P-1"), STR("2026-11"),
		aid_plan_day("2026-11-21"), STR_NONE };

	(void)state;
	new_plan_text(&text, &plan);
	rest = sb_view(&text);
	while (str_next_line(&rest, &line)) {
		size_t hash = str_find(line, STR("#  "));

		if (str_starts(line, STR("# ")) &&
		    str_find(line, STR(":\n")) == STR_NOT_FOUND && line.n > 2 &&
		    line.p[line.n - 1] == ':')
			sb_str(&t.bytes, str_from_off(line, 2));
		else if (hash != STR_NOT_FOUND &&
			 str_find(line, STR(":")) != STR_NOT_FOUND &&
			 str_trim(str_sub(line, 0, hash)).n == 0)
			sb_fmt(&t.bytes, "%.*s %.*s", (int)hash, line.p,
			    STR_ARG(str_from_off(line, hash + 1)));
		else
			sb_str(&t.bytes, line);
		sb_ch(&t.bytes, '\n');
	}
	aid_plan_check(&t, "new.yaml", plan.today);
	assert_true(t.plan->readable);
	assert_int_equal(count_code(&t, DIAG_F01), 0);
	assert_int_equal(count_code(&t, DIAG_F03), 0);
	assert_true(count_code(&t, DIAG_F07) > 10);
	sb_release(&text);
	aid_plan_release(&t);
}

static void
explanations_find_their_pages(void **state)
{
	struct sb out = { 0 };

	(void)state;
	assert_true(explain_carries("B4.4", STR("B4")));
	assert_true(explain_carries("B9.2 B9.3", STR("B9.3")));
	assert_true(explain_carries("B9", STR("B9.3")));
	assert_false(explain_carries("B12.5", STR("B1")));
	assert_false(explain_carries(NULL, STR("B1")));
	explain_code(&out, DIAG_R09, NULL, 0);
	assert_true(str_starts(sb_view(&out), STR("R09 ")));
	sb_release(&out);
}

static void
every_rule_says_why_and_what_to_do(void **state)
{
	(void)state;
	for (int i = 0; i < DIAG_COUNT; i++) {
		const struct diag_info *info = diag_info((enum diag_code)i);

		if (info->id[0] != 'R' && info->id[0] != 'K')
			continue;
		assert_non_null(info->policy);
		assert_non_null(info->help);
		assert_non_null(info->source);
		assert_non_null(info->why);
	}
}

static void
repeat(struct sb *out, const char *text, size_t bytes)
{
	while (out->n + str_from(text).n < bytes)
		sb_cstr(out, text);
}

/* Files at the limit that would cost a square of their size, done badly. */
static void
hostile_files_end_soon(void **state)
{
	static const char *const heads[] = { "version: 1\n", "deltagare:\n",
		"insatser:\n", "möte: {närvarande: [",
		"steg: uppföljning\nverksamheter: [{id: v, namn: V, huvudman: "
		"kommun}]\nsamtycke: {givet: ja, verksamheter: [",
		"uppföljning:\n  rapporter:\n", "slag: [" };
	static const char *const rows[] = { "nyckel: x\n",
		"  - {id: a, namn: b, roll: närstående}\n",
		"  - {id: a, vad: b, mål: c}\n", "a,", "v,",
		"    - {datum: 2026-01-01}\n", "sipp," };
	static const char *const ends[] = { "", "", "", "]}\n", "x]}\n", "",
		"]\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct aid_plan t = { 0 };

		sb_cstr(&t.bytes, heads[i]);
		repeat(&t.bytes, rows[i], PLAN_LIMIT - 64);
		sb_cstr(&t.bytes, ends[i]);
		aid_plan_check(&t, "x.yaml", aid_plan_day("2026-11-21"));
		assert_true(t.plan->format_errors > 0);
		aid_plan_release(&t);
	}
}

/* One arena, one list of sources: a run over many plans does not grow. */
static void
memory_does_not_grow(void **state)
{
	struct aid_plan t = { 0 };
	size_t total = 0;

	(void)state;
	assert_true(aid_plan_read(&t, "tests/plans/reference.yaml"));
	aid_plan_revisions(&t, STR("2025-11:2025-11-20"));
	for (int i = 0; i < 50; i++) {
		aid_plan_check(&t, "x.yaml", aid_plan_day("2026-11-10"));
		if (i == 0)
			total = t.a.total;
		assert_int_equal(t.a.total, total);
		assert_true(t.ds.sources.count <= 2);
		arena_reset(&t.a);
		source_drop(&t.ds.sources, 1);
	}
	assert_int_equal(t.ds.arena.total, 0);
	aid_plan_release(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_said_is_absent),
		cmocka_unit_test(words_like_null_are_text),
		cmocka_unit_test(what_is_within_an_unknown_map_is_unknown),
		cmocka_unit_test(fields_know_their_way),
		cmocka_unit_test(a_wrong_id_excuses_its_references),
		cmocka_unit_test(too_many_bytes),
		cmocka_unit_test(two_plans_never_share_a_folder),
		cmocka_unit_test(personal_numbers),
		cmocka_unit_test(the_samples_have_no_errors),
		cmocka_unit_test(a_new_plan_is_well_formed_and_asks),
		cmocka_unit_test(the_rows_of_the_template_are_right),
		cmocka_unit_test(explanations_find_their_pages),
		cmocka_unit_test(every_rule_says_why_and_what_to_do),
		cmocka_unit_test(hostile_files_end_soon),
		cmocka_unit_test(memory_does_not_grow),
	};

	return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
