/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/date.h"

#include <stdio.h>

/* Days before 1 March of year 0 of a calendar that begins in March. */
static int32_t
days_from_civil(int y, int m, int d)
{
	int era, year_of_era, day_of_year, day_of_era;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	year_of_era = y - era * 400;
	day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
		     day_of_year;
	return era * 146097 + day_of_era - 719468;
}

struct ymd
date_ymd(date_t date)
{
	int z = date + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	struct ymd out;

	out.day = doy - (153 * mp + 2) / 5 + 1;
	out.month = mp < 10 ? mp + 3 : mp - 9;
	out.year = yoe + era * 400 + (out.month <= 2);
	return out;
}

static bool
leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool
date_valid(int year, int month, int day)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };

	if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1)
		return false;
	return day <= length[month - 1] + (month == 2 && leap(year));
}

date_t
date_from(int year, int month, int day)
{
	return days_from_civil(year, month, day);
}

bool
date_parse(struct str s, date_t *out)
{
	int year, month, day;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' ||
	    !str_int(str_sub(s, 0, 4), &year) ||
	    !str_int(str_sub(s, 5, 2), &month) ||
	    !str_int(str_sub(s, 8, 2), &day) || !date_valid(year, month, day))
		return false;
	*out = date_from(year, month, day);
	return true;
}

int
date_weekday(date_t d)
{
	return (int)(((d + 3) % 7 + 7) % 7);
}

date_t
date_add_years(date_t d, int n)
{
	struct ymd at = date_ymd(d);

	if (at.month == 2 && at.day == 29 && !leap(at.year + n))
		at.day = 28;
	return date_from(at.year + n, at.month, at.day);
}

void
date_iso(date_t d, char out[11])
{
	struct ymd at;

	out[0] = '\0';
	if (d == DATE_NONE)
		return;
	at = date_ymd(d);
	snprintf(out, 11, "%04u-%02u-%02u", (unsigned)at.year % 10000u,
	    (unsigned)at.month % 100u, (unsigned)at.day % 100u);
}

bool
time_parse(struct str s, int *minutes)
{
	int hour, minute;

	if (s.n != 5 || (s.p[2] != '.' && s.p[2] != ':') ||
	    !str_int(str_sub(s, 0, 2), &hour) ||
	    !str_int(str_sub(s, 3, 2), &minute) || hour > 23 || minute > 59)
		return false;
	*minutes = hour * 60 + minute;
	return true;
}
