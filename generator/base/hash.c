/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t
hash64(struct str s)
{
	return XXH3_64bits(s.n ? s.p : "", s.n);
}

struct hash128
hash128(struct str s)
{
	XXH128_hash_t h = XXH3_128bits(s.n ? s.p : "", s.n);

	return (struct hash128){ h.high64, h.low64 };
}

struct hash128
hash128_mix(struct hash128 a, struct hash128 b)
{
	uint64_t words[4] = { a.high, a.low, b.high, b.low };

	return hash128(str_of((const char *)words, sizeof(words)));
}

bool
hash128_eq(struct hash128 a, struct hash128 b)
{
	return a.high == b.high && a.low == b.low;
}

void
hash128_hex(struct hash128 h, char out[33])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < 16; i++) {
		out[i] = digits[h.high >> (60 - 4 * i) & 15];
		out[16 + i] = digits[h.low >> (60 - 4 * i) & 15];
	}
	out[32] = '\0';
}

/* Which digit comes next nobody can guess: no way parts at it. */
static uint64_t
half_of(const char *hex, bool *fine)
{
	uint64_t part = 0;

	for (int i = 0; i < 16; i++) {
		unsigned c = (unsigned char)hex[i];
		unsigned letter = c >> 6;
		unsigned digit = (c & 15) + 9 * letter;

		*fine &= (c - '0' < 10) | (c - 'a' < 6);
		part = part << 4 | digit;
	}
	return part;
}

bool
hash128_parse(struct str hex, struct hash128 *out)
{
	bool fine = hex.n == 32;

	if (!fine)
		return false;
	*out = (struct hash128){ half_of(hex.p, &fine),
		half_of(hex.p + 16, &fine) };
	return fine;
}
