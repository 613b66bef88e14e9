/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/calendar.h"

#include <libical/ical.h>

/* The policy does not say how long a meeting takes; calendars want a length. */
enum { MEETING_MINUTES = 60 };

static const char ZONE[] = "Europe/Stockholm";

/* Summer time of the European Union (directive 2000/84/EC). */
static const char ZONE_TEXT[] = "BEGIN:VTIMEZONE\r\n"
				"TZID:Europe/Stockholm\r\n"
				"BEGIN:DAYLIGHT\r\n"
				"TZOFFSETFROM:+0100\r\n"
				"TZOFFSETTO:+0200\r\n"
				"TZNAME:CEST\r\n"
				"DTSTART:19960331T020000\r\n"
				"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
				"END:DAYLIGHT\r\n"
				"BEGIN:STANDARD\r\n"
				"TZOFFSETFROM:+0200\r\n"
				"TZOFFSETTO:+0100\r\n"
				"TZNAME:CET\r\n"
				"DTSTART:19961027T030000\r\n"
				"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
				"END:STANDARD\r\n"
				"END:VTIMEZONE\r\n";

static struct icaltimetype
moment(date_t date, int minutes)
{
	struct icaltimetype t = icaltime_null_time();
	struct ymd day = date_ymd(date);

	t.year = day.year;
	t.month = day.month;
	t.day = day.day;
	t.hour = minutes / 60;
	t.minute = minutes % 60;
	return t;
}

static icalcomponent *
event(const struct plan *p, bool follow_up, date_t date, int minutes,
    struct str place)
{
	struct sb text = { 0 };
	icalcomponent *e = icalcomponent_new(ICAL_VEVENT_COMPONENT);
	icalproperty *start = icalproperty_new_dtstart(moment(date, minutes));
	/* When the file last changed: the same input, the same bytes. */
	struct icaltimetype stamp = moment(p->updated.d, 0);

	stamp.zone = icaltimezone_get_utc_timezone();
	sb_fmt(&text, "%.*s-%s@samplan", STR_ARG(p->plan_id.s),
	    follow_up ? "uppfoljning" : "mote");
	icalcomponent_add_property(e, icalproperty_new_uid(sb_text(&text)));
	icalcomponent_add_property(e, icalproperty_new_dtstamp(stamp));
	icalproperty_add_parameter(start, icalparameter_new_tzid(ZONE));
	icalcomponent_add_property(e, start);
	icalcomponent_add_property(
	    e, icalproperty_new_duration(
		   icaldurationtype_from_int(MEETING_MINUTES * 60)));
	sb_reset(&text);
	sb_fmt(&text, "%s %.*s",
	    follow_up ? "Uppföljningsmöte" : "Planeringsmöte",
	    STR_ARG(p->plan_id.s));
	icalcomponent_add_property(e, icalproperty_new_summary(sb_text(&text)));
	sb_reset(&text);
	sb_str(&text, place);
	if (place.n)
		icalcomponent_add_property(
		    e, icalproperty_new_location(sb_text(&text)));
	icalcomponent_add_property(
	    e, icalproperty_new_class(ICAL_CLASS_CONFIDENTIAL));
	sb_release(&text);
	return e;
}

bool
calendar_format(const struct plan *p, enum plan_paper paper, struct sb *out)
{
	bool follow_up = paper == PAPER_FOLLOW_UP_ICS;
	const struct plan_next_meeting *next = &p->follow_up.meeting;
	const struct plan_date *date =
	    follow_up ? &next->date : &p->meeting.date;
	const struct plan_time *time =
	    follow_up ? &next->time : &p->meeting.time;
	struct str place = follow_up ? next->place.s : p->meeting.place.s;
	icalcomponent *calendar;
	char *text;

	if (!field_given(&date->f) || !field_given(&time->f) ||
	    !field_given(&p->updated.f))
		return false;
	calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	icalcomponent_add_property(calendar, icalproperty_new_version("2.0"));
	icalcomponent_add_property(
	    calendar, icalproperty_new_prodid("-//samplan//samplan//SV"));
	icalcomponent_add_property(
	    calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH));
	icalcomponent_add_component(
	    calendar, icalparser_parse_string(ZONE_TEXT));
	icalcomponent_add_component(
	    calendar, event(p, follow_up, date->d, time->minutes, place));
	text = icalcomponent_as_ical_string_r(calendar);
	sb_cstr(out, text);
	icalmemory_free_buffer(text);
	icalcomponent_free(calendar);
	return true;
}
