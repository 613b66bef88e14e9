/* SPDX-License-Identifier: EUPL-1.2 */
/* Rules about single words and marks. */
#include "check/read.h"

#include <string.h>

#include "diag/msg.h"

static bool
is_double_name(struct str word)
{
	size_t at = str_find_char(word, '-');

	return at != STR_NOT_FOUND && at + 1 < word.n && word.p[0] <= 'Z' &&
	       word.p[1] > 'Z' && word.p[at + 1] <= 'Z';
}

void
read_t07(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct token *t = &s->items[i].t;
		uint32_t row = s->items[i].w.row;
		bool very_long;

		if (!s->items[i].w.heavy || t->letters < MANY_LETTERS)
			continue;
		very_long = t->letters >= (size_t)rd->level->limit[NORMAL];
		/* "Karlsson-Lindberg" is two names. */
		if (is_double_name(item_text(s, i)))
			continue;
		/* A word of the policy that is kept and explained. */
		if (row && rd->r->rows[row - 1].kept)
			continue;
		if (!very_long && !s->items[i].w.many)
			continue;
		if (!read_first_time(rd, t->hash))
			continue;
		if (very_long)
			READ_SAY(rd, NORMAL, s, i,
			    N_("\"%.*s\" has %d letters"),
			    STR_ARG(item_text(s, i)), t->letters);
		else
			READ_SAY(rd, NORMAL, s, i,
			    N_("\"%.*s\" is made of three words or more"),
			    STR_ARG(item_text(s, i)));
	}
}

/* --- T13: short forms --- */

enum short_need {
	ALONE,     /* short wherever it stands */
	NOT_NAME,  /* the same, but with a capital it is a name */
	NOT_NOUN,  /* the same, but "mån om", "i mån av" are words */
	WITH_DOT,  /* only with its full stop */
	WITH_DIGIT /* a word too: short beside a number */
};

struct short_entry {
	const char *form; /* folded, without full stops */
	const char *full;
	enum short_need need;
};

static const struct short_entry shorts[] = {
	{ "tex", "till exempel", ALONE },
	{ "bla", "bland annat", ALONE },
	{ "pga", "på grund av", ALONE },
	{ "dvs", "det vill säga", ALONE },
	{ "mfl", "med flera", ALONE },
	{ "mm", "med mera", ALONE },
	{ "osv", "och så vidare", ALONE },
	{ "sk", "så kallad", ALONE },
	{ "fd", "förra", ALONE },
	{ "ev", "kanske", ALONE },
	{ "ca", "ungefär", ALONE },
	{ "cirka", "ungefär", WITH_DOT },
	{ "kl", "klockan", ALONE },
	{ "nr", "nummer", ALONE },
	{ "s", "sidan", WITH_DIGIT },
	{ "sid", "sidan", ALONE },
	{ "kap", "kapitel", ALONE },
	{ "st", "stycke", ALONE },
	{ "resp", "och", ALONE },
	{ "from", "från och med", ALONE },
	{ "tom", "till och med", WITH_DIGIT },
	{ "fn", "just nu", ALONE },
	{ "map", "med tanke på", ALONE },
	{ "mha", "med hjälp av", ALONE },
	{ "avs", "om", ALONE },
	{ "bil", "bilaga", WITH_DIGIT },
	{ "enl", "enligt", ALONE },
	{ "jfr", "jämför", ALONE },
	{ "obs", "tänk på", ALONE },
	{ "tel", "telefon", ALONE },
	{ "tfn", "telefon", ALONE },
	{ "ang", "om", ALONE },
	{ "od", "och liknande", WITH_DOT },
	{ "odyl", "och liknande", ALONE },
	{ "etc", "och så vidare", ALONE },
	{ "ink", "inkommen", WITH_DOT },
	{ "inkl", "med", ALONE },
	{ "exkl", "utan", ALONE },
	{ "max", "som mest", NOT_NAME },
	{ "min", "som minst", WITH_DIGIT },
	{ "ggr", "gånger", ALONE },
	{ "tim", "timmar", WITH_DOT },
	{ "mån", "måndag", NOT_NOUN },
	{ "tis", "tisdag", NOT_NAME },
	{ "ons", "onsdag", NOT_NAME },
	{ "tors", "torsdag", ALONE },
	{ "fre", "fredag", ALONE },
	{ "lör", "lördag", ALONE },
	{ "sön", "söndag", ALONE },
	{ "jan", "januari", WITH_DIGIT },
	{ "feb", "februari", ALONE },
	{ "mar", "mars", WITH_DIGIT },
	{ "apr", "april", ALONE },
	{ "jun", "juni", ALONE },
	{ "jul", "juli", WITH_DIGIT },
	{ "aug", "augusti", ALONE },
	{ "sep", "september", ALONE },
	{ "sept", "september", ALONE },
	{ "okt", "oktober", ALONE },
	{ "nov", "november", ALONE },
	{ "dec", "december", ALONE },
	{ "ngn", "någon", ALONE },
	{ "ngt", "något", ALONE },
	{ "adr", "adress", ALONE },
	{ "avd", "avdelningen", ALONE },
	{ "förf", "författaren", WITH_DOT },
	{ "dr", "doktor", ALONE },
	{ "kr", "kronor", ALONE },
	{ "tr", "trappor", WITH_DIGIT },
	{ "leg", "legitimerad", WITH_DOT },
	{ "gm", "god man", ALONE },
	{ "em", "på eftermiddagen", WITH_DOT },
	{ "fm", "på förmiddagen", WITH_DOT },
	{ "mvh", "hälsningar", ALONE },
	{ "ex", "exempel", WITH_DOT },
	{ "mob", "mobiltelefon", WITH_DOT },
	{ "anm", "anmärkning", WITH_DOT },
	{ "iom", "när", ALONE },
	{ "iaf", "ändå", ALONE },
	{ "vard", "vardagar", ALONE },
	{ "alt", "eller", WITH_DOT },
	{ "betr", "om", ALONE },
	{ "prel", "kanske", ALONE },
	{ "motsv", "som motsvarar", ALONE },
	{ "pers", "personer", ALONE },
	{ "eldyl", "eller liknande", ALONE },
	{ "inv", "invånare", WITH_DOT },
	{ "mkr", "miljoner kronor", ALONE },
	{ "tkr", "tusen kronor", ALONE },
	{ "ref", "referens", WITH_DOT },
};

