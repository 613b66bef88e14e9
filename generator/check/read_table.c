/* SPDX-License-Identifier: EUPL-1.2 */
/* Rules that look words and phrases up: word table, idioms, references. */
#include "check/read.h"

#include <string.h>

#include "diag/msg.h"

static const char *const idioms[] = { "mellan stolarna", "på tapeten",
	"bollen ligger hos", "bollen är hos", "bollen ligger",
	"bollen i rullning", "bollen i luften", "planhalva", "planhalvan",
	"röda tråden", "röd tråd", "tappa tråden", "tappade tråden",
	"tappar tråden", "lägga locket på", "lägger locket på",
	"tjuren vid hornen", "två flugor i en smäll", "flugor i en smäll",
	"ligger på is", "lagt på is", "läggs på is", "lägga på is",
	"läggas på is", "i samma båt", "grönt ljus", "i ljuset av",
	"korten på bordet", "under mattan", "brev på posten",
	"toppen av ett isberg", "toppen av isberget", "in handduken",
	"åt samma håll", "egna ben", "hålla tummarna", "håller tummarna",
	"nypa salt", "går på knäna", "gå på knäna", "i grund och botten",
	"till syvende och sist", "på rak arm", "högt i tak", "i hamn",
	"ro i land", "ro iland", "rott i land", "sura äpplet", "lösa knutar",
	"nyckeln till framgång", "på traven", "hänger i luften",
	"hänga i luften", "hängde i luften", "ner foten", "ned foten",
	"strå till stacken", "i rampljuset", "i startgroparna", "på rätt köl",
	"upp ögonen", "dövörat", "tala samma språk", "talar samma språk",
	"bryta isen", "bryter isen", "dans på rosor", "grisen i säcken",
	"i framkant", "på agendan", "upp på bordet", "bladet från munnen",
	"mellan raderna", "is i magen", "är på tårna", "stå på tårna",
	"käppar i hjulet", "höjd för", "hand i hand", "ut i sanden",
	"pipsvängen", "i klaveret", "spindeln i nätet", "sten på börda",
	"huvudet på spiken", "hårdhandskarna", "svart på vitt", "kalla handen",
	"klar himmel", "på patrull", "rulla tummarna", "upp ärmarna",
	"järn i elden", "på räls", "sopa under", "i blåsväder", "blåsväder",
	"guldkant", "väger tungt", "väga tungt", "vägde tungt", "stenkoll",
	"i förarsätet", "förarsätet", "mållinjen", "över ribban", "ribban",
	"nyckelspelare", "bollplank", "vägskäl", "på en räkmacka", "på en höft",
	"med livet som insats", "lägga rabarber", "bygga broar", "bygger broar",
	"bygga en bro", "ljuset i tunneln", "ljus i tunneln",
	"glaset är halvfullt", "på samma spår", "in på fel spår", "på fel spår",
	"rätt spår", "på rätt spår", "i ett nötskal", "eld i baken",
	"på hal is", "hal is", "över huvudet på", "i sin linda",
	"ta sig vatten över huvudet", "vatten över huvudet",
	"hjärtat på rätta stället", "stolpe ut", "håller streck",
	"hålla streck", "i kläm", "hamna i kläm", "tungan rätt i mun", "blåögd",
	"en klump i magen", "lägga band på", "dra öronen åt sig",
	"öronen åt sig", "sätta ned klackarna", "fot i dörren",
	"ha många hattar", "ha på fötterna", "kasta ljus", "falla på plats",
	"faller på plats", "föll på plats", "klartecken", "tummen upp",
	"vattendelare", "flaskhals", "flaskhalsar", "slå dövörat",
	"på sparlåga", "sparlåga", "i gungning" };

static const struct {
	const char *words;
	const char *full;
} short_phrases[] = { { "t ex", "till exempel" }, { "bl a", "bland annat" },
	{ "m m", "med mera" }, { "m fl", "med flera" }, { "s k", "så kallad" },
	{ "p g a", "på grund av" }, { "d v s", "det vill säga" },
	{ "o s v", "och så vidare" }, { "f d", "förra" },
	{ "fr o m", "från och med" }, { "t o m", "till och med" },
	{ "f n", "just nu" }, { "m a p", "med tanke på" },
	{ "o d", "och liknande" }, { "e d", "eller liknande" },
	{ "m h a", "med hjälp av" }, { "f ö", "förresten" },
	{ "i st f", "i stället för" }, { "å k", "årskurs" } };

static const char *const vague[] = { "vid behov", "efter behov",
	"så snart som möjligt", "så fort som möjligt", "när det är lämpligt",
	"i mån av tid", "i möjligaste mån", "vid tillfälle",
	"med jämna mellanrum", "i den mån" };

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
		p.words[p.count++] = hash_of(word);
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
	if (word_next(&plain, &word) && !word_next(&plain, &more))
		row->plain = hash_of(word);
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
		    "två tre fyra fem sex sju åtta nio tio elva tolv" },
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
	for (size_t i = 0; i < sizeof(idioms) / sizeof(*idioms); i++)
		phrase_add(a, r, str_from(idioms[i]), PHRASE_IDIOM);
	for (size_t i = 0; i < sizeof(vague) / sizeof(*vague); i++)
		phrase_add(a, r, str_from(vague[i]), PHRASE_VAGUE);
	for (size_t i = 0; i < sizeof(short_phrases) / sizeof(*short_phrases);
	     i++) {
		struct phrase *p = phrase_add(
		    a, r, str_from(short_phrases[i].words), PHRASE_SHORT);

		if (p)
			p->text = short_phrases[i].full;
	}
}

