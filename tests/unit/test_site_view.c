/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What stands on the pages of a site: tests/golden/site/CASE/ holds content/,
 * views.txt with lines "DATE PATH" ("*": the list of outputs) and expected.txt,
 * the values of those pages as text. SAMPLAN_GOLDEN_UPDATE=1 writes it anew:
 * read what it says before you keep it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "aid_values.h"
#include "compose/site.h"
#include "fs/fs.h"
#include "fs/fs_memory.h"
#include "load/site.h"
#include "load/theme.h"
#include "model/address.h"

static const char golden[] = "tests/golden/site";
static const char own[] = ".";

enum { LIMIT = 4 * 1024 * 1024 };

struct view {
	struct arena a;
	struct diags ds;
	struct site site;
	struct theme theme;
	struct site_view *view;
};

static void
view_open(struct view *v, const char *root, date_t day)
{
	const struct site_options options = { .date = day };

	assert_true(site_load(&v->site, &v->a, &v->ds, fs_disk(), root));
	site_resolve(&v->site, day);
	/* Our own site has its own theme. */
	assert_true(theme_load(&v->theme, &v->a, &v->ds, fs_disk(),
	    strcmp(root, own) == 0 ? own : golden,
	    v->site.config.theme.s.n ? v->site.config.theme.s : STR("standard"),
	    NULL));
	v->view = site_view_new(&v->a, &v->site, &v->theme, &options);
}

static void
view_close(struct view *v)
{
	diag_release(&v->ds);
	arena_release(&v->a);
}

static size_t
find_output(const struct site_view *view, struct str path)
{
	for (size_t i = 0; i < site_view_count(view); i++)
		if (str_eq(site_view_path(view, i), path))
			return i;
	fail_msg("no output %.*s", STR_ARG(path));
	return 0;
}

static void
show_all(const struct site_view *view, struct sb *out)
{
	struct arena page = { 0 };

	for (size_t i = 0; i < site_view_count(view); i++) {
		struct output o;

		arena_reset(&page);
		site_view_output(view, i, &page, &o);
		sb_fmt(out, "%.*s %.*s\n", STR_ARG(o.path),
		    STR_ARG(o.template_name));
	}
	arena_release(&page);
}

