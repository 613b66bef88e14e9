/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What html_doc.c (blocks) and html_inline.c (text, links, explained words)
 * share while they write one document.
 */
#ifndef SAMPLAN_RENDER_HTML_WRITER_H
#define SAMPLAN_RENDER_HTML_WRITER_H

#include "render/html_doc.h"

/* ids of ours hold a "_", which the anchors of headings never do. */
struct html_writer {
	struct sb *out;
	const struct doc_context *cx;
	size_t next_term; /* of cx->terms */
	int terms;
	int boxes;
	int depth;
	bool in_link;
};

/* A word for readers: the theme's, or what stands in for it. */
struct html_word {
	const char *key;
	const char *swedish;
	const char *english;
};

struct str html_word(const struct html_writer *w, const struct html_word *word);
/* All text below a node, for attributes. */
void html_plain(struct sb *out, const struct node *top);
/* Whether anything below a node can be seen. */
bool html_shows(const struct node *top);
void html_inline(struct html_writer *w, const struct node *n);
/* The children of a node. */
void html_inlines(struct html_writer *w, const struct node *parent);

#endif
