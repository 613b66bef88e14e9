/* SPDX-License-Identifier: EUPL-1.2 */
/* What only a book has: a cover and a list of contents. */
#include "render/boxes.h"

struct box *
box_cover(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	struct manner title = c->look.title;
	uint32_t h1;

	title.size *= 1.3F;
	title.leading *= 1.3F;
	box_add(stack, box_space(c, c->page_height * 0.16F));
	if (b->picture && c->look.pictures) {
		uint32_t figure = element_in(c, TAG_FIGURE, b->at);
		struct box *leaf = box_add(stack, box_space(c, 62 * MM));
		struct item *i = box_item(c, leaf, ITEM_PICTURE, c->x, 0);

		c->layout->elements.items[figure].alt = b->alt;
		i->element = figure;
		i->picture = b->picture;
		i->h = 52 * MM;
		i->w = i->h * b->picture->width / b->picture->height;
	}
	h1 = element_in(c, TAG_H1, b->at);

	struct box *name = box_add(stack, box_prose(c, &b->title, &title, h1));

	name->mark = box_mark(c, b, 1, &b->title, h1);
	if (!prose_empty(&b->text)) {
		uint32_t p = element_in(c, TAG_P, b->at);
		bool was = c->look.sentences;
		struct box *text;

		/* Names and dates stand below each other. */
		c->look.sentences = true;
		text = box_add(stack, box_prose(c, &b->text, &c->look.body, p));
		text->before = c->look.gap * 2;
		c->look.sentences = was;
	}
	stack->keep = true;
	return stack;
}

static bool
is_listed(const struct block *b, struct prose *title, int *level)
{
	if (b->kind == BLOCK_HEADING && b->head) {
		*title = b->text;
		*level = b->level;
		return true;
	}
	return false;
}

/* A line of the contents: title at the left, page at the right. */
static struct box *
contents_line(struct setter *c, const struct block *b,
    const struct prose *title, int level)
{
	float number =
	    line_width(&c->t, STR("0000"), FACE_REGULAR, c->look.body.size);
	float indent = level > 2 ? c->look.body.size * 1.5F : 0;
	struct column was = column_in(c, indent, number);
	uint32_t outer = c->element;

	c->element = element_in(c, TAG_TOCI, b->at);
	c->element = element_in(c, TAG_REFERENCE, b->at);

	uint32_t link = c->element;

	if (b->anchor.n) {
		link = element_in(c, TAG_LINK, b->at);
		c->layout->elements.items[link].link =
		    arena_fmt(c->arena, "#%.*s", STR_ARG(b->anchor));
	}

	struct prose plain = { 0 };

	prose_sentence(c->arena, &plain, prose_plain(c->arena, title), b->at);

	struct box *leaf = box_new(c);

	leaf->height = box_pour(c, leaf,
	    box_prose(
		c, &plain, level == 2 ? &c->look.strong : &c->look.body, link),
	    0);
	if (leaf->items.count) {
		struct item *last = &leaf->items.items[leaf->items.count - 1];
		struct item *i;
		float y = last->y;

		last->text = arena_fmt(c->arena, "%.*s ", STR_ARG(last->text));
		i = arena_push(c->arena, &leaf->items);
		*i = line_plain(
		    &c->t, STR("0"), &c->look.body, link, was.x + was.width);
		i->page_of = b;
		i->y = y;
	}
	c->element = outer;
	column_back(c, was);
	leaf->before = level == 2 ? c->look.gap * 0.8F : c->look.gap * 0.2F;
	return leaf;
}

struct box *
box_contents(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	uint32_t outer = c->element;
	const struct block *top = c->sheet->first;

	if (!prose_empty(&b->title)) {
		uint32_t h2 = element_in(c, TAG_H2, b->at);
		struct box *title = box_add(
		    stack, box_prose(c, &b->title, &c->look.heading[2], h2));

		title->keep_next = true;
	}
	c->element = element_in(c, TAG_TOC, b->at);
	for (const struct block *k = top; k; k = block_next(k, NULL)) {
		struct prose title;
		int level;

		if (is_listed(k, &title, &level))
			box_add(stack, contents_line(c, k, &title, level));
	}
	c->element = outer;
	return stack;
}
