/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/svg_path.h"

#include <math.h>

static const double CIRCLE = 0.5522847498307936; /* a quarter as a cubic */
static const double PI = 3.14159265358979323846;
static const double FAR = 1e6; /* beyond, a coordinate is a slip or an attack */

struct matrix
matrix_mul(struct matrix o, struct matrix i)
{
	return (struct matrix){
		.a = o.a * i.a + o.c * i.b,
		.b = o.b * i.a + o.d * i.b,
		.c = o.a * i.c + o.c * i.d,
		.d = o.b * i.c + o.d * i.d,
		.e = o.a * i.e + o.c * i.f + o.e,
		.f = o.b * i.e + o.d * i.f + o.f,
	};
}

double
matrix_scale(struct matrix m)
{
	return sqrt(fabs(m.a * m.d - m.b * m.c));
}

static void
skip_gap(struct str *rest)
{
	bool comma = false;

	while (rest->n) {
		char c = *rest->p;

		if (c == ',' && !comma)
			comma = true;
		else if (!ascii_space(c))
			return;
		*rest = str_from_off(*rest, 1);
	}
}

/* Digits into *value; how many there were. */
static size_t
take_digits(struct str *rest, double *value)
{
	size_t n = 0;

	while (rest->n && ascii_digit(*rest->p)) {
		*value = *value * 10 + (*rest->p - '0');
		*rest = str_from_off(*rest, 1);
		n++;
	}
	return n;
}

static int
take_exponent(struct str *rest)
{
	struct str s = str_from_off(*rest, 1);
	bool minus = s.n && *s.p == '-';

	if (s.n && (*s.p == '-' || *s.p == '+'))
		s = str_from_off(s, 1);

	double value = 0;

	if (!take_digits(&s, &value))
		return 0;
	*rest = s;
	int e = value > 99 ? 99 : (int)value;

	return minus ? -e : e;
}

bool
svg_number(struct str *rest, double *out)
{
	struct str s = *rest;

	skip_gap(&s);
	bool minus = s.n && *s.p == '-';

	if (s.n && (*s.p == '-' || *s.p == '+'))
		s = str_from_off(s, 1);

	double value = 0;
	size_t digits = take_digits(&s, &value);
	double scale = 1;

	if (s.n && *s.p == '.') {
		s = str_from_off(s, 1);
		size_t n = take_digits(&s, &value);

		scale = pow(10, -(double)n);
		digits += n;
	}
	if (!digits)
		return false;
	value *= scale;
	if (s.n && (*s.p == 'e' || *s.p == 'E'))
		value *= pow(10, take_exponent(&s));
	if (!(value < FAR))
		value = FAR;
	*out = minus ? -value : value;
	*rest = s;
	return true;
}

/* A flag of an arc: one digit that may touch what follows. */
static bool
take_flag(struct str *rest, double *out)
{
	skip_gap(rest);
	if (!rest->n || (*rest->p != '0' && *rest->p != '1'))
		return false;
	*out = *rest->p - '0';
	*rest = str_from_off(*rest, 1);
	return true;
}

static bool
transform_one(struct str name, const double *v, size_t n, struct matrix *m)
{
	struct matrix t = MATRIX_NONE;

	if (str_is(name, "translate") && (n == 1 || n == 2)) {
		t.e = v[0];
		t.f = n == 2 ? v[1] : 0;
	} else if (str_is(name, "scale") && (n == 1 || n == 2)) {
		t.a = v[0];
		t.d = n == 2 ? v[1] : v[0];
	} else if (str_is(name, "rotate") && (n == 1 || n == 3)) {
		double w = v[0] * PI / 180;
		double x = n == 3 ? v[1] : 0;
		double y = n == 3 ? v[2] : 0;

		t = (struct matrix){ cos(w), sin(w), -sin(w), cos(w), 0, 0 };
		t.e = x - t.a * x - t.c * y;
		t.f = y - t.b * x - t.d * y;
	} else if (str_is(name, "skewX") && n == 1) {
		t.c = tan(v[0] * PI / 180);
	} else if (str_is(name, "skewY") && n == 1) {
		t.b = tan(v[0] * PI / 180);
	} else if (str_is(name, "matrix") && n == 6) {
		t = (struct matrix){ v[0], v[1], v[2], v[3], v[4], v[5] };
	} else {
		return false;
	}
	*m = matrix_mul(*m, t);
	return true;
}

