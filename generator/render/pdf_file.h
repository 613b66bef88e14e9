/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A PDF file as numbered objects. Streams are written when they are given,
 * through libharu's object layer; dictionaries are borrowed until pdf_end,
 * which packs them into object streams and writes the table of all objects.
 * An error of the library is kept and makes pdf_end give false; the calls
 * between need not be checked.
 */
#ifndef SAMPLAN_RENDER_PDF_FILE_H
#define SAMPLAN_RENDER_PDF_FILE_H

#include "base/arena.h"
#include "base/sb.h"
#include "render/deflate.h"

struct pdf_file;

/*
 * Begins a file at the end of out. The struct lives in the arena; pdf_end
 * gives back the library's memory.
 */
struct pdf_file *pdf_begin(struct arena *a, struct deflater *d, struct sb *out);
/* A dictionary whose body comes later; gives its number. */
unsigned pdf_reserve(struct pdf_file *f);
/* What stands between << and >>. */
void pdf_body(struct pdf_file *f, unsigned number, struct str body);
unsigned pdf_dict(struct pdf_file *f, struct str body);
/* A stream; its filter stands in body when bytes are compressed already. */
unsigned pdf_stream(struct pdf_file *f, struct str body, struct str bytes);
/* The next page is this object, with this body. */
void pdf_page(struct pdf_file *f, unsigned number, struct str body);
/* Body of the catalog and of the information dictionary. */
void pdf_catalog(struct pdf_file *f, struct str body);
void pdf_info(struct pdf_file *f, struct str body);
/* False: what was written to out is no file. f is not to be used after. */
bool pdf_end(struct pdf_file *f);
/* How many bytes of dictionaries pdf_end compressed. */
size_t pdf_packed(const struct pdf_file *f);

#endif
