/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/html_sheet.h"

#include "base/phone.h"
#include "render/html.h"
#include "render/html_doc.h"
#include "render/html_sheet_css.h"
#include "render/layout.h"
#include "render/sheet_check.h"

enum { DEPTH_MOST = 24 };

struct writer {
	const struct sheet *sheet;
	struct arena *arena;
	struct sb *out;
	bool easy;
	bool pictures;
	int depth;
};

static void blocks(struct writer *w, const struct block *first);

static bool
english(const struct writer *w)
{
	return str_is(w->sheet->lang, "en");
}

static void
raw(struct writer *w, const char *html)
{
	sb_cstr(w->out, html);
}

static void
run(struct writer *w, const struct run *r)
{
	bool other = r->lang.n && !str_eq(r->lang, w->sheet->lang);

	if (r->link.n) {
		raw(w, "<a href=\"");
		url_attr(w->out, r->link);
		raw(w, "\"");
	}
	if (other) {
		raw(w, r->link.n ? " lang=\"" : "<span lang=\"");
		html_attr(w->out, r->lang);
		raw(w, "\"");
	}
	if (r->link.n || other)
		raw(w, ">");
	if (r->strong)
		raw(w, "<strong>");
	html_text(w->out, r->text);
	if (r->strong)
		raw(w, "</strong>");
	if (r->link.n)
		raw(w, "</a>");
	else if (other)
		raw(w, "</span>");
}

static void
prose(struct writer *w, const struct prose *p)
{
	bool apart = w->easy && p->count > 1;

	for (size_t i = 0; i < p->count; i++) {
		if (i)
			raw(w, " ");
		if (apart)
			raw(w, "<span class=\"s\">");
		for (size_t k = 0; k < p->items[i].count; k++)
			run(w, &p->items[i].items[k]);
		if (apart)
			raw(w, "</span>");
	}
}

static void
element(
    struct writer *w, const char *tag, const char *class, const struct prose *p)
{
	if (prose_empty(p))
		return;
	sb_fmt(w->out, "<%s", tag);
	if (*class)
		sb_fmt(w->out, " class=\"%s\"", class);
	raw(w, ">");
	prose(w, p);
	sb_fmt(w->out, "</%s>\n", tag);
}

static void
anchor(struct writer *w, const struct block *b)
{
	if (b->anchor.n) {
		raw(w, " id=\"");
		html_attr(w->out, b->anchor);
		raw(w, "\"");
	}
	if (b->lang.n && !str_eq(b->lang, w->sheet->lang)) {
		raw(w, " lang=\"");
		html_attr(w->out, b->lang);
		raw(w, "\"");
	}
}

static void
picture(struct writer *w, const struct block *b, bool spoken)
{
	struct pictogram p = { .picture = b->picture };

	html_pictogram(&p, spoken ? b->alt : STR_NONE, w->out);
}

static void
heading(struct writer *w, const struct block *b, int level,
    const struct prose *text)
{
	sb_fmt(w->out, "<h%d", level);
	anchor(w, b);
	raw(w, ">");
	/* The words say it; the picture beside them is for the eyes. */
	if (b->picture && w->pictures && b->kind != BLOCK_CARD) {
		raw(w, "<span class=\"icon\">");
		picture(w, b, false);
		raw(w, "</span>");
	}
	prose(w, text);
	sb_fmt(w->out, "</h%d>\n", level);
}

static void
pairs(struct writer *w, const struct block *b)
{
	if (!b->count)
		return;
	raw(w, "<dl>\n");
	for (size_t i = 0; i < b->count; i++) {
		const struct pair *pair = &b->items[i];

		element(w, "dt", "", &pair->label);
		if (prose_empty(&pair->value))
			raw(w, "<dd class=\"hand\"></dd>\n");
		else
			element(w, "dd", "", &pair->value);
	}
	raw(w, "</dl>\n");
}

static void
card_title(struct writer *w, const struct block *b)
{
	if (prose_empty(&b->title))
		return;
	if (b->level >= 2 && b->level <= 6) {
		struct block plain = *b;

		plain.picture = NULL;
		heading(w, &plain, b->level, &b->title);
	} else {
		element(w, "p", "label", &b->title);
	}
}

