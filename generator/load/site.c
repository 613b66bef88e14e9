/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/site.h"

#include <stdlib.h>
#include <string.h>

#include "diag/msg.h"
#include "load/inside.h"
#include "load/site_arrange.h"
#include "load/site_data.h"
#include "load/site_scan.h"
#include "load/text_file.h"

/* What the files of a load have in common. */
struct loader {
	struct site *site;
	struct arena *a;
	struct diags *ds;
	struct fs *fs;
	const char *root;
};

/*
 * The source of a data file; 0 when it is absent or cannot be read. Absent is
 * a finding only for a file that must be there.
 */
static uint32_t
data_file(const struct loader *l, struct str name, bool must)
{
	struct arena scratch = { 0 };
	struct text_file file = { 0 };
	struct sb real = { 0 };
	enum fs_kind kind = FS_ABSENT;
	int err = inside_follow(l->fs, l->root, name, &real, &kind);

	if (err)
		diag_add_file(l->ds, DIAG_B01, name,
		    N_("cannot read the file: %s"), msg_errno(err));
	else if (kind == FS_ABSENT && must)
		diag_add_file(l->ds, DIAG_B01, name, N_("the file is missing"));
	else if (kind != FS_ABSENT && kind != FS_FILE)
		diag_add_file(l->ds, DIAG_M18, name,
		    N_("this is not an ordinary file inside the project"));
	else if (kind == FS_FILE)
		text_file_load(&file, l->a, l->ds, l->fs,
		    fs_join(&scratch, str_from(l->root), name), name,
		    TEXT_FILE_LIMIT, &text_file_data_codes);
	sb_release(&real);
	arena_release(&scratch);
	return file.source;
}

static void
load_data(const struct loader *l)
{
	static const struct {
		const char *name;
		void (*read)(
		    struct site *, struct arena *, struct diags *, uint32_t);
	} files[] = {
		{ "content/ordlista.yaml", terms_read },
		{ "content/lagar.yaml", laws_read },
		{ "content/paragrafer.yaml", paragraphs_read },
		{ "content/ord.yaml", words_read },
		{ "content/arkiv.yaml", seals_read },
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		uint32_t source = data_file(l, str_from(files[i].name), false);

		if (source)
			files[i].read(l->site, l->a, l->ds, source);
	}
}

/* "2026-11" */
static bool
is_revision_name(struct str name)
{
	int year, month;

	return name.n == 7 && name.p[4] == '-' &&
	       str_int(str_sub(name, 0, 4), &year) &&
	       str_int(str_sub(name, 5, 2), &month) &&
	       date_valid(year, month, 1);
}

static void
load_revision(const struct loader *l, struct scan *scan, struct str name)
{
	struct revision *r = arena_new(l->a, struct revision);
	struct revisions *all = &l->site->revisions;
	struct str key = arena_fmt(l->a, "policy/%.*s", STR_ARG(name));

	r->name = str_from_off(key, 7);
	r->folder = arena_fmt(l->a, "content/%.*s", STR_ARG(key));
	r->ids = map_new(l->a);
	r->addresses = map_new(l->a);
	r->in_force = r->next_review = DATE_NONE;
	r->source = data_file(
	    l, arena_fmt(l->a, "%.*s/revision.yaml", STR_ARG(r->folder)), true);
	if (r->source)
		revision_read(r, l->a, l->ds, r->source);
	r->top = scan_folder(scan, key, r);
	all->items = arena_grow(
	    l->a, all->items, all->count, &all->cap, sizeof(struct revision *));
	all->items[all->count++] = r;
}

/* content/policy holds folders of revisions and nothing else. */
static void
load_revisions(const struct loader *l, struct scan *scan)
{
	struct arena scratch = { 0 };
	struct fs_entries list;
	struct fs_stat st;
	const char *path =
	    fs_join(&scratch, str_from(l->root), STR("content/policy"));
	int err = fs_stat(l->fs, path, &st);

	if (!err && st.kind != FS_ABSENT)
		err = fs_list(l->fs, &scratch, path, &list);
	else
		list = (struct fs_entries){ 0 };
	if (err)
		diag_add_file(l->ds, DIAG_B01, STR("content/policy"),
		    N_("cannot read the folder: %s"), msg_errno(err));
	for (size_t i = 0; !err && i < list.count; i++) {
		struct str name = list.items[i].name;

		if (name.p[0] == '.')
			continue;
		if (is_revision_name(name))
			load_revision(l, scan, name);
		else
			diag_add_file(l->ds, DIAG_V07,
			    scan_shown(l->a, str_from(fs_join(&scratch,
						 STR("content/policy"), name))),
			    N_("this is not the folder of a revision"));
	}
	arena_release(&scratch);
}

