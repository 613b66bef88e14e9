/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The search index as scripts, because a script is all that a page opened from
 * a folder may load. themes/standard/assets/search.js reads it.
 *
 * What is found is a topic: a page with its twins, so that a word of one level
 * leads to the page at the reader's own level. A topic belongs to the part
 * that the hash of its address says: a changed page rewrites one part. The
 * terms of a part are sorted stems, each as
 *
 *	shared suffix postings
 *
 * shared: one character 0-9a-z, units of UTF-16 shared with the stem before it
 * (what slice() of the script counts; both halves of a pair or none);
 * postings: Z = 25 topics on, A..Y = 1..25 topics on from the last one, then a
 * weight 2..9 (1 is left out). Stems are parted by spaces.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compose/search_reader.h"
#include "compose/site_view.h"
#include "diag/diag.h"

enum {
	TOPICS_PER_PART = 128,
	BODY_MOST = 6,
	SHARED_MOST = 35,
	SUMMARY_MOST = 160
};

struct posting {
	size_t topic;
	unsigned marked;
	unsigned body;
};

struct stem {
	struct str text;
	struct posting *items;
	size_t count;
	size_t cap;
};

/* One part of the index. */
struct indexer {
	const struct site_view *view;
	struct arena *arena;
	struct search_reader *reader; /* for pages that nobody has read */
	struct sb packed;
	struct map stems; /* stem → struct stem */
	size_t topic;
};

/* Whether e stands for its topic: klarspråk, or the first twin there is. */
static bool
leads_topic(const struct entry *e)
{
	if (!entry_listed(e) || e->kind == ENTRY_DOORS ||
	    e->kind == ENTRY_INDEX)
		return false;
	if (!e->page)
		return e->variant == VARIANT_PLAIN;
	for (int v = 0; v < (int)e->variant; v++)
		if (page_usable(e->page->twins[v]))
			return false;
	return true;
}

static struct str
topic_address(const struct entry *e)
{
	return e->page ? e->page->address : kind_address(e->kind);
}

/* Topics sorted by part: starts[part] .. starts[part + 1]. */
void
search_build(struct arena *a, struct site_view *view)
{
	const struct entries *es = &view->entries;
	size_t count = 0, parts = 1, *next;
	uint64_t *hashes = arena_array(a, uint64_t, es->count);

	for (size_t i = 0; i < es->count; i++) {
		if (!leads_topic(&es->items[i]))
			continue;
		hashes[i] = hash64(topic_address(&es->items[i])) | 1;
		count++;
	}
	while (parts * TOPICS_PER_PART < count)
		parts *= 2;
	view->search_parts = parts;
	view->topics = arena_array(a, size_t, count);
	view->topic_starts = arena_array(a, size_t, parts + 1);
	next = arena_array(a, size_t, parts + 1);
	for (size_t i = 0; i < es->count; i++)
		if (hashes[i])
			next[(hashes[i] >> 1) % parts + 1]++;
	for (size_t i = 1; i <= parts; i++)
		view->topic_starts[i] = next[i] += next[i - 1];
	for (size_t i = 0; i < es->count; i++)
		if (hashes[i])
			view->topics[next[(hashes[i] >> 1) % parts]++] = i;
}

static void
add_posting(struct indexer *x, struct str text, const struct packed_stem *from)
{
	struct map_entry *entry = map_put(&x->stems, text);
	struct stem *s = entry->value;
	struct posting *p;

	if (!s) {
		s = arena_new(x->arena, struct stem);
		s->text = entry->key = arena_str(x->arena, text);
		entry->value = s;
	}
	if (s->count && s->items[s->count - 1].topic == x->topic)
		p = &s->items[s->count - 1];
	else
		p = arena_push(x->arena, s);
	p->topic = x->topic;
	p->marked += from->marked;
	p->body += from->body;
}

