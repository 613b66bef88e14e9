/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The geometry of SVG: numbers, transforms, path data and basic shapes, as
 * segments in the outermost coordinates. Broken data draws up to the fault, as
 * SVG demands, and says so by giving false.
 */
#ifndef SAMPLAN_LOAD_SVG_PATH_H
#define SAMPLAN_LOAD_SVG_PATH_H

#include "base/arena.h"
#include "model/picture.h"

/* x' = a x + c y + e, y' = b x + d y + f */
struct matrix {
	double a, b, c, d, e, f;
};

#define MATRIX_NONE ((struct matrix){ 1, 0, 0, 1, 0, 0 })

struct outline {
	struct arena *arena;
	struct segment *items;
	size_t count;
	size_t cap;
	size_t most; /* segments allowed */
	bool full;   /* the limit was reached */
	struct matrix m;
	double x, y; /* current point, before m */
	double start_x, start_y;
};

struct matrix matrix_mul(struct matrix outer, struct matrix inner);
/* How much lengths grow, on average. */
double matrix_scale(struct matrix m);

/*
 * Takes a number off *rest, with white space and one comma before it. False:
 * there is none. Never depends on the locale.
 */
bool svg_number(struct str *rest, double *out);
/* The value of a transform attribute after m. */
bool svg_transform(struct str s, struct matrix *m);

bool svg_path(struct outline *o, struct str data);
bool svg_points(struct outline *o, struct str data, bool closed);
void svg_rect(struct outline *o, double x, double y, double w, double h,
    double rx, double ry);
void svg_ellipse(struct outline *o, double cx, double cy, double rx, double ry);
void svg_line(struct outline *o, double x1, double y1, double x2, double y2);

#endif
