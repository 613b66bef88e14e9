/* SPDX-License-Identifier: EUPL-1.2 */
#include "write/tree.h"

#include <errno.h>

#include "write/pair.h"

struct paths {
	struct str *items;
	size_t count;
	size_t cap;
};

struct tree {
	struct arena *arena;
	struct fs *fs;
	struct tree_options options;
	struct pair pair;
	const char *live;
	const char *spare;
	struct manifest was; /* what readers see */
	struct manifest has; /* what the spare holds */
	struct manifest now; /* what this build makes */
	struct map folders;  /* made in the spare in this run */
	struct paths removed;
	struct paths changed;
	struct paths files;     /* of both manifests, with their folders */
	struct fs_asked *asked; /* about these */
	int64_t was_at, has_at; /* the times of the manifests */
	bool begun;             /* the spare is being changed */
	bool spare_known;       /* it had a whole manifest */
	bool spare_filled;      /* or something else lies in it */
	bool live_there;
	size_t written;
};

/* The limit of a manifest: 50,000 pages take some 6 MB. */
enum { MANIFEST_LIMIT = 512 * 1024 * 1024 };

static const char *
below(struct tree *t, const char *folder, struct str path)
{
	return fs_join(t->arena, str_from(folder), path);
}

/*
 * An entry counts only if the file is still there as it was written: same
 * size, and not touched since the manifest was.
 */
static void
confirm(struct tree *t, struct manifest *m, const struct fs_stat *stats,
    int64_t when)
{
	for (size_t i = 0; i < m->count; i++) {
		struct manifest_entry *e = &m->items[i];
		const struct fs_stat *st = &stats[i];

		e->whole = st->kind == FS_FILE && st->size == e->size &&
			   st->mtime <= when &&
			   st->mode == t->options.file_mode;
	}
}

/* When is that of the manifest. */
static int
read_manifest(struct tree *t, const char *folder, struct manifest *m,
    bool *known, int64_t *when)
{
	const char *path = below(t, folder, STR(MANIFEST_NAME));
	struct sb bytes = { 0 };
	struct fs_stat st;
	int err = fs_stat(t->fs, path, &st);

	if (err == 0 && st.kind == FS_FILE)
		err = fs_read(t->fs, path, MANIFEST_LIMIT, &bytes);
	if (err == EAGAIN || err == EFBIG)
		err = 0; /* as good as none */
	*known = err == 0 && manifest_parse(m, t->arena, sb_view(&bytes));
	if (*known)
		*when = st.mtime;
	sb_release(&bytes);
	return err;
}

/* Both folders lie in the output, so that one list names the files of both. */
static void
list_files(struct tree *t, const char *folder, const struct manifest *m)
{
	arena_reserve(t->arena, &t->files, t->was.count + t->has.count);
	for (size_t i = 0; i < m->count; i++)
		*arena_push(t->arena, &t->files) =
		    str_from(below(t, folder, m->items[i].path));
}

static void
list_live(struct tree *t)
{
	list_files(t, t->options.name, &t->was);
}

static void
list_spare(struct tree *t)
{
	list_files(
	    t, arena_fmt(t->arena, ".%s.next", t->options.name).p, &t->has);
}

/* The folder that their names begin in. */
static const char *
files_in(const struct tree *t)
{
	return *t->options.output ? t->options.output : ".";
}

static void
set_names(struct tree *t, struct arena *a, struct fs *fs,
    const struct tree_options *options)
{
	t->arena = a;
	t->fs = fs;
	t->options = *options;
	t->pair = pair_of(
	    a, fs, options->output, options->name, options->folder_mode);
	t->live = t->pair.live;
	t->spare = t->pair.spare;
}

int
tree_prepare(struct fs *fs, const struct tree_options *options)
{
	struct arena a = { 0 };
	struct pair pair = pair_of(
	    &a, fs, options->output, options->name, options->folder_mode);
	int err = pair_heal(&pair);

	if (err == 0)
		err = pair_prepare(&pair);
	arena_release(&a);
	return err;
}

/* The disk answers for those of both manifests. */
static int
confirm_all(struct tree *t)
{
	struct arena a = { 0 };
	size_t count = t->files.count;
	struct fs_stat *stats = arena_array(&a, struct fs_stat, count + 1);
	int err = fs_stat_answer(
	    t->fs, t->asked, files_in(t), t->files.items, count, stats);

	t->asked = NULL;
	confirm(t, &t->was, stats, t->was_at);
	confirm(t, &t->has, stats + t->was.count, t->has_at);
	arena_release(&a);
	return err;
}

