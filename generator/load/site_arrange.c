/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/site_arrange.h"

#include <stdlib.h>

#include "diag/msg.h"
#include "load/site_scan.h"

static int
by_file(const void *a, const void *b)
{
	const struct page *const *x = a, *const *y = b;

	return str_cmp((*x)->file, (*y)->file);
}

static int
by_place(const void *a, const void *b)
{
	const struct page *x = *(struct page *const *)a;
	const struct page *y = *(struct page *const *)b;

	if (x->meta.order != y->meta.order)
		return x->meta.order < y->meta.order ? -1 : 1;
	return str_cmp(x->file, y->file);
}

static int
by_section(const void *a, const void *b)
{
	const struct section *x = *(struct section *const *)a;
	const struct section *y = *(struct section *const *)b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return str_cmp(x->key, y->key);
}

static void
push(struct arena *a, struct page_list *list, struct page *p)
{
	list->items = arena_grow(
	    a, list->items, list->count, &list->cap, sizeof(struct page *));
	list->items[list->count++] = p;
}

static struct span
start_of(const struct page *p)
{
	return (struct span){ p->source, 0, p->source ? 3 : 0 };
}

/* The file without "content/", as links lead to it. */
static struct str
link_name(struct arena *a, const struct page *p)
{
	static const char *const endings[] = { ".md", ".lattlast.md",
		".en.md" };

	return arena_fmt(a, "%.*s%s", STR_ARG(p->key), endings[p->variant]);
}

/* False when the page cannot stand beside those that were taken. */
static bool
take_file(struct site *site, struct arena *a, struct diags *ds, struct page *p)
{
	struct map_entry *e = map_put(&site->files, link_name(a, p));

	if (e->value) {
		const struct page *other = e->value;

		/* One name in two ways of writing å. */
		diag_add(ds, DIAG_M16, start_of(p),
		    N_("%.*s has the same name"), STR_ARG(other->file));
		return false;
	}
	e->value = p;
	return !p->meta.draft;
}

static struct map *
addresses_of(struct site *site, const struct page *p)
{
	return p->revision ? &p->revision->addresses : &site->addresses;
}

static bool
is_reserved(struct str address)
{
	static const char *const reserved[] = { "lattlast", "en", "arkiv",
		"personal" };
	struct str first = str_sub(address, 0, str_find_char(address, '/'));

	for (size_t i = 0; i < sizeof(reserved) / sizeof(*reserved); i++)
		if (str_is(first, reserved[i]))
			return true;
	return false;
}

/* False for a page at the address of another one. */
static bool
take_address(struct site *site, struct diags *ds, struct page *p)
{
	const struct page *other =
	    p->revision ? map_find(&site->addresses, p->address) : NULL;
	struct map_entry *e;

	if (!other) {
		e = map_put(addresses_of(site, p), p->address);
		other = e->value;
		if (!other)
			e->value = p;
	}
	if (is_reserved(p->address))
		diag_add(ds, DIAG_M16, start_of(p),
		    N_("the address \"%.*s\" is used by the program"),
		    STR_ARG(p->address));
	if (!other || str_eq(other->key, p->key))
		return true;
	diag_add(ds, DIAG_M16, start_of(p),
	    N_("%.*s has the same address \"%.*s\""), STR_ARG(other->file),
	    STR_ARG(p->address));
	return false;
}

/* All pages of one key, which are twins, know each other. */
static void
pair_twins(struct page *const *pages, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			pages[i]->twins[pages[j]->variant] = pages[j];
}

static struct page *
first_twin(const struct page *p)
{
	for (int v = 0; v < VARIANT_COUNT; v++)
		if (p->twins[v])
			return p->twins[v];
	return NULL;
}

/* Twins share the id that one of them names; else it is the address. */
static void
agree_on_id(struct diags *ds, struct page *first)
{
	struct text id = { 0 };

	for (int v = 0; v < VARIANT_COUNT; v++) {
		struct page *twin = first->twins[v];

		if (!twin || twin->meta.id.s.n == 0)
			continue;
		if (id.s.n == 0)
			id = twin->meta.id;
		else if (!str_eq(id.s, twin->meta.id.s))
			diag_add(ds, DIAG_M32, twin->meta.id.at,
			    N_("the id is \"%.*s\" at the other reading level"),
			    STR_ARG(id.s));
	}
	if (id.s.n == 0)
		id.s = first->address.n ? first->address : STR("start");
	for (int v = 0; v < VARIANT_COUNT; v++)
		if (first->twins[v])
			first->twins[v]->meta.id.s = id.s;
}

