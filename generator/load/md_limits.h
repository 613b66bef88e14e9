/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is refused before cmark-gfm sees it, because its time or memory would
 * grow faster than the file: very long lines, nesting, tables of many cells,
 * paragraphs that might become tables again and again.
 */
#ifndef SAMPLAN_LOAD_MD_LIMITS_H
#define SAMPLAN_LOAD_MD_LIMITS_H

#include "diag/diag.h"

enum {
	MD_INDENT = 128,        /* columns of white space before a line */
	MD_ATS = 200,           /* @ on a line: each may begin an address */
	MD_CELLS = 32768,       /* of all tables of a page */
	MD_TABLE_WORK = 2000000 /* bytes read again for possible tables */
};

/* False when the text is refused; the findings say why. */
bool md_within_limits(struct diags *ds, struct span part, struct str text);

#endif
