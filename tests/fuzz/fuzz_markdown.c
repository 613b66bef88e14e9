/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Our document tree as HTML against the HTML of the parser's own renderer: the
 * same words in the same order. Pages that use what only we know (boxes,
 * pictograms, notes to the program, footnotes, raw HTML) are passed over.
 */
/* Their short names are ours. */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <string.h>

#include "build/leak_text.h"
#include "build/leak_words.h"
#include "fuzz.h"
#include "load/markdown.h"
#include "render/html_doc.h"

static bool
ours_alone(struct str text)
{
	static const char *const signs[] = { "<", "![", "[!", "[^",
		"bild:", "sida:", "lag:", "\\", "&", "[ ]", "[x]", "[X]" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (str_find(text, str_from(signs[i])) != STR_NOT_FOUND)
			return true;
	return false;
}

static char *
theirs(struct str text)
{
	static const char *const names[] = { "table", "strikethrough",
		"autolink", "tasklist" };
	int options = CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES |
		      CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE;
	cmark_parser *parser;
	cmark_node *doc;
	char *html;

	cmark_gfm_core_extensions_ensure_registered();
	parser = cmark_parser_new(options);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		cmark_parser_attach_syntax_extension(
		    parser, cmark_find_syntax_extension(names[i]));
	cmark_parser_feed(parser, text.p, text.n);
	doc = cmark_parser_finish(parser);
	html = cmark_render_html(
	    doc, options, cmark_parser_get_syntax_extensions(parser));
	cmark_node_free(doc);
	cmark_parser_free(parser);
	return html;
}

static void
compare(struct str ours, struct str others)
{
	struct leak_text a = { 0 }, b = { 0 };
	struct leak_word x, y;
	size_t i = 0, j = 0;
	bool more;

	leak_text_take(&a, STR(".html"), ours);
	leak_text_take(&b, STR(".html"), others);
	do {
		more = leak_word_next(sb_view(&a.prose.text), &i, &x);
		MUST(leak_word_next(sb_view(&b.prose.text), &j, &y) == more);
		MUST(!more || x.hash == y.hash);
	} while (more);
	leak_text_release(&a);
	leak_text_release(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	uint32_t source = fuzz_source(&a, &ds, fuzz_bytes(data, size));
	struct str text = source_text(&ds.sources, source);
	struct theme theme = { 0 };
	struct site site = { 0 };
	const struct doc_context context = {
		.site = &site, .theme = &theme, .up = STR("../")
	};
	struct sb out = { 0 };
	const struct node *doc;
	char *html;

	if (ours_alone(text) ||
	    memchr(data ? data : (const uint8_t *)"", 0, size))
		goto out;
	site.files = site.ids = site.addresses = map_new(&a);
	for (int i = 0; i < VARIANT_COUNT; i++)
		theme.strings[i] = map_new(&a);
	doc = markdown_load(
	    &a, &ds, source, (struct span){ source, 0, (uint32_t)text.n });
	/* What is refused or cut says so. */
	if (diag_count(&ds, SEV_ERROR))
		goto out;
	html_doc(doc, &context, &out);
	html = theirs(text);
	compare(sb_view(&out), str_from(html));
	free(html);
out:
	sb_release(&out);
	diag_release(&ds);
	arena_release(&a);
	return 0;
}
