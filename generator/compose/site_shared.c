/* SPDX-License-Identifier: EUPL-1.2 */
/* What is the same on every page of a level, made once. */
#include "compose/site_view.h"

static struct value *
strings_of(struct arena *a, const struct site_view *view, enum variant v)
{
	struct value *strings = value_map(a);
	const enum variant order[2] = { VARIANT_PLAIN, v };

	for (int i = 0; i < 2; i++) {
		const struct map *m = &view->theme->strings[order[i]];

		for (size_t j = 0; j < m->count; j++) {
			const struct text *text = m->items[j].value;

			value_set(a, strings, m->items[j].key,
			    value_text(a, text->s));
		}
	}
	return strings;
}

static void
put_contact(struct arena *a, const struct site_view *view, enum variant v,
    struct value *shared)
{
	const struct contact *c = &view->site->config.contact;
	struct value *map;

	if (c->name.s.n == 0 && c->email.s.n == 0 && c->phone.s.n == 0)
		return;
	map = put_map(a, shared, "contact");
	put_text(a, map, "name", c->name.s);
	put_text(a, map, "phone", c->phone.s);
	put_text(a, map, "phone_href", phone_href(a, c->phone.s));
	put_text(a, map, "email", c->email.s);
	put_text(a, map, "email_href", email_href(a, c->email.s));
	put_lines(a, map, "text", c->text.s, v);
}

static void
put_parties(struct arena *a, const struct site_view *view, struct value *shared)
{
	const struct site_config *config = &view->site->config;
	struct value *list = put_list(a, shared, "parties");

	put_truth(a, shared, "has_parties", config->party_count > 0);
	for (size_t i = 0; i < config->party_count; i++) {
		struct value *party = push_map(a, list);

		put_text(a, party, "name", config->parties[i].name.s);
		put_text(a, party, "principal", config->parties[i].principal.s);
		put_text(a, party, "url", config->parties[i].url.s);
	}
}

static void
push_link(
    struct arena *a, struct value *list, struct str title, struct str path)
{
	struct value *item = push_map(a, list);

	put_text(a, item, "title", title);
	put_text(a, item, "path", path);
}

/* Single pages beside the policy, then the composed ones that remain. */
static void
put_footer(struct arena *a, const struct site_view *view, enum variant v,
    struct value *shared)
{
	static const enum entry_kind composed[] = { ENTRY_NEWS, ENTRY_INDEX,
		ENTRY_GLOSSARY, ENTRY_LAWS, ENTRY_STATEMENT, ENTRY_ARCHIVE,
		ENTRY_PICTURES };
	struct value *list = put_list(a, shared, "footer_links");
	const struct nav_node *n = view->spaces[0].trees[v].home->first;
	struct map seen = map_new(a);

	for (; n; n = n->next) {
		if (!n->aside)
			continue;
		push_link(a, list, n->title, n->path);
		map_set(&seen, n->path, list);
	}
	for (size_t i = 0; i < sizeof(composed) / sizeof(*composed); i++) {
		enum entry_kind kind = composed[i];
		struct str path = kind_path(a, kind, v);

		if (kind_exists(view, kind) && !map_has(&seen, path))
			push_link(
			    a, list, kind_title(view, kind, v, "nav"), path);
	}
}

static void
put_site(struct arena *a, const struct site_view *view, struct value *shared)
{
	struct value *site = put_map(a, shared, "site");

	put_text(a, site, "title", view->site->config.title.s);
	put_picture(view, a, site, STR("tillsammans"));
}

void
shared_build(struct arena *a, struct site_view *view)
{
	for (int i = 0; i < VARIANT_COUNT; i++) {
		enum variant v = (enum variant)i;
		struct value *shared = value_map(a);

		put_site(a, view, shared);
		value_put(a, shared, "s", strings_of(a, view, v));
		put_contact(a, view, v, shared);
		put_parties(a, view, shared);
		put_footer(a, view, v, shared);
		put_truth(a, shared, "searchable", view->site->config.search);
		if (view->site->config.search)
			put_text(a, put_map(a, shared, "search"), "path",
			    kind_path(a, ENTRY_SEARCH, v));
		view->shared[v] = shared;
	}
}
