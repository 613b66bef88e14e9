/* SPDX-License-Identifier: EUPL-1.2 */
/* The report for editors: values for the template, and JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "aid_doc.h"
#include "compose/report.h"

struct fixture {
	struct arena arena;
	struct diags ds;
	struct site site;
	struct revision revisions[2];
	struct revision *revision_list[2];
	struct page pages[3];
	struct page *page_list[3];
	struct page_measures measures[3];
	const struct page_measures *measure_list[3];
	struct report_input input;
};

static void
add_page(struct fixture *f, size_t i, const char *file, enum variant variant,
    struct revision *revision)
{
	struct page *p = &f->pages[i];

	p->file = p->key = str_from(file);
	p->variant = variant;
	p->revision = revision;
	p->number = i;
	p->meta.title.s = STR("Mötet & <planen>");
	p->meta.id.s = STR("motet");
	f->page_list[i] = p;
	f->measure_list[i] = &f->measures[i];
	f->measures[i] = (struct page_measures){ .measured = true,
		.words = 100,
		.sentences = 10,
		.mean = 10,
		.long_share = 12.25,
		.lix = 20 + 4.06 * (double)i,
		.longest = 14 };
}

static void
open_fixture(struct fixture *f)
{
	static struct allowed allowed = {
		.reason = { "lagens namn", 11 }, .line = 7, .used = 2
	};

	*f = (struct fixture){ 0 };
	f->revisions[0].name = STR("2025-11");
	f->revisions[1].name = STR("2026-11");
	f->revision_list[0] = &f->revisions[0];
	f->revision_list[1] = &f->revisions[1];
	f->site.revisions.items = f->revision_list;
	f->site.revisions.count = 2;
	f->site.config.title.s = STR("Gemensam plan");
	add_page(f, 0, "a.lattlast.md", VARIANT_EASY, &f->revisions[0]);
	add_page(f, 1, "b.lattlast.md", VARIANT_EASY, &f->revisions[1]);
	add_page(f, 2, "c.md", VARIANT_PLAIN, NULL);
	f->site.pages.items = f->page_list;
	f->site.pages.count = 3;
	allowed.code = DIAG_T13;
	f->measures[1].allowed = &allowed;
	f->measures[1].allowed_count = 1;
	f->measures[1].hardest[0] =
	    (struct hard_sentence){ .text = STR("En \"svår\" mening."),
		    .line = 3,
		    .words = 3,
		    .lix = 3 };
	f->measures[1].hardest_count = 1;
	diag_add_file(&f->ds, DIAG_T13, STR("b.lattlast.md"), "kort form");
	diag_add_file(&f->ds, DIAG_F01, STR("b.lattlast.md"), "annat");
	f->input = (struct report_input){ .site = &f->site,
		.measures = f->measure_list,
		.findings = &f->ds,
		.date = date_from(2026, 11, 21) };
}

static void
close_fixture(struct fixture *f)
{
	arena_release(&f->arena);
	diag_release(&f->ds);
}

static const struct value *
find(const struct value *map, const char *key)
{
	const struct value *v = value_find(map, str_from(key));

	assert_non_null(v);
	return v;
}

/* What is in the archive cannot be made easier: it is only compared with. */
static void
earlier_revisions_are_compared_with(void **state)
{
	struct fixture f;
	const struct value *parts, *page;
	struct sb json = { 0 };

	(void)state;
	open_fixture(&f);
	f.input.shown = &f.revisions[1];
	parts =
	    find(find(report_values(&f.arena, &f.input), "levels")->items[0],
		"parts");
	assert_int_equal(parts->count, 2);
	page = find(parts->items[0], "pages")->items[0];
	assert_true(str_is(find(page, "before")->text, "20"));
	report_json(&json, &f.input);
	assert_int_equal(
	    str_find(sb_view(&json), STR("a.lattlast.md")), STR_NOT_FOUND);
	assert_true(
	    str_find(sb_view(&json), STR("b.lattlast.md")) != STR_NOT_FOUND);
	sb_release(&json);
	close_fixture(&f);
}

static void
pages_stand_by_level_and_revision(void **state)
{
	struct fixture f;
	const struct value *root, *easy, *parts, *page;

	(void)state;
	open_fixture(&f);
	root = report_values(&f.arena, &f.input);
	assert_true(str_is(find(root, "date")->text, "2026-11-21"));
	easy = find(root, "levels")->items[0];
	assert_true(str_is(find(easy, "median")->text, "22"));
	parts = find(easy, "parts");
	assert_int_equal(parts->count, 3);
	assert_true(str_is(find(parts->items[0], "name")->text, "2026-11"));
	page = find(parts->items[0], "pages")->items[0];
	assert_true(str_is(find(page, "file")->text, "b.lattlast.md"));
	assert_true(str_is(find(page, "lix")->text, "24"));
	assert_true(str_is(find(page, "mean")->text, "10,0"));
	assert_true(str_is(find(page, "trend")->text, "svårare"));
	assert_true(str_is(find(page, "before")->text, "20"));
	assert_int_equal(find(page, "findings")->count, 1);
	/* The first revision has nothing before it. */
	page = find(parts->items[1], "pages")->items[0];
	assert_null(value_find(page, STR("trend")));
	/* Of revisions without a page of the level nothing stands. */
	parts = find(find(root, "levels")->items[1], "parts");
	assert_int_equal(parts->count, 1);
	assert_true(str_is(find(parts->items[0], "name")->text, "sidor"));
	assert_int_equal(find(root, "allowed")->count, 1);
	close_fixture(&f);
}

