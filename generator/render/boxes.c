/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/boxes.h"

#include "diag/msg.h"

enum { EASY_MOST = 55, STAFF_MOST = 95, BOOK_MOST = 75, LINES_MOST = 7 };

static struct manner
manner(float size, float leading, enum face face, enum ink ink, int most)
{
	return (struct manner){ .size = size,
		.leading = size * leading,
		.face = face,
		.ink = ink,
		.most = most,
		.phrases = true };
}

static void
headings(struct look *k, float size, int most)
{
	static const float scale[7] = { 0, 0, 1.38F, 1.18F, 1.06F, 1, 1 };

	for (int i = 2; i <= 6; i++)
		k->heading[i] =
		    manner(size * scale[i], 1.25F, FACE_BOLD, INK_MAIN, most);
}

static struct look
look_easy(const struct sheet *s)
{
	float size = s->text_size ? (float)s->text_size : 14;
	struct look k = { .easy = true, .sentences = true };

	k.body = manner(size, 1.5F, FACE_REGULAR, INK_TEXT, EASY_MOST);
	k.strong = manner(size, 1.5F, FACE_BOLD, INK_TEXT, EASY_MOST);
	k.title = manner(size * 2, 1.15F, FACE_BOLD, INK_MAIN, EASY_MOST);
	k.small = manner(size > 18 ? size * 0.65F : 12, 1.4F, FACE_REGULAR,
	    INK_QUIET, EASY_MOST);
	k.foot = manner(
	    size > 16 ? 12 : 11, 1.4F, FACE_REGULAR, INK_QUIET, EASY_MOST);
	k.phone = manner(size * 1.6F, 1.3F, FACE_BOLD, INK_MAIN, EASY_MOST);
	headings(&k, size, EASY_MOST);
	k.gap = size * 0.8F;
	k.sentence = size * 0.22F;
	k.pad = 4.5F * MM;
	k.picture = 30 * MM;
	k.gutter = 6 * MM;
	k.hand = 12 * MM;
	/* Larger for larger letters, but the words need their room. */
	k.tick = (7 + (size - 14) * 0.13F) * MM;
	k.pictures = s->pictures != PICTURES_NO;
	k.over = s->place == PLACE_OVER;
	if (s->pictures == PICTURES_ONLY)
		k.picture = 52 * MM;
	else if (k.over)
		k.picture = 34 * MM;
	k.icon = (s->pictures == PICTURES_ONLY ? 20 : 12) * MM;
	k.pair_gap = size * 0.7F;
	return k;
}

static struct look
look_staff(void)
{
	struct look k = { 0 };
	float size = 11;

	k.body = manner(size, 1.4F, FACE_REGULAR, INK_TEXT, STAFF_MOST);
	k.body.phrases = false;
	k.strong = manner(size, 1.4F, FACE_BOLD, INK_TEXT, STAFF_MOST);
	k.strong.phrases = false;
	k.title = manner(size * 2, 1.2F, FACE_BOLD, INK_MAIN, STAFF_MOST);
	k.small = manner(9, 1.35F, FACE_REGULAR, INK_QUIET, STAFF_MOST);
	k.foot = k.small;
	k.phone = k.strong;
	headings(&k, size, STAFF_MOST);
	k.gap = size * 0.7F;
	k.pad = 3.5F * MM;
	k.picture = 20 * MM;
	k.gutter = 5 * MM;
	k.hand = 9 * MM;
	k.tick = 4.5F * MM;
	k.pair_gap = size * 1.6F;
	return k;
}

static struct look
look_book(const struct sheet *s)
{
	struct look k = look_easy(s);
	float size = s->text_size ? (float)s->text_size : 12;

	k.easy = k.sentences = false;
	k.body = manner(size, 1.5F, FACE_REGULAR, INK_TEXT, BOOK_MOST);
	k.body.phrases = false;
	k.strong = manner(size, 1.5F, FACE_BOLD, INK_TEXT, BOOK_MOST);
	k.strong.phrases = false;
	k.title = manner(size * 2.2F, 1.15F, FACE_BOLD, INK_MAIN, BOOK_MOST);
	headings(&k, size, BOOK_MOST);
	k.small = manner(10, 1.4F, FACE_REGULAR, INK_QUIET, BOOK_MOST);
	k.foot = k.small;
	k.gap = size * 0.8F;
	k.picture = 24 * MM;
	k.tick = 4.5F * MM;
	k.icon = 0;
	return k;
}

