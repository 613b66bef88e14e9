/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/site_view.h"

bool
page_usable(const struct page *p)
{
	return p && !p->meta.draft;
}

const struct page *
page_usable_twin(const struct page *p, enum variant v)
{
	return page_usable(p->twins[v]) ? p->twins[v] : NULL;
}

struct str
page_nav_title(const struct page *p)
{
	return p->meta.nav.s.n ? p->meta.nav.s : p->meta.title.s;
}

static struct nav_node *
add_node(struct arena *a, struct nav_node *parent)
{
	struct nav_node *n = arena_new(a, struct nav_node);

	n->parent = parent;
	n->previous = parent->last;
	if (parent->last)
		parent->last->next = n;
	else
		parent->first = n;
	parent->last = n;
	parent->child_count++;
	return n;
}

struct builder {
	struct arena *arena;
	struct site_view *view;
	struct space *space;
	enum variant variant;
};

static void
fill_node(const struct builder *b, struct nav_node *n, const struct page *p)
{
	n->page = p;
	n->title = page_nav_title(p);
	n->path = path_of(b->arena, p, b->space->prefix);
	b->view->nodes[p->number] = n;
}

static void add_section(
    const struct builder *b, const struct section *s, struct nav_node *parent);

static bool
goes_first(const struct page *p, const struct section *s)
{
	if (p->meta.order != s->order)
		return p->meta.order < s->order;
	return str_cmp(p->key, s->key) < 0;
}

/* Pages and sections are sorted each on their own; this merges them. */
static void
add_children(
    const struct builder *b, const struct section *s, struct nav_node *parent)
{
	size_t at = 0;

	for (size_t i = 0; i < s->pages.count; i++) {
		const struct page *p = s->pages.items[i];

		while (at < s->child_count && !goes_first(p, s->children[at]))
			add_section(b, s->children[at++], parent);
		if (p->variant == b->variant && page_usable(p))
			fill_node(b, add_node(b->arena, parent), p);
	}
	while (at < s->child_count)
		add_section(b, s->children[at++], parent);
}

/* A section without a page at this level leaves its pages to its parent. */
static void
add_section(
    const struct builder *b, const struct section *s, struct nav_node *parent)
{
	const struct page *index = s->index[b->variant];

	if (page_usable(index)) {
		parent = add_node(b->arena, parent);
		fill_node(b, parent, index);
	}
	add_children(b, s, parent);
}

static struct nav_node *
following(const struct nav_node *n, const struct nav_node *top)
{
	if (n->first)
		return n->first;
	while (n != top && !n->next)
		n = n->parent;
	return n == top ? NULL : n->next;
}

/* Reads below top as a book, page by page. */
static void
set_order(struct nav_node *top, bool with_top)
{
	struct nav_node *last = with_top ? top : NULL;

	for (struct nav_node *n = following(top, top); n;
	     n = following(n, top)) {
		n->before = last;
		if (last)
			last->after = n;
		last = n;
	}
}

static void
make_home(
    const struct builder *b, struct nav_node *home, const struct section *top)
{
	const struct page *index = top ? top->index[b->variant] : NULL;
	bool doors = b->space->state == SPACE_ROOT && b->view->doors &&
		     b->variant == VARIANT_PLAIN;

	if (page_usable(index)) {
		fill_node(b, home, index);
		return;
	}
	home->title = b->view->site->config.title.s;
	if (doors) {
		home->path = STR("personal/index.html");
	} else {
		struct sb sb = { 0 };

		address_path(&sb, STR(""), b->variant, b->space->prefix);
		home->path = arena_str(b->arena, sb_view(&sb));
		sb_release(&sb);
	}
}

static void
find_tops(const struct builder *b, struct tree *tree)
{
	tree->tops = arena_array(b->arena, struct nav_node *, MENU_MOST);
	for (struct nav_node *n = tree->home->first;
	     n && tree->top_count < MENU_MOST; n = n->next)
		if (!n->aside)
			tree->tops[tree->top_count++] = n;
}

/*
 * A page about the site. An easy page is always for the person, so its twin in
 * klarspråk tells whom the two are for.
 */
static bool
is_aside(const struct page *p)
{
	return !p->is_index &&
	       page_twin(p, VARIANT_PLAIN)->meta.audience == FOR_ALL;
}

