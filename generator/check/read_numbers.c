/* SPDX-License-Identifier: EUPL-1.2 */
/* Rules about numbers, dates and times. */
#include "check/read.h"

#include "diag/msg.h"

static enum number_kind
kind_at(const struct reading *s, size_t i)
{
	return i < s->count && s->items[i].t.kind == TOKEN_NUMBER
		   ? (enum number_kind)s->items[i].number
		   : NUMBER_NONE;
}

void
read_t15(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct str word = item_text(s, i);
		char key[WORD_LONGEST];
		int value;

		if (!item_is(s, i, WORD_NUMBER))
			continue;
		/* "sex" is a word of its own too. */
		if (item_among(s, i, "sex") &&
		    ((i > 0 && item_among(s, i - 1, "ha har hade haft om")) ||
			!item_word(s, i + 1) ||
			item_is(
			    s, i + 1, WORD_AND | WORD_PREPOSITION | WORD_BE)))
			continue;
		value = number_word(str_of(key, word_fold(word, key)));
		if (value == 0) {
			/* "två-tre" */
			READ_SAY(rd, NORMAL, s, i,
			    N_("\"%.*s\" is easier to read in figures"),
			    STR_ARG(word));
			continue;
		}
		READ_SAY(rd, NORMAL, s, i,
		    N_("\"%.*s\" is easier to read as %d"), STR_ARG(word),
		    value);
	}
}

/* Is 1/2 a date? "den 1/2", "tisdag 1/2", "från 1/2". */
static bool
is_slash_date(const struct reading *s, size_t i)
{
	return i > 0 &&
	       (item_is(s, i - 1, WORD_WEEKDAY) ||
		   item_among(s, i - 1,
		       "den senast till från före efter datum mötet träffas "
		       "ses klart"));
}

static void
say_big(struct reader *rd, const struct reading *s, size_t i)
{
	READ_SAY(rd, NORMAL, s, i, N_("\"%.*s\" is a big number"),
	    STR_ARG(item_text(s, i)));
}

/* A number to call, a bus, a room: it names something and counts nothing. */
static bool
names_something(const struct reading *s, size_t i)
{
	static const char named[] =
	    "ring ringa ringer ringde telefon numret nummer nr kod koden "
	    "pinkod box rum sal linje buss bussen tåg tåget flyg väg konto "
	    "kontonummer kontot bankgiro plusgiro bankgironummer postnummer "
	    "postnumret artikel mål ärende ärendet ärendenummer dnr "
	    "diarienummer diarienumret beslutsnummer medlemsnummer lägenhet "
	    "lägenhetsnummer sms";
	struct str word = item_text(s, i);

	/* Advice on health and help by telephone. */
	if (str_is(word, "1177"))
		return true;
	return word.n <= 5 + (str_find_char(word, ' ') != STR_NOT_FOUND) &&
	       i > 0 && item_among(s, i - 1, named);
}

static void
number_t16(struct reader *rd, const struct reading *s, size_t i)
{
	switch (kind_at(s, i)) {
	case NUMBER_BIG:
		if (!names_something(s, i))
			say_big(rd, s, i);
		break;
	case NUMBER_DECIMAL:
		READ_SAY(rd, NORMAL, s, i, N_("\"%.*s\" has decimals"),
		    STR_ARG(item_text(s, i)));
		break;
	case NUMBER_FRACTION:
		if (!is_slash_date(s, i))
			READ_SAY(rd, NORMAL, s, i, N_("\"%.*s\" is a fraction"),
			    STR_ARG(item_text(s, i)));
		break;
	case NUMBER_NONE:
	case NUMBER_WHOLE:
	case NUMBER_YEAR:
	case NUMBER_DATE:
	case NUMBER_TIME:
	case NUMBER_RANGE:
	case NUMBER_LAW:
	case NUMBER_PHONE:
	case NUMBER_ORDINAL:
	case NUMBER_OTHER:
		break;
	}
}

static bool
is_fraction_mark(struct str mark)
{
	return str_is(mark, "½") || str_is(mark, "¼") || str_is(mark, "¾") ||
	       str_is(mark, "⅓") || str_is(mark, "⅔");
}

