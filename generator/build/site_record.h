/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What one build of the site keeps for the next one, in OUTPUT/.cache/site:
 * for each page the hash of its text with all that was found and measured in
 * it, for the site what was found in the whole of it, and which outputs there
 * were. Findings are kept packed (pack.h) and only unpacked when they are
 * said again.
 */
#ifndef SAMPLAN_BUILD_SITE_RECORD_H
#define SAMPLAN_BUILD_SITE_RECORD_H

#include "base/map.h"
#include "build/drawer.h"
#include "build/options.h"

struct page_record {
	struct str file;
	struct hash128 text;    /* of the file as it was loaded */
	struct hash128 outline; /* of front matter and anchors */
	uint64_t shown;         /* page_text_hash of a page of the policy */
	/* Findings; empty: none. */
	struct str body;
	struct str links;
	struct str said;    /* those of reading that are always said */
	struct str figures; /* measures but for texts; empty: not read */
	size_t part;        /* of the words: see site_words.h */
	bool worded;        /* they are here: */
	struct str reading;
	struct str swedish; /* reading, for the report */
	struct str measures;
	bool reread;             /* in this run */
	struct str outline_kept; /* see site_outline.h; empty: not known */
};

struct output_record {
	struct str path;
	bool page;           /* it counts as a page */
	struct hash128 news; /* site_view_news */
};

struct site_record {
	struct hash128 program; /* program_key */
	int64_t made;           /* when files were looked at, as options->now */
	/* What all outputs depend on but for bodies of pages. */
	struct hash128 frame;
	/* What the readability of a text depends on besides the text. */
	struct hash128 reading;
	struct hash128 guarded;    /* the plans that the guard knew */
	struct hash128 books;      /* what the policy books were made from */
	struct hash128 output;     /* the tree that was published with it */
	struct hash128 report;     /* and the one for editors */
	struct drawer_part *parts; /* of the words, and of that report */
	bool *due;                 /* the report lacks what is new in a part */
	size_t part_count;
	struct page_record *pages; /* in order of the file names */
	size_t page_count;
	struct output_record *outputs;
	size_t output_count;
	size_t output_cap;
	struct str whole; /* findings about the site as a whole */
	struct str reading_data;
	struct str swedish_data;
};

/* false: there is none that can be used. Lives in the arena. */
bool site_record_read(
    struct site_record *r, struct arena *a, const struct build_options *o);
/* Failing is no harm: then there is none. */
void
site_record_write(const struct site_record *r, const struct build_options *o);
void site_record_forget(const struct build_options *o);
/* Its pages by the name of their file. */
struct map site_record_by_file(struct arena *a, const struct site_record *r);

/* Findings of ds from item first on, packed; empty when there are none. */
struct str findings_keep(struct arena *a, const struct diags *ds, size_t first);
/* Those of them that findings_say_from says. */
struct str
findings_keep_from(struct arena *a, struct str kept, enum severity least);
void findings_say(struct str kept, struct diags *ds);
void findings_say_from(struct str kept, enum severity least, struct diags *ds);

#endif