/* What the policy says first, then the pages beside it. */
static void
build_root(const struct builder *b, struct tree *tree)
{
	const struct site *site = b->view->site;
	struct nav_node *home = tree->home, *beside;

	make_home(b, home, site->top);
	if (b->view->shown && b->view->shown->top)
		add_section(b, b->view->shown->top, home);
	set_order(home, false);
	beside = home->last;
	if (site->top)
		add_children(b, site->top, home);
	for (beside = beside ? beside->next : home->first; beside;
	     beside = beside->next) {
		beside->aside = is_aside(beside->page);
		set_order(beside, true);
	}
}

static void
build_tree(const struct builder *b)
{
	struct tree *tree = &b->space->trees[b->variant];

	tree->home = arena_new(b->arena, struct nav_node);
	if (b->space->state == SPACE_ROOT) {
		build_root(b, tree);
	} else {
		make_home(b, tree->home, b->space->revision->top);
		if (b->space->revision->top)
			add_children(b, b->space->revision->top, tree->home);
		set_order(tree->home, false);
	}
	find_tops(b, tree);
}

/* The day before the next one came into force. */
static date_t
last_day_of(const struct site_view *view, const struct revision *r)
{
	date_t next = DATE_NONE;

	for (size_t i = 0; i < view->site->revisions.count; i++) {
		const struct revision *o = view->site->revisions.items[i];

		if (o == r || o->in_force == DATE_NONE ||
		    o->in_force < r->in_force ||
		    o->in_force > view->options.date ||
		    !revision_decided(o, view->options.date))
			continue;
		if (next == DATE_NONE || o->in_force < next)
			next = o->in_force;
	}
	return next == DATE_NONE ? DATE_NONE : next - 1;
}

static enum space_state
state_of(const struct site_view *view, const struct revision *r)
{
	date_t today = view->options.date;

	if (r->in_force != DATE_NONE && r->in_force <= today &&
	    revision_decided(r, today))
		return SPACE_OLDER;
	if (r->in_force != DATE_NONE && revision_decided(r, today))
		return SPACE_COMING;
	/* Never decided, and overtaken by one that was. */
	if (view->shown && r->in_force != DATE_NONE &&
	    r->in_force < view->shown->in_force)
		return SPACE_OLDER;
	return SPACE_PROPOSED;
}

static void
add_space(struct arena *a, struct site_view *view, const struct revision *r)
{
	struct space *space = &view->spaces[view->space_count++];

	space->revision = r;
	space->state = state_of(view, r);
	space->prefix = arena_fmt(a, "%s/%.*s/",
	    space->state == SPACE_OLDER ? "arkiv" : "kommande",
	    STR_ARG(r->name));
	space->last_day =
	    space->state == SPACE_OLDER ? last_day_of(view, r) : DATE_NONE;
}

void
nav_build(struct arena *a, struct site_view *view)
{
	const struct revisions *rs = &view->site->revisions;

	view->nodes =
	    arena_array(a, struct nav_node *, view->site->pages.count);
	view->spaces = arena_array(a, struct space, rs->count + 1);
	view->spaces[0].revision = view->shown;
	view->spaces[0].prefix = STR("");
	view->spaces[0].last_day = DATE_NONE;
	view->space_count = 1;
	for (size_t i = 0; i < rs->count; i++)
		if (rs->items[i] != view->shown)
			add_space(a, view, rs->items[i]);
	for (size_t i = 0; i < view->space_count; i++)
		for (int v = 0; v < VARIANT_COUNT; v++)
			build_tree(&(struct builder){
			    a, view, &view->spaces[i], (enum variant)v });
}

struct str
home_path(
    const struct site_view *view, const struct space *space, enum variant v)
{
	(void)view;
	if (v == VARIANT_ENGLISH && !space->trees[v].home->page)
		v = VARIANT_PLAIN;
	return space->trees[v].home->path;
}

const struct page *
nav_twin_above(const struct nav_node *n, enum variant v)
{
	for (n = n ? n->parent : NULL; n && n->parent; n = n->parent)
		if (n->page && page_usable_twin(n->page, v))
			return page_usable_twin(n->page, v);
	return NULL;
}