static void
phone(struct writer *w, struct str number)
{
	char room[PHONE_ROOM];
	struct str dial;

	if (!number.n)
		return;
	dial = phone_dial(number, room);
	raw(w, "<p class=\"phone\">");
	if (dial.n)
		sb_fmt(w->out, "<a href=\"tel:%.*s\">", STR_ARG(dial));
	html_text(w->out, number);
	raw(w, dial.n ? "</a></p>\n" : "</p>\n");
}

/* Picture and words side by side, in a box of the class. */
static void
box(struct writer *w, const struct block *b, const char *tag, const char *class)
{
	bool image = b->picture && w->pictures;

	sb_fmt(w->out, "<%s class=\"%s\">\n", tag, class);
	if (image) {
		raw(w, "<div class=\"row\"><div class=\"image\">");
		picture(w, b, true);
		raw(w, "</div>\n<div class=\"words\">\n");
	}
	card_title(w, b);
	element(w, "p", "", &b->text);
	if (b->kind == BLOCK_CONTACT)
		phone(w, b->label);
	pairs(w, b);
	blocks(w, b->first);
	if (image)
		raw(w, "</div></div>\n");
	sb_fmt(w->out, "</%s>\n", tag);
}

static void
card(struct writer *w, const struct block *b)
{
	static const char *const classes[] = {
		[TONE_PLAIN] = "card",
		[TONE_KOMMUN] = "card kommun",
		[TONE_REGION] = "card region",
		[TONE_WARM] = "card warm",
	};

	/* A section without a heading would be a nameless place. */
	box(w, b, b->level ? "section" : "div", classes[b->tone]);
}

static void
speech(struct writer *w, const struct block *b)
{
	raw(w, "<figure>");
	element(w, "figcaption", "", &b->title);
	raw(w, "<blockquote>");
	element(w, "p", "", &b->text);
	raw(w, "</blockquote></figure>\n");
}

static void
calendar(struct writer *w, const struct block *b)
{
	char iso[11];

	raw(w, "<div class=\"meeting\">\n");
	if (b->date != DATE_NONE) {
		date_iso(b->date, iso);
		sb_fmt(w->out, "<p class=\"when\"><time datetime=\"%s", iso);
		if (b->minutes >= 0)
			sb_fmt(w->out, "T%02d:%02d", b->minutes / 60,
			    b->minutes % 60);
		raw(w, "\">");
		html_text(
		    w->out, layout_date(w->arena, w->sheet->lang, b->date));
		if (b->minutes >= 0)
			sb_fmt(w->out, ", %s %d.%02d",
			    english(w) ? "at" : "klockan", b->minutes / 60,
			    b->minutes % 60);
		raw(w, "</time></p>\n");
	}
	element(w, "p", "", &b->text);
	raw(w, "</div>\n");
}

static void
row(struct writer *w, const struct block *r)
{
	raw(w, "<tr>");
	for (const struct block *c = r->first; c; c = c->next) {
		raw(w, r->head   ? "<th scope=\"col\">"
		       : c->head ? "<th scope=\"row\">"
				 : "<td>");
		prose(w, &c->text);
		raw(w, r->head || c->head ? "</th>" : "</td>");
	}
	raw(w, "</tr>\n");
}

static void
table(struct writer *w, const struct block *b)
{
	const struct block *r = b->first;

	raw(w, "<div class=\"wide\" tabindex=\"0\"><table>\n");
	element(w, "caption", "", &b->title);
	if (r && r->head) {
		raw(w, "<thead>");
		row(w, r);
		raw(w, "</thead>\n");
		r = r->next;
	}
	raw(w, "<tbody>\n");
	for (; r; r = r->next)
		row(w, r);
	raw(w, "</tbody></table></div>\n");
}

static void
tick(struct writer *w, const struct block *b)
{
	raw(w, "<label><input type=\"checkbox\"");
	raw(w, b->ticked ? " checked> <span>" : "> <span>");
	prose(w, &b->text);
	raw(w, "</span></label>");
}

