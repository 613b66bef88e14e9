/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/diff.h"

#include <stdlib.h>

#include "compose/diff_align.h"
#include "compose/diff_index.h"
#include "compose/diff_runs.h"

enum {
	CARRIED_LIKE = 700, /* and of a unit that is not quite the same */
	CARRIED_WEIGHT = 40,
	PAGE_LIKE = 500,   /* likeness of a page that got another name */
	CARRIED_TOKENS = 6 /* a unit that is recognised on another page */
};

struct page_pair {
	const struct page *before, *after;
	struct str place; /* what it is sorted by */
};

struct matcher {
	struct arena *a;
	struct page_list before, after; /* one of each group of twins */
	const struct page **partner;    /* of each of before, or NULL */
	bool *taken;                    /* of after */
	struct map after_number;        /* file → number + 1 */
};

/* The first twin there is: klarspråk, else lättläst, else English. */
static const struct page *
first_twin(const struct page *p)
{
	for (size_t v = 0; v < VARIANT_COUNT; v++)
		if (p->twins[v])
			return p->twins[v];
	return p;
}

static struct str
page_id(const struct page *p)
{
	for (size_t v = 0; v < VARIANT_COUNT; v++)
		if (p->twins[v] && p->twins[v]->meta.id.s.n)
			return p->twins[v]->meta.id.s;
	return p->meta.id.s;
}

static void
take_pages(struct arena *a, const struct site *site, const struct revision *r,
    struct page_list *out)
{
	for (size_t i = 0; i < site->pages.count; i++) {
		struct page *p = site->pages.items[i];

		if (p->revision == r && !p->meta.draft && first_twin(p) == p)
			*arena_push(a, out) = p;
	}
}

static void
pair(struct matcher *m, size_t before, const struct page *after)
{
	size_t j = (size_t)(uintptr_t)map_find(&m->after_number, after->file);

	if (j == 0 || m->taken[j - 1] || m->partner[before])
		return;
	m->taken[j - 1] = true;
	m->partner[before] = after;
}

static void
pair_by_id(struct matcher *m)
{
	struct map ids = map_new(m->a);

	for (size_t i = 0; i < m->after.count; i++)
		if (page_id(m->after.items[i]).n)
			map_set(&ids, page_id(m->after.items[i]),
			    m->after.items[i]);
	for (size_t i = 0; i < m->before.count; i++) {
		struct str id = page_id(m->before.items[i]);
		const struct page *p = id.n ? map_find(&ids, id) : NULL;

		if (p)
			pair(m, i, p);
	}
}

struct str
address_bare(struct str s)
{
	while (s.n && s.p[0] == '/')
		s = str_from_off(s, 1);
	if (str_starts(s, STR("lattlast/")))
		s = str_from_off(s, 9);
	while (s.n && s.p[s.n - 1] == '/')
		s.n--;
	return s;
}

/* Its address, then the addresses that new pages say they had. */
static void
pair_by_address(struct matcher *m)
{
	struct map addresses = map_new(m->a), aliases = map_new(m->a);

	for (size_t i = 0; i < m->after.count; i++) {
		struct page *p = m->after.items[i];

		map_set(&addresses, p->address, p);
		for (size_t k = 0; k < p->meta.aliases.count; k++)
			map_set(&aliases,
			    address_bare(p->meta.aliases.items[k].s), p);
	}
	for (size_t i = 0; i < m->before.count; i++) {
		struct page *p =
		    map_find(&addresses, m->before.items[i]->address);

		if (p && !m->partner[i])
			pair(m, i, p);
	}
	for (size_t i = 0; i < m->before.count; i++) {
		struct page *p =
		    map_find(&aliases, m->before.items[i]->address);

		if (p && !m->partner[i])
			pair(m, i, p);
	}
}

static void
page_bag(struct arena *a, struct diff_words *words, const struct page *p,
    struct diff_bag *out)
{
	struct diff_text text = { 0 };

	diff_text_take(a, words, p, &text);
	diff_bag_take(a, text.items, text.count, out);
}

struct page_match {
	size_t before, after;
	int likeness;
};

