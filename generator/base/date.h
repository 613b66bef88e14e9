/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Calendar dates as a count of days, so that they compare and subtract as
 * integers. Proleptic Gregorian, years 1900 to 2100. No time zone, no clock:
 * "today" is always given by the caller.
 */
#ifndef SAMPLAN_BASE_DATE_H
#define SAMPLAN_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Days since 1970-01-01; DATE_NONE where there is none. */
typedef int32_t date_t;

#define DATE_NONE INT32_MIN

struct ymd {
	int year;
	int month; /* 1..12 */
	int day;   /* 1..31 */
};

/* YYYY-MM-DD, a real day of 1900..2100. */
bool date_parse(struct str s, date_t *out);
date_t date_from(int year, int month, int day);
bool date_valid(int year, int month, int day);
struct ymd date_ymd(date_t d);
/* 0 = Monday .. 6 = Sunday. */
int date_weekday(date_t d);
/* Same day n years on; 29 February becomes 28 February. */
date_t date_add_years(date_t d, int n);
/* YYYY-MM-DD and a NUL; empty for DATE_NONE. */
void date_iso(date_t d, char out[11]);

/* HH.MM or HH:MM to minutes after midnight; false otherwise. */
bool time_parse(struct str s, int *minutes);

#endif
