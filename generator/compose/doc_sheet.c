/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/doc_sheet.h"

#include "text/sentence.h"

/* How text looks where it stands. */
struct manner_of {
	bool strong;
	struct str link;
};

struct filling {
	const struct doc_sheet *d;
	struct arena *arena;
	struct prose *prose;
	bool begin; /* the next piece begins a sentence */
};

static void blocks(
    const struct doc_sheet *d, struct block *parent, const struct node *first);
static void
inlines(struct filling *f, const struct node *parent, struct manner_of m);
static void
list(const struct doc_sheet *d, struct block *parent, const struct node *n);

static void
piece(struct filling *f, struct str text, struct span at, struct manner_of m)
{
	struct run *r;

	if (!text.n)
		return;
	if (f->begin)
		prose_begin(f->arena, f->prose);
	f->begin = false;
	r = prose_run(f->arena, f->prose, text, at);
	r->strong = m.strong;
	r->link = m.link;
}

/*
 * A text, cut where a sentence ends inside it; the spaces stay with the
 * sentence before them.
 */
static void
text_of(struct filling *f, const struct node *n, struct manner_of m)
{
	struct str text = n->text, rest = text, sentence;
	bool exact = n->at.len == text.n;
	size_t from = 0;

	while (f->d->easy && sentence_next(&rest, &sentence)) {
		size_t start = (size_t)(sentence.p - text.p);
		struct span at = n->at;

		if (start <= from)
			continue;
		if (exact) {
			at.off += (uint32_t)from;
			at.len = (uint32_t)(start - from);
		}
		piece(f, str_sub(text, from, start - from), at, m);
		f->begin = true;
		from = start;
	}

	struct span at = n->at;

	if (exact) {
		at.off += (uint32_t)from;
		at.len -= (uint32_t)from;
	}
	piece(f, str_from_off(text, from), at, m);
}

static void
footnote_ref(struct filling *f, const struct node *n)
{
	const struct doc_sheet *d = f->d;
	struct str name = arena_fmt(f->arena, "not-%d", n->u.footnote.number);
	struct manner_of m = { .link = arena_fmt(f->arena, "#%.*s",
				   STR_ARG(
				       d->anchor(d->user, d->page, name))) };

	piece(f, arena_fmt(f->arena, " [%d]", n->u.footnote.number), n->at, m);
}

static void
inline_node(struct filling *f, const struct node *n, struct manner_of m)
{
	const struct doc_sheet *d = f->d;

	switch (n->kind) {
	case NODE_TEXT:
		text_of(f, n, m);
		break;
	case NODE_CODE:
		piece(f, n->text, n->at, m);
		break;
	case NODE_SOFT_BREAK:
		if (d->easy)
			f->begin = true;
		else
			piece(f, STR(" "), SPAN_NONE, m);
		break;
	case NODE_HARD_BREAK:
		f->begin = true;
		break;
	case NODE_STRONG:
		m.strong = true;
		inlines(f, n, m);
		break;
	case NODE_LINK:
		m.link = d->target(d->user, d->page, n);
		inlines(f, n, m);
		break;
	case NODE_FOOTNOTE_REF:
		footnote_ref(f, n);
		break;
	case NODE_PICTURE:
		break; /* the words say it */
	default:
		inlines(f, n, m);
	}
}

static void
inlines(struct filling *f, const struct node *parent, struct manner_of m)
{
	for (const struct node *n = parent->first; n; n = n->next)
		inline_node(f, n, m);
}

static void
fill(const struct doc_sheet *d, struct prose *prose, const struct node *n)
{
	struct filling f = {
		.d = d, .arena = d->sheet->arena, .prose = prose, .begin = true
	};

	/* Lines of a paragraph follow each other. */
	if (!prose_empty(prose) && !d->easy) {
		f.begin = false;
		piece(&f, STR(" "), SPAN_NONE, (struct manner_of){ 0 });
	}
	inlines(&f, n, (struct manner_of){ 0 });
}

/* The picture of a paragraph that holds nothing else, or NULL. */
static const struct node *
only_picture(const struct node *n)
{
	if (n->kind != NODE_PARAGRAPH || !n->first || n->first->next ||
	    n->first->kind != NODE_PICTURE)
		return NULL;
	return n->first;
}

static void
set_picture(
    const struct doc_sheet *d, struct block *b, const struct node *picture)
{
	const struct pictogram *p =
	    d->theme ? theme_pictogram(d->theme, picture->text) : NULL;

	if (!p || !p->picture)
		return;
	b->picture = p->picture;
	b->alt = picture->info.n ? picture->info : p->alt.s;
}

/* A picture and the paragraph under it; gives the last node it took. */
static const struct node *
pictured(const struct doc_sheet *d, struct block *parent, const struct node *n)
{
	struct block *b = sheet_add(d->sheet, parent, BLOCK_PICTURE);

	b->at = n->at;
	set_picture(d, b, only_picture(n));
	if (n->next && n->next->kind == NODE_PARAGRAPH &&
	    !only_picture(n->next)) {
		n = n->next;
		fill(d, &b->text, n);
	} else if (n->next && n->next->kind == NODE_LIST) {
		/* A list stands beside its picture. */
		n = n->next;
		list(d, b, n);
	}
	return n;
}

