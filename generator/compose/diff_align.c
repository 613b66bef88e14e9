/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/diff_align.h"

#include <stdlib.h>

#include "compose/diff_index.h"
#include "compose/diff_seq.h"

/* Likeness in thousandths; weights are letters of words (diff_bag.c). */
enum {
	LIKE_NEAR = 400,    /* at the same place */
	LIKE_ALONE = 250,   /* the only one at the same place */
	LIKE_FAR = 650,     /* somewhere else on the page */
	LIKE_GROUP = 600,   /* a paragraph and those it became */
	LIKE_BETTER = 50,   /* more than the best of them alone */
	PIECE_INSIDE = 700, /* of a piece that is in the whole */
	FAR_WEIGHT = 24,
	PIECE_WEIGHT = 8,
	WHOLE_WEIGHT = 24,
	MOST_PIECES = 64
};

struct side {
	const struct diff_unit *units;
	size_t count;
	bool *taken;           /* by a link */
	struct diff_bag *bags; /* of units that were free at take_bags */
	size_t *gaps;          /* links in order before the unit */
};

struct align {
	struct arena *a;
	struct side old, new;
	struct diff_links *links;
};

static void
link_units(struct align *al, size_t old_at, size_t old_count, size_t new_at,
    size_t new_count)
{
	struct diff_link *l = arena_push(al->a, al->links);

	*l = (struct diff_link){ .old_at = (uint32_t)old_at,
		.old_count = (uint32_t)old_count,
		.new_at = (uint32_t)new_at,
		.new_count = (uint32_t)new_count };
	for (size_t i = 0; i < old_count; i++) {
		al->old.taken[old_at + i] = true;
		l->weight += al->old.units[old_at + i].count + 1;
	}
	for (size_t i = 0; i < new_count; i++)
		al->new.taken[new_at + i] = true;
	l->equal = old_count == 1 && new_count == 1 &&
		   al->old.units[old_at].hash == al->new.units[new_at].hash;
}

/* Title and summary have one place; they never move. */
static void
link_fixed(struct align *al)
{
	for (size_t i = 0; i < 2 && i < al->old.count && i < al->new.count; i++)
		if (al->old.units[i].form == al->new.units[i].form &&
		    al->old.units[i].form <= FORM_SUMMARY)
			link_units(al, i, 1, i, 1);
}

/* Numbers for units: equal ones have the same. */
struct numbers {
	uint32_t *old, *new;
	uint32_t count;
};

static uint32_t
number_of(struct map *map, const struct diff_unit *u, bool form)
{
	const uint64_t key[2] = { u->hash, form ? u->form_hash : 0 };
	struct str bytes = str_of((const char *)key, sizeof(key));
	uintptr_t n = (uintptr_t)map_find(map, bytes);

	if (n == 0) {
		n = map->count + 1;
		map_set(map, arena_str(map->arena, bytes), (void *)n);
	}
	return (uint32_t)(n - 1);
}

static struct numbers
number_units(struct align *al, struct arena *a, bool form)
{
	struct arena scratch = { 0 };
	struct map map = map_new(&scratch);
	struct numbers n = { .old = arena_array(a, uint32_t, al->old.count),
		.new = arena_array(a, uint32_t, al->new.count) };

	for (size_t i = 0; i < al->old.count; i++)
		n.old[i] = number_of(&map, &al->old.units[i], form);
	for (size_t i = 0; i < al->new.count; i++)
		n.new[i] = number_of(&map, &al->new.units[i], form);
	n.count = (uint32_t)map.count;
	arena_release(&scratch);
	return n;
}

struct anchor {
	size_t old, new;
	size_t before; /* anchor before it in the longest row, or none */
};

/*
 * The longest row of anchors that rise on both sides (patience sorting); they
 * are sorted by new. Gives their number, first ones of the array.
 */
