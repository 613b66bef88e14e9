/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Figures, dates and references to law that differ. "3 dagar" and "tre dagar"
 * are the same, and so are "2026-11-16" and "16 november 2026".
 */
#include "compose/diff.h"

#include "base/utf8.h"
#include "text/numbers.h"
#include "text/words.h"

enum { FACTS_MOST = 400 }; /* of a part, and of a page at one level */
/* Digits of a telephone number, and of its codes: 0046 8. */
enum { PHONE_LEAST = 7, PHONE_CODE = 5 };

struct found {
	enum diff_fact_kind kind;
	struct str key;  /* what it says, in one way of writing */
	struct str unit; /* of a figure "dagar", of a law its family */
	struct str text; /* as written */
	bool used;
	bool vague; /* "två saker": tells nothing alone */
};

struct found_list {
	struct found *items;
	size_t count;
	size_t cap;
};

struct reader {
	struct arena *a;
	const struct diff_token *t;
	size_t n;
	struct found_list *out;
};

static const char *const months[] = { "januari", "februari", "mars", "april",
	"maj", "juni", "juli", "augusti", "september", "oktober", "november",
	"december" };

/* What "en" and "ett" count when they are more than an article. */
static const char *const measures[] = { "dag", "dygn", "vecka", "månad", "år",
	"timme", "minut", "gång", "dagar", "veckor", "månader", "timmar",
	"minuter", "gånger", "dagen", "veckan" };

static bool
is_word(const struct diff_token *t)
{
	size_t off = 0;

	return t->kind == DIFF_WORD && t->text.n &&
	       utf8_is_letter(utf8_decode(t->text, &off));
}

static bool
is_figure(const struct diff_token *t)
{
	return t->kind == DIFF_WORD && t->text.n && ascii_digit(t->text.p[0]);
}

/* Place of the folded word in a list, or -1. */
static int
place_in(const char *const *list, size_t count, struct str word)
{
	struct sb folded = { 0 };
	int found = -1;

	if (word.n > 16)
		return -1;
	utf8_fold(&folded, word);
	for (size_t i = 0; i < count && found < 0; i++)
		if (str_is(sb_view(&folded), list[i]))
			found = (int)i;
	sb_release(&folded);
	return found;
}

#define PLACE_IN(list, word) \
	place_in((list), sizeof(list) / sizeof(*(list)), (word))

/* What a number word says, or -1. */
static long
number_of(const struct diff_token *t)
{
	char folded[WORD_LONGEST];

	if (!is_word(t) || t->text.n >= WORD_LONGEST)
		return -1;
	return number_written(str_of(folded, word_fold(t->text, folded)));
}

static void
add(struct reader *r, struct found f, size_t from, size_t count)
{
	struct sb text = { 0 };

	if (r->out->count >= FACTS_MOST)
		return;
	diff_tokens_text(r->t + from, count, &text);
	f.text = arena_str(r->a, sb_view(&text));
	sb_release(&text);
	if (f.key.n == 0)
		f.key = f.text;
	*arena_push(r->a, r->out) = f;
}

static bool
at_is(const struct reader *r, size_t i, const char *text)
{
	return i < r->n && r->t[i].kind == DIFF_WORD &&
	       str_is(r->t[i].text, text);
}

/* "lag:hsl" of "lag:hsl-16-4": ids of one law begin alike. */
static struct str
law_family(struct str target)
{
	return str_sub(target, 0, str_find_char(target, '-'));
}

/* All tokens of one link to a law. */
static size_t
read_law_link(struct reader *r, size_t i)
{
	struct str target = r->t[i].target;
	size_t end = i + 1;

	if (!str_starts(target, STR("lag:")))
		return 0;
	while (end < r->n && str_eq(r->t[end].target, target))
		end++;
	add(r,
	    (struct found){
		.kind = FACT_LAW, .key = target, .unit = law_family(target) },
	    i, end - i);
	return end - i;
}

/* "2025:400" */
static bool
is_law_number(struct str s)
{
	if (s.n < 6 || s.p[4] != ':')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (i != 4 && !ascii_digit(s.p[i]))
			return false;
	return s.p[0] == '1' || s.p[0] == '2';
}

