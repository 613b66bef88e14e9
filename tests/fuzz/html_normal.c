/* SPDX-License-Identifier: EUPL-1.2 */
#include "html_normal.h"

#include <string.h>

#include "fuzz.h"

enum treat {
	BLOCK,   /* white space around it means nothing */
	INLINE,  /* it does */
	DROPPED, /* ours only: what phones and screen readers need */
	CELL     /* th or td: ours makes an empty heading a td */
};

struct known {
	const char *name;
	const char *as;
	enum treat treat;
};

static const struct known tags[] = {
	{ "h1", "h2", BLOCK }, /* the page's title is the only h1 */
	{ "h2", "h2", BLOCK },
	{ "h3", "h3", BLOCK },
	{ "h4", "h4", BLOCK },
	{ "h5", "h5", BLOCK },
	{ "h6", "h6", BLOCK },
	{ "p", "p", BLOCK },
	{ "ul", "ul", BLOCK },
	{ "ol", "ol", BLOCK },
	{ "li", "li", BLOCK },
	{ "blockquote", "blockquote", BLOCK },
	{ "pre", "pre", BLOCK },
	{ "table", "table", BLOCK },
	{ "thead", "thead", BLOCK },
	{ "tr", "tr", BLOCK },
	{ "th", "cell", CELL },
	{ "td", "cell", CELL },
	{ "hr", "hr", BLOCK },
	{ "br", "br", BLOCK },
	{ "section", "notes", BLOCK },
	{ "input", "input", BLOCK },
	{ "a", "a", INLINE },
	{ "em", "em", INLINE },
	{ "strong", "strong", INLINE },
	{ "del", "del", INLINE },
	{ "code", "code", INLINE },
	{ "sup", "sup", INLINE },
	{ "tbody", "", DROPPED },
	{ "div", "", DROPPED },
	{ "label", "", DROPPED },
	{ "span", "", DROPPED },
};

/* Left out with all that is in them: the way back from a footnote. */
static const struct {
	const char *tag;
	const char *attribute;
	const char *value;
} left_out[] = {
	{ "p", "class", "footnote-back" },
	{ "a", "class", "footnote-backref" },
	{ "h2", "id", "doc_footnotes" },
};

struct normal {
	struct sb *out;
	struct str skip; /* the end tag of what is left out */
	size_t box;      /* where a check box ended */
	bool space;      /* white space that may mean something */
	bool pre;
	bool sup;
	bool task; /* in the first paragraph of a task, which is its label */
};

/* --- the parts of a tag --------------------------------------------------- */

static struct str
name_of(struct str tag)
{
	size_t n = 0;

	while (n < tag.n && tag.p[n] != ' ' && tag.p[n] != '/')
		n++;
	return str_sub(tag, 0, n);
}

/* Whether a start tag has the attribute; its value, perhaps empty. */
static bool
attribute(struct str tag, const char *name, struct str *value)
{
	size_t i = name_of(tag).n;

	while (i < tag.n) {
		size_t begin, end;

		while (i < tag.n && (tag.p[i] == ' ' || tag.p[i] == '/'))
			i++;
		begin = i;
		while (i < tag.n && tag.p[i] != '=' && tag.p[i] != ' ')
			i++;
		end = i;
		*value = STR_NONE;
		if (i + 1 < tag.n && tag.p[i] == '=') {
			size_t from = i + 2;

			MUST(tag.p[i + 1] == '"');
			for (i = from; i < tag.n && tag.p[i] != '"';)
				i++;
			MUST(i < tag.n);
			*value = str_sub(tag, from, i - from);
			i++;
		}
		if (end > begin &&
		    str_is(str_sub(tag, begin, end - begin), name))
			return true;
	}
	return false;
}

/* --- text ----------------------------------------------------------------- */

static size_t
entity(struct str s, struct sb *out)
{
	static const struct {
		const char *name;
		char c;
	} known[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&#39;", '\'' }, { "&#x27;", '\'' } };

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (!str_starts(s, str_from(known[i].name)))
			continue;
		sb_ch(out, known[i].c);
		return strlen(known[i].name);
	}
	MUST(!"an & that is not escaped");
	return 1;
}

static int
hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* An address: which characters are written as %XX is up to the writer. */
static void
address(struct str s, struct sb *out)
{
	struct sb plain = { 0 };

	for (size_t i = 0; i < s.n;)
		if (s.p[i] == '&')
			i += entity(str_from_off(s, i), &plain);
		else
			sb_ch(&plain, s.p[i++]);
	for (size_t i = 0; i < plain.n; i++) {
		int high = i + 2 < plain.n ? hex(plain.p[i + 1]) : -1;
		int low = i + 2 < plain.n ? hex(plain.p[i + 2]) : -1;

		if (plain.p[i] == '%' && high >= 0 && low >= 0) {
			sb_ch(out, (char)(high * 16 + low));
			i += 2;
		} else {
			sb_ch(out, plain.p[i]);
		}
	}
	sb_release(&plain);
}

static bool
control(char c)
{
	return ((unsigned char)c < 0x20 && c != '\t' && c != '\n') || c == 0x7f;
}

