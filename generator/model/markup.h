/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How the text of a Markdown file becomes the text that a reader sees: escapes
 * (\*) and entities (&amp;) are longer where they are written. One step at a
 * time through both, so that a place in one can be found in the other.
 */
#ifndef SAMPLAN_MODEL_MARKUP_H
#define SAMPLAN_MODEL_MARKUP_H

#include "base/str.h"

/*
 * Takes the next character off text and what writes it off source. False when
 * source does not go on with it; nothing is taken then.
 */
bool markup_step(struct str *source, struct str *text);

#endif
