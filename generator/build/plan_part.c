/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The plans: one file a person in, the documents of each out. An error in a
 * plan stops its documents only; a file that cannot be read keeps those it
 * has. A plan whose file, and all that it is made from besides, is as in the
 * last run is not opened: its record is taken over (plan_store.h).
 *
 * The records of all others are made in several processes (pool.h); the rest of
 * the run is the same however many they are, and whoever made them.
 */
#include "build/build.h"

#include "build/plan_known.h"
#include "build/plan_pending.h"
#include "build/plan_run.h"
#include "build/plan_shard.h"
#include "build/run_record.h"
#include "build/worker.h"
#include "load/theme.h"

/* --- what everything is made from ----------------------------------------- */

/* Without theme or faces the plans are still checked. */
static void
open_printer(struct plan_run *r)
{
	const struct build_options *o = &r->own;
	struct sb said = { 0 };
	size_t before = r->ds->count;
	const char *themes =
	    fs_join(&r->arena, str_from(o->data), STR("themes"));

	if (theme_load(&r->theme, &r->arena, r->ds, o->fs, o->root,
		r->policy.theme, themes))
		r->printer = printer_open(&r->arena, o, &r->theme, r->ds);
	if (r->printer)
		printer_style(r->printer, &r->arena, &r->theme, r->ds);
	pack_findings(&said, r->ds, before);
	r->said = arena_str(&r->arena, sb_view(&said));
	sb_release(&said);
	/* The site says what is wrong with the theme; once is enough. */
	if (o->site && r->printer)
		r->ds->count = before;
	source_drop(&r->ds->sources, 1);
}

void
plan_run_open(struct plan_run *r)
{
	if (r->opened)
		return;
	r->opened = true;
	r->own = *r->options;
	fs_recorded_init(&r->seen, r->options->fs, STR_NONE);
	r->own.fs = &r->seen.fs;
	policy_part_load(&r->policy, &r->arena, &r->own);
	r->context = r->policy.status;
	r->context.today = r->options->today;
	r->context.revisions = r->policy.revisions;
	r->context.revision_count = r->policy.revision_count;
	open_printer(r);
	/* What comes now is about no file of these. */
	worker_at(r->options, STR(""));
}

static struct str
what_is_asked(const struct build_options *o, struct arena *a)
{
	struct sb asked = { 0 };
	struct str text;

	plan_asked_pack(&asked, o);
	text = arena_str(a, sb_view(&asked));
	sb_release(&asked);
	return text;
}

/* Single files are another list, and what is asked for in detail is made. */
static void
open_store(struct plan_run *r, bool use)
{
	const struct build_options *o = r->options;
	struct str asked = what_is_asked(o, &r->arena);
	size_t doubtful;

	/* Its memory is that of the process that forked this one. */
	if (use && o->before)
		r->store = o->before->store;
	else
		plan_store_open(&r->store, o->fs, o->output);
	if (!use || o->only_count) {
		r->store.whole = false;
		r->store.count = 0;
	}
	r->fresh =
	    r->store.whole && str_eq(r->store.asked, asked) &&
	    !inputs_changed(o->fs, &r->store.inputs, r->store.made, &doubtful);
	r->store.asked = asked;
}

/* --- what is known -------------------------------------------------------- */

/* Of a shard, only its own. */
static void
list_files(struct plan_run *r)
{
	const struct plan_before *before = r->options->before;
	size_t kept = 0;

	/* Documents stay when nobody could look which plans there are. */
	if (before && !before->said)
		r->files = before->files;
	else if (!plan_files_list(&r->files, &r->arena, r->options, r->ds))
		r->refused = true;
	for (size_t i = 0; i < r->files.count; i++)
		if (plan_shard_wants(r->options, r->files.items[i].name))
			r->files.items[kept++] = r->files.items[i];
	r->files.count = kept;
}

/* Most often nothing came and nothing went: then it has the same place. */
static const struct plan_known *
find_known(const struct plan_store *s, struct str file, size_t place)
{
	return place < s->count && str_eq(s->items[place].file, file)
		   ? &s->items[place]
		   : plan_store_find(s, file);
}

static void
list_items(struct plan_run *r)
{
	list_files(r);
	r->count = r->files.count;
	r->items = arena_array(&r->arena, struct plan_item, r->count + 1);
	for (size_t i = 0; i < r->count; i++) {
		struct plan_item *item = &r->items[i];

		item->file = &r->files.items[i];
		item->was = find_known(&r->store, item->file->name, i);
		item->kept = plan_still_known(r, item);
		if (item->kept)
			item->now = *item->was;
		item->now.file = item->file->name;
		item->now.st = item->file->st;
		item->now.sure = plan_stat_sure(r, &item->file->st);
		if (item->file->refused)
			plan_item_lose(item);
	}
}

