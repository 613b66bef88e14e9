/* SPDX-License-Identifier: EUPL-1.2 */
#include "write/shelf.h"

#include <errno.h>

#include "write/pair.h"
#include "write/shelf_parts.h"

enum { TOP_LIMIT = 16 * 1024 * 1024 };

/* --- opening -------------------------------------------------------------- */

unsigned
shelf_part(struct str name)
{
	return (unsigned)(hash64(name) % SHELF_PARTS);
}

/* The manifest of a tree that has no parts lists documents; it is not ours. */
static bool
lists_parts(const struct manifest *top)
{
	for (size_t i = 0; i < top->count; i++) {
		struct str path = top->items[i].path;

		if (str_find_char(path, '/') != STR_NOT_FOUND &&
		    !str_starts(path, STR(SHELF_INNER)))
			return false;
	}
	return true;
}

/*
 * A part whose manifest somebody changed may hold anything: the tree is as one
 * that is not known.
 */
static int
check_parts(struct shelf *s, struct shelf_side *side)
{
	int err = 0;

	for (size_t i = 0; side->known && err == 0 && i < side->top.count; i++)
		if (shelf_is_part(side->top.items[i].path))
			err = shelf_is_whole(s, side, &side->top.items[i],
			    side->when, &side->known);
	return err;
}

static int
read_top(struct shelf *s, struct shelf_side *side)
{
	const char *path =
	    fs_join(s->arena, str_from(side->folder), STR(MANIFEST_NAME));
	struct sb bytes = { 0 };
	struct fs_stat st;
	int err = fs_stat(s->fs, path, &st);

	if (err == 0 && st.kind == FS_FILE)
		err = fs_read(s->fs, path, TOP_LIMIT, &bytes);
	if (err == EAGAIN || err == EFBIG)
		err = 0; /* as good as none */
	side->known = err == 0 &&
		      manifest_parse(&side->top, s->arena, sb_view(&bytes)) &&
		      lists_parts(&side->top);
	side->when = st.mtime;
	if (err == 0)
		err = check_parts(s, side);
	if (side->known)
		side->sight = hash128(sb_view(&bytes));
	else
		side->top = (struct manifest){ .by_path = map_new(s->arena) };
	sb_release(&bytes);
	return err;
}

static struct shelf *
shelf_new(struct arena *a, struct fs *fs, const struct tree_options *options)
{
	struct shelf *s = arena_new(a, struct shelf);

	*s = (struct shelf){ .arena = a, .fs = fs, .options = *options };
	s->pair = pair_of(
	    a, fs, options->output, options->name, options->folder_mode);
	s->was.folder = s->pair.live;
	s->has.folder = s->pair.spare;
	s->has.top.by_path = map_new(a);
	s->top.by_path = map_new(a);
	return s;
}

static int
read_live(struct shelf *s)
{
	struct fs_stat st = { 0 };
	int err = fs_stat(s->fs, s->pair.live, &st);

	s->live_there = st.kind == FS_FOLDER;
	if (err == 0 && st.kind != FS_ABSENT && !s->live_there)
		err = ENOTDIR;
	return err ? err : read_top(s, &s->was);
}

int
shelf_open(struct shelf **out, struct arena *a, struct fs *fs,
    const struct tree_options *options)
{
	struct shelf *s = shelf_new(a, fs, options);
	int err = pair_heal(&s->pair);

	if (err == 0)
		err = read_live(s);
	if (err == 0)
		err = read_top(s, &s->has);
	*out = s;
	return err;
}

int
shelf_open_apart(struct shelf **out, struct arena *a, struct fs *fs,
    const struct tree_options *options, const char *folder)
{
	struct shelf *s = shelf_new(a, fs, options);

	s->pair.spare = s->has.folder = folder;
	s->apart = true;
	*out = s;
	return read_live(s);
}

bool
shelf_known(const struct shelf *s)
{
	return s->was.known;
}

struct hash128
shelf_sight(const struct shelf *s)
{
	return s->was.sight;
}

struct hash128
shelf_sight_spare(const struct shelf *s)
{
	return s->has.sight;
}

const char *
shelf_live(const struct shelf *s)
{
	return s->pair.live;
}