bool
svg_transform(struct str s, struct matrix *m)
{
	for (;;) {
		skip_gap(&s);
		if (!s.n)
			return true;

		size_t open = str_find_char(s, '(');
		size_t close = str_find_char(s, ')');

		if (open == STR_NOT_FOUND || close == STR_NOT_FOUND ||
		    close < open)
			return false;

		struct str name = str_trim(str_sub(s, 0, open));
		struct str list = str_sub(s, open + 1, close - open - 1);
		double v[6];
		size_t n = 0;

		while (n < 6 && svg_number(&list, &v[n]))
			n++;
		if (str_trim(list).n || !transform_one(name, v, n, m))
			return false;
		s = str_from_off(s, close + 1);
	}
}

static float
coordinate(double v)
{
	if (!(v > -FAR))
		return (float)-FAR;
	if (!(v < FAR))
		return (float)FAR;
	return (float)v;
}

static void
place(const struct outline *o, double x, double y, float *px, float *py)
{
	*px = coordinate(o->m.a * x + o->m.c * y + o->m.e);
	*py = coordinate(o->m.b * x + o->m.d * y + o->m.f);
}

static struct segment *
add(struct outline *o, enum segment_kind kind)
{
	if (o->count >= o->most) {
		o->full = true;
		return NULL;
	}

	struct segment *s = arena_push(o->arena, o);

	s->kind = kind;
	return s;
}

static void
move_to(struct outline *o, double x, double y)
{
	struct segment *s = add(o, SEG_MOVE);

	if (s)
		place(o, x, y, &s->x, &s->y);
	o->x = o->start_x = x;
	o->y = o->start_y = y;
}

static void
line_to(struct outline *o, double x, double y)
{
	struct segment *s = add(o, SEG_LINE);

	if (s)
		place(o, x, y, &s->x, &s->y);
	o->x = x;
	o->y = y;
}

/* p: two control points and the end. */
static void
curve_to(struct outline *o, const double p[6])
{
	struct segment *s = add(o, SEG_CURVE);

	if (s) {
		place(o, p[0], p[1], &s->x1, &s->y1);
		place(o, p[2], p[3], &s->x2, &s->y2);
		place(o, p[4], p[5], &s->x, &s->y);
	}
	o->x = p[4];
	o->y = p[5];
}

static void
close_path(struct outline *o)
{
	add(o, SEG_CLOSE);
	o->x = o->start_x;
	o->y = o->start_y;
}

struct arc {
	double cx, cy, rx, ry;
	double sin, cos;    /* of the rotation */
	double from, sweep; /* angles */
};

/* One quarter at most, from angle w over d. */
static void
arc_part(struct outline *o, const struct arc *a, double w, double d)
{
	double k = 4.0 / 3.0 * tan(d / 4);
	double c1 = cos(w), s1 = sin(w);
	double c2 = cos(w + d), s2 = sin(w + d);
	double u[3] = { c1 - k * s1, c2 + k * s2, c2 };
	double v[3] = { s1 + k * c1, s2 - k * c2, s2 };
	double p[6];

	for (int i = 0; i < 3; i++) {
		double x = a->rx * u[i];
		double y = a->ry * v[i];

		p[2 * i] = a->cx + a->cos * x - a->sin * y;
		p[2 * i + 1] = a->cy + a->sin * x + a->cos * y;
	}
	curve_to(o, p);
}