static int
by_likeness(const void *a, const void *b)
{
	const struct page_match *x = a, *y = b;

	if (x->likeness != y->likeness)
		return x->likeness > y->likeness ? -1 : 1;
	if (x->before != y->before)
		return x->before < y->before ? -1 : 1;
	return x->after < y->after ? -1 : x->after > y->after;
}

struct page_matches {
	struct page_match *items;
	size_t count;
	size_t cap;
};

static void
collect_alike(
    struct matcher *m, struct arena *scratch, struct page_matches *out)
{
	struct diff_words *words = diff_words_new(scratch);
	struct diff_bag *bags =
	    arena_array(scratch, struct diff_bag, m->before.count);
	size_t *members = arena_array(scratch, size_t, m->before.count);
	size_t count = 0, likely[DIFF_LIKELY];
	struct diff_index ix;

	for (size_t i = 0; i < m->before.count; i++) {
		if (m->partner[i])
			continue;
		page_bag(scratch, words, m->before.items[i], &bags[i]);
		members[count++] = i;
	}
	diff_index_make(&ix, scratch, bags, members, count);
	for (size_t j = 0; j < m->after.count && count; j++) {
		struct diff_bag bag;
		size_t n;

		if (m->taken[j])
			continue;
		page_bag(scratch, words, m->after.items[j], &bag);
		n = diff_index_likely(&ix, &bag, likely);
		for (size_t k = 0; k < n; k++) {
			int like = diff_bag_likeness(&bags[likely[k]], &bag);

			if (like >= PAGE_LIKE)
				*arena_push(scratch, out) =
				    (struct page_match){ likely[k], j, like };
		}
	}
	diff_words_end(words);
}

/* A page under another name is known by what stands on it. */
static void
pair_alike(struct matcher *m)
{
	struct arena scratch = { 0 };
	struct page_matches found = { 0 };

	collect_alike(m, &scratch, &found);
	if (found.count)
		qsort(found.items, found.count, sizeof(*found.items),
		    by_likeness);
	for (size_t i = 0; i < found.count; i++)
		pair(m, found.items[i].before,
		    m->after.items[found.items[i].after]);
	arena_release(&scratch);
}

/* "10-modellen/20-x" of a key; the index of a folder comes first in it. */
static struct str
place_of(const struct page *p)
{
	struct str s = p->key;

	for (int i = 0; i < 2; i++) {
		size_t slash = str_find_char(s, '/');

		if (slash != STR_NOT_FOUND)
			s = str_from_off(s, slash + 1);
	}
	if (str_is(s, "index"))
		s.n = 0;
	else if (str_ends(s, STR("/index")))
		s.n -= 5;
	return s;
}

static int
by_place(const void *a, const void *b)
{
	const struct page_pair *x = a, *y = b;
	int order = str_cmp(x->place, y->place);

	if (order)
		return order;
	/* What came stands before what went. */
	return (x->after == NULL) - (y->after == NULL);
}

/* Pages that need not be opened to know that they belong together. */
static void
match_names(struct matcher *m, struct arena *a, const struct site *site,
    const struct revision *before, const struct revision *after)
{
	*m = (struct matcher){ .a = a, .after_number = map_new(a) };
	take_pages(a, site, before, &m->before);
	take_pages(a, site, after, &m->after);
	m->partner = (const struct page **)arena_array(
	    a, struct page *, m->before.count);
	m->taken = arena_array(a, bool, m->after.count);
	for (size_t j = 0; j < m->after.count; j++)
		map_set(&m->after_number, m->after.items[j]->file,
		    (void *)(uintptr_t)(j + 1));
	pair_by_id(m);
	pair_by_address(m);
}

static void
add_read(struct arena *a, struct page_list *out, const struct page *p)
{
	if (p && !p->meta.draft)
		*arena_push(a, out) = p->twins[p->variant];
}

void
diff_reads(struct arena *a, const struct site *site,
    const struct revision *before, const struct revision *after,
    struct page_list *out)
{
	struct matcher m;