static void
add_packed(struct indexer *x, struct str words)
{
	struct packed_stem head;

	while (words.n >= sizeof(head)) {
		memcpy(&head, words.p, sizeof(head));
		words = str_from_off(words, sizeof(head));
		add_posting(x, str_sub(words, 0, head.length), &head);
		words = str_from_off(words, head.length);
	}
}

static struct search_reader *
reader_of(struct indexer *x)
{
	if (!x->reader)
		x->reader = search_reader_new(x->arena);
	sb_reset(&x->packed);
	return x->reader;
}

static void
index_page(struct indexer *x, const struct page *p)
{
	struct str known = x->view->search_words[p->number];

	if (!known.p) {
		search_read_page(reader_of(x), x->view, p, &x->packed);
		known = sb_view(&x->packed);
	}
	add_packed(x, known);
}

static void
index_title(struct indexer *x, struct str title)
{
	search_read_title(reader_of(x), title, &x->packed);
	add_packed(x, sb_view(&x->packed));
}

static void
put_json(struct sb *out, struct str s)
{
	sb_ch(out, '"');
	json_escape(out, s);
	sb_ch(out, '"');
}

static struct str
shortened(struct str s)
{
	size_t end;

	if (s.n <= SUMMARY_MOST)
		return s;
	end = SUMMARY_MOST;
	while (end > 0 && s.p[end] != ' ')
		end--;
	return str_sub(s, 0, end ? end : utf8_start(s, SUMMARY_MOST));
}

static void
put_face(struct sb *out, const char *key, struct str title, struct str summary)
{
	sb_fmt(out, ",\"%s\":[", key);
	put_json(out, title);
	sb_ch(out, ',');
	put_json(out, shortened(summary));
	sb_ch(out, ']');
}

/* {"a":address,"p":[title,summary],"l":[…],"e":[…],"u":path} */
static void
put_topic(struct indexer *x, const struct entry *e, struct sb *out)
{
	static const char *const keys[VARIANT_COUNT] = { "p", "l", "e" };

	sb_cstr(out, "{\"a\":");
	put_json(out, topic_address(e));
	for (int i = 0; i < VARIANT_COUNT; i++) {
		enum variant v = (enum variant)i;
		const struct page *p =
		    e->page ? page_usable_twin(e->page, v) : NULL;
		struct entry face = { .kind = e->kind,
			.variant = v,
			.page = p,
			.space = e->space };

		if (e->page ? !p : v == VARIANT_ENGLISH)
			continue;
		put_face(out, keys[i], entry_title(x->view, &face),
		    entry_summary(x->view, &face));
		if (p)
			index_page(x, p);
		else
			index_title(x, entry_title(x->view, &face));
	}
	if (e->page && e->page->address.n == 0 && e->kind == ENTRY_PROCESS) {
		sb_cstr(out, ",\"u\":");
		put_json(out, e->path);
	}
	sb_ch(out, '}');
}

static int
by_text(const void *a, const void *b)
{
	const struct stem *const *x = a, *const *y = b;

	return str_cmp((*x)->text, (*y)->text);
}

static char
weight_digit(const struct posting *p)
{
	static const unsigned least[] = { 0, 2, 3, 5, 7, 10, 14, 19, 26 };
	unsigned weight =
	    p->marked + (p->body < BODY_MOST ? p->body : BODY_MOST);
	int digit = 0;

	while (digit < 8 && weight >= least[digit + 1])
		digit++;
	return (char)('1' + digit);
}

static void
put_postings(struct sb *out, const struct stem *s)
{
	size_t last = 0;

	for (size_t i = 0; i < s->count; i++) {
		size_t on = s->items[i].topic + 1 - last;
		char digit = weight_digit(&s->items[i]);

		last = s->items[i].topic + 1;
		for (; on > 25; on -= 25)
			sb_ch(out, 'Z');
		sb_ch(out, (char)('A' + on - 1));
		if (digit != '1')
			sb_ch(out, digit);
	}
}

