/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is new: from which version to which, since when a page reads so, and
 * the pages that show a difference word by word.
 */
#include "compose/date_words.h"
#include "compose/diff_print.h"
#include "compose/site_view.h"

/* Decided versions are compared with the decided one before them. */
static const struct revision *
version_before(const struct site *site, date_t today, const struct revision *r)
{
	const struct revisions *all = &site->revisions;
	const struct revision *found = NULL;

	for (size_t i = 0; i < all->count; i++) {
		const struct revision *o = all->items[i];

		if (o == r || o->in_force == DATE_NONE ||
		    !revision_decided(o, today))
			continue;
		if (r->in_force != DATE_NONE && o->in_force >= r->in_force)
			continue;
		if (!found || o->in_force > found->in_force)
			found = o;
	}
	return found;
}

static struct space *
space_of_revision(const struct site_view *view, const struct revision *r)
{
	for (size_t i = 0; i < view->space_count; i++)
		if (view->spaces[i].revision == r)
			return &view->spaces[i];
	return &view->spaces[0];
}

/* A proposal that was never decided is no news. */
static bool
is_news(const struct site_view *view, const struct revision *r)
{
	return space_of_revision(view, r)->state != SPACE_OLDER ||
	       revision_decided(r, view->options.date);
}

void
news_build(struct arena *a, struct site_view *view)
{
	const struct revisions *all = &view->site->revisions;

	view->news = arena_array(a, struct version_news, all->count);
	for (size_t i = all->count; i-- > 0;) {
		const struct revision *r = all->items[i];
		const struct revision *before =
		    version_before(view->site, view->options.date, r);
		struct version_news *n;

		if (!before || !is_news(view, r))
			continue;
		n = &view->news[view->news_count++];
		n->space = space_of_revision(view, r);
		n->diff = diff_revisions(a, view->site, before, r);
	}
}

void
site_news_reads(const struct site *site, date_t today, struct arena *a,
    struct page_list *out)
{
	const struct revisions *all = &site->revisions;

	for (size_t i = 0; i < all->count; i++) {
		const struct revision *before =
		    version_before(site, today, all->items[i]);

		if (before)
			diff_reads(a, site, before, all->items[i], out);
	}
}

static const struct version_news *
news_of(const struct site_view *view, const struct revision *r)
{
	for (size_t i = 0; i < view->news_count; i++)
		if (view->news[i].diff->after == r)
			return &view->news[i];
	return NULL;
}

/* Whether there is a page that shows the difference at the level. */
bool
difference_exists(const struct diff_page *dp, enum variant v)
{
	const struct diff_level *l = &dp->levels[v];

	return v != VARIANT_ENGLISH && page_usable(l->before) &&
	       page_usable(l->after) && !l->same;
}

struct str
difference_path(struct arena *a, const struct diff_page *dp, enum variant v)
{
	const struct page *p = dp->levels[v].after;
	struct sb sb = { 0 };
	struct str path;

	address_path(&sb,
	    arena_fmt(a, "nytt/%.*s%s%.*s", STR_ARG(p->revision->name),
		p->address.n ? "/" : "", STR_ARG(p->address)),
	    v, STR(""));
	path = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return path;
}

/* The newest difference of a page, or NULL when its text never changed. */
static const struct diff_page *
last_difference(const struct site_view *view, const struct page *p,
    const struct page **first)
{
	while (p) {
		const struct version_news *n = news_of(view, p->revision);
		const struct diff_page *dp =
		    n ? diff_page_of(n->diff, p) : NULL;
		const struct diff_level *l =
		    dp ? &dp->levels[p->variant] : NULL;

		*first = p;
		if (!l || !page_usable(l->before))
			return NULL;
		if (!l->same)
			return dp;
		p = l->before;
	}
	return NULL;
}

static struct str
month_text(struct arena *a, date_t d, enum variant v)
{
	struct sb sb = { 0 };
	struct str text;

	month_words(&sb, d, variant_lang(v));
	text = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return text;
}

struct str
put_since(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	const struct page *first = NULL;
	const struct diff_page *dp = last_difference(view, e->page, &first);
	const struct revision *r = dp ? dp->levels[e->variant].after->revision
				   : first ? first->revision
					   : NULL;
	const char *key = dp ? "page_changed" : "page_unchanged";
	struct value *link;

	if (!r || r->in_force == DATE_NONE)
		return STR_NONE;
	if (!dp && news_of(view, r))
		key = "page_new";
	if (dp) {
		link = put_map(a, root, "changed");
		put_text(a, link, "path", difference_path(a, dp, e->variant));
		put_text(a, link, "text",
		    words(view, e->variant, "page_difference"));
	}
	return words_fill(a, view, e->variant, key, "manad",
	    month_text(a, r->in_force, e->variant), NULL);
}

