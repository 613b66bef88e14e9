/* SPDX-License-Identifier: EUPL-1.2 */
/* Rules that look words and phrases up: word table, idioms, references. */
#include "check/read.h"

#include <string.h>

#include "diag/msg.h"

/* --- building the table --- */

static uint64_t
hash_of(struct str word)
{
	char key[WORD_LONGEST];

	return word_hash(str_of(key, word_fold(word, key)));
}

static struct phrase *
phrase_add(struct arena *a, struct readability *r, struct str words,
    enum phrase_kind kind)
{
	static const uint64_t flags[] = {
		[PHRASE_ROW] = WORD_TABLE,
		[PHRASE_IDIOM] = WORD_PHRASE,
		[PHRASE_SHORT] = WORD_PHRASE_SHORT,
		[PHRASE_VAGUE] = WORD_PHRASE_VAGUE,
	};
	struct phrase p = { .kind = kind };
	char key[WORD_LONGEST];
	struct str rest = words, word, last = STR_NONE;
	struct lexeme *lex;

	while (p.count < PHRASE_WORDS && word_next(&rest, &word)) {
		last = word;
		p.words[p.count++] = str_is(word, "0") ? 0 : hash_of(word);
	}
	if (p.count == 0)
		return NULL;
	/* The last word is rarer than "i" and "på". */
	lex = lexicon_add(
	    r->lexicon, str_of(key, word_fold(last, key)), flags[kind]);
	p.next = lex->w.phrase;
	*arena_push(a, &r->phrases) = p;
	lex->w.phrase = (uint32_t)r->phrases.count;
	return &r->phrases.items[r->phrases.count - 1];
}

/* SoL, HVB: two capitals or more. */
static bool
is_letters(struct str word)
{
	size_t capitals = 0;

	for (size_t i = 0; i < word.n; i++)
		capitals += word.p[i] >= 'A' && word.p[i] <= 'Z';
	return capitals > 1;
}

/* One form of a row: a word, or several. */
static void
row_add(struct arena *a, struct readability *r, struct str form, uint32_t row)
{
	char key[WORD_LONGEST];
	struct str rest = form, word, more;
	struct phrase *p;

	if (!word_next(&rest, &word))
		return;
	if (!word_next(&rest, &more)) {
		struct lexeme *lex = lexicon_add(r->lexicon,
		    str_of(key, word_fold(word, key)), WORD_TABLE | WORD_NOUN);

		if (lex->w.row == 0)
			lex->w.row = row;
		if (is_letters(word))
			lex->w.listed |= LISTED_LETTERS;
		return;
	}
	p = phrase_add(a, r, form, PHRASE_ROW);
	if (p)
		p->row = row;
}

/* Words of an explanation that carry its meaning. */
static bool
is_content(const struct readability *r, struct str word)
{
	const struct lexeme *lex = lexicon_find(r->lexicon, hash_of(word));

	return word_letters(word) >= 4 &&
	       !(lex && (lex->w.flags &
			    (WORD_ARTICLE | WORD_PRONOUN | WORD_PREPOSITION |
				WORD_ADVERB | WORD_POSSESSIVE |
				WORD_SUBJUNCTION | VERB_MODAL | WORD_ADDRESS)));
}

static void
row_explanation(const struct readability *r, struct table_row *row)
{
	struct str rest = row->word->easy.s, word;

	while (row->easy_count < 8 && word_next(&rest, &word))
		if (is_content(r, word))
			row->easy[row->easy_count++] = hash_of(word);
}

/* "din stödperson" holds "stödperson": the word itself is to be used. */
static bool
holds(struct str plain, struct str form)
{
	struct str rest = form, first, word;
	size_t words = 0;

	if (!word_next(&rest, &first))
		return false;
	while (word_next(&plain, &word)) {
		struct str more = plain, wanted = rest, next, other;
		bool same = hash_of(word) == hash_of(first);

		while (same && word_next(&wanted, &other))
			same = word_next(&more, &next) &&
			       hash_of(next) == hash_of(other);
		words += same;
	}
	return words > 0;
}

