/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the folder content/ says: the site, its pages, the revisions of the
 * policy, the glossary, the laws and the registry of paragraphs. Lives in one
 * arena, const after load. The file formats stand in ARCHITECTURE.md.
 */
#ifndef SAMPLAN_MODEL_SITE_H
#define SAMPLAN_MODEL_SITE_H

#include "base/date.h"
#include "base/map.h"
#include "model/doc.h"

/* A value with its place, so that a finding can point at it. */
struct text {
	struct str s; /* empty: not there */
	struct span at;
};

struct text_list {
	struct text *items;
	size_t count;
	size_t cap;
};

/* Reading levels [nivåer] and languages are variants of one page. */
enum variant {
	VARIANT_PLAIN,   /* klarspråk: NAME.md */
	VARIANT_EASY,    /* lättläst: NAME.lattlast.md */
	VARIANT_ENGLISH, /* NAME.en.md */
	VARIANT_COUNT
};

enum audience { FOR_ALL, FOR_PERSON, FOR_STAFF };

struct page_meta {
	struct text title;
	struct text nav; /* shorter title, or empty */
	struct text summary;
	struct text id;
	struct text pictogram;
	struct text owner;
	struct text_list paragraphs;
	struct text_list aliases;
	struct text_list tested_by;
	struct text_list search; /* words that people look for it by */
	date_t updated;
	struct span updated_at;
	int order;
	enum audience audience;
	bool draft;
};

/* One file: a page at one level in one language. */
struct page {
	struct str file; /* relative to the root: content/policy/… */
	struct str
	    key; /* path without variant ending: policy/2026-11/10-x/20-y */
	struct str address; /* "modellen/planeringsmote", "" = home */
	enum variant variant;
	uint32_t source;
	struct page_meta meta;
	const struct node *doc;
	struct span front;         /* the front matter, with its --- lines */
	struct span body;          /* the Markdown after it */
	struct revision *revision; /* NULL outside the policy */
	struct section *section;   /* where it lies */
	bool is_index;             /* index.md of its section */
	struct page *twins[VARIANT_COUNT]; /* itself among them */
	size_t number; /* among all pages of the load, in order of file */
	/* Headings of doc, sorted by anchor: see page_anchor. */
	const struct node **anchors;
	size_t anchor_count;
	/* page_text_hash when it is known without the document, or 0. */
	uint64_t text_hash;
};

struct page_list {
	struct page **items;
	size_t count;
	size_t cap;
};

/* A folder of pages. Pages and sections are sorted by order, then name. */
struct section {
	struct str key;
	struct str address;
	struct section *parent;            /* NULL: the top of a tree */
	struct page *index[VARIANT_COUNT]; /* may be NULL */
	struct page_list pages;            /* without the index */
	struct section **children;
	size_t child_count;
	size_t child_cap;
	int order;
};

struct party {
	struct text name;
	struct text principal; /* kommun or region; empty in revision.yaml */
	struct text url;
	struct text decided_by;
	date_t decided_on;
};

struct change {
	struct text page; /* address or id */
	struct text plain;
	struct text easy;
};

/* A party that looked the text through and lets it stand as it is. */
struct confirmation {
	struct text name;
	struct text decided_by;
	date_t decided_on;
	date_t next_review;
	struct span next_review_at;
};

/* What was sealed of one page: its text, as a hash. */
struct sealed_page {
	struct text page; /* "10-modellen/20-x.md", below the revision */
	struct text hash;
};

/*
 * A revision as it was when it was sealed (content/arkiv.yaml, written by
 * `samplan seal`): since then its text stands, or a reason is given.
 */
struct seal {
	struct text revision;
	date_t sealed;
	struct text reason;   /* of a later change or removal */
	bool removed;         /* on purpose */
	struct text decision; /* hash of dates and decisions */
	struct sealed_page *pages;
	size_t page_count;
};

struct revision {
	struct str name; /* "2026-11" */
	uint32_t source; /* revision.yaml; 0 when it has none */
	struct str folder;
	date_t in_force;
	date_t next_review;
	struct span in_force_at;
	struct span next_review_at;
	bool sample;
	struct party *parties;
	size_t party_count;
	struct confirmation *confirmations;
	size_t confirmation_count;
	struct text summary[VARIANT_COUNT];
	struct change *changes;
	size_t change_count;
	struct section *top;
	struct map ids; /* id → page: klarspråk, or the first twin there is */
	struct map addresses; /* address → page, likewise */
};

struct revisions {
	struct revision **items; /* sorted by name */
	size_t count;
	size_t cap;
};

struct term {
	struct text term;
	struct text_list forms;
	struct text easy;
	struct text definition;
	struct text source;
	struct text page;
};

