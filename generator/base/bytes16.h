/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sixteen bytes of text looked at at once, for loops that run over every byte
 * of a site. Only says whether some byte is of interest; where it stands is
 * found byte by byte. Every compiler we build with knows such types, on any
 * machine.
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

#endif
