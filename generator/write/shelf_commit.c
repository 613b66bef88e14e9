/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <stdlib.h>

#include "write/shelf_parts.h"

/* --- one part ------------------------------------------------------------- */

static struct str
folder_of(struct str path)
{
	size_t cut = str_find_char(path, '/');

	return str_sub(path, 0, cut == STR_NOT_FOUND ? 0 : cut);
}

static const struct shelf_change *
find_change(const struct shelf_changes *list, struct str folder)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i].folder, folder))
			return &list->items[i];
	return NULL;
}

static bool
keeps(const struct shelf_change *c, struct str folder, struct str path)
{
	struct str name = str_from_off(path, folder.n + 1);

	for (size_t i = 0; i < c->count; i++)
		if (str_eq(c->documents[i].name, name))
			return true;
	return false;
}

/* What stays as it was, and what was set. */
static void
list_now(struct shelf *s, struct shelf_loaded *l, struct manifest *now)
{
	const struct shelf_changes *list = &s->changes[l->part];
	const struct shelf_change *c = NULL;
	struct str last = STR_NONE;

	for (size_t i = 0; i < l->was.count; i++) {
		const struct manifest_entry *e = &l->was.items[i];
		struct str folder = folder_of(e->path);

		if (!str_eq(folder, last))
			c = find_change(list, folder);
		last = folder;
		if (!c || (c->keeps && keeps(c, folder, e->path)))
			*arena_push(&l->arena, now) = *e;
	}
	for (size_t i = 0; i < list->count; i++)
		for (size_t d = 0; d < list->items[i].count; d++) {
			const struct shelf_change *set = &list->items[i];

			if (set->keeps)
				break;
			const struct shelf_document *doc = &set->documents[d];
			struct manifest_entry *e = arena_push(&l->arena, now);

			*e = (struct manifest_entry){ .source = set->source,
				.size = doc->size,
				.hash = doc->hash,
				.whole = true };
			e->path = arena_fmt(&l->arena, "%.*s/%.*s",
			    STR_ARG(set->folder), STR_ARG(doc->name));
		}
	manifest_sort(now);
	now->by_path = map_new(&l->arena);
	for (size_t i = 0; i < now->count; i++)
		map_set(&now->by_path, now->items[i].path, &now->items[i]);
}

/* Documents that were not made in this run: the spare has them, or gets them. */
static int
bring_kept(struct shelf *s, struct shelf_loaded *l, const struct manifest *now)
{
	for (size_t i = 0; i < now->count; i++) {
		const struct manifest_entry *e = &now->items[i];
		const struct manifest_entry *has;
		bool whole = false;
		int err = 0;

		if (e->whole)
			continue;
		has = manifest_find(&l->has, e->path);
		if (has && has->size == e->size &&
		    hash128_eq(has->hash, e->hash))
			err = shelf_is_whole(
			    s, &s->has, has, l->has_when, &whole);
		if (err == 0 && !whole)
			err = shelf_adopt(s, e->path);
		if (err)
			return err;
	}
	return 0;
}

/* Removes what the manifest of a tree lists and the list of now does not. */
static int
remove_others(struct shelf *s, const char *folder, const struct manifest *m,
    const struct manifest *now)
{
	struct sb path = { 0 };
	int err = 0;

	for (size_t i = 0; err == 0 && i < m->count; i++) {
		if (map_has(&now->by_path, m->items[i].path) ||
		    shelf_is_part(m->items[i].path))
			continue;
		shelf_path(&path, folder, m->items[i].path);
		err = fs_unlink(s->fs, sb_text(&path));
		if (err == EISDIR || err == ENOTDIR || err == EPERM)
			err = 0; /* a folder has its name now */
		if (err == 0 || err == ENOENT)
			err = pair_remove_above(
			    &s->pair, folder, m->items[i].path);
	}
	sb_release(&path);
	return err;
}

/* Of the part that is brought; its events begin at first_event. */
static struct shelf_event *
event_of(struct shelf *s, struct str folder)
{
	struct shelf_event *e;

	for (size_t i = s->events.count; i-- > s->first_event;)
		if (str_eq(s->events.items[i].folder, folder))
			return &s->events.items[i];
	e = arena_push(s->arena, &s->events);
	e->folder = arena_str(s->arena, folder);
	return e;
}

static void
tell_made(struct shelf *s, unsigned part)
{
	const struct shelf_changes *list = &s->changes[part];

	for (size_t i = 0; i < list->count; i++)
		for (size_t d = 0; d < list->items[i].count; d++) {
			const struct shelf_change *c = &list->items[i];

			if (c->documents[d].news)
				event_of(s, c->folder)->made++;
			if (c->documents[d].harmed)
				*arena_push(s->arena, &s->harmed) = arena_fmt(
				    s->arena, "%.*s/%.*s", STR_ARG(c->folder),
				    STR_ARG(c->documents[d].name));
		}
}

