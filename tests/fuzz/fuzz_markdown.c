/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Our document tree as HTML against the HTML of the parser's own renderer: the
 * same tags, addresses and words in the same order (html_normal.h). What ours
 * leaves out on purpose is taken out of the parser's tree before it is
 * rendered: links that lead nowhere a page may lead, pictures that are no
 * pictograms. Boxes and pictograms are ours alone; pages with them, and pages
 * that are refused because of a limit, are passed over.
 */
/* Their short names are ours. */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <string.h>

#include "fuzz.h"
#include "html_normal.h"
#include "load/markdown.h"
#include "load/md_link.h"
#include "render/html.h"
#include "render/html_doc.h"

/* --- what the page says that only we know --------------------------------- */

static bool
ours_alone(const struct node *doc, const struct diags *ds)
{
	for (const struct node *n = doc; n; n = node_next(n, doc))
		if (n->kind == NODE_BOX || n->kind == NODE_PICTURE)
			return true;
	for (size_t i = 0; i < ds->count; i++)
		/* Refused or cut; a label that the parser itself lost. */
		if (ds->items[i].code == DIAG_M04 ||
		    ds->items[i].code == DIAG_M33)
			return true;
	return false;
}

/* --- their tree ----------------------------------------------------------- */

static void
splice(cmark_node *n)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(n)) != NULL) {
		cmark_node_unlink(child);
		MUST(cmark_node_insert_before(n, child));
	}
	cmark_node_unlink(n);
	cmark_node_free(n);
}

static bool
shows(cmark_node *n)
{
	for (cmark_node *c = cmark_node_first_child(n); c;
	     c = cmark_node_next(c)) {
		cmark_node_type type = cmark_node_get_type(c);
		const char *literal =
		    type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE
			? cmark_node_get_literal(c)
			: NULL;

		if (type == CMARK_NODE_FOOTNOTE_REFERENCE ||
		    (literal && *literal) || shows(c))
			return true;
	}
	return false;
}

/* Where it may lead: elsewhere by one of four schemes, or to this page. */
static bool
leads(struct arena *a, cmark_node *link)
{
	struct node n = { .kind = NODE_LINK };

	md_link_read(&n, a, str_from(cmark_node_get_url(link)));
	if (n.u.link.kind == LINK_URL)
		return url_harmless(n.u.link.target);
	return n.u.link.kind == LINK_PAGE && n.u.link.target.n == 0;
}

static void
soften(struct arena *a, cmark_node *parent, bool in_link)
{
	cmark_node *next;

	for (cmark_node *n = cmark_node_first_child(parent); n; n = next) {
		cmark_node_type type = cmark_node_get_type(n);
		bool link = type == CMARK_NODE_LINK;
		bool kept = link && !in_link && shows(n) && leads(a, n);

		soften(a, n, in_link || kept);
		next = cmark_node_next(n);
		if (type == CMARK_NODE_IMAGE || (link && !kept))
			splice(n);
		else if (type == CMARK_NODE_FOOTNOTE_REFERENCE && in_link)
			cmark_node_unlink(n);
	}
}

static void
theirs(struct arena *a, struct str text, struct sb *out)
{
	static const char *const names[] = { "table", "strikethrough",
		"autolink", "tasklist" };
	int options = CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES;
	cmark_parser *parser;
	cmark_node *doc;

	cmark_gfm_core_extensions_ensure_registered();
	parser =
	    cmark_parser_new_with_mem(options, cmark_get_arena_mem_allocator());
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		cmark_parser_attach_syntax_extension(
		    parser, cmark_find_syntax_extension(names[i]));
	cmark_parser_feed(parser, text.p, text.n);
	doc = cmark_parser_finish(parser);
	soften(a, doc, false);
	html_normal(str_from(cmark_render_html_with_mem(doc, options,
			cmark_parser_get_syntax_extensions(parser),
			cmark_get_arena_mem_allocator())),
	    out);
	cmark_arena_reset();
}

/* --- the target ----------------------------------------------------------- */

static void
compare(struct str ours, struct str others)
{
	if (str_eq(ours, others))
		return;
	fprintf(stderr, "ours:\n%.*s\ntheirs:\n%.*s\n", STR_ARG(ours),
	    STR_ARG(others));
	abort();
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
	struct sb html = { 0 }, ours = { 0 }, others = { 0 };
	const struct node *doc;

	site.files = site.ids = site.addresses = map_new(&a);
	for (int i = 0; i < VARIANT_COUNT; i++)
		theme.strings[i] = map_new(&a);
	doc = markdown_load(
	    &a, &ds, source, (struct span){ source, 0, (uint32_t)text.n });
	if (!ours_alone(doc, &ds)) {
		html_doc(doc, &context, &html);
		html_normal(sb_view(&html), &ours);
		theirs(&a, text, &others);
		compare(sb_view(&ours), sb_view(&others));
	}
	sb_release(&html);
	sb_release(&ours);
	sb_release(&others);
	diag_release(&ds);
	arena_release(&a);
	return 0;
}
