/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/font.h"

int
font_advance(const struct font *f, uint32_t cp)
{
	if (cp < FONT_DIRECT)
		return f->direct[cp];

	size_t low = 0;
	size_t high = f->glyph_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (f->glyphs[mid].cp < cp)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < f->glyph_count && f->glyphs[low].cp == cp)
		return f->glyphs[low].advance;
	return -1;
}
