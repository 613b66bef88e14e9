/* SPDX-License-Identifier: EUPL-1.2 */
/* Sites on a disk in memory: places, twins, links, odd files, faults, dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <cmocka.h>

#include "aid_doc.h"
#include "check/site.h"
#include "fs/fs_faulty.h"
#include "fs/fs_memory.h"
#include "load/site.h"

#define SITE "title: Prov\n"
#define PAGE(title) "---\ntitle: " title "\nsummary: Kort.\n---\nText.\n"

struct loaded {
	struct fs *fs;
	struct arena a;
	struct diags ds;
	struct site site;
	struct sb findings;
	bool fine;
};

static void
begin(struct loaded *l)
{
	*l = (struct loaded){ .fs = fs_memory_new() };
	fs_memory_put(l->fs, "r/content/site.yaml", STR(SITE));
}

static void
put(struct loaded *l, const char *path, const char *text)
{
	struct sb full = { 0 };

	sb_fmt(&full, "r/content/%s", path);
	fs_memory_put(l->fs, sb_text(&full), str_from(text));
	sb_release(&full);
}

static void
load(struct loaded *l, date_t today)
{
	l->fine = site_load(&l->site, &l->a, &l->ds, l->fs, "r");
	site_resolve(&l->site, today);
	diag_sort(&l->ds);
	findings_dump(&l->findings, &l->ds);
}

static void
end(struct loaded *l)
{
	sb_release(&l->findings);
	diag_release(&l->ds);
	arena_release(&l->a);
	fs_memory_free(l->fs);
}

static const struct page *
page(const struct loaded *l, const char *file)
{
	const struct page *p = map_find(&l->site.files, str_from(file));

	assert_non_null(p);
	return p;
}

static const struct node *
first_link(const struct page *p)
{
	const struct node *n = p->doc;

	while (n && n->kind != NODE_LINK)
		n = node_next(n, p->doc);
	assert_non_null(n);
	return n;
}

static void
pages_have_their_places(void **state)
{
	struct loaded l;
	const struct section *top;

	(void)state;
	begin(&l);
	put(&l, "sidor/index.md", PAGE("Hem"));
	put(&l, "sidor/om.md", PAGE("Om"));
	put(&l, "sidor/20-b.md", PAGE("B"));
	put(&l, "sidor/10-c.md", "---\ntitle: C\norder: 30\n---\n");
	put(&l, "sidor/15-Åre Östra/index.md", PAGE("Å"));
	put(&l, "sidor/15-Åre Östra/10-möte.lattlast.md", PAGE("M"));
	put(&l, "sidor/15-Åre Östra/10-möte.md", PAGE("M"));
	put(&l, "sidor/15-Åre Östra/10-möte.en.md", PAGE("M"));
	put(&l, "sidor/15-Åre Östra/10-möte-två.md", PAGE("M2"));
	put(&l, "sidor/.dold.md", "x");
	put(&l, "sidor/om.md~", "x");
	load(&l, DATE_NONE);
	assert_string_equal(sb_text(&l.findings), "");
	assert_true(l.fine);
	top = l.site.top;
	assert_int_equal(l.site.pages.count, 9);
	assert_true(str_is(top->index[VARIANT_PLAIN]->meta.title.s, "Hem"));
	assert_int_equal(top->pages.count, 3);
	assert_true(str_is(top->pages.items[0]->address, "b"));
	assert_true(str_is(top->pages.items[1]->address, "c"));
	assert_true(str_is(top->pages.items[2]->address, "om"));
	assert_int_equal(top->child_count, 1);
	assert_true(str_is(top->children[0]->address, "are-ostra"));
	assert_int_equal(top->children[0]->order, 15);
	assert_int_equal(top->children[0]->pages.count, 4);
	end(&l);
}

static void
twins_know_each_other(void **state)
{
	struct loaded l;
	const struct page *plain, *easy;

	(void)state;
	begin(&l);
	put(&l, "sidor/10-a.md", "---\ntitle: A\nid: aid\n---\n[x](20-b.md)\n");
	put(&l, "sidor/10-a.lattlast.md",
	    "---\ntitle: A\n---\n[x](20-b.md#h) [y](10-a.md)\n");
	put(&l, "sidor/20-b.lattlast.md", "---\ntitle: B\n---\n## H\n");
	load(&l, DATE_NONE);
	assert_string_equal(sb_text(&l.findings), "");
	plain = page(&l, "sidor/10-a.md");
	easy = page(&l, "sidor/10-a.lattlast.md");
	assert_ptr_equal(plain->twins[VARIANT_EASY], easy);
	assert_ptr_equal(easy->twins[VARIANT_PLAIN], plain);
	assert_ptr_equal(easy->twins[VARIANT_EASY], easy);
	assert_null(plain->twins[VARIANT_ENGLISH]);
	assert_true(str_is(easy->meta.id.s, "aid"));
	assert_true(str_is(page(&l, "sidor/20-b.lattlast.md")->meta.id.s, "b"));
	/* 20-b.md is not there, but its easy twin is. */
	assert_ptr_equal(
	    first_link(plain)->u.link.page, page(&l, "sidor/20-b.lattlast.md"));
	assert_ptr_equal(
	    site_page(&l.site, NULL, STR("aid"), VARIANT_EASY), easy);
	assert_ptr_equal(
	    site_page(&l.site, NULL, STR("/a/"), VARIANT_PLAIN), plain);
	check_site(&l.site, NULL, 0, &l.ds);
	for (size_t i = 0; i < l.ds.count; i++)
		assert_true(l.ds.items[i].severity < SEV_ERROR);
	end(&l);
}

