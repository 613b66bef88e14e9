/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_shard.h"

#include <errno.h>
#include <string.h>

#include "build/plan_run.h"
#include "build/run_record.h"
#include "diag/msg.h"

static const char NAME[] = "samplan-shard 3";
static const char PREFIX[] = ".plans.shard-";

enum { RECORDS_MOST = 1 << 30 };

/* --- which ---------------------------------------------------------------- */

bool
plan_sharded(const struct build_options *o)
{
	return o->shards > 1;
}

static size_t
shard_of(struct str file, int shards)
{
	size_t slash = str_rfind_char(file, '/');

	return (size_t)(hash64(str_from_off(
			    file, slash == STR_NOT_FOUND ? 0 : slash + 1)) %
			(uint64_t)shards) +
	       1;
}

bool
plan_shard_wants(const struct build_options *o, struct str file)
{
	return !plan_sharded(o) ||
	       shard_of(file, o->shards) == (size_t)o->shard;
}

static const char *
folder_of(struct arena *a, const struct build_options *o, int shard, int shards,
    const char *end)
{
	return fs_join(a, str_from(o->output),
	    arena_fmt(a, "%s%d-of-%d%s", PREFIX, shard, shards, end));
}

const char *
plan_shard_folder(struct arena *a, const struct build_options *o)
{
	return folder_of(a, o, o->shard, o->shards, ".new");
}

const char *
plan_shard_made(
    struct arena *a, const struct build_options *o, int shard, int shards)
{
	return folder_of(a, o, shard, shards, "");
}

/* --- around the worker ---------------------------------------------------- */

static int
take_lock(const struct build_options *o, int shard, int shards, int *lock)
{
	struct arena a = { 0 };
	const char *cache = fs_join(&a, str_from(o->output), STR(CACHE_FOLDER));
	int err = fs_mkdirs(o->fs, cache, 0700);

	if (err == 0)
		err = fs_lock(o->fs,
		    fs_join(&a, str_from(cache),
			arena_fmt(&a, "shard-%d-of-%d", shard, shards)),
		    lock);
	arena_release(&a);
	return err;
}

int
plan_shard_begin(const struct build_options *o, int *lock)
{
	struct arena a = { 0 };
	const char *folder = plan_shard_folder(&a, o);
	int err = fs_mkdirs(o->fs, o->output, 0755);

	if (err == 0)
		err = take_lock(o, o->shard, o->shards, lock);
	if (err == 0)
		err = fs_remove_tree(o->fs, folder);
	if (err == 0)
		err = fs_mkdir(o->fs, folder, 0700);
	arena_release(&a);
	return err;
}

int
plan_shard_end(const struct build_options *o)
{
	struct arena a = { 0 };
	const char *made = plan_shard_folder(&a, o);
	const char *folder = plan_shard_made(&a, o, o->shard, o->shards);
	struct fs_stat st;
	int err =
	    fs_stat(o->fs, fs_join(&a, str_from(made), STR("records")), &st);

	/* Without its last file it was not finished. */
	if (err == 0 && st.kind != FS_FILE) {
		err = fs_remove_tree(o->fs, made);
	} else if (err == 0) {
		err = fs_sync(o->fs, made);
		if (err == 0)
			err = fs_remove_tree(o->fs, folder);
		if (err == 0)
			err = fs_rename(o->fs, made, folder);
	}
	arena_release(&a);
	return err;
}

/* A folder ".plans.shard-K-of-N" (of a finished shard). */
static bool
shard_name(struct str name, int *shard, int *shards)
{
	size_t cut;

	if (!str_starts(name, STR(PREFIX)))
		return false;
	name = str_from_off(name, sizeof(PREFIX) - 1);
	cut = str_find(name, STR("-of-"));
	return cut != STR_NOT_FOUND && str_int(str_sub(name, 0, cut), shard) &&
	       str_int(str_from_off(name, cut + 4), shards) && *shard >= 1 &&
	       *shard <= *shards && *shards <= SHARDS_MOST;
}

int
plan_shards_remove(const struct build_options *o)
{
	struct arena a = { 0 };
	struct fs_entries list;
	int err = fs_list(o->fs, &a, o->output, &list);

	for (size_t i = 0; err == 0 && i < list.count; i++)
		if (str_starts(list.items[i].name, STR(PREFIX)))
			err = fs_remove_tree(
			    o->fs, fs_join(&a, str_from(o->output),
				       list.items[i].name));
	arena_release(&a);
	return err;
}

