/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/layout.h"

#include "render/pages.h"
#include "render/sheet_check.h"

static const char *const months_sv[] = { "januari", "februari", "mars", "april",
	"maj", "juni", "juli", "augusti", "september", "oktober", "november",
	"december" };
static const char *const months_en[] = { "January", "February", "March",
	"April", "May", "June", "July", "August", "September", "October",
	"November", "December" };
static const char *const days_sv[] = { "måndag", "tisdag", "onsdag", "torsdag",
	"fredag", "lördag", "söndag" };
static const char *const days_en[] = { "Monday", "Tuesday", "Wednesday",
	"Thursday", "Friday", "Saturday", "Sunday" };

struct str
layout_date(struct arena *a, struct str lang, date_t d)
{
	if (d == DATE_NONE)
		return STR_NONE;

	struct ymd day = date_ymd(d);
	bool en = str_is(lang, "en");

	return arena_fmt(a, "%s %d %s %d",
	    (en ? days_en : days_sv)[date_weekday(d)], day.day,
	    (en ? months_en : months_sv)[(day.month + 11) % 12], day.year);
}

struct str
layout_page_words(
    struct arena *a, const struct sheet *s, size_t page, size_t pages)
{
	if (str_is(s->lang, "en"))
		return arena_fmt(a, "Page %zu of %zu", page, pages);
	return arena_fmt(a, "Sida %zu av %zu", page, pages);
}

static struct str
footer_words(struct setter *c)
{
	const struct sheet *s = c->sheet;
	bool en = str_is(s->lang, "en");
	struct str date = STR_NONE;

	if (s->updated != DATE_NONE) {
		struct str whole = layout_date(c->arena, s->lang, s->updated);
		size_t space = str_find_char(whole, ' ');

		date = str_from_off(whole, space + 1);
	}
	if (!s->plan_id.n)
		return date.n ? arena_fmt(c->arena, "%.*s · %.*s",
				    STR_ARG(s->footer), STR_ARG(date))
			      : s->footer;
	return arena_fmt(c->arena, "Plan %.*s%s%.*s", STR_ARG(s->plan_id),
	    !date.n ? ""
	    : en    ? " · changed "
		    : " · ändrad ",
	    STR_ARG(date));
}

static void
add_footers(struct setter *c)
{
	struct layout *l = c->layout;
	struct str words = footer_words(c);
	float y = PAGE_HEIGHT - PAGE_MARGIN * 0.55F;

	for (size_t n = 0; n < l->page_count; n++) {
		struct items *on = &l->pages[n].on;
		struct item *i;

		i = arena_push(c->arena, on);
		*i = (struct item){ .kind = ITEM_LINE };
		i->x = PAGE_MARGIN;
		i->y = y - 15;
		i->w = PAGE_WIDTH - 2 * PAGE_MARGIN;
		i->edge = INK_RULE;
		i->line = 0.5F;
		if (words.n) {
			i = arena_push(c->arena, on);
			*i = line_plain(
			    &c->t, words, &c->look.foot, 0, PAGE_MARGIN);
			i->y = y;
		}
		i = arena_push(c->arena, on);
		*i = line_plain(&c->t,
		    layout_page_words(c->arena, c->sheet, n + 1, l->page_count),
		    &c->look.foot, 0, 0);
		i->x = PAGE_WIDTH - PAGE_MARGIN - i->w;
		i->y = y;
	}
}

/* Page numbers of the contents are known only now; both are in order. */
static void
fill_page_numbers(struct setter *c)
{
	struct layout *l = c->layout;
	size_t mark = 0;

	for (size_t p = 0; p < l->page_count; p++) {
		for (size_t n = 0; n < l->pages[p].on.count; n++) {
			struct item *i = &l->pages[p].on.items[n];

			if (!i->page_of)
				continue;
			while (mark < l->marks.count &&
			       l->marks.items[mark].block != i->page_of)
				mark++;
			if (mark == l->marks.count)
				return;

			struct str text = arena_fmt(
			    c->arena, "%zu", l->marks.items[mark].page + 1);
			float right = i->x;

			i->text = text;
			i->w = line_width(&c->t, text, i->face, i->size);
			i->x = right - i->w;
		}
	}
}

/* Everything from the beginning, with a look. */
static void
set_all(struct setter *c, const struct look *look)
{
	struct layout *l = c->layout;
	struct box stack = { 0 };

	c->look = *look;
	c->card_label = 0;
	l->elements.count = 0;
	l->marks.count = 0;
	element_add(l, 0, TAG_NONE);
	c->element = element_add(l, 0, TAG_DOCUMENT);
	for (const struct block *b = c->sheet->first; b; b = b->next)
		box_add_block(c, &stack, b);
	pages_place(c, &stack);
}

/* A little closer, but never below what easy reading asks for. */
static struct look
closer(struct look k)
{
	k.gap *= 0.8F;
	k.pad *= 0.8F;
	k.hand *= k.easy ? 0.9F : 0.95F;
	k.icon *= 0.85F;
	if (k.sentences)
		return k;
	k.body.leading *= 0.94F;
	k.strong.leading *= 0.94F;
	return k;
}

static bool
nearly_empty(const struct layout *l)
{
	const struct page_box *last = &l->pages[l->page_count - 1];
	float top = page_top(l->sheet);

	return l->page_count > 1 &&
	       last->used - top < 0.4F * (page_bottom() - top);
}

struct layout *
layout_sheet(struct arena *a, const struct layout_options *o,
    const struct sheet *s, struct diags *ds)
{
	struct layout *l = arena_new(a, struct layout);
	struct setter c = {
		.layout = l, .sheet = s, .arena = a, .ds = ds, .qr = o->qr
	};
	struct look look = look_of(s);

	l->arena = a;
	l->sheet = s;
	c.t = (struct typesetter){
		.arena = a, .options = o, .sheet = s, .layout = l, .ds = ds
	};
	c.x = PAGE_MARGIN;
	c.width = PAGE_WIDTH - 2 * PAGE_MARGIN;
	c.page_height = page_bottom() - page_top(s);
	if (!sheet_check(a, s, ds))
		l->failed = true;
	set_all(&c, &look);
	if (nearly_empty(l)) {
		size_t pages = l->page_count;
		struct look close = closer(look);

		set_all(&c, &close);
		if (l->page_count >= pages)
			set_all(&c, &look);
	}
	fill_page_numbers(&c);
	add_footers(&c);
	return l;
}
