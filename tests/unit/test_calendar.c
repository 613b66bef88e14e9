/* SPDX-License-Identifier: EUPL-1.2 */
/* Calendar files, read back by libical. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <libical/ical.h>

#include "aid_plan.h"
#include "compose/calendar.h"

struct moment {
	const char *day;
	const char *time;
	const char *utc;
};

static const struct moment moments[] = {
	{ "2026-12-08", "14.00", "20261208T130000Z" },
	{ "2027-03-27", "10.00", "20270327T090000Z" },
	{ "2027-03-28", "10.00", "20270328T080000Z" },
	{ "2027-07-01", "00.30", "20270630T223000Z" },
	{ "2027-10-30", "23.59", "20271030T215900Z" },
	{ "2027-10-31", "13.00", "20271031T120000Z" },
};

static icalcomponent *
read_back(struct aid_plan *t, const struct moment *m, struct sb *text)
{
	sb_reset(&t->bytes);
	sb_fmt(&t->bytes,
	    "plan: P-1\nuppdaterad: 2026-11-01\n"
	    "person: {tilltalsnamn: Vilma}\n"
	    "möte: {datum: %s, tid: \"%s\", plats: \"Ängen; rum 1, hus B\", "
	    "syfte: Hemligt}\n",
	    m->day, m->time);
	aid_plan_check(t, "x.yaml", aid_plan_day("2026-11-21"));
	assert_true(calendar_format(t->plan, PAPER_CALL_ICS, text));
	return icalparser_parse_string(sb_text(text));
}

static void
meetings_are_at_their_instant(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(moments) / sizeof(*moments); i++) {
		struct aid_plan t = { 0 };
		struct sb text = { 0 };
		icalcomponent *root = read_back(&t, &moments[i], &text);
		icalcomponent *event = icalcomponent_get_first_component(
		    root, ICAL_VEVENT_COMPONENT);
		icaltimezone *utc = icaltimezone_get_utc_timezone();
		struct icaltimetype start;

		assert_non_null(event);
		assert_int_equal(icalcomponent_count_errors(root), 0);
		start = icaltime_convert_to_zone(
		    icalcomponent_get_dtstart(event), utc);
		assert_string_equal(
		    icaltime_as_ical_string(start), moments[i].utc);
		assert_string_equal(
		    icalcomponent_get_summary(event), "Planeringsmöte P-1");
		assert_string_equal(
		    icalcomponent_get_location(event), "Ängen; rum 1, hus B");
		assert_true(
		    str_find(sb_view(&text), STR("Vilma")) == STR_NOT_FOUND);
		assert_true(
		    str_find(sb_view(&text), STR("Hemligt")) == STR_NOT_FOUND);
		icalcomponent_free(root);
		sb_release(&text);
		aid_plan_release(&t);
	}
	icaltimezone_free_builtin_timezones();
	icalmemory_free_ring();
}

static void
without_a_time_there_is_no_calendar(void **state)
{
	struct aid_plan t = { 0 };
	struct sb text = { 0 };

	(void)state;
	sb_cstr(&t.bytes, "plan: P-1\nuppdaterad: 2026-11-01\n"
			  "möte: {datum: 2026-12-08}\n");
	aid_plan_check(&t, "x.yaml", aid_plan_day("2026-11-21"));
	assert_false(calendar_format(t.plan, PAPER_CALL_ICS, &text));
	assert_int_equal(text.n, 0);
	sb_release(&text);
	aid_plan_release(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(meetings_are_at_their_instant),
		cmocka_unit_test(without_a_time_there_is_no_calendar),
	};

	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
