/* SPDX-License-Identifier: EUPL-1.2 */
/* The document of a page, and what follows from what it says. */
#include "compose/site_view.h"

enum { CONTENTS_LEAST = 3 };

static void
append_plain(struct sb *sb, const struct node *top)
{
	for (const struct node *n = node_next(top, top); n;
	     n = node_next(n, top)) {
		if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
			sb_str(sb, n->text);
		else if (n->kind == NODE_SOFT_BREAK ||
			 n->kind == NODE_HARD_BREAK)
			sb_ch(sb, ' ');
	}
}

struct str
node_plain(struct arena *a, const struct node *n)
{
	struct sb sb = { 0 };
	struct str text;

	append_plain(&sb, n);
	text = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return text;
}

static struct value *
push_heading(struct arena *a, struct value *list, const struct node *n)
{
	struct value *item = push_map(a, list);

	put_text(a, item, "anchor", n->u.heading.anchor);
	put_text(a, item, "title", node_plain(a, n));
	put_list(a, item, "items");
	put_truth(a, item, "has_items", false);
	return item;
}

static void
put_contents(const struct node *doc, struct arena *a, struct value *root)
{
	struct value *list = put_list(a, root, "contents"), *last = NULL;

	for (const struct node *n = doc->first; n; n = n->next) {
		if (n->kind != NODE_HEADING)
			continue;
		if (n->u.heading.level == 2) {
			last = push_heading(a, list, n);
		} else if (n->u.heading.level == 3 && last) {
			struct value *items =
			    (struct value *)value_find(last, STR("items"));

			push_heading(a, items, n);
			put_truth(a, last, "has_items", true);
		}
	}
	put_truth(a, root, "has_contents", list->count >= CONTENTS_LEAST);
}

static void
push_law(
    struct arena *a, struct value *list, const struct law *law, enum variant v)
{
	struct value *item = push_map(a, list);
	struct sb sb = { 0 };

	law_path(&sb, law, v);
	put_text(a, item, "path", arena_str(a, sb_view(&sb)));
	sb_release(&sb);
	put_text(a, item, "name", law_name(a, law));
}

/* Laws and addresses that the text links to, each once. */
static void
put_links(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	const struct node *doc = e->page->doc;
	struct value *laws = put_list(a, root, "laws");
	struct value *urls = put_list(a, root, "urls");
	struct map seen = map_new(a);

	for (const struct node *n = doc; n; n = node_next(n, doc)) {
		struct str target;

		if (n->kind != NODE_LINK)
			continue;
		target = n->u.link.target;
		if (map_has(&seen, target))
			continue;
		map_set(&seen, target, root);
		if (n->u.link.kind == LINK_LAW) {
			const struct law *law = site_law(view->site, target);

			if (law && e->variant != VARIANT_EASY)
				push_law(a, laws, law, e->variant);
		} else if (n->u.link.kind == LINK_URL &&
			   str_starts(target, STR("http"))) {
			struct value *item = push_map(a, urls);

			put_text(a, item, "text", node_plain(a, n));
			put_text(a, item, "url", target);
		}
	}
	put_truth(a, root, "has_laws", laws->count > 0);
	put_truth(a, root, "has_urls", urls->count > 0);
}

static void
put_words(struct arena *a, struct value *root, const struct term_uses *uses,
    enum variant v)
{
	struct value *list = put_list(a, root, "words");

	for (size_t i = 0; i < uses->count; i++) {
		const struct term *t = uses->items[i].term;
		struct str text = t->easy.s;
		struct value *item;

		if (v != VARIANT_EASY && t->definition.s.n)
			text = t->definition.s;
		if (text.n == 0)
			continue;
		item = push_map(a, list);
		put_text(a, item, "term", t->term.s);
		put_text(a, item, "easy", text);
	}
	put_truth(a, root, "has_words", list->count > 0);
}

static void
put_body(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	struct doc_context *cx = arena_new(a, struct doc_context);
	struct term_uses uses = { 0 };

	if (e->kind != ENTRY_GLOSSARY && e->variant != VARIANT_ENGLISH)
		uses = term_matcher_find(
		    view->terms, a, e->page->doc, e->page->meta.id.s);
	cx->site = view->site;
	cx->theme = view->theme;
	cx->up = value_find(root, STR("up"))->text;
	cx->prefix = e->space->prefix;
	cx->variant = e->variant;
	cx->terms = uses.items;
	cx->term_count = uses.count;
	value_put(a, root, "body", value_doc(a, e->page->doc, cx));
	put_words(a, root, &uses, e->variant);
}

static struct str
joined(struct arena *a, const struct text_list *list)
{
	struct sb sb = { 0 };
	struct str text;

	for (size_t i = 0; i < list->count; i++) {
		if (i)
			sb_cstr(&sb, ", ");
		sb_str(&sb, list->items[i].s);
	}
	text = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return text;
}

static void
put_facts(const struct site_view *view, const struct entry *e, struct arena *a,
    struct value *root)
{
	const struct page_meta *meta = &e->page->meta;
	struct str updated = STR(""), owner = STR("");

	if (e->page->revision)
		updated = put_since(view, e, a, root);
	if (updated.n == 0 && meta->updated != DATE_NONE)
		updated = words_fill(a, view, e->variant, "page_updated",
		    "datum", date_text(a, meta->updated, e->variant), NULL);
	if (meta->owner.s.n)
		owner = words_fill(a, view, e->variant, "page_owner", "namn",
		    meta->owner.s, NULL);
	put_lines(a, root, "facts",
	    arena_fmt(a, "%.*s%s%.*s", STR_ARG(updated),
		updated.n && owner.n ? " " : "", STR_ARG(owner)),
	    e->variant);
	put_text(a, root, "tested",
	    meta->tested_by.count
		? words_fill(a, view, e->variant, "page_tested", "namn",
		      joined(a, &meta->tested_by), NULL)
		: STR(""));
}

/* The picture that a document begins with, or STR_NONE. */
static struct str
first_picture(const struct node *doc)
{
	for (const struct node *n = doc; n; n = node_next(n, doc))
		if (n->kind == NODE_PICTURE)
			return n->text;
	return STR_NONE;
}

void
put_document(const struct site_view *view, const struct entry *e,
    struct arena *a, struct value *root)
{
	const struct node *doc = e->page->doc;
	struct str picture = e->page->meta.pictogram.s;
	bool side;

	/* Not twice in sight: the text may begin with the same picture. */
	if (e->variant != VARIANT_EASY ||
	    (doc && str_eq(first_picture(doc), picture)))
		picture = STR("");
	put_picture(view, a, root, picture);
	put_facts(view, e, a, root);
	if (doc) {
		put_body(view, e, a, root);
		put_contents(doc, a, root);
		put_links(view, e, a, root);
	}
	side = value_find(root, STR("near")) ||
	       (doc && value_true(value_find(root, STR("has_contents"))));
	put_truth(a, root, "has_side", side);
}
