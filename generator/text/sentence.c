/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/sentence.h"

#include <string.h>

#include "base/bytes16.h"
#include "base/utf8.h"

/* A view of the text that sentence_next works on. */
struct scan {
	struct str s;
	size_t start; /* of this sentence */
};

static inline bool
is_space_at(struct str s, size_t at)
{
	unsigned char c;

	if (at >= s.n)
		return true;
	c = (unsigned char)s.p[at];
	/* U+00A0 is C2 A0. */
	return c == ' ' || (c >= '\t' && c <= '\r') ||
	       (c == 0xC2 && at + 1 < s.n &&
		   (unsigned char)s.p[at + 1] == 0xA0);
}

/* Marks that stand around words, not in them. */
static inline bool
is_around(char c)
{
	return c == '"' || c == '(' || c == ')' || c == '[' || c == ']' ||
	       c == '*' || c == '_';
}

static size_t
skip_space(struct str s, size_t at)
{
	while (at < s.n && is_space_at(s, at) && s.p[at] != '\n')
		at += ascii_space(s.p[at]) ? 1 : 2;
	return at;
}

/* Bytes of the quote or bracket at the place, or 0. */
static size_t
quote_at(struct str s, size_t at, bool opening)
{
	unsigned char c = at < s.n ? (unsigned char)s.p[at] : 0, last;

	if (c < 0x80)
		return c == '"' || c == '\'' || c == '*' || c == '_' ||
			       (opening ? c == '(' || c == '['
					: c == ')' || c == ']')
			   ? 1
			   : 0;
	if (c == 0xC2 && at + 1 < s.n) { /* « AB, » BB */
		last = (unsigned char)s.p[at + 1];
		return last == 0xAB || last == 0xBB ? 2 : 0;
	}
	if (c != 0xE2 || at + 2 >= s.n || (unsigned char)s.p[at + 1] != 0x80)
		return 0;
	/* ‘ ’ ‚ ‛ “ ” „ */
	last = (unsigned char)s.p[at + 2];
	return last >= 0x98 && last <= 0x9E ? 3 : 0;
}

static size_t
skip_quotes(struct str s, size_t at, bool opening)
{
	size_t n;

	while ((n = quote_at(s, at, opening)) != 0)
		at += n;
	return at;
}

enum next_char { NEXT_END, NEXT_LOWER, NEXT_UPPER, NEXT_DIGIT, NEXT_OTHER };

/* What the next word begins with; dashes and opening quotes are skipped. */
static enum next_char
next_after(struct str s, size_t at)
{
	uint32_t cp;

	at = skip_space(s, at);
	if (at >= s.n || s.p[at] == '\n')
		return NEXT_END;
	at = skip_quotes(s, at, true);
	if (at >= s.n)
		return NEXT_END;
	cp = utf8_decode(s, &at);
	if (utf8_is_upper(cp))
		return NEXT_UPPER;
	if (utf8_is_digit(cp))
		return NEXT_DIGIT;
	return utf8_is_letter(cp) ? NEXT_LOWER : NEXT_OTHER;
}

