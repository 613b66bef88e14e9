/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What stands on each page of the site: from the model and a theme to the
 * values that templates are filled with, and the few files that need no
 * template (feed, sitemap, robots, parts of the search index).
 *
 * A view is prepared once (navigation, order of reading, addresses, matcher of
 * the glossary) and const afterwards, so that processes may share it. Outputs
 * are independent of each other: one may be asked for alone, in any order, and
 * what it is made of lies in the arena of that page. Nothing here can fail;
 * what is wrong with the content was found by load/ and check/.
 */
#ifndef SAMPLAN_COMPOSE_SITE_H
#define SAMPLAN_COMPOSE_SITE_H

#include "base/sb.h"
#include "model/site.h"
#include "model/theme.h"
#include "model/value.h"

struct site_options {
	date_t date;         /* "today": which revision is in force */
	size_t sitemap_most; /* addresses in one sitemap; 0: 50,000 */
	/* Differences are not made: no output that tells of them may be asked. */
	bool without_news;
};

/* What is not as it was when the outputs were made: bodies of pages only. */
struct site_changes {
	const bool *pages; /* by page->number */
	/*
	 * Revisions from this day on read a page of the policy that changed:
	 * the version before it, its own, and all later ones. DATE_NONE: none.
	 */
	date_t policy_from;
};

struct output {
	struct str path;          /* relative to the root of the site */
	struct str template_name; /* empty: bytes are the file */
	struct value *values;
	struct str bytes;
};

/* Keys of the root with the same values in all outputs of one frame. */

const struct value_frame *site_frame(void);

struct site_view;

/* Site and theme are borrowed and must outlive the view. */
struct site_view *site_view_new(struct arena *a, const struct site *site,
    const struct theme *theme, const struct site_options *options);
size_t site_view_count(const struct site_view *view);
/* Whether output i is a page, and not a file for machines. */
bool site_view_is_page(const struct site_view *view, size_t i);
/* The path of output i, without composing it. Paths are unique. */
struct str site_view_path(const struct site_view *view, size_t i);
/* The page file that output i comes from, or NULL. */
const struct page *site_view_page(const struct site_view *view, size_t i);
/*
 * The name of the frame of output i: those with the same one have the same
 * template, too. Empty: it is like no other.
 */
struct str
site_view_frame(const struct site_view *view, size_t i, struct arena *a);
/*
 * The output without the menu, which the frame decides: for one whose template
 * is settled.
 */
void site_view_inside(const struct site_view *view, size_t i,
    struct arena *page_arena, struct output *out);
/* Composes output i (< count). */
void site_view_output(const struct site_view *view, size_t i,
    struct arena *page_arena, struct output *out);
/*
 * Whether output i may read otherwise after the changes. It never says no to
 * one that does; titles, data and theme must be as they were.
 */
bool site_view_touched(
    const struct site_view *view, size_t i, const struct site_changes *c);
/* Pages whose documents a view with news reads while it is made. */
void site_news_reads(const struct site *site, date_t today, struct arena *a,
    struct page_list *out);
/*
 * What a page of the policy tells of other versions, as a hash: since when it
 * reads so, and the differences that it leads to. Zero of any other output.
 */
struct hash128 site_view_news(const struct site_view *view, size_t i);
/* Whether output i can be composed without_news. */
bool site_view_plain(const struct site_view *view, size_t i);
/* The pages whose documents output i reads. */
struct page_list
site_view_reads(const struct site_view *view, size_t i, struct arena *a);
/*
 * The words of a page for the search index, so that its document can be
 * forgotten before the parts of the index are made. A reader knows the stems
 * of the words it has met; what it holds besides goes with _end, also for
 * NULL. The packed words are borrowed.
 */
struct search_reader;
struct search_reader *search_reader_new(struct arena *a);
void search_reader_end(struct search_reader *r);
void search_read_page(struct search_reader *r, const struct site_view *view,
    const struct page *p, struct sb *out);
void site_view_use_words(
    struct site_view *view, const struct page *p, struct str words);
/* Numbers of outputs, each once. */
struct output_list {
	size_t *items;
	size_t count;
	size_t cap;
};

/*
 * Which outputs a page outside the policy stands on, known without going
 * through all of them. Borrows the view.
 */
struct site_index;
struct site_index *
site_index_new(struct arena *a, const struct site_view *view);
/* The output of the page itself. */
void site_index_own(const struct site_index *x, const struct page *p,
    struct arena *a, struct output_list *out);
/*
 * The view takes the title that the page has now. false: it stands on too many
 * outputs, or on those of other versions.
 */
bool site_view_retitle(struct site_view *view, const struct page *p);
/* The pages around it, where its title stands. */
void site_index_neighbours(const struct site_index *x, const struct page *p,
    struct arena *a, struct output_list *out);
/* Its part of the search index and, if its title changed, all lists. */
void site_index_lists(const struct site_index *x, const struct page *p,
    bool retitled, struct arena *a, struct output_list *out);
/* What readers see at the root: in force, or the first to come; or NULL. */
const struct revision *site_view_revision(const struct site_view *view);

#endif
