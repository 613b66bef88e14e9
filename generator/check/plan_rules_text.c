/* SPDX-License-Identifier: EUPL-1.2 */
/* What the person keeps: no diagnosis, and a text that can be read. */
#include <string.h>

#include "base/utf8.h"
#include "check/plan_rules.h"
#include "diag/msg.h"
#include "text/sentence.h"

enum { SENTENCE_LONG = 12, SENTENCE_TOO_LONG = 20, LETTERS_OF_SHORT = 4 };
/* Digits of a telephone number: after a plus, and with an area code. */
enum { ABROAD_LEAST = 8, ABROAD_MOST = 11, HOME_LEAST = 7, HOME_MOST = 10 };

static const char *const diagnoses[] = { "utvecklingsstörning",
	"intellektuell funktionsnedsättning", "autism", "asperger", "adhd",
	"add", "schizofreni", "psykos", "bipolär", "depression", "demens",
	"alzheimer", "epilepsi", "downs syndrom", "personlighetsstörning",
	"ptsd" };
static const char *const vague[] = { "eventuellt", "vid behov", "regelbundet",
	"snarast", "lämpligt" };
static const char *const short_words[] = { "ca", "kl", "nr", "osv" };
/* Abbreviations that are no less words, units or names of something. */
static const char *const also_words[] = { "cm", "dl", "fax", "fig", "fil",
	"from", "hg", "ing", "kap", "kg", "km", "kont", "kr", "kvm", "kwh",
	"mg", "ml", "prof", "prop", "rev", "sek", "soc", "spec", "st" };
/* These count something, so a number goes on with them. */
static const char *const before_number[] = { "fig", "kap", "max", "min", "s" };

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/* Letters and digits; the words of a phrase are parted by white space. */
static bool
letter_at(struct str s, size_t at)
{
	uint32_t cp;

	if (at >= s.n)
		return false;
	cp = utf8_decode(s, &at);
	return cp != UTF8_BAD && (utf8_is_letter(cp) || utf8_is_digit(cp));
}

static bool
letter_before(struct str s, size_t at)
{
	return at > 0 && letter_at(s, utf8_start(s, at - 1));
}

/* Bytes of text at off that are the phrase, any white space for its spaces. */
static size_t
phrase_at(struct str text, size_t off, struct str phrase)
{
	size_t at = off;

	for (size_t i = 0; i < phrase.n; i++) {
		if (phrase.p[i] == ' ') {
			if (at >= text.n || !ascii_space(text.p[at]))
				return 0;
			while (at < text.n && ascii_space(text.p[at]))
				at++;
		} else if (at >= text.n || text.p[at++] != phrase.p[i]) {
			return 0;
		}
	}
	return at - off;
}

static bool
has_phrase(struct str folded, struct str phrase)
{
	for (size_t off = 0; off < folded.n; off++) {
		size_t n;

		if (folded.p[off] != phrase.p[0] || letter_before(folded, off))
			continue;
		n = phrase_at(folded, off, phrase);
		if (n && !letter_at(folded, off + n))
			return true;
	}
	return false;
}

/* The first of the list that stands in the text as whole words, or NULL. */
static const char *
first_phrase(struct str folded, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (has_phrase(folded, str_from(list[i])))
			return list[i];
	return NULL;
}

/* F00 to F99, with or without decimals, of the text in lower case. */
static struct str
diagnosis_code(struct str folded)
{
	for (size_t i = 0; i + 2 < folded.n; i++) {
		size_t end = i + 3;

		if (folded.p[i] != 'f' || !ascii_digit(folded.p[i + 1]) ||
		    !ascii_digit(folded.p[i + 2]) || letter_before(folded, i))
			continue;
		if (end + 1 < folded.n && folded.p[end] == '.' &&
		    ascii_digit(folded.p[end + 1]))
			end++;
		while (end < folded.n && ascii_digit(folded.p[end]))
			end++;
		if (!letter_at(folded, end))
			return str_sub(folded, i, end - i);
	}
	return STR_NONE;
}

