/* SPDX-License-Identifier: EUPL-1.2 */
/* Which version of the policy a page belongs to, and what applies today. */
#include "compose/site_view.h"

enum { NEWS_DAYS = 90 }; /* our choice: a new version is told so long */

static const struct page *
shown_page(const struct site_view *view, struct str name, enum variant v)
{
	const struct page *p =
	    name.n ? site_page(view->site, view->shown, name, v) : NULL;

	return p && view->nodes[p->number] ? p : NULL;
}

const struct page *
page_today(const struct site_view *view, const struct page *p)
{
	const struct page *today = shown_page(view, p->meta.id.s, p->variant);

	if (!today)
		today = shown_page(view, p->address, p->variant);
	if (!today)
		today = map_find(&view->aliases, p->address);
	if (today && page_usable_twin(today, p->variant))
		today = page_usable_twin(today, p->variant);
	return today;
}

static const struct page *
today_above(const struct site_view *view, const struct nav_node *n)
{
	for (n = n ? n->parent : NULL; n && n->parent; n = n->parent)
		if (n->page && page_today(view, n->page))
			return page_today(view, n->page);
	return NULL;
}

/* To what a reader of another version may rather want. */
static void
put_today(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *notice)
{
	const struct page *p = e->page ? page_today(view, e->page) : NULL;
	const char *key = p || !e->page ? "notice_today" : "notice_today_gone";

	if (!p && e->page)
		p = today_above(view, e->node);
	put_text(a, notice, "link", words(view, e->variant, key));
	put_text(a, notice, "path",
	    p ? view->nodes[p->number]->path
	      : home_path(view, &view->spaces[0], e->variant));
}

static struct value *
add_notice(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *list, const char *kind)
{
	struct value *notice = push_map(a, list);

	put_text(a, notice, "kind", str_from(kind));
	put_text(a, notice, "title",
	    words(view, e->variant,
		arena_cstr(a, arena_fmt(a, "notice_%s_title", kind))));
	put_text(a, notice, "link", STR(""));
	put_text(a, notice, "changes", STR(""));
	return notice;
}

static struct str
undecided_text(const struct site_view *view, const struct revision *r,
    struct arena *a, enum variant v)
{
	struct sb sb = { 0 };
	struct str names, text;

	for (size_t i = 0; i < r->party_count; i++) {
		if (r->parties[i].decided_on == DATE_NONE ||
		    r->parties[i].decided_on > view->options.date)
			continue;
		if (sb.n)
			sb_cstr(&sb, ", ");
		sb_str(&sb, r->parties[i].name.s);
	}
	names = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	text = names.n ? words_fill(a, view, v, "notice_one_decided", "parter",
			     names, NULL)
		       : words(view, v, "notice_none_decided");
	return text;
}

static struct str
older_text(const struct site_view *view, const struct space *space,
    struct arena *a, enum variant v)
{
	const struct revision *r = space->revision;
	struct str from = date_text(a, r->in_force, v);

	if (!revision_decided(r, view->options.date))
		return words(view, v, "notice_never");
	if (space->last_day == DATE_NONE)
		return words_fill(
		    a, view, v, "notice_archive_open", "start", from, NULL);
	return words_fill(a, view, v, "notice_archive", "start", from, "slut",
	    date_text(a, space->last_day, v), NULL);
}

static void
put_space_notice(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *list)
{
	const struct revision *r = e->space->revision;
	struct value *notice = NULL;

	switch (e->space->state) {
	case SPACE_ROOT:
		return;
	case SPACE_OLDER:
		notice = add_notice(view, e, a, list, "archive");
		put_lines(a, notice, "text",
		    older_text(view, e->space, a, e->variant), e->variant);
		put_next_difference(view, e, a, notice);
		break;
	case SPACE_COMING:
		notice = add_notice(view, e, a, list, "coming");
		put_lines(a, notice, "text",
		    words_fill(a, view, e->variant, "notice_coming", "datum",
			date_text(a, r->in_force, e->variant), NULL),
		    e->variant);
		break;
	case SPACE_PROPOSED:
		notice = add_notice(view, e, a, list, "draft");
		put_lines(a, notice, "text",
		    undecided_text(view, r, a, e->variant), e->variant);
		break;
	}
	put_today(view, e, a, notice);
}

static bool
is_start(const struct entry *e)
{
	return e->kind == ENTRY_DOORS || e->kind == ENTRY_PROCESS ||
	       e->kind == ENTRY_EASY_START;
}

