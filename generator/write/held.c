/* SPDX-License-Identifier: EUPL-1.2 */
#include "write/held.h"

#include <errno.h>

#include "write/pair.h"

/* No manifest: it does not begin as one. */
#define HELD_MARK "held by a process that stays\n"

enum { MANIFEST_LIMIT = 512 * 1024 * 1024, PATH_ROOM = 512 };

/* Of one path in one folder; an absent file has no size and no hash. */
struct state {
	bool there;
	uint64_t size;
	struct hash128 hash;
};

struct file {
	struct str path;
	struct state live;
	struct state spare;
	bool touched; /* by the change that is being made */
	bool behind;  /* on the list of those that the spare lacks */
};

struct files {
	struct file **items;
	size_t count;
	size_t cap;
};

struct held {
	struct arena *arena;
	struct arena turn; /* of one change */
	struct fs *fs;
	struct tree_options options;
	struct pair pair;
	struct map files;     /* path → struct file */
	struct map earlier;   /* before they were read anew, in one change */
	struct files behind;  /* the spare is not as the live one */
	struct files changed; /* in this change */
	struct map folders;   /* known to be there in the spare, in a change */
	struct fs_stat live_seal; /* of the manifest, or of the mark */
	struct fs_stat spare_seal;
	bool spare_known; /* else it is emptied before the first change */
	bool marked;      /* the manifests are away */
	bool torn;        /* a call failed: the spare is anything */
};

static const char *
below(struct held *h, const char *folder, struct str path)
{
	return fs_join(&h->turn, str_from(folder), path);
}

static struct file *
file_of(struct held *h, struct str path)
{
	struct map_entry *e = map_put(&h->files, path);
	struct file *f = e->value;

	if (f)
		return f;
	f = arena_new(h->arena, struct file);
	/* The key is borrowed: it has to live as long. */
	f->path = e->key = arena_str(h->arena, path);
	e->value = f;
	return f;
}

static bool
same(const struct state *a, const struct state *b)
{
	return a->there == b->there && a->size == b->size &&
	       hash128_eq(a->hash, b->hash);
}

static void
lag(struct held *h, struct file *f)
{
	if (f->behind || same(&f->live, &f->spare))
		return;
	f->behind = true;
	*arena_push(h->arena, &h->behind) = f;
}

/* --- what the disk says --------------------------------------------------- */

static int
read_seal(struct held *h, const char *folder, struct fs_stat *out)
{
	return fs_stat(h->fs, below(h, folder, STR(MANIFEST_NAME)), out);
}

static bool
same_seal(const struct fs_stat *a, const struct fs_stat *b)
{
	return a->kind == b->kind && a->inode == b->inode &&
	       a->size == b->size && a->mtime == b->mtime;
}

static bool
unchanged(struct held *h)
{
	struct fs_stat live, spare;

	return read_seal(h, h->pair.live, &live) == 0 &&
	       read_seal(h, h->pair.spare, &spare) == 0 &&
	       same_seal(&live, &h->live_seal) &&
	       same_seal(&spare, &h->spare_seal);
}

static int
read_manifest(struct held *h, const char *folder, struct manifest *m)
{
	struct sb bytes = { 0 };
	int err = fs_read(h->fs, below(h, folder, STR(MANIFEST_NAME)),
	    MANIFEST_LIMIT, &bytes);

	if (err == 0 && !manifest_parse(m, &h->turn, sb_view(&bytes)))
		err = ESTALE;
	sb_release(&bytes);
	return err ? ESTALE : 0;
}

static void
take_manifest(struct held *h, const struct manifest *m, bool live)
{
	for (size_t i = 0; i < m->count; i++) {
		const struct manifest_entry *e = &m->items[i];
		struct file *f = file_of(h, e->path);

		*(live ? &f->live : &f->spare) =
		    (struct state){ true, e->size, e->hash };
	}
}

