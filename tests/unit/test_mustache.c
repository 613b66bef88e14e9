/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Runs the cases of tests/golden/mustache, and the official ones of the
 * Mustache specification when SAMPLAN_MUSTACHE_SPEC names their folder (the
 * JSON files, without lambdas, which this engine does not have).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "aid_json.h"
#include "fs/fs.h"
#include "render/mustache.h"

static struct str
text_of(const struct value *map, const char *key)
{
	const struct value *v = value_find(map, str_from(key));

	return v ? v->text : STR_NONE;
}

static void
add_template(struct theme *t, struct arena *a, struct diags *ds,
    struct str name, struct str text)
{
	struct template_text *list =
	    arena_array(a, struct template_text, t->template_count + 1);

	for (size_t i = 0; i < t->template_count; i++)
		list[i] = t->templates[i];
	list[t->template_count].name = name;
	list[t->template_count].text = text;
	list[t->template_count].source = source_add(&ds->sources, name, text);
	t->templates = list;
	t->template_count++;
}

/*
 * With some keys of the root written out before, a template makes the same.
 * Which keys: bits; those above the last key are none.
 */
static bool
settles(struct arena *a, const struct template_set *set,
    const struct value *root, unsigned which, struct str expected)
{
	struct frame_key keys[8];
	struct value_frame frame = { keys, 0 };
	struct sb out = { 0 };
	struct diags ds = { 0 };
	const struct program *p;
	bool good = true;

	for (size_t i = 0; root->kind == VALUE_MAP && i < root->count && i < 8;
	     i++)
		if (which & 1u << i)
			keys[frame.count++] =
			    (struct frame_key){ arena_cstr(a, root->keys[i]),
				    false };
	p = template_settle(a, set, STR("case"), root, &frame);
	if (p) {
		program_render(p, root, &ds, &out);
		good = str_eq(sb_view(&out), expected);
		if (!good)
			print_error(
			    "settled for %x: «%s»\n", which, sb_text(&out));
	}
	sb_release(&out);
	diag_release(&ds);
	return good;
}

/* Renders one case; findings stay in ds. */
static bool
render_case(
    struct arena *a, struct diags *ds, const struct value *test, struct sb *out)
{
	const struct value *partials = value_find(test, STR("partials"));
	const struct value *data = value_find(test, STR("data"));
	struct theme theme = { 0 };
	struct template_set *set;
	bool good = true;

	add_template(&theme, a, ds, STR("case"), text_of(test, "template"));
	for (size_t i = 0; partials && i < partials->count; i++)
		add_template(
		    &theme, a, ds, partials->keys[i], partials->items[i]->text);
	if (!data)
		data = value_null(a);
	set = templates_compile(a, &theme, ds);
	if (!template_render(set, STR("case"), data, ds, out))
		return true;
	for (unsigned which = 0; good && which < 256; which++)
		good = settles(a, set, data, which, sb_view(out));
	return good;
}

/* The findings as "H01:1:3 H04:2:1". */
static struct str
findings(struct arena *a, struct diags *ds)
{
	struct sb text = { 0 };
	struct str s;

	diag_sort(ds);
	for (size_t i = 0; i < ds->count; i++)
		sb_fmt(&text, "%s%s:%u:%u", i ? " " : "",
		    diag_info(ds->items[i].code)->id, ds->items[i].line,
		    ds->items[i].column);
	s = arena_str(a, sb_view(&text));
	sb_release(&text);
	return s;
}

static bool
passes(const char *file, const struct value *test)
{
	const struct value *wanted = value_find(test, STR("findings"));
	struct str expected = text_of(test, "expected");
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct sb out = { 0 };
	struct str found;
	bool good;

	good = render_case(&a, &ds, test, &out);
	found = findings(&a, &ds);
	good = good && str_eq(sb_view(&out), expected) &&
	       (!wanted || str_eq(found, wanted->text));
	if (!good)
		print_error("%s: %.*s\nexpected «%.*s» %.*s\n     got «%s» "
			    "%.*s\n",
		    file, STR_ARG(text_of(test, "name")), STR_ARG(expected),
		    STR_ARG(wanted ? wanted->text : STR_NONE), sb_text(&out),
		    STR_ARG(found));
	sb_release(&out);
	diag_release(&ds);
	arena_release(&a);
	return good;
}

/* The number of cases in a file; failures are counted in *bad. */
static size_t
run_file(struct arena *a, const char *path, size_t *bad)
{
	struct sb text = { 0 };
	const struct value *root;
	const struct value *tests;

	assert_int_equal(fs_read(fs_disk(), path, 1u << 20, &text), 0);
	root = json_parse(a, arena_str(a, sb_view(&text)));
	sb_release(&text);
	assert_non_null(root);
	tests = value_find(root, STR("tests"));
	assert_non_null(tests);
	for (size_t i = 0; i < tests->count; i++)
		if (!passes(path, tests->items[i]))
			(*bad)++;
	return tests->count;
}

static size_t
run_folder(const char *dir, size_t *files)
{
	struct arena a = { 0 };
	struct fs_entries list = { 0 };
	size_t bad = 0;
	size_t count = 0;

	assert_int_equal(fs_list(fs_disk(), &a, dir, &list), 0);
	for (size_t i = 0; i < list.count; i++) {
		struct str name = list.items[i].name;
		const char *path = fs_join(&a, str_from(dir), name);

		if (!str_ends(name, STR(".json")))
			continue;
		if (str_find(name, STR("lambdas")) != STR_NOT_FOUND) {
			print_message("skipped: %s (no lambdas)\n", path);
			continue;
		}
		count += run_file(&a, path, &bad);
		(*files)++;
	}
	arena_release(&a);
	print_message("%s: %zu cases, %zu failed\n", dir, count, bad);
	assert_int_equal(bad, 0);
	return count;
}

