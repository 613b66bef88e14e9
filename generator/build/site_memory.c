/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/site_memory.h"

#include "build/run_record.h"
#include "build/text_part.h"
#include "build/worker.h"
#include "check/site.h"
#include "load/site.h"

/* --- what is the same ----------------------------------------------------- */

static struct hash128
hash_text(struct hash128 h, struct str s)
{
	return hash128_mix(h, hash128(s));
}

/* Pages are compared one by one, by their texts. */
static bool
is_page(const struct fs_seen *item)
{
	return item->as == SEEN_FILE && str_ends(item->path, STR(".md"));
}

/*
 * Everything else that was read. What lies in content/ and is no page decides
 * what the checks of the words say.
 */
static void
hash_inputs(
    const struct site_memory *m, struct hash128 *all, struct hash128 *content)
{
	const struct fs_recorded *seen = worker_seen(m->options);
	struct arena a = { 0 };
	struct str folder =
	    str_from(fs_join(&a, str_from(m->options->root), STR("content/")));

	for (size_t i = 0; i < seen->count; i++) {
		const struct fs_seen *item = &seen->items[i];

		if (is_page(item))
			continue;
		*all = hash_text(*all, item->path);
		*all = hash128_mix(*all, item->hash);
		*all = hash128_mix(*all, (struct hash128){ (uint64_t)item->as,
					     (uint64_t)item->st.kind });
		if (item->as != SEEN_FILE || !str_starts(item->path, folder))
			continue;
		*content = hash_text(*content, item->path);
		*content = hash128_mix(*content, item->hash);
	}
	arena_release(&a);
}

static struct str
front_of(const struct site_memory *m, const struct page *p)
{
	return str_sub(source_text(&m->ds->sources, p->source), p->front.off,
	    p->front.len);
}

/* Drafts are on no list, and yet a link to one is a finding. */
static struct hash128
hash_drafts(const struct site_memory *m, struct hash128 h)
{
	const struct map *files = &m->site->files;

	for (size_t i = 0; i < files->count; i++) {
		const struct page *p = files->items[i].value;

		if (!p->meta.draft)
			continue;
		h = hash_text(h, p->file);
		h = hash_text(h, front_of(m, p));
	}
	return h;
}

static struct hash128
hash_outline(const struct page *p, struct str front)
{
	struct hash128 h = hash128(front);

	for (size_t i = 0; i < p->anchor_count; i++)
		h = hash_text(h, p->anchors[i]->u.heading.anchor);
	return h;
}

static void
see_text(struct site_memory *m, const struct page *p)
{
	const struct page_record *was = m->before[p->number];
	struct page_record *now = &m->now.pages[p->number];

	/* One that was not opened is as it was. */
	if (was && !page_text_there(p, m->ds))
		now->text = was->text;
	else
		now->text = hash128(source_text(&m->ds->sources, p->source));
	m->changed[p->number] = !was || !hash128_eq(was->text, now->text);
}

bool
memory_wanted(const struct build_options *o)
{
	return o->write && o->only_count == 0 && worker_seen(o);
}

void
memory_open(struct site_memory *m, struct arena *a, struct site *site,
    const struct theme *theme, const struct site_outline *outline)
{
	const struct build_options *o = outline->options;
	size_t count = site->pages.count;

	*m = (struct site_memory){ .options = o,
		.arena = a,
		.passing = a,
		.site = site,
		.theme = theme,
		.ds = outline->ds,
		.was = outline->was,
		.changes = { .policy_from = DATE_NONE } };
	m->before = arena_array(a, const struct page_record *, count + 1);
	m->changes.pages = m->changed = arena_array(a, bool, count + 1);
	m->now.pages = arena_array(a, struct page_record, count + 1);
	m->now.page_count = count;
	m->fronts = arena_array(a, struct str, count + 1);
	m->on = memory_wanted(o);
	m->parts = report_parts_of(a, site);
	m->touched = arena_array(a, bool, m->parts.count + 1);
	words_open(&m->words, a, o, &outline->was);
	m->now.part_count = m->parts.count;
	m->now.parts = arena_array(a, struct drawer_part, m->parts.count + 1);
	m->now.due = arena_array(a, bool, m->parts.count + 1);
	for (size_t i = 0; i < m->parts.count && i < m->was.part_count; i++) {
		m->now.parts[i] = m->was.parts[i];
		m->now.due[i] = m->was.due[i];
	}
	arena_reserve(a, &m->turn, count);
	for (size_t i = 0; i < count; i++)
		*arena_push(a, &m->turn) = (struct turn_page){ .number = i };
	if (!m->on)
		return;
	m->now.program = m->now.frame = m->now.reading = program_key(o);
	m->now.made = o->now;
	hash_inputs(m, &m->now.frame, &m->now.reading);
	m->now.frame = hash_drafts(m, m->now.frame);
	m->now.reading =
	    hash_text(m->now.reading, text_part_since(site, o->today));
	for (size_t i = 0; i < count; i++) {
		const struct page *p = site->pages.items[i];

		if (outline->known.arena)
			m->before[i] = map_find(&outline->known, p->file);
		m->now.pages[i].file = p->file;
		m->now.pages[i].outline_kept =
		    site_outline_kept(outline, p->file);
		m->now.pages[i].part = m->parts.of[i];
		see_text(m, p);
		if (m->changed[i])
			m->touched[m->parts.of[i]] = true;
	}
}

