/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Places in random Markdown: whatever marks stand beside each other, every
 * text is found where it is written, inlines lie inside their parents, and
 * nothing lies outside the file. The same texts in every run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "aid_doc.h"
#include "load/markdown.h"

enum { TEXTS = 4000, PARTS = 60 };

static const char *const parts[] = { "a", "å", "ord ", "\n", "\n", "\n\n", "  ",
	"    ", "\t", "- ", "1. ", "> ", "# ", "## ", "*", "**", "_", "~~", "~",
	"`", "``", "```\n", "[", "]", "(", ")", "](b.md)", "![", "bild:x",
	"<b>", "</b>", "<!-- x -->", "\\", "\\*", "&amp;", "&", "|", "|-|-|\n",
	"|a|b|\n", "[^1]", "[^1]: ", "[x]: y.md\n", "www.a.se", "http://a.se/x",
	"a@b.se", "  \n", "---\n", "===\n", "***\n", "[!tips]", "> [!rätt] h\n",
	"\"", "'", "<a@b.se>", "<http://x.se>", "- [ ] ", "&#229;", "&notin;",
	"{", "$" };

static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void
make(struct sb *out, uint32_t *state)
{
	size_t n = 1 + next_random(state) % PARTS;

	sb_reset(out);
	while (n--)
		sb_cstr(out, parts[next_random(state) %
				   (sizeof(parts) / sizeof(*parts))]);
}

static bool
was_told(const struct diags *ds)
{
	for (size_t i = 0; i < ds->count; i++)
		if (ds->items[i].code == DIAG_M33 ||
		    ds->items[i].code == DIAG_M38)
			return true;
	return false;
}

static bool
inside(struct span a, struct span b)
{
	return a.off >= b.off && a.off + a.len <= b.off + b.len;
}

/* NULL, or what is wrong with the place of the node. */
static const char *
trouble(const struct node *n, struct str text, const struct diags *ds)
{
	struct span end;

	if ((size_t)n->at.off + n->at.len > text.n)
		return "outside the file";
	if (node_is_inline(n->kind) && node_is_inline(n->parent->kind) &&
	    !inside(n->at, n->parent->at))
		return "outside its parent";
	if (n->kind != NODE_TEXT || n->parent->kind == NODE_LINK ||
	    str_eq(str_sub(text, n->at.off, n->at.len), n->text))
		return NULL;
	if (n->at.len == 0)
		return was_told(ds) ? NULL : "not found";
	end = node_place(n, text, n->text.n, 0);
	return end.off == n->at.off + n->at.len ? NULL : "another text";
}

static void
every_text_is_found(void **state)
{
	uint32_t seed = 1;
	struct sb text = { 0 };
	size_t checked = 0;

	(void)state;
	for (int i = 0; i < TEXTS; i++) {
		struct arena a = { 0 };
		struct diags ds = { 0 };
		const struct node *doc;
		uint32_t source;

		make(&text, &seed);
		source = source_add(&ds.sources, STR("f"), sb_view(&text));
		doc = markdown_load(&a, &ds, source,
		    (struct span){ source, 0, (uint32_t)text.n });
		for (const struct node *n = doc->first; n;
		     n = node_next(n, doc)) {
			const char *why = trouble(n, sb_view(&text), &ds);

			checked += n->kind == NODE_TEXT;
			if (why)
				fail_msg("\"%.*s\" is %s in:\n%s",
				    STR_ARG(n->text), why, sb_text(&text));
		}
		diag_release(&ds);
		arena_release(&a);
	}
	assert_true(checked > TEXTS);
	sb_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_text_is_found),
	};

	return cmocka_run_group_tests_name(
	    "markdown_places", tests, NULL, NULL);
}