struct look
look_of(const struct sheet *s)
{
	switch (s->style) {
	case SHEET_STAFF:
		return look_staff();
	case SHEET_BOOK:
		return look_book(s);
	case SHEET_EASY:
	case SHEET_BOOK_EASY:
		break;
	}
	return look_easy(s);
}

struct box *
box_new(struct setter *c)
{
	return arena_new(c->arena, struct box);
}

struct box *
box_add(struct box *stack, struct box *child)
{
	if (!child)
		return NULL;
	if (stack->last)
		stack->last->next = child;
	else
		stack->first = child;
	stack->last = child;
	return child;
}

struct item *
box_item(
    struct setter *c, struct box *leaf, enum item_kind kind, float x, float y)
{
	struct item *i = arena_push(c->arena, &leaf->items);

	i->kind = kind;
	i->x = x;
	i->y = y;
	return i;
}

float
box_height(const struct box *b)
{
	if (!b->first)
		return b->height;

	float sum = b->pad_top + b->pad_bottom;

	for (const struct box *k = b->first; k; k = k->next)
		sum += box_height(k) + (k == b->first ? 0 : k->before);
	return sum > b->height ? sum : b->height;
}

struct box *
box_space(struct setter *c, float height)
{
	struct box *b = box_new(c);

	b->height = height;
	return b;
}

float
base_line(const struct setter *c, const struct manner *m, float y)
{
	float cap = (float)c->t.options->faces[m->face]->cap_height;

	return y + (m->leading + cap * m->size / 1000.0F) / 2;
}

static void
add_line(struct setter *c, struct box *leaf, const struct line *line,
    const struct manner *m)
{
	float y = base_line(c, m, leaf->height);

	for (size_t i = 0; i < line->count; i++) {
		struct item *item = arena_push(c->arena, &leaf->items);

		*item = line->items[i];
		item->y = y;
	}
	leaf->height += m->leading;
}

static void
sentence_too_tall(struct setter *c, const struct sentence *s)
{
	struct span at = s->count ? s->items[0].at : SPAN_NONE;
	struct finding *f = diag_add(
	    c->ds, DIAG_P14, at, N_("this sentence is taller than a page"));

	if (!f->file.n)
		f->file = arena_str(&c->ds->arena, c->sheet->file);
}

/* Gives how many lines there are. */
static size_t
add_sentence(struct setter *c, struct box *stack, const struct sentence *s,
    const struct manner *m, uint32_t element, bool more)
{
	struct lines lines =
	    lines_of(&c->t, s, m, element, c->x, c->width, more);
	bool tall = (float)lines.count * m->leading > c->page_height;
	struct box *leaf = NULL;

	if (tall && c->look.sentences)
		sentence_too_tall(c, s);
	for (size_t i = 0; i < lines.count; i++) {
		/* Running text may be parted between lines, but not after
		 * the first or before the last one. */
		bool apart = tall || (!c->look.sentences && i > 1 &&
					 i + 1 < lines.count);

		if (!leaf || apart) {
			leaf = box_add(stack, box_new(c));
			if (!i && stack->first != leaf)
				leaf->before = c->look.sentence;
		}
		add_line(c, leaf, &lines.items[i], m);
	}
	return lines.count;
}

/* All sentences as one, for running text. */
static struct sentence
joined(struct setter *c, const struct prose *p)
{
	struct sentence all = { 0 };

	for (size_t i = 0; i < p->count; i++) {
		if (i)
			arena_push(c->arena, &all)->text = STR(" ");
		for (size_t k = 0; k < p->items[i].count; k++) {
			struct run *r = arena_push(c->arena, &all);

			*r = p->items[i].items[k];
		}
	}
	return all;
}