static void
list(struct writer *w, const struct block *b)
{
	const char *tag = b->ordered ? "ol" : "ul";

	sb_fmt(w->out, "<%s", tag);
	if (b->kind == BLOCK_CHECKS)
		raw(w, " class=\"checks\"");
	if (b->ordered && b->level > 1)
		sb_fmt(w->out, " start=\"%d\"", b->level);
	raw(w, ">\n");
	for (const struct block *k = b->first; k; k = k->next) {
		if (k->kind != BLOCK_ITEM)
			continue;
		raw(w, "<li>");
		if (b->kind == BLOCK_CHECKS)
			tick(w, k);
		else
			prose(w, &k->text);
		blocks(w, k->first);
		raw(w, "</li>\n");
	}
	sb_fmt(w->out, "</%s>\n", tag);
}

static void
lines(struct writer *w, const struct block *b)
{
	element(w, "p", "label", &b->title);
	for (size_t i = 0; i < b->count && i < 60; i++)
		raw(w, "<div class=\"hand\"></div>\n");
}

static void
signature(struct writer *w, const struct block *b)
{
	raw(w, "<div class=\"sign\">\n");
	for (size_t i = 0; i < b->count; i++) {
		raw(w, "<div><div class=\"hand\"></div>");
		element(w, "p", "", &b->items[i].label);
		raw(w, "</div>\n");
	}
	raw(w, "</div>\n");
}

/* On a screen a link does what the square does on paper. */
static void
address(struct writer *w, const struct block *b)
{
	raw(w, "<p><a href=\"");
	url_attr(w->out, b->label);
	raw(w, "\">");
	html_text(w->out, b->label);
	raw(w, "</a></p>\n");
}

static void
contents(struct writer *w, const struct block *b)
{
	raw(w, "<nav>\n");
	if (!prose_empty(&b->title))
		heading(w, b, 2, &b->title);
	raw(w, "<ul>\n");
	for (const struct block *k = w->sheet->first; k;
	     k = block_next(k, NULL)) {
		if (k->kind != BLOCK_HEADING || !k->head)
			continue;
		raw(w, "<li>");
		if (k->anchor.n) {
			raw(w, "<a href=\"#");
			html_attr(w->out, k->anchor);
			raw(w, "\">");
		}
		prose(w, &k->text);
		raw(w, k->anchor.n ? "</a></li>\n" : "</li>\n");
	}
	raw(w, "</ul></nav>\n");
}

static void
paragraph(struct writer *w, const struct block *b)
{
	if (prose_empty(&b->text))
		return;
	raw(w, "<p");
	anchor(w, b);
	raw(w, ">");
	prose(w, &b->text);
	raw(w, "</p>\n");
}

static void
block(struct writer *w, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_TITLE:
		heading(w, b, 1, &b->text);
		break;
	case BLOCK_HEADING:
		heading(w, b,
		    b->level < 2   ? 2
		    : b->level > 6 ? 6
				   : b->level,
		    &b->text);
		break;
	case BLOCK_COVER:
		heading(w, b, 1, &b->title);
		element(w, "p", "", &b->text);
		break;
	case BLOCK_TEXT:
	case BLOCK_FOOTNOTE:
		paragraph(w, b);
		break;
	case BLOCK_SPEECH:
		speech(w, b);
		break;
	case BLOCK_PICTURE:
		box(w, b, "div", "pictured");
		break;
	case BLOCK_CARD:
		card(w, b);
		break;
	case BLOCK_CONTACT:
		box(w, b, "div", "contact");
		break;
	case BLOCK_NOTE:
		box(w, b, "div", b->tone == TONE_WARM ? "note warm" : "note");
		break;
	case BLOCK_CALENDAR:
		calendar(w, b);
		break;
	case BLOCK_TABLE:
		table(w, b);
		break;
	case BLOCK_LIST:
	case BLOCK_CHECKS:
		list(w, b);
		break;
	case BLOCK_LINES:
		lines(w, b);
		break;
	case BLOCK_TICK:
		raw(w, "<div class=\"tick\">");
		tick(w, b);
		raw(w, "</div>\n");
		break;
	case BLOCK_SIGNATURE:
		signature(w, b);
		break;
	case BLOCK_PAIRS:
		pairs(w, b);
		break;
	case BLOCK_QR:
		element(w, "p", "", &b->text);
		address(w, b);
		break;
	case BLOCK_BAND:
		element(w, "p", "band", &b->text);
		break;
	case BLOCK_RULE:
		raw(w, "<hr>\n");
		break;
	case BLOCK_GROUP:
		blocks(w, b->first);
		break;
	case BLOCK_CONTENTS:
		contents(w, b);
		break;
	case BLOCK_CODE:
		raw(w, "<pre>");
		html_text(w->out, b->label);
		raw(w, "</pre>\n");
		break;
	case BLOCK_PAGE_BREAK:
	case BLOCK_ROW:
	case BLOCK_CELL:
	case BLOCK_ITEM:
		break; /* written by their parents, or nothing */
	}
}

