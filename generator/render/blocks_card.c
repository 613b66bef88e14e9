/* SPDX-License-Identifier: EUPL-1.2 */
/* Blocks with a picture, and blocks that stand apart in a frame. */
#include "render/boxes.h"

#include "diag/msg.h"

/* The picture hangs below a leaf without height, beside what follows. */
static struct box *
hung_picture(struct setter *c, const struct block *b, float w, float *h)
{
	struct box *leaf = box_new(c);
	uint32_t element = element_in(c, TAG_FIGURE, b->at);
	struct item *i = box_item(c, leaf, ITEM_PICTURE, c->x, 0);

	c->layout->elements.items[element].alt = b->alt;
	i->element = element;
	i->picture = b->picture;
	i->w = w;
	i->h = w * b->picture->height / b->picture->width;
	*h = leaf->hang = i->h;
	leaf->keep_next = true;
	return leaf;
}

static void
add_title(struct setter *c, struct box *stack, const struct block *b)
{
	const struct manner *m = &c->look.heading[3];
	enum tag role = b->level >= 2 && b->level <= 6
			    ? (enum tag)(TAG_H1 + b->level - 1)
			    : TAG_P;

	if (prose_empty(&b->title))
		return;

	uint32_t element = element_in(c, role, b->at);
	struct box *title = box_add(stack, box_prose(c, &b->title, m, element));

	title->keep_next = true;
	if (role == TAG_P)
		return;

	/* A card with a heading is a place of its own in the outline. */
	title->mark = box_mark(c, b, b->level, &b->title, element);
}

static void
add_text(struct setter *c, struct box *stack, const struct prose *p,
    const struct manner *m, float before)
{
	if (prose_empty(p))
		return;

	uint32_t element = element_in(c, TAG_P, SPAN_NONE);
	struct box *text = box_add(stack, box_prose(c, p, m, element));

	text->before = before;
}

static struct box *
inside(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	bool only = c->sheet->pictures == PICTURES_ONLY && b->picture;

	add_title(c, stack, b);
	add_text(c, stack, &b->text, only ? &c->look.strong : &c->look.body,
	    c->look.gap * 0.3F);
	if (b->count) {
		struct box *pairs = box_add(stack, pair_rows(c, b));

		pairs->before = c->look.gap * 0.6F;
	}
	box_children(c, stack, b);
	return stack;
}

static struct box *
picture_over(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	float w = c->look.picture < c->width ? c->look.picture : c->width;
	float h;
	struct box *hung = box_add(stack, hung_picture(c, b, w, &h));

	hung->height = h + c->look.gutter / 2;
	hung->hang = 0;
	box_add(stack, inside(c, b));
	return stack;
}

static struct box *
picture_left(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	float h;

	box_add(stack, hung_picture(c, b, c->look.picture, &h));

	struct column was = column_in(c, c->look.picture + c->look.gutter, 0);
	struct box *text = inside(c, b);
	float room = h - box_height(text);

	column_back(c, was);
	if (room > 0) {
		struct box *space = box_add(stack, box_space(c, room / 2));

		space->keep_next = true;
	}
	box_add(stack, text);
	stack->height = h;
	return stack;
}

/* Beside a picture there must be room for a few words. */
static bool
is_over(const struct setter *c)
{
	return c->look.over || c->width - c->look.picture - c->look.gutter <
				   13 * c->look.body.size;
}

static struct box *
picture_and_text(struct setter *c, const struct block *b)
{
	if (!c->look.pictures || !b->picture)
		return inside(c, b);
	return is_over(c) ? picture_over(c, b) : picture_left(c, b);
}

struct box *
box_picture(struct setter *c, const struct block *b)
{
	struct box *stack = picture_and_text(c, b);

	if (!stack->first)
		return NULL;
	stack->keep = true;
	stack->before = c->look.gap * 1.3F;
	return stack;
}

static struct column
frame_in(struct setter *c)
{
	return column_in(c, c->look.pad, c->look.pad);
}

static struct box *
framed(struct setter *c, struct column was, struct box *stack,
    enum frame_kind frame)
{
	column_back(c, was);
	stack->frame = frame;
	stack->frame_x = c->x;
	stack->frame_width = c->width;
	stack->pad_top = stack->pad_bottom = c->look.pad;
	if (stack->height > 0)
		stack->height += 2 * c->look.pad;
	stack->before = c->look.gap * 1.1F;
	stack->keep = true;
	return stack;
}