static void
tell_removed(
    struct shelf *s, struct shelf_loaded *l, const struct manifest *now)
{
	for (size_t i = 0; i < l->was.count; i++) {
		const struct manifest_entry *e = &l->was.items[i];
		struct shelf_event *event;

		if (map_has(&now->by_path, e->path))
			continue;
		event = event_of(s, folder_of(e->path));
		event->source = arena_str(s->arena, e->source);
		event->removed++;
		*arena_push(s->arena, &s->gone) = arena_str(s->arena, e->path);
	}
}

/* Its manifest, in the spare; none when nothing is listed. */
static int
put_part(struct shelf *s, unsigned part, struct manifest *now)
{
	char buffer[16];
	struct manifest_entry top = { .path = shelf_part_name(part, buffer) };
	const struct manifest_entry *has = manifest_find(&s->has.top, top.path);
	struct sb text = { 0 }, path = { 0 };
	bool whole = false;
	int err = 0;

	shelf_path(&path, s->pair.spare, top.path);
	if (now->count == 0) {
		err = fs_unlink(s->fs, sb_text(&path));
		err = err == ENOENT ? 0 : err;
	} else {
		manifest_format(now, &text);
		top.size = text.n;
		top.hash = hash128(sb_view(&text));
		if (has && hash128_eq(has->hash, top.hash))
			err = shelf_is_whole(
			    s, &s->has, has, s->has.when, &whole);
		if (err == 0 && !whole)
			err = fs_write(s->fs, sb_text(&path), sb_view(&text),
			    s->options.file_mode);
		top.path = arena_str(s->arena, top.path);
		*arena_push(s->arena, &s->top) = top;
	}
	sb_release(&text);
	sb_release(&path);
	return err;
}

static int
bring_part(struct shelf *s, unsigned part)
{
	struct manifest now = { 0 };
	struct shelf_loaded *l;
	int err = shelf_load(s, part, &l);

	if (err)
		return err;
	list_now(s, l, &now);
	s->first_event = s->events.count;
	tell_made(s, part);
	tell_removed(s, l, &now);
	err = bring_kept(s, l, &now);
	if (err == 0)
		err = remove_others(s, s->pair.spare, &l->has, &now);
	if (err == 0)
		err = put_part(s, part, &now);
	/* Its memory may go: a part is brought once. */
	l->there = false;
	return err;
}

static const struct manifest_entry *
part_entry(const struct shelf_side *side, unsigned part)
{
	char name[16];

	return manifest_find(&side->top, shelf_part_name(part, name));
}

static bool
part_differs(const struct shelf *s, unsigned part)
{
	const struct manifest_entry *was = part_entry(&s->was, part);
	const struct manifest_entry *has = part_entry(&s->has, part);

	if (!was || !has)
		return was != has;
	return was->size != has->size || !hash128_eq(was->hash, has->hash);
}

/* Nothing was done to it, and the spare has it as readers do. */
static int
part_at_rest(struct shelf *s, unsigned part, bool *rest)
{
	const struct manifest_entry *has = part_entry(&s->has, part);

	*rest = !s->changes[part].count && !s->doubtful[part] &&
		!part_differs(s, part);
	return *rest && has ? shelf_is_whole(s, &s->has, has, s->has.when, rest)
			    : 0;
}

static int
bring_parts(struct shelf *s)
{
	int err = 0;

	for (unsigned part = 0; err == 0 && part < SHELF_PARTS; part++) {
		const struct manifest_entry *was = part_entry(&s->was, part);
		bool rest;

		err = part_at_rest(s, part, &rest);
		s->brought[part] = !rest;
		if (err == 0 && !rest)
			err = bring_part(s, part);
		else if (err == 0 && was)
			*arena_push(s->arena, &s->top) = *was;
	}
	return err;
}

/* --- files on top --------------------------------------------------------- */

static int
bring_top(struct shelf *s)
{
	for (size_t i = 0; i < s->top.count; i++) {
		const struct manifest_entry *e = &s->top.items[i];
		const struct manifest_entry *has =
		    manifest_find(&s->has.top, e->path);
		bool whole = false;
		int err = 0;

		/* What was put in this run lies there already. */
		if (shelf_is_part(e->path) || e->whole)
			continue;
		if (has && has->size == e->size &&
		    hash128_eq(has->hash, e->hash))
			err = shelf_is_whole(
			    s, &s->has, has, s->has.when, &whole);
		if (err == 0 && !whole)
			err = shelf_adopt(s, e->path);
		if (err)
			return err;
	}
	return 0;
}

