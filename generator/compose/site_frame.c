/* SPDX-License-Identifier: EUPL-1.2 */
/* Head, header and footer of any page. */
#include <string.h>

#include "compose/site_view.h"

static const char *const variant_class[VARIANT_COUNT] = {
	[VARIANT_PLAIN] = "plain",
	[VARIANT_EASY] = "easy",
	[VARIANT_ENGLISH] = "english",
};

static const char *const variant_level[VARIANT_COUNT] = {
	[VARIANT_PLAIN] = "klarsprak",
	[VARIANT_EASY] = "lattlast",
	[VARIANT_ENGLISH] = "english",
};

struct str
kind_title(const struct site_view *view, enum entry_kind kind, enum variant v,
    const char *what)
{
	struct str address = kind_address(kind);
	char key[64];
	size_t n = strlen(what);

	if (n + address.n + 2 > sizeof(key))
		return STR_NONE;
	memcpy(key, what, n);
	key[n++] = '_';
	memcpy(key + n, address.p, address.n);
	key[n + address.n] = '\0';
	return words(view, v, key);
}

struct str
entry_title(const struct site_view *view, const struct entry *e)
{
	if (e->page)
		return e->page->meta.title.s;
	if (kind_address(e->kind).n)
		return kind_title(view, e->kind, e->variant, "title");
	if (e->kind == ENTRY_NOT_FOUND)
		return words(view, e->variant, "title_404");
	return view->site->config.title.s;
}

struct str
entry_summary(const struct site_view *view, const struct entry *e)
{
	if (e->page)
		return e->page->meta.summary.s;
	if (kind_address(e->kind).n)
		return kind_title(view, e->kind, e->variant, "summary");
	if (e->kind == ENTRY_NOT_FOUND)
		return words(view, e->variant, "summary_404");
	if (e->kind == ENTRY_REVISION)
		return e->space->revision->summary[e->variant].s;
	return view->site->config.description.s;
}

bool
entry_listed(const struct entry *e)
{
	return kind_template(e->kind) && e->space->state == SPACE_ROOT &&
	       e->kind != ENTRY_ALIAS && e->kind != ENTRY_NOT_FOUND &&
	       e->kind != ENTRY_DIFFERENCE && e->kind != ENTRY_SEARCH;
}

struct str
absolute_url(struct arena *a, const struct site_view *view, struct str path)
{
	struct str base = view->site->config.base_url.s;

	if (base.n == 0)
		return STR_NONE;
	while (base.n && base.p[base.n - 1] == '/')
		base.n--;
	if (str_is(path, "index.html") || str_ends(path, STR("/index.html")))
		path.n -= strlen("index.html");
	return arena_fmt(a, "%.*s/%.*s", STR_ARG(base), STR_ARG(path));
}

/*
 * From the page to the root. The page for wrong addresses is shown at any of
 * them, so it starts from the server's root instead.
 */
static struct str
up_of(const struct site_view *view, const struct entry *e, struct arena *a)
{
	struct str base = view->site->config.base_url.s, up;
	struct sb sb = { 0 };

	if (e->kind == ENTRY_NOT_FOUND) {
		size_t at = str_find(base, STR("://"));

		base =
		    at == STR_NOT_FOUND ? STR("") : str_from_off(base, at + 3);
		at = str_find_char(base, '/');
		if (at != STR_NOT_FOUND)
			sb_str(&sb, str_from_off(base, at));
		if (sb.n == 0 || sb.p[sb.n - 1] != '/')
			sb_ch(&sb, '/');
	} else {
		path_up(&sb, e->path);
	}
	up = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return up;
}

/* Where the switch leads when the page has no twin at v: what lies above. */
static void
put_missing(const struct site_view *view, const struct entry *e, enum variant v,
    struct arena *a, struct value *level)
{
	const struct page *above = nav_twin_above(e->node, v);
	const struct nav_node *to =
	    above ? view->nodes[above->number] : e->space->trees[v].home;
	struct str title = above ? to->title : words(view, e->variant, "home");

	put_text(a, level, "path", to->path);
	put_text(a, level, "missing",
	    words_fill(
		a, view, e->variant, "level_missing", "sida", title, NULL));
}

