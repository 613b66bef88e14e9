/* SPDX-License-Identifier: EUPL-1.2 */
#include "aid_doc.h"

static const char *const kinds[] = {
	[NODE_DOC] = "doc",
	[NODE_HEADING] = "heading",
	[NODE_PARAGRAPH] = "paragraph",
	[NODE_LIST] = "list",
	[NODE_ITEM] = "item",
	[NODE_QUOTE] = "quote",
	[NODE_BOX] = "box",
	[NODE_CODE_BLOCK] = "code-block",
	[NODE_TABLE] = "table",
	[NODE_ROW] = "row",
	[NODE_CELL] = "cell",
	[NODE_RULE] = "rule",
	[NODE_FOOTNOTE] = "footnote",
	[NODE_ALLOW] = "allow",
	[NODE_TEXT] = "text",
	[NODE_SOFT_BREAK] = "soft-break",
	[NODE_HARD_BREAK] = "hard-break",
	[NODE_CODE] = "code",
	[NODE_EMPH] = "emph",
	[NODE_STRONG] = "strong",
	[NODE_STRIKE] = "strike",
	[NODE_LINK] = "link",
	[NODE_IMAGE] = "image",
	[NODE_PICTURE] = "picture",
	[NODE_FOOTNOTE_REF] = "footnote-ref",
};

static const char *const boxes[] = { "important", "deadline", "right", "tip",
	"contact" };
static const char *const aligns[] = { "", " left", " centre", " right" };
static const char *const links[] = { "url", "page", "id", "law", "bad" };

static void
quoted(struct sb *out, const char *name, struct str s)
{
	sb_fmt(out, " %s\"", name);
	json_escape(out, s);
	sb_ch(out, '"');
}

static void
details(struct sb *out, const struct node *n)
{
	switch (n->kind) {
	case NODE_HEADING:
		sb_fmt(out, " level=%d #%.*s", n->u.heading.level,
		    STR_ARG(n->u.heading.anchor));
		break;
	case NODE_LIST:
		sb_cstr(out, n->u.list.ordered ? " ordered" : " bullets");
		sb_cstr(out, n->u.list.tight ? " tight" : " loose");
		if (n->u.list.ordered)
			sb_fmt(out, " start=%d", n->u.list.start);
		break;
	case NODE_ITEM:
		if (n->u.item.task)
			sb_cstr(out, n->u.item.checked ? " [x]" : " [ ]");
		break;
	case NODE_BOX:
		sb_fmt(out, " %s", boxes[n->u.box]);
		break;
	case NODE_CELL:
		sb_cstr(out, aligns[n->u.align]);
		break;
	case NODE_FOOTNOTE:
		sb_fmt(out, " number=%d", n->u.footnote.number);
		break;
	case NODE_FOOTNOTE_REF:
		sb_fmt(out, " number=%d reference=%d", n->u.footnote.number,
		    n->u.footnote.reference);
		break;
	case NODE_LINK:
		sb_fmt(out, " %s", links[n->u.link.kind]);
		quoted(out, "target=", n->u.link.target);
		if (n->u.link.anchor.n)
			quoted(out, "anchor=", n->u.link.anchor);
		if (n->u.link.title.n)
			quoted(out, "title=", n->u.link.title);
		break;
	default:
		break;
	}
}

static void
line(struct sb *out, struct diags *ds, const struct node *n, size_t depth)
{
	struct span end = { n->at.source, n->at.off + n->at.len, 0 };
	struct place from = source_place(&ds->sources, n->at);
	struct place to = source_place(&ds->sources, end);
	struct str raw = str_sub(
	    source_text(&ds->sources, n->at.source), n->at.off, n->at.len);

	sb_repeat(out, ' ', 2 * depth);
	sb_fmt(out, "%s %u:%u-%u:%u", kinds[n->kind], from.line, from.column,
	    to.line, to.column);
	if ((n->kind == NODE_TEXT || n->kind == NODE_CODE) &&
	    str_eq(raw, n->text))
		sb_cstr(out, " =");
	details(out, n);
	if (n->text.n)
		quoted(out, "", n->text);
	if (n->info.n)
		quoted(out, "info=", n->info);
	sb_ch(out, '\n');
}

void
doc_dump(struct sb *out, struct diags *ds, const struct node *doc)
{
	size_t depth = 0;
	const struct node *n = doc;

	while (n) {
		line(out, ds, n, depth);
		if (n->first) {
			n = n->first;
			depth++;
			continue;
		}
		while (n != doc && !n->next) {
			n = n->parent;
			depth--;
		}
		n = n == doc ? NULL : n->next;
	}
}

void
findings_dump(struct sb *out, const struct diags *ds)
{
	for (size_t i = 0; i < ds->count; i++) {
		const struct finding *f = &ds->items[i];

		sb_fmt(out, "%.*s:%u:%u-%u %s %s: %.*s\n", STR_ARG(f->file),
		    f->line, f->column, f->end_column, severity_id(f->severity),
		    diag_info(f->code)->id, STR_ARG(f->message));
		if (str_starts(f->help, STR("did you mean")))
			sb_fmt(out, "\t%.*s\n", STR_ARG(f->help));
	}
}
