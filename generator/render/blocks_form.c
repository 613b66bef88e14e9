/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists, and what is filled in by hand: lines, boxes to tick, signatures. */
#include "render/boxes.h"

/* A list of up to this part of a page is not parted. */
static const float KEPT = 0.25F;

static struct item *
tick_box(struct setter *c, struct box *leaf, float x, float y)
{
	struct item *i = box_item(c, leaf, ITEM_RECT, x, y);

	i->w = i->h = c->look.tick;
	i->radius = 1.5F;
	i->ink = INK_WHITE;
	i->edge = INK_TEXT;
	i->line = c->look.easy ? 1.5F : 1;
	return i;
}

/* A box to tick, with a mark in it when it is. */
static void
add_tick(struct setter *c, struct box *leaf, uint32_t element, bool ticked)
{
	float side = c->look.tick;
	/* Small letters are most of a line; their middle is a little lower. */
	float y = (c->look.body.leading - side) / 2 + c->look.body.size * 0.06F;
	struct str words =
	    ticked ? STR("Ikryssad ruta: ") : STR("Ruta att kryssa i: ");

	if (str_is(c->sheet->lang, "en"))
		words = ticked ? STR("Ticked box: ") : STR("Box to tick: ");
	c->layout->elements.items[element].actual = words;
	tick_box(c, leaf, c->x, y)->element = element;
	for (int k = 0; ticked && k < 2; k++) {
		struct item *i = box_item(c, leaf, ITEM_LINE,
		    c->x + side * 0.2F, y + side * (k ? 0.8F : 0.2F));

		i->element = element;
		i->w = side * 0.6F;
		i->h = side * (k ? -0.6F : 0.6F);
		i->edge = INK_TEXT;
		i->line = 2;
	}
}

static float
number_width(const struct setter *c, const struct block *list)
{
	int n = list->level > 0 ? list->level : 1;

	for (const struct block *k = list->first; k; k = k->next)
		n++;
	return line_width(&c->t,
	    n > 100  ? STR("000. ")
	    : n > 10 ? STR("00. ")
		     : STR("0. "),
	    FACE_BOLD, c->look.body.size);
}

static void
add_label(struct setter *c, struct box *leaf, const struct block *list,
    const struct block *item, int number)
{
	const struct manner *m = &c->look.body;
	uint32_t label = element_in(c, TAG_LBL, item->at);
	struct item *i;

	if (list->kind == BLOCK_CHECKS) {
		add_tick(c, leaf, label, item->ticked);
		return;
	}
	i = arena_push(c->arena, &leaf->items);
	if (list->ordered)
		*i = line_plain(&c->t, arena_fmt(c->arena, "%d. ", number),
		    &c->look.strong, label, c->x);
	else
		*i = line_plain(
		    &c->t, STR("• "), m, label, c->x + m->size * 0.1F);
	i->w -= line_width(&c->t, STR(" "), i->face, i->size);
	i->y = base_line(c, m, 0);
}

static struct box *
list_item(struct setter *c, const struct block *list, const struct block *item,
    int number, float indent)
{
	struct box *stack = box_new(c);
	uint32_t outer = c->element;
	uint32_t li = element_in(c, TAG_LI, item->at);
	struct box *label = box_add(stack, box_new(c));

	c->element = li;
	add_label(c, label, list, item, number);
	label->keep_next = true;

	struct column was = column_in(c, indent, 0);
	uint32_t body = element_in(c, TAG_LBODY, item->at);
	struct box *text = box_prose(c, &item->text, &c->look.body, body);

	if (text->first)
		box_add(stack, text);
	c->element = body;
	box_children(c, stack, item);
	column_back(c, was);
	c->element = outer;
	stack->keep = !item->first;
	return stack;
}

struct box *
box_list(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	uint32_t outer = c->element;
	bool checks = b->kind == BLOCK_CHECKS;
	int number = b->level > 0 ? b->level : 1;
	float indent = checks       ? c->look.tick + 3.5F * MM
		       : b->ordered ? number_width(c, b)
				    : c->look.body.size * 1.2F;

	c->element = element_in(c, TAG_L, b->at);
	c->layout->elements.items[c->element].ordered = b->ordered;
	for (const struct block *k = b->first; k; k = k->next) {
		if (k->kind != BLOCK_ITEM)
			continue;

		struct box *item =
		    box_add(stack, list_item(c, b, k, number++, indent));

		item->before = c->look.gap * (checks ? 0.7F : 0.35F);
	}
	c->element = outer;
	stack->before = c->look.gap * (b->tight ? 0.4F : 0.8F);
	box_keep_ends(c, stack, KEPT);
	return stack->first ? stack : NULL;
}

struct box *
box_lines(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);

	if (!prose_empty(&b->title)) {
		uint32_t p = element_in(c, TAG_P, b->at);
		struct box *title =
		    box_add(stack, box_prose(c, &b->title, &c->look.strong, p));

		title->keep_next = true;
	}
	for (size_t n = 0; n < b->count && n < 60; n++) {
		struct box *leaf = box_add(stack, box_space(c, c->look.hand));
		struct item *i =
		    box_item(c, leaf, ITEM_LINE, c->x, c->look.hand - 1);

		i->w = c->width;
		i->edge = INK_QUIET;
		i->line = 0.75F;
	}
	stack->before = c->look.gap;
	stack->keep = b->count <= 8;
	return stack->first ? stack : NULL;
}

