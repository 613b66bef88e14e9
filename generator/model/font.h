/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A face as layout and paper need it: measures in thousandths of the type
 * size, the advance of every character, and a way to have a subset made.
 * Made by load/font.h, which keeps what lies behind it; const after load.
 */
#ifndef SAMPLAN_MODEL_FONT_H
#define SAMPLAN_MODEL_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sb.h"

enum {
	FONT_DIRECT = 0x250 /* characters below are looked up at once */
};

struct font_glyph {
	uint32_t cp;
	uint16_t advance;
};

struct font {
	struct str name; /* PostScript name: "Andika-Bold" */
	struct str file;
	int ascent;
	int descent; /* negative */
	int cap_height;
	int x_height;
	int bbox[4];
	int weight; /* 400, 700 */
	/* Advance of characters below FONT_DIRECT; -1 where there is none. */
	int16_t direct[FONT_DIRECT];
	const struct font_glyph *glyphs; /* the others, sorted by cp */
	size_t glyph_count;
	/*
	 * Appends a TrueType subset that holds the count characters cps, and
	 * writes to gids the glyph number of each in it. False: the font
	 * cannot give it.
	 */
	bool (*subset)(const struct font *f, const uint32_t *cps, size_t count,
	    uint16_t *gids, struct sb *out);
	void *handle; /* of load/font.c */
};

/* The faces of paper. */
enum face { FACE_REGULAR, FACE_BOLD, FACE_COUNT };

/* Thousandths of the type size, or -1 when the face lacks the character. */
int font_advance(const struct font *f, uint32_t cp);

#endif
