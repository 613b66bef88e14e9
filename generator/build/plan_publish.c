/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Documents, overview and journal become what readers see: folders are set and
 * dropped, the trees change places, and what happened is written down.
 */
#include "build/plan_pending.h"
#include "build/plan_run.h"
#include "build/worker.h"

/* Who has which folder now; and files of which nothing is known now. */
struct owners {
	struct arena arena;
	struct map folders;
	struct map lost_files;
};

static void
list_owners(struct plan_run *r, struct owners *o)
{
	o->folders = map_new(&o->arena);
	o->lost_files = map_new(&o->arena);
	for (size_t i = 0; i < r->count; i++) {
		const struct plan_item *item = &r->items[i];

		if (item->lost)
			map_set(&o->lost_files, item->now.file, r);
		else if (plan_has_folder(&item->now))
			map_set(&o->folders, item->now.plan_id, r);
	}
}

static void
drop_unless_owned(struct plan_run *r, const struct owners *o, struct str folder,
    struct str file)
{
	if (!map_has(&o->folders, folder) && !map_has(&o->lost_files, file))
		shelf_drop(r->shelf, folder);
}

/* It is not known what made these trees: every folder is looked at. */
static void
drop_all_others(struct plan_run *r, const struct owners *o)
{
	for (unsigned n = 0; n < SHELF_PARTS && r->err == 0; n++) {
		const struct shelf_folder *folders;
		size_t count;

		r->err = shelf_list(r->shelf, n, &folders, &count);
		for (size_t i = 0; r->err == 0 && i < count; i++)
			drop_unless_owned(
			    r, o, folders[i].name, folders[i].source);
	}
}

/* A folder of the last run that may be without a plan now. */
static bool
given_up(const struct plan_run *r, size_t place)
{
	const struct plan_known *k = &r->store.items[place];
	const struct plan_item *item =
	    place < r->count ? &r->items[place] : NULL;

	/* Lost, it may still have one. */
	if (k->taken || k->plan_id.n == 0 || (!k->documents && !k->lost))
		return false;
	return !item || item->was != k || !plan_has_folder(&item->now) ||
	       !str_eq(item->now.plan_id, k->plan_id);
}

static void
drop_given_up(struct plan_run *r)
{
	struct owners o = { 0 };
	bool listed = false;

	for (size_t i = 0; i < r->store.count; i++) {
		const struct plan_known *k = &r->store.items[i];

		if (!given_up(r, i))
			continue;
		if (!listed)
			list_owners(r, &o);
		listed = true;
		drop_unless_owned(r, &o, k->plan_id, k->file);
	}
	arena_release(&o.arena);
}

static void
drop_folders(struct plan_run *r)
{
	struct owners o = { 0 };

	if (r->trusted) {
		drop_given_up(r);
		return;
	}
	list_owners(r, &o);
	drop_all_others(r, &o);
	arena_release(&o.arena);
}

static void
set_folders(struct plan_run *r)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct plan_item *item = &r->items[i];
		struct arena a = { 0 };
		struct plan_record rec;

		if (item->record.n && !item->shard &&
		    plan_has_folder(&item->now) &&
		    plan_record_unpack(item->record, &a, &rec))
			shelf_set(r->shelf, item->now.plan_id, item->now.file,
			    rec.documents, rec.count);
		arena_release(&a);
	}
}

static void
commit(struct plan_run *r)
{
	int err;

	r->err = shelf_ready(r->shelf, &r->result);
	if (r->err || !r->result.changed)
		return;
	plan_pending_write(r);
	if (r->err)
		return;
	r->err = shelf_commit(r->shelf, &r->result);
	err = r->result.swapped ? plan_pending_done(r) : 0;
	if (r->err == 0)
		r->err = err;
}

/*
 * From the moment when readers see the new tree, whatever fails or stops the
 * run, what happened is in a file, and a later run goes on with it.
 */
void
plan_commit(struct plan_run *r)
{
	worker_publishes(r->options, true);
	commit(r);
	worker_publishes(r->options, false);
}

void
plan_publish(struct plan_run *r)
{
	drop_folders(r);
	set_folders(r);
	if (r->err == 0 && shelf_touched(r->shelf))
		plan_output_doubt(r);
	if (r->err == 0)
		plan_pages_put(r);
	if (r->err || r->again)
		return;
	plan_commit(r);
	if (r->err == 0)
		plan_keep(r);
}
