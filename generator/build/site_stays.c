/* SPDX-License-Identifier: EUPL-1.2 */
/* Which outputs are still right, so that only the others are made. */
#include "build/site_memory.h"

#include "compose/diff.h"
#include "write/tree.h"

/* --- what the view reads -------------------------------------------------- */

/*
 * What readers see of each text of the policy: read where the document is
 * there, else as it was, for nothing that it depends on has changed.
 */
static void
see_texts(struct site_memory *m)
{
	for (size_t i = 0; i < m->site->pages.count; i++) {
		struct page *p = m->site->pages.items[i];
		struct page_record *now = &m->now.pages[i];

		if (!p->revision)
			continue;
		if (p->doc && (!m->quick || m->changed[i]))
			now->shown = page_text_hash_read(p);
		p->text_hash = now->shown;
	}
}

/* Most texts stay from version to version and need not be opened for it. */
static void
load_news(struct site_memory *m)
{
	struct arena a = { 0 };
	struct page_list reads = { 0 }, once = { 0 };
	bool *read = arena_array(&a, bool, m->site->pages.count);

	site_news_reads(m->site, m->options->today, &a, &reads);
	for (size_t i = 0; i < reads.count; i++)
		read[reads.items[i]->number] = true;
	for (size_t i = 0; i < m->site->pages.count; i++)
		if (read[i])
			*arena_push(&a, &once) = m->site->pages.items[i];
	memory_need(m, &once);
	arena_release(&a);
}

/* --- the view ------------------------------------------------------------- */

static struct site_view *
view_new(const struct site_memory *m, bool without_news)
{
	const struct site_options options = { .date = m->options->today,
		.without_news = without_news };

	return site_view_new(m->passing, m->site, m->theme, &options);
}

/* A run that was killed may have published without writing its record. */
static bool
all_there(const struct site_memory *m, const struct tree *t)
{
	if (!hash128_eq(m->was.output, tree_before(t)))
		return false;
	for (size_t i = 0; i < m->was.output_count; i++)
		if (!tree_holds(t, m->was.outputs[i].path))
			return false;
	return true;
}

static bool
all_plain(const struct site_memory *m, const struct site_view *view)
{
	for (size_t i = 0; i < site_view_count(view); i++)
		if (site_view_touched(view, i, &m->changes) &&
		    !site_view_plain(view, i))
			return false;
	return true;
}

/* Everything is made after all. */
static void
give_up(struct site_memory *m)
{
	memory_load_policy(m, NULL);
	m->quick = false;
}

/* false: one of the titles stands on every page. */
static bool
mark_retitled(struct site_memory *m, struct site_view *view)
{
	struct site_index *x = site_index_new(m->passing, view);
	struct output_list list = { 0 };

	for (size_t i = 0; i < m->turn.count; i++) {
		const struct turn_page *t = &m->turn.items[i];
		const struct page *p = m->site->pages.items[t->number];

		if (!t->retitled)
			continue;
		if (!site_view_retitle(view, p))
			return false;
		site_index_neighbours(x, p, m->passing, &list);
		site_index_lists(x, p, true, m->passing, &list);
	}
	m->around = arena_array(m->passing, bool, site_view_count(view) + 1);
	for (size_t i = 0; i < list.count; i++)
		m->around[list.items[i]] = true;
	return true;
}

struct site_view *
memory_view(struct site_memory *m, const struct tree *t)
{
	struct site_view *view;

	see_texts(m);
	if (m->quick && !(t && all_there(m, t))) {
		give_up(m);
		m->torn = true;
	}
	if (m->quick && !m->policy && !m->retitled) {
		view = view_new(m, true);
		if (all_plain(m, view))
			return view;
	}
	m->news = true;
	if (m->quick)
		load_news(m);
	view = view_new(m, false);
	if (m->quick && m->retitled && !mark_retitled(m, view))
		give_up(m);
	return view;
}

struct site_view *
memory_view_now(struct site_memory *m)
{
	see_texts(m);
	load_news(m);
	return view_new(m, false);
}

/* Only what it tells of other versions could be another. */
static bool
tells_the_same(const struct site_memory *m, const struct site_view *view,
    size_t i, const struct output_record *was)
{
	const struct site_changes alone = { .pages = m->changed,
		.policy_from = DATE_NONE };
	const struct hash128 none = { 0, 0 };
	struct hash128 now = site_view_news(view, i);

	return was && !hash128_eq(now, none) && hash128_eq(now, was->news) &&
	       !site_view_touched(view, i, &alone);
}

bool
memory_stays(const struct site_memory *m, const struct site_view *view,
    size_t i, const struct output_record *was)
{
	if (!m->quick || (m->around && m->around[i]))
		return false;
	return !site_view_touched(view, i, &m->changes) ||
	       tells_the_same(m, view, i, was);
}
