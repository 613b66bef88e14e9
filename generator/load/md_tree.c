/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/md_tree.h"

#include "base/map.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "diag/msg.h"

static const struct {
	const char *word;
	enum box_kind kind;
} boxes[] = {
	{ "viktigt", BOX_IMPORTANT },
	{ "frist", BOX_DEADLINE },
	{ "rätt", BOX_RIGHT },
	{ "tips", BOX_TIP },
	{ "kontakt", BOX_CONTACT },
};

/* So many definitions of footnotes are looked for in the document. */
enum { WALKS_MOST = 200 };

enum { BOX_COUNT = sizeof(boxes) / sizeof(*boxes) };

/* Most nodes are text, and most pages are in memory at once: see doc.h. */
static size_t
node_size(enum node_kind kind)
{
	size_t base = offsetof(struct node, u);

	switch (kind) {
	case NODE_LINK:
		return sizeof(struct node);
	case NODE_HEADING:
		return base + sizeof(((struct node *)NULL)->u.heading);
	case NODE_LIST:
	case NODE_ITEM:
	case NODE_QUOTE:
	case NODE_BOX:
	case NODE_CELL:
	case NODE_FOOTNOTE:
	case NODE_FOOTNOTE_REF:
		return base + sizeof(((struct node *)NULL)->u.list);
	case NODE_DOC:
	case NODE_PARAGRAPH:
	case NODE_CODE_BLOCK:
	case NODE_TABLE:
	case NODE_ROW:
	case NODE_RULE:
	case NODE_ALLOW:
	case NODE_TEXT:
	case NODE_SOFT_BREAK:
	case NODE_HARD_BREAK:
	case NODE_CODE:
	case NODE_EMPH:
	case NODE_STRONG:
	case NODE_STRIKE:
	case NODE_IMAGE:
	case NODE_PICTURE:
		break;
	}
	return base;
}

struct node *
md_node(struct arena *a, struct node *parent, enum node_kind kind)
{
	struct node *n = arena_alloc(a, node_size(kind));

	n->kind = kind;
	n->parent = parent;
	if (!parent)
		return n;
	if (parent->last)
		parent->last->next = n;
	else
		parent->first = n;
	parent->last = n;
	return n;
}

static void
remove_first(struct node *parent)
{
	parent->first = parent->first->next;
	if (!parent->first)
		parent->last = NULL;
}

/* All text below n in reading order. */
static void
flatten(struct sb *out, const struct node *n)
{
	for (const struct node *i = n; i; i = node_next(i, n)) {
		if (i->kind == NODE_TEXT || i->kind == NODE_CODE)
			sb_str(out, i->text);
		else if (i->kind == NODE_SOFT_BREAK ||
			 i->kind == NODE_HARD_BREAK)
			sb_ch(out, ' ');
	}
}

/*
 * The rest of the first line is the heading of the box; it is taken out of the
 * paragraph, and the paragraph out of the quote when nothing is left of it.
 */
static void
take_heading(struct arena *a, struct diags *ds, struct node *box,
    struct node *paragraph, size_t marker)
{
	struct sb heading = { 0 };
	struct node *n = paragraph->first;

	while (n && n->kind != NODE_SOFT_BREAK && n->kind != NODE_HARD_BREAK) {
		if (n->kind == NODE_LINK)
			diag_add(ds, DIAG_M07, n->at,
			    N_("the heading of a box cannot hold a link"));
		flatten(&heading, n);
		remove_first(paragraph);
		n = n->next;
	}
	if (n) {
		remove_first(paragraph);
		if (paragraph->first) {
			uint32_t end = paragraph->at.off + paragraph->at.len;

			paragraph->at.off = paragraph->first->at.off;
			paragraph->at.len = end - paragraph->at.off;
		}
	}
	if (!paragraph->first)
		remove_first(box);
	box->text =
	    arena_str(a, str_trim(str_from_off(sb_view(&heading), marker)));
	sb_release(&heading);
}

static bool
same_word(struct str a, struct str b)
{
	struct sb x = { 0 }, y = { 0 };
	bool same;

	utf8_fold_ascii(&x, a);
	utf8_fold_ascii(&y, b);
	same = str_eq(sb_view(&x), sb_view(&y));
	sb_release(&x);
	sb_release(&y);
	return same;
}

