/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Compressed streams of PDF (libdeflate). A deflater is used by one process at
 * a time; the same bytes always give the same result.
 */
#ifndef SAMPLAN_RENDER_DEFLATE_H
#define SAMPLAN_RENDER_DEFLATE_H

#include "base/sb.h"

struct deflater;

/* level 1..12; NULL only when there is no memory. */
struct deflater *deflater_new(int level);
void deflater_free(struct deflater *d);
/* Appends in as a zlib stream. */
void deflater_add(struct deflater *d, struct str in, struct sb *out);

#endif
