/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak_scan.h"

#include <string.h>

#include "base/utf8.h"
#include "text/sentence.h"

enum { GROUPS = 16, PHONE_DIGITS = 15, PHONE_GAP = 4, NEAR = 4096 };

/* Digits that stand close to each other: a number in groups. */
struct digit_run {
	size_t from[GROUPS];
	size_t to[GROUPS];
	bool plus[GROUPS]; /* + stands before the group */
	size_t count;
};

struct scan {
	const struct leak_set *set;
	const struct leak_part *part;
	struct str text;
	bool prose; /* names of one word count here */
	leak_hit_fn *hit;
	void *arg;
	struct leak_window window;
	struct digit_run digits;
	size_t joined; /* words up to this one with hyphens between */
};

static void
found(const struct scan *s, uint32_t value, size_t off)
{
	if (value)
		s->hit(s->arg, value, leak_text_source(s->part, off));
}

/* --- names of one word ---------------------------------------------------- */

/* The line that holds the byte, or what is near of it: no sentence is longer. */
static struct str
line_at(struct str text, size_t off)
{
	size_t start = off, end = off;

	while (start > 0 && off - start < NEAR && text.p[start - 1] != '\n')
		start--;
	while (end < text.n && end - off < NEAR && text.p[end] != '\n')
		end++;
	return str_sub(text, start, end - start);
}

static bool
begins_sentence(struct str line, const char *word)
{
	struct str rest = line, sentence;
	struct leak_word first;

	while (sentence_next(&rest, &sentence)) {
		size_t off = 0;

		if (word >= sentence.p + sentence.n)
			continue;
		return word < sentence.p ||
		       !leak_word_next(sentence, &off, &first) ||
		       word <= sentence.p + first.off;
	}
	return true;
}

/* The word is a part of a name that the content itself declares. */
static bool
in_contact(const struct leak_set *set, struct str line, const char *word)
{
	for (size_t i = 0; i < set->contact_count; i++) {
		struct str name = set->contacts[i], rest = line;
		size_t at;

		while ((at = str_find(rest, name)) != STR_NOT_FOUND) {
			if (word >= rest.p + at && word < rest.p + at + name.n)
				return true;
			rest = str_from_off(rest, at + name.n);
		}
	}
	return false;
}

static void
single_name(struct scan *s, const struct leak_word *w)
{
	uint32_t value = leak_set_find(s->set, leak_name_key(w->hash, 1));
	struct str line;

	if (value == 0 && w->base)
		value = leak_set_find(s->set, leak_name_key(w->base, 1));
	if (value == 0)
		return;
	line = line_at(s->text, w->off);
	if (!begins_sentence(line, s->text.p + w->off) &&
	    !in_contact(s->set, line, s->text.p + w->off))
		found(s, value, w->off);
}

/* --- runs of words -------------------------------------------------------- */

static void
long_names(struct scan *s, const struct leak_word *w)
{
	for (size_t n = 2; n <= LEAK_LONGEST && n <= s->window.count; n++) {
		uint32_t value;

		if (!(s->set->name_lengths >> n & 1))
			continue;
		value = leak_set_find(
		    s->set, leak_name_key(leak_window_run(&s->window, n), n));
		/* In the genitive. */
		if (value == 0 && w->base)
			value = leak_set_find(s->set,
			    leak_name_key(
				leak_window_run_with(&s->window, n, w->base),
				n));
		found(s, value, w->off);
	}
}

static void
plan_ids(struct scan *s, const struct leak_word *w)
{
	for (size_t n = 1; n <= s->joined && n <= LEAK_LONGEST; n++)
		if (s->set->id_lengths >> n & 1)
			found(s,
			    leak_set_find(s->set,
				leak_id_key(leak_window_run(&s->window, n), n)),
			    w->off);
}

static void
take_word(struct scan *s, const struct leak_word *w)
{
	leak_window_add(&s->window, w->hash);
	s->joined = w->joined ? s->joined + 1 : 1;
	if (s->prose && w->capital && s->set->name_lengths & 2)
		single_name(s, w);
	long_names(s, w);
	plan_ids(s, w);
	if (s->window.count >= LEAK_RUN)
		found(s,
		    leak_set_find(s->set,
			leak_own_key(leak_window_run(&s->window, LEAK_RUN))),
		    w->off);
}

/* --- telephone numbers ---------------------------------------------------- */

