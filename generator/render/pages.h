/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Boxes to pages: what is to stay together stays together, nothing stands
 * alone at the foot of a page, and a last page with two lines on it is avoided
 * by a little less room between the blocks.
 */
#ifndef SAMPLAN_RENDER_PAGES_H
#define SAMPLAN_RENDER_PAGES_H

#include "render/boxes.h"

/* Places the boxes of a stack on the pages of c->layout. */
void pages_place(struct setter *c, const struct box *stack);
/* Top and bottom of the content of a page. */
float page_top(const struct sheet *s);
float page_bottom(void);

#endif
