/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Faces as they are embedded: a subset with its measures and its way back to
 * characters. What most documents need is one subset made once a run; one with
 * other characters gets its own, and a few of those are kept.
 */
#ifndef SAMPLAN_RENDER_PDF_FONT_H
#define SAMPLAN_RENDER_PDF_FONT_H

#include "render/deflate.h"
#include "render/pdf_file.h"
#include "model/font.h"

enum { FACES_KEPT = 24, EXTRA_MOST = 4096 };

/* The characters a document uses in one face. */
struct used {
	bool any;
	uint8_t direct[FONT_DIRECT];
	uint32_t *extra; /* above, unsorted, no doubles */
	size_t extra_count;
	size_t extra_cap;
};

struct pdf_face {
	struct str key;  /* the characters beyond the usual ones */
	struct str name; /* "ABCDEF+Andika" */
	struct str file; /* compressed */
	size_t length;   /* of the file, before */
	/* Bodies of its objects, up to what they refer to. */
	struct str file_body, descriptor, cid, type0;
	struct str unicode;           /* ToUnicode, compressed */
	uint16_t direct[FONT_DIRECT]; /* character → glyph, 0: none */
	const uint32_t *extra;        /* sorted */
	const uint16_t *extra_gid;
	size_t extra_count;
};

struct pdf_faces {
	const struct font *font;
	struct deflater *deflater;
	struct arena arena;
	struct pdf_face *items[FACES_KEPT];
	size_t count;
};

void used_add(struct arena *a, struct used *u, struct str text);
/* NULL when the face cannot give the subset. Valid until the next call. */
const struct pdf_face *pdf_face_find(struct pdf_faces *f, struct used *u);
void pdf_faces_release(struct pdf_faces *f);
/* The glyphs of a text as the bytes of a string, escaped, in brackets. */
void pdf_face_text(const struct pdf_face *f, struct str text, struct sb *out);
/* Adds the font's objects; gives the number of the Type 0 font. */
unsigned pdf_face_objects(
    const struct pdf_face *f, struct arena *a, struct pdf_file *file);

#endif
