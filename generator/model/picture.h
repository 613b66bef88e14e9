/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A pictogram as it is drawn: paths of straight lines and cubic curves, with
 * all transforms, groups and styles already worked in. y grows downwards, the
 * picture fills width × height from (0, 0). Made by load/svg.h, const after.
 */
#ifndef SAMPLAN_MODEL_PICTURE_H
#define SAMPLAN_MODEL_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum paint_kind {
	PAINT_NONE,
	PAINT_MAIN,   /* currentColor: the colour of the text around */
	PAINT_ACCENT, /* class "accent": the theme's accent */
	PAINT_RGB     /* a fixed colour */
};

struct paint {
	enum paint_kind kind;
	uint32_t rgb; /* 0xRRGGBB; also what the file said for an accent */
};

enum segment_kind { SEG_MOVE, SEG_LINE, SEG_CURVE, SEG_CLOSE };

/* The end point is the last pair that the kind uses. */
struct segment {
	enum segment_kind kind;
	float x1, y1, x2, y2; /* control points of a curve */
	float x, y;
};

enum line_cap { CAP_BUTT, CAP_ROUND, CAP_SQUARE };
enum line_join { JOIN_MITER, JOIN_ROUND, JOIN_BEVEL };

struct shape {
	struct paint fill;
	struct paint stroke;
	float stroke_width;
	enum line_cap cap;
	enum line_join join;
	bool even_odd;
	struct segment *segments;
	size_t count;
};

struct picture {
	float width;
	float height;
	struct shape *shapes; /* in drawing order */
	size_t count;
};

#endif
