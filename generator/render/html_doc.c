/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/html_writer.h"

#include "render/html.h"

/*
 * Words for readers. A theme gives them as strings; these stand in where it
 * has none. Box titles are in the order of enum box_kind.
 */
static const struct html_word box_titles[] = {
	{ "doc.box_important", "Viktigt", "Important" },
	{ "doc.box_deadline", "Tidsgräns", "Deadline" },
	{ "doc.box_right", "Din rätt", "Your right" },
	{ "doc.box_tip", "Tips", "Tip" },
	{ "doc.box_contact", "Kontakt", "Contact" },
};
static const struct html_word footnotes_title = { "doc.footnotes", "Noter",
	"Notes" };
static const struct html_word footnote_back = { "doc.footnote_back",
	"Tillbaka till texten, not", "Back to the text, note" };

static const char *const box_classes[] = { "important", "deadline", "right",
	"tip", "contact" };

static void blocks(struct html_writer *w, const struct node *first, bool tight);

static void
heading(struct html_writer *w, const struct node *n)
{
	int level = n->u.heading.level;

	if (level < 2 || level > 6)
		level = level < 2 ? 2 : 6;
	sb_fmt(w->out, "<h%d", level);
	if (n->u.heading.anchor.n) {
		sb_cstr(w->out, " id=\"");
		html_attr(w->out, n->u.heading.anchor);
		sb_ch(w->out, '"');
	}
	sb_ch(w->out, '>');
	html_inlines(w, n);
	sb_fmt(w->out, "</h%d>\n", level);
}

/*
 * A box is a note, not a landmark: a page may hold several of one name, and
 * a list of landmarks should be short.
 */
static void
box(struct html_writer *w, const struct node *n)
{
	enum box_kind kind = n->u.box;
	int id = ++w->boxes;

	sb_fmt(w->out,
	    "<div class=\"box box-%s\" role=\"note\" "
	    "aria-labelledby=\"box_%d\">\n<p class=\"box-title\" "
	    "id=\"box_%d\">",
	    box_classes[kind], id, id);
	html_text(
	    w->out, n->text.n ? n->text : html_word(w, &box_titles[kind]));
	sb_cstr(w->out, "</p>\n");
	blocks(w, n->first, false);
	sb_cstr(w->out, "</div>\n");
}

static void
code_block(struct html_writer *w, const struct node *n)
{
	sb_cstr(w->out, "<pre><code>");
	html_text(w->out, n->text);
	sb_cstr(w->out, "</code></pre>\n");
}

/* The first paragraph of a task is what its box is called. */
static void
task(struct html_writer *w, const struct node *n, bool tight)
{
	const struct node *first = n->first;

	sb_cstr(w->out, "<li class=\"task\"><label><input type=\"checkbox\"");
	sb_cstr(w->out, n->u.item.checked ? " checked disabled> <span>"
					  : " disabled> <span>");
	if (first && first->kind == NODE_PARAGRAPH) {
		html_inlines(w, first);
		first = first->next;
	}
	sb_cstr(w->out, "</span></label>");
	if (first) {
		sb_ch(w->out, '\n');
		blocks(w, first, tight);
	}
	sb_cstr(w->out, "</li>\n");
}

static bool
has_tasks(const struct node *list)
{
	for (const struct node *n = list->first; n; n = n->next)
		if (n->u.item.task)
			return true;
	return false;
}

static void
list(struct html_writer *w, const struct node *n)
{
	const char *tag = n->u.list.ordered ? "ol" : "ul";
	bool tight = n->u.list.tight;

	sb_fmt(w->out, "<%s", tag);
	if (n->u.list.ordered && n->u.list.start != 1)
		sb_fmt(w->out, " start=\"%d\"", n->u.list.start);
	sb_cstr(w->out, has_tasks(n) ? " class=\"tasks\">\n" : ">\n");
	for (const struct node *item = n->first; item; item = item->next) {
		if (item->u.item.task) {
			task(w, item, tight);
			continue;
		}
		sb_cstr(w->out, "<li>");
		blocks(w, item->first, tight);
		sb_cstr(w->out, "</li>\n");
	}
	sb_fmt(w->out, "</%s>\n", tag);
}

