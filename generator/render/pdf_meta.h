/* SPDX-License-Identifier: EUPL-1.2 */
/* What a PDF says about itself: XMP, information, colour profile. */
#ifndef SAMPLAN_RENDER_PDF_META_H
#define SAMPLAN_RENDER_PDF_META_H

#include "base/date.h"
#include "base/sb.h"

struct pdf_meta {
	struct str title;
	struct str lang;
	struct str producer;
	date_t date; /* DATE_NONE: nothing about it */
};

void pdf_xmp(struct sb *out, const struct pdf_meta *m);
/* The same facts as the information dictionary. */
void pdf_info_body(struct sb *out, const struct pdf_meta *m);
/* A small sRGB profile, ICC version 2. */
void pdf_icc(struct sb *out);

#endif
