/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/plan_values.h"

#include <string.h>

#include "base/utf8.h"
#include "diag/msg.h"

static struct field *
field_of(void *base, const struct plan_key *key)
{
	return (struct field *)(void *)((char *)base + key->offset);
}

void
plan_values_begin(
    const struct plan_map *map, void *base, const struct field *self)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct plan_key *key = &map->keys[i];
		struct field *f = field_of(base, key);

		f->def = key;
		f->up = self;
		if (key->type == PLAN_DATE)
			((struct plan_date *)(void *)f)->d = DATE_NONE;
		else if (key->type == PLAN_MAP)
			plan_values_begin(key->map, f, f);
	}
}

static void make_unknown(struct field *f);

static void
make_all_unknown(const struct plan_map *map, void *base, struct span at)
{
	for (size_t i = 0; i < map->count; i++) {
		struct field *f = field_of(base, &map->keys[i]);

		f->at = at;
		make_unknown(f);
	}
}

/* A finding speaks of it: it counts as there, and so does all within. */
static void
make_unknown(struct field *f)
{
	f->stand = STAND_UNKNOWN;
	if (f->def && f->def->type == PLAN_MAP)
		make_all_unknown(f->def->map, f, f->at);
}

/* The first line of the root, the key of a map, the start of an item. */
static struct span
holder_place(const struct field *f)
{
	return f->up->def ? f->up->key_at : f->up->at;
}

void
plan_value_missing(struct plan_loader *l, struct field *f)
{
	struct sb path = { 0 };

	plan_path(&path, f);
	SLIP(l, DIAG_F07, field_key_stands(f) ? f->key_at : holder_place(f),
	    N_("%s is missing"), sb_text(&path));
	sb_release(&path);
	make_unknown(f);
}

static void
wrong_type(struct plan_loader *l, struct field *f, const char *wanted)
{
	SLIP(l, DIAG_F03, f->at, N_("%s is wanted here"), msg(wanted));
	make_unknown(f);
}

static void
list_words(struct sb *out, const struct plan_vocabulary *v)
{
	for (size_t i = 0; i < v->count; i++) {
		sb_cstr(out, i ? " | " : "");
		sb_cstr(out, v->words[i]);
	}
}

static int
word_value(struct plan_loader *l, struct field *f,
    const struct plan_vocabulary *v, struct str word)
{
	int value = plan_word_find(v, word);
	struct str near = STR_NONE;
	struct sb all = { 0 };

	if (value)
		return value;
	SLIP(l, DIAG_F05, f->at, N_("\"%.*s\" is not a word for this"),
	    STR_ARG(word));
	f->stand = STAND_UNKNOWN;
	if (l->guesses++ < PLAN_GUESSES)
		near = suggest_among(word, v->words, v->count);
	list_words(&all, v);
	if (near.n)
		diag_help(l->ds, l->last,
		    N_("did you mean \"%.*s\"? The words are: %s"),
		    STR_ARG(near), sb_text(&all));
	else
		diag_help(
		    l->ds, l->last, N_("write one of: %s"), sb_text(&all));
	sb_release(&all);
	return 0;
}

static void
load_bool(struct plan_loader *l, struct plan_bool *b, struct str s)
{
	if (str_is(s, "ja")) {
		b->yes = true;
	} else if (!str_is(s, "nej")) {
		wrong_type(l, &b->f, N_("ja or nej"));
	}
}

static void
load_int(struct plan_loader *l, const struct plan_key *key, struct plan_int *n,
    struct str s)
{
	bool digits = s.n > 0;

	for (size_t i = 0; i < s.n; i++)
		digits = digits && ascii_digit(s.p[i]);
	if (!digits) {
		wrong_type(l, &n->f, N_("a number in digits"));
		return;
	}
	while (s.n > 1 && s.p[0] == '0')
		s = str_from_off(s, 1);
	if (str_int(s, &n->n) &&
	    (key->high == 0 || (n->n >= key->low && n->n <= key->high)))
		return;
	if (key->high == 0 && !str_int(s, &n->n)) {
		n->n = 999999999;
		return;
	}
	SLIP(l, DIAG_F05, n->f.at, N_("%.*s lies outside of %d to %d"),
	    STR_ARG(s), key->low, key->high);
	n->f.stand = STAND_UNKNOWN;
}

static void
load_date(struct plan_loader *l, struct plan_date *d, struct str s)
{
	if (date_parse(s, &d->d))
		return;
	d->d = DATE_NONE;
	SLIP(l, DIAG_F04, d->f.at, N_("\"%.*s\" is not a day"), STR_ARG(s));
	d->f.stand = STAND_UNKNOWN;
}

