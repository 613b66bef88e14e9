/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/pages.h"

/* What is placed as a whole. */
struct unit {
	const struct box *box;
	const struct box *frame; /* of a stack that is taller than a page */
	const struct box *repeat;
	size_t mark; /* of a stack that begins here */
	float before;
	float height;
	bool keep_next;
	bool new_page;
};

struct units {
	struct unit *items;
	size_t count;
	size_t cap;
};

struct placing {
	struct setter *c;
	struct units units;
	float factor; /* of the room between blocks */
	float chain;  /* height of the units so far that keep the next one */
	float y;
	float top, bottom;
	bool fresh; /* nothing on this page yet */
	const struct box *frame;
	float frame_top;
	size_t held; /* units below this one have been given their room */
	size_t page; /* number of the page, from 1 */
	bool dry;    /* only to see how it would come out */
};

enum { ITEMS_USUAL = 48 };
static const float SEAM = 7; /* where a frame goes on on the next page */

/* UTKAST: letters as those of the text, within bounds. */
static float
band_letters(const struct sheet *s)
{
	float size = s->style == SHEET_EASY ? (float)s->text_size : 11;

	return size < 11 ? 14 : size > 15 ? 15 : size;
}

static float
band_height(const struct sheet *s)
{
	return band_letters(s) * 2.2F;
}

float
page_top(const struct sheet *s)
{
	return s->draft ? PAGE_MARGIN + band_height(s) : PAGE_MARGIN;
}

float
page_bottom(void)
{
	return PAGE_HEIGHT - PAGE_MARGIN;
}

static void
add_unit(struct placing *p, struct unit u)
{
	*arena_push(p->c->arena, &p->units) = u;
	p->chain = u.keep_next ? p->chain + u.before + u.height : 0;
}

static void flatten(struct placing *p, const struct box *b,
    const struct box *frame, float before, bool keep_next);

/* A stack that no page can hold whole, or that need not be whole. */
static void
flatten_parts(struct placing *p, const struct box *b, const struct box *frame,
    float before, bool keep_next)
{
	size_t start = p->units.count;
	float filled = b->pad_top + b->pad_bottom;

	if (b->keep && b->frame != FRAME_NONE)
		frame = b;
	for (const struct box *k = b->first; k; k = k->next) {
		float room_above = k == b->first ? before : k->before;

		if (k == b->first && frame == b)
			room_above += b->pad_top;
		filled += box_height(k) + (k == b->first ? 0 : k->before);
		flatten(p, k, frame, room_above,
		    (keep_next || b->keep_next) && !k->next);
	}
	/* A picture that is taller than the words beside it. */
	if (filled < b->height)
		add_unit(p, (struct unit){ .frame = frame,
				.box = box_space(p->c, b->height - filled),
				.height = b->height - filled,
				.keep_next = keep_next || b->keep_next });

	struct unit *first = &p->units.items[start];

	if (b->mark)
		first->mark = b->mark;
	for (size_t i = start; b->repeat && i < p->units.count; i++)
		p->units.items[i].repeat = b->repeat;
}

static void
flatten(struct placing *p, const struct box *b, const struct box *frame,
    float before, bool keep_next)
{
	float room = p->bottom - p->top;
	float height = box_height(b);
	float above = p->chain > 0 ? p->chain + before : 0;

	if (b->first && !(b->keep && height + above <= room)) {
		flatten_parts(p, b, frame, before, keep_next);
		return;
	}
	add_unit(p, (struct unit){ .box = b,
			.frame = frame,
			.repeat = b->repeat,
			.before = before,
			.height = height,
			.keep_next = keep_next || b->keep_next,
			.new_page = b->new_page });
}

static struct page_box *
this_page(struct placing *p)
{
	struct layout *l = p->c->layout;

	return &l->pages[l->page_count - 1];
}

/* A page that is placed again still holds what stood there before. */
static struct item *
fresh_item(struct arena *a, struct items *to)
{
	struct item *i = arena_push(a, to);

	*i = (struct item){ 0 };
	return i;
}

