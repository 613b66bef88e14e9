/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/suggest.h"
#include "base/utf8.h"
#include "check/site_parts.h"
#include "diag/msg.h"

/* "A7.1" → "A7"; false at the top. */
static bool
above(struct str *id)
{
	size_t dot = str_rfind_char(*id, '.');

	if (dot == STR_NOT_FOUND)
		return false;
	*id = str_sub(*id, 0, dot);
	return true;
}

static void
check_paragraphs(const struct site *site, const struct map *known,
    const struct page *p, struct diags *ds)
{
	for (size_t i = 0; i < p->meta.paragraphs.count; i++) {
		const struct text *id = &p->meta.paragraphs.items[i];
		struct suggest s = suggest_for(id->s);
		struct finding *f;

		if (site->paragraph_count == 0 || map_has(known, id->s))
			continue;
		f = diag_add(ds, DIAG_M22, id->at,
		    N_("there is no paragraph \"%.*s\""), STR_ARG(id->s));
		for (size_t j = 0; j < site->paragraph_count; j++)
			suggest_offer(&s, site->paragraphs[j].id.s);
		if (s.best.n)
			diag_help(ds, f, N_("did you mean \"%.*s\"?"),
			    STR_ARG(s.best));
	}
}

static struct str
plain_address(struct str s)
{
	while (s.n && s.p[0] == '/')
		s = str_from_off(s, 1);
	while (s.n && s.p[s.n - 1] == '/')
		s.n--;
	return s;
}

/* aliases: who has an alias already, one map for each space of addresses. */
static void
check_aliases(const struct site *site, struct map *aliases,
    const struct page *p, struct diags *ds)
{
	for (size_t i = 0; i < p->meta.aliases.count; i++) {
		const struct text *alias = &p->meta.aliases.items[i];
		struct str address = plain_address(alias->s);
		const struct page *other = NULL;
		struct map_entry *e;

		if (p->revision)
			other = map_find(&p->revision->addresses, address);
		if (!other)
			other = map_find(&site->addresses, address);
		if (other) {
			diag_add(ds, DIAG_M20, alias->at,
			    N_("%.*s is found at this address"),
			    STR_ARG(other->file));
			continue;
		}
		e = map_put(aliases, address);
		other = e->value;
		if (other && !str_eq(other->key, p->key))
			diag_add(ds, DIAG_M20, alias->at,
			    N_("%.*s has this alias, too"),
			    STR_ARG(other->file));
		e->value = (void *)(uintptr_t)p;
	}
}

static void
check_space(const struct site *site, const struct revision *r,
    const struct map *known, struct diags *ds)
{
	struct arena scratch = { 0 };
	struct map aliases = map_new(&scratch);

	for (size_t i = 0; i < site->pages.count; i++) {
		const struct page *p = site->pages.items[i];

		if (p->revision != r)
			continue;
		/* Without a title the front matter was not read at all. */
		if (utf8_is_blank(p->meta.summary.s) && p->meta.title.s.n)
			diag_add(ds, DIAG_M21, (struct span){ p->source, 0, 3 },
			    N_("the page has no summary"));
		check_paragraphs(site, known, p, ds);
		check_aliases(site, &aliases, p, ds);
	}
	arena_release(&scratch);
}

static struct map
registry(const struct site *site, struct arena *a)
{
	struct map known = map_new(a);

	for (size_t i = 0; i < site->paragraph_count; i++)
		map_set(&known, site->paragraphs[i].id.s, &site->paragraphs[i]);
	return known;
}

void
check_meta(const struct site *site, struct diags *ds)
{
	struct arena scratch = { 0 };
	struct map known = registry(site, &scratch);

	check_space(site, NULL, &known, ds);
	for (size_t i = 0; i < site->revisions.count; i++)
		check_space(site, site->revisions.items[i], &known, ds);
	arena_release(&scratch);
}

/* Listed by a page itself or as part of a larger paragraph. */
static bool
is_listed(const struct map *listed, struct str id)
{
	do {
		if (map_has(listed, id))
			return true;
	} while (above(&id));
	return false;
}

/* A paragraph whose parts are all listed is carried, too. */
static bool
is_carried(const struct site *site, const struct map *listed, struct str id)
{
	size_t parts = 0;

	if (is_listed(listed, id))
		return true;
	for (size_t i = 0; i < site->paragraph_count; i++) {
		struct str other = site->paragraphs[i].id.s;

		if (other.n <= id.n || !str_starts(other, id) ||
		    other.p[id.n] != '.')
			continue;
		parts++;
		if (!is_listed(listed, other))
			return false;
	}
	return parts > 0;
}

static void
list_paragraphs(const struct site *site, const struct revision *shown,
    enum variant v, struct map *listed)
{
	for (size_t i = 0; i < site->pages.count; i++) {
		const struct page *p = site->pages.items[i];

		if (p->variant != v || (p->revision && p->revision != shown))
			continue;
		for (size_t j = 0; j < p->meta.paragraphs.count; j++)
			map_put(listed, p->meta.paragraphs.items[j].s);
	}
}

static void
not_carried(const struct paragraph *p, enum variant v, struct diags *ds)
{
	switch (v) {
	case VARIANT_PLAIN:
		diag_add(ds, DIAG_M23, p->id.at,
		    N_("no page in klarspråk carries %.*s: %.*s"),
		    STR_ARG(p->id.s), STR_ARG(p->title.s));
		break;
	case VARIANT_EASY:
		diag_add(ds, DIAG_M23, p->id.at,
		    N_("no page in lättläst carries %.*s: %.*s"),
		    STR_ARG(p->id.s), STR_ARG(p->title.s));
		break;
	case VARIANT_ENGLISH:
	case VARIANT_COUNT:
		/* No paragraph can be wanted in English: see levels. */
		break;
	}
}

void
check_coverage(
    const struct site *site, const struct revision *shown, struct diags *ds)
{
	struct arena scratch = { 0 };

	for (int v = 0; v < VARIANT_COUNT; v++) {
		struct map listed = map_new(&scratch);

		list_paragraphs(site, shown, (enum variant)v, &listed);
		for (size_t i = 0; i < site->paragraph_count; i++) {
			const struct paragraph *p = &site->paragraphs[i];

			if (!p->wanted[v] || is_carried(site, &listed, p->id.s))
				continue;
			not_carried(p, (enum variant)v, ds);
		}
	}
	arena_release(&scratch);
}