/* a + ring is another file name than å, but the same page. */
/* The same lines in two years are read once, and belong to each page. */
static void
the_same_front_matter_belongs_to_each_page(void **state)
{
	static const char text[] =
	    "---\ntitle: Möte\nsummary: \"Ett\\tord\"\n"
	    "aliases: [a, b]\nupdated: 2026-11-02\n---\n";
	static const char *const files[] = { "policy/2025-11/10-m.md",
		"policy/2026-11/10-m.md", "policy/2026-11/20-n.md" };
	struct loaded l;

	(void)state;
	begin(&l);
	for (size_t i = 0; i < 3; i++)
		put(&l, files[i], text);
	load(&l, DATE_NONE);
	for (size_t i = 0; i < 3; i++) {
		const struct page *p = page(&l, files[i]);
		const struct page_meta *m = &p->meta;
		struct str own = source_text(&l.ds.sources, p->source);

		assert_true(str_is(m->title.s, "Möte"));
		assert_ptr_equal(m->title.s.p, own.p + m->title.at.off);
		assert_true(str_is(m->summary.s, "Ett\tord"));
		assert_int_equal(m->title.at.source, p->source);
		assert_int_equal(m->summary.at.source, p->source);
		assert_int_equal(m->nav.at.source, 0);
		assert_int_equal(m->aliases.count, 2);
		assert_int_equal(m->aliases.items[1].at.source, p->source);
		assert_true(str_is(m->aliases.items[1].s, "b"));
		assert_int_equal(m->updated_at.source, p->source);
		assert_int_equal(m->updated, date_from(2026, 11, 2));
		assert_int_equal(m->order, i < 2 ? 10 : 20);
	}
	end(&l);
}

static void
names_are_compared_as_people_read_them(void **state)
{
	struct loaded l;

	(void)state;
	begin(&l);
	put(&l, "sidor/10-ma\xCC\x8Al.md", PAGE("Mål"));
	put(&l, "sidor/20-x.md", "---\ntitle: X\n---\n[m](10-mål.md)\n");
	load(&l, DATE_NONE);
	assert_string_equal(sb_text(&l.findings), "");
	assert_ptr_equal(first_link(page(&l, "sidor/20-x.md"))->u.link.page,
	    page(&l, "sidor/10-mål.md"));
	end(&l);
	begin(&l);
	put(&l, "sidor/10-ma\xCC\x8Al.md", PAGE("Mål"));
	put(&l, "sidor/10-mål.md", PAGE("Mål"));
	load(&l, DATE_NONE);
	assert_int_equal(l.ds.count, 1);
	assert_int_equal(l.ds.items[0].code, DIAG_M16);
	end(&l);
}

