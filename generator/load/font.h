/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * TrueType faces (HarfBuzz): their measures and characters, and subsets of
 * them. A face that is missing, that is not TrueType or that may not be
 * embedded is a finding. A struct font is valid until font_close.
 */
#ifndef SAMPLAN_LOAD_FONT_H
#define SAMPLAN_LOAD_FONT_H

#include "base/arena.h"
#include "diag/diag.h"
#include "fs/fs.h"
#include "model/font.h"

/* Where Debian's package fonts-sil-andika puts them. */
#define FONT_FOLDER "/usr/share/fonts/truetype/andika"

struct fonts {
	const struct font *faces[FACE_COUNT]; /* NULL: a finding was made */
};

/* NULL when a finding says why. */
struct font *
font_open(struct arena *a, struct fs *fs, struct diags *ds, const char *path);
/* NULL is fine. The arena keeps the memory of the struct itself. */
void font_close(struct font *f);

/* Where a face lies in a folder (NULL: FONT_FOLDER). */
char *font_path(struct arena *a, const char *folder, int face);
/*
 * The faces of paper, Andika-Regular.ttf and Andika-Bold.ttf of a folder (NULL:
 * FONT_FOLDER). False when one is missing.
 */
bool fonts_open(struct arena *a, struct fs *fs, struct diags *ds,
    const char *folder, struct fonts *out);
void fonts_close(struct fonts *f);

/*
 * Appends a TrueType file for the web that holds the characters: hinting and
 * layout tables dropped, and another family name, because the licence of
 * Andika (OFL) reserves its own. Characters that the face lacks are left out.
 */
bool font_web(const struct font *f, const uint32_t *cps, size_t count,
    struct str family, struct sb *out);

#endif
