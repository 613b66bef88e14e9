/* SPDX-License-Identifier: EUPL-1.2 */
/* Rules about the build of a sentence. */
#include "check/read.h"

#include "diag/msg.h"

void
read_t01(struct reader *rd, const struct reading *s)
{
	const struct level *l = rd->level;
	double words = (double)s->words;
	enum degree degree =
	    l->severity[STRONG] != SEV_NONE && words > l->limit[STRONG]
		? STRONG
		: NORMAL;

	if (words <= l->limit[degree])
		return;
	READ_SAY_AT(rd, degree, read_place(rd, s->off, s->text.n),
	    N_("the sentence has %zu words, above %g"), s->words,
	    l->limit[degree]);
}

static bool
is_verb(const struct reading *s, size_t i)
{
	unsigned verb = item_verb(s, i);

	if (item_finite(s, i))
		return true;
	return (verb & (VERB_INFINITIVE | VERB_SUPINE | VERB_IMPERATIVE)) &&
	       !(verb & VERB_GUESSED);
}

/*
 * och, men, eller that join verbs: there is a verb before, and one behind
 * before the next of them.
 */
static size_t
joints(const struct reading *s, bool *but)
{
	size_t count = 0, open = SIZE_MAX;
	bool before = false;

	*but = false;
	for (size_t i = 0; i < s->count; i++) {
		if (item_is(s, i, WORD_AND)) {
			*but |= item_is(s, i, WORD_BUT);
			/* "lagar mat och städar": lagar is a noun, too */
			open = before || (i > 0 && item_finite(s, i + 1))
				   ? i
				   : SIZE_MAX;
		} else if (is_verb(s, i)) {
			before = true;
			count += open != SIZE_MAX;
			open = SIZE_MAX;
		}
	}
	return count;
}

/* "Ring och boka en tid": an imperative at the start of its clause. */
static bool
commands(const struct reading *s, size_t i)
{
	unsigned verb = item_verb(s, i);

	return (verb & VERB_IMPERATIVE) && !(verb & VERB_GUESSED) &&
	       (i == 0 || item_is(s, i - 1, WORD_AND) ||
		   item_mark(s, i - 1, ','));
}

void
read_t08(struct reader *rd, const struct reading *s)
{
	size_t finite = 0, and = 0, words = 0, last = 0, joined;
	bool but;

	for (size_t i = 0; i < s->count; i++) {
		if (!item_is(s, i, WORD_AND))
			continue;
		last = i;
		words++;
		and += !item_is(s, i, WORD_BUT);
	}
	if (words < 2)
		return;
	for (size_t i = 0; i < s->count; i++)
		finite += item_finite(s, i) || commands(s, i);
	joined = joints(s, &but);
	if (finite >= 2 && ((but && and&&joined) || joined >= 2))
		READ_SAY(rd, NORMAL, s, last,
		    N_("the sentence holds more than one idea"));
}

/* A finite verb before the next mark, conjunction or subjunction. */
static bool
clause_follows(const struct reading *s, size_t i)
{
	for (i++; i < s->count; i++) {
		if (!item_word(s, i) || item_is(s, i, WORD_AND) ||
		    (item_is(s, i, WORD_SUBJUNCTION) &&
			!item_is(s, i, WORD_HALF)))
			return false;
		if (item_finite(s, i))
			return true;
		if (item_is(s, i - 1, WORD_SUBJUNCTION) &&
		    (item_verb(s, i) & VERB_PRESENT))
			return true;
	}
	return false;
}