static void
cell_align(struct html_writer *w, const struct node *n)
{
	if (n->u.align == ALIGN_CENTRE)
		sb_cstr(w->out, " class=\"centre\"");
	else if (n->u.align == ALIGN_RIGHT)
		sb_cstr(w->out, " class=\"right\"");
}

static void
table_head(struct html_writer *w, const struct node *row)
{
	sb_cstr(w->out, "<thead>\n<tr>");
	for (const struct node *n = row->first; n; n = n->next) {
		bool empty = !html_shows(n);

		/* A heading of nothing would be read as one. */
		sb_cstr(w->out, empty ? "<td" : "<th scope=\"col\"");
		cell_align(w, n);
		sb_ch(w->out, '>');
		html_inlines(w, n);
		sb_cstr(w->out, empty ? "</td>" : "</th>");
	}
	sb_cstr(w->out, "</tr>\n</thead>\n");
}

/* Each cell carries its heading: a phone shows a row as a card. */
static void
table_row(
    struct html_writer *w, const struct node *row, const struct node *head)
{
	const struct node *label = head->first;
	struct sb plain = { 0 };

	sb_cstr(w->out, "<tr>");
	for (const struct node *n = row->first; n; n = n->next) {
		sb_cstr(w->out, "<td");
		cell_align(w, n);
		if (label) {
			sb_reset(&plain);
			html_plain(&plain, label);
			if (plain.n) {
				sb_cstr(w->out, " data-label=\"");
				html_attr(w->out, sb_view(&plain));
				sb_ch(w->out, '"');
			}
			label = label->next;
		}
		sb_ch(w->out, '>');
		html_inlines(w, n);
		sb_cstr(w->out, "</td>");
	}
	sb_cstr(w->out, "</tr>\n");
	sb_release(&plain);
}

static void
table(struct html_writer *w, const struct node *n)
{
	const struct node *head = n->first;

	if (!head)
		return;
	sb_cstr(w->out, "<div class=\"table-wrap\"><table class=\"stack\">\n");
	table_head(w, head);
	if (head->next)
		sb_cstr(w->out, "<tbody>\n");
	for (const struct node *row = head->next; row; row = row->next)
		table_row(w, row, head);
	if (head->next)
		sb_cstr(w->out, "</tbody>\n");
	sb_cstr(w->out, "</table></div>\n");
}

static void
block(struct html_writer *w, const struct node *n, bool tight)
{
	switch (n->kind) {
	case NODE_HEADING:
		heading(w, n);
		break;
	case NODE_PARAGRAPH:
		sb_cstr(w->out, tight ? "" : "<p>");
		html_inlines(w, n);
		sb_cstr(w->out, tight ? (n->next ? "\n" : "") : "</p>\n");
		break;
	case NODE_LIST:
		list(w, n);
		break;
	case NODE_QUOTE:
		sb_cstr(w->out, "<blockquote>\n");
		blocks(w, n->first, false);
		sb_cstr(w->out, "</blockquote>\n");
		break;
	case NODE_BOX:
		box(w, n);
		break;
	case NODE_CODE_BLOCK:
		code_block(w, n);
		break;
	case NODE_TABLE:
		table(w, n);
		break;
	case NODE_RULE:
		sb_cstr(w->out, "<hr>\n");
		break;
	case NODE_FOOTNOTE: /* at the end of the document */
	case NODE_ALLOW:    /* a note to the checks */
		break;
	default:
		if (node_is_inline(n->kind))
			html_inline(w, n);
		else
			blocks(w, n->first, tight);
	}
}

static bool
only_pictures(const struct node *n)
{
	if (!n || n->kind != NODE_PARAGRAPH || !n->first)
		return false;
	for (const struct node *c = n->first; c; c = c->next)
		if (c->kind != NODE_PICTURE && c->kind != NODE_SOFT_BREAK)
			return false;
	return true;
}

static bool
beside_picture(const struct node *n)
{
	return n && !only_pictures(n) &&
	       (n->kind == NODE_PARAGRAPH || n->kind == NODE_LIST ||
		   n->kind == NODE_ALLOW);
}