const char *
shelf_spare(const struct shelf *s)
{
	return s->pair.spare;
}

/* --- what readers see ----------------------------------------------------- */

static struct str
folder_of(struct str path)
{
	size_t cut = str_find_char(path, '/');

	return str_sub(path, 0, cut == STR_NOT_FOUND ? 0 : cut);
}

static void
add_document(struct shelf_loaded *l, const struct manifest_entry *e)
{
	struct str folder = folder_of(e->path);
	struct shelf_folder *f =
	    l->folders.count ? &l->folders.items[l->folders.count - 1] : NULL;
	struct shelf_document *d;

	if (!f || !str_eq(f->name, folder)) {
		f = arena_push(&l->arena, &l->folders);
		f->name = folder;
		f->source = e->source;
	}
	f->documents = arena_grow(
	    &l->arena, f->documents, f->count, &f->cap, sizeof(*f->documents));
	d = &f->documents[f->count++];
	*d = (struct shelf_document){ .name =
					  str_from_off(e->path, folder.n + 1),
		.size = e->size,
		.hash = e->hash };
}

int
shelf_list(struct shelf *s, unsigned part, const struct shelf_folder **folders,
    size_t *count)
{
	struct shelf_loaded *l;
	int err = shelf_load_live(s, part, &l);

	*folders = NULL;
	*count = 0;
	if (err)
		return err;
	if (!l->grouped)
		for (size_t i = 0; i < l->was.count; i++)
			add_document(l, &l->was.items[i]);
	l->grouped = true;
	*folders = l->folders.items;
	*count = l->folders.count;
	return 0;
}