static void
check_diagnosis(struct ruling *r, const struct plan_text *t)
{
	struct sb folded = { 0 };
	struct str code;
	const char *word;

	if (!field_given(&t->f))
		return;
	utf8_fold(&folded, t->s);
	word = first_phrase(sb_view(&folded), diagnoses, COUNT(diagnoses));
	code = diagnosis_code(sb_view(&folded));
	/* Shown as it was written, unless folding moved things. */
	if (code.n && folded.n == t->s.n)
		code = str_sub(t->s, (size_t)(code.p - folded.p), code.n);
	if (word)
		FOUND(r, R37, SEV_ERROR, t->f.at, N_("\"%s\" is a diagnosis"),
		    word);
	else if (code.n)
		FOUND(r, R37, SEV_ERROR, t->f.at,
		    N_("\"%.*s\" is the code of a diagnosis"), STR_ARG(code));
	sb_release(&folded);
}

void
rule_r37(struct ruling *r)
{
	for (size_t i = 0; i < r->p->goals.count; i++)
		check_diagnosis(r, &r->p->goals.items[i].plain);
	for (size_t i = 0; i < r->p->measures.count; i++)
		check_diagnosis(r, &r->p->measures.items[i].easy);
}

static void
check_length(struct ruling *r, const struct plan_text *t)
{
	struct str rest = t->s, sentence;
	size_t longest = 0;

	while (simple_sentence_next(&rest, &sentence)) {
		size_t words = simple_word_count(sentence);

		if (words > longest)
			longest = words;
	}
	if (longest <= SENTENCE_LONG)
		return;
	FOUND(r, R40, longest > SENTENCE_TOO_LONG ? SEV_ERROR : SEV_WARNING,
	    t->f.at,
	    N_("a sentence of %zu words; at most 12 are easy to read [T01]"),
	    longest);
}

static size_t
letters_from(struct str s, size_t at)
{
	size_t off = at;

	while (off < s.n && letter_at(s, off) && !ascii_digit(s.p[off]))
		utf8_decode(s, &off);
	return off - at;
}

static bool
is_short(struct str part)
{
	size_t n = utf8_count(part);

	return n > 0 && n <= LETTERS_OF_SHORT;
}

static bool
is_one_letter(struct str part)
{
	return utf8_count(part) == 1;
}

static bool
capital_at(struct str s, size_t at)
{
	return at < s.n && utf8_is_upper(utf8_decode(s, &at));
}

static size_t
skip_spaces(struct str s, size_t at)
{
	for (;;) {
		if (at < s.n && ascii_space(s.p[at]))
			at++;
		else if (str_starts(str_from_off(s, at), STR("\u00A0")))
			at += 2;
		else
			return at;
	}
}

/* "t.ex", "bl.a.", "fr.o.m.": short parts with full stops between them. */
static bool
dots_inside(struct str text, size_t at, size_t *end)
{
	size_t parts = 0;
	size_t off = at;

	for (;;) {
		size_t n = letters_from(text, off);

		if (!is_short(str_sub(text, off, n)))
			return false;
		parts++;
		off += n;
		if (off + 1 >= text.n || text.p[off] != '.' ||
		    letters_from(text, off + 1) == 0)
			break;
		off++;
	}
	*end = off;
	return parts > 1 && !letter_at(text, off) &&
	       (off >= text.n || (text.p[off] != '@' && text.p[off] != '/'));
}

/*
 * "t. ex.", "bl. a.", "fr. o. m.": parts that are one abbreviation when the
 * spaces are left out; of two neighbours one is a single letter.
 */
static bool
dots_and_spaces(struct str text, size_t at, size_t *end)
{
	char joined[ABBR_LETTERS];
	bool letters = true, letter = true;
	size_t n = 0, found = 0;

	for (size_t off = at;;) {
		struct str part = str_sub(text, off, letters_from(text, off));
		bool one = is_one_letter(part);
		enum abbreviation kind;

		if (part.n == 0 || part.n > sizeof(joined) - n ||
		    (n && (capital_at(text, off) || (!one && !letter))))
			break;
		memcpy(joined + n, part.p, part.n);
		off += part.n;
		letter = one;
		letters = letters && one;
		kind =
		    n ? abbreviation_of(str_of(joined, n + part.n)) : ABBR_NOT;
		if (kind != ABBR_NOT && (kind != ABBR_WORD || letters) &&
		    !letter_at(text, off))
			found = off;
		n += part.n;
		if (off >= text.n || text.p[off] != '.')
			break;
		off = skip_spaces(text, off + 1);
	}
	*end = found;
	return found != 0;
}

