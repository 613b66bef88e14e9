/* SPDX-License-Identifier: EUPL-1.2 */
/* Files for machines: feed (Atom), sitemap, robots. */
#include <stdlib.h>

#include "compose/site_view.h"

enum { FEED_MOST = 40 };

static void
xml_element(struct sb *out, const char *name, struct str text)
{
	if (text.n == 0)
		return;
	sb_fmt(out, "<%s>", name);
	sb_xml(out, text);
	sb_fmt(out, "</%s>\n", name);
}

static void
xml_date(struct sb *out, date_t d)
{
	char iso[11];

	date_iso(d, iso);
	sb_fmt(out, "<updated>%sT00:00:00Z</updated>\n", iso);
}

/* What a feed reader is told about: a page or a version that came. */
struct news {
	date_t date;
	size_t number; /* keeps the order among those of one day */
	struct str title;
	struct str summary;
	struct str path;
	struct str id; /* STR_NONE: the path */
};

struct news_list {
	struct news *items;
	size_t count;
	size_t cap;
};

static int
newest_first(const void *a, const void *b)
{
	const struct news *x = a, *y = b;

	if (x->date != y->date)
		return x->date < y->date ? 1 : -1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void
add_versions(
    const struct site_view *view, struct arena *a, struct news_list *list)
{
	for (size_t i = 0; i < view->space_count; i++) {
		const struct revision *r = view->spaces[i].revision;
		struct news *n;

		if (!r || r->in_force == DATE_NONE ||
		    r->in_force > view->options.date ||
		    !revision_decided(r, view->options.date))
			continue;
		n = arena_push(a, list);
		n->date = r->in_force;
		n->title =
		    words_fill(a, view, VARIANT_PLAIN, "version_of", "namn",
			r->name, "webbplats", view->site->config.title.s, NULL);
		n->summary = r->summary[VARIANT_PLAIN].s;
		n->path = kind_path(a, ENTRY_NEWS, VARIANT_PLAIN);
		n->id = arena_fmt(
		    a, "%.*s#version-%.*s", STR_ARG(n->path), STR_ARG(r->name));
	}
}

static void
add_pages(const struct site_view *view, struct arena *a, struct news_list *list)
{
	for (size_t i = 0; i < view->entries.count; i++) {
		const struct entry *e = &view->entries.items[i];
		struct news *n;

		if (!e->page || !entry_listed(e) ||
		    e->variant == VARIANT_EASY ||
		    e->page->meta.updated == DATE_NONE)
			continue;
		n = arena_push(a, list);
		n->date = e->page->meta.updated;
		n->number = i + 1;
		n->title = e->page->meta.title.s;
		n->summary = e->page->meta.summary.s;
		n->path = e->path;
	}
}

static struct str
link_of(const struct site_view *view, struct arena *a, struct str path)
{
	return view->site->config.base_url.s.n ? absolute_url(a, view, path)
					       : path;
}

/* The address is the id; without base_url a name made of the title. */
static struct str
id_of(const struct site_view *view, struct arena *a, struct str path)
{
	struct str url = absolute_url(a, view, path);

	return url.n ? url : arena_fmt(a, "urn:samplan:%.*s", STR_ARG(path));
}

static void
write_news(const struct site_view *view, struct arena *a, struct sb *out,
    const struct news *n)
{
	sb_cstr(out, "<entry>\n");
	xml_element(out, "title", n->title);
	sb_cstr(out, "<link href=\"");
	sb_xml(out, link_of(view, a, n->path));
	sb_cstr(out, "\"/>\n");
	xml_element(out, "id", id_of(view, a, n->id.n ? n->id : n->path));
	xml_date(out, n->date);
	xml_element(out, "summary", n->summary);
	sb_cstr(out, "</entry>\n");
}

static struct str
finish(struct arena *a, struct sb *sb)
{
	struct str bytes = arena_str(a, sb_view(sb));

	sb_release(sb);
	return bytes;
}

struct str
feed_xml(const struct site_view *view, struct arena *a)
{
	const struct site_config *config = &view->site->config;
	struct news_list list = { 0 };
	struct sb out = { 0 };

	add_versions(view, a, &list);
	add_pages(view, a, &list);
	if (list.count)
		qsort(
		    list.items, list.count, sizeof(*list.items), newest_first);
	sb_cstr(&out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		      "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
		      "xml:lang=\"sv\">\n");
	xml_element(&out, "title", config->title.s);
	xml_element(&out, "subtitle", config->description.s);
	sb_cstr(&out, "<link href=\"");
	sb_xml(&out, link_of(view, a, STR("index.html")));
	sb_cstr(&out, "\"/>\n<link rel=\"self\" href=\"");
	sb_xml(&out, link_of(view, a, STR("feed.xml")));
	sb_cstr(&out, "\"/>\n");
	xml_element(&out, "id", id_of(view, a, STR("feed.xml")));
	xml_date(&out, list.count ? list.items[0].date : date_from(2000, 1, 1));
	sb_cstr(&out, "<author>");
	xml_element(&out, "name", config->title.s);
	sb_cstr(&out, "</author>\n");
	for (size_t i = 0; i < list.count && i < FEED_MOST; i++)
		write_news(view, a, &out, &list.items[i]);
	sb_cstr(&out, "</feed>\n");
	return finish(a, &out);
}

static void
sitemap_begin(struct sb *out, const char *element)
{
	sb_fmt(out,
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<%s "
	    "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
	    element);
}

static void
sitemap_entry(const struct site_view *view, struct arena *a, struct sb *out,
    const struct entry *e)
{
	char iso[11];

	sb_cstr(out, "<url><loc>");
	sb_xml(out, absolute_url(a, view, e->path));
	sb_cstr(out, "</loc>");
	if (e->page && e->page->meta.updated != DATE_NONE) {
		date_iso(e->page->meta.updated, iso);
		sb_fmt(out, "<lastmod>%s</lastmod>", iso);
	}
	sb_cstr(out, "</url>\n");
}

struct str
sitemap_path(struct arena *a, size_t part)
{
	return part ? arena_fmt(a, "sitemap-%zu.xml", part)
		    : STR("sitemap.xml");
}

static struct str
sitemap_index(const struct site_view *view, struct arena *a)
{
	struct sb out = { 0 };

	sitemap_begin(&out, "sitemapindex");
	for (size_t i = 1; i <= view->sitemap_parts; i++) {
		sb_cstr(&out, "<sitemap><loc>");
		sb_xml(&out, absolute_url(a, view, sitemap_path(a, i)));
		sb_cstr(&out, "</loc></sitemap>\n");
	}
	sb_cstr(&out, "</sitemapindex>\n");
	return finish(a, &out);
}

struct str
sitemap_xml(const struct site_view *view, size_t part, struct arena *a)
{
	size_t first = part ? (part - 1) * view->sitemap_most : 0;
	size_t number = 0;
	struct sb out = { 0 };

	if (part == 0 && view->sitemap_parts)
		return sitemap_index(view, a);
	sitemap_begin(&out, "urlset");
	for (size_t i = 0; i < view->entries.count; i++) {
		const struct entry *e = &view->entries.items[i];

		if (!entry_listed(e))
			continue;
		if (number >= first && number < first + view->sitemap_most)
			sitemap_entry(view, a, &out, e);
		number++;
	}
	sb_cstr(&out, "</urlset>\n");
	return finish(a, &out);
}

struct str
robots_txt(const struct site_view *view, struct arena *a)
{
	struct sb out = { 0 };
	bool hidden = str_is(view->site->config.robots.s, "noindex");

	sb_cstr(&out, "User-agent: *\n");
	sb_cstr(&out, hidden ? "Disallow: /\n" : "Disallow:\n");
	if (!hidden && view->site->config.base_url.s.n)
		sb_fmt(&out, "Sitemap: %.*s\n",
		    STR_ARG(absolute_url(a, view, STR("sitemap.xml"))));
	return finish(a, &out);
}