/* Before the first version is in force, what is shown does not apply yet. */
static void
put_not_yet(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *list)
{
	const struct revision *r = view->shown;
	struct value *notice;

	if (!r || site_revision(view->site, view->options.date))
		return;
	if (!is_start(e) && !(e->page && e->page->revision == r))
		return;
	if (revision_decided(r, view->options.date)) {
		notice = add_notice(view, e, a, list, "coming");
		put_lines(a, notice, "text",
		    words_fill(a, view, e->variant, "notice_not_yet", "datum",
			date_text(a, r->in_force, e->variant), NULL),
		    e->variant);
		return;
	}
	notice = add_notice(view, e, a, list, "draft");
	put_lines(a, notice, "text", undecided_text(view, r, a, e->variant),
	    e->variant);
}

static void
put_coming(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *list)
{
	for (size_t i = 1; i < view->space_count && is_start(e); i++) {
		const struct space *space = &view->spaces[i];
		struct value *notice;

		if (space->state != SPACE_COMING)
			continue;
		notice = add_notice(view, e, a, list, "coming");
		put_lines(a, notice, "text",
		    words_fill(a, view, e->variant, "notice_new", "datum",
			date_text(a, space->revision->in_force, e->variant),
			NULL),
		    e->variant);
		put_text(a, notice, "link",
		    words(view, e->variant, "notice_new_link"));
		put_text(a, notice, "path", home_path(view, space, e->variant));
	}
}

/* For some time the start pages lead to what is new. */
static void
put_new(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *list)
{
	const struct revision *r = view->shown;
	date_t today = view->options.date;
	struct value *notice;

	if (!is_start(e) || !r || r->in_force == DATE_NONE ||
	    r->in_force > today || today - r->in_force >= NEWS_DAYS ||
	    view->news_count == 0 || r != site_revision(view->site, today))
		return;
	notice = add_notice(view, e, a, list, "new");
	put_lines(a, notice, "text",
	    words_fill(a, view, e->variant, "notice_changed", "datum",
		date_text(a, r->in_force, e->variant), NULL),
	    e->variant);
	put_text(
	    a, notice, "link", words(view, e->variant, "notice_changed_link"));
	put_text(a, notice, "path", kind_path(a, ENTRY_NEWS, e->variant));
}

void
put_notices(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	struct value *list = put_list(a, root, "notices");
	struct value *later = put_list(a, root, "notices_later");

	if (e->kind == ENTRY_NOT_FOUND)
		return;
	put_space_notice(view, e, a, list);
	if (e->space->state != SPACE_ROOT)
		return;
	put_not_yet(view, e, a, list);
	/* News waits until the reader has seen what the page is for. */
	put_new(view, e, a, later);
	put_coming(view, e, a, later);
}

static bool
next_is_decided(const struct site_view *view)
{
	for (size_t i = 1; i < view->space_count; i++)
		if (view->spaces[i].state == SPACE_COMING)
			return true;
	return false;
}

static struct str
review_text(const struct site_view *view, const struct entry *e,
    const struct revision *r, struct arena *a)
{
	const char *key = "revision_review";
	date_t review = revision_review(r, view->options.date);

	if (review == DATE_NONE || r != view->shown)
		return STR_NONE;
	if (review < view->options.date) {
		if (next_is_decided(view))
			return STR_NONE;
		key = "revision_overdue";
	}
	return words_fill(a, view, e->variant, key, "datum",
	    date_text(a, review, e->variant), NULL);
}

void
put_revision(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	const struct revision *r = e->space->revision;
	struct value *map;

	if (!r)
		return;
	map = put_map(a, root, "revision");
	put_text(a, map, "text",
	    words_fill(a, view, e->variant,
		r->in_force == DATE_NONE         ? "revision_undated"
		: e->space->state == SPACE_OLDER ? "revision_older"
						 : "revision",
		"namn", r->name, "datum", date_text(a, r->in_force, e->variant),
		NULL));
	put_text(a, map, "path", kind_path(a, ENTRY_ARCHIVE, e->variant));
	/* The same text as one document to print; build/ makes it. */
	if (e->space->state != SPACE_OLDER && e->variant != VARIANT_ENGLISH)
		put_text(a, map, "book",
		    e->variant == VARIANT_EASY ? STR("lattlast/policyn.pdf")
					       : STR("policyn.pdf"));
	put_text(a, map, "review", review_text(view, e, r, a));
	put_text(a, map, "sample",
	    r->sample ? words(view, e->variant, "revision_sample") : STR(""));
}

struct value *
decisions(const struct site_view *view, const struct revision *r,
    struct arena *a, enum variant v)
{
	struct value *list = value_list(a);

	for (size_t i = 0; i < r->party_count; i++) {
		const struct party *p = &r->parties[i];
		bool decided = p->decided_on != DATE_NONE &&
			       p->decided_on <= view->options.date;

		put_text(a, push_map(a, list), "text",
		    words_fill(a, view, v, decided ? "decided" : "not_decided",
			"part", p->name.s, "vem", p->decided_by.s, "datum",
			date_text(a, p->decided_on, v), NULL));
	}
	return list;
}