static void
our_cases_pass(void **state)
{
	size_t files = 0;

	(void)state;
	assert_true(run_folder("tests/golden/mustache", &files) >= 60);
}

static void
official_cases_pass(void **state)
{
	const char *dir = getenv("SAMPLAN_MUSTACHE_SPEC");
	size_t files = 0;

	(void)state;
	if (!dir || !*dir) {
		print_message("skipped: all official cases "
			      "(SAMPLAN_MUSTACHE_SPEC is not set)\n");
		skip();
	}
	assert_true(run_folder(dir, &files) > 0);
}

/* Opens one section n times inside itself. */
static struct str
nested(struct arena *a, size_t n)
{
	struct sb text = { 0 };
	struct str s;

	for (size_t i = 0; i < n; i++)
		sb_cstr(&text, "{{#a}}");
	sb_ch(&text, 'x');
	for (size_t i = 0; i < n; i++)
		sb_cstr(&text, "{{/a}}");
	s = arena_str(a, sb_view(&text));
	sb_release(&text);
	return s;
}

static void
nesting_is_limited(void **state)
{
	(void)state;
	for (size_t extra = 0; extra < 2; extra++) {
		struct arena a = { 0 };
		struct diags ds = { 0 };
		struct sb out = { 0 };
		struct theme theme = { 0 };
		struct value *root = value_map(&a);
		struct template_set *set;

		value_put(&a, root, "a", value_bool(&a, true));
		add_template(&theme, &a, &ds, STR("case"),
		    nested(&a, MUSTACHE_NESTING + extra));
		set = templates_compile(&a, &theme, &ds);
		assert_int_equal(ds.count, extra);
		if (extra)
			assert_int_equal(ds.items[0].code, DIAG_H05);
		assert_true(template_render(set, STR("case"), root, &ds, &out));
		assert_string_equal(sb_text(&out), "x");
		sb_release(&out);
		diag_release(&ds);
		arena_release(&a);
	}
}

/* Templates that would never end, each with a finding in its place. */
static void
runaway_templates_stop(void **state)
{
	static const char *const texts[] = {
		"{{>case}}",
		"{{<case}}{{/case}}",
		"{{#a}}{{>case}}{{/a}}",
		"{{<case}}{{$b}}{{$b}}{{/b}}{{/b}}{{/case}}{{$b}}{{/b}}",
		"x{{>case}}{{>case}}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct arena a = { 0 };
		struct diags ds = { 0 };
		struct sb out = { 0 };
		struct theme theme = { 0 };
		struct value *root = value_map(&a);

		value_put(&a, root, "a", value_bool(&a, true));
		add_template(&theme, &a, &ds, STR("case"), str_from(texts[i]));
		assert_false(template_render(templates_compile(&a, &theme, &ds),
		    STR("case"), root, &ds, &out));
		assert_int_equal(ds.count, 1);
		assert_int_equal(ds.items[0].code, DIAG_H07);
		assert_int_equal(ds.items[0].line, 1);
		sb_release(&out);
		diag_release(&ds);
		arena_release(&a);
	}
}

/* Ten templates that double each other: few deep, but many. */
static void
steps_are_limited(void **state)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct sb out = { 0 };
	struct theme theme = { 0 };
	struct value *root = value_null(&a);

	(void)state;
	for (int i = 0; i < 40; i++)
		add_template(&theme, &a, &ds, arena_fmt(&a, "t%d", i),
		    arena_fmt(&a, "{{>t%d}}{{>t%d}}", i + 1, i + 1));
	add_template(&theme, &a, &ds, STR("t40"), STR("x"));
	assert_false(template_render(
	    templates_compile(&a, &theme, &ds), STR("t0"), root, &ds, &out));
	assert_int_equal(ds.count, 1);
	assert_int_equal(ds.items[0].code, DIAG_H07);
	sb_release(&out);
	diag_release(&ds);
	arena_release(&a);
}

static void
a_missing_template_is_a_finding(void **state)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct sb out = { 0 };
	struct theme theme = { 0 };

	(void)state;
	assert_false(template_render(templates_compile(&a, &theme, &ds),
	    STR("page"), value_null(&a), &ds, &out));
	assert_int_equal(ds.count, 1);
	assert_int_equal(ds.items[0].code, DIAG_H06);
	sb_release(&out);
	diag_release(&ds);
	arena_release(&a);
}

static void
our_markup_is_not_escaped(void **state)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct sb out = { 0 };
	struct theme theme = { 0 };
	struct value *root = value_map(&a);

	(void)state;
	value_put(&a, root, "m", value_markup(&a, STR("<b>&amp;</b>")));
	value_put(&a, root, "t", value_bool(&a, true));
	add_template(
	    &theme, &a, &ds, STR("page"), STR("{{m}}{{{m}}}{{&m}} {{t}}"));
	assert_true(template_render(
	    templates_compile(&a, &theme, &ds), STR("page"), root, &ds, &out));
	assert_string_equal(
	    sb_text(&out), "<b>&amp;</b><b>&amp;</b><b>&amp;</b> true");
	sb_release(&out);
	diag_release(&ds);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_cases_pass),
		cmocka_unit_test(official_cases_pass),
		cmocka_unit_test(nesting_is_limited),
		cmocka_unit_test(runaway_templates_stop),
		cmocka_unit_test(steps_are_limited),
		cmocka_unit_test(a_missing_template_is_a_finding),
		cmocka_unit_test(our_markup_is_not_escaped),
	};

	return cmocka_run_group_tests_name("mustache", tests, NULL, NULL);
}