/* "8", "7 a", "8 och 9", "5-7": up to the sign of paragraphs. */
static size_t
skip_paragraph_numbers(const struct reader *r, size_t i)
{
	size_t at = i;

	while (at < r->n && at - i < 12) {
		const struct diff_token *t = &r->t[at];

		if (!is_figure(t) && !(is_word(t) && t->text.n == 1) &&
		    !str_is(t->text, "och") && !str_is(t->text, ",") &&
		    !str_is(t->text, "–") && !str_is(t->text, "-"))
			break;
		at++;
	}
	return at;
}

/* "10 kap. 8 §", "10 kap.", "7 a §", "8 och 9 §§", "2025:400" */
static size_t
read_law_text(struct reader *r, size_t i)
{
	size_t at = i, numbers_end;

	if (!is_figure(&r->t[i]))
		return 0;
	if (is_law_number(r->t[i].text)) {
		add(r, (struct found){ .kind = FACT_LAW }, i, 1);
		return 1;
	}
	if (at_is(r, i + 1, "kap") || at_is(r, i + 1, "kapitlet")) {
		at = i + 2;
		if (at_is(r, at, "."))
			at++;
	}
	numbers_end = skip_paragraph_numbers(r, at);
	if (at_is(r, numbers_end, "§")) {
		at = numbers_end + 1;
		while (at_is(r, at, "§"))
			at++;
	}
	if (at == i)
		return 0;
	add(r, (struct found){ .kind = FACT_LAW }, i, at - i);
	return at - i;
}

static struct str
date_key(struct reader *r, int day, int month, int year)
{
	return arena_fmt(r->a, "%04d-%02d-%02d", year, month, day);
}

/* "16 november 2026", "16 november", "november 2026", "november" */
static size_t
read_date_text(struct reader *r, size_t i)
{
	size_t at = i;
	int day = 0, month, year = 0;

	if (is_figure(&r->t[at]) && str_int(r->t[at].text, &day) && day >= 1 &&
	    day <= 31)
		at++;
	else
		day = 0;
	if (at >= r->n || !is_word(&r->t[at]))
		return 0;
	month = PLACE_IN(months, r->t[at].text);
	if (month < 0)
		return 0;
	at++;
	if (at < r->n && r->t[at].text.n == 4 && is_figure(&r->t[at]) &&
	    str_int(r->t[at].text, &year))
		at++;
	add(r,
	    (struct found){
		.kind = FACT_DATE, .key = date_key(r, day, month + 1, year) },
	    i, at - i);
	return at - i;
}

static size_t
read_date(struct reader *r, size_t i)
{
	date_t d;

	if (r->t[i].kind == DIFF_WORD && date_parse(r->t[i].text, &d)) {
		struct ymd y = date_ymd(d);

		add(r,
		    (struct found){ .kind = FACT_DATE,
			.key = date_key(r, y.day, y.month, y.year) },
		    i, 1);
		return 1;
	}
	return read_date_text(r, i);
}

/* Digits of a piece of a telephone number, or 0. */
static size_t
phone_digits(const struct diff_token *t)
{
	size_t digits = 0;

	if (!is_figure(t))
		return 0;
	for (size_t i = 0; i < t->text.n; i++) {
		if (ascii_digit(t->text.p[i]))
			digits++;
		else if (t->text.p[i] != '-')
			return 0;
	}
	return digits;
}

static bool
is_phone_mark(const struct diff_token *t)
{
	return t->kind == DIFF_WORD &&
	       (str_is(t->text, "(") || str_is(t->text, ")") ||
		   str_is(t->text, "-") || str_is(t->text, "–") ||
		   str_is(t->text, "/"));
}

/* Digits that a number which begins so may have; 0: it is none. */
static size_t
phone_most(struct str first, bool plus)
{
	if (plus)
		return str_starts(first, STR("46")) ? 11 : 15;
	if (str_starts(first, STR("00")))
		return str_starts(first, STR("0046")) ? 13 : 17;
	return first.p[0] == '0' ? 10 : 0;
}

