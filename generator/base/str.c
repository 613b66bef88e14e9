/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/str.h"

#include <string.h>

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	if (order)
		return order;
	return (a.n > b.n) - (a.n < b.n);
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

const void *
str_search(
    const void *items, size_t count, size_t size, size_t offset, struct str key)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const void *item = (const char *)items + mid * size;
		int order = str_cmp(
		    *(const struct str *)((const char *)item + offset), key);

		if (order == 0)
			return item;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}
