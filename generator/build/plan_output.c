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
#include <string.h>

enum { DOCUMENTS_EACH_TIME = 4096, TURNS = 128 };

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
	return st->kind == FS_FOLDER && was->mtime == st->mtime &&
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
	struct drawer_records records;
	struct plan_record record;
	struct arena a = { 0 };
	const struct str *bytes;
	bool same = drawer_read(
	    &r->store.drawer, plan_store_part(item->now.file), &a, &records);

	bytes = same ? map_find(&records.by_file, item->now.file) : NULL;
	same = bytes && plan_record_unpack(*bytes, &a, &record) &&
	       same_documents(f, &record);
	drawer_done(&records);
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

/* Which folders are looked into, and not only at. */
struct look {
	const struct plan_run *run;
	bool all;
	uint64_t turn;
};

static struct look
look_of(struct plan_run *r, size_t documents)
{
	return (struct look){ .run = r,
		.all = documents <= DOCUMENTS_EACH_TIME,
		.turn = plan_store_turn(&r->store, true) };
}

static bool
looked_into(
    const struct look *l, const struct plan_known *k, const struct fs_stat *st)
{
	return l->all || !l->run->trusted || !k->live.sure ||
	       !same_sight(&k->live, st) ||
	       shelf_part(k->plan_id) % TURNS == l->turn % TURNS;
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
	item->harmed = st->kind != FS_FOLDER || st->mode != 0700 ||
		       !documents_whole(r, item);
	if (!item->harmed) {
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

/* The folders of all items in a tree; FS_ABSENT where there is none. */
static struct fs_stat *
look_at_folders(const struct plan_run *r, struct arena *a, const char *tree)
{
	struct str *names = arena_array(a, struct str, r->count + 1);
	struct fs_stat *stats = arena_array(a, struct fs_stat, r->count + 1);

	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].kept && plan_has_folder(&r->items[i].now))
			names[i] = r->items[i].now.plan_id;
	/* What cannot be asked for is as good as gone. */
	if (fs_stat_each(r->options->fs, tree, names, r->count, stats))
		memset(stats, 0, r->count * sizeof(*stats));
	return stats;
}

void
plan_output_look(struct plan_run *r)
{
	struct arena a = { 0 };
	struct closely *list;
	struct fs_stat *stats;
	size_t documents = count_documents(r), count = 0;
	struct look look;

	if (documents == 0)
		return;
	look = look_of(r, documents);
	stats = look_at_folders(r, &a, shelf_live(r->shelf));
	list = arena_array(&a, struct closely, r->count + 1);
	for (size_t i = 0; i < r->count; i++) {
		struct closely c = { .item = &r->items[i], .st = &stats[i] };

		if (!c.item->kept || !plan_has_folder(&c.item->now))
			continue;
		c.part = shelf_part(c.item->now.plan_id);
		if (looked_into(&look, &c.item->now, c.st))
			list[count++] = c;
	}
	/* In the order of the parts, so that each is opened once. */
	if (count)
		qsort(list, count, sizeof(*list), by_part);
	for (size_t i = 0; i < count; i++)
		look_closely(r, list[i].item, list[i].st);
	arena_release(&a);
}

/* Folders that are made again are not asked about: all of them are put. */
void
plan_output_doubt(struct plan_run *r)
{
	bool same = r->trusted &&
		    hash128_eq(r->store.spare, shelf_sight_spare(r->shelf));
	struct arena a = { 0 };
	const struct fs_stat *stats;
	size_t documents = 0;

	for (size_t i = 0; i < r->store.count; i++)
		documents += r->store.items[i].documents;
	same &= documents > DOCUMENTS_EACH_TIME;
	stats = look_at_folders(r, &a, shelf_spare(r->shelf));
	for (size_t i = 0; i < r->count; i++) {
		const struct plan_item *item = &r->items[i];

		if (item->kept && plan_has_folder(&item->now) &&
		    !(same && item->was && item->was->spare.sure &&
			same_sight(&item->was->spare, &stats[i])))
			shelf_doubt(r->shelf, item->now.plan_id);
	}
	arena_release(&a);
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

static bool
is_whole(
    struct plan_run *r, const struct plan_known *k, const struct fs_stat *st)
{
	struct plan_item item = { .now = *k };

	look_closely(r, &item, st);
	return !item.harmed;
}

/* Like a run that keeps everything, and without its items. */
static bool
all_whole(struct plan_run *r)
{
	const struct plan_store *s = &r->store;
	struct arena a = { 0 };
	struct str *names = arena_array(&a, struct str, s->count + 1);
	struct fs_stat *stats = arena_array(&a, struct fs_stat, s->count + 1);
	size_t documents = 0;
	struct look look;
	bool whole;

	for (size_t i = 0; i < s->count; i++) {
		documents += s->items[i].documents;
		if (plan_has_folder(&s->items[i]))
			names[i] = s->items[i].plan_id;
	}
	look = look_of(r, documents);
	whole = fs_stat_each(r->options->fs, shelf_live(r->shelf), names,
		    s->count, stats) == 0;
	for (size_t i = 0; whole && i < s->count; i++)
		if (names[i].n && looked_into(&look, &s->items[i], &stats[i]))
			whole = is_whole(r, &s->items[i], &stats[i]);
	arena_release(&a);
	return whole;
}

bool
plan_output_whole(struct plan_run *r)
{
	const struct tree_options where = { .output = r->options->output,
		.name = "plans",
		.folder_mode = 0700,
		.file_mode = 0600,
		.purge = true };
	bool whole;

	r->err = shelf_open(&r->shelf, &r->arena, r->options->fs, &where);
	r->trusted =
	    r->err == 0 && hash128_eq(r->store.live, shelf_sight(r->shelf));
	whole = r->trusted && all_whole(r) && r->err == 0;
	shelf_close(r->shelf);
	return whole;
}