struct box *
box_prose(struct setter *c, const struct prose *p, const struct manner *m,
    uint32_t element)
{
	struct box *stack = box_new(c);
	size_t lines = 0;

	if (!c->look.sentences) {
		struct sentence all = joined(c, p);

		add_sentence(c, stack, &all, m, element, false);
		return stack;
	}
	for (size_t i = 0; i < p->count; i++)
		lines += add_sentence(
		    c, stack, &p->items[i], m, element, i + 1 < p->count);
	if (lines > LINES_MOST && m->face == FACE_REGULAR && p->count > 1 &&
	    p->items[0].count && p->items[0].items[0].at.source)
		diag_add(c->ds, DIAG_P16, p->items[0].items[0].at,
		    N_("this paragraph has %zu lines"), lines);
	/* What is said in one breath stands on one page. */
	stack->keep = lines <= LINES_MOST;
	return stack;
}

struct box *
box_words(
    struct setter *c, struct str text, const struct manner *m, uint32_t element)
{
	struct run run = { .text = text };
	struct sentence s = { .items = &run, .count = 1, .cap = 1 };
	struct box *stack = box_new(c);

	add_sentence(c, stack, &s, m, element, false);
	return stack;
}

float
box_pour(struct setter *c, struct box *leaf, const struct box *b, float y)
{
	for (const struct box *k = b->first; k; k = k->next) {
		y += k == b->first ? 0 : k->before;
		for (size_t n = 0; n < k->items.count; n++) {
			struct item *i = arena_push(c->arena, &leaf->items);

			*i = k->items.items[n];
			i->y += y;
		}
		y += k->height;
	}
	return y;
}

struct column
column_in(struct setter *c, float left, float right)
{
	struct column was = { c->x, c->width };

	c->x += left;
	c->width -= left + right;
	if (c->width < 60)
		c->width = 60;
	return was;
}

void
column_back(struct setter *c, struct column was)
{
	c->x = was.x;
	c->width = was.width;
}

uint32_t
element_in(struct setter *c, enum tag role, struct span at)
{
	uint32_t id = element_add(c->layout, c->element, role);

	c->layout->elements.items[id].at = at;
	return id;
}

size_t
box_mark(struct setter *c, const struct block *b, int level,
    const struct prose *title, uint32_t element)
{
	struct mark *m = arena_push(c->arena, &c->layout->marks);

	m->block = b;
	m->anchor = b->anchor;
	m->level = level;
	if (level && title)
		m->title = prose_plain(c->arena, title);
	m->element = element;
	return c->layout->marks.count;
}

/* Letters of a heading get smaller before a word in it is parted. */
static struct manner
fitted(const struct setter *c, const struct prose *p, const struct manner *m,
    float width)
{
	struct str rest = prose_plain(c->arena, p);
	struct manner out = *m;
	struct str word;
	float widest = 0;

	while (str_next_part(&rest, ' ', &word)) {
		float w = line_width(&c->t, word, m->face, m->size);

		if (w > widest)
			widest = w;
	}
	if (widest > width) {
		float scale = width / widest * 0.995F;

		if (out.size * scale < c->look.body.size)
			scale = c->look.body.size / out.size;
		out.size *= scale;
		out.leading *= scale;
	}
	return out;
}

/*
 * A heading, with its picture at the left in easy documents. The picture says
 * what the heading says, so it is for the eyes only.
 */
static struct box *
heading_words(struct setter *c, const struct block *b, const struct manner *m,
    uint32_t element, float icon)
{
	struct manner fit;

	if (!b->picture || !c->look.pictures || icon <= 0) {
		fit = fitted(c, &b->text, m, c->width);
		return box_prose(c, &b->text, &fit, element);
	}

	struct box *stack = box_new(c);
	struct box *leaf = box_add(stack, box_new(c));
	struct item *i = box_item(c, leaf, ITEM_PICTURE, c->x, 0);
	float w = icon * b->picture->width / b->picture->height;

	i->picture = b->picture;
	i->w = w;
	i->h = icon;

	struct column was = column_in(c, w + 4 * MM, 0);

	fit = fitted(c, &b->text, m, c->width);

	struct box *words = box_prose(c, &b->text, &fit, element);
	float room = icon - box_height(words);

	column_back(c, was);
	if (room > 0)
		box_add(stack, box_space(c, room / 2));
	box_add(stack, words);
	stack->height = icon;
	return stack;
}