/* Into how many parts the plans were divided; 0 with a finding. */
static int
count_shards(const struct build_options *o, struct diags *ds)
{
	struct arena a = { 0 };
	struct fs_entries list = { 0 };
	int found = 0, other = 0;

	fs_list(o->fs, &a, o->output, &list);
	for (size_t i = 0; i < list.count; i++) {
		int shard, shards;

		if (!shard_name(list.items[i].name, &shard, &shards))
			continue;
		if (found && found != shards)
			other = shards;
		else
			found = shards;
	}
	if (found == 0)
		diag_help(ds,
		    diag_add_file(ds, DIAG_B12, str_from(o->output),
			N_("there is no shard here to put together")),
		    "%s", _("make them first: samplan build --shard 1/4"));
	else if (other)
		diag_help(ds,
		    diag_add_file(ds, DIAG_B12, str_from(o->output),
			N_("here lie shards of %d and shards of %d"), found,
			other),
		    _("take away the folders %s*-of-%d that you do not want"),
		    PREFIX, other);
	arena_release(&a);
	return other ? 0 : found;
}

static bool
shard_there(
    const struct build_options *o, struct diags *ds, int shard, int shards)
{
	struct arena a = { 0 };
	struct fs_stat st = { 0 };
	int lock = -1;
	int err = take_lock(o, shard, shards, &lock);

	if (err == EWOULDBLOCK)
		diag_add_file(ds, DIAG_B03, str_from(o->output),
		    N_("shard %d of %d is still being made"), shard, shards);
	if (lock >= 0)
		fs_unlock(o->fs, lock);
	fs_stat(o->fs,
	    fs_join(&a, str_from(plan_shard_made(&a, o, shard, shards)),
		STR("records")),
	    &st);
	if (err == 0 && st.kind != FS_FILE)
		diag_help(ds,
		    diag_add_file(ds, DIAG_B12, str_from(o->output),
			N_("shard %d of %d is missing"), shard, shards),
		    _("make it: samplan build --shard %d/%d"), shard, shards);
	arena_release(&a);
	return err == 0 && st.kind == FS_FILE;
}

int
plan_shards_there(const struct build_options *o, struct diags *ds)
{
	int shards = count_shards(o, ds);
	bool all = true;

	for (int shard = 1; shard <= shards; shard++)
		all &= shard_there(o, ds, shard, shards);
	return all ? shards : 0;
}

/* --- the records of a shard ----------------------------------------------- */

/* What the documents are made from besides the plans, by content. */
static struct hash128
hash_inputs(const struct plan_run *r)
{
	const struct fs_seen *items =
	    r->opened ? r->seen.items : r->store.inputs.items;
	size_t count = r->opened ? r->seen.count : r->store.inputs.count;
	struct hash128 h = hash128(STR(NAME));

	for (size_t i = 0; i < count; i++) {
		h = hash128_mix(h, hash128(items[i].path));
		h = hash128_mix(h, items[i].hash);
	}
	return h;
}

/* Of one that is kept the record lies in the store. */
static void
pack_record(struct sb *out, struct plan_run *r, const struct plan_item *item)
{
	struct drawer_records part;
	struct arena a = { 0 };
	const struct str *bytes = NULL;

	if (item->record.n) {
		pack_text(out, item->record);
		return;
	}
	if (item->kept && drawer_read(&r->store.drawer,
			      plan_store_part(item->now.file), &a, &part)) {
		bytes = map_find(&part.by_file, item->now.file);
		r->again |= !bytes;
		pack_text(out, bytes ? *bytes : STR_NONE);
		drawer_done(&part);
	} else {
		r->again |= item->kept;
		pack_text(out, STR_NONE);
	}
	arena_release(&a);
}

static void
pack_item(struct sb *out, struct plan_run *r, const struct plan_item *item)
{
	pack_text(out, item->now.file);
	pack_number(out, item->now.sure);
	pack_number(out, item->now.st.size);
	pack_number(out, (uint64_t)item->now.st.mtime);
	pack_number(out, (uint64_t)item->now.st.ctime);
	pack_number(out, item->now.st.inode);
	pack_record(out, r, item);
}

