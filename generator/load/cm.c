/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/cm.h"

/* Its short names are those of our own tree. */
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <cmark-gfm/node.h>
#include <string.h>

/*
 * The fields of a node are read for two things: the text of a cell has no NUL
 * at its end, so that the accessor cannot be used; and the accessor for text
 * makes a copy of every word of the site.
 */

/*
 * Where the library gets its memory from while there is a tree. What it calls
 * for memory is told nothing but a size, so this cannot come as an argument.
 * Its own arena is one for the process, too, and begins anew with 4 MB of
 * fresh pages, which cost as much as the parsing; its other allocator forgets
 * some memory of odd texts. This one stays near the processor.
 */
static struct arena *lender;

/* What was asked for stands before each piece, for cm_resize. */
union piece {
	size_t size;
	max_align_t align;
};

static void *
cm_new(size_t count, size_t size)
{
	size_t n = count * size;
	union piece *piece = arena_alloc(lender, sizeof(*piece) + n);

	piece->size = n;
	return piece + 1;
}

static void *
cm_resize(void *old, size_t size)
{
	void *larger = cm_new(1, size);
	size_t had = old ? ((union piece *)old)[-1].size : 0;

	if (had)
		memcpy(larger, old, had < size ? had : size);
	return larger;
}

static void
cm_leave(void *p)
{
	(void)p;
}

static cmark_node *
real(struct cm_node *n)
{
	return (cmark_node *)n;
}

static struct cm_node *
ours(cmark_node *n)
{
	return (struct cm_node *)n;
}

static struct str
text(const char *cstr)
{
	return cstr ? str_from(cstr) : STR_NONE;
}

struct cm_node *
cm_parse(struct str s, struct cm_batch *batch)
{
	static const char *const extensions[] = { "table", "strikethrough",
		"autolink", "tasklist" };
	static cmark_mem memory = { cm_new, cm_resize, cm_leave };
	cmark_parser *parser;

	cmark_gfm_core_extensions_ensure_registered();
	arena_reset(&batch->arena);
	lender = &batch->arena;
	parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &memory);
	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
		cmark_parser_attach_syntax_extension(
		    parser, cmark_find_syntax_extension(extensions[i]));
	cmark_parser_feed(parser, s.p, s.n);
	return ours(cmark_parser_finish(parser));
}

void
cm_batch_end(struct cm_batch *batch)
{
	lender = NULL;
	arena_release(&batch->arena);
}

/* Kinds of the extensions have numbers only at run time, but fixed names. */
static enum cm_kind
extension_kind(cmark_node *n)
{
	const char *name = cmark_node_get_type_string(n);

	if (strcmp(name, "table") == 0)
		return CM_TABLE;
	if (strcmp(name, "table_cell") == 0)
		return CM_CELL;
	if (strcmp(name, "strikethrough") == 0)
		return CM_STRIKE;
	return CM_ROW;
}

enum cm_kind
cm_kind(struct cm_node *n)
{
	switch (cmark_node_get_type(real(n))) {
	case CMARK_NODE_DOCUMENT:
		return CM_DOCUMENT;
	case CMARK_NODE_BLOCK_QUOTE:
		return CM_QUOTE;
	case CMARK_NODE_LIST:
		return CM_LIST;
	case CMARK_NODE_ITEM:
		return CM_ITEM;
	case CMARK_NODE_CODE_BLOCK:
		return CM_CODE_BLOCK;
	case CMARK_NODE_HTML_BLOCK:
		return CM_HTML_BLOCK;
	case CMARK_NODE_PARAGRAPH:
		return CM_PARAGRAPH;
	case CMARK_NODE_HEADING:
		return CM_HEADING;
	case CMARK_NODE_THEMATIC_BREAK:
		return CM_RULE;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		return CM_FOOTNOTE;
	case CMARK_NODE_TEXT:
		return CM_TEXT;
	case CMARK_NODE_SOFTBREAK:
		return CM_SOFT_BREAK;
	case CMARK_NODE_LINEBREAK:
		return CM_HARD_BREAK;
	case CMARK_NODE_CODE:
		return CM_CODE;
	case CMARK_NODE_HTML_INLINE:
		return CM_HTML;
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		return CM_FOOTNOTE_REF;
	case CMARK_NODE_EMPH:
		return CM_EMPH;
	case CMARK_NODE_STRONG:
		return CM_STRONG;
	case CMARK_NODE_LINK:
		return CM_LINK;
	case CMARK_NODE_IMAGE:
		return CM_IMAGE;
	default:
		return extension_kind(real(n));
	}
}

struct cm_node *
cm_first(struct cm_node *n)
{
	return ours(cmark_node_first_child(real(n)));
}

struct cm_node *
cm_next(struct cm_node *n)
{
	return ours(cmark_node_next(real(n)));
}

struct cm_node *
cm_parent(struct cm_node *n)
{
	return ours(cmark_node_parent(real(n)));
}

void *
cm_mine(struct cm_node *n)
{
	return cmark_node_get_user_data(real(n));
}

void
cm_set_mine(struct cm_node *n, void *mine)
{
	cmark_node_set_user_data(real(n), mine);
}

int
cm_line(struct cm_node *n)
{
	return cmark_node_get_start_line(real(n));
}

int
cm_column(struct cm_node *n)
{
	return cmark_node_get_start_column(real(n));
}

int
cm_end_line(struct cm_node *n)
{
	return cmark_node_get_end_line(real(n));
}

int
cm_end_column(struct cm_node *n)
{
	return cmark_node_get_end_column(real(n));
}

struct str
cm_content(struct cm_node *n)
{
	const cmark_strbuf *content = &real(n)->content;

	return str_of((const char *)content->ptr, (size_t)content->size);
}

struct str
cm_literal(struct cm_node *n)
{
	cmark_node_type type = cmark_node_get_type(real(n));

	if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ||
	    type == CMARK_NODE_HTML_INLINE)
		return str_of((const char *)real(n)->as.literal.data,
		    (size_t)real(n)->as.literal.len);
	return text(cmark_node_get_literal(real(n)));
}

struct str
cm_url(struct cm_node *n)
{
	return text(cmark_node_get_url(real(n)));
}

struct str
cm_title(struct cm_node *n)
{
	return text(cmark_node_get_title(real(n)));
}

int
cm_heading_level(struct cm_node *n)
{
	return cmark_node_get_heading_level(real(n));
}

bool
cm_list_ordered(struct cm_node *n)
{
	return cmark_node_get_list_type(real(n)) == CMARK_ORDERED_LIST;
}

bool
cm_list_tight(struct cm_node *n)
{
	return cmark_node_get_list_tight(real(n));
}

int
cm_list_start(struct cm_node *n)
{
	return cmark_node_get_list_start(real(n));
}

bool
cm_item_task(struct cm_node *n)
{
	return strcmp(cmark_node_get_type_string(real(n)), "tasklist") == 0;
}

bool
cm_item_checked(struct cm_node *n)
{
	return cmark_gfm_extensions_get_tasklist_item_checked(real(n));
}

bool
cm_code_fenced(struct cm_node *n)
{
	int length, offset;
	char character;

	return cmark_node_get_fenced(real(n), &length, &offset, &character);
}

struct str
cm_code_info(struct cm_node *n)
{
	return text(cmark_node_get_fence_info(real(n)));
}

char
cm_table_align(struct cm_node *table, size_t i)
{
	const unsigned char *all =
	    cmark_gfm_extensions_get_table_alignments(real(table));

	if (!all || i >= cmark_gfm_extensions_get_table_columns(real(table)))
		return '\0';
	return (char)all[i];
}