/* Every number that begins at one of the groups and ends at a later one. */
static void
end_digits(struct scan *s)
{
	struct digit_run *d = &s->digits;

	for (size_t i = 0; i < d->count; i++) {
		char digits[PHONE_DIGITS + 5];
		size_t n = 0;
		bool dialled = d->plus[i] || s->text.p[d->from[i]] == '0';

		for (size_t j = i; j < d->count; j++) {
			size_t length = d->to[j] - d->from[j];
			uint64_t phone;

			if (n + length > PHONE_DIGITS)
				break;
			memcpy(digits + n, s->text.p + d->from[j], length);
			n += length;
			if (!dialled && (i > 0 || j + 1 < d->count))
				continue;
			phone = leak_phone(str_of(digits, n), d->plus[i]);
			if (phone)
				found(s,
				    leak_set_find(
					s->set, leak_phone_key(phone)),
				    d->from[i]);
		}
	}
	d->count = 0;
}

/* Between the groups of one number stand spaces, hyphens and brackets. */
static bool
close_by(struct str gap)
{
	size_t off = 0;
	int signs = 0;

	while (off < gap.n) {
		uint32_t cp = utf8_decode(gap, &off);

		if (++signs > PHONE_GAP ||
		    !(cp == ' ' || cp == '-' || cp == '/' || cp == '(' ||
			cp == ')' || cp == '.' || cp == '+' || cp == 0xA0 ||
			cp == 0x202F || cp == 0x2009 ||
			(cp >= 0x2010 && cp <= 0x2014)))
			return false;
	}
	return true;
}

static void
take_digits(struct scan *s, const struct leak_word *w)
{
	struct digit_run *d = &s->digits;
	size_t last = d->count ? d->to[d->count - 1] : 0;

	if (d->count && !close_by(str_sub(s->text, last, w->off - last)))
		end_digits(s);
	if (d->count == GROUPS) {
		/* A long row of numbers goes on: its second half stays. */
		struct digit_run half = { .count = GROUPS / 2 };

		memcpy(half.from, d->from + GROUPS / 2, sizeof(half.from) / 2);
		memcpy(half.to, d->to + GROUPS / 2, sizeof(half.to) / 2);
		memcpy(half.plus, d->plus + GROUPS / 2, sizeof(half.plus) / 2);
		end_digits(s);
		*d = half;
	}
	d->from[d->count] = w->off;
	d->to[d->count] = w->end;
	d->plus[d->count] = w->off > 0 && s->text.p[w->off - 1] == '+';
	d->count++;
}

/* --- addresses ------------------------------------------------------------ */

static bool
address_byte(char c)
{
	return ascii_alpha(c) || ascii_digit(c) || c == '.' || c == '_' ||
	       c == '-' || c == '+' || (unsigned char)c >= 0x80;
}

static void
addresses(struct scan *s)
{
	struct str t = s->text;
	size_t at = 0;

	while (at < t.n) {
		const char *sign = memchr(t.p + at, '@', t.n - at);
		size_t start, end;

		if (!sign)
			return;
		start = (size_t)(sign - t.p);
		end = start + 1;
		while (start > at && address_byte(t.p[start - 1]))
			start--;
		while (end < t.n && address_byte(t.p[end]))
			end++;
		at = end;
		while (end > start && !ascii_alpha(t.p[end - 1]) &&
		       (unsigned char)t.p[end - 1] < 0x80)
			end--;
		found(s,
		    leak_set_find(s->set, leak_email_key(leak_address(
					      str_sub(t, start, end - start)))),
		    start);
	}
}

/* -------------------------------------------------------------------------- */

static void
scan_part(struct scan *s, const struct leak_part *part, bool prose)
{
	struct leak_word w;
	size_t off = 0;

	s->part = part;
	s->text = sb_view(&part->text);
	s->prose = prose;
	s->window.count = 0;
	s->digits.count = 0;
	s->joined = 0;
	while (leak_word_next(s->text, &off, &w)) {
		take_word(s, &w);
		if (w.digits)
			take_digits(s, &w);
	}
	end_digits(s);
	addresses(s);
}

void
leak_scan(const struct leak_set *set, const struct leak_text *t,
    leak_hit_fn *hit, void *arg)
{
	struct scan s = { .set = set, .hit = hit, .arg = arg };

	scan_part(&s, &t->prose, true);
	scan_part(&s, &t->told, true);
	scan_part(&s, &t->code, false);
}
