/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/svg.h"

#include <math.h>
#include <string.h>

#include <expat.h>

#include "diag/msg.h"
#include "load/svg_path.h"

/* What an element hands on to those inside it. */
struct style {
	struct matrix m;
	struct paint fill;
	struct paint stroke;
	double stroke_width;
	enum line_cap cap;
	enum line_join join;
	bool even_odd;
	bool accent;
	bool hidden; /* display: none, or inside defs */
};

struct shapes {
	struct shape *items;
	size_t count;
	size_t cap;
};

struct svg {
	struct arena *arena;
	struct diags *ds;
	XML_Parser parser;
	struct str text;
	uint32_t source;
	struct style stack[SVG_MOST_DEPTH];
	size_t depth;
	size_t segments;
	bool stopped;
	bool root; /* the svg element has come */
	double width, height;
	struct shapes shapes;
};

static struct span
here(const struct svg *v)
{
	long at = XML_GetCurrentByteIndex(v->parser);
	int n = XML_GetCurrentByteCount(v->parser);
	size_t off = at < 0 ? 0 : (size_t)at;

	if (off > v->text.n)
		off = v->text.n;
	if (n < 0 || (size_t)n > v->text.n - off)
		n = 0;
	return (struct span){ v->source, (uint32_t)off, (uint32_t)n };
}

static void
stop(struct svg *v)
{
	v->stopped = true;
	XML_StopParser(v->parser, XML_FALSE);
}

static void
not_drawn(struct svg *v, const char *what)
{
	diag_add(v->ds, DIAG_P03, here(v),
	    N_("this picture uses \"%s\", which is not drawn"), what);
}