/* From an older page to what was changed in it first. */
void
put_next_difference(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *notice)
{
	put_text(a, notice, "changes", STR(""));
	for (size_t i = 0; e->page && i < view->news_count; i++) {
		const struct diff *d = view->news[i].diff;
		const struct diff_page *dp = d->before == e->page->revision
						 ? diff_page_of(d, e->page)
						 : NULL;

		if (!dp || !difference_exists(dp, e->variant))
			continue;
		put_text(a, notice, "changes",
		    words(view, e->variant, "page_difference"));
		put_text(a, notice, "changes_path",
		    difference_path(a, dp, e->variant));
		return;
	}
}

static struct hash128
mix_text(struct hash128 h, const struct value *map, const char *key)
{
	const struct value *v = value_find(map, str_from(key));

	return hash128_mix(h, hash128(v ? v->text : STR("")));
}

struct hash128
site_view_news(const struct site_view *view, size_t i)
{
	const struct entry *e = &view->entries.items[i];
	struct hash128 h = { 0, 0 };
	struct arena a = { 0 };
	struct value *map, *next;
	const struct value *changed;

	if (e->kind != ENTRY_PAGE || !e->page || !e->page->revision ||
	    view->options.without_news)
		return h;
	map = value_map(&a);
	next = value_map(&a);
	h = hash128(put_since(view, e, &a, map));
	changed = value_find(map, STR("changed"));
	if (changed)
		h = mix_text(h, changed, "path");
	put_next_difference(view, e, &a, next);
	h = mix_text(h, next, "changes_path");
	arena_release(&a);
	return h;
}

static const char *
fact_key(const struct diff_fact *f)
{
	if (f->before.n && f->after.n)
		return "diff_fact_changed";
	return f->after.n ? "diff_fact_added" : "diff_fact_removed";
}

static void
push_fact(const struct site_view *view, struct arena *a, struct value *list,
    const struct diff_fact *f, bool with_page)
{
	static const char *const kinds[] = { "diff_law", "diff_date",
		"diff_figure" };
	struct value *item = push_map(a, list);

	put_text(a, item, "kind", words(view, f->variant, kinds[f->kind]));
	put_text(a, item, "text",
	    words_fill(a, view, f->variant, fact_key(f), "forut", f->before,
		"nu", f->after, NULL));
	put_text(a, item, "path", STR(""));
	if (!with_page || !difference_exists(f->page, f->variant))
		return;
	put_text(a, item, "title",
	    page_nav_title(f->page->levels[f->variant].after));
	put_text(a, item, "path", difference_path(a, f->page, f->variant));
}

/* Laws first, then dates, then figures. */
static void
put_fact_list(const struct site_view *view, struct arena *a, struct value *map,
    const struct diff *d, const struct entry *e)
{
	struct value *list = put_list(a, map, "facts");

	for (int kind = FACT_LAW; kind <= FACT_FIGURE; kind++)
		for (size_t i = 0; i < d->facts.count; i++) {
			const struct diff_fact *f = &d->facts.items[i];

			if ((int)f->kind == kind && f->variant == e->variant &&
			    (!e->change || f->page == e->change))
				push_fact(view, a, list, f, !e->change);
		}
	put_truth(a, map, "has_facts", list->count > 0);
}

/* --- the page of one difference ------------------------------------------ */

static struct str
piece_text(const struct site_view *view, enum variant v, struct arena *a,
    const struct diff_token *t, size_t count)
{
	struct sb sb = { 0 };
	struct str text;

	for (size_t i = 0; i < count; i++) {
		if (i && (t[i].space || t[i - 1].kind == DIFF_UNIT) &&
		    t[i].kind != DIFF_UNIT)
			sb_ch(&sb, ' ');
		if (t[i].kind == DIFF_UNIT)
			sb_fmt(&sb, " (%.*s)",
			    STR_ARG(words(view, v, "diff_break")));
		else if (t[i].kind == DIFF_PICTURE)
			sb_fmt(&sb, "(%.*s: %.*s)",
			    STR_ARG(words(view, v, "diff_picture")),
			    STR_ARG(t[i].text));
		else if (t[i].kind != DIFF_LINE)
			diff_tokens_text(&t[i], 1, &sb);
	}
	text = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return text;
}

