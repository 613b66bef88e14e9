/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak_words.h"

#include "base/utf8.h"

static const uint64_t SEED = 0xcbf29ce484222325u;
static const uint64_t PRIME = 0x100000001b3u;
static const uint64_t RUN_BASE = 0x9e3779b97f4a7c15u;

enum {
	PHONE_LEAST = 6,
	PHONE_MOST = 20,
	JOIN_MOST = 3 /* signs between the parts of an id */
};

static uint64_t
add_byte(uint64_t h, unsigned char byte)
{
	return (h ^ byte) * PRIME;
}

bool
leak_unseen(uint32_t cp)
{
	return cp == 0xAD || cp == 0x34F || (cp >= 0x200B && cp <= 0x200F) ||
	       (cp >= 0x2060 && cp <= 0x2064) ||
	       (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF;
}

/* Of ASCII: the byte in lower case when it belongs to a word, else 0. */
/* clang-format off */
static const unsigned char plain[128] = {
	['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4',
	['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9',
	['_'] = '_', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd',
	['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i',
	['j'] = 'j', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n',
	['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's',
	['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x',
	['y'] = 'y', ['z'] = 'z', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c',
	['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h',
	['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm',
	['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r',
	['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w',
	['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z'
};
/* clang-format on */

bool
leak_in_word(uint32_t cp)
{
	if (cp < 0x80)
		return plain[cp] != 0;
	if (cp == UTF8_BAD)
		return false;
	if (cp >= 0xC0 && cp < 0x180)
		return cp != 0xD7 && cp != 0xF7;
	return (cp >= 0x300 && cp < 0x370 && cp != 0x34F) ||
	       utf8_is_letter(cp) || utf8_is_digit(cp);
}

static uint32_t
lower(uint32_t cp)
{
	if (cp < 0x80)
		return (uint32_t)(unsigned char)ascii_lower((char)cp);
	if (cp >= 0xC0 && cp < 0xDF)
		return cp + 0x20;
	return cp < 0x100 ? cp : utf8_lower(cp);
}

static uint64_t
add_letter(uint64_t h, uint32_t cp)
{
	cp = lower(cp);
	while (cp >= 0x80) {
		h = add_byte(h, (unsigned char)(cp | 0x80));
		cp >>= 7;
	}
	return add_byte(h, (unsigned char)cp);
}

static bool
is_capital(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z';
	return cp < 0xDF ? cp >= 0xC0 : utf8_is_upper(cp);
}

static bool
is_hyphen(uint32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 ||
	       cp == 0xFE63 || cp == 0xFF0D;
}

static bool
is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == 0xA0 ||
	       (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F ||
	       cp == 0x3000;
}

static enum leak_join
join_of(struct str gap)
{
	size_t off = 0;
	int hyphens = 0, spaces = 0, marks = 0;

	if (gap.n == 1)
		return gap.p[0] == '-'   ? LEAK_CLOSE
		       : gap.p[0] == ' ' ? LEAK_SPACED
		       : gap.p[0] == '/' ? LEAK_SPACED
		       : gap.p[0] == '.' ? LEAK_SPACED
					 : LEAK_APART;
	while (off < gap.n) {
		uint32_t cp = utf8_decode(gap, &off);

		if (is_hyphen(cp))
			hyphens++;
		else if (is_space(cp))
			spaces++;
		else if (cp == '/' || cp == '.')
			marks++;
		else if (!leak_unseen(cp))
			return LEAK_APART;
		if (hyphens + spaces + marks > JOIN_MOST)
			return LEAK_APART;
	}
	if (hyphens == 1 && spaces + marks == 0)
		return LEAK_CLOSE;
	/* A dot and a space end a sentence. */
	return marks && spaces ? LEAK_APART : LEAK_SPACED;
}

/* Moves *off to the first letter. */
static bool
find_word(struct str text, size_t *off, enum leak_join *join)
{
	size_t at = *off;

	while (at < text.n) {
		unsigned char c = (unsigned char)text.p[at];
		size_t next = at;

		if (c < 0x80 ? plain[c] != 0
			     : leak_in_word(utf8_decode(text, &next))) {
			*join = *off > 0
				    ? join_of(str_sub(text, *off, at - *off))
				    : LEAK_APART;
			*off = at;
			return true;
		}
		at = c < 0x80 ? at + 1 : next;
	}
	*off = at;
	return false;
}

/* A letter beyond ASCII; false at the end of the word. */
static bool
take_letter(struct str text, size_t *off, uint64_t *h, struct leak_word *out,
    size_t *others)
{
	size_t next = *off;
	uint32_t cp = utf8_decode(text, &next);

	if (!leak_in_word(cp) && !leak_unseen(cp))
		return false;
	*off = next;
	if (leak_unseen(cp))
		return true;
	out->base = 0;
	out->end = next;
	*h = add_letter(*h, cp);
	(*others)++;
	return true;
}

bool
leak_word_next(struct str text, size_t *off, struct leak_word *out)
{
	uint64_t h = SEED;
	size_t first, digits = 0, others = 0;

	if (!find_word(text, off, &out->join))
		return false;
	first = out->off = *off;
	out->capital = is_capital(utf8_decode(text, &first));
	out->base = 0;
	while (*off < text.n) {
		unsigned char c = (unsigned char)text.p[*off];

		if (c >= 0x80) {
			if (!take_letter(text, off, &h, out, &others))
				break;
			continue;
		}
		if (!plain[c])
			break;
		out->base = plain[c] == 's' ? h : 0;
		digits += ascii_digit((char)c);
		others += !ascii_digit((char)c) && c != '_';
		h = add_byte(h, plain[c]);
		out->end = ++*off;
	}
	/* What nobody sees after the last letter is looked at again. */
	*off = out->end;
	out->digits = digits && !others;
	out->hash = h;
	return true;
}

void
leak_window_add(struct leak_window *w, uint64_t hash)
{
	uint64_t before = w->count ? w->sums[(w->count - 1) % LEAK_WINDOW] : 0;

	w->words[w->count % LEAK_WINDOW] = hash;
	w->sums[w->count % LEAK_WINDOW] = before * RUN_BASE + hash;
	w->count++;
}

uint64_t
leak_window_run(const struct leak_window *w, size_t n)
{
	uint64_t last = w->sums[(w->count - 1) % LEAK_WINDOW];
	uint64_t before =
	    w->count > n ? w->sums[(w->count - 1 - n) % LEAK_WINDOW] : 0;

	for (size_t i = 0; i < n; i++)
		before *= RUN_BASE;
	return last - before;
}

uint64_t
leak_window_run_with(const struct leak_window *w, size_t n, uint64_t last)
{
	return leak_window_run(w, n) - w->words[(w->count - 1) % LEAK_WINDOW] +
	       last;
}

uint64_t
leak_phone(struct str digits, bool international)
{
	uint64_t h = SEED;

	if (str_starts(digits, STR("0046"))) {
		digits = str_from_off(digits, 2);
		international = true;
	}
	if (international && str_starts(digits, STR("46")))
		digits = str_from_off(digits, 2);
	while (digits.n && digits.p[0] == '0')
		digits = str_from_off(digits, 1);
	if (digits.n < PHONE_LEAST)
		return 0;
	for (size_t i = 0; i < digits.n; i++)
		h = add_byte(h, (unsigned char)digits.p[i]);
	return h ? h : 1;
}

struct str
leak_digits(struct str text, char out[20])
{
	size_t n = 0;

	for (size_t i = 0; i < text.n && n < PHONE_MOST; i++)
		if (ascii_digit(text.p[i]))
			out[n++] = text.p[i];
	return str_of(out, n);
}

static bool
in_address(uint32_t cp)
{
	return leak_in_word(cp) || leak_unseen(cp) || cp == '.' || cp == '-' ||
	       cp == '+';
}

static bool
letter_or_digit(char c)
{
	return ascii_alpha(c) || ascii_digit(c) || (unsigned char)c >= 0x80;
}

bool
leak_address_next(struct str text, size_t *at, struct str *address, size_t *off)
{
	size_t sign = str_find_char(str_from_off(text, *at), '@');
	size_t start, end, next;

	if (sign == STR_NOT_FOUND)
		return false;
	start = sign + *at;
	next = end = start + 1;
	while (start > *at) {
		size_t before = utf8_start(text, start - 1), moved = before;

		if (before < *at || !in_address(utf8_decode(text, &moved)) ||
		    moved != start)
			break;
		start = before;
	}
	while (next < text.n && in_address(utf8_decode(text, &next)))
		end = next;
	*at = end;
	while (end > start && !ascii_alpha(text.p[end - 1]) &&
	       (unsigned char)text.p[end - 1] < 0x80)
		end--;
	while (start < end && !letter_or_digit(text.p[start]) &&
	       text.p[start] != '@')
		start++;
	*address = str_sub(text, start, end - start);
	*off = start;
	return true;
}

uint64_t
leak_address(struct str text)
{
	uint64_t h = SEED;
	size_t off = 0;

	while (off < text.n) {
		uint32_t cp = utf8_decode(text, &off);

		if (cp != UTF8_BAD && !leak_unseen(cp))
			h = add_letter(h, cp);
	}
	return h ? h : 1;
}
