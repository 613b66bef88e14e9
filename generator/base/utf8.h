/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * UTF-8: checking, decoding, counting, NFC and case folding. Everything but
 * utf8_check and utf8_decode expects valid input.
 */
#ifndef SAMPLAN_BASE_UTF8_H
#define SAMPLAN_BASE_UTF8_H

#include <stdint.h>

#include "base/sb.h"
#include "base/str.h"

#define UTF8_BAD ((uint32_t)-1)

/*
 * The code point at s.p[*off], moving *off behind it. Broken input gives
 * UTF8_BAD and moves one byte; surrogates and overlong forms are broken.
 */
static inline uint32_t utf8_decode(struct str s, size_t *off);
/* Offset of the first broken byte, or s.n. */
size_t utf8_check(struct str s);
void utf8_encode(struct sb *out, uint32_t cp);
/* Code points in s. */
size_t utf8_count(struct str s);
/* Columns on a terminal: wide characters 2, combining ones 0. */
size_t utf8_width(struct str s);
/* Start of the character that holds byte off. */
size_t utf8_start(struct str s, size_t off);

/* Quick answer: no character of s can change in NFC. */
bool utf8_surely_nfc(struct str s);
/* Appends s in Normalization Form C. */
void utf8_nfc(struct sb *out, struct str s);
/* Appends s case-folded (UAX 21), å ä ö kept. */
void utf8_fold(struct sb *out, struct str s);
/* Appends s case-folded with accents and rings dropped: å ä → a, ö → o. */
void utf8_fold_ascii(struct sb *out, struct str s);
/*
 * Appends s as a part of an address or an anchor: folded as above, letters
 * and digits of ASCII kept, anything else one "-", none at the ends.
 */
void utf8_slug(struct sb *out, struct str s);
bool utf8_is_letter(uint32_t cp);
bool utf8_is_digit(uint32_t cp);
/* Accents and signs that belong to the letter before them. */
bool utf8_is_mark(uint32_t cp);
bool utf8_is_upper(uint32_t cp);
uint32_t utf8_lower(uint32_t cp);
/* C0 (but not tab, LF, CR), C1, bidi marks, line separators, U+FEFF. */
bool utf8_is_control(uint32_t cp);
/* Nothing to see: white space of any kind and signs without a shape, or "". */
bool utf8_is_blank(struct str s);

/* What utf8_decode does outside ASCII. */
uint32_t utf8_decode_wide(struct str s, size_t *off);

static inline uint32_t
utf8_decode(struct str s, size_t *off)
{
	unsigned char lead = (unsigned char)s.p[*off];

	if (lead >= 0x80)
		return utf8_decode_wide(s, off);
	(*off)++;
	return lead;
}

#endif
