/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "load/bytes.h"
#include "load/yaml.h"

static const struct bytes_rules rules = { DIAG_F11, DIAG_F13, 262144 };

struct parsed {
	struct arena a;
	struct diags ds;
	struct yaml_node *root;
	uint32_t source;
};

static void
parse(struct parsed *p, struct str text, bool want_map)
{
	*p = (struct parsed){ 0 };
	p->source = bytes_source(&p->a, &p->ds, STR("x.yaml"), text, &rules);
	if (p->source == 0)
		return;
	text = source_text(&p->ds.sources, p->source);
	p->root = yaml_parse(&p->a, &p->ds, p->source,
	    (struct span){ p->source, 0, (uint32_t)text.n }, &yaml_plan_codes,
	    want_map);
}

static void
drop(struct parsed *p)
{
	arena_release(&p->a);
	diag_release(&p->ds);
}

static void
expect_one(struct str text, enum diag_code code, uint32_t line, uint32_t column)
{
	struct parsed p;

	parse(&p, text, true);
	assert_int_equal(p.ds.count, 1);
	assert_string_equal(
	    diag_info(p.ds.items[0].code)->id, diag_info(code)->id);
	assert_int_equal(p.ds.items[0].line, line);
	assert_int_equal(p.ds.items[0].column, column);
	drop(&p);
}

static void
spans_are_bytes_though_libyaml_counts_characters(void **state)
{
	static const char text[] =
	    "å: ö\nkläder: \"blå 😀 jacka\"\nlista: [x, 'y z']\n";
	struct parsed p;
	const struct yaml_node *list;

	(void)state;
	parse(&p, STR(text), true);
	assert_non_null(p.root);
	assert_int_equal(p.ds.count, 0);
	assert_int_equal(p.root->count, 3);
	assert_int_equal(p.root->pairs[0].value->at.off, 4);
	assert_int_equal(p.root->pairs[0].value->at.len, 2);
	assert_int_equal(p.root->pairs[1].key_at.off, 7);
	assert_int_equal(p.root->pairs[1].key_at.len, 7);
	assert_memory_equal(text + p.root->pairs[1].value->at.off,
	    "\"blå 😀 jacka\"", p.root->pairs[1].value->at.len);
	list = yaml_find(p.root, STR("lista"));
	assert_int_equal(list->count, 2);
	assert_memory_equal(text + list->at.off, "[x, 'y z']", list->at.len);
	assert_memory_equal(
	    text + list->items[1]->at.off, "'y z'", list->items[1]->at.len);
	assert_true(str_is(list->items[1]->scalar, "y z"));
	drop(&p);
}

static void
scalars_stay_text(void **state)
{
	struct parsed p;

	(void)state;
	parse(&p,
	    STR("a: 13.00\nb: nej\nc: ~\nd: null\ne: \"\"\nf:\ng: 0x1f\n"),
	    true);
	assert_true(str_is(yaml_find(p.root, STR("a"))->scalar, "13.00"));
	assert_true(str_is(yaml_find(p.root, STR("b"))->scalar, "nej"));
	assert_true(str_is(yaml_find(p.root, STR("c"))->scalar, "~"));
	assert_true(str_is(yaml_find(p.root, STR("d"))->scalar, "null"));
	assert_int_equal(yaml_find(p.root, STR("e"))->scalar.n, 0);
	assert_int_equal(yaml_find(p.root, STR("f"))->scalar.n, 0);
	assert_true(str_is(yaml_find(p.root, STR("g"))->scalar, "0x1f"));
	drop(&p);
}

static void
what_people_cannot_follow_is_refused(void **state)
{
	(void)state;
	expect_one(STR("a: b\nc: &x d\n"), DIAG_F09, 2, 4);
	expect_one(STR("a: b\nå: *x\n"), DIAG_F09, 2, 4);
	expect_one(STR("a: !!str b\n"), DIAG_F09, 1, 4);
	expect_one(STR("a: ! b\n"), DIAG_F09, 1, 4);
	expect_one(STR("a:\n  <<: {b: c}\n"), DIAG_F09, 2, 3);
	expect_one(STR("%YAML 1.1\n---\na: b\n"), DIAG_F09, 1, 1);
	expect_one(STR("# x\n%TAG ! tag:x,2000:\n---\na: b\n"), DIAG_F09, 2, 1);
	expect_one(STR("%FOO bar\n---\na: b\n"), DIAG_F09, 1, 1);
	expect_one(STR("%YAML 3.0\n---\na: b\n"), DIAG_F09, 1, 1);
}

static void
one_document_that_is_a_map(void **state)
{
	(void)state;
	expect_one(STR(""), DIAG_F10, 1, 1);
	expect_one(STR("# only this\n"), DIAG_F10, 1, 1);
	expect_one(STR("---\n"), DIAG_F10, 1, 1);
	expect_one(STR("\n- a\n- b\n"), DIAG_F10, 2, 1);
	expect_one(STR("text\n"), DIAG_F10, 1, 1);
	expect_one(STR("a: b\n---\nc: d\n"), DIAG_F10, 2, 1);
	expect_one(STR("a: b\n--- {}\n---\n"), DIAG_F10, 2, 1);
}

static void
depth_is_bounded(void **state)
{
	struct sb deep = { 0 };
	struct parsed p;

	(void)state;
	expect_one(
	    STR("a: [[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]\n"), DIAG_F12, 1, 19);
	parse(&p, STR("a: [[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]\n"), true);
	assert_int_equal(p.ds.count, 0);
	drop(&p);
	sb_cstr(&deep, "a: ");
	sb_repeat(&deep, '[', 262000);
	expect_one(sb_view(&deep), DIAG_F12, 1, 19);
	sb_reset(&deep);
	for (int i = 0; i < 100000; i++)
		sb_cstr(&deep, "- ");
	parse(&p, sb_view(&deep), true);
	assert_true(p.ds.count > 0);
	assert_null(p.root);
	drop(&p);
	sb_release(&deep);
}

