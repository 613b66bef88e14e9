/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_pending.h"

#include "build/plan_removed.h"
#include "build/plan_run.h"
#include "build/run_record.h"
#include "write/journal.h"

static const char PENDING[] = "samplan-pending 2";
static const char TOLD[] = "samplan-told 2";

enum { MOST = 1 << 28 };

/* --- as bytes ------------------------------------------------------------- */

static void
pack_event(struct sb *out, const struct journal_event *e)
{
	pack_text(out, str_from(e->what));
	pack_text(out, e->plan_id);
	pack_text(out, e->revision);
	pack_number(out, e->documents);
}

static void
pack_removed(struct sb *out, const struct plan_removed *p)
{
	pack_hash(out, p->tree);
	pack_text(out, p->folder);
	pack_text(out, p->source);
	pack_number(out, p->count);
	pack_number(out, p->there);
	pack_number(out, p->ended.withdrawn);
	pack_number(out, (uint64_t)(int64_t)p->ended.day);
	pack_text(out, p->ended.services);
	pack_number(out, p->ended.place.line);
	pack_number(out, p->ended.place.column);
	pack_number(out, p->ended.place.end_column);
}

static void
pack_list(struct sb *out, const struct plan_removed_list *list)
{
	pack_number(out, list->count);
	for (size_t i = 0; i < list->count; i++)
		pack_removed(out, &list->items[i]);
}

static void
unpack_events(struct unpack *u, struct arena *a, struct plan_pending *p)
{
	uint64_t count = unpack_number(u);

	for (uint64_t i = 0; i < count && !u->bad; i++) {
		struct journal_event *e = arena_push(a, &p->events);

		e->what = arena_cstr(a, unpack_text(u));
		e->plan_id = unpack_text(u);
		e->revision = unpack_text(u);
		e->documents = unpack_number(u);
	}
}

static void
unpack_list(struct unpack *u, struct arena *a, struct plan_removed_list *list)
{
	uint64_t count = unpack_number(u);

	for (uint64_t i = 0; i < count && !u->bad; i++) {
		struct plan_removed *p = arena_push(a, list);

		p->tree = unpack_hash(u);
		p->folder = unpack_text(u);
		p->source = unpack_text(u);
		p->count = unpack_number(u);
		p->there = unpack_number(u) != 0;
		p->ended.consent = p->there;
		p->ended.withdrawn = unpack_number(u) != 0;
		p->ended.day = (date_t)(int64_t)unpack_number(u);
		p->ended.services = unpack_text(u);
		p->ended.place.line = (uint32_t)unpack_number(u);
		p->ended.place.column = (uint32_t)unpack_number(u);
		p->ended.place.end_column = (uint32_t)unpack_number(u);
	}
}

/* Texts lie in the arena; false: there is none that can be read. */
static bool
read_file(
    struct plan_run *r, const char *name, const char *kind, struct unpack *u)
{
	struct sb bytes = { 0 };
	bool there = fs_read(r->options->fs,
			 drawer_path(&r->store.drawer, &r->arena, name), MOST,
			 &bytes) == 0;
	struct str text = arena_str(&r->arena, sb_view(&bytes));

	sb_release(&bytes);
	return there && pack_open(text, kind, u);
}

static void
drop_file(struct plan_run *r, const char *name)
{
	fs_unlink(
	    r->options->fs, drawer_path(&r->store.drawer, &r->arena, name));
}

/* --- what happens --------------------------------------------------------- */

static const struct plan_item *
find_item(const struct plan_run *r, struct str file)
{
	return str_search(r->items, r->count, sizeof(*r->items),
	    offsetof(struct plan_item, now.file), file);
}

static void
add_event(struct plan_run *r, const char *what, const struct map *revisions,
    const struct shelf_event *e, size_t count)
{
	struct journal_event *item;
	const struct str *revision = map_find(revisions, e->folder);

	if (count == 0)
		return;
	item = arena_push(&r->arena, &r->pending.events);
	item->what = what;
	item->plan_id = e->folder;
	item->documents = count;
	if (revision)
		item->revision = *revision;
}

/* Of a folder without a source, or that is not known now, nothing is said. */
static void
add_removed(struct plan_run *r, const struct shelf_event *e)
{
	const struct plan_item *item = find_item(r, e->source);
	struct plan_record rec = { 0 };
	struct plan_removed *p;

	if (e->source.n == 0 || (item && item->record.n == 0))
		return;
	if (item && (!plan_record_unpack(item->record, &r->arena, &rec) ||
			!rec.ended.consent))
		return;
	p = arena_push(&r->arena, &r->pending.removed);
	*p = (struct plan_removed){ .tree = r->pending.after,
		.folder = e->folder,
		.source = e->source,
		.count = e->removed,
		.there = item != NULL,
		.ended = rec.ended };
}

static void
collect(struct plan_run *r)
{
	struct arena a = { 0 };
	struct map revisions = map_new(&a);
	size_t count;
	const struct shelf_event *list = shelf_events(r->shelf, &count);

	for (size_t i = 0; count && i < r->count; i++)
		if (r->items[i].record.n && r->items[i].now.owner)
			map_set(&revisions, r->items[i].now.plan_id,
			    &r->items[i].now.revision);
	for (size_t i = 0; i < count; i++)
		add_event(r, "made", &revisions, &list[i], list[i].made);
	for (size_t i = 0; i < count; i++) {
		add_event(r, "removed", &revisions, &list[i], list[i].removed);
		if (list[i].removed)
			add_removed(r, &list[i]);
	}
	arena_release(&a);
}

