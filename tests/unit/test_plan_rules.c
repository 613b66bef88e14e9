/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Each file of tests/invalid/plan is a plan; what is to be found stands behind
 * the bad line ("# expect: R09 error, R12 info"), or on top where no comment
 * can stand ("# expect-at: 1 F10 error"). Nothing else may be found. The file
 * names its day and the revisions of the policy.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "aid_plan.h"
#include "fs/fs.h"

#define CASES "tests/invalid/plan"

enum { MOST = 64 };

struct expected {
	uint32_t line;
	struct str code;
	struct str severity;
	bool met;
};

struct expectations {
	struct expected items[MOST];
	size_t count;
};

static void
add_pairs(struct expectations *list, uint32_t line, struct str pairs)
{
	struct str pair;

	while (str_next_part(&pairs, ',', &pair)) {
		struct expected *e = &list->items[list->count];
		size_t space;

		pair = str_trim(pair);
		space = str_find_char(pair, ' ');
		assert_true(space != STR_NOT_FOUND && list->count < MOST);
		e->line = line;
		e->code = str_sub(pair, 0, space);
		e->severity = str_from_off(pair, space + 1);
		e->met = false;
		list->count++;
	}
}

static void
add_on_top(struct expectations *list, struct str rest)
{
	size_t space = str_find_char(rest, ' ');
	int line;

	assert_true(
	    space != STR_NOT_FOUND && str_int(str_sub(rest, 0, space), &line));
	add_pairs(list, (uint32_t)line, str_from_off(rest, space + 1));
}

/* The part of the line behind the mark; empty when it does not stand there. */
static struct str
behind(struct str line, struct str mark)
{
	size_t at = str_find(line, mark);

	return at == STR_NOT_FOUND ? STR_NONE : str_from_off(line, at + mark.n);
}

static struct str
read_expectations(struct aid_plan *t, struct expectations *list, date_t *day)
{
	struct str rest = sb_view(&t->bytes), line, part;
	struct str revisions = STR_NONE;
	uint32_t number = 0;

	while (str_next_line(&rest, &line)) {
		number++;
		if ((part = behind(line, STR("# expect-at: "))).n)
			add_on_top(list, part);
		else if ((part = behind(line, STR("# expect: "))).n)
			add_pairs(list, number, part);
		else if (str_starts(line, STR("# date: ")))
			date_parse(str_from_off(line, 8), day);
		else if (str_starts(line, STR("# revisions: ")))
			revisions = str_from_off(line, 13);
	}
	return revisions;
}

static bool
take(struct expectations *list, const struct finding *f)
{
	for (size_t i = 0; i < list->count; i++) {
		struct expected *e = &list->items[i];

		if (!e->met && e->line == f->line &&
		    str_is(e->code, diag_info(f->code)->id) &&
		    str_is(e->severity, severity_id(f->severity))) {
			e->met = true;
			return true;
		}
	}
	return false;
}

static size_t
run_case(const char *name, const char *path)
{
	struct aid_plan t = { 0 };
	struct expectations list = { .count = 0 };
	date_t day = DATE_NONE;
	size_t wrong = 0;

	assert_true(aid_plan_read(&t, path));
	aid_plan_revisions(&t, read_expectations(&t, &list, &day));
	assert_true(day != DATE_NONE);
	aid_plan_check(&t, name, day);
	for (size_t i = 0; i < t.ds.count; i++) {
		const struct finding *f = &t.ds.items[i];

		if (take(&list, f))
			continue;
		wrong++;
		print_error("%s:%u:%u: not expected: %s %s: %.*s\n", name,
		    f->line, f->column, diag_info(f->code)->id,
		    severity_id(f->severity), STR_ARG(f->message));
	}
	for (size_t i = 0; i < list.count; i++)
		if (!list.items[i].met) {
			wrong++;
			print_error("%s:%u: missing: %.*s %.*s\n", name,
			    list.items[i].line, STR_ARG(list.items[i].code),
			    STR_ARG(list.items[i].severity));
		}
	aid_plan_release(&t);
	return wrong;
}

static void
every_case_gives_what_it_says(void **state)
{
	struct arena a = { 0 };
	struct fs_entries entries = { 0 };
	size_t wrong = 0, count = 0;

	(void)state;
	assert_int_equal(fs_list(fs_disk(), &a, CASES, &entries), 0);
	for (size_t i = 0; i < entries.count; i++) {
		struct str name = entries.items[i].name;

		if (!str_ends(name, STR(".yaml")))
			continue;
		count++;
		wrong += run_case(
		    arena_cstr(&a, name), fs_join(&a, STR(CASES), name));
	}
	arena_release(&a);
	assert_true(count > 200);
	assert_int_equal(wrong, 0);
}

/* F11 is too large for a case on disk; F15 across files is in test_plan. */
static bool
tested_elsewhere(const char *id)
{
	return str_is(str_from(id), "F11");
}

static void
no_rule_is_without_a_case(void **state)
{
	struct arena a = { 0 };
	struct fs_entries entries = { 0 };
	size_t without = 0;

	(void)state;
	assert_int_equal(fs_list(fs_disk(), &a, CASES, &entries), 0);
	for (int code = 0; code < DIAG_COUNT; code++) {
		const char *id = diag_info((enum diag_code)code)->id;
		bool found = tested_elsewhere(id);
		struct str prefix = arena_fmt(&a, "%s-", id);

		if (id[0] != 'F' && id[0] != 'R' && id[0] != 'K')
			continue;
		for (size_t i = 0; i < entries.count; i++)
			found =
			    found || str_starts(entries.items[i].name, prefix);
		if (!found) {
			without++;
			print_error("%s has no case in " CASES "\n", id);
		}
	}
	arena_release(&a);
	assert_int_equal(without, 0);
}

/* The other way round: a case is named after a rule that exists. */
static void
no_case_is_without_a_rule(void **state)
{
	struct arena a = { 0 };
	struct fs_entries entries = { 0 };

	(void)state;
	assert_int_equal(fs_list(fs_disk(), &a, CASES, &entries), 0);
	for (size_t i = 0; i < entries.count; i++) {
		struct str name = entries.items[i].name;

		if (str_ends(name, STR(".yaml")))
			assert_true(
			    diag_find(str_sub(name, 0, 3)) != DIAG_COUNT);
	}
	arena_release(&a);
}

static void
the_reference_has_no_findings(void **state)
{
	struct aid_plan t = { 0 };

	(void)state;
	assert_true(aid_plan_read(&t, "tests/plans/reference.yaml"));
	aid_plan_revisions(&t, STR("2025-11:2025-11-20"));
	aid_plan_check(&t, "reference.yaml", aid_plan_day("2026-11-10"));
	assert_int_equal(t.ds.count, 0);
	aid_plan_release(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_gives_what_it_says),
		cmocka_unit_test(no_rule_is_without_a_case),
		cmocka_unit_test(no_case_is_without_a_rule),
		cmocka_unit_test(the_reference_has_no_findings),
	};

	return cmocka_run_group_tests_name("plan rules", tests, NULL, NULL);
}
