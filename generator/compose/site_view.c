/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/site_view.h"

static compose_fn *const composers[ENTRY_KINDS] = {
	[ENTRY_SECTION] = compose_section,
	[ENTRY_DOORS] = compose_doors,
	[ENTRY_EASY_START] = compose_easy_start,
	[ENTRY_PROCESS] = compose_process,
	[ENTRY_REVISION] = compose_revision,
	[ENTRY_GLOSSARY] = compose_glossary,
	[ENTRY_LAWS] = compose_laws,
	[ENTRY_INDEX] = compose_index,
	[ENTRY_SEARCH] = compose_search,
	[ENTRY_ARCHIVE] = compose_archive,
	[ENTRY_NEWS] = compose_news,
	[ENTRY_DIFFERENCE] = compose_difference,
	[ENTRY_PICTURES] = compose_pictures,
	[ENTRY_STATEMENT] = compose_statement,
	[ENTRY_NOT_FOUND] = compose_not_found,
	[ENTRY_ALIAS] = compose_alias,
};

struct site_view *
site_view_new(struct arena *a, const struct site *site,
    const struct theme *theme, const struct site_options *options)
{
	struct site_view *view = arena_new(a, struct site_view);

	view->site = site;
	view->theme = theme;
	view->options = *options;
	view->shown = site_shown(site, options->date);
	view->doors = site_has_doors(site);
	view->terms = term_matcher_new(a, site->terms, site->term_count);
	nav_build(a, view);
	if (!options->without_news)
		news_build(a, view);
	entries_build(a, view);
	shared_build(a, view);
	view->search_words = arena_array(a, struct str, site->pages.count + 1);
	return view;
}

void
site_view_use_words(
    struct site_view *view, const struct page *p, struct str words)
{
	view->search_words[p->number] = words;
}

size_t
site_view_count(const struct site_view *view)
{
	return view->entries.count;
}

bool
site_view_is_page(const struct site_view *view, size_t i)
{
	return kind_template(view->entries.items[i].kind) != NULL;
}

struct str
site_view_path(const struct site_view *view, size_t i)
{
	return view->entries.items[i].path;
}

const struct page *
site_view_page(const struct site_view *view, size_t i)
{
	return view->entries.items[i].page;
}

static bool
changed(const struct page *p, const struct site_changes *c)
{
	return p && c->pages[p->number];
}

static bool
part_touched(
    const struct site_view *view, size_t part, const struct site_changes *c)
{
	for (size_t i = view->topic_starts[part];
	     i < view->topic_starts[part + 1]; i++) {
		const struct page *p =
		    view->entries.items[view->topics[i]].page;

		for (int v = 0; p && v < VARIANT_COUNT; v++)
			if (changed(p->twins[v], c))
				return true;
	}
	return false;
}

/* A text of a revision tells since when it reads so, and what came next. */
static bool
revision_touched(const struct revision *r, const struct site_changes *c)
{
	return r && c->policy_from != DATE_NONE &&
	       (r->in_force == DATE_NONE || r->in_force >= c->policy_from);
}

bool
site_view_touched(
    const struct site_view *view, size_t i, const struct site_changes *c)
{
	const struct entry *e = &view->entries.items[i];

	if (e->kind == ENTRY_SEARCH_PART)
		return part_touched(view, e->number, c);
	if (e->kind == ENTRY_ALIAS)
		return false;
	if (e->kind == ENTRY_DIFFERENCE)
		return revision_touched(e->news->space->revision, c);
	if (!e->page || e->kind != ENTRY_PAGE)
		return c->policy_from != DATE_NONE || changed(e->page, c);
	return changed(e->page, c) || revision_touched(e->page->revision, c);
}

bool
site_view_plain(const struct site_view *view, size_t i)
{
	const struct entry *e = &view->entries.items[i];

	return e->kind == ENTRY_SEARCH_PART || e->kind == ENTRY_ALIAS ||
	       ((e->kind == ENTRY_PAGE || e->kind == ENTRY_SECTION) &&
		   e->page && !e->page->revision && e->page->address.n);
}

static void
add_twins(struct page_list *list, struct arena *a, const struct page *p)
{
	for (int v = 0; p && v < VARIANT_COUNT; v++)
		if (p->twins[v])
			*arena_push(a, list) = p->twins[v];
}

struct page_list
site_view_reads(const struct site_view *view, size_t i, struct arena *a)
{
	const struct entry *e = &view->entries.items[i];
	struct page_list list = { 0 };

	if (e->kind == ENTRY_SEARCH_PART)
		for (size_t k = view->topic_starts[e->number];
		     k < view->topic_starts[e->number + 1]; k++)
			add_twins(&list, a,
			    view->entries.items[view->topics[k]].page);
	else if (e->page)
		*arena_push(a, &list) = e->page->twins[e->page->variant];
	return list;
}

const struct revision *
site_view_revision(const struct site_view *view)
{
	return view->shown;
}

static struct str
file_bytes(const struct site_view *view, const struct entry *e, struct arena *a)
{
	switch (e->kind) {
	case ENTRY_FEED:
		return feed_xml(view, a);
	case ENTRY_SITEMAP:
		return sitemap_xml(view, e->number, a);
	case ENTRY_SEARCH_LIST:
		return search_list_js(view, a);
	case ENTRY_SEARCH_PART:
		return search_part_js(view, e->number, a);
	case ENTRY_ROBOTS:
		return robots_txt(view, a);
	case ENTRY_PAGE:
	case ENTRY_SECTION:
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
	case ENTRY_DIFFERENCE:
	case ENTRY_PICTURES:
	case ENTRY_STATEMENT:
	case ENTRY_NOT_FOUND:
	case ENTRY_ALIAS:
	case ENTRY_KINDS:
		break;
	}
	return STR_NONE;
}

struct str
site_view_frame(const struct site_view *view, size_t i, struct arena *a)
{
	return frame_name(view, &view->entries.items[i], a);
}

typedef struct value *
frame_fn(const struct site_view *view, const struct entry *e, struct arena *a);

static void
compose_output(const struct site_view *view, const struct entry *e,
    frame_fn *frame, struct arena *a, struct output *out)
{
	const char *name = kind_template(e->kind);

	*out = (struct output){ .path = e->path };
	if (!name) {
		out->bytes = file_bytes(view, e, a);
		return;
	}
	out->template_name = str_from(name);
	out->values = frame(view, e, a);
	if (e->page && e->kind != ENTRY_ALIAS)
		put_document(view, e, a, out->values);
	if (composers[e->kind])
		composers[e->kind](view, e, a, out->values);
}

void
site_view_output(const struct site_view *view, size_t i,
    struct arena *page_arena, struct output *out)
{
	compose_output(
	    view, &view->entries.items[i], frame_new, page_arena, out);
}

void
site_view_inside(const struct site_view *view, size_t i,
    struct arena *page_arena, struct output *out)
{
	compose_output(
	    view, &view->entries.items[i], frame_inside, page_arena, out);
}
