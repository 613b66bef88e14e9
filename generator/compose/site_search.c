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
 * shared: one character 0-9a-z, letters shared with the stem before it;
 * postings: Z = 25 topics on, A..Y = 1..25 topics on from the last one, then a
 * weight 2..9 (1 is left out). Stems are parted by spaces.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compose/letters.h"
#include "compose/site_view.h"
#include "compose/stem.h"
#include "diag/diag.h"

enum {
	TOPICS_PER_PART = 128,
	WEIGHT_TITLE = 12,
	WEIGHT_NAV = 8,
	WEIGHT_TERM = 8,
	WEIGHT_HEADING = 5,
	WEIGHT_SUMMARY = 4,
	BODY_MOST = 6,
	SHARED_MOST = 35,
	SUMMARY_MOST = 160,
	WORD_MOST = 100
};

static const char stop_words[] =
    "alla allt att av bara blir bli da de dem den denna deras dess dessa det "
    "detta dej dig din dina ditt dom du dar eller en er era ert ett for fran "
    "fore genom ha han hans har hela hennes hon i in ingen jag kan mej "
    "mig min mina mitt mot med mellan men mer mycket man nar nagon nagot nagra "
    "ni nu och ocksa om oss pa sa sadan samma sedan sig sin sina sitt ska som "
    "till under upp ut utan va var vara vart vi vid vilka vilken vilket vill "
    "vad ar an ake the of and to in is for";

/* A stem in the page that is read. */
struct read_stem {
	struct str text;
	bool ignored;    /* a word that says nothing */
	unsigned marked; /* weight of titles, headings, summaries */
	unsigned body;   /* times in the text */
};

struct search_reader {
	struct arena arena;
	struct stemmer *stemmer;
	struct map words;        /* folded word → its stem */
	struct map stems;        /* stem → struct read_stem */
	struct read_stem **here; /* those of this page */
	size_t here_count;
	size_t here_cap;
	size_t length; /* of the word that is being read, folded */
	char word[WORD_MOST];
};

/*
 * How one stem of a page is packed; its bytes follow. Those of all pages are in
 * memory at once. A weight over what a byte holds is the greatest long before.
 */
