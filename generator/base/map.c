/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/map.h"

#include "base/hash.h"

struct map
map_new(struct arena *a)
{
	return (struct map){ .arena = a };
}

static void
rehash(struct map *m, size_t slots)
{
	m->slot_count = slots;
	m->slots = arena_array(m->arena, uint32_t, m->slot_count);
	for (size_t i = 0; i < m->count; i++) {
		size_t at = m->items[i].hash & (m->slot_count - 1);

		while (m->slots[at])
			at = (at + 1) & (m->slot_count - 1);
		m->slots[at] = (uint32_t)(i + 1);
	}
}

void
map_reserve(struct map *m, size_t count)
{
	size_t slots = 16;

	if (m->count)
		return;
	while (slots / 2 < count)
		slots *= 2;
	arena_reserve(m->arena, m, count);
	if (slots > m->slot_count)
		rehash(m, slots);
}

/* The slot of the key, or the empty slot where it would go. */
static size_t
slot_of(const struct map *m, struct str key, uint64_t hash)
{
	size_t at = hash & (m->slot_count - 1);

	while (m->slots[at]) {
		const struct map_entry *e = &m->items[m->slots[at] - 1];

		if (e->hash == hash && str_eq(e->key, key))
			break;
		at = (at + 1) & (m->slot_count - 1);
	}
	return at;
}

struct map_entry *
map_put(struct map *m, struct str key)
{
	uint64_t hash = hash64(key);
	struct map_entry *entry;
	size_t at;

	if ((m->count + 1) * 2 > m->slot_count)
		rehash(m, m->slot_count ? m->slot_count * 2 : 16);
	at = slot_of(m, key, hash);
	if (m->slots[at])
		return &m->items[m->slots[at] - 1];
	entry = arena_push(m->arena, m);
	entry->key = key;
	entry->hash = hash;
	m->slots[at] = (uint32_t)m->count;
	return entry;
}

void
map_set(struct map *m, struct str key, void *value)
{
	map_put(m, key)->value = value;
}

static const struct map_entry *
lookup(const struct map *m, struct str key)
{
	size_t at;

	if (m->count == 0)
		return NULL;
	at = slot_of(m, key, hash64(key));
	return m->slots[at] ? &m->items[m->slots[at] - 1] : NULL;
}

void *
map_find(const struct map *m, struct str key)
{
	const struct map_entry *entry = lookup(m, key);

	return entry ? entry->value : NULL;
}

bool
map_has(const struct map *m, struct str key)
{
	return lookup(m, key) != NULL;
}
