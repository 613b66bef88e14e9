/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/decode.h"

#include <stdint.h>
#include <string.h>

#include "base/suggest.h"
#include "diag/msg.h"

static void *
place(void *out, size_t at)
{
	return (char *)out + at;
}

static struct str
borrow(const struct decoder *d, const struct yaml_node *n)
{
	struct str source = source_text(&d->ds->sources, n->at.source);
	struct str there = str_sub(source, n->at.off, n->scalar.n);

	return str_eq(there, n->scalar) ? there : arena_str(d->a, n->scalar);
}

static struct text
text_of(const struct decoder *d, const struct yaml_node *n)
{
	return (struct text){ borrow(d, n), n->at };
}

static bool
want_scalar(const struct decoder *d, const struct yaml_node *n, const char *key)
{
	if (n->kind == YAML_SCALAR)
		return true;
	diag_add(d->ds, DIAG_Y03, n->at,
	    N_("\"%s\" has to be one value, not a list or a map"), key);
	return false;
}

static void
take_date(const struct decoder *d, const struct yaml_node *n,
    const struct field *f, void *out)
{
	date_t *date = place(out, f->at);

	if (!want_scalar(d, n, f->key))
		return;
	if (!date_parse(n->scalar, date))
		diag_add(d->ds, DIAG_Y04, n->at, N_("\"%.*s\" is not a date"),
		    STR_ARG(n->scalar));
	else if (f->also != FIELD_NO_PLACE)
		*(struct span *)place(out, f->also) = n->at;
}

static void
take_bool(const struct decoder *d, const struct yaml_node *n,
    const struct field *f, bool *out)
{
	if (!want_scalar(d, n, f->key))
		return;
	if (n->plain && str_is(n->scalar, "true"))
		*out = true;
	else if (n->plain && str_is(n->scalar, "false"))
		*out = false;
	else
		diag_add(d->ds, DIAG_Y03, n->at,
		    N_("\"%s\" has to be true or false"), f->key);
}

static void
take_int(const struct decoder *d, const struct yaml_node *n,
    const struct field *f, int *out)
{
	if (want_scalar(d, n, f->key) && !str_int(n->scalar, out))
		diag_add(d->ds, DIAG_Y03, n->at,
		    N_("\"%s\" has to be a number"), f->key);
}

/* Number of the word in the field's list, or -1 after a finding. */
static int
word_number(
    const struct decoder *d, const struct yaml_node *n, const struct field *f)
{
	struct suggest s = suggest_for(n->scalar);
	struct sb all = { 0 };
	struct finding *found;

	if (!want_scalar(d, n, f->key))
		return -1;
	for (int i = 0; f->words[i]; i++)
		if (str_is(n->scalar, f->words[i]))
			return i;
	found = diag_add(d->ds, DIAG_Y05, n->at,
	    N_("\"%s\" cannot be \"%.*s\""), f->key, STR_ARG(n->scalar));
	for (int i = 0; f->words[i]; i++) {
		suggest_offer(&s, str_from(f->words[i]));
		sb_fmt(&all, "%s%s", i ? ", " : "", f->words[i]);
	}
	if (s.best.n)
		diag_help(d->ds, found, N_("did you mean \"%.*s\"?"),
		    STR_ARG(s.best));
	else
		diag_help(d->ds, found, N_("write one of: %s"), sb_text(&all));
	sb_release(&all);
	return -1;
}

static void
take_one(const struct decoder *d, const struct yaml_node *n,
    const struct field *f, struct text_list *out)
{
	if (!want_scalar(d, n, f->key) || n->scalar.n == 0 ||
	    (f->words && word_number(d, n, f) < 0))
		return;
	*arena_push(d->a, out) = text_of(d, n);
}

static void
take_texts(const struct decoder *d, const struct yaml_node *n,
    const struct field *f, struct text_list *out)
{
	if (n->kind == YAML_SCALAR)
		take_one(d, n, f, out);
	else if (n->kind == YAML_MAP)
		diag_add(d->ds, DIAG_Y03, n->at, N_("\"%s\" has to be a list"),
		    f->key);
	else
		for (size_t i = 0; i < n->count; i++)
			take_one(d, n->items[i], f, out);
}

static void
take_levels(const struct decoder *d, const struct yaml_node *n,
    const struct field *f, bool *out)
{
	if (n->kind != YAML_LIST) {
		diag_add(d->ds, DIAG_Y03, n->at, N_("\"%s\" has to be a list"),
		    f->key);
		return;
	}
	for (size_t i = 0; i < n->count; i++) {
		int number = word_number(d, n->items[i], f);

		if (number >= 0 && number < VARIANT_COUNT)
			out[number] = true;
	}
}

static void
take(const struct decoder *d, const struct yaml_node *n, const struct field *f,
    void *out)
{
	void *at = place(out, f->at);
	int number;

	switch (f->type) {
	case FIELD_TEXT:
		if (want_scalar(d, n, f->key))
			*(struct text *)at = text_of(d, n);
		break;
	case FIELD_TEXTS:
		take_texts(d, n, f, at);
		break;
	case FIELD_DATE:
		take_date(d, n, f, out);
		break;
	case FIELD_BOOL:
		take_bool(d, n, f, at);
		break;
	case FIELD_INT:
		take_int(d, n, f, at);
		break;
	case FIELD_WORD:
		if (word_number(d, n, f) >= 0)
			*(struct text *)at = text_of(d, n);
		break;
	case FIELD_CHOICE:
		number = word_number(d, n, f);
		if (number >= 0)
			*(int *)at = number;
		break;
	case FIELD_LEVELS:
		take_levels(d, n, f, at);
		break;
	case FIELD_MAP:
		decode_map(d, n, f->table, at);
		break;
	case FIELD_LIST:
		*(void **)at = decode_list(d, n, f->table, place(out, f->also));
		break;
	}
}

