/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What stands in a page file before its body, as the last build read it: the
 * record keeps it packed, beside what the disk said of the file. A page whose
 * file is the same by size, times and inode is not opened (build/inputs.h
 * says when that counts); its body is read when somebody wants it.
 *
 *	open	reads the record; the shelf is then given to site_load_outline_with
 *	kept	what the next record is to know of a page, or empty
 */
#ifndef SAMPLAN_BUILD_SITE_OUTLINE_H
#define SAMPLAN_BUILD_SITE_OUTLINE_H

#include "build/site_record.h"
#include "load/site.h"

/* A folder of pages as it is now, in order of the names. */
struct looked {
	struct str folder;
	struct fs_entries entries;
	struct fs_stat *stats;
	size_t next;
};

struct site_outline {
	struct page_shelf shelf;
	struct arena *arena;
	const struct build_options *options;
	struct diags *ds;
	struct site_record was;
	struct map known;   /* file → struct page_record of was */
	struct map kept;    /* file → struct str */
	bool trusted;       /* the same program wrote it, and asked the same */
	struct map folders; /* path → struct looked */
	struct looked *here;
	size_t next; /* where inputs_now finds the next page */
};

void site_outline_open(struct site_outline *x, struct arena *a,
    const struct build_options *o, struct diags *ds);
struct str site_outline_kept(const struct site_outline *x, struct str file);
/* The front matter in what was kept, borrowed; false: there is none. */
bool site_outline_front(struct str kept, struct str *front);

#endif
