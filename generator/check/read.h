/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the readability checks share: the table of rules, the reader that goes
 * through a page, and its sentences as classified words. Only check/read*.c
 * includes this.
 */
#ifndef SAMPLAN_CHECK_READ_H
#define SAMPLAN_CHECK_READ_H

#include "check/readability.h"
#include "text/lexicon.h"
#include "text/numbers.h"
#include "text/plain_word.h"
#include "text/sentence.h"
#include "text/verbs.h"

enum profile { PROFILE_EASY, PROFILE_PLAIN, PROFILE_COUNT };

/* How bad a hit is: the first or the second column of the rules. */
enum degree { NORMAL, STRONG, DEGREE_COUNT };

enum { SEV_NONE = -1 };
/* Words from here on may be made of many. */
enum { MANY_LETTERS = 9 };
enum { HINTS_MOST = 20000, HINTS_PER_PAGE = 1000 };

struct level {
	int severity[DEGREE_COUNT]; /* enum severity or SEV_NONE */
	double limit[DEGREE_COUNT]; /* of rules that count; 0: none */
};

/* Marks and shapes of a sentence, beside the flags of its words. */
#define HAS_TWO_AND WORD_BIT(12) /* och, men, eller */
#define HAS_CLAUSES WORD_BIT(13) /* two, perhaps, or one between marks */
#define HAS_FIGURE WORD_BIT(50)  /* a number that is more than whole */
#define HAS_CAPITALS WORD_BIT(51)
#define HAS_MARK WORD_BIT(52) /* a mark of T20 */
#define HAS_BRACKET WORD_BIT(53)
#define HAS_LONG WORD_BIT(54) /* a word that T07 may speak of */
#define HAS_DOT WORD_BIT(55)  /* a full stop inside or after a word */
#define HAS_COMMA WORD_BIT(56)
#define HAS_PENDING WORD_BIT(57) /* what words of the table are asked for */
#define HAS_THIS WORD_BIT(58)    /* begins with det, den, de … */
#define HAS_MANY WORD_BIT(63)    /* words */

/* A word, number or mark with what is known of it. */
struct item {
	struct token t;
	struct word_facts w;
	uint8_t number; /* enum number_kind */
};

/* What a word that is not known stands for, by what is known: lexeme.near. */
enum near { NEAR_ROW = 1, NEAR_NOUN = 2, NEAR_PASSIVE = 4 };

/* Short lists that every sentence is asked for; read_item.c has their words. */
enum listed {
	LISTED_MEANS = 1,
	LISTED_IS = 2,
	LISTED_DEFINING = 4,
	LISTED_CALLED = 8,
	LISTED_WHO = 16,
	LISTED_TELLS = 32,
	LISTED_SUBJECT = 64,
	LISTED_OBJECT = 128,
	LISTED_SPAN = 256,
	LISTED_RELATIVE = 512,
	LISTED_DET = 1024,
	LISTED_DEN = 2048,
	LISTED_DE = 4096,
	LISTED_EMPTY = 8192,   /* headings that say nothing */
	LISTED_PLAIN = 16384,  /* preferred to a row of the word table */
	LISTED_LETTERS = 32768 /* of a row, in capitals: SoL, not sol */
};

/* A sentence; offsets of items count from its start. */
struct reading {
	struct str text;
	size_t off; /* in the block */
	struct item *items;
	size_t count;
	size_t words;
	size_t long_words;
	size_t names; /* capitals inside; how many are long */
	size_t long_names;
	uint64_t any;   /* all flags of its items, and HAS_… */
	uint64_t twice; /* flags that more than one of them has */
	unsigned listed;
};

/* Where a stretch of the block's text comes from. */
struct segment {
	size_t off;
	size_t len;
	const struct node *node; /* NULL: at */
	struct span at;
	bool exact; /* the node's text, byte for byte */
};

struct segments {
	struct segment *items;
	size_t count;
	size_t cap;
};

struct items {
	struct item *items;
	size_t count;
	size_t cap;
};

struct allow {
	const struct node *node;
	enum diag_code code;
	size_t used;
	bool active; /* its block is being read */
};

struct allows {
	struct allow *items;
	size_t count;
	size_t cap;
};

enum { PLAIN_FORMS = 11 };

