/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A sentence as classified words: cuts it, and looks each word up once. Every
 * word of a site goes through here.
 */
#include "check/read.h"

/* clang-format off */
static const unsigned char mark_of[128] = {
	['&'] = 1, ['<'] = 1, ['>'] = 1, ['/'] = 1, ['#'] = 1, ['*'] = 1,
	['^'] = 1, ['_'] = 1, ['%'] = 1, ['('] = 1, [';'] = 1, [':'] = 1,
	['-'] = 1, ['+'] = 1, ['='] = 1, ['|'] = 1, ['~'] = 1
};
/* clang-format on */

static uint64_t
mark_flags(const struct token *t)
{
	uint64_t has = 0;

	if (t->mark <= 0)
		return HAS_MARK;
	if (mark_of[(unsigned char)t->mark])
		has = HAS_MARK;
	if (t->mark == '(')
		has |= HAS_BRACKET;
	if (t->mark == ',')
		has |= HAS_COMMA;
	return has;
}

/* What a word or number that is not plain adds to its sentence. */
static uint64_t
shape_flags(const struct token *t)
{
	uint64_t has = 0;

	if (t->shape & SHAPE_DIGIT)
		has |= HAS_FIGURE;
	if (t->shape & (SHAPE_CAPITALS | SHAPE_MIXED))
		has |= HAS_CAPITALS;
	if (t->shape & SHAPE_DOT_INSIDE)
		has |= HAS_DOT;
	/* mån-fre */
	if ((t->shape & SHAPE_HYPHEN) && t->letters <= 8)
		has |= HAS_DOT;
	return has;
}

/* "uppkopplas" is passive because "kopplas" is. */
static bool
known_behind_prefix(const struct lexicon *l, struct str folded)
{
	static const char *const prefixes[] = { "upp", "ut", "in", "av", "på",
		"om", "till", "för", "över", "under", "ned", "ner", "fram",
		"bort", "sam", "med", "mot", "an", "åter", "vidare", "efter",
		"genom", "före", "ihop", "samman", "hem", "vid", "miss" };

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		struct str prefix = str_from(prefixes[i]);
		const struct lexeme *lex;

		if (folded.n < prefix.n + 4 || !str_starts(folded, prefix))
			continue;
		lex =
		    lexicon_find(l, word_hash(str_from_off(folded, prefix.n)));
		if (lex && (lex->w.flags & VERB_PASSIVE) &&
		    !(lex->w.flags & (VERB_DEPONENT | WORD_NOT_PASSIVE)))
			return true;
	}
	return false;
}

/*
 * What follows from a word by itself, the first time that it is met: its
 * letters; what it stands for when it is not known, but is without its genitive
 * -s or behind a prefix; a verb by its ending.
 */
static void
learn(const struct readability *r, struct str text, const struct token *t,
    struct lexeme *lex)
{
	char key[WORD_LONGEST];
	size_t n = word_fold(str_sub(text, t->off, t->len), key), letters = 0;
	const struct lexeme *stem;

	/* A plain word is letters alone; å has two bytes. */
	for (size_t i = 0; i < n; i++)
		letters += (unsigned char)key[i] != 0xC3;
	lex->w.letters = (uint8_t)letters;
	lex->w.many =
	    letters >= MANY_LETTERS && word_parts(str_of(key, n)) >= 3;
	lex->w.heavy = lex->w.many || letters >= r->very_long;
	lex->w.guess = (uint16_t)verb_guess(str_of(key, n));
	if (lex->w.known || lex->w.flags || n == 0 || key[n - 1] != 's')
		return;
	stem = n > 2 ? lexicon_find(r->lexicon, word_hash(str_of(key, n - 1)))
		     : NULL;
	if (stem && stem->w.known && stem->w.row) {
		lex->w.row = stem->w.row;
		lex->w.near =
		    stem->w.flags & WORD_NOUN ? NEAR_ROW | NEAR_NOUN : NEAR_ROW;
	} else if (known_behind_prefix(r->lexicon, str_of(key, n))) {
		lex->w.near = NEAR_PASSIVE;
	}
	lex->w.closer =
	    lex->w.near || (lex->w.guess & (VERB_PASSIVE | VERB_PASSIVE_MAYBE));
}

/* Unknown, but known without its genitive -s; or a passive by its ending. */
static void
look_closer(const struct lexeme *lex, struct item *it)
{
	if (lex->w.near & NEAR_ROW) {
		it->w.row = lex->w.row;
		it->w.flags = lex->w.near & NEAR_NOUN ? WORD_TABLE | WORD_NOUN
						      : WORD_TABLE;
	} else if (lex->w.near) {
		it->w.flags = VERB_PASSIVE | VERB_PRESENT;
	} else if (!(it->t.shape & SHAPE_CAPITAL) ||
		   (it->t.shape & SHAPE_FIRST)) {
		it->w.flags = lex->w.guess &
			      (VERB_PASSIVE | VERB_PASSIVE_MAYBE | VERB_FINITE |
				  VERB_INFINITIVE | VERB_SUPINE | VERB_GUESSED);
		if (!(it->w.flags & (VERB_PASSIVE | VERB_PASSIVE_MAYBE)))
			it->w.flags = 0;
	}
}

