/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/plain_word.h"

#include "base/bytes16.h"

/* Bits are asked for eight bytes at a time. */
enum { WINDOW = 8 };

/*
 * å, Ä or é begin with C3, and their second byte is 80..BF, but for the signs
 * of multiplication and division (97, B7) and ß (9F), which has no capital;
 * those of capitals lie below A0.
 */
void
plain_map_fill(struct plain_map *m, struct sb *bits, struct str text)
{
	size_t size = (text.n + 15) / 16 * 2 + WINDOW;
	unsigned char *letters, *capitals;
	unsigned carry = 0, before = 0;

	sb_reset(bits);
	letters = (unsigned char *)sb_room(bits, 2 * size);
	capitals = letters + size;
	for (size_t i = 0; i < text.n; i += 16) {
		bytes16 c = bytes16_at(text.p + i);
		bytes16 next = bytes16_at(text.p + i + 1);
		bytes16 lead =
		    (bytes16)((c == 0xC3) & ((next & 0xC0) == 0x80) &
			      ((next | 0x20) != 0xB7) & (next != 0x9F));
		bytes16 small = (bytes16)((bytes16)((c | 0x20) - 'a') < 26);
		bytes16 large =
		    (bytes16)(((bytes16)(c - 'A') < 26) |
			      ((bytes16)(next < 0xA0) & (bytes16)lead));
		unsigned begins = bytes16_bits(lead);
		unsigned letter =
		    bytes16_bits(small) | begins | begins << 1 | carry;
		unsigned capital = bytes16_bits(large);
		uint16_t all =
		    (uint16_t)(letter & ~(capital & (letter << 1 | before)));
		uint16_t some = (uint16_t)capital;

		carry = begins >> 15;
		before = letter >> 15 & 1;
		memcpy(letters + i / 8, &all, sizeof(all));
		memcpy(capitals + i / 8, &some, sizeof(some));
	}
	memset(letters + size - WINDOW, 0, WINDOW);
	memset(capitals + size - WINDOW, 0, WINDOW);
	*m = (struct plain_map){ text, letters, capitals };
}
