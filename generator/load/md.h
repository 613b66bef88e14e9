/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One Markdown text on its way to a document tree: what is shared by its blocks
 * (markdown.c) and its inlines (md_inline.c).
 */
#ifndef SAMPLAN_LOAD_MD_H
#define SAMPLAN_LOAD_MD_H

#include "diag/diag.h"
#include "load/cm.h"
#include "load/md_place.h"
#include "model/doc.h"

/* Blocks and inlines share the depth of the tree. */
enum { MD_DEPTH = DOC_DEPTH / 2 };

struct md {
	struct arena *a;
	struct arena scratch;
	struct diags *ds;
	struct span part;
	struct str text; /* of the part */
	struct md_lines lines;
	struct md_map map; /* of the block at hand */
	size_t line;       /* behind the last block that was found */
	int *references;   /* to each footnote so far */
	size_t footnotes;  /* definitions so far */
	size_t footnote_cap;
	bool too_deep;
};

/* Bytes start..end of the text, as a place in the source. */
struct span md_span(const struct md *m, size_t start, size_t end);
/* The other way: where in the text a node begins and ends. */
size_t md_start(const struct md *m, const struct node *n);
size_t md_end(const struct md *m, const struct node *n);
/* Says once that something lies too deep. */
void md_too_deep(struct md *m, size_t start);
/* The text borrowed from start on in the source if it stands there, or a copy. */
struct str md_borrow(struct md *m, size_t start, struct str s);
/* Adds the inlines of a block whose content is mapped in m->map. */
void md_inlines(struct md *m, struct cm_node *block, struct node *to);

#endif
