/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/html_doc.h"

#include "model/address.h"
#include "render/html.h"

/*
 * Words for readers. A theme gives them as strings; these stand in where it
 * has none. Box titles are in the order of enum box_kind.
 */
struct words {
	const char *key;
	const char *swedish;
	const char *english;
};

static const struct words box_titles[] = {
	{ "doc.box_important", "Viktigt", "Important" },
	{ "doc.box_deadline", "Tidsgräns", "Deadline" },
	{ "doc.box_right", "Din rätt", "Your right" },
	{ "doc.box_tip", "Tips", "Tip" },
	{ "doc.box_contact", "Kontakt", "Contact" },
};
static const struct words footnotes_title = { "doc.footnotes", "Noter",
	"Notes" };
static const struct words footnote_word = { "doc.footnote", "Not", "Note" };
static const struct words footnote_back = { "doc.footnote_back",
	"Tillbaka till texten, not", "Back to the text, note" };

static const char *const box_classes[] = { "important", "deadline", "right",
	"tip", "contact" };

/* ids of ours hold a "_", which the anchors of headings never do. */
struct writer {
	struct sb *out;
	const struct doc_context *cx;
	size_t next_term; /* of cx->terms */
	int terms;
	int boxes;
	int depth;
	bool in_link;
};

static void blocks(struct writer *w, const struct node *first, bool tight);
static void inlines(struct writer *w, const struct node *parent);

static struct str
word(const struct writer *w, const struct words *words)
{
	struct str s = STR_NONE;

	if (w->cx->theme)
		s = theme_string(w->cx->theme, w->cx->variant,
		    str_from(words->key));
	if (s.n)
		return s;
	return str_from(w->cx->variant == VARIANT_ENGLISH ? words->english :
							    words->swedish);
}

/* All text below a node, for attributes. */
static void
plain_text(struct sb *out, const struct node *top)
{
	for (const struct node *n = top->first; n; n = node_next(n, top)) {
		if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
			sb_str(out, n->text);
		else if (n->kind == NODE_SOFT_BREAK ||
		    n->kind == NODE_HARD_BREAK)
			sb_ch(out, ' ');
	}
}

static bool
shows_something(const struct node *top)
{
	for (const struct node *n = top->first; n; n = node_next(n, top))
		if (n->kind == NODE_PICTURE || n->kind == NODE_FOOTNOTE_REF ||
		    n->text.n)
			return true;
	return false;
}

/* ---- links and words that are explained ---- */

static void
page_href(struct writer *w, const struct node *n, const struct page *to)
{
	struct str anchor = n->u.link.anchor;

	sb_str(w->out, w->cx->up);
	page_path(w->out, to, w->cx->prefix);
	/* The twin at this reader's level may have other headings. */
	if (anchor.n && page_anchor(to, anchor)) {
		sb_ch(w->out, '#');
		html_attr(w->out, anchor);
	}
}

static bool
open_page(struct writer *w, const struct node *n)
{
	const struct page *to = n->u.link.page;

	if (!to) {
		if (n->u.link.target.n || n->u.link.anchor.n == 0)
			return false;
		sb_cstr(w->out, "<a href=\"#");
		html_attr(w->out, n->u.link.anchor);
		sb_ch(w->out, '"');
		return true;
	}
	to = page_twin(to, w->cx->variant);
	sb_cstr(w->out, "<a href=\"");
	page_href(w, n, to);
	sb_ch(w->out, '"');
	if (!str_eq(variant_lang(to->variant), variant_lang(w->cx->variant)))
		sb_fmt(w->out, " hreflang=\"%.*s\"",
		    STR_ARG(variant_lang(to->variant)));
	return true;
}

static bool
open_law(struct writer *w, const struct node *n)
{
	const struct law *law =
	    w->cx->site ? site_law(w->cx->site, n->u.link.target) : NULL;
	struct sb path = { 0 };

	if (!law)
		return false;
	law_path(&path, law, w->cx->variant);
	sb_cstr(w->out, "<a class=\"law-link\" href=\"");
	sb_str(w->out, w->cx->up);
	html_attr(w->out, sb_view(&path));
	sb_ch(w->out, '"');
	sb_release(&path);
	return true;
}

