/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A borrowed piece of text: pointer and length, not terminated. It owns
 * nothing and lives as long as what it points into. Bytes are valid UTF-8 in
 * NFC wherever they come from load/. Comparison is by bytes; no locale.
 */
#ifndef SAMPLAN_BASE_STR_H
#define SAMPLAN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
#define STR_NONE ((struct str){ NULL, 0 })
/* For printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).n, (s).n ? (s).p : ""
#define STR_NOT_FOUND ((size_t)-1)

struct str str_from(const char *cstr);
struct str str_of(const char *p, size_t n);
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *cstr);
/* Order by bytes (which is the order by code point in UTF-8). */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Offset of the first c or needle, or STR_NOT_FOUND. */
size_t str_find_char(struct str s, char c);
size_t str_rfind_char(struct str s, char c);
size_t str_find(struct str s, struct str needle);
/* From byte off to the end; off beyond the end gives an empty piece. */
struct str str_from_off(struct str s, size_t off);
struct str str_sub(struct str s, size_t off, size_t n);
/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);
/* Takes the part before the next sep off *rest; false at the end. */
bool str_next_part(struct str *rest, char sep, struct str *part);
/* Takes the next line off *rest, without its \n or \r\n; false at the end. */
bool str_next_line(struct str *rest, struct str *line);
/* Digits only, at most 9 of them; false leaves *out as it was. */
bool str_int(struct str s, int *out);
bool ascii_digit(char c);
bool ascii_alpha(char c);
bool ascii_space(char c);
char ascii_lower(char c);

#endif
