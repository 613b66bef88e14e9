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

#include <stdlib.h>

#include "base/utf8.h"
#include "build/plan_removed.h"
#include "build/plan_run.h"
#include "build/plan_shard.h"
#include "build/pool.h"
#include "build/run_record.h"
#include "build/worker.h"
#include "diag/msg.h"
#include "load/theme.h"
#include "write/journal.h"

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
}

/* The same files with the same content as when the store was written. */
static bool
same_inputs(const struct plan_run *r)
{
	const struct inputs *was = &r->store.inputs;

	if (was->count != r->seen.count)
		return false;
	for (size_t i = 0; i < was->count; i++) {
		const struct fs_seen *now =
		    fs_recorded_find(&r->seen, was->items[i].path);

		if (!now || now->as != was->items[i].as ||
		    now->failed != was->items[i].failed ||
		    !hash128_eq(now->hash, was->items[i].hash))
			return false;
	}
	return true;
}

static struct hash128
store_key(const struct build_options *o)
{
	struct sb key = { 0 };
	struct hash128 hash;

	pack_hash(&key, program_key(o));
	pack_text(&key, str_from(o->plans));
	pack_number(&key, (uint64_t)(int64_t)o->closed_before);
	pack_number(&key, o->fhir);
	hash = hash128(sb_view(&key));
	sb_release(&key);
	return hash;
}

/* Single files are another list, and what is asked for in detail is made. */
static void
open_store(struct plan_run *r, bool use)
{
	const struct build_options *o = r->options;
	size_t doubtful;

	plan_store_open(&r->store, o->fs, o->output);
	if (!use || o->only_count) {
		r->store.whole = false;
		r->store.count = 0;
	}
	r->fresh = r->store.whole &&
		   hash128_eq(r->store.key, store_key(o)) &&
		   !inputs_changed(
		       o->fs, &r->store.inputs, r->store.made, &doubtful);
	r->store.key = store_key(o);
}

/* --- what is known -------------------------------------------------------- */

/* Its folder stays whatever it is, until more is known. */
static void
set_lost(struct plan_item *item)
{
	item->lost = item->now.lost = true;
	item->record = STR_NONE;
	item->contested = false;
	if (item->was) {
		item->now.plan_id = item->was->plan_id;
		item->now.taken = item->was->taken;
	}
	item->now.owner = 0;
	item->now.documents = 0;
}

/* Of a shard, only its own. */
static void
list_files(struct plan_run *r)
{
	size_t kept = 0;

	/* Documents stay when nobody could look which plans there are. */
	if (!plan_files_list(&r->files, &r->arena, r->options, r->ds))
		r->refused = true;
	for (size_t i = 0; i < r->files.count; i++)
		if (plan_shard_wants(r->options, r->files.items[i].name))
			r->files.items[kept++] = r->files.items[i];
	r->files.count = kept;
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
		item->was = plan_store_find(&r->store, item->file->name);
		item->kept = plan_still_known(r, item);
		if (item->kept)
			item->now = *item->was;
		item->now.file = item->file->name;
		item->now.st = item->file->st;
		item->now.sure = plan_stat_sure(r, &item->file->st);
		if (item->file->refused)
			set_lost(item);
	}
}

/* --- the work ------------------------------------------------------------- */

static struct str
piece_file(void *arg, size_t piece)
{
	struct plan_run *r = arg;

	return r->items[r->pieces[piece].item].file->name;
}

static void
work(void *arg, size_t piece, struct sb *out)
{
	struct plan_run *r = arg;
	const struct plan_piece *p = &r->pieces[piece];
	const struct plan_item *item = &r->items[p->item];
	const struct plan_turn turn = { .number = p->item,
		.standing = p->standing,
		.owner = p->standing == PLAN_CLAIMS ? 0 : item->now.owner };

	plan_make(&r->maker, item->file, &turn, out);
}

