/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Building the document tree, without cmark-gfm: nodes, and the conventions of
 * our pages that are made of plain Markdown (boxes, notes to the program,
 * anchors of headings).
 */
#ifndef SAMPLAN_LOAD_MD_TREE_H
#define SAMPLAN_LOAD_MD_TREE_H

#include "base/arena.h"
#include "diag/diag.h"
#include "model/doc.h"

/* A new last child of parent (NULL for a document). */
struct node *md_node(struct arena *a, struct node *parent, enum node_kind kind);
/* A quote that begins with [!kind] becomes a box. */
void md_box(struct arena *a, struct diags *ds, struct node *quote);
/*
 * What a block of HTML says: comments with "tillåt" become notes below parent,
 * other comments are skipped, anything else is a finding. at(arg, off) is the
 * place of a byte of the html.
 */
struct md_html {
	struct str html;
	uint32_t (*at)(void *arg, size_t off);
	void *arg;
	uint32_t source;
};
void md_html_block(struct arena *a, struct diags *ds, struct node *parent,
    const struct md_html *html);
/* The same inside a paragraph, where nothing can be allowed. */
void md_html_inline(struct diags *ds, struct str html, struct span at);
/* Gives each heading its anchor, unique in the document. */
void md_anchors(struct arena *a, struct arena *scratch, struct node *doc);
/* Says which definitions of footnotes are not in the document. */
void md_lost_notes(struct diags *ds, const struct node *doc, struct str text);

#endif