static void
unknown_box(struct diags *ds, struct span at, struct str word)
{
	struct suggest s = suggest_for(word);
	struct finding *f = diag_add(ds, DIAG_M07, at,
	    N_("there is no box of the kind \"%.*s\""), STR_ARG(word));

	for (size_t i = 0; i < BOX_COUNT; i++)
		suggest_offer(&s, str_from(boxes[i].word));
	if (s.best.n)
		diag_help(ds, f, N_("did you mean \"%.*s\"?"), STR_ARG(s.best));
	else
		diag_help(ds, f,
		    N_("the kinds are viktigt, frist, rätt, tips, kontakt"));
}

void
md_box(struct arena *a, struct diags *ds, struct node *quote)
{
	struct node *paragraph = quote->first;
	struct node *n = paragraph && paragraph->kind == NODE_PARAGRAPH
			     ? paragraph->first
			     : NULL;
	struct str word;
	struct span at;
	size_t end;

	if (!n || n->kind != NODE_TEXT || !str_starts(n->text, STR("[!")))
		return;
	end = str_find_char(n->text, ']');
	if (end == STR_NOT_FOUND)
		return;
	word = str_trim(str_sub(n->text, 2, end - 2));
	/* "\[!tips]" is meant to be shown. */
	at = node_place(n, source_text(&ds->sources, n->at.source), 0, 1);
	if (at.len != 1)
		return;
	for (size_t i = 0; i < BOX_COUNT; i++) {
		if (!same_word(word, str_from(boxes[i].word)))
			continue;
		quote->kind = NODE_BOX;
		quote->u.box = boxes[i].kind;
		take_heading(a, ds, quote, paragraph, end + 1);
		return;
	}
	unknown_box(ds,
	    node_place(n, source_text(&ds->sources, n->at.source), 2, end - 2),
	    word);
}

/* The part of a comment after "tillåt", or false. */
static bool
is_allow(struct str comment, struct str *rest)
{
	struct str s = str_trim(comment);
	size_t n = 0;

	while (n < s.n && !ascii_space(s.p[n]) && s.p[n] != ':')
		n++;
	*rest = str_from_off(s, n);
	return same_word(str_sub(s, 0, n), STR("tillåt"));
}

static struct str
one_line(struct arena *a, struct str s)
{
	struct sb out = { 0 };
	struct str line, text;

	while (str_next_line(&s, &line)) {
		line = str_trim(line);
		if (out.n && line.n)
			sb_ch(&out, ' ');
		sb_str(&out, line);
	}
	text = arena_str(a, sb_view(&out));
	sb_release(&out);
	return text;
}

static void
add_allow(struct arena *a, struct diags *ds, struct node *parent,
    struct str rest, struct span at)
{
	size_t colon = str_find_char(rest, ':');
	struct str codes = str_sub(rest, 0, colon), code;
	struct str reason = colon == STR_NOT_FOUND
				? STR_NONE
				: one_line(a, str_from_off(rest, colon + 1));

	if (reason.n == 0)
		diag_add(ds, DIAG_M15, at, N_("the reason is missing"));
	if (str_trim(codes).n == 0)
		diag_add(
		    ds, DIAG_M15, at, N_("the code of the check is missing"));
	while (str_next_part(&codes, ',', &code)) {
		struct node *n;

		code = str_trim(code);
		if (code.n == 0)
			continue;
		if (diag_find(code) == DIAG_COUNT)
			diag_add(ds, DIAG_M15, at,
			    N_("there is no check \"%.*s\""), STR_ARG(code));
		n = md_node(a, parent, NODE_ALLOW);
		n->at = at;
		n->text = arena_str(a, code);
		n->info = reason;
	}
}

static struct span
html_span(const struct md_html *h, size_t start, size_t end)
{
	uint32_t from = h->at(h->arg, start);
	uint32_t to = end > start ? h->at(h->arg, end - 1) + 1 : from;

	return (struct span){ h->source, from, to > from ? to - from : 0 };
}

