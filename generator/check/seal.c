/* SPDX-License-Identifier: EUPL-1.2 */
/* Earlier revisions stand as they were decided, or a reason is given. */
#include "check/site.h"
#include "diag/msg.h"
#include "model/seal.h"

static const struct revision *
find_revision(const struct site *site, struct str name)
{
	for (size_t i = 0; i < site->revisions.count; i++)
		if (str_eq(site->revisions.items[i]->name, name))
			return site->revisions.items[i];
	return NULL;
}

struct pages {
	const struct page *page;
	bool sealed;
};

/* Pages of the revision by their place below its folder. */
static struct map
map_pages(const struct site *site, const struct revision *r, struct arena *a)
{
	struct map map = map_new(a);

	for (size_t i = 0; i < site->pages.count; i++) {
		struct pages *item;

		if (site->pages.items[i]->revision != r)
			continue;
		item = arena_new(a, struct pages);
		item->page = site->pages.items[i];
		map_set(&map, seal_page(item->page), item);
	}
	return map;
}

/* Pages that were sealed: there, and as they were. */
static void
check_pages(const struct seal *seal, const struct map *pages, struct arena *a,
    struct diags *ds)
{
	for (size_t i = 0; i < seal->page_count; i++) {
		const struct sealed_page *s = &seal->pages[i];
		struct pages *item = map_find(pages, s->page.s);
		struct str text;

		if (!item) {
			diag_add(ds, DIAG_V22, s->page.at,
			    N_("the sealed page %.*s is gone"),
			    STR_ARG(s->page.s));
			continue;
		}
		item->sealed = true;
		text = source_text(&ds->sources, item->page->source);
		if (!str_eq(seal_text(a, text), s->hash.s))
			diag_add_file(ds, DIAG_V22, item->page->file,
			    N_("the page was changed after revision %.*s was "
			       "sealed"),
			    STR_ARG(seal->revision.s));
	}
}

/* Pages that came later. */
static void
check_more(const struct seal *seal, const struct map *pages, struct diags *ds)
{
	for (size_t i = 0; i < pages->count; i++) {
		const struct pages *item = pages->items[i].value;

		if (!item->sealed)
			diag_add_file(ds, DIAG_V22, item->page->file,
			    N_("the page was added after revision %.*s was "
			       "sealed"),
			    STR_ARG(seal->revision.s));
	}
}

static void
check_seal(const struct site *site, const struct seal *seal, struct arena *a,
    struct diags *ds)
{
	const struct revision *r = find_revision(site, seal->revision.s);
	struct map pages;

	if (!r) {
		if (!seal->removed)
			diag_add(ds, DIAG_V23, seal->revision.at,
			    N_("the sealed revision %.*s is gone"),
			    STR_ARG(seal->revision.s));
		return;
	}
	if (!str_eq(seal_decision(a, r), seal->decision.s))
		diag_add(ds, DIAG_V22, r->in_force_at,
		    N_("dates or decisions were changed after revision %.*s "
		       "was sealed"),
		    STR_ARG(r->name));
	pages = map_pages(site, r, a);
	check_pages(seal, &pages, a, ds);
	check_more(seal, &pages, ds);
}

/* What was in force and is not any more belongs to the archive. */
static bool
is_archived(const struct site *site, const struct revision *r, date_t today)
{
	const struct revision *now = site_revision(site, today);

	return now && r != now && r->in_force != DATE_NONE &&
	       r->in_force < now->in_force && revision_decided(r, today);
}

void
check_seals(const struct site *site, date_t today, struct diags *ds)
{
	struct arena a = { 0 };

	for (size_t i = 0; i < site->seal_count; i++)
		check_seal(site, &site->seals[i], &a, ds);
	for (size_t i = 0; i < site->revisions.count; i++) {
		const struct revision *r = site->revisions.items[i];

		if (is_archived(site, r, today) && !site_seal(site, r->name))
			diag_add_file(ds, DIAG_V24, r->folder,
			    N_("revision %.*s is in the archive and not "
			       "sealed"),
			    STR_ARG(r->name));
	}
	arena_release(&a);
}