static int
hex_digit(char c)
{
	if (ascii_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
hex_colour(struct str s, uint32_t *rgb)
{
	uint32_t value = 0;

	if (s.n != 3 && s.n != 6)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int d = hex_digit(s.p[i]);

		if (d < 0)
			return false;
		value = value << 4 | (uint32_t)d;
		if (s.n == 3)
			value = value << 4 | (uint32_t)d;
	}
	*rgb = value;
	return true;
}

static bool
rgb_colour(struct str s, uint32_t *rgb)
{
	uint32_t value = 0;

	if (!str_starts(s, STR("rgb(")) || !str_ends(s, STR(")")))
		return false;
	s = str_sub(s, 4, s.n - 5);
	for (int i = 0; i < 3; i++) {
		double part;

		if (!svg_number(&s, &part) || part < 0 || part > 255)
			return false;
		value = value << 8 | (uint32_t)part;
	}
	*rgb = value;
	return !str_trim(s).n;
}

/* Black is the colour of the text around: a picture follows its page. */
static void
parse_paint(struct svg *v, struct str s, struct paint *out)
{
	uint32_t rgb;

	s = str_trim(s);
	if (str_is(s, "inherit"))
		return;
	if (str_is(s, "none") || str_is(s, "transparent")) {
		*out = (struct paint){ PAINT_NONE, 0 };
	} else if (str_is(s, "currentColor") || str_is(s, "currentcolor") ||
		   str_is(s, "black")) {
		*out = (struct paint){ PAINT_MAIN, 0 };
	} else if (str_is(s, "white")) {
		*out = (struct paint){ PAINT_RGB, 0xffffff };
	} else if (((s.n && *s.p == '#' &&
		       hex_colour(str_from_off(s, 1), &rgb))) ||
		   rgb_colour(s, &rgb)) {
		*out = (struct paint){ rgb ? PAINT_RGB : PAINT_MAIN, rgb };
	} else {
		not_drawn(
		    v, s.n && s.n < 60 ? arena_cstr(v->arena, s) : "fill");
		*out = (struct paint){ PAINT_MAIN, 0 };
	}
}

/* A length: a number, perhaps with px behind it. */
static bool
parse_length(struct str s, double *out)
{
	double value;

	if (!svg_number(&s, &value))
		return false;
	s = str_trim(s);
	if (s.n && !str_is(s, "px"))
		return false;
	*out = value;
	return true;
}

static void
parse_opacity(struct svg *v, struct str value, struct paint *a, struct paint *b)
{
	double part;

	if (!svg_number(&value, &part) || part >= 0.99)
		return;
	if (part > 0.01) {
		not_drawn(v, "opacity");
		return;
	}
	a->kind = PAINT_NONE;
	if (b)
		b->kind = PAINT_NONE;
}

static void
set_line(struct style *st, struct str name, struct str value)
{
	double width;

	if (str_is(name, "stroke-width")) {
		if (parse_length(value, &width) && width >= 0)
			st->stroke_width = width;
	} else if (str_is(name, "stroke-linecap")) {
		st->cap = str_is(value, "round")    ? CAP_ROUND
			  : str_is(value, "square") ? CAP_SQUARE
						    : CAP_BUTT;
	} else {
		st->join = str_is(value, "round")   ? JOIN_ROUND
			   : str_is(value, "bevel") ? JOIN_BEVEL
						    : JOIN_MITER;
	}
}

static void
set_property(struct svg *v, struct style *st, struct str name, struct str value)
{
	value = str_trim(value);
	if (str_is(name, "fill"))
		parse_paint(v, value, &st->fill);
	else if (str_is(name, "stroke"))
		parse_paint(v, value, &st->stroke);
	else if (str_is(name, "stroke-width") ||
		 str_is(name, "stroke-linecap") ||
		 str_is(name, "stroke-linejoin"))
		set_line(st, name, value);
	else if (str_is(name, "fill-rule"))
		st->even_odd = str_is(value, "evenodd");
	else if (str_is(name, "opacity"))
		parse_opacity(v, value, &st->fill, &st->stroke);
	else if (str_is(name, "fill-opacity"))
		parse_opacity(v, value, &st->fill, NULL);
	else if (str_is(name, "stroke-opacity"))
		parse_opacity(v, value, &st->stroke, NULL);
	else if (str_is(name, "display") || str_is(name, "visibility"))
		st->hidden = st->hidden || str_is(value, "none") ||
			     str_is(value, "hidden");
	else if ((str_is(name, "clip-path") || str_is(name, "mask") ||
		     str_is(name, "filter") ||
		     str_is(name, "stroke-dasharray")) &&
		 !str_is(value, "none"))
		not_drawn(v, arena_cstr(v->arena, name));
}

static bool
has_word(struct str list, const char *word)
{
	struct str part;

	while (str_next_part(&list, ' ', &part)) {
		if (str_is(part, word))
			return true;
	}
	return false;
}

static void
read_style(struct svg *v, struct style *st, const char **atts)
{
	for (; *atts; atts += 2) {
		struct str name = str_from(atts[0]);
		struct str value = str_from(atts[1]);
		struct str part;

		if (str_is(name, "transform")) {
			if (!svg_transform(value, &st->m))
				diag_add(v->ds, DIAG_P01, here(v),
				    N_("this transform cannot be read"));
		} else if (str_is(name, "class")) {
			st->accent = st->accent || has_word(value, "accent");
		} else if (str_is(name, "style")) {
			while (str_next_part(&value, ';', &part)) {
				size_t colon = str_find_char(part, ':');

				if (colon == STR_NOT_FOUND)
					continue;
				set_property(v, st,
				    str_trim(str_sub(part, 0, colon)),
				    str_from_off(part, colon + 1));
			}
		} else {
			set_property(v, st, name, value);
		}
	}
}

static struct str
attribute(const char **atts, const char *name)
{
	for (; *atts; atts += 2) {
		if (!strcmp(atts[0], name))
			return str_from(atts[1]);
	}
	return STR_NONE;
}

static double
length(const char **atts, const char *name, double missing)
{
	double value = missing;

	parse_length(attribute(atts, name), &value);
	return value;
}

/* Corners: one missing radius is the other one. */
static void
draw_rect(struct outline *o, const char **atts)
{
	double rx = length(atts, "rx", -1);
	double ry = length(atts, "ry", rx);
	double w = length(atts, "width", 0), h = length(atts, "height", 0);

	if (rx < 0)
		rx = ry;
	if (w > 0 && h > 0)
		svg_rect(o, length(atts, "x", 0), length(atts, "y", 0), w, h,
		    rx, ry);
}

static bool
draw(struct outline *o, const char *name, const char **atts)
{
	double cx = length(atts, "cx", 0), cy = length(atts, "cy", 0);
	double r = length(atts, "r", 0);
	double rx = length(atts, "rx", 0), ry = length(atts, "ry", 0);

	if (!strcmp(name, "path"))
		return svg_path(o, attribute(atts, "d"));
	if (!strcmp(name, "polygon") || !strcmp(name, "polyline"))
		return svg_points(o, attribute(atts, "points"), name[4] == 'g');
	if (!strcmp(name, "rect"))
		draw_rect(o, atts);
	else if (!strcmp(name, "circle") && r > 0)
		svg_ellipse(o, cx, cy, r, r);
	else if (!strcmp(name, "ellipse") && rx > 0 && ry > 0)
		svg_ellipse(o, cx, cy, rx, ry);
	else if (!strcmp(name, "line"))
		svg_line(o, length(atts, "x1", 0), length(atts, "y1", 0),
		    length(atts, "x2", 0), length(atts, "y2", 0));
	return true;
}

static struct paint
worked_in(struct paint p, const struct style *st)
{
	if (st->accent && p.kind != PAINT_NONE &&
	    !(p.kind == PAINT_RGB && p.rgb == 0xffffff))
		p.kind = PAINT_ACCENT;
	return p;
}

static void
add_shape(
    struct svg *v, const struct style *st, const char *name, const char **atts)
{
	if (st->hidden ||
	    (st->fill.kind == PAINT_NONE && st->stroke.kind == PAINT_NONE))
		return;

	struct outline o = { .arena = v->arena,
		.m = st->m,
		.most = SVG_MOST_SEGMENTS - v->segments };

	if (!draw(&o, name, atts) && !o.full)
		diag_add(v->ds, DIAG_P01, here(v),
		    N_("this shape cannot be read to its end"));
	if (o.full || v->shapes.count >= SVG_MOST_SHAPES) {
		diag_add(v->ds, DIAG_P02, here(v),
		    N_("the picture has more than %d segments or %d shapes"),
		    SVG_MOST_SEGMENTS, SVG_MOST_SHAPES);
		stop(v);
		return;
	}
	if (!o.count)
		return;
	v->segments += o.count;

	struct shape *shape = arena_push(v->arena, &v->shapes);

	shape->fill = worked_in(st->fill, st);
	shape->stroke = worked_in(st->stroke, st);
	shape->stroke_width =
	    (float)fmin(st->stroke_width * matrix_scale(st->m), 1e4);
	if (!(shape->stroke_width > 0))
		shape->stroke.kind = PAINT_NONE;
	shape->cap = st->cap;
	shape->join = st->join;
	shape->even_odd = st->even_odd;
	shape->segments = o.items;
	shape->count = o.count;
}

static void
open_root(struct svg *v, struct style *st, const char **atts)
{
	struct str box = attribute(atts, "viewBox");
	double n[4];
	int have = 0;

	while (have < 4 && svg_number(&box, &n[have]))
		have++;
	if (have < 4) {
		n[0] = n[1] = 0;
		n[2] = length(atts, "width", 0);
		n[3] = length(atts, "height", 0);
	}
	if (!(n[2] > 0.01) || !(n[3] > 0.01)) {
		diag_add(v->ds, DIAG_P01, here(v),
		    N_("the picture says no size: viewBox is missing"));
		stop(v);
		return;
	}
	v->root = true;
	v->width = n[2];
	v->height = n[3];
	st->m.e = -n[0];
	st->m.f = -n[1];
}

enum element { EL_SHAPE, EL_GROUP, EL_QUIET, EL_UNKNOWN };

static enum element
element_kind(const char *name)
{
	static const struct {
		const char *name;
		enum element kind;
	} table[] = {
		{ "path", EL_SHAPE },
		{ "rect", EL_SHAPE },
		{ "circle", EL_SHAPE },
		{ "ellipse", EL_SHAPE },
		{ "line", EL_SHAPE },
		{ "polyline", EL_SHAPE },
		{ "polygon", EL_SHAPE },
		{ "svg", EL_GROUP },
		{ "g", EL_GROUP },
		{ "a", EL_GROUP },
		{ "switch", EL_GROUP },
		/* These draw nothing where they stand. */
		{ "title", EL_QUIET },
		{ "desc", EL_QUIET },
		{ "metadata", EL_QUIET },
		{ "defs", EL_QUIET },
		{ "symbol", EL_QUIET },
		{ "clipPath", EL_QUIET },
		{ "mask", EL_QUIET },
		{ "linearGradient", EL_QUIET },
		{ "radialGradient", EL_QUIET },
		{ "filter", EL_QUIET },
		{ "marker", EL_QUIET },
		{ "pattern", EL_QUIET },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (!strcmp(table[i].name, name))
			return table[i].kind;
	}
	/* Editors add elements in name spaces of their own. */
	return strchr(name, ':') ? EL_QUIET : EL_UNKNOWN;
}

static void
on_start(void *user, const XML_Char *name, const XML_Char **atts)
{
	struct svg *v = user;

	if (v->stopped)
		return;
	if (v->depth + 1 >= SVG_MOST_DEPTH) {
		diag_add(v->ds, DIAG_P02, here(v),
		    N_("more than %d elements inside each other"),
		    SVG_MOST_DEPTH);
		stop(v);
		return;
	}

	struct style *st = &v->stack[v->depth + 1];

	*st = v->stack[v->depth];
	v->depth++;
	if (v->depth == 1) {
		if (strcmp(name, "svg")) {
			diag_add(v->ds, DIAG_P01, here(v),
			    N_("this is not an SVG picture"));
			stop(v);
			return;
		}
		open_root(v, st, atts);
	}

	enum element kind = element_kind(name);

	if (kind == EL_QUIET || kind == EL_UNKNOWN) {
		if (kind == EL_UNKNOWN && !st->hidden)
			not_drawn(v, name);
		st->hidden = true;
		return;
	}
	if (v->stopped || st->hidden)
		return;
	read_style(v, st, atts);
	if (kind == EL_SHAPE)
		add_shape(v, st, name, atts);
}

static void
on_end(void *user, const XML_Char *name)
{
	struct svg *v = user;

	(void)name;
	if (v->depth)
		v->depth--;
}

static void
on_doctype(void *user, const XML_Char *name, const XML_Char *system,
    const XML_Char *pub, int internal)
{
	struct svg *v = user;

	(void)name;
	(void)system;
	(void)pub;
	(void)internal;
	diag_add(v->ds, DIAG_P04, here(v),
	    N_("a picture must not have a document type declaration"));
	stop(v);
}

static void
parse(struct svg *v)
{
	XML_SetUserData(v->parser, v);
	XML_SetElementHandler(v->parser, on_start, on_end);
	XML_SetStartDoctypeDeclHandler(v->parser, on_doctype);
	if (XML_Parse(v->parser, v->text.p, (int)v->text.n, XML_TRUE) ==
		XML_STATUS_ERROR &&
	    !v->stopped) {
		diag_add(v->ds, DIAG_P01, here(v),
		    N_("the picture is not well-formed XML: %s"),
		    XML_ErrorString(XML_GetErrorCode(v->parser)));
		v->stopped = true;
	}
	if (!v->stopped && !v->shapes.count) {
		diag_add(v->ds, DIAG_P01, (struct span){ v->source, 0, 0 },
		    N_("the picture draws nothing"));
		v->stopped = true;
	}
}

const struct picture *
svg_load(struct arena *a, struct diags *ds, uint32_t source)
{
	struct svg *v = arena_new(a, struct svg);

	v->arena = a;
	v->ds = ds;
	v->source = source;
	v->text = source_text(&ds->sources, source);
	if (v->text.n > SVG_MOST_BYTES) {
		diag_add(ds, DIAG_P02, (struct span){ source, 0, 0 },
		    N_("the picture is larger than %d bytes"), SVG_MOST_BYTES);
		return NULL;
	}
	v->stack[0] = (struct style){
		.m = MATRIX_NONE, .fill = { PAINT_MAIN, 0 }, .stroke_width = 1
	};
	v->parser = XML_ParserCreate("UTF-8");
	if (!v->parser)
		return NULL;
	parse(v);
	XML_ParserFree(v->parser);
	if (v->stopped)
		return NULL;

	struct picture *p = arena_new(a, struct picture);

	p->width = (float)v->width;
	p->height = (float)v->height;
	p->shapes = v->shapes.items;
	p->count = v->shapes.count;
	return p;
}
