/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How easy the texts of the site are to read: the findings of the run, and the
 * report for editors in OUTPUT/report, which is Swedish whoever builds and is
 * written also when errors stop the site.
 */
#ifndef SAMPLAN_BUILD_TEXT_PART_H
#define SAMPLAN_BUILD_TEXT_PART_H

#include "build/site_memory.h"
#include "check/readability.h"
#include "render/mustache.h"

struct text_part {
	const struct page_measures **measures; /* by page->number */
	struct diags swedish; /* findings about texts, for the report */
	const struct readability *rules; /* NULL: not made yet */
};

/*
 * Adds findings to ds; the sources of the pages must still be there. What the
 * memory knows is not read again, and what was read is noted there.
 */
void text_part_check(struct text_part *out, struct arena *a,
    const struct build_options *o, const struct site *site,
    struct site_memory *m, struct diags *ds);
/* While it stays: all that is known, also of pages outside the turn. */
void text_part_tell(const struct build_options *o, const struct site *site,
    const struct site_memory *m, struct diags *ds);
/* 0 or an errno value of the disk. */
int text_part_write(struct text_part *t, struct arena *a,
    const struct build_options *o, const struct site *site,
    const struct template_set *templates, struct diags *ds);
void text_part_release(struct text_part *t);

#endif
