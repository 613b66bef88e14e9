/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/doc.h"

const struct node *
node_skip(const struct node *n, const struct node *top)
{
	while (n && n != top) {
		if (n->next)
			return n->next;
		n = n->parent;
	}
	return NULL;
}

const struct node *
node_next(const struct node *n, const struct node *top)
{
	return n->first ? n->first : node_skip(n, top);
}

bool
node_is_block(enum node_kind kind)
{
	return kind < NODE_TEXT;
}

bool
node_is_inline(enum node_kind kind)
{
	return kind >= NODE_TEXT;
}

static bool
ascii_punct(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') ||
	    (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* Bytes of the first character of s. */
static size_t
character(struct str s)
{
	size_t n = s.n ? 1 : 0;

	while (n < s.n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* Length of what looks like an entity at the start of s, or 0. */
static size_t
entity(struct str s)
{
	size_t n = 1;

	if (s.n == 0 || s.p[0] != '&')
		return 0;
	while (n < s.n && n < 40 &&
	    (ascii_alpha(s.p[n]) || ascii_digit(s.p[n]) || s.p[n] == '#'))
		n++;
	return n > 1 && n < s.n && s.p[n] == ';' ? n + 1 : 0;
}

/*
 * One step through a source and the text that was made of it: takes the next
 * character off both, with all that writes it in the source.
 */
static void
step(enum node_kind kind, struct str *source, struct str *text)
{
	size_t taken = character(*source), made = character(*text);
	size_t name = kind == NODE_TEXT ? entity(*source) : 0;

	if (name && !str_starts(*text, str_of(source->p, name))) {
		struct str after = str_from_off(*source, name);
		size_t more = character(str_from_off(*text, made));

		/* A few entities make two characters. */
		if (more && after.n && text->n > made &&
		    after.p[0] != text->p[made] && after.p[0] != '\\' &&
		    after.p[0] != '&')
			made += more;
		taken = name;
	} else if (source->n > 1 && source->p[0] == '\\' &&
	    (source->p[1] == '|' ||
		(kind == NODE_TEXT && ascii_punct(source->p[1]))) &&
	    text->n && text->p[0] == source->p[1]) {
		taken = 2;
	} else if (source->n && source->p[0] == '\n') {
		/* A code span goes on below: skip the marks of the line. */
		while (taken < source->n && text->n > made &&
		    source->p[taken] != text->p[made] &&
		    (source->p[taken] == ' ' || source->p[taken] == '\t' ||
			source->p[taken] == '>'))
			taken++;
	}
	*source = str_from_off(*source, taken);
	*text = str_from_off(*text, made);
}

struct span
node_place(const struct node *n, struct str source, size_t off, size_t len)
{
	struct span at = n->at;
	struct str rest = str_sub(source, at.off, at.len), text = n->text;
	size_t start;

	if (n->kind == NODE_TEXT && at.len == n->text.n) {
		at.off += (uint32_t)off;
		at.len = (uint32_t)len;
		return at;
	}
	if (n->kind == NODE_CODE)
		while (rest.n > text.n && (rest.p[0] == '`' ||
			(rest.p[0] == ' ' && (!text.n || text.p[0] != ' '))))
			rest = str_from_off(rest, 1);
	while (rest.n && text.n && n->text.n - text.n < off)
		step(n->kind, &rest, &text);
	start = at.off + at.len - rest.n;
	while (rest.n && text.n && n->text.n - text.n < off + len)
		step(n->kind, &rest, &text);
	/* Code ends before its closing marks; they stay behind in rest. */
	at.len = (uint32_t)(at.off + at.len - rest.n - start);
	at.off = (uint32_t)start;
	return at;
}