static void
compare_top(struct shelf *s)
{
	for (size_t i = 0; i < s->was.top.count; i++) {
		struct str path = s->was.top.items[i].path;

		if (!shelf_is_part(path) && !map_has(&s->top.by_path, path)) {
			*arena_push(s->arena, &s->gone) = path;
			s->news = true;
		}
	}
}

static int
put_top(struct shelf *s, const char *folder, struct manifest *top,
    struct hash128 *sight)
{
	struct sb text = { 0 }, path = { 0 };
	int err;

	manifest_format(top, &text);
	*sight = hash128(sb_view(&text));
	shelf_path(&path, folder, STR(MANIFEST_NAME));
	err = fs_write(
	    s->fs, sb_text(&path), sb_view(&text), s->options.file_mode);
	sb_release(&text);
	sb_release(&path);
	return err;
}

/* --- what readers saw before ---------------------------------------------- */

static int
unlink_all(struct shelf *s, const struct map *gone)
{
	struct sb path = { 0 };
	int err = 0;

	for (size_t i = 0; err == 0 && i < gone->count; i++) {
		shelf_path(&path, s->pair.spare, gone->items[i].key);
		err = fs_unlink(s->fs, sb_text(&path));
		if (err == EISDIR || err == ENOTDIR || err == EPERM)
			err = 0;
		if (err == 0 || err == ENOENT)
			err = pair_remove_above(
			    &s->pair, s->pair.spare, gone->items[i].key);
	}
	sb_release(&path);
	return err;
}

static bool
is_gone(const struct map *gone, const struct manifest_entry *e)
{
	return map_has(gone, e->path);
}

/* The part as it is after that, written where it lies now. */
static int
purge_part(struct shelf *s, unsigned part, const struct map *gone,
    struct manifest *top)
{
	/* The two have changed places. */
	const struct shelf_side was = { .folder = s->pair.spare,
		.top = s->was.top };
	struct arena a = { 0 };
	struct manifest listed, left = { 0 };
	struct sb text = { 0 }, path = { 0 };
	char buffer[16];
	struct manifest_entry e = { .path = shelf_part_name(part, buffer) };
	int64_t when;
	int err = shelf_read_part(s, &was, part, &a, &listed, &when);

	for (size_t i = 0; err == 0 && i < listed.count; i++)
		if (!is_gone(gone, &listed.items[i]))
			*arena_push(&a, &left) = listed.items[i];
	shelf_path(&path, s->pair.spare, e.path);
	if (err == 0 && left.count == 0) {
		err = fs_unlink(s->fs, sb_text(&path));
		err = err == ENOENT ? 0 : err;
	} else if (err == 0) {
		manifest_format(&left, &text);
		err = fs_write(s->fs, sb_text(&path), sb_view(&text),
		    s->options.file_mode);
		e.path = arena_str(s->arena, e.path);
		e.size = text.n;
		e.hash = hash128(sb_view(&text));
		*arena_push(s->arena, top) = e;
	}
	sb_release(&text);
	sb_release(&path);
	arena_release(&a);
	return err;
}

/*
 * The spare is what readers saw before: what was removed leaves it as well, and
 * what somebody had changed, so that it does not come back with the next turn.
 */
static int
purge(struct shelf *s)
{
	struct manifest top = { 0 };
	struct map gone = map_new(s->arena);
	struct sb path = { 0 };
	int err;

	for (size_t i = 0; i < s->gone.count; i++)
		map_set(&gone, s->gone.items[i], s);
	for (size_t i = 0; i < s->harmed.count; i++)
		map_set(&gone, s->harmed.items[i], s);
	for (size_t i = 0; i < gone.count; i++) {
		struct str folder = folder_of(gone.items[i].key);

		if (folder.n &&
		    !str_starts(gone.items[i].key, STR(SHELF_INNER)))
			s->purged[shelf_part(folder)] = true;
	}
	shelf_path(&path, s->pair.spare, STR(MANIFEST_NAME));
	err = fs_unlink(s->fs, sb_text(&path));
	err = err == ENOENT ? 0 : err;
	if (err == 0)
		err = unlink_all(s, &gone);
	for (size_t i = 0; err == 0 && i < s->was.top.count; i++) {
		const struct manifest_entry *e = &s->was.top.items[i];

		if (!shelf_is_part(e->path) && !is_gone(&gone, e))
			*arena_push(s->arena, &top) = *e;
	}
	for (unsigned part = 0; err == 0 && part < SHELF_PARTS; part++) {
		const struct manifest_entry *was = part_entry(&s->was, part);

		if (s->purged[part])
			err = purge_part(s, part, &gone, &top);
		else if (was)
			*arena_push(s->arena, &top) = *was;
	}
	if (err == 0)
		err = put_top(s, s->pair.spare, &top, &s->has.sight);
	sb_release(&path);
	return err;
}

