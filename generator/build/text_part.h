/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How easy the texts of the site are to read: the findings of the run, and what
 * the report for editors is made of (text_report.h).
 */
#ifndef SAMPLAN_BUILD_TEXT_PART_H
#define SAMPLAN_BUILD_TEXT_PART_H

#include "build/site_memory.h"
#include "check/readability.h"

/*
 * The first revision [version] whose texts are read: the one before today's,
 * which the report compares with. Those before it stay as they were decided,
 * and nobody asks how easy they were. Empty: all are read.
 */
struct str text_part_since(const struct site *site, date_t today);

struct text_part {
	struct arena *arena;
	const struct build_options *options;
	const struct site *site;
	const struct readability *rules; /* NULL: not made yet */
	struct site_memory *memory;
	struct diags *ds;
	const struct revision *shown;
	struct str since;  /* text_part_since */
	bool divided;      /* the report has parts */
	bool *stays;       /* by part: it is there, and right */
	struct tree *tree; /* of the report; NULL: not open */
	int err;           /* of opening it */
	bool told;         /* the guard has nothing to look for in the report */
	bool in_swedish;   /* the findings are wanted in Swedish, too */
	bool *fresh;       /* by page->number: it has to be read */
	struct page_measures **measures; /* by page->number */
	struct diags swedish; /* findings about a part, for the report */
};

/*
 *	open	what the memory knows is not read again
 *	read	one page, in any process; appends what was found
 *	take	notes it in the memory
 *	end	adds all findings to ds
 *
 * The sources of the pages must be there until the end.
 */
void text_part_open(struct text_part *t, struct arena *a,
    const struct build_options *o, const struct site *site,
    struct site_memory *m, struct diags *ds);
void
text_part_read(const struct text_part *t, const struct page *p, struct sb *out);
void
text_part_take(struct text_part *t, const struct page *p, struct unpack *u);
/* The same for all that are to be read, where their documents are there. */
void text_part_read_all(struct text_part *t);
void text_part_end(struct text_part *t);
/* While it stays: all that is known, also of pages outside the turn. */
void text_part_tell(const struct build_options *o, const struct site_memory *m,
    struct diags *ds);
void text_part_release(struct text_part *t);

#endif