enum { SHORT_COUNT = sizeof(shorts) / sizeof(*shorts) };

void
short_forms_add(struct lexicon *l)
{
	for (size_t i = 0; i < SHORT_COUNT; i++)
		lexicon_add(l, str_from(shorts[i].form), WORD_ABBREVIATION);
}

static const struct short_entry *
find_short(struct str folded)
{
	char plain[WORD_LONGEST];
	size_t n = 0;

	for (size_t i = 0; i < folded.n; i++)
		if (folded.p[i] != '.')
			plain[n++] = folded.p[i];
	for (size_t i = 0; i < SHORT_COUNT; i++)
		if (str_is(str_of(plain, n), shorts[i].form))
			return &shorts[i];
	return NULL;
}

const char *
short_form(struct str folded)
{
	const struct short_entry *e = find_short(folded);

	return e ? e->full : NULL;
}

static bool
beside_number(const struct reading *s, size_t i)
{
	size_t next = item_mark(s, i + 1, '.') ? i + 2 : i + 1;

	return (next < s->count && s->items[next].t.kind == TOKEN_NUMBER) ||
	       (i > 0 && s->items[i - 1].t.kind == TOKEN_NUMBER);
}

/* The full stop is the end of the sentence, so it says nothing. */
static bool
at_end(const struct reading *s, size_t i)
{
	return i + 2 >= s->count;
}

static bool
is_short(const struct reading *s, size_t i, const struct short_entry *e)
{
	const struct token *t = &s->items[i].t;
	bool dotted = (t->shape & SHAPE_DOT_AFTER) != 0 && !at_end(s, i);

	switch (e->need) {
	case ALONE:
		/* "Jan" and "Tor" are names, "MM" is T14. */
		return !(t->shape & SHAPE_CAPITALS) &&
		       ((t->shape & SHAPE_FIRST) ||
			   !(t->shape & SHAPE_CAPITAL) || dotted);
	case NOT_NAME:
		return !(t->shape & SHAPE_CAPITAL) || dotted ||
		       beside_number(s, i) ||
		       item_is(s, i + 1, WORD_NUMBER | WORD_ARTICLE);
	case NOT_NOUN:
		return dotted || !item_among(s, i + 1, "om av");
	case WITH_DOT:
		return dotted;
	case WITH_DIGIT:
		return !(t->shape & SHAPE_CAPITAL) && beside_number(s, i);
	}
	return false;
}

static void
say_short(struct reader *rd, struct span at, struct str form, const char *full)
{
	if (!read_may(rd, NORMAL, at))
		return;
	struct finding *f = diag_add(rd->ds, rd->rule->code, at,
	    N_("\"%.*s\" is a short form"), STR_ARG(form));

	if (full)
		diag_help(rd->ds, f, N_("write \"%s\""), full);
	read_settle(rd, NORMAL, f);
}