struct pieces {
	const struct site_view *view;
	struct arena *a;
	struct value *list;
	enum variant v;
};

static void
push_piece(const struct pieces *p, const char *kind, const struct diff_token *t,
    size_t count)
{
	struct value *item = push_map(p->a, p->list);
	bool space = p->list->count > 1 && count && t[0].space;

	put_text(p->a, item, "gap", space ? STR(" ") : STR(""));
	put_text(p->a, item, "kept", STR(""));
	put_text(p->a, item, "inserted", STR(""));
	put_text(p->a, item, "deleted", STR(""));
	put_text(p->a, item, "look", STR(""));
	put_text(p->a, item, kind, piece_text(p->view, p->v, p->a, t, count));
}

static void
push_runs(const struct pieces *out, const struct diff_part *p)
{
	for (size_t i = 0; i < p->run_count; i++) {
		const struct diff_run *r = &p->runs[i];

		if (diff_run_looks(p, i)) {
			push_piece(out, "look", p->new_tokens + r[1].new_at,
			    r[1].count);
			i++;
		} else if (r->op == DIFF_KEEP) {
			push_piece(
			    out, "kept", p->new_tokens + r->new_at, r->count);
		} else if (r->op == DIFF_DELETE) {
			push_piece(out, "deleted", p->old_tokens + r->old_at,
			    r->count);
		} else {
			push_piece(out, "inserted", p->new_tokens + r->new_at,
			    r->count);
		}
	}
}

static void
put_pieces(const struct site_view *view, enum variant v, struct arena *a,
    struct value *item, const struct diff_part *p)
{
	struct pieces out = { view, a, put_list(a, item, "pieces"), v };

	switch (p->kind) {
	case DIFF_ADDED:
		if (p->run_count)
			push_runs(&out, p);
		else
			push_piece(&out, p->elsewhere ? "kept" : "inserted",
			    p->new_tokens, p->new_token_count);
		break;
	case DIFF_REMOVED:
		push_piece(&out, p->elsewhere ? "kept" : "deleted",
		    p->old_tokens, p->old_token_count);
		break;
	case DIFF_SAME:
		push_piece(&out, "kept", p->new_tokens, p->new_token_count);
		break;
	case DIFF_CHANGED:
	case DIFF_SPLIT:
	case DIFF_MERGED:
		push_runs(&out, p);
		break;
	case DIFF_GONE:
		break;
	}
}

static const char *
part_key(const struct diff_part *p)
{
	switch (p->kind) {
	case DIFF_SAME:
		return p->moved ? "diff_moved" : "diff_renumbered";
	case DIFF_CHANGED:
		return p->moved ? "diff_moved_changed" : "diff_changed";
	case DIFF_SPLIT:
		return "diff_split";
	case DIFF_MERGED:
		return "diff_merged";
	case DIFF_ADDED:
		return p->elsewhere ? "diff_from_page" : "diff_added";
	case DIFF_REMOVED:
		return p->elsewhere ? "diff_to_page" : "diff_removed";
	case DIFF_GONE:
		break;
	}
	return "diff_moved";
}

static struct str
elsewhere_title(const struct diff_part *p, enum variant v)
{
	const struct diff_level *l;
	const struct page *page;

	if (!p->elsewhere)
		return STR_NONE;
	l = &p->elsewhere->levels[v];
	page = p->kind == DIFF_ADDED ? l->before : l->after;
	return page ? page->meta.title.s : STR_NONE;
}

static struct str
part_label(const struct site_view *view, const struct entry *e, struct arena *a,
    const struct diff_level *l, const struct diff_part *p)
{
	struct str before = STR_NONE, after = STR_NONE;

	if (p->renumbered) {
		before = arena_fmt(
		    a, "%d", (int)l->old_text.items[p->old_at].number);
		after = arena_fmt(
		    a, "%d", (int)l->new_text.items[p->new_at].number);
	}
	return words_fill(a, view, e->variant, part_key(p), "sida",
	    elsewhere_title(p, e->variant), "forut", before, "nu", after, NULL);
}

/* Only the form of a text, which can be seen but hardly told in words. */
static bool
worth_showing(const struct diff_part *p)
{
	if (p->kind == DIFF_GONE)
		return false;
	return p->kind != DIFF_SAME || p->moved || p->renumbered;
}

