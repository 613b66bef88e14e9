/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Is a plan file as it was when its record was made? By size, times and inode,
 * as git does it: a file that was written so late before the record that
 * another write could have had the same time is read, and its hash compared.
 */
#include "build/leak_memory.h"
#include "build/plan_known.h"
#include "build/plan_pending.h"
#include "build/plan_run.h"

enum { DOUBT_SECONDS = 3 };

bool
plan_stat_sure(const struct plan_run *r, const struct fs_stat *st)
{
	int64_t sure = (r->options->now - DOUBT_SECONDS) * 1000000000;

	return st->kind == FS_FILE && st->mtime < sure && st->ctime < sure;
}

static bool
same_content(const struct plan_run *r, const struct plan_item *item,
    struct hash128 content)
{
	struct sb raw = { 0 };
	bool same =
	    fs_read(r->options->fs, item->file->path, PLAN_LIMIT, &raw) == 0 &&
	    hash128_eq(hash128(sb_view(&raw)), content);

	sb_release(&raw);
	return same;
}

static bool
same_stat(const struct fs_stat *now, const struct fs_stat *was)
{
	return now->kind == FS_FILE && now->size == was->size &&
	       now->mtime == was->mtime && now->ctime == was->ctime &&
	       now->inode == was->inode;
}

bool
plan_still_known(const struct plan_run *r, const struct plan_item *item)
{
	const struct plan_known *was = item->was;

	if (!was || !r->fresh || was->lost || item->file->refused)
		return false;
	return (was->sure && same_stat(&item->file->st, &was->st)) ||
	       same_content(r, item, was->content);
}

bool
plan_item_same(const struct plan_run *r, const struct plan_item *item,
    const struct fs_stat *st, bool sure, struct str record)
{
	struct arena a = { 0 };
	struct plan_record rec;
	bool same = plan_record_unpack(record, &a, &rec) && !rec.lost;

	same = same && ((sure && same_stat(&item->file->st, st)) ||
			   same_content(r, item, rec.content));
	arena_release(&a);
	return same;
}

void
plan_before_open(struct plan_before *b, const struct build_options *o)
{
	struct diags ds = { 0 };

	*b = (struct plan_before){ 0 };
	if (o->plan_documents)
		plan_store_open(&b->store, o->fs, o->output);
	plan_files_list(&b->files, &b->arena, o, &ds);
	b->said = ds.count > 0;
	diag_release(&ds);
}

void
plan_before_close(struct plan_before *b)
{
	plan_store_close(&b->store);
	arena_release(&b->arena);
}

static bool
all_known(struct plan_run *r)
{
	bool known = r->files.count == r->store.count;

	for (size_t i = 0; known && i < r->files.count; i++) {
		struct plan_item item = { .file = &r->files.items[i] };

		/* As many as before, in the same order: the same names. */
		item.was = &r->store.items[i];
		known = str_eq(item.was->file, item.file->name) &&
			plan_still_known(r, &item);
	}
	return known;
}

/* What is said of a name is said by a run. */
static struct plan_run
run_of(const struct build_options *o)
{
	return (struct plan_run){ .options = o,
		.fresh = true,
		.store = o->before->store,
		.files = o->before->files };
}

bool
plan_files_known(const struct build_options *o)
{
	struct plan_run r = run_of(o);
	bool known =
	    !o->before->said && !(o->plan_documents && plan_pending_there(o));

	if (o->plan_documents)
		known = known && r.store.whole && all_known(&r);
	known = known && leak_known(o, &r.files);
	arena_release(&r.arena);
	return known;
}

bool
plan_output_known(const struct build_options *o)
{
	struct plan_run r = run_of(o);
	bool known = !o->plan_documents || plan_output_whole(&r);

	arena_release(&r.arena);
	return known;
}