static void
add_frame(struct placing *p, const struct box *b, float y, float height)
{
	static const struct {
		enum ink ink;
		enum ink edge;
		float line;
	} looks[] = {
		[FRAME_NONE] = { INK_NONE, INK_NONE, 0 },
		[FRAME_CARD] = { INK_NONE, INK_RULE, 1.25F },
		[FRAME_TINT] = { INK_TINT, INK_RULE, 0.75F },
		[FRAME_WARM] = { INK_WARM, INK_ACCENT, 1.25F },
		[FRAME_KOMMUN] = { INK_NONE, INK_KOMMUN, 1.25F },
		[FRAME_REGION] = { INK_NONE, INK_REGION, 1.25F },
		[FRAME_SPEECH] = { INK_TINT, INK_MAIN, 1.25F },
	};
	struct items *under = &this_page(p)->under;
	struct item *i = fresh_item(p->c->arena, under);

	i->kind = b->frame == FRAME_SPEECH ? ITEM_BUBBLE : ITEM_RECT;
	i->x = b->frame_x;
	i->y = y;
	i->w = b->frame_width;
	i->h = height;
	i->radius = 7;
	i->ink = looks[b->frame].ink;
	i->edge = looks[b->frame].edge;
	i->line = looks[b->frame].line;
	if (b->frame != FRAME_KOMMUN && b->frame != FRAME_REGION)
		return;

	/* The mark of a principal: a square or a disc on the frame's corner. */
	float side = 4.5F * MM;

	i = fresh_item(p->c->arena, under);
	i->kind = b->frame == FRAME_KOMMUN ? ITEM_RECT : ITEM_OVAL;
	i->x = b->frame_x + b->frame_width - side * 1.6F;
	i->y = y + side * 0.6F;
	i->w = i->h = side;
	i->ink = b->frame == FRAME_KOMMUN ? INK_KOMMUN : INK_REGION;
}

static void
set_mark(struct placing *p, size_t mark, float y)
{
	struct layout *l = p->c->layout;

	if (!mark)
		return;
	l->marks.items[mark - 1].page = l->page_count - 1;
	l->marks.items[mark - 1].y = y;
}

static void
draw(struct placing *p, const struct box *b, float y, bool artifact)
{
	struct items *on = &this_page(p)->on;

	if (!artifact)
		set_mark(p, b->mark, y);
	if (b->frame != FRAME_NONE)
		add_frame(p, b, y, box_height(b));
	for (size_t n = 0; n < b->items.count; n++) {
		struct item *i = arena_push(p->c->arena, on);

		*i = b->items.items[n];
		i->y += y;
		if (artifact)
			i->element = 0;
	}
	y += b->pad_top;
	for (const struct box *k = b->first; k; k = k->next) {
		if (k != b->first)
			y += k->before;
		draw(p, k, y, artifact);
		y += box_height(k);
	}
}

static void
draft_band(struct placing *p, struct page_box *page)
{
	struct setter *c = p->c;
	struct manner m = { .size = band_letters(c->sheet),
		.face = FACE_BOLD,
		.ink = INK_TEXT };
	bool first = c->layout->page_count == 1;
	struct item *i = fresh_item(c->arena, &page->under);
	float h = band_height(c->sheet) * 0.85F;
	float y = PAGE_MARGIN - h * 0.6F;

	i->kind = ITEM_RECT;
	i->x = PAGE_MARGIN;
	i->y = y;
	i->w = PAGE_WIDTH - 2 * PAGE_MARGIN;
	i->h = h;
	i->ink = INK_WARM;
	i->edge = INK_ACCENT;
	i->line = 1.25F;
	i->radius = 3;
	i = arena_push(c->arena, &page->on);
	*i = line_plain(&c->t,
	    str_is(c->sheet->lang, "en")
		? STR("DRAFT – this is not decided yet")
		: STR("UTKAST – det här är inte bestämt än"),
	    &m, first ? element_add(c->layout, 1, TAG_P) : 0,
	    PAGE_MARGIN + 4 * MM);
	i->y = y + h / 2 + m.size * 0.36F;
}

static void
close_frame(struct placing *p, bool last)
{
	if (!p->frame)
		return;
	if (!p->dry)
		add_frame(p, p->frame, p->frame_top,
		    p->y - p->frame_top + (last ? p->frame->pad_bottom : SEAM));
	if (last)
		p->y += p->frame->pad_bottom;
	p->frame = NULL;
}

/* For what most pages hold, so that they do not grow step by step. */
static void
room_for(struct placing *p, struct items *on)
{
	on->cap = ITEMS_USUAL;
	on->items = arena_array(p->c->arena, struct item, on->cap);
}

