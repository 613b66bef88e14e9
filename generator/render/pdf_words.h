/* SPDX-License-Identifier: EUPL-1.2 */
/* Numbers and strings as PDF writes them. */
#ifndef SAMPLAN_RENDER_PDF_WORDS_H
#define SAMPLAN_RENDER_PDF_WORDS_H

#include <stdint.h>

#include "base/sb.h"

/* At most two decimals, no exponent, no locale; a space behind it. */
void pdf_number(struct sb *out, float v);
/* Five decimals, for a scale; not negative. */
void pdf_fine(struct sb *out, float v);
void pdf_unsigned(struct sb *out, unsigned v);
/* A text string: (…) where ASCII will do, else UTF-16 with its mark. */
void pdf_text(struct sb *out, struct str s);
/* A byte string in brackets, escaped. */
void pdf_bytes(struct sb *out, const char *p, size_t n);
/* An address in ASCII: what is not is written with %. */
void pdf_uri(struct sb *out, struct str s);
/* "12 0 R" */
void pdf_ref(struct sb *out, unsigned number);

#endif
