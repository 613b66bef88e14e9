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

bool
hash128_parse(struct str hex, struct hash128 *out)
{
	uint64_t part[2] = { 0, 0 };

	if (hex.n != 32)
		return false;
	for (size_t i = 0; i < 32; i++) {
		char c = hex.p[i];
		unsigned digit;

		if (ascii_digit(c))
			digit = (unsigned)(c - '0');
		else if (c >= 'a' && c <= 'f')
			digit = (unsigned)(c - 'a') + 10;
		else
			return false;
		part[i / 16] = part[i / 16] << 4 | digit;
	}
	*out = (struct hash128){ part[0], part[1] };
	return true;
}
