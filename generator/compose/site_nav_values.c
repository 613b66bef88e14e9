/* SPDX-License-Identifier: EUPL-1.2 */
/* Navigation as values: crumbs, menu, what lies near, previous and next. */
#include "compose/site_view.h"

static void
push_link(
    struct arena *a, struct value *list, struct str title, struct str path)
{
	struct value *link = push_map(a, list);

	put_text(a, link, "title", title);
	put_text(a, link, "path", path);
}

static void
push_crumbs(struct arena *a, struct value *list, const struct nav_node *n)
{
	if (!n || !n->parent)
		return;
	push_crumbs(a, list, n->parent);
	push_link(a, list, n->title, n->path);
}

static bool
is_home(const struct entry *e)
{
	return e->kind == ENTRY_DOORS || e->kind == ENTRY_EASY_START ||
	       e->kind == ENTRY_PROCESS ||
	       (e->node && !e->node->parent && e->space->state == SPACE_ROOT);
}

static struct str
crumb_title(const struct site_view *view, const struct entry *e)
{
	if (e->kind == ENTRY_REVISION)
		return e->space->revision->name;
	return e->node ? e->node->title : entry_title(view, e);
}

void
put_crumbs(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	struct value *list = put_list(a, root, "crumbs");

	put_truth(a, root, "has_crumbs", !is_home(e));
	if (is_home(e))
		return;
	push_link(a, list, words(view, e->variant, "home"),
	    home_path(view, &view->spaces[0], e->variant));
	if (e->space->state != SPACE_ROOT)
		push_link(a, list,
		    kind_title(view, ENTRY_ARCHIVE, e->variant, "nav"),
		    kind_path(a, ENTRY_ARCHIVE, e->variant));
	if (e->space->state != SPACE_ROOT && e->kind != ENTRY_REVISION)
		push_link(a, list, e->space->revision->name,
		    home_path(view, e->space, e->variant));
	if (e->node)
		push_crumbs(a, list, e->node->parent);
	if (e->kind == ENTRY_DIFFERENCE)
		push_link(a, list,
		    kind_title(view, ENTRY_NEWS, e->variant, "nav"),
		    kind_path(a, ENTRY_NEWS, e->variant));
	push_link(a, list,
	    e->change ? difference_title(view, e, a) : crumb_title(view, e),
	    STR(""));
}

/* "page" when n is shown, "true" when what is shown lies below it. */
static struct str
current_of(const struct nav_node *n, const struct nav_node *shown)
{
	if (n == shown)
		return STR("page");
	for (; shown; shown = shown->parent)
		if (shown == n)
			return STR("true");
	return STR("");
}

static void
push_node(struct arena *a, struct value *list, const struct nav_node *n,
    const struct nav_node *shown)
{
	struct value *item = push_map(a, list);

	put_text(a, item, "title", n->title);
	put_text(a, item, "path", n->path);
	put_text(a, item, "current", current_of(n, shown));
}

static void
push_kind(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *list, enum entry_kind kind)
{
	struct value *item;

	if (!kind_exists(view, kind))
		return;
	item = push_map(a, list);
	put_text(a, item, "title", kind_title(view, kind, e->variant, "nav"));
	put_text(a, item, "path", kind_path(a, kind, e->variant));
	put_text(a, item, "current",
	    e->kind == kind && e->space->state == SPACE_ROOT ? STR("page")
							     : STR(""));
}

void
put_menu(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	const struct tree *tree = &view->spaces[0].trees[e->variant];
	struct value *menu = put_list(a, root, "menu");
	struct value *home = push_map(a, menu);

	put_truth(a, root, "has_menu", true);
	put_text(a, home, "title", words(view, e->variant, "home"));
	put_text(
	    a, home, "path", home_path(view, &view->spaces[0], e->variant));
	put_text(a, home, "current",
	    is_home(e) && e->kind != ENTRY_DOORS ? STR("page") : STR(""));
	for (size_t i = 0; i < tree->top_count; i++)
		push_node(a, menu, tree->tops[i], e->node);
	push_kind(view, e, a, menu, ENTRY_GLOSSARY);
	push_kind(view, e, a, menu, ENTRY_INDEX);
}