/* What a record says of the plan, besides what is said and made. */
static void
know(struct plan_run *r, struct plan_item *item, const struct plan_record *rec)
{
	struct plan_known *k = &item->now;

	k->lost = false;
	k->content = rec->content;
	/* Too large to be read: nothing but its stat tells a change. */
	k->owner = rec->owner;
	k->readable = rec->readable;
	k->taken = rec->taken;
	k->plan_id = arena_str(&r->arena,
	    rec->owner ? rec->folder.plan_id : rec->row.plan_id);
	k->revision = arena_str(&r->arena, rec->revision);
	k->closed = rec->row.closed;
	k->errors = rec->row.errors;
	k->step = rec->row.step;
	k->due = rec->row.due;
	k->documents = rec->count;
	k->found = rec->found > 0 || rec->dropped > 0;
	item->contested = rec->contested;
	if (r->err == 0)
		r->err = rec->err;
}

static void
take_finding(void *arg, const struct plan_record *rec)
{
	struct plan_run *r = arg;
	struct unpack u = { .in = rec->findings };

	unpack_findings(&u, r->ds);
	r->ds->dropped += rec->dropped;
}

static void
take(void *arg, size_t piece, struct str bytes)
{
	struct plan_run *r = arg;
	struct plan_item *item = &r->items[r->pieces[piece].item];
	struct plan_record rec;
	struct arena a = { 0 };

	item->kept = item->lost = false;
	if (!plan_record_unpack(bytes, &a, &rec)) {
		diag_add_file(r->ds, DIAG_B05, item->file->name,
		    N_("the worker for the %s ended without a result"),
		    _("plans"));
		set_lost(item);
	} else if (rec.lost) {
		take_finding(r, &rec);
		set_lost(item);
	} else {
		item->record = arena_str(&r->arena, bytes);
		item->shard = NULL;
		item->wrote = rec.count > 0;
		know(r, item, &rec);
	}
	arena_release(&a);
}

void
plan_item_bring(struct plan_run *r, struct plan_item *item, struct str record,
    const char *folder)
{
	struct plan_record rec;
	struct arena a = { 0 };

	if (plan_record_unpack(record, &a, &rec)) {
		item->record = arena_str(&r->arena, record);
		item->shard = folder;
		know(r, item, &rec);
	}
	arena_release(&a);
}

static void
lost(void *arg, size_t piece)
{
	struct plan_run *r = arg;
	struct plan_item *item = &r->items[r->pieces[piece].item];

	item->kept = false;
	set_lost(item);
}

static void
run_pieces(struct plan_run *r)
{
	const struct pool pool = { .options = r->options,
		.title = _("plans"),
		.ds = r->ds,
		.count = r->piece_count,
		.done = r->count - r->piece_count,
		.total = r->count,
		.arg = r,
		.file = piece_file,
		.work = work,
		.take = take,
		.lost = lost };

	if (r->piece_count == 0)
		return;
	plan_run_open(r);
	/* The theme was saved since the store was compared with it. */
	if (r->fresh && !same_inputs(r)) {
		r->again = true;
		return;
	}
	if (r->shelf && r->printer && r->err == 0)
		r->err = shelf_begin(r->shelf);
	if (r->err)
		return;
	r->maker.options = r->options;
	r->maker.policy = &r->policy;
	r->maker.context = &r->context;
	r->maker.theme = &r->theme;
	r->maker.printer = r->printer;
	r->maker.shelf = r->printer ? r->shelf : NULL;
	r->maker.claims = r->claims;
	pool_run(&pool);
}

static int
by_part(const void *a, const void *b)
{
	const struct plan_piece *x = a, *y = b;

	return x->item < y->item ? -1 : x->item > y->item;
}

static void
add_piece(struct plan_run *r, size_t item, enum plan_standing standing)
{
	r->pieces[r->piece_count++] = (struct plan_piece){ item, standing };
}

