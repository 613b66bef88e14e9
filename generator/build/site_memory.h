/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Building the site with what the last build kept.
 *
 * A page whose text is the same has the same findings: they are said again,
 * and its document is not read. When nothing but bodies and titles of pages
 * changed (the frame is the same: data, theme, options, program, headings,
 * names of files, all else before a body), only outputs that read one of those
 * bodies, or where one of those titles stands, are made; all others stay. A
 * title of the policy, or of the menu, and all else makes everything, and
 * writes it where it differs.
 *
 *	memory_open	after the outline and the theme are loaded
 *	memory_bodies	documents of the policy, or of pages that changed
 *	memory_check	findings about links, metadata, data, revisions
 *	memory_view	the outputs; memory_stays says which need not be made
 *	memory_keep	for the next build, when this one was published
 *
 * In the unit tests, where nothing is remembered, everything is made.
 *
 * All of these go through the pages of the turn. For a build that is every
 * page. A process that stays (site_resident.c) does not open the memory anew:
 * memory_stay, and then for each change memory_next and memory_reread for each
 * page that was saved. What was found in all others is said by memory_tell.
 */
#ifndef SAMPLAN_BUILD_SITE_MEMORY_H
#define SAMPLAN_BUILD_SITE_MEMORY_H

#include "build/site_outline.h"
#include "build/site_words.h"
#include "compose/site.h"

/* A page to go through, and its front matter before, if that is another. */
struct turn_page {
	size_t number;
	struct str front_before;
	bool retitled; /* its title, and nothing else there, is another */
};

/* Pages about which something was found. */
struct told {
	size_t *items;
	size_t count;
	size_t cap;
	bool *has; /* by page->number */
};

struct turn {
	struct turn_page *items;
	size_t count;
	size_t cap;
};

struct site_memory {
	const struct build_options *options;
	struct arena *arena;
	struct arena *passing; /* of one making; the one before it stays */
	struct site *site;
	const struct theme *theme;
	struct diags *ds;
	struct site_record was;
	struct site_record now;
	/* Of the last build, for pages with the same text; by page->number. */
	const struct page_record **before;
	bool *changed; /* by page->number */
	/* What their sources held before all of the file was read. */
	struct str *fronts; /* by page->number; STR_NONE: all was there */
	bool lost;          /* a text that was known is another one now */
	struct turn turn;
	struct told told;
	struct str seals; /* findings about sealed revisions */
	struct site_words words;
	struct report_parts parts;
	bool *touched; /* by part: a text in it changed */
	bool staying;
	bool on;       /* something may be remembered */
	bool quick;    /* nothing but bodies and titles changed */
	bool retitled; /* among them titles, in a build */
	bool *around;  /* by output: such a title stands there */
	bool torn;     /* the output is not what the last build left */
	bool policy;   /* quick, and a body of the policy changed */
	bool news;     /* the view of a build tells of other versions */
	struct site_changes changes;
};

/* Whether there is a memory in this run: the outline is read with it. */
bool memory_wanted(const struct build_options *o);
void memory_open(struct site_memory *m, struct arena *a, struct site *site,
    const struct theme *theme, const struct site_outline *outline);
void memory_bodies(struct site_memory *m);
/* Links of the pages that changed, when it is quick; data, revisions, seals. */
void memory_check(struct site_memory *m);
/*
 * When it is not: documents of some pages, in the process that goes on with
 * them, and away with them again. What is found in one is packed there, then
 * taken, said and kept.
 */
void memory_read(struct site_memory *m, const struct page_list *list,
    struct arena *a, bool keep);
void memory_pack_page(
    struct site_memory *m, struct page *p, struct arena *a, struct sb *out);
void memory_forget(struct site_memory *m, const struct page_list *list);
void
memory_take_page(struct site_memory *m, const struct page *p, struct unpack *u);
/* What is known about the words of page i, or NULL: it has to be read. */
const struct page_record *
memory_reading(const struct site_memory *m, size_t page);

struct tree;

/* In a build; outputs that are gone from the disk are made again. */
struct site_view *memory_view(struct site_memory *m, const struct tree *t);
/* While it stays: with news of the texts as they are now. */
struct site_view *memory_view_now(struct site_memory *m);
/* What the last build kept of an output, or NULL. */
const struct output_record *
memory_output(const struct site_memory *m, struct str path);
/*
 * Whether output i of the view is still right; was is what is known of it, or
 * NULL.
 */
bool memory_stays(const struct site_memory *m, const struct site_view *view,
    size_t i, const struct output_record *was);
/* Documents that output i reads. */
void
memory_load_for(struct site_memory *m, const struct site_view *view, size_t i);
/* What the policy books are made from: the frame, and the text that is shown. */
struct hash128
memory_books(const struct site_memory *m, const struct revision *shown);
/* Documents of a revision of the policy, or of all for NULL. */
void memory_load_policy(struct site_memory *m, const struct revision *only);
/* Notes an output of this build. */
void memory_made(
    struct site_memory *m, struct str path, bool page, struct hash128 news);
/* After the commit of the tree; written when the report was. */
void memory_keep(struct site_memory *m, const struct tree *t);
void memory_write(struct site_memory *m);
void memory_close(struct site_memory *m);

/* The words that the last build kept of a page; false: they are lost. */
bool memory_bring_words(struct site_memory *m, size_t page);
/* Documents of pages that are not there yet. */
void memory_need(struct site_memory *m, const struct page_list *list);
/*
 * Whether the report's part may stay when it is there: nothing in it changed
 * since it was made, and it was made with what is remembered.
 */
bool memory_part_stays(
    const struct site_memory *m, size_t part, const struct tree *report);
/* The report was published as a whole, or not made at all (NULL). */
void memory_reported(struct site_memory *m, const struct tree *report);

/* After memory_check of a quick build: what it found is what is known. */
void memory_stay(struct site_memory *m);
/* The next turn, of no page yet. What changed before counts on. */
void memory_next(struct site_memory *m, struct arena *passing);
/*
 * This page of the turn was read again. false: its text is the one that is
 * known, and it belongs to no turn.
 */
bool memory_reread(
    struct site_memory *m, const struct page *p, const struct turn_page *turn);
/* Everything that was found in pages and the whole, also before this turn. */
void memory_tell(struct site_memory *m, struct diags *ds);
/* All that reads the page was made, and all that reads the others that changed. */
void memory_seen(struct site_memory *m, const struct page *p);

#endif