/* The word to write instead: chef, chefen, chefer. */
static void
row_plain(const struct readability *r, struct table_row *row, struct str plain)
{
	static const char *const endings[PLAIN_FORMS] = { "", "s", "n", "ns",
		"en", "ens", "t", "et", "na", "er", "erna" };
	/* Words that are said of much else. */
	static const char common[] = "du varför tid nej dagarna problemet";
	char key[WORD_LONGEST];
	struct str folded = str_of(key, word_fold(plain, key));

	if (word_listed(common, folded))
		return;
	for (size_t i = 0; i < PLAIN_FORMS; i++) {
		char form[WORD_LONGEST + 4];
		struct str end = str_from(endings[i]), word;

		if (folded.n)
			memcpy(form, folded.p, folded.n);
		if (end.n)
			memcpy(form + folded.n, end.p, end.n);
		word = str_of(form, folded.n + end.n);
		row->plain[i] = word_hash(word);
		lexicon_list(r->lexicon, word, LISTED_PLAIN);
	}
}

static void
row_fill(struct readability *r, size_t i)
{
	struct table_row *row = &r->rows[i];
	const struct word *w = row->word;
	struct str plain = w->plain.s, word, more;
	char key[WORD_LONGEST];

	row->kept = holds(plain, w->word.s);
	row->term =
	    map_has(&r->glossary, str_of(key, word_fold(w->word.s, key)));
	for (size_t j = 0; j < w->forms.count; j++) {
		row->kept = row->kept || holds(plain, w->forms.items[j].s);
		row->term =
		    row->term ||
		    map_has(&r->glossary,
			str_of(key, word_fold(w->forms.items[j].s, key)));
	}
	for (size_t j = 0; j < r->row_count; j++)
		if (j != i && w->concept.s.n &&
		    str_eq(r->rows[j].word->concept.s, w->concept.s))
			row->rival = true;
	if (!row->kept && word_next(&plain, &word) && !word_next(&plain, &more))
		row_plain(r, row, word);
	row_explanation(r, row);
}

static void
numbers_add(struct lexicon *l)
{
	static const struct {
		uint64_t flags;
		const char *words;
	} lists[] = {
		{ WORD_NUMBER,
		    "två tre fyra fem sex sju åtta nio tio elva tolv två-tre "
		    "tre-fyra fyra-fem fem-sex sex-sju sju-åtta åtta-nio "
		    "nio-tio tio-elva elva-tolv tio-tolv två-fyra fem-tio" },
		{ WORD_MONTH, "januari februari mars april maj juni juli "
			      "augusti september oktober november december" },
		{ WORD_WEEKDAY,
		    "måndag tisdag onsdag torsdag fredag lördag söndag "
		    "måndagen tisdagen onsdagen torsdagen fredagen lördagen "
		    "söndagen måndagar tisdagar onsdagar torsdagar fredagar "
		    "lördagar söndagar" },
		{ WORD_FRACTION,
		    "tredjedel tredjedelar tredjedelen fjärdedel fjärdedelar "
		    "fjärdedelen femtedel femtedelar femtedelen sjättedel "
		    "sjättedelar åttondel åttondelar tiondel tiondelar "
		    "tiondelen tredjedelarna hundradel hundradelar sjundedel" },
	};

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		struct str rest = str_from(lists[i].words), word;

		while (str_next_part(&rest, ' ', &word))
			if (word.n)
				lexicon_add(
				    l, word, lists[i].flags | WORD_COMMON);
	}
}

/* Each word of the phrase in each of its forms: "gå|går på pumpen". */
static void
idiom_add(struct arena *a, struct readability *r, const char *idiom)
{
	struct str words[PHRASE_WORDS], rest = str_from(idiom);
	size_t count = 0, most = 1;

	while (count < PHRASE_WORDS && str_next_part(&rest, ' ', &words[count]))
		count++;
	for (size_t n = 0; n < most; n++) {
		struct sb text = { 0 };
		size_t left = n;

		most = 1;
		for (size_t i = 0; i < count; i++) {
			struct str forms = words[i], form = forms, chosen;
			size_t number = 0;

			while (str_next_part(&forms, '|', &form))
				number++;
			forms = words[i];
			for (size_t f = 0; f <= left % number; f++)
				str_next_part(&forms, '|', &chosen);
			left /= number;
			most *= number;
			sb_fmt(&text, "%.*s ", STR_ARG(chosen));
		}
		phrase_add(a, r, sb_view(&text), PHRASE_IDIOM);
		sb_release(&text);
	}
}