static bool
open_url(struct writer *w, const struct node *n)
{
	struct str url = n->u.link.target;

	if (!url_harmless(url))
		return false;
	sb_cstr(w->out,
	    str_starts(url, STR("http")) ? "<a class=\"external\" href=\"" :
					   "<a href=\"");
	url_attr(w->out, url);
	if (n->u.link.anchor.n) {
		sb_ch(w->out, '#');
		url_attr(w->out, n->u.link.anchor);
	}
	sb_ch(w->out, '"');
	return true;
}

static bool
open_link(struct writer *w, const struct node *n)
{
	if (w->in_link || !shows_something(n))
		return false;
	switch (n->u.link.kind) {
	case LINK_URL:
		return open_url(w, n);
	case LINK_PAGE:
	case LINK_ID:
		return open_page(w, n);
	case LINK_LAW:
		return open_law(w, n);
	case LINK_BAD:
		break;
	}
	return false;
}

static void
link_node(struct writer *w, const struct node *n)
{
	bool opened = open_link(w, n);

	if (!opened) {
		inlines(w, n);
		return;
	}
	if (n->u.link.title.n) {
		sb_cstr(w->out, " title=\"");
		html_attr(w->out, n->u.link.title);
		sb_ch(w->out, '"');
	}
	sb_ch(w->out, '>');
	w->in_link = true;
	inlines(w, n);
	w->in_link = false;
	sb_cstr(w->out, "</a>");
}

/* A link to the glossary, and beside it what the word means. */
static void
term(struct writer *w, const struct term *t, struct str shown)
{
	struct sb path = { 0 };
	struct str meaning = t->easy.s.n ? t->easy.s : t->definition.s;
	int id = ++w->terms;

	term_path(&path, t, w->cx->variant);
	sb_cstr(w->out, "<a class=\"term\" href=\"");
	sb_str(w->out, w->cx->up);
	html_attr(w->out, sb_view(&path));
	sb_fmt(w->out, "\" aria-describedby=\"term_%d\">", id);
	html_text(w->out, shown);
	sb_fmt(w->out,
	    "</a><span class=\"term-text\" role=\"tooltip\" "
	    "id=\"term_%d\">",
	    id);
	html_text(w->out, meaning);
	sb_cstr(w->out, "</span>");
	sb_release(&path);
}

static void
text(struct writer *w, const struct node *n)
{
	const struct doc_context *cx = w->cx;
	size_t done = 0;

	while (w->next_term < cx->term_count &&
	    cx->terms[w->next_term].node == n) {
		const struct term_use *use = &cx->terms[w->next_term++];

		if (w->in_link || use->off < done ||
		    use->off + use->len > n->text.n)
			continue;
		html_text(w->out, str_sub(n->text, done, use->off - done));
		term(w, use->term, str_sub(n->text, use->off, use->len));
		done = use->off + use->len;
	}
	html_text(w->out, str_from_off(n->text, done));
}

/* ---- inlines ---- */

static void
picture(struct writer *w, const struct node *n)
{
	const struct pictogram *p =
	    w->cx->theme ? theme_pictogram(w->cx->theme, n->text) : NULL;
	struct str label = n->info;

	if (p && label.n == 0)
		label = w->cx->variant == VARIANT_ENGLISH && p->alt_en.s.n ?
		    p->alt_en.s :
		    p->alt.s;
	if (p && p->picture)
		html_pictogram(p, label, w->out);
	else
		html_text(w->out, label);
}

static void
footnote_ref(struct writer *w, const struct node *n)
{
	int number = n->u.footnote.number;

	if (w->in_link)
		return;
	sb_fmt(w->out,
	    "<sup class=\"footnote-ref\"><a id=\"fnref_%d_%d\" "
	    "href=\"#fn_%d\" aria-label=\"",
	    number, n->u.footnote.reference, number);
	html_attr(w->out, word(w, &footnote_word));
	sb_fmt(w->out, " %d\">%d</a></sup>", number, number);
}

static void
wrapped(struct writer *w, const struct node *n, const char *tag)
{
	sb_fmt(w->out, "<%s>", tag);
	inlines(w, n);
	sb_fmt(w->out, "</%s>", tag);
}

