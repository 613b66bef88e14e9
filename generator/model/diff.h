/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What differs between two revisions of the policy, as plain data in one
 * arena; pages and documents are borrowed.
 *
 * A page at one level is a list of units: title, summary, headings,
 * paragraphs, items, rows of tables. A unit is a list of tokens: words, marks
 * and pictures, each knowing whether white space stands before it. The
 * difference of two pages is a list of parts in the order of the new page; a
 * part takes units off the old one and puts units of the new one.
 *
 * Invariant: every unit of the old page is in exactly one part that is not
 * DIFF_GONE, every one of the new page in exactly one part; so the parts, read
 * in order, make the new page from the old one (diff_apply in compose/diff.h).
 */
#ifndef SAMPLAN_MODEL_DIFF_H
#define SAMPLAN_MODEL_DIFF_H

#include "model/site.h"

#define DIFF_NONE UINT32_MAX

enum diff_form {
	FORM_TITLE,
	FORM_SUMMARY,
	FORM_HEADING, /* level */
	FORM_PARAGRAPH,
	FORM_ITEM, /* first paragraph of an item: level = depth, number */
	FORM_ROW,  /* of a table; head */
	FORM_BOX,  /* heading of a box, or its first unit; box */
	FORM_CODE,
	FORM_RULE,
	FORM_FOOTNOTE
};

enum diff_token_kind {
	DIFF_WORD,    /* a word, or one mark */
	DIFF_PICTURE, /* text = concept */
	DIFF_NOTE,    /* reference to a footnote: text = number */
	DIFF_LINE,    /* a line that ends on purpose */
	DIFF_CELL,    /* end of a cell */
	DIFF_UNIT     /* end of a unit, where several stand as one */
};

enum { MARK_STRONG = 1, MARK_EMPH = 2, MARK_STRIKE = 4, MARK_CODE = 8 };

struct diff_token {
	struct str text;
	struct str target; /* of a link, "lag:sol-10-8"; empty: none */
	uint32_t id;       /* equal for equal tokens of one comparison */
	uint32_t word;     /* equal for the same letters, in any case */
	uint8_t kind;
	uint8_t marks;
	bool space; /* white space before it, or first of its unit */
};

/* Many: kept small. */
struct diff_unit {
	enum diff_form form;
	int16_t level;    /* of a heading; depth of an item */
	int8_t box;       /* enum box_kind of the box it stands in; -1: none */
	int8_t task;      /* -1: none, 0: to do, 1: ticked */
	int32_t number;   /* of an item; -1: none */
	bool quote;       /* in a quotation */
	bool head;        /* first row of a table */
	uint32_t heading; /* unit that is the heading above; DIFF_NONE */
	uint32_t form_hash; /* of all this but number */
	uint32_t count;
	const struct diff_token *tokens;
	const struct node *node; /* NULL for title and summary */
	uint64_t hash;           /* of the tokens */
};

struct diff_text {
	struct diff_unit *items;
	size_t count;
	size_t cap;
};

enum diff_kind {
	DIFF_SAME,    /* one unit, equal but perhaps for its number */
	DIFF_CHANGED, /* one unit of each, similar: runs */
	DIFF_SPLIT,   /* one unit became several: runs */
	DIFF_MERGED,  /* several became one: runs */
	DIFF_ADDED,   /* one new unit */
	DIFF_REMOVED, /* one old unit */
	DIFF_GONE     /* where a moved part was: old_at, other */
};

enum diff_op { DIFF_KEEP, DIFF_DELETE, DIFF_INSERT };

/* A run of tokens: old[old_at..+count] or new[new_at..+count], or both. */
struct diff_run {
	enum diff_op op;
	uint32_t old_at;
	uint32_t new_at;
	uint32_t count;
};

struct diff_page;

struct diff_part {
	enum diff_kind kind;
	bool moved;      /* within the page; another part says DIFF_GONE */
	bool reformed;   /* another form: item, level, box, task */
	bool renumbered; /* only the number of the item is another */
	uint32_t old_at, old_count; /* units */
	uint32_t new_at, new_count;
	uint32_t other; /* of moved: its DIFF_GONE part, and back; DIFF_NONE */
	/* Tokens of its units, DIFF_UNIT between them. */
	uint32_t old_token_count, new_token_count;
	const struct diff_token *old_tokens, *new_tokens;
	struct diff_run *runs; /* changed, split, merged */
	uint32_t run_count;
	/*
	 * Added: the page where it stood, alike or the same; when it was only
	 * alike, old_tokens and runs say how. Removed: where it stands now.
	 */
	const struct diff_page *elsewhere;
};

struct diff_parts {
	struct diff_part *items;
	size_t count;
	size_t cap;
};

/* A key of the front matter that is not text of the page. */
struct diff_field {
	const char *key;
	struct str before; /* lists with ", " between */
	struct str after;
};

/* One page at one level. */
struct diff_level {
	const struct page *before; /* NULL: the level is new */
	const struct page *after;  /* NULL: the level is gone */
	struct diff_text old_text;
	struct diff_text new_text;
	struct diff_parts parts;
	struct diff_field fields[5];
	size_t field_count;
	bool same; /* the reader sees the same text */
};

enum diff_page_kind {
	DIFF_PAGE_SAME,
	DIFF_PAGE_CHANGED,
	DIFF_PAGE_ADDED,
	DIFF_PAGE_REMOVED
};

struct diff_page {
	enum diff_page_kind kind;
	bool renamed;              /* another title */
	bool relocated;            /* another address */
	const struct page *before; /* klarspråk, or the first there is */
	const struct page *after;
	struct diff_level levels[VARIANT_COUNT];
	const struct change *change; /* the editors' own words, or NULL */
};

enum diff_fact_kind { FACT_LAW, FACT_DATE, FACT_FIGURE };

/* A figure, date or law that changed. One side may be empty. */
struct diff_fact {
	enum diff_fact_kind kind;
	struct str before; /* as written: "3 dagar"; a law by its full name */
	struct str after;
	struct str before_key; /* "lag:sol-2-7", "3 dagar" */
	struct str after_key;
	const struct diff_page *page;
	enum variant variant;
	size_t part; /* of the level where it stands first */
};

struct diff_facts {
	struct diff_fact *items;
	size_t count;
	size_t cap;
};

struct diff {
	const struct revision *before;
	const struct revision *after;
	struct diff_page *pages; /* in order of the new revision */
	size_t page_count;
	struct diff_facts facts;
	size_t kinds[4];  /* pages by enum diff_page_kind */
	struct map files; /* file of a page, of either side → its diff_page */
};

#endif
