/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A PDF file as numbered objects (libharu's object layer). Bodies and bytes
 * are borrowed until pdf_end. An error of the library is kept and makes
 * pdf_end give false; the calls between need not be checked.
 */
#ifndef SAMPLAN_RENDER_PDF_FILE_H
#define SAMPLAN_RENDER_PDF_FILE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/sb.h"

struct pdf_file;

/* The struct lives in the arena; pdf_end gives back the library's memory. */
struct pdf_file *pdf_begin(struct arena *a);
/* A dictionary whose body comes later; gives its number. */
unsigned pdf_reserve(struct pdf_file *f);
/* What stands between << and >>. */
void pdf_body(struct pdf_file *f, unsigned number, struct str body);
unsigned pdf_dict(struct pdf_file *f, struct str body);
/* A stream; its filter stands in body when bytes are compressed already. */
unsigned pdf_stream(struct pdf_file *f, struct str body, struct str bytes);
/* The next page is this object. */
void pdf_page(struct pdf_file *f, unsigned number);
/* Body of the catalog and of the information dictionary. */
void pdf_catalog(struct pdf_file *f, struct str body);
void pdf_info(struct pdf_file *f, struct str body);
/* Appends the file to out. f is not to be used after. */
bool pdf_end(struct pdf_file *f, struct hash128 id, struct sb *out);

#endif
