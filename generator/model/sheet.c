/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/sheet.h"

#include "base/sb.h"

struct sheet *
sheet_new(struct arena *a, struct str file, struct str title)
{
	struct sheet *s = arena_new(a, struct sheet);

	s->arena = a;
	s->file = file;
	s->title = title;
	s->lang = STR("sv");
	s->updated = DATE_NONE;
	return s;
}

struct block *
sheet_add(struct sheet *s, struct block *parent, enum block_kind kind)
{
	struct block *b = arena_new(s->arena, struct block);
	struct block **first = parent ? &parent->first : &s->first;
	struct block **last = parent ? &parent->last : &s->last;

	b->kind = kind;
	b->parent = parent;
	b->date = DATE_NONE;
	b->minutes = -1;
	if (*last)
		(*last)->next = b;
	else
		*first = b;
	*last = b;
	return b;
}

struct block *
sheet_say(struct sheet *s, struct block *parent, enum block_kind kind,
    struct str text, struct span at)
{
	struct block *b = sheet_add(s, parent, kind);

	b->at = at;
	prose_sentence(s->arena, &b->text, text, at);
	return b;
}

struct block *
sheet_heading(struct sheet *s, struct block *parent, int level, struct str text)
{
	struct block *b = sheet_say(s, parent, BLOCK_HEADING, text, SPAN_NONE);

	b->level = level;
	return b;
}

struct block *
sheet_row(struct sheet *s, struct block *table, bool head,
    const struct str *cells, size_t count)
{
	struct block *row = sheet_add(s, table, BLOCK_ROW);

	row->head = head;
	for (size_t i = 0; i < count; i++)
		sheet_say(s, row, BLOCK_CELL, cells[i], SPAN_NONE);
	return row;
}

struct block *
sheet_cell(struct sheet *s, struct block *row)
{
	return sheet_add(s, row, BLOCK_CELL);
}

struct sentence *
prose_begin(struct arena *a, struct prose *p)
{
	return arena_push(a, p);
}

struct run *
prose_run(struct arena *a, struct prose *p, struct str text, struct span at)
{
	if (!text.n)
		return NULL;

	struct sentence *s =
	    p->count ? &p->items[p->count - 1] : prose_begin(a, p);
	struct run *r = arena_push(a, s);

	r->text = text;
	r->at = at;
	return r;
}

struct run *
prose_sentence(
    struct arena *a, struct prose *p, struct str text, struct span at)
{
	if (!text.n)
		return NULL;
	prose_begin(a, p);
	return prose_run(a, p, text, at);
}

struct pair *
block_pair(struct sheet *s, struct block *b, struct str label, struct str value,
    struct span at)
{
	struct pair *pair = arena_push(s->arena, b);

	prose_sentence(s->arena, &pair->label, label, SPAN_NONE);
	prose_sentence(s->arena, &pair->value, value, at);
	return pair;
}

bool
prose_empty(const struct prose *p)
{
	for (size_t i = 0; i < p->count; i++) {
		if (p->items[i].count)
			return false;
	}
	return true;
}

struct str
prose_plain(struct arena *a, const struct prose *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->count; i++) {
		for (size_t k = 0; k < p->items[i].count; k++)
			n += p->items[i].items[k].text.n;
		n++;
	}

	char *text = arena_alloc(a, n + 1);
	size_t used = 0;

	for (size_t i = 0; i < p->count; i++) {
		if (used)
			text[used++] = ' ';
		for (size_t k = 0; k < p->items[i].count; k++) {
			struct str part = p->items[i].items[k].text;

			for (size_t c = 0; c < part.n; c++)
				text[used++] = part.p[c];
		}
	}
	text[used] = '\0';
	return str_of(text, used);
}

const struct block *
block_next(const struct block *b, const struct block *top)
{
	if (b->first)
		return b->first;
	while (b && b != top) {
		if (b->next)
			return b->next;
		b = b->parent;
	}
	return NULL;
}

static bool
is_content(const struct block *b)
{
	switch (b->kind) {
	case BLOCK_HEADING:
	case BLOCK_GROUP:
	case BLOCK_RULE:
	case BLOCK_PAGE_BREAK:
	case BLOCK_ROW:
	case BLOCK_CELL:
	case BLOCK_ITEM:
		return false;
	case BLOCK_PAIRS:
		return b->count > 0;
	case BLOCK_LIST:
	case BLOCK_CHECKS:
		return b->first != NULL;
	case BLOCK_TABLE:
		return b->first && (b->first != b->last || !b->first->head);
	default:
		return true;
	}
}

static bool
is_bare(const struct block *b)
{
	const struct block *below = b;

	switch (b->kind) {
	case BLOCK_PAIRS:
	case BLOCK_LIST:
	case BLOCK_CHECKS:
	case BLOCK_TABLE:
		return !is_content(b);
	case BLOCK_HEADING:
		break;
	default:
		return false;
	}
	while ((below = block_next(below, NULL)) != NULL) {
		if (below->kind == BLOCK_HEADING && below->level <= b->level)
			return true;
		if (is_content(below))
			return false;
	}
	return true;
}

void
sheet_drop_bare(struct sheet *s)
{
	struct block **at = &s->first;

	s->last = NULL;
	while (*at) {
		struct block *b = *at;

		if (is_bare(b)) {
			*at = b->next;
		} else {
			s->last = b;
			at = &b->next;
		}
	}
}
