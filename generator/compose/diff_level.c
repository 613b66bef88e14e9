/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of one page at one level, and the way back from them. */
#include "compose/diff.h"

#include "compose/diff_align.h"
#include "compose/diff_runs.h"

struct maker {
	struct arena *a;
	struct diff_level *level;
	const struct diff_links *links;
	size_t *old_link; /* of each unit: its link + 1, or 0 */
	size_t *new_link;
	uint32_t *gone; /* of each link: its DIFF_GONE part + 1, or 0 */
	uint32_t old_at, new_at;
};

static struct diff_part *
add(struct maker *m, enum diff_kind kind)
{
	struct diff_part *p = arena_push(m->a, &m->level->parts);

	p->kind = kind;
	p->old_at = m->old_at;
	p->new_at = m->new_at;
	p->other = DIFF_NONE;
	return p;
}

static void
take_side(struct diff_part *p, struct diff_level *level)
{
	if (p->kind == DIFF_ADDED) {
		p->new_tokens = level->new_text.items[p->new_at].tokens;
		p->new_token_count = level->new_text.items[p->new_at].count;
	} else {
		p->old_tokens = level->old_text.items[p->old_at].tokens;
		p->old_token_count = level->old_text.items[p->old_at].count;
	}
}

/* What the units of a link have become. */
static void
fill(struct maker *m, struct diff_part *p, const struct diff_link *l)
{
	const struct diff_unit *before = &m->level->old_text.items[l->old_at];
	const struct diff_unit *after = &m->level->new_text.items[l->new_at];

	p->old_at = l->old_at;
	p->old_count = l->old_count;
	p->new_at = l->new_at;
	p->new_count = l->new_count;
	p->moved = l->moved;
	if (l->old_count == 1 && l->new_count == 1) {
		p->reformed = before->form_hash != after->form_hash;
		p->renumbered = !p->reformed && before->number != after->number;
	}
	if (p->kind != DIFF_SAME) {
		diff_runs_take(
		    m->a, &m->level->old_text, &m->level->new_text, p);
		return;
	}
	p->old_tokens = before->tokens;
	p->new_tokens = after->tokens;
	p->old_token_count = p->new_token_count = after->count;
}

static enum diff_kind
kind_of(const struct diff_level *level, const struct diff_link *l)
{
	if (l->new_count > 1)
		return DIFF_SPLIT;
	if (l->old_count > 1)
		return DIFF_MERGED;
	return l->equal && level->old_text.items[l->old_at].form_hash ==
			       level->new_text.items[l->new_at].form_hash
		   ? DIFF_SAME
		   : DIFF_CHANGED;
}

/* Old units up to a place: taken out, or gone somewhere else. */
static void
pass_old(struct maker *m, size_t to)
{
	while (m->old_at < to) {
		size_t link = m->old_link[m->old_at];
		struct diff_part *p;

		if (link) {
			p = add(m, DIFF_GONE);
			p->moved = true;
			p->old_count = m->links->items[link - 1].old_count;
			m->gone[link - 1] = (uint32_t)m->level->parts.count;
		} else {
			p = add(m, DIFF_REMOVED);
			p->old_count = 1;
			take_side(p, m->level);
		}
		m->old_at += p->old_count;
	}
}

/* New units up to a place: added, or come from somewhere else. */
static void
pass_new(struct maker *m, size_t to)
{
	while (m->new_at < to) {
		size_t link = m->new_link[m->new_at];
		struct diff_part *p;

		if (link) {
			const struct diff_link *l = &m->links->items[link - 1];

			p = add(m, kind_of(m->level, l));
			fill(m, p, l);
		} else {
			p = add(m, DIFF_ADDED);
			p->new_count = 1;
			take_side(p, m->level);
		}
		m->new_at += p->new_count;
	}
}

/* Each moved part and the place it left know each other. */
static void
join_moved(struct maker *m)
{
	struct diff_parts *parts = &m->level->parts;

	for (size_t i = 0; i < parts->count; i++) {
		struct diff_part *p = &parts->items[i];

		if (!p->moved || p->kind == DIFF_GONE)
			continue;
		p->other = m->gone[m->new_link[p->new_at] - 1] - 1;
		parts->items[p->other].other = (uint32_t)i;
	}
}

static bool
reads_same(const struct diff_level *level)
{
	for (size_t i = 0; i < level->parts.count; i++) {
		const struct diff_part *p = &level->parts.items[i];

		if (p->kind != DIFF_SAME || p->moved || p->renumbered)
			return false;
	}
	return true;
}

