/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Markdown (GitHub's, libcmark-gfm) to our document tree, with the conventions
 * of pages that ARCHITECTURE.md lists. Spans are exact for text and code;
 * those of other nodes hold their marks. What cmark-gfm would choke on is
 * refused before it is parsed. cmark-gfm keeps process-wide state: not for
 * several threads.
 */
#ifndef SAMPLAN_LOAD_MARKDOWN_H
#define SAMPLAN_LOAD_MARKDOWN_H

#include "base/arena.h"
#include "diag/diag.h"
#include "model/doc.h"

enum {
	MARKDOWN_LINE = 20000, /* bytes of a line */
	MARKDOWN_COLUMNS = 64, /* of a table */
	MARKDOWN_MARKERS = 32  /* > and list markers on a line */
};

/*
 * Parses bytes off..off+len of a source. Never NULL: a document without
 * children when a limit was passed (which is a finding). Text is borrowed from
 * the source where it can be.
 */
struct node *markdown_load(
    struct arena *a, struct diags *ds, uint32_t source, struct span part);
/* The same for many texts: see struct cm_batch. */
struct cm_batch;
struct node *markdown_load_many(struct cm_batch *batch, struct arena *a,
    struct diags *ds, uint32_t source, struct span part);

#endif