/* Everything that is not known, and what somebody harmed. */
static void
make_all(struct plan_run *r)
{
	r->claims = plan_claims_new(r->count);
	r->pieces = arena_array(&r->arena, struct plan_piece, r->count + 1);
	for (size_t i = 0; i < r->count; i++) {
		const struct plan_item *item = &r->items[i];

		if (item->lost)
			continue;
		if ((!item->kept && !item->shard) || item->harmed)
			add_piece(r, i, PLAN_CLAIMS);
		else if (item->now.owner && !item->now.taken && r->claims)
			plan_claim(r->claims, item->now.owner, i);
	}
	run_pieces(r);
}

/* --- who has which folder ------------------------------------------------- */

struct owner {
	uint64_t owner;
	size_t item;
};

static int
by_owner(const void *a, const void *b)
{
	const struct owner *x = a, *y = b;

	if (x->owner != y->owner)
		return x->owner < y->owner ? -1 : 1;
	return x->item < y->item ? -1 : x->item > y->item;
}

static bool
same_folder(struct str a, struct str b)
{
	struct sb x = { 0 }, y = { 0 };
	bool same;

	utf8_fold(&x, a);
	utf8_fold(&y, b);
	same = str_eq(sb_view(&x), sb_view(&y));
	sb_release(&x);
	sb_release(&y);
	return same;
}

/* By right it is that of the first file; others are made again without. */
static void
settle_one(struct plan_run *r, const struct owner *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct plan_item *item = &r->items[list[i].item];
		bool taken = false;

		for (size_t k = 0; k < i && !taken; k++)
			taken = same_folder(
			    r->items[list[k].item].now.plan_id,
			    item->now.plan_id);
		if (!item->contested && item->now.taken == taken)
			continue;
		/* What it wrote may not be mixed with what the first one writes. */
		if (taken && r->shelf && item->wrote && r->err == 0)
			r->err = shelf_clear(r->shelf, item->now.plan_id);
		if (taken && r->shelf)
			shelf_doubt(r->shelf, item->now.plan_id);
		add_piece(r, list[i].item, taken ? PLAN_TAKEN : PLAN_OWNS);
	}
}

static struct owner *
list_owners(struct plan_run *r, struct arena *a, size_t *count)
{
	struct owner *list = arena_array(a, struct owner, r->count + 1);

	*count = 0;
	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].now.owner && !r->items[i].lost)
			list[(*count)++] = (struct owner){
				r->items[i].now.owner, i
			};
	if (*count)
		qsort(list, *count, sizeof(*list), by_owner);
	return list;
}

static size_t
run_of(const struct owner *list, size_t from, size_t count)
{
	size_t to = from;

	while (to < count && list[to].owner == list[from].owner)
		to++;
	return to - from;
}

void
plan_item_make(struct plan_run *r, struct plan_item *item)
{
	add_piece(r, (size_t)(item - r->items), PLAN_OWNS);
}

/* Documents that a shard made; what is not there any more is made here. */
static void
take_shards(struct plan_run *r)
{
	r->piece_count = 0;
	plan_shards_take(r);
	run_pieces(r);
}

static void
settle_folders(struct plan_run *r)
{
	struct arena a = { 0 };
	size_t count, n;
	struct owner *list = list_owners(r, &a, &count);

	plan_claims_free(r->claims);
	r->claims = NULL;
	r->piece_count = 0;
	for (size_t i = 0; i < count; i += n) {
		n = run_of(list, i, count);
		settle_one(r, &list[i], n);
	}
	/* The one that gives its folder up comes before the one that gets it. */
	if (r->piece_count)
		qsort(r->pieces, r->piece_count, sizeof(*r->pieces), by_part);
	run_pieces(r);
	arena_release(&a);
}

/* --- what is said --------------------------------------------------------- */

static bool
record_of(struct plan_run *r, struct arena *a, const struct plan_item *item,
    struct plan_record *out)
{
	struct plan_part_records part;
	const struct str *bytes;
	bool found;

