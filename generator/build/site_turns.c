/* SPDX-License-Identifier: EUPL-1.2 */
/* The memory of a process that stays: what it made is what it knows. */
#include "build/site_memory.h"

static void
note_told(struct site_memory *m, size_t page)
{
	const struct page_record *r = &m->now.pages[page];

	if (m->told.has[page] || r->body.n + r->links.n + r->reading.n == 0)
		return;
	m->told.has[page] = true;
	*arena_push(m->arena, &m->told) = page;
}

void
memory_stay(struct site_memory *m)
{
	size_t count = m->site->pages.count;

	m->now.books = m->was.books;
	m->was = m->now;
	m->staying = true;
	m->turn.count = 0;
	m->told.has = arena_array(m->arena, bool, count + 1);
	for (size_t i = 0; i < count; i++) {
		m->before[i] = &m->now.pages[i];
		note_told(m, i);
	}
}

void
memory_next(struct site_memory *m, struct arena *passing)
{
	for (size_t i = 0; i < m->turn.count; i++) {
		size_t page = m->turn.items[i].number;

		m->before[page] = &m->now.pages[page];
	}
	m->turn.count = 0;
	m->passing = passing;
}

bool
memory_reread(
    struct site_memory *m, const struct page *p, const struct turn_page *turn)
{
	struct page_record *now = &m->now.pages[p->number], *was;
	struct hash128 text = hash128(source_text(&m->ds->sources, p->source));

	if (hash128_eq(now->text, text))
		return false;
	was = arena_new(m->passing, struct page_record);
	*was = *now;
	m->before[p->number] = was;
	m->changed[p->number] = true;
	now->text = text;
	now->outline_kept = STR("");
	now->worded = false;
	m->touched[m->parts.of[p->number]] = true;
	*arena_push(m->arena, &m->turn) = *turn;
	return true;
}

void
memory_tell(struct site_memory *m, struct diags *ds)
{
	for (size_t i = 0; i < m->turn.count; i++)
		note_told(m, m->turn.items[i].number);
	for (size_t i = 0; i < m->told.count; i++) {
		const struct page_record *r = &m->now.pages[m->told.items[i]];

		findings_say(r->body, ds);
		findings_say(r->links, ds);
	}
	findings_say(m->now.whole, ds);
	findings_say(m->seals, ds);
}

void
memory_seen(struct site_memory *m, const struct page *p)
{
	m->changed[p->number] = false;
	m->policy = false;
	m->changes.policy_from = DATE_NONE;
}
