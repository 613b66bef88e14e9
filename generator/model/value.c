/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/value.h"

#include "base/sb.h"

static struct value *
make(struct arena *a, enum value_kind kind)
{
	struct value *v = arena_new(a, struct value);

	v->kind = kind;
	return v;
}

struct value *
value_null(struct arena *a)
{
	return make(a, VALUE_NULL);
}

struct value *
value_bool(struct arena *a, bool truth)
{
	struct value *v = make(a, VALUE_BOOL);

	v->truth = truth;
	return v;
}

struct value *
value_text(struct arena *a, struct str text)
{
	struct value *v = make(a, VALUE_TEXT);

	v->text = text;
	return v;
}

struct value *
value_markup(struct arena *a, struct str html)
{
	struct value *v = make(a, VALUE_MARKUP);

	v->text = html;
	return v;
}

struct value *
value_doc(
    struct arena *a, const struct node *doc, const struct doc_context *context)
{
	struct value *v = make(a, VALUE_DOC);

	v->doc = doc;
	v->context = context;
	return v;
}

struct value *
value_picture(
    struct arena *a, const struct pictogram *picture, struct str label)
{
	struct value *v = make(a, VALUE_PICTURE);

	v->picture = picture;
	v->text = label;
	return v;
}

struct value *
value_int(struct arena *a, long long n)
{
	struct sb digits = { 0 };
	struct str text;

	sb_int(&digits, n);
	text = arena_str(a, sb_view(&digits));
	sb_release(&digits);
	return value_text(a, text);
}

struct value *
value_list(struct arena *a)
{
	return make(a, VALUE_LIST);
}

struct value *
value_map(struct arena *a)
{
	return make(a, VALUE_MAP);
}

struct value *
value_push(struct arena *a, struct value *list, struct value *item)
{
	*arena_push(a, list) = item;
	return item;
}

/* The same key always has the same bit; few others share it. */
static uint64_t
bit_of(struct str key)
{
	unsigned first = key.n ? (unsigned char)key.p[0] : 0;
	unsigned last = key.n ? (unsigned char)key.p[key.n - 1] : 0;

	return (uint64_t)1 << ((first * 5 + last * 3 + key.n) & 63);
}

/* Below this a walk over the keys is as fast as a hash. */
enum { SMALL_MAP = 64 };

static size_t
position(const struct value *map, struct str key)
{
	if (!(map->seen & bit_of(key)))
		return map->count;
	for (size_t i = 0; i < map->count; i++)
		if (str_eq(map->keys[i], key))
			return i;
	return map->count;
}

/* From here on value_find asks the index; keys and items keep the order. */
static void
make_index(struct arena *a, struct value *map)
{
	map->index = arena_new(a, struct map);
	*map->index = map_new(a);
	for (size_t i = 0; i < map->count; i++)
		map_set(map->index, map->keys[i], map->items[i]);
}

struct value *
value_set(
    struct arena *a, struct value *map, struct str key, struct value *item)
{
	bool known = !map->index || map_has(map->index, key);
	size_t at = known ? position(map, key) : map->count;
	size_t cap = map->cap;

	if (map->index)
		map_set(map->index, key, item);
	if (at < map->count) {
		map->items[at] = item;
		return item;
	}
	map->keys =
	    arena_grow(a, map->keys, map->count, &cap, sizeof(*map->keys));
	map->keys[map->count] = key;
	map->seen |= bit_of(key);
	*arena_push(a, map) = item;
	if (map->count == SMALL_MAP)
		make_index(a, map);
	return item;
}

struct value *
value_put(
    struct arena *a, struct value *map, const char *key, struct value *item)
{
	return value_set(a, map, str_from(key), item);
}

struct value *
value_row(struct arena *a, const struct value *shape, struct value **items)
{
	struct value *row = make(a, VALUE_MAP);

	/* Full: one more key makes a copy of both. */
	row->keys = shape->keys;
	row->items = items;
	row->count = row->cap = shape->count;
	row->seen = shape->seen;
	return row;
}

const struct value *
value_find(const struct value *map, struct str key)
{
	size_t at;

	if (map->kind != VALUE_MAP || !(map->seen & bit_of(key)))
		return NULL;
	if (map->index)
		return map_find(map->index, key);
	at = position(map, key);
	return at < map->count ? map->items[at] : NULL;
}

bool
value_true(const struct value *v)
{
	switch (v->kind) {
	case VALUE_NULL:
		return false;
	case VALUE_BOOL:
		return v->truth;
	case VALUE_TEXT:
	case VALUE_MARKUP:
		return v->text.n > 0;
	case VALUE_DOC:
		return v->doc && v->doc->first;
	case VALUE_PICTURE:
		return v->picture != NULL;
	case VALUE_LIST:
		return v->count > 0;
	case VALUE_MAP:
		return true;
	}
	return false;
}