/* The lists hold words as they are written in the middle of a sentence. */
static bool
is_as_listed(struct str text, const struct token *t)
{
	char key[WORD_LONGEST];
	struct str word = str_sub(text, t->off, t->len);

	if (t->shape & (SHAPE_CAPITAL | SHAPE_CAPITALS | SHAPE_MIXED))
		return true;
	return str_eq(word, str_of(key, word_fold(word, key)));
}

/* The entry of a word that is met for the first time. */
static struct lexeme *
meet(struct reader *rd, struct str text, const struct token *t,
    struct lexeme *lex)
{
	if (lex == NULL)
		lex = lexicon_meet(rd->r->lexicon, t->hash);
	if (lex == NULL) {
		rd->spare = (struct lexeme){ .hash = t->hash };
		lex = &rd->spare;
	}
	learn(rd->r, text, t, lex);
	return lex;
}

static inline void
look_up(struct reader *rd, struct str text, struct item *it)
{
	struct lexeme *lex = lexicon_find(rd->r->lexicon, it->t.hash);

	if (lex == NULL || lex->w.letters == 0)
		lex = meet(rd, text, &it->t, lex);
	it->w = lex->w;
	if (lex->w.closer) {
		it->w.row = 0;
		if (text.p[it->t.off + it->t.len - 1] == 's')
			look_closer(lex, it);
	}
}

/* What a mark, a number or a word that is not plain adds by its shape. */
static uint64_t
look_other(struct str text, struct item *it)
{
	if (it->t.kind == TOKEN_MARK)
		return mark_flags(&it->t);
	if (it->t.kind != TOKEN_NUMBER)
		return shape_flags(&it->t);
	it->number = (uint8_t)number_kind(str_sub(text, it->t.off, it->t.len));
	return it->number == NUMBER_WHOLE || it->number == NUMBER_YEAR
		   ? shape_flags(&it->t)
		   : shape_flags(&it->t) | HAS_FIGURE;
}

/* Makes room for another item behind count of them. */
static struct item *
more_items(struct reader *rd, size_t count)
{
	rd->items.count = count;
	return arena_push(&rd->scratch, &rd->items);
}

/*
 * The sentence as items. Every word of a site goes through here, and most take
 * the first way: their letters are not counted yet. The table is told what
 * will be asked of it, so that no word is waited for alone.
 */
static void
cut_items(struct reader *rd, struct reading *s)
{
	size_t from = s->off, at = from, end = from + s->text.n;
	unsigned first = SHAPE_FIRST;
	struct item *it = rd->items.items;
	struct item *last = it ? it + rd->items.cap : NULL;
	uint64_t any = 0;

	for (;; it++) {
		if (it == last) {
			it = more_items(rd, rd->items.cap);
			last = rd->items.items + rd->items.cap;
		}
		if (token_plain(&rd->map, from, end, &at, &it->t)) {
			if (it->t.kind == TOKEN_MARK) {
				any |= mark_flags(&it->t);
				continue;
			}
			lexicon_expect(rd->r->lexicon, it->t.hash);
		} else {
			size_t off = at - from;

			if (at >= end || !token_other(s->text, &off, &it->t))
				break;
			at = from + off;
			any |= look_other(s->text, it);
			if (it->t.kind == TOKEN_MARK)
				continue;
		}
		it->t.shape = (uint16_t)(it->t.shape | first);
		first = 0;
		if ((it->t.shape & SHAPE_DOT_AFTER) && at + 1 < end)
			any |= HAS_DOT;
	}
	s->items = rd->items.items;
	s->count = (size_t)(it - s->items);
	s->any = any;
}

/* A capital inside the sentence. */
static void
count_name(struct reading *s, const struct token *t)
{
	s->names++;
	s->long_names += t->letters >= LONG_WORD;
}

void
read_words(struct reader *rd, struct reading *s)
{
	uint64_t any, twice = 0;
	size_t words = 0, long_words = 0;
	unsigned listed = 0;

	*s = (struct reading){ .text = s->text, .off = s->off };
	cut_items(rd, s);
	any = s->any;
	for (struct item *it = s->items; it < s->items + s->count; it++) {
		if (it->t.kind != TOKEN_WORD) {
			it->w = (struct word_facts){ 0 };
			words += it->t.kind != TOKEN_MARK;
			continue;
		}
		look_up(rd, s->text, it);
		if (it->t.letters == 0)
			it->t.letters = it->w.letters;
		else if (it->w.listed && !is_as_listed(s->text, &it->t))
			it->w.listed = 0;
		twice |= any & it->w.flags;
		any |= it->w.flags;
		any |= it->w.heavy ? HAS_LONG : 0;
		listed |= it->w.listed;
		words++;
		long_words += it->t.letters >= LONG_WORD;
		if ((it->t.shape & (SHAPE_CAPITAL | SHAPE_FIRST)) ==
		    SHAPE_CAPITAL)
			count_name(s, &it->t);
	}
	s->words = words;
	s->long_words = long_words;
	s->any = any;
	s->twice = twice;
	s->listed = listed;
}