static void
take_id(struct site *site, struct diags *ds, struct page *first)
{
	struct map *ids = first->revision ? &first->revision->ids : &site->ids;
	const struct page *other =
	    first->revision ? map_find(&site->ids, first->meta.id.s) : NULL;
	struct map_entry *e;
	struct span at = first->meta.id.at;

	if (!other) {
		e = map_put(ids, first->meta.id.s);
		other = e->value;
		if (!other)
			e->value = first;
	}
	if (!other || other == first)
		return;
	diag_add(ds, DIAG_M19, at.source ? at : start_of(first),
	    N_("%.*s has the id \"%.*s\" already"), STR_ARG(other->file),
	    STR_ARG(first->meta.id.s));
}

static void
sort_section(struct section *s)
{
	if (s->pages.count)
		qsort(s->pages.items, s->pages.count, sizeof(struct page *),
		    by_place);
	for (int v = 0; v < VARIANT_COUNT; v++)
		if (s->index[v] && s->index[v]->meta.order != ORDER_LAST) {
			s->order = s->index[v]->meta.order;
			break;
		}
	/* Depth is bounded by SCAN_DEPTH. */
	for (size_t i = 0; i < s->child_count; i++)
		sort_section(s->children[i]);
	if (s->child_count)
		qsort(s->children, s->child_count, sizeof(struct section *),
		    by_section);
}

static void
into_section(struct arena *a, struct page *p)
{
	if (p->is_index)
		p->section->index[p->variant] = p;
	else
		push(a, &p->section->pages, p);
}

static void
number_pages(struct site *site)
{
	for (size_t i = 0; i < site->pages.count; i++)
		site->pages.items[i]->number = i;
}

/* Pages of content/sidor come first: pages of the policy must yield to them. */
static void
take_pages(struct site *site, struct arena *a, struct diags *ds,
    const struct page_list *found, bool policy)
{
	for (size_t i = 0; i < found->count; i++) {
		struct page *p = found->items[i];

		if ((p->revision != NULL) == policy &&
		    take_file(site, a, ds, p) && take_address(site, ds, p))
			push(a, &site->pages, p);
	}
}

/* Files of one key need not be neighbours: "a-b.md" comes before "a.md". */
static void
find_twins(struct site *site, struct arena *scratch)
{
	struct map keys = map_new(scratch);

	map_reserve(&keys, site->pages.count);
	for (size_t i = 0; i < site->pages.count; i++) {
		struct page *p = site->pages.items[i];
		struct map_entry *e = map_put(&keys, p->key);
		struct page *first = e->value;

		p->twins[p->variant] = p;
		if (!first) {
			e->value = p;
			continue;
		}
		first->twins[p->variant] = p;
	}
	for (size_t i = 0; i < keys.count; i++) {
		struct page *first = keys.items[i].value;
		struct page *all[VARIANT_COUNT];
		size_t n = 0;

		for (int v = 0; v < VARIANT_COUNT; v++)
			if (first->twins[v])
				all[n++] = first->twins[v];
		pair_twins(all, n);
	}
}

/* Whoever looks for an address begins at the same twin. */
static void
first_twins(struct map *addresses)
{
	for (size_t i = 0; i < addresses->count; i++)
		addresses->items[i].value =
		    first_twin(addresses->items[i].value);
}

void
site_arrange(struct site *site, struct arena *a, struct diags *ds,
    const struct page_list *found)
{
	struct arena scratch = { 0 };

	map_reserve(&site->files, found->count);
	map_reserve(&site->addresses, found->count);
	arena_reserve(a, &site->pages, found->count);
	take_pages(site, a, ds, found, false);
	take_pages(site, a, ds, found, true);
	if (site->pages.count)
		qsort(site->pages.items, site->pages.count,
		    sizeof(struct page *), by_file);
	number_pages(site);
	find_twins(site, &scratch);
	first_twins(&site->addresses);
	for (size_t i = 0; i < site->revisions.count; i++)
		first_twins(&site->revisions.items[i]->addresses);
	for (size_t i = 0; i < site->pages.count; i++) {
		struct page *p = site->pages.items[i];

		into_section(a, p);
		if (first_twin(p) != p)
			continue;
		agree_on_id(ds, p);
	}
	/* The ids of content/sidor first, as with addresses. */
	for (int policy = 0; policy < 2; policy++)
		for (size_t i = 0; i < site->pages.count; i++) {
			struct page *p = site->pages.items[i];

			if ((p->revision != NULL) == policy &&
			    first_twin(p) == p)
				take_id(site, ds, p);
		}
	if (site->top)
		sort_section(site->top);
	for (size_t i = 0; i < site->revisions.count; i++)
		if (site->revisions.items[i]->top)
			sort_section(site->revisions.items[i]->top);
	arena_release(&scratch);
}