void
read_t16(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct str word = item_text(s, i);

		/* "50-procentig" is a word with a number in it. */
		if (item_mark(s, i, '%') || item_is(s, i, WORD_PERCENT) ||
		    str_is(word, "‰") ||
		    (s->items[i].t.kind == TOKEN_WORD &&
			(s->items[i].t.shape & SHAPE_DIGIT) &&
			str_find(word, STR("procent")) != STR_NOT_FOUND))
			READ_SAY(rd, STRONG, s, i,
			    N_("per cent is hard to understand"));
		else if (s->items[i].t.kind == TOKEN_NUMBER)
			number_t16(rd, s, i);
		else if (is_fraction_mark(word) || item_is(s, i, WORD_FRACTION))
			READ_SAY(rd, NORMAL, s, i, N_("\"%.*s\" is a fraction"),
			    STR_ARG(word));
		else if (item_is(s, i, WORD_BIG_NUMBER) &&
			 (!item_among(s, i, "tusen") ||
			     (i > 0 && item_word(s, i - 1) &&
				 (s->items[i - 1].t.kind == TOKEN_NUMBER ||
				     item_is(s, i - 1, WORD_NUMBER) ||
				     item_among(s, i - 1,
					 "flera många tjugo trettio femtio")))))
			say_big(rd, s, i);
	}
}

/* A day of the week not far before the date. */
static bool
weekday_before(const struct reading *s, size_t i)
{
	for (size_t n = 0; n < 4 && i > 0; n++)
		if (item_is(s, --i, WORD_WEEKDAY))
			return true;
	return false;
}

void
read_t18(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct str word = item_text(s, i);
		enum number_kind kind = kind_at(s, i);

		if (kind == NUMBER_DATE ||
		    (kind == NUMBER_FRACTION && is_slash_date(s, i)))
			READ_SAY(rd, STRONG, s, i,
			    N_("the date \"%.*s\" is not written out"),
			    STR_ARG(word));
		else if (i > 0 && item_is(s, i, WORD_MONTH) &&
			 (kind_at(s, i - 1) == NUMBER_WHOLE ||
			     kind_at(s, i - 1) == NUMBER_RANGE ||
			     kind_at(s, i - 1) == NUMBER_ORDINAL ||
			     (i > 1 && item_mark(s, i - 1, '.') &&
				 kind_at(s, i - 2) == NUMBER_WHOLE)) &&
			 !weekday_before(s, i))
			READ_SAY_AT(rd, NORMAL, read_span(rd, s, i - 1, i),
			    N_("the date has no day of the week"));
	}
}

/* A time of day by what stands before it. */
static bool
clock_before(const struct reading *s, size_t i)
{
	for (size_t n = 0; n < 6 && i > 0; n++) {
		i--;
		if (item_among(s, i, "klockan"))
			return true;
		if (!item_word(s, i) && !item_mark(s, i, '-') &&
		    !item_mark(s, i, ','))
			return false;
	}
	return false;
}

/* What may follow an hour; a noun makes it something else: "9–11 dagar". */
static bool
counts_things(const struct reading *s, size_t i)
{
	return item_word(s, i) &&
	       !item_is(s, i,
		   WORD_PREPOSITION | WORD_ADVERB | WORD_AND | WORD_ARTICLE |
		       WORD_WEEKDAY | WORD_PRONOUN | WORD_SUBJUNCTION) &&
	       !item_finite(s, i) &&
	       !item_among(s, i, "vardagar helger måndagar kl klockan fm em");
}

/* What stands before makes it a time: "öppet 9–11", "måndagar 9–11". */
static bool
speaks_of_time(const struct reading *s, size_t i)
{
	static const char words[] =
	    "klockan kl öppet öppen öppettid öppettiden öppettider telefontid "
	    "telefontiden telefontider besökstid besökstiden tid tiden tider "
	    "vardagar helger vardag morgon förmiddag eftermiddag kväll";

	for (size_t n = i; n > 0 && n + 3 > i; n--)
		if (item_is(s, n - 1, WORD_WEEKDAY) ||
		    item_among(s, n - 1, "klockan") ||
		    item_among(s, n - 1, words))
			return true;
	/* "9–11 på vardagar", "9–11 varje dag" */
	for (size_t n = i + 1; n < i + 3 && n < s->count; n++)
		if (item_is(s, n, WORD_WEEKDAY) ||
		    item_among(s, n, "vardagar helger varje dagligen kl"))
			return true;
	return false;
}