/* "08-000 00 12", "+46 (0)8 000 00 12": counts nothing, so no figure is told. */
static size_t
skip_phone(const struct reader *r, size_t i)
{
	bool plus = at_is(r, i, "+");
	size_t at = i + plus, digits = 0, end = i, most;

	if (at >= r->n || !is_figure(&r->t[at]))
		return 0;
	most = phone_most(r->t[at].text, plus);
	for (; at < r->n; at++) {
		size_t n = phone_digits(&r->t[at]);

		if (n == 0 && digits <= PHONE_CODE && is_phone_mark(&r->t[at]))
			continue;
		if (n == 0 || digits + n > most ||
		    (n == 1 && digits > PHONE_CODE))
			break;
		digits += n;
		end = at + 1;
	}
	return digits >= PHONE_LEAST ? end - i : 0;
}

static size_t
leading_digits(struct str s)
{
	size_t n = 0;

	while (n < s.n && ascii_digit(s.p[n]))
		n++;
	return n;
}

/* Whether a group of three digits may follow: "1", "10-1", not "2,5", "08". */
static bool
begins_thousands(struct str s)
{
	size_t start = s.n;

	while (start > 0 && ascii_digit(s.p[start - 1]))
		start--;
	return s.n - start >= 1 && s.n - start <= 3 &&
	       (start == 0 || s.p[start - 1] == '-') && s.p[start] != '0';
}

/* Tokens of "1 500", "1 500 000", "1 500,50", "1 500-2 000"; 1 of any other. */
static size_t
thousands(const struct reader *r, size_t i)
{
	size_t count = 1;
	bool more = begins_thousands(r->t[i].text);

	for (; more && i + count < r->n; count++) {
		const struct diff_token *t = &r->t[i + count];

		if (!is_figure(t) || !t->space || leading_digits(t->text) != 3)
			break;
		if (t->text.n > 3 && t->text.p[3] != ',' && t->text.p[3] != '-')
			break;
		more = t->text.n == 3 || begins_thousands(t->text);
	}
	return count;
}

/* A number and the word after it, which says of what. */
static size_t
read_figure(struct reader *r, size_t i)
{
	struct found f = { .kind = FACT_FIGURE };
	long n = number_of(&r->t[i]);
	struct sb key = { 0 };
	const struct diff_token *next;
	size_t count = 1;
	int minutes;

	if (n < 0 && !is_figure(&r->t[i]))
		return 0;
	if (n < 0)
		count = thousands(r, i);
	for (size_t k = 0; k < count; k++)
		sb_str(&key, r->t[i + k].text);
	next = i + count < r->n ? &r->t[i + count] : NULL;
	if (next && !time_parse(r->t[i].text, &minutes) &&
	    (is_word(next) || str_is(next->text, "%"))) {
		f.unit = next->text;
		count++;
	}
	if (n >= 0) {
		sb_reset(&key);
		sb_fmt(&key, "%ld", n);
	}
	f.key = arena_fmt(
	    r->a, "%.*s %.*s", STR_ARG(sb_view(&key)), STR_ARG(f.unit));
	sb_release(&key);
	if (n >= 0 && f.unit.n == 0)
		return 0; /* "två" alone: says nothing */
	if (n == 1 && PLACE_IN(measures, f.unit) < 0)
		return 0;
	f.vague = n >= 0 && PLACE_IN(measures, f.unit) < 0;
	add(r, f, i, count);
	return count;
}

static void
read_facts(struct arena *a, const struct diff_token *t, size_t n,
    struct found_list *out)
{
	struct reader r = { .a = a, .t = t, .n = n, .out = out };

	for (size_t i = 0; i < n;) {
		size_t taken = read_law_link(&r, i);

		if (taken == 0)
			taken = skip_phone(&r, i);
		if (taken == 0)
			taken = read_law_text(&r, i);
		if (taken == 0)
			taken = read_date(&r, i);
		if (taken == 0)
			taken = read_figure(&r, i);
		i += taken ? taken : 1;
	}
}

/* What stands on both sides did not change. */
static void
cancel(struct found_list *a, struct found_list *b)
{
	for (size_t i = 0; i < a->count; i++) {
		for (size_t j = 0; j < b->count; j++) {
			if (b->items[j].used ||
			    a->items[i].kind != b->items[j].kind ||
			    !str_eq(a->items[i].key, b->items[j].key))
				continue;
			a->items[i].used = b->items[j].used = true;
			break;
		}
	}
}

