/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Tables: rows that are not parted unless they are taller than a page, thin
 * rules, headings repeated on the next page.
 */
#include "render/boxes.h"
#include "render/phrase.h"

enum { COLUMNS_MOST = 16, ROWS_MEASURED = 64, STEPS = 48 };

/* A table of up to this part of a page is not parted. */
static const float KEPT = 0.25F;

/* A table whose words do not fit gets smaller letters, down to these. */
static const float SMALLEST_EASY = 12;
static const float SMALLEST_STAFF = 9;

/* So much of the width goes to longest words; the rest to longer texts. */
static const float SLACK = 0.85F;

struct columns {
	size_t count;
	float scale; /* of the letters */
	float x[COLUMNS_MOST];
	float width[COLUMNS_MOST]; /* of the text in it */
	float pad;
};

static bool
has_strong(const struct prose *p)
{
	for (size_t i = 0; i < p->count; i++)
		for (size_t k = 0; k < p->items[i].count; k++)
			if (p->items[i].items[k].strong)
				return true;
	return false;
}

/* The widest part that a line must not break: a word, a telephone number. */
static float
widest_part(const struct setter *c, struct str text, enum face face)
{
	float widest = 0;
	const char *start = text.p;
	uint32_t last = 0;
	struct str word;

	while (str_next_part(&text, ' ', &word)) {
		uint32_t bits = phrase_class(word);

		if (phrase_break(last, bits) < BREAK_NEVER)
			start = word.p;
		last = bits;

		float w = line_width(&c->t,
		    str_of(start, (size_t)(word.p + word.n - start)), face,
		    c->look.body.size);

		if (w > widest)
			widest = w;
	}
	return widest + 0.5F;
}

/* How wide the texts of a table are on one line each. */
struct texts {
	size_t rows;
	float (*all)[COLUMNS_MOST];
};

static void
measure_row(
    const struct setter *c, const struct block *row, float *all, float *least)
{
	size_t n = 0;

	for (const struct block *k = row->first; k && n < COLUMNS_MOST;
	     k = k->next, n++) {
		struct str text = prose_plain(c->arena, &k->text);
		enum face face = row->head || k->head || has_strong(&k->text)
				     ? FACE_BOLD
				     : FACE_REGULAR;
		float word = widest_part(c, text, face);

		all[n] = line_width(&c->t, text, face, c->look.body.size);
		if (word > least[n])
			least[n] = word;
	}
}

/* What a column needs at least, and the lengths of the first texts. */
static struct texts
measure_columns(const struct setter *c, const struct block *table, float *least)
{
	struct texts t = { 0 };
	float rest[COLUMNS_MOST] = { 0 };

	t.all = arena_alloc_array(c->arena, ROWS_MEASURED, sizeof(*t.all));
	for (const struct block *r = table->first; r; r = r->next)
		measure_row(c, r,
		    t.rows < ROWS_MEASURED ? t.all[t.rows++] : rest, least);
	return t;
}

/* What one row costs: its tallest cell counts most. */
static float
row_cost(const float *all, const float *width, size_t count, float scale)
{
	float sum = 0;

	for (size_t i = 0; i < count; i++) {
		/* Lines are not filled to their ends. */
		float lines = all[i] * scale * 1.12F / width[i];

		if (lines > 1)
			sum += lines * lines * lines * lines;
		else
			sum += 1;
	}
	return sum;
}

static float
cost(const struct texts *t, const struct columns *k, size_t widened, float step)
{
	float width[COLUMNS_MOST];
	float sum = 0;

	for (size_t i = 0; i < k->count; i++)
		width[i] = k->width[i] + (i == widened ? step : 0);
	for (size_t r = 0; r < t->rows; r++)
		sum += row_cost(t->all[r], width, k->count, k->scale);
	return sum;
}

/* Step by step the room goes where it saves most lines; gives what is left. */
static float
save_lines(const struct texts *t, struct columns *k, float room)
{
	float step = room / STEPS;
	float now = cost(t, k, k->count, 0);

	for (int n = 0; n < STEPS; n++) {
		size_t best = k->count;
		float least = now;

		for (size_t i = 0; i < k->count; i++) {
			float then = cost(t, k, i, step);

			if (then < least * 0.9999F) {
				least = then;
				best = i;
			}
		}
		if (best == k->count)
			return room - step * (float)n;
		k->width[best] += step;
		now = least;
	}
	return 0;
}

/* What no text needs: by the shares that the sheet asks for, else evenly. */
static void
spread(const struct block *table, struct columns *k, float room)
{
	bool own = table->widths && table->width_count == k->count;
	float asked = 0;

	for (size_t i = 0; i < k->count; i++)
		asked += own ? (float)table->widths[i] : 1;
	for (size_t i = 0; i < k->count; i++)
		k->width[i] +=
		    room * (own ? (float)table->widths[i] : 1) / asked;
}

/* Every column its widest part; what is left goes where it is needed. */
static void
share(const struct setter *c, const struct block *table, struct columns *k)
{
	float least[COLUMNS_MOST] = { 0 };
	float room = c->width - 2 * k->pad * (float)k->count;
	float need = 0, smallest;
	struct texts texts = measure_columns(c, table, least);

	for (size_t i = 0; i < k->count; i++) {
		if (least[i] < 24)
			least[i] = 24;
		need += least[i];
	}
	smallest =
	    (c->look.easy ? SMALLEST_EASY : SMALLEST_STAFF) / c->look.body.size;
	/* Long texts in columns of one word each are worse than small ones. */
	k->scale = need <= room * SLACK             ? 1
		   : need * smallest > room * SLACK ? smallest
						    : room * SLACK / need;
	need *= k->scale;
	for (size_t i = 0; i < k->count; i++)
		k->width[i] = need >= room ? room * least[i] * k->scale / need
					   : least[i] * k->scale;
	if (need < room)
		spread(table, k, save_lines(&texts, k, room - need));
}

