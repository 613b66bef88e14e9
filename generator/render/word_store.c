/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/word_store.h"

#include <string.h>

#include "base/hash.h"
#include "render/phrase.h"

struct word_facts *
word_find(struct word_store *w, struct str text)
{
	struct word_facts *f;

	if (!w || !text.n || text.n > WORD_KEPT_BYTES)
		return NULL;
	f = &w->items[hash64(text) % WORDS_KEPT];
	if (f->length == text.n && memcmp(f->text, text.p, text.n) == 0)
		return f;
	memcpy(f->text, text.p, text.n);
	f->length = (uint8_t)text.n;
	f->characters = 0;
	f->bits = phrase_class(text);
	for (int i = 0; i < FACE_COUNT; i++)
		f->advance[i] = -1;
	return f;
}
