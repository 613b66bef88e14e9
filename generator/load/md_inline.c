/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/utf8.h"
#include "diag/msg.h"
#include "load/md.h"
#include "load/md_link.h"
#include "load/md_tree.h"

enum { LOST_MOST = 8, LOOK_AHEAD = 400 };

/* A walk through the inlines of one block. */
struct walk {
	struct str content;
	bool plain; /* without escapes and entities */
	bool bare;  /* in an address that is a link by itself: no escapes */
	bool notes; /* perhaps with marks of footnotes */
	size_t off;
	struct node *to;
	int depth;
	struct cm_node
	    *picture; /* inside this image: its alt text is gathered */
	struct sb alt;
	size_t image; /* where the last image that is none of ours began */
	size_t lost;  /* texts that were not where they should be */
	size_t tags;  /* HTML that was opened and reported */
};

static struct node *
open_inline(
    struct md *m, struct walk *w, struct cm_node *c, enum node_kind kind)
{
	struct node *n;

	if (w->picture)
		return NULL;
	if (w->depth >= MD_DEPTH - 2) {
		md_too_deep(m, md_map_at(&m->map, w->off));
		return NULL;
	}
	n = md_node(m->a, w->to, kind);
	n->at = md_span(m, md_map_at(&m->map, w->off), 0);
	cm_set_mine(c, n);
	w->to = n;
	w->depth++;
	return n;
}

static struct node *
add_inline(
    struct md *m, struct walk *w, enum node_kind kind, size_t start, size_t end)
{
	struct node *n;

	if (w->picture)
		return NULL;
	n = md_node(m->a, w->to, kind);
	if (end > start)
		n->at = md_span(
		    m, md_map_at(&m->map, start), md_map_end(&m->map, end));
	else
		n->at = md_span(m, md_map_at(&m->map, start), 0);
	return n;
}

static size_t
take_text(const struct walk *w, size_t off, struct str literal)
{
	if (w->bare && str_starts(str_from_off(w->content, off), literal))
		return off + literal.n;
	return md_take_text(w->content, off, literal, w->plain);
}

/*
 * A text that does not begin where it should: after marks that we did not
 * foresee, or never, because cmark-gfm drops the label of a footnote that goes
 * over two lines. Few tries, so that hostile text does not cost time.
 */
static size_t
look_for(struct md *m, struct walk *w, struct str literal, size_t *start)
{
	size_t at = str_find(str_from_off(w->content, w->off), STR("[^"));

	if (w->lost++ >= LOST_MOST)
		return w->off;
	for (size_t i = 1; i <= LOOK_AHEAD && w->off + i < w->content.n; i++) {
		size_t end = take_text(w, w->off + i, literal);

		if (end > w->off + i) {
			*start = w->off + i;
			return end;
		}
	}
	if (at != STR_NOT_FOUND) {
		at += w->off;
		diag_add(m->ds, DIAG_M33,
		    md_span(
			m, md_map_at(&m->map, at), md_map_at(&m->map, at) + 2),
		    N_("the label of a footnote goes over two lines"));
	}
	return w->off;
}

/* "[^label]" that stayed text: there is no such footnote. */
static void
check_notes(struct md *m, const struct node *n)
{
	size_t open = str_find(n->text, STR("[^"));
	size_t end = open == STR_NOT_FOUND
			 ? open
			 : str_find_char(str_from_off(n->text, open), ']');
	struct span at;

	if (end == STR_NOT_FOUND || end == 2 ||
	    str_find_char(str_sub(n->text, open, end), ' ') != STR_NOT_FOUND)
		return;
	at = node_place(
	    n, source_text(&m->ds->sources, n->at.source), open, end + 1);
	/* With a backslash before it it is meant to be shown. */
	if (at.len == end + 1)
		diag_add(m->ds, DIAG_M38, at,
		    N_("there is no footnote for this mark"));
}

/* cmark-gfm cuts such a label by columns, perhaps inside a character. */
static struct str
whole_characters(struct md *m, struct str literal)
{
	struct sb out = { 0 };
	size_t off = 0;

	if (utf8_check(literal) == literal.n)
		return literal;
	while (off < literal.n) {
		size_t at = off;

		if (utf8_decode(literal, &off) != UTF8_BAD)
			sb_str(&out, str_sub(literal, at, off - at));
	}
	literal = arena_str(m->a, sb_view(&out));
	sb_release(&out);
	return literal;
}