static void
load_time(struct plan_loader *l, struct plan_time *t, struct str s)
{
	t->s = s;
	if (s.n == 5 && s.p[2] == '.' && time_parse(s, &t->minutes))
		return;
	SLIP(l, DIAG_F04, t->f.at, N_("\"%.*s\" is not a time of day"),
	    STR_ARG(s));
	t->f.stand = STAND_UNKNOWN;
}

static void
load_revision(struct plan_loader *l, struct plan_text *t)
{
	int month;

	if (t->s.n == 7 && t->s.p[4] == '-' &&
	    str_int(str_sub(t->s, 0, 4), &month) &&
	    str_int(str_sub(t->s, 5, 2), &month) && month >= 1 && month <= 12)
		return;
	SLIP(l, DIAG_F05, t->f.at, N_("\"%.*s\" is not a revision"),
	    STR_ARG(t->s));
	diag_help(l->ds, l->last,
	    N_("write year and month of the revision, as 2026-11"));
	t->f.stand = STAND_UNKNOWN;
}

static void
add_ref(struct plan_loader *l, enum plan_ref_kind kind, struct field *f)
{
	struct plan_ref *ref = arena_push(l->a, &l->refs);

	*ref = (struct plan_ref){ kind, f };
}

/* A single value that is not absent. */
static void
load_scalar(struct plan_loader *l, const struct plan_key *key,
    enum plan_type type, struct field *f, struct str s)
{
	struct plan_text *text = (void *)f;

	switch (type) {
	case PLAN_TEXT:
	case PLAN_TEXTS:
	case PLAN_ID:
	case PLAN_NAME:
		text->s = s;
		break;
	case PLAN_REVISION:
		text->s = s;
		load_revision(l, text);
		break;
	case PLAN_DATE:
	case PLAN_DATES:
		load_date(l, (void *)f, s);
		break;
	case PLAN_TIME:
		load_time(l, (void *)f, s);
		break;
	case PLAN_BOOL:
		load_bool(l, (void *)f, s);
		break;
	case PLAN_INT:
		load_int(l, key, (void *)f, s);
		break;
	case PLAN_WORD:
	case PLAN_WORDS:
	case PLAN_KINDS:
		((struct plan_word *)(void *)f)->w =
		    word_value(l, f, key->words, s);
		break;
	case PLAN_PERSON:
	case PLAN_MAIN:
	case PLAN_PEOPLE:
		((struct plan_person_ref *)(void *)f)->id = s;
		add_ref(l, REF_PERSON, f);
		break;
	case PLAN_PERSON_OR_SELF:
		((struct plan_person_ref *)(void *)f)->id = s;
		add_ref(l, REF_SELF, f);
		break;
	case PLAN_SERVICE:
	case PLAN_SERVICES:
		((struct plan_service_ref *)(void *)f)->id = s;
		add_ref(l, REF_SERVICE, f);
		break;
	case PLAN_GOAL:
		((struct plan_goal_ref *)(void *)f)->id = s;
		add_ref(l, REF_GOAL, f);
		break;
	case PLAN_MEASURE:
		((struct plan_measure_ref *)(void *)f)->id = s;
		add_ref(l, REF_MEASURE, f);
		break;
	case PLAN_GIVER:
		((struct plan_giver *)(void *)f)->word = s;
		add_ref(l, REF_GIVER, f);
		break;
	case PLAN_MAP:
	case PLAN_ITEMS:
		break;
	}
}

/* "", white space, an empty value, [] and {} say nothing. */
static bool
says_nothing(const struct yaml_node *n)
{
	return n->kind == YAML_SCALAR ? utf8_is_blank(n->scalar)
				      : n->count == 0;
}

/* Items lie in one block of the final size, so that places in it hold. */
static char *
make_items(struct plan_loader *l, struct field *list, size_t count)
{
	struct plan_texts *any = (void *)list;
	size_t size = plan_list_of(list).size;
	char *items = arena_alloc_array(l->a, count, size);

	memcpy(&any->items, &items, sizeof(items));
	any->cap = count;
	return items;
}

static void
load_item(struct plan_loader *l, struct field *list, struct field *item,
    const struct yaml_node *n)
{
	const struct plan_key *key = list->def;

	item->up = list;
	item->at = n->at;
	item->stand = STAND_GIVEN;
	if (key->type == PLAN_ITEMS) {
		plan_values_begin(key->map, item, item);
		if (n->kind == YAML_MAP) {
			plan_values_load(l, key->map, item, n);
		} else {
			wrong_type(l, item, N_("keys with values"));
			make_all_unknown(key->map, item, item->at);
		}
	} else if (n->kind != YAML_SCALAR) {
		wrong_type(l, item, N_("a single value"));
	} else {
		load_scalar(l, key, key->type, item, n->scalar);
	}
}