static const struct field *
field_find(const struct table *t, struct str key)
{
	for (size_t i = 0; i < t->count; i++)
		if (str_is(key, t->fields[i].key))
			return &t->fields[i];
	return NULL;
}

static void
unknown(const struct decoder *d, const struct yaml_pair *pair,
    const struct table *t)
{
	struct suggest s = suggest_for(pair->key);
	struct finding *f = diag_add(d->ds, DIAG_Y01, pair->key_at,
	    N_("there is no key \"%.*s\" here"), STR_ARG(pair->key));
	struct sb all = { 0 };

	for (size_t i = 0; i < t->count; i++) {
		suggest_offer(&s, str_from(t->fields[i].key));
		sb_fmt(&all, "%s%s", i ? ", " : "", t->fields[i].key);
	}
	if (s.best.n)
		diag_help(
		    d->ds, f, N_("did you mean \"%.*s\"?"), STR_ARG(s.best));
	else
		diag_help(d->ds, f, N_("the keys here are: %s"), sb_text(&all));
	sb_release(&all);
}

/* "key:" without anything after it says as little as no key. */
static bool
is_empty(const struct yaml_node *n)
{
	return !n || (n->kind == YAML_SCALAR && n->plain && n->scalar.n == 0);
}

static struct span
beginning(const struct yaml_node *map)
{
	struct span at = map->at;

	if (map->count)
		at = map->pairs[0].key_at;
	return at;
}

void
decode_empty(const struct table *t, void *out)
{
	for (size_t i = 0; i < t->count; i++) {
		void *at = place(out, t->fields[i].at);

		if (t->fields[i].type == FIELD_DATE)
			*(date_t *)at = DATE_NONE;
		else if (t->fields[i].type == FIELD_MAP)
			decode_empty(t->fields[i].table, at);
	}
}

void
decode_map(const struct decoder *d, const struct yaml_node *map,
    const struct table *t, void *out)
{
	decode_empty(t, out);
	if (map->kind != YAML_MAP) {
		diag_add(d->ds, DIAG_Y03, map->at,
		    N_("here keys with values have to stand"));
		return;
	}
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml_pair *pair = &map->pairs[i];
		const struct field *f = field_find(t, pair->key);

		if (!f)
			unknown(d, pair, t);
		else if (!is_empty(pair->value))
			take(d, pair->value, f, out);
	}
	for (size_t i = 0; i < t->count; i++)
		if (t->fields[i].required &&
		    is_empty(yaml_find(map, str_from(t->fields[i].key))))
			diag_add(d->ds, DIAG_Y07, beginning(map),
			    N_("the key \"%s\" is missing"), t->fields[i].key);
}

void *
decode_list(const struct decoder *d, const struct yaml_node *list,
    const struct table *t, size_t *count)
{
	char *items;

	*count = 0;
	if (list->kind != YAML_LIST) {
		if (list->kind != YAML_MAP || list->count)
			diag_add(d->ds, DIAG_Y03, list->at,
			    N_("here a list has to stand"));
		return NULL;
	}
	items = arena_alloc_array(d->a, list->count, t->size);
	for (size_t i = 0; i < list->count; i++)
		decode_map(d, list->items[i], t, items + i * t->size);
	*count = list->count;
	return items;
}

/* --- the same again --- */

static struct span
moved_span(const struct decode_move *m, struct span at)
{
	if (at.source)
		at.source = m->source;
	return at;
}

static struct text
moved_text(const struct decode_move *m, struct text t)
{
	uintptr_t at = (uintptr_t)t.s.p - (uintptr_t)m->from.p;

	if (t.s.p && at <= m->from.n && t.s.n <= m->from.n - at)
		t.s.p = m->to.p + at;
	return (struct text){ t.s, moved_span(m, t.at) };
}

static struct text_list
moved_texts(
    struct arena *a, const struct decode_move *m, const struct text_list *from)
{
	struct text_list list = { 0 };

	for (size_t i = 0; i < from->count; i++)
		*arena_push(a, &list) = moved_text(m, from->items[i]);
	return list;
}

static void
move_list(struct arena *a, const struct decode_move *m, const struct field *f,
    void *out)
{
	char **at = place(out, f->at);
	size_t count = *(size_t *)place(out, f->also), size = f->table->size;
	char *from = *at;

	*at = arena_alloc_array(a, count, size);
	for (size_t i = 0; i < count; i++)
		decode_copy(a, m, f->table, from + i * size, *at + i * size);
}

void
decode_copy(struct arena *a, const struct decode_move *m, const struct table *t,
    const void *from, void *out)
{
	memcpy(out, from, t->size);
	for (size_t i = 0; i < t->count; i++) {
		const struct field *f = &t->fields[i];
		void *at = place(out, f->at);

		switch (f->type) {
		case FIELD_TEXT:
		case FIELD_WORD:
			*(struct text *)at = moved_text(m, *(struct text *)at);
			break;
		case FIELD_TEXTS:
			*(struct text_list *)at = moved_texts(a, m, at);
			break;
		case FIELD_DATE:
			if (f->also == FIELD_NO_PLACE)
				break;
			at = place(out, f->also);
			*(struct span *)at = moved_span(m, *(struct span *)at);
			break;
		case FIELD_MAP:
			decode_copy(
			    a, m, f->table, (const char *)from + f->at, at);
			break;
		case FIELD_LIST:
			move_list(a, m, f, out);
			break;
		case FIELD_BOOL:
		case FIELD_INT:
		case FIELD_CHOICE:
		case FIELD_LEVELS:
			break;
		}
	}
}
