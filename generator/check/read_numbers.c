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

static void
number_t16(struct reader *rd, const struct reading *s, size_t i)
{
	switch (kind_at(s, i)) {
	case NUMBER_BIG:
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

		if (item_mark(s, i, '%') || item_is(s, i, WORD_PERCENT) ||
		    str_is(word, "‰"))
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
		if (item_in(s, i, LISTED_CLOCK))
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
	return !counts_things(s, i + 1) &&
	       !(i > 0 && item_among(s, i - 1,
			      "kapitel punkt punkterna sidan sidorna paragraf "
			      "steg stegen ålder åldern avsnitt paragraferna"));
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
		} else if (kind == NUMBER_TIME &&
			   (str_find_char(word, ':') != STR_NOT_FOUND ||
			       !clock_before(s, i))) {
			READ_SAY(rd, NORMAL, s, i,
			    N_("the time \"%.*s\" is not written as \"klockan "
			       "13.00\""),
			    STR_ARG(word));
		}
	}
}