static void
phrases_add(struct arena *a, struct readability *r)
{
	for (size_t i = 0; i < read_idiom_count; i++)
		idiom_add(a, r, read_idioms[i]);
	for (size_t i = 0; i < read_vague_phrase_count; i++)
		phrase_add(a, r, str_from(read_vague_phrases[i]), PHRASE_VAGUE);
	for (size_t i = 0; i < read_short_phrase_count; i++) {
		struct phrase *p = phrase_add(
		    a, r, str_from(read_short_phrases[i].words), PHRASE_SHORT);

		if (p)
			p->text = read_short_phrases[i].full;
	}
}

void
table_add(struct arena *a, struct readability *r)
{
	const struct site *site = r->site;

	numbers_add(r->lexicon);
	r->row_count = site->word_count;
	r->rows = arena_array(a, struct table_row, r->row_count + 1);
	for (size_t i = 0; i < r->row_count; i++) {
		const struct word *w = &site->words[i];

		r->rows[i].word = w;
		row_add(a, r, w->word.s, (uint32_t)i + 1);
		for (size_t j = 0; j < w->forms.count; j++)
			row_add(a, r, w->forms.items[j].s, (uint32_t)i + 1);
	}
	for (size_t i = 0; i < r->row_count; i++)
		row_fill(r, i);
	phrases_add(a, r);
}

/* Items of the phrase when it ends at item i, or 0. */
static size_t
phrase_here(const struct phrase *p, const struct reading *s, size_t i)
{
	size_t at = i + 1;

	for (size_t n = p->count; n-- > 0;) {
		size_t gap = 0;

		if (p->words[n] == 0) {
			gap = GAP_MOST;
			n--;
		}
		while (at > 0 && s->items[at - 1].t.hash != p->words[n] &&
		       gap-- > 0)
			at--;
		if (at == 0 || s->items[at - 1].t.hash != p->words[n])
			return 0;
		at--;
	}
	return i + 1 - at;
}

size_t
phrase_ending(const struct readability *r, const struct reading *s, size_t i,
    enum phrase_kind kind, const struct phrase **found)
{
	size_t longest = 0;

	for (uint32_t at = s->items[i].w.phrase; at;
	     at = r->phrases.items[at - 1].next) {
		const struct phrase *p = &r->phrases.items[at - 1];
		size_t n;

		if (p->kind != kind || p->count <= longest)
			continue;
		n = phrase_here(p, s, i);
		if (n <= longest)
			continue;
		longest = n;
		if (found)
			*found = p;
	}
	return longest;
}

struct str
item_texts(const struct reading *s, size_t i, size_t j)
{
	size_t from = s->items[i].t.off;

	return str_sub(
	    s->text, from, s->items[j].t.off + s->items[j].t.len - from);
}

/* The row whose word or longest phrase ends at item i, and its length. */
static uint32_t
row_at(const struct readability *r, const struct reading *s, size_t i,
    size_t *words)
{
	const struct phrase *p = NULL;
	size_t n = phrase_ending(r, s, i, PHRASE_ROW, &p);

	*words = n ? n : 1;
	return n ? p->row : s->items[i].w.row;
}

/* --- T22 and T23 --- */

/* Keeps the plain words apart from others that were seen. */
static const uint64_t PLAIN_SEEN = 0x9E3779B97F4A7C15u;

static bool
defines(const struct reading *s, size_t i)
{
	/* "Din chef heter Bo" says what she is called, not what she does. */
	if (item_in(s, i, LISTED_MEANS))
		return !item_word(s, i + 1) ||
		       !(s->items[i + 1].t.shape & SHAPE_CAPITAL);
	return item_in(s, i, LISTED_IS) && item_in(s, i + 1, LISTED_DEFINING);
}

