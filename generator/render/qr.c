/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/qr.h"

#include <qrencode.h>

static struct qr *
encode(struct arena *a, struct str text)
{
	QRcode *code = QRcode_encodeData(
	    (int)text.n, (const unsigned char *)text.p, 0, QR_ECLEVEL_M);

	if (!code)
		return NULL;

	struct qr *q = arena_new(a, struct qr);
	size_t n = (size_t)code->width * (size_t)code->width;
	uint8_t *modules = arena_array(a, uint8_t, n);

	for (size_t i = 0; i < n; i++)
		modules[i] = code->data[i] & 1;
	q->side = code->width;
	q->modules = modules;
	QRcode_free(code);
	return q;
}

const struct qr *
qr_find(struct qr_store *q, struct str text)
{
	if (!text.n || text.n > QR_MOST_BYTES)
		return NULL;
	if (!q->codes.arena || q->codes.count >= QR_MOST_KEPT) {
		arena_reset(&q->arena);
		q->codes = map_new(&q->arena);
	}

	struct qr *found = map_find(&q->codes, text);

	if (!found) {
		found = encode(&q->arena, text);
		if (found)
			map_set(&q->codes, arena_str(&q->arena, text), found);
	}
	return found;
}

void
qr_release(struct qr_store *q)
{
	arena_release(&q->arena);
	*q = (struct qr_store){ 0 };
}
