/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Two versions of a page (a line "%%%" divides them): applying the difference
 * to the old one gives the new one.
 */
#include "compose/diff.h"
#include "fuzz.h"
#include "load/markdown.h"

static struct page *
page_of(struct arena *a, struct diags *ds, struct str text)
{
	struct page *p = arena_new(a, struct page);

	p->file = STR("f.md");
	p->source = fuzz_source(a, ds, text);
	text = source_text(&ds->sources, p->source);
	p->meta.title.s = STR("Sidan");
	p->doc = markdown_load(
	    a, ds, p->source, (struct span){ p->source, 0, (uint32_t)text.n });
	p->twins[VARIANT_PLAIN] = p;
	return p;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_bytes(data, size);
	size_t cut = str_find(text, STR("\n%%%\n"));
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct diff_words *words = diff_words_new(&a);
	struct diff_level level = { 0 };
	struct diff_text applied = { 0 };
	const struct page *before, *after;

	if (cut == STR_NOT_FOUND)
		cut = size / 2;
	before = page_of(&a, &ds, str_sub(text, 0, cut));
	after = page_of(
	    &a, &ds, str_from_off(text, cut + 5 < size ? cut + 5 : size));
	level.before = before;
	level.after = after;
	diff_text_take(&a, words, before, &level.old_text);
	diff_text_take(&a, words, after, &level.new_text);
	diff_level_compare(&a, &level);
	diff_apply(&a, &level, &applied);
	MUST(diff_text_eq(&applied, &level.new_text));
	diff_words_end(words);
	diag_release(&ds);
	arena_release(&a);
	return 0;
}
