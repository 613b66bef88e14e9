/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * From what cmark-gfm made back to the bytes of the file. cmark-gfm's own
 * columns are wrong after tables, references, lazy lines and links over two
 * lines, so only the text of each block is taken from it: its lines are found
 * again in the file, and its inlines are walked through in order.
 *
 * "Content" is the text of one block as cmark-gfm keeps it: the lines of the
 * file without the marks of lists and quotes before them.
 */
#ifndef SAMPLAN_LOAD_MD_PLACE_H
#define SAMPLAN_LOAD_MD_PLACE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Where the lines of the text begin. */
struct md_lines {
	struct str text;
	uint32_t *items; /* offsets; one more than there are lines */
	size_t count;
	size_t cap;
};

/* A piece of content that stands in the text as it is. */
struct md_piece {
	uint32_t content;
	uint32_t text;
	uint32_t len;
};

struct md_map {
	struct str content;
	struct md_piece *items; /* in order; empty: place unknown */
	size_t count;
	size_t cap;
	size_t last; /* piece that was asked for last */
};

void md_lines_find(struct md_lines *l, struct arena *a, struct str text);
/* Line i from 0, without its end. */
struct str md_line(const struct md_lines *l, size_t i);
/* Offset of a place as cmark-gfm gives it, from 1; the nearest there is. */
size_t md_offset(const struct md_lines *l, int line, int column);

/*
 * Finds the lines of the content in the text. They end at line `last` if they
 * can, else begin at `first`, else they are looked for from there on (lines
 * from 0; -1: not known). Gives the line behind them, or 0 if not found.
 */
size_t md_map_lines(struct md_map *m, struct arena *a, const struct md_lines *l,
    struct str content, long first, long last);
/* The content is one piece of the text. */
void md_map_one(
    struct md_map *m, struct arena *a, struct str content, size_t text_off);
/*
 * The content is a cell: the piece of the text with \| for each |. False
 * (and no places) when it is not.
 */
bool md_map_cell(struct md_map *m, struct arena *a, struct str content,
    struct str text, size_t off, size_t len);
/* Offset in the text of content byte off. */
size_t md_map_at(struct md_map *m, size_t off);
/* Offset in the text behind the content byte before off. */
size_t md_map_end(struct md_map *m, size_t off);

/* All of these give the offset in content behind what they took. */

/*
 * The literal of a text node that begins at off; off itself if it does not.
 * plain: the content has neither escapes nor entities.
 */
size_t
md_take_text(struct str content, size_t off, struct str literal, bool plain);
/* From "]" over (target "title"), [label] or []. */
size_t md_take_link_end(struct str content, size_t off);
/* A code span; *start and *end are of what is between the marks. */
size_t md_take_code(struct str content, size_t off, size_t *start, size_t *end);
/* A soft or hard break with the white space around it. */
size_t md_take_break(struct str content, size_t off);
/* Up to and with the first c from off on; off if there is none. */
size_t md_take_until(struct str content, size_t off, char c);

/*
 * The cells of a row of a table as GitHub divides it: offsets of their trimmed
 * text. Gives how many there are, at most `most`.
 */
struct md_cell {
	size_t off;
	size_t len;
};
size_t md_cells(struct str row, struct md_cell *cells, size_t most);
/* The first line from `from` on that can be below a table's head, or -1. */
long md_delimiter_line(const struct md_lines *l, size_t from, size_t to);

#endif
