/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak_name.h"

#include "base/utf8.h"

enum { WORDS = 24 };

enum around { BARE, IN_BRACKETS, IN_QUOTES };

struct name_word {
	struct str text;
	uint64_t hash;
	enum around around;
	bool apart; /* a comma or the like, or "och", stands before it */
	bool capital;
	bool joined; /* with a hyphen to the one before */
	bool family; /* who somebody is, not a name */
};

struct reader {
	struct name_word words[WORDS];
	size_t count;
	leak_name_fn *fn;
	void *arg;
};

/* Words that belong together: places in the list of all. */
struct run {
	size_t items[WORDS];
	size_t count;
};

/* --- words ---------------------------------------------------------------- */

static bool
is_among(struct str word, const char *const *list)
{
	struct sb folded = { 0 };
	bool found = false;

	utf8_fold(&folded, word);
	for (; *list && !found; list++)
		found = str_is(sb_view(&folded), *list);
	sb_release(&folded);
	return found;
}

static bool
is_family(struct str word)
{
	static const char *const words[] = { "mamma", "pappa", "mor", "far",
		"mormor", "morfar", "farmor", "farfar", "moster", "faster",
		"morbror", "farbror", "syster", "storasyster", "lillasyster",
		"bror", "storebror", "lillebror", "kusin", "sambo", "särbo",
		"make", "maka", "man", "hustru", "fru", "herr", "dotter", "son",
		"granne", "vän", "god", "gode", "mannen", "förvaltare", "ombud",
		"advokat", "kallas", NULL };

	return is_among(word, words);
}

static bool
is_and(struct str word)
{
	static const char *const words[] = { "och", "eller", "samt", NULL };

	return is_among(word, words);
}

struct gap {
	enum around around;
	bool apart;
};

static bool
is_quote(uint32_t cp)
{
	return cp == '"' || cp == '\'' || cp == 0xAB || cp == 0xBB ||
	       (cp >= 0x2018 && cp <= 0x201F);
}

/* What stands between two words of a name. */
static void
read_gap(struct gap *g, struct str gap)
{
	size_t off = 0;
	bool one = false, spaced = str_find_char(gap, ' ') != STR_NOT_FOUND;

	while (off < gap.n) {
		uint32_t cp = utf8_decode(gap, &off);

		/* "O'Hara" */
		if (!one && off == gap.n && (cp == '\'' || cp == 0x2019))
			return;
		one = true;
		if (is_quote(cp))
			g->around = g->around == IN_QUOTES ? BARE : IN_QUOTES;
		else if (cp == '(' || cp == '[' || cp == '<' || cp == '{')
			g->around = IN_BRACKETS;
		else if (cp == ')' || cp == ']' || cp == '>' || cp == '}')
			g->around = BARE;
		else if (cp == ',' || cp == ';' || cp == '/' || cp == '&' ||
			 cp == ':' || cp == '|' || cp == '+' || cp == '\n' ||
			 (spaced &&
			     (cp == '-' || cp == 0x2013 || cp == 0x2014)))
			g->apart = true;
	}
}

/* Gives whether there is more to it than words. */
static bool
read_words(struct reader *r, struct str name)
{
	struct gap gap = { BARE, false };
	struct leak_word w;
	size_t off = 0, last = 0;
	bool odd = false;

	while (r->count < WORDS && leak_word_next(name, &off, &w)) {
		struct name_word *word = &r->words[r->count];
		struct str text = str_sub(name, w.off, w.end - w.off);

		read_gap(&gap, str_sub(name, last, w.off - last));
		last = w.end;
		odd |= gap.apart || gap.around != BARE;
		if (r->count && is_and(text)) {
			gap.apart = true;
			continue;
		}
		*word = (struct name_word){ text, w.hash, gap.around,
			gap.apart && r->count, w.capital, w.join == LEAK_CLOSE,
			is_family(text) };
		odd |= word->family;
		gap.apart = false;
		r->count++;
	}
	return odd || r->count > 2;
}

/* --- runs ----------------------------------------------------------------- */

static void
tell(const struct reader *r, const size_t *items, size_t count)
{
	struct leak_window w = { 0 };

	for (size_t i = 0; i < count && i < LEAK_LONGEST; i++)
		leak_window_add(&w, r->words[items[i]].hash);
	if (w.count)
		r->fn(r->arg, leak_window_run(&w, w.count), w.count);
}

