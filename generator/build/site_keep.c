/* SPDX-License-Identifier: EUPL-1.2 */
/* What the memory notes of a build for the next one, and when it is written. */
#include "build/site_memory.h"
#include "write/tree.h"

const struct output_record *
memory_output(const struct site_memory *m, struct str path)
{
	for (size_t i = 0; i < m->was.output_count; i++)
		if (str_eq(m->was.outputs[i].path, path))
			return &m->was.outputs[i];
	return NULL;
}

struct hash128
memory_books(const struct site_memory *m, const struct revision *shown)
{
	struct hash128 h = m->now.frame;

	for (size_t i = 0; i < m->site->pages.count; i++) {
		if (m->site->pages.items[i]->revision != shown)
			continue;
		h = hash128_mix(h, m->now.pages[i].outline);
		h = hash128_mix(h, m->now.pages[i].text);
	}
	return h;
}

void
memory_made(
    struct site_memory *m, struct str path, bool page, struct hash128 news)
{
	struct site_record *r = &m->now;
	struct output_record *item;

	r->outputs = arena_grow(m->passing, r->outputs, r->output_count,
	    &r->output_cap, sizeof(*r->outputs));
	item = &r->outputs[r->output_count++];
	item->path = path;
	item->page = page;
	item->news = news;
}

void
memory_keep(struct site_memory *m, const struct tree *t)
{
	m->now.output = tree_after(t);
}

/* --- words and report ----------------------------------------------------- */

bool
memory_bring_words(struct site_memory *m, size_t page)
{
	struct page_record *now = &m->now.pages[page];
	const struct page_record *was = m->before[page];

	return now->worded || (was && words_bring(&m->words, was, now));
}

bool
memory_part_stays(
    const struct site_memory *m, size_t part, const struct tree *report)
{
	return m->on && m->quick && part < m->was.part_count &&
	       !m->touched[part] && !m->was.due[part] &&
	       hash128_eq(m->was.report, tree_before(report));
}

void
memory_reported(struct site_memory *m, const struct tree *report)
{
	/* Another frame, or another thing to look for, is that of all parts. */
	bool all = !m->quick || !hash128_eq(m->was.guarded, m->now.guarded);

	if (report)
		m->now.report = tree_after(report);
	else
		m->now.report = m->was.report;
	for (size_t i = 0; i < m->parts.count; i++)
		m->now.due[i] =
		    !report && (all || m->touched[i] ||
				   i >= m->was.part_count || m->was.due[i]);
}

/* A part of which some words are lost is none: they are read in the next run. */
static void
write_part(struct site_memory *m, size_t part)
{
	const struct report_parts *all = &m->parts;
	struct drawer_part *to = &m->now.parts[part];

	if (words_stay(all, part, m->before, &m->now) &&
	    part < m->was.part_count)
		return;
	*to = (struct drawer_part){ 0 };
	for (size_t i = all->starts[part]; i < all->starts[part + 1]; i++)
		if (!memory_bring_words(m, i))
			return;
	if (words_write(m->options, &m->now, all, part) != 0)
		*to = (struct drawer_part){ 0 };
}

void
memory_write(struct site_memory *m)
{
	/* What was too much to be told is not known any more. */
	if (m->on && m->ds->dropped > 0)
		site_record_forget(m->options);
	if (!m->on || m->ds->dropped > 0)
		return;
	for (size_t i = 0; i < m->parts.count; i++)
		write_part(m, i);
	words_drop(m->options, m->parts.count, m->was.part_count);
	site_record_write(&m->now, m->options);
}

void
memory_close(struct site_memory *m)
{
	words_close(&m->words);
}
