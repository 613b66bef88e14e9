/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Are the documents still there, as they were written? A folder has another
 * time when something in it was made, renamed or taken away; only a document
 * that was written over in its place does not show there. So in each run each
 * folder is looked at, and every document of those that changed, of those that
 * were written so late that the time says little, and of a few parts, others
 * each time; in an output of up to DOCUMENTS_EACH_TIME all of them.
 */
#include "build/plan_run.h"

#include <stdlib.h>

enum { DOCUMENTS_EACH_TIME = 4096, TURNS = 64 };

struct look {
	struct arena arena;
	struct fs_entries list;
	struct fs_stat *stats;
};

static const struct fs_stat *
find_folder(const struct look *l, struct str name)
{
	size_t low = 0, high = l->list.count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(l->list.items[mid].name, name);

		if (order == 0)
			return &l->stats[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static struct plan_sight
sight_of(const struct fs_stat *st)
{
	return (struct plan_sight){
		.mtime = st->mtime, .ctime = st->ctime, .inode = st->inode
	};
}

static bool
same_sight(const struct plan_sight *was, const struct fs_stat *st)
{
	return st && st->kind == FS_FOLDER && was->mtime == st->mtime &&
	       was->ctime == st->ctime && was->inode == st->inode;
}

bool
plan_has_folder(const struct plan_known *k)
{
	return !k->lost && !k->taken && k->documents > 0;
}

/* --- in a run ------------------------------------------------------------- */

/* The documents that the record tells of, and no other. */
static bool
same_documents(const struct shelf_folder *f, const struct plan_record *r)
{
	size_t found = 0;

	for (size_t i = 0; i < r->count; i++)
		for (size_t k = 0; k < f->count; k++)
			if (str_eq(r->documents[i].name, f->documents[k].name))
				found += r->documents[i].size ==
					     f->documents[k].size &&
					 hash128_eq(r->documents[i].hash,
					     f->documents[k].hash);
	return found == r->count && f->count == r->count;
}

static bool
as_recorded(struct plan_run *r, const struct plan_item *item,
    const struct shelf_folder *f)
{
	struct plan_part_records records;
	struct plan_record record;
	struct arena a = { 0 };
	const struct str *bytes;
	bool same = plan_store_read(
	    &r->store, plan_store_part(item->now.file), &a, &records);

	bytes = same ? map_find(&records.by_file, item->now.file) : NULL;
	same = bytes && plan_record_unpack(*bytes, &a, &record) &&
	       same_documents(f, &record);
	plan_store_done(&records);
	arena_release(&a);
	return same;
}

/* Every document, one by one. */
static bool
documents_whole(struct plan_run *r, const struct plan_item *item)
{
	const struct shelf_folder *f;
	bool whole = false;

	if (r->err == 0)
		r->err = shelf_find(r->shelf, item->now.plan_id, &f);
	if (r->err || !f || f->count != item->now.documents)
		return false;
	if (!r->trusted && !as_recorded(r, item, f))
		return false;
	r->err = shelf_whole(r->shelf, f, &whole);
	return r->err == 0 && whole;
}

/* Not every document: its folder is as it was left. */
static bool
looks_untouched(const struct plan_run *r, const struct plan_item *item,
    const struct fs_stat *st)
{
	return r->trusted && item->now.live.sure &&
	       same_sight(&item->now.live, st);
}

struct closely {
	struct plan_item *item;
	const struct fs_stat *st;
	unsigned part;
};

static int
by_part(const void *a, const void *b)
{
	const struct closely *x = a, *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	return str_cmp(x->item->now.plan_id, y->item->now.plan_id);
}

static void
look_closely(
    struct plan_run *r, struct plan_item *item, const struct fs_stat *st)
{
	item->harmed = !st || st->kind != FS_FOLDER || st->mode != 0700 ||
		       !documents_whole(r, item);
	if (st && !item->harmed) {
		item->now.live = sight_of(st);
		item->seen_again = true;
	}
}

static size_t
count_documents(const struct plan_run *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].kept)
			n += r->items[i].now.documents;
	return n;
}

