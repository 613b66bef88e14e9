/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/markdown.h"

#include <string.h>

#include "diag/msg.h"
#include "load/md.h"
#include "load/md_limits.h"
#include "load/md_tree.h"

struct span
md_span(const struct md *m, size_t start, size_t end)
{
	return (struct span){ m->part.source, m->part.off + (uint32_t)start,
		end > start ? (uint32_t)(end - start) : 0 };
}

size_t
md_start(const struct md *m, const struct node *n)
{
	return n->at.off - m->part.off;
}

size_t
md_end(const struct md *m, const struct node *n)
{
	return n->at.off - m->part.off + n->at.len;
}

void
md_too_deep(struct md *m, size_t start)
{
	if (!m->too_deep)
		diag_add(m->ds, DIAG_M04, md_span(m, start, start + 1),
		    N_("more than %d quotes, lists or marks lie inside each "
		       "other"),
		    MD_DEPTH);
	m->too_deep = true;
}

struct str
md_borrow(struct md *m, size_t start, struct str s)
{
	struct str there = str_sub(m->text, start, s.n);

	return m->map.count && str_eq(there, s) ? there : arena_str(m->a, s);
}

static struct node *
add_block(struct md *m, struct node *to, struct cm_node *c, enum node_kind kind)
{
	struct node *n = md_node(m->a, to, kind);
	size_t start = md_offset(&m->lines, cm_line(c), cm_column(c));

	n->at = md_span(m, start, start);
	return n;
}

static void
end_at(struct md *m, struct node *n, size_t end)
{
	n->at = md_span(m, md_start(m, n), end);
}

/* Containers end where their last child does: cmark-gfm is not to be trusted. */
static void
end_with_child(struct md *m, struct node *n)
{
	if (n->first && n->first->at.off < n->at.off)
		n->at.off = n->first->at.off;
	end_at(m, n, n->last ? md_end(m, n->last) : md_start(m, n));
}

/* Finds the lines of a block; its first line is number `first` from 0. */
static void
map_lines(struct md *m, struct str content, long first, long last)
{
	size_t behind;

	if (first < (long)m->line && last < (long)m->line)
		first = (long)m->line;
	behind =
	    md_map_lines(&m->map, &m->scratch, &m->lines, content, first, last);
	if (behind)
		m->line = behind;
}

/* From where its content begins to where it ends. */
static void
span_of_content(struct md *m, struct node *n)
{
	size_t end = m->map.content.n;

	if (m->map.count == 0) {
		end_at(m, n, md_start(m, n));
		return;
	}
	while (end && ascii_space(m->map.content.p[end - 1]))
		end--;
	end_at(m, n, md_map_end(&m->map, end));
}

static void
add_paragraph(struct md *m, struct node *to, struct cm_node *c)
{
	struct node *n = add_block(m, to, c, NODE_PARAGRAPH);

	map_lines(m, cm_content(c), cm_line(c) - 1L, cm_end_line(c) - 1L);
	/* What comes before may have been definitions of links. */
	if (m->map.count)
		n->at.off = m->part.off + (uint32_t)md_map_at(&m->map, 0);
	span_of_content(m, n);
	md_inlines(m, c, n);
	/* Nothing but a comment or HTML. */
	if (!n->first) {
		struct node *before = to->first == n ? NULL : to->first;

		while (before && before->next != n)
			before = before->next;
		if (before)
			before->next = NULL;
		else
			to->first = NULL;
		to->last = before;
	}
}

static void
add_heading(struct md *m, struct node *to, struct cm_node *c)
{
	struct node *n = add_block(m, to, c, NODE_HEADING);
	struct str content = cm_content(c);
	size_t start = md_start(m, n), i = start;
	int level = cm_heading_level(c);

	while (i < m->text.n && m->text.p[i] == '#')
		i++;
	if (i > start)
		while (i < m->text.n &&
		       (m->text.p[i] == ' ' || m->text.p[i] == '\t'))
			i++;
	/* A text underlined with --- may begin with a # of its own. */
	if (i > start && str_eq(str_sub(m->text, i, content.n), content)) {
		md_map_one(&m->map, &m->scratch, content, i);
		m->line = (size_t)cm_line(c);
		end_at(m, n, i + content.n);
	} else {
		map_lines(m, content, cm_line(c) - 1L, -1);
		span_of_content(m, n);
	}
	if (level == 1)
		diag_add(m->ds, DIAG_M06, n->at,
		    N_("a heading of level 1 stands in the text"));
	n->u.heading.level = level < 2 ? 2 : level;
	md_inlines(m, c, n);
}

