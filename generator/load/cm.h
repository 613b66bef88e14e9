/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tree that cmark-gfm makes of Markdown, as much of it as we use: the only
 * door to that library. One tree at a time: it and its texts live until the
 * next cm_parse or cm_batch_end.
 */
#ifndef SAMPLAN_LOAD_CM_H
#define SAMPLAN_LOAD_CM_H

#include "base/arena.h"

enum cm_kind {
	CM_DOCUMENT,
	CM_QUOTE,
	CM_LIST,
	CM_ITEM,
	CM_CODE_BLOCK,
	CM_HTML_BLOCK,
	CM_PARAGRAPH,
	CM_HEADING,
	CM_RULE,
	CM_FOOTNOTE,
	CM_TABLE,
	CM_ROW,
	CM_CELL,
	CM_TEXT,
	CM_SOFT_BREAK,
	CM_HARD_BREAK,
	CM_CODE,
	CM_HTML,
	CM_FOOTNOTE_REF,
	CM_EMPH,
	CM_STRONG,
	CM_STRIKE,
	CM_LINK,
	CM_IMAGE
};

struct cm_node;

/* Texts one after the other use the same memory. { 0 } is a new one. */
struct cm_batch {
	struct arena arena;
};

/* GitHub's Markdown: tables, task lists, strikethrough, autolinks, footnotes. */
struct cm_node *cm_parse(struct str text, struct cm_batch *batch);
void cm_batch_end(struct cm_batch *batch);

enum cm_kind cm_kind(struct cm_node *n);
struct cm_node *cm_first(struct cm_node *n);
struct cm_node *cm_next(struct cm_node *n);
struct cm_node *cm_parent(struct cm_node *n);
/* What we made of it, or NULL. */
void *cm_mine(struct cm_node *n);
void cm_set_mine(struct cm_node *n, void *mine);

/* As cmark-gfm counts them: lines from 1, 0 where it does not know. */
int cm_line(struct cm_node *n);
int cm_column(struct cm_node *n);
int cm_end_line(struct cm_node *n);
int cm_end_column(struct cm_node *n);

/* The text of a block before its inlines were parsed. */
struct str cm_content(struct cm_node *n);
/* Of text, code, HTML; of a reference to a footnote its number. */
struct str cm_literal(struct cm_node *n);
struct str cm_url(struct cm_node *n);
struct str cm_title(struct cm_node *n);
int cm_heading_level(struct cm_node *n);
bool cm_list_ordered(struct cm_node *n);
bool cm_list_tight(struct cm_node *n);
int cm_list_start(struct cm_node *n);
bool cm_item_task(struct cm_node *n);
bool cm_item_checked(struct cm_node *n);
bool cm_code_fenced(struct cm_node *n);
struct str cm_code_info(struct cm_node *n);
/* 'l', 'c', 'r' or 0 of column i of a table. */
char cm_table_align(struct cm_node *table, size_t i);

#endif
