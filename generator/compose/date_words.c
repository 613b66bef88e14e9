/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/date_words.h"

static const char *const months[2][12] = {
	{ "januari", "februari", "mars", "april", "maj", "juni", "juli",
	    "augusti", "september", "oktober", "november", "december" },
	{ "January", "February", "March", "April", "May", "June", "July",
	    "August", "September", "October", "November", "December" },
};

static const char *const days[2][7] = {
	{ "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag",
	    "söndag" },
	{ "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
	    "Sunday" },
};

void
date_words(struct sb *out, date_t d, struct str lang, bool weekday)
{
	int language = str_is(lang, "en");
	struct ymd day;

	if (d == DATE_NONE)
		return;
	day = date_ymd(d);
	if (weekday) {
		sb_cstr(out, days[language][date_weekday(d)]);
		sb_ch(out, ' ');
	}
	sb_cstr(out, language ? "" : "den ");
	sb_int(out, day.day);
	sb_ch(out, ' ');
	month_words(out, d, lang);
}

void
month_words(struct sb *out, date_t d, struct str lang)
{
	struct ymd day = date_ymd(d);

	sb_cstr(out, months[str_is(lang, "en")][day.month - 1]);
	sb_ch(out, ' ');
	sb_int(out, day.year);
}
