/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/words.h"

#include <string.h>

#include "base/utf8.h"
#include "text/plain_word.h"
#include "text/sentence.h"

enum { HASH_PAD = 16 };

/* A token while it is read: its folded letters go into a padded buffer. */
struct reader {
	const unsigned char *p;
	size_t n;
	size_t at;
	size_t folded;
	size_t letters;
	size_t capitals;
	size_t segment; /* letters since the last full stop inside */
	unsigned shape;
	char fold[WORD_LONGEST + HASH_PAD];
};

enum byte_class { BYTE_OTHER, BYTE_LETTER, BYTE_DIGIT, BYTE_SPACE, BYTE_HIGH };

#define L BYTE_LETTER
#define D BYTE_DIGIT
#define S BYTE_SPACE
/* clang-format off */
static const unsigned char classes[128] = {
	['\t'] = S, ['\n'] = S, ['\r'] = S, ['\f'] = S, ['\v'] = S, [' '] = S,
	['0'] = D, ['1'] = D, ['2'] = D, ['3'] = D, ['4'] = D, ['5'] = D,
	['6'] = D, ['7'] = D, ['8'] = D, ['9'] = D, ['A'] = L, ['B'] = L,
	['C'] = L, ['D'] = L, ['E'] = L, ['F'] = L, ['G'] = L, ['H'] = L,
	['I'] = L, ['J'] = L, ['K'] = L, ['L'] = L, ['M'] = L, ['N'] = L,
	['O'] = L, ['P'] = L, ['Q'] = L, ['R'] = L, ['S'] = L, ['T'] = L,
	['U'] = L, ['V'] = L, ['W'] = L, ['X'] = L, ['Y'] = L, ['Z'] = L,
	['a'] = L, ['b'] = L, ['c'] = L, ['d'] = L, ['e'] = L, ['f'] = L,
	['g'] = L, ['h'] = L, ['i'] = L, ['j'] = L, ['k'] = L, ['l'] = L,
	['m'] = L, ['n'] = L, ['o'] = L, ['p'] = L, ['q'] = L, ['r'] = L,
	['s'] = L, ['t'] = L, ['u'] = L, ['v'] = L, ['w'] = L, ['x'] = L,
	['y'] = L, ['z'] = L
};
/* clang-format on */
#undef L
#undef D
#undef S

static inline enum byte_class
class_at(const struct reader *r, size_t at)
{
	if (at >= r->n)
		return BYTE_SPACE;
	return r->p[at] < 0x80 ? (enum byte_class)classes[r->p[at]] : BYTE_HIGH;
}

static struct str
view(const struct reader *r)
{
	return (struct str){ (const char *)r->p, r->n };
}

/* Is the character at the place a letter? Its bytes go to *len. */
static bool
letter_at(const struct reader *r, size_t at, size_t *len)
{
	enum byte_class class = class_at(r, at);
	size_t end = at;
	uint32_t cp;

	*len = 1;
	if (class != BYTE_HIGH)
		return class == BYTE_LETTER;
	cp = utf8_decode(view(r), &end);
	*len = end - at;
	return utf8_is_letter(cp);
}

static bool
alnum_at(const struct reader *r, size_t at)
{
	size_t len;

	return class_at(r, at) == BYTE_DIGIT || letter_at(r, at, &len);
}

static bool
lower_at(const struct reader *r, size_t at)
{
	size_t len, off = at;

	return letter_at(r, at, &len) &&
	       !utf8_is_upper(utf8_decode(view(r), &off));
}

static inline void
put(struct reader *r, unsigned char c)
{
	if (r->folded < WORD_LONGEST)
		r->fold[r->folded++] = (char)c;
}

static void
put_code_point(struct reader *r, uint32_t cp)
{
	uint32_t small = utf8_lower(cp);

	r->letters++;
	r->segment++;
	r->capitals += utf8_is_upper(cp);
	if (small < 0x80) {
		put(r, (unsigned char)small);
	} else if (small < 0x800) {
		put(r, (unsigned char)(0xC0 | small >> 6));
		put(r, (unsigned char)(0x80 | (small & 0x3F)));
	} else if (small < 0x10000) {
		put(r, (unsigned char)(0xE0 | small >> 12));
		put(r, (unsigned char)(0x80 | (small >> 6 & 0x3F)));
		put(r, (unsigned char)(0x80 | (small & 0x3F)));
	} else {
		put(r, (unsigned char)(0xF0 | small >> 18));
		put(r, (unsigned char)(0x80 | (small >> 12 & 0x3F)));
		put(r, (unsigned char)(0x80 | (small >> 6 & 0x3F)));
		put(r, (unsigned char)(0x80 | (small & 0x3F)));
	}
}

