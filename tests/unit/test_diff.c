/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Differences of random and of hostile pages: applying a difference to the
 * old page gives the new one, and the time stays bound.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "aid_run.h"
#include "compose/diff.h"
#include "compose/diff_seq.h"

enum { ROUNDS = 400, MEGABYTE = 1024 * 1024 };

/* A small generator of our own, so that a failure can be repeated. */
static uint32_t
next(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

static struct node *
add_node(struct arena *a, struct node *parent, enum node_kind kind)
{
	struct node *n = arena_new(a, struct node);

	n->kind = kind;
	n->parent = parent;
	if (parent->last)
		parent->last->next = n;
	else
		parent->first = n;
	parent->last = n;
	return n;
}

static void
add_text(struct arena *a, struct node *parent, struct str text)
{
	add_node(a, parent, NODE_TEXT)->text = text;
}

/* One block a line: "## x" heading, "- x" item, "a|b" row, else paragraph. */
static void
page_from(struct arena *a, struct page *p, struct str text)
{
	struct node *doc = arena_new(a, struct node), *list = NULL;
	struct str line;

	memset(p, 0, sizeof(*p));
	doc->kind = NODE_DOC;
	p->doc = doc;
	p->meta.title.s = STR("Titel");
	while (str_next_line(&text, &line)) {
		struct node *n;

		if (str_starts(line, STR("## "))) {
			n = add_node(a, doc, NODE_HEADING);
			n->u.heading.level = 2;
			add_text(a, n, str_from_off(line, 3));
			list = NULL;
		} else if (str_starts(line, STR("- "))) {
			if (!list) {
				list = add_node(a, doc, NODE_LIST);
				list->u.list.ordered = true;
				list->u.list.start = 1;
			}
			n = add_node(a, list, NODE_ITEM);
			n = add_node(a, n, NODE_PARAGRAPH);
			add_text(a, n, str_from_off(line, 2));
		} else {
			n = add_node(a, doc, NODE_PARAGRAPH);
			add_text(a, n, line);
			list = NULL;
		}
	}
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Gives the seconds it took, without the making of the pages. */
static double
compare(
    struct arena *a, struct str before, struct str after, struct diff_level *l)
{
	struct page *p = arena_new(a, struct page);
	struct page *q = arena_new(a, struct page);
	struct diff_words *words = diff_words_new(a);
	double begin;

	memset(l, 0, sizeof(*l));
	page_from(a, p, before);
	page_from(a, q, after);
	begin = seconds();
	diff_text_take(a, words, p, &l->old_text);
	diff_text_take(a, words, q, &l->new_text);
	diff_words_end(words);
	diff_level_compare(a, l);
	return seconds() - begin;
}

/* Every unit in exactly one part. */
static void
assert_complete(const struct diff_level *l)
{
	size_t before = 0, after = 0;

	for (size_t i = 0; i < l->parts.count; i++) {
		const struct diff_part *p = &l->parts.items[i];

		if (p->kind != DIFF_GONE)
			before += p->old_count;
		after += p->new_count;
		if (p->moved) {
			assert_true(p->other < l->parts.count);
			assert_int_equal(l->parts.items[p->other].other, i);
		}
	}
	assert_int_equal(before, l->old_text.count);
	assert_int_equal(after, l->new_text.count);
}

static void
assert_applies(struct arena *a, const struct diff_level *l)
{
	struct diff_text made = { 0 };

	assert_complete(l);
	diff_apply(a, l, &made);
	assert_true(diff_text_eq(&made, &l->new_text));
}

static void
random_word(struct sb *out, uint64_t *seed, uint32_t kinds)
{
	static const char *const ends[] = { "", "", "", "", ".", ",", "en",
		"ar" };
	uint32_t w = next(seed) % kinds;

	sb_ch(out, (char)('a' + w % 26));
	sb_repeat(out, (char)('a' + w / 26 % 26), 1 + w % 7);
	sb_cstr(out, ends[next(seed) % 8]);
}

static void
random_line(struct sb *out, uint64_t *seed, uint32_t kinds)
{
	static const char *const starts[] = { "", "", "", "- ", "- ", "## " };
	uint32_t words = 1 + next(seed) % 14;

	sb_cstr(out, starts[next(seed) % 6]);
	for (uint32_t i = 0; i < words; i++) {
		if (i)
			sb_ch(out, ' ');
		random_word(out, seed, kinds);
	}
}

struct lines {
	struct str items[64];
	size_t count;
};

static void
insert_line(struct lines *ls, size_t at, struct str line)
{
	if (ls->count == 64)
		return;
	memmove(ls->items + at + 1, ls->items + at,
	    (ls->count - at) * sizeof(*ls->items));
	ls->items[at] = line;
	ls->count++;
}

static struct str
take_line(struct lines *ls, size_t at)
{
	struct str line = ls->items[at];

	memmove(ls->items + at, ls->items + at + 1,
	    (ls->count - at - 1) * sizeof(*ls->items));
	ls->count--;
	return line;
}

/* One edit as people make them. */
static void
edit(struct arena *a, struct lines *ls, uint64_t *seed, uint32_t kinds)
{
	struct sb line = { 0 };
	size_t at = ls->count ? next(seed) % ls->count : 0;
	size_t space;

	switch (ls->count ? next(seed) % 6 : 0) {
	case 0:
		random_line(&line, seed, kinds);
		insert_line(ls, at, arena_str(a, sb_view(&line)));
		break;
	case 1:
		take_line(ls, at);
		break;
	case 2: /* moved */
		sb_str(&line, take_line(ls, at));
		insert_line(ls, next(seed) % (ls->count + 1),
		    arena_str(a, sb_view(&line)));
		break;
	case 3: /* a word more */
		sb_str(&line, ls->items[at]);
		sb_ch(&line, ' ');
		random_word(&line, seed, kinds);
		ls->items[at] = arena_str(a, sb_view(&line));
		break;
	case 4: /* split */
		space = str_rfind_char(ls->items[at], ' ');
		if (space == STR_NOT_FOUND || space < 4)
			break;
		insert_line(ls, at + 1, str_from_off(ls->items[at], space + 1));
		ls->items[at].n = space;
		break;
	case 5: /* merged */
		if (at + 1 >= ls->count)
			break;
		sb_str(&line, ls->items[at]);
		sb_ch(&line, ' ');
		sb_str(&line, take_line(ls, at + 1));
		ls->items[at] = arena_str(a, sb_view(&line));
		break;
	}
	sb_release(&line);
}

static struct str
join(struct arena *a, const struct lines *ls)
{
	struct sb text = { 0 };
	struct str s;

	for (size_t i = 0; i < ls->count; i++) {
		sb_str(&text, ls->items[i]);
		sb_ch(&text, '\n');
	}
	s = arena_str(a, sb_view(&text));
	sb_release(&text);
	return s;
}

static void
applying_gives_the_new_page(void **state)
{
	(void)state;
	for (uint64_t round = 1; round <= ROUNDS; round++) {
		struct arena a = { 0 };
		struct lines ls = { .count = 0 };
		uint64_t seed = round;
		uint32_t kinds = round % 3 == 0 ? 4 : round % 3 == 1 ? 60 : 600;
		struct str before, after;
		struct diff_level l, back;

		for (uint32_t i = next(&seed) % 30; i > 0; i--)
			insert_line(&ls, 0, STR("")),
			    edit(&a, &ls, &seed, kinds);
		before = join(&a, &ls);
		for (uint32_t i = next(&seed) % 12; i > 0; i--)
			edit(&a, &ls, &seed, kinds);
		after = join(&a, &ls);
		compare(&a, before, after, &l);
		assert_applies(&a, &l);
		assert_int_equal(
		    l.same, diff_text_eq(&l.old_text, &l.new_text));
		compare(&a, after, before, &back);
		assert_applies(&a, &back);
		arena_release(&a);
	}
}

/* Kept elements must be equal and in order: the definition of a difference. */
static size_t
check_seq(const uint32_t *x, size_t n, const uint32_t *y, size_t m)
{
	struct arena a = { 0 };
	bool *gone = arena_array(&a, bool, n), *come = arena_array(&a, bool, m);
	size_t i = 0, j = 0, cost = 0;

	diff_seq(&a, x, n, y, m, gone, come);
	for (;;) {
		for (; i < n && gone[i]; i++)
			cost++;
		for (; j < m && come[j]; j++)
			cost++;
		if (i == n || j == m)
			break;
		assert_int_equal(x[i++], y[j++]);
	}
	assert_int_equal(i, n);
	assert_int_equal(j, m);
	arena_release(&a);
	return cost;
}

/* The cost by the book: n + m - 2 * longest common part. */
static size_t
slow_cost(const uint32_t *x, size_t n, const uint32_t *y, size_t m)
{
	size_t row[64] = { 0 };

	for (size_t i = 0; i < n; i++) {
		size_t corner = 0;

		for (size_t j = 0; j < m; j++) {
			size_t above = row[j + 1];

			if (x[i] == y[j])
				row[j + 1] = corner + 1;
			else if (row[j] > row[j + 1])
				row[j + 1] = row[j];
			corner = above;
		}
	}
	return n + m - 2 * row[m];
}

static void
small_rows_are_compared_the_shortest_way(void **state)
{
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		uint32_t x[40], y[40];
		size_t n = next(&seed) % 40, m = next(&seed) % 40;
		uint32_t kinds = 1 + next(&seed) % 12;

		for (size_t i = 0; i < n; i++)
			x[i] = next(&seed) % kinds;
		for (size_t i = 0; i < m; i++)
			y[i] = next(&seed) % kinds;
		assert_int_equal(check_seq(x, n, y, m), slow_cost(x, n, y, m));
	}
}

typedef void shape_fn(struct sb *out, uint64_t *seed);

static void
shape_paragraphs(struct sb *out, uint64_t *seed)
{
	random_line(out, seed, 5000);
	sb_ch(out, '\n');
}

static void
shape_one_paragraph(struct sb *out, uint64_t *seed)
{
	random_word(out, seed, 5000);
	sb_ch(out, ' ');
}

static void
shape_two_words(struct sb *out, uint64_t *seed)
{
	sb_cstr(out, next(seed) % 2 ? "ja " : "nej ");
}

static void
shape_short_lines(struct sb *out, uint64_t *seed)
{
	sb_cstr(out, next(seed) % 2 ? "a\n" : "b\n");
}

static void
shape_same_line(struct sb *out, uint64_t *seed)
{
	(void)seed;
	sb_cstr(out, "- Ring boendet\n");
}

static void
shape_items_of_few_words(struct sb *out, uint64_t *seed)
{
	random_line(out, seed, 6);
	sb_ch(out, '\n');
}

static size_t
megabyte(void)
{
	return aid_valgrind() ? MEGABYTE / 16 : MEGABYTE;
}

/* A megabyte that differs in every shape of trouble, in bound time. */
static void
a_megabyte_takes_less_than_a_second(void **state)
{
	static shape_fn *const shapes[] = { shape_paragraphs,
		shape_one_paragraph, shape_two_words, shape_short_lines,
		shape_same_line, shape_items_of_few_words };
	/* The first two are text; the others are what nobody writes. */
	double most[] = { 1.0, 1.0, 2.5, 2.5, 2.5, 2.5 };
	size_t size = megabyte();

	(void)state;
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++) {
		struct arena a = { 0 };
		struct sb before = { 0 }, after = { 0 };
		uint64_t seed = i + 1;
		struct diff_level l;
		double took;

		while (before.n < size)
			shapes[i](&before, &seed);
		while (after.n < size)
			shapes[i](&after, &seed);
		took = compare(&a, sb_view(&before), sb_view(&after), &l);
		print_message("shape %zu: %.3f s\n", i, took);
#if defined(__SANITIZE_ADDRESS__)
		most[i] *= 10;
#endif
		if (!aid_valgrind())
			assert_true(took < most[i]);
		assert_applies(&a, &l);
		arena_release(&a);
		sb_release(&before);
		sb_release(&after);
	}
}