/*
 * A picture that stands alone belongs to the text under it, up to the next
 * heading, box or picture. Gives the last block that was written.
 */
static const struct node *
pictured(struct html_writer *w, const struct node *n)
{
	bool has_text = beside_picture(n->next);

	if (has_text)
		sb_cstr(w->out, "<div class=\"pictured\">\n");
	sb_cstr(w->out, "<p class=\"pictured-image\">");
	html_inlines(w, n);
	sb_cstr(w->out, "</p>\n");
	if (!has_text)
		return n;
	sb_cstr(w->out, "<div class=\"pictured-text\">\n");
	while (beside_picture(n->next)) {
		n = n->next;
		block(w, n, false);
	}
	sb_cstr(w->out, "</div>\n</div>\n");
	return n;
}

static void
blocks(struct html_writer *w, const struct node *first, bool tight)
{
	if (w->depth == HTML_DOC_DEPTH)
		return;
	w->depth++;
	for (const struct node *n = first; n; n = n->next) {
		if (only_pictures(n) && !tight)
			n = pictured(w, n);
		else
			block(w, n, tight);
	}
	w->depth--;
}

/* ---- footnotes ---- */

/* How often each note is referred to; its number is its place. */
struct references {
	struct arena arena;
	int *items;
	size_t count;
	size_t cap;
};

static void
count_references(const struct node *doc, struct references *refs)
{
	for (const struct node *n = doc->first; n; n = node_next(n, doc)) {
		size_t at;

		if (n->kind != NODE_FOOTNOTE_REF || n->u.footnote.number < 0)
			continue;
		at = (size_t)n->u.footnote.number;
		while (refs->count <= at)
			*arena_push(&refs->arena, refs) = 0;
		if (n->u.footnote.reference > refs->items[at])
			refs->items[at] = n->u.footnote.reference;
	}
}

static void
back_links(struct html_writer *w, const struct references *refs, int number)
{
	int count = 0;

	if (number >= 0 && (size_t)number < refs->count)
		count = refs->items[number];
	sb_cstr(w->out, "<p class=\"footnote-back\">");
	for (int i = 1; i <= count; i++) {
		sb_fmt(w->out, "<a href=\"#fnref_%d_%d\" aria-label=\"", number,
		    i);
		html_attr(w->out, html_word(w, &footnote_back));
		sb_fmt(w->out, " %d", number);
		if (count > 1)
			sb_fmt(w->out, " (%d)", i);
		sb_cstr(w->out, "\">↑");
		if (count > 1)
			sb_fmt(w->out, " %d", i);
		sb_cstr(w->out, i < count ? "</a> " : "</a>");
	}
	sb_cstr(w->out, "</p>");
}

static void
footnotes(struct html_writer *w, const struct node *doc)
{
	const struct node *n = doc->first;
	struct references refs = { 0 };

	while (n && n->kind != NODE_FOOTNOTE)
		n = n->next;
	if (!n)
		return;
	count_references(doc, &refs);
	sb_cstr(w->out,
	    "<section class=\"footnotes\" aria-labelledby=\"doc_footnotes\">\n"
	    "<h2 id=\"doc_footnotes\">");
	html_text(w->out, html_word(w, &footnotes_title));
	sb_cstr(w->out, "</h2>\n<ol>\n");
	for (; n; n = n->next) {
		if (n->kind != NODE_FOOTNOTE)
			continue;
		sb_fmt(w->out, "<li id=\"fn_%d\">", n->u.footnote.number);
		blocks(w, n->first, false);
		back_links(w, &refs, n->u.footnote.number);
		sb_cstr(w->out, "</li>\n");
	}
	sb_cstr(w->out, "</ol>\n</section>\n");
	arena_release(&refs.arena);
}

void
html_doc(const struct node *doc, const struct doc_context *cx, struct sb *out)
{
	struct html_writer w = { .out = out, .cx = cx };

	if (!doc)
		return;
	blocks(&w, doc->first, false);
	footnotes(&w, doc);
}