struct box *
box_card(struct setter *c, const struct block *b)
{
	static const enum frame_kind frames[] = {
		[TONE_PLAIN] = FRAME_CARD,
		[TONE_KOMMUN] = FRAME_KOMMUN,
		[TONE_REGION] = FRAME_REGION,
		[TONE_WARM] = FRAME_WARM,
	};
	uint32_t outer = c->element;
	struct column was = frame_in(c);

	c->element = element_in(c, TAG_SECT, b->at);

	struct box *stack = picture_and_text(c, b);

	c->element = outer;
	return framed(c, was, stack, frames[b->tone]);
}

struct box *
box_note(struct setter *c, const struct block *b)
{
	uint32_t outer = c->element;
	struct column was = frame_in(c);

	c->element = element_in(c, TAG_DIV, b->at);

	struct box *stack = picture_and_text(c, b);

	c->element = outer;
	return framed(
	    c, was, stack, b->tone == TONE_WARM ? FRAME_WARM : FRAME_TINT);
}

static struct box *
contact_text(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	struct box *phone;

	add_title(c, stack, b);
	add_text(c, stack, &b->text, &c->look.body, c->look.gap * 0.2F);
	if (b->label.n) {
		uint32_t element = element_in(c, TAG_P, b->at);

		phone = box_add(
		    stack, box_words(c, b->label, &c->look.phone, element));
		phone->before = c->look.gap * 0.3F;
	}
	return stack;
}

struct box *
box_contact(struct setter *c, const struct block *b)
{
	uint32_t outer = c->element;
	struct column was = frame_in(c);
	struct box *stack;

	c->element = element_in(c, TAG_DIV, b->at);
	if (c->look.pictures && b->picture && c->look.easy) {
		float h;
		float w = 20 * MM;
		struct column text;

		stack = box_new(c);
		box_add(stack, hung_picture(c, b, w, &h));
		text = column_in(c, w + c->look.gutter, 0);
		box_add(stack, contact_text(c, b));
		column_back(c, text);
		stack->height = h;
	} else {
		stack = contact_text(c, b);
	}
	c->element = outer;
	return framed(c, was, stack, FRAME_TINT);
}

/* The bubble and its tail are drawn behind the words. */
struct box *
box_speech(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	uint32_t outer = c->element;

	c->element = element_in(c, TAG_QUOTE, b->at);
	if (!prose_empty(&b->title)) {
		uint32_t p = element_in(c, TAG_P, SPAN_NONE);
		struct box *who =
		    box_add(stack, box_prose(c, &b->title, &c->look.strong, p));

		who->keep_next = true;
	}

	struct column was = frame_in(c);
	uint32_t element = element_in(c, TAG_P, b->at);
	struct manner m = c->look.body;

	if (c->look.easy) {
		m.size *= 1.08F;
		m.leading *= 1.05F;
		m.face = FACE_BOLD;
	}

	struct box *bubble = box_prose(c, &b->text, &m, element);

	c->element = outer;
	framed(c, was, bubble, FRAME_SPEECH);
	if (!c->look.easy)
		bubble->pad_top = bubble->pad_bottom = c->look.pad * 0.7F;
	bubble->before = c->look.gap * 0.5F;
	box_add(stack, bubble);
	/* Room for the tail. */
	box_add(stack, box_space(c, 3.5F * MM));
	bubble->keep_next = true;
	stack->keep = true;
	stack->before = c->look.gap * 1.1F;
	return stack;
}

static struct str
month_of(struct setter *c, date_t d, struct str *weekday, struct str *day)
{
	struct str whole = layout_date(c->arena, c->sheet->lang, d);
	struct str month;

	/* "torsdag 3 december 2026" */
	str_next_part(&whole, ' ', weekday);
	str_next_part(&whole, ' ', day);
	str_next_part(&whole, ' ', &month);
	return month;
}

static void
centred(struct setter *c, struct box *leaf, struct str text,
    const struct manner *m, float y)
{
	struct item *i = arena_push(c->arena, &leaf->items);

	*i = line_plain(&c->t, text, m, 0, 0);
	i->x = leaf->items.items[0].x + (leaf->items.items[0].w - i->w) / 2;
	i->y = y;
}

/*
 * Weekday on the band, the day large, the month below: all of it artifact,
 * because the date stands beside it in full.
 */