static void
load_list(struct plan_loader *l, struct field *f, const struct yaml_node *n)
{
	struct plan_texts *any = (void *)f;
	size_t size = plan_list_of(f).size;
	char *items;

	if (n->kind != YAML_LIST) {
		wrong_type(l, f, N_("a list"));
		return;
	}
	items = make_items(l, f, n->count);
	for (size_t i = 0; i < n->count; i++)
		if (!says_nothing(n->items[i]))
			load_item(l, f,
			    (struct field *)(void *)(items +
						     any->count++ * size),
			    n->items[i]);
	if (any->count == 0)
		f->stand = STAND_ABSENT;
}

/* A kind is named once. */
static void
check_kinds(struct plan_loader *l, struct plan_words *kinds)
{
	unsigned seen = 0;

	for (size_t i = 0; i < kinds->count; i++) {
		struct plan_word *kind = &kinds->items[i];

		if (!field_given(&kind->f))
			continue;
		if (seen & 1u << kind->w) {
			SLIP(l, DIAG_F15, kind->f.at,
			    N_("this kind stands here a second time"));
			diag_help(l->ds, l->last, N_("remove one of them"));
		}
		seen |= 1u << kind->w;
	}
}

static void
load_value(struct plan_loader *l, struct field *f, const struct yaml_node *n)
{
	const struct plan_key *key = f->def;

	f->at = n->at;
	if (says_nothing(n))
		return;
	f->stand = STAND_GIVEN;
	switch (key->type) {
	case PLAN_MAP:
		if (n->kind == YAML_MAP)
			plan_values_load(l, key->map, f, n);
		else
			wrong_type(l, f, N_("keys with values"));
		return;
	case PLAN_ITEMS:
	case PLAN_TEXTS:
	case PLAN_DATES:
	case PLAN_WORDS:
	case PLAN_PEOPLE:
	case PLAN_SERVICES:
		load_list(l, f, n);
		return;
	case PLAN_KINDS:
		load_list(l, f, n);
		check_kinds(l, (void *)f);
		return;
	case PLAN_MAIN:
		if (n->kind == YAML_LIST) {
			/* R21 says that it is exactly one. */
			l->plan->responsibility.main_is_list = true;
			f->stand = STAND_UNKNOWN;
			return;
		}
		break;
	case PLAN_TEXT:
	case PLAN_DATE:
	case PLAN_TIME:
	case PLAN_BOOL:
	case PLAN_INT:
	case PLAN_WORD:
	case PLAN_NAME:
	case PLAN_REVISION:
	case PLAN_ID:
	case PLAN_PERSON:
	case PLAN_PERSON_OR_SELF:
	case PLAN_GIVER:
	case PLAN_SERVICE:
	case PLAN_GOAL:
	case PLAN_MEASURE:
		break;
	}
	if (n->kind == YAML_SCALAR)
		load_scalar(l, key, key->type, f, n->scalar);
	else
		wrong_type(l, f, N_("a single value"));
}

/* The key that was meant, or NULL. */
static const struct plan_key *
unknown_key(struct plan_loader *l, const struct plan_map *map,
    const struct yaml_pair *pair)
{
	struct suggest near = suggest_for(pair->key);

	SLIP(l, DIAG_F01, pair->key_at,
	    N_("the key \"%.*s\" is not known here"), STR_ARG(pair->key));
	if (l->guesses++ < PLAN_GUESSES)
		for (size_t i = 0; i < map->count; i++)
			suggest_offer(&near, str_from(map->keys[i].key));
	if (near.best.n == 0)
		return NULL;
	diag_help(
	    l->ds, l->last, N_("did you mean \"%.*s\"?"), STR_ARG(near.best));
	return plan_key_find(map, near.best);
}

static void
require_keys(struct plan_loader *l, const struct plan_map *map, void *base)
{
	for (size_t i = 0; i < map->count; i++) {
		struct field *f = field_of(base, &map->keys[i]);

		if ((f->def->need == NEED_ALWAYS ||
			f->def->need == NEED_ITEM) &&
		    field_absent(f))
			plan_value_missing(l, f);
	}
}

/* Most keys of most maps; a table of plan_schema has no more. */
enum { MOST_KEYS = 40 };

void
plan_values_load(struct plan_loader *l, const struct plan_map *map, void *base,
    const struct yaml_node *node)
{
	struct field *meant[MOST_KEYS];
	size_t meant_count = 0;

	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_pair *pair = &node->pairs[i];
		const struct plan_key *key = plan_key_find(map, pair->key);

		if (key) {
			struct field *f = field_of(base, key);

			f->key_at = pair->key_at;
			load_value(l, f, pair->value);
		} else if ((key = unknown_key(l, map, pair)) != NULL &&
			   meant_count < MOST_KEYS) {
			meant[meant_count++] = field_of(base, key);
		}
	}
	/* A misspelt key is one slip: what it meant is not missing as well. */
	for (size_t i = 0; i < meant_count; i++)
		if (field_absent(meant[i]))
			make_unknown(meant[i]);
	require_keys(l, map, base);
}
