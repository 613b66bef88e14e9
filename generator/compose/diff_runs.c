/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/diff_runs.h"

#include "base/utf8.h"
#include "compose/diff_seq.h"

enum { SLIDE_MOST = 200 };

#define UNIT_ID UINT32_MAX /* of no other token */

/* A change between two kept stretches; both ranges may be empty. */
struct group {
	size_t old_at, old_count;
	size_t new_at, new_count;
};

struct groups {
	struct group *items;
	size_t count;
	size_t cap;
};

static const struct diff_token unit_end = {
	.text = { "\n", 1 }, .kind = DIFF_UNIT, .id = UNIT_ID, .word = UNIT_ID
};

/* The tokens of units that follow each other, as one row. */
static const struct diff_token *
join(struct arena *a, const struct diff_unit *units, size_t count, uint32_t *n)
{
	struct diff_token *row;
	size_t at = 0;

	*n = (uint32_t)(count ? count - 1 : 0);
	for (size_t i = 0; i < count; i++)
		*n += units[i].count;
	if (count == 1)
		return units[0].tokens;
	row = arena_array(a, struct diff_token, *n);
	for (size_t i = 0; i < count; i++) {
		if (i)
			row[at++] = unit_end;
		for (size_t j = 0; j < units[i].count; j++)
			row[at++] = units[i].tokens[j];
	}
	return row;
}

static uint32_t *
ids_of(struct arena *a, const struct diff_token *tokens, size_t count)
{
	uint32_t *ids = arena_array(a, uint32_t, count);

	for (size_t i = 0; i < count; i++)
		ids[i] = tokens[i].id;
	return ids;
}

static void
take_groups(struct arena *a, const struct diff_part *p, struct groups *out)
{
	size_t n = p->old_token_count, m = p->new_token_count;
	struct arena scratch = { 0 };
	bool *gone = arena_array(&scratch, bool, n);
	bool *come = arena_array(&scratch, bool, m);
	size_t i = 0, j = 0;

	diff_seq(&scratch, ids_of(&scratch, p->old_tokens, n), n,
	    ids_of(&scratch, p->new_tokens, m), m, gone, come);
	while (i < n || j < m) {
		struct group g = { .old_at = i, .new_at = j };

		while (i < n && gone[i])
			i++;
		while (j < m && come[j])
			j++;
		g.old_count = i - g.old_at;
		g.new_count = j - g.new_at;
		if (g.old_count || g.new_count)
			*arena_push(a, out) = g;
		while (i < n && j < m && !gone[i] && !come[j]) {
			i++;
			j++;
		}
	}
	arena_release(&scratch);
}

/* Letters of words before each token; marks do not count. */
static size_t *
sum_letters(struct arena *a, const struct diff_token *t, size_t count)
{
	size_t *sums = arena_array(a, size_t, count + 1);

	for (size_t i = 0; i < count; i++) {
		size_t off = 0;
		uint32_t cp = utf8_decode(t[i].text, &off);
		bool word = t[i].kind == DIFF_WORD &&
			    (utf8_is_letter(cp) || utf8_is_digit(cp));

		sums[i + 1] = sums[i] + (word ? t[i].text.n : 0);
	}
	return sums;
}

struct letters {
	size_t *old, *new;
};

static size_t
size_of(const struct letters *l, const struct group *g)
{
	size_t gone = l->old[g->old_at + g->old_count] - l->old[g->old_at];
	size_t come = l->new[g->new_at + g->new_count] - l->new[g->new_at];

	return gone > come ? gone : come;
}

static bool
both_ways(const struct group *a, const struct group *b)
{
	return a->old_count + b->old_count && a->new_count + b->new_count;
}

/*
 * Words that are few beside the changes around them, or one word between two
 * that were replaced: "20 november 2025" is read as one.
 */
static bool
is_island(const struct letters *l, const struct group *a, const struct group *b)
{
	size_t from = a->old_at + a->old_count;
	size_t island = l->old[b->old_at] - l->old[from];
	size_t x = size_of(l, a), y = size_of(l, b);

	if (a->old_count && a->new_count && b->old_count && b->new_count &&
	    b->old_at - from <= 2)
		return true;
	return 2 * island <= (x < y ? x : y);
}

/* Gives up kept words that only make the change harder to read. */
static void
join_groups(const struct diff_part *p, struct groups *gs)
{
	struct arena scratch = { 0 };
	struct letters l = { sum_letters(
				 &scratch, p->old_tokens, p->old_token_count),
		sum_letters(&scratch, p->new_tokens, p->new_token_count) };
	size_t kept = 0;

	for (size_t i = 0; i < gs->count; i++) {
		struct group g = gs->items[i];

		while (kept) {
			struct group *before = &gs->items[kept - 1];

			if (!both_ways(before, &g) ||
			    !is_island(&l, before, &g))
				break;
			g = (struct group){ before->old_at,
				g.old_at + g.old_count - before->old_at,
				before->new_at,
				g.new_at + g.new_count - before->new_at };
			kept--;
		}
		gs->items[kept++] = g;
	}
	gs->count = kept;
	arena_release(&scratch);
}