/* "att" before an infinitive opens no clause. */
static bool
att_opens(const struct reading *s, size_t i)
{
	size_t next = item_after(s, i);

	while (next != SIZE_MAX && item_is(s, next, WORD_ADVERB) &&
	       !item_is(s, next, VERB_INFINITIVE))
		next = item_after(s, next);
	if (next == SIZE_MAX)
		return false;
	if (item_is(s, next, WORD_PRONOUN | WORD_ARTICLE | WORD_POSSESSIVE))
		return true;
	if (item_verb(s, next) & (VERB_INFINITIVE | VERB_DEPONENT))
		return false;
	if (s->items[next].w.flags == 0 &&
	    str_ends(item_text(s, next), STR("a")))
		return false;
	/* "att bussen som går dit är sen" */
	return item_in(s, next + 1, LISTED_RELATIVE) || clause_follows(s, i);
}

/* "om" as "if": a subject and a finite verb follow. */
static bool
om_opens(const struct reading *s, size_t i)
{
	size_t next = item_after(s, i);

	if (next == SIZE_MAX)
		return false;
	if (item_in(s, next, LISTED_SUBJECT))
		return true;
	if (item_in(s, next, LISTED_OBJECT))
		return false;
	/* "om en vecka får du svar" */
	for (size_t n = next; n < next + 3 && n < s->count; n++)
		if (item_in(s, n, LISTED_SPAN))
			return false;
	if (s->items[next].t.kind == TOKEN_NUMBER)
		return false;
	for (size_t n = next + 1; n < s->count && n <= next + 3; n++) {
		if (!item_word(s, n) ||
		    item_is(s, n, WORD_SUBJUNCTION | WORD_AND))
			return false;
		if (item_finite(s, n))
			return !item_is(s, n - 1, WORD_ARTICLE) ||
			       item_is(s, n - 1, WORD_PRONOUN);
	}
	return false;
}

static bool
opens_clause(const struct reading *s, size_t i)
{
	if (!item_is(s, i, WORD_SUBJUNCTION) || item_is(s, i, WORD_HALF))
		return false;
	if (item_is(s, i, WORD_ATT))
		return att_opens(s, i);
	if (item_is(s, i, WORD_OM))
		return om_opens(s, i);
	if (item_among(s, i + 1, "helst") || item_among(s, i + 2, "helst"))
		return false;
	if (item_is(s, i, WORD_SURE))
		return item_after(s, i) != SIZE_MAX;
	return clause_follows(s, i);
}

/* A clause longer than this is another matter (and T01). */
enum { NEAR = 60 };

/* ", som …," in the middle: gives its first and last item. */
static bool
inserted(const struct reading *s, size_t *from, size_t *to)
{
	for (size_t i = 1; i + 2 < s->count; i++) {
		bool verb = false;
		char mark = item_mark(s, i, ',')   ? ','
			    : item_mark(s, i, '-') ? '-'
						   : 0;

		if (mark == 0 || !item_in(s, i + 1, LISTED_RELATIVE))
			continue;
		for (size_t j = i + 2; j + 1 < s->count && j < i + NEAR; j++) {
			verb |= item_finite(s, j) ||
				(item_verb(s, j) & VERB_PRESENT) ||
				(j == i + 2 && (item_verb(s, j) & VERB_PAST));
			if (!item_mark(s, j, mark))
				continue;
			*from = i + 1;
			*to = j - 1;
			if (verb && item_word(s, j + 1))
				return true;
		}
	}
	return false;
}

void
read_t09(struct reader *rd, const struct reading *s)
{
	size_t from, to, count = 0, last = 0;

	if (reading_inserts(s) && inserted(s, &from, &to)) {
		READ_SAY_AT(rd, STRONG, read_span(rd, s, from, to),
		    N_("a clause is put into the middle of the sentence"));
		return;
	}
	for (size_t i = 0; i < s->count; i++) {
		if (!opens_clause(s, i))
			continue;
		count++;
		last = i;
	}
	if (count >= 2)
		READ_SAY(rd, NORMAL, s, last,
		    N_("the sentence has %zu subordinate clauses"), count);
}

