/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "base/utf8.h"
#include "diag/msg.h"
#include "load/cm.h"
#include "load/decode.h"
#include "load/markdown.h"
#include "load/site.h"
#include "load/text_file.h"

static const char *const audiences[] = { "alla", "personen", "personal", NULL };

#define OF struct page_meta
static const struct field meta_fields[] = {
	F("title", FIELD_TEXT, title),
	F("summary", FIELD_TEXT, summary),
	F("nav", FIELD_TEXT, nav),
	F("order", FIELD_INT, order),
	F("id", FIELD_TEXT, id),
	F("paragraphs", FIELD_TEXTS, paragraphs),
	F_DATE("updated", updated, updated_at),
	F("aliases", FIELD_TEXTS, aliases),
	F("pictogram", FIELD_TEXT, pictogram),
	F_WORDS("audience", FIELD_CHOICE, audience, audiences),
	F("owner", FIELD_TEXT, owner),
	F("tested_by", FIELD_TEXTS, tested_by),
	F("search", FIELD_TEXTS, search),
	F("draft", FIELD_BOOL, draft),
};
#undef OF
static const struct table meta_table = TABLE(meta_fields, struct page_meta);

static bool
is_fence(struct str line)
{
	while (line.n && ascii_space(line.p[line.n - 1]))
		line.n--;
	return str_is(line, "---");
}

/*
 * Divides the text into front matter (between its lines of ---) and body.
 * False, with all as body, when there is no front matter.
 */
static bool
divide(struct page *p, struct diags *ds, struct str text, struct span *keys)
{
	struct str rest = text, line = STR_NONE;
	uint32_t start, end;

	p->front = (struct span){ p->source, 0, 0 };
	p->body = (struct span){ p->source, 0, (uint32_t)text.n };
	if (!str_next_line(&rest, &line) || !is_fence(line)) {
		diag_add(
		    ds, DIAG_M03, p->front, N_("the front matter is missing"));
		return false;
	}
	start = (uint32_t)(text.n - rest.n);
	while (str_next_line(&rest, &line)) {
		if (!is_fence(line))
			continue;
		end = (uint32_t)(line.p - text.p);
		*keys = (struct span){ p->source, start, end - start };
		p->front.len = (uint32_t)(text.n - rest.n);
		p->body.off = p->front.len;
		p->body.len = (uint32_t)rest.n;
		return true;
	}
	diag_add(ds, DIAG_M03, (struct span){ p->source, 0, 3 },
	    N_("the front matter does not end with a line ---"));
	p->body = (struct span){ p->source, (uint32_t)text.n, 0 };
	return false;
}

/* What was read, and the place in its folder that the page had before. */
struct front {
	const struct page *page;
	int order;
};

/* Takes what another page has between the same lines; false: none has. */
static bool
take_known(struct page *p, struct arena *a, const struct map *fronts,
    struct str text, struct sources *sources)
{
	const struct front *known = fronts ? map_find(fronts, text) : NULL;
	struct decode_move m = { .to = text, .source = p->source };

	/* A page without order: stands where its name says. */
	if (!known || known->order != p->meta.order)
		return false;
	m.from = str_sub(source_text(sources, known->page->source),
	    p->front.off, p->front.len);
	decode_copy(a, &m, &meta_table, &known->page->meta, &p->meta);
	return true;
}

static void
read_keys(struct page *p, struct arena *a, struct diags *ds, struct span part)
{
	struct arena scratch = { 0 };
	struct decoder d = { a, ds };
	const struct yaml_node *keys =
	    yaml_parse(&scratch, ds, p->source, part, &yaml_site_codes, true);

	if (keys) {
		decode_map(&d, keys, &meta_table, &p->meta);
		if (utf8_is_blank(p->meta.title.s))
			diag_add(ds, DIAG_M01, (struct span){ p->source, 0, 3 },
			    N_("the page has no title"));
	}
	arena_release(&scratch);
}

/* The meta of a page that is divided. */
static void
read_front(struct page *p, struct arena *a, struct diags *ds, struct span part,
    struct map *fronts)
{
	struct str text =
	    str_sub(source_text(&ds->sources, p->source), 0, p->front.len);
	size_t before = ds->count + ds->dropped;
	struct front *front;
	int order = p->meta.order;

	if (take_known(p, a, fronts, text, &ds->sources))
		return;
	read_keys(p, a, ds, part);
	if (!fronts || ds->count + ds->dropped != before ||
	    map_has(fronts, text))
		return;
	front = arena_new(fronts->arena, struct front);
	*front = (struct front){ p, order };
	map_set(fronts, text, front);
}