struct packed_stem {
	uint8_t marked;
	uint8_t body;
	uint8_t length;
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

/* Letters over WORD_MOST bytes are not part of the word. */
static void
add_letter(struct search_reader *x, char c)
{
	if (x->length < WORD_MOST)
		x->word[x->length++] = c;
}

/* å ä → a, ö → o, é → e; false for any other character. */
static bool
fold_latin(struct search_reader *x, struct str s, size_t at)
{
	if (!latin_letter(s, at))
		return false;
	switch ((unsigned char)s.p[at + 1]) {
	case 0xA5: /* å */
	case 0xA4: /* ä */
	case 0x85:
	case 0x84:
		add_letter(x, 'a');
		return true;
	case 0xB6: /* ö */
	case 0x96:
		add_letter(x, 'o');
		return true;
	case 0xA9: /* é */
	case 0x89:
		add_letter(x, 'e');
		return true;
	default:
		return false;
	}
}

static void
fold_letter(struct search_reader *x, uint32_t cp)
{
	struct sb one = { 0 }, folded = { 0 };

	utf8_encode(&one, cp);
	utf8_fold_ascii(&folded, sb_view(&one));
	if (x->length + folded.n <= WORD_MOST)
		for (size_t i = 0; i < folded.n; i++)
			add_letter(x, folded.p[i]);
	sb_release(&one);
	sb_release(&folded);
}

static struct read_stem *
new_stem(struct search_reader *x, struct str text)
{
	struct map_entry *entry = map_put(&x->stems, text);

	if (!entry->value) {
		struct read_stem *s = arena_new(&x->arena, struct read_stem);

		s->text = arena_str(&x->arena, text);
		entry->key = s->text;
		entry->value = s;
	}
	return entry->value;
}

static struct read_stem *
stem_of(struct search_reader *x, struct str folded)
{
	struct map_entry *known = map_put(&x->words, folded);

	if (!known->value) {
		known->key = arena_str(&x->arena, folded);
		known->value = new_stem(x, stemmer_stem(x->stemmer, folded));
	}
	return known->value;
}

static void
end_word(struct search_reader *x, unsigned weight)
{
	struct read_stem *s;
	size_t n = x->length;

	x->length = 0;
	if (n < 2)
		return;
	s = stem_of(x, str_of(x->word, n));
	if (s->ignored)
		return;
	if (s->marked == 0 && s->body == 0) {
		x->here = arena_grow(&x->arena, x->here, x->here_count,
		    &x->here_cap, sizeof(struct read_stem *));
		x->here[x->here_count++] = s;
	}
	if (weight)
		s->marked += weight;
	else
		s->body++;
}

/* weight 0: running text */
static void
add_text(struct search_reader *x, struct str s, unsigned weight)
{
	for (size_t at = 0; at < s.n;) {
		char c = s.p[at];
		uint32_t cp;

		if ((unsigned char)c < 0x80) {
			at++;
			if (letter_or_digit(c))
				add_letter(x, lower_letter(c));
			else if (x->length)
				end_word(x, weight);
			continue;
		}
		if (fold_latin(x, s, at)) {
			at += 2;
			continue;
		}
		cp = utf8_decode(s, &at);
		if (utf8_is_letter(cp) || utf8_is_digit(cp))
			fold_letter(x, cp);
		else
			end_word(x, weight);
	}
	end_word(x, weight);
}

static void
add_document(struct search_reader *x, const struct node *doc)
{
	const struct node *heading = NULL;

	for (const struct node *n = doc; n; n = node_next(n, doc)) {
		if (heading && node_is_block(n->kind))
			heading = NULL;
		if (n->kind == NODE_HEADING)
			heading = n;
		if (n->kind == NODE_BOX)
			add_text(x, n->text, WEIGHT_SUMMARY);
		if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
			add_text(x, n->text, heading ? WEIGHT_HEADING : 0);
	}
}

/* Words of the glossary lead to the page that says more about them. */
static void
add_terms(
    struct search_reader *x, const struct site *site, const struct page *p)
{
	for (size_t i = 0; i < site->term_count; i++)
		if (site->terms[i].page.s.n &&
		    str_eq(site->terms[i].page.s, p->meta.id.s))
			add_text(x, site->terms[i].term.s, WEIGHT_TERM);
}

/* What the start pages call it: "Hur går det?", "Kalla till planeringsmöte" */
static void
add_start(struct search_reader *x, const struct site_config *config,
    const struct page *p)
{
	for (size_t i = 0; i < config->card_count[p->variant]; i++) {
		const struct card *c = &config->cards[p->variant][i];

		if (str_eq(c->page.s, p->meta.id.s)) {
			add_text(x, c->title.s, WEIGHT_NAV);
			add_text(x, c->text.s, WEIGHT_SUMMARY);
		}
	}
	if (p->variant != VARIANT_PLAIN)
		return;
	for (size_t i = 0; i < config->phase_count; i++)
		for (size_t j = 0; j < config->phases[i].step_count; j++) {
			const struct step *s = &config->phases[i].steps[j];
			struct str rest = s->page.s, id = STR("");

			/* The page may be followed by an anchor. */
			str_next_part(&rest, '#', &id);
			if (str_eq(id, p->meta.id.s))
				add_text(x, s->title.s, WEIGHT_HEADING);
		}
}

static void
add_page(struct search_reader *x, const struct site *site, const struct page *p)
{
	add_terms(x, site, p);
	add_start(x, &site->config, p);
	add_text(x, p->meta.title.s, WEIGHT_TITLE);
	add_text(x, p->meta.nav.s, WEIGHT_NAV);
	add_text(x, p->meta.summary.s, WEIGHT_SUMMARY);
	for (size_t i = 0; i < p->meta.aliases.count; i++)
		add_text(x, p->meta.aliases.items[i].s, WEIGHT_SUMMARY);
	for (size_t i = 0; i < p->meta.search.count; i++)
		add_text(x, p->meta.search.items[i].s, WEIGHT_HEADING);
	if (p->doc)
		add_document(x, p->doc);
}

/* Words are met again and again, but nobody has all of them: */
enum { KNOWN_MOST = 8 * 1024 * 1024 };

static void
begin_reader(struct search_reader *x)
{
	struct str rest = STR(stop_words), word;
	struct read_stem *nothing;

	arena_reset(&x->arena);
	x->words = map_new(&x->arena);
	x->stems = map_new(&x->arena);
	x->here = NULL;
	x->here_count = x->here_cap = 0;
	nothing = arena_new(&x->arena, struct read_stem);
	nothing->ignored = true;
	while (str_next_part(&rest, ' ', &word))
		map_set(&x->words, word, nothing);
}

struct search_reader *
search_reader_new(struct arena *a)
{
	struct search_reader *x = arena_new(a, struct search_reader);

	x->stemmer = stemmer_new();
	begin_reader(x);
	return x;
}

void
search_reader_end(struct search_reader *x)
{
	if (!x)
		return;
	stemmer_free(x->stemmer);
	arena_release(&x->arena);
}

static uint8_t
at_most_a_byte(size_t n)
{
	return n < UINT8_MAX ? (uint8_t)n : UINT8_MAX;
}

/* What was read since the last time. */
static void
pack_stems(struct search_reader *x, struct sb *out)
{
	for (size_t i = 0; i < x->here_count; i++) {
		struct read_stem *s = x->here[i];
		const struct packed_stem head = { at_most_a_byte(s->marked),
			at_most_a_byte(s->body), at_most_a_byte(s->text.n) };

		sb_bytes(out, &head, sizeof(head));
		sb_str(out, str_sub(s->text, 0, head.length));
		s->marked = s->body = 0;
	}
	x->here_count = 0;
	if (x->arena.total > KNOWN_MOST)
		begin_reader(x);
}

void
search_read_page(struct search_reader *x, const struct site_view *view,
    const struct page *p, struct sb *out)
{
	add_page(x, view->site, p);
	pack_stems(x, out);
}

/* --- a part --------------------------------------------------------------- */

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
	add_text(reader_of(x), title, WEIGHT_TITLE);
	pack_stems(x->reader, &x->packed);
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
		size_t shared = 0;

		if (order[i]->count == 0)
			continue;
		while (shared < SHARED_MOST && shared < text.n &&
		       shared < last.n && text.p[shared] == last.p[shared])
			shared++;
		shared = utf8_start(text, shared);
		if (last.n)
			sb_ch(out, ' ');
		sb_ch(out, digits[shared]);
		json_escape(out, str_from_off(text, shared));
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
	    view->search_parts, stop_words);
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