static bool
ends_sentence(const struct diff_token *t)
{
	return t->kind == DIFF_UNIT || t->kind == DIFF_LINE ||
	       t->kind == DIFF_CELL || str_is(t->text, ".") ||
	       str_is(t->text, "!") || str_is(t->text, "?") ||
	       str_is(t->text, ":");
}

/* How well a change that is row[at..at+count] can be read. */
static int
ease(const struct diff_token *row, size_t n, size_t at, size_t count)
{
	int e = 0;

	if (at == 0 || ends_sentence(&row[at - 1]))
		e += 4;
	if (at + count == n || ends_sentence(&row[at + count - 1]))
		e += 3;
	if (row[at].space)
		e += 2;
	if (at + count < n && row[at + count].space)
		e += 1;
	return e;
}

/*
 * The same change stands as well one word further on when the word it leaves
 * is the word it takes. Shifts the range of the row, and the point in the
 * other row, by as much as reads best.
 */
static void
slide(const struct diff_token *row, size_t n, size_t *at, size_t count,
    size_t *other, size_t low, size_t high)
{
	size_t left = 0, right = 0, start = *at, back = *other, best = *at;
	int most = ease(row, n, *at, count);

	while (left < SLIDE_MOST && start - left > low &&
	       row[start - left - 1].id == row[start + count - left - 1].id) {
		left++;
		if (ease(row, n, start - left, count) > most) {
			most = ease(row, n, start - left, count);
			best = start - left;
		}
	}
	while (right < SLIDE_MOST && start + right + count < high &&
	       row[start + right].id == row[start + right + count].id) {
		right++;
		if (ease(row, n, start + right, count) > most) {
			most = ease(row, n, start + right, count);
			best = start + right;
		}
	}
	*other = back + best - start;
	*at = best;
}

static void
slide_groups(const struct diff_part *p, struct groups *gs)
{
	for (size_t i = 0; i < gs->count; i++) {
		struct group *g = &gs->items[i];
		const struct group *before = i ? g - 1 : NULL;
		const struct group *after = i + 1 < gs->count ? g + 1 : NULL;

		if (g->old_count == 0)
			slide(p->new_tokens, p->new_token_count, &g->new_at,
			    g->new_count, &g->old_at,
			    before ? before->new_at + before->new_count : 0,
			    after ? after->new_at : p->new_token_count);
		else if (g->new_count == 0)
			slide(p->old_tokens, p->old_token_count, &g->old_at,
			    g->old_count, &g->new_at,
			    before ? before->old_at + before->old_count : 0,
			    after ? after->old_at : p->old_token_count);
	}
}

struct runs {
	struct diff_run *items;
	size_t count;
	size_t cap;
};

static void
add_run(struct arena *a, struct runs *out, enum diff_op op, size_t old_at,
    size_t new_at, size_t count)
{
	if (count)
		*arena_push(a, out) = (struct diff_run){ op, (uint32_t)old_at,
			(uint32_t)new_at, (uint32_t)count };
}

static void
make_runs(struct arena *a, struct diff_part *p)
{
	struct groups gs = { 0 };
	struct runs runs = { 0 };
	size_t i = 0, j = 0;

	take_groups(a, p, &gs);
	join_groups(p, &gs);
	slide_groups(p, &gs);
	for (size_t k = 0; k < gs.count; k++) {
		const struct group *g = &gs.items[k];

		add_run(a, &runs, DIFF_KEEP, i, j, g->old_at - i);
		i = g->old_at + g->old_count;
		add_run(
		    a, &runs, DIFF_DELETE, g->old_at, g->new_at, g->old_count);
		j = g->new_at + g->new_count;
		add_run(a, &runs, DIFF_INSERT, i, g->new_at, g->new_count);
	}
	add_run(a, &runs, DIFF_KEEP, i, j, p->old_token_count - i);
	p->runs = runs.items;
	p->run_count = (uint32_t)runs.count;
}

void
diff_runs_take(struct arena *a, const struct diff_text *before,
    const struct diff_text *after, struct diff_part *p)
{
	p->old_tokens = join(
	    a, before->items + p->old_at, p->old_count, &p->old_token_count);
	p->new_tokens = join(
	    a, after->items + p->new_at, p->new_count, &p->new_token_count);
	make_runs(a, p);
}

void
diff_runs_between(struct arena *a, const struct diff_token *before,
    uint32_t count, struct diff_part *p)
{
	p->old_tokens = before;
	p->old_token_count = count;
	make_runs(a, p);
}
