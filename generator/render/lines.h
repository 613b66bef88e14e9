/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Text to lines: measures words, checks every character against the faces, and
 * chooses where lines end so that phrases stay whole and the margin is calm.
 * Never hyphenates. Gives items with y = 0 for the base line of their line.
 */
#ifndef SAMPLAN_RENDER_LINES_H
#define SAMPLAN_RENDER_LINES_H

#include "render/layout.h"

struct manner {
	float size;
	float leading;
	enum face face;
	enum ink ink;
	int most;     /* characters a line */
	bool phrases; /* break where a reader pauses; else fill the line */
};

struct line {
	struct item *items;
	size_t count;
	size_t cap;
	float width;
	size_t characters;
};

struct lines {
	struct line *items;
	size_t count;
	size_t cap;
};

/* State of one document's text. */
struct typesetter {
	struct arena *arena;
	const struct layout_options *options;
	const struct sheet *sheet;
	struct layout *layout;
	struct diags *ds;
	struct {
		uint32_t *items; /* characters already reported */
		size_t count;
		size_t cap;
	} reported;
};

/*
 * The lines of one sentence, from x within width. Text belongs to element;
 * links and other languages get elements of their own below it. more: another
 * sentence of the same element follows, so the last line keeps a space too.
 */
struct lines lines_of(struct typesetter *t, const struct sentence *s,
    const struct manner *m, uint32_t element, float x, float width, bool more);

/* A single line of our own words, not broken. */
struct item line_plain(struct typesetter *t, struct str text,
    const struct manner *m, uint32_t element, float x);
float line_width(
    const struct typesetter *t, struct str text, enum face face, float size);

uint32_t element_add(struct layout *l, uint32_t parent, enum tag role);

#endif