/* What is the same on every page is looked at on one: "DATE PATH +frame". */
static void
hide_frame(struct arena *a, struct value *values)
{
	static const char *const keys[] = { "site", "contact", "parties",
		"has_parties", "footer_links", "searchable", "search", "menu",
		"has_menu", "has_languages", "has_crumbs", "lang", "locale",
		"level", "kind" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		value_put(a, values, keys[i], value_null(a));
}

static void
show(const struct site_view *view, struct str path, struct sb *out)
{
	size_t space = str_find_char(path, ' ');
	struct arena page = { 0 };
	struct output o;

	if (space != STR_NOT_FOUND)
		path = str_sub(path, 0, space);
	if (str_is(path, "*")) {
		show_all(view, out);
		return;
	}
	site_view_output(view, find_output(view, path), &page, &o);
	if (o.template_name.n == 0) {
		sb_str(out, o.bytes);
	} else {
		/* The words of the theme are the same on every page. */
		value_put(&page, o.values, "s", value_null(&page));
		if (space == STR_NOT_FOUND)
			hide_frame(&page, o.values);
		value_dump(out, o.values);
	}
	arena_release(&page);
}

static void
show_line(const char *root, struct str line, struct sb *out)
{
	struct view v = { 0 };
	date_t day;

	assert_true(date_parse(str_sub(line, 0, 10), &day));
	view_open(&v, root, day);
	sb_fmt(out, "=== %.*s\n", STR_ARG(line));
	show(v.view, str_from_off(line, 11), out);
	view_close(&v);
}

static struct str
file_text(struct arena *a, const char *root, const char *name)
{
	struct sb sb = { 0 };
	struct str text = STR("");

	if (fs_read(fs_disk(), fs_join(a, str_from(root), str_from(name)),
		LIMIT, &sb) == 0)
		text = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return text;
}

/* Says which line is another one, and on which page. */
static void
compare_lines(struct str made, struct str expected)
{
	struct str line, other, page = STR("");
	size_t number = 0;

	while (str_next_line(&made, &line)) {
		number++;
		if (str_starts(line, STR("===")))
			page = line;
		if (!str_next_line(&expected, &other))
			other = STR("(end)");
		if (!str_eq(line, other))
			fail_msg("line %zu, %.*s\n  made     %.*s\n"
				 "  expected %.*s",
			    number, STR_ARG(page), STR_ARG(line),
			    STR_ARG(other));
	}
	assert_int_equal(expected.n, 0);
}

static void
run_case(struct arena *a, const char *root)
{
	struct str rest = file_text(a, root, "views.txt"), line;
	struct sb out = { 0 };

	while (str_next_line(&rest, &line))
		if (line.n)
			show_line(root, line, &out);
	if (getenv("SAMPLAN_GOLDEN_UPDATE"))
		assert_int_equal(
		    fs_write(fs_disk(),
			fs_join(a, str_from(root), STR("expected.txt")),
			sb_view(&out), 0644),
		    0);
	compare_lines(sb_view(&out), file_text(a, root, "expected.txt"));
	sb_release(&out);
}

static void
composed_values_are_the_expected_ones(void **state)
{
	struct arena a = { 0 };
	struct fs_entries list = { 0 };
	size_t cases = 0;

	(void)state;
	assert_int_equal(fs_list(fs_disk(), &a, golden, &list), 0);
	for (size_t i = 0; i < list.count; i++) {
		if (str_is(list.items[i].name, "themes"))
			continue;
		run_case(&a, fs_join(&a, str_from(golden), list.items[i].name));
		cases++;
	}
	assert_true(cases >= 1);
	arena_release(&a);
}

static void
outputs_have_paths_of_their_own(void **state)
{
	struct view v = { 0 };
	struct map seen;

	(void)state;
	view_open(
	    &v, "tests/golden/site/tva-versioner", date_from(2026, 11, 21));
	seen = map_new(&v.a);
	for (size_t i = 0; i < site_view_count(v.view); i++) {
		struct str path = site_view_path(v.view, i);

		assert_false(map_has(&seen, path));
		map_set(&seen, path, &v);
		assert_true(path.p[0] != '/');
	}
	view_close(&v);
}

/* Composing one page alone gives what composing all gives. */
static void
an_output_does_not_depend_on_the_others(void **state)
{
	struct view v = { 0 }, w = { 0 };
	struct sb a = { 0 }, b = { 0 };
	const char *root = "tests/golden/site/tva-versioner";
	size_t count;

	(void)state;
	view_open(&v, root, date_from(2026, 11, 21));
	view_open(&w, root, date_from(2026, 11, 21));
	count = site_view_count(v.view);
	assert_int_equal(count, site_view_count(w.view));
	/* w has composed all of them once, in another order. */
	for (size_t i = count; i-- > 0;)
		show(w.view, site_view_path(w.view, i), &b);
	for (size_t i = 0; i < count; i++) {
		sb_reset(&a);
		sb_reset(&b);
		show(v.view, site_view_path(v.view, i), &a);
		show(w.view, site_view_path(w.view, i), &b);
		assert_string_equal(sb_text(&a), sb_text(&b));
	}
	sb_release(&a);
	sb_release(&b);
	view_close(&v);
	view_close(&w);
}

/* A site of one section with that many pages, on a disk in memory. */
static void
view_open_large(struct view *v, struct fs *fs, int pages)
{
	const struct site_options options = { .date = date_from(2026, 11, 21),
		.sitemap_most = 20 };

	fs_memory_put(fs, "r/content/site.yaml",
	    STR("title: Stor\ntheme: prov\nsearch: true\n"
		"base_url: https://stor.example.org/a/\n"));
	fs_memory_put(fs, "r/content/sidor/index.md",
	    STR("---\ntitle: Hem\naudience: personal\n---\nText.\n"));
	fs_memory_put(fs, "r/content/sidor/10-del/index.md",
	    STR("---\ntitle: Del\n---\nText.\n"));
	for (int i = 0; i < pages; i++)
		fs_memory_put(fs,
		    arena_cstr(
			&v->a, arena_fmt(&v->a,
				   "r/content/sidor/10-del/%03d-s%d.md", i, i)),
		    arena_fmt(&v->a, "---\ntitle: Sida %d\n---\nText.\n", i));
	assert_true(site_load(&v->site, &v->a, &v->ds, fs, "r"));
	assert_true(theme_load(
	    &v->theme, &v->a, &v->ds, fs_disk(), golden, STR("prov"), NULL));
	v->view = site_view_new(&v->a, &v->site, &v->theme, &options);
}

static void
a_new_page_changes_only_its_neighbours(void **state)
{
	struct view few = { 0 }, more = { 0 };
	struct fs *one = fs_memory_new(), *two = fs_memory_new();
	struct sb a = { 0 }, b = { 0 };

	(void)state;
	view_open_large(&few, one, 40);
	view_open_large(&more, two, 41);
	show(few.view, STR("del/s5/index.html"), &a);
	show(more.view, STR("del/s5/index.html"), &b);
	assert_string_equal(sb_text(&a), sb_text(&b));
	/* All of a large section would be on every one of its pages. */
	assert_true(str_find(sb_view(&a), STR("del/s11/")) != STR_NOT_FOUND);
	assert_true(str_find(sb_view(&a), STR("del/s12/")) == STR_NOT_FOUND);
	sb_reset(&b);
	show(more.view, STR("del/s39/index.html"), &b);
	assert_true(str_find(sb_view(&b), STR("del/s40/")) != STR_NOT_FOUND);
	sb_release(&a);
	sb_release(&b);
	view_close(&few);
	view_close(&more);
	fs_memory_free(one);
	fs_memory_free(two);
}

static void
search_is_in_parts(void **state)
{
	struct view v = { 0 };
	struct fs *fs = fs_memory_new();
	struct sb out = { 0 };
	size_t topics = 0, parts = 0;

	(void)state;
	view_open_large(&v, fs, 300);
	for (size_t i = 0; i < site_view_count(v.view); i++) {
		struct str path = site_view_path(v.view, i), rest;
		size_t at;

		if (!str_starts(path, STR("assets/search/")) ||
		    str_is(path, "assets/search/list.js"))
			continue;
		sb_reset(&out);
		show(v.view, path, &out);
		parts++;
		rest = sb_view(&out);
		while ((at = str_find(rest, STR("{\"a\":"))) != STR_NOT_FOUND) {
			topics++;
			rest = str_from_off(rest, at + 1);
		}
	}
	assert_int_equal(parts, 4);
	/* The pages, the section, the home page. */
	assert_int_equal(topics, 302);
	sb_release(&out);
	view_close(&v);
	fs_memory_free(fs);
}

static size_t
count_in(struct str text, struct str what)
{
	size_t n = 0, at;

	while ((at = str_find(text, what)) != STR_NOT_FOUND) {
		n++;
		text = str_from_off(text, at + what.n);
	}
	return n;
}

/* Search engines read so many addresses of one list and no more. */
static void
a_large_sitemap_is_in_parts(void **state)
{
	static const char *const parts[] = { "sitemap-1.xml", "sitemap-2.xml",
		"sitemap-3.xml" };
	struct view v = { 0 };
	struct fs *fs = fs_memory_new();
	struct sb out = { 0 }, all = { 0 };

	(void)state;
	/* Forty pages and those that the program makes. */
	view_open_large(&v, fs, 40);
	show(v.view, STR("sitemap.xml"), &out);
	assert_int_equal(count_in(sb_view(&out), STR("<sitemap>")), 3);
	assert_int_equal(count_in(sb_view(&out), STR("<url>")), 0);
	for (size_t i = 0; i < 3; i++) {
		struct str path = str_from(parts[i]);

		assert_int_equal(count_in(sb_view(&out),
				     arena_fmt(&v.a,
					 "<loc>https://stor.example.org/a/%s"
					 "</loc>",
					 parts[i])),
		    1);
		sb_reset(&all);
		show(v.view, path, &all);
		assert_true(str_starts(sb_view(&all), STR("<?xml")));
		if (i < 2)
			assert_int_equal(
			    count_in(sb_view(&all), STR("<url>")), 20);
	}
	assert_true(count_in(sb_view(&all), STR("<url>")) > 0);
	sb_reset(&all);
	for (size_t i = 0; i < 3; i++)
		show(v.view, str_from(parts[i]), &all);
	for (int i = 0; i < 40; i++)
		assert_int_equal(
		    count_in(sb_view(&all), arena_fmt(&v.a, "/del/s%d/<", i)),
		    1);
	sb_release(&out);
	sb_release(&all);
	view_close(&v);
	fs_memory_free(fs);
}

static void
path_is(const struct page *p, const char *prefix, const char *expected)
{
	struct sb sb = { 0 };

	page_path(&sb, p, str_from(prefix));
	assert_string_equal(sb_text(&sb), expected);
	sb_release(&sb);
}

static void
paths_of_pages(void **state)
{
	struct revision r = { 0 };
	struct page p = { .address = STR("modellen/steg"), .revision = &r };

	(void)state;
	path_is(&p, "", "modellen/steg/index.html");
	path_is(&p, "arkiv/2025-11/", "arkiv/2025-11/modellen/steg/index.html");
	p.variant = VARIANT_EASY;
	path_is(&p, "arkiv/2025-11/",
	    "arkiv/2025-11/lattlast/modellen/steg/index.html");
	p.revision = NULL;
	path_is(&p, "arkiv/2025-11/", "lattlast/modellen/steg/index.html");
	p.variant = VARIANT_ENGLISH;
	p.address = STR("");
	path_is(&p, "", "en/index.html");
	p.variant = VARIANT_PLAIN;
	path_is(&p, "", "index.html");
	p.meta.audience = FOR_STAFF;
	path_is(&p, "", "personal/index.html");
}

static void
way_up_from_a_path(void **state)
{
	struct sb sb = { 0 };

	(void)state;
	path_up(&sb, STR("index.html"));
	assert_string_equal(sb_text(&sb), "");
	path_up(&sb, STR("a/b/index.html"));
	assert_string_equal(sb_text(&sb), "../../");
	sb_release(&sb);
}

static void
words_and_laws_have_addresses(void **state)
{
	struct sb sb = { 0 };
	struct term t = { .term = { .s = STR("Återkalla ditt ja") } };
	struct law l = { .id = { .s = STR("sol-10-8") } };

	(void)state;
	term_path(&sb, &t, VARIANT_EASY);
	assert_string_equal(
	    sb_text(&sb), "lattlast/ordlista/index.html#aterkalla-ditt-ja");
	sb_reset(&sb);
	law_path(&sb, &l, VARIANT_ENGLISH);
	assert_string_equal(sb_text(&sb), "lagar/index.html#sol-10-8");
	sb_release(&sb);
}

/* How often a key stands in a map that is not the root. */
static size_t
inside(const struct value *v, struct str key, bool root)
{
	size_t n = 0;

	if (v->kind != VALUE_LIST && v->kind != VALUE_MAP)
		return 0;
	for (size_t i = 0; i < v->count; i++) {
		if (!root && v->kind == VALUE_MAP && str_eq(v->keys[i], key))
			n++;
		n += inside(v->items[i], key, false);
	}
	return n;
}

/* What the frame says of a page, as text. */
static struct str
frame_text(struct arena *a, const struct output *o)
{
	const struct value_frame *frame = site_frame();
	struct sb out = { 0 };
	struct str text;

	sb_str(&out, o->template_name);
	for (size_t i = 0; i < frame->count; i++) {
		struct str key = str_from(frame->keys[i].name);
		const struct value *v = value_find(o->values, key);

		sb_fmt(&out, "\n%.*s ", STR_ARG(key));
		if (v)
			value_dump(&out, v);
		if (frame->keys[i].alone)
			assert_int_equal(inside(o->values, key, true), 0);
	}
	text = arena_str(a, sb_view(&out));
	sb_release(&out);
	return text;
}

/* Templates are settled for all pages with a frame: it has to say the truth. */
static void
compare_frames(const char *root)
{
	struct view v = { 0 };
	struct arena page = { 0 };
	struct map frames;
	size_t shared = 0;

	view_open(&v, root, date_from(2026, 11, 21));
	frames = map_new(&v.a);
	for (size_t i = 0; i < site_view_count(v.view); i++) {
		struct output o;
		struct map_entry *e;
		struct str text, name;

		arena_reset(&page);
		name = site_view_frame(v.view, i, &page);
		if (name.n == 0)
			continue;
		site_view_output(v.view, i, &page, &o);
		text = frame_text(&v.a, &o);
		e = map_put(&frames, arena_str(&v.a, name));
		if (e->value)
			assert_string_equal(e->value, text.p);
		shared += e->value != NULL;
		e->value = arena_cstr(&v.a, text);
	}
	assert_true(shared > 0);
	arena_release(&page);
	view_close(&v);
}

static void
frames_say_what_pages_have(void **state)
{
	(void)state;
	compare_frames("tests/golden/site/tva-versioner");
	compare_frames(own);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(composed_values_are_the_expected_ones),
		cmocka_unit_test(outputs_have_paths_of_their_own),
		cmocka_unit_test(an_output_does_not_depend_on_the_others),
		cmocka_unit_test(a_new_page_changes_only_its_neighbours),
		cmocka_unit_test(search_is_in_parts),
		cmocka_unit_test(a_large_sitemap_is_in_parts),
		cmocka_unit_test(frames_say_what_pages_have),
		cmocka_unit_test(paths_of_pages),
		cmocka_unit_test(way_up_from_a_path),
		cmocka_unit_test(words_and_laws_have_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