	match_names(&m, a, site, before, after);
	for (size_t i = 0; i < m.before.count; i++)
		for (size_t v = 0; v < VARIANT_COUNT; v++) {
			const struct page *p = m.before.items[i]->twins[v];
			const struct page *q =
			    m.partner[i] ? m.partner[i]->twins[v] : NULL;

			if (p && q && p->text_hash &&
			    p->text_hash == q->text_hash)
				continue;
			add_read(a, out, p);
			add_read(a, out, q);
		}
	for (size_t j = 0; j < m.after.count; j++)
		for (size_t v = 0; v < VARIANT_COUNT && !m.taken[j]; v++)
			add_read(a, out, m.after.items[j]->twins[v]);
}

static struct page_pair *
match_pages(struct arena *a, const struct site *site, struct diff *d)
{
	struct matcher m;
	struct page_pair *pairs;
	size_t n = 0;

	match_names(&m, a, site, d->before, d->after);
	pair_alike(&m);
	pairs =
	    arena_array(a, struct page_pair, m.before.count + m.after.count);
	for (size_t i = 0; i < m.before.count; i++) {
		const struct page *p = m.before.items[i], *q = m.partner[i];

		pairs[n++] = (struct page_pair){ p, q, place_of(q ? q : p) };
	}
	for (size_t j = 0; j < m.after.count; j++)
		if (!m.taken[j])
			pairs[n++] = (struct page_pair){ NULL, m.after.items[j],
				place_of(m.after.items[j]) };
	if (n)
		qsort(pairs, n, sizeof(*pairs), by_place);
	d->page_count = n;
	return pairs;
}

static struct str
list_text(struct arena *a, const struct text_list *l)
{
	struct sb out = { 0 };
	struct str s;

	for (size_t i = 0; i < l->count; i++) {
		sb_cstr(&out, i ? ", " : "");
		sb_str(&out, l->items[i].s);
	}
	s = arena_str(a, sb_view(&out));
	sb_release(&out);
	return s;
}

static void
add_field(
    struct diff_level *l, const char *key, struct str before, struct str after)
{
	if (!str_eq(before, after))
		l->fields[l->field_count++] =
		    (struct diff_field){ key, before, after };
}

static struct str
audience_word(enum audience a)
{
	switch (a) {
	case FOR_PERSON:
		return STR("personen");
	case FOR_STAFF:
		return STR("personal");
	case FOR_ALL:
		break;
	}
	return STR("alla");
}

static void
compare_fields(struct arena *a, struct diff_level *l)
{
	const struct page_meta *x = &l->before->meta, *y = &l->after->meta;

	add_field(l, "nav", x->nav.s, y->nav.s);
	add_field(l, "pictogram", x->pictogram.s, y->pictogram.s);
	add_field(l, "paragraphs", list_text(a, &x->paragraphs),
	    list_text(a, &y->paragraphs));
	add_field(l, "audience", audience_word(x->audience),
	    audience_word(y->audience));
	add_field(l, "owner", x->owner.s, y->owner.s);
}

static void
compare_level(struct arena *a, struct diff_words *words, struct diff_level *l)
{
	if (l->before && l->after) {
		compare_fields(a, l);
		if (page_text_hash(l->before) == page_text_hash(l->after)) {
			l->same = true;
			return;
		}
	}
	if (l->before)
		diff_text_take(a, words, l->before, &l->old_text);
	if (l->after)
		diff_text_take(a, words, l->after, &l->new_text);
	diff_level_compare(a, l);
}

/* The editors' own words about the page. */
static const struct change *
find_change(const struct diff *d, const struct diff_page *dp)
{
	const struct page *p = dp->after ? dp->after : dp->before;

	for (size_t i = 0; i < d->after->change_count; i++) {
		const struct change *c = &d->after->changes[i];

		if (str_eq(c->page.s, page_id(p)) ||
		    str_eq(address_bare(c->page.s), p->address))
			return c;
	}
	return NULL;
}

static void
compare_page(struct arena *a, struct diff_words *words,
    const struct page_pair *pair, struct diff_page *out)
{
	bool differs = false;

	out->before = pair->before;
	out->after = pair->after;
	for (size_t v = 0; v < VARIANT_COUNT; v++) {
		struct diff_level *l = &out->levels[v];

		l->before = pair->before ? pair->before->twins[v] : NULL;
		l->after = pair->after ? pair->after->twins[v] : NULL;
		if (!l->before && !l->after)
			continue;
		compare_level(a, words, l);
		if (!l->same || l->field_count)
			differs = true;
	}
	if (!out->before || !out->after) {
		out->kind = out->after ? DIFF_PAGE_ADDED : DIFF_PAGE_REMOVED;
		return;
	}
	out->renamed =
	    !str_eq(out->before->meta.title.s, out->after->meta.title.s);
	out->relocated = !str_eq(out->before->address, out->after->address);
	if (differs || out->relocated)
		out->kind = DIFF_PAGE_CHANGED;
}

