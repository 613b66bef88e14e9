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

enum role {
	ROLE_NONE, /* element 0: an artifact */
	ROLE_DOCUMENT,
	ROLE_SECT,
	ROLE_DIV,
	ROLE_H1,
	ROLE_H2,
	ROLE_H3,
	ROLE_H4,
	ROLE_H5,
	ROLE_H6,
	ROLE_P,
	ROLE_QUOTE,
	ROLE_FIGURE,
	ROLE_L,
	ROLE_LI,
	ROLE_LBL,
	ROLE_LBODY,
	ROLE_TABLE,
	ROLE_CAPTION,
	ROLE_TR,
	ROLE_TH,
	ROLE_TD,
	ROLE_LINK,
	ROLE_SPAN,
	ROLE_TOC,
	ROLE_TOCI,
	ROLE_REFERENCE,
	ROLE_NOTE,
	ROLE_CODE,
	ROLE_COUNT
};

struct element {
	enum role role;
	uint32_t parent;
	struct str alt; /* figures */
	struct str actual; /* text instead of what is drawn */
	struct str lang;
	struct str link; /* target of a link */
	struct str id; /* of a note */
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
	ITEM_QR, /* side × side modules in the square w */
	ITEM_EMPTY /* nothing: an element without content */
};

struct item {
	enum item_kind kind;
	uint32_t element; /* 0: artifact */
	float x, y, w, h;
	enum ink ink; /* text, fill */
	enum ink edge; /* outline */
	float line; /* width of the outline */
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

/* What the places of a document depend on besides the sheet. */
struct layout_options {
	const struct font *faces[FACE_COUNT];
	struct qr_store *qr;
};

/*
 * Lays a sheet out in the arena. Never NULL; findings (missing characters,
 * words too long, broken structure) go to ds.
 */
struct layout *layout_sheet(struct arena *a,
    const struct layout_options *o, const struct sheet *s, struct diags *ds);

/* "Sida 1 av 3", in the sheet's language. */
struct str layout_page_words(struct arena *a, const struct sheet *s,
    size_t page, size_t pages);
/* "torsdag 3 december 2026" in a language. */
struct str layout_date(struct arena *a, struct str lang, date_t d);

#endif