/* A letter beyond ASCII at r->at; false when it is none. */
static inline bool
take_high(struct reader *r)
{
	size_t end = r->at;
	uint32_t cp;

	/* C3 80..BE: the letters of Latin-1, among them å ä ö é. */
	if (r->p[r->at] == 0xC3 && r->at + 1 < r->n) {
		unsigned char c = r->p[r->at + 1];

		if (c == 0x97 || c == 0xB7)
			return false;
		if (c < 0x9F) {
			r->capitals++;
			c = (unsigned char)(c + 0x20);
		}
		r->letters++;
		r->segment++;
		put(r, 0xC3);
		put(r, c);
		r->at += 2;
		return true;
	}
	cp = utf8_decode(view(r), &end);
	if (!utf8_is_letter(cp))
		return false;
	put_code_point(r, cp);
	r->at = end;
	return true;
}

/* Bytes of an apostrophe or hyphen beyond ASCII; *c is its plain form. */
static size_t
high_joiner(const struct reader *r, size_t at, unsigned char *c)
{
	if (at + 2 >= r->n || r->p[at] != 0xE2 || r->p[at + 1] != 0x80)
		return 0;
	if (r->p[at + 2] == 0x99)
		*c = '\'';
	else if (r->p[at + 2] == 0x90 || r->p[at + 2] == 0x91)
		*c = '-';
	else
		return 0;
	return 3;
}

static bool
soft_hyphen_at(const struct reader *r, size_t at)
{
	return at + 1 < r->n && r->p[at] == 0xC2 && r->p[at + 1] == 0xAD;
}

/* The rest of an address: to the next space or bracket. */
static void
take_address(struct reader *r)
{
	while (r->at < r->n && class_at(r, r->at) != BYTE_SPACE &&
	       !strchr("<>()\"", r->p[r->at]) &&
	       !(r->p[r->at] == 0xC2 && r->p[r->at + 1] == 0xA0))
		r->at++;
	while (r->at > 0 && strchr(".,;:!?'", r->p[r->at - 1]))
		r->at--;
}

enum step { STEP_ON, STEP_END, STEP_ADDRESS };

static bool
hyphen_waits(const struct reader *r, size_t at)
{
	return class_at(r, at) == BYTE_SPACE || r->p[at] == ',' ||
	       r->p[at] == '/' || r->p[at] == ')';
}

/* A mark inside a word: does the word go on behind it? */
static enum step
take_mark(struct reader *r)
{
	unsigned char c = r->p[r->at];
	size_t len = 1;

	if (c >= 0x80) {
		if (soft_hyphen_at(r, r->at)) {
			r->at += 2;
			return STEP_ON;
		}
		len = high_joiner(r, r->at, &c);
		if (len == 0)
			return STEP_END;
	}
	if (c == '-' && !alnum_at(r, r->at + len)) {
		if (!hyphen_waits(r, r->at + len))
			return STEP_END;
		r->shape |= SHAPE_HYPHEN_END;
		put(r, '-');
		r->at += len;
		return STEP_END;
	}
	if (c == ':' && str_starts(str_from_off(view(r), r->at), STR("://")))
		return STEP_ADDRESS;
	if (!strchr("-':.@", c) || !alnum_at(r, r->at + len))
		return STEP_END;
	if (c == '@')
		return STEP_ADDRESS;
	if (c == '.') {
		if (r->segment > 2)
			return lower_at(r, r->at + 1) ? STEP_ADDRESS : STEP_END;
		if (!lower_at(r, r->at + 1))
			return STEP_END;
		r->shape |= SHAPE_DOT_INSIDE;
		r->segment = 0;
	}
	if (c == '-')
		r->shape |= SHAPE_HYPHEN;
	put(r, c);
	r->at += len;
	return STEP_ON;
}

static bool
is_domain_start(const struct reader *r, size_t at)
{
	return str_starts(str_from_off(view(r), at), STR("www."));
}

/* A run of small letters of ASCII: most of any text. */
static inline void
take_small(struct reader *r)
{
	size_t at = r->at, n = r->n, out = r->folded;
	const unsigned char *p = r->p;

	while (at < n && p[at] >= 'a' && p[at] <= 'z' && out < WORD_LONGEST)
		r->fold[out++] = (char)p[at++];
	/* A very long word: the rest is counted, not kept. */
	while (at < n && p[at] >= 'a' && p[at] <= 'z')
		at++;
	r->letters += at - r->at;
	r->segment += at - r->at;
	r->folded = out;
	r->at = at;
}

