/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/html_writer.h"

#include "model/address.h"
#include "render/html.h"

static const struct html_word footnote_word = { "doc.footnote", "Not", "Note" };

struct str
html_word(const struct html_writer *w, const struct html_word *word)
{
	struct str s = STR_NONE;

	if (w->cx->theme)
		s = theme_string(
		    w->cx->theme, w->cx->variant, str_from(word->key));
	if (s.n)
		return s;
	return str_from(
	    w->cx->variant == VARIANT_ENGLISH ? word->english : word->swedish);
}

/* All text below a node, for attributes. */
void
html_plain(struct sb *out, const struct node *top)
{
	for (const struct node *n = top->first; n; n = node_next(n, top)) {
		if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
			sb_str(out, n->text);
		else if (n->kind == NODE_SOFT_BREAK ||
			 n->kind == NODE_HARD_BREAK)
			sb_ch(out, ' ');
	}
}

bool
html_shows(const struct node *top)
{
	for (const struct node *n = top->first; n; n = node_next(n, top))
		if (n->kind == NODE_PICTURE || n->kind == NODE_FOOTNOTE_REF ||
		    n->text.n)
			return true;
	return false;
}

/* ---- links and words that are explained ---- */

static void
page_href(struct html_writer *w, const struct node *n, const struct page *to)
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
open_page(struct html_writer *w, const struct node *n)
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
open_law(struct html_writer *w, const struct node *n)
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
open_url(struct html_writer *w, const struct node *n)
{
	struct str url = n->u.link.target;

	if (!url_harmless(url))
		return false;
	sb_cstr(w->out, str_starts(url, STR("http"))
			    ? "<a class=\"external\" href=\""
			    : "<a href=\"");
	url_attr(w->out, url);
	if (n->u.link.anchor.n) {
		sb_ch(w->out, '#');
		url_attr(w->out, n->u.link.anchor);
	}
	sb_ch(w->out, '"');
	return true;
}

static bool
open_link(struct html_writer *w, const struct node *n)
{
	if (w->in_link || !html_shows(n))
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

/* Nothing beside it but a full stop: then it is large enough for a finger. */
static bool
stands_alone(const struct node *n)
{
	const struct node *p = n->parent, *after = n->next;

	if (!p || p->first != n ||
	    (p->kind != NODE_PARAGRAPH && p->kind != NODE_ITEM &&
		p->kind != NODE_CELL))
		return false;
	return !after ||
	       (!after->next && after->kind == NODE_TEXT && after->text.n <= 2);
}

static void
link_node(struct html_writer *w, const struct node *n)
{
	bool opened = open_link(w, n);

	if (!opened) {
		html_inlines(w, n);
		return;
	}
	if (n->u.link.title.n) {
		sb_cstr(w->out, " title=\"");
		html_attr(w->out, n->u.link.title);
		sb_ch(w->out, '"');
	}
	if (stands_alone(n))
		sb_cstr(w->out, " data-alone");
	sb_ch(w->out, '>');
	w->in_link = true;
	html_inlines(w, n);
	w->in_link = false;
	sb_cstr(w->out, "</a>");
}

/* A link to the glossary, and beside it what the word means. */
static void
term(struct html_writer *w, const struct term *t, struct str shown)
{
	struct sb path = { 0 };
	bool easy = w->cx->variant == VARIANT_EASY || t->definition.s.n == 0;
	struct str meaning = easy && t->easy.s.n ? t->easy.s : t->definition.s;
	int id = ++w->terms;

	term_path(&path, t, w->cx->variant);
	sb_cstr(w->out, "<a class=\"term\" href=\"");
	sb_str(w->out, w->cx->up);
	html_attr(w->out, sb_view(&path));
	sb_cstr(w->out, "\" aria-describedby=\"term_");
	sb_int(w->out, id);
	sb_cstr(w->out, "\">");
	html_text(w->out, shown);
	sb_cstr(w->out,
	    "</a><span class=\"term-text\" role=\"tooltip\" id=\"term_");
	sb_int(w->out, id);
	sb_cstr(w->out, "\">");
	html_text(w->out, meaning);
	sb_cstr(w->out, "</span>");
	sb_release(&path);
}

static void
text(struct html_writer *w, const struct node *n)
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
picture(struct html_writer *w, const struct node *n)
{
	const struct pictogram *p =
	    w->cx->theme ? theme_pictogram(w->cx->theme, n->text) : NULL;
	struct str label = n->info;

	if (p && label.n == 0)
		label = w->cx->variant == VARIANT_ENGLISH && p->alt_en.s.n
			    ? p->alt_en.s
			    : p->alt.s;
	if (p && p->picture)
		html_pictogram(p, label, w->out);
	else
		html_text(w->out, label);
}

static void
footnote_ref(struct html_writer *w, const struct node *n)
{
	int number = n->u.footnote.number;

	if (w->in_link)
		return;
	sb_fmt(w->out,
	    "<sup class=\"footnote-ref\"><a id=\"fnref_%d_%d\" "
	    "href=\"#fn_%d\" aria-label=\"",
	    number, n->u.footnote.reference, number);
	html_attr(w->out, html_word(w, &footnote_word));
	sb_fmt(w->out, " %d\">%d</a></sup>", number, number);
}

static void
wrapped(struct html_writer *w, const struct node *n, const char *tag)
{
	sb_fmt(w->out, "<%s>", tag);
	html_inlines(w, n);
	sb_fmt(w->out, "</%s>", tag);
}

void
html_inline(struct html_writer *w, const struct node *n)
{
	switch (n->kind) {
	case NODE_TEXT:
		text(w, n);
		break;
	case NODE_SOFT_BREAK:
		/* Easy sources have one sentence a line, and so do readers. */
		sb_cstr(
		    w->out, w->cx->variant == VARIANT_EASY ? "<br>\n" : "\n");
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
		html_inlines(w, n);
	}
}

void
html_inlines(struct html_writer *w, const struct node *parent)
{
	if (w->depth == HTML_DOC_DEPTH) {
		struct sb plain = { 0 };

		html_plain(&plain, parent);
		html_text(w->out, sb_view(&plain));
		sb_release(&plain);
		return;
	}
	w->depth++;
	for (const struct node *n = parent->first; n; n = n->next)
		html_inline(w, n);
	w->depth--;
}
