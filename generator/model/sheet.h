/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A sheet: what a plan document or a policy page is before it is printed. A
 * tree of blocks with text; no places, no sizes. render/ makes PDF, HTML and a
 * trace of the same sheet, in the order in which the blocks stand here.
 *
 * Everything lives in the arena of the sheet. Texts are borrowed (they must
 * live as long), NFC, without line breaks. Text comes in sentences: paper for
 * easy reading begins each on a new line and never parts one over two pages.
 * A run of text that was written by somebody carries its place, so that a
 * character that cannot be printed is a finding there; our own words carry
 * SPAN_NONE.
 *
 * Which fields a block uses stands at its kind; the others stay zero.
 */
#ifndef SAMPLAN_MODEL_SHEET_H
#define SAMPLAN_MODEL_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "diag/span.h"
#include "model/picture.h"

enum sheet_style {
	SHEET_EASY,      /* for the person: large, one sentence a line */
	SHEET_STAFF,     /* 11 points, tables */
	SHEET_BOOK_EASY, /* the policy as a book, easy to read */
	SHEET_BOOK
};
enum picture_place { PLACE_LEFT, PLACE_OVER };
enum picture_use { PICTURES_YES, PICTURES_ONLY, PICTURES_NO };

/* A piece of text in one manner. */
struct run {
	struct str text;
	struct span at;  /* of the text; exact when at.len == text.n */
	struct str lang; /* empty: as around */
	struct str link; /* https:…, mailto:…, tel:…, #anchor; empty: none */
	bool strong;
};

struct sentence {
	struct run *items;
	size_t count;
	size_t cap;
};

/* Sentences. An empty one is no text at all. */
struct prose {
	struct sentence *items;
	size_t count;
	size_t cap;
};

enum block_kind {
	BLOCK_TITLE,   /* text; the one heading of level 1 */
	BLOCK_HEADING, /* text, level 2..6, anchor; head: in the contents */
	BLOCK_TEXT,    /* text: a paragraph */
	BLOCK_SPEECH,  /* text: somebody's own words; title = who says it */
	/* picture, alt, title?, text: the picture and what it shows */
	BLOCK_PICTURE,
	/*
	 * A framed whole that is never parted: picture, alt, title?, text,
	 * pairs (who, when), then its children.
	 */
	BLOCK_CARD,
	/* title = name, text = who it is, label = telephone, picture, alt */
	BLOCK_CONTACT,
	BLOCK_CALENDAR,  /* date, minutes (-1: none), text = what, where */
	BLOCK_TABLE,     /* title = caption?, widths; children BLOCK_ROW */
	BLOCK_ROW,       /* head: column headings; children BLOCK_CELL */
	BLOCK_CELL,      /* text; head: heading of its row */
	BLOCK_LIST,      /* ordered, level = first number (0: 1); BLOCK_ITEM */
	BLOCK_CHECKS,    /* a list with a box to tick at each; BLOCK_ITEM */
	BLOCK_ITEM,      /* text, children; ticked */
	BLOCK_LINES,     /* title? = what to write, count = lines by hand */
	BLOCK_TICK,      /* one box to tick: text; ticked */
	BLOCK_SIGNATURE, /* pairs: labels below lines, side by side */
	BLOCK_PAIRS,     /* pairs: label and value */
	BLOCK_QR,        /* label = address, text = what one finds there */
	BLOCK_NOTE,      /* title?, text, picture?, children: a tinted box */
	BLOCK_BAND,      /* text: a band over the page, as UTKAST */
	BLOCK_RULE,
	BLOCK_PAGE_BREAK,
	BLOCK_GROUP,    /* children that stay on one page if they can */
	BLOCK_COVER,    /* title, text, picture: the first page of a book */
	BLOCK_CONTENTS, /* title: the headings with head and their pages */
	BLOCK_FOOTNOTE, /* level = number, anchor, text */
	BLOCK_CODE      /* label: letters as they are */
};

/* Principals have a shape beside their tint. */
enum tone { TONE_PLAIN, TONE_KOMMUN, TONE_REGION, TONE_WARM };

struct pair {
	struct prose label;
	struct prose value; /* empty: a line to write on */
};

struct block {
	enum block_kind kind;
	struct span at; /* where it comes from, or SPAN_NONE */
	struct block *parent;
	struct block *first;
	struct block *last;
	struct block *next;
	struct prose title;
	struct prose text;
	struct str label;
	struct str anchor;
	struct str lang; /* empty: as around */
	const struct picture *picture;
	struct str alt;
	struct pair *items; /* pairs */
	size_t count;       /* pairs, or lines */
	size_t cap;
	const int *widths; /* of columns, in parts of their sum; NULL: equal */
	size_t width_count;
	date_t date;
	int minutes;
	int level;
	enum tone tone;
	bool head;
	bool ordered;
	bool ticked;
	bool tight; /* less room before it */
};

struct sheet {
	struct arena *arena;
	struct str file;    /* name of the document: "min-plan" */
	struct str title;   /* of the document, also in its metadata */
	struct str lang;    /* "sv" */
	struct str plan_id; /* in the footer; empty in a book */
	struct str footer;  /* instead of the plan id: name of the book */
	date_t updated;     /* in footer and metadata */
	enum sheet_style style;
	enum picture_place place;
	enum picture_use pictures;
	int text_size; /* points, 14..24; 0: the style's own */
	bool draft;    /* UTKAST on every page */
	struct block *first;
	struct block *last;
};

/* Style easy, lang sv. The texts are borrowed. */
struct sheet *sheet_new(struct arena *a, struct str file, struct str title);

/*
 * Adds a block at the end of parent, or of the sheet when parent is NULL.
 * minutes starts as -1, date as DATE_NONE.
 */
struct block *
sheet_add(struct sheet *s, struct block *parent, enum block_kind kind);

/* The same with a text of one sentence. */
struct block *sheet_say(struct sheet *s, struct block *parent,
    enum block_kind kind, struct str text, struct span at);
/* BLOCK_HEADING of a level. */
struct block *sheet_heading(
    struct sheet *s, struct block *parent, int level, struct str text);
/* BLOCK_ROW with a cell a text; head as in BLOCK_ROW. */
struct block *sheet_row(struct sheet *s, struct block *table, bool head,
    const struct str *cells, size_t count);
/* A cell, to be filled by the caller. */
struct block *sheet_cell(struct sheet *s, struct block *row);

/* Begins a new sentence. */
struct sentence *prose_begin(struct arena *a, struct prose *p);
/* Adds to the last sentence, or to a first one. Empty text adds nothing. */
struct run *
prose_run(struct arena *a, struct prose *p, struct str text, struct span at);
/* Begins a sentence that is this text. Empty text adds nothing. */
struct run *prose_sentence(
    struct arena *a, struct prose *p, struct str text, struct span at);
/* Adds label and value, each of one sentence; gives the pair. */
struct pair *block_pair(struct sheet *s, struct block *b, struct str label,
    struct str value, struct span at);
bool prose_empty(const struct prose *p);
/*
 * Drops what came out empty: pairs, lists and tables without a row, and
 * headings that nothing stands below, before the next one that is as high.
 */
void sheet_drop_bare(struct sheet *s);
/* The text without its manners, sentences parted by a space. */
struct str prose_plain(struct arena *a, const struct prose *p);

/* The next block of a walk in document order below top, or NULL. */
const struct block *block_next(const struct block *b, const struct block *top);

#endif
