/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/search_reader.h"

#include <string.h>

#include "base/utf8.h"
#include "compose/letters.h"
#include "compose/site_view.h"
#include "compose/stem.h"

enum {
	WEIGHT_TITLE = 12,
	WEIGHT_NAV = 8,
	WEIGHT_TERM = 8,
	WEIGHT_HEADING = 5,
	WEIGHT_SUMMARY = 4,
	WORD_MOST = 100
};

/* Short words as they are written, so that few are folded: a power of two. */
enum { SEEN_WORDS = 4096, SEEN_LONGEST = 16 };

struct seen_word {
	char letters[SEEN_LONGEST]; /* zero behind the word */
	struct read_stem *stem;     /* NULL: none was seen */
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
	struct read_stem *nothing; /* of words that say nothing */
	struct seen_word *seen;  /* by seen_at; another word takes its place */
	struct map words;        /* folded word → its stem */
	struct map stems;        /* stem → struct read_stem */
	struct read_stem **here; /* those of this page */
	size_t here_count;
	size_t here_cap;
	size_t length; /* of the word that is being read, folded */
	char word[WORD_MOST];
};

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
count(struct search_reader *x, struct read_stem *s, unsigned weight)
{
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

/* Of the word that was read; one letter says nothing. */
static struct read_stem *
stem_here(struct search_reader *x)
{
	size_t n = x->length;

	x->length = 0;
	return n < 2 ? x->nothing : stem_of(x, str_of(x->word, n));
}

static void
end_word(struct search_reader *x, unsigned weight)
{
	if (x->length)
		count(x, stem_here(x), weight);
}

static void
take_character(
    struct search_reader *x, struct str s, size_t *at, unsigned weight)
{
	char c = s.p[*at];
	uint32_t cp;

	if ((unsigned char)c < 0x80) {
		++*at;
		if (letter_or_digit(c))
			add_letter(x, lower_letter(c));
		else if (x->length)
			end_word(x, weight);
		return;
	}
	if (fold_latin(x, s, *at)) {
		*at += 2;
		return;
	}
	cp = utf8_decode(s, at);
	if (utf8_is_letter(cp) || utf8_is_digit(cp))
		fold_letter(x, cp);
	else if (!utf8_is_mark(cp))
		end_word(x, weight);
}

/* The n bytes at at, zero behind them. */
static bytes16
letters_at(struct str s, size_t at, size_t n)
{
	/* clang-format off */
	static const char keep[2 * SEEN_LONGEST] = { -1, -1, -1, -1, -1, -1, -1,
		-1, -1, -1, -1, -1, -1, -1, -1, -1 };
	/* clang-format on */
	char end[SEEN_LONGEST] = { 0 };

	if (at + SEEN_LONGEST <= s.n)
		return bytes16_at(s.p + at) &
		       bytes16_at(keep + SEEN_LONGEST - n);
	memcpy(end, s.p + at, n);
	return bytes16_at(end);
}

static size_t
seen_at(bytes16 letters)
{
	uint64_t half[2];

	memcpy(half, &letters, sizeof(half));
	half[0] = half[0] * 0x9E3779B97F4A7C15u + half[1];
	return (size_t)(half[0] * 0xD6E8FEB86659FD93u >> 32) & (SEEN_WORDS - 1);
}

/*
 * A whole short word of common letters with the sign behind it, all at once;
 * 0: there is none.
 */
static size_t
take_common(struct search_reader *x, struct str s, size_t at, unsigned weight)
{
	size_t n = common_letters(s, at), end = at + n;
	struct seen_word *seen;
	bytes16 letters;

	if (n < 2 || n > SEEN_LONGEST || end == s.n ||
	    (unsigned char)s.p[end] >= 0x80)
		return 0;
	letters = letters_at(s, at, n);
	seen = &x->seen[seen_at(letters)];
	if (!seen->stem || bytes16_any(bytes16_at(seen->letters) ^ letters)) {
		while (at < end)
			take_character(x, s, &at, weight);
		seen->stem = stem_here(x);
		memcpy(seen->letters, &letters, sizeof(letters));
	}
	count(x, seen->stem, weight);
	return n + 1;
}

/* weight 0: running text. The last word may go on in what is read next. */
static void
add_piece(struct search_reader *x, struct str s, unsigned weight)
{
	size_t at = 0;

	while (at < s.n) {
		size_t n = x->length ? 0 : take_common(x, s, at, weight);

		if (n)
			at += n;
		else
			take_character(x, s, &at, weight);
	}
}

static void
add_text(struct search_reader *x, struct str s, unsigned weight)
{
	add_piece(x, s, weight);
	end_word(x, weight);
}

static bool
goes_through_words(enum node_kind kind)
{
	return kind == NODE_TEXT || kind == NODE_CODE || kind == NODE_EMPH ||
	       kind == NODE_STRONG || kind == NODE_STRIKE || kind == NODE_LINK;
}

static void
add_document(struct search_reader *x, const struct node *doc)
{
	unsigned weight = 0;

	for (const struct node *n = doc; n; n = node_next(n, doc)) {
		/* A word may be bold in part: "Samord**ning**". */
		if (!goes_through_words(n->kind))
			end_word(x, weight);
		if (node_is_block(n->kind))
			weight = n->kind == NODE_HEADING ? WEIGHT_HEADING : 0;
		if (n->kind == NODE_BOX)
			add_text(x, n->text, WEIGHT_SUMMARY);
		if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
			add_piece(x, n->text, weight);
	}
	end_word(x, weight);
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

	arena_reset(&x->arena);
	x->seen = arena_array(&x->arena, struct seen_word, SEEN_WORDS);
	x->words = map_new(&x->arena);
	x->stems = map_new(&x->arena);
	x->here = NULL;
	x->here_count = x->here_cap = 0;
	x->nothing = arena_new(&x->arena, struct read_stem);
	x->nothing->ignored = true;
	while (str_next_part(&rest, ' ', &word))
		map_set(&x->words, word, x->nothing);
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

void
search_read_title(struct search_reader *x, struct str title, struct sb *out)
{
	add_text(x, title, WEIGHT_TITLE);
	pack_stems(x, out);
}

const char *
search_stop_words(void)
{
	return stop_words;
}
