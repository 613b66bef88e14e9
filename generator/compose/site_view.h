/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the files site_*.c share: the prepared view and small ways to make
 * values. Internal to compose/; others use site.h.
 *
 * A space is one set of pages that are read together: space 0 is the root
 * (content/sidor and the revision that is shown), every other revision has
 * its own below a prefix. A space has one tree of navigation for each variant.
 */
#ifndef SAMPLAN_COMPOSE_SITE_VIEW_H
#define SAMPLAN_COMPOSE_SITE_VIEW_H

#include "compose/diff.h"
#include "compose/site.h"
#include "compose/terms.h"
#include "model/address.h"

/* A place in the navigation: a page, or the home of a space. */
struct nav_node {
	const struct page *page; /* NULL: a home that is composed */
	struct str title;
	struct str path;
	struct nav_node *parent;
	struct nav_node *first;
	struct nav_node *last;
	struct nav_node *previous; /* among its neighbours */
	struct nav_node *next;
	struct nav_node *before; /* in the order of reading */
	struct nav_node *after;
	size_t child_count;
	/* A single page outside the policy and for all (about, contact): it
	 * stands in the footer, not in the menu. */
	bool aside;
};

struct tree {
	struct nav_node *home;
	/* Top entries of the menu, at most MENU_MOST of them. */
	struct nav_node **tops;
	size_t top_count;
};

enum { MENU_MOST = 16, NEAR_MOST = 24, NEAR_WINDOW = 6 };

enum space_state {
	SPACE_ROOT,
	SPACE_OLDER,   /* was in force, or would have been */
	SPACE_COMING,  /* decided by all, not yet in force */
	SPACE_PROPOSED /* not decided by all */
};

struct space {
	enum space_state state;
	const struct revision *revision; /* NULL: a site without policy */
	struct str prefix;
	date_t last_day; /* of an older one, or DATE_NONE */
	struct tree trees[VARIANT_COUNT];
};

enum entry_kind {
	ENTRY_PAGE,
	ENTRY_SECTION,
	ENTRY_DOORS,
	ENTRY_EASY_START,
	ENTRY_PROCESS,
	ENTRY_REVISION,
	ENTRY_GLOSSARY,
	ENTRY_LAWS,
	ENTRY_INDEX,
	ENTRY_SEARCH,
	ENTRY_ARCHIVE,
	ENTRY_NEWS,
	ENTRY_DIFFERENCE,
	ENTRY_PICTURES,
	ENTRY_STATEMENT,
	ENTRY_NOT_FOUND,
	ENTRY_ALIAS,
	ENTRY_FEED,
	ENTRY_SITEMAP,
	ENTRY_ROBOTS,
	ENTRY_SEARCH_LIST,
	ENTRY_SEARCH_PART,
	ENTRY_KINDS
};

/* A version and what differs from the one before it. */
struct version_news {
	struct space *space;
	struct diff *diff;
};

/* One output. */
struct entry {
	enum entry_kind kind;
	enum variant variant;
	const struct page *page; /* may be NULL where it is composed */
	struct nav_node *node;   /* of page, or of a home */
	struct space *space;
	struct str path;
	size_t number;                   /* of a part of the index or sitemap */
	const struct version_news *news; /* of a difference */
	const struct diff_page *change;
};

struct entries {
	struct entry *items;
	size_t count;
	size_t cap;
};

struct site_view {
	const struct site *site;
	const struct theme *theme;
	struct site_options options;
	const struct revision *shown;
	struct space *spaces; /* [0] is the root */
	size_t space_count;
	struct nav_node **nodes; /* by page number; NULL: not on the site */
	struct entries entries;
	struct version_news *news; /* the newest version first */
	size_t news_count;
	struct map aliases; /* earlier address → page that is shown */
	struct term_matcher *terms;
	struct value *strings[VARIANT_COUNT];
	struct value *shared[VARIANT_COUNT]; /* site, contact, footer, … */
	size_t search_parts;                 /* a power of two; 0: no search */
	size_t sitemap_most;
	size_t sitemap_parts; /* 0: one list holds all */
	size_t *topics;       /* entries that stand for their twins, by part */
	size_t *topic_starts; /* of each part, and the end */
	struct str *search_words; /* by page number; without bytes: not read */
	bool doors;
};

/* A page of the site: there and not a draft. */
bool page_usable(const struct page *p);
/* The twin of p at v when it is on the site, or NULL. */
const struct page *page_usable_twin(const struct page *p, enum variant v);
struct str page_nav_title(const struct page *p);

/* site_nav.c */
void nav_build(struct arena *a, struct site_view *view);
/* The start page of a level: where "Start" leads. */
struct str home_path(
    const struct site_view *view, const struct space *space, enum variant v);
/* The nearest page above n that has a usable twin at v, or NULL. */
const struct page *nav_twin_above(const struct nav_node *n, enum variant v);
void put_crumbs(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root);
void put_near(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root);
void put_menu(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root);
/* Tells apart what put_menu gives to pages of a level. */
struct str
menu_name(const struct site_view *view, const struct entry *e, struct arena *a);
void put_turn(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root);
/* The children of n as cards: title, text, path, picture. */
void put_children(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root);

/* site_entries.c: the list of outputs. */
void entries_build(struct arena *a, struct site_view *view);
/* Address of a composed page ("ordlista"), or empty for other kinds. */
struct str kind_address(enum entry_kind kind);
const char *kind_template(enum entry_kind kind);
/* The path of a composed page at a level. */
struct str kind_path(struct arena *a, enum entry_kind kind, enum variant v);
bool kind_exists(const struct site_view *view, enum entry_kind kind);

