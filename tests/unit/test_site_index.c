/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Where a page stands: whatever reads otherwise when a title is another one
 * has to be among the outputs that the index names. Every page of a site with
 * all kinds of neighbours gets another title, one after the other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "aid_values.h"
#include "compose/site.h"
#include "fs/fs_memory.h"
#include "load/site.h"
#include "load/theme.h"

struct grounds {
	struct arena a;
	struct diags ds;
	struct fs *fs;
	struct site site;
	struct theme theme;
};

struct dumps {
	struct str *items;
	size_t count;
};

static void
put(struct grounds *p, const char *file, const char *front, const char *body)
{
	fs_memory_put(p->fs,
	    arena_cstr(&p->a, arena_fmt(&p->a, "r/content/sidor/%s", file)),
	    arena_fmt(
		&p->a, "---\ntitle: Om %s\n%s---\n%s\n", file, front, body));
}

static void
put_section(
    struct grounds *p, const char *folder, const char *ending, int pages)
{
	put(p,
	    arena_cstr(&p->a, arena_fmt(&p->a, "%s/index%s", folder, ending)),
	    "summary: En del.\n", "Text.");
	for (int i = 0; i < pages; i++)
		put(p,
		    arena_cstr(&p->a, arena_fmt(&p->a, "%s/%02d-s%d%s", folder,
					  i, i, ending)),
		    i == 3   ? "aliases: [gammal]\n"
		    : i == 5 ? "nav: Kort\n"
			     : "",
		    "Se [den första](00-s0.md).");
}

static void
grounds_open(struct grounds *p)
{
	*p = (struct grounds){ .fs = fs_memory_new() };
	fs_memory_put(p->fs, "r/content/site.yaml",
	    STR("title: Platsen\ntheme: prov\nsearch: true\n"
		"languages: [sv, en]\nbase_url: https://a.example.org/\n"));
	fs_memory_put(p->fs, "r/content/ordlista.yaml",
	    STR("- term: ord\n  easy: ett ord\n  definition: ett ord\n"
		"  page: stor/s3\n"));
	put(p, "index.md", "audience: personal\n", "Hem.");
	put(p, "index.lattlast.md", "", "Hem.");
	put(p, "index.en.md", "", "Home.");
	put(p, "om.md", "", "Om platsen.");
	put_section(p, "10-del", ".md", 8);
	put_section(p, "10-del", ".lattlast.md", 5);
	put_section(p, "10-del", ".en.md", 2);
	put_section(p, "10-del/90-under", ".md", 4);
	put_section(p, "10-del/90-under/50-mer", ".md", 2);
	put(p, "10-del/90-under/50-mer/index.lattlast.md", "", "Kort.");
	/* Before it, in the order of reading, lies the end of another section. */
	put(p, "10-del/95-sist.md", "", "Sist.");
	put_section(p, "20-stor", ".md", 40);
	put_section(p, "20-stor", ".lattlast.md", 1);
	/* Easy pages without a section of theirs stand at the top. */
	put_section(p, "30-utan", ".md", 1);
	for (int i = 0; i < 20; i++)
		put(p,
		    arena_cstr(&p->a,
			arena_fmt(&p->a, "30-utan/%02d-s%d.lattlast.md", i, i)),
		    "audience: personen\n", "Text.");
	assert_true(site_load(&p->site, &p->a, &p->ds, p->fs, "r"));
	site_resolve(&p->site, date_from(2026, 11, 21));
	assert_true(theme_load(&p->theme, &p->a, &p->ds, fs_disk(),
	    "tests/golden/site", STR("prov"), NULL));
}

static void
grounds_close(struct grounds *p)
{
	diag_release(&p->ds);
	arena_release(&p->a);
	fs_memory_free(p->fs);
}

static struct site_view *
look(const struct grounds *p, struct arena *a)
{
	const struct site_options options = { .date = date_from(2026, 11, 21) };

	return site_view_new(a, &p->site, &p->theme, &options);
}

