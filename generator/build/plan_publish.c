/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Documents, overview and journal become what readers see: folders are set and
 * dropped, the trees change places, and what happened is written down.
 */
#include "build/plan_removed.h"
#include "build/plan_run.h"
#include "write/journal.h"

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

struct events {
	struct journal_event *items;
	size_t count;
	size_t cap;
};

static const struct plan_item *
find_item(const struct plan_run *r, struct str file)
{
	return str_search(r->items, r->count, sizeof(*r->items),
	    offsetof(struct plan_item, now.file), file);
}

static void
add_event(struct plan_run *r, struct events *out, const char *what,
    const struct map *revisions, const struct shelf_event *e, size_t count)
{
	struct journal_event *item;
	const struct str *revision = map_find(revisions, e->folder);

	if (count == 0)
		return;
	item = arena_push(&r->arena, out);
	item->what = what;
	item->plan_id = e->folder;
	item->documents = count;
	if (revision)
		item->revision = *revision;
}

static void
tell_removed(struct plan_run *r, const struct shelf_event *e)
{
	const struct plan_item *item = find_item(r, e->source);
	struct arena a = { 0 };
	struct plan_record rec = { 0 };

	if (e->source.n && (!item || item->record.n)) {
		if (item)
			plan_record_unpack(item->record, &a, &rec);
		plan_removed_tell(r->ds, e, item ? &rec.ended : NULL);
	}
	arena_release(&a);
}

static void
write_journal(struct plan_run *r)
{
	struct events events = { 0 };
	struct arena a = { 0 };
	struct map revisions = map_new(&a);
	size_t count;
	const struct shelf_event *list = shelf_events(r->shelf, &count);

	for (size_t i = 0; count && i < r->count; i++)
		if (r->items[i].record.n && r->items[i].now.owner)
			map_set(&revisions, r->items[i].now.plan_id,
			    &r->items[i].now.revision);
	for (size_t i = 0; i < count; i++)
		add_event(
		    r, &events, "made", &revisions, &list[i], list[i].made);
	for (size_t i = 0; i < count; i++) {
		add_event(r, &events, "removed", &revisions, &list[i],
		    list[i].removed);
		if (list[i].removed)
			tell_removed(r, &list[i]);
	}
	r->err = journal_append(r->options->fs, r->options->output,
	    r->options->now, events.items, events.count);
	arena_release(&a);
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
	r->err = shelf_commit(r->shelf, &r->result);
	if (r->err == 0 && r->result.changed)
		write_journal(r);
	if (r->err == 0)
		plan_keep(r);
}
