/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/doc.h"

#include "model/markup.h"

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

/* The mapping of code is by bytes, but for line ends and "\\|" in tables. */
static bool
code_step(struct str *source, struct str *text)
{
	size_t taken = 1;

	if (source->n == 0 || text->n == 0)
		return false;
	if (source->n > 1 && source->p[0] == '\\' && source->p[1] == '|' &&
	    text->p[0] == '|') {
		taken = 2;
	} else if (source->p[0] == '\n') {
		/* The code goes on below: skip the marks of the line. */
		while (taken < source->n && text->n > 1 &&
		       source->p[taken] != text->p[1] &&
		       (source->p[taken] == ' ' || source->p[taken] == '\t' ||
			   source->p[taken] == '>'))
			taken++;
	}
	*source = str_from_off(*source, taken);
	*text = str_from_off(*text, 1);
	return true;
}

struct span
node_place(const struct node *n, struct str source, size_t off, size_t len)
{
	bool (*step)(struct str *, struct str *) =
	    n->kind == NODE_TEXT ? markup_step : code_step;
	struct str rest = str_sub(source, n->at.off, n->at.len);
	struct str text = n->text;
	struct span at = n->at;

	if (n->at.len == n->text.n) {
		at.off += (uint32_t)off;
		at.len = (uint32_t)len;
		return at;
	}
	while (n->text.n - text.n < off && step(&rest, &text))
		;
	at.off = n->at.off + n->at.len - (uint32_t)rest.n;
	while (n->text.n - text.n < off + len && step(&rest, &text))
		;
	at.len = n->at.off + n->at.len - (uint32_t)rest.n - at.off;
	return at;
}