/* A row of the word table as the checks need it. */
struct table_row {
	const struct word *word;
	bool kept;        /* plain is the word itself: it stays, explained */
	bool term;        /* the glossary has it */
	bool rival;       /* another row has the same concept */
	uint64_t easy[8]; /* content words of its explanation */
	size_t easy_count;
	/* Hashes of its forms, when plain is one word; else 0. */
	uint64_t plain[PLAIN_FORMS];
};

enum phrase_kind { PHRASE_ROW, PHRASE_IDIOM, PHRASE_SHORT, PHRASE_VAGUE };
enum { PHRASE_WORDS = 6, GAP_MOST = 3 };

struct phrase {
	uint64_t words[PHRASE_WORDS]; /* hashes; 0: a gap of up to GAP_MOST */
	size_t count;
	enum phrase_kind kind;
	uint32_t row;     /* + 1 */
	const char *text; /* PHRASE_SHORT: written out */
	uint32_t next;    /* + 1 */
};

struct phrases {
	struct phrase *items;
	size_t count;
	size_t cap;
};

/* What is known of a row on this page. */
struct use {
	bool seen;
	bool explained;
	/* Said to be difficult: is the plain word on the page, too? */
	bool said;
	struct span at;
	struct str text;
	size_t t23; /* the note that allows it, + 1 */
};

/* A use that the next sentence may explain. */
struct pending {
	uint32_t row; /* + 1 */
	bool first;   /* on the page: T22 */
	bool rival;   /* T23 */
	struct span at;
	struct str text;
	size_t t22; /* notes that allow it, + 1 */
	size_t t23;
};

enum { PENDING_MOST = 16, SEEN_SLOTS = 64 };

enum place_kind { IN_TEXT, IN_HEADING, IN_CELL, IN_TITLE, IN_DATA };

/* Words of the page that were spoken of, by their hashes. */
struct seen {
	uint64_t *slots; /* 0: empty */
	size_t count;
	size_t cap; /* a power of two, or 0 */
};

struct reader {
	const struct readability *r;
	const struct page *page; /* NULL: data */
	struct diags *ds;
	struct arena *arena; /* of the measures */
	struct arena scratch;
	enum profile profile;
	struct page_measures *m;
	/* the block */
	enum place_kind in;
	struct str text;
	struct plain_map map; /* of the text */
	struct sb map_bits;
	struct segments segments;
	struct sb flat;
	/* the sentence */
	struct items items;
	struct lexeme spare; /* of a word that finds no room */
	size_t sentences;    /* of the block, and their lines */
	size_t text_lines;
	struct reading
	    previous; /* words of the sentence before, in the block */
	/* the rule that speaks */
	const struct rule *rule;
	const struct level *level;
	size_t most; /* of findings that one rule gives a sentence */
	/* the page */
	struct allows allows;
	struct use *uses; /* one a row */
	struct pending pending[PENDING_MOST];
	size_t pending_count;
	struct seen seen;
	bool page_end;
	uint64_t kinds; /* of nodes, seen in the block */
	uint64_t any;   /* flags of all sentences of the page */
	uint64_t all_kinds;
	size_t lines; /* as easy read is printed */
	struct text_measure measure;
	struct text_measure without_names;
	size_t paragraphs; /* since the last heading */
	int heading_level;
	unsigned listed; /* of all sentences of the block */
	bool claim;      /* the text says that it was tested */
	struct span claim_at;
	bool credit; /* the line that the logo's owner asks for */
};

struct rule {
	enum diag_code code;
	uint64_t needs; /* any of these in the sentence */
	void (*sentence)(struct reader *rd, const struct reading *s);
	void (*block)(struct reader *rd, const struct node *n);
	uint64_t kinds;                 /* of nodes that it looks at, as bits */
	void (*end)(struct reader *rd); /* of the page */
	struct level level[PROFILE_COUNT];
};

