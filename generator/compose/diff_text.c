/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A page as a list of units and tokens. Line breaks of the source are white
 * space; notes to the checks are not there; places and anchors do not count.
 */
#include "compose/diff.h"

#include "base/utf8.h"

struct tokens {
	struct diff_token *items;
	size_t count;
	size_t cap;
};

struct diff_words {
	struct arena *arena;
	struct map tokens;     /* what a token is → its number + 1 */
	struct map folded;     /* its letters → their number + 1 */
	struct tokens scratch; /* of the unit at hand */
	struct {
		uint32_t *items; /* token number → number of its letters */
		size_t count;
		size_t cap;
	} letters;
	struct sb key;
};

struct diff_words *
diff_words_new(struct arena *a)
{
	struct diff_words *w = arena_new(a, struct diff_words);

	w->arena = a;
	w->tokens = map_new(a);
	w->folded = map_new(a);
	return w;
}

void
diff_words_end(struct diff_words *w)
{
	sb_release(&w->key);
}

static uint32_t
number(struct diff_words *w, struct map *map, bool *fresh)
{
	struct str key = sb_view(&w->key);
	uintptr_t n = (uintptr_t)map_find(map, key);

	*fresh = n == 0;
	if (*fresh) {
		n = map->count + 1;
		map_set(map, arena_str(w->arena, key), (void *)n);
	}
	return (uint32_t)(n - 1);
}

/* Gives the token its numbers and adds it to the unit at hand. */
static void
take(struct diff_words *w, struct diff_token t)
{
	bool fresh;

	if (w->scratch.count == 0)
		t.space = true;
	sb_reset(&w->key);
	sb_ch(&w->key, (char)('a' + t.kind));
	sb_ch(&w->key, (char)('a' + t.marks));
	sb_ch(&w->key, t.space ? ' ' : '.');
	sb_str(&w->key, t.target);
	sb_ch(&w->key, '\0');
	sb_str(&w->key, t.text);
	t.id = number(w, &w->tokens, &fresh);
	if (fresh) {
		sb_reset(&w->key);
		sb_ch(&w->key, (char)('a' + t.kind));
		utf8_fold(&w->key, t.text);
		*arena_push(w->arena, &w->letters) =
		    number(w, &w->folded, &fresh);
	}
	t.word = w->letters.items[t.id];
	*arena_push(w->arena, &w->scratch) = t;
}

/* How the inlines around a piece of text are. */
struct manner {
	struct str target;
	uint8_t marks;
};

struct taker {
	struct arena *a;
	struct diff_words *words;
	struct diff_text *out;
	bool space; /* seen since the last token */
	uint32_t heading;
};

/* What may stand inside a word: e-post, 2025:400, 13.00, 2:a. */
static bool
joins(uint32_t cp, uint32_t after, bool digit_before)
{
	if (cp == '-' || cp == 0x2019 || cp == '\'' || cp == 0x00AD)
		return utf8_is_letter(after) ||
		       (digit_before && utf8_is_digit(after));
	if (!digit_before)
		return false;
	return cp == ':' ? utf8_is_digit(after) || utf8_is_letter(after)
			 : (cp == '.' || cp == ',') && utf8_is_digit(after);
}

/* Length of the word at the start of s; 0 when there is none. */
static size_t
word_length(struct str s)
{
	size_t off = 0, end = 0;
	bool digit = false;

	while (off < s.n) {
		size_t next = off;
		uint32_t cp = utf8_decode(s, &next);

		if (utf8_is_letter(cp) || utf8_is_digit(cp)) {
			digit = utf8_is_digit(cp);
			end = off = next;
			continue;
		}
		if (off == 0 || next >= s.n)
			break;
		off = next;
		if (!joins(cp, utf8_decode(s, &next), digit))
			break;
	}
	return end;
}

static bool
white(struct str s, size_t *n)
{
	size_t off = 0;
	uint32_t cp = utf8_decode(s, &off);

	*n = off;
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' ||
	       cp == 0x00A0 || cp == 0x202F || cp == 0x2009;
}

static void
take_text(struct taker *t, struct str s, struct manner m)
{
	while (s.n) {
		size_t n;
		struct diff_token token = { .target = m.target,
			.marks = m.marks };

		if (white(s, &n)) {
			t->space = true;
			s = str_from_off(s, n);
			continue;
		}
		if (word_length(s))
			n = word_length(s);
		token.text = str_of(s.p, n);
		token.space = t->space;
		t->space = false;
		take(t->words, token);
		s = str_from_off(s, n);
	}
}

static void
take_mark(struct taker *t, enum diff_token_kind kind, struct str text,
    struct manner m)
{
	take(t->words, (struct diff_token){ .kind = (uint8_t)kind,
			   .text = text,
			   .target = m.target,
			   .marks = m.marks,
			   .space = t->space });
	t->space = false;
}