static bool
has_content(const struct loader *l)
{
	struct sb real = { 0 };
	enum fs_kind kind = FS_ABSENT;
	int err = inside_follow(l->fs, l->root, STR("content"), &real, &kind);

	sb_release(&real);
	if (err)
		diag_add_file(l->ds, DIAG_B01, STR("content"),
		    N_("cannot read the folder: %s"), msg_errno(err));
	else if (kind != FS_FOLDER)
		diag_add_file(l->ds, DIAG_B01, STR("content"),
		    N_("the folder is missing"));
	return !err && kind == FS_FOLDER;
}

static bool
load_page(const struct loader *l, struct page *p, struct map *fronts,
    struct page_shelf *shelf)
{
	size_t first = l->ds->count;

	if (shelf && shelf->take(shelf, p))
		return true;
	if (!page_load_meta(p, l->a, l->ds, l->fs, l->root, fronts))
		return false;
	if (shelf)
		shelf->keep(shelf, p, first);
	return true;
}

static void
load_pages(const struct loader *l, struct scan *scan, struct page_shelf *shelf)
{
	struct page_list read = { 0 };
	struct arena scratch = { 0 };
	struct map fronts = map_new(&scratch);

	arena_reserve(l->a, &read, scan->pages.count);
	for (size_t i = 0; i < scan->pages.count; i++) {
		struct page *p = scan->pages.items[i];

		if (!load_page(l, p, &fronts, shelf))
			continue;
		read.items = arena_grow(l->a, read.items, read.count, &read.cap,
		    sizeof(struct page *));
		read.items[read.count++] = p;
	}
	arena_release(&scratch);
	site_arrange(l->site, l->a, l->ds, &read);
}

bool
site_load_outline(struct site *site, struct arena *a, struct diags *ds,
    struct fs *fs, const char *root)
{
	return site_load_outline_with(site, a, ds, fs, root, NULL);
}

bool
site_load_outline_with(struct site *site, struct arena *a, struct diags *ds,
    struct fs *fs, const char *root, struct page_shelf *shelf)
{
	struct loader l = { site, a, ds, fs, root };
	struct scan scan = { .a = a, .ds = ds, .fs = fs, .root = root };
	uint32_t source;

	*site = (struct site){
		.files = map_new(a), .ids = map_new(a), .addresses = map_new(a)
	};
	if (!has_content(&l))
		return false;
	source = data_file(&l, STR("content/site.yaml"), true);
	if (source)
		site_config_read(&site->config, a, ds, source);
	load_data(&l);
	site->top = scan_folder(&scan, STR("sidor"), NULL);
	load_revisions(&l, &scan);
	if (scan.dropped)
		diag_add_file(ds, DIAG_B06, STR("content"),
		    N_("the site has more than %d pages"), SCAN_PAGES);
	load_pages(&l, &scan, shelf);
	return source != 0;
}

bool
site_load(struct site *site, struct arena *a, struct diags *ds, struct fs *fs,
    const char *root)
{
	bool fine = site_load_outline(site, a, ds, fs, root);

	pages_load_bodies(site->pages.items, site->pages.count, a, ds);
	return fine;
}

static void
resolve_link(const struct site *site, const struct page *p,
    const struct revision *shown, struct node *n)
{
	const struct page *to = NULL;

	if (n->u.link.kind == LINK_PAGE)
		to = n->u.link.target.n ? site_file(site, p, n->u.link.target)
					: p;
	else if (n->u.link.kind == LINK_ID)
		to = site_page(site, p->revision ? p->revision : shown,
		    n->u.link.target, p->variant);
	if (to && to->meta.draft)
		to = NULL;
	n->u.link.page = to ? page_twin(to, p->variant) : NULL;
}

void
page_resolve(
    const struct site *site, struct page *p, const struct revision *shown)
{
	for (const struct node *n = p->doc; n; n = node_next(n, p->doc))
		if (n->kind == NODE_LINK)
			/* const for everyone else: this ends the load. */
			resolve_link(
			    site, p, shown, (struct node *)(uintptr_t)n);
}

void
site_resolve(struct site *site, date_t today)
{
	const struct revision *shown = site_shown(site, today);

	for (size_t i = 0; i < site->pages.count; i++)
		page_resolve(site, site->pages.items[i], shown);
}