static size_t
longest(struct arena *a, struct anchor *all, size_t count)
{
	size_t *tops = arena_array(a, size_t, count);
	struct anchor *row;
	size_t piles = 0, at;

	for (size_t i = 0; i < count; i++) {
		size_t low = 0, high = piles;

		while (low < high) {
			size_t mid = low + (high - low) / 2;

			if (all[tops[mid]].old < all[i].old)
				low = mid + 1;
			else
				high = mid;
		}
		all[i].before = low ? tops[low - 1] : DIFF_NONE;
		tops[low] = i;
		if (low == piles)
			piles++;
	}
	row = arena_array(a, struct anchor, piles);
	at = piles ? tops[piles - 1] : DIFF_NONE;
	for (size_t i = piles; i > 0; i--) {
		row[i - 1] = all[at];
		at = all[at].before;
	}
	for (size_t i = 0; i < piles; i++)
		all[i] = row[i];
	return piles;
}

/* Units that stand once on each side and are the same. */
static size_t
unique_anchors(struct align *al, struct arena *a, const struct numbers *n,
    struct anchor *out)
{
	uint32_t *old_often = arena_array(a, uint32_t, n->count);
	uint32_t *new_often = arena_array(a, uint32_t, n->count);
	size_t *place = arena_array(a, size_t, n->count);
	size_t count = 0;

	for (size_t i = 0; i < al->old.count; i++) {
		old_often[n->old[i]]++;
		place[n->old[i]] = i;
	}
	for (size_t i = 0; i < al->new.count; i++)
		new_often[n->new[i]]++;
	for (size_t i = 0; i < al->new.count; i++) {
		uint32_t id = n->new[i];

		if (old_often[id] == 1 && new_often[id] == 1 &&
		    !al->new.taken[i] && !al->old.taken[place[id]])
			out[count++] = (struct anchor){ place[id], i, 0 };
	}
	return longest(a, out, count);
}

/* Equal units in order between two anchors. */
static void
link_between(struct align *al, const struct numbers *n, struct anchor from,
    struct anchor to)
{
	size_t old_count = to.old - from.old, new_count = to.new - from.new;
	struct arena scratch = { 0 };
	bool *gone, *come;
	size_t i = 0, j = 0;

	if (old_count == 0 || new_count == 0)
		return;
	gone = arena_array(&scratch, bool, old_count);
	come = arena_array(&scratch, bool, new_count);
	diff_seq(&scratch, n->old + from.old, old_count, n->new + from.new,
	    new_count, gone, come);
	while (i < old_count && j < new_count) {
		if (gone[i])
			i++;
		else if (come[j])
			j++;
		else
			link_units(al, from.old + i++, 1, from.new + j++, 1);
	}
	arena_release(&scratch);
}

static void
link_equal(struct align *al)
{
	struct arena scratch = { 0 };
	struct numbers n = number_units(al, &scratch, true);
	struct anchor *anchors =
	    arena_array(&scratch, struct anchor, al->new.count);
	size_t count = unique_anchors(al, &scratch, &n, anchors);
	struct anchor from = { 0, 0, 0 };
	size_t fixed = al->links->count;

	if (fixed) /* title and summary are behind us */
		from = (struct anchor){ al->links->items[fixed - 1].old_at + 1,
			al->links->items[fixed - 1].new_at + 1, 0 };
	for (size_t i = 0; i < count; i++) {
		link_between(al, &n, from, anchors[i]);
		link_units(al, anchors[i].old, 1, anchors[i].new, 1);
		from = (struct anchor){ anchors[i].old + 1, anchors[i].new + 1,
			0 };
	}
	link_between(
	    al, &n, from, (struct anchor){ al->old.count, al->new.count, 0 });
	arena_release(&scratch);
}

/* What is equal at another place has moved. */
static void
link_moved(struct align *al, bool form)
{
	struct arena scratch = { 0 };
	struct numbers n = number_units(al, &scratch, form);
	size_t *next = arena_array(&scratch, size_t, al->old.count);
	size_t *head = arena_array(&scratch, size_t, n.count);

	for (size_t i = al->old.count; i-- > 0;) {
		if (al->old.taken[i] || al->old.units[i].count == 0)
			continue;
		next[i] = head[n.old[i]];
		head[n.old[i]] = i + 1;
	}
	for (size_t j = 0; j < al->new.count; j++) {
		size_t i = head[n.new[j]];

		if (al->new.taken[j] || i == 0)
			continue;
		head[n.new[j]] = next[i - 1];
		link_units(al, i - 1, 1, j, 1);
	}
	arena_release(&scratch);
}