static void
inline_node(struct writer *w, const struct node *n)
{
	switch (n->kind) {
	case NODE_TEXT:
		text(w, n);
		break;
	case NODE_SOFT_BREAK:
		/* Easy sources have one sentence a line, and so do readers. */
		sb_cstr(w->out,
		    w->cx->variant == VARIANT_EASY ? "<br>\n" : "\n");
		break;
	case NODE_HARD_BREAK:
		sb_cstr(w->out, "<br>\n");
		break;
	case NODE_CODE:
		sb_cstr(w->out, "<code>");
		html_text(w->out, n->text);
		sb_cstr(w->out, "</code>");
		break;
	case NODE_EMPH:
		wrapped(w, n, "em");
		break;
	case NODE_STRONG:
		wrapped(w, n, "strong");
		break;
	case NODE_STRIKE:
		wrapped(w, n, "del");
		break;
	case NODE_LINK:
		link_node(w, n);
		break;
	case NODE_PICTURE:
		picture(w, n);
		break;
	case NODE_FOOTNOTE_REF:
		footnote_ref(w, n);
		break;
	default:
		inlines(w, n);
	}
}

static void
inlines(struct writer *w, const struct node *parent)
{
	if (w->depth == HTML_DOC_DEPTH) {
		struct sb plain = { 0 };

		plain_text(&plain, parent);
		html_text(w->out, sb_view(&plain));
		sb_release(&plain);
		return;
	}
	w->depth++;
	for (const struct node *n = parent->first; n; n = n->next)
		inline_node(w, n);
	w->depth--;
}

/* ---- blocks ---- */

static void
heading(struct writer *w, const struct node *n)
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
	inlines(w, n);
	sb_fmt(w->out, "</h%d>\n", level);
}

/*
 * A box is a note, not a landmark: a page may hold several of one name, and
 * a list of landmarks should be short.
 */
static void
box(struct writer *w, const struct node *n)
{
	enum box_kind kind = n->u.box;
	int id = ++w->boxes;

	sb_fmt(w->out,
	    "<div class=\"box box-%s\" role=\"note\" "
	    "aria-labelledby=\"box_%d\">\n<p class=\"box-title\" "
	    "id=\"box_%d\">",
	    box_classes[kind], id, id);
	html_text(w->out, n->text.n ? n->text : word(w, &box_titles[kind]));
	sb_cstr(w->out, "</p>\n");
	blocks(w, n->first, false);
	sb_cstr(w->out, "</div>\n");
}

static void
code_block(struct writer *w, const struct node *n)
{
	sb_cstr(w->out, "<pre><code>");
	html_text(w->out, n->text);
	sb_cstr(w->out, "</code></pre>\n");
}

