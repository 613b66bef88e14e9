/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * SVG pictograms to pictures (expat). Understood: paths, groups, transforms,
 * rect, circle, ellipse, line, polyline, polygon, fill and stroke as attribute
 * or style, class "accent", currentColor. Anything else that would draw is a
 * finding, not a silent gap. There are no external entities and no DTD.
 */
#ifndef SAMPLAN_LOAD_SVG_H
#define SAMPLAN_LOAD_SVG_H

#include "base/arena.h"
#include "diag/diag.h"
#include "model/picture.h"

enum {
	SVG_MOST_BYTES = 262144,
	SVG_MOST_DEPTH = 32,
	SVG_MOST_SEGMENTS = 20000,
	SVG_MOST_SHAPES = 1000
};

/*
 * The picture in the text of a source; NULL when a finding says why not. It
 * lives in the arena.
 */
const struct picture *
svg_load(struct arena *a, struct diags *ds, uint32_t source);

#endif
