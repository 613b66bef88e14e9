/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/pdf_page.h"

#include "render/pages.h"
#include "render/pdf_words.h"
#include "render/trace.h"

static const float KAPPA = 0.5522848F;

/* What the graphics state holds, so that nothing is said twice. */
struct state {
	const struct pdf_pen *pen;
	struct sb *out;
	size_t page;
	uint32_t fill;
	uint32_t stroke;
	float line;
	float size;
	int face;
	bool open; /* a piece of marked content */
	uint32_t element;
	bool footer;
};

static void
colour(struct sb *out, uint32_t rgb, const char *op)
{
	if (rgb >> 16 == (rgb >> 8 & 0xff) && rgb >> 16 == (rgb & 0xff)) {
		pdf_number(out, (float)(rgb & 0xff) / 255);
		sb_cstr(out, op[0] == 'r' ? "g\n" : "G\n");
		return;
	}
	for (int shift = 16; shift >= 0; shift -= 8)
		pdf_number(out, (float)(rgb >> shift & 0xff) / 255);
	sb_cstr(out, op);
	sb_ch(out, '\n');
}

static void
set_fill(struct state *s, enum ink ink)
{
	uint32_t rgb = s->pen->colours[ink];

	if (s->fill != rgb)
		colour(s->out, rgb, "rg");
	s->fill = rgb;
}

static void
set_stroke(struct state *s, enum ink ink, float line)
{
	uint32_t rgb = s->pen->colours[ink];

	if (s->stroke != rgb)
		colour(s->out, rgb, "RG");
	s->stroke = rgb;
	if (line < s->line || line > s->line) {
		pdf_number(s->out, line);
		sb_cstr(s->out, "w\n");
	}
	s->line = line;
}

static void
point(struct sb *out, float x, float y, const char *op)
{
	pdf_number(out, x);
	pdf_number(out, PAGE_HEIGHT - y);
	sb_cstr(out, op);
	if (*op)
		sb_ch(out, '\n');
}

static void
curve(struct sb *out, const float p[6])
{
	point(out, p[0], p[1], "");
	point(out, p[2], p[3], "");
	point(out, p[4], p[5], "c");
}

/* From the top left corner clockwise; a tail below the left end is optional. */
static void
rounded(struct sb *out, const struct item *i, float rx, float ry, bool tail)
{
	float l = i->x, t = i->y, r = i->x + i->w, b = i->y + i->h;
	float kx = rx * (1 - KAPPA), ky = ry * (1 - KAPPA);

	point(out, l + rx, t, "m");
	point(out, r - rx, t, "l");
	curve(out, (float[6]){ r - kx, t, r, t + ky, r, t + ry });
	point(out, r, b - ry, "l");
	curve(out, (float[6]){ r, b - ky, r - kx, b, r - rx, b });
	if (tail) {
		point(out, l + 34, b, "l");
		point(out, l + 16, b + 3.2F * MM, "l");
		point(out, l + 20, b, "l");
	}
	point(out, l + rx, b, "l");
	curve(out, (float[6]){ l + kx, b, l, b - ky, l, b - ry });
	point(out, l, t + ry, "l");
	curve(out, (float[6]){ l, t + ky, l + kx, t, l + rx, t });
	sb_cstr(out, "h\n");
}

static void
paint(struct state *s, const struct item *i)
{
	bool fill = i->ink != INK_NONE;
	bool edge = i->edge != INK_NONE;

	sb_cstr(s->out, fill && edge ? "B\n"
			: fill       ? "f\n"
			: edge       ? "S\n"
				     : "n\n");
}

static void
draw_shape(struct state *s, const struct item *i)
{
	if (i->ink != INK_NONE)
		set_fill(s, i->ink);
	if (i->edge != INK_NONE)
		set_stroke(s, i->edge, i->line);
	if (i->kind == ITEM_OVAL) {
		rounded(s->out, i, i->w / 2, i->h / 2, false);
	} else if (i->radius > 0 || i->kind == ITEM_BUBBLE) {
		rounded(
		    s->out, i, i->radius, i->radius, i->kind == ITEM_BUBBLE);
	} else {
		pdf_number(s->out, i->x);
		pdf_number(s->out, PAGE_HEIGHT - i->y - i->h);
		pdf_number(s->out, i->w);
		pdf_number(s->out, i->h);
		sb_cstr(s->out, "re\n");
	}
	paint(s, i);
}