static const struct name_word *
word_at(const struct reader *r, const struct run *run, size_t i)
{
	return &r->words[run->items[i]];
}

static bool
any_capital(const struct reader *r, const struct run *run)
{
	for (size_t i = 0; i < run->count; i++)
		if (word_at(r, run, i)->capital)
			return true;
	return false;
}

/* Without "mamma" at its ends, nor small words when there is a capital. */
static struct run
trimmed(const struct reader *r, const struct run *run)
{
	bool capitals = any_capital(r, run);
	size_t from = 0, to = run->count;
	struct run out = { .count = 0 };

	while (from < to && (word_at(r, run, from)->family ||
				(capitals && !word_at(r, run, from)->capital)))
		from++;
	while (
	    to > from && (word_at(r, run, to - 1)->family ||
			     (capitals && !word_at(r, run, to - 1)->capital)))
		to--;
	while (from < to)
		out.items[out.count++] = run->items[from++];
	return out;
}

/* The family name and what is before it: "Anna-Karin Berg", "Anna von Berg". */
static void
tell_last(const struct reader *r, const struct run *run)
{
	size_t from = run->count - 1;
	size_t ends[2] = { run->items[0], run->items[from] };

	if (run->count < 3)
		return;
	do
		from--;
	while (from > 0 && (!word_at(r, run, from)->capital ||
			       word_at(r, run, from)->joined));
	tell(r, run->items + from, run->count - from);
	tell(r, ends, 2);
}

static void
tell_run(const struct reader *r, const struct run *run, bool first, bool only)
{
	struct run name = trimmed(r, run);

	if (name.count == 0 || (!first && !any_capital(r, &name)))
		return;
	/* One word says too little, unless it is all there is. */
	if (name.count == 1 && !only)
		return;
	tell(r, name.items, name.count);
	tell_last(r, &name);
}

/* "Berg, Anna Maria", "Solbritt och Kjell Ängfors" */
static void
tell_pair(const struct reader *r, const struct run *a, const struct run *b)
{
	struct run turned = *b;
	size_t pair[2];

	if (a->count != 1 || b->count == 0 || b->count == WORDS ||
	    !word_at(r, a, 0)->capital || !word_at(r, b, 0)->capital)
		return;
	turned.items[turned.count++] = a->items[0];
	tell(r, turned.items, turned.count);
	pair[0] = b->items[0];
	pair[1] = a->items[0];
	tell(r, pair, 2);
	if (b->count < 2)
		return;
	pair[0] = a->items[0];
	pair[1] = b->items[b->count - 1];
	tell(r, pair, 2);
}

/* Words outside brackets and quotes; split: those are ends, too. */
static void
tell_runs(const struct reader *r, bool split)
{
	struct run run = { .count = 0 }, before = { .count = 0 };
	bool first = true, passed = false;

	for (size_t i = 0; i <= r->count; i++) {
		const struct name_word *w = i < r->count ? &r->words[i] : NULL;

		if (w && w->around != BARE) {
			passed = true;
			continue;
		}
		if (run.count && (!w || w->apart || (split && passed))) {
			struct run name = trimmed(r, &run);

			tell_run(r, &run, first, first && !w && !split);
			tell_pair(r, &before, &name);
			before = name;
			run.count = 0;
			first = false;
		}
		passed = false;
		if (w)
			run.items[run.count++] = i;
	}
}

/* "Solbritt ”Solan” Ängfors" */
static void
tell_nicknames(const struct reader *r)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->words[i].around == IN_QUOTES && r->words[i].capital &&
		    !r->words[i].family &&
		    (i == 0 || r->words[i - 1].around != IN_QUOTES) &&
		    (i + 1 == r->count || r->words[i + 1].around != IN_QUOTES))
			tell(r, &i, 1);
}

void
leak_names(struct str name, leak_name_fn *fn, void *arg)
{
	struct reader r = { .fn = fn, .arg = arg };
	struct leak_window w = { 0 };
	struct leak_word word;
	size_t off = 0;

	while (w.count < LEAK_LONGEST && leak_word_next(name, &off, &word))
		leak_window_add(&w, word.hash);
	if (w.count)
		fn(arg, leak_window_run(&w, w.count), w.count);
	if (!read_words(&r, name))
		return;
	tell_runs(&r, false);
	tell_runs(&r, true);
	tell_nicknames(&r);
}
