/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A layout as text, for tests: pages, items with their places in tenths of a
 * point, the element each belongs to, marks. The same boxes as the PDF's.
 */
#ifndef SAMPLAN_RENDER_TRACE_H
#define SAMPLAN_RENDER_TRACE_H

#include "render/layout.h"

void trace_write(const struct layout *l, struct sb *out);
/* "H1", "P": as in the PDF. */
const char *tag_name(enum tag r);

#endif
