/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * After the commit: what the next run will know. Only parts with a record that
 * is new, or gone, are written again. What cannot be kept is made again next
 * time, so a failure here is none of the run.
 */
#include "build/plan_run.h"

#include "build/run_record.h"

static bool
same_known(const struct plan_known *a, const struct plan_known *b)
{
	return a->sure == b->sure && a->st.mtime == b->st.mtime &&
	       a->st.ctime == b->st.ctime && a->st.inode == b->st.inode &&
	       a->live.sure == b->live.sure && a->live.mtime == b->live.mtime &&
	       a->spare.mtime == b->spare.mtime;
}

/* Parts that have to be written, and whether anything at all has to be. */
static bool
find_changed(const struct plan_run *r, bool *parts)
{
	const struct plan_store *s = &r->store;
	bool changed = !r->fresh || !r->trusted || r->result.changed ||
		       r->pages != s->pages;

	for (unsigned n = 0; n < SHELF_PARTS; n++)
		parts[n] = !r->fresh;
	for (size_t i = 0; i < r->count; i++) {
		const struct plan_item *item = &r->items[i];

		if (!item->kept)
			parts[plan_store_part(item->now.file)] = true;
		changed |= !item->kept || !item->was ||
			   !same_known(item->was, &item->now);
	}
	for (size_t i = 0, k = 0; i < s->count; i++) {
		struct str file = s->items[i].file;

		while (k < r->count && str_cmp(r->items[k].now.file, file) < 0)
			k++;
		if (k < r->count && str_eq(r->items[k].now.file, file))
			continue;
		parts[plan_store_part(file)] = true;
		changed = true;
	}
	return changed;
}

/* Records that are kept come from the part as it was. */
static int
write_part(struct plan_run *r, unsigned part)
{
	struct drawer_records old = { 0 };
	struct arena a = { 0 };
	struct drawer_entry *entries =
	    arena_array(&a, struct drawer_entry, r->count + 1);
	bool there = drawer_read(&r->store.drawer, part, &a, &old);
	size_t count = 0;
	int err;

	for (size_t i = 0; i < r->count; i++) {
		struct plan_item *item = &r->items[i];
		const struct str *kept;

		if (plan_store_part(item->now.file) != part)
			continue;
		kept = there && item->kept
			   ? map_find(&old.by_file, item->now.file)
			   : NULL;
		/* Without a record it has to be made again. */
		item->now.lost |= item->record.n == 0 && !kept;
		entries[count].file = item->now.file;
		entries[count++].record = item->record.n ? item->record
					  : kept         ? *kept
							 : STR_NONE;
	}
	err = drawer_write(&r->store.drawer, part, entries, count);
	drawer_done(&old);
	arena_release(&a);
	return err;
}

static void
fill_index(struct plan_run *r)
{
	struct plan_store *s = &r->store;

	s->made = r->options->now;
	if (r->opened) {
		inputs_release(&s->inputs);
		inputs_add(&s->inputs, &r->seen);
		s->said = r->said;
	}
	s->live = shelf_sight(r->shelf);
	s->spare = shelf_sight_spare(r->shelf);
	s->pages = r->pages;
	s->count = r->count;
	s->items = arena_array(&r->arena, struct plan_known, r->count + 1);
	for (size_t i = 0; i < r->count; i++)
		s->items[i] = r->items[i].now;
}

void
plan_keep(struct plan_run *r)
{
	bool parts[SHELF_PARTS];
	int64_t clock;
	int err = 0;

	if (!find_changed(r, parts)) {
		/* Only sights that have become sure. */
		bool sure = true;

		for (size_t i = 0; i < r->count; i++)
			sure &= !r->items[i].seen_again ||
				r->items[i].was->live.sure;
		if (sure)
			return;
	}
	for (unsigned n = 0; err == 0 && n < SHELF_PARTS; n++)
		if (parts[n])
			err = write_part(r, n);
	/* Pages that stayed as they were, say nothing of it. */
	if (err == 0 && r->first)
		err = drawer_write(&r->store.drawer, PLAN_PART_FIRST, r->first,
		    r->first_count);
	if (err == 0)
		err = plan_store_clock(&r->store, &clock);
	if (err == 0) {
		plan_output_note(r, clock);
		fill_index(r);
		err = plan_store_write(&r->store);
	}
	if (err)
		plan_store_forget(&r->store);
}
