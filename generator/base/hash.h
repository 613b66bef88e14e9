/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Content hashes for cache keys and maps (XXH3). Not for secrets. The values
 * are the same on every machine, so they may be stored.
 */
#ifndef SAMPLAN_BASE_HASH_H
#define SAMPLAN_BASE_HASH_H

#include <stdint.h>

#include "base/str.h"

struct hash128 {
	uint64_t high;
	uint64_t low;
};

uint64_t hash64(struct str s);
struct hash128 hash128(struct str s);
/* Mixes b into a; the order matters. */
struct hash128 hash128_mix(struct hash128 a, struct hash128 b);
bool hash128_eq(struct hash128 a, struct hash128 b);
/* 32 lower-case hexadecimal digits and a NUL. */
void hash128_hex(struct hash128 h, char out[33]);
bool hash128_parse(struct str hex, struct hash128 *out);

#endif