static int
read_folders(struct held *h)
{
	struct manifest live = { 0 }, spare = { 0 };
	int err = read_seal(h, h->pair.live, &h->live_seal);

	if (err == 0)
		err = read_seal(h, h->pair.spare, &h->spare_seal);
	if (err == 0)
		err = read_manifest(h, h->pair.live, &live);
	if (err)
		return err;
	h->spare_known = read_manifest(h, h->pair.spare, &spare) == 0;
	h->files = map_new(h->arena);
	h->behind = (struct files){ 0 };
	take_manifest(h, &live, true);
	take_manifest(h, &spare, false);
	for (size_t i = 0; i < h->files.count; i++)
		lag(h, h->files.items[i].value);
	return 0;
}

int
held_open(struct held **out, struct arena *a, struct fs *fs,
    const struct tree_options *options)
{
	struct held *h = arena_new(a, struct held);
	int err;

	h->arena = a;
	h->fs = fs;
	h->options = *options;
	h->pair = pair_of(
	    a, fs, options->output, options->name, options->folder_mode);
	err = read_folders(h);
	arena_release(&h->turn);
	*out = h;
	return err;
}

static struct manifest
manifest_of(struct held *h, bool live)
{
	struct manifest m = { 0 };

	for (size_t i = 0; i < h->files.count; i++) {
		const struct file *f = h->files.items[i].value;
		const struct state *s = live ? &f->live : &f->spare;

		if (s->there)
			*arena_push(&h->turn, &m) =
			    (struct manifest_entry){ .path = f->path,
				    .size = s->size,
				    .hash = s->hash };
	}
	manifest_sort(&m);
	return m;
}

struct hash128
held_identity(struct held *h)
{
	struct manifest m = manifest_of(h, true);
	struct hash128 id = manifest_identity(&m);

	arena_reset(&h->turn);
	return id;
}

bool
held_has(const struct held *h, struct str path)
{
	const struct file *f = map_find(&h->files, path);

	return f && f->live.there;
}

/* --- a change ------------------------------------------------------------- */

static int
write_seal(
    struct held *h, const char *folder, struct str text, struct fs_stat *seal)
{
	const char *path = below(h, folder, STR(MANIFEST_NAME));
	int err = fs_write(h->fs, path, text, h->options.file_mode);

	return err ? err : fs_stat(h->fs, path, seal);
}

int
held_begin(struct held *h, bool *anew)
{
	bool same = unchanged(h);
	int err = h->torn || (h->marked && !same) ? ESTALE : 0;

	*anew = !same;
	if (err || h->marked)
		return err;
	if (!same) {
		h->earlier = h->files;
		err = read_folders(h);
	}
	if (err)
		return err;
	if (!h->spare_known)
		err = pair_clean_spare(&h->pair);
	h->spare_known = true; /* it is empty, or the seal is not written */
	if (err == 0)
		err = write_seal(
		    h, h->pair.spare, STR(HELD_MARK), &h->spare_seal);
	if (err == 0)
		err =
		    write_seal(h, h->pair.live, STR(HELD_MARK), &h->live_seal);
	h->marked = err == 0;
	h->torn |= err != 0;
	return err;
}

bool
held_kept(const struct held *h, struct str path)
{
	static const struct state absent;
	const struct file *was, *now = map_find(&h->files, path);

	was = map_find(&h->earlier, path);
	return same(was ? &was->live : &absent, now ? &now->live : &absent);
}

static int
make_folders(struct held *h, struct str path)
{
	if (!h->folders.arena)
		h->folders = map_new(&h->turn);
	h->pair.arena = &h->turn;
	return pair_make_folders(&h->pair, &h->folders, path);
}

static void
touch(struct held *h, struct file *f)
{
	if (f->touched)
		return;
	f->touched = true;
	*arena_push(&h->turn, &h->changed) = f;
}

/* The spare has this file no more, whatever it was. */
static int
unlink_spare(struct held *h, struct file *f)
{
	int err = 0;

	if (f->spare.there)
		err = fs_unlink(h->fs, below(h, h->pair.spare, f->path));
	if (err == ENOENT)
		err = 0;
	if (err == 0)
		f->spare = (struct state){ 0 };
	return err;
}

/* Nor the folders that were there for it alone. */
static int
drop(struct held *h, struct file *f)
{
	int err = unlink_spare(h, f);

	h->pair.arena = &h->turn;
	return err ? err : pair_remove_above(&h->pair, h->pair.spare, f->path);
}