/* The first paragraph of a task is what its box is called. */
static void
task(struct writer *w, const struct node *n, bool tight)
{
	const struct node *first = n->first;

	sb_cstr(w->out, "<li class=\"task\"><label><input type=\"checkbox\"");
	sb_cstr(w->out, n->u.item.checked ? " checked disabled> " :
					    " disabled> ");
	if (first && first->kind == NODE_PARAGRAPH) {
		inlines(w, first);
		first = first->next;
	}
	sb_cstr(w->out, "</label>");
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
list(struct writer *w, const struct node *n)
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
cell_align(struct writer *w, const struct node *n)
{
	if (n->u.align == ALIGN_CENTRE)
		sb_cstr(w->out, " class=\"centre\"");
	else if (n->u.align == ALIGN_RIGHT)
		sb_cstr(w->out, " class=\"right\"");
}

static void
table_head(struct writer *w, const struct node *row)
{
	sb_cstr(w->out, "<thead>\n<tr>");
	for (const struct node *n = row->first; n; n = n->next) {
		bool empty = !shows_something(n);

		/* A heading of nothing would be read as one. */
		sb_cstr(w->out, empty ? "<td" : "<th scope=\"col\"");
		cell_align(w, n);
		sb_ch(w->out, '>');
		inlines(w, n);
		sb_cstr(w->out, empty ? "</td>" : "</th>");
	}
	sb_cstr(w->out, "</tr>\n</thead>\n");
}

/* Each cell carries its heading: a phone shows a row as a card. */
static void
table_row(struct writer *w, const struct node *row, const struct node *head)
{
	const struct node *label = head->first;
	struct sb plain = { 0 };

	sb_cstr(w->out, "<tr>");
	for (const struct node *n = row->first; n; n = n->next) {
		sb_cstr(w->out, "<td");
		cell_align(w, n);
		if (label) {
			sb_reset(&plain);
			plain_text(&plain, label);
			if (plain.n) {
				sb_cstr(w->out, " data-label=\"");
				html_attr(w->out, sb_view(&plain));
				sb_ch(w->out, '"');
			}
			label = label->next;
		}
		sb_ch(w->out, '>');
		inlines(w, n);
		sb_cstr(w->out, "</td>");
	}
	sb_cstr(w->out, "</tr>\n");
	sb_release(&plain);
}

static void
table(struct writer *w, const struct node *n)
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
block(struct writer *w, const struct node *n, bool tight)
{
	switch (n->kind) {
	case NODE_HEADING:
		heading(w, n);
		break;
	case NODE_PARAGRAPH:
		sb_cstr(w->out, tight ? "" : "<p>");
		inlines(w, n);
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
	case NODE_ALLOW: /* a note to the checks */
		break;
	default:
		if (node_is_inline(n->kind))
			inline_node(w, n);
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
pictured(struct writer *w, const struct node *n)
{
	bool has_text = beside_picture(n->next);

	if (has_text)
		sb_cstr(w->out, "<div class=\"pictured\">\n");
	sb_cstr(w->out, "<p class=\"pictured-image\">");
	inlines(w, n);
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
blocks(struct writer *w, const struct node *first, bool tight)
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

/* How often each note is referred to, as ints at its number. */
static void
count_references(const struct node *doc, struct sb *counts)
{
	for (const struct node *n = doc->first; n; n = node_next(n, doc)) {
		size_t end;
		int *slot;

		if (n->kind != NODE_FOOTNOTE_REF || n->u.footnote.number < 0)
			continue;
		end = ((size_t)n->u.footnote.number + 1) * sizeof(int);
		if (counts->n < end)
			sb_repeat(counts, '\0', end - counts->n);
		slot = (int *)(void *)(counts->p + end - sizeof(int));
		if (n->u.footnote.reference > *slot)
			*slot = n->u.footnote.reference;
	}
}

static void
back_links(struct writer *w, const struct sb *counts, int number)
{
	size_t at = (size_t)number * sizeof(int);
	int count = 0;

	if (number >= 0 && at < counts->n)
		count = *(const int *)(const void *)(counts->p + at);
	sb_cstr(w->out, "<p class=\"footnote-back\">");
	for (int i = 1; i <= count; i++) {
		sb_fmt(w->out, "<a href=\"#fnref_%d_%d\" aria-label=\"",
		    number, i);
		html_attr(w->out, word(w, &footnote_back));
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
footnotes(struct writer *w, const struct node *doc)
{
	const struct node *n = doc->first;
	struct sb counts = { 0 };

	while (n && n->kind != NODE_FOOTNOTE)
		n = n->next;
	if (!n)
		return;
	count_references(doc, &counts);
	sb_cstr(w->out,
	    "<section class=\"footnotes\" aria-labelledby=\"doc_footnotes\">\n"
	    "<h2 id=\"doc_footnotes\">");
	html_text(w->out, word(w, &footnotes_title));
	sb_cstr(w->out, "</h2>\n<ol>\n");
	for (; n; n = n->next) {
		if (n->kind != NODE_FOOTNOTE)
			continue;
		sb_fmt(w->out, "<li id=\"fn_%d\">", n->u.footnote.number);
		blocks(w, n->first, false);
		back_links(w, &counts, n->u.footnote.number);
		sb_cstr(w->out, "</li>\n");
	}
	sb_cstr(w->out, "</ol>\n</section>\n");
	sb_release(&counts);
}

void
html_doc(const struct node *doc, const struct doc_context *cx, struct sb *out)
{
	struct writer w = { .out = out, .cx = cx };

	if (!doc)
		return;
	blocks(&w, doc->first, false);
	footnotes(&w, doc);
}