/* Looks back over adverbs: a modal verb, "att" or "har"? */
static bool
governed(const struct reading *s, size_t i, uint64_t by)
{
	for (size_t n = 0; n < 4 && i > 0; n++) {
		i--;
		if (!item_word(s, i))
			return false;
		if (item_is(s, i, by))
			return true;
		if ((by & VERB_MODAL) && item_is(s, i, WORD_ATT))
			return true;
		if (!item_is(
			s, i, WORD_ADVERB | WORD_PRONOUN | WORD_NEGATION) &&
		    n > 1)
			return false;
	}
	return false;
}

/* A word that may stand after a verb, but hardly after a genitive. */
static bool
ends_verb(const struct reading *s, size_t i)
{
	return !item_word(s, i) ||
	       item_is(s, i,
		   WORD_PREPOSITION | WORD_ADVERB | WORD_AND |
		       WORD_SUBJUNCTION | WORD_PRONOUN | WORD_ARTICLE |
		       WORD_NEGATION | WORD_POSSESSIVE) ||
	       s->items[i].t.kind == TOKEN_NUMBER;
}

static bool
maybe_passive(const struct reading *s, size_t i)
{
	size_t before = item_before(s, i);

	if (governed(s, i, item_is(s, i, VERB_SUPINE) ? WORD_HAVE : VERB_MODAL))
		return true;
	if (item_is(s, i, VERB_SUPINE) || before == SIZE_MAX)
		return false;
	if (item_is(
		s, before, WORD_ARTICLE | WORD_POSSESSIVE | WORD_PREPOSITION) &&
	    !item_among(s, before, "som det de vi"))
		return false;
	return ends_verb(s, i + 1);
}

/* "beslut" stands near. */
static bool
decides(const struct reading *s, size_t at)
{
	for (size_t i = at < 8 ? 0 : at - 8; i < s->count && i < at + 8; i++)
		if (item_among(s, i, "beslut beslutet besluten beslutets"))
			return true;
	return false;
}

static bool
is_passive(const struct reading *s, size_t i)
{
	size_t before = item_before(s, i);

	if (s->items[i].t.kind != TOKEN_WORD)
		return false;
	if (!item_is(s, i, VERB_PASSIVE | VERB_PASSIVE_MAYBE))
		return false;
	/* "Det fattas en knapp", but "beslut fattas av nämnden". */
	if (item_is(s, i, VERB_DEPONENT))
		return item_among(s, i, "fattas") && decides(s, i);
	if (item_is(s, i, WORD_NOT_PASSIVE))
		return false;
	if ((s->items[i].t.shape & SHAPE_CAPITAL) &&
	    !(s->items[i].t.shape & SHAPE_FIRST))
		return false;
	if (item_is(s, i, VERB_PASSIVE_MAYBE))
		return maybe_passive(s, i);
	/* "din hjälps", "ett stöds": a genitive after all. */
	return before == SIZE_MAX ||
	       !item_is(s, before, WORD_ARTICLE | WORD_POSSESSIVE) ||
	       ends_verb(s, i + 1);
}

/* "blir kallad", "blev inte beviljat", "blir du kallad" */
static size_t
become_passive(const struct reading *s, size_t i)
{
	for (size_t n = i + 1; n < s->count && n <= i + 4; n++) {
		unsigned verb = item_verb(s, n);

		if (!item_word(s, n) ||
		    item_is(s, n,
			WORD_AND | WORD_SUBJUNCTION | WORD_PREPOSITION |
			    VERB_ADJECTIVE))
			return SIZE_MAX;
		if (item_is(s, n,
			WORD_PRONOUN | WORD_ARTICLE | WORD_ADVERB |
			    WORD_POSSESSIVE))
			continue;
		if (verb & VERB_PARTICIPLE)
			return n;
	}
	return SIZE_MAX;
}

size_t
read_passive(const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		if (is_passive(s, i))
			return i;
		if (item_is(s, i, WORD_BECOME)) {
			size_t at = become_passive(s, i);

			if (at != SIZE_MAX)
				return at;
		}
	}
	return SIZE_MAX;
}