static void
draw_line(struct state *s, const struct item *i)
{
	set_stroke(s, i->edge, i->line);
	point(s->out, i->x, i->y, "m");
	point(s->out, i->x + i->w, i->y + i->h, "l");
	sb_cstr(s->out, "S\n");
}

static void
draw_text(struct state *s, const struct item *i)
{
	sb_cstr(s->out, "BT\n");
	if (s->face != (int)i->face || s->size < i->size || s->size > i->size) {
		sb_cstr(s->out, i->face == FACE_BOLD ? "/F1 " : "/F0 ");
		pdf_number(s->out, i->size);
		sb_cstr(s->out, "Tf\n");
		s->face = (int)i->face;
		s->size = i->size;
	}
	set_fill(s, i->ink);
	point(s->out, i->x, i->y, "Td");
	pdf_face_text(s->pen->faces[i->face], i->text, s->out);
	sb_cstr(s->out, "Tj\nET\n");
}

static unsigned
picture_number(
    struct arena *a, struct pdf_pictures *all, const struct picture *p)
{
	for (size_t n = 0; n < all->count; n++) {
		if (all->items[n] == p)
			return (unsigned)n;
	}
	*arena_push(a, all) = p;
	return (unsigned)(all->count - 1);
}

static void
draw_picture(struct state *s, const struct item *i)
{
	const struct picture *p = i->picture;
	float scale = i->w / p->width;
	struct sb *out = s->out;

	sb_cstr(out, "q\n");
	pdf_fine(out, scale);
	sb_cstr(out, "0 0 -");
	pdf_fine(out, scale);
	pdf_number(out, i->x);
	pdf_number(out, PAGE_HEIGHT - i->y);
	sb_cstr(out, "cm\n/X");
	pdf_unsigned(out, picture_number(s->pen->arena, s->pen->pictures, p));
	sb_cstr(out, " Do\nQ\n");
}

static unsigned
code_number(struct arena *a, struct pdf_codes *all, const struct item *i)
{
	for (size_t n = 0; n < all->count; n++) {
		if (all->items[n].modules == i->modules)
			return (unsigned)n;
	}
	*arena_push(a, all) = (struct pdf_code){ i->modules, i->side };
	return (unsigned)(all->count - 1);
}

/* A stencil: viewers draw its squares without seams, however they scale. */
static void
draw_qr(struct state *s, const struct item *i)
{
	set_fill(s, INK_TEXT);
	sb_cstr(s->out, "q\n");
	pdf_number(s->out, i->w);
	sb_cstr(s->out, "0 0 ");
	pdf_number(s->out, i->w);
	pdf_number(s->out, i->x);
	pdf_number(s->out, PAGE_HEIGHT - i->y - i->w);
	sb_cstr(s->out, "cm\n/Q");
	pdf_unsigned(s->out, code_number(s->pen->arena, s->pen->codes, i));
	sb_cstr(s->out, " Do\nQ\n");
}

static void
close_piece(struct state *s)
{
	if (s->open)
		sb_cstr(s->out, "EMC\n");
	s->open = false;
}

static void
open_piece(struct state *s, const struct item *i)
{
	bool footer = !i->element && i->y > page_bottom();

	if (s->open && s->element == i->element && s->footer == footer)
		return;
	close_piece(s);
	s->open = true;
	s->element = i->element;
	s->footer = footer;
	if (!i->element) {
		sb_cstr(s->out,
		    footer ? "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"
			   : "/Artifact BMC\n");
		return;
	}
	sb_ch(s->out, '/');
	sb_cstr(
	    s->out, tag_name(s->pen->layout->elements.items[i->element].role));
	sb_cstr(s->out, "<</MCID ");
	pdf_unsigned(s->out, tags_content(s->pen->tags, s->page, i->element));
	sb_cstr(s->out, ">>BDC\n");
}