struct adder {
	struct arena *a;
	const struct diff_page *page;
	enum variant variant;
	struct diff_facts *out;
	size_t first; /* fact of this page at this level */
};

/* The same change said twice on a page is one. */
static bool
known_fact(const struct adder *ad, const struct found *b, const struct found *c)
{
	for (size_t i = ad->first; i < ad->out->count; i++) {
		const struct diff_fact *f = &ad->out->items[i];

		if (str_eq(f->before_key, b ? b->key : STR_NONE) &&
		    str_eq(f->after_key, c ? c->key : STR_NONE))
			return true;
	}
	return false;
}

/* From b to c; one of them may be NULL. */
static void
add_fact(
    struct adder *ad, const struct found *b, const struct found *c, size_t part)
{
	const struct found *latest = c ? c : b;
	struct diff_fact *f;

	if (!latest || ad->out->count - ad->first >= FACTS_MOST ||
	    known_fact(ad, b, c))
		return;
	f = arena_push(ad->a, ad->out);
	*f = (struct diff_fact){ .kind = latest->kind,
		.page = ad->page,
		.variant = ad->variant,
		.part = part };
	if (b) {
		f->before = b->text;
		f->before_key = b->key;
	}
	if (c) {
		f->after = c->text;
		f->after_key = c->key;
	}
}

/* In the order they stand; figures of the same measure first. */
static void
pair_up(struct adder *ad, struct found_list *before, struct found_list *after,
    bool same_unit, size_t part)
{
	for (size_t i = 0; i < before->count; i++) {
		struct found *b = &before->items[i];

		for (size_t j = 0; j < after->count && !b->used; j++) {
			struct found *c = &after->items[j];

			if (c->used || c->kind != b->kind ||
			    (same_unit && !str_eq(b->unit, c->unit)))
				continue;
			b->used = c->used = true;
			add_fact(ad, b, c, part);
		}
	}
}

struct alone {
	struct found f;
	size_t part;
};

struct alone_list {
	struct alone *items;
	size_t count;
	size_t cap;
};

static void
take_alone(struct arena *a, const struct found_list *from, size_t part,
    struct alone_list *out)
{
	for (size_t i = 0; i < from->count && out->count < FACTS_MOST; i++)
		if (!from->items[i].used && !from->items[i].vague)
			*arena_push(a, out) =
			    (struct alone){ from->items[i], part };
}

/* What left one part and came in another is where it was. */
static void
add_alone(struct adder *ad, struct alone_list *before, struct alone_list *after)
{
	for (size_t i = 0; i < before->count; i++) {
		struct alone *b = &before->items[i];

		for (size_t j = 0; j < after->count && !b->f.used; j++) {
			struct found *c = &after->items[j].f;

			if (c->used || c->kind != b->f.kind ||
			    !str_eq(c->key, b->f.key))
				continue;
			b->f.used = c->used = true;
		}
		if (!b->f.used)
			add_fact(ad, &b->f, NULL, b->part);
	}
	for (size_t j = 0; j < after->count; j++)
		if (!after->items[j].f.used)
			add_fact(
			    ad, NULL, &after->items[j].f, after->items[j].part);
}

void
diff_level_facts(struct arena *a, const struct diff_page *page, enum variant v,
    struct diff_facts *out)
{
	const struct diff_level *level = &page->levels[v];
	struct adder ad = { a, page, v, out, out->count };
	struct alone_list gone = { 0 }, come = { 0 };

	for (size_t i = 0; i < level->parts.count; i++) {
		const struct diff_part *p = &level->parts.items[i];
		struct found_list before = { 0 }, after = { 0 };

		if (p->kind == DIFF_SAME || p->kind == DIFF_GONE ||
		    ((p->elsewhere || page->kind != DIFF_PAGE_CHANGED) &&
			p->run_count == 0))
			continue;
		read_facts(a, p->old_tokens, p->old_token_count, &before);
		read_facts(a, p->new_tokens, p->new_token_count, &after);
		cancel(&before, &after);
		pair_up(&ad, &before, &after, true, i);
		pair_up(&ad, &before, &after, false, i);
		take_alone(a, &before, i, &gone);
		take_alone(a, &after, i, &come);
	}
	add_alone(&ad, &gone, &come);
}