void
plan_output_look(struct plan_run *r)
{
	struct look l = { 0 };
	struct closely *list;
	size_t documents = count_documents(r), count = 0;
	uint64_t turn;
	bool all = documents <= DOCUMENTS_EACH_TIME;

	if (documents == 0)
		return;
	turn = plan_store_turn(&r->store, true);
	/* A folder that cannot be listed has nothing in it. */
	if (fs_look(r->options->fs, &l.arena, shelf_live(r->shelf), &l.list,
		&l.stats))
		l.list.count = 0;
	list = arena_array(&l.arena, struct closely, r->count + 1);
	for (size_t i = 0; i < r->count; i++) {
		struct closely c = { .item = &r->items[i] };

		if (!c.item->kept || !plan_has_folder(&c.item->now))
			continue;
		c.st = find_folder(&l, c.item->now.plan_id);
		c.part = shelf_part(c.item->now.plan_id);
		if (all || c.part % TURNS == turn % TURNS ||
		    !looks_untouched(r, c.item, c.st))
			list[count++] = c;
	}
	/* In the order of the parts, so that each is opened once. */
	if (count)
		qsort(list, count, sizeof(*list), by_part);
	for (size_t i = 0; i < count; i++)
		look_closely(r, list[i].item, list[i].st);
	arena_release(&l.arena);
}

void
plan_output_doubt(struct plan_run *r)
{
	bool same = r->trusted &&
		    hash128_eq(r->store.spare, shelf_sight_spare(r->shelf));
	struct look l = { 0 };
	size_t documents = 0;

	for (size_t i = 0; i < r->store.count; i++)
		documents += r->store.items[i].documents;
	same &= documents > DOCUMENTS_EACH_TIME;

	if (fs_look(r->options->fs, &l.arena, shelf_spare(r->shelf), &l.list,
		&l.stats))
		l.list.count = 0;
	for (size_t i = 0; i < r->store.count; i++) {
		const struct plan_known *k = &r->store.items[i];

		if (plan_has_folder(k) &&
		    !(same && k->spare.sure &&
			same_sight(&k->spare, find_folder(&l, k->plan_id))))
			shelf_doubt(r->shelf, k->plan_id);
	}
	arena_release(&l.arena);
}

static struct plan_sight
look_again(
    struct plan_run *r, const char *tree, struct str folder, int64_t clock)
{
	struct arena a = { 0 };
	struct fs_stat st = { 0 };
	struct plan_sight sight;

	fs_stat(r->options->fs, fs_join(&a, str_from(tree), folder), &st);
	sight = sight_of(&st);
	sight.sure =
	    st.kind == FS_FOLDER && st.mtime < clock && st.ctime < clock;
	arena_release(&a);
	return sight;
}

static void
note_item(struct plan_run *r, struct plan_item *item, int64_t clock)
{
	static const struct plan_sight nothing;
	const struct plan_known *was =
	    r->trusted && item->was && plan_has_folder(item->was) &&
		    str_eq(item->was->plan_id, item->now.plan_id)
		? item->was
		: NULL;
	unsigned part = shelf_part(item->now.plan_id);
	bool swapped = r->result.changed;
	struct plan_sight live = was ? was->live : nothing;
	struct plan_sight spare = was ? was->spare : nothing;

	if (item->seen_again)
		live = item->now.live;
	item->now.live = swapped ? spare : live;
	item->now.spare = swapped ? live : spare;
	if (!was || (swapped && shelf_part_brought(r->shelf, part)) ||
	    (!swapped && item->seen_again))
		item->now.live = look_again(
		    r, shelf_live(r->shelf), item->now.plan_id, clock);
	if (!was || shelf_part_purged(r->shelf, part) ||
	    (!swapped && shelf_part_brought(r->shelf, part)) ||
	    (swapped && item->seen_again))
		item->now.spare = look_again(
		    r, shelf_spare(r->shelf), item->now.plan_id, clock);
}

void
plan_output_note(struct plan_run *r, int64_t clock)
{
	for (size_t i = 0; i < r->count; i++)
		if (plan_has_folder(&r->items[i].now))
			note_item(r, &r->items[i], clock);
}

/* --- without a run -------------------------------------------------------- */

/* Like a run that keeps everything. */
bool
plan_output_whole(struct plan_run *r)
{
	const struct tree_options where = { .output = r->options->output,
		.name = "plans",
		.folder_mode = 0700,
		.file_mode = 0600,
		.purge = true };
	bool whole = false;

	r->err = shelf_open(&r->shelf, &r->arena, r->options->fs, &where);
	r->trusted =
	    r->err == 0 && hash128_eq(r->store.live, shelf_sight(r->shelf));
	if (r->trusted) {
		r->count = r->store.count;
		r->items =
		    arena_array(&r->arena, struct plan_item, r->count + 1);
		for (size_t i = 0; i < r->count; i++) {
			r->items[i].now = r->store.items[i];
			r->items[i].kept = true;
		}
		plan_output_look(r);
		whole = r->err == 0;
		for (size_t i = 0; i < r->count; i++)
			whole &= !r->items[i].harmed;
	}
	shelf_close(r->shelf);
	return whole;
}