static struct box *
box_title(struct setter *c, const struct block *b)
{
	uint32_t element = element_in(c, TAG_H1, b->at);
	struct box *stack = box_new(c);
	struct box *bar;
	struct item *i;

	box_add(stack,
	    heading_words(c, b, &c->look.title, element, c->look.icon * 1.7F));
	bar = box_add(stack, box_space(c, c->look.gap));
	i = box_item(c, bar, ITEM_RECT, c->x, c->look.gap * 0.6F);
	i->w = 28 * MM;
	i->h = c->look.easy ? 3.5F : 2.5F;
	i->ink = INK_ACCENT;
	stack->mark = box_mark(c, b, 1, &b->text, element);
	stack->keep = stack->keep_next = true;
	return stack;
}

static struct box *
box_heading(struct setter *c, const struct block *b)
{
	int level = b->level < 2 ? 2 : b->level > 6 ? 6 : b->level;
	enum tag role = (enum tag)(TAG_H1 + level - 1);
	uint32_t element = element_in(c, role, b->at);
	struct box *stack =
	    heading_words(c, b, &c->look.heading[level], element, c->look.icon);

	stack->mark = box_mark(c, b, level, &b->text, element);
	stack->keep = stack->keep_next = true;
	stack->before = c->look.gap * (level == 2 ? 2.3F : 1.7F);
	return stack;
}

static bool
ends_with_colon(const struct prose *p)
{
	if (!p->count || !p->items[p->count - 1].count)
		return false;

	const struct sentence *s = &p->items[p->count - 1];

	return str_ends(str_trim(s->items[s->count - 1].text), STR(":"));
}

static struct box *
box_text(struct setter *c, const struct block *b)
{
	enum tag role = b->kind == BLOCK_FOOTNOTE ? TAG_NOTE : TAG_P;
	const struct manner *m =
	    b->kind == BLOCK_FOOTNOTE ? &c->look.small : &c->look.body;
	uint32_t element = element_in(c, role, b->at);
	struct box *stack = box_prose(c, &b->text, m, element);

	if (role == TAG_NOTE)
		c->layout->elements.items[element].id = b->anchor;
	if (b->anchor.n)
		stack->mark = box_mark(c, b, 0, NULL, element);
	if (b->lang.n)
		c->layout->elements.items[element].lang = b->lang;
	stack->before = c->look.gap * (b->tight ? 0.4F : 1);
	stack->keep_next = ends_with_colon(&b->text);
	return stack->first ? stack : NULL;
}

static struct box *
box_code(struct setter *c, const struct block *b)
{
	uint32_t element = element_in(c, TAG_P, b->at);
	struct box *stack = box_new(c);
	struct str rest = b->label;
	struct str text;
	struct column was = column_in(c, c->look.pad, c->look.pad);

	while (str_next_line(&rest, &text)) {
		if (text.n)
			box_add(
			    stack, box_words(c, text, &c->look.body, element));
		else
			box_add(stack, box_space(c, c->look.body.leading / 2));
	}
	column_back(c, was);
	stack->frame = FRAME_TINT;
	stack->frame_x = c->x;
	stack->frame_width = c->width;
	stack->pad_top = stack->pad_bottom = c->look.pad / 2;
	stack->keep = true;
	stack->before = c->look.gap;
	return stack;
}

static struct box *
box_band(struct setter *c, const struct block *b)
{
	struct column was = column_in(c, c->look.pad, c->look.pad);
	uint32_t element = element_in(c, TAG_P, b->at);
	struct box *stack = box_prose(c, &b->text, &c->look.strong, element);

	column_back(c, was);
	stack->frame = FRAME_WARM;
	stack->frame_x = c->x;
	stack->frame_width = c->width;
	stack->pad_top = stack->pad_bottom = c->look.pad / 2;
	stack->keep = true;
	stack->before = c->look.gap;
	return stack;
}