static int
by_new(const void *a, const void *b)
{
	const struct diff_link *x = a, *y = b;

	return x->new_at < y->new_at ? -1 : x->new_at > y->new_at;
}

struct best {
	size_t weight;
	size_t link; /* + 1 */
};

/*
 * The heaviest row of links that rise on both sides stays; the others moved.
 * A tree of greatest weights over old places (Fenwick).
 */
static void
find_moved(struct align *al)
{
	size_t n = al->links->count, size = al->old.count + 1;
	struct diff_link *links = al->links->items;
	struct arena scratch = { 0 };
	struct best *tree = arena_array(&scratch, struct best, size + 1);
	size_t *before = arena_array(&scratch, size_t, n);
	struct best last = { 0, 0 };

	if (n)
		qsort(links, n, sizeof(*links), by_new);
	for (size_t i = 0; i < n; i++) {
		struct best b = { 0, 0 };

		for (size_t k = links[i].old_at; k > 0; k -= k & -k)
			if (tree[k].weight > b.weight)
				b = tree[k];
		before[i] = b.link;
		b = (struct best){ b.weight + links[i].weight, i + 1 };
		for (size_t k = links[i].old_at + 1; k <= size; k += k & -k)
			if (b.weight > tree[k].weight)
				tree[k] = b;
		if (b.weight > last.weight)
			last = b;
		links[i].moved = true;
	}
	for (size_t i = last.link; i > 0; i = before[i - 1])
		links[i - 1].moved = false;
	arena_release(&scratch);
}

/* Numbers each unit with the links in order before it. */
static void
number_gaps(struct align *al)
{
	size_t old_at = 0, new_at = 0, gap = 0;

	for (size_t i = 0; i < al->links->count; i++) {
		const struct diff_link *l = &al->links->items[i];

		if (l->moved)
			continue;
		while (old_at < l->old_at)
			al->old.gaps[old_at++] = gap;
		while (new_at < l->new_at)
			al->new.gaps[new_at++] = gap;
		gap++;
	}
	while (old_at < al->old.count)
		al->old.gaps[old_at++] = gap;
	while (new_at < al->new.count)
		al->new.gaps[new_at++] = gap;
}

static void
take_bags(struct align *al, struct side *s)
{
	s->bags = arena_array(al->a, struct diff_bag, s->count);
	for (size_t i = 0; i < s->count; i++)
		if (!s->taken[i])
			diff_bag_take(al->a, &s->units[i], 1, &s->bags[i]);
}

/* Units without a link that have some text. */
static size_t
free_units(struct align *al, const struct side *s, size_t **out)
{
	size_t n = 0;

	*out = arena_array(al->a, size_t, s->count);
	for (size_t i = 0; i < s->count; i++)
		if (!s->taken[i] && s->bags[i].weight)
			(*out)[n++] = i;
	return n;
}

static bool
divisible(const struct diff_unit *u)
{
	return u->form == FORM_PARAGRAPH || u->form == FORM_ITEM ||
	       u->form == FORM_FOOTNOTE;
}

/* The unit of wholes that holds most of a piece, or DIFF_NONE. */
static size_t
host_of(const struct side *wholes, struct diff_index *ix,
    const struct diff_bag *piece)
{
	size_t likely[DIFF_LIKELY];
	size_t n = diff_index_likely(ix, piece, likely);
	size_t best = DIFF_NONE, most = 0;

	for (size_t i = 0; i < n; i++) {
		const struct diff_bag *whole = &wholes->bags[likely[i]];
		size_t common = diff_bag_common(piece, whole);

		if (divisible(&wholes->units[likely[i]]) && common > most &&
		    whole->weight >= WHOLE_WEIGHT &&
		    common * 1000 >= piece->weight * PIECE_INSIDE) {
			most = common;
			best = likely[i];
		}
	}
	return best;
}

