/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/html_doc.h"

#include "model/picture.h"
#include "render/html.h"

/*
 * Hundredths of a unit are finer than any screen shows a pictogram. Rounded as
 * lroundf does, half away from zero: the sum is exact in a double.
 */
static void
number(struct sb *out, float value)
{
	double hundredths = (double)(value * 100);
	long n = (long)(hundredths + (hundredths < 0 ? -0.5 : 0.5));
	unsigned long rest = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
	char text[32], *end = text + sizeof(text), *at = end;
	unsigned long part = rest % 100;

	if (part % 10)
		*--at = (char)('0' + part % 10);
	if (part) {
		*--at = (char)('0' + part / 10);
		*--at = '.';
	}
	rest /= 100;
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (n < 0)
		*--at = '-';
	sb_bytes(out, at, (size_t)(end - at));
}

static void
pair(struct sb *out, float x, float y)
{
	number(out, x);
	sb_ch(out, ' ');
	number(out, y);
}

static void
segment(struct sb *out, const struct segment *s)
{
	switch (s->kind) {
	case SEG_MOVE:
		sb_ch(out, 'M');
		pair(out, s->x, s->y);
		break;
	case SEG_LINE:
		sb_ch(out, 'L');
		pair(out, s->x, s->y);
		break;
	case SEG_CURVE:
		sb_ch(out, 'C');
		pair(out, s->x1, s->y1);
		sb_ch(out, ' ');
		pair(out, s->x2, s->y2);
		sb_ch(out, ' ');
		pair(out, s->x, s->y);
		break;
	case SEG_CLOSE:
		sb_ch(out, 'Z');
		break;
	}
}

/* The accent is a class, so that each colour set can choose its own. */
static void
paint(struct sb *out, const char *attribute, struct paint p)
{
	switch (p.kind) {
	case PAINT_NONE:
		sb_fmt(out, " %s=\"none\"", attribute);
		break;
	case PAINT_MAIN:
		sb_fmt(out, " %s=\"currentColor\"", attribute);
		break;
	case PAINT_ACCENT:
		sb_fmt(out, " class=\"accent-%s\"", attribute);
		break;
	case PAINT_RGB:
		sb_fmt(out, " %s=\"#%06x\"", attribute,
		    (unsigned)(p.rgb & 0xffffff));
		break;
	}
}

static void
line(struct sb *out, const struct shape *s)
{
	if (s->stroke.kind == PAINT_NONE)
		return;
	sb_cstr(out, " stroke-width=\"");
	number(out, s->stroke_width);
	sb_ch(out, '"');
	if (s->cap == CAP_ROUND)
		sb_cstr(out, " stroke-linecap=\"round\"");
	else if (s->cap == CAP_SQUARE)
		sb_cstr(out, " stroke-linecap=\"square\"");
	if (s->join == JOIN_ROUND)
		sb_cstr(out, " stroke-linejoin=\"round\"");
	else if (s->join == JOIN_BEVEL)
		sb_cstr(out, " stroke-linejoin=\"bevel\"");
}

static void
shape(struct sb *out, const struct shape *s)
{
	bool both =
	    s->fill.kind == PAINT_ACCENT && s->stroke.kind == PAINT_ACCENT;

	sb_cstr(out, "<path");
	if (both) {
		sb_cstr(out, " class=\"accent-fill accent-stroke\"");
	} else {
		paint(out, "fill", s->fill);
		if (s->stroke.kind != PAINT_NONE)
			paint(out, "stroke", s->stroke);
	}
	line(out, s);
	if (s->even_odd)
		sb_cstr(out, " fill-rule=\"evenodd\"");
	sb_cstr(out, " d=\"");
	for (size_t i = 0; i < s->count; i++)
		segment(out, &s->segments[i]);
	sb_cstr(out, "\"/>");
}

void
html_pictogram(const struct pictogram *p, struct str label, struct sb *out)
{
	const struct picture *picture = p ? p->picture : NULL;

	if (!picture)
		return;
	sb_cstr(out, "<svg class=\"picto\" viewBox=\"0 0 ");
	pair(out, picture->width, picture->height);
	if (label.n) {
		sb_cstr(out, "\" role=\"img\" aria-label=\"");
		html_attr(out, label);
		sb_cstr(out, "\">");
	} else {
		sb_cstr(out, "\" aria-hidden=\"true\">");
	}
	for (size_t i = 0; i < picture->count; i++)
		shape(out, &picture->shapes[i]);
	sb_cstr(out, "</svg>");
}
