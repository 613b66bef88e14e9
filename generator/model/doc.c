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