static void
add_text(struct md *m, struct walk *w, struct str literal)
{
	size_t start = w->off, end = take_text(w, start, literal);
	struct node *n;

	if (literal.n == 0)
		return;
	if (end == start) {
		end = look_for(m, w, literal, &start);
		literal = whole_characters(m, literal);
	}
	w->off = end;
	if (w->picture) {
		sb_str(&w->alt, literal);
		return;
	}
	n = add_inline(m, w, NODE_TEXT, start, end);
	n->text = md_borrow(m, md_start(m, n), literal);
	if (w->notes)
		check_notes(m, n);
}

static void
add_code(struct md *m, struct walk *w, struct str literal)
{
	size_t start = w->off, end = start;
	struct node *n;

	w->off = md_take_code(w->content, w->off, &start, &end);
	/* One space at each end belongs to the marks. */
	if (end - start == literal.n + 2) {
		start++;
		end--;
	}
	if (w->picture) {
		sb_str(&w->alt, literal);
		return;
	}
	n = add_inline(m, w, NODE_CODE, start, end);
	n->text = md_borrow(m, md_start(m, n), literal);
}

static void
add_break(struct md *m, struct walk *w, enum node_kind kind)
{
	size_t start = w->off;

	w->off = md_take_break(w->content, start);
	if (w->picture)
		sb_ch(&w->alt, ' ');
	else
		add_inline(m, w, kind, start, start + (w->off > start));
}

static void
add_html(struct md *m, struct walk *w, struct str literal)
{
	size_t start = w->off;
	bool closes = str_starts(literal, STR("</"));

	if (str_starts(str_from_off(w->content, start), literal))
		w->off += literal.n;
	/* One finding for <b> and its </b>. */
	if (closes && w->tags) {
		w->tags--;
		return;
	}
	w->tags += !closes && !str_starts(literal, STR("<!"));
	md_html_inline(m->ds, literal,
	    md_span(m, md_map_at(&m->map, start), md_map_end(&m->map, w->off)));
}

static void
add_reference(struct md *m, struct walk *w, struct str literal)
{
	size_t start = w->off;
	struct node *n;
	int number = 0;

	w->off = md_take_until(w->content, start, ']');
	n = add_inline(m, w, NODE_FOOTNOTE_REF, start, w->off);
	if (!n || !str_int(literal, &number))
		return;
	n->u.footnote.number = number;
	if ((size_t)number >= m->footnote_cap) {
		size_t cap = (size_t)number * 2 + 8;
		int *more = arena_array(&m->scratch, int, cap);

		if (m->footnote_cap)
			memcpy(more, m->references,
			    m->footnote_cap * sizeof(*more));
		m->references = more;
		m->footnote_cap = cap;
	}
	n->u.footnote.reference = ++m->references[number];
}

static void
open_mark(struct md *m, struct walk *w, struct cm_node *c, enum node_kind kind)
{
	size_t marks = kind == NODE_STRONG ? 2 : 1;

	if (kind == NODE_STRIKE &&
	    str_starts(str_from_off(w->content, w->off), STR("~~")))
		marks = 2;
	open_inline(m, w, c, kind);
	w->off += marks;
}

static void
close_mark(struct walk *w, enum node_kind kind)
{
	struct str rest = str_from_off(w->content, w->off);

	if (kind == NODE_STRIKE)
		w->off += str_starts(rest, STR("~~")) ? 2 : 1;
	else
		w->off += kind == NODE_STRONG ? 2 : 1;
}

static void
open_link(struct md *m, struct walk *w, struct cm_node *c)
{
	struct node *n = open_inline(m, w, c, NODE_LINK);
	char first = w->off < w->content.n ? w->content.p[w->off] : '\0';
	struct str url = cm_url(c);

	w->bare = first != '[';
	if (first == '[' || first == '<')
		w->off++;
	if (!n)
		return;
	n->u.link.title = arena_str(m->a, cm_title(c));
	md_link_read(n, m->a, arena_str(m->a, url));
}

static void
close_link(struct md *m, struct walk *w, struct node *n)
{
	char next = w->off < w->content.n ? w->content.p[w->off] : '\0';
	char first = n ? m->text.p[md_start(m, n)] : '\0';

	w->bare = false;
	if (first == '<' && next == '>')
		w->off++;
	else if ((first == '[' || !n) && next == ']')
		w->off = md_take_link_end(w->content, w->off);
	if (!n)
		return;
	n->at = md_span(m, md_start(m, n), md_map_end(&m->map, w->off));
	if (n->u.link.kind == LINK_BAD)
		md_link_report(m->ds, n);
}

