/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A place in a source: source number (source.h) and bytes in its normalised
 * text. Source 0 is "no place"; len 0 is a point.
 */
#ifndef SAMPLAN_DIAG_SPAN_H
#define SAMPLAN_DIAG_SPAN_H

#include <stdint.h>

struct span {
	uint32_t source;
	uint32_t off;
	uint32_t len;
};

#define SPAN_NONE ((struct span){ 0, 0, 0 })

#endif