bool
page_load_meta(struct page *p, struct arena *a, struct diags *ds, struct fs *fs,
    const char *root, struct map *fronts)
{
	struct arena scratch = { 0 };
	struct text_file file;
	struct span part = SPAN_NONE;
	int order = p->meta.order;
	bool read;

	p->meta = (struct page_meta){ .order = order };
	decode_empty(&meta_table, &p->meta);
	read = text_file_load(&file, a, ds, fs,
	    fs_join(&scratch, str_from(root), p->file), p->file,
	    TEXT_FILE_LIMIT, &text_file_page_codes);
	p->source = file.source;
	if (read && divide(p, ds, file.text, &part))
		read_front(p, a, ds, part, fronts);
	arena_release(&scratch);
	return read;
}

bool
page_text_there(const struct page *p, const struct diags *ds)
{
	return source_text(&ds->sources, p->source).n >=
	       p->body.off + (size_t)p->body.len;
}

bool
page_load_text(struct page *p, struct arena *a, struct diags *ds, struct fs *fs,
    const char *root)
{
	struct arena scratch = { 0 };
	size_t count = ds->count, dropped = ds->dropped;
	struct text_file file;
	bool read = text_file_load(&file, a, ds, fs,
	    fs_join(&scratch, str_from(root), p->file), p->file,
	    TEXT_FILE_LIMIT, &text_file_page_codes);

	if (read) {
		ds->count = count;
		ds->dropped = dropped;
		source_drop(&ds->sources, file.source);
		source_replace(&ds->sources, p->source, file.text);
	}
	arena_release(&scratch);
	return read;
}

bool
page_front_retitled(struct str a, struct str b)
{
	const struct str key = STR("title:");
	struct str x, y;
	size_t others = 0;

	while (str_next_line(&a, &x)) {
		if (!str_next_line(&b, &y))
			return false;
		if (str_eq(x, y))
			continue;
		if (others++ || !str_starts(x, key) || !str_starts(y, key))
			return false;
	}
	return others == 1 && b.n == 0;
}

/* The title of another front matter takes the place of the one before. */
static bool
take_title(
    struct page *now, struct arena *a, struct diags *ds, struct span keys)
{
	struct page read = { .source = now->source };

	decode_empty(&meta_table, &read.meta);
	read_keys(&read, a, ds, keys);
	now->meta.title = read.meta.title;
	return !utf8_is_blank(read.meta.title.s);
}

enum page_again
page_load_again(struct page *p, struct arena *a, struct diags *ds,
    struct fs *fs, const char *root)
{
	struct str was = str_sub(
	    source_text(&ds->sources, p->source), p->front.off, p->front.len);
	struct arena scratch = { 0 };
	struct page now = *p;
	enum page_again again = PAGE_OTHER;
	struct span keys = SPAN_NONE;
	size_t before = ds->count;
	struct str front;
	struct text_file file;
	bool fine = text_file_load(&file, a, ds, fs,
	    fs_join(&scratch, str_from(root), p->file), p->file,
	    TEXT_FILE_LIMIT, &text_file_page_codes);

	arena_release(&scratch);
	now.source = file.source;
	now.doc = NULL;
	if (!fine || !divide(&now, ds, file.text, &keys))
		return PAGE_OTHER;
	front = str_sub(file.text, now.front.off, now.front.len);
	if (str_eq(was, front))
		again = PAGE_SAME;
	else if (page_front_retitled(was, front) &&
		 take_title(&now, a, ds, keys))
		again = PAGE_RETITLED;
	if (ds->count > before)
		return PAGE_OTHER;
	if (again != PAGE_OTHER)
		*p = now;
	return again;
}

static int
by_anchor(const void *a, const void *b)
{
	const struct node *const *x = a, *const *y = b;

	return str_cmp((*x)->u.heading.anchor, (*y)->u.heading.anchor);
}

struct headings {
	const struct node **items;
	size_t count;
	size_t cap;
};

static void
collect_anchors(struct page *p, struct arena *a)
{
	struct headings list = { 0 };
	const struct node *n = p->doc->first;

	while (n) {
		if (n->kind == NODE_HEADING)
			*arena_push(a, &list) = n;
		n = n->first && node_is_block(n->first->kind)
			? n->first
			: node_skip(n, p->doc);
	}
	if (list.count)
		qsort(list.items, list.count, sizeof(*list.items), by_anchor);
	p->anchors = list.items;
	p->anchor_count = list.count;
}

void
page_load_body(struct page *p, struct arena *a, struct diags *ds)
{
	pages_load_bodies(&p, 1, a, ds);
}

void
pages_load_bodies(
    struct page *const *pages, size_t count, struct arena *a, struct diags *ds)
{
	struct cm_batch batch = { 0 };

	for (size_t i = 0; i < count; i++) {
		struct page *p = pages[i];

		p->doc = markdown_load_many(&batch, a, ds, p->source, p->body);
		collect_anchors(p, a);
	}
	cm_batch_end(&batch);
}
