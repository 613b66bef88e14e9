/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The folder content/ → struct site. Everything that can be read is loaded,
 * also beside findings; nothing is printed. All lives in the arena, and the
 * texts of all files stay registered as sources of ds as long as it does.
 *
 *	site_load           all of it, pages with their documents
 *	site_load_outline   the same without documents (front matter is read)
 *	page_load_body      the document of one page, in an arena of its own
 *	site_resolve        u.link.page of all loaded documents
 *
 * Workers load the outline once (or inherit it) and bodies page by page. After
 * loading and resolving the site is const.
 */
#ifndef SAMPLAN_LOAD_SITE_H
#define SAMPLAN_LOAD_SITE_H

#include "diag/diag.h"
#include "fs/fs.h"
#include "model/site.h"

/* False when there is no site at all: no content folder or no site.yaml. */
bool site_load(struct site *site, struct arena *a, struct diags *ds,
    struct fs *fs, const char *root);
bool site_load_outline(struct site *site, struct arena *a, struct diags *ds,
    struct fs *fs, const char *root);

/*
 * Somebody who knows pages from an earlier load, so that a file which is the
 * same need not be read. take: source, meta, front and body are as
 * page_load_meta leaves them, only that the text of the source ends with the
 * front matter; page_load_text brings the rest. keep: the page was read, and
 * what was found in it begins with item first.
 */
struct page_shelf {
	bool (*take)(struct page_shelf *shelf, struct page *p);
	void (*keep)(
	    struct page_shelf *shelf, const struct page *p, size_t first);
};

/* The same with a shelf, which may be NULL. */
bool
site_load_outline_with(struct site *site, struct arena *a, struct diags *ds,
    struct fs *fs, const char *root, struct page_shelf *shelf);

/*
 * Front matter of a page whose file (and nothing else) is set: source, meta,
 * front and body. False when the file cannot be read. Pages of earlier
 * revisions [versioner] have mostly the front matter of today: fronts, when it
 * is not NULL, knows what was read, by its text, and each is read once.
 */
bool page_load_meta(struct page *p, struct arena *a, struct diags *ds,
    struct fs *fs, const char *root, struct map *fronts);
/* Whether the text of its source is all of the file. */
bool page_text_there(const struct page *p, const struct diags *ds);
/*
 * The whole text of the file, in the arena, becomes that of its source; what
 * is wrong with its bytes was said. False when it cannot be read.
 */
bool page_load_text(struct page *p, struct arena *a, struct diags *ds,
    struct fs *fs, const char *root);
/*
 * Whether two front matters differ in nothing but one line, which gives the
 * title: then the value of no other key is another one.
 */
bool page_front_retitled(struct str a, struct str b);
/* What is another in a page that was loaded before. */
enum page_again {
	PAGE_OTHER,   /* more than its body and its title */
	PAGE_SAME,    /* nothing but its body */
	PAGE_RETITLED /* its title, too */
};
/*
 * The text of a loaded page again: its doc is not loaded any more, and all that
 * did not change is as it was. PAGE_OTHER also when anything is found in it;
 * then nothing is changed but ds.
 */
enum page_again page_load_again(struct page *p, struct arena *a,
    struct diags *ds, struct fs *fs, const char *root);
/* Markdown of a page whose source is registered: doc and anchors. */
void page_load_body(struct page *p, struct arena *a, struct diags *ds);
/* The same for many pages, faster than one by one. */
void pages_load_bodies(
    struct page *const *pages, size_t count, struct arena *a, struct diags *ds);

/*
 * Finds the pages that links lead to. Pages outside the policy lead into the
 * revision that is shown on the day, pages of the policy into their own.
 */
void site_resolve(struct site *site, date_t today);
void page_resolve(
    const struct site *site, struct page *p, const struct revision *shown);

#endif