/* --- documents ------------------------------------------------------------ */

/* A page of the turn. */
static struct page *
page_at(const struct site_memory *m, size_t i)
{
	return m->site->pages.items[m->turn.items[i].number];
}

/* What was found in each body; they were read in the order of the pages. */
static void
keep_bodies(struct site_memory *m, const struct page_list *list, size_t first,
    struct arena *a)
{
	const struct diags *ds = m->ds;

	for (size_t i = 0; i < list->count; i++) {
		const struct page *p = list->items[i];
		struct page_record *now = &m->now.pages[p->number];
		struct diags own = { .items = ds->items };
		size_t next = first;

		while (
		    next < ds->count && str_eq(ds->items[next].file, p->file))
			next++;
		own.count = next;
		now->body = findings_keep(a, &own, first);
		now->outline = hash_outline(p, front_of(m, p));
		first = next;
	}
}

/* A page that was not opened is now. Who saves it meanwhile builds again. */
static void
bring_text(struct site_memory *m, struct page *p, struct arena *a)
{
	struct sources *all = &m->ds->sources;
	struct str front = source_text(all, p->source);

	if (page_text_there(p, m->ds))
		return;
	m->fronts[p->number] = front;
	if (page_load_text(p, a, m->ds, m->options->fs, m->options->root) &&
	    hash128_eq(hash128(source_text(all, p->source)),
		m->now.pages[p->number].text))
		return;
	m->lost = true;
	source_replace(all, p->source, front);
	p->body.len = 0;
}

/*
 * Their documents. What is found is kept (or was before), and said later: it
 * takes no room from what else is found in these pages.
 */
static void
load_bodies(struct site_memory *m, const struct page_list *list,
    struct arena *a, bool keep)
{
	const struct sources *all = &m->ds->sources;
	size_t first = m->ds->count;
	struct arena scratch = { 0 };
	size_t *found = arena_array(&scratch, size_t, list->count + 1);

	for (size_t i = 0; i < list->count; i++)
		bring_text(m, list->items[i], a);
	for (size_t i = 0; i < list->count; i++)
		found[i] = all->items[list->items[i]->source].found;
	pages_load_bodies(list->items, list->count, a, m->ds);
	if (keep)
		keep_bodies(m, list, first, a);
	m->ds->count = first;
	for (size_t i = 0; i < list->count; i++)
		all->items[list->items[i]->source].found = found[i];
	arena_release(&scratch);
}

/* Of the pages that changed, and what was found in them. */
static void
load_changed(struct site_memory *m)
{
	struct page_list list = { 0 };

	for (size_t i = 0; i < m->turn.count; i++)
		if (m->changed[m->turn.items[i].number])
			*arena_push(m->arena, &list) = page_at(m, i);
	load_bodies(m, &list, m->arena, true);
}

static void
forget(struct site_memory *m, struct page *p)
{
	struct str *front = &m->fronts[p->number];

	if (front->p)
		source_replace(&m->ds->sources, p->source, *front);
	*front = STR_NONE;
	p->doc = NULL;
	p->anchors = NULL;
	p->anchor_count = 0;
}

/*
 * The policy is compared with its versions and printed as a book: its
 * documents stay. Those of all other pages come and go (site_pages.h).
 */
static void
load_policy(struct site_memory *m)
{
	struct page_list list = { 0 };

	for (size_t i = 0; i < m->turn.count; i++) {
		struct page *p = page_at(m, i);

		if (p->revision)
			*arena_push(m->arena, &list) = p;
		else
			forget(m, p);
	}
	load_bodies(m, &list, m->arena, true);
}