struct law {
	struct text id;
	struct text name;
	struct text shortname;
	struct text number;
	struct text paragraph;
	struct text text;
	struct text easy; /* empty: text */
	struct text url;
	date_t verified;
	struct span verified_at;
	bool old;
};

struct paragraph {
	struct text id;
	struct text title;
	bool wanted[VARIANT_COUNT];
};

/* A line of the easy-read word table (ord.yaml). */
struct word {
	struct text word;
	struct text_list forms;
	struct text plain;
	struct text easy;
	struct text concept;
};

struct card {
	struct text page;
	struct text title;
	struct text text;
	struct text pictogram;
};

struct step {
	int number;
	struct text title;
	struct text page;
	struct text deadline;
	struct text who;
};

struct phase {
	struct text title;
	struct step *steps;
	size_t step_count;
};

struct contact {
	struct text name;
	struct text phone;
	struct text email;
	struct text text;
};

/* Something that is not accessible, and the reason. */
struct gap {
	struct text what;
	struct text why;
	struct text easy_what; /* the same for the easy page, or empty */
	struct text easy_why;
};

/* Accessibility statement [tillgänglighetsredogörelse], DOS-lagen 13 §. */
struct statement {
	struct span at; /* none: site.yaml has no statement */
	struct text actor;
	struct text service;
	struct text conformance; /* helt, delvis, inte */
	struct text standard;
	struct text method;
	struct text easy_method; /* empty: method */
	struct contact feedback;
	struct text supervision; /* the authority */
	struct text supervision_url;
	struct gap *gaps;
	size_t gap_count;
	struct gap *exceptions;
	size_t exception_count;
	bool exceptions_given; /* an empty list is an answer too */
	date_t checked;
	date_t updated;
};

/* A readability limit that the site sets itself, with its reason. */
struct limit {
	struct text check;   /* "T01" */
	struct text variant; /* lattlast or klarsprak */
	struct text warn;
	struct text error;
	struct text reason;
};

struct site_config {
	uint32_t source; /* site.yaml */
	struct text title;
	struct text description;
	struct text base_url;
	struct text theme;
	struct text robots;
	struct text_list languages;
	struct text_list allowed_names;
	struct party *parties;
	size_t party_count;
	struct contact contact;
	struct contact *staff_contacts;
	size_t staff_contact_count;
	struct statement statement;
	struct card *cards[VARIANT_COUNT];
	size_t card_count[VARIANT_COUNT];
	struct phase *phases;
	size_t phase_count;
	struct limit *limits;
	size_t limit_count;
	bool search;
};

struct site {
	struct site_config config;
	struct page_list pages; /* all but drafts, sorted by file */
	struct section *top;    /* content/sidor */
	struct revisions revisions;
	struct map files; /* "sidor/om.md" → page; drafts too */
	struct map ids;   /* of content/sidor, as in struct revision */
	struct map addresses;
	struct term *terms;
	size_t term_count;
	struct law *laws;
	size_t law_count;
	struct paragraph *paragraphs;
	size_t paragraph_count;
	struct word *words;
	size_t word_count;
	struct seal *seals;
	size_t seal_count;
	uint32_t seal_source; /* content/arkiv.yaml; 0: there is none */
};

/* Among the twins of p, the one best for a reader of the variant; never NULL. */
const struct page *page_twin(const struct page *p, enum variant v);
/*
 * The page file that a link of the page leads to: target is relative to the
 * page's own file. Drafts are found too; NULL when there is no such file.
 */
const struct page *
site_file(const struct site *s, const struct page *from, struct str target);
/* The heading with this anchor, or NULL. */
const struct node *page_anchor(const struct page *p, struct str anchor);
const struct law *site_law(const struct site *s, struct str id);
/* Decided by both parties [båda huvudmännen], on or before day. */
bool revision_decided(const struct revision *r, date_t day);
/*
 * The day of its next review: the one it was decided with, or a later one for
 * which every party has confirmed the text as it is, on or before day.
 */
date_t revision_review(const struct revision *r, date_t day);
/* The revision in force on the day, or NULL before the first. */
const struct revision *site_revision(const struct site *s, date_t day);
/*
 * What readers see on the day: the revision in force; before the first of
 * them the one that comes next; NULL when there is none.
 */
const struct revision *site_shown(const struct site *s, date_t day);
/*
 * The page with an id or, failing that, an address ("modellen/kallelse",
 * slashes at the ends do not count): in the revision (may be NULL), then in
 * content/sidor. The twin for the variant, or NULL.
 */
const struct page *site_page(const struct site *s, const struct revision *r,
    struct str name, enum variant v);

/*
 * Whether the program itself makes a page at this address: "ordlista",
 * "lagar", … A page of content/ at the same address takes its place.
 */
bool site_composes(const struct site *s, struct str address);

#endif