static struct str
dump(const struct site_view *view, size_t i, struct arena *a)
{
	struct arena page = { 0 };
	struct sb out = { 0 };
	struct output o;
	struct str text;

	site_view_output(view, i, &page, &o);
	if (o.template_name.n) {
		value_put(&page, o.values, "s", value_null(&page));
		value_dump(&out, o.values);
	} else {
		sb_str(&out, o.bytes);
	}
	text = arena_str(a, sb_view(&out));
	sb_release(&out);
	arena_release(&page);
	return text;
}

static struct dumps
dump_all(const struct site_view *view, struct arena *a)
{
	struct dumps d = { .count = site_view_count(view) };

	d.items = arena_array(a, struct str, d.count);
	for (size_t i = 0; i < d.count; i++)
		d.items[i] = dump(view, i, a);
	return d;
}

static bool
has(const struct output_list *list, size_t number)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i] == number)
			return true;
	return false;
}

/* How many outputs tell of it. */
static size_t
retitle(struct grounds *p, struct page *page, struct site_view *view,
    const struct dumps *before)
{
	struct arena a = { 0 };
	struct site_index *x = site_index_new(&a, view);
	struct str title = page->meta.title.s;
	struct output_list list = { 0 };
	struct dumps now;
	size_t told = 0;

	page->meta.title.s = STR("En helt annan rubrik");
	if (!site_view_retitle(view, page)) {
		page->meta.title.s = title;
		arena_release(&a);
		return 0;
	}
	site_index_own(x, page, &a, &list);
	site_index_neighbours(x, page, &a, &list);
	site_index_lists(x, page, true, &a, &list);
	now = dump_all(look(p, &a), &a);
	assert_int_equal(now.count, before->count);
	for (size_t i = 0; i < now.count; i++) {
		if (!str_eq(now.items[i], before->items[i])) {
			told++;
			if (!has(&list, i))
				fail_msg("%.*s stands on %.*s",
				    STR_ARG(page->file),
				    STR_ARG(site_view_path(view, i)));
		}
		/* The view that was told is as one that is made anew. */
		if (has(&list, i))
			assert_true(str_eq(now.items[i], dump(view, i, &a)));
	}
	page->meta.title.s = title;
	assert_true(site_view_retitle(view, page));
	arena_release(&a);
	return told;
}

static void
the_index_knows_where_titles_stand(void **state)
{
	struct grounds p;
	struct site_view *view;
	struct dumps before;
	size_t most = 0, least = SIZE_MAX, retitled = 0;

	(void)state;
	grounds_open(&p);
	view = look(&p, &p.a);
	before = dump_all(view, &p.a);
	for (size_t i = 0; i < p.site.pages.count; i++) {
		size_t told = retitle(&p, p.site.pages.items[i], view, &before);

		if (told == 0)
			continue;
		retitled++;
		most = told > most ? told : most;
		least = told < least ? told : least;
	}
	/* All but the home pages, what stands in the menus, and the footer. */
	assert_int_equal(retitled, p.site.pages.count - 3 - 20 - 2);
	/* One has a shorter title in the navigation, which stays. */
	assert_true(least >= 3);
	/* A section of 40 pages is not on its way, but one of ten is. */
	assert_in_range(most, 15, 30);
	grounds_close(&p);
}

/* Only the title of an ordinary page inside a section is a small thing. */
static void
a_body_touches_its_page_and_its_part_of_the_search(void **state)
{
	struct grounds p;
	struct site_view *view;
	struct site_index *x;
	struct output_list own = { 0 }, lists = { 0 };

	(void)state;
	grounds_open(&p);
	view = look(&p, &p.a);
	x = site_index_new(&p.a, view);
	for (size_t i = 0; i < p.site.pages.count; i++) {
		const struct page *page = p.site.pages.items[i];
		size_t before = own.count;

		site_index_own(x, page, &p.a, &own);
		assert_int_equal(own.count, before + 1);
		assert_ptr_equal(site_view_page(view, own.items[before]), page);
		lists.count = 0;
		site_index_lists(x, page, false, &p.a, &lists);
		assert_int_equal(lists.count, 1);
		assert_true(str_starts(site_view_path(view, lists.items[0]),
		    STR("assets/search/")));
	}
	grounds_close(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_index_knows_where_titles_stand),
		cmocka_unit_test(
		    a_body_touches_its_page_and_its_part_of_the_search),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
