/* SPDX-License-Identifier: EUPL-1.2 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "load/svg.h"

#define HEAD "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\">"

struct loaded {
	struct arena arena;
	struct diags ds;
	const struct picture *picture;
};

static void
load(struct loaded *l, struct str text)
{
	*l = (struct loaded){ 0 };
	l->picture = svg_load(
	    &l->arena, &l->ds, source_add(&l->ds.sources, STR("p.svg"), text));
}

static void
release(struct loaded *l)
{
	diag_release(&l->ds);
	arena_release(&l->arena);
}

static void
assert_near(float a, float b)
{
	if (fabsf(a - b) > 0.01F)
		fail_msg("%.3f is not %.3f", (double)a, (double)b);
}

/* The end of segment n of the only shape. */
static void
assert_end(const struct loaded *l, size_t n, float x, float y)
{
	assert_non_null(l->picture);
	assert_true(n < l->picture->shapes[0].count);
	assert_near(l->picture->shapes[0].segments[n].x, x);
	assert_near(l->picture->shapes[0].segments[n].y, y);
}

static void
paths_are_read_in_every_notation(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, STR(HEAD "<path d=\"M1-2.5.5h3V4L5 6l1,1C1 1 2 2 3 3s1 1 2 2"
			  "Q1 1 9 9t1 1z\"/></svg>"));
	/* The third number begins a line that has no end. */
	assert_int_equal(l.ds.count, 1);
	assert_int_equal(l.picture->shapes[0].count, 1);
	release(&l);

	load(&l, STR(HEAD "<path d=\"M1-2.5h3V4L5 6l1,1C1 1 2 2 3 3s1 1 2 2"
			  "Q1 1 9 9t1e0 1z\"/></svg>"));
	assert_int_equal(l.ds.count, 0);
	assert_end(&l, 0, 1, -2.5F);
	assert_end(&l, 1, 4, -2.5F);
	assert_end(&l, 2, 4, 4);
	assert_end(&l, 3, 5, 6);
	assert_end(&l, 4, 6, 7);
	assert_end(&l, 5, 3, 3);
	assert_end(&l, 6, 5, 5);
	/* The smooth curve mirrors the control point of the one before. */
	assert_near(l.picture->shapes[0].segments[6].x1, 4);
	assert_end(&l, 7, 9, 9);
	assert_end(&l, 8, 10, 10);
	assert_int_equal(l.picture->shapes[0].segments[9].kind, SEG_CLOSE);
	release(&l);
}

static void
arcs_end_where_they_say(void **state)
{
	struct loaded l;

	(void)state;
	/* Flags may touch what follows them. */
	load(&l, STR(HEAD "<path d=\"M0 10a10 10 0 0110-10\"/></svg>"));
	assert_int_equal(l.ds.count, 0);
	assert_int_equal(l.picture->shapes[0].count, 2);
	assert_end(&l, 1, 10, 0);
	release(&l);
	/* Half a circle takes two quarters. */
	load(&l, STR(HEAD "<path d=\"M0 0A5 5 0 1 1 10 0\"/></svg>"));
	assert_int_equal(l.picture->shapes[0].count, 3);
	assert_end(&l, 1, 5, -5);
	assert_end(&l, 2, 10, 0);
	release(&l);
	/* Radii that are too small grow. */
	load(&l, STR(HEAD "<path d=\"M0 0A1 1 0 0 0 10 0\"/></svg>"));
	assert_end(&l, l.picture->shapes[0].count - 1, 10, 0);
	release(&l);
}

static void
transforms_and_boxes_are_worked_in(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, STR("<svg xmlns=\"http://www.w3.org/2000/svg\" "
		     "viewBox=\"-4 -4 16 16\">"
		     "<g transform=\"translate(1,2) scale(2)\">"
		     "<g transform=\"rotate(90 1 1)\">"
		     "<line x1=\"1\" y1=\"1\" x2=\"3\" y2=\"1\" "
		     "stroke=\"currentColor\" stroke-width=\"1.5\"/>"
		     "</g></g></svg>"));
	assert_int_equal(l.ds.count, 0);
	assert_near(l.picture->width, 16);
	assert_end(&l, 0, 7, 8);
	assert_end(&l, 1, 7, 12);
	assert_near(l.picture->shapes[0].stroke_width, 3);
	release(&l);
}

static void
shapes_become_paths(void **state)
{
	struct loaded l;

	(void)state;
	load(&l, STR(HEAD "<rect x=\"1\" y=\"2\" width=\"3\" height=\"4\"/>"
			  "<rect width=\"9\" height=\"9\" rx=\"2\"/>"
			  "<circle cx=\"5\" cy=\"5\" r=\"2\"/>"
			  "<ellipse cx=\"5\" cy=\"5\" rx=\"2\" ry=\"1\"/>"
			  "<polyline points=\"0,0 1,1 2,0\"/>"
			  "<polygon points=\"0 0 1 1 2 0\"/></svg>"));
	assert_int_equal(l.ds.count, 0);
	assert_int_equal(l.picture->count, 6);
	assert_int_equal(l.picture->shapes[0].count, 5);
	assert_int_equal(l.picture->shapes[1].count, 10);
	assert_int_equal(l.picture->shapes[2].count, 6);
	assert_int_equal(l.picture->shapes[4].count, 3);
	assert_int_equal(l.picture->shapes[5].count, 4);
	release(&l);
}

