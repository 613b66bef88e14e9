/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/numbers.h"

#include <string.h>

/* How a number token is put together: digits in groups, marks between. */
struct shape {
	long group[6];
	size_t digits[6];
	char mark[6]; /* before the group: . , : / - space */
	size_t count;
	bool letters;
};

static char
mark_at(struct str s, size_t *at)
{
	unsigned char c = (unsigned char)s.p[*at];

	if (c == 0xC2) {
		*at += 2;
		return ' ';
	}
	if (c == 0xE2) {
		*at += 3;
		return '-';
	}
	(*at)++;
	return (char)c;
}

static struct shape
shape_of(struct str s)
{
	struct shape f = { .count = 0 };
	size_t at = 0;
	char mark = 0;

	while (at < s.n && f.count < 6) {
		size_t g = f.count, start = at;
		long value = 0;

		for (; at < s.n && ascii_digit(s.p[at]); at++)
			if (value < 100000000L)
				value = value * 10 + (s.p[at] - '0');
		if (at == start) {
			f.letters = true;
			break;
		}
		f.group[g] = value;
		f.digits[g] = at - start;
		f.mark[g] = mark;
		f.count++;
		if (at < s.n && f.count < 6) {
			mark = mark_at(s, &at);
			if (mark != ' ' && !strchr(".,:/-", mark))
				f.letters = true;
			if (at > s.n)
				at = s.n;
		}
	}
	return f;
}

static bool
is_time(const struct shape *f, size_t g)
{
	return f->group[g] <= 24 && f->digits[g] <= 2 &&
	       f->digits[g + 1] == 2 && f->group[g + 1] <= 59;
}

static bool
is_day_month(const struct shape *f)
{
	return f->group[0] >= 1 && f->group[0] <= 31 && f->group[1] >= 1 &&
	       f->group[1] <= 12 && f->digits[0] <= 2 && f->digits[1] <= 2;
}

static bool
year_like(long n)
{
	return n >= 1900 && n < 2100;
}

static enum number_kind
whole_kind(const struct shape *f)
{
	if (f->digits[0] == 4 && year_like(f->group[0]))
		return NUMBER_YEAR;
	if (f->digits[0] == 8 && year_like(f->group[0] / 10000) &&
	    f->group[0] / 100 % 100 <= 12 && f->group[0] % 100 <= 31)
		return NUMBER_DATE;
	return f->group[0] > 1000 ? NUMBER_BIG : NUMBER_WHOLE;
}

static enum number_kind
pair_kind(const struct shape *f)
{
	switch (f->mark[1]) {
	case ' ':
		return f->group[0] > 1 || f->group[1] > 0 ? NUMBER_BIG
							  : NUMBER_WHOLE;
	case ',':
		return NUMBER_DECIMAL;
	case '.':
		if (is_time(f, 0))
			return NUMBER_TIME;
		return f->digits[1] == 3 ? NUMBER_BIG : NUMBER_DECIMAL;
	case ':':
		if (is_time(f, 0))
			return NUMBER_TIME;
		return f->digits[0] == 4 ? NUMBER_LAW : NUMBER_OTHER;
	case '/':
		if (f->group[0] < f->group[1] && f->group[1] <= 12 &&
		    f->group[0] <= 3)
			return NUMBER_FRACTION;
		return is_day_month(f) ? NUMBER_DATE : NUMBER_OTHER;
	case '-':
		if (f->digits[0] >= 2 && f->digits[1] >= 5)
			return NUMBER_PHONE;
		return NUMBER_RANGE;
	default:
		return NUMBER_OTHER;
	}
}

static bool
is_phone(struct str token, const struct shape *f)
{
	size_t digits = 0;

	for (size_t i = 0; i < f->count; i++) {
		/* 08.00–16.30 */
		if (i > 0 && (f->mark[i] == '.' || f->mark[i] == ':'))
			return false;
		digits += f->digits[i];
	}
	return token.p[0] == '0' && digits >= 7;
}

