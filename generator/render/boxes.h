/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Blocks to boxes. A box has its items at their x on the page and at a y from
 * its own top; a box of boxes stands for what is stacked. Nothing is known of
 * pages here but their height. Lives in the arena of the layout.
 */
#ifndef SAMPLAN_RENDER_BOXES_H
#define SAMPLAN_RENDER_BOXES_H

#include "render/lines.h"
#include "render/qr.h"

enum frame_kind {
	FRAME_NONE,
	FRAME_CARD, /* a rounded outline */
	FRAME_TINT, /* a rounded tint with a thin outline */
	FRAME_WARM,
	FRAME_KOMMUN, /* a card with a square mark */
	FRAME_REGION, /* a card with a round mark */
	FRAME_SPEECH
};

struct box {
	struct box *first;
	struct box *last;
	struct box *next;
	struct items items; /* of a leaf */
	float before;       /* room above, dropped at the top of a page */
	float height;       /* of a leaf; least height of a stack */
	float hang;         /* how far the items of a leaf reach below it */
	float pad_top, pad_bottom; /* inside the frame of a stack */
	float frame_x, frame_width;
	enum frame_kind frame;
	size_t mark;              /* index + 1 of layout.marks */
	const struct box *repeat; /* drawn again above it on a new page */
	bool keep;                /* a stack that is not parted */
	bool keep_next;           /* stands on the page of what follows */
	bool new_page;
};

/* Sizes of a style. */
struct look {
	struct manner body;
	struct manner strong;
	struct manner title;
	struct manner heading[7]; /* 2..6 */
	struct manner small;
	struct manner foot; /* of the page */
	struct manner phone;
	float gap;      /* between blocks */
	float sentence; /* between sentences */
	float pad;      /* inside a frame */
	float picture;  /* width of the picture column */
	float gutter;   /* between picture and text */
	float icon;     /* side of a picture beside a heading */
	float pair_gap; /* between label and value */
	float hand;     /* between lines to write on */
	float tick;     /* side of a box to tick */
	bool easy;
	bool sentences; /* each on its own line */
	bool pictures;
	bool over; /* pictures above the text */
};

struct setter {
	struct typesetter t;
	struct layout *layout;
	const struct sheet *sheet;
	struct arena *arena;
	struct diags *ds;
	struct look look;
	struct qr_store *qr;
	float x;
	float width;
	float page_height; /* of the content */
	float card_label;  /* widest label in a card; 0: not yet known */
	uint32_t element;  /* parent of what comes */
	int depth;
};

struct look look_of(const struct sheet *s);

struct box *box_new(struct setter *c);
struct box *box_add(struct box *stack, struct box *child);
struct item *box_item(
    struct setter *c, struct box *leaf, enum item_kind kind, float x, float y);
/* With everything inside and its paddings; before of the first left out. */
float box_height(const struct box *b);
/* A leaf of nothing. */
struct box *box_space(struct setter *c, float height);

/*
 * A stack with the sentences of a text, each a leaf, in the current column.
 * Empty text gives an empty stack.
 */
struct box *box_prose(struct setter *c, const struct prose *p,
    const struct manner *m, uint32_t element);
/* A leaf with one line of our own words. */
struct box *box_words(struct setter *c, struct str text, const struct manner *m,
    uint32_t element);
/* Base line of a line that begins at y. */
float base_line(const struct setter *c, const struct manner *m, float y);

/* The box of a block, or NULL when it shows nothing. */
struct box *box_block(struct setter *c, const struct block *b);
/* The same into a stack; what leads to the next block stays with it. */
void box_add_block(struct setter *c, struct box *stack, const struct block *b);
/*
 * No first or last part of a stack stands alone on a page; one that takes no
 * more than this part of a page is not parted at all.
 */
void box_keep_ends(const struct setter *c, struct box *stack, float part);
/* Boxes of all children of b into the stack. */
void box_children(struct setter *c, struct box *stack, const struct block *b);
/* Narrows the column; gives back what is needed to restore it. */
struct column {
	float x, width;
};
struct column column_in(struct setter *c, float left, float right);
void column_back(struct setter *c, struct column was);
uint32_t element_in(struct setter *c, enum tag role, struct span at);

/* A place for outline and links; index + 1. */
size_t box_mark(struct setter *c, const struct block *b, int level,
    const struct prose *title, uint32_t element);

/* blocks_*.c */
struct box *box_picture(struct setter *c, const struct block *b);
struct box *box_card(struct setter *c, const struct block *b);
struct box *box_contact(struct setter *c, const struct block *b);
struct box *box_calendar(struct setter *c, const struct block *b);
struct box *box_speech(struct setter *c, const struct block *b);
struct box *box_note(struct setter *c, const struct block *b);
struct box *box_qr(struct setter *c, const struct block *b);
struct box *box_table(struct setter *c, const struct block *b);
struct box *box_list(struct setter *c, const struct block *b);
struct box *box_lines(struct setter *c, const struct block *b);
struct box *box_tick(struct setter *c, const struct block *b);
struct box *box_signature(struct setter *c, const struct block *b);
struct box *box_pairs(struct setter *c, const struct block *b);
struct box *box_cover(struct setter *c, const struct block *b);
struct box *box_contents(struct setter *c, const struct block *b);
/* The leaves of b, which has no frame, into one leaf at y; gives the end. */
float
box_pour(struct setter *c, struct box *leaf, const struct box *b, float y);
/* The pairs of b below each other, each a paragraph. */
struct box *pair_rows(struct setter *c, const struct block *b);

#endif