/* Another title alone is none that counts here: see take_page. */
static bool
same_outline(const struct site_memory *m, const struct turn_page *t)
{
	const struct page *p = m->site->pages.items[t->number];
	const struct page_record *was = m->before[t->number];
	struct hash128 now = m->now.pages[t->number].outline;

	if (!was || !m->changed[t->number])
		return was != NULL;
	if (t->retitled)
		now = hash_outline(p, t->front_before);
	return hash128_eq(was->outline, now);
}

/* What it was called is known, and all else before its body is the same. */
static bool
only_retitled(struct site_memory *m, struct turn_page *t)
{
	const struct page *p = m->site->pages.items[t->number];
	const struct page_record *was = m->before[t->number];

	if (t->retitled || !was || p->revision ||
	    !site_outline_front(was->outline_kept, &t->front_before) ||
	    !page_front_retitled(t->front_before, front_of(m, p)))
		return false;
	t->retitled = true;
	m->retitled = same_outline(m, t);
	return m->retitled;
}

static bool
same_outlines(struct site_memory *m)
{
	for (size_t i = 0; i < m->turn.count; i++)
		if (!same_outline(m, &m->turn.items[i]) &&
		    !only_retitled(m, &m->turn.items[i]))
			return false;
	return true;
}

/* The text of the version before it, and all later ones, tell of a change. */
static date_t
policy_from(const struct site *site, const struct revision *r)
{
	date_t from = DATE_NONE;

	for (size_t i = 0; i < site->revisions.count; i++) {
		date_t d = site->revisions.items[i]->in_force;

		if (d != DATE_NONE && d < r->in_force &&
		    (from == DATE_NONE || d > from))
			from = d;
	}
	return from != DATE_NONE ? from : date_from(1, 1, 1);
}

static void
see_policy(struct site_memory *m)
{
	for (size_t i = 0; i < m->turn.count; i++) {
		const struct page *p = page_at(m, i);
		const struct revision *r = p->revision;
		date_t from;

		if (!m->changed[p->number] || !r)
			continue;
		from = r->in_force == DATE_NONE ? date_from(1, 1, 1)
						: policy_from(m->site, r);
		if (!m->policy || from < m->changes.policy_from)
			m->changes.policy_from = from;
		m->policy = true;
	}
	/* The report compares with the version before. */
	for (size_t i = 0; m->policy && i < m->site->pages.count; i++)
		if (m->site->pages.items[i]->revision)
			m->touched[m->parts.of[i]] = true;
}

static void
say_bodies(struct site_memory *m)
{
	for (size_t i = 0; i < m->turn.count; i++) {
		const struct page *p = page_at(m, i);
		const struct page_record *was = m->before[p->number];

		if (!m->changed[p->number]) {
			struct page_record *now = &m->now.pages[p->number];

			now->outline = was->outline;
			now->shown = was->shown;
			now->body = was->body;
			now->links = was->links;
		}
		findings_say(m->now.pages[p->number].body, m->ds);
	}
}

/* One that stays has not all documents, and leaves the rest to a build. */
void
memory_bodies(struct site_memory *m)
{
	if (m->on && hash128_eq(m->was.frame, m->now.frame) &&
	    m->was.page_count == m->now.page_count) {
		load_changed(m);
		m->quick = same_outlines(m);
	}
	if (m->quick) {
		see_policy(m);
		say_bodies(m);
	} else {
		load_policy(m);
		site_resolve(m->site, m->options->today);
	}
}

/* What was found in them was said already. */
static void
need(struct site_memory *m, const struct page_list *list)
{
	const struct revision *shown = site_shown(m->site, m->options->today);
	struct page_list absent = { 0 };

	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i]->doc)
			*arena_push(m->arena, &absent) = list->items[i];
	if (absent.count == 0)
		return;
	load_bodies(m, &absent, m->arena, false);
	for (size_t i = 0; i < absent.count; i++)
		page_resolve(m->site, absent.items[i], shown);
}

void
memory_need(struct site_memory *m, const struct page_list *list)
{
	need(m, list);
}

/* Pages whose headings the links of p lead to: they have to be there. */
static void
add_headings(
    struct site_memory *m, const struct page *p, struct page_list *list)
{
	for (const struct node *n = p->doc; n; n = node_next(n, p->doc)) {
		const struct page *to =
		    n->kind == NODE_LINK ? n->u.link.page : NULL;
		bool known = !to || !n->u.link.anchor.n || to->doc;

		for (size_t i = 0; i < list->count && !known; i++)
			known = list->items[i] == to;
		if (!known)
			*arena_push(m->arena, list) = to->twins[to->variant];
	}
}

