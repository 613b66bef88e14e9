/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The work of a run of the plans: records are made in the pool, or brought by
 * shards; and who has which folder is settled when all are known. Two plans of
 * one id: the folder is the first file's, and the other one is made again
 * without documents.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "build/plan_run.h"
#include "build/plan_shard.h"
#include "build/pool.h"
#include "diag/msg.h"

void
plan_item_lose(struct plan_item *item)
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
	k->plan_id = arena_str(
	    &r->arena, rec->owner ? rec->folder.plan_id : rec->row.plan_id);
	k->revision = arena_str(&r->arena, rec->revision);
	k->closed = rec->row.closed;
	k->errors = rec->row.errors;
	k->step = rec->row.step;
	k->due = rec->row.due;
	k->documents = rec->count;
	k->dropped = rec->dropped;
	k->said = rec->found ? arena_str(&r->arena, rec->findings) : STR_NONE;
	item->contested = rec->contested;
	r->disputed |= rec->contested;
	if (r->err == 0)
		r->err = rec->err;
}

/* Who only checks needs no more of the documents than how many they are. */
static struct str
worth_keeping(struct plan_run *r, struct str bytes, struct plan_record *rec)
{
	struct sb less = { 0 };
	struct str kept;

	if (r->shelf)
		return arena_str(&r->arena, bytes);
	rec->count = 0;
	plan_record_pack_again(&less, rec);
	kept = arena_str(&r->arena, sb_view(&less));
	sb_release(&less);
	return kept;
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
		plan_item_lose(item);
	} else if (rec.lost) {
		plan_say_record(r, &rec);
		plan_item_lose(item);
	} else {
		item->shard = NULL;
		item->wrote = rec.count > 0;
		know(r, item, &rec);
		item->record = worth_keeping(r, bytes, &rec);
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
	plan_item_lose(item);
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

/* true, too, for one that wants no folder. */
static bool
claim(struct plan_run *r, const struct plan_item *item, size_t number)
{
	return item->now.owner == 0 ||
	       (r->claims && plan_claim(r->claims, item->now.owner, number));
}

void
plan_make_all(struct plan_run *r)
{
	r->claims = plan_claims_new(r->count);
	r->pieces = arena_array(&r->arena, struct plan_piece, r->count + 1);
	for (size_t i = 0; i < r->count; i++) {
		const struct plan_item *item = &r->items[i];

		if (item->lost)
			continue;
		if ((!item->kept && !item->shard) || item->harmed)
			add_piece(r, i, PLAN_CLAIMS);
		else if (item->now.taken || !claim(r, item, i))
			r->disputed = true;
	}
	run_pieces(r);
}

/* --- who has which folder ------------------------------------------------- */

static int
by_owner(const void *a, const void *b)
{
	const struct plan_owned *x = a, *y = b;

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
settle_one(struct plan_run *r, const struct plan_owned *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct plan_item *item = &r->items[list[i].item];
		bool taken = false;

		for (size_t k = 0; k < i && !taken; k++)
			taken = same_folder(r->items[list[k].item].now.plan_id,
			    item->now.plan_id);
		if (!item->contested && item->now.taken == taken)
			continue;
		/* Another shard may have the one it is taken by. */
		if (item->kept && plan_sharded(r->options))
			continue;
		/* What it wrote may not be mixed with what the first one writes. */
		if (taken && r->shelf && item->wrote && r->err == 0)
			r->err = shelf_clear(r->shelf, item->now.plan_id);
		if (taken && r->shelf)
			shelf_doubt(r->shelf, item->now.plan_id);
		add_piece(r, list[i].item, taken ? PLAN_TAKEN : PLAN_OWNS);
	}
}

struct plan_owned *
plan_list_owners(struct plan_run *r, struct arena *a, size_t *count)
{
	struct plan_owned *list =
	    arena_array(a, struct plan_owned, r->count + 1);

	*count = 0;
	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].now.owner && !r->items[i].lost)
			list[(*count)++] =
			    (struct plan_owned){ r->items[i].now.owner, i };
	if (*count)
		qsort(list, *count, sizeof(*list), by_owner);
	return list;
}

size_t
plan_owners_alike(const struct plan_owned *list, size_t from, size_t count)
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

void
plan_take_shards(struct plan_run *r)
{
	r->piece_count = 0;
	plan_shards_take(r);
	run_pieces(r);
}

void
plan_settle_folders(struct plan_run *r)
{
	struct arena a = { 0 };
	size_t count, n;
	struct plan_owned *list;

	plan_claims_free(r->claims);
	r->claims = NULL;
	r->piece_count = 0;
	if (!r->disputed)
		return;
	list = plan_list_owners(r, &a, &count);
	for (size_t i = 0; i < count; i += n) {
		n = plan_owners_alike(list, i, count);
		settle_one(r, &list[i], n);
	}
	/* The one that gives its folder up comes before the one that gets it. */
	if (r->piece_count)
		qsort(r->pieces, r->piece_count, sizeof(*r->pieces), by_part);
	run_pieces(r);
	arena_release(&a);
}