	if (item->record.n)
		return plan_record_unpack(item->record, a, out);
	found = plan_store_read(
	    &r->store, plan_store_part(item->now.file), a, &part);
	bytes = found ? map_find(&part.by_file, item->now.file) : NULL;
	found = bytes && plan_record_unpack(arena_str(a, *bytes), a, out);
	plan_store_done(&part);
	r->again |= !found;
	return found;
}

/* F15, in the language of the run and for the overview. */
static void
say_twice(struct plan_run *r, struct arena *a, const struct owner *list,
    size_t count)
{
	struct plan_folder *folders =
	    arena_array(a, struct plan_folder, count + 1);
	bool *twice = arena_array(a, bool, count + 1);
	const char *language = msg_language();
	struct diags swedish = { 0 };
	struct plan_record rec;
	size_t next = 0;

	for (size_t i = 0; i < count; i++)
		if (record_of(r, a, &r->items[list[i].item], &rec))
			folders[i] = rec.folder;
	plan_folders_check(r->ds, folders, count, twice);
	msg_use("sv");
	plan_folders_check(&swedish, folders, count, twice);
	msg_use(language);
	for (size_t i = 0; i < count; i++)
		if (twice[i] && next < swedish.count) {
			struct finding *f = arena_new(&r->arena, struct finding);

			*f = swedish.items[next++];
			f->message = arena_str(&r->arena, f->message);
			f->help = arena_str(&r->arena, f->help);
			f->file = f->text = f->policy = STR_NONE;
			r->items[list[i].item].twice = f;
		}
	diag_release(&swedish);
}

static void
say_all_twice(struct plan_run *r)
{
	struct arena a = { 0 };
	size_t count, n;
	struct owner *list = list_owners(r, &a, &count);

	for (size_t i = 0; i < count; i += n) {
		n = run_of(list, i, count);
		if (n > 1)
			say_twice(r, &a, &list[i], n);
	}
	arena_release(&a);
}

/* Findings of all plans: of those made now, and those of the last run. */
static void
say_part(struct plan_run *r, const size_t *items, size_t count, unsigned part)
{
	struct plan_part_records old = { 0 };
	struct arena a = { 0 };
	bool opened = false;

	for (size_t i = 0; i < count && !r->again; i++) {
		const struct plan_item *item = &r->items[items[i]];
		struct plan_record rec;
		const struct str *bytes = &item->record;

		if (!item->now.found || item->lost)
			continue;
		if (!item->record.n) {
			if (!opened)
				plan_store_read(&r->store, part, &a, &old);
			opened = true;
			bytes = map_find(&old.by_file, item->now.file);
		}
		if (bytes && plan_record_unpack(*bytes, &a, &rec))
			take_finding(r, &rec);
		else
			r->again = true;
	}
	plan_store_done(&old);
	arena_release(&a);
}

static void
say_all(struct plan_run *r)
{
	struct arena a = { 0 };
	size_t *order = arena_array(&a, size_t, r->count + 1);
	size_t first[SHELF_PARTS + 1] = { 0 };

	for (size_t i = 0; i < r->count; i++)
		first[plan_store_part(r->items[i].now.file) + 1]++;
	for (unsigned n = 0; n < SHELF_PARTS; n++)
		first[n + 1] += first[n];
	for (size_t i = 0; i < r->count; i++)
		order[first[plan_store_part(r->items[i].now.file)]++] = i;
	for (unsigned n = SHELF_PARTS; n > 0; n--)
		first[n] = first[n - 1];
	first[0] = 0;
	for (unsigned n = 0; n < SHELF_PARTS && !r->again; n++)
		say_part(r, order + first[n], first[n + 1] - first[n], n);
	arena_release(&a);
}

/* --- the tree ------------------------------------------------------------- */

static void
drop_unless_owned(struct plan_run *r, const struct map *owned,
    const struct map *lost_files, const struct shelf_folder *f)
{
	if (!map_has(owned, f->name) && !map_has(lost_files, f->source))
		shelf_drop(r->shelf, f->name);
}