static void
add_code_block(struct md *m, struct node *to, struct cm_node *c)
{
	struct node *n = add_block(m, to, c, NODE_CODE_BLOCK);
	struct str literal = cm_literal(c);
	bool fenced = cm_code_fenced(c);
	size_t start;

	n->info = arena_str(m->a, cm_code_info(c));
	map_lines(m, literal, cm_line(c) - (fenced ? 0L : 1L), -1);
	start = md_map_at(&m->map, 0);
	n->text = m->map.count == 1 ? md_borrow(m, start, literal)
				    : arena_str(m->a, literal);
	if (fenced)
		end_at(m, n,
		    md_offset(&m->lines, cm_end_line(c), cm_end_column(c) + 1));
	else
		span_of_content(m, n);
}

static uint32_t
html_at(void *arg, size_t off)
{
	struct md *m = arg;

	return m->part.off + (uint32_t)md_map_at(&m->map, off);
}

static void
add_html_block(struct md *m, struct node *to, struct cm_node *c)
{
	struct md_html html = { cm_literal(c), html_at, m, m->part.source };

	map_lines(m, html.html, cm_line(c) - 1L, -1);
	md_html_block(m->a, m->ds, to, &html);
}

static enum cell_align
align_of(struct cm_node *table, size_t i)
{
	switch (cm_table_align(table, i)) {
	case 'l':
		return ALIGN_LEFT;
	case 'c':
		return ALIGN_CENTRE;
	case 'r':
		return ALIGN_RIGHT;
	default:
		return ALIGN_NONE;
	}
}

static void
add_row(struct md *m, struct node *table, struct cm_node *c, size_t start)
{
	struct md_cell cells[MARKDOWN_COLUMNS + 2];
	const char *line_end =
	    memchr(m->text.p + start, '\n', m->text.n - start);
	size_t end = line_end ? (size_t)(line_end - m->text.p) : m->text.n;
	struct str row = str_sub(m->text, start, end - start);
	size_t count = md_cells(row, cells, MARKDOWN_COLUMNS + 2), i = 0;
	struct node *n = md_node(m->a, table, NODE_ROW);

	n->at = md_span(m, start, start + str_trim(row).n);
	for (struct cm_node *cell = cm_first(c); cell;
	     cell = cm_next(cell), i++) {
		struct node *to = md_node(m->a, n, NODE_CELL);

		to->u.align = align_of(cm_parent(c), i);
		to->at = md_span(
		    m, start + str_trim(row).n, start + str_trim(row).n);
		m->map.count = 0;
		m->map.content = cm_content(cell);
		if (i < count) {
			to->at = md_span(m, start + cells[i].off,
			    start + cells[i].off + cells[i].len);
			md_map_cell(&m->map, &m->scratch, cm_content(cell),
			    m->text, start + cells[i].off, cells[i].len);
		}
		md_inlines(m, cell, to);
	}
	for (; i < count; i++) {
		size_t off = start + cells[i].off;

		if (cells[i].len == 0)
			continue;
		diag_add(m->ds, DIAG_M37, md_span(m, off, off + cells[i].len),
		    N_("the table has no column for this cell"));
		break;
	}
}

/* Where the head of a table begins: its line is the last of the content. */
static size_t
head_of(struct md *m, struct cm_node *c)
{
	struct str content = cm_content(c), line = STR_NONE, next;
	long first = cm_line(c) - 1L;
	long below = md_delimiter_line(
	    &m->lines, (size_t)first + 1, (size_t)cm_end_line(c));

	while (str_next_line(&content, &next))
		line = next;
	if (below > 0)
		first = below - 1;
	map_lines(m, line, first, first);
	if (m->map.count == 0)
		return md_offset(&m->lines, (int)first + 1, 1);
	return md_map_at(&m->map, 0);
}

static void
add_table(struct md *m, struct node *to, struct cm_node *c)
{
	struct node *n = add_block(m, to, c, NODE_TABLE);
	bool head = true;

	for (struct cm_node *row = cm_first(c); row; row = cm_next(row)) {
		size_t start = head ? head_of(m, c)
				    : md_offset(&m->lines, cm_line(row), 1);

		/* cmark-gfm takes the column of the head for that of all. */
		while (start < m->text.n &&
		       (m->text.p[start] == ' ' || m->text.p[start] == '\t' ||
			   (!head && m->text.p[start] == '>')))
			start++;
		if (head)
			n->at = md_span(m, start, start);
		head = false;
		add_row(m, n, row, start);
		m->line = (size_t)cm_end_line(row);
	}
	end_with_child(m, n);
}

static void
add_blocks(struct md *m, struct node *to, struct cm_node *c, int depth);