/* Whether pieces from..to together are the whole, better than any alone. */
static bool
makes_whole(struct align *al, const struct side *wholes, size_t host,
    const struct side *pieces, size_t from, size_t to)
{
	struct diff_bag all;
	int together, alone = 0;

	if (to - from < 2 || to - from > MOST_PIECES)
		return false;
	diff_bag_take(al->a, pieces->units + from, to - from, &all);
	together = diff_bag_likeness(&all, &wholes->bags[host]);
	for (size_t i = from; i < to; i++) {
		int one =
		    diff_bag_likeness(&pieces->bags[i], &wholes->bags[host]);

		if (one > alone)
			alone = one;
	}
	return together >= LIKE_GROUP && together >= alone + LIKE_BETTER;
}

/* A unit that became several (or, the other way round, several one). */
static void
link_groups(struct align *al, bool merge)
{
	struct side *wholes = merge ? &al->new : &al->old;
	struct side *pieces = merge ? &al->old : &al->new;
	size_t *members, *hosts;
	size_t count = free_units(al, wholes, &members);
	struct diff_index ix;

	if (count == 0)
		return;
	diff_index_make(&ix, al->a, wholes->bags, members, count);
	hosts = arena_array(al->a, size_t, pieces->count);
	for (size_t i = 0; i < pieces->count; i++) {
		hosts[i] = DIFF_NONE;
		if (!pieces->taken[i] && divisible(&pieces->units[i]) &&
		    pieces->bags[i].weight >= PIECE_WEIGHT)
			hosts[i] = host_of(wholes, &ix, &pieces->bags[i]);
	}
	for (size_t i = 0, end; i < pieces->count; i = end) {
		size_t host = hosts[i];

		for (end = i + 1; end < pieces->count && hosts[end] == host;)
			end++;
		if (host == DIFF_NONE || wholes->taken[host] ||
		    !makes_whole(al, wholes, host, pieces, i, end))
			continue;
		if (merge)
			link_units(al, i, end - i, host, 1);
		else
			link_units(al, host, 1, i, end - i);
	}
}

struct likely_pair {
	size_t old, new;
	int likeness;
};

struct likely_pairs {
	struct likely_pair *items;
	size_t count;
	size_t cap;
};

static int
by_likeness(const void *a, const void *b)
{
	const struct likely_pair *x = a, *y = b;

	if (x->likeness != y->likeness)
		return x->likeness > y->likeness ? -1 : 1;
	if (x->new != y->new)
		return x->new < y->new ? -1 : 1;
	return x->old < y->old ? -1 : x->old > y->old;
}

static bool
alike_enough(const struct align *al, size_t o, size_t n, int likeness, bool far)
{
	if (al->old.units[o].form <= FORM_SUMMARY ||
	    al->new.units[n].form <= FORM_SUMMARY)
		return false;
	if (far)
		return likeness >= LIKE_FAR &&
		       al->old.bags[o].weight >= FAR_WEIGHT;
	return likeness >= LIKE_NEAR && al->old.gaps[o] == al->new.gaps[n];
}

/* The most alike first, each unit once. */
static void
link_alike(struct align *al, bool far)
{
	struct likely_pairs pairs = { 0 };
	size_t likely[DIFF_LIKELY];
	size_t *members;
	size_t count = free_units(al, &al->old, &members);
	struct diff_index ix;

	if (count == 0)
		return;
	diff_index_make(&ix, al->a, al->old.bags, members, count);
	for (size_t j = 0; j < al->new.count; j++) {
		size_t found;

		if (al->new.taken[j] || al->new.bags[j].weight == 0)
			continue;
		found = diff_index_likely(&ix, &al->new.bags[j], likely);
		for (size_t k = 0; k < found; k++) {
			size_t i = likely[k];
			int likeness = diff_bag_likeness(
			    &al->old.bags[i], &al->new.bags[j]);

			if (alike_enough(al, i, j, likeness, far))
				*arena_push(al->a, &pairs) =
				    (struct likely_pair){ i, j, likeness };
		}
	}
	if (pairs.count)
		qsort(pairs.items, pairs.count, sizeof(*pairs.items),
		    by_likeness);
	for (size_t i = 0; i < pairs.count; i++)
		if (!al->old.taken[pairs.items[i].old] &&
		    !al->new.taken[pairs.items[i].new])
			link_units(
			    al, pairs.items[i].old, 1, pairs.items[i].new, 1);
}