/* -------------------------------------------------------------------------- */

static void
sum_up(struct plan_run *r)
{
	r->summary->plans += r->count;
	for (size_t i = 0; i < r->count; i++)
		r->summary->documents += r->items[i].now.documents;
	r->summary->plans_changed =
	    r->result.changed || (plan_sharded(r->options) && r->opened);
	/* What is said once only counts as well. */
	r->summary->removed = r->result.removed + r->told;
}

static void
open_shelf(struct plan_run *r)
{
	const struct build_options *o = r->options;
	const struct tree_options where = { .output = o->output,
		.name = "plans",
		.folder_mode = 0700,
		.file_mode = 0600,
		.purge = true };
	const struct hash128 nothing = { 0, 0 };

	if (!o->write)
		return;
	r->err = plan_sharded(o)
		     ? shelf_open_apart(&r->shelf, &r->arena, o->fs, &where,
			   plan_shard_folder(&r->arena, o))
		     : shelf_open(&r->shelf, &r->arena, o->fs, &where);
	r->trusted = r->err == 0 && r->store.whole &&
		     !hash128_eq(shelf_sight(r->shelf), nothing) &&
		     hash128_eq(shelf_sight(r->shelf), r->store.live);
}

/* What was found about the theme when it was loaded. */
static void
say_theme(struct plan_run *r)
{
	struct unpack u = { .in = r->store.said };

	if (!r->opened && r->fresh && !r->options->site)
		unpack_findings(&u, r->ds);
}

/* Without theme or faces nothing new is published. */
static void
publish(struct plan_run *r)
{
	bool can_make = !r->opened || r->printer;

	if (can_make && plan_sharded(r->options))
		plan_shard_write(r);
	else if (can_make)
		plan_publish(r);
	else if (!plan_sharded(r->options) && !r->options->merge)
		plan_clear(r);
}

static void
run(struct plan_run *r, bool use_store)
{
	open_store(r, use_store);
	/* What shards say is taken for what is new. */
	if (r->options->merge)
		r->fresh = false;
	if (!r->fresh)
		plan_run_open(r);
	open_shelf(r);
	if (r->shelf && r->err == 0 && !plan_sharded(r->options))
		plan_pending_settle(r);
	list_items(r);
	worker_progress(r->options, 0, r->count);
	if (r->shelf && r->err == 0)
		plan_output_look(r);
	if (r->options->merge)
		plan_shards_read(r);
	if (r->refused)
		return;
	if (r->err == 0)
		plan_make_all(r);
	if (r->err == 0 && !r->again)
		plan_settle_folders(r);
	if (r->err == 0 && !r->again && r->options->merge)
		plan_take_shards(r);
	if (!r->again) {
		plan_say_twice(r);
		plan_say_all(r);
		say_theme(r);
	}
	if (r->shelf && !r->again && r->err == 0)
		publish(r);
	if (r->again && r->shelf && shelf_touched(r->shelf))
		r->err = shelf_abandon(r->shelf);
}

/* The plans themselves are another list (plan_known). */
static void
note_inputs(const struct plan_run *r)
{
	const struct fs_seen *items =
	    r->opened ? r->seen.items : r->store.inputs.items;
	size_t count = r->opened ? r->seen.count : r->store.inputs.count;

	for (size_t i = 0; i < count; i++)
		worker_note(r->options, &items[i]);
}

static void
release(struct plan_run *r)
{
	plan_claims_free(r->claims);
	plan_maker_release(&r->maker);
	printer_close(r->printer);
	shelf_close(r->shelf);
	plan_store_close(&r->store);
	if (r->opened)
		fs_recorded_release(&r->seen);
	source_drop(&r->ds->sources, 1);
	arena_release(&r->arena);
}

/* false: the store was not what it seemed; nothing was changed. */
static bool
attempt(const struct build_options *options, struct diags *ds,
    struct build_summary *summary, bool use_store)
{
	struct plan_run r = {
		.options = options, .ds = ds, .summary = summary
	};
	size_t before = ds->count, dropped = ds->dropped;
	bool done;

	run(&r, use_store);
	done = !r.again;
	if (done) {
		note_inputs(&r);
		if (r.err)
			build_disk_failed(ds, options->output, r.err);
		sum_up(&r);
	} else {
		ds->count = before;
		ds->dropped = dropped;
	}
	release(&r);
	return done;
}

void
build_plans(const struct build_options *options, struct diags *ds,
    struct build_summary *summary)
{
	worker_confine(options);
	worker_reads_apart(options);
	if (!attempt(options, ds, summary, true))
		attempt(options, ds, summary, false);
}
