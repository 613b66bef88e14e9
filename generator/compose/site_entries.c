/* SPDX-License-Identifier: EUPL-1.2 */
/* Which outputs there are, and where. */
#include <string.h>

enum { SITEMAP_MOST = 50000 };

#include "compose/site_view.h"

struct kind {
	const char *template_name; /* NULL: bytes, not a page */
	const char *address; /* of a page that is composed at both levels */
};

static const struct kind kinds[ENTRY_KINDS] = {
	[ENTRY_PAGE] = { "page", NULL },
	[ENTRY_SECTION] = { "section", NULL },
	[ENTRY_DOORS] = { "start", NULL },
	[ENTRY_EASY_START] = { "start-lattlast", NULL },
	[ENTRY_PROCESS] = { "process", NULL },
	[ENTRY_REVISION] = { "revision", NULL },
	[ENTRY_GLOSSARY] = { "glossary", "ordlista" },
	[ENTRY_LAWS] = { "laws", "lagar" },
	[ENTRY_INDEX] = { "index", "innehall" },
	[ENTRY_SEARCH] = { "search", "sok" },
	[ENTRY_ARCHIVE] = { "archive", "arkiv" },
	[ENTRY_NEWS] = { "news", "nytt" },
	[ENTRY_DIFFERENCE] = { "difference", NULL },
	[ENTRY_PICTURES] = { "pictures", "bilder" },
	[ENTRY_STATEMENT] = { "statement", "tillganglighet" },
	[ENTRY_NOT_FOUND] = { "404", NULL },
	[ENTRY_ALIAS] = { "alias", NULL },
};

struct str
kind_address(enum entry_kind kind)
{
	return kinds[kind].address ? str_from(kinds[kind].address) : STR_NONE;
}

const char *
kind_template(enum entry_kind kind)
{
	return kinds[kind].template_name;
}

struct str
kind_path(struct arena *a, enum entry_kind kind, enum variant v)
{
	struct sb sb = { 0 };
	struct str path;

	address_path(&sb, kind_address(kind),
	    v == VARIANT_ENGLISH ? VARIANT_PLAIN : v, STR(""));
	path = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return path;
}

bool
kind_exists(const struct site_view *view, enum entry_kind kind)
{
	const struct site *site = view->site;

	switch (kind) {
	case ENTRY_GLOSSARY:
		return site->term_count > 0;
	case ENTRY_LAWS:
		return site->law_count > 0;
	case ENTRY_SEARCH:
		return site->config.search;
	case ENTRY_ARCHIVE:
	case ENTRY_NEWS:
		return view->shown != NULL;
	case ENTRY_PICTURES:
		return view->theme->pictogram_count > 0;
	case ENTRY_STATEMENT:
		return site->config.statement.at.source != 0;
	case ENTRY_INDEX:
		return true;
	case ENTRY_PAGE:
	case ENTRY_SECTION:
	case ENTRY_DOORS:
	case ENTRY_EASY_START:
	case ENTRY_PROCESS:
	case ENTRY_REVISION:
	case ENTRY_DIFFERENCE:
	case ENTRY_NOT_FOUND:
	case ENTRY_ALIAS:
	case ENTRY_FEED:
	case ENTRY_SITEMAP:
	case ENTRY_ROBOTS:
	case ENTRY_SEARCH_LIST:
	case ENTRY_SEARCH_PART:
	case ENTRY_KINDS:
		break;
	}
	return false;
}

struct builder {
	struct arena *arena;
	struct site_view *view;
	struct map paths; /* what is taken: the first one stays */
};

static struct entry *
add_entry(
    struct builder *b, enum entry_kind kind, enum variant v, struct str path)
{
	struct map_entry *taken = map_put(&b->paths, path);
	struct entry *e;

	if (taken->value)
		return NULL;
	e = arena_push(b->arena, &b->view->entries);
	e->kind = kind;
	e->variant = v;
	e->path = path;
	e->space = &b->view->spaces[0];
	taken->value = b->view;
	return e;
}