void
read_t10(struct reader *rd, const struct reading *s)
{
	size_t at = read_passive(s);
	struct str word;

	if (at == SIZE_MAX)
		return;
	word = item_text(s, at);
	if (rd->in == IN_TEXT)
		rd->m->passive++;
	READ_SAY(rd, NORMAL, s, at,
	    N_("\"%.*s\" is passive: it does not say who does it"),
	    STR_ARG(word));
}

void
read_t10_end(struct reader *rd)
{
	const struct page_measures *m = rd->m;
	double share = m->sentences
			   ? 100.0 * (double)m->passive / (double)m->sentences
			   : 0;

	if (m->sentences >= 5 && share > rd->level->limit[STRONG])
		READ_SAY_AT(rd, STRONG,
		    rd->page ? rd->page->meta.title.at : SPAN_NONE,
		    N_("%.0f per cent of the sentences are passive, above %g"),
		    share, rd->level->limit[STRONG]);
}

/* "Evas man", "hästens man" */
static bool
has_owner(const struct reading *s, size_t i)
{
	struct str owner;

	if (i == 0 || s->items[i - 1].t.kind != TOKEN_WORD)
		return false;
	owner = item_text(s, i - 1);
	if (!str_ends(owner, STR("s")) || owner.n < 4)
		return false;
	if (s->items[i - 1].t.shape & SHAPE_CAPITAL)
		return !item_is(
		    s, i - 1, WORD_ADVERB | WORD_NOT_PASSIVE | VERB_PRESENT);
	return !item_is(s, i - 1, ~(WORD_NOUN | WORD_TABLE | WORD_COMMON));
}

/* "en glad man i hatt", not "en dag kan man", "den dag man fyller år" */
static bool
is_described(const struct reading *s, size_t i)
{
	bool verb = item_finite(s, i + 1) || item_is(s, i + 1, WORD_NEGATION);
	struct str last = i > 0 ? item_text(s, i - 1) : STR_NONE;

	if (i < 2 || item_is(s, i + 1, WORD_ADVERB | WORD_PRONOUN))
		return false;
	/* "Karins förre man" */
	if (has_owner(s, i - 1) && (s->items[i - 2].t.shape & SHAPE_CAPITAL))
		return true;
	if ((verb && !str_ends(last, STR("ig")) && !str_ends(last, STR("sk")) &&
		!str_ends(last, STR("ad"))))
		return false;
	for (size_t n = i; n-- > 0 && n + 4 > i;) {
		if (item_among(s, n,
			"en den denna min din sin vår er hans "
			"hennes deras någon ingen varje annan"))
			return n + 1 < i;
		if (!item_word(s, n) ||
		    (!item_is(s, n, VERB_ADJECTIVE) &&
			item_is(s, n,
			    ~(WORD_COMMON | VERB_ADJECTIVE | VERB_PARTICIPLE |
				WORD_NOUN | 0xF000))))
			return false;
	}
	return false;
}

/* "god man", "en man", "mannen": a person, not the pronoun. */
static bool
is_noun_man(const struct reading *s, size_t i)
{
	if (i > 0 &&
	    item_among(s, i - 1,
		"god gode goda en denna den min din hans hennes vår ung gammal "
		"äldre yngre annan varje ingen vuxen gift någon samma vilken "
		"egen förordnad ordnad frisk sjuk okänd lång trevlig första "
		"sin er ny känd snäll ensam"))
		return true;
	/* "man och kvinna", "man eller förvaltare" */
	if (item_among(s, i + 1, "och eller") &&
	    item_among(s, i + 2, "kvinna hustru förvaltare fru kvinnor"))
		return true;
	return has_owner(s, i) || is_described(s, i);
}

void
read_t11(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (item_is(s, i, WORD_MAN) && !is_noun_man(s, i))
			READ_SAY(rd, NORMAL, s, i,
			    N_("\"man\" does not say who it is"));
}