/* Whether the sentence goes on behind a full stop. */
static bool
goes_on(struct str text, size_t at)
{
	size_t next = skip_spaces(text, at);

	if (at < text.n && (text.p[at] == ',' || text.p[at] == ';'))
		return true;
	return next < text.n && letter_at(text, next) &&
	       !ascii_digit(text.p[next]) && !capital_at(text, next);
}

static bool
is_in(const char *const *list, size_t count, struct str word)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(word, list[i]))
			return true;
	return false;
}

/* Whether a word with a full stop is short for another: "Tfn.", "jan.". */
static bool
is_short_form(struct str text, struct str word, size_t after)
{
	size_t next = skip_spaces(text, after);
	bool digit = next < text.n && ascii_digit(text.p[next]);

	/* "Hedda S." has a name that begins so. */
	if (is_one_letter(word))
		return digit &&
		       is_in(before_number, COUNT(before_number), word);
	switch (abbreviation_of(word)) {
	case ABBR_NOT:
		return false;
	case ABBR_INSIDE:
		break;
	case ABBR_LAST: /* Jan and Tim are names. */
		if (capital_at(word, 0))
			return goes_on(text, after);
		break;
	case ABBR_WORD:
		return goes_on(text, after) ||
		       (digit &&
			   is_in(before_number, COUNT(before_number), word));
	}
	return goes_on(text, after) ||
	       !is_in(also_words, COUNT(also_words), word) ||
	       (digit && is_in(before_number, COUNT(before_number), word));
}

static bool
dot_after(struct str text, size_t at, size_t *end)
{
	struct str word = str_sub(text, at, letters_from(text, at));

	*end = at + word.n;
	return *end < text.n && text.p[*end] == '.' &&
	       !letter_at(text, *end + 1) &&
	       is_short_form(text, word, *end + 1);
}

static bool
ends_with_domain(struct str host)
{
	static const char *const domains[] = { "se", "com", "nu", "org", "eu",
		"net" };
	size_t dot = str_rfind_char(host, '.');
	struct str last;

	if (dot == STR_NOT_FOUND || dot == 0)
		return false;
	last = str_from_off(host, dot + 1);
	for (size_t i = 0; i < COUNT(domains); i++)
		if (str_is(last, domains[i]))
			return true;
	return false;
}

/* Bytes of "fub.se", "www.sl.se/resa", "namn@example.org" at off, or 0. */
static size_t
address_at(struct str text, size_t off)
{
	size_t end = off, host = 0;
	bool mail = false;

	while (end < text.n &&
	       (letter_at(text, end) || memchr(".-_@/:", text.p[end], 6))) {
		if (text.p[end] == '/' && host == 0)
			host = end;
		mail = mail || text.p[end] == '@';
		utf8_decode(text, &end);
	}
	while (end > off && memchr(".-_@/:", text.p[end - 1], 6))
		end--;
	if (host == 0 || host > end)
		host = end;
	return mail || ends_with_domain(str_sub(text, off, host - off))
		   ? end - off
		   : 0;
}

/* The first abbreviation with full stops, or an empty piece. */
static struct str
dotted_short_form(struct str text)
{
	size_t off = 0;

	while (off < text.n) {
		size_t n = letters_from(text, off);
		size_t end = off, address;
		bool free_before =
		    off == 0 ||
		    (text.p[off - 1] != '@' && text.p[off - 1] != '.' &&
			text.p[off - 1] != '/' && text.p[off - 1] != '-');

		if (n == 0) {
			utf8_decode(text, &off);
			continue;
		}
		address = free_before ? address_at(text, off) : 0;
		if (address) {
			off += address;
			continue;
		}
		if (free_before && !str_is(str_sub(text, off, n), "www") &&
		    (dots_inside(text, off, &end) ||
			dots_and_spaces(text, off, &end) ||
			dot_after(text, off, &end)))
			return str_sub(text, off, end - off);
		off += n;
	}
	return STR_NONE;
}

static void
check_short_forms(
    struct ruling *r, const struct plan_text *t, struct str folded)
{
	struct str form = dotted_short_form(t->s);
	const char *word =
	    first_phrase(folded, short_words, COUNT(short_words));

	if (form.n == 0 && word)
		form = str_from(word);
	if (form.n)
		FOUND(r, R40, SEV_ERROR, t->f.at,
		    N_("\"%.*s\" is an abbreviation; write the words out "
		       "[T13]"),
		    STR_ARG(form));
}

static size_t
digits_at(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && ascii_digit(s.p[at + n]))
		n++;
	return n;
}

