/* SPDX-License-Identifier: EUPL-1.2 */
/* Versions of the policy: archive, first page of a version, what is new. */
#include "compose/site_view.h"

static const char *
state_key(const struct site_view *view, const struct space *space)
{
	switch (space->state) {
	case SPACE_ROOT:
		if (!site_revision(view->site, view->options.date))
			return revision_decided(
				   space->revision, view->options.date)
				   ? "version_coming"
				   : "version_proposed";
		return "version_current";
	case SPACE_OLDER:
		return "version_older";
	case SPACE_COMING:
		return "version_coming";
	case SPACE_PROPOSED:
		return "version_proposed";
	}
	return "version_older";
}

static struct str
version_dates(const struct site_view *view, const struct space *space,
    struct arena *a, enum variant v)
{
	const struct revision *r = space->revision;
	const char *key =
	    space->last_day == DATE_NONE ? "version_from" : "version_between";

	if (r->in_force == DATE_NONE)
		return STR_NONE;
	return words_fill(a, view, v, key, "start",
	    date_text(a, r->in_force, v), "slut",
	    date_text(a, space->last_day, v), NULL);
}

static void
push_version(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *list, const struct space *space)
{
	const struct revision *r = space->revision;
	enum variant v = e->variant;
	struct value *item = push_map(a, list);

	put_text(a, item, "title",
	    words_fill(a, view, v, "version_title", "namn", r->name, NULL));
	put_text(a, item, "path", home_path(view, space, v));
	put_truth(a, item, "current", space->state == SPACE_ROOT);
	put_text(a, item, "state", words(view, v, state_key(view, space)));
	put_text(a, item, "text", version_dates(view, space, a, v));
	put_lines(a, item, "summary_text", r->summary[v].s, v);
	value_put(a, item, "decisions", decisions(view, r, a, v));
	put_text(a, item, "sample",
	    r->sample ? words(view, v, "revision_sample") : STR(""));
}

/* The spaces of versions, the newest first; the root stands in its place. */
static const struct space *
space_of_version(const struct site_view *view, size_t newest)
{
	const struct revisions *rs = &view->site->revisions;
	const struct revision *r = rs->items[rs->count - 1 - newest];

	for (size_t i = 0; i < view->space_count; i++)
		if (view->spaces[i].revision == r)
			return &view->spaces[i];
	return &view->spaces[0];
}

void
compose_archive(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	struct value *list = put_list(a, root, "versions");

	for (size_t i = 0; i < view->site->revisions.count; i++)
		push_version(view, e, a, list, space_of_version(view, i));
}

struct str
version_title(
    const struct site_view *view, const struct entry *e, struct arena *a)
{
	return words_fill(a, view, e->variant, "version_of", "namn",
	    e->space->revision->name, "webbplats", view->site->config.title.s,
	    NULL);
}

void
compose_revision(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	const struct revision *r = e->space->revision;
	struct value *list = decisions(view, r, a, e->variant);

	value_put(a, root, "decisions", list);
	put_truth(a, root, "has_decisions", list->count > 0);
	put_children(view, e, a, root);
}

static struct str
change_text(const struct change *c, enum variant v)
{
	if (v == VARIANT_EASY && c->easy.s.n)
		return c->easy.s;
	return c->plain.s;
}

static void
push_change(const struct site_view *view, const struct revision *r,
    struct arena *a, struct value *list, const struct change *c, enum variant v)
{
	const struct page *p = site_page(view->site, r, c->page.s, v);
	struct value *item;

	if (change_text(c, v).n == 0)
		return;
	item = push_map(a, list);
	put_text(a, item, "title", p ? p->meta.title.s : c->page.s);
	put_text(a, item, "path",
	    p && view->nodes[p->number] ? view->nodes[p->number]->path
					: STR(""));
	put_lines(a, item, "text", change_text(c, v), v);
}

static void
push_news(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *list, const struct space *space)
{
	const struct revision *r = space->revision;
	struct value *item, *changes;

	item = push_map(a, list);
	put_text(
	    a, item, "anchor", arena_fmt(a, "version-%.*s", STR_ARG(r->name)));
	put_text(a, item, "title",
	    words_fill(a, view, e->variant, "news_of", "namn", r->name, "datum",
		date_text(a, r->in_force, e->variant), NULL));
	put_lines(a, item, "lead", r->summary[e->variant].s, e->variant);
	changes = put_list(a, item, "changes");
	for (size_t i = 0; i < r->change_count; i++)
		push_change(view, r, a, changes, &r->changes[i], e->variant);
	put_truth(a, item, "has_changes", changes->count > 0);
	put_differences(view, e, a, item, r);
}

void
compose_news(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	struct value *list = put_list(a, root, "news");

	for (size_t i = 0; i < view->site->revisions.count; i++) {
		const struct space *space = space_of_version(view, i);
		const struct revision *r = space->revision;

		if (space->state != SPACE_PROPOSED &&
		    (r->change_count || r->summary[e->variant].s.n ||
			i + 1 < view->site->revisions.count))
			push_news(view, e, a, list, space);
	}
}