enum number_kind
number_kind(struct str token)
{
	struct shape f;

	if (token.n == 0 || !ascii_digit(token.p[0]))
		return NUMBER_NONE;
	f = shape_of(token);
	if (f.letters)
		return f.count == 1 && str_find_char(token, ':') < token.n
			   ? NUMBER_ORDINAL
			   : NUMBER_OTHER;
	if (is_phone(token, &f))
		return NUMBER_PHONE;
	if (f.count == 1)
		return whole_kind(&f);
	if (f.count == 2)
		return pair_kind(&f);
	if (f.count == 3 && f.mark[1] == f.mark[2] &&
	    strchr("-./", f.mark[1])) {
		if (f.digits[0] == 4 || (f.digits[2] >= 2 && is_day_month(&f)))
			return NUMBER_DATE;
		return NUMBER_OTHER;
	}
	if (f.mark[1] == ' ' || f.mark[1] == '.')
		if (f.mark[2] == ' ' || f.mark[2] == ',')
			return NUMBER_BIG;
	/* 13.00–15.00, 13–15.30 */
	for (size_t i = 1; i < f.count; i++)
		if (f.mark[i] == '-')
			return NUMBER_RANGE;
	return NUMBER_OTHER;
}

long
number_value(struct str token)
{
	long value = 0;

	for (size_t i = 0; i < token.n; i++) {
		if (!ascii_digit(token.p[i]))
			continue;
		if (value >= 100000000L)
			return -1;
		value = value * 10 + (token.p[i] - '0');
	}
	return value;
}

/* Index of the word among words that are parted by spaces, or 0. */
static int
index_of(const char *words, struct str word)
{
	struct str rest = str_from(words), part;

	for (int i = 1; str_next_part(&rest, ' ', &part); i++)
		if (str_eq(part, word))
			return i;
	return 0;
}

struct number_part {
	struct str word;
	long value;
};

/* Takes the first of the list that *rest begins with; 0 when none does. */
static long
take_part(struct str *rest, const struct number_part *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!str_starts(*rest, list[i].word))
			continue;
		*rest = str_from_off(*rest, list[i].word.n);
		return list[i].value;
	}
	return 0;
}

/* A word that another one begins with stands after it. */
static long
below_hundred(struct str *rest)
{
	static const struct number_part teens[] = { { { "tretton", 7 }, 13 },
		{ { "fjorton", 7 }, 14 }, { { "femton", 6 }, 15 },
		{ { "sexton", 6 }, 16 }, { { "sjutton", 7 }, 17 },
		{ { "arton", 5 }, 18 }, { { "nitton", 6 }, 19 },
		{ { "tolv", 4 }, 12 }, { { "elva", 4 }, 11 } };
	static const struct number_part tens[] = { { { "tjugo", 5 }, 20 },
		{ { "trettio", 7 }, 30 }, { { "fyrtio", 6 }, 40 },
		{ { "femtio", 6 }, 50 }, { { "sextio", 6 }, 60 },
		{ { "sjuttio", 7 }, 70 }, { { "åttio", 6 }, 80 },
		{ { "nittio", 6 }, 90 }, { { "tio", 3 }, 10 } };
	static const struct number_part ones[] = { { { "ett", 3 }, 1 },
		{ { "en", 2 }, 1 }, { { "två", 4 }, 2 }, { { "tre", 3 }, 3 },
		{ { "fyra", 4 }, 4 }, { { "fem", 3 }, 5 }, { { "sex", 3 }, 6 },
		{ { "sju", 3 }, 7 }, { { "åtta", 5 }, 8 },
		{ { "nio", 3 }, 9 } };
	long value = take_part(rest, teens, sizeof(teens) / sizeof(*teens));

	if (value)
		return value;
	value = take_part(rest, tens, sizeof(tens) / sizeof(*tens));
	if (value == 10)
		return value;
	return value + take_part(rest, ones, sizeof(ones) / sizeof(*ones));
}