struct carried {
	struct diff_part *part;
	const struct diff_page *page;
	struct carried *next;
};

static uint64_t
part_hash(const struct diff_level *l, const struct diff_part *p)
{
	return p->kind == DIFF_ADDED ? l->new_text.items[p->new_at].hash
				     : l->old_text.items[p->old_at].hash;
}

static void
remember(struct arena *a, struct map *left, const struct diff_page *dp,
    const struct diff_level *l)
{
	for (size_t i = 0; i < l->parts.count; i++) {
		struct diff_part *p = &l->parts.items[i];
		uint64_t *key;
		struct carried *c;
		struct map_entry *e;

		if (p->kind != DIFF_REMOVED ||
		    p->old_token_count < CARRIED_TOKENS)
			continue;
		key = arena_new(a, uint64_t);
		*key = part_hash(l, p);
		e = map_put(left, str_of((const char *)key, sizeof(*key)));
		c = arena_new(a, struct carried);
		*c = (struct carried){ p, dp, e->value };
		e->value = c;
	}
}

static void
recognise(
    struct map *left, const struct diff_page *dp, const struct diff_level *l)
{
	for (size_t i = 0; i < l->parts.count; i++) {
		struct diff_part *p = &l->parts.items[i];
		uint64_t key;
		struct map_entry *e;

		if (p->kind != DIFF_ADDED ||
		    p->new_token_count < CARRIED_TOKENS)
			continue;
		key = part_hash(l, p);
		if (!map_has(left, str_of((const char *)&key, sizeof(key))))
			continue;
		e = map_put(left, str_of((const char *)&key, sizeof(key)));
		for (struct carried *c = e->value; c; c = c->next) {
			if (c->part->elsewhere || c->page == dp)
				continue;
			c->part->elsewhere = dp;
			p->elsewhere = c->page;
			break;
		}
	}
}

struct carried_list {
	struct carried *items;
	struct diff_bag *bags;
	size_t *members;
	size_t count;
};

/* Parts of one kind that are not explained yet, with their words. */
static void
collect_unexplained(struct arena *a, struct diff *d, enum variant v,
    enum diff_kind kind, struct carried_list *out)
{
	size_t most = 0;

	for (size_t i = 0; i < d->page_count; i++)
		most += d->pages[i].levels[v].parts.count;
	out->items = arena_array(a, struct carried, most);
	out->bags = arena_array(a, struct diff_bag, most);
	out->members = arena_array(a, size_t, most);
	for (size_t i = 0; i < d->page_count; i++) {
		const struct diff_level *l = &d->pages[i].levels[v];

		for (size_t k = 0; k < l->parts.count; k++) {
			struct diff_part *p = &l->parts.items[k];
			struct diff_bag *bag = &out->bags[out->count];

			if (p->kind != kind || p->elsewhere)
				continue;
			diff_bag_take(a,
			    kind == DIFF_ADDED ? &l->new_text.items[p->new_at]
					       : &l->old_text.items[p->old_at],
			    1, bag);
			if (bag->weight < CARRIED_WEIGHT)
				continue;
			out->members[out->count] = out->count;
			out->items[out->count++] =
			    (struct carried){ p, &d->pages[i], NULL };
		}
	}
}

/* The removed part that an added one is most like, or NULL. */
static struct carried *
most_alike(struct carried_list *gone, struct diff_index *ix,
    const struct diff_bag *bag, const struct diff_page *dp)
{
	size_t likely[DIFF_LIKELY];
	size_t n = diff_index_likely(ix, bag, likely);
	struct carried *best = NULL;
	int most = CARRIED_LIKE - 1;

	for (size_t i = 0; i < n; i++) {
		struct carried *c = &gone->items[likely[i]];
		int like = diff_bag_likeness(&gone->bags[likely[i]], bag);

		if (like > most && c->page != dp && !c->part->elsewhere) {
			most = like;
			best = c;
		}
	}
	return best;
}