/* "t ex", "bl a": a listed phrase that ends here. */
static bool
short_phrase(struct reader *rd, const struct reading *s, size_t i)
{
	const struct phrase *p = NULL;
	size_t n = phrase_ending(rd->r, s, i, PHRASE_SHORT, &p);

	if (n)
		say_short(rd, read_span(rd, s, i + 1 - n, i),
		    item_texts(s, i + 1 - n, i), p->text);
	return n > 0;
}

/* Letters with a full stop inside, all parts short: t.ex, a.k.a */
static bool
is_dotted(const struct reading *s, size_t i)
{
	const struct token *t = &s->items[i].t;

	return (t->shape & SHAPE_DOT_INSIDE) && t->letters <= 7 &&
	       !(t->shape & SHAPE_DIGIT);
}

/* A full stop inside the sentence, but for an initial: "vard. 8–16" */
static bool
is_cut_off(const struct reading *s, size_t i)
{
	const struct token *t = &s->items[i].t;

	return (t->shape & SHAPE_DOT_AFTER) && t->letters >= 2 &&
	       t->letters <= 6 &&
	       !(t->shape & (SHAPE_CAPITALS | SHAPE_DIGIT)) &&
	       i + 2 < s->count && item_mark(s, i + 1, '.') &&
	       item_word(s, i + 2) &&
	       (s->items[i + 2].t.shape & SHAPE_SPACE_BEFORE);
}

/* mån-fre: both halves are short forms. */
static bool
is_short_range(const struct reading *s, size_t i)
{
	char key[WORD_LONGEST];
	struct str word = item_text(s, i), first;

	if (!(s->items[i].t.shape & SHAPE_HYPHEN) || s->items[i].t.letters > 8)
		return false;
	word = str_of(key, word_fold(word, key));
	return str_next_part(&word, '-', &first) && find_short(first) &&
	       find_short(word);
}

void
read_t13(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		char key[WORD_LONGEST];
		const struct item *it = &s->items[i];
		const struct short_entry *e;
		struct str word;

		if (it->t.kind != TOKEN_WORD ||
		    ((it->w.flags & WORD_PHRASE_SHORT) &&
			short_phrase(rd, s, i)))
			continue;
		if (is_short_range(s, i)) {
			say_short(
			    rd, read_span(rd, s, i, i), item_text(s, i), NULL);
			continue;
		}
		if (!(it->w.flags & WORD_ABBREVIATION) && !is_dotted(s, i) &&
		    !is_cut_off(s, i))
			continue;
		word = item_text(s, i);
		e = find_short(str_of(key, word_fold(word, key)));
		if (is_dotted(s, i) || is_cut_off(s, i) ||
		    (e && is_short(s, i, e)))
			say_short(rd, read_span(rd, s, i, i), word,
			    e ? e->full : NULL);
	}
}

/* --- T14, T17, T25: capitals --- */

/* The part before a hyphen or colon: LSS of LSS-insats. */
static struct str
stem(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (word.p[i] == '-' || word.p[i] == ':')
			return str_sub(word, 0, i);
	return word;
}

/* Letters and capitals of ASCII and å ä ö. */
static void
count_capitals(struct str word, size_t *letters, size_t *capitals)
{
	struct token t;
	size_t off = 0;

	*letters = *capitals = 0;
	if (!token_next(word, &off, &t))
		return;
	*letters = t.letters;
	for (size_t i = 0; i < word.n; i++) {
		unsigned char c = (unsigned char)word.p[i];

		*capitals += (c >= 'A' && c <= 'Z') ||
			     (c == 0xC3 && i + 1 < word.n &&
				 (unsigned char)word.p[i + 1] < 0x9F);
	}
}

static bool
two_vowels(const struct reading *s, size_t i)
{
	struct str word = item_text(s, i);
	size_t vowels = 0;

	for (size_t n = 0; n < word.n; n++)
		vowels += strchr("AEIOUY", word.p[n]) != NULL ||
			  (unsigned char)word.p[n] == 0xC3;
	return vowels >= 2;
}

/* A word in capitals that is known in small letters, or a long one. */
static bool
is_shouted(const struct reading *s, size_t i)
{
	const struct token *t = &s->items[i].t;

	if (t->kind != TOKEN_WORD || !(t->shape & SHAPE_CAPITALS) ||
	    (t->shape & SHAPE_DIGIT))
		return false;
	return t->letters >= 6 || (t->letters == 5 && two_vowels(s, i)) ||
	       item_is(s, i, WORD_COMMON | 0xFFF) ||
	       (t->letters >= 4 && (s->items[i].w.flags & WORD_NOUN));
}