bool
tree_whole(struct fs *fs, const struct tree_options *options)
{
	struct arena a = { 0 };
	struct tree t = { 0 };
	struct fs_stat st = { 0 };
	bool known = false, whole;

	set_names(&t, &a, fs, options);
	whole = fs_stat(fs, t.live, &st) == 0;
	if (whole && st.kind != FS_ABSENT) {
		whole =
		    read_manifest(&t, t.live, &t.was, &known, &t.was_at) == 0 &&
		    known;
		list_live(&t);
		whole = whole && confirm_all(&t) == 0;
		for (size_t i = 0; whole && i < t.was.count; i++)
			whole = t.was.items[i].whole;
	}
	arena_release(&a);
	return whole;
}

static int
look_into_spare(struct tree *t)
{
	struct fs_entries list = { 0 };
	struct fs_stat st = { 0 };
	int err = fs_stat(t->fs, t->spare, &st);

	if (err == 0 && st.kind == FS_FOLDER)
		err = fs_list(t->fs, t->arena, t->spare, &list);
	t->spare_filled = list.count > 0;
	return err;
}

int
tree_look(struct tree **out, struct arena *a, struct fs *fs,
    const struct tree_options *options)
{
	struct tree *t = arena_new(a, struct tree);
	struct fs_stat st = { 0 };
	bool live_known;
	int err;

	set_names(t, a, fs, options);
	t->folders = map_new(a);
	t->now.by_path = map_new(a);
	err = pair_heal(&t->pair);
	if (err == 0)
		err = fs_stat(fs, t->live, &st);
	t->live_there = st.kind == FS_FOLDER;
	if (err == 0 && st.kind != FS_ABSENT && !t->live_there)
		err = ENOTDIR;
	if (err == 0)
		err =
		    read_manifest(t, t->live, &t->was, &live_known, &t->was_at);
	if (err == 0)
		err = read_manifest(
		    t, t->spare, &t->has, &t->spare_known, &t->has_at);
	if (err == 0 && options->purge && !t->spare_known)
		err = look_into_spare(t);
	*out = t;
	if (err)
		return err;
	arena_reserve(a, &t->now, t->was.count);
	map_reserve(&t->now.by_path, t->was.count);
	list_live(t);
	list_spare(t);
	t->asked = fs_stat_ask(fs, files_in(t), t->files.items, t->files.count);
	return 0;
}

int
tree_settle(struct tree *t)
{
	return confirm_all(t);
}

int
tree_open(struct tree **out, struct arena *a, struct fs *fs,
    const struct tree_options *options)
{
	int err = tree_look(out, a, fs, options);

	return err ? err : tree_settle(*out);
}

/*
 * From here on the spare is in between: without its manifest, so that a kill
 * at any moment leaves something that the next run recognises.
 */
static int
begin(struct tree *t)
{
	int err = 0;

	if (t->begun)
		return 0;
	if (t->spare_known) {
		err = fs_unlink(t->fs, below(t, t->spare, STR(MANIFEST_NAME)));
	} else {
		err = pair_clean_spare(&t->pair);
	}
	t->begun = err == 0;
	return err;
}

int
tree_ready(struct tree *t)
{
	return begin(t);
}

static int
make_folders(struct tree *t, struct str path)
{
	int err = begin(t);

	return err ? err : pair_make_folders(&t->pair, &t->folders, path);
}

static int
clear_way(struct tree *t, const char *full)
{
	struct fs_stat st;
	int err = fs_stat(t->fs, full, &st);

	if (err || st.kind == FS_ABSENT)
		return err;
	return fs_remove_tree(t->fs, full);
}

/* Links what readers have already into the spare. */
static int
adopt(struct tree *t, const struct manifest_entry *e)
{
	const char *to = below(t, t->spare, e->path);
	int err = make_folders(t, e->path);

	if (err == 0)
		err = clear_way(t, to);
	if (err == 0)
		err = fs_link(t->fs, below(t, t->live, e->path), to);
	return err;
}

