/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The texts that findings point into. A source borrows its text (normalised:
 * valid UTF-8, NFC, no BOM), which must live until the source is dropped.
 * Findings are resolved to lines and columns when they are added, so a source
 * may go as soon as nothing more is to be said about it.
 */
#ifndef SAMPLAN_DIAG_SOURCE_H
#define SAMPLAN_DIAG_SOURCE_H

#include "base/sb.h"
#include "diag/span.h"

struct source {
	struct str name; /* as shown to people: path relative to the root */
	struct str text;
	uint32_t *lines; /* offset of each line, made at the first finding */
	size_t line_count;
	size_t found; /* findings so far, for the cap */
};

struct sources {
	struct source *items; /* item 0 is unused */
	size_t count;
	size_t cap;
};

/* A line and column as people count them: from 1, in characters. */
struct place {
	uint32_t line;
	uint32_t column;
	uint32_t end_column; /* one past the end, on the same line */
	struct str text;     /* the line, without its end */
};

/* Gives the number for spans. The name is copied, the text borrowed. */
uint32_t source_add(struct sources *ss, struct str name, struct str text);
/* The source has another text, of which nothing was said yet; it is borrowed. */
void source_replace(struct sources *ss, uint32_t source, struct str text);
/* Forgets the texts of all sources from number first on; they may be freed. */
void source_drop(struct sources *ss, uint32_t first);
void sources_release(struct sources *ss);
/* Places in the source are found anew when they are asked for again. */
void source_forget_places(struct sources *ss, uint32_t source);
struct str source_name(const struct sources *ss, uint32_t source);
struct str source_text(const struct sources *ss, uint32_t source);
/* The place of a span; line 0 when it has none. */
struct place source_place(struct sources *ss, struct span at);

#endif
