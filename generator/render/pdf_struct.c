/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/pdf_struct.h"

#include "render/pdf_words.h"
#include "render/trace.h"

enum kid_kind { KID_CONTENT, KID_ELEMENT, KID_OBJECT };

struct kid {
	struct kid *next;
	enum kid_kind kind;
	unsigned number; /* piece of content, element or object */
	size_t page;
};

struct node_tags {
	struct kid *first;
	struct kid *last;
	unsigned object;
	size_t page; /* of the first content */
	bool attached;
	bool on_page;
	bool measured;
	float left, bottom, right, top;
};

struct tags *
tags_new(struct arena *a, const struct layout *l)
{
	struct tags *t = arena_new(a, struct tags);

	t->arena = a;
	t->layout = l;
	t->elements = arena_array(a, struct node_tags, l->elements.count);
	t->pages = arena_alloc_array(a, l->page_count, sizeof(*t->pages));
	return t;
}

static void
add_kid(struct tags *t, uint32_t element, enum kid_kind kind, unsigned number,
    size_t page)
{
	struct node_tags *e = &t->elements[element];
	struct kid *k = arena_new(t->arena, struct kid);

	k->kind = kind;
	k->number = number;
	k->page = page;
	if (e->last)
		e->last->next = k;
	else
		e->first = k;
	e->last = k;
	if (kind == KID_CONTENT && !e->on_page) {
		e->on_page = true;
		e->page = page;
	}
}

void
tags_touch(struct tags *t, uint32_t element)
{
	while (element && !t->elements[element].attached) {
		uint32_t parent = t->layout->elements.items[element].parent;

		t->elements[element].attached = true;
		if (parent) {
			tags_touch(t, parent);
			add_kid(t, parent, KID_ELEMENT, element, 0);
		}
		element = parent;
	}
}

unsigned
tags_content(struct tags *t, size_t page, uint32_t element)
{
	unsigned number = (unsigned)t->pages[page].count;

	tags_touch(t, element);
	*arena_push(t->arena, &t->pages[page]) = element;
	add_kid(t, element, KID_CONTENT, number, page);
	return number;
}

void
tags_extent(
    struct tags *t, uint32_t element, float x, float y, float w, float h)
{
	struct node_tags *e = &t->elements[element];

	if (!e->measured || x < e->left)
		e->left = x;
	if (!e->measured || y < e->bottom)
		e->bottom = y;
	if (!e->measured || x + w > e->right)
		e->right = x + w;
	if (!e->measured || y + h > e->top)
		e->top = y + h;
	e->measured = true;
}

unsigned
tags_link(struct tags *t, uint32_t element, size_t page, unsigned object)
{
	tags_touch(t, element);
	*arena_push(t->arena, &t->links) = element;
	add_kid(t, element, KID_OBJECT, object, page);
	return (unsigned)(t->layout->page_count + t->links.count - 1);
}

static void
write_kid(const struct tags *t, const struct node_tags *e, const struct kid *k,
    const unsigned *pages, struct sb *out)
{
	switch (k->kind) {
	case KID_CONTENT:
		if (e->on_page && k->page == e->page) {
			pdf_unsigned(out, k->number);
			return;
		}
		sb_cstr(out, "<</Type/MCR/Pg ");
		pdf_ref(out, pages[k->page]);
		sb_cstr(out, "/MCID ");
		pdf_unsigned(out, k->number);
		sb_cstr(out, ">>");
		return;
	case KID_ELEMENT:
		pdf_ref(out, t->elements[k->number].object);
		return;
	case KID_OBJECT:
		sb_cstr(out, "<</Type/OBJR/Pg ");
		pdf_ref(out, pages[k->page]);
		sb_cstr(out, "/Obj ");
		pdf_ref(out, k->number);
		sb_cstr(out, ">>");
		return;
	}
}

static void
write_key(struct sb *out, const char *key, struct str text)
{
	if (!text.n)
		return;
	sb_cstr(out, key);
	pdf_text(out, text);
}

static void
write_attributes(
    const struct element *e, const struct node_tags *n, struct sb *out)
{
	switch (e->role) {
	case TAG_FIGURE:
		sb_cstr(out, "/A<</O/Layout/Placement/Block/BBox[");
		pdf_number(out, n->left);
		pdf_number(out, n->bottom);
		pdf_number(out, n->right);
		pdf_number(out, n->top);
		sb_cstr(out, "]>>");
		break;
	case TAG_TH:
		sb_cstr(out, e->row_scope ? "/A<</O/Table/Scope/Row>>"
					  : "/A<</O/Table/Scope/Column>>");
		break;
	case TAG_L:
		sb_cstr(out, e->ordered ? "/A<</O/List/ListNumbering/Decimal>>"
					: "/A<</O/List/ListNumbering/Disc>>");
		break;
	default: /* the others have none */
		break;
	}
}

