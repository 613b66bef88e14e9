/* SPDX-License-Identifier: EUPL-1.2 */
/* Pages that are lists: glossary, laws, all pages A–Ö, pictures. */
#include <stdlib.h>

#include "base/utf8.h"
#include "compose/alphabet.h"
#include "compose/site_view.h"

/* Something to be listed by its letter. */
struct lettered {
	struct str key;
	size_t number;
};

static int
by_key(const void *a, const void *b)
{
	const struct lettered *x = a, *y = b;
	int order = str_cmp(x->key, y->key);

	if (order)
		return order;
	return x->number < y->number ? -1 : x->number > y->number;
}

/* The list of the letter that key belongs to; letters come in order. */
static struct value *
letter_items(struct arena *a, struct value *letters, struct str key)
{
	struct str name = alphabet_letter(key);
	struct value *letter =
	    letters->count ? letters->items[letters->count - 1] : NULL;

	if (!letter || !str_eq(value_find(letter, STR("letter"))->text, name)) {
		letter = push_map(a, letters);
		put_text(a, letter, "letter", name);
		put_text(a, letter, "anchor",
		    arena_fmt(a, "letter-%.*s", STR_ARG(alphabet_anchor(key))));
		return put_list(a, letter, "items");
	}
	return (struct value *)value_find(letter, STR("items"));
}

static struct str
slug(struct arena *a, struct str s)
{
	struct sb sb = { 0 };
	struct str text;

	utf8_slug(&sb, s);
	text = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return text;
}

static struct str
law_title(struct arena *a, const struct law *law)
{
	return arena_fmt(a, "%.*s%s%.*s%s", STR_ARG(law->name.s),
	    law->number.s.n ? " (" : "", STR_ARG(law->number.s),
	    law->number.s.n ? ")" : "");
}

struct str
law_name(struct arena *a, const struct law *law)
{
	return arena_fmt(a, "%.*s%s%.*s", STR_ARG(law_title(a, law)),
	    law->paragraph.s.n ? ", " : "", STR_ARG(law->paragraph.s));
}

/* A source of a term is a law, a paragraph of the policy, or words. */
static struct str
term_source(const struct site_view *view, struct arena *a, struct str source)
{
	const struct law *law = site_law(view->site, source);

	if (law)
		return law_name(a, law);
	for (size_t i = 0; i < view->site->paragraph_count; i++) {
		const struct paragraph *p = &view->site->paragraphs[i];

		if (str_eq(p->id.s, source))
			return arena_fmt(a, "%.*s (%.*s)", STR_ARG(p->title.s),
			    STR_ARG(source));
	}
	return source;
}

static void
push_term(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *items, const struct term *t)
{
	const struct page *p = t->page.s.n ? site_page(view->site, view->shown,
						 t->page.s, e->variant)
					   : NULL;
	bool easy = e->variant == VARIANT_EASY;
	struct value *item = push_map(a, items), *more;

	put_text(a, item, "anchor", slug(a, t->term.s));
	put_text(a, item, "term", t->term.s);
	put_lines(a, item, "easy_text", t->easy.s, VARIANT_EASY);
	put_text(a, item, "definition",
	    easy && t->easy.s.n ? STR("") : t->definition.s);
	put_text(a, item, "source",
	    easy ? STR("") : term_source(view, a, t->source.s));
	if (!p || !view->nodes[p->number])
		return;
	more = put_map(a, item, "more");
	put_text(a, more, "path", view->nodes[p->number]->path);
	put_text(a, more, "text",
	    words_fill(a, view, e->variant, "word_more", "sida",
		p->meta.title.s, NULL));
}

void
compose_glossary(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	size_t count = view->site->term_count;
	struct lettered *order = arena_array(a, struct lettered, count);
	struct value *letters = put_list(a, root, "letters");

	for (size_t i = 0; i < count; i++)
		order[i] = (struct lettered){
			alphabet_key(a, view->site->terms[i].term.s), i
		};
	qsort(order, count, sizeof(*order), by_key);
	for (size_t i = 0; i < count; i++)
		push_term(view, e, a, letter_items(a, letters, order[i].key),
		    &view->site->terms[order[i].number]);
	put_truth(a, root, "has_letters", count > 0);
}

static void
push_page(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *items, const struct entry *listed)
{
	struct value *item = push_map(a, items);

	put_text(a, item, "title", entry_title(view, listed));
	put_lines(a, item, "text", entry_summary(view, listed), e->variant);
	put_text(a, item, "path", listed->path);
	put_text(a, item, "lang",
	    listed->variant == VARIANT_ENGLISH && e->variant != VARIANT_ENGLISH
		? STR("en")
		: STR(""));
}