static void
number_links(struct maker *m)
{
	for (size_t i = 0; i < m->links->count; i++) {
		const struct diff_link *l = &m->links->items[i];

		for (size_t k = 0; k < l->old_count; k++)
			m->old_link[l->old_at + k] = i + 1;
		for (size_t k = 0; k < l->new_count; k++)
			m->new_link[l->new_at + k] = i + 1;
	}
}

void
diff_level_compare(struct arena *a, struct diff_level *level)
{
	struct arena scratch = { 0 };
	struct diff_links links = { 0 };
	struct maker m = { .a = a, .level = level, .links = &links };

	diff_align(&scratch, &level->old_text, &level->new_text, &links);
	m.old_link = arena_array(&scratch, size_t, level->old_text.count);
	m.new_link = arena_array(&scratch, size_t, level->new_text.count);
	m.gone = arena_array(&scratch, uint32_t, links.count);
	level->parts.cap = level->old_text.count + level->new_text.count + 1;
	level->parts.items = arena_array(a, struct diff_part, level->parts.cap);
	number_links(&m);
	for (size_t i = 0; i < links.count; i++) {
		const struct diff_link *l = &links.items[i];
		struct diff_part *p;

		if (l->moved)
			continue;
		pass_old(&m, l->old_at);
		pass_new(&m, l->new_at);
		p = add(&m, kind_of(level, l));
		fill(&m, p, l);
		m.old_at += l->old_count;
		m.new_at += l->new_count;
	}
	pass_old(&m, level->old_text.count);
	pass_new(&m, level->new_text.count);
	join_moved(&m);
	level->same = reads_same(level);
	arena_release(&scratch);
}

bool
diff_run_looks(const struct diff_part *p, size_t i)
{
	const struct diff_run *r = &p->runs[i];

	if (i + 1 >= p->run_count || r[0].op != DIFF_DELETE ||
	    r[1].op != DIFF_INSERT || r[0].count != r[1].count)
		return false;
	for (size_t k = 0; k < r->count; k++)
		if (!str_eq(p->old_tokens[r[0].old_at + k].text,
			p->new_tokens[r[1].new_at + k].text))
			return false;
	return true;
}

static void
add_unit(struct arena *a, struct diff_text *out, const struct diff_unit *form,
    const struct diff_token *tokens, size_t count)
{
	struct diff_unit *u = arena_push(a, out);

	*u = *form;
	u->tokens = tokens;
	u->count = (uint32_t)count;
}

/* Runs make one row of tokens; unit ends divide it. */
static void
apply_runs(struct arena *a, const struct diff_level *level,
    const struct diff_part *p, struct diff_text *out)
{
	struct {
		struct diff_token *items;
		size_t count, cap;
	} row = { 0 };
	size_t unit = p->new_at, from = 0;

	for (size_t i = 0; i < p->run_count; i++) {
		const struct diff_run *r = &p->runs[i];

		for (size_t k = 0; r->op != DIFF_DELETE && k < r->count; k++)
			*arena_push(a, &row) =
			    r->op == DIFF_KEEP ? p->old_tokens[r->old_at + k]
					       : p->new_tokens[r->new_at + k];
	}
	for (size_t i = 0; i <= row.count; i++) {
		if (i < row.count && row.items[i].kind != DIFF_UNIT)
			continue;
		add_unit(a, out, &level->new_text.items[unit++],
		    row.count ? row.items + from : NULL, i - from);
		from = i + 1;
	}
}

void
diff_apply(
    struct arena *a, const struct diff_level *level, struct diff_text *out)
{
	for (size_t i = 0; i < level->parts.count; i++) {
		const struct diff_part *p = &level->parts.items[i];
		const struct diff_unit *before =
		    &level->old_text.items[p->old_at];

		switch (p->kind) {
		case DIFF_SAME:
			add_unit(a, out, before, before->tokens, before->count);
			if (p->renumbered)
				out->items[out->count - 1].number =
				    level->new_text.items[p->new_at].number;
			break;
		case DIFF_CHANGED:
		case DIFF_SPLIT:
		case DIFF_MERGED:
			apply_runs(a, level, p, out);
			break;
		case DIFF_ADDED:
			add_unit(a, out, &level->new_text.items[p->new_at],
			    p->new_tokens, p->new_token_count);
			break;
		case DIFF_REMOVED:
		case DIFF_GONE:
			break;
		}
	}
}

static bool
unit_eq(const struct diff_unit *a, const struct diff_unit *b)
{
	if (a->form_hash != b->form_hash || a->number != b->number ||
	    a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->tokens[i].id != b->tokens[i].id ||
		    !str_eq(a->tokens[i].text, b->tokens[i].text))
			return false;
	return true;
}

bool
diff_text_eq(const struct diff_text *a, const struct diff_text *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!unit_eq(&a->items[i], &b->items[i]))
			return false;
	return true;
}
