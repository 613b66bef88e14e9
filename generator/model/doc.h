/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Our own document tree: what a Markdown text means, with the place of each
 * part in its source. Lives in the arena it was loaded into, const after load.
 *
 * Invariants: a block's children are blocks or inlines, never both; a table
 * holds rows, a row cells; heading levels are 2..6 (the title of the page is
 * level 1); text is NFC and holds no line breaks (they are nodes), except in
 * code blocks; no node lies deeper than DOC_DEPTH below its document. The part
 * `u` of kinds that do not use it is not there: never copy a node by value.
 */
#ifndef SAMPLAN_MODEL_DOC_H
#define SAMPLAN_MODEL_DOC_H

#include <stdbool.h>

#include "base/str.h"
#include "diag/span.h"

enum { DOC_DEPTH = 64 };

enum node_kind {
	NODE_DOC,
	/* blocks */
	NODE_HEADING, /* level, anchor */
	NODE_PARAGRAPH,
	NODE_LIST, /* ordered, start, tight */
	NODE_ITEM, /* task, checked */
	NODE_QUOTE,
	NODE_BOX,        /* box kind; text = its heading or empty */
	NODE_CODE_BLOCK, /* text, info */
	NODE_TABLE,      /* the first row is the head */
	NODE_ROW,
	NODE_CELL, /* align */
	NODE_RULE,
	NODE_FOOTNOTE, /* number, text = label */
	NODE_ALLOW,    /* a note to the checks: text = code, info = reason */
	/* inlines */
	NODE_TEXT, /* text */
	NODE_SOFT_BREAK,
	NODE_HARD_BREAK,
	NODE_CODE, /* text */
	NODE_EMPH,
	NODE_STRONG,
	NODE_STRIKE,
	NODE_LINK,    /* link */
	NODE_IMAGE,   /* never made by load/: pages show pictograms only */
	NODE_PICTURE, /* pictogram: text = concept, info = own alt or empty */
	NODE_FOOTNOTE_REF /* number */
};

enum box_kind { BOX_IMPORTANT, BOX_DEADLINE, BOX_RIGHT, BOX_TIP, BOX_CONTACT };
enum cell_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/* How the target of a link was written. */
enum link_kind {
	LINK_URL,  /* http, https, mailto, tel: url as it is */
	LINK_PAGE, /* a page file, or only #anchor */
	LINK_ID,   /* sida:ID */
	LINK_LAW,  /* lag:ID */
	LINK_BAD   /* a finding was made; shown as plain text */
};

struct page;

struct node {
	enum node_kind kind;
	struct span at;
	struct node *parent;
	struct node *first;
	struct node *last;
	struct node *next;
	struct str text;
	struct str info;
	union {
		struct {
			int level;
			struct str anchor;
		} heading;
		struct {
			bool ordered;
			bool tight;
			int start;
		} list;
		struct {
			bool task;
			bool checked;
		} item;
		enum box_kind box;
		enum cell_align align;
		struct {
			int number;
			int reference; /* of this footnote: 1, 2, … */
		} footnote;
		struct {
			enum link_kind kind;
			struct str target; /* as written, without #anchor */
			struct str anchor;
			struct str title;
			/* LINK_PAGE, LINK_ID: found when links are resolved. */
			const struct page *page;
		} link;
	} u;
};

/* The next node of a walk in document order below top, or NULL. */
const struct node *node_next(const struct node *n, const struct node *top);
/* The same without the children of n. */
const struct node *node_skip(const struct node *n, const struct node *top);
bool node_is_block(enum node_kind kind);
bool node_is_inline(enum node_kind kind);
/*
 * The place of bytes off..off+len of a text node's text (NODE_TEXT, NODE_CODE):
 * escapes and entities make its source longer than its text. source is the
 * text that the spans of the document point into.
 */
struct span
node_place(const struct node *n, struct str source, size_t off, size_t len);

#endif