/* The same page at level v, or empty. */
static struct str
twin_path(const struct site_view *view, const struct entry *e, enum variant v,
    struct arena *a)
{
	const struct page *twin;

	if (e->kind == ENTRY_DOORS || e->kind == ENTRY_NOT_FOUND)
		return home_path(view, &view->spaces[0], v);
	if (e->variant == v)
		return e->path;
	if (e->kind == ENTRY_PROCESS || e->kind == ENTRY_EASY_START)
		return home_path(view, &view->spaces[0], v);
	if (e->kind == ENTRY_REVISION)
		return home_path(view, e->space, v);
	if (kind_address(e->kind).n && kind_exists(view, e->kind))
		return kind_path(a, e->kind, v);
	if (e->kind == ENTRY_DIFFERENCE && v != VARIANT_ENGLISH)
		return difference_exists(e->change, v)
			   ? difference_path(a, e->change, v)
			   : kind_path(a, ENTRY_NEWS, v);
	twin = e->page ? page_usable_twin(e->page, v) : NULL;
	return twin ? view->nodes[twin->number]->path : STR_NONE;
}

static void
put_levels(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	static const struct {
		enum variant v;
		const char *label;
	} order[] = { { VARIANT_EASY, "level_easy" },
		{ VARIANT_PLAIN, "level_plain" } };
	struct value *list = put_list(a, root, "levels");

	for (size_t i = 0; i < 2; i++) {
		enum variant v = order[i].v;
		struct value *level = push_map(a, list);
		struct str path = twin_path(view, e, v, a);

		put_text(a, level, "name", str_from(variant_class[v]));
		put_text(
		    a, level, "label", words(view, e->variant, order[i].label));
		/* On an English page the names of the levels are Swedish. */
		put_text(a, level, "foreign",
		    e->variant == VARIANT_ENGLISH ? STR("sv") : STR(""));
		put_truth(a, level, "current",
		    v == e->variant && e->kind != ENTRY_DOORS &&
			e->kind != ENTRY_NOT_FOUND);
		put_text(a, level, "missing", STR(""));
		if (path.n)
			put_text(a, level, "path", path);
		else
			put_missing(view, e, v, a, level);
	}
}

static void
put_languages(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	const struct space *rootspace = &view->spaces[0];
	bool english = rootspace->trees[VARIANT_ENGLISH].home->page != NULL;
	enum variant to =
	    e->variant == VARIANT_ENGLISH ? VARIANT_PLAIN : VARIANT_ENGLISH;
	struct value *list = put_list(a, root, "languages"), *item;
	const struct page *twin =
	    e->page ? page_usable_twin(e->page, to) : NULL;

	put_truth(a, root, "has_languages", english);
	if (!english)
		return;
	item = push_map(a, list);
	put_text(a, item, "lang", variant_lang(to));
	put_text(a, item, "name", words(view, to, "language"));
	put_text(a, item, "path",
	    twin ? view->nodes[twin->number]->path
		 : home_path(view, rootspace, to));
}

static void
push_alternate(const struct site_view *view, struct arena *a,
    struct value *list, struct str lang, struct str path)
{
	struct value *item = push_map(a, list);

	put_text(a, item, "hreflang", lang);
	put_text(a, item, "href", absolute_url(a, view, path));
}

/* Only for pages that exist in both languages. */
static void
put_alternates(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	struct value *list = put_list(a, root, "alternates");
	const struct page *p = e->page, *swedish, *english;

	if (!p || view->site->config.base_url.s.n == 0 || !entry_listed(e))
		return;
	english = page_usable_twin(p, VARIANT_ENGLISH);
	swedish = p->variant == VARIANT_ENGLISH
		      ? page_usable_twin(p, VARIANT_PLAIN)
		      : p;
	if (!english || !swedish)
		return;
	push_alternate(
	    view, a, list, STR("sv"), view->nodes[swedish->number]->path);
	push_alternate(
	    view, a, list, STR("en"), view->nodes[english->number]->path);
}