/* Things that have numbers: a street, a chapter, a class, a week. */
static bool
numbers_things(const struct reading *s, size_t i)
{
	static const char things[] =
	    "kapitel kapitlet punkt punkter punkterna sid sida sidan sidor "
	    "sidorna paragraf paragraferna steg stegen ålder åldern åldrarna "
	    "avsnitt avsnitten bilaga bilagor årskurs årskurser klass "
	    "klasserna grupp grupperna nivå nivåerna fas vecka veckorna v "
	    "dag dagarna rum lägenhet plan våning port linje linjerna buss "
	    "spår nr nummer storlek betyg fråga frågorna tabell figur lag "
	    "version band del delarna gånger är blir var blev med";
	struct str before;

	if (i == 0 || !item_word(s, i - 1))
		return false;
	if (str_is(item_text(s, i + 1), "§"))
		return true;
	if (item_among(s, i - 1, things))
		return true;
	before = item_text(s, i - 1);
	/* Storgatan 9–11, Ringvägen 2–4 */
	return (s->items[i - 1].t.shape & (SHAPE_CAPITAL | SHAPE_FIRST)) ==
		   SHAPE_CAPITAL ||
	       str_ends(before, STR("gatan")) || str_ends(before, STR("vägen"));
}

/* 3–2 in a match: the hours of a day go up, but for a night: 21–7. */
static bool
is_result(struct str word)
{
	size_t n = 0, end = word.n;
	long first, last;

	while (n < word.n && ascii_digit(word.p[n]))
		n++;
	while (end > n && ascii_digit(word.p[end - 1]))
		end--;
	first = number_value(str_sub(word, 0, n));
	last = number_value(str_from_off(word, end));
	return first >= last && !(first >= 16 && last <= 11);
}

static bool
hour_range(const struct reading *s, size_t i)
{
	struct str word = item_text(s, i), first;
	size_t n = 0;

	while (n < word.n && ascii_digit(word.p[n]))
		n++;
	first = str_sub(word, 0, n);
	if (first.n > 2 || number_value(first) > 24)
		return false;
	if (str_find_char(word, '.') != STR_NOT_FOUND ||
	    str_find_char(word, ':') != STR_NOT_FOUND)
		return true;
	if (speaks_of_time(s, i))
		return !counts_things(s, i + 1);
	return !counts_things(s, i + 1) && !numbers_things(s, i) &&
	       !is_result(word);
}

/* "1:10", "skala 2:15" */
static bool
is_proportion(const struct reading *s, size_t i)
{
	struct str word = item_text(s, i);

	return (str_starts(word, STR("1:")) && !speaks_of_time(s, i)) ||
	       (i > 0 && item_among(s, i - 1,
			     "skala skalan förhållandet proportionen blanda"));
}

/* "9 – 11" with spaces. */
static bool
spaced_range(const struct reading *s, size_t i)
{
	enum number_kind kind = kind_at(s, i), end = kind_at(s, i + 2);

	return item_mark(s, i + 1, '-') &&
	       (kind == NUMBER_WHOLE || kind == NUMBER_TIME) &&
	       (end == NUMBER_WHOLE || end == NUMBER_TIME) &&
	       (kind == NUMBER_TIME || (number_value(item_text(s, i)) <= 24 &&
					   !counts_things(s, i + 3)));
}

void
read_t19(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		enum number_kind kind = kind_at(s, i);
		struct str word = item_text(s, i);

		if (kind == NUMBER_RANGE && hour_range(s, i)) {
			READ_SAY(rd, NORMAL, s, i,
			    N_("the times \"%.*s\" are not written out"),
			    STR_ARG(word));
		} else if (spaced_range(s, i)) {
			READ_SAY_AT(rd, NORMAL, read_span(rd, s, i, i + 2),
			    N_("the times are not written out"));
			i += 2;
		} else if (kind == NUMBER_TIME && !is_proportion(s, i) &&
			   (str_find_char(word, ':') != STR_NOT_FOUND ||
			       !clock_before(s, i))) {
			READ_SAY(rd, NORMAL, s, i,
			    N_("the time \"%.*s\" is not written as \"klockan "
			       "13.00\""),
			    STR_ARG(word));
		}
	}
}