static void
draw_item(struct state *s, const struct item *i)
{
	if (i->kind == ITEM_EMPTY) {
		tags_touch(s->pen->tags, i->element);
		return;
	}
	open_piece(s, i);
	switch (i->kind) {
	case ITEM_TEXT:
		draw_text(s, i);
		break;
	case ITEM_RECT:
	case ITEM_OVAL:
	case ITEM_BUBBLE:
		draw_shape(s, i);
		break;
	case ITEM_LINE:
		draw_line(s, i);
		break;
	case ITEM_PICTURE:
		draw_picture(s, i);
		break;
	case ITEM_QR:
		draw_qr(s, i);
		break;
	case ITEM_EMPTY:
		break;
	}
	if (i->kind == ITEM_PICTURE || i->kind == ITEM_QR)
		tags_extent(s->pen->tags, i->element, i->x,
		    PAGE_HEIGHT - i->y - i->h, i->w, i->h);
}

void
pdf_page_content(const struct pdf_pen *pen, size_t page, struct sb *out)
{
	struct state s = { .pen = pen,
		.out = out,
		.page = page,
		.fill = UINT32_MAX,
		.stroke = UINT32_MAX,
		.line = -1,
		.face = -1 };
	const struct page_box *box = &pen->layout->pages[page];

	for (size_t n = 0; n < box->under.count; n++)
		draw_item(&s, &box->under.items[n]);
	for (size_t n = 0; n < box->on.count; n++)
		draw_item(&s, &box->on.items[n]);
	close_piece(&s);
}

void
pdf_code_bytes(const struct pdf_code *c, struct sb *out)
{
	const uint8_t *module = c->modules;

	for (int y = 0; y < c->side; y++) {
		unsigned bits = 1;

		for (int x = 0; x < c->side; x++) {
			/* 0 is painted. */
			bits = bits << 1 | (*module++ ? 0 : 1);
			if (bits < 0x100)
				continue;
			sb_ch(out, (char)bits);
			bits = 1;
		}
		while (bits != 1 && bits < 0x100)
			bits = bits << 1 | 1;
		if (bits != 1)
			sb_ch(out, (char)bits);
	}
}

static uint32_t
paint_colour(struct paint p, const uint32_t *colours)
{
	if (p.kind == PAINT_ACCENT)
		return colours[INK_ACCENT];
	return p.kind == PAINT_RGB ? p.rgb : colours[INK_MAIN];
}

static void
segment(const struct segment *g, struct sb *out)
{
	if (g->kind == SEG_CURVE) {
		pdf_number(out, g->x1);
		pdf_number(out, g->y1);
		pdf_number(out, g->x2);
		pdf_number(out, g->y2);
	}
	if (g->kind != SEG_CLOSE) {
		pdf_number(out, g->x);
		pdf_number(out, g->y);
	}
	switch (g->kind) {
	case SEG_MOVE:
		sb_cstr(out, "m\n");
		break;
	case SEG_LINE:
		sb_cstr(out, "l\n");
		break;
	case SEG_CURVE:
		sb_cstr(out, "c\n");
		break;
	case SEG_CLOSE:
		sb_cstr(out, "h\n");
		break;
	}
}

void
pdf_picture_content(
    const struct picture *p, const uint32_t *colours, struct sb *out)
{
	for (size_t n = 0; n < p->count; n++) {
		const struct shape *h = &p->shapes[n];
		bool fill = h->fill.kind != PAINT_NONE;
		bool stroke = h->stroke.kind != PAINT_NONE;

		if (fill)
			colour(out, paint_colour(h->fill, colours), "rg");
		if (stroke) {
			colour(out, paint_colour(h->stroke, colours), "RG");
			pdf_number(out, h->stroke_width);
			sb_cstr(out, "w ");
			pdf_unsigned(out, (unsigned)h->cap);
			sb_cstr(out, " J ");
			pdf_unsigned(out, (unsigned)h->join);
			sb_cstr(out, " j\n");
		}
		for (size_t k = 0; k < h->count; k++)
			segment(&h->segments[k], out);
		sb_cstr(out, !fill         ? "S\n"
			     : stroke      ? h->even_odd ? "B*\n" : "B\n"
			     : h->even_odd ? "f*\n"
					   : "f\n");
	}
}
