/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/diff.h"

/* Links by what they lead to, not by the file they were written for. */
static void
add_link(struct sb *out, const struct node *n)
{
	const struct page *p = n->u.link.page;

	sb_fmt(out, "(%d ", (int)n->u.link.kind);
	if (p)
		sb_str(out, p->meta.id.s.n ? p->meta.id.s : p->address);
	else
		sb_str(out, n->u.link.target);
	sb_ch(out, '#');
	sb_str(out, n->u.link.anchor);
	sb_ch(out, ')');
}

static void
add_node(struct sb *out, const struct node *n)
{
	switch (n->kind) {
	case NODE_SOFT_BREAK:
		sb_ch(out, ' ');
		return;
	case NODE_TEXT:
		sb_str(out, n->text);
		return;
	case NODE_HEADING:
		sb_fmt(out, "\n%d", n->u.heading.level);
		return;
	case NODE_LIST:
		sb_fmt(out, "\nl%d %d", n->u.list.ordered,
		    n->u.list.ordered ? n->u.list.start : 0);
		return;
	case NODE_ITEM:
		sb_fmt(out, "\ni%d%d", n->u.item.task, n->u.item.checked);
		return;
	case NODE_BOX:
		sb_fmt(out, "\nb%d", (int)n->u.box);
		break;
	case NODE_FOOTNOTE:
	case NODE_FOOTNOTE_REF:
		sb_fmt(out, "\nf%d", n->u.footnote.number);
		return;
	case NODE_LINK:
		add_link(out, n);
		return;
	default:
		sb_fmt(out, "\n%d ", (int)n->kind);
		break;
	}
	sb_str(out, n->text);
	sb_ch(out, '\x1f');
}

uint64_t
page_text_hash(const struct page *p)
{
	return p->text_hash ? p->text_hash : page_text_hash_read(p);
}

uint64_t
page_text_hash_read(const struct page *p)
{
	struct sb text = { 0 };
	uint64_t hash;
	const struct node *n = p->doc ? p->doc->first : NULL;

	sb_str(&text, p->meta.title.s);
	sb_ch(&text, '\n');
	sb_str(&text, p->meta.summary.s);
	while (n) {
		if (n->kind == NODE_ALLOW) {
			n = node_skip(n, p->doc);
			continue;
		}
		add_node(&text, n);
		n = node_next(n, p->doc);
	}
	hash = hash64(sb_view(&text));
	sb_release(&text);
	return hash ? hash : 1;
}