struct readability {
	const struct site *site;
	struct lexicon *lexicon;
	struct table_row *rows;
	size_t row_count;
	struct phrases phrases;
	struct map glossary; /* folded terms and forms, short names of laws */
	struct level (*levels)[PROFILE_COUNT];
	size_t very_long; /* letters, from where T07 speaks of any word */
	/* Rules that have something to say, by profile. */
	struct active {
		/* Of a sentence, by what it holds; of a block, by kinds. */
		struct awake {
			struct spoken {
				const struct rule *rule;
				const struct level *level;
			} * rules;
			size_t count;
			/* Rules, as bits, that each flag wakes. */
			uint64_t wakes[64];
			uint64_t needs; /* all flags that wake one */
		} sentence, block;
		size_t many; /* words that T01 begins to look at */
	} active[PROFILE_COUNT];
};

extern const struct rule read_rules[];
extern const size_t read_rule_count;

/*
 * Says a finding of the rule that is running, at a place of the block, unless
 * the profile or the text allows it. Formats are marked with N_.
 */
bool read_may(struct reader *rd, enum degree degree, struct span at);
/*
 * Whether one more finding of the rule is kept. Hints are only counted beyond
 * HINTS_MOST of a run and HINTS_PER_PAGE: they may not take the room of errors.
 */
bool read_room(struct reader *rd, enum degree degree);
/* Makes another rule the one that speaks; false when it is silent. */
bool read_begin(struct reader *rd, enum diag_code code);
/* The note that allows the code in this block, + 1; 0: none. */
size_t read_allow_now(const struct reader *rd, enum diag_code code);
/* Counts the use of that note; false for 0. */
bool read_allowed(struct reader *rd, size_t note);
struct span read_place(const struct reader *rd, size_t off, size_t len);
void read_settle(struct reader *rd, enum degree degree, struct finding *f);
#define READ_SAY_AT(rd, degree, at, ...)                                   \
	do {                                                               \
		struct span read_at_ = (at);                               \
		if (read_may((rd), (degree), read_at_))                    \
			read_settle((rd), (degree),                        \
			    diag_add((rd)->ds, (rd)->rule->code, read_at_, \
				__VA_ARGS__));                             \
	} while (0)
/* About item i of the sentence, or items i to j. */
#define READ_SAY(rd, degree, s, i, ...) \
	READ_SAY_AT(rd, degree, read_span((rd), (s), (i), (i)), __VA_ARGS__)
struct span
read_span(const struct reader *rd, const struct reading *s, size_t i, size_t j);
/* The folded word is one of the words, parted by spaces. */
bool item_among(const struct reading *s, size_t i, const char *words);
/* The folded word is one of the list, parted by single spaces. */
bool word_listed(const char *list, struct str folded);
void lists_add(struct lexicon *l);
bool item_finite(const struct reading *s, size_t i);

static inline struct str
item_text(const struct reading *s, size_t i)
{
	return str_of(s->text.p + s->items[i].t.off, s->items[i].t.len);
}

/* Marks and a word that may put a clause into the middle: ", som …," */
static inline bool
reading_inserts(const struct reading *s)
{
	return (s->any & (HAS_COMMA | HAS_MARK)) &&
	       (s->listed & LISTED_RELATIVE);
}

/* Any of the flags; words only. */
static inline bool
item_is(const struct reading *s, size_t i, uint64_t flags)
{
	return i < s->count && (s->items[i].w.flags & flags) != 0;
}

/* The word stands on one of the lists. */
static inline bool
item_in(const struct reading *s, size_t i, enum listed lists)
{
	return i < s->count && (s->items[i].w.listed & lists) != 0;
}

/* Word or number. */
static inline bool
item_word(const struct reading *s, size_t i)
{
	return i < s->count && s->items[i].t.kind != TOKEN_MARK;
}

static inline bool
item_mark(const struct reading *s, size_t i, char mark)
{
	return i < s->count && s->items[i].t.kind == TOKEN_MARK &&
	       s->items[i].t.mark == mark;
}

/* Index of the word before or after, marks skipped not; SIZE_MAX: none. */
static inline size_t
item_before(const struct reading *s, size_t i)
{
	return i > 0 && i <= s->count && item_word(s, i - 1) ? i - 1 : SIZE_MAX;
}

static inline size_t
item_after(const struct reading *s, size_t i)
{
	return item_word(s, i + 1) ? i + 1 : SIZE_MAX;
}