static void
open_image(struct md *m, struct walk *w, struct cm_node *c)
{
	struct str url = cm_url(c), concept;
	struct node *n;

	if (!w->picture && md_picture_read(url, &concept)) {
		n = open_inline(m, w, c, NODE_PICTURE);
		if (n) {
			n->text = arena_str(m->a, concept);
			w->picture = c;
			sb_reset(&w->alt);
		}
	} else {
		w->image = w->off;
	}
	w->off += 2;
}

static void
close_image(struct md *m, struct walk *w, struct cm_node *c, struct node *n)
{
	struct str url = cm_url(c), concept;

	w->off = md_take_link_end(w->content, w->off);
	if (w->picture == c) {
		n->info = arena_str(m->a, str_trim(sb_view(&w->alt)));
		w->picture = NULL;
	} else if (!w->picture && !md_picture_read(url, &concept)) {
		/* Its text stays, as a reader without the picture gets it. */
		diag_add(m->ds, DIAG_M13,
		    md_span(m, md_map_at(&m->map, w->image),
			md_map_end(&m->map, w->off)),
		    N_("\"%.*s\" is not a pictogram"), STR_ARG(url));
	}
}

static enum node_kind
mark_kind(struct cm_node *c)
{
	return cm_kind(c) == CM_EMPH     ? NODE_EMPH
	       : cm_kind(c) == CM_STRONG ? NODE_STRONG
					 : NODE_STRIKE;
}

static void
enter_inline(struct md *m, struct walk *w, struct cm_node *c)
{
	switch (cm_kind(c)) {
	case CM_TEXT:
		add_text(m, w, cm_literal(c));
		break;
	case CM_SOFT_BREAK:
		add_break(m, w, NODE_SOFT_BREAK);
		break;
	case CM_HARD_BREAK:
		add_break(m, w, NODE_HARD_BREAK);
		break;
	case CM_CODE:
		add_code(m, w, cm_literal(c));
		break;
	case CM_HTML:
		add_html(m, w, cm_literal(c));
		break;
	case CM_FOOTNOTE_REF:
		add_reference(m, w, cm_literal(c));
		break;
	case CM_LINK:
		open_link(m, w, c);
		break;
	case CM_IMAGE:
		open_image(m, w, c);
		break;
	case CM_EMPH:
	case CM_STRONG:
	case CM_STRIKE:
		open_mark(m, w, c, mark_kind(c));
		break;
	case CM_DOCUMENT:
	case CM_QUOTE:
	case CM_LIST:
	case CM_ITEM:
	case CM_CODE_BLOCK:
	case CM_HTML_BLOCK:
	case CM_PARAGRAPH:
	case CM_HEADING:
	case CM_RULE:
	case CM_FOOTNOTE:
	case CM_TABLE:
	case CM_ROW:
	case CM_CELL:
		break;
	}
}

static void
leave_inline(struct md *m, struct walk *w, struct cm_node *c)
{
	struct node *n = cm_mine(c);

	if (cm_kind(c) == CM_LINK)
		close_link(m, w, n);
	else if (cm_kind(c) == CM_IMAGE)
		close_image(m, w, c, n);
	else
		close_mark(w, mark_kind(c));
	if (!n)
		return;
	n->at = md_span(m, md_start(m, n), md_map_end(&m->map, w->off));
	w->to = n->parent;
	w->depth--;
}

/* Not recursive: marks may be nested ten thousand deep. */
void
md_inlines(struct md *m, struct cm_node *block, struct node *to)
{
	struct walk w = { .content = m->map.content, .to = to };
	struct cm_node *c = cm_first(block);

	w.notes = str_find_char(w.content, '^') != STR_NOT_FOUND;
	w.plain = str_find_char(w.content, '\\') == STR_NOT_FOUND &&
		  str_find_char(w.content, '&') == STR_NOT_FOUND;
	while (c) {
		enter_inline(m, &w, c);
		if (cm_first(c)) {
			c = cm_first(c);
			continue;
		}
		if (cm_kind(c) >= CM_EMPH)
			leave_inline(m, &w, c);
		while (!cm_next(c)) {
			c = cm_parent(c);
			if (c == block)
				break;
			leave_inline(m, &w, c);
		}
		c = c == block ? NULL : cm_next(c);
	}
	sb_release(&w.alt);
}