static struct columns
columns_of(const struct setter *c, const struct block *table)
{
	struct columns k = { 0 };
	float x = c->x;

	for (const struct block *r = table->first; r; r = r->next) {
		size_t n = 0;

		for (const struct block *cell = r->first; cell;
		     cell = cell->next)
			n++;
		if (n > k.count)
			k.count = n;
	}
	if (k.count > COLUMNS_MOST)
		k.count = COLUMNS_MOST;
	if (!k.count)
		return k;
	k.pad = (k.count > 4 ? 1.4F : 2) * MM;
	share(c, table, &k);
	for (size_t i = 0; i < k.count; i++) {
		k.x[i] = x + k.pad;
		x += k.width[i] + 2 * k.pad;
	}
	return k;
}

static void
add_rule(struct setter *c, struct box *leaf, float y, float line)
{
	struct item *i = box_item(c, leaf, ITEM_LINE, c->x, y);

	i->w = c->width;
	i->edge = INK_RULE;
	i->line = line;
}

static float
add_cell(struct setter *c, struct box *leaf, const struct block *cell,
    const struct columns *k, size_t n, bool head)
{
	struct column was = { c->x, c->width };
	uint32_t element =
	    element_in(c, head || cell->head ? TAG_TH : TAG_TD, cell->at);
	struct manner m = head || cell->head ? c->look.strong : c->look.body;
	float y = k->pad * 0.8F;

	c->layout->elements.items[element].row_scope = cell->head && !head;
	m.size *= k->scale;
	m.leading *= k->scale;
	c->x = k->x[n];
	c->width = k->width[n];
	if (prose_empty(&cell->text))
		box_item(c, leaf, ITEM_EMPTY, c->x, y)->element = element;
	else
		y = box_pour(
		    c, leaf, box_prose(c, &cell->text, &m, element), y);
	column_back(c, was);
	return y + k->pad * 0.8F;
}

/* Cuts a row that is taller than the room, between lines of its cells. */
static struct box *
cut_row(struct setter *c, const struct box *leaf, float room)
{
	struct box *stack = box_new(c);
	float step = c->look.body.leading;
	int lines = room > 2 * step ? (int)(room / step - 1) : 1;
	float most = step * (float)lines;
	int parts = (int)(leaf->height / most) + 1;

	for (int k = 0; k < parts; k++) {
		float from = most * (float)k;
		struct box *part;

		if (from >= leaf->height)
			break;
		part = box_add(stack, box_new(c));

		for (size_t n = 0; n < leaf->items.count; n++) {
			const struct item *i = &leaf->items.items[n];
			float y = i->y - from;

			if (y < 0 || y >= most)
				continue;

			struct item *copy = arena_push(c->arena, &part->items);

			*copy = *i;
			copy->y = y + step * 0.5F;
		}
		part->height = leaf->height - from < most
				   ? leaf->height - from + step * 0.5F
				   : most + step * 0.8F;
	}
	return stack;
}

/* A row with nothing in it is there to be written in. */
static size_t
lines_by_hand(const struct block *row)
{
	for (const struct block *k = row->first; k && !row->count;
	     k = k->next) {
		if (!prose_empty(&k->text))
			return 0;
	}
	return row->count ? row->count : 1;
}

static struct box *
table_row(struct setter *c, const struct block *row, const struct columns *k,
    float room)
{
	struct box *leaf = box_new(c);
	uint32_t outer = c->element;
	size_t n = 0;

	c->element = element_in(c, TAG_TR, row->at);
	leaf->height = c->look.hand * (float)lines_by_hand(row);
	if (row->head) {
		/* The tint lies below the words, so it comes first. */
		struct item *tint = box_item(c, leaf, ITEM_RECT, c->x, 0);

		tint->w = c->width;
		tint->ink = INK_TINT;
	}
	for (const struct block *cell = row->first; cell && n < k->count;
	     cell = cell->next, n++) {
		float y = add_cell(c, leaf, cell, k, n, row->head);

		if (y > leaf->height)
			leaf->height = y;
	}
	if (row->head) {
		leaf->items.items[0].h = leaf->height;
		leaf->keep_next = true;
	}
	add_rule(c, leaf, leaf->height - 0.3F, row->head ? 1 : 0.5F);
	c->element = outer;
	return leaf->height > room ? cut_row(c, leaf, room) : leaf;
}

struct box *
box_table(struct setter *c, const struct block *b)
{
	struct box *stack = box_new(c);
	struct columns k = columns_of(c, b);
	uint32_t outer = c->element;
	const struct box *head = NULL;
	float room = c->page_height;

	if (!k.count)
		return NULL;
	c->element = element_in(c, TAG_TABLE, b->at);
	if (!prose_empty(&b->title)) {
		uint32_t caption = element_in(c, TAG_CAPTION, b->at);
		struct box *title = box_add(
		    stack, box_prose(c, &b->title, &c->look.strong, caption));

		title->keep_next = true;
	}
	for (const struct block *r = b->first; r; r = r->next) {
		struct box *row = table_row(c, r, &k, room);

		row->repeat = head;
		/* A very tall head is shown once, else nothing else fits. */
		if (r->head && !head && box_height(row) < room / 3) {
			head = row;
			room -= box_height(row);
		}
		box_add(stack, row);
	}
	box_keep_ends(c, stack, KEPT);
	c->element = outer;
	stack->before = c->look.gap;
	return stack;
}