/* Where a link leads, in words that mean the same in every revision. */
static struct str
link_target(struct arena *a, const struct node *n)
{
	const struct page *p = n->u.link.page;
	struct str to = n->u.link.target;
	const char *mark = n->u.link.anchor.n ? "#" : "";

	switch (n->u.link.kind) {
	case LINK_BAD:
		return STR_NONE;
	case LINK_LAW:
		return arena_fmt(a, "lag:%.*s", STR_ARG(to));
	case LINK_PAGE:
	case LINK_ID:
		if (p && p->meta.id.s.n)
			to = p->meta.id.s;
		else if (p)
			to = p->address;
		else if (n->u.link.kind == LINK_PAGE)
			break;
		return arena_fmt(a, "sida:%.*s%s%.*s", STR_ARG(to), mark,
		    STR_ARG(n->u.link.anchor));
	case LINK_URL:
		break;
	}
	return arena_fmt(
	    a, "%.*s%s%.*s", STR_ARG(to), mark, STR_ARG(n->u.link.anchor));
}

static void
take_inlines(struct taker *t, const struct node *parent, struct manner m)
{
	for (const struct node *n = parent->first; n; n = n->next) {
		struct manner inner = m;

		switch (n->kind) {
		case NODE_TEXT:
			take_text(t, n->text, m);
			continue;
		case NODE_CODE:
			inner.marks |= MARK_CODE;
			take_text(t, n->text, inner);
			continue;
		case NODE_SOFT_BREAK:
			t->space = true;
			continue;
		case NODE_HARD_BREAK:
			t->space = true;
			take_mark(t, DIFF_LINE, STR("\n"), m);
			t->space = true;
			continue;
		case NODE_PICTURE:
			take_mark(t, DIFF_PICTURE, n->text, m);
			continue;
		case NODE_FOOTNOTE_REF:
			take_mark(t, DIFF_NOTE,
			    arena_fmt(t->a, "%d", n->u.footnote.number), m);
			continue;
		case NODE_EMPH:
			inner.marks |= MARK_EMPH;
			break;
		case NODE_STRONG:
			inner.marks |= MARK_STRONG;
			break;
		case NODE_STRIKE:
			inner.marks |= MARK_STRIKE;
			break;
		case NODE_LINK:
			inner.target = link_target(t->a, n);
			break;
		default:
			break;
		}
		take_inlines(t, n, inner);
	}
}

/* What a unit is besides its text. */
static uint32_t
form_hash(const struct diff_unit *u)
{
	const int form[] = { (int)u->form, u->level, u->number >= 0,
		u->form == FORM_BOX ? u->box : u->box >= 0, u->task, u->quote,
		u->head };

	return (uint32_t)hash64(str_of((const char *)form, sizeof(form)));
}

/* Closes the unit at hand: its tokens are in the scratch list. */
static void
unit_end(struct taker *t, struct diff_unit u)
{
	struct tokens *s = &t->words->scratch;
	struct diff_token *copy =
	    arena_array(t->a, struct diff_token, s->count);
	struct sb *ids = &t->words->key;

	sb_reset(ids);
	for (size_t i = 0; i < s->count; i++) {
		copy[i] = s->items[i];
		sb_bytes(ids, &copy[i].id, sizeof(copy[i].id));
	}
	u.tokens = copy;
	u.count = (uint32_t)s->count;
	u.hash = hash64(sb_view(ids));
	u.form_hash = form_hash(&u);
	u.heading = u.form == FORM_HEADING ? DIFF_NONE : t->heading;
	if (u.form == FORM_HEADING)
		t->heading = (uint32_t)t->out->count;
	*arena_push(t->a, t->out) = u;
	s->count = 0;
	t->space = false;
}

static void
take_lines(struct taker *t, struct str text)
{
	struct manner m = { .marks = MARK_CODE };
	struct str line;

	while (str_next_line(&text, &line)) {
		take_text(t, line, m);
		if (text.n)
			take_mark(t, DIFF_LINE, STR("\n"), m);
	}
}

static void
take_block(struct taker *t, const struct node *n, struct diff_unit as);

static void
take_row(struct taker *t, const struct node *row, struct diff_unit as)
{
	as.form = FORM_ROW;
	as.head = row->parent && row->parent->first == row;
	as.node = row;
	for (const struct node *cell = row->first; cell; cell = cell->next) {
		t->space = true;
		take_inlines(t, cell, (struct manner){ 0 });
		if (cell->next) {
			t->space = true;
			take_mark(t, DIFF_CELL, STR("|"), (struct manner){ 0 });
		}
	}
	unit_end(t, as);
}

