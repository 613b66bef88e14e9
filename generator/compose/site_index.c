/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From a page to the outputs that it stands on. Whoever lets a title stand in
 * one more place has to say so here; test_site_view.c looks at every page.
 */
#include "compose/site_view.h"

struct site_index {
	const struct site_view *view;
	/* By page number, an output + 1; 0: none. */
	size_t *own;
	size_t *part; /* of the search index */
	struct output_list aliases;
	struct output_list lists; /* where any title may stand */
};

static bool
is_list(enum entry_kind kind)
{
	switch (kind) {
	case ENTRY_DOORS:
	case ENTRY_EASY_START:
	case ENTRY_PROCESS:
	case ENTRY_REVISION:
	case ENTRY_GLOSSARY:
	case ENTRY_LAWS:
	case ENTRY_INDEX:
	case ENTRY_SEARCH:
	case ENTRY_ARCHIVE:
	case ENTRY_NEWS:
	case ENTRY_STATEMENT:
	case ENTRY_FEED:
		return true;
	case ENTRY_PAGE:
	case ENTRY_SECTION:
	case ENTRY_DIFFERENCE:
	case ENTRY_PICTURES:
	case ENTRY_NOT_FOUND:
	case ENTRY_ALIAS:
	case ENTRY_SITEMAP:
	case ENTRY_ROBOTS:
	case ENTRY_SEARCH_LIST:
	case ENTRY_SEARCH_PART:
	case ENTRY_KINDS:
		break;
	}
	return false;
}

static void
take_part(struct site_index *x, size_t i)
{
	const struct site_view *view = x->view;
	size_t part = view->entries.items[i].number;

	for (size_t k = view->topic_starts[part];
	     k < view->topic_starts[part + 1]; k++) {
		const struct page *p =
		    view->entries.items[view->topics[k]].page;

		for (int v = 0; p && v < VARIANT_COUNT; v++)
			if (p->twins[v])
				x->part[p->twins[v]->number] = i + 1;
	}
}

struct site_index *
site_index_new(struct arena *a, const struct site_view *view)
{
	struct site_index *x = arena_new(a, struct site_index);
	size_t count = view->site->pages.count;

	x->view = view;
	x->own = arena_array(a, size_t, count + 1);
	x->part = arena_array(a, size_t, count + 1);
	for (size_t i = 0; i < view->entries.count; i++) {
		const struct entry *e = &view->entries.items[i];

		if (e->kind == ENTRY_SEARCH_PART)
			take_part(x, i);
		else if (e->kind == ENTRY_ALIAS)
			*arena_push(a, &x->aliases) = i;
		else if (is_list(e->kind))
			*arena_push(a, &x->lists) = i;
		if (e->page && e->kind != ENTRY_ALIAS)
			x->own[e->page->number] = i + 1;
	}
	return x;
}

/* Few are told at once, so looking is cheaper than a map. */
static void
add(struct arena *a, struct output_list *out, size_t number)
{
	for (size_t i = 0; i < out->count; i++)
		if (out->items[i] == number)
			return;
	*arena_push(a, out) = number;
}

static void
add_node(const struct site_index *x, const struct nav_node *n, struct arena *a,
    struct output_list *out)
{
	if (n && n->page && x->own[n->page->number])
		add(a, out, x->own[n->page->number] - 1);
}

void
site_index_own(const struct site_index *x, const struct page *p,
    struct arena *a, struct output_list *out)
{
	add_node(x, x->view->nodes[p->number], a, out);
}

/* What stands in the menu, or in the footer, of every page. */
static bool
is_everywhere(const struct site_view *view, const struct nav_node *n)
{
	const struct tree *tree = &view->spaces[0].trees[n->page->variant];
	bool top = n->aside;

	for (size_t i = 0; i < tree->top_count; i++)
		top |= tree->tops[i] == n;
	return top;
}

bool
site_view_retitle(struct site_view *view, const struct page *p)
{
	struct nav_node *n = view->nodes[p->number];

	if (!n || p->revision || !n->parent || is_everywhere(view, n))
		return false;
	n->title = page_nav_title(p);
	return true;
}

/* Those in whose list of what lies near n stands. */
static void
add_siblings(const struct site_index *x, const struct nav_node *n,
    struct arena *a, struct output_list *out)
{
	size_t most = n->parent->child_count > NEAR_MOST
			  ? NEAR_WINDOW
			  : n->parent->child_count;
	const struct nav_node *s = n->previous;

	/* The pages at the top have no such list. */
	if (!n->parent->parent)
		return;
	for (size_t i = 0; s && i < most; i++, s = s->previous)
		add_node(x, s, a, out);
	s = n->next;
	for (size_t i = 0; s && i < most; i++, s = s->next)
		add_node(x, s, a, out);
}

/* Their crumbs lead over the top, and so does the way to another level. */
static void
add_below(const struct site_index *x, const struct nav_node *top,
    struct arena *a, struct output_list *out)
{
	for (const struct nav_node *n = top->first; n; n = n->next) {
		add_node(x, n, a, out);
		add_below(x, n, a, out);
	}
}

void
site_index_neighbours(const struct site_index *x, const struct page *p,
    struct arena *a, struct output_list *out)
{
	const struct nav_node *n = x->view->nodes[p->number];

	add_node(x, n->parent, a, out);
	add_siblings(x, n, a, out);
	add_node(x, n->before, a, out);
	add_node(x, n->after, a, out);
	for (int v = 0; v < VARIANT_COUNT; v++)
		if (p->twins[v] && x->view->nodes[p->twins[v]->number])
			add_below(
			    x, x->view->nodes[p->twins[v]->number], a, out);
	for (size_t i = 0; i < x->aliases.count; i++) {
		size_t number = x->aliases.items[i];

		if (x->view->entries.items[number].page == p)
			add(a, out, number);
	}
}

void
site_index_lists(const struct site_index *x, const struct page *p,
    bool retitled, struct arena *a, struct output_list *out)
{
	if (x->part[p->number])
		add(a, out, x->part[p->number] - 1);
	for (size_t i = 0; retitled && i < x->lists.count; i++)
		add(a, out, x->lists.items[i]);
}