static void
control_characters(void **state)
{
	(void)state;
	expect_one(STR("a: \"x\\u0001\"\n"), DIAG_F13, 1, 4);
	expect_one(STR("å: \"x\\N\"\n"), DIAG_F13, 1, 4);
	expect_one(STR("a: \"\\u202E\"\n"), DIAG_F13, 1, 4);
	expect_one(STR("a: x\x01y\n"), DIAG_F13, 1, 5);
	expect_one(STR("å: \xFF\xFEy\n"), DIAG_F13, 1, 4);
	expect_one(STR("å: x\xEF\xBB\xBF\n"), DIAG_F13, 1, 5);
}

static void
marks_and_line_ends_are_fine(void **state)
{
	struct parsed p;

	(void)state;
	parse(&p,
	    STR("\xEF\xBB\xBF"
		"a: b\r\nc: \"x\\ty\"\r\nd: e"),
	    true);
	assert_int_equal(p.ds.count, 0);
	assert_int_equal(p.root->pairs[0].key_at.off, 0);
	assert_int_equal(p.root->pairs[2].value->at.off, 20);
	assert_true(str_is(p.root->pairs[1].value->scalar, "x\ty"));
	drop(&p);
	/* a + ring becomes å, in keys, values and escapes. */
	parse(&p, STR("a\xCC\x8Ar: a\xCC\x8A\nx: \"a\\u030A\"\n"), true);
	assert_int_equal(p.ds.count, 0);
	assert_true(str_is(p.root->pairs[0].key, "år"));
	assert_true(str_is(p.root->pairs[0].value->scalar, "å"));
	assert_true(str_is(p.root->pairs[1].value->scalar, "å"));
	drop(&p);
}

static void
syntax_errors_silence_the_rest(void **state)
{
	(void)state;
	expect_one(STR("a: b\na: c\nd: [\n"), DIAG_F14, 4, 1);
	expect_one(STR("a: &x b\nc: d: e\n"), DIAG_F14, 2, 5);
	expect_one(STR("a:\n\tb: c\n"), DIAG_F14, 2, 1);
}

static void
doubled_keys(void **state)
{
	struct sb many = { 0 };
	struct parsed p;

	(void)state;
	expect_one(STR("a: b\nc: d\na: e\n"), DIAG_F02, 3, 1);
	parse(&p, STR("a: b\na: c\n"), true);
	assert_int_equal(p.root->count, 1);
	assert_true(str_is(p.root->pairs[0].value->scalar, "b"));
	drop(&p);
	for (int i = 0; i < 20; i++)
		sb_fmt(&many, "k%d: x\n", i);
	sb_cstr(&many, "k3: y\n");
	expect_one(sb_view(&many), DIAG_F02, 21, 1);
	sb_release(&many);
}

static void
keys_that_are_no_words(void **state)
{
	struct parsed p;

	(void)state;
	expect_one(STR("a: b\n[c, d]: e\n"), DIAG_F03, 2, 1);
	expect_one(STR("{a: b}: {c: d}\n"), DIAG_F03, 1, 1);
	parse(&p, STR("? [c, d]\n: {x: y}\na: b\n"), true);
	assert_int_equal(p.root->count, 1);
	assert_true(str_is(yaml_find(p.root, STR("a"))->scalar, "b"));
	drop(&p);
}

static void
a_part_of_a_source(void **state)
{
	struct str text = STR("---\nå: b\nå: c\n---\n# Text: [\n");
	struct arena a = { 0 };
	struct diags ds = { 0 };
	uint32_t source = source_add(&ds.sources, STR("p.md"), text);
	struct yaml_node *root = yaml_parse(&a, &ds, source,
	    (struct span){ source, 4, 12 }, &yaml_site_codes, true);

	(void)state;
	assert_non_null(root);
	assert_int_equal(root->pairs[0].key_at.off, 4);
	assert_int_equal(ds.count, 1);
	assert_int_equal(ds.items[0].code, DIAG_Y02);
	assert_int_equal(ds.items[0].line, 3);
	root = yaml_parse(&a, &ds, source, (struct span){ source, 4, 0 },
	    &yaml_site_codes, false);
	assert_non_null(root);
	assert_int_equal(root->kind, YAML_MAP);
	assert_int_equal(root->count, 0);
	arena_release(&a);
	diag_release(&ds);
}

static void
size_is_bounded(void **state)
{
	struct sb big = { 0 };

	(void)state;
	sb_cstr(&big, "a: ");
	sb_repeat(&big, 'x', 262145 - 3);
	expect_one(sb_view(&big), DIAG_F11, 1, 1);
	sb_release(&big);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    spans_are_bytes_though_libyaml_counts_characters),
		cmocka_unit_test(scalars_stay_text),
		cmocka_unit_test(what_people_cannot_follow_is_refused),
		cmocka_unit_test(one_document_that_is_a_map),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(control_characters),
		cmocka_unit_test(marks_and_line_ends_are_fine),
		cmocka_unit_test(syntax_errors_silence_the_rest),
		cmocka_unit_test(doubled_keys),
		cmocka_unit_test(keys_that_are_no_words),
		cmocka_unit_test(a_part_of_a_source),
		cmocka_unit_test(size_is_bounded),
	};

	return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
