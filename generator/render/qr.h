/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * QR codes (libqrencode). A store keeps those already made, because the
 * documents of a run point to few addresses.
 */
#ifndef SAMPLAN_RENDER_QR_H
#define SAMPLAN_RENDER_QR_H

#include <stdint.h>

#include "base/map.h"

enum { QR_MOST_BYTES = 300, QR_MOST_KEPT = 64 };

struct qr {
	int side;
	const uint8_t *modules; /* side × side, 1 is dark */
};

struct qr_store {
	struct arena arena;
	struct map codes;
};

/* NULL: the text is too long. Valid until the next call. */
const struct qr *qr_find(struct qr_store *q, struct str text);
void qr_release(struct qr_store *q);

#endif