size_t
phrase_ending(const struct readability *r, const struct reading *s, size_t i,
    enum phrase_kind kind, const struct phrase **found)
{
	size_t longest = 0;

	for (uint32_t at = s->items[i].w.phrase; at;
	     at = r->phrases.items[at - 1].next) {
		const struct phrase *p = &r->phrases.items[at - 1];
		size_t n = 0;

		if (p->kind != kind || p->count > i + 1 || p->count <= longest)
			continue;
		while (n < p->count &&
		       s->items[i - n].t.hash == p->words[p->count - 1 - n])
			n++;
		if (n < p->count)
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

static bool
defines(const struct reading *s, size_t i)
{
	if (item_in(s, i, LISTED_MEANS))
		return true;
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

/* Most words of the table's explanation stand in the sentence. */
static bool
says_the_same(const struct table_row *t, const struct reading *s, uint32_t row)
{
	size_t hits = 0;

	for (size_t n = 0; n < t->easy_count; n++)
		for (size_t i = 0; i < s->count; i++)
			if (s->items[i].t.hash == t->easy[n] &&
			    s->items[i].w.row != row) {
				hits++;
				break;
			}
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
	if (p->first && read_begin(rd, DIAG_T22) && !read_allowed(rd, p->t22) &&
	    read_room(rd, NORMAL))
		say_difficult(rd, p->row, p->at, p->text);
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

void
read_t22(struct reader *rd, const struct reading *s)
{
	if (rd->pending_count)
		settle_pending(rd, s);
	if (!(s->any & WORD_TABLE) || rd->in == IN_TITLE ||
	    rd->in == IN_HEADING)
		return;
	/* From the end: a phrase is known by its last word. */
	for (size_t i = s->count; i-- > 0;) {
		size_t n;
		uint32_t row;

		if (!item_is(s, i, WORD_TABLE) ||
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
}

uint32_t
table_find(const struct readability *r, struct str word)
{
	const struct lexeme *lex = lexicon_find(r->lexicon, hash_of(word));

	return lex && lex->w.known ? lex->w.row : 0;
}

/* --- T24 and T31 --- */

void
read_t24(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		size_t n = item_is(s, i, WORD_PHRASE)
			       ? phrase_ending(rd->r, s, i, PHRASE_IDIOM, NULL)
			       : 0;

		if (n)
			READ_SAY_AT(rd, NORMAL, read_span(rd, s, i + 1 - n, i),
			    N_("\"%.*s\" is a figure of speech"),
			    STR_ARG(item_texts(s, i + 1 - n, i)));
	}
}

static bool
is_number(const struct reading *s, size_t i)
{
	if (i >= s->count)
		return false;
	return s->items[i].t.kind == TOKEN_NUMBER ||
	       item_is(s, i, WORD_NUMBER) ||
	       ((s->items[i].t.shape & SHAPE_CAPITAL) &&
		   s->items[i].t.letters == 1);
}

/* "ovan" and "nedan" as places in the text, not "van vid". */
static bool
is_above(const struct reading *s, size_t i)
{
	if (item_among(s, i,
		"ovanstående nedanstående ovannämnda ovannämnd nedannämnda "
		"förutnämnda"))
		return true;
	if (item_among(s, i, "föregående"))
		return item_among(s, i + 1,
		    "sida sidan avsnitt kapitel stycke punkt rubrik mening");
	return item_among(s, i, "ovan nedan") &&
	       !item_among(s, i + 1, "vid att för") &&
	       !(i > 0 &&
		   item_among(s, i - 1, "är van blir känner mycket lite"));
}

/* "se sidan 3", "i kapitel 2", "enligt punkt 4" */
static bool
is_reference(const struct reading *s, size_t i)
{
	/* A law: "kapitel 10, 8 §" is its name, not another place. */
	for (size_t n = i + 1; n < s->count && n < i + 7; n++)
		if (str_is(item_text(s, n), "§"))
			return false;
	static const char places[] = "sidan sida kapitel avsnitt bilaga punkt "
				     "rubrik rubriken tabell figur bild "
				     "faktaruta rutan stycke stycket sid s kap";

	if (item_among(s, i, "se jämför läs"))
		return item_among(s, i + 1, places) ||
		       (item_among(s, i + 1, "även också vidare mer") &&
			   item_among(s, i + 2, places));
	return item_among(s, i,
		   "sidan kapitel avsnitt bilaga punkt tabell figur sidorna") &&
	       is_number(s, i + 1);
}

void
read_t31(struct reader *rd, const struct reading *s)
{
	for (size_t i = 0; i < s->count; i++) {
		if (!item_word(s, i) || s->items[i].t.kind != TOKEN_WORD)
			continue;
		if (!item_is(s, i, WORD_REFERENCE))
			continue;
		if (is_above(s, i)) {
			READ_SAY(rd, NORMAL, s, i,
			    N_("\"%.*s\" sends the reader to another place"),
			    STR_ARG(item_text(s, i)));
		} else if (is_reference(s, i)) {
			READ_SAY_AT(rd, NORMAL,
			    read_span(
				rd, s, i, item_word(s, i + 1) ? i + 1 : i),
			    N_("the text sends the reader to another place"));
			i += 2;
		}
	}
}