static void
blocks(struct writer *w, const struct block *first)
{
	if (w->depth >= DEPTH_MOST)
		return;
	w->depth++;
	for (const struct block *b = first; b; b = b->next)
		block(w, b);
	w->depth--;
}

static void
head(struct writer *w, struct str tokens)
{
	const struct sheet *s = w->sheet;
	int part; /* of the reader's own size, in thousandths */

	raw(w, "<!DOCTYPE html>\n<html lang=\"");
	html_attr(w->out, s->lang);
	raw(w, "\">\n<head>\n<meta charset=\"utf-8\">\n"
	       "<meta name=\"viewport\" "
	       "content=\"width=device-width, initial-scale=1\">\n"
	       "<meta name=\"robots\" content=\"noindex, nofollow\">\n"
	       "<meta name=\"referrer\" content=\"no-referrer\">\n"
	       "<meta http-equiv=\"Content-Security-Policy\" "
	       "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	       "<title>");
	html_text(w->out, s->title);
	raw(w, "</title>\n<style>\n");
	sb_str(w->out, tokens);
	raw(w, html_sheet_css);
	/* Points on paper to the reader's own size on the screen. */
	part = ((s->text_size ? s->text_size
		    : w->easy ? 15
			      : 12) *
		       1000 +
		   11) /
	       12;
	sb_fmt(w->out, "\nbody{font-size:%d.%d%%}\n", part / 10, part % 10);
	raw(w, "</style>\n</head>\n");
}

static void
foot(struct writer *w)
{
	const struct sheet *s = w->sheet;

	raw(w, "<footer><p>");
	if (s->plan_id.n) {
		raw(w, "Plan ");
		html_text(w->out, s->plan_id);
	} else {
		html_text(w->out, s->footer);
	}
	if (s->updated != DATE_NONE) {
		raw(w, english(w) ? " · changed " : " · ändrad ");
		html_text(w->out, layout_date(w->arena, s->lang, s->updated));
	}
	raw(w, "</p></footer>\n");
}

bool
sheet_render_html(
    const struct sheet *s, struct str tokens, struct diags *ds, struct sb *out)
{
	struct arena arena = { 0 };
	struct writer w = { .sheet = s, .arena = &arena, .out = out };

	w.easy = s->style == SHEET_EASY || s->style == SHEET_BOOK_EASY;
	w.pictures = s->pictures != PICTURES_NO && s->style != SHEET_STAFF;
	if (!sheet_check(&arena, s, ds)) {
		arena_release(&arena);
		return false;
	}
	head(&w, tokens);
	sb_fmt(out, "<body class=\"%s%s%s\">\n<main>\n",
	    w.easy ? "easy" : "staff", s->place == PLACE_OVER ? " over" : "",
	    s->pictures == PICTURES_ONLY ? " only" : "");
	if (s->draft)
		raw(&w,
		    english(&w)
			? "<p class=\"band\">DRAFT – this is not decided yet</p>\n"
			: "<p class=\"band\">UTKAST – det här är inte bestämt än</p>\n");
	blocks(&w, s->first);
	raw(&w, "</main>\n");
	foot(&w);
	raw(&w, "</body>\n</html>\n");
	arena_release(&arena);
	return true;
}