int
shelf_find(struct shelf *s, struct str folder, const struct shelf_folder **out)
{
	const struct shelf_folder *items;
	size_t low = 0, high;
	int err = shelf_list(s, shelf_part(folder), &items, &high);

	*out = NULL;
	while (err == 0 && low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(items[mid].name, folder);

		if (order == 0) {
			*out = &items[mid];
			break;
		}
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return err;
}

int
shelf_whole(struct shelf *s, const struct shelf_folder *f, bool *whole)
{
	struct shelf_loaded *l;
	struct sb path = { 0 };
	int err = shelf_load_live(s, shelf_part(f->name), &l);

	*whole = true;
	for (size_t i = 0; err == 0 && *whole && i < f->count; i++) {
		const struct manifest_entry *e;

		sb_reset(&path);
		sb_str(&path, f->name);
		sb_ch(&path, '/');
		sb_str(&path, f->documents[i].name);
		e = manifest_find(&l->was, sb_view(&path));
		*whole = e != NULL;
		if (e)
			err = shelf_is_whole(s, &s->was, e, l->was_when, whole);
	}
	sb_release(&path);
	return err;
}

int
shelf_top_whole(struct shelf *s, struct str path, bool *whole)
{
	const struct manifest_entry *e = manifest_find(&s->was.top, path);

	*whole = false;
	return e ? shelf_is_whole(s, &s->was, e, s->was.when, whole) : 0;
}

/* --- making --------------------------------------------------------------- */

int
shelf_begin(struct shelf *s)
{
	struct sb path = { 0 };
	int err = 0;

	if (s->begun)
		return 0;
	shelf_path(&path, s->pair.spare, STR(MANIFEST_NAME));
	if (s->has.known)
		err = fs_unlink(s->fs, sb_text(&path));
	else
		err = pair_clean_spare(&s->pair);
	sb_release(&path);
	s->begun = err == 0;
	return err;
}

/* Links what readers have already into the spare. */
int
shelf_adopt(struct shelf *s, struct str path)
{
	struct sb from = { 0 }, to = { 0 };
	struct fs_stat st;
	int err = shelf_make_folder(s, folder_of(path));

	shelf_path(&from, s->pair.live, path);
	shelf_path(&to, s->pair.spare, path);
	if (err == 0)
		err = fs_stat(s->fs, sb_text(&to), &st);
	if (err == 0 && st.kind != FS_ABSENT)
		err = fs_remove_tree(s->fs, sb_text(&to));
	if (err == 0)
		err = fs_link(s->fs, sb_text(&from), sb_text(&to));
	sb_release(&from);
	sb_release(&to);
	return err;
}

int
shelf_write(struct shelf *s, struct str path, struct str bytes)
{
	struct sb to = { 0 };
	struct fs_stat st;
	int err = shelf_make_folder(s, folder_of(path));

	shelf_path(&to, s->pair.spare, path);
	if (err == 0)
		err = fs_stat(s->fs, sb_text(&to), &st);
	if (err == 0 && st.kind == FS_FOLDER)
		err = fs_remove_tree(s->fs, sb_text(&to));
	if (err == 0)
		err =
		    fs_write(s->fs, sb_text(&to), bytes, s->options.file_mode);
	sb_release(&to);
	return err;
}

static bool
same(const struct manifest_entry *e, const struct shelf_document *d)
{
	return e && e->size == d->size && hash128_eq(e->hash, d->hash);
}

int
shelf_look_for(struct shelf *s, struct str path, struct shelf_document *d,
    bool *live, bool *spare)
{
	struct shelf_loaded *l;
	const struct manifest_entry *was, *has;
	int err = shelf_load(s, shelf_part(folder_of(path)), &l);

	*live = *spare = false;
	if (err)
		return err;
	was = manifest_find(&l->was, path);
	has = manifest_find(&l->has, path);
	if (same(was, d))
		err = shelf_is_whole(s, &s->was, was, l->was_when, live);
	d->news = !*live;
	d->harmed = d->news && same(was, d);
	if (err == 0 && same(has, d))
		err = shelf_is_whole(s, &s->has, has, l->has_when, spare);
	return err;
}

int
shelf_put(struct shelf *s, struct str folder, struct str name, struct str bytes,
    struct shelf_document *out)
{
	struct sb path = { 0 };
	bool live, spare;
	int err;

	*out = (struct shelf_document){
		.name = name, .size = bytes.n, .hash = hash128(bytes)
	};
	sb_str(&path, folder);
	sb_ch(&path, '/');
	sb_str(&path, name);
	err = shelf_look_for(s, sb_view(&path), out, &live, &spare);
	if (err == 0)
		err = shelf_begin(s);
	if (live && s->apart)
		spare = true;
	/* A link may fail where writing does not: too many of one file. */
	if (err == 0 && !spare &&
	    (!live || shelf_adopt(s, sb_view(&path)) != 0))
		err = shelf_write(s, sb_view(&path), bytes);
	sb_release(&path);
	return err;
}

static int
has_bytes(struct shelf *s, const char *path, const struct shelf_document *d,
    bool *has)
{
	struct sb bytes = { 0 };
	int err = fs_read(s->fs, path, d->size, &bytes);

	*has = err == 0 && bytes.n == d->size &&
	       hash128_eq(hash128(sb_view(&bytes)), d->hash);
	sb_release(&bytes);
	return err == EFBIG || err == EAGAIN || err == EINVAL ? 0 : err;
}

/* Whoever made it is not this run: it is looked at, not only asked for. */
static int
link_from(struct shelf *s, const char *from, struct str path,
    const struct shelf_document *d, bool *there)
{
	struct sb source = { 0 }, to = { 0 };
	struct fs_stat st;
	int err;

	shelf_path(&source, from, path);
	shelf_path(&to, s->pair.spare, path);
	err = fs_stat(s->fs, sb_text(&source), &st);
	*there = err == 0 && st.kind == FS_FILE && st.size == d->size &&
		 st.mode == s->options.file_mode;
	if (*there)
		err = has_bytes(s, sb_text(&source), d, there);
	if (*there && err == 0)
		err = shelf_make_folder(s, folder_of(path));
	if (*there && err == 0)
		err = fs_remove_tree(s->fs, sb_text(&to));
	if (*there && err == 0)
		err = fs_link(s->fs, sb_text(&source), sb_text(&to));
	sb_release(&source);
	sb_release(&to);
	return err;
}

int
shelf_take(struct shelf *s, const char *from, struct str folder,
    struct shelf_document *d, bool *there)
{
	struct sb path = { 0 };
	bool live, spare;
	int err;

	sb_str(&path, folder);
	sb_ch(&path, '/');
	sb_str(&path, d->name);
	err = shelf_look_for(s, sb_view(&path), d, &live, &spare);
	*there = live || spare;
	if (err == 0 && !spare && (!live || shelf_adopt(s, sb_view(&path))))
		err = link_from(s, from, sb_view(&path), d, there);
	sb_release(&path);
	return err;
}

struct shelf_change *
shelf_change_of(struct shelf *s, struct str folder)
{
	struct shelf_changes *list = &s->changes[shelf_part(folder)];
	struct shelf_change *c;

	for (size_t i = list->count; i-- > 0;)
		if (str_eq(list->items[i].folder, folder))
			return &list->items[i];
	c = arena_push(s->arena, list);
	c->folder = arena_str(s->arena, folder);
	s->touched = true;
	return c;
}

/* Names of documents are few; each is kept once. */
static struct str
interned(struct shelf *s, struct str name)
{
	struct map_entry *e;

	if (!s->names.arena)
		s->names = map_new(s->arena);
	e = map_put(&s->names, name);
	if (!e->value) {
		e->key = arena_str(s->arena, name);
		e->value = s;
	}
	return e->key;
}

void
shelf_set(struct shelf *s, struct str folder, struct str source,
    const struct shelf_document *documents, size_t count)
{
	struct shelf_change *c = shelf_change_of(s, folder);

	c->source = arena_str(s->arena, source);
	c->documents = arena_array(s->arena, struct shelf_document, count + 1);
	c->count = count;
	for (size_t i = 0; i < count; i++) {
		c->documents[i] = documents[i];
		c->documents[i].name = interned(s, documents[i].name);
	}
}

void
shelf_drop(struct shelf *s, struct str folder)
{
	shelf_change_of(s, folder)->count = 0;
}

int
shelf_clear(struct shelf *s, struct str folder)
{
	struct sb path = { 0 };
	int err;

	shelf_path(&path, s->pair.spare, folder);
	err = fs_remove_tree(s->fs, sb_text(&path));
	sb_release(&path);
	sb_reset(&s->folder);
	return err;
}

void
shelf_doubt(struct shelf *s, struct str folder)
{
	s->doubtful[shelf_part(folder)] = true;
}

void
shelf_note_top(struct shelf *s, const struct manifest_entry *e)
{
	struct manifest_entry *item;

	if (map_has(&s->top.by_path, e->path))
		return;
	item = arena_push(s->arena, &s->top);
	*item = *e;
	item->path = arena_str(s->arena, e->path);
	map_set(&s->top.by_path, item->path, s);
}

int
shelf_top_put(struct shelf *s, struct str path, struct str bytes)
{
	struct manifest_entry now = {
		.path = path, .size = bytes.n, .hash = hash128(bytes)
	};
	const struct manifest_entry *was = manifest_find(&s->was.top, path);
	const struct manifest_entry *has = manifest_find(&s->has.top, path);
	bool live = false, spare = false;
	int err = 0;

	if (was && was->size == now.size && hash128_eq(was->hash, now.hash))
		err = shelf_is_whole(s, &s->was, was, s->was.when, &live);
	if (err == 0 && has && has->size == now.size &&
	    hash128_eq(has->hash, now.hash))
		err = shelf_is_whole(s, &s->has, has, s->has.when, &spare);
	s->news |= !live;
	s->touched |= !live;
	if (was && !live)
		*arena_push(s->arena, &s->harmed) = was->path;
	if (err == 0)
		err = shelf_begin(s);
	if (err == 0 && !spare && (!live || shelf_adopt(s, path) != 0))
		err = shelf_write(s, path, bytes);
	now.whole = true;
	if (err == 0)
		shelf_note_top(s, &now);
	return err;
}

void
shelf_top_keep(struct shelf *s, struct str path)
{
	const struct manifest_entry *e = manifest_find(&s->was.top, path);

	if (e)
		shelf_note_top(s, e);
}

void
shelf_top_keep_all(struct shelf *s)
{
	for (size_t i = 0; i < s->was.top.count; i++)
		if (!shelf_is_part(s->was.top.items[i].path))
			shelf_note_top(s, &s->was.top.items[i]);
}
