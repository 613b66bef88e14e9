/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Paper: makes PDF/UA-1 and PDF/A-2a of sheets. What does not change between
 * documents (subsets of the faces, pictures, colour profile) is prepared once;
 * each document uses memory that is given back at its end, so any number of
 * them needs no more. A paper is used by one process at a time. Same sheet,
 * same bytes.
 */
#ifndef SAMPLAN_RENDER_PAPER_H
#define SAMPLAN_RENDER_PAPER_H

#include "model/theme.h"
#include "render/layout.h"

/* Two thirds of the time of level 4 a document, and 1 % more bytes. */
enum { PAPER_LEVEL = 1 };

struct paper_options {
	const struct font *faces[FACE_COUNT]; /* both must be there */
	uint32_t colours[INK_COUNT]; /* 0xRRGGBB; 0 where paper chooses */
	struct str producer;         /* "samplan 0.1.0" */
	int level;                   /* of compression, 1..12; 0: PAPER_LEVEL */
};

struct paper;

/* The faces must live until paper_free. */
struct paper *paper_new(const struct paper_options *o);
void paper_free(struct paper *p);

/* Colours of paper from the tokens of a theme, where it has them. */
void paper_colours(const struct theme *t, uint32_t colours[INK_COUNT]);

/*
 * Appends the document; false when findings forbid it, and out is as it was.
 * Pictures of the sheet must live until paper_free.
 */
bool sheet_render_pdf(
    struct paper *p, const struct sheet *s, struct diags *ds, struct sb *out);
/*
 * What sheet_render_pdf would say of the sheet, and nothing made: the text is
 * set, but neither drawn nor compressed.
 */
bool sheet_would_fit(struct paper *p, const struct sheet *s, struct diags *ds);
/* The same layout as text, whatever the findings. */
bool sheet_render_trace(
    struct paper *p, const struct sheet *s, struct diags *ds, struct sb *out);
/* How many bytes of content the last document had before compression. */
size_t paper_raw_bytes(const struct paper *p);

#endif