/* cmark-gfm forgets where "[^label]:" stood; it is on the line of its text. */
static void
add_footnote(struct md *m, struct node *to, struct cm_node *c, int depth)
{
	struct node *n = add_block(m, to, c, NODE_FOOTNOTE);
	int line = cm_line(c);
	struct str text = md_line(&m->lines, line > 0 ? (size_t)line - 1 : 0);
	size_t open = str_find(text, STR("[^"));
	size_t close = str_find(text, STR("]:"));

	n->u.footnote.number = (int)++m->footnotes;
	if (open != STR_NOT_FOUND && close != STR_NOT_FOUND && open < close) {
		size_t start = (size_t)(text.p - m->text.p) + open;

		n->text = str_sub(text, open + 2, close - open - 2);
		n->at = md_span(m, start, start);
		if (line > 0)
			m->line = (size_t)line - 1;
	}
	add_blocks(m, n, c, depth);
	end_with_child(m, n);
}

static void
add_container(struct md *m, struct node *to, struct cm_node *c,
    enum node_kind kind, int depth)
{
	struct node *n = add_block(m, to, c, kind);

	if (kind == NODE_LIST) {
		n->u.list.ordered = cm_list_ordered(c);
		n->u.list.tight = cm_list_tight(c);
		n->u.list.start = cm_list_start(c);
	} else if (kind == NODE_ITEM) {
		n->u.item.task = cm_item_task(c);
		n->u.item.checked = n->u.item.task && cm_item_checked(c);
	}
	add_blocks(m, n, c, depth);
	end_with_child(m, n);
	if (kind == NODE_QUOTE)
		md_box(m->a, m->ds, n);
}

static void
add_rule(struct md *m, struct node *to, struct cm_node *c)
{
	struct node *n = add_block(m, to, c, NODE_RULE);

	end_at(m, n, md_offset(&m->lines, cm_line(c), cm_end_column(c) + 1));
}

static void
add_blocks(struct md *m, struct node *to, struct cm_node *parent, int depth)
{
	struct cm_node *c = cm_first(parent);

	if (c && depth >= MD_DEPTH) {
		md_too_deep(m, md_start(m, to));
		return;
	}
	for (; c; c = cm_next(c)) {
		switch (cm_kind(c)) {
		case CM_PARAGRAPH:
			add_paragraph(m, to, c);
			break;
		case CM_HEADING:
			add_heading(m, to, c);
			break;
		case CM_LIST:
			add_container(m, to, c, NODE_LIST, depth + 1);
			break;
		case CM_ITEM:
			add_container(m, to, c, NODE_ITEM, depth + 1);
			break;
		case CM_QUOTE:
			add_container(m, to, c, NODE_QUOTE, depth + 1);
			break;
		case CM_CODE_BLOCK:
			add_code_block(m, to, c);
			break;
		case CM_HTML_BLOCK:
			add_html_block(m, to, c);
			break;
		case CM_RULE:
			add_rule(m, to, c);
			break;
		case CM_FOOTNOTE:
			add_footnote(m, to, c, depth + 1);
			break;
		case CM_TABLE:
			add_table(m, to, c);
			break;
		case CM_DOCUMENT:
		case CM_ROW:
		case CM_CELL:
		case CM_TEXT:
		case CM_SOFT_BREAK:
		case CM_HARD_BREAK:
		case CM_CODE:
		case CM_HTML:
		case CM_FOOTNOTE_REF:
		case CM_EMPH:
		case CM_STRONG:
		case CM_STRIKE:
		case CM_LINK:
		case CM_IMAGE:
			break;
		}
	}
}

struct node *
markdown_load(
    struct arena *a, struct diags *ds, uint32_t source, struct span part)
{
	struct cm_batch batch = { 0 };
	struct node *doc = markdown_load_many(&batch, a, ds, source, part);

	cm_batch_end(&batch);
	return doc;
}

struct node *
markdown_load_many(struct cm_batch *batch, struct arena *a, struct diags *ds,
    uint32_t source, struct span part)
{
	struct md m = { .a = a, .ds = ds, .part = part };
	struct node *doc = md_node(a, NULL, NODE_DOC);
	struct cm_node *parsed;

	m.part.source = source;
	m.text = str_sub(source_text(&ds->sources, source), part.off, part.len);
	doc->at = m.part;
	if (m.text.n == 0 || !md_within_limits(ds, m.part, m.text))
		return doc;
	md_lines_find(&m.lines, &m.scratch, m.text);
	parsed = cm_parse(m.text, batch);
	add_blocks(&m, doc, parsed, 1);
	md_anchors(a, &m.scratch, doc);
	md_lost_notes(ds, doc, m.text);
	arena_release(&m.scratch);
	return doc;
}