static void
odd_files_are_told(void **state)
{
	struct loaded l;

	(void)state;
	begin(&l);
	put(&l, "sidor/om.md", PAGE("Om"));
	put(&l, "sidor/ny\nrad.md", PAGE("x"));
	put(&l, "sidor/\xFF.md", PAGE("x"));
	put(&l, "sidor/stor.md", "x");
	put(&l, "hemligt.md", "x");
	fs_memory_put(l.fs, "ute.md", STR("x"));
	fs_memory_put(l.fs, "r/content/delat/inne.md", STR(PAGE("Inne")));
	fs_memory_symlink(l.fs, "r/content/sidor/inne.md", "../delat/inne.md");
	fs_memory_put(l.fs, "r/plans/p.yaml", STR(PAGE("En plan")));
	fs_memory_symlink(
	    l.fs, "r/content/sidor/plan.md", "../../plans/p.yaml");
	fs_memory_symlink(l.fs, "r/content/sidor/ute.md", "../../../ute.md");
	fs_memory_symlink(l.fs, "r/content/sidor/rot.md", "/ute.md");
	fs_memory_symlink(l.fs, "r/content/sidor/tom.md", "finns-inte.md");
	fs_memory_symlink(l.fs, "r/content/sidor/runt.md", "runt.md");
	fs_memory_symlink(l.fs, "r/content/sidor/varv", "..");
	fs_memory_other(l.fs, "r/content/sidor/ror.md");
	fs_memory_break(l.fs, "r/content/sidor/stor.md", EACCES);
	load(&l, DATE_NONE);
	assert_string_equal(sb_text(&l.findings),
	    "content/sidor/?.md:0:0-0 error M17: the name holds bytes that are "
	    "no text\n"
	    "content/sidor/ny?rad.md:0:0-0 error M17: the name holds bytes "
	    "that are no text\n"
	    "content/sidor/plan.md:0:0-0 error M18: the link leaves the folder "
	    "of the project\n"
	    "content/sidor/ror.md:0:0-0 error M18: this is not an ordinary "
	    "file\n"
	    "content/sidor/rot.md:0:0-0 error M18: the link leaves the folder "
	    "of the project\n"
	    "content/sidor/runt.md:0:0-0 error M18: the link leaves the folder "
	    "of the project\n"
	    "content/sidor/stor.md:0:0-0 error B01: cannot read the file: "
	    "permission is missing\n"
	    "content/sidor/tom.md:0:0-0 error M18: the link leads to nothing\n"
	    "content/sidor/ute.md:0:0-0 error M18: the link leaves the folder "
	    "of the project\n"
	    "content/sidor/varv:0:0-0 error M18: the link leads to a folder "
	    "that it lies in\n");
	assert_int_equal(l.site.pages.count, 2);
	end(&l);
}

static void
a_site_needs_a_folder_and_a_file(void **state)
{
	struct loaded l = { .fs = fs_memory_new() };

	(void)state;
	load(&l, DATE_NONE);
	assert_false(l.fine);
	assert_string_equal(sb_text(&l.findings),
	    "content:0:0-0 error B01: the folder is missing\n");
	end(&l);
	l = (struct loaded){ .fs = fs_memory_new() };
	fs_memory_put(l.fs, "r/content/sidor/om.md", STR(PAGE("Om")));
	load(&l, DATE_NONE);
	assert_false(l.fine);
	assert_string_equal(sb_text(&l.findings),
	    "content/site.yaml:0:0-0 error B01: the file is missing\n");
	assert_int_equal(l.site.pages.count, 1);
	end(&l);
}

