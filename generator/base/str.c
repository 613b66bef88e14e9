/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/str.h"

#include <string.h>

struct str
str_from(const char *cstr)
{
	return str_of(cstr, cstr ? strlen(cstr) : 0);
}

struct str
str_of(const char *p, size_t n)
{
	return (struct str){ p, n };
}

bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
str_is(struct str a, const char *cstr)
{
	return str_eq(a, str_from(cstr));
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	if (order)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_of(s.p, prefix.n), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	    str_eq(str_of(s.p + (s.n - suffix.n), suffix.n), suffix);
}

size_t
str_find_char(struct str s, char c)
{
	const char *hit = s.n ? memchr(s.p, c, s.n) : NULL;

	return hit ? (size_t)(hit - s.p) : STR_NOT_FOUND;
}

size_t
str_rfind_char(struct str s, char c)
{
	for (size_t i = s.n; i > 0; i--)
		if (s.p[i - 1] == c)
			return i - 1;
	return STR_NOT_FOUND;
}

size_t
str_find(struct str s, struct str needle)
{
	const char *hit;

	if (needle.n == 0)
		return 0;
	hit = s.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;
	return hit ? (size_t)(hit - s.p) : STR_NOT_FOUND;
}

struct str
str_from_off(struct str s, size_t off)
{
	if (off > s.n)
		off = s.n;
	return str_of(s.n ? s.p + off : s.p, s.n - off);
}

struct str
str_sub(struct str s, size_t off, size_t n)
{
	s = str_from_off(s, off);
	if (n < s.n)
		s.n = n;
	return s;
}

struct str
str_trim(struct str s)
{
	while (s.n && ascii_space(s.p[0]))
		s = str_from_off(s, 1);
	while (s.n && ascii_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
str_next_part(struct str *rest, char sep, struct str *part)
{
	size_t at;

	if (!rest->p)
		return false;
	at = str_find_char(*rest, sep);
	if (at == STR_NOT_FOUND) {
		*part = *rest;
		*rest = STR_NONE;
	} else {
		*part = str_sub(*rest, 0, at);
		*rest = str_from_off(*rest, at + 1);
	}
	return true;
}

bool
str_next_line(struct str *rest, struct str *line)
{
	if (rest->n == 0 || !str_next_part(rest, '\n', line))
		return false;
	if (line->n && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

bool
str_int(struct str s, int *out)
{
	int value = 0;

	if (s.n == 0 || s.n > 9)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_digit(s.p[i]))
			return false;
		value = value * 10 + (s.p[i] - '0');
	}
	*out = value;
	return true;
}

bool
ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
ascii_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool
ascii_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}