/* A heading that is new or gone stands above what follows it. */
static const struct diff_unit *
own_heading(const struct diff_level *l, const struct diff_part *p)
{
	const struct diff_unit *u = diff_part_unit(l, p);

	return u->form == FORM_HEADING ? u : diff_part_heading(l, p);
}

static void
put_parts(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	const struct diff_level *l = &e->change->levels[e->variant];
	struct value *groups = put_list(a, root, "groups");
	struct value *parts = groups; /* until the first group */
	const struct diff_unit *above = NULL;

	for (size_t i = 0; i < l->parts.count; i++) {
		const struct diff_part *p = &l->parts.items[i];
		const struct diff_unit *heading = own_heading(l, p);
		struct value *item;

		if (!worth_showing(p))
			continue;
		if (parts == groups || !heading != !above ||
		    (heading && heading->hash != above->hash)) {
			item = push_map(a, groups);
			put_text(a, item, "title",
			    heading ? piece_text(view, e->variant, a,
					  heading->tokens, heading->count)
				    : STR(""));
			parts = put_list(a, item, "parts");
		}
		above = heading;
		item = push_map(a, parts);
		put_text(a, item, "label", part_label(view, e, a, l, p));
		put_pieces(view, e->variant, a, item, p);
	}
}

static struct str
own_words(const struct change *c, enum variant v)
{
	if (!c)
		return STR_NONE;
	return v == VARIANT_EASY && c->easy.s.n ? c->easy.s : c->plain.s;
}

void
compose_difference(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	const struct diff_level *l = &e->change->levels[e->variant];
	const struct nav_node *now = view->nodes[l->after->number];
	const struct nav_node *then = view->nodes[l->before->number];

	put_text(a, root, "editors", own_words(e->change->change, e->variant));
	put_text(a, root, "path", now ? now->path : STR(""));
	put_text(a, root, "before_path", then ? then->path : STR(""));
	put_fact_list(view, a, root, e->news->diff, e);
	put_parts(view, e, a, root);
}

struct str
difference_title(
    const struct site_view *view, const struct entry *e, struct arena *a)
{
	return words_fill(a, view, e->variant, "difference_title", "sida",
	    page_nav_title(e->change->levels[e->variant].after), NULL);
}

struct str
difference_summary(
    const struct site_view *view, const struct entry *e, struct arena *a)
{
	return words_fill(a, view, e->variant, "difference_summary", "gammal",
	    e->news->diff->before->name, "ny", e->news->diff->after->name,
	    NULL);
}

/* --- the list of what is new --------------------------------------------- */

static void
push_changed_page(const struct site_view *view, enum variant v, struct arena *a,
    struct value *list, const struct diff_page *dp)
{
	const struct diff_level *l = &dp->levels[v];
	bool after = page_usable(l->after), before = page_usable(l->before);
	const struct page *p = after ? l->after : l->before;
	const struct nav_node *node = view->nodes[p->number];
	struct value *item = push_map(a, list);
	const char *key = !before         ? "diff_page_added"
			  : !after        ? "diff_page_removed"
			  : dp->relocated ? "diff_page_renamed"
					  : "diff_page_changed";

	put_text(a, item, "title", page_nav_title(p));
	put_text(a, item, "text",
	    words_fill(a, view, v, key, "forut",
		before ? page_nav_title(l->before) : STR(""), NULL));
	if (before && after && !l->same)
		put_text(a, item, "path", difference_path(a, dp, v));
	else
		put_text(a, item, "path", node ? node->path : STR(""));
}

/* Adds facts and pages that differ to the news of one version. */
void
put_differences(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *map, const struct revision *r)
{
	const struct version_news *n = news_of(view, r);
	struct value *list;

	put_truth(a, map, "has_facts", false);
	list = put_list(a, map, "pages");
	for (size_t i = 0; n && i < n->diff->page_count; i++) {
		const struct diff_page *dp = &n->diff->pages[i];
		const struct diff_level *l = &dp->levels[e->variant];

		if ((page_usable(l->before) || page_usable(l->after)) &&
		    (!l->same || dp->relocated))
			push_changed_page(view, e->variant, a, list, dp);
	}
	put_truth(a, map, "has_pages", list->count > 0);
	if (n)
		put_fact_list(view, a, map, n->diff, e);
}
