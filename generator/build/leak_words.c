/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak_words.h"

#include "base/utf8.h"

static const uint64_t SEED = 0xcbf29ce484222325u;
static const uint64_t PRIME = 0x100000001b3u;
static const uint64_t RUN_BASE = 0x9e3779b97f4a7c15u;

enum { PHONE_LEAST = 6, PHONE_MOST = 20 };

static uint64_t
add_byte(uint64_t h, unsigned char byte)
{
	return (h ^ byte) * PRIME;
}

/* Nothing is seen of these between two letters. */
static bool
unseen(uint32_t cp)
{
	return cp == 0xAD || (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060 ||
	       cp == 0xFEFF;
}

static bool
in_word(uint32_t cp)
{
	if (cp < 0x80)
		return ascii_alpha((char)cp) || ascii_digit((char)cp) ||
		       cp == '_';
	if (cp >= 0xC0 && cp < 0x180)
		return cp != 0xD7 && cp != 0xF7;
	return (cp >= 0x300 && cp < 0x370) || utf8_is_letter(cp) ||
	       utf8_is_digit(cp);
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

/* Moves *off to the first letter; says whether only a hyphen was passed. */
static uint32_t
find_word(struct str text, size_t *off, size_t *at, bool *joined)
{
	size_t start = *off;

	while (*off < text.n) {
		uint32_t cp;

		*at = *off;
		cp = utf8_decode(text, off);
		if (cp == UTF8_BAD || !in_word(cp))
			continue;
		*joined = start > 0 && *at == start + 1 && text.p[start] == '-';
		return cp;
	}
	return 0;
}

bool
leak_word_next(struct str text, size_t *off, struct leak_word *out)
{
	uint32_t cp = find_word(text, off, &out->off, &out->joined);
	uint64_t h = SEED;

	if (cp == 0)
		return false;
	out->capital = is_capital(cp);
	out->digits = true;
	out->base = 0;
	out->end = out->off;
	while (1) {
		size_t before = *off;

		if (cp == UTF8_BAD || !(in_word(cp) || unseen(cp)))
			break;
		if (!unseen(cp)) {
			out->base = cp == 's' ? h : 0;
			h = add_letter(h, cp);
			out->digits &= cp < 0x80 && ascii_digit((char)cp);
			out->end = before;
		}
		if (*off >= text.n)
			break;
		cp = utf8_decode(text, off);
	}
	/* What ended the word is looked at again: it may be a hyphen. */
	*off = out->end;
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

uint64_t
leak_address(struct str text)
{
	uint64_t h = SEED;
	size_t off = 0;

	while (off < text.n) {
		uint32_t cp = utf8_decode(text, &off);

		if (cp != UTF8_BAD && !unseen(cp))
			h = add_letter(h, cp);
	}
	return h ? h : 1;
}