/* v: rx ry rotation large sweep x y. As in SVG 1.1, F.6. */
static void
arc_to(struct outline *o, const double v[7])
{
	double rx = fabs(v[0]), ry = fabs(v[1]);
	double dx = (o->x - v[5]) / 2, dy = (o->y - v[6]) / 2;

	if (rx < 1e-9 || ry < 1e-9) {
		line_to(o, v[5], v[6]);
		return;
	}
	if (fabs(dx) < 1e-12 && fabs(dy) < 1e-12)
		return;

	struct arc a = { .sin = sin(v[2] * PI / 180),
		.cos = cos(v[2] * PI / 180) };
	double x = a.cos * dx + a.sin * dy;
	double y = -a.sin * dx + a.cos * dy;
	double over = x * x / (rx * rx) + y * y / (ry * ry);

	if (over > 1) {
		rx *= sqrt(over);
		ry *= sqrt(over);
	}

	double below = rx * rx * y * y + ry * ry * x * x;
	double root = sqrt(fmax(0, (rx * rx * ry * ry - below) / below));

	if ((v[3] != 0) == (v[4] != 0))
		root = -root;

	double ux = root * rx * y / ry;
	double uy = -root * ry * x / rx;

	a.rx = rx;
	a.ry = ry;
	a.cx = a.cos * ux - a.sin * uy + (o->x + v[5]) / 2;
	a.cy = a.sin * ux + a.cos * uy + (o->y + v[6]) / 2;
	a.from = atan2((y - uy) / ry, (x - ux) / rx);
	a.sweep = atan2((-y - uy) / ry, (-x - ux) / rx) - a.from;
	if (v[4] != 0 && a.sweep < 0)
		a.sweep += 2 * PI;
	if (v[4] == 0 && a.sweep > 0)
		a.sweep -= 2 * PI;

	int parts = (int)ceil(fabs(a.sweep) / (PI / 2) - 1e-9);

	for (int i = 0; i < parts; i++)
		arc_part(o, &a, a.from + a.sweep * i / parts, a.sweep / parts);
	o->x = v[5];
	o->y = v[6];
}

/* What a path command leaves for the smooth one after it. */
struct pen {
	char last;
	double x, y; /* last control point */
};

static size_t
arguments(char upper)
{
	switch (upper) {
	case 'M':
	case 'L':
	case 'T':
		return 2;
	case 'H':
	case 'V':
		return 1;
	case 'C':
		return 6;
	case 'S':
	case 'Q':
		return 4;
	case 'A':
		return 7;
	default:
		return 0;
	}
}

static bool
take_arguments(struct str *rest, char upper, size_t n, double *v)
{
	for (size_t i = 0; i < n; i++) {
		bool flag = upper == 'A' && (i == 3 || i == 4);

		if (!(flag ? take_flag(rest, &v[i]) : svg_number(rest, &v[i])))
			return false;
	}
	return true;
}

static void
make_absolute(const struct outline *o, char upper, size_t n, double *v)
{
	switch (upper) {
	case 'H':
		v[0] += o->x;
		break;
	case 'V':
		v[0] += o->y;
		break;
	case 'A':
		v[5] += o->x;
		v[6] += o->y;
		break;
	default:
		for (size_t i = 0; i + 1 < n; i += 2) {
			v[i] += o->x;
			v[i + 1] += o->y;
		}
	}
}

static void
quadratic(
    struct outline *o, struct pen *pen, double qx, double qy, const double *end)
{
	double p[6] = {
		o->x + 2.0 / 3.0 * (qx - o->x),
		o->y + 2.0 / 3.0 * (qy - o->y),
		end[0] + 2.0 / 3.0 * (qx - end[0]),
		end[1] + 2.0 / 3.0 * (qy - end[1]),
		end[0],
		end[1],
	};

	curve_to(o, p);
	pen->x = qx;
	pen->y = qy;
}