struct box *
box_tick(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	struct box *leaf = box_add(stack, box_new(c));
	uint32_t outer = c->element;
	uint32_t p = element_in(c, TAG_P, b->at);

	c->element = p;
	add_tick(c, leaf, element_in(c, TAG_SPAN, b->at), b->ticked);
	c->element = outer;

	struct column was = column_in(c, c->look.tick + 3.5F * MM, 0);

	box_add(stack, box_prose(c, &b->text, &c->look.body, p));
	column_back(c, was);
	stack->keep = true;
	stack->before = c->look.gap * 0.8F;
	return stack;
}

/* Lines side by side with their labels below. */
struct box *
box_signature(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	size_t columns = c->look.easy && c->look.body.size > 17 ? 1 : 2;
	float gap = 8 * MM;
	float hand = 14 * MM;
	float w = (c->width - gap * (float)(columns - 1)) / (float)columns;

	for (size_t from = 0; from < b->count; from += columns) {
		struct box *leaf = box_add(stack, box_space(c, hand));

		for (size_t k = 0; k < columns && from + k < b->count; k++) {
			const struct pair *pair = &b->items[from + k];
			struct column was = { c->x, c->width };
			uint32_t p = element_in(c, TAG_P, b->at);

			c->x += (w + gap) * (float)k;
			c->width = w;

			struct item *i =
			    box_item(c, leaf, ITEM_LINE, c->x, hand);

			i->w = w;
			i->edge = INK_TEXT;
			i->line = 0.75F;

			struct box *label = box_prose(c, &pair->label,
			    c->look.easy ? &c->look.body : &c->look.small, p);
			float y = box_pour(c, leaf, label, hand + 2);

			if (y > leaf->height)
				leaf->height = y;
			column_back(c, was);
		}
		leaf->before = c->look.gap * 0.5F;
	}
	stack->keep = true;
	stack->before = c->look.gap;
	return stack->first ? stack : NULL;
}

static float
widest_label(const struct setter *c, const struct block *b)
{
	float widest = 0;

	for (size_t i = 0; i < b->count; i++) {
		struct str text = prose_plain(c->arena, &b->items[i].label);
		float w = line_width(&c->t, text, FACE_BOLD, c->look.body.size);

		if (w > widest)
			widest = w;
	}
	return widest;
}

/* Cards of one document have their columns at the same place. */
static float
label_of_cards(struct setter *c)
{
	if (c->card_label > 0)
		return c->card_label;
	for (const struct block *k = c->sheet->first; k; k = k->next) {
		float w = k->kind == BLOCK_CARD ? widest_label(c, k) : 0;

		if (w > c->card_label)
			c->card_label = w;
	}
	return c->card_label;
}

static float
label_width(struct setter *c, const struct block *b)
{
	float widest = b->kind == BLOCK_CARD && !b->parent ? label_of_cards(c)
							   : widest_label(c, b);

	if (widest > c->width * 0.4F)
		widest = c->width * 0.4F;
	return widest + c->look.pair_gap;
}

struct box *
pair_rows(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	float label = label_width(c, b);
	struct prose space = { 0 };

	prose_sentence(c->arena, &space, STR(" "), SPAN_NONE);
	for (size_t i = 0; i < b->count; i++) {
		const struct pair *pair = &b->items[i];
		uint32_t p = element_in(c, TAG_P, b->at);
		struct box *leaf = box_add(stack, box_new(c));
		struct column was = { c->x, c->width };

		c->width = label - c->look.pair_gap + 0.5F;
		leaf->height = box_pour(
		    c, leaf, box_prose(c, &pair->label, &c->look.strong, p), 0);
		if (leaf->items.count) {
			struct item *last =
			    &leaf->items.items[leaf->items.count - 1];

			last->text =
			    arena_fmt(c->arena, "%.*s ", STR_ARG(last->text));
		}
		c->x = was.x + label;
		c->width = was.width - label;

		float y;

		if (prose_empty(&pair->value)) {
			struct item *line = box_item(
			    c, leaf, ITEM_LINE, c->x, c->look.hand * 0.8F);

			line->w = c->width;
			line->edge = INK_QUIET;
			line->line = 0.75F;
			y = c->look.hand * 0.8F + 1;
		} else {
			y = box_pour(c, leaf,
			    box_prose(c, &pair->value, &c->look.body, p), 0);
		}
		if (y > leaf->height)
			leaf->height = y;
		leaf->before = c->look.gap * 0.25F;
		column_back(c, was);
	}
	return stack;
}

struct box *
box_pairs(struct setter *c, const struct block *b)
{
	struct box *stack = pair_rows(c, b);

	box_keep_ends(c, stack, KEPT);
	stack->before = c->look.gap;
	return stack->first ? stack : NULL;
}