void
md_html_block(struct arena *a, struct diags *ds, struct node *parent,
    const struct md_html *h)
{
	size_t off = 0;

	while (1) {
		struct str rest, line, note;
		size_t end;

		while (off < h->html.n && ascii_space(h->html.p[off]))
			off++;
		rest = str_from_off(h->html, off);
		if (rest.n == 0)
			return;
		end = str_find(rest, STR("-->"));
		if (!str_starts(rest, STR("<!--"))) {
			str_next_line(&rest, &line);
			diag_add(ds, DIAG_M05, html_span(h, off, off + line.n),
			    N_("HTML is not used on pages; this is left out"));
			return;
		}
		if (end == STR_NOT_FOUND) {
			diag_add(ds, DIAG_M05, html_span(h, off, off + 4),
			    N_("this comment does not end, so all after it is "
			       "left out"));
			return;
		}
		if (is_allow(
			end > 4 ? str_sub(rest, 4, end - 4) : STR_NONE, &note))
			add_allow(a, ds, parent, note,
			    html_span(h, off, off + end + 3));
		off += end + 3;
	}
}

void
md_html_inline(struct diags *ds, struct str html, struct span at)
{
	struct str inside, note;

	if (!str_starts(html, STR("<!--"))) {
		diag_add(ds, DIAG_M05, at,
		    N_("HTML is not used on pages; this is left out"));
		return;
	}
	inside = str_sub(html, 4, html.n > 7 ? html.n - 7 : 0);
	if (is_allow(inside, &note))
		diag_add(ds, DIAG_M15, at,
		    N_("inside a paragraph nothing can be allowed"));
}

/* The next block of a walk that leaves inlines out. */
static const struct node *
next_block(const struct node *n, const struct node *doc)
{
	return n->first && node_is_block(n->first->kind) ? n->first
							 : node_skip(n, doc);
}

/* Whether what stands at off is a footnote, or text or code, of the document. */
static bool
is_shown(const struct node *doc, size_t off)
{
	for (const struct node *n = doc->first; n; n = next_block(n, doc)) {
		if (n->kind == NODE_FOOTNOTE && off == n->at.off)
			return true;
		if ((n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING ||
			n->kind == NODE_CODE_BLOCK || n->kind == NODE_TABLE) &&
		    off >= n->at.off && off < (size_t)n->at.off + n->at.len)
			return true;
	}
	return false;
}

static bool
is_definition(struct str line)
{
	size_t end = str_find(line, STR("]:"));

	return str_starts(line, STR("[^")) && end != STR_NOT_FOUND && end > 2 &&
	       str_find_char(str_sub(line, 0, end), ' ') == STR_NOT_FOUND;
}

void
md_lost_notes(struct diags *ds, const struct node *doc, struct str text)
{
	struct str rest = text, line;
	size_t walks = 0;

	if (str_find_char(text, '^') == STR_NOT_FOUND)
		return;
	while (walks < WALKS_MOST && str_next_line(&rest, &line)) {
		struct span at = doc->at;

		while (line.n && (line.p[0] == ' ' || line.p[0] == '>'))
			line = str_from_off(line, 1);
		if (!is_definition(line))
			continue;
		at.off += (uint32_t)(line.p - text.p);
		at.len = (uint32_t)str_find_char(line, ']') + 1;
		walks++;
		if (!is_shown(doc, at.off))
			diag_add(ds, DIAG_M38, at,
			    N_("no mark in the text leads to this footnote"));
	}
}

/* A heading of the same name gets a number: kontakt, kontakt-2, … */
static struct str
unique(struct arena *a, struct map *used, struct str slug)
{
	struct map_entry *e = map_put(used, slug);
	uintptr_t n = (uintptr_t)e->value;
	struct str name = slug;

	while (n > 0 && (n == 1 || map_has(used, name)))
		name = arena_fmt(a, "%.*s-%d", STR_ARG(slug), (int)++n);
	/* The entry of the slug knows the last number that was given. */
	map_put(used, slug)->value = (void *)(n ? n : 1);
	if (n)
		map_put(used, name)->value = (void *)(uintptr_t)1;
	return name;
}

void
md_anchors(struct arena *a, struct arena *scratch, struct node *doc)
{
	struct map used = map_new(scratch);
	struct sb text = { 0 }, slug = { 0 };
	const struct node *i = doc->first;

	while (i) {
		struct node *n = (struct node *)(uintptr_t)i;

		if (i->kind == NODE_HEADING) {
			sb_reset(&text);
			sb_reset(&slug);
			flatten(&text, i);
			utf8_slug(&slug, sb_view(&text));
			if (slug.n == 0)
				sb_cstr(&slug, "avsnitt");
			n->u.heading.anchor =
			    unique(a, &used, arena_str(a, sb_view(&slug)));
		}
		i = next_block(i, doc);
	}
	sb_release(&text);
	sb_release(&slug);
}
