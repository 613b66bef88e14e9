/* SPDX-License-Identifier: EUPL-1.2 */
#include "aid_layout.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "render/pages.h"

struct laid {
	const struct layout *layout;
	const struct sheet *sheet;
	const char *name;
};

#define FAULT(l, page, item, what)                                    \
	fail_msg("%s, page %zu, \"%.*s\": %s", (l)->name, (page) + 1, \
	    STR_ARG((item)->text), (what))

static bool
is_footer(const struct item *i)
{
	return !i->element && i->y > page_bottom();
}

static bool
is_band(const struct laid *l, const struct item *i)
{
	return l->sheet->draft && i->y < page_top(l->sheet);
}

static struct str
trimmed(const struct item *i)
{
	return str_trim(i->text);
}

static void
check_inside(const struct laid *l, size_t page, const struct item *i)
{
	float slack = 0.6F;

	if (i->kind == ITEM_EMPTY || is_footer(i) || is_band(l, i))
		return;
	if (i->x < PAGE_MARGIN - slack ||
	    i->x + i->w > PAGE_WIDTH - PAGE_MARGIN + slack)
		FAULT(l, page, i, "is over a side margin");
	if (i->y < PAGE_MARGIN - slack - 7 || i->y > page_bottom() + slack + 2)
		FAULT(l, page, i, "is over the top or the foot");
	if (i->kind != ITEM_TEXT && i->y + i->h > page_bottom() + slack + 14)
		FAULT(l, page, i, "reaches into the footer");
}

static bool
overlap(const struct item *a, const struct item *b)
{
	float slack = 0.5F;

	return a->x + slack < b->x + b->w && b->x + slack < a->x + a->w &&
	       a->y - a->size * 0.7F < b->y + b->size * 0.15F &&
	       b->y - b->size * 0.7F < a->y + a->size * 0.15F;
}

static void
check_page(const struct laid *l, size_t n)
{
	const struct items *on = &l->layout->pages[n].on;
	const struct item *last = NULL;

	for (size_t i = 0; i < on->count; i++) {
		const struct item *a = &on->items[i];

		check_inside(l, n, a);
		/* Lines to write on are artifacts. */
		if (a->element || (a->kind == ITEM_LINE && !is_footer(a)))
			last = a;
		if (a->kind != ITEM_TEXT)
			continue;
		if (l->sheet->style == SHEET_EASY && a->element &&
		    utf8_count(trimmed(a)) > 55)
			FAULT(l, n, a, "has more than 55 characters");
		for (size_t k = i + 1; k < on->count; k++) {
			if (on->items[k].kind == ITEM_TEXT &&
			    overlap(a, &on->items[k]))
				FAULT(l, n, a, "overlaps another text");
		}
	}
	for (size_t i = 0; i < l->layout->pages[n].under.count; i++)
		check_inside(l, n, &l->layout->pages[n].under.items[i]);
	if (last) {
		enum tag t = l->layout->elements.items[last->element].role;

		if (t >= TAG_H1 && t <= TAG_H6)
			FAULT(l, n, last, "a heading stands alone at the foot");
	}
}

static uint32_t
card_of(const struct layout *l, uint32_t id)
{
	while (id && l->elements.items[id].role != TAG_SECT)
		id = l->elements.items[id].parent;
	return id;
}

/* How much of a page the items of a card take. */
static float
extent(const struct laid *l, size_t n, uint32_t card)
{
	const struct items *on = &l->layout->pages[n].on;
	float low = 0, high = PAGE_HEIGHT;

	for (size_t i = 0; i < on->count; i++) {
		if (!on->items[i].element ||
		    card_of(l->layout, on->items[i].element) != card)
			continue;
		low = fmaxf(low, on->items[i].y);
		high = fminf(high, on->items[i].y);
	}
	return low > high ? low - high : 0;
}

static bool
is_end(struct str s)
{
	return str_ends(s, STR(".")) || str_ends(s, STR("!")) ||
	       str_ends(s, STR("?")) || str_ends(s, STR(":"));
}

/* Cards stay whole, and so does each sentence of easy text. */
static void
check_turn(const struct laid *l, size_t n)
{
	const struct items *before = &l->layout->pages[n].on;
	const struct items *after = &l->layout->pages[n + 1].on;
	const struct item *last = NULL, *first = NULL;

	for (size_t i = 0; i < before->count; i++) {
		if (before->items[i].element &&
		    before->items[i].kind == ITEM_TEXT)
			last = &before->items[i];
	}
	for (size_t i = 0; i < after->count && !first; i++) {
		if (after->items[i].element &&
		    after->items[i].kind == ITEM_TEXT)
			first = &after->items[i];
	}
	if (!last || !first)
		return;

	uint32_t card = card_of(l->layout, last->element);

	/*
	 * One that is as tall as a page has to, and the one below the title,
	 * which would else stand alone.
	 */
	if (n && card && card == card_of(l->layout, first->element) &&
	    extent(l, n, card) + extent(l, n + 1, card) < 420)
		FAULT(l, n, last, "its card goes over the page");
	if (l->sheet->style == SHEET_EASY && last->element == first->element &&
	    !is_end(trimmed(last)))
		FAULT(l, n, last, "its sentence goes over the page");
}

static void
check_tree(const struct laid *l)
{
	const struct layout *y = l->layout;

	for (size_t i = 2; i < y->elements.count; i++)
		assert_true(y->elements.items[i].parent < i);
	for (size_t i = 0; i < y->marks.count; i++)
		assert_true(y->marks.items[i].page < y->page_count);
}

/* The first text of what a picture belongs to stands on its page. */
static void
check_pictures(const struct laid *l, size_t n)
{
	const struct layout *y = l->layout;
	const struct items *on = &y->pages[n].on;

	for (size_t i = 0; i < on->count; i++) {
		const struct item *a = &on->items[i];
		uint32_t of =
		    a->element ? y->elements.items[a->element].parent : 0;
		bool with = false;

		if (a->kind != ITEM_PICTURE || !a->element)
			continue;
		if (i + 1 == on->count)
			FAULT(l, n, a, "a picture is the last of its page");
		for (size_t k = i + 1; k < on->count && !with; k++) {
			uint32_t up = on->items[k].element;

			while (up > 1 && up != of)
				up = y->elements.items[up].parent;
			with = on->items[k].kind == ITEM_TEXT && up == of;
		}
		if (!with)
			FAULT(l, n, a, "a picture without its words");
	}
}

void
aid_check_layout(const struct layout *layout, const char *name)
{
	const struct laid l = { layout, layout->sheet, name };

	assert_true(layout->page_count > 0);
	check_tree(&l);
	for (size_t n = 0; n < layout->page_count; n++) {
		check_page(&l, n);
		check_pictures(&l, n);
		if (n + 1 < layout->page_count)
			check_turn(&l, n);
	}
}