/* English pages are few and stand among those in klarspråk. */
static bool
in_index(const struct entry *listed, enum variant v)
{
	if (!entry_listed(listed) || listed->kind == ENTRY_INDEX ||
	    listed->kind == ENTRY_DOORS)
		return false;
	return listed->variant == v ||
	       (v == VARIANT_PLAIN && listed->variant == VARIANT_ENGLISH);
}

void
compose_index(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	const struct entries *all = &view->entries;
	struct lettered *order = arena_array(a, struct lettered, all->count);
	struct value *letters = put_list(a, root, "letters");
	size_t count = 0;

	for (size_t i = 0; i < all->count; i++)
		if (in_index(&all->items[i], e->variant))
			order[count++] = (struct lettered){
				alphabet_key(
				    a, entry_title(view, &all->items[i])),
				i
			};
	qsort(order, count, sizeof(*order), by_key);
	for (size_t i = 0; i < count; i++)
		push_page(view, e, a, letter_items(a, letters, order[i].key),
		    &all->items[order[i].number]);
	put_truth(a, root, "has_letters", count > 0);
}

/* The list of the law's paragraphs, wherever they stand in lagar.yaml. */
static struct value *
law_group(struct arena *a, struct value *groups, struct map *known,
    const struct law *law)
{
	struct map_entry *entry = map_put(known, law_title(a, law));
	struct value *group;

	if (entry->value)
		return entry->value;
	group = push_map(a, groups);
	put_text(a, group, "name", law->name.s);
	put_text(a, group, "number", law->number.s);
	put_text(a, group, "anchor", arena_fmt(a, "grupp-%zu", known->count));
	entry->value = put_list(a, group, "items");
	return entry->value;
}

/* What is said of a law as a whole stands before its paragraphs. */
static struct value *
push_law_item(struct arena *a, struct value *items, const struct law *law)
{
	struct value *item = push_map(a, items);

	if (law->paragraph.s.n)
		return item;
	for (size_t i = items->count - 1; i > 0; i--)
		items->items[i] = items->items[i - 1];
	items->items[0] = item;
	return item;
}

/* "10 kap. 8 §" in words, without abbreviation and sign. */
static struct str
law_place(struct arena *a, const struct law *law, enum variant v)
{
	struct str s = law->paragraph.s, chapter = STR("");
	size_t at = str_find(s, STR(" kap. "));

	if (v != VARIANT_EASY || !str_ends(s, STR(" §")))
		return s;
	if (at != STR_NOT_FOUND) {
		chapter = arena_fmt(a, "Kapitel %.*s, ", (int)at, s.p);
		s = str_from_off(s, at + 6);
	}
	return arena_fmt(a, "%.*s%s %.*s", STR_ARG(chapter),
	    chapter.n ? "paragraf" : "Paragraf", (int)(s.n - 3), s.p);
}

void
compose_laws(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	struct value *groups = put_list(a, root, "groups");
	struct map known = map_new(a);

	for (size_t i = 0; i < view->site->law_count; i++) {
		const struct law *law = &view->site->laws[i];
		struct value *item =
		    push_law_item(a, law_group(a, groups, &known, law), law);

		put_text(a, item, "anchor", law->id.s);
		put_text(a, item, "paragraph", law_place(a, law, e->variant));
		put_lines(a, item, "text",
		    e->variant == VARIANT_EASY && law->easy.s.n ? law->easy.s
								: law->text.s,
		    e->variant);
		put_text(a, item, "url", law->url.s);
		put_text(a, item, "link",
		    words_fill(a, view, e->variant, "law_link", "nummer",
			law->number.s, NULL));
		put_text(a, item, "old",
		    law->old ? words(view, e->variant, "law_old") : STR(""));
		put_text(a, item, "verified",
		    law->verified == DATE_NONE
			? words(view, e->variant, "law_unverified")
			: words_fill(a, view, e->variant, "law_verified",
			      "datum", date_text(a, law->verified, e->variant),
			      NULL));
	}
}

void
compose_pictures(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	const struct theme *t = view->theme;
	struct value *sets = put_list(a, root, "sets");
	struct value *list = put_list(a, root, "pictures");

	for (size_t i = 0; i < t->set_count; i++) {
		struct value *set = push_map(a, sets);

		put_text(a, set, "credit", t->sets[i].credit.s);
		put_text(a, set, "licence",
		    words_fill(a, view, e->variant, "picture_licence", "licens",
			t->sets[i].licence.s, NULL));
	}
	for (size_t i = 0; i < t->pictogram_count; i++) {
		struct value *item = push_map(a, list);

		put_picture(view, a, item, t->pictograms[i].concept.s);
		put_text(a, item, "name", t->pictograms[i].alt.s);
	}
}
