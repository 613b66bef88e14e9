/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/site.h"

#include "base/sb.h"

const struct page *
page_twin(const struct page *p, enum variant v)
{
	return p->twins[v] ? p->twins[v] : p;
}

/* Appends the folder of a key and the target as one plain path. */
static bool
path_from(struct sb *out, struct str key, struct str target)
{
	size_t slash = str_rfind_char(key, '/');
	struct str part;

	sb_str(out, str_sub(key, 0, slash == STR_NOT_FOUND ? 0 : slash));
	while (str_next_part(&target, '/', &part)) {
		if (part.n == 0 || str_is(part, "."))
			continue;
		if (str_is(part, "..")) {
			size_t up = str_rfind_char(sb_view(out), '/');

			if (out->n == 0)
				return false;
			sb_cut(out, up == STR_NOT_FOUND ? 0 : up);
			continue;
		}
		if (out->n)
			sb_ch(out, '/');
		sb_str(out, part);
	}
	return true;
}

const struct page *
site_file(const struct site *s, const struct page *from, struct str target)
{
	static const char *const endings[] = { ".md", ".lattlast.md",
		".en.md" };
	struct sb path = { 0 };
	const struct page *found = NULL;

	if (path_from(&path, from->key, target)) {
		found = map_find(&s->files, sb_view(&path));
		/* The page may be there at the other level only. */
		if (!found && str_ends(sb_view(&path), STR(".md")))
			sb_cut(&path, path.n - 3);
		for (size_t i = 0; i < 3 && !found; i++) {
			size_t n = path.n;

			sb_cstr(&path, endings[i]);
			found = map_find(&s->files, sb_view(&path));
			sb_cut(&path, n);
		}
	}
	sb_release(&path);
	return found;
}

const struct node *
page_anchor(const struct page *p, struct str anchor)
{
	size_t low = 0, high = p->anchor_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(p->anchors[mid]->u.heading.anchor, anchor);

		if (order == 0)
			return p->anchors[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

const struct law *
site_law(const struct site *s, struct str id)
{
	for (size_t i = 0; i < s->law_count; i++)
		if (str_eq(s->laws[i].id.s, id))
			return &s->laws[i];
	return NULL;
}

bool
revision_decided(const struct revision *r, date_t day)
{
	for (size_t i = 0; i < r->party_count; i++)
		if (r->parties[i].decided_on == DATE_NONE ||
		    r->parties[i].decided_on > day)
			return false;
	return r->party_count > 0;
}

/* Whether every party of the revision has confirmed it until next. */
static bool
all_confirmed(const struct revision *r, date_t next, date_t day)
{
	for (size_t i = 0; i < r->party_count; i++) {
		bool confirmed = false;

		for (size_t k = 0; k < r->confirmation_count; k++) {
			const struct confirmation *c = &r->confirmations[k];

			if (c->next_review == next &&
			    c->decided_on != DATE_NONE &&
			    c->decided_on <= day &&
			    str_eq(c->name.s, r->parties[i].name.s))
				confirmed = true;
		}
		if (!confirmed)
			return false;
	}
	return r->party_count > 0;
}

date_t
revision_review(const struct revision *r, date_t day)
{
	date_t next = r->next_review;

	for (size_t i = 0; i < r->confirmation_count; i++) {
		date_t until = r->confirmations[i].next_review;

		if (until != DATE_NONE && until > next &&
		    all_confirmed(r, until, day))
			next = until;
	}
	return next;
}

const struct revision *
site_revision(const struct site *s, date_t day)
{
	const struct revision *found = NULL;

	for (size_t i = 0; i < s->revisions.count; i++) {
		const struct revision *r = s->revisions.items[i];

		if (r->in_force != DATE_NONE && r->in_force <= day &&
		    revision_decided(r, day) &&
		    (!found || r->in_force >= found->in_force))
			found = r;
	}
	return found;
}

/* A revision without a date comes after those that have one. */
static bool
comes_later(const struct revision *a, const struct revision *b)
{
	if (b->in_force == DATE_NONE)
		return false;
	return a->in_force == DATE_NONE || a->in_force > b->in_force;
}

const struct revision *
site_shown(const struct site *s, date_t day)
{
	const struct revision *found = site_revision(s, day);

	if (found)
		return found;
	for (size_t i = 0; i < s->revisions.count; i++)
		if (!found || comes_later(found, s->revisions.items[i]))
			found = s->revisions.items[i];
	return found;
}

static const struct page *
find_in(const struct map *ids, const struct map *addresses, struct str name)
{
	const struct page *p = map_find(ids, name);

	return p ? p : map_find(addresses, name);
}

const struct page *
site_page(const struct site *s, const struct revision *r, struct str name,
    enum variant v)
{
	const struct page *p = NULL;

	while (name.n && name.p[0] == '/')
		name = str_from_off(name, 1);
	while (name.n && name.p[name.n - 1] == '/')
		name.n--;
	if (r)
		p = find_in(&r->ids, &r->addresses, name);
	if (!p)
		p = find_in(&s->ids, &s->addresses, name);
	return p ? page_twin(p, v) : NULL;
}

bool
site_composes(const struct site *s, struct str address)
{
	const struct {
		const char *address;
		bool there;
	} pages[] = {
		{ "ordlista", s->term_count > 0 },
		{ "lagar", s->law_count > 0 },
		{ "innehall", true },
		{ "sok", s->config.search },
		{ "arkiv", s->revisions.count > 0 },
		{ "nytt", s->revisions.count > 0 },
		{ "bilder", true },
		{ "tillganglighet", s->config.statement.at.source != 0 },
	};

	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++)
		if (str_is(address, pages[i].address))
			return pages[i].there;
	return false;
}