static struct str
element_body(const struct tags *t, uint32_t id, unsigned root,
    const unsigned *pages, struct sb *out)
{
	const struct element *e = &t->layout->elements.items[id];
	const struct node_tags *n = &t->elements[id];

	sb_reset(out);
	sb_cstr(out, "/S/");
	sb_cstr(out, tag_name(e->role));
	sb_cstr(out, "/P ");
	pdf_ref(out, e->parent ? t->elements[e->parent].object : root);
	if (n->on_page) {
		sb_cstr(out, "/Pg ");
		pdf_ref(out, pages[n->page]);
	}
	write_key(out, "/Alt", e->alt);
	write_key(out, "/ActualText", e->actual);
	write_key(out, "/Lang", e->lang);
	write_key(out, "/ID", e->id);
	write_attributes(e, n, out);
	if (n->first) {
		bool many = n->first->next != NULL;

		sb_cstr(out, many ? "/K[" : "/K ");
		for (const struct kid *k = n->first; k; k = k->next) {
			write_kid(t, n, k, pages, out);
			if (k->next)
				sb_ch(out, ' ');
		}
		if (many)
			sb_ch(out, ']');
	}
	return arena_str(t->arena, sb_view(out));
}

static struct str
parent_tree(const struct tags *t, struct sb *out)
{
	sb_reset(out);
	sb_cstr(out, "/Nums[");
	for (size_t p = 0; p < t->layout->page_count; p++) {
		pdf_unsigned(out, (unsigned)p);
		sb_ch(out, '[');
		for (size_t i = 0; i < t->pages[p].count; i++) {
			if (i)
				sb_ch(out, ' ');
			pdf_ref(out, t->elements[t->pages[p].items[i]].object);
		}
		sb_ch(out, ']');
	}
	for (size_t i = 0; i < t->links.count; i++) {
		pdf_unsigned(out, (unsigned)(t->layout->page_count + i));
		sb_ch(out, ' ');
		pdf_ref(out, t->elements[t->links.items[i]].object);
		sb_ch(out, ' ');
	}
	sb_ch(out, ']');
	return arena_str(t->arena, sb_view(out));
}

/* Elements with an id, as PDF wants them: a tree of names in order. */
static void
write_ids(const struct tags *t, struct sb *out)
{
	const struct element *items = t->layout->elements.items;
	size_t n = t->layout->elements.count;
	struct str last = STR_NONE;
	bool any = false;

	for (;;) {
		size_t best = 0;

		for (size_t i = 1; i < n; i++) {
			if (!items[i].id.n || !t->elements[i].attached ||
			    (any && str_cmp(items[i].id, last) <= 0))
				continue;
			if (!best || str_cmp(items[i].id, items[best].id) < 0)
				best = i;
		}
		if (!best)
			break;
		sb_cstr(out, any ? " " : "/IDTree<</Names[");
		pdf_text(out, items[best].id);
		sb_ch(out, ' ');
		pdf_ref(out, t->elements[best].object);
		last = items[best].id;
		any = true;
	}
	if (any)
		sb_cstr(out, "]>>");
}

unsigned
tags_write(struct tags *t, struct pdf_file *f, const unsigned *pages)
{
	size_t count = t->layout->elements.count;
	unsigned root = pdf_reserve(f);
	struct sb out = { 0 };

	tags_touch(t, 1);
	for (size_t i = 1; i < count; i++) {
		if (t->elements[i].attached)
			t->elements[i].object = pdf_reserve(f);
	}
	for (size_t i = 1; i < count; i++) {
		if (t->elements[i].attached)
			pdf_body(f, t->elements[i].object,
			    element_body(t, (uint32_t)i, root, pages, &out));
	}

	unsigned tree = pdf_dict(f, parent_tree(t, &out));

	sb_reset(&out);
	sb_cstr(&out, "/Type/StructTreeRoot/K ");
	pdf_ref(&out, t->elements[1].object);
	sb_cstr(&out, "/ParentTree ");
	pdf_ref(&out, tree);
	sb_cstr(&out, "/ParentTreeNextKey ");
	pdf_unsigned(&out, (unsigned)(t->layout->page_count + t->links.count));
	write_ids(t, &out);
	pdf_body(f, root, arena_str(t->arena, sb_view(&out)));
	sb_release(&out);
	return root;
}