void
memory_load_policy(struct site_memory *m, const struct revision *only)
{
	struct page_list list = { 0 };

	for (size_t i = 0; i < m->site->pages.count; i++) {
		struct page *p = m->site->pages.items[i];

		if (p->revision && (!only || p->revision == only))
			*arena_push(m->arena, &list) = p;
	}
	need(m, &list);
}

/* --- findings ------------------------------------------------------------- */

/* Links of a page that changed, and the headings that they lead to. */
static void
follow_links(struct site_memory *m, struct page *p)
{
	struct page_list list = { 0 };

	page_resolve(m->site, p, site_shown(m->site, m->options->today));
	add_headings(m, p, &list);
	need(m, &list);
}

/* What was found is kept, and not yet said. */
static void
check_links(struct site_memory *m, struct page *p, struct arena *a)
{
	size_t first = m->ds->count;

	follow_links(m, p);
	check_page(m->site, m->theme, p, m->ds);
	m->now.pages[p->number].links = findings_keep(a, m->ds, first);
	m->ds->count = first;
}

static void
check_whole(struct site_memory *m)
{
	date_t today = m->options->today;
	size_t first = m->ds->count;
	struct page_list reads = { 0 };

	check_site_reads(m->site, today, m->arena, &reads);
	need(m, &reads);
	check_site_whole(m->site, m->theme, today, m->ds);
	m->now.whole = findings_keep(m->arena, m->ds, first);
}

void
memory_check(struct site_memory *m)
{
	size_t first;

	for (size_t i = 0; m->quick && i < m->turn.count; i++) {
		struct page *p = page_at(m, i);

		if (m->changed[p->number])
			check_links(m, p, m->arena);
		findings_say(m->now.pages[p->number].links, m->ds);
	}
	if (m->staying)
		return;
	if (m->quick && !m->retitled) {
		m->now.whole = m->was.whole;
		findings_say(m->was.whole, m->ds);
	} else {
		check_whole(m);
	}
	first = m->ds->count;
	check_seals(m->site, m->options->today, m->ds);
	m->seals = findings_keep(m->arena, m->ds, first);
}

/* --- pages that come and go ----------------------------------------------- */

void
memory_read(struct site_memory *m, const struct page_list *list,
    struct arena *a, bool keep)
{
	const struct revision *shown = site_shown(m->site, m->options->today);
	struct page_list own = { 0 };

	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i]->revision)
			*arena_push(a, &own) = list->items[i];
	load_bodies(m, &own, a, keep);
	for (size_t i = 0; i < own.count; i++)
		page_resolve(m->site, own.items[i], shown);
}

void
memory_forget(struct site_memory *m, const struct page_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i]->revision)
			forget(m, list->items[i]);
}

void
memory_pack_page(
    struct site_memory *m, struct page *p, struct arena *a, struct sb *out)
{
	const struct page_record *now = &m->now.pages[p->number];
	size_t dropped = m->ds->dropped;

	check_links(m, p, a);
	pack_text(out, now->body);
	pack_hash(out, now->outline);
	pack_text(out, now->links);
	pack_number(out, m->ds->dropped - dropped);
}

void
memory_take_page(struct site_memory *m, const struct page *p, struct unpack *u)
{
	struct page_record *now = &m->now.pages[p->number];

	now->body = arena_str(m->arena, unpack_text(u));
	now->outline = unpack_hash(u);
	now->links = arena_str(m->arena, unpack_text(u));
	m->ds->dropped += (size_t)unpack_number(u);
	findings_say(now->body, m->ds);
	findings_say(now->links, m->ds);
}

const struct page_record *
memory_reading(const struct site_memory *m, size_t page)
{
	return hash128_eq(m->was.reading, m->now.reading) && !m->changed[page]
		   ? m->before[page]
		   : NULL;
}

/* --- outputs -------------------------------------------------------------- */

void
memory_load_for(struct site_memory *m, const struct site_view *view, size_t i)
{
	struct arena a = { 0 };
	struct page_list list = { 0 }, headings = { 0 };

	if (m->quick)
		list = site_view_reads(view, i, &a);
	need(m, &list);
	for (size_t k = 0; k < list.count; k++)
		add_headings(m, list.items[k], &headings);
	need(m, &headings);
	arena_release(&a);
}