/* Partner of each old unit that has exactly one: new unit + 1, or 0. */
static size_t *
partners(struct align *al)
{
	size_t *of = arena_array(al->a, size_t, al->old.count + 1);

	for (size_t i = 0; i < al->links->count; i++) {
		const struct diff_link *l = &al->links->items[i];

		of[l->old_at] = l->new_at + 1;
	}
	return of;
}

/* A heading with other words over a text that stayed was renamed. */
static void
link_headings(struct align *al)
{
	size_t *of = partners(al);

	for (size_t i = 0; i + 1 < al->old.count; i++) {
		size_t j = of[i + 1];

		if (al->old.taken[i] || j < 2 || al->new.taken[j - 2] ||
		    al->old.units[i].form != FORM_HEADING ||
		    al->new.units[j - 2].form != FORM_HEADING)
			continue;
		link_units(al, i, 1, j - 2, 1);
	}
}

static bool
only_picture(const struct diff_unit *u)
{
	return u->count == 1 && u->tokens[0].kind == DIFF_PICTURE;
}

static bool
fits_alone(const struct align *al, size_t o, size_t n)
{
	const struct diff_unit *before = &al->old.units[o];
	const struct diff_unit *after = &al->new.units[n];

	if (before->form <= FORM_SUMMARY || before->form != after->form)
		return false;
	return (only_picture(before) && only_picture(after)) ||
	       diff_bag_likeness(&al->old.bags[o], &al->new.bags[n]) >=
		   LIKE_ALONE;
}

/* The only free unit of a gap on each side, in the same form. */
static void
link_alone(struct align *al)
{
	size_t i = 0, j = 0;

	while (i < al->old.count && j < al->new.count) {
		size_t gap = al->old.gaps[i], old_free = 0, new_free = 0;
		size_t o = 0, n = 0;

		if (al->new.gaps[j] < gap) {
			j++;
			continue;
		}
		for (; i < al->old.count && al->old.gaps[i] == gap; i++)
			if (!al->old.taken[i] && ++old_free)
				o = i;
		for (; j < al->new.count && al->new.gaps[j] == gap; j++)
			if (!al->new.taken[j] && ++new_free)
				n = j;
		if (old_free == 1 && new_free == 1 && fits_alone(al, o, n))
			link_units(al, o, 1, n, 1);
	}
}

/* A weak likeness is no reason to call something moved. */
static void
drop_weak(struct align *al)
{
	struct diff_links *links = al->links;
	size_t kept = 0;

	for (size_t i = 0; i < links->count; i++) {
		const struct diff_link *l = &links->items[i];
		struct diff_bag before, after;

		if (l->moved && !l->equal) {
			diff_bag_take(al->a, al->old.units + l->old_at,
			    l->old_count, &before);
			diff_bag_take(al->a, al->new.units + l->new_at,
			    l->new_count, &after);
			if (diff_bag_likeness(&before, &after) < LIKE_FAR)
				continue;
		}
		links->items[kept++] = *l;
	}
	links->count = kept;
}

static void
side_init(struct arena *a, struct side *s, const struct diff_text *t)
{
	s->units = t->items;
	s->count = t->count;
	s->taken = arena_array(a, bool, t->count);
	s->gaps = arena_array(a, size_t, t->count);
}

void
diff_align(struct arena *a, const struct diff_text *before,
    const struct diff_text *after, struct diff_links *out)
{
	struct align al = { .a = a, .links = out };

	side_init(a, &al.old, before);
	side_init(a, &al.new, after);
	out->cap = before->count < after->count ? before->count : after->count;
	out->items = arena_array(a, struct diff_link, out->cap + 1);
	link_fixed(&al);
	link_equal(&al);
	link_moved(&al, true);
	link_moved(&al, false);
	find_moved(&al);
	number_gaps(&al);
	take_bags(&al, &al.old);
	take_bags(&al, &al.new);
	link_groups(&al, false);
	link_groups(&al, true);
	link_alike(&al, false);
	link_alike(&al, true);
	link_alone(&al);
	link_headings(&al);
	find_moved(&al);
	drop_weak(&al);
}