static void
text(struct normal *n, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		/* Control characters, from "&#21;": HTML has none, nor has ours. */
		if (control(s.p[i])) {
			i++;
			continue;
		}
		if (!n->pre && ascii_space(s.p[i])) {
			n->space = true;
			i++;
			continue;
		}
		if (n->space && n->out->n && n->out->p[n->out->n - 1] != '\n')
			sb_ch(n->out, ' ');
		n->space = false;
		if (s.p[i] == '&')
			i += entity(str_from_off(s, i), n->out);
		else if (s.p[i] == '\n')
			i++, sb_ch(n->out, '\r');
		else
			sb_ch(n->out, s.p[i++]);
	}
}

/* --- tags ----------------------------------------------------------------- */

static const struct known *
known(struct str name)
{
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (str_is(name, tags[i].name))
			return &tags[i];
	MUST(!"a tag that nobody should write");
	return NULL;
}

static bool
begins_left_out(struct normal *n, struct str tag)
{
	struct str value;

	for (size_t i = 0; i < sizeof(left_out) / sizeof(*left_out); i++) {
		if (!str_is(name_of(tag), left_out[i].tag) ||
		    !attribute(tag, left_out[i].attribute, &value) ||
		    !str_is(value, left_out[i].value))
			continue;
		n->skip = name_of(tag);
		return true;
	}
	return false;
}

static void
attributes(struct normal *n, struct str tag, const struct known *k)
{
	struct str value;

	if (str_is(name_of(tag), "ol") && attribute(tag, "start", &value)) {
		sb_cstr(n->out, " start=");
		sb_str(n->out, value);
	}
	if (str_is(name_of(tag), "input") && attribute(tag, "checked", &value))
		sb_cstr(n->out, " checked");
	if (k->treat == CELL && (attribute(tag, "align", &value) ||
				    attribute(tag, "class", &value))) {
		if (str_is(value, "center") || str_is(value, "centre"))
			sb_cstr(n->out, " centre");
		else if (str_is(value, "right"))
			sb_cstr(n->out, " right");
	}
	if (k->treat == INLINE && attribute(tag, "href", &value)) {
		sb_cstr(n->out, " href=");
		address(value, n->out);
	}
	if (k->treat == INLINE && attribute(tag, "title", &value) && value.n) {
		sb_cstr(n->out, " title=");
		text(n, value);
	}
}

/* Empty paragraphs are not shown: they held HTML or a comment. */
static bool
ends_empty(struct normal *n)
{
	struct str start = STR("<p>\n"), so_far = sb_view(n->out);

	if (!str_ends(so_far, start) ||
	    (so_far.n > start.n && so_far.p[so_far.n - start.n - 1] != '\n'))
		return false;
	sb_cut(n->out, so_far.n - start.n);
	return true;
}

static void
one_tag(struct normal *n, struct str tag)
{
	bool end = tag.n && tag.p[0] == '/';
	struct str name = name_of(end ? str_from_off(tag, 1) : tag);
	const struct known *k = known(name);

	if (n->skip.n) {
		if (end && str_eq(name, n->skip))
			n->skip = STR_NONE;
		return;
	}
	if (k->treat == DROPPED || (!end && begins_left_out(n, tag)))
		return;
	if (str_is(name, "sup"))
		n->sup = !end;
	if (n->sup && str_is(name, "a"))
		return;
	if (str_is(name, "p") && (end ? n->task : n->box == n->out->n)) {
		n->task = !end;
		return;
	}
	if (k->treat != INLINE) {
		n->space = false;
		if (n->out->n && n->out->p[n->out->n - 1] != '\n')
			sb_ch(n->out, '\n');
	} else {
		/* Not where a block begins, also after a comment. */
		if (n->space && n->out->n && n->out->p[n->out->n - 1] != '\n')
			sb_ch(n->out, ' ');
		n->space = false;
	}
	if (str_is(name, "pre"))
		n->pre = !end;
	if (end && str_is(name, "p") && ends_empty(n))
		return;
	sb_cstr(n->out, end ? "</" : "<");
	sb_cstr(n->out, k->as);
	if (!end)
		attributes(n, tag, k);
	sb_ch(n->out, '>');
	if (k->treat != INLINE)
		sb_ch(n->out, '\n');
	if (str_is(name, "input"))
		n->box = n->out->n;
}

void
html_normal(struct str html, struct sb *out)
{
	struct normal n = { .out = out, .box = SIZE_MAX };
	size_t i = 0;

	while (i < html.n) {
		size_t open = str_find_char(str_from_off(html, i), '<');
		struct str rest;
		size_t close;
		bool quoted = false;

		if (open == STR_NOT_FOUND)
			open = html.n - i;
		if (!n.skip.n)
			text(&n, str_sub(html, i, open));
		i += open;
		if (i == html.n)
			break;
		rest = str_from_off(html, i);
		if (str_starts(rest, STR("<!--"))) {
			close = str_find(rest, STR("-->"));
			MUST(close != STR_NOT_FOUND);
			i += close + 3;
			continue;
		}
		for (close = 1; close < rest.n; close++) {
			if (rest.p[close] == '"')
				quoted = !quoted;
			else if (rest.p[close] == '>' && !quoted)
				break;
		}
		MUST(close < rest.n);
		one_tag(&n, str_sub(rest, 1, close - 1));
		i += close + 1;
	}
}