/* Whether *rest begins with the word, which is taken. */
static bool
take_word(struct str *rest, struct str word)
{
	if (!str_starts(*rest, word))
		return false;
	*rest = str_from_off(*rest, word.n);
	return true;
}

static long
below_thousand(struct str *rest)
{
	long value = below_hundred(rest);

	if (!take_word(rest, STR("hundra")))
		return value;
	return (value ? value : 1) * 100 + below_hundred(rest);
}

long
number_written(struct str folded)
{
	struct str rest = folded;
	long value;

	if (str_is(folded, "noll"))
		return 0;
	/* Two letters t of three are written. */
	if (take_word(&rest, STR("ettusen"))) {
		value = 1000 + below_thousand(&rest);
	} else {
		value = below_thousand(&rest);
		if (take_word(&rest, STR("tusen")))
			value =
			    (value ? value : 1) * 1000 + below_thousand(&rest);
	}
	return rest.n == 0 && value ? value : -1;
}

int
number_word(struct str folded)
{
	int i =
	    index_of("två tre fyra fem sex sju åtta nio tio elva tolv", folded);

	return i ? i + 1 : 0;
}

bool
number_word_big(struct str folded)
{
	return index_of("miljon miljoner miljonen miljonerna miljard miljarder "
			"miljarden biljon biljoner tusentals tiotusen "
			"hundratusen tiotusentals hundratusentals tvåtusen "
			"tretusen fyratusen femtusen sextusen sjutusen "
			"åttatusen niotusen tjugotusen femtiotusen mkr mdkr",
		   folded) != 0;
}

bool
number_word_fraction(struct str folded)
{
	static const struct str endings[] = { { "delar", 5 }, { "delen", 5 },
		{ "delarna", 7 }, { "del", 3 } };

	for (size_t i = 0; i < 4; i++) {
		struct str stem;

		if (!str_ends(folded, endings[i]))
			continue;
		stem = str_sub(folded, 0, folded.n - endings[i].n);
		return index_of("tredje fjärde femte sjätte sjunde sjundels "
				"åtton åttonde nion tion tionde tolfte "
				"tolft hundra tjugon hundrade",
			   stem) != 0;
	}
	return false;
}

int
month_of(struct str folded)
{
	return index_of("januari februari mars april maj juni juli augusti "
			"september oktober november december",
	    folded);
}

int
weekday_of(struct str folded)
{
	static const char days[] = "mån tis ons tors fre lör sön";
	static const struct str endings[] = { { "dag", 3 }, { "dagen", 5 },
		{ "dagar", 5 }, { "dagarna", 7 }, { "dags", 4 } };

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (str_ends(folded, endings[i]))
			return index_of(
			    days, str_sub(folded, 0, folded.n - endings[i].n));
	return 0;
}

static int
roman_value(char c)
{
	switch (c) {
	case 'I':
		return 1;
	case 'V':
		return 5;
	case 'X':
		return 10;
	case 'L':
		return 50;
	case 'C':
		return 100;
	default:
		return 0;
	}
}

bool
roman_numeral(struct str word)
{
	int last = 1000, same = 0;

	/* Words that only look like numerals. */
	if (word.n < 2 || index_of("CV XL XXL LI CL CC LC LL CI IL", word))
		return false;
	for (size_t i = 0; i < word.n; i++) {
		int v = roman_value(word.p[i]);
		int next = i + 1 < word.n ? roman_value(word.p[i + 1]) : 0;

		if (v == 0)
			return false;
		same = v == last ? same + 1 : 1;
		if (same > 3 || (same > 1 && (v == 5 || v == 50)))
			return false;
		if (next > v && (next > v * 10 || v == 5 || v == 50))
			return false;
		if (v > last && (i < 1 || roman_value(word.p[i - 1]) >= v))
			return false;
		last = v;
	}
	return true;
}