static bool
is_thing(const struct reading *s, size_t i)
{
	if (!item_is(s, i, WORD_THING))
		return false;
	if (!item_among(s, i, "enskilda"))
		return true;
	/* "den enskilda vill", not "den enskilda planen", "enskilda rum" */
	return i > 0 && item_among(s, i - 1, "den varje") &&
	       (ends_verb(s, i + 1) || item_finite(s, i + 1));
}

void
read_t12(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct str word = item_text(s, i);

		if (is_thing(s, i))
			READ_SAY(rd, STRONG, s, i,
			    N_("\"%.*s\" speaks about the reader, not to the "
			       "reader"),
			    STR_ARG(word));
	}
}

void
read_t12_end(struct reader *rd)
{
	if (!(rd->any & WORD_ADDRESS) && rd->page && rd->m->sentences >= 5)
		READ_SAY_AT(rd, NORMAL, rd->page->meta.title.at,
		    N_("the page never says \"du\" to the reader"));
}

/* A name: "mormor Inga", "Inga Ek", "Inga bor här". */
static bool
is_inga(const struct reading *s, size_t i)
{
	if (!(s->items[i].t.shape & SHAPE_CAPITAL) ||
	    (s->items[i].t.shape & SHAPE_CAPITALS) || !item_among(s, i, "inga"))
		return false;
	if (!(s->items[i].t.shape & SHAPE_FIRST) || !item_word(s, i + 1))
		return true;
	return (s->items[i + 1].t.shape & SHAPE_CAPITAL) ||
	       item_finite(s, i + 1) || item_is(s, i + 1, WORD_AND);
}

void
read_t21(struct reader *rd, const struct reading *s)
{
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < s->count; i++) {
		if (!item_is(s, i, WORD_NEGATION) || is_inga(s, i))
			continue;
		if (first != SIZE_MAX) {
			READ_SAY_AT(rd, STRONG, read_span(rd, s, first, i),
			    N_("the sentence says no twice"));
			return;
		}
		first = i;
	}
	if (first == SIZE_MAX)
		return;
	READ_SAY(rd, NORMAL, s, first,
	    N_("\"%.*s\": a sentence that says no is harder to understand"),
	    STR_ARG(item_text(s, first)));
}

void
read_t30(struct reader *rd, const struct reading *s)
{
	size_t brackets = 0, words = 0, open = SIZE_MAX;
	const struct level *l = rd->level;

	for (size_t i = 0; i < s->count; i++) {
		if (item_mark(s, i, '(')) {
			open = i;
			words = 0;
			if (++brackets > (size_t)l->limit[NORMAL])
				READ_SAY(rd, NORMAL, s, i,
				    N_("the sentence has more than one pair of "
				       "brackets"));
		} else if (item_mark(s, i, ')') && open != SIZE_MAX) {
			if ((double)words > l->limit[STRONG])
				READ_SAY_AT(rd, STRONG,
				    read_span(rd, s, open, i),
				    N_("%zu words stand in brackets, above %g"),
				    words, l->limit[STRONG]);
			open = SIZE_MAX;
		} else if (item_word(s, i)) {
			words++;
		}
	}
}

void
read_t33(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (item_is(s, i, WORD_WOULD))
			READ_SAY(rd, NORMAL, s, i,
			    N_("\"skulle\" leaves open whether it happens"));
}

void
read_t34(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		size_t n = item_is(s, i, WORD_PHRASE_VAGUE)
			       ? phrase_ending(rd->r, s, i, PHRASE_VAGUE, NULL)
			       : 0;

		if (n == 0)
			n = item_is(s, i, WORD_VAGUE);
		if (n)
			READ_SAY_AT(rd, NORMAL, read_span(rd, s, i + 1 - n, i),
			    N_("\"%.*s\" does not say when or how much"),
			    STR_ARG(item_texts(s, i + 1 - n, i)));
	}
}
