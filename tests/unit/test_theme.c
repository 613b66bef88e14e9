/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "fs/fs_memory.h"
#include "load/theme.h"
#include "render/css.h"
#include "render/mustache.h"

struct world {
	struct fs *fs;
	struct arena arena;
	struct diags ds;
	struct theme theme;
};

static const char svg[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\">"
    "<path fill=\"currentColor\" d=\"M4 4h40v40z\"/></svg>";

static int
begin(void **state)
{
	struct world *w = test_calloc(1, sizeof(*w));

	w->fs = fs_memory_new();
	*state = w;
	return 0;
}

static int
end(void **state)
{
	struct world *w = *state;

	fs_memory_free(w->fs);
	diag_release(&w->ds);
	arena_release(&w->arena);
	test_free(w);
	return 0;
}

static void
put(struct world *w, const char *path, const char *text)
{
	fs_memory_put(w->fs, path, str_from(text));
}

static bool
load(struct world *w, const char *name)
{
	return theme_load(&w->theme, &w->arena, &w->ds, w->fs, "/root",
	    str_from(name), "/usr/themes");
}

/* Exactly these findings, in order: "Y01:3:1 H13:5:9". */
static void
expect(struct world *w, const char *wanted)
{
	struct sb text = { 0 };

	diag_sort(&w->ds);
	for (size_t i = 0; i < w->ds.count; i++)
		sb_fmt(&text, "%s%s:%u:%u", i ? " " : "",
		    diag_info(w->ds.items[i].code)->id, w->ds.items[i].line,
		    w->ds.items[i].column);
	if (!str_is(sb_view(&text), wanted))
		for (size_t i = 0; i < w->ds.count; i++)
			print_error("%.*s: %.*s\n",
			    STR_ARG(w->ds.items[i].file),
			    STR_ARG(w->ds.items[i].message));
	assert_string_equal(sb_text(&text), wanted);
	sb_release(&text);
}

static void
one_theme_is_read(void **state)
{
	struct world *w = *state;
	const struct pictogram *p;

	put(w, "/root/themes/a/theme.yaml",
	    "name: a\n"
	    "strings:\n"
	    "  sv: {skip: Till texten, only: Bara här}\n"
	    "  lattlast: {skip: Gå till texten}\n"
	    "  en: {skip: Skip to the text}\n"
	    "tokens:\n"
	    "  colour: {text: \"#1a1a1a\"}\n"
	    "pictograms:\n"
	    "  mote: {file: bilder/mote.svg, alt: Ett möte, alt_en: A meeting}\n"
	    "picture_sets:\n"
	    "  - {dir: bilder, licence: EUPL-1.2, credit: Vi}\n");
	put(w, "/root/themes/a/bilder/mote.svg", svg);
	put(w, "/root/themes/a/bilder/LICENCE", "x");
	put(w, "/root/themes/a/templates/page.mustache", "{{x}}");
	put(w, "/root/themes/a/templates/notes.txt", "x");
	put(w, "/root/themes/a/assets/style.css", "p{}");
	put(w, "/root/themes/a/assets/fonts/a.woff2", "\1\2");
	assert_true(load(w, "a"));
	expect(w, "");
	assert_true(str_is(theme_string(&w->theme, VARIANT_EASY, STR("skip")),
	    "Gå till texten"));
	assert_true(str_is(
	    theme_string(&w->theme, VARIANT_EASY, STR("only")), "Bara här"));
	assert_true(
	    str_is(theme_token(&w->theme, STR("colour"), STR("text"), STR("")),
		"#1a1a1a"));
	assert_int_equal(w->theme.template_count, 1);
	assert_non_null(theme_template(&w->theme, STR("page")));
	assert_int_equal(w->theme.asset_count, 2);
	assert_true(str_is(w->theme.assets[0].name, "fonts/a.woff2"));
	assert_int_equal(w->theme.assets[0].bytes.n, 2);
	p = theme_pictogram(&w->theme, STR("mote"));
	assert_non_null(p);
	assert_non_null(p->picture);
	assert_true(str_is(p->alt_en.s, "A meeting"));
	assert_int_equal(w->theme.set_count, 1);
}

static void
the_nearest_counts(void **state)
{
	struct world *w = *state;

	put(w, "/root/themes/a/theme.yaml",
	    "extends: b\n"
	    "strings: {sv: {x: a}}\n"
	    "tokens: {colour: {main: red}}\n");
	put(w, "/root/themes/a/templates/footer.mustache", "a");
	put(w, "/root/themes/a/assets/logo.svg", "a");
	put(w, "/usr/themes/b/theme.yaml",
	    "extends: c\n"
	    "strings: {sv: {x: b, y: b}}\n");
	put(w, "/usr/themes/b/templates/footer.mustache", "b");
	put(w, "/usr/themes/b/templates/page.mustache", "b");
	put(w, "/usr/themes/b/assets/logo.svg", "b");
	put(w, "/usr/themes/c/theme.yaml",
	    "tokens: {colour: {main: blue, text: black}}\n"
	    "strings: {sv: {y: c, z: c}, en: {x: c}}\n");
	assert_true(load(w, "a"));
	expect(w, "");
	assert_true(
	    str_is(theme_string(&w->theme, VARIANT_PLAIN, STR("x")), "a"));
	assert_true(
	    str_is(theme_string(&w->theme, VARIANT_PLAIN, STR("y")), "b"));
	assert_true(
	    str_is(theme_string(&w->theme, VARIANT_PLAIN, STR("z")), "c"));
	assert_true(
	    str_is(theme_string(&w->theme, VARIANT_ENGLISH, STR("x")), "c"));
	assert_true(
	    str_is(theme_template(&w->theme, STR("footer"))->text, "a"));
	assert_true(str_is(theme_template(&w->theme, STR("page"))->text, "b"));
	assert_int_equal(w->theme.asset_count, 1);
	assert_true(str_is(w->theme.assets[0].bytes, "a"));
	assert_int_equal(w->theme.token_count, 2);
	assert_true(
	    str_is(theme_token(&w->theme, STR("colour"), STR("main"), STR("")),
		"red"));
}

static void
a_ring_is_a_finding(void **state)
{
	struct world *w = *state;

	put(w, "/root/themes/a/theme.yaml", "extends: b\n");
	put(w, "/root/themes/b/theme.yaml", "extends: a\n");
	assert_true(load(w, "a"));
	expect(w, "H10:1:10");
	assert_true(str_is(w->ds.items[0].file, "themes/b/theme.yaml"));
}

static void
a_long_chain_is_a_finding(void **state)
{
	struct world *w = *state;

	for (int i = 0; i < 9; i++)
		put(w, arena_fmt(&w->arena, "/root/themes/t%d/theme.yaml", i).p,
		    arena_fmt(&w->arena, "extends: t%d\n", i + 1).p);
	assert_true(load(w, "t0"));
	expect(w, "H10:1:10");
}

static void
a_missing_theme_is_a_finding(void **state)
{
	struct world *w = *state;

	put(w, "/root/themes/standard/theme.yaml", "name: standard\n");
	assert_false(load(w, "standrad"));
	expect(w, "H09:0:0");
	assert_true(
	    str_find(w->ds.items[0].help, STR("standard")) != STR_NOT_FOUND);
}

static void
a_theme_cannot_lie_elsewhere(void **state)
{
	struct world *w = *state;

	put(w, "/root/other/theme.yaml", "name: other\n");
	assert_false(load(w, "../other"));
	assert_false(load(w, ""));
	assert_int_equal(w->ds.count, 2);
}

static void
a_missing_parent_keeps_the_child(void **state)
{
	struct world *w = *state;

	put(w, "/root/themes/a/theme.yaml", "name: a\nextends: bort\n");
	put(w, "/root/themes/a/templates/page.mustache", "x");
	assert_true(load(w, "a"));
	expect(w, "H09:2:10");
	assert_int_equal(w->theme.template_count, 1);
}

static void
slips_in_theme_yaml_are_found(void **state)
{
	struct world *w = *state;

	put(w, "/root/themes/a/theme.yaml",
	    "name: b\n"
	    "string: {sv: {x: y}}\n"
	    "strings: {svenska: {x: y}, sv: [x], en: {x: [y]}}\n"
	    "tokens: text\n"
	    "picture_sets: {dir: x}\n"
	    "pictograms:\n"
	    "  a: {fil: a.svg, alt: A}\n"
	    "  b: {file: b.svg}\n"
	    "  c: c.svg\n"
	    "  d: {file: bort.svg, alt: D}\n"
	    "  e: {file: \"bootstrap-icons:../x\", alt: E}\n"
	    "icons: {open: [x]}\n");
	put(w, "/root/themes/a/b.svg", svg);
	assert_true(load(w, "a"));
	expect(w,
	    "H08:1:7 Y01:2:1 Y01:3:11 Y03:3:32 Y03:3:45 Y03:4:9 Y03:5:15 "
	    "Y07:7:3 Y01:7:7 Y07:8:3 H12:8:13 Y03:9:6 H13:10:13 H13:11:13 "
	    "Y03:12:15");
}

static void
sets_need_a_licence(void **state)
{
	struct world *w = *state;

	put(w, "/root/themes/a/theme.yaml",
	    "picture_sets:\n"
	    "  - {dir: bilder, licence: CC0, credit: Ingen}\n"
	    "  - {dir: andra, credit: Ingen}\n"
	    "  - bilder\n"
	    "pictograms:\n"
	    "  a: {file: bilder/a.svg, alt: A}\n"
	    "  b: {file: bilder/../b.svg, alt: B}\n");
	put(w, "/root/themes/a/bilder/a.svg", svg);
	put(w, "/root/themes/a/b.svg", svg);
	assert_true(load(w, "a"));
	expect(w, "H12:2:11 Y07:3:5 Y03:4:5 H12:7:13");
	assert_non_null(theme_pictogram(&w->theme, STR("a")));
	assert_null(theme_pictogram(&w->theme, STR("b")));
}

static void
broken_files_are_findings(void **state)
{
	struct world *w = *state;

	put(w, "/root/themes/a/theme.yaml", "name: a\n");
	put(w, "/root/themes/a/templates/page.mustache", "x");
	put(w, "/root/themes/a/assets/a.css", "x");
	put(w, "/root/themes/a/assets/.secret", "x");
	fs_memory_other(w->fs, "/root/themes/a/assets/fifo");
	fs_memory_break(w->fs, "/root/themes/a/assets/a.css", EACCES);
	fs_memory_break(
	    w->fs, "/root/themes/a/templates/page.mustache", EACCES);
	assert_true(load(w, "a"));
	expect(w, "B01:0:0 H11:0:0 B01:0:0");
	assert_int_equal(w->theme.asset_count, 0);
}

static void
tokens_become_properties(void **state)
{
	struct world *w = *state;
	struct sb css = { 0 };

	put(w, "/root/themes/a/theme.yaml",
	    "tokens:\n"
	    "  colour: {text: \"#111\"}\n"
	    "  colour-dark: {text: \"#eee\"}\n"
	    "  type: {family: \"Andika, 'Segoe UI', sans-serif\"}\n");
	assert_true(load(w, "a"));
	css_tokens(&w->theme, &w->ds, &css);
	expect(w, "");
	assert_string_equal(sb_text(&css),
	    ":root {\n"
	    "\tcolor-scheme: light;\n"
	    "\t--colour-text: #111;\n"
	    "\t--type-family: Andika, 'Segoe UI', sans-serif;\n"
	    "}\n"
	    "@media (prefers-color-scheme: dark) {\n"
	    ":root:not([data-theme]) {\n"
	    "\tcolor-scheme: dark;\n"
	    "\t--colour-text: #eee;\n"
	    "}\n"
	    "}\n"
	    ":root[data-theme=\"dark\"] {\n"
	    "\tcolor-scheme: dark;\n"
	    "\t--colour-text: #eee;\n"
	    "}\n"
	    "@media print {\n"
	    ":root:root:root {\n"
	    "\tcolor-scheme: light;\n"
	    "\t--colour-text: #111;\n"
	    "}\n"
	    "}\n");
	sb_release(&css);
}

static void
tokens_cannot_break_out(void **state)
{
	struct world *w = *state;
	struct sb css = { 0 };

	put(w, "/root/themes/a/theme.yaml",
	    "tokens:\n"
	    "  colour:\n"
	    "    a: \"red; } body { display: none\"\n"
	    "    b: \"url(http://example.org/x)\"\n"
	    "    c: \"red /* x\"\n"
	    "    d: \"'red\"\n"
	    "    e: \"rgb(1, 2\"\n"
	    "    f: \"</style>\"\n"
	    "    g: \"red !important\"\n"
	    "    h: \"\\\\72 ed\"\n"
	    "    \"i{}\": red\n"
	    "    j: \"\"\n"
	    "    ok: \"rgb(1 2 3 / 50%)\"\n");
	assert_true(load(w, "a"));
	css_tokens(&w->theme, &w->ds, &css);
	expect(w, "H14:3:8 H14:4:8 H14:5:8 H14:6:8 H14:7:8 H14:8:8 H14:9:8 "
		  "H14:10:8 H14:11:12 H14:12:8");
	assert_true(
	    str_find(sb_view(&css), STR("--colour-ok")) != STR_NOT_FOUND);
	assert_true(
	    str_find(sb_view(&css), STR("--colour-a")) == STR_NOT_FOUND);
	assert_true(str_find(sb_view(&css), STR("display")) == STR_NOT_FOUND);
	sb_release(&css);
}

/* The themes that come with the program, as they are on the disk. */
static void
shipped_themes_are_whole(void **state)
{
	static const char *const names[] = { "standard", "organisation" };
	struct world *w = *state;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct sb css = { 0 };
		struct theme t;

		assert_true(theme_load(&t, &w->arena, &w->ds, fs_disk(), ".",
		    str_from(names[i]), NULL));
		templates_compile(&w->arena, &t, &w->ds);
		css_tokens(&t, &w->ds, &css);
		sb_release(&css);
		expect(w, "");
		assert_non_null(theme_pictogram(&t, STR("mote")));
		for (size_t k = 0; k < t.template_count; k++)
			assert_true(str_find(t.templates[k].text, STR("{{{")) ==
				    STR_NOT_FOUND);
	}
}