/* Stands among other words in capitals: "RING OSS NU". */
static bool
among_shouted(const struct reading *s, size_t i)
{
	return (i > 0 && is_shouted(s, i - 1)) ||
	       (i + 1 < s->count && is_shouted(s, i + 1));
}

static bool
is_acronym(const struct reading *s, size_t i)
{
	const struct token *t = &s->items[i].t;
	size_t letters, capitals;

	if (t->kind != TOKEN_WORD ||
	    !(t->shape & (SHAPE_CAPITALS | SHAPE_MIXED)))
		return false;
	count_capitals(stem(item_text(s, i)), &letters, &capitals);
	if (capitals < 2 || is_shouted(s, i) || among_shouted(s, i))
		return false;
	/* "LSS" and "SoL", not "McDonald". */
	return letters <= 5 && (capitals == letters || letters <= 4) &&
	       !str_is(item_text(s, i), "OK");
}

/* "samordnad plan (SIP)", "SIP (samordnad plan)", "SIP betyder …" */
static bool
acronym_explained(const struct reading *s, size_t i)
{
	if (i > 1 && item_mark(s, i - 1, '(') && item_word(s, i - 2))
		return true;
	if (item_mark(s, i + 1, '(') && item_word(s, i + 3))
		return true;
	return item_among(s, i + 1, "betyder står") ||
	       (item_among(s, i + 1, "är heter kallas") &&
		   item_among(s, i + 2, "en ett namnet lagen förkortning när"));
}

static bool
in_glossary(const struct readability *r, struct str word)
{
	char key[WORD_LONGEST];

	return map_has(&r->glossary, str_of(key, word_fold(word, key)));
}

void
read_t14(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct str word, base;
		char key[WORD_LONGEST];
		uint64_t hash;

		if (!is_acronym(s, i))
			continue;
		word = item_text(s, i);
		base = stem(word);
		if (roman_numeral(base) || in_glossary(rd->r, base) ||
		    in_glossary(rd->r, word))
			continue;
		hash = ~word_hash(str_of(key, word_fold(base, key)));
		if (acronym_explained(s, i)) {
			read_first_time(rd, hash);
			continue;
		}
		if (read_was_seen(rd, hash))
			continue;
		READ_SAY(rd, NORMAL, s, i,
		    N_("\"%.*s\" is not in the glossary"), STR_ARG(base));
	}
}

void
read_t17(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct str word = stem(item_text(s, i));

		if (s->items[i].t.kind == TOKEN_WORD &&
		    (s->items[i].t.shape & (SHAPE_CAPITALS | SHAPE_MIXED)) &&
		    roman_numeral(word) && !among_shouted(s, i))
			READ_SAY(rd, NORMAL, s, i,
			    N_("\"%.*s\" is a roman numeral"), STR_ARG(word));
	}
}

void
read_t25(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct str word = item_text(s, i);

		if (!is_shouted(s, i) || in_glossary(rd->r, word) ||
		    s->items[i].t.letters < 2 ||
		    (roman_numeral(word) && !among_shouted(s, i)))
			continue;
		READ_SAY(rd, NORMAL, s, i,
		    N_("\"%.*s\" is written in capitals"), STR_ARG(word));
	}
}

/* --- T20: marks --- */

void
read_t20(struct reader *rd, const struct reading *s)
{
	size_t several = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct token *t = &s->items[i].t;
		struct str mark = item_text(s, i);

		if (t->kind == TOKEN_NUMBER) {
			/* 30/11 and och/eller; 9–11 has its dash inside. */
			if (str_find_char(mark, '/') != STR_NOT_FOUND)
				READ_SAY(rd, NORMAL, s, i,
				    N_("the mark \"/\" is hard to read"));
			several += str_find(mark, STR("–")) != STR_NOT_FOUND;
			continue;
		}
		if (t->kind != TOKEN_MARK)
			continue;
		if ((t->mark > 0 && strchr("&<>/#*^_%+=|~", t->mark)) ||
		    str_is(mark, "…") || str_is(mark, "§"))
			READ_SAY(rd, NORMAL, s, i,
			    N_("the mark \"%.*s\" is hard to read"),
			    STR_ARG(mark));
		else if (t->mark == '(' || t->mark == ';' || t->mark == ':' ||
			 str_is(mark, "–"))
			if (++several == 2)
				READ_SAY(rd, NORMAL, s, i,
				    N_("the sentence has more than one of the "
				       "marks ( ) ; : –"));
	}
}