/* site_words.c: texts of the theme and dates in words. */
struct str words(const struct site_view *view, enum variant v, const char *key);
/*
 * The same with {name} filled in: pairs of name and value, ended by NULL.
 * words_fill(a, view, v, "updated", "datum", date, NULL)
 */
struct str words_fill(struct arena *a, const struct site_view *view,
    enum variant v, const char *key, ...);
/* "den 16 november 2026"; in lättläst with the day of the week. */
struct str date_text(struct arena *a, date_t d, enum variant v);
/* For tel: the first number of the text; empty where there is none. */
struct str phone_href(struct arena *a, struct str phone);
struct str email_href(struct arena *a, struct str email);
struct str path_of(struct arena *a, const struct page *p, struct str prefix);

/* Values. */
void
put_text(struct arena *a, struct value *map, const char *key, struct str text);
/*
 * A text as {lines: [{line, more}]}, for the partial "lines": in lättläst one
 * line for each sentence, else one. An empty text gives null.
 */
void put_lines(struct arena *a, struct value *map, const char *key,
    struct str text, enum variant v);
void put_truth(struct arena *a, struct value *map, const char *key, bool truth);
struct value *put_list(struct arena *a, struct value *map, const char *key);
struct value *put_map(struct arena *a, struct value *map, const char *key);
struct value *push_map(struct arena *a, struct value *list);
/* The pictogram of a concept as decoration; null when there is none. */
void put_picture(const struct site_view *view, struct arena *a,
    struct value *map, struct str concept);

/* site_shared.c: what is the same on every page of a level. */
void shared_build(struct arena *a, struct site_view *view);

/* site_frame.c: head, header and footer of any page. */
struct value *
frame_new(const struct site_view *view, const struct entry *e, struct arena *a);
/* The same without the menu, which most templates have settled. */
struct value *frame_inside(
    const struct site_view *view, const struct entry *e, struct arena *a);
struct str frame_name(
    const struct site_view *view, const struct entry *e, struct arena *a);
/* What stands in the title, or the theme's word for a composed page. */
struct str entry_title(const struct site_view *view, const struct entry *e);
struct str entry_summary(const struct site_view *view, const struct entry *e);
/* The theme's word for a composed page: what is "title", "nav", "summary". */
struct str kind_title(const struct site_view *view, enum entry_kind kind,
    enum variant v, const char *what);
/* Of the first page of a version: "Gemensam plan, version 2025-11". */
struct str version_title(
    const struct site_view *view, const struct entry *e, struct arena *a);
/* Address on the web, or empty without base_url. */
struct str
absolute_url(struct arena *a, const struct site_view *view, struct str path);
/* Whether search, feed and search engines may show the page. */
bool entry_listed(const struct entry *e);

/* site_notice.c */
void put_notices(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root);
void put_revision(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root);
/* The page that is shown today for a page of another revision, or NULL. */
const struct page *
page_today(const struct site_view *view, const struct page *p);
/* "Stockholms stad beslutade den …", one for each party. */
struct value *decisions(const struct site_view *view, const struct revision *r,
    struct arena *a, enum variant v);

/* site_news.c: what is new, and since when a page reads so. */
void news_build(struct arena *a, struct site_view *view);
bool difference_exists(const struct diff_page *dp, enum variant v);
struct str
difference_path(struct arena *a, const struct diff_page *dp, enum variant v);
struct str difference_title(
    const struct site_view *view, const struct entry *e, struct arena *a);
struct str difference_summary(
    const struct site_view *view, const struct entry *e, struct arena *a);
/* "Ändrad november 2026." and, as "changed", a link to the difference. */
struct str put_since(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root);
/* From a page of an older version to what was changed in it first: "changes". */
void put_next_difference(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *notice);
/* Facts and pages that differ, to the news of one version. */
void put_differences(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *map, const struct revision *r);

/* site_page.c: the document of a page and what belongs to it. */
void put_document(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root);
/* All text below n, without marks. */
struct str node_plain(struct arena *a, const struct node *n);

/* "Socialtjänstlagen (2025:400), 10 kap. 8 §" */
struct str law_name(struct arena *a, const struct law *law);

/* One for each kind of composed page; adds to the values of the frame. */
typedef void compose_fn(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root);
compose_fn compose_section;
compose_fn compose_doors, compose_easy_start, compose_process;
compose_fn compose_revision, compose_archive, compose_news;
compose_fn compose_difference;
compose_fn compose_glossary, compose_laws, compose_index, compose_pictures;
compose_fn compose_search, compose_statement, compose_not_found;
compose_fn compose_alias;

/* site_feed.c: files without a template. */
struct str feed_xml(const struct site_view *view, struct arena *a);
/* The list of addresses; part 0 of several is the list of the parts. */
struct str
sitemap_xml(const struct site_view *view, size_t part, struct arena *a);
struct str sitemap_path(struct arena *a, size_t part);
struct str robots_txt(const struct site_view *view, struct arena *a);

/* site_search.c */
/* Which pages are in which part; sets view->search_parts. */
void search_build(struct arena *a, struct site_view *view);
struct str search_list_js(const struct site_view *view, struct arena *a);
struct str
search_part_js(const struct site_view *view, size_t part, struct arena *a);

#endif
