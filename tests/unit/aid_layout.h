/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What must be true of every page, whatever stands on it: nothing over the
 * margins, no text over another, no heading alone at the foot, no sentence of
 * easy text over two pages or longer than 55 characters a line, no card and no
 * picture parted from its words. A fault fails the test and names the document.
 */
#ifndef AID_LAYOUT_H
#define AID_LAYOUT_H

#include "render/layout.h"

void aid_check_layout(const struct layout *l, const char *name);

#endif