/* --- all of it ------------------------------------------------------------ */

bool
shelf_touched(const struct shelf *s)
{
	if (s->touched || s->begun)
		return true;
	for (unsigned part = 0; part < SHELF_PARTS; part++)
		if (s->changes[part].count)
			return true;
	return false;
}

static int
by_folder(const void *a, const void *b)
{
	const struct shelf_event *x = a, *y = b;

	return str_cmp(x->folder, y->folder);
}

static void
sum_up(struct shelf *s, struct tree_result *result)
{
	if (s->events.count)
		qsort(s->events.items, s->events.count,
		    sizeof(*s->events.items), by_folder);
	for (size_t i = 0; i < s->events.count; i++)
		s->news |=
		    s->events.items[i].made || s->events.items[i].removed;
	result->changed = s->news;
	result->removed = s->gone.count;
}

static int
leave_old(struct shelf *s)
{
	struct hash128 before = s->was.sight;

	s->was.sight = s->has.sight;
	s->has.sight = before;
	if (!s->live_there)
		return 0;
	/* What nobody listed may hold anything. */
	if (!s->was.known)
		return pair_clean_spare(&s->pair);
	return s->gone.count || s->harmed.count ? purge(s) : 0;
}

/* The spare lists something of this part that readers do not see. */
static int
part_lags(struct shelf *s, unsigned part, bool *lags)
{
	struct shelf_loaded *l;
	int err;

	if (!part_entry(&s->has, part) || !part_differs(s, part))
		return 0;
	err = shelf_load(s, part, &l);
	for (size_t i = 0; err == 0 && !*lags && i < l->has.count; i++)
		*lags = !map_has(&l->was.by_path, l->has.items[i].path);
	/* Or it cannot be told what it lists. */
	*lags |= err == EBADMSG;
	return err == EBADMSG ? 0 : err;
}

/*
 * The spare may hold what readers do not see any more: a run was stopped
 * between the exchange and the end of the purge.
 */
static int
to_be_purged(struct shelf *s, bool *lags)
{
	struct fs_entries list = { 0 };
	int err = 0;

	*lags = false;
	if (!s->options.purge || !s->live_there || s->apart)
		return 0;
	if (!s->has.known) {
		err = fs_list(s->fs, s->arena, s->pair.spare, &list);
		*lags = list.count > 0;
		return err == ENOENT || err == ENOTDIR ? 0 : err;
	}
	for (size_t i = 0; i < s->has.top.count; i++) {
		struct str path = s->has.top.items[i].path;

		*lags |=
		    !shelf_is_part(path) && !map_has(&s->was.top.by_path, path);
	}
	for (unsigned n = 0; err == 0 && !*lags && n < SHELF_PARTS; n++)
		err = part_lags(s, n, lags);
	return err;
}

int
shelf_ready(struct shelf *s, struct tree_result *result)
{
	bool go;
	int err = 0;

	*result = (struct tree_result){ 0 };
	compare_top(s);
	s->news |= !s->was.known;
	s->ready = true;
	go = shelf_touched(s) || s->news;
	if (!go)
		err = to_be_purged(s, &go);
	if (err || !go)
		return err;
	err = shelf_begin(s);
	if (err == 0)
		err = bring_parts(s);
	if (err == 0)
		err = bring_top(s);
	if (err == 0)
		err = remove_others(s, s->pair.spare, &s->has.top, &s->top);
	if (err == 0)
		err = put_top(s, s->pair.spare, &s->top, &s->has.sight);
	if (err == 0)
		sum_up(s, result);
	return err;
}

int
shelf_commit(struct shelf *s, struct tree_result *result)
{
	int err = s->ready ? 0 : shelf_ready(s, result);

	if (err || !result->changed)
		return err;
	err = fs_sync(s->fs, s->pair.spare);
	if (err == 0)
		err = pair_swap(&s->pair, s->live_there, &result->not_atomic);
	result->swapped = err == 0;
	return err ? err : leave_old(s);
}

int
shelf_abandon(struct shelf *s)
{
	return s->begun ? pair_clean_spare(&s->pair) : 0;
}

void
shelf_close(struct shelf *s)
{
	for (size_t i = 0; s && i < SHELF_LOADED; i++)
		arena_release(&s->loaded[i].arena);
	if (s)
		sb_release(&s->folder);
}

bool
shelf_part_brought(const struct shelf *s, unsigned part)
{
	return s->brought[part];
}

bool
shelf_part_purged(const struct shelf *s, unsigned part)
{
	return s->purged[part];
}

const struct shelf_event *
shelf_events(const struct shelf *s, size_t *count)
{
	*count = s->events.count;
	return s->events.items;
}