static void
colours_follow_the_page(void **state)
{
	struct loaded l;

	(void)state;
	load(
	    &l, STR(HEAD "<g class=\"accent\" fill=\"#C8501E\" stroke=\"none\">"
			 "<path d=\"M0 0h1v1z\"/>"
			 "<path d=\"M0 0h1v1z\" style=\"fill: white\"/></g>"
			 "<path d=\"M0 0h1v1z\" fill=\"#000\" "
			 "fill-rule=\"evenodd\"/>"
			 "<path d=\"M0 0h1v1z\" fill=\"none\" "
			 "stroke=\"rgb(255, 0,1)\"/>"
			 "<path d=\"M0 0h1v1z\" fill=\"none\"/></svg>"));
	assert_int_equal(l.ds.count, 0);
	assert_int_equal(l.picture->count, 4);
	assert_int_equal(l.picture->shapes[0].fill.kind, PAINT_ACCENT);
	assert_int_equal(l.picture->shapes[1].fill.kind, PAINT_RGB);
	assert_int_equal(l.picture->shapes[2].fill.kind, PAINT_MAIN);
	assert_true(l.picture->shapes[2].even_odd);
	assert_int_equal(l.picture->shapes[3].stroke.rgb, 0xff0001);
	release(&l);
}

static void
expect(struct str text, enum diag_code code, bool picture)
{
	struct loaded l;

	load(&l, text);
	if (!l.ds.count || l.ds.items[0].code != code)
		fail_msg("%.*s: %s", STR_ARG(str_sub(text, 0, 200)),
		    l.ds.count ? diag_info(l.ds.items[0].code)->id : "fine");
	assert_int_equal(l.picture != NULL, picture);
	assert_true(l.ds.items[0].line > 0);
	release(&l);
}

static void
broken_pictures_are_findings(void **state)
{
	(void)state;
	expect(STR(""), DIAG_P01, false);
	expect(STR("not a picture"), DIAG_P01, false);
	expect(STR("<html><body/></html>"), DIAG_P01, false);
	expect(STR(HEAD), DIAG_P01, false);
	expect(STR(HEAD "</svg>"), DIAG_P01, false);
	expect(STR("<svg><path d=\"M0 0h1\"/></svg>"), DIAG_P01, false);
	expect(STR(HEAD "<path d=\"M0 0h1x\"/></svg>"), DIAG_P01, true);
	expect(STR(HEAD "<path d=\"0 0h1\"/></svg>"), DIAG_P01, false);
	expect(STR(HEAD "<g transform=\"turn(3)\"><path d=\"M0 0h1\"/></g>"
			"</svg>"),
	    DIAG_P01, true);
	expect(STR(HEAD "<text>Hej</text><path d=\"M0 0h1\"/></svg>"), DIAG_P03,
	    true);
	expect(
	    STR(HEAD "<image href=\"http://x/\"/><path d=\"M0 0h1\"/></svg>"),
	    DIAG_P03, true);
	expect(STR(HEAD "<path d=\"M0 0h1\" fill=\"url(#a)\"/></svg>"),
	    DIAG_P03, true);
}

static void
hostile_pictures_are_refused(void **state)
{
	struct sb text = { 0 };

	(void)state;
	expect(
	    STR("<!DOCTYPE svg [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]>" HEAD
		"<path d=\"M0 0h1\"/></svg>"),
	    DIAG_P04, false);
	expect(
	    STR("<!DOCTYPE svg SYSTEM \"file:///etc/passwd\">" HEAD "</svg>"),
	    DIAG_P04, false);

	sb_cstr(&text, HEAD);
	for (int i = 0; i < 5000; i++)
		sb_cstr(&text, "<g>");
	expect(sb_view(&text), DIAG_P02, false);

	sb_reset(&text);
	sb_cstr(&text, HEAD "<path d=\"M0 0");
	for (int i = 0; i < SVG_MOST_SEGMENTS + 5; i++)
		sb_cstr(&text, "h1");
	sb_cstr(&text, "\"/></svg>");
	expect(sb_view(&text), DIAG_P02, false);

	sb_reset(&text);
	sb_repeat(&text, ' ', SVG_MOST_BYTES + 1);
	expect(sb_view(&text), DIAG_P02, false);
	sb_release(&text);
}

static void
no_prefix_of_a_picture_crashes(void **state)
{
	static const char text[] = HEAD
	    "<g transform=\"matrix(1 0 0 1 1 1)\" style=\"fill:#123;stroke:red\">"
	    "<path class=\"accent\" d=\"M1 2a3 4 5 0 1 6 7zm1 1s2 2 3 3T1 1\"/>"
	    "<rect width=\"1e9999\" height=\"-3\" rx=\"1e300\"/></g></svg>";

	(void)state;
	for (size_t n = 0; n < sizeof(text); n++) {
		struct loaded l;

		load(&l, str_of(text, n));
		release(&l);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_are_read_in_every_notation),
		cmocka_unit_test(arcs_end_where_they_say),
		cmocka_unit_test(transforms_and_boxes_are_worked_in),
		cmocka_unit_test(shapes_become_paths),
		cmocka_unit_test(colours_follow_the_page),
		cmocka_unit_test(broken_pictures_are_findings),
		cmocka_unit_test(hostile_pictures_are_refused),
		cmocka_unit_test(no_prefix_of_a_picture_crashes),
	};

	return cmocka_run_group_tests_name("svg", tests, NULL, NULL);
}
