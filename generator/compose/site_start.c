/* SPDX-License-Identifier: EUPL-1.2 */
/* The pages where people come in. */
#include "compose/site_view.h"

static void
put_door(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *list, enum variant v)
{
	static const struct {
		const char *name, *title, *text, *picture;
	} doors[] = {
		[VARIANT_EASY] = { "easy", "door_easy", "door_easy_text",
		    "du" },
		[VARIANT_PLAIN] = { "plain", "door_plain", "door_plain_text",
		    "personal" },
	};
	struct value *door = push_map(a, list);

	put_text(a, door, "name", str_from(doors[v].name));
	put_text(a, door, "title", words(view, e->variant, doors[v].title));
	put_lines(a, door, "text", words(view, e->variant, doors[v].text), v);
	put_text(a, door, "path", home_path(view, &view->spaces[0], v));
	put_picture(view, a, door, str_from(doors[v].picture));
}

void
compose_doors(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	struct value *list = put_list(a, root, "doors");

	put_text(a, root, "summary", words(view, e->variant, "doors_lead"));
	put_lines(
	    a, root, "lead", words(view, e->variant, "doors_lead"), e->variant);
	put_door(view, e, a, list, VARIANT_EASY);
	put_door(view, e, a, list, VARIANT_PLAIN);
}

/* A page by id or address, with "#anchor" perhaps. */
static struct str
path_to(const struct site_view *view, struct arena *a, struct str name,
    enum variant v)
{
	size_t hash = str_find_char(name, '#');
	struct str anchor =
	    hash == STR_NOT_FOUND ? STR("") : str_from_off(name, hash);
	struct str id = str_sub(name, 0, name.n - anchor.n);
	const struct page *p =
	    id.n ? site_page(view->site, view->shown, id, v) : NULL;

	if (p && view->nodes[p->number])
		return anchor.n ? arena_fmt(a, "%.*s%.*s",
				      STR_ARG(view->nodes[p->number]->path),
				      STR_ARG(anchor))
				: view->nodes[p->number]->path;
	for (int k = 0; k < ENTRY_KINDS; k++)
		if (id.n && str_eq(kind_address((enum entry_kind)k), id) &&
		    kind_exists(view, (enum entry_kind)k))
			return kind_path(a, (enum entry_kind)k, v);
	return STR_NONE;
}

/* Without cards in site.yaml the main sections are the cards. */
static void
put_cards(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	const struct site_config *config = &view->site->config;
	struct value *cards;

	if (config->card_count[e->variant] == 0) {
		put_children(view, e, a, root);
		return;
	}
	cards = put_list(a, root, "cards");
	for (size_t i = 0; i < config->card_count[e->variant]; i++) {
		const struct card *c = &config->cards[e->variant][i];
		struct str path = path_to(view, a, c->page.s, e->variant);
		struct value *card;

		if (path.n == 0)
			continue;
		card = push_map(a, cards);
		put_text(a, card, "title", c->title.s);
		put_lines(a, card, "text", c->text.s, e->variant);
		put_text(a, card, "path", path);
		put_picture(view, a, card, c->pictogram.s);
	}
	put_truth(a, root, "has_cards", cards->count > 0);
}

void
compose_easy_start(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	put_cards(view, e, a, root);
}

static void
push_step(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *list, const struct step *s)
{
	struct value *step = push_map(a, list);

	value_put(a, step, "number", value_int(a, s->number));
	put_text(a, step, "title", s->title.s);
	put_text(a, step, "path", path_to(view, a, s->page.s, e->variant));
	put_text(a, step, "who", s->who.s);
	put_text(a, step, "deadline", s->deadline.s);
	put_truth(a, step, "has_facts", s->who.s.n || s->deadline.s.n);
}

void
compose_process(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	const struct site_config *config = &view->site->config;
	struct value *phases = put_list(a, root, "phases");

	put_cards(view, e, a, root);
	put_truth(a, root, "has_phases", config->phase_count > 0);
	for (size_t i = 0; i < config->phase_count; i++) {
		const struct phase *p = &config->phases[i];
		struct value *phase = push_map(a, phases), *steps;

		value_put(a, phase, "number", value_int(a, (int)i + 1));
		put_text(a, phase, "title", p->title.s);
		value_put(a, phase, "start",
		    value_int(a, p->step_count ? p->steps[0].number : 1));
		steps = put_list(a, phase, "steps");
		for (size_t j = 0; j < p->step_count; j++)
			push_step(view, e, a, steps, &p->steps[j]);
	}
}