/* A realistic one: a megabyte of text, edited here and there. */
static void
an_edited_megabyte_is_seen_as_edited(void **state)
{
	struct arena a = { 0 };
	struct sb before = { 0 }, after = { 0 };
	uint64_t seed = 3;
	struct diff_level l;
	size_t kinds[7] = { 0 };
	size_t line = 0;

	(void)state;
	while (before.n < megabyte()) {
		size_t from = before.n;

		random_line(&before, &seed, 5000);
		if (++line % 10 != 0)
			sb_str(&after, str_from_off(sb_view(&before), from));
		if (line % 25 == 0)
			sb_cstr(&after, "Ett alldeles nytt stycke\n");
		if (line % 10 != 0)
			sb_cstr(&after, line % 7 == 0 ? " tillagt\n" : "\n");
		sb_ch(&before, '\n');
	}
	compare(&a, sb_view(&before), sb_view(&after), &l);
	assert_applies(&a, &l);
	for (size_t i = 0; i < l.parts.count; i++)
		kinds[l.parts.items[i].kind]++;
	assert_true(kinds[DIFF_SAME] > line / 2);
	assert_true(kinds[DIFF_CHANGED] > line / 10);
	arena_release(&a);
	sb_release(&before);
	sb_release(&after);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_rows_are_compared_the_shortest_way),
		cmocka_unit_test(applying_gives_the_new_page),
		cmocka_unit_test(a_megabyte_takes_less_than_a_second),
		cmocka_unit_test(an_edited_megabyte_is_seen_as_edited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