/* The same for what was changed on its way. */
static void
find_carried_alike(struct arena *a, struct diff *d, enum variant v)
{
	struct arena scratch = { 0 };
	struct carried_list gone = { 0 }, come = { 0 };
	struct diff_index ix;

	collect_unexplained(&scratch, d, v, DIFF_REMOVED, &gone);
	collect_unexplained(&scratch, d, v, DIFF_ADDED, &come);
	diff_index_make(&ix, &scratch, gone.bags, gone.members, gone.count);
	for (size_t i = 0; i < come.count && gone.count; i++) {
		struct diff_part *p = come.items[i].part;
		struct carried *c =
		    most_alike(&gone, &ix, &come.bags[i], come.items[i].page);

		if (!c)
			continue;
		c->part->elsewhere = come.items[i].page;
		p->elsewhere = c->page;
		diff_runs_between(
		    a, c->part->old_tokens, c->part->old_token_count, p);
	}
	arena_release(&scratch);
}

/* What left one page and stands on another was moved there. */
static void
find_carried(struct diff *d, enum variant v)
{
	struct arena scratch = { 0 };
	struct map left = map_new(&scratch);

	for (size_t i = 0; i < d->page_count; i++)
		remember(&scratch, &left, &d->pages[i], &d->pages[i].levels[v]);
	for (size_t i = 0; i < d->page_count; i++)
		recognise(&left, &d->pages[i], &d->pages[i].levels[v]);
	arena_release(&scratch);
}

static void
note_files(struct diff *d, struct diff_page *dp)
{
	for (size_t v = 0; v < VARIANT_COUNT; v++) {
		if (dp->levels[v].before)
			map_set(&d->files, dp->levels[v].before->file, dp);
		if (dp->levels[v].after)
			map_set(&d->files, dp->levels[v].after->file, dp);
	}
}

/* A law by its full name, so that the new one looks new. */
static struct str
law_text(
    struct arena *a, const struct site *site, struct str key, struct str text)
{
	const struct law *law = str_starts(key, STR("lag:"))
				    ? site_law(site, str_from_off(key, 4))
				    : NULL;

	if (!law)
		return text;
	return arena_fmt(a, "%.*s (%.*s)%s%.*s",
	    STR_ARG(law->shortname.s.n ? law->shortname.s : law->name.s),
	    STR_ARG(law->number.s), law->paragraph.s.n ? ", " : "",
	    STR_ARG(law->paragraph.s));
}

static void
take_facts(struct arena *a, const struct site *site, struct diff *d)
{
	for (size_t i = 0; i < d->page_count; i++)
		for (int v = 0; v < VARIANT_COUNT; v++)
			diff_level_facts(
			    a, &d->pages[i], (enum variant)v, &d->facts);
	for (size_t i = 0; i < d->facts.count; i++) {
		struct diff_fact *f = &d->facts.items[i];

		f->before = law_text(a, site, f->before_key, f->before);
		f->after = law_text(a, site, f->after_key, f->after);
	}
}

struct diff *
diff_revisions(struct arena *a, const struct site *site,
    const struct revision *before, const struct revision *after)
{
	struct diff *d = arena_new(a, struct diff);
	struct diff_words *words = diff_words_new(a);
	struct page_pair *pairs;

	d->before = before;
	d->after = after;
	d->files = map_new(a);
	pairs = match_pages(a, site, d);
	d->pages = arena_array(a, struct diff_page, d->page_count);
	for (size_t i = 0; i < d->page_count; i++) {
		struct diff_page *dp = &d->pages[i];

		compare_page(a, words, &pairs[i], dp);
		dp->change = find_change(d, dp);
		note_files(d, dp);
		d->kinds[dp->kind]++;
	}
	diff_words_end(words);
	for (size_t v = 0; v < VARIANT_COUNT; v++) {
		find_carried(d, (enum variant)v);
		find_carried_alike(a, d, (enum variant)v);
	}
	take_facts(a, site, d);
	return d;
}

const struct diff_page *
diff_page_of(const struct diff *d, const struct page *p)
{
	return map_find(&d->files, p->file);
}