static void
put_all(struct loaded *l)
{
	begin(l);
	put(l, "ordlista.yaml", "- {term: A, easy: B}\n");
	put(l, "lagar.yaml", "- {id: a, name: B}\n");
	put(l, "paragrafer.yaml", "- {id: A1, title: B, levels: []}\n");
	put(l, "ord.yaml", "- {word: a}\n");
	put(l, "sidor/index.md", PAGE("Hem"));
	put(l, "policy/2026-11/revision.yaml", "in_force: 2026-11-16\n");
	put(l, "policy/2026-11/10-a/index.md", PAGE("A"));
	fs_memory_symlink(l->fs, "r/content/sidor/lank.md", "index.md");
}

/* Whatever call fails, it is told, and what is left is a site. */
static void
every_fault_is_a_finding(void **state)
{
	uint64_t calls = 1;

	(void)state;
	for (uint64_t n = 0; n <= calls; n++) {
		struct loaded l;
		struct fs_faulty f;

		put_all(&l);
		fs_faulty_init(&f, l.fs, n, EIO);
		l.fine = site_load(&l.site, &l.a, &l.ds, &f.fs, "r");
		site_resolve(&l.site, date_from(2026, 11, 21));
		check_site(&l.site, NULL, date_from(2026, 11, 21), &l.ds);
		if (n == 0)
			calls = f.calls;
		else
			assert_true(diag_failed_since(&l.ds, 0));
		end(&l);
	}
	assert_true(calls > 20);
}

static void
decide(struct loaded *l, const char *name, const char *in_force,
    const char *review, const char *decided)
{
	struct sb text = { 0 }, path = { 0 };

	sb_fmt(&text, "in_force: %s\nnext_review: %s\nparties:\n", in_force,
	    review);
	sb_fmt(&text, "  - {name: Staden, decided_on: %s}\n", decided);
	sb_fmt(&text, "  - {name: Regionen, decided_on: %s}\n", decided);
	sb_cstr(&text, "summary: {klarsprak: A, lattlast: B}\n");
	sb_fmt(&path, "policy/%s/revision.yaml", name);
	put(l, sb_text(&path), sb_text(&text));
	sb_release(&text);
	sb_release(&path);
}

/* Leaves only what is said of the yearly review. */
static void
keep_reviews(struct diags *ds)
{
	size_t kept = 0;

	for (size_t i = 0; i < ds->count; i++)
		if (ds->items[i].code == DIAG_V01 ||
		    ds->items[i].code == DIAG_V02)
			ds->items[kept++] = ds->items[i];
	ds->count = kept;
}

/* What is shown on a day, and what is said of the review. */
static void
on_a_day(date_t today, bool both, const char *shown, bool in_force,
    const char *findings)
{
	struct loaded l;
	const struct revision *r;

	begin(&l);
	decide(&l, "2025-11", "2025-11-20", "2026-11-30", "2025-10-20");
	if (both)
		decide(&l, "2026-11", "2026-11-16", "2027-11-30", "2026-10-26");
	load(&l, today);
	assert_string_equal(sb_text(&l.findings), "");
	check_revisions(&l.site, today, &l.ds);
	keep_reviews(&l.ds);
	findings_dump(&l.findings, &l.ds);
	assert_string_equal(sb_text(&l.findings), findings);
	r = site_shown(&l.site, today);
	assert_non_null(r);
	assert_true(str_is(r->name, shown));
	assert_int_equal(site_revision(&l.site, today) == r, in_force);
	end(&l);
}

#define REVIEW_25 "content/policy/2025-11/revision.yaml:2:14-24 warning "
#define REVIEW_26 "content/policy/2026-11/revision.yaml:2:14-24 warning "