/* The sentence itself explains the words i to j. */
static bool
explained_here(const struct reading *s, size_t i, size_t j)
{
	if (defines(s, j + 1) || item_mark(s, j + 1, '('))
		return true;
	if (i > 1 && item_mark(s, i - 1, '('))
		return true;
	for (size_t n = i; n-- > 0 && n + 7 > i;)
		if (item_in(s, n, LISTED_CALLED))
			return true;
	/* ", det vill säga", ", alltså" */
	return item_mark(s, j + 1, ',') &&
	       (item_among(s, j + 2, "alltså") ||
		   (item_among(s, j + 2, "det") &&
		       item_among(s, j + 3, "vill")));
}

/* Words of the table's explanation that stand in the sentence. */
static size_t
same_words(const struct table_row *t, const struct reading *s, uint32_t row)
{
	size_t hits = 0;

	for (size_t n = 0; n < t->easy_count; n++)
		for (size_t i = 0; i < s->count; i++)
			if (s->items[i].t.hash == t->easy[n] &&
			    s->items[i].w.row != row) {
				hits++;
				break;
			}
	return hits;
}

/* Most of them: the sentence explains, however it begins. */
static bool
says_the_same(const struct table_row *t, const struct reading *s, uint32_t row)
{
	size_t hits = same_words(t, s, row);

	return hits >= 2 && hits * 10 >= t->easy_count * 6;
}

/* The sentence after a difficult word explains it. */
static bool
explains(const struct readability *r, const struct reading *s, uint32_t row)
{
	for (size_t i = 0; i < s->count && i < 6; i++)
		if (s->items[i].w.row == row && defines(s, i + 1))
			return true;
	if (s->count > 2 && item_in(s, 0, LISTED_WHO) &&
	    (defines(s, 1) || item_in(s, 1, LISTED_TELLS)))
		return true;
	/* "Rehabilitering är träning efter …", "Då tar hon reda på …" */
	if (((s->items[0].w.row == row && item_in(s, 1, LISTED_IS)) ||
		item_in(s, 0, LISTED_WHO) || item_among(s, 0, "då")) &&
	    same_words(&r->rows[row - 1], s, row) > 0)
		return true;
	return says_the_same(&r->rows[row - 1], s, row);
}

static void
say_difficult(struct reader *rd, uint32_t row, struct span at, struct str text)
{
	const struct word *w = rd->r->rows[row - 1].word;
	struct finding *f;

	if (rd->r->rows[row - 1].kept) {
		f = diag_add(rd->ds, rd->rule->code, at,
		    N_("\"%.*s\" is a difficult word that nothing explains"),
		    STR_ARG(text));
		diag_help(rd->ds, f,
		    N_("explain it in the next sentence: %.*s"),
		    STR_ARG(w->easy.s));
	} else {
		f = diag_add(rd->ds, rd->rule->code, at,
		    N_("\"%.*s\" is a difficult word"), STR_ARG(text));
		diag_help(rd->ds, f,
		    N_("write \"%.*s\", or explain the word: %.*s"),
		    STR_ARG(w->plain.s), STR_ARG(w->easy.s));
	}
	read_settle(rd, NORMAL, f);
}

static void
say_rival(struct reader *rd, uint32_t row, struct span at, struct str text)
{
	const struct word *w = rd->r->rows[row - 1].word;
	struct finding *f = diag_add(rd->ds, rd->rule->code, at,
	    N_("\"%.*s\" is one of several words for the same thing"),
	    STR_ARG(text));

	diag_help(
	    rd->ds, f, N_("write \"%.*s\" all through"), STR_ARG(w->plain.s));
	read_settle(rd, NORMAL, f);
}

/* Nothing has explained the use: T22 at the first, T23 at rivals. */
static void
flush(struct reader *rd, const struct pending *p)
{
	struct use *use = &rd->uses[p->row - 1];

	if (p->first && read_begin(rd, DIAG_T22) && !read_allowed(rd, p->t22) &&
	    read_room(rd, NORMAL)) {
		say_difficult(rd, p->row, p->at, p->text);
		use->said = !p->rival;
		use->at = p->at;
		use->text = p->text;
		use->t23 = p->t23;
	}
	if (p->rival && read_begin(rd, DIAG_T23) && !read_allowed(rd, p->t23) &&
	    read_room(rd, NORMAL))
		say_rival(rd, p->row, p->at, p->text);
}