/* It is not known what made these trees: every folder is looked at. */
static void
drop_all_others(struct plan_run *r, const struct map *owned,
    const struct map *lost_files)
{
	for (unsigned n = 0; n < SHELF_PARTS && r->err == 0; n++) {
		const struct shelf_folder *folders;
		size_t count;

		r->err = shelf_list(r->shelf, n, &folders, &count);
		for (size_t i = 0; r->err == 0 && i < count; i++)
			drop_unless_owned(r, owned, lost_files, &folders[i]);
	}
}

/* Folders of the last run whose plan is gone, or has another one now. */
static void
drop_given_up(struct plan_run *r, const struct map *owned,
    const struct map *lost_files)
{
	for (size_t i = 0; i < r->store.count; i++) {
		const struct plan_known *k = &r->store.items[i];
		const struct shelf_folder f = { .name = k->plan_id,
			.source = k->file };

		/* Lost, it may still have one. */
		if (!k->taken && k->plan_id.n && (k->documents || k->lost))
			drop_unless_owned(r, owned, lost_files, &f);
	}
}

static void
drop_folders(struct plan_run *r)
{
	struct arena a = { 0 };
	struct map owned = map_new(&a), lost_files = map_new(&a);

	for (size_t i = 0; i < r->count; i++) {
		const struct plan_item *item = &r->items[i];

		if (item->lost)
			map_set(&lost_files, item->now.file, r);
		else if (plan_has_folder(&item->now))
			map_set(&owned, item->now.plan_id, r);
	}
	if (r->trusted)
		drop_given_up(r, &owned, &lost_files);
	else
		drop_all_others(r, &owned, &lost_files);
	arena_release(&a);
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
	size_t low = 0, high = r->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(r->items[mid].now.file, file);

		if (order == 0)
			return &r->items[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
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
		add_event(r, &events, "made", &revisions, &list[i],
		    list[i].made);
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

static void
publish(struct plan_run *r)
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

/* -------------------------------------------------------------------------- */

static void
sum_up(struct plan_run *r)
{
	r->summary->plans += r->count;
	for (size_t i = 0; i < r->count; i++)
		r->summary->documents += r->items[i].now.documents;
	r->summary->plans_changed =
	    r->result.changed || (plan_sharded(r->options) && r->opened);
	r->summary->removed = r->result.removed;
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
	r->err = shelf_open(&r->shelf, &r->arena, o->fs, &where);
	r->trusted = r->err == 0 && r->store.whole &&
		     !hash128_eq(shelf_sight(r->shelf), nothing) &&
		     hash128_eq(shelf_sight(r->shelf), r->store.live);
	if (r->err == 0 && plan_sharded(o))
		r->err = shelf_apart(
		    r->shelf, plan_shard_folder(&r->arena, o));
}

/* What was found about the theme when it was loaded. */
static void
say_theme(struct plan_run *r)
{
	struct unpack u = { .in = r->store.said };

	if (!r->opened && r->fresh && !r->options->site)
		unpack_findings(&u, r->ds);
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
	list_items(r);
	worker_progress(r->options, 0, r->count);
	if (r->shelf && r->err == 0)
		plan_output_look(r);
	if (r->options->merge)
		plan_shards_read(r);
	if (r->refused)
		return;
	if (r->err == 0)
		make_all(r);
	if (r->err == 0 && !r->again)
		settle_folders(r);
	if (r->err == 0 && !r->again && r->options->merge)
		take_shards(r);
	if (!r->again) {
		say_all_twice(r);
		say_all(r);
		say_theme(r);
	}
	/* Without theme or faces nothing new is published. */
	if (r->shelf && !r->again && r->err == 0 && (!r->opened || r->printer))
		plan_sharded(r->options) ? plan_shard_write(r) : publish(r);
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
