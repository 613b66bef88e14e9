/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where a reader pauses [frasanpassat radfall]: how bad it is to end a line
 * between two words of Swedish. A small table of word classes, no grammar: it
 * breaks before conjunctions, prepositions and relative words, and keeps
 * names, dates, numbers with their unit and verb groups whole.
 */
#ifndef SAMPLAN_RENDER_PHRASE_H
#define SAMPLAN_RENDER_PHRASE_H

#include <stdint.h>

#include "base/str.h"

/* What a word is, as bits; a word can be several things. */
enum word_class {
	WORD_CONJUNCTION = 1 << 0, /* och, men */
	WORD_SUBJUNCTION = 1 << 1, /* att, som, när */
	WORD_PREPOSITION = 1 << 2,
	WORD_ARTICLE = 1 << 3,  /* en, den, din: wants a noun after it */
	WORD_SUBJECT = 1 << 4,  /* du, jag, vi */
	WORD_OBJECT = 1 << 5,   /* dig, mig, sig */
	WORD_HELPER = 1 << 6,   /* ska, kan, har: wants a verb after it */
	WORD_PARTICLE = 1 << 7, /* hem, upp: belongs to the verb before */
	WORD_NOT = 1 << 8,
	WORD_NUMBER = 1 << 9, /* två, 5, 08-000 */
	WORD_MONTH = 1 << 10,
	WORD_WEEKDAY = 1 << 11,
	WORD_CAPITAL = 1 << 12,
	WORD_STOP = 1 << 13,  /* ends with . ! ? : */
	WORD_COMMA = 1 << 14, /* ends with , ; or is a dash */
	WORD_CLOCK = 1 << 15, /* klockan, sidan, rum: wants a number */
	WORD_DIGITS = 1 << 16 /* begins with a digit */
};

enum {
	BREAK_GOOD = 0,
	BREAK_PLAIN = 100,
	BREAK_BAD = 300, /* at or above: inside a phrase */
	BREAK_NEVER = 1000
};

uint32_t phrase_class(struct str word);
/* The cost of ending a line between two words of these classes. */
int phrase_break(uint32_t before, uint32_t after);

#endif