static void
the_year_of_a_revision(void **state)
{
	const char *soon =
	    REVIEW_25 "V01: the policy is to be reviewed by 2026-11-30\n";
	const char *late = REVIEW_25
	    "V02: the review of the policy is overdue since 2026-11-30\n";

	(void)state;
	on_a_day(date_from(2025, 11, 19), true, "2025-11", false, "");
	on_a_day(date_from(2025, 11, 20), true, "2025-11", true, "");
	on_a_day(date_from(2026, 9, 30), true, "2025-11", true, "");
	on_a_day(date_from(2026, 10, 1), true, "2025-11", true, soon);
	on_a_day(date_from(2026, 10, 25), true, "2025-11", true, soon);
	on_a_day(date_from(2026, 10, 26), true, "2025-11", true, "");
	on_a_day(date_from(2026, 11, 15), true, "2025-11", true, "");
	on_a_day(date_from(2026, 11, 16), true, "2026-11", true, "");
	on_a_day(date_from(2026, 12, 1), true, "2026-11", true, "");
	on_a_day(date_from(2027, 9, 30), true, "2026-11", true, "");
	on_a_day(date_from(2027, 10, 1), true, "2026-11", true,
	    REVIEW_26 "V01: the policy is to be reviewed by 2027-11-30\n");
	on_a_day(date_from(2027, 12, 1), true, "2026-11", true,
	    REVIEW_26
	    "V02: the review of the policy is overdue since 2027-11-30\n");
	on_a_day(date_from(2026, 11, 30), false, "2025-11", true, soon);
	on_a_day(date_from(2026, 12, 1), false, "2025-11", true, late);
}

static void
links_follow_the_revision_shown(void **state)
{
	struct loaded l;
	const char *a = "---\ntitle: A\nid: a\n---\n[b](sida:b)\n";

	(void)state;
	begin(&l);
	put(&l, "sidor/om.md", "---\ntitle: O\n---\n[a](sida:a)\n");
	decide(&l, "2025-11", "2025-11-20", "2026-11-30", "2025-10-20");
	decide(&l, "2026-11", "2026-11-16", "2027-11-30", "2026-10-26");
	put(&l, "policy/2025-11/10-a.md", a);
	put(&l, "policy/2025-11/20-b.md", PAGE("B"));
	put(&l, "policy/2026-11/10-a.md", a);
	put(&l, "policy/2026-11/20-b.md", PAGE("B"));
	load(&l, date_from(2026, 11, 15));
	assert_string_equal(sb_text(&l.findings), "");
	assert_ptr_equal(first_link(page(&l, "sidor/om.md"))->u.link.page,
	    page(&l, "policy/2025-11/10-a.md"));
	site_resolve(&l.site, date_from(2026, 11, 16));
	assert_ptr_equal(first_link(page(&l, "sidor/om.md"))->u.link.page,
	    page(&l, "policy/2026-11/10-a.md"));
	/* An earlier revision keeps to itself. */
	assert_ptr_equal(
	    first_link(page(&l, "policy/2025-11/10-a.md"))->u.link.page,
	    page(&l, "policy/2025-11/20-b.md"));
	end(&l);
}

static void
folders_are_not_endless(void **state)
{
	struct loaded l;
	struct sb path = { 0 };

	(void)state;
	begin(&l);
	sb_cstr(&path, "sidor/");
	for (int i = 0; i < 40; i++)
		sb_cstr(&path, "a/");
	sb_cstr(&path, "b.md");
	put(&l, sb_text(&path), PAGE("B"));
	put(&l, "sidor/c.md", PAGE("C"));
	load(&l, DATE_NONE);
	assert_int_equal(l.ds.count, 1);
	assert_int_equal(l.ds.items[0].code, DIAG_M18);
	assert_int_equal(l.site.pages.count, 1);
	sb_release(&path);
	end(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_have_their_places),
		cmocka_unit_test(twins_know_each_other),
		cmocka_unit_test(the_same_front_matter_belongs_to_each_page),
		cmocka_unit_test(names_are_compared_as_people_read_them),
		cmocka_unit_test(odd_files_are_told),
		cmocka_unit_test(a_site_needs_a_folder_and_a_file),
		cmocka_unit_test(every_fault_is_a_finding),
		cmocka_unit_test(the_year_of_a_revision),
		cmocka_unit_test(links_follow_the_revision_shown),
		cmocka_unit_test(folders_are_not_endless),
	};

	return cmocka_run_group_tests_name("site", tests, NULL, NULL);
}