/* A folder that became a file is found when it cannot be written. */
static int
write_file(const struct tree *t, struct str path, struct str bytes)
{
	struct sb to = { 0 };
	struct fs_stat st = { 0 };
	int err;

	sb_cstr(&to, t->spare);
	sb_ch(&to, '/');
	sb_str(&to, path);
	err = fs_write(t->fs, sb_text(&to), bytes, t->options.file_mode);
	if (err && fs_stat(t->fs, sb_text(&to), &st) == 0 &&
	    st.kind == FS_FOLDER) {
		err = fs_remove_tree(t->fs, sb_text(&to));
		if (err == 0)
			err = fs_write(
			    t->fs, sb_text(&to), bytes, t->options.file_mode);
	}
	sb_release(&to);
	return err;
}

static int
write_new(struct tree *t, struct str path, struct str bytes)
{
	int err = make_folders(t, path);

	t->written++;
	return err ? err : write_file(t, path, bytes);
}

static bool
same(const struct manifest_entry *e, const struct manifest_entry *now)
{
	return e && e->whole && e->size == now->size &&
	       hash128_eq(e->hash, now->hash);
}

static void
note(struct tree *t, const struct manifest_entry *e)
{
	struct manifest_entry *item = arena_push(t->arena, &t->now);

	*item = *e;
	item->path = arena_str(t->arena, e->path);
	item->source = arena_str(t->arena, e->source);
	map_set(&t->now.by_path, item->path, t);
}

int
tree_put(struct tree *t, struct str path, struct str bytes, struct str source)
{
	struct manifest_entry now = {
		.path = path,
		.source = source,
		.size = bytes.n,
		.hash = hash128(bytes),
	};
	int err = 0;

	if (!same(manifest_find(&t->has, path), &now)) {
		if (same(manifest_find(&t->was, path), &now))
			err = adopt(t, &now);
		else
			err = ENOENT;
		if (err)
			err = write_new(t, path, bytes);
	}
	if (err == 0)
		note(t, &now);
	return err;
}

int
tree_store(struct tree *t, struct str path, struct str bytes,
    struct tree_stored *stored)
{
	struct manifest_entry now = {
		.path = path, .size = bytes.n, .hash = hash128(bytes)
	};
	int err;

	*stored = (struct tree_stored){ now.size, now.hash };
	if (same(manifest_find(&t->has, path), &now) ||
	    (same(manifest_find(&t->was, path), &now) && adopt(t, &now) == 0))
		return 0;
	/* Most folders of a spare that is known are there. */
	err = t->spare_known ? write_file(t, path, bytes) : ENOENT;
	if (err != ENOENT && err != ENOTDIR)
		return err;
	err = make_folders(t, path);
	return err ? err : write_file(t, path, bytes);
}

void
tree_note(struct tree *t, struct str path, const struct tree_stored *stored)
{
	const struct manifest_entry now = {
		.path = path, .size = stored->size, .hash = stored->hash
	};

	note(t, &now);
}

bool
tree_holds(const struct tree *t, struct str path)
{
	const struct manifest_entry *e = manifest_find(&t->was, path);

	return e && e->whole;
}

static int
keep(struct tree *t, const struct manifest_entry *e)
{
	int err = 0;

	if (!same(manifest_find(&t->has, e->path), e))
		err = adopt(t, e);
	if (err == 0)
		note(t, e);
	return err;
}

int
tree_keep(struct tree *t, struct str path)
{
	const struct manifest_entry *e = manifest_find(&t->was, path);

	return e && e->whole ? keep(t, e) : ENOENT;
}

struct hash128
tree_before(const struct tree *t)
{
	return manifest_identity(&t->was);
}

struct hash128
tree_after(const struct tree *t)
{
	return manifest_identity(&t->now);
}

int
tree_read(const struct tree *t, struct str path, struct sb *out)
{
	struct arena a = { 0 };
	int err = fs_read(
	    t->fs, fs_join(&a, str_from(t->live), path), MANIFEST_LIMIT, out);

	arena_release(&a);
	return err;
}

int
tree_keep_source(struct tree *t, struct str source)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < t->was.count; i++) {
		const struct manifest_entry *e = &t->was.items[i];

		if (e->whole && str_eq(e->source, source))
			err = keep(t, e);
	}
	return err;
}

