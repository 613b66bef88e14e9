/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Numbers as they are written in Swedish text: what a number token means, and
 * number words, roman numerals, months and days of the week. Words are folded.
 */
#ifndef SAMPLAN_TEXT_NUMBERS_H
#define SAMPLAN_TEXT_NUMBERS_H

#include "base/str.h"

enum number_kind {
	NUMBER_NONE,
	NUMBER_WHOLE,    /* 3, 250 */
	NUMBER_YEAR,     /* 1900..2099 in four digits */
	NUMBER_BIG,      /* above 1 000: 1500, 1 500, 10 000 */
	NUMBER_DECIMAL,  /* 3,5 */
	NUMBER_FRACTION, /* 1/2, ½ */
	NUMBER_DATE,     /* 2026-11-30, 30/11, 30.11.2026 */
	NUMBER_TIME,     /* 13.00, 13:00 */
	NUMBER_RANGE,    /* 9–11, 13.00–15.00 */
	NUMBER_LAW,      /* 1993:387 */
	NUMBER_PHONE,    /* 08-000 00 12 */
	NUMBER_ORDINAL,  /* 3:e */
	NUMBER_OTHER     /* 12A, 4.3.1 */
};

/* token is a number of words.h. 1/2 is a fraction, 30/11 a date. */
enum number_kind number_kind(struct str token);
/* Digits of a whole number, spaces left out; -1 when it is too large. */
long number_value(struct str token);

/*
 * 0..999 999 for noll, en, ett, fjorton, tjugofem, hundratolv, femtontusen and
 * the like in one word; else -1.
 */
long number_written(struct str folded);
/* 2..12 for två..tolv, else 0 (en, ett and the rest). */
int number_word(struct str folded);
/* hundratusen, miljon, miljarder, tusentals … (tusen alone is not). */
bool number_word_big(struct str folded);
/* tredjedel, fjärdedelar … */
bool number_word_fraction(struct str folded);
/* 1..12 for januari..december, else 0. */
int month_of(struct str folded);
/* 1..7 for måndag..söndag in any form (måndagen, måndagar), else 0. */
int weekday_of(struct str folded);
/* A valid roman numeral of two letters or more; not CV, XL and the like. */
bool roman_numeral(struct str word);

#endif
