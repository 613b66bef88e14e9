/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A hash map from text to pointer that remembers the order of insertion, so
 * that a walk gives the same order in every run. Lives in an arena; keys are
 * borrowed and must live as long as the map. Nothing is ever removed.
 */
#ifndef SAMPLAN_BASE_MAP_H
#define SAMPLAN_BASE_MAP_H

#include <stdint.h>

#include "base/arena.h"

struct map_entry {
	struct str key;
	void *value;
	uint64_t hash;
};

struct map {
	struct arena *arena;
	struct map_entry *items; /* in order of insertion */
	size_t count;
	size_t cap;
	uint32_t *slots;   /* index + 1 of an item, or 0 */
	size_t slot_count; /* a power of two */
};

struct map map_new(struct arena *a);
/* Room for so many keys in a map that has none yet; it can have more. */
void map_reserve(struct map *m, size_t count);
/* The entry of the key, made with value NULL when it was not there. */
struct map_entry *map_put(struct map *m, struct str key);
void map_set(struct map *m, struct str key, void *value);
/* The value, or NULL. */
void *map_find(const struct map *m, struct str key);
bool map_has(const struct map *m, struct str key);

#endif
