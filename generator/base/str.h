/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A borrowed piece of text: pointer and length, not terminated. It owns
 * nothing and lives as long as what it points into. Bytes are valid UTF-8 in
 * NFC wherever they come from load/. Comparison is by bytes; no locale.
 * What is asked for every word of a site stands here, so that it costs no call.
 */
#ifndef SAMPLAN_BASE_STR_H
#define SAMPLAN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
/* For printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).n, (s).n ? (s).p : ""
#define STR_NOT_FOUND ((size_t)-1)

static inline struct str
str_of(const char *p, size_t n)
{
	return (struct str){ p, n };
}

static inline struct str
str_from(const char *cstr)
{
	return str_of(cstr, cstr ? strlen(cstr) : 0);
}

static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
str_is(struct str a, const char *cstr)
{
	return str_eq(a, str_from(cstr));
}

/* Order by bytes (which is the order by code point in UTF-8). */
int str_cmp(struct str a, struct str b);
/*
 * Of items that are sorted by a struct str in them (at this offset): the one
 * with this key, or NULL.
 */
const void *str_search(const void *items, size_t count, size_t size,
    size_t offset, struct str key);

static inline bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_of(s.p, prefix.n), prefix);
}

static inline bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	       str_eq(str_of(s.p + (s.n - suffix.n), suffix.n), suffix);
}

/* Offset of the first c or needle, or STR_NOT_FOUND. */
static inline size_t
str_find_char(struct str s, char c)
{
	const char *hit = s.n ? memchr(s.p, c, s.n) : NULL;

	return hit ? (size_t)(hit - s.p) : STR_NOT_FOUND;
}

size_t str_rfind_char(struct str s, char c);
size_t str_find(struct str s, struct str needle);

/* From byte off to the end; off beyond the end gives an empty piece. */
static inline struct str
str_from_off(struct str s, size_t off)
{
	if (off > s.n)
		off = s.n;
	return str_of(s.n ? s.p + off : s.p, s.n - off);
}

static inline struct str
str_sub(struct str s, size_t off, size_t n)
{
	s = str_from_off(s, off);
	if (n < s.n)
		s.n = n;
	return s;
}

/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);
/* Takes the part before the next sep off *rest; false at the end. */
bool str_next_part(struct str *rest, char sep, struct str *part);
/* Takes the next line off *rest, without its \n or \r\n; false at the end. */
bool str_next_line(struct str *rest, struct str *line);
/* Digits only, at most 9 of them; false leaves *out as it was. */
bool str_int(struct str s, int *out);

static inline bool
ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
ascii_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool
ascii_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

#endif