static struct box *
box_rule(struct setter *c)
{
	struct box *leaf = box_space(c, 1);
	struct item *i = box_item(c, leaf, ITEM_LINE, c->x, 0);

	i->w = c->width;
	i->edge = INK_RULE;
	i->line = 0.75F;
	leaf->before = c->look.gap;
	return leaf;
}

static struct box *
box_group(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);

	box_children(c, stack, b);
	if (!stack->first)
		return NULL;
	stack->keep = true;
	stack->before = stack->first->before;
	return stack;
}

struct box *
box_block(struct setter *c, const struct block *b)
{
	struct box *page;

	switch (b->kind) {
	case BLOCK_TITLE:
		return box_title(c, b);
	case BLOCK_HEADING:
		return box_heading(c, b);
	case BLOCK_TEXT:
	case BLOCK_FOOTNOTE:
		return box_text(c, b);
	case BLOCK_SPEECH:
		return box_speech(c, b);
	case BLOCK_PICTURE:
		return box_picture(c, b);
	case BLOCK_CARD:
		return box_card(c, b);
	case BLOCK_CONTACT:
		return box_contact(c, b);
	case BLOCK_CALENDAR:
		return box_calendar(c, b);
	case BLOCK_TABLE:
		return box_table(c, b);
	case BLOCK_LIST:
	case BLOCK_CHECKS:
		return box_list(c, b);
	case BLOCK_LINES:
		return box_lines(c, b);
	case BLOCK_TICK:
		return box_tick(c, b);
	case BLOCK_SIGNATURE:
		return box_signature(c, b);
	case BLOCK_PAIRS:
		return box_pairs(c, b);
	case BLOCK_QR:
		return box_qr(c, b);
	case BLOCK_NOTE:
		return box_note(c, b);
	case BLOCK_BAND:
		return box_band(c, b);
	case BLOCK_RULE:
		return box_rule(c);
	case BLOCK_PAGE_BREAK:
		page = box_space(c, 0);
		page->new_page = true;
		return page;
	case BLOCK_GROUP:
		return box_group(c, b);
	case BLOCK_COVER:
		return box_cover(c, b);
	case BLOCK_CONTENTS:
		return box_contents(c, b);
	case BLOCK_CODE:
		return box_code(c, b);
	case BLOCK_ROW:
	case BLOCK_CELL:
	case BLOCK_ITEM:
		break; /* drawn by their parents */
	}
	return NULL;
}

/*
 * "Put a cross for …" belongs to the boxes that it speaks of, a list to the
 * lines that it goes on in, one's own words to what they are about.
 */
static bool
leads_to_next(const struct block *b)
{
	const struct block *next = b->next;

	if (!next)
		return false;
	switch (b->kind) {
	case BLOCK_TEXT:
		return next->kind == BLOCK_CHECKS || next->kind == BLOCK_TICK ||
		       next->kind == BLOCK_LINES;
	case BLOCK_LIST:
		return next->kind == BLOCK_LINES && prose_empty(&next->title);
	case BLOCK_SPEECH:
		return next->kind == BLOCK_PAIRS;
	default:
		return false;
	}
}

void
box_add_block(struct setter *c, struct box *stack, const struct block *b)
{
	struct box *box = box_add(stack, box_block(c, b));

	if (box && box->keep && leads_to_next(b))
		box->keep_next = true;
}

void
box_keep_ends(const struct setter *c, struct box *stack, float part)
{
	struct box *last = NULL;

	if (box_height(stack) <= c->page_height * part) {
		stack->keep = true;
		return;
	}
	if (stack->first && stack->first->next)
		stack->first->keep_next = true;
	for (struct box *k = stack->first; k && k->next; k = k->next)
		last = k;
	if (last)
		last->keep_next = true;
}

enum { DEPTH_MOST = 24 };

void
box_children(struct setter *c, struct box *stack, const struct block *b)
{
	if (c->depth >= DEPTH_MOST)
		return;
	c->depth++;
	for (const struct block *k = b->first; k; k = k->next)
		box_add_block(c, stack, k);
	c->depth--;
}
