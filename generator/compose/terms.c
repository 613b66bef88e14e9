/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/terms.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "compose/letters.h"

enum { LONGEST_WORD = 120, SHAPES = 8192 };

/* A form of a term, in lower case; others that begin alike come after it. */
struct form {
	struct str text;
	size_t term;
	struct form *next;
};

struct term_matcher {
	const struct term *terms;
	size_t count;
	struct map first_words; /* first word → its forms, the longest first */
	bool shapes[SHAPES];    /* some form begins so; spares most lookups */
};

static bool
in_word(uint32_t cp)
{
	return utf8_is_letter(cp) || utf8_is_digit(cp);
}

/* Bytes of the word at off; 0 when none starts there. */
static size_t
word_length(struct str s, size_t off)
{
	size_t at = off + common_letters(s, off);

	while (at < s.n && (unsigned char)s.p[at] >= 0x80) {
		size_t next = at;

		if (!in_word(utf8_decode(s, &next)))
			break;
		at = next + common_letters(s, next);
	}
	return at - off;
}

/* In lower case into buf; empty when it does not fit. */
static struct str
lower_word(struct str word, char *buf, size_t size)
{
	struct sb out = { buf, 0, size };
	size_t at = 0;

	if (word.n * 2 + 8 > size)
		return STR_NONE;
	while (at < word.n) {
		if ((unsigned char)word.p[at] < 0x80)
			buf[out.n++] = lower_letter(word.p[at++]);
		else
			utf8_encode(&out, utf8_lower(utf8_decode(word, &at)));
	}
	return str_of(buf, out.n);
}

/* Other letters than ASCII are all alike: their case is not followed here. */
static unsigned
shape_letter(char c)
{
	return (unsigned char)c < 0x80 ? (unsigned char)lower_letter(c) : 0;
}

/*
 * A number for the look of a word that is not empty: its length and four
 * of its letters. Cheap to make, rarely the same.
 */
static unsigned
shape(struct str word)
{
	unsigned number = (unsigned)word.n;

	number = number * 31 + shape_letter(word.p[0]);
	number = number * 31 + shape_letter(word.p[word.n / 2]);
	number = number * 31 + shape_letter(word.p[word.n > 1 ? 1 : 0]);
	number = number * 31 + shape_letter(word.p[word.n - 1]);
	return number % SHAPES;
}

static struct str
lower(struct arena *a, struct str s)
{
	struct sb sb = { 0 };
	struct str text;

	for (size_t at = 0; at < s.n;)
		utf8_encode(&sb, utf8_lower(utf8_decode(s, &at)));
	text = arena_str(a, sb_view(&sb));
	sb_release(&sb);
	return text;
}

static void
add_form(struct term_matcher *m, struct arena *a, struct str text, size_t term)
{
	struct form *form = arena_new(a, struct form);
	struct form **place;
	struct map_entry *entry;
	size_t n;

	form->text = lower(a, str_trim(text));
	form->term = term;
	n = word_length(form->text, 0);
	if (n == 0 || n > LONGEST_WORD)
		return;
	m->shapes[shape(str_sub(form->text, 0, n))] = true;
	entry = map_put(&m->first_words, str_sub(form->text, 0, n));
	place = (struct form **)&entry->value;
	while (*place && (*place)->text.n >= form->text.n)
		place = &(*place)->next;
	form->next = *place;
	*place = form;
}

struct term_matcher *
term_matcher_new(struct arena *a, const struct term *terms, size_t count)
{
	struct term_matcher *m = arena_new(a, struct term_matcher);

	m->terms = terms;
	m->count = count;
	m->first_words = map_new(a);
	for (size_t i = 0; i < count; i++) {
		add_form(m, a, terms[i].term.s, i);
		for (size_t j = 0; j < terms[i].forms.count; j++)
			add_form(m, a, terms[i].forms.items[j].s, i);
	}
	return m;
}

/* Bytes of text that form takes at off, or 0; a word must end there. */
static size_t
form_length(const struct form *form, struct str text, size_t off)
{
	size_t at = off, want = 0;

	while (want < form->text.n) {
		if (at >= text.n || utf8_lower(utf8_decode(text, &at)) !=
					utf8_decode(form->text, &want))
			return 0;
	}
	return word_length(text, at) ? 0 : at - off;
}

/* Half of a word with a hyphen is not that word. */
static bool
hyphenated(struct str text, size_t off, size_t len)
{
	size_t end = off + len;

	if (off >= 2 && text.p[off - 1] == '-' && text.p[off - 2] != ' ')
		return true;
	return end + 1 < text.n && text.p[end] == '-' &&
	       word_length(text, end + 1) > 0;
}

struct search {
	const struct term_matcher *m;
	struct arena *arena;
	bool *seen;
	struct term_uses uses;
};

/* The longest form at the word there; gives what it takes, at least the word. */
static size_t
match_at(struct search *s, const struct node *n, size_t off, size_t len)
{
	char buf[LONGEST_WORD * 2 + 8];
	struct str word = str_sub(n->text, off, len);
	const struct form *form;

	if (!s->m->shapes[shape(word)])
		return len;
	form = map_find(&s->m->first_words, lower_word(word, buf, sizeof(buf)));
	for (; form; form = form->next) {
		size_t took = form_length(form, n->text, off);
		struct term_use *use;

		if (took == 0 || hyphenated(n->text, off, took))
			continue;
		if (!s->seen[form->term]) {
			s->seen[form->term] = true;
			use = arena_push(s->arena, &s->uses);
			use->node = n;
			use->off = off;
			use->len = took;
			use->term = &s->m->terms[form->term];
		}
		return took;
	}
	return len;
}

static void
search_text(struct search *s, const struct node *n)
{
	size_t at = 0;

	while (at < n->text.n) {
		size_t len = word_length(n->text, at);

		if (len > 0)
			at += match_at(s, n, at, len);
		else if ((unsigned char)n->text.p[at] < 0x80)
			at++;
		else
			utf8_decode(n->text, &at);
	}
}

static bool
leave_alone(enum node_kind kind)
{
	return kind == NODE_HEADING || kind == NODE_LINK ||
	       kind == NODE_CODE_BLOCK || kind == NODE_IMAGE;
}

struct term_uses
term_matcher_find(const struct term_matcher *m, struct arena *a,
    const struct node *doc, struct str except)
{
	struct search s = { m, a, NULL, { 0 } };
	const struct node *n = doc ? node_next(doc, doc) : NULL;

	if (m->count == 0)
		return s.uses;
	s.seen = arena_array(a, bool, m->count);
	for (size_t i = 0; except.n && i < m->count; i++)
		s.seen[i] = str_eq(m->terms[i].page.s, except);
	while (n) {
		if (n->kind == NODE_TEXT)
			search_text(&s, n);
		n = leave_alone(n->kind) ? node_skip(n, doc)
					 : node_next(n, doc);
	}
	return s.uses;
}