static void
settle_pending(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < rd->pending_count; i++) {
		const struct pending *p = &rd->pending[i];

		if (s && explains(rd->r, s, p->row))
			rd->uses[p->row - 1].explained = true;
		else if (!rd->uses[p->row - 1].explained)
			flush(rd, p);
	}
	rd->pending_count = 0;
}

/* "brukaren" and the like: T12 has said it. */
static bool
is_thing(const struct reading *s, size_t i, size_t n)
{
	for (size_t j = i; j < i + n; j++)
		if (item_is(s, j, WORD_THING))
			return true;
	return false;
}

static void
note_use(struct reader *rd, const struct reading *s, size_t i, size_t n,
    uint32_t row)
{
	const struct table_row *t = &rd->r->rows[row - 1];
	struct use *use = &rd->uses[row - 1];
	struct pending p = { .row = row,
		.first = !use->seen && !is_thing(s, i, n),
		.rival = t->rival && !t->kept };

	use->seen = true;
	if (use->explained || (t->kept && t->term) || !(p.first || p.rival))
		return;
	if (explained_here(s, i, i + n - 1) || says_the_same(t, s, row)) {
		use->explained = true;
		return;
	}
	p.at = read_span(rd, s, i, i + n - 1);
	p.text = arena_str(&rd->scratch, item_texts(s, i, i + n - 1));
	p.t22 = read_allow_now(rd, DIAG_T22);
	p.t23 = read_allow_now(rd, DIAG_T23);
	if (rd->pending_count == PENDING_MOST)
		flush(rd, &p);
	else
		rd->pending[rd->pending_count++] = p;
}

static void
note_plain(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (item_in(s, i, LISTED_PLAIN))
			read_first_time(rd, s->items[i].t.hash ^ PLAIN_SEEN);
}

/* "chef" and "enhetschef" on one page: two words for the same thing. */
static void
say_both(struct reader *rd, uint32_t row)
{
	const struct use *use = &rd->uses[row - 1];
	const struct table_row *t = &rd->r->rows[row - 1];

	if (!use->said || use->explained)
		return;
	for (size_t i = 0; i < PLAIN_FORMS; i++) {
		if (t->plain[i] == 0 ||
		    !read_was_seen(rd, t->plain[i] ^ PLAIN_SEEN))
			continue;
		if (read_begin(rd, DIAG_T23) && !read_allowed(rd, use->t23) &&
		    read_room(rd, NORMAL))
			say_rival(rd, row, use->at, use->text);
		return;
	}
}

void
read_t22(struct reader *rd, const struct reading *s)
{
	if (rd->pending_count)
		settle_pending(rd, s);
	if (s->listed & LISTED_PLAIN)
		note_plain(rd, s);
	if (!(s->any & WORD_TABLE) || rd->in == IN_TITLE ||
	    rd->in == IN_HEADING)
		return;
	/* From the end: a phrase is known by its last word. */
	for (size_t i = s->count; i-- > 0;) {
		size_t n;
		uint32_t row;

		if (!item_is(s, i, WORD_TABLE) ||
		    (item_in(s, i, LISTED_LETTERS) &&
			!(s->items[i].t.shape &
			    (SHAPE_CAPITALS | SHAPE_MIXED))) ||
		    /* "vid behov" as a whole is T34. */
		    (item_is(s, i, WORD_PHRASE_VAGUE) &&
			phrase_ending(rd->r, s, i, PHRASE_VAGUE, NULL)))
			continue;
		row = row_at(rd->r, s, i, &n);
		if (row == 0)
			continue;
		note_use(rd, s, i + 1 - n, n, row);
		i -= n - 1;
	}
}

void
read_t22_end(struct reader *rd)
{
	settle_pending(rd, NULL);
	for (size_t i = 0; i < rd->r->row_count; i++)
		say_both(rd, (uint32_t)i + 1);
}

uint32_t
table_find(const struct readability *r, struct str word)
{
	const struct lexeme *lex = lexicon_find(r->lexicon, hash_of(word));

	return lex && lex->w.known ? lex->w.row : 0;
}