static enum entry_kind
kind_of_page(const struct site_view *view, const struct space *space,
    const struct page *p)
{
	if (space->state == SPACE_ROOT && p->address.n == 0)
		return p->variant == VARIANT_PLAIN  ? ENTRY_PROCESS
		       : p->variant == VARIANT_EASY ? ENTRY_EASY_START
						    : ENTRY_SECTION;
	for (int k = 0; k < ENTRY_KINDS && space->state == SPACE_ROOT; k++)
		if (kinds[k].address && str_is(p->address, kinds[k].address) &&
		    kind_exists(view, (enum entry_kind)k))
			return (enum entry_kind)k;
	return p->is_index ? ENTRY_SECTION : ENTRY_PAGE;
}

static struct space *
space_of(struct site_view *view, const struct page *p)
{
	for (size_t i = 0; i < view->space_count && p->revision; i++)
		if (view->spaces[i].revision == p->revision)
			return &view->spaces[i];
	return &view->spaces[0];
}

static void
add_pages(struct builder *b)
{
	const struct page_list *pages = &b->view->site->pages;

	for (size_t i = 0; i < pages->count; i++) {
		const struct page *p = pages->items[i];
		struct nav_node *node = b->view->nodes[p->number];
		struct space *space = space_of(b->view, p);
		struct entry *e;

		if (!node)
			continue;
		e = add_entry(
		    b, kind_of_page(b->view, space, p), p->variant, node->path);
		if (!e)
			continue;
		e->page = p;
		e->node = node;
		e->space = space;
	}
}

static void
add_home(struct builder *b, struct space *space, enum variant v,
    enum entry_kind kind)
{
	struct nav_node *home = space->trees[v].home;
	struct entry *e;

	if (home->page)
		return;
	e = add_entry(b, kind, v, home->path);
	if (!e)
		return;
	e->node = home;
	e->space = space;
}

static void
add_composed(struct builder *b)
{
	struct site_view *view = b->view;

	if (view->doors)
		add_entry(b, ENTRY_DOORS, VARIANT_PLAIN, STR("index.html"));
	add_home(b, &view->spaces[0], VARIANT_PLAIN, ENTRY_PROCESS);
	add_home(b, &view->spaces[0], VARIANT_EASY, ENTRY_EASY_START);
	for (size_t i = 1; i < view->space_count; i++) {
		add_home(b, &view->spaces[i], VARIANT_PLAIN, ENTRY_REVISION);
		add_home(b, &view->spaces[i], VARIANT_EASY, ENTRY_REVISION);
	}
	for (int k = 0; k < ENTRY_KINDS; k++) {
		enum entry_kind kind = (enum entry_kind)k;

		if (!kinds[k].address || !kind_exists(view, kind))
			continue;
		for (int v = VARIANT_PLAIN; v <= VARIANT_EASY; v++)
			add_entry(b, kind, (enum variant)v,
			    kind_path(b->arena, kind, (enum variant)v));
	}
}

/* Each page that differs, at each level where it does. */
static void
add_differences(struct builder *b)
{
	for (size_t i = 0; i < b->view->news_count; i++) {
		const struct version_news *n = &b->view->news[i];

		for (size_t k = 0; k < n->diff->page_count; k++) {
			const struct diff_page *dp = &n->diff->pages[k];

			for (int v = VARIANT_PLAIN; v <= VARIANT_EASY; v++) {
				struct entry *e;

				if (!difference_exists(dp, (enum variant)v))
					continue;
				e = add_entry(b, ENTRY_DIFFERENCE,
				    (enum variant)v,
				    difference_path(
					b->arena, dp, (enum variant)v));
				if (!e)
					continue;
				e->space = n->space;
				e->news = n;
				e->change = dp;
			}
		}
	}
}