/* An item is shown with its first paragraph. */
static void
take_item(struct taker *t, const struct node *item, struct diff_unit as)
{
	const struct node *n = item->first;

	as.form = FORM_ITEM;
	as.node = item;
	as.task = !item->u.item.task ? -1 : item->u.item.checked ? 1 : 0;
	if (n && node_is_inline(n->kind)) {
		take_inlines(t, item, (struct manner){ 0 });
		unit_end(t, as);
		return;
	}
	if (n && n->kind == NODE_PARAGRAPH) {
		take_inlines(t, n, (struct manner){ 0 });
		n = n->next;
	}
	unit_end(t, as);
	as.form = FORM_PARAGRAPH;
	as.number = -1;
	as.task = -1;
	for (; n; n = n->next)
		take_block(t, n, as);
}

static void
take_list(struct taker *t, const struct node *list, struct diff_unit as)
{
	int at = list->u.list.start;

	as.level++;
	for (const struct node *item = list->first; item; item = item->next) {
		as.number = list->u.list.ordered ? at : -1;
		at++;
		take_item(t, item, as);
	}
}

static void
take_blocks(struct taker *t, const struct node *parent, struct diff_unit as)
{
	for (const struct node *n = parent->first; n; n = n->next) {
		if (node_is_inline(n->kind)) {
			as.node = parent;
			take_inlines(t, parent, (struct manner){ 0 });
			unit_end(t, as);
			return;
		}
		take_block(t, n, as);
	}
}

static void
take_box(struct taker *t, const struct node *box, struct diff_unit as)
{
	as.box = (int8_t)box->u.box;
	as.form = FORM_BOX;
	as.node = box;
	take_text(t, box->text, (struct manner){ 0 });
	unit_end(t, as);
	as.form = FORM_PARAGRAPH;
	take_blocks(t, box, as);
}

static void
take_block(struct taker *t, const struct node *n, struct diff_unit as)
{
	as.node = n;
	switch (n->kind) {
	case NODE_HEADING:
		as.form = FORM_HEADING;
		as.level = (int16_t)n->u.heading.level;
		take_inlines(t, n, (struct manner){ 0 });
		unit_end(t, as);
		break;
	case NODE_PARAGRAPH:
		take_inlines(t, n, (struct manner){ 0 });
		unit_end(t, as);
		break;
	case NODE_LIST:
		take_list(t, n, as);
		break;
	case NODE_QUOTE:
		as.quote = true;
		take_blocks(t, n, as);
		break;
	case NODE_BOX:
		take_box(t, n, as);
		break;
	case NODE_CODE_BLOCK:
		as.form = FORM_CODE;
		take_lines(t, n->text);
		unit_end(t, as);
		break;
	case NODE_ROW:
		take_row(t, n, as);
		break;
	case NODE_RULE:
		as.form = FORM_RULE;
		unit_end(t, as);
		break;
	case NODE_FOOTNOTE:
		as.form = FORM_FOOTNOTE;
		take_blocks(t, n, as);
		break;
	case NODE_ALLOW:
		break;
	default:
		take_blocks(t, n, as);
		break;
	}
}

void
diff_text_take(struct arena *a, struct diff_words *words, const struct page *p,
    struct diff_text *out)
{
	struct taker t = {
		.a = a, .words = words, .out = out, .heading = DIFF_NONE
	};
	struct diff_unit as = { .number = -1, .box = -1, .task = -1 };

	as.form = FORM_TITLE;
	take_text(&t, p->meta.title.s, (struct manner){ 0 });
	unit_end(&t, as);
	if (p->meta.summary.s.n) {
		as.form = FORM_SUMMARY;
		take_text(&t, p->meta.summary.s, (struct manner){ 0 });
		unit_end(&t, as);
	}
	as.form = FORM_PARAGRAPH;
	if (p->doc)
		take_blocks(&t, p->doc, as);
}

void
diff_tokens_text(const struct diff_token *tokens, size_t count, struct sb *out)
{
	size_t start = out->n;

	for (size_t i = 0; i < count; i++) {
		const struct diff_token *t = &tokens[i];

		if (t->space && out->n > start && t->kind != DIFF_LINE)
			sb_ch(out, ' ');
		switch ((enum diff_token_kind)t->kind) {
		case DIFF_WORD:
		case DIFF_CELL:
			sb_str(out, t->text);
			break;
		case DIFF_PICTURE:
			sb_fmt(out, "[bild: %.*s]", STR_ARG(t->text));
			break;
		case DIFF_NOTE:
			sb_fmt(out, "[%.*s]", STR_ARG(t->text));
			break;
		case DIFF_LINE:
			sb_cstr(out, " /");
			break;
		case DIFF_UNIT:
			sb_cstr(out, " ¶");
			break;
		}
	}
}

void
diff_unit_text(const struct diff_unit *u, struct sb *out)
{
	diff_tokens_text(u->tokens, u->count, out);
}