struct str
menu_name(const struct site_view *view, const struct entry *e, struct arena *a)
{
	const struct tree *tree = &view->spaces[0].trees[e->variant];
	struct str current = STR("");
	size_t at = 0;

	while (at < tree->top_count && current.n == 0)
		current = current_of(tree->tops[at++], e->node);
	return arena_fmt(a, "%s %zu %.*s", is_home(e) ? "home" : "",
	    current.n ? at : 0, STR_ARG(current));
}

/*
 * In a large section only those nearest, so that a new page changes its
 * neighbours and not all of them.
 */
static void
push_window(struct arena *a, struct value *list, const struct nav_node *of,
    const struct nav_node *shown)
{
	const struct nav_node *first = shown->parent == of ? shown : of->first;
	const struct nav_node *n;
	size_t before = 0, count = 0;

	while (first && first->previous && before < NEAR_WINDOW) {
		first = first->previous;
		before++;
	}
	for (n = first; n && count <= before + NEAR_WINDOW;
	     n = n->next, count++)
		push_node(a, list, n, shown);
}

void
put_near(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	const struct nav_node *n = e->node;
	const struct nav_node *of = n && n->first ? n : n ? n->parent : NULL;
	struct value *near, *items;

	if (!of || !of->parent)
		return;
	near = put_map(a, root, "near");
	put_text(a, near, "title", of->title);
	put_text(a, near, "path", of->path);
	put_text(a, near, "current", of == n ? STR("page") : STR(""));
	items = put_list(a, near, "items");
	if (of->child_count <= NEAR_MOST) {
		for (const struct nav_node *c = of->first; c; c = c->next)
			push_node(a, items, c, n);
		return;
	}
	push_window(a, items, of, n);
	near = put_map(a, near, "all");
	put_text(a, near, "title", words(view, e->variant, "near_all"));
	put_text(a, near, "path", of->path);
}

static void
put_turn_to(struct arena *a, struct value *turn, const char *key,
    const struct nav_node *n)
{
	struct value *link;

	if (!n) {
		value_put(a, turn, key, value_null(a));
		return;
	}
	link = put_map(a, turn, key);
	put_text(a, link, "title", n->title);
	put_text(a, link, "path", n->path);
}

void
put_turn(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	const struct nav_node *n = e->node;
	struct value *turn;

	(void)view;
	if (!n || (!n->before && !n->after))
		return;
	turn = put_map(a, root, "turn");
	put_turn_to(a, turn, "previous", n->before);
	put_turn_to(a, turn, "next", n->after);
}

/* Whether the text of a section leads to each of its pages by itself. */
static bool
text_links_all(const struct nav_node *section, const struct node *doc)
{
	size_t linked = 0;

	for (const struct nav_node *c = section->first; c && doc; c = c->next)
		for (const struct node *n = doc; n; n = node_next(n, doc))
			if (n->kind == NODE_LINK &&
			    (n->u.link.kind == LINK_PAGE ||
				n->u.link.kind == LINK_ID) &&
			    n->u.link.page == c->page) {
				linked++;
				break;
			}
	return linked == section->child_count;
}

void
compose_section(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	if (e->node->child_count > NEAR_MOST ||
	    !text_links_all(e->node, e->page->doc))
		put_children(view, e, a, root);
}

void
put_children(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	struct value *cards = put_list(a, root, "cards");
	const struct nav_node *n = e->node ? e->node->first : NULL;

	for (; n; n = n->next) {
		struct value *card;

		if (n->aside)
			continue;
		card = push_map(a, cards);
		put_text(a, card, "title", n->page->meta.title.s);
		put_lines(a, card, "text", n->page->meta.summary.s, e->variant);
		put_text(a, card, "path", n->path);
		put_picture(view, a, card, n->page->meta.pictogram.s);
	}
	put_truth(a, root, "has_cards", cards->count > 0);
}