struct shared {
	size_t bytes;
	size_t units; /* of UTF-16 */
};

/* What a begins with that b begins with too. */
static struct shared
shared_start(struct str a, struct str b)
{
	struct shared s = { 0, 0 };
	size_t at = 0, there = 0;

	while (at < a.n && there < b.n) {
		uint32_t cp = utf8_decode(a, &at);
		size_t units = s.units + (cp > 0xFFFF ? 2 : 1);

		if (cp != utf8_decode(b, &there) || units > SHARED_MOST)
			break;
		s = (struct shared){ at, units };
	}
	return s;
}

static void
put_terms(struct indexer *x, struct sb *out)
{
	static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
	size_t count = x->stems.count;
	struct stem **order = arena_array(x->arena, struct stem *, count);
	struct str last = STR("");

	for (size_t i = 0; i < count; i++)
		order[i] = x->stems.items[i].value;
	if (count)
		qsort(order, count, sizeof(*order), by_text);
	for (size_t i = 0; i < count; i++) {
		struct str text = order[i]->text;
		struct shared shared = shared_start(text, last);

		if (order[i]->count == 0)
			continue;
		if (last.n)
			sb_ch(out, ' ');
		sb_ch(out, digits[shared.units]);
		json_escape(out, str_from_off(text, shared.bytes));
		put_postings(out, order[i]);
		last = text;
	}
}

struct str
search_part_js(const struct site_view *view, size_t part, struct arena *a)
{
	struct indexer x = { .view = view, .arena = a, .stems = map_new(a) };
	struct sb out = { 0 };
	struct str bytes;

	sb_fmt(&out, "samplanSearch.part(%zu,{\"topics\":[", part);
	for (size_t i = view->topic_starts[part];
	     i < view->topic_starts[part + 1]; i++) {
		if (x.topic)
			sb_cstr(&out, ",\n");
		put_topic(&x, &view->entries.items[view->topics[i]], &out);
		x.topic++;
	}
	sb_cstr(&out, "],\n\"terms\":\"");
	put_terms(&x, &out);
	sb_cstr(&out, "\"});\n");
	bytes = arena_str(a, sb_view(&out));
	sb_release(&out);
	search_reader_end(x.reader);
	sb_release(&x.packed);
	return bytes;
}

/* Difficult words and what people say instead, where that is a word or two. */
static void
put_same(const struct site_view *view, struct sb *out)
{
	bool first = true;

	for (size_t i = 0; i < view->site->word_count; i++) {
		const struct word *w = &view->site->words[i];
		struct str rest = w->plain.s, part;
		size_t parts = 0;

		while (str_next_part(&rest, ' ', &part))
			parts++;
		if (parts == 0 || parts > 2)
			continue;
		sb_cstr(out, first ? "[" : ",\n[");
		put_json(out, w->word.s);
		sb_ch(out, ',');
		put_json(out, w->plain.s);
		sb_ch(out, ']');
		first = false;
	}
}

/* How many parts, what is not worth searching for, and the glossary. */
struct str
search_list_js(const struct site_view *view, struct arena *a)
{
	struct sb out = { 0 };
	struct str bytes;

	sb_fmt(&out,
	    "samplanSearch.list({\"parts\":%zu,\n\"stop\":\"%s\",\n"
	    "\"words\":[",
	    view->search_parts, search_stop_words());
	for (size_t i = 0; i < view->site->term_count; i++) {
		const struct term *t = &view->site->terms[i];

		sb_cstr(&out, i ? ",\n[" : "[");
		put_json(&out, t->term.s);
		sb_ch(&out, ',');
		put_json(&out, t->easy.s.n ? t->easy.s : t->definition.s);
		sb_cstr(&out, "]");
	}
	sb_cstr(&out, "],\n\"same\":[");
	put_same(view, &out);
	sb_cstr(&out, "]});\n");
	bytes = arena_str(a, sb_view(&out));
	sb_release(&out);
	return bytes;
}
