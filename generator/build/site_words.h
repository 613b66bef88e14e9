/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What was found in the words of each page, and how they measure: most of what
 * is kept of a site, and of a page that did not change nobody asks for it. It
 * lies beside the record in the parts of the report (compose/report.h), and a
 * part is read when one of its pages is asked for and written when one was
 * read anew. The record knows size and hash of each.
 */
#ifndef SAMPLAN_BUILD_SITE_WORDS_H
#define SAMPLAN_BUILD_SITE_WORDS_H

#include "build/site_record.h"
#include "compose/report.h"

struct site_words {
	struct arena *arena;
	const struct build_options *options;
	const struct site_record *was;
	struct words_box *boxes; /* by part of the last build */
};

void words_open(struct site_words *w, struct arena *a,
    const struct build_options *o, const struct site_record *was);
void words_close(struct site_words *w);
/*
 * What the last build kept of a page; false when it is not there any more. It
 * is borrowed until words_close.
 */
bool words_bring(struct site_words *w, const struct page_record *was,
    struct page_record *now);
/* Whether the pages of a part are those it had, all with the words they had. */
bool words_stay(const struct report_parts *parts, size_t part,
    const struct page_record *const *before, const struct site_record *now);
/* Writes a part whose pages have their words; 0 or an errno value. */
int words_write(const struct build_options *o, struct site_record *now,
    const struct report_parts *parts, size_t part);
/* Files of parts that there are no more. */
void words_drop(const struct build_options *o, size_t from, size_t end);

#endif