/* Relative luminance of "#rrggbb" (WCAG 2). */
static double
luminance(struct str hex)
{
	static const double weights[] = { 0.2126, 0.7152, 0.0722 };
	double sum = 0;

	assert_int_equal(hex.n, 7);
	for (size_t i = 0; i < 3; i++) {
		char digits[3] = { hex.p[1 + i * 2], hex.p[2 + i * 2], '\0' };
		double c = (double)strtol(digits, NULL, 16) / 255;

		c = c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
		sum += c * weights[i];
	}
	return sum;
}

static void
expect_contrast(const struct theme *t, const char *set, const char *a,
    const char *b, double least)
{
	double x =
	    luminance(theme_token(t, str_from(set), str_from(a), STR("")));
	double y =
	    luminance(theme_token(t, str_from(set), str_from(b), STR("")));
	double ratio =
	    (x > y ? x + 0.05 : y + 0.05) / (x > y ? y + 0.05 : x + 0.05);

	if (ratio < least)
		fail_msg("%s: %s on %s is %.2f", set, a, b, ratio);
}

/* Text 7:1, shapes 3:1, on every ground, in each of the three sets. */
static void
shipped_colours_can_be_read(void **state)
{
	static const char *const themes[] = { "standard", "organisation" };
	static const char *const sets[] = { "colour", "colour-dark",
		"colour-high" };
	static const char *const grounds[] = { "paper", "surface", "band",
		"tint", "important", "deadline", "right", "tip", "contact",
		"kommun", "region" };
	static const char *const texts[] = { "text", "quiet", "heading",
		"link" };
	static const char *const shapes[] = { "main", "edge", "accent",
		"kommun-mark", "region-mark" };
	struct world *w = *state;

	for (size_t n = 0; n < 6; n++) {
		const char *set = sets[n % 3];
		struct theme t;

		theme_load(&t, &w->arena, &w->ds, fs_disk(), ".",
		    str_from(themes[n / 3]), NULL);
		for (size_t g = 0; g < 11; g++) {
			for (size_t i = 0; i < 4; i++)
				expect_contrast(
				    &t, set, texts[i], grounds[g], 7);
			for (size_t i = 0; i < 5; i++)
				expect_contrast(
				    &t, set, shapes[i], grounds[g], 3);
		}
		expect_contrast(&t, set, "on-main", "main", 7);
		expect_contrast(&t, set, "on-act", "act", 7);
		expect_contrast(&t, set, "text", "mark", 7);
		expect_contrast(&t, set, "focus", "halo", 3);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(f) cmocka_unit_test_setup_teardown(f, begin, end)
		CASE(one_theme_is_read),
		CASE(the_nearest_counts),
		CASE(a_ring_is_a_finding),
		CASE(a_long_chain_is_a_finding),
		CASE(a_missing_theme_is_a_finding),
		CASE(a_theme_cannot_lie_elsewhere),
		CASE(a_missing_parent_keeps_the_child),
		CASE(slips_in_theme_yaml_are_found),
		CASE(sets_need_a_licence),
		CASE(broken_files_are_findings),
		CASE(tokens_become_properties),
		CASE(tokens_cannot_break_out),
		CASE(shipped_themes_are_whole),
		CASE(shipped_colours_can_be_read),
#undef CASE
	};

	return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