static void
put_head(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	bool difference = e->kind == ENTRY_DIFFERENCE;
	struct str title = difference ? difference_title(view, e, a)
			   : e->kind == ENTRY_REVISION
			       ? version_title(view, e, a)
			       : entry_title(view, e);
	struct str summary, site = view->site->config.title.s;
	bool hidden =
	    !entry_listed(e) || str_is(view->site->config.robots.s, "noindex");

	put_text(a, root, "title", title);
	summary = difference ? difference_summary(view, e, a)
			     : entry_summary(view, e);
	put_text(a, root, "summary", summary);
	put_lines(a, root, "lead", summary, e->variant);
	put_text(a, root, "head_title",
	    str_eq(title, site) ? site
				: words_fill(a, view, e->variant, "head_title",
				      "titel", title, "webbplats", site, NULL));
	put_truth(a, root, "noindex", hidden);
	put_text(a, root, "canonical",
	    e->kind == ENTRY_NOT_FOUND ? STR("")
				       : absolute_url(a, view, e->path));
	put_text(a, root, "locale",
	    e->variant == VARIANT_ENGLISH ? STR("en_GB") : STR("sv_SE"));
	put_alternates(view, e, a, root);
}

static struct value *
make_frame(const struct site_view *view, const struct entry *e, struct arena *a,
    bool with_menu)
{
	const struct value *shared = view->shared[e->variant];
	struct value *root = value_map(a);

	put_text(a, root, "up", up_of(view, e, a));
	put_text(a, root, "lang", variant_lang(e->variant));
	put_text(a, root, "variant", str_from(variant_class[e->variant]));
	put_text(a, root, "level", str_from(variant_level[e->variant]));
	put_truth(a, root, "easy", e->variant == VARIANT_EASY);
	put_text(a, root, "kind", str_from(kind_template(e->kind)));
	put_text(a, root, "home",
	    e->kind == ENTRY_DOORS
		? e->path
		: home_path(view, &view->spaces[0], e->variant));
	for (size_t i = 0; i < shared->count; i++)
		value_set(a, root, shared->keys[i], shared->items[i]);
	put_head(view, e, a, root);
	if (e->kind == ENTRY_ALIAS)
		return root;
	put_levels(view, e, a, root);
	put_languages(view, e, a, root);
	if (with_menu)
		put_menu(view, e, a, root);
	put_crumbs(view, e, a, root);
	put_near(view, e, a, root);
	put_turn(view, e, a, root);
	put_notices(view, e, a, root);
	put_revision(view, e, a, root);
	return root;
}

struct value *
frame_new(const struct site_view *view, const struct entry *e, struct arena *a)
{
	return make_frame(view, e, a, true);
}

struct value *
frame_inside(
    const struct site_view *view, const struct entry *e, struct arena *a)
{
	return make_frame(view, e, a, false);
}

/*
 * For pages of the content; a page that is composed is one of its kind. Most
 * of these depend on the level alone, noindex, revision and menu on the rest
 * of the name.
 */
static const struct frame_key frame_keys[] = {
	{ "up", true },
	{ "s", true },
	{ "lang", false },
	{ "variant", false },
	{ "level", false },
	{ "easy", false },
	{ "kind", false },
	{ "home", false },
	{ "site", false },
	{ "contact", false },
	{ "has_parties", false },
	{ "parties", false },
	{ "footer_links", false },
	{ "searchable", false },
	{ "search", false },
	{ "noindex", false },
	{ "locale", false },
	{ "has_languages", false },
	{ "has_menu", false },
	{ "menu", false },
	{ "revision", false },
};

const struct value_frame *
site_frame(void)
{
	static const struct value_frame frame = { frame_keys,
		sizeof(frame_keys) / sizeof(*frame_keys) };

	return &frame;
}

struct str
frame_name(const struct site_view *view, const struct entry *e, struct arena *a)
{
	if (e->kind != ENTRY_PAGE && e->kind != ENTRY_SECTION)
		return STR("");
	return arena_fmt(a, "%d %d %.*s %.*s %.*s", (int)e->kind,
	    (int)e->variant, STR_ARG(e->space->prefix),
	    STR_ARG(up_of(view, e, a)), STR_ARG(menu_name(view, e, a)));
}
