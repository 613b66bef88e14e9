/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One table of what is known about words: looked up once a word, by the hash
 * that the token carries. Built once (verbs, function words, abbreviations,
 * and what the caller adds). After that only what follows from a word itself
 * is noted beside it, the first time it is met: few words make most of a text.
 */
#ifndef SAMPLAN_TEXT_LEXICON_H
#define SAMPLAN_TEXT_LEXICON_H

#include "base/arena.h"
#include "text/words.h"

/* Bits 0..11 are verb_form; 12..15, 50..58 and 63 are the caller's own. */
#define WORD_BIT(n) ((uint64_t)1 << (n))
#define WORD_NEGATION WORD_BIT(16)
#define WORD_AND WORD_BIT(17) /* och, men, eller */
#define WORD_BUT WORD_BIT(18) /* men alone */
#define WORD_SUBJUNCTION WORD_BIT(19)
#define WORD_ADDRESS WORD_BIT(20) /* du, dig, din, ni … */
#define WORD_PRONOUN WORD_BIT(21) /* may be a subject */
#define WORD_POSSESSIVE WORD_BIT(22)
#define WORD_ARTICLE WORD_BIT(23) /* en, ett, den, det, de, denna … */
#define WORD_PREPOSITION WORD_BIT(24)
#define WORD_ADVERB WORD_BIT(25)
#define WORD_BECOME WORD_BIT(26) /* bli, blir, blev, blivit */
#define WORD_HAVE WORD_BIT(27)
#define WORD_BE WORD_BIT(28)
#define WORD_VAGUE WORD_BIT(29)
#define WORD_WOULD WORD_BIT(30) /* skulle */
#define WORD_MAN WORD_BIT(31)
#define WORD_NUMBER WORD_BIT(32) /* två..tolv */
#define WORD_BIG_NUMBER WORD_BIT(33)
#define WORD_FRACTION WORD_BIT(34)
#define WORD_PERCENT WORD_BIT(35)
#define WORD_MONTH WORD_BIT(36)
#define WORD_WEEKDAY WORD_BIT(37)
#define WORD_ABBREVIATION WORD_BIT(38)
#define WORD_THING WORD_BIT(39)     /* den enskilde, brukaren, klienten */
#define WORD_REFERENCE WORD_BIT(40) /* ovan, nedan */
#define WORD_TABLE WORD_BIT(41)     /* first word of a row of the caller */
/* Last word of a phrase of the caller, by kinds of the caller. */
#define WORD_PHRASE WORD_BIT(42)
#define WORD_NOT_PASSIVE WORD_BIT(43)
#define WORD_NOUN WORD_BIT(44)
#define WORD_PHRASE_SHORT WORD_BIT(45)
#define WORD_CLAIM WORD_BIT(47) /* read, tested, tried: by whom? */
#define WORD_ATT WORD_BIT(48)
#define WORD_OM WORD_BIT(49)
#define WORD_HALF WORD_BIT(59)  /* så (att), därför (att), trots (att) */
#define WORD_SURE WORD_BIT(60)  /* always opens a clause: eftersom … */
#define WORD_EMPTY WORD_BIT(61) /* "det är": det stands for nothing */
#define WORD_PHRASE_VAGUE WORD_BIT(62)
#define WORD_COMMON WORD_BIT(46) /* known in small letters */

/* What is known of a word; copied as a whole, so it is small. */
struct word_facts {
	uint64_t flags;
	uint32_t row;    /* of the caller + 1, or 0 */
	uint32_t phrase; /* first phrase of the caller + 1, or 0 */
	uint16_t listed; /* bits of the caller's own lists */
	uint16_t guess;  /* verb_guess */
	uint8_t near;    /* of the caller: what a word not known stands for */
	uint8_t letters; /* of a plain word; 0: not met yet */
	bool known : 1;  /* added; else only listed or met */
	bool closer : 1; /* what it is depends on where it stands */
	bool heavy : 1;  /* long, or many: of a word that is met */
	bool many : 1;   /* parts, three or more */
};

struct lexeme {
	uint64_t hash;
	struct word_facts w;
};

/* Words that are only met are kept up to here. */
enum { LEXICON_MET_MOST = 40000 };

struct lexicon {
	struct arena *arena;
	uint32_t *slots;   /* by hash: entry + 1; 0: empty */
	size_t slot_count; /* a power of two, and most are empty */
	struct lexeme *items;
	size_t count;
	size_t cap;
	size_t met;
};

struct lexicon *lexicon_new(struct arena *a);
/* Adds flags to a folded word and gives its entry, valid until the next. */
struct lexeme *
lexicon_add(struct lexicon *l, struct str folded, uint64_t flags);
/* Puts it on lists of the caller, which says nothing else about it. */
void lexicon_list(struct lexicon *l, struct str folded, uint16_t listed);
/* An entry for a word that is met; NULL when too many are. */
struct lexeme *lexicon_meet(struct lexicon *l, uint64_t hash);

/* Says that the hash will be asked for soon. */
static inline void
lexicon_expect(const struct lexicon *l, uint64_t hash)
{
	__builtin_prefetch(&l->slots[hash & (l->slot_count - 1)]);
}

/* The entry of a token's hash, or NULL. */
static inline struct lexeme *
lexicon_find(const struct lexicon *l, uint64_t hash)
{
	size_t at = hash & (l->slot_count - 1);

	while (l->slots[at]) {
		struct lexeme *lex = &l->items[l->slots[at] - 1];

		if (lex->hash == hash)
			return lex;
		at = (at + 1) & (l->slot_count - 1);
	}
	return NULL;
}

#endif