static enum token_kind
take_word(struct reader *r)
{
	enum step step = STEP_ON;

	if (r->p[r->at] == 'w' && is_domain_start(r, r->at)) {
		take_address(r);
		return TOKEN_ADDRESS;
	}
	while (step == STEP_ON && r->at < r->n) {
		unsigned char c = r->p[r->at];

		if (c >= 0x80) {
			if (!take_high(r))
				step = take_mark(r);
			continue;
		}
		switch ((enum byte_class)classes[c]) {
		case BYTE_LETTER:
			if (c >= 'a') {
				take_small(r);
				break;
			}
			r->capitals += c < 'a';
			put(r, c | 0x20);
			r->letters++;
			r->segment++;
			r->at++;
			break;
		case BYTE_DIGIT:
			r->shape |= SHAPE_DIGIT;
			put(r, c);
			r->at++;
			break;
		case BYTE_OTHER:
			step = take_mark(r);
			break;
		case BYTE_SPACE:
		case BYTE_HIGH:
			step = STEP_END;
		}
	}
	if (step == STEP_ADDRESS) {
		take_address(r);
		return TOKEN_ADDRESS;
	}
	return TOKEN_WORD;
}

/* Digits in a row from at. */
static size_t
digits_at(const struct reader *r, size_t at)
{
	size_t n = 0;

	while (class_at(r, at + n) == BYTE_DIGIT)
		n++;
	return n;
}

/* Bytes of an en dash, minus or hyphen; 0 for none. */
static size_t
dash_at(const struct reader *r, size_t at)
{
	if (at < r->n && r->p[at] == '-')
		return 1;
	return at + 2 < r->n && r->p[at] == 0xE2 && r->p[at + 1] == 0x80 &&
		       (r->p[at + 2] == 0x93 || r->p[at + 2] == 0x94 ||
			   r->p[at + 2] == 0x91)
		   ? 3
		   : 0;
}

static size_t
space_at(const struct reader *r, size_t at)
{
	if (at < r->n && r->p[at] == ' ')
		return 1;
	return at + 1 < r->n && r->p[at] == 0xC2 && r->p[at + 1] == 0xA0 ? 2
									 : 0;
}

/* Does a group of digits behind a space belong to the number so far? */
static size_t
group_at(const struct reader *r, size_t start, size_t last_group, bool phone)
{
	size_t space = space_at(r, r->at);
	size_t n = space ? digits_at(r, r->at + space) : 0;

	if (n == 0)
		return 0;
	if (phone)
		return n == 2 || n == 3 ? space + n : 0;
	/* 10 000: three digits, and one to three before them. */
	if (n != 3 || last_group > 3 || r->p[start] == '0')
		return 0;
	return space + n;
}

static enum token_kind
take_number(struct reader *r)
{
	size_t start = r->at, group = digits_at(r, r->at), n, dash;
	bool phone = false, plain = true;

	r->at += group;
	for (;;) {
		if (r->at < r->n && strchr(".,:/", r->p[r->at]) &&
		    (n = digits_at(r, r->at + 1)) != 0) {
			r->at += 1 + n;
			plain = false;
		} else if ((dash = dash_at(r, r->at)) != 0 &&
			   (n = digits_at(r, r->at + dash)) != 0) {
			phone = phone || (r->p[start] == '0' && group < 5);
			r->at += dash + n;
			plain = false;
		} else if ((plain || phone) &&
			   (n = group_at(r, start, group, phone)) != 0) {
			r->at += n;
			group = 3;
		} else {
			break;
		}
	}
	/* 18-årig is a word, 3:e and 12A are numbers. */
	if (plain && dash_at(r, r->at) && alnum_at(r, r->at + 1)) {
		r->shape |= SHAPE_DIGIT;
		return take_word(r);
	}
	if (r->at < r->n && r->p[r->at] == ':' && lower_at(r, r->at + 1))
		r->at++;
	for (size_t len; letter_at(r, r->at, &len);)
		r->at += len;
	return TOKEN_NUMBER;
}

/* p is zero for 16 bytes behind the word. */
static inline uint64_t
hash_padded(const char *p, size_t n)
{
	uint64_t h = 0;

	for (size_t i = 0; i < n; i += 16) {
		uint64_t part[2];

		memcpy(part, p + i, 16);
		h = hash_step(h, part[0], part[1]);
	}
	return hash_end(h);
}

static uint64_t
hash_folded(struct reader *r)
{
	memset(r->fold + r->folded, 0, HASH_PAD);
	return hash_padded(r->fold, r->folded);
}

uint64_t
word_hash(struct str folded)
{
	char padded[WORD_LONGEST + HASH_PAD];
	size_t n = folded.n < WORD_LONGEST ? folded.n : WORD_LONGEST;

	if (n)
		memcpy(padded, folded.p, n);
	memset(padded + n, 0, HASH_PAD);
	return hash_padded(padded, n);
}

