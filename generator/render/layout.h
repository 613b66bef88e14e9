/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A sheet laid out: pages with items at their places, and the tree of
 * structure elements that the items belong to. Points, y downwards from the
 * top of the page. Items stand in reading order, which is drawing order; what
 * lies in `under` is drawn first and belongs to nobody (tints, frames).
 * The PDF and the text trace are two ways to write down the same layout.
 */
#ifndef SAMPLAN_RENDER_LAYOUT_H
#define SAMPLAN_RENDER_LAYOUT_H

#include "base/arena.h"
#include "diag/diag.h"
#include "model/font.h"
#include "model/sheet.h"

#define PAGE_WIDTH 595.276F
#define PAGE_HEIGHT 841.89F
#define MM (72.0F / 25.4F)
#define PAGE_MARGIN (25.0F * MM)

enum tag {
	TAG_NONE, /* element 0: an artifact */
	TAG_DOCUMENT,
	TAG_SECT,
	TAG_DIV,
	TAG_H1,
	TAG_H2,
	TAG_H3,
	TAG_H4,
	TAG_H5,
	TAG_H6,
	TAG_P,
	TAG_QUOTE,
	TAG_FIGURE,
	TAG_L,
	TAG_LI,
	TAG_LBL,
	TAG_LBODY,
	TAG_TABLE,
	TAG_CAPTION,
	TAG_TR,
	TAG_TH,
	TAG_TD,
	TAG_LINK,
	TAG_SPAN,
	TAG_TOC,
	TAG_TOCI,
	TAG_REFERENCE,
	TAG_NOTE,
	TAG_CODE,
	TAG_COUNT
};

struct element {
	enum tag role;
	uint32_t parent;
	struct str alt;    /* figures */
	struct str actual; /* text instead of what is drawn */
	struct str lang;
	struct str link; /* target of a link */
	struct str id;   /* of a note */
	struct span at;
	bool row_scope; /* a heading of its row, not of its column */
	bool ordered;
};

enum ink {
	INK_NONE,
	INK_TEXT,
	INK_MAIN,
	INK_ACCENT,
	INK_QUIET,
	INK_RULE,
	INK_TINT,
	INK_WARM,
	INK_KOMMUN,
	INK_REGION,
	INK_WHITE,
	INK_COUNT
};

enum item_kind {
	ITEM_TEXT, /* x, y: start of the base line; w: without end space */
	ITEM_RECT, /* rounded by radius */
	ITEM_LINE, /* from x, y to x + w, y + h */
	ITEM_OVAL,
	ITEM_BUBBLE, /* a rounded box with a tail at its lower left */
	ITEM_PICTURE,
	ITEM_QR,   /* side × side modules in the square w */
	ITEM_EMPTY /* nothing: an element without content */
};

struct item {
	enum item_kind kind;
	uint32_t element; /* 0: artifact */
	float x, y, w, h;
	enum ink ink;  /* text, fill */
	enum ink edge; /* outline */
	float line;    /* width of the outline */
	float radius;
	struct str text;
	float size;
	enum face face;
	const struct picture *picture;
	const uint8_t *modules;
	int side;
	const struct block *page_of; /* text: its page number goes here */
};

struct items {
	struct item *items;
	size_t count;
	size_t cap;
};

struct page_box {
	struct items under;
	struct items on;
	float used; /* lowest y of the content */
};

/* A place in the document: heading of the outline, target of links. */
struct mark {
	const struct block *block;
	struct str anchor;
	struct str title; /* of a heading; empty: only a target */
	int level;
	size_t page;
	float y;
	uint32_t element;
};

struct layout {
	struct arena *arena;
	const struct sheet *sheet;
	struct page_box *pages;
	size_t page_count;
	size_t page_cap;
	struct {
		struct element *items; /* 0: none, 1: the document */
		size_t count;
		size_t cap;
	} elements;
	struct {
		struct mark *items;
		size_t count;
		size_t cap;
	} marks;
	bool failed; /* a finding forbids that this is printed */
};

struct qr_store;
struct word_store;

/* What the places of a document depend on besides the sheet. */
struct layout_options {
	const struct font *faces[FACE_COUNT];
	struct qr_store *qr;
	struct word_store *words; /* NULL: every word is measured */
};

/*
 * Lays a sheet out in the arena. Never NULL; findings (missing characters,
 * words too long, broken structure) go to ds.
 */
struct layout *layout_sheet(struct arena *a, const struct layout_options *o,
    const struct sheet *s, struct diags *ds);

/* "Sida 1 av 3", in the sheet's language. */
struct str layout_page_words(
    struct arena *a, const struct sheet *s, size_t page, size_t pages);
/* "torsdag 3 december 2026" in a language. */
struct str layout_date(struct arena *a, struct str lang, date_t d);

#endif
