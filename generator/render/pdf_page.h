/* SPDX-License-Identifier: EUPL-1.2 */
/* The content of a page as PDF operators, every piece marked. */
#ifndef SAMPLAN_RENDER_PDF_PAGE_H
#define SAMPLAN_RENDER_PDF_PAGE_H

#include "render/layout.h"
#include "render/pdf_font.h"
#include "render/pdf_struct.h"

struct pdf_pictures {
	const struct picture **items;
	size_t count;
	size_t cap;
};

/* A QR code that is drawn. */
struct pdf_code {
	const uint8_t *modules;
	int side;
};

struct pdf_codes {
	struct pdf_code *items;
	size_t count;
	size_t cap;
};

struct pdf_pen {
	struct arena *arena;
	const struct layout *layout;
	const struct pdf_face *const *faces;
	const uint32_t *colours;
	struct tags *tags;
	struct pdf_pictures *pictures; /* those that are drawn */
	struct pdf_codes *codes;
};

void pdf_page_content(const struct pdf_pen *pen, size_t page, struct sb *out);
/* The squares of a code as a mask of one bit each. */
void pdf_code_bytes(const struct pdf_code *c, struct sb *out);
/* The shapes of a picture in its own coordinates. */
void pdf_picture_content(
    const struct picture *p, const uint32_t *colours, struct sb *out);

#endif
