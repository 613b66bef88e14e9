/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * For the tests of paper: the faces, a pictogram, and sheets made by chance
 * from a number, so that a failing one can be made again.
 */
#ifndef AID_SHEET_H
#define AID_SHEET_H

#include "load/font.h"
#include "model/sheet.h"

struct aid_paper {
	struct arena arena;
	struct diags ds;
	struct fonts fonts;
	const struct picture *picture;
};

/* Fails the test when the faces are not installed. */
void aid_paper_open(struct aid_paper *a);
void aid_paper_close(struct aid_paper *a);

/*
 * Every kind of block, every setting, long words and names, 1 to 40 cards,
 * letters of Latin-1 and Latin Extended-A. Each sentence ends with a sign.
 */
struct sheet *
aid_sheet(struct arena *a, const struct picture *picture, unsigned seed);

#endif