void
plan_shard_write(struct plan_run *r)
{
	struct arena a = { 0 };
	struct sb out = { 0 };

	pack_begin(&out, NAME);
	pack_text(&out, r->store.asked);
	pack_hash(&out, hash_inputs(r));
	pack_number(&out, r->count);
	for (size_t i = 0; i < r->count; i++)
		pack_item(&out, r, &r->items[i]);
	pack_seal(&out);
	if (!r->again)
		r->err = fs_write(r->options->fs,
		    fs_join(&a, str_from(plan_shard_folder(&a, r->options)),
			STR("records")),
		    sb_view(&out), 0600);
	sb_release(&out);
	arena_release(&a);
}

/* --- in the merge --------------------------------------------------------- */

static struct plan_item *
find_item(struct plan_run *r, struct str file)
{
	/* const for those who only look */
	return (struct plan_item *)(uintptr_t)str_search(r->items, r->count,
	    sizeof(*r->items), offsetof(struct plan_item, now.file), file);
}

/* The file is as the shard read it, or its record is not used. */
static void
take_item(struct plan_run *r, struct unpack *u, const char *folder)
{
	struct plan_item *item = find_item(r, unpack_text(u));
	bool sure = unpack_number(u) != 0;
	struct fs_stat st = { .size = unpack_number(u) };
	struct str record;

	st.mtime = (int64_t)unpack_number(u);
	st.ctime = (int64_t)unpack_number(u);
	st.inode = unpack_number(u);
	record = unpack_text(u);
	if (u->bad || !item || item->lost || record.n == 0)
		return;
	if (plan_item_same(r, item, &st, sure, record))
		plan_item_bring(r, item, record, folder);
}

static void
read_shard(struct plan_run *r, int shard, int shards)
{
	const struct build_options *o = r->options;
	const char *folder = plan_shard_made(&r->arena, o, shard, shards);
	struct sb bytes = { 0 };
	struct unpack u;
	uint64_t count;

	if (fs_read(o->fs, fs_join(&r->arena, str_from(folder), STR("records")),
		RECORDS_MOST, &bytes) ||
	    !pack_open(sb_view(&bytes), NAME, &u)) {
		diag_help(r->ds,
		    diag_add_file(r->ds, DIAG_B12, str_from(o->output),
			N_("shard %d of %d is damaged"), shard, shards),
		    _("make it: samplan build --shard %d/%d"), shard, shards);
		r->refused = true;
	} else if (!str_eq(unpack_text(&u), r->store.asked) ||
		   !hash128_eq(unpack_hash(&u), hash_inputs(r))) {
		diag_help(r->ds,
		    diag_add_file(r->ds, DIAG_B12, str_from(o->output),
			N_("shard %d of %d was made on another day, with other "
			   "options, or from another theme or policy"),
			shard, shards),
		    _("make it: samplan build --shard %d/%d"), shard, shards);
		r->refused = true;
	} else {
		count = unpack_number(&u);
		while (!u.bad && count--)
			take_item(r, &u, folder);
	}
	sb_release(&bytes);
}

void
plan_shards_read(struct plan_run *r)
{
	int shards = r->options->merge;

	for (int shard = 1; shard <= shards; shard++)
		read_shard(r, shard, shards);
}

/* false when one of its documents is neither there nor with readers. */
static bool
take_documents(struct plan_run *r, struct plan_item *item)
{
	struct arena a = { 0 };
	struct plan_record rec;
	bool all = plan_record_unpack(item->record, &a, &rec);

	for (size_t i = 0; all && i < rec.count && r->err == 0; i++)
		r->err = shelf_take(r->shelf, item->shard, item->now.plan_id,
		    &rec.documents[i], &all);
	if (all && r->err == 0)
		shelf_set(r->shelf, item->now.plan_id, item->now.file,
		    rec.documents, rec.count);
	arena_release(&a);
	return all;
}

void
plan_shards_take(struct plan_run *r)
{
	if (r->err == 0)
		r->err = shelf_begin(r->shelf);
	for (size_t i = 0; i < r->count && r->err == 0; i++) {
		struct plan_item *item = &r->items[i];

		if (item->shard && plan_has_folder(&item->now) &&
		    !take_documents(r, item))
			plan_item_make(r, item);
	}
}