static void
command(struct outline *o, struct pen *pen, char upper, const double *v)
{
	bool smooth_c = pen->last == 'C' || pen->last == 'S';
	bool smooth_q = pen->last == 'Q' || pen->last == 'T';

	switch (upper) {
	case 'M':
		move_to(o, v[0], v[1]);
		break;
	case 'L':
		line_to(o, v[0], v[1]);
		break;
	case 'H':
		line_to(o, v[0], o->y);
		break;
	case 'V':
		line_to(o, o->x, v[0]);
		break;
	case 'C':
		curve_to(o, v);
		pen->x = v[2];
		pen->y = v[3];
		break;
	case 'S':
		curve_to(
		    o, (const double[6]){ smooth_c ? 2 * o->x - pen->x : o->x,
			   smooth_c ? 2 * o->y - pen->y : o->y, v[0], v[1],
			   v[2], v[3] });
		pen->x = v[0];
		pen->y = v[1];
		break;
	case 'Q':
		quadratic(o, pen, v[0], v[1], v + 2);
		break;
	case 'T':
		quadratic(o, pen, smooth_q ? 2 * o->x - pen->x : o->x,
		    smooth_q ? 2 * o->y - pen->y : o->y, v);
		break;
	case 'A':
		arc_to(o, v);
		break;
	default:
		close_path(o);
	}
	pen->last = upper;
}

bool
svg_path(struct outline *o, struct str s)
{
	struct pen pen = { 0 };
	char letter = '\0';
	bool first = true;

	o->x = o->y = o->start_x = o->start_y = 0;
	for (;;) {
		bool repeated = true;

		skip_gap(&s);
		if (!s.n)
			return true;
		if (ascii_alpha(*s.p)) {
			letter = *s.p;
			s = str_from_off(s, 1);
			repeated = false;
		}

		char lower = ascii_lower(letter);
		char upper = (char)(lower - 'a' + 'A');
		size_t n = arguments(upper);
		double v[7];

		/* Path data begins with a move; Z stands alone. */
		if (!letter || (n == 0 && (upper != 'Z' || repeated)) ||
		    (first && upper != 'M') || o->full)
			return false;
		if (!take_arguments(&s, upper, n, v))
			return false;
		if (letter == lower)
			make_absolute(o, upper, n, v);
		command(o, &pen, upper == 'M' && repeated ? 'L' : upper, v);
		first = false;
	}
}

bool
svg_points(struct outline *o, struct str s, bool closed)
{
	double x, y;
	bool any = false;

	while (svg_number(&s, &x)) {
		if (!svg_number(&s, &y))
			return false;
		if (any)
			line_to(o, x, y);
		else
			move_to(o, x, y);
		any = true;
	}
	if (any && closed)
		close_path(o);
	return !str_trim(s).n;
}

void
svg_rect(struct outline *o, double x, double y, double w, double h, double rx,
    double ry)
{
	rx = fmin(rx, w / 2);
	ry = fmin(ry, h / 2);
	if (rx <= 0 || ry <= 0) {
		move_to(o, x, y);
		line_to(o, x + w, y);
		line_to(o, x + w, y + h);
		line_to(o, x, y + h);
		close_path(o);
		return;
	}

	double kx = rx * (1 - CIRCLE), ky = ry * (1 - CIRCLE);
	double r = x + w, b = y + h;

	move_to(o, x + rx, y);
	line_to(o, r - rx, y);
	curve_to(o, (const double[6]){ r - kx, y, r, y + ky, r, y + ry });
	line_to(o, r, b - ry);
	curve_to(o, (const double[6]){ r, b - ky, r - kx, b, r - rx, b });
	line_to(o, x + rx, b);
	curve_to(o, (const double[6]){ x + kx, b, x, b - ky, x, b - ry });
	line_to(o, x, y + ry);
	curve_to(o, (const double[6]){ x, y + ky, x + kx, y, x + rx, y });
	close_path(o);
}

void
svg_ellipse(struct outline *o, double cx, double cy, double rx, double ry)
{
	double kx = rx * CIRCLE, ky = ry * CIRCLE;
	double l = cx - rx, r = cx + rx, t = cy - ry, b = cy + ry;

	move_to(o, r, cy);
	curve_to(o, (const double[6]){ r, cy + ky, cx + kx, b, cx, b });
	curve_to(o, (const double[6]){ cx - kx, b, l, cy + ky, l, cy });
	curve_to(o, (const double[6]){ l, cy - ky, cx - kx, t, cx, t });
	curve_to(o, (const double[6]){ cx + kx, t, r, cy - ky, r, cy });
	close_path(o);
}

void
svg_line(struct outline *o, double x1, double y1, double x2, double y2)
{
	move_to(o, x1, y1);
	line_to(o, x2, y2);
}