static void
json_holds_the_same(void **state)
{
	struct fixture f;
	struct sb out = { 0 };

	(void)state;
	open_fixture(&f);
	report_json(&out, &f.input);
	assert_true(str_starts(sb_view(&out),
	    STR("{\"version\":1,\"pages\":[\n{\"file\":\"a.lattlast.md\","
		"\"level\":\"lattlast\",\"revision\":\"2025-11\","
		"\"lix\":20.0,\"lix_without_names\":0.0,"
		"\"words_per_sentence\":10.0,\"long_words_percent\":12.3,")));
	assert_true(
	    str_find(sb_view(&out),
		STR("\"hardest\":[{\"text\":\"En \\\"svår\\\" mening.\","
		    "\"line\":3,\"words\":3,\"lix\":3.0}],"
		    "\"allowed\":[{\"code\":\"T13\","
		    "\"reason\":\"lagens namn\",\"line\":7,"
		    "\"used\":2}],"
		    "\"findings\":[{\"code\":\"T13\"")) != STR_NOT_FOUND);
	assert_true(str_ends(sb_view(&out), STR("}\n]}\n")));
	assert_true(str_find(sb_view(&out), STR(",]")) == STR_NOT_FOUND);
	assert_true(str_find(sb_view(&out), STR(",}")) == STR_NOT_FOUND);
	sb_release(&out);
	close_fixture(&f);
}

static void
nothing_measured_is_an_empty_list(void **state)
{
	struct fixture f;
	struct sb out = { 0 };

	(void)state;
	open_fixture(&f);
	for (size_t i = 0; i < 3; i++)
		f.measure_list[i] = NULL;
	report_json(&out, &f.input);
	assert_string_equal(sb_text(&out), "{\"version\":1,\"pages\":[\n]}\n");
	assert_non_null(report_values(&f.arena, &f.input));
	sb_release(&out);
	close_fixture(&f);
}

enum { MANY = 700 };

/* Sections of 50 pages, and one of 300. */
static void
open_large(struct fixture *f, struct page *pages, struct page **list,
    const struct page_measures **measures)
{
	static struct section sections[10];

	open_fixture(f);
	for (size_t i = 0; i < MANY; i++) {
		pages[i] = (struct page){
			.file = arena_fmt(&f->arena, "s/%03zu.md", i),
			.number = i,
			.section = &sections[i < 400 ? i / 50 : 9],
		};
		list[i] = &pages[i];
		measures[i] = &f->measures[2];
	}
	f->site.pages.items = list;
	f->site.pages.count = MANY;
	f->input.measures = measures;
	f->input.parts = report_parts_of(&f->arena, &f->site);
}

static void
many_pages_stand_in_parts(void **state)
{
	static struct page pages[MANY];
	static struct page *list[MANY];
	static const struct page_measures *measures[MANY];
	struct fixture f;
	const struct value *part, *root, *section;
	struct sb json = { 0 };
	size_t told = 0;

	(void)state;
	open_large(&f, pages, list, measures);
	assert_true(report_divided(&f.input));
	/* 100 each of the small sections; of the large one 128, 128 and 44. */
	assert_int_equal(f.input.parts.count, 7);
	assert_int_equal(f.input.parts.starts[1], 100);
	assert_int_equal(f.input.parts.starts[6], 656);
	assert_int_equal(f.input.parts.starts[7], MANY);
	root = report_values(&f.arena, &f.input);
	part = find(find(root, "levels")->items[0], "parts")->items[0];
	assert_null(value_find(part, STR("pages")));
	assert_int_equal(find(part, "sections")->count, 0);
	part = find(find(root, "levels")->items[1], "parts")->items[0];
	assert_int_equal(find(part, "sections")->count, 7);
	section = find(part, "sections")->items[6];
	assert_true(str_is(find(section, "first")->text, "s/656.md"));
	assert_true(str_is(find(section, "last")->text, "s/699.md"));
	for (size_t i = 0; i < f.input.parts.count; i++) {
		assert_true(report_part_told(&f.input, i));
		root = report_part_values(&f.arena, &f.input, i);
		assert_int_equal(find(root, "levels")->count, 1);
		part = find(find(root, "levels")->items[0], "parts")->items[0];
		told += find(part, "pages")->count;
	}
	assert_int_equal(told, MANY);
	report_json(&json, &f.input);
	assert_string_equal(sb_text(&json),
	    "{\"version\":1,\"parts\":[\"1.json\",\"2.json\",\"3.json\","
	    "\"4.json\",\"5.json\",\"6.json\",\"7.json\"]}\n");
	sb_reset(&json);
	report_part_json(&json, &f.input, 6);
	assert_true(str_starts(sb_view(&json),
	    STR("{\"version\":1,\"pages\":[\n{\"file\":\"s/656.md\",")));
	/* What is not measured is told nowhere. */
	for (size_t i = 100; i < 200; i++)
		measures[i] = NULL;
	assert_false(report_part_told(&f.input, 1));
	sb_release(&json);
	close_fixture(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_stand_by_level_and_revision),
		cmocka_unit_test(earlier_revisions_are_compared_with),
		cmocka_unit_test(json_holds_the_same),
		cmocka_unit_test(nothing_measured_is_an_empty_list),
		cmocka_unit_test(many_pages_stand_in_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