static void
next_page(struct placing *p)
{
	struct layout *l = p->c->layout;
	bool first = p->page++ == 0;

	if (!p->dry && !first)
		this_page(p)->used = p->y;
	p->y = p->top;
	p->fresh = true;
	if (p->dry)
		return;
	if (l->page_count == l->page_cap)
		l->pages = arena_grow(l->arena, l->pages, l->page_count,
		    &l->page_cap, sizeof(*l->pages));
	l->pages[l->page_count] = (struct page_box){ 0 };
	room_for(p, &l->pages[l->page_count++].on);
	if (p->c->sheet->draft)
		draft_band(p, this_page(p));
}

/* How far the lowest item of a box reaches, from its top. */
static float
reach(const struct box *b)
{
	float height = box_height(b);

	return b->hang > height ? b->hang : height;
}

/*
 * The height of unit i with all that has to stand on the same page; those are
 * held from then on.
 */
static float
chain_height(struct placing *p, size_t i)
{
	const struct unit *u = &p->units.items[i];
	float sum = u->height;
	float most = reach(u->box);

	while (u->keep_next && i + 1 < p->units.count && !u[1].new_page) {
		u = &p->units.items[++i];
		sum += u->before * p->factor;
		/* What no page can hold together is parted as late as can be. */
		if (sum + reach(u->box) > p->bottom - p->top)
			break;
		if (sum + reach(u->box) > most)
			most = sum + reach(u->box);
		sum += u->height;
		p->held = i + 1;
	}
	return most;
}

static void
place_unit(struct placing *p, size_t n)
{
	const struct unit *u = &p->units.items[n];
	float before = p->fresh ? 0 : u->before * p->factor;
	float need = n < p->held ? u->height : chain_height(p, n);

	if (u->frame != p->frame)
		close_frame(p, true);
	if (u->new_page && !p->fresh) {
		close_frame(p, false);
		next_page(p);
		before = 0;
	} else if (!p->fresh && p->y + before + need > p->bottom + 0.05F) {
		close_frame(p, false);
		next_page(p);
		before = 0;
		if (u->repeat && u->repeat != u->box) {
			if (!p->dry)
				draw(p, u->repeat, p->y, true);
			p->y += box_height(u->repeat);
		}
	}
	if (u->new_page && u->height <= 0)
		return;
	if (u->frame && !p->frame) {
		p->frame = u->frame;
		/* The room above the first part is inside the frame. */
		p->frame_top =
		    p->fresh ? p->y - SEAM : p->y + before - u->frame->pad_top;
	}
	p->y += before;
	if (!p->dry) {
		set_mark(p, u->mark, p->y);
		draw(p, u->box, p->y, false);
	}
	p->y += u->height;
	p->fresh = false;
}

/* Units of one chapter: up to the next that begins a page. */
struct chapter {
	size_t first, end;
};

/* How much of its last page a chapter uses, 0 to 1. */
static float
place_chapter(struct placing *p, struct chapter k, float factor)
{
	p->factor = factor;
	p->held = k.first;
	for (size_t i = k.first; i < k.end; i++)
		place_unit(p, i);
	return (p->y - p->top) / (p->bottom - p->top);
}

/* A chapter whose last page would be nearly empty is set a little closer. */
static void
settle_chapter(struct placing *p, struct chapter k)
{
	static const float tighter[] = { 0.85F, 0.7F, 0.55F };
	struct placing dry = *p;
	float factor = 1;
	size_t pages;

	dry.dry = true;
	if (place_chapter(&dry, k, 1) <= 0.4F) {
		pages = dry.page;
		for (size_t i = 0;
		     i < 3 && factor >= 1 && pages > p->page + (k.first > 0);
		     i++) {
			dry = *p;
			dry.dry = true;
			place_chapter(&dry, k, tighter[i]);
			if (dry.page < pages)
				factor = tighter[i];
		}
	}
	place_chapter(p, k, factor);
}

void
pages_place(struct setter *c, const struct box *stack)
{
	struct placing p = {
		.c = c, .top = page_top(c->sheet), .bottom = page_bottom()
	};
	struct chapter k = { 0 };

	for (const struct box *b = stack->first; b; b = b->next)
		flatten(&p, b, NULL, b->before, false);
	c->layout->page_count = 0;
	next_page(&p);
	while (k.end < p.units.count) {
		k.first = k.end++;
		while (k.end < p.units.count && !p.units.items[k.end].new_page)
			k.end++;
		settle_chapter(&p, k);
	}
	close_frame(&p, true);
	this_page(&p)->used = p.y;
}
