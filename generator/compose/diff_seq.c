/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/diff_seq.h"

#include <string.h>

enum {
	COST_CAP = 256,       /* rounds before a split is guessed */
	COST_CAP_LATE = 16,   /* the same when the budget is spent */
	BUDGET = 20 * 1000000 /* steps at the full cap */
};

typedef int64_t at_t;

struct seq {
	const uint32_t *a, *b;
	bool *gone, *come;
	at_t *forward, *backward; /* furthest x on each diagonal x - y */
	at_t spent;
};

struct box {
	at_t x0, x1, y0, y1;
};

struct split {
	at_t x, y;
};

/* What is equal at both ends needs no search. */
static void
trim(const struct seq *s, struct box *w)
{
	while (w->x0 < w->x1 && w->y0 < w->y1 && s->a[w->x0] == s->b[w->y0]) {
		w->x0++;
		w->y0++;
	}
	while (w->x0 < w->x1 && w->y0 < w->y1 &&
	       s->a[w->x1 - 1] == s->b[w->y1 - 1]) {
		w->x1--;
		w->y1--;
	}
}

/* The diagonals that a search from one corner has reached. */
struct reach {
	at_t least, most;
};

static void
widen(struct reach *r, at_t *line, const struct box *w, at_t beyond)
{
	if (r->least > w->x0 - w->y1)
		line[--r->least - 1] = beyond;
	else
		++r->least;
	if (r->most < w->x1 - w->y0)
		line[++r->most + 1] = beyond;
	else
		--r->most;
}

/* One round from the start; true when it met the other search. */
static bool
go_forward(struct seq *s, const struct box *w, const struct reach *own,
    const struct reach *other, struct split *out)
{
	at_t *f = s->forward;

	for (at_t d = own->most; d >= own->least; d -= 2) {
		at_t x = f[d - 1] >= f[d + 1] ? f[d - 1] + 1 : f[d + 1];
		at_t from = x;

		while (x < w->x1 && x - d < w->y1 && s->a[x] == s->b[x - d])
			x++;
		s->spent += x - from + 1;
		f[d] = x;
		if (other && d >= other->least && d <= other->most &&
		    s->backward[d] <= x) {
			*out = (struct split){ x, x - d };
			return true;
		}
	}
	return false;
}

static bool
go_backward(struct seq *s, const struct box *w, const struct reach *own,
    const struct reach *other, struct split *out)
{
	at_t *b = s->backward;

	for (at_t d = own->most; d >= own->least; d -= 2) {
		at_t x = b[d - 1] < b[d + 1] ? b[d - 1] : b[d + 1] - 1;
		at_t from = x;

		while (x > w->x0 && x - d > w->y0 &&
		       s->a[x - 1] == s->b[x - d - 1])
			x--;
		s->spent += from - x + 1;
		b[d] = x;
		if (other && d >= other->least && d <= other->most &&
		    x <= s->forward[d]) {
			*out = (struct split){ x, x - d };
			return true;
		}
	}
	return false;
}

/* The point that either search has come furthest to. */
static struct split
guess(const struct seq *s, const struct box *w, const struct reach *forward,
    const struct reach *backward)
{
	struct split best = { w->x0, w->y0 }, last = { w->x1, w->y1 };

	for (at_t d = forward->most; d >= forward->least; d -= 2) {
		at_t x = s->forward[d] < w->x1 ? s->forward[d] : w->x1;
		at_t y = x - d;

		if (y > w->y1) {
			y = w->y1;
			x = y + d;
		}
		if (x >= w->x0 && y >= w->y0 && x + y > best.x + best.y)
			best = (struct split){ x, y };
	}
	for (at_t d = backward->most; d >= backward->least; d -= 2) {
		at_t x = s->backward[d] > w->x0 ? s->backward[d] : w->x0;
		at_t y = x - d;

		if (y < w->y0) {
			y = w->y0;
			x = y + d;
		}
		if (x <= w->x1 && y <= w->y1 && x + y < last.x + last.y)
			last = (struct split){ x, y };
	}
	if (best.x + best.y - w->x0 - w->y0 >= w->x1 + w->y1 - last.x - last.y)
		return best;
	return last;
}

/* A point that a shortest (or good) way goes through. */
static struct split
find_split(struct seq *s, const struct box *w)
{
	at_t start = w->x0 - w->y0, end = w->x1 - w->y1;
	bool odd = ((start - end) & 1) != 0;
	struct reach f = { start, start }, b = { end, end };
	struct split out;

	s->forward[start] = w->x0;
	s->backward[end] = w->x1;
	for (at_t cost = 1;; cost++) {
		widen(&f, s->forward, w, -1);
		if (go_forward(s, w, &f, odd ? &b : NULL, &out))
			return out;
		widen(&b, s->backward, w, INT64_MAX);
		if (go_backward(s, w, &b, odd ? NULL : &f, &out))
			return out;
		if (cost >= (s->spent < BUDGET ? COST_CAP : COST_CAP_LATE))
			return guess(s, w, &f, &b);
	}
}

static void
replace(const struct seq *s, const struct box *w)
{
	memset(s->gone + w->x0, 1, (size_t)(w->x1 - w->x0));
	memset(s->come + w->y0, 1, (size_t)(w->y1 - w->y0));
}

static at_t
size_of(const struct box *w)
{
	return w->x1 - w->x0 + w->y1 - w->y0;
}

/* The larger half is done in the loop, so the stack stays low. */
static void
compare(struct seq *s, struct box w)
{
	for (;;) {
		struct box left, right;
		struct split at;

		trim(s, &w);
		if (w.x0 == w.x1 || w.y0 == w.y1) {
			replace(s, &w);
			return;
		}
		at = find_split(s, &w);
		left = (struct box){ w.x0, at.x, w.y0, at.y };
		right = (struct box){ at.x, w.x1, at.y, w.y1 };
		if (at.x < w.x0 || at.x > w.x1 || at.y < w.y0 || at.y > w.y1 ||
		    size_of(&left) == 0 || size_of(&right) == 0) {
			replace(s, &w);
			return;
		}
		if (size_of(&left) > size_of(&right)) {
			struct box swap = left;

			left = right;
			right = swap;
		}
		compare(s, left);
		w = right;
	}
}

void
diff_seq(struct arena *scratch, const uint32_t *a, size_t n, const uint32_t *b,
    size_t m, bool *gone, bool *come)
{
	struct seq s = { .a = a, .b = b, .gone = gone, .come = come };
	struct box whole = { 0, (at_t)n, 0, (at_t)m };
	size_t diagonals;

	trim(&s, &whole);
	if (whole.x0 == whole.x1 || whole.y0 == whole.y1) {
		replace(&s, &whole);
		return;
	}
	/* Diagonals run from -m to n, with a guard on each side. */
	diagonals = n + m + 5;
	s.forward = arena_array(scratch, at_t, diagonals) + m + 2;
	s.backward = arena_array(scratch, at_t, diagonals) + m + 2;
	compare(&s, whole);
}