/* Verb flags, guessed by the ending when the word is not listed. */
static inline unsigned
item_verb(const struct reading *s, size_t i)
{
	const struct item *it;

	if (i >= s->count || s->items[i].t.kind != TOKEN_WORD)
		return 0;
	it = &s->items[i];
	if (it->w.flags)
		return (unsigned)(it->w.flags & 0xFFF);
	if ((it->t.shape & SHAPE_CAPITAL) && !(it->t.shape & SHAPE_FIRST))
		return 0;
	return it->w.guess;
}

/*
 * Fills in s, whose text and offset are known, with its words and what they
 * add up to. Items are valid until the next call.
 */
void read_words(struct reader *rd, struct reading *s);

/* First time on this page? */
bool read_first_time(struct reader *rd, uint64_t hash);
bool read_was_seen(const struct reader *rd, uint64_t hash);

/* Words of the longest phrase of the kind that ends at item i, or 0. */
size_t phrase_ending(const struct readability *r, const struct reading *s,
    size_t i, enum phrase_kind kind, const struct phrase **found);
struct str item_texts(const struct reading *s, size_t i, size_t j);

/* read_sentence.c */
void read_t01(struct reader *rd, const struct reading *s);
void read_t08(struct reader *rd, const struct reading *s);
void read_t09(struct reader *rd, const struct reading *s);
void read_t10(struct reader *rd, const struct reading *s);
void read_t10_end(struct reader *rd);
void read_t11(struct reader *rd, const struct reading *s);
void read_t12(struct reader *rd, const struct reading *s);
void read_t12_end(struct reader *rd);
void read_t21(struct reader *rd, const struct reading *s);
void read_t30(struct reader *rd, const struct reading *s);
void read_t32(struct reader *rd, const struct reading *s);
void read_t33(struct reader *rd, const struct reading *s);
void read_t34(struct reader *rd, const struct reading *s);
/* The item of a passive verb, or SIZE_MAX. */
size_t read_passive(const struct reading *s);
/* read_words.c */
void read_t07(struct reader *rd, const struct reading *s);
void read_t13(struct reader *rd, const struct reading *s);
void read_t14(struct reader *rd, const struct reading *s);
void read_t17(struct reader *rd, const struct reading *s);
void read_t20(struct reader *rd, const struct reading *s);
void read_t25(struct reader *rd, const struct reading *s);
/* Written out, for a short form that stands alone; or NULL. */
const char *short_form(struct str folded);
void short_forms_add(struct lexicon *l);
/* read_numbers.c */
void read_t15(struct reader *rd, const struct reading *s);
void read_t16(struct reader *rd, const struct reading *s);
void read_t18(struct reader *rd, const struct reading *s);
void read_t19(struct reader *rd, const struct reading *s);
/* read_table.c */
void read_t22(struct reader *rd, const struct reading *s);
void read_t22_end(struct reader *rd);
/* The row of a word, + 1; 0: none. */
uint32_t table_find(const struct readability *r, struct str word);
void table_add(struct arena *a, struct readability *r);
/* read_reference.c */
void read_t24(struct reader *rd, const struct reading *s);
void read_t31(struct reader *rd, const struct reading *s);
/* read_phrases.c */
struct short_phrase {
	const char *words;
	const char *full;
};
extern const char *const read_idioms[];
extern const size_t read_idiom_count;
extern const struct short_phrase read_short_phrases[];
extern const size_t read_short_phrase_count;
extern const char *const read_vague_phrases[];
extern const size_t read_vague_phrase_count;
/* read_measure.c */
void read_measure(struct reader *rd, const struct reading *s);
/* Words that say: readers have tried this text. */
void read_claim(struct reader *rd, const struct reading *s);
/* The line that the owner of the logo asks for, perhaps two sentences. */
void read_credit(struct reader *rd);

/* read_page.c */
/* Lines of a sentence as easy read is printed: 55 characters each. */
size_t read_lines(struct str sentence);
void read_t02_end(struct reader *rd);
void read_t03_end(struct reader *rd);
void read_t06_end(struct reader *rd);
void read_t25_block(struct reader *rd, const struct node *n);
void read_t26(struct reader *rd, const struct node *n);
void read_t27(struct reader *rd, const struct node *n);
void read_t28(struct reader *rd, const struct node *n);
void read_t29(struct reader *rd, const struct node *n);
void read_t35_end(struct reader *rd);
void read_t36_end(struct reader *rd);

#endif