/* 08-000 00 12, 070-000-00-33: an area code, then groups; bytes, or 0. */
static size_t
phone_at_home(struct str s, size_t at, size_t first, size_t second)
{
	size_t end = at + first + 1 + second, digits = first + second;

	if (s.p[at] != '0' || first < 2 || first > 4 ||
	    s.p[at + first] != '-' || second < 2)
		return 0;
	while (end + 1 < s.n &&
	       (s.p[end] == ' ' || (s.p[end] == '-' && second == 3))) {
		size_t n = digits_at(s, end + 1);

		if (n == 0 || digits + n > HOME_MOST)
			break;
		digits += n;
		end += 1 + n;
	}
	return digits >= HOME_LEAST ? end - at : 0;
}

/* Digits in a number that begins so at the place: +46, 0046; or 0. */
static size_t
most_digits_abroad(struct str s, size_t at)
{
	struct str before = str_trim(str_sub(s, 0, at));

	if (s.p[at] == '+')
		return ABROAD_MOST;
	/* The last groups of 08-000 00 12 are no beginning. */
	if (!str_starts(str_from_off(s, at), STR("00")) ||
	    (before.n && ascii_digit(before.p[before.n - 1])))
		return 0;
	return ABROAD_MOST + 2;
}

/* Bytes of a number that is dialled from abroad, or 0. */
static size_t
phone_from_abroad(struct str s, size_t at)
{
	size_t most = most_digits_abroad(s, at);
	size_t digits = 0, end = at, off = at + (s.p[at] == '+');

	while (off < s.n && digits < most) {
		if (ascii_digit(s.p[off])) {
			digits++;
			end = ++off;
		} else if (memchr(" -()", s.p[off], 4)) {
			off++;
		} else if (str_starts(str_from_off(s, off), STR("\u00A0"))) {
			off += 2;
		} else {
			break;
		}
	}
	return digits >= ABROAD_LEAST ? end - at : 0;
}

/* 2026-11-30, 30/11, 9-11, 13.00-14.00. */
static bool
has_digit_date(struct str s)
{
	size_t off = 0;

	while (off < s.n) {
		size_t first = digits_at(s, off);
		size_t mark = off + first;
		size_t phone = phone_from_abroad(s, off), second;

		if (phone || first == 0) {
			off += phone ? phone : 1;
			continue;
		}
		second =
		    mark + 1 < s.n && (s.p[mark] == '-' || s.p[mark] == '/')
			? digits_at(s, mark + 1)
			: 0;
		phone = second ? phone_at_home(s, off, first, second) : 0;
		if (second && !phone)
			return true;
		off = second ? off + phone : mark;
	}
	return false;
}

static void
check_vague(struct ruling *r, const struct plan_text *t)
{
	struct sb folded = { 0 };
	const char *word;

	if (!field_given(&t->f))
		return;
	utf8_fold(&folded, t->s);
	word = first_phrase(sb_view(&folded), vague, COUNT(vague));
	if (word)
		FOUND(r, R40, SEV_ERROR, t->f.at,
		    N_("\"%s\" says neither what nor when [T34]"), word);
	sb_release(&folded);
}

static void
check_easy(struct ruling *r, const struct plan_text *t)
{
	struct sb folded = { 0 };

	if (!field_given(&t->f))
		return;
	utf8_fold(&folded, t->s);
	check_length(r, t);
	check_short_forms(r, t, sb_view(&folded));
	if (str_find_char(t->s, '%') != STR_NOT_FOUND)
		FOUND(r, R40, SEV_ERROR, t->f.at,
		    N_("%% is hard to read; write how many of how many [T16]"));
	if (has_digit_date(t->s))
		FOUND(r, R40, SEV_ERROR, t->f.at,
		    N_("write the date or time in words, as den 30 november "
		       "[T18]"));
	check_vague(r, t);
	sb_release(&folded);
}

void
rule_r40(struct ruling *r)
{
	enum severity how =
	    r->stage >= STAGE_ADJUSTED ? SEV_ERROR : SEV_WARNING;

	for (size_t i = 0; i < r->p->measures.count; i++) {
		const struct plan_measure *m = &r->p->measures.items[i];

		ruling_want(r, DIAG_R40, how, &m->easy.f);
		check_easy(r, &m->easy);
		check_vague(r, &m->what);
	}
}