/* Start of the run of letters, digits and inner marks that ends at end. */
static size_t
word_before(struct scan *k, size_t end)
{
	/* 1: in a word, whatever stands beside it. */
	/* clang-format off */
	static const unsigned char inner[256] = { ['a'] = 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, ['0'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		['-'] = 1, ['.'] = 1, [','] = 1 };
	/* clang-format on */
	size_t at = end;

	while (at > k->start) {
		if (inner[(unsigned char)k->s.p[at - 1]]) {
			at--;
			continue;
		}
		if (is_space_at(k->s, at - 1) || is_around(k->s.p[at - 1]))
			break;
		/* The second byte of U+00A0 or of a quotation mark. */
		if ((unsigned char)k->s.p[at - 1] >= 0x80) {
			size_t first = utf8_start(k->s, at - 1);

			if (is_space_at(k->s, first) ||
			    quote_at(k->s, first, true))
				break;
			at = first;
			continue;
		}
		at--;
	}
	return at;
}

static bool
all_digits(struct str s)
{
	bool digit = false;

	for (size_t i = 0; i < s.n; i++) {
		if (ascii_digit(s.p[i]))
			digit = true;
		else if (s.p[i] != '.' && s.p[i] != ':')
			return false;
	}
	return digit;
}

static bool
single_letter(struct str s, bool *upper)
{
	size_t off = 0;
	uint32_t cp;

	if (s.n == 0 || s.n > 2)
		return false;
	cp = utf8_decode(s, &off);
	*upper = utf8_is_upper(cp);
	return off == s.n && utf8_is_letter(cp);
}

/* Words that take a letter after them: "plan A. Sedan" ends a sentence. */
static bool
takes_letter(struct str word)
{
	static const char words[] =
	    " plan vitamin grupp punkt alternativ bilaga del steg hus klass "
	    "nivå typ avdelning sal port hepatit trappa trapp fråga svar rum "
	    "linje kategori version serie lag bokstaven kapitel variant spår "
	    "modell test våning ingång uppgång lista formulär fas hall zon ";
	char key[32];

	if (word.n == 0 || word.n + 2 > sizeof(key))
		return false;
	key[0] = ' ';
	for (size_t i = 0; i < word.n; i++)
		key[i + 1] = ascii_lower(word.p[i]);
	key[word.n + 1] = ' ';
	return memmem(words, sizeof(words) - 1, key, word.n + 2) != NULL;
}

/* Words that begin sentences, and are no family names. */
static bool
begins_sentence(struct str s, size_t at)
{
	static const char words[] =
	    " han hon hen den det de vi du jag ni men och sedan sen då nu här "
	    "där när om i på en ett alla ring fråga skriv läs kom säg ta "
	    "vad vem hur var varför din ditt dina min mitt efter ";
	char key[24];
	size_t n = 0;

	at = skip_quotes(s, skip_space(s, at), true);
	key[0] = ' ';
	while (at < s.n && n + 2 < sizeof(key) &&
	       (ascii_alpha(s.p[at]) || (unsigned char)s.p[at] >= 0x80))
		key[++n] = ascii_lower(s.p[at++]);
	key[n + 1] = ' ';
	return n > 0 && memmem(words, sizeof(words) - 1, key, n + 2) != NULL;
}

/* J.P, P.-O */
static bool
all_initials(struct str s)
{
	bool letter = false, stop = false;

	for (size_t i = 0; i < s.n; i++) {
		bool capital = s.p[i] >= 'A' && s.p[i] <= 'Z';

		if (capital ? letter : s.p[i] != '.' && s.p[i] != '-')
			return false;
		letter = capital;
		stop |= s.p[i] == '.';
	}
	return stop && letter && s.n > 1;
}

static struct str
earlier_word(struct scan *k, size_t word)
{
	size_t end = word, at;

	while (end > k->start && is_space_at(k->s, end - 1))
		end--;
	at = word_before(k, end);
	return str_sub(k->s, at, end - at);
}

static bool
has_vowel(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (strchr("aeiouyAEIOUY", word.p[i]) ||
		    (unsigned char)word.p[i] == 0xC3)
			return true;
	return false;
}

/* A capital and a full stop: an initial (A. Ek), or the end (plan A. Sedan). */
static bool
letter_ends(
    struct scan *k, size_t word, size_t after, bool upper, enum next_char next)
{
	struct str before;

	if (word == k->start)
		return next == NEXT_END;
	before = earlier_word(k, word);
	if (!upper)
		/* "t. ex.", "s. 3", "i. Sedan" */
		return next == NEXT_UPPER && !str_ends(before, STR("."));
	if (next == NEXT_LOWER)
		return false;
	return next == NEXT_END || takes_letter(before) ||
	       begins_sentence(k->s, after) ||
	       (before.n && ascii_digit(before.p[before.n - 1]));
}

static bool
abbreviation_ends(enum abbreviation kind, enum next_char next)
{
	switch (kind) {
	case ABBR_INSIDE:
		return false;
	case ABBR_LAST:
		return next == NEXT_UPPER;
	case ABBR_WORD:
		return next == NEXT_UPPER || next == NEXT_OTHER;
	case ABBR_NOT:
		break;
	}
	return true;
}

/* Storg. 4, Ringv. 12; but Göteborg and Solberg are whole words. */
static bool
is_street(struct str word)
{
	char last = word.n ? word.p[word.n - 1] : 0;

	if (word.n < 5 || word.p[0] < 'A' || word.p[0] > 'Z' ||
	    (last != 'g' && last != 'v'))
		return false;
	return !str_ends(word, STR("berg")) && !str_ends(word, STR("borg")) &&
	       !str_ends(word, STR("ing")) && !str_ends(word, STR("ng"));
}

/* "e-post", "iPhone", "b) Ring": a small letter that begins a sentence. */
static bool
odd_start(struct str s, size_t at)
{
	at = skip_quotes(s, skip_space(s, at), true);
	return at + 1 < s.n && (s.p[at + 1] == '-' || s.p[at + 1] == ')' ||
				   (s.p[at + 1] >= 'A' && s.p[at + 1] <= 'Z'));
}

/*
 * Does the full stop at dot end the sentence? after is behind the quotes that
 * close; a space or the end follows there.
 */
static bool
stop_ends(struct scan *k, size_t dot, size_t after)
{
	enum next_char next = next_after(k->s, after);
	size_t at = word_before(k, dot);
	struct str word = str_sub(k->s, at, dot - at);
	bool quoted = after > dot + 1, upper = false;
	enum abbreviation kind;

	if (next == NEXT_END)
		return true;
	if (quoted && next == NEXT_LOWER)
		return false;
	if (word.n == 0)
		return next != NEXT_LOWER;
	if (all_digits(word))
		return at != k->start && next != NEXT_LOWER;
	if (single_letter(word, &upper) && !quoted)
		return letter_ends(k, at, after, upper, next);
	if (str_is(word, "P.S") || str_is(word, "N.B"))
		return false;
	if (all_initials(word) && !quoted)
		return next == NEXT_UPPER && begins_sentence(k->s, after);
	if (str_is(word, "St"))
		return false;
	kind = quoted ? ABBR_NOT : abbreviation_of(word);
	if (kind != ABBR_NOT)
		return abbreviation_ends(kind, next);
	if (next == NEXT_DIGIT && is_street(word))
		return false;
	/* A short form that is not listed: "2 tabl. per dag". */
	if (next == NEXT_LOWER)
		return has_vowel(word) &&
		       (word.n > 5 || odd_start(k->s, after));
	return true;
}

/*
 * A full stop behind a plain word, one space and a capital: most that stand
 * inside a block. True when it ends the sentence; else look closer.
 */
static bool
plain_stop(const struct scan *k, size_t dot)
{
	const unsigned char *p = (const unsigned char *)k->s.p;
	size_t at = dot;

	if (dot + 3 >= k->s.n || p[dot] != '.' || p[dot + 1] != ' ')
		return false;
	/* å ä ö é and the like, but not the sign of multiplication */
	if (!(p[dot + 2] >= 'A' && p[dot + 2] <= 'Z') &&
	    !(p[dot + 2] == 0xC3 && p[dot + 3] < 0x9F && p[dot + 3] != 0x97))
		return false;
	while (at > k->start) {
		/* No abbreviation ends in so many letters. */
		if (dot - at > ABBR_LETTERS)
			return true;
		if (p[at - 1] >= 'a' && p[at - 1] <= 'z')
			at--;
		else if (at - 1 > k->start && p[at - 2] == 0xC3 &&
			 p[at - 1] >= 0xA0 && p[at - 1] != 0xB7)
			at -= 2;
		else
			break;
	}
	if (dot - at < 3 || (at > k->start && p[at - 1] != ' '))
		return false;
	return !abbreviation_plain(k->s.p + at, dot - at);
}

/*
 * A run of marks begins at at: gives the end of the sentence behind it, or 0
 * with *next moved past the run.
 */
static size_t
end_at(struct scan *k, size_t at, size_t *next)
{
	struct str s = k->s;
	size_t run = at, dots = 0, after;
	bool strong = false;
	enum next_char following;

	/* Most marks stand at the end of their line. */
	if ((unsigned char)s.p[at] < 0x80 &&
	    (at + 1 >= s.n || s.p[at + 1] == '\n'))
		return *next = at + 1;
	if (plain_stop(k, at))
		return *next = at + 1;
	for (;;) {
		if (run < s.n && s.p[run] == '.')
			dots++;
		else if (run < s.n && (s.p[run] == '!' || s.p[run] == '?'))
			strong = true;
		else if (str_starts(str_from_off(s, run), STR("…"))) {
			dots += 2;
			run += 2;
		} else
			break;
		run++;
	}
	*next = run;
	after = skip_quotes(s, run, false);
	if (!is_space_at(s, after))
		return 0;
	if (!strong && dots == 1)
		return stop_ends(k, at, after) ? after : 0;
	following = next_after(s, after);
	if (following == NEXT_LOWER)
		return 0;
	return after;
}

static bool
has_word(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (ascii_alpha(s.p[i]) || ascii_digit(s.p[i]) ||
		    (unsigned char)s.p[i] == 0xC3)
			return true;
	for (size_t off = 0; off < s.n;)
		if (utf8_is_letter(utf8_decode(s, &off)))
			return true;
	return false;
}

/* Bytes that may end a sentence, as bits: . ! ? a line end, E2 of … */
static inline unsigned
stops(const char *p)
{
	bytes16 c = bytes16_at(p);

	return bytes16_bits((bytes16)((c == '.') | (c == '!') | (c == '?') |
				      (c == '\n') | (c == 0xE2)));
}

/* The first of them at or after at, or the end. */
static inline size_t
next_stop(struct str s, size_t at)
{
	static const unsigned char stop[256] = {
		['.'] = 1, ['!'] = 1, ['?'] = 1, ['\n'] = 1, [0xE2] = 1
	};
	unsigned hits;

	for (; at + 16 <= s.n; at += 16)
		if ((hits = stops(s.p + at)) != 0)
			return at + (unsigned)__builtin_ctz(hits);
	if (at < s.n && s.n >= 16) {
		hits = stops(s.p + s.n - 16) >> (at + 16 - s.n);
		return hits ? at + (unsigned)__builtin_ctz(hits) : s.n;
	}
	while (at < s.n && stop[(unsigned char)s.p[at]] == 0)
		at++;
	return at;
}

/* The first byte that may end a sentence: . ! ? … (E2 80 A6) or a line end. */
static size_t
candidate(struct str s, size_t at)
{
	for (;; at++) {
		at = next_stop(s, at);
		if (at >= s.n)
			return s.n;
		if ((unsigned char)s.p[at] != 0xE2 ||
		    str_starts(str_from_off(s, at), STR("…")))
			return at;
	}
}

static struct str
trim(struct str s)
{
	size_t at = 0;

	while (at < s.n && is_space_at(s, at))
		at += ascii_space(s.p[at]) ? 1 : 2;
	return str_trim(str_from_off(s, at));
}

bool
sentence_next(struct str *rest, struct str *sentence)
{
	while (rest->n) {
		struct scan k = { *rest, 0 };
		size_t at = 0, end = 0;

		while (k.start < k.s.n && is_space_at(k.s, k.start))
			k.start += ascii_space(k.s.p[k.start]) ? 1 : 2;
		/* A list number is not a sentence of its own. */
		at = k.start;
		while (end == 0) {
			at = candidate(k.s, at);
			if (at >= k.s.n || k.s.p[at] == '\n')
				end = at;
			else
				end = end_at(&k, at, &at);
			if (at >= k.s.n)
				break;
		}
		if (end == 0)
			end = k.s.n;
		*rest = str_from_off(k.s, end);
		while (end > k.start && ascii_space(k.s.p[end - 1]))
			end--;
		*sentence = str_sub(k.s, k.start, end - k.start);
		if (sentence->n && ascii_alpha(sentence->p[0]))
			return true;
		if (has_word(*sentence))
			return true;
	}
	return false;
}

bool
simple_sentence_next(struct str *rest, struct str *sentence)
{
	while (rest->n) {
		size_t at = 0;

		for (; at < rest->n; at++) {
			char c = rest->p[at];

			if (c == '\n')
				break;
			if ((c == '.' || c == '!' || c == '?') &&
			    is_space_at(*rest, at + 1)) {
				at++;
				break;
			}
		}
		*sentence = trim(str_sub(*rest, 0, at));
		*rest = str_from_off(
		    *rest, at < rest->n && rest->p[at] == '\n' ? at + 1 : at);
		if (has_word(*sentence))
			return true;
	}
	return false;
}

bool
simple_word_next(struct str *rest, struct str *word)
{
	size_t off = 0, start = rest->n;

	while (off < rest->n) {
		size_t at = off;
		uint32_t cp = utf8_decode(*rest, &off);
		bool inside =
		    cp == '-' || utf8_is_letter(cp) || utf8_is_digit(cp);

		if (inside && start == rest->n)
			start = at;
		if (!inside && start != rest->n) {
			off = at;
			break;
		}
	}
	*word = str_sub(*rest, start, off - start);
	*rest = str_from_off(*rest, off);
	return word->n > 0;
}

size_t
simple_word_count(struct str sentence)
{
	struct str word;
	size_t count = 0;

	while (simple_word_next(&sentence, &word))
		count++;
	return count;
}