static void
finish_word(struct reader *r, struct token *out)
{
	if (r->letters && r->capitals) {
		size_t len, off = out->off;

		if (letter_at(r, off, &len) &&
		    utf8_is_upper(utf8_decode(view(r), &off)))
			r->shape |= SHAPE_CAPITAL;
		if (r->capitals > 1)
			r->shape |= r->capitals == r->letters ? SHAPE_CAPITALS
							      : SHAPE_MIXED;
	}
	out->hash = hash_folded(r);
	out->letters = (uint16_t)(r->letters < 999 ? r->letters : 999);
}

static void
take_other(struct reader *r, struct token *out)
{
	size_t dash = dash_at(r, r->at);
	size_t end = r->at;

	out->kind = TOKEN_MARK;
	if (r->p[r->at] < 0x80) {
		out->mark = (char)r->p[r->at++];
		return;
	}
	utf8_decode(view(r), &end);
	if (dash)
		out->mark = '-';
	r->at = end;
}

static bool
skip_spaces(struct reader *r, size_t from)
{
	while (r->at < r->n) {
		size_t other = r->p[r->at] < 0x80 ? 0 : space_at(r, r->at);

		if (other == 0 && class_at(r, r->at) != BYTE_SPACE)
			break;
		r->at += other ? other : 1;
	}
	return r->at > from;
}

bool
token_other(struct str text, size_t *off, struct token *out)
{
	struct reader r;
	size_t len;

	r.p = (const unsigned char *)text.p;
	r.n = text.n;
	r.at = *off;
	r.folded = r.letters = r.capitals = r.segment = 0;
	r.shape = 0;
	if (r.at < r.n && r.p[r.at] == ' ') {
		r.at++;
		r.shape = SHAPE_SPACE_BEFORE;
	}
	if (r.at < r.n && !(class_at(&r, r.at) == BYTE_LETTER) &&
	    skip_spaces(&r, r.at))
		r.shape = SHAPE_SPACE_BEFORE;
	if (r.at >= r.n) {
		*off = r.n;
		return false;
	}
	*out = (struct token){ .off = (uint32_t)r.at };
	if (class_at(&r, r.at) == BYTE_DIGIT) {
		out->kind = (uint8_t)take_number(&r);
		if (out->kind == TOKEN_WORD)
			finish_word(&r, out);
	} else if (letter_at(&r, r.at, &len)) {
		out->kind = (uint8_t)take_word(&r);
		if (out->kind == TOKEN_WORD)
			finish_word(&r, out);
	} else {
		take_other(&r, out);
	}
	if (out->kind != TOKEN_MARK && r.at < r.n && r.p[r.at] == '.')
		r.shape |= SHAPE_DOT_AFTER;
	len = r.at - out->off;
	out->len = (uint16_t)(len < UINT16_MAX ? len : UINT16_MAX);
	out->shape = (uint16_t)r.shape;
	*off = r.at;
	return true;
}

bool
token_next(struct str text, size_t *off, struct token *out)
{
	return token_other(text, off, out);
}

void
tokens_add(struct arena *a, struct tokens *out, struct str text)
{
	struct token token;
	size_t off = 0;
	bool first = true;

	while (token_next(text, &off, &token)) {
		if (first && token.kind != TOKEN_MARK) {
			token.shape |= SHAPE_FIRST;
			first = false;
		}
		*arena_push(a, out) = token;
	}
}

bool
word_next(struct str *rest, struct str *word)
{
	struct token token;
	size_t off = 0;

	while (token_next(*rest, &off, &token)) {
		if (token.kind == TOKEN_MARK)
			continue;
		*word = str_sub(*rest, token.off, token.len);
		*rest = str_from_off(*rest, off);
		return true;
	}
	*rest = str_from_off(*rest, rest->n);
	return false;
}

size_t
word_fold(struct str word, char out[WORD_LONGEST])
{
	struct reader r = { .p = (const unsigned char *)word.p, .n = word.n };

	while (r.at < r.n) {
		unsigned char c = r.p[r.at];

		if (c >= 0x80) {
			unsigned char plain = c;
			size_t joiner = high_joiner(&r, r.at, &plain);

			if (joiner) {
				put(&r, plain);
				r.at += joiner;
			} else if (soft_hyphen_at(&r, r.at)) {
				r.at += 2;
			} else if (!take_high(&r)) {
				put(&r, c);
				r.at++;
			}
			continue;
		}
		put(&r, (unsigned char)ascii_lower((char)c));
		r.at++;
	}
	memcpy(out, r.fold, r.folded);
	return r.folded;
}

size_t
word_letters(struct str word)
{
	size_t n = 0;

	for (size_t off = 0; off < word.n;)
		n += utf8_is_letter(utf8_decode(word, &off));
	return n;
}