/* Removes what the manifest of a folder lists and this build did not make. */
static int
remove_old(struct tree *t, const struct manifest *m, const char *folder)
{
	for (size_t i = 0; i < m->count; i++) {
		struct str path = m->items[i].path;
		int err;

		if (map_has(&t->now.by_path, path))
			continue;
		err = fs_unlink(t->fs, below(t, folder, path));
		if (err == EISDIR || err == ENOTDIR || err == EPERM)
			err = 0; /* a folder has its name now */
		if (err == 0 || err == ENOENT)
			err = pair_remove_above(&t->pair, folder, path);
		if (err)
			return err;
	}
	return 0;
}

void
tree_result_note(struct tree_result *result, struct str path, bool gone)
{
	bool style = !gone && str_ends(path, STR(".css"));

	result->only_styles =
	    style && (!result->changed || result->only_styles);
	result->changed = true;
}

static void
compare(struct tree *t, struct tree_result *result)
{
	result->changed = t->removed.count > 0 || !t->live_there;
	result->only_styles = false;
	for (size_t i = 0; i < t->now.count; i++) {
		const struct manifest_entry *e = &t->now.items[i];

		if (same(manifest_find(&t->was, e->path), e))
			continue;
		*arena_push(t->arena, &t->changed) = e->path;
		tree_result_note(result, e->path, false);
	}
}

static void
list_removed(struct tree *t)
{
	for (size_t i = 0; i < t->was.count; i++)
		if (!map_has(&t->now.by_path, t->was.items[i].path))
			*arena_push(t->arena, &t->removed) =
			    t->was.items[i].path;
}

static int
put_manifest(struct tree *t, const char *folder, struct manifest *m)
{
	struct sb text = { 0 };
	int err;

	manifest_format(m, &text);
	err = fs_write(t->fs, below(t, folder, STR(MANIFEST_NAME)),
	    sb_view(&text), t->options.file_mode);
	sb_release(&text);
	return err;
}

/* The spare is what readers saw before: what was removed leaves it as well. */
static int
purge(struct tree *t)
{
	struct manifest kept = { 0 };
	int err = fs_unlink(t->fs, below(t, t->spare, STR(MANIFEST_NAME)));

	if (err == ENOENT)
		err = 0;
	if (err == 0)
		err = remove_old(t, &t->was, t->spare);
	for (size_t i = 0; i < t->was.count; i++)
		if (t->was.items[i].whole &&
		    map_has(&t->now.by_path, t->was.items[i].path))
			*arena_push(t->arena, &kept) = t->was.items[i];
	if (err == 0)
		err = put_manifest(t, t->spare, &kept);
	return err;
}

/*
 * The spare may hold what readers do not see any more: a run was stopped
 * between the exchange and the end of the purge.
 */
static bool
to_be_purged(const struct tree *t)
{
	if (!t->options.purge || t->begun)
		return false;
	for (size_t i = 0; i < t->has.count; i++)
		if (!map_has(&t->now.by_path, t->has.items[i].path))
			return true;
	return !t->spare_known && t->spare_filled;
}

int
tree_commit(struct tree *t, struct tree_result *result)
{
	int err = 0;

	*result = (struct tree_result){ 0 };
	manifest_sort(&t->now);
	list_removed(t);
	compare(t, result);
	if (!result->changed && !t->begun && !to_be_purged(t))
		return 0;
	err = begin(t);
	if (err == 0)
		err = remove_old(t, &t->has, t->spare);
	if (err == 0)
		err = put_manifest(t, t->spare, &t->now);
	if (err == 0 && result->changed && !t->options.unsynced)
		err = fs_sync(t->fs, t->spare);
	if (err == 0 && result->changed)
		err = pair_swap(&t->pair, t->live_there, &result->not_atomic);
	if (err == 0 && result->changed && t->options.purge && t->live_there)
		err = purge(t);
	result->written = t->written;
	result->removed = t->removed.count;
	return err;
}

int
tree_abandon(struct tree *t)
{
	return t->begun ? pair_clean_spare(&t->pair) : 0;
}

const struct str *
tree_removed(const struct tree *t, size_t *count)
{
	*count = t->removed.count;
	return t->removed.items;
}

struct str
tree_removed_source(const struct tree *t, struct str path)
{
	const struct manifest_entry *e = manifest_find(&t->was, path);

	return e ? e->source : STR_NONE;
}

const struct str *
tree_changed(const struct tree *t, size_t *count)
{
	*count = t->changed.count;
	return t->changed.items;
}