static void
item(const struct doc_sheet *d, struct block *list, const struct node *n)
{
	struct block *b = sheet_add(d->sheet, list, BLOCK_ITEM);
	const struct node *first = n->first;

	b->at = n->at;
	b->ticked = n->u.item.checked;
	if (first && first->kind == NODE_PARAGRAPH) {
		fill(d, &b->text, first);
		first = first->next;
	}
	blocks(d, b, first);
}

static void
list(const struct doc_sheet *d, struct block *parent, const struct node *n)
{
	bool checks = n->first && n->first->u.item.task;
	struct block *b =
	    sheet_add(d->sheet, parent, checks ? BLOCK_CHECKS : BLOCK_LIST);

	b->at = n->at;
	b->ordered = n->u.list.ordered;
	b->level = n->u.list.ordered ? n->u.list.start : 0;
	for (const struct node *k = n->first; k; k = k->next)
		item(d, b, k);
}

static void
table(const struct doc_sheet *d, struct block *parent, const struct node *n)
{
	struct block *b = sheet_add(d->sheet, parent, BLOCK_TABLE);

	b->at = n->at;
	for (const struct node *r = n->first; r; r = r->next) {
		struct block *row = sheet_add(d->sheet, b, BLOCK_ROW);

		row->at = r->at;
		row->head = r == n->first;
		for (const struct node *c = r->first; c; c = c->next)
			fill(d, &sheet_cell(d->sheet, row)->text, c);
	}
}

static void
box(const struct doc_sheet *d, struct block *parent, const struct node *n)
{
	static const char *const names[][2] = {
		[BOX_IMPORTANT] = { "Viktigt", "Kom ihåg" },
		[BOX_DEADLINE] = { "Tidsgräns", "Viktig tid" },
		[BOX_RIGHT] = { "Rättighet", "Din rätt" },
		[BOX_TIP] = { "Tips", "Tips" },
		[BOX_CONTACT] = { "Kontakt", "Kontakt" },
	};
	struct block *b = sheet_add(d->sheet, parent, BLOCK_NOTE);
	const struct node *first = n->first;

	b->at = n->at;
	b->tone = n->u.box == BOX_IMPORTANT || n->u.box == BOX_DEADLINE
		      ? TONE_WARM
		      : TONE_PLAIN;
	prose_sentence(d->sheet->arena, &b->title,
	    n->text.n ? n->text : str_from(names[n->u.box][d->easy]), n->at);
	if (first && first->kind == NODE_PARAGRAPH) {
		fill(d, &b->text, first);
		first = first->next;
	}
	blocks(d, b, first);
}

static void
heading(const struct doc_sheet *d, struct block *parent, const struct node *n)
{
	struct block *b = sheet_add(d->sheet, parent, BLOCK_HEADING);
	int level = n->u.heading.level + d->down;

	b->at = n->at;
	b->level = level > 6 ? 6 : level;
	b->anchor = d->anchor(d->user, d->page, n->u.heading.anchor);
	fill(d, &b->text, n);
}

static void
footnote(const struct doc_sheet *d, struct block *parent, const struct node *n)
{
	struct arena *a = d->sheet->arena;
	struct block *b = sheet_add(d->sheet, parent, BLOCK_FOOTNOTE);

	b->at = n->at;
	b->level = n->u.footnote.number;
	b->anchor = d->anchor(
	    d->user, d->page, arena_fmt(a, "not-%d", n->u.footnote.number));
	prose_sentence(a, &b->text, arena_fmt(a, "[%d] ", n->u.footnote.number),
	    SPAN_NONE);
	for (const struct node *k = n->first; k; k = k->next) {
		struct filling f = { .d = d, .arena = a, .prose = &b->text };

		inlines(&f, k, (struct manner_of){ 0 });
	}
}

static const struct node *
block_node(
    const struct doc_sheet *d, struct block *parent, const struct node *n)
{
	struct block *b;

	switch (n->kind) {
	case NODE_HEADING:
		heading(d, parent, n);
		break;
	case NODE_PARAGRAPH:
		if (only_picture(n))
			return pictured(d, parent, n);
		b = sheet_add(d->sheet, parent, BLOCK_TEXT);
		b->at = n->at;
		fill(d, &b->text, n);
		break;
	case NODE_LIST:
		list(d, parent, n);
		break;
	case NODE_QUOTE:
		b = sheet_add(d->sheet, parent, BLOCK_SPEECH);
		b->at = n->at;
		for (const struct node *k = n->first; k; k = k->next)
			fill(d, &b->text, k);
		break;
	case NODE_BOX:
		box(d, parent, n);
		break;
	case NODE_CODE_BLOCK:
		b = sheet_add(d->sheet, parent, BLOCK_CODE);
		b->at = n->at;
		b->label = n->text;
		break;
	case NODE_TABLE:
		table(d, parent, n);
		break;
	case NODE_RULE:
		sheet_add(d->sheet, parent, BLOCK_RULE);
		break;
	case NODE_FOOTNOTE:
		footnote(d, parent, n);
		break;
	default: /* notes to the checks; inlines stand in blocks only */
		break;
	}
	return n;
}

static void
blocks(
    const struct doc_sheet *d, struct block *parent, const struct node *first)
{
	for (const struct node *n = first; n; n = n->next)
		n = block_node(d, parent, n);
}

void
doc_to_sheet(const struct doc_sheet *d, const struct node *doc)
{
	blocks(d, NULL, doc->first);
}