/* "/a/b/" and "a/b" are the same earlier address. */
static struct str
clean_address(struct str s)
{
	while (s.n && s.p[0] == '/')
		s = str_from_off(s, 1);
	if (str_ends(s, STR("index.html")))
		s.n -= strlen("index.html");
	while (s.n && s.p[s.n - 1] == '/')
		s.n--;
	return s;
}

static void
add_alias(struct builder *b, struct str address, const struct page *p)
{
	struct sb sb = { 0 };
	struct entry *e;

	address_path(&sb, address, p->variant, STR(""));
	e = add_entry(
	    b, ENTRY_ALIAS, p->variant, arena_str(b->arena, sb_view(&sb)));
	sb_release(&sb);
	if (!e)
		return;
	e->page = p;
	e->node = b->view->nodes[p->number];
}

/* Twins moved together, so an alias of one holds for all of them. */
static void
add_aliases(struct builder *b)
{
	const struct page_list *pages = &b->view->site->pages;

	for (size_t i = 0; i < pages->count; i++) {
		const struct page *p = pages->items[i];

		if (!b->view->nodes[p->number] ||
		    space_of(b->view, p)->state != SPACE_ROOT)
			continue;
		for (size_t j = 0; j < p->meta.aliases.count; j++) {
			struct str address =
			    clean_address(p->meta.aliases.items[j].s);

			if (address.n == 0)
				continue;
			if (!map_has(&b->view->aliases, address))
				map_set(&b->view->aliases, address, (void *)p);
			for (int v = 0; v < VARIANT_COUNT; v++)
				if (page_usable(p->twins[v]))
					add_alias(b, address, p->twins[v]);
		}
	}
}

static void
add_part(struct builder *b, size_t number)
{
	struct entry *e = add_entry(b, ENTRY_SEARCH_PART, VARIANT_PLAIN,
	    arena_fmt(b->arena, "assets/search/%zu.js", number));

	if (e)
		e->number = number;
}

/* A list for search engines may hold 50,000 addresses; more are parted. */
static void
add_sitemap(struct builder *b)
{
	struct site_view *view = b->view;
	size_t listed = 0, most = view->options.sitemap_most;

	view->sitemap_most = most ? most : SITEMAP_MOST;
	for (size_t i = 0; i < view->entries.count; i++)
		listed += entry_listed(&view->entries.items[i]);
	add_entry(b, ENTRY_SITEMAP, VARIANT_PLAIN, sitemap_path(b->arena, 0));
	if (listed <= view->sitemap_most)
		return;
	view->sitemap_parts =
	    (listed + view->sitemap_most - 1) / view->sitemap_most;
	for (size_t i = 1; i <= view->sitemap_parts; i++) {
		struct entry *e = add_entry(
		    b, ENTRY_SITEMAP, VARIANT_PLAIN, sitemap_path(b->arena, i));

		if (e)
			e->number = i;
	}
}

static void
add_files(struct builder *b)
{
	struct site_view *view = b->view;

	add_entry(b, ENTRY_NOT_FOUND, VARIANT_PLAIN, STR("404.html"));
	add_entry(b, ENTRY_FEED, VARIANT_PLAIN, STR("feed.xml"));
	add_entry(b, ENTRY_ROBOTS, VARIANT_PLAIN, STR("robots.txt"));
	if (view->site->config.base_url.s.n)
		add_sitemap(b);
	if (!view->site->config.search)
		return;
	search_build(b->arena, view);
	add_entry(
	    b, ENTRY_SEARCH_LIST, VARIANT_PLAIN, STR("assets/search/list.js"));
	for (size_t i = 0; i < view->search_parts; i++)
		add_part(b, i);
}

void
entries_build(struct arena *a, struct site_view *view)
{
	struct builder b = { a, view, map_new(a) };

	view->aliases = map_new(a);
	map_reserve(&b.paths, view->site->pages.count);
	arena_reserve(a, &view->entries, view->site->pages.count);
	add_pages(&b);
	add_composed(&b);
	add_differences(&b);
	add_aliases(&b);
	add_files(&b);
}