void
plan_pending_write(struct plan_run *r)
{
	struct plan_pending *p = &r->pending;
	struct fs_stat st = { 0 };
	struct sb out = { 0 };

	*p = (struct plan_pending){ .now = r->options->now,
		.before = shelf_sight(r->shelf),
		.after = shelf_sight_spare(r->shelf) };
	collect(r);
	if (p->events.count == 0)
		return;
	r->err = journal_count(r->options->fs, r->options->output, &p->lines);
	if (r->err == 0)
		r->err = fs_stat(r->options->fs, shelf_spare(r->shelf), &st);
	pack_begin(&out, PENDING);
	pack_number(&out, (uint64_t)p->now);
	pack_hash(&out, p->before);
	pack_hash(&out, p->after);
	pack_number(&out, st.inode);
	pack_number(&out, p->lines);
	pack_number(&out, p->events.count);
	for (size_t i = 0; i < p->events.count; i++)
		pack_event(&out, &p->events.items[i]);
	pack_list(&out, &p->removed);
	pack_seal(&out);
	if (r->err == 0)
		r->err = drawer_write_file(
		    &r->store.drawer, "pending", sb_view(&out));
	sb_release(&out);
}

/* --- when it has happened ------------------------------------------------- */

static void
read_told(struct plan_run *r, struct plan_removed_list *list)
{
	struct unpack u;

	if (!read_file(r, "told", TOLD, &u))
		return;
	unpack_list(&u, &r->arena, list);
	if (u.bad)
		list->count = 0;
}

/* Beside what is there; of one tree it is taken over once. */
static int
keep_to_be_told(struct plan_run *r, const struct plan_pending *p)
{
	struct plan_removed_list list = { 0 };
	struct sb out = { 0 };
	int err;

	read_told(r, &list);
	for (size_t i = 0; i < list.count; i++)
		if (hash128_eq(list.items[i].tree, p->after))
			return 0;
	for (size_t i = 0; i < p->removed.count; i++)
		*arena_push(&r->arena, &list) = p->removed.items[i];
	if (p->removed.count == 0)
		return 0;
	pack_begin(&out, TOLD);
	pack_list(&out, &list);
	pack_seal(&out);
	err = drawer_write_file(&r->store.drawer, "told", sb_view(&out));
	sb_release(&out);
	return err;
}

static int
write_down(struct plan_run *r, const struct plan_pending *p)
{
	int err = keep_to_be_told(r, p);
	int failed = journal_append_missing(r->options->fs, r->options->output,
	    p->now, p->events.items, p->events.count, p->lines);

	if (err == 0)
		err = failed;
	if (err == 0)
		drop_file(r, "pending");
	return err;
}

static void
say(struct plan_run *r, const struct plan_removed_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		plan_removed_tell(r->ds, &list->items[i]);
}

int
plan_pending_done(struct plan_run *r)
{
	if (r->pending.events.count == 0)
		return 0;
	say(r, &r->pending.removed);
	return write_down(r, &r->pending);
}

/* --- of runs before ------------------------------------------------------- */

static bool
read_pending(struct plan_run *r, struct plan_pending *p, uint64_t *inode)
{
	struct unpack u;

	*p = (struct plan_pending){ 0 };
	if (!read_file(r, "pending", PENDING, &u))
		return false;
	p->now = (int64_t)unpack_number(&u);
	p->before = unpack_hash(&u);
	p->after = unpack_hash(&u);
	*inode = unpack_number(&u);
	p->lines = unpack_number(&u);
	unpack_events(&u, &r->arena, p);
	unpack_list(&u, &r->arena, &p->removed);
	return !u.bad;
}

/*
 * By what its manifest says; one that was made whole again has the same as
 * before, and then the folder itself tells the two apart.
 */
static bool
readers_see(
    const struct plan_run *r, const struct plan_pending *p, uint64_t inode)
{
	struct fs_stat st = { 0 };

	if (!hash128_eq(shelf_sight(r->shelf), p->after))
		return false;
	if (!hash128_eq(p->before, p->after))
		return true;
	return fs_stat(r->options->fs, shelf_live(r->shelf), &st) == 0 &&
	       st.inode == inode;
}

void
plan_pending_settle(struct plan_run *r)
{
	struct plan_removed_list told = { 0 };
	struct plan_pending p;
	uint64_t inode = 0;

	if (read_pending(r, &p, &inode) && readers_see(r, &p, inode))
		r->err = write_down(r, &p);
	else
		drop_file(r, "pending");
	read_told(r, &told);
	say(r, &told);
	r->told = told.count;
}

static const char *
path_of(struct arena *a, const struct build_options *o, const char *name)
{
	return fs_join(a,
	    str_from(
		fs_join(a, str_from(o->output), STR(CACHE_FOLDER "/plans"))),
	    str_from(name));
}

bool
plan_pending_there(const struct build_options *o)
{
	struct arena a = { 0 };
	struct fs_stat pending = { 0 }, told = { 0 };
	bool there;

	fs_stat(o->fs, path_of(&a, o, "pending"), &pending);
	fs_stat(o->fs, path_of(&a, o, "told"), &told);
	there = pending.kind != FS_ABSENT || told.kind != FS_ABSENT;
	arena_release(&a);
	return there;
}

void
plan_pending_said(const struct build_options *o)
{
	struct arena a = { 0 };

	fs_unlink(o->fs, path_of(&a, o, "told"));
	arena_release(&a);
}
