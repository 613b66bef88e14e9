/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/explain_part.h"

#include "compose/explain.h"
#include "load/site.h"

struct pages {
	struct explain_page *items;
	size_t count;
	size_t cap;
};

static bool
carries(const struct page *p, const char *source)
{
	for (size_t i = 0; i < p->meta.paragraphs.count; i++)
		if (explain_carries(source, p->meta.paragraphs.items[i].s))
			return true;
	return false;
}

/* Of the revision in force, or the latest; one address once. */
static void
find_pages(struct pages *out, struct arena *a, const struct site *site,
    const char *source, date_t today)
{
	const struct revision *shown = site_revision(site, today);

	if (!shown && site->revisions.count)
		shown = site->revisions.items[site->revisions.count - 1];
	for (size_t i = 0; i < site->pages.count; i++) {
		const struct page *p = site->pages.items[i];
		struct explain_page *item;

		if (p->revision != shown || p->variant != VARIANT_PLAIN ||
		    !carries(p, source))
			continue;
		item = arena_push(a, out);
		item->title = p->meta.title.s;
		item->address = p->address;
	}
}

bool
build_explain(const struct build_options *o, struct str code, struct sb *out)
{
	enum diag_code found = diag_find(code);
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct site site = { 0 };
	struct pages pages = { 0 };
	const char *source;

	if (found == DIAG_COUNT)
		return false;
	source = diag_info(found)->source;
	/* Findings about the content are not what was asked for. */
	if (source && site_load_outline(&site, &a, &ds, o->fs, o->root))
		find_pages(&pages, &a, &site, source, o->today);
	explain_code(out, found, pages.items, pages.count);
	diag_release(&ds);
	arena_release(&a);
	return true;
}