int
held_put(struct held *h, struct str path, struct str bytes)
{
	struct file *f = file_of(h, path);
	struct state now = { true, bytes.n, hash128(bytes) };
	int err;

	if (same(&f->spare, &now)) {
		touch(h, f);
		return 0;
	}
	if (same(&f->live, &now))
		return 0; /* held_commit brings the spare up to it */
	err = make_folders(h, path);
	if (err == 0)
		err = fs_write(h->fs, below(h, h->pair.spare, path), bytes,
		    h->options.file_mode);
	touch(h, f);
	f->spare = now;
	h->torn |= err != 0;
	return err;
}

int
held_remove(struct held *h, struct str path)
{
	struct file *f = file_of(h, path);

	if (!f->live.there && !f->spare.there)
		return 0;
	touch(h, f);
	h->torn |= drop(h, f) != 0;
	return h->torn ? EIO : 0;
}

/* Readers have it already. */
static int
adopt(struct held *h, struct file *f)
{
	int err = unlink_spare(h, f);

	if (err == 0)
		err = make_folders(h, f->path);
	if (err == 0)
		err = fs_link(h->fs, below(h, h->pair.live, f->path),
		    below(h, h->pair.spare, f->path));
	if (err == 0)
		f->spare = f->live;
	return err;
}

/* What the last change left in the other folder only. */
static int
catch_up(struct held *h)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < h->behind.count; i++) {
		struct file *f = h->behind.items[i];

		f->behind = false;
		if (!f->touched && !same(&f->live, &f->spare))
			err = f->live.there ? adopt(h, f) : drop(h, f);
	}
	h->behind.count = 0;
	return err;
}

static void
end_change(struct held *h)
{
	for (size_t i = 0; i < h->changed.count; i++) {
		h->changed.items[i]->touched = false;
		lag(h, h->changed.items[i]);
	}
	h->changed = (struct files){ 0 };
	h->folders = h->earlier = (struct map){ 0 };
	arena_reset(&h->turn);
}

static void
exchange(struct held *h)
{
	struct fs_stat seal = h->live_seal;

	h->live_seal = h->spare_seal;
	h->spare_seal = seal;
	for (size_t i = 0; i < h->changed.count; i++) {
		struct file *f = h->changed.items[i];
		struct state live = f->live;

		f->live = f->spare;
		f->spare = live;
	}
}

int
held_commit(struct held *h, struct tree_result *result)
{
	int err = 0;

	*result = (struct tree_result){ 0 };
	for (size_t i = 0; i < h->changed.count; i++) {
		const struct file *f = h->changed.items[i];

		if (same(&f->live, &f->spare))
			continue;
		result->written++;
		result->removed += !f->spare.there;
		tree_result_note(result, f->path, !f->spare.there);
	}
	if (result->changed) {
		err = catch_up(h);
		if (err == 0)
			err = pair_swap(&h->pair, true, &result->not_atomic);
		if (err == 0)
			exchange(h);
	}
	h->torn |= err != 0;
	end_change(h);
	return err;
}

int
held_abandon(struct held *h)
{
	int err = 0;

	for (size_t i = 0; i < h->changed.count; i++) {
		int failed = drop(h, h->changed.items[i]);

		err = err ? err : failed;
	}
	h->torn |= err != 0;
	end_change(h);
	return err;
}

int
held_settle(struct held *h)
{
	int err = unchanged(h) ? 0 : ESTALE;

	/* Of a spare that is torn nobody knows anything: it keeps the mark. */
	for (int live = h->torn; err == 0 && h->marked && live < 2; live++) {
		struct manifest m = manifest_of(h, live == 1);
		struct sb text = { 0 };

		manifest_format(&m, &text);
		err = write_seal(h, live ? h->pair.live : h->pair.spare,
		    sb_view(&text), live ? &h->live_seal : &h->spare_seal);
		sb_release(&text);
	}
	if (err == 0)
		h->marked = false;
	arena_reset(&h->turn);
	return err;
}

void
held_close(struct held *h)
{
	if (h)
		arena_release(&h->turn);
}
