/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sixteen bytes of text looked at at once, for loops that run over every byte
 * of a site. Says whether some byte is of interest, or which ones, as bits.
 * Every compiler we build with knows such types, on any machine.
 */
#ifndef SAMPLAN_BASE_BYTES16_H
#define SAMPLAN_BASE_BYTES16_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef unsigned char bytes16 __attribute__((vector_size(16)));

static inline bytes16
bytes16_at(const char *p)
{
	bytes16 c;

	memcpy(&c, p, sizeof(c));
	return c;
}

/* hit is made of comparisons: (bytes16)((c == 'a') | (c < 0x20)) */
static inline bool
bytes16_any(bytes16 hit)
{
	uint64_t halves[2];

	memcpy(halves, &hit, sizeof(halves));
	return (halves[0] | halves[1]) != 0;
}

/* Bit i is byte i of hit, which is made of comparisons; 16 bits. */
static inline unsigned
bytes16_bits(bytes16 hit)
{
#ifdef __SSE2__
	typedef char signed16 __attribute__((vector_size(16)));

	return (unsigned)__builtin_ia32_pmovmskb128((signed16)hit);
#else
	unsigned bits = 0;

	for (unsigned i = 0; i < 16; i++)
		bits |= (unsigned)(hit[i] & 1) << i;
	return bits;
#endif
}

#endif