static struct box *
calendar_leaf(struct setter *c, date_t date, float w, float h)
{
	struct box *leaf = box_new(c);
	struct str weekday, day;
	struct str month = month_of(c, date, &weekday, &day);
	float band = h * 0.27F;
	struct manner m = {
		.size = h * 0.145F, .face = FACE_BOLD, .ink = INK_WHITE
	};
	struct item *i = box_item(c, leaf, ITEM_RECT, c->x, 0);

	i->w = w;
	i->h = h;
	i->radius = 5;
	i->ink = INK_WHITE;
	i->edge = INK_MAIN;
	i->line = 1.5F;
	i = box_item(c, leaf, ITEM_RECT, c->x, 0);
	i->w = w;
	i->h = band;
	i->radius = 5;
	i->ink = INK_MAIN;
	i = box_item(c, leaf, ITEM_RECT, c->x, band / 2);
	i->w = w;
	i->h = band / 2;
	i->ink = INK_MAIN;
	centred(c, leaf, weekday, &m, band * 0.68F);
	m.ink = INK_TEXT;
	centred(c, leaf, month, &m, h * 0.91F);
	m.size = h * 0.40F;
	centred(c, leaf, day, &m, h * 0.70F);
	leaf->hang = h;
	leaf->keep_next = true;
	return leaf;
}

static struct str
clock_words(struct setter *c, int minutes)
{
	return arena_fmt(c->arena, "%s %d.%02d",
	    str_is(c->sheet->lang, "en") ? "at" : "klockan", minutes / 60,
	    minutes % 60);
}

static struct box *
calendar_text(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	const struct manner *m =
	    c->look.easy ? &c->look.heading[3] : &c->look.strong;
	struct prose when = { 0 };

	if (b->date != DATE_NONE)
		prose_sentence(c->arena, &when,
		    layout_date(c->arena, c->sheet->lang, b->date), SPAN_NONE);
	if (b->minutes >= 0)
		prose_sentence(
		    c->arena, &when, clock_words(c, b->minutes), SPAN_NONE);
	add_text(c, stack, &when, m, 0);
	add_text(c, stack, &b->text, &c->look.body, c->look.gap * 0.4F);
	return stack;
}

struct box *
box_calendar(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	float w = 30 * MM, h = 31 * MM;

	stack->keep = true;
	stack->before = c->look.gap * 1.2F;
	if (!c->look.easy || b->date == DATE_NONE) {
		box_add(stack, calendar_text(c, b));
		return stack;
	}
	box_add(stack, calendar_leaf(c, b->date, w, h));

	struct column was = column_in(c, w + c->look.gutter, 0);
	struct box *text = calendar_text(c, b);
	float room = h - box_height(text);

	column_back(c, was);
	if (room > 0)
		box_add(stack, box_space(c, room / 2))->keep_next = true;
	box_add(stack, text);
	stack->height = h;
	return stack;
}

static struct str
without_scheme(struct str url)
{
	size_t at = str_find(url, STR("://"));

	if (at != STR_NOT_FOUND)
		url = str_from_off(url, at + 3);
	if (str_ends(url, STR("/index.html")))
		url.n -= 10;
	return url;
}

static struct box *
qr_text(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	struct prose link = { 0 };
	struct run *r =
	    prose_sentence(c->arena, &link, without_scheme(b->label), b->at);

	add_text(c, stack, &b->text, &c->look.body, 0);
	if (r) {
		r->link = b->label;
		add_text(c, stack, &link, &c->look.small, c->look.gap * 0.3F);
	}
	return stack;
}

struct box *
box_qr(struct setter *c, const struct block *b)
{
	const struct qr *code = c->qr ? qr_find(c->qr, b->label) : NULL;
	struct box *stack = box_new(c);
	float w = (c->look.easy ? 30 : 24) * MM;

	stack->keep = true;
	stack->before = c->look.gap * 1.2F;
	if (!code) {
		struct finding *f = diag_add(c->ds, DIAG_P13, b->at,
		    N_("this address is too long for a square code"));

		if (!f->file.n)
			f->file = arena_str(&c->ds->arena, c->sheet->file);
		c->layout->failed = true;
		return NULL;
	}

	struct box *leaf = box_add(stack, box_new(c));
	struct item *i = box_item(c, leaf, ITEM_QR, c->x, 0);
	uint32_t element = element_in(c, TAG_FIGURE, b->at);

	c->layout->elements.items[element].alt =
	    b->alt.n ? b->alt
		     : arena_fmt(c->arena, "%s %.*s",
			   str_is(c->sheet->lang, "en") ? "Square code to"
							: "QR-kod till",
			   STR_ARG(b->label));
	i->element = element;
	i->w = i->h = w;
	i->modules = code->modules;
	i->side = code->side;
	leaf->hang = w;
	leaf->keep_next = true;

	struct column was = column_in(c, w + c->look.gutter, 0);
	struct box *text = qr_text(c, b);
	float room = w - box_height(text);

	column_back(c, was);
	if (room > 0)
		box_add(stack, box_space(c, room / 2))->keep_next = true;
	box_add(stack, text);
	stack->height = w;
	return stack;
}
