/* SPDX-License-Identifier: EUPL-1.2 */
#include "fs/fs_recorded.h"

#include <errno.h>
#include <stdint.h>

enum { FILE_MOST = 64 * 1024 * 1024 };

static struct fs_recorded *
self(struct fs *fs)
{
	return (struct fs_recorded *)fs;
}

static struct hash128
hash_names(const struct fs_entries *list)
{
	struct sb names = { 0 };
	struct hash128 hash;

	for (size_t i = 0; i < list->count; i++) {
		sb_str(&names, list->items[i].name);
		sb_ch(&names, '\0');
		sb_ch(&names, (char)('0' + list->items[i].kind));
	}
	hash = hash128(sb_view(&names));
	sb_release(&names);
	return hash;
}

static struct fs_seen *
item_of(struct fs_recorded *r, struct str path)
{
	struct map_entry *e = map_put(&r->by_path, path);
	struct fs_seen *item;

	if (e->value)
		return &r->items[(uintptr_t)e->value - 1];
	item = arena_push(&r->arena, r);
	item->path = e->key = arena_str(&r->arena, path);
	e->value = (void *)(uintptr_t)r->count;
	return item;
}

static bool
excepted(const struct fs_recorded *r, struct str path)
{
	return r->except.n && str_starts(path, r->except) &&
	       (path.n == r->except.n || path.p[r->except.n] == '/');
}

static void
see(struct fs *fs, const char *path, enum seen_as as, const struct fs_stat *st,
    int err, struct hash128 hash)
{
	struct fs_recorded *r = self(fs);
	struct str name = str_from(path);
	struct fs_seen *item;

	if (r->off || excepted(r, name))
		return;
	item = item_of(r, name);
	if (item->as > as)
		return;
	item->as = as;
	item->st = *st;
	item->failed = err != 0;
	item->hash = hash;
}

static const struct hash128 nothing;

static int
recorded_stat(struct fs *fs, const char *path, struct fs_stat *out)
{
	int err = fs_stat(self(fs)->real, path, out);

	see(fs, path, SEEN_KIND, out, err, nothing);
	return err;
}

static int
recorded_read(struct fs *fs, const char *path, size_t limit, struct sb *out)
{
	struct fs *real = self(fs)->real;
	struct fs_stat st;
	size_t start = out->n;
	int err;

	if (self(fs)->off)
		return fs_read(real, path, limit, out);
	err = fs_read_seen(real, path, limit, out, &st);
	see(fs, path, SEEN_FILE, &st, err,
	    err ? nothing : hash128(str_from_off(sb_view(out), start)));
	return err;
}

static int
recorded_list(
    struct fs *fs, struct arena *a, const char *path, struct fs_entries *out)
{
	struct fs *real = self(fs)->real;
	struct fs_stat st = { 0 };
	int err;

	if (self(fs)->off)
		return fs_list(real, a, path, out);
	err = fs_stat(real, path, &st);
	if (err == 0)
		err = fs_list(real, a, path, out);
	see(fs, path, SEEN_FOLDER, &st, err, err ? nothing : hash_names(out));
	return err;
}

/* As a list: what the entries are like is asked for one by one. */
static int
recorded_look(struct fs *fs, struct arena *a, const char *path,
    struct fs_entries *out, struct fs_stat **stats)
{
	struct fs *real = self(fs)->real;
	struct fs_stat st = { 0 };
	int err = fs_stat(real, path, &st);

	if (err == 0)
		err = fs_look(real, a, path, out, stats);
	see(fs, path, SEEN_FOLDER, &st, err, err ? nothing : hash_names(out));
	for (size_t i = 0; err == 0 && !self(fs)->off && i < out->count; i++)
		see(fs, fs_join(a, str_from(path), out->items[i].name),
		    SEEN_KIND, &(*stats)[i], 0, nothing);
	return err;
}

static void
see_each(struct fs *fs, const char *folder, const struct str *names,
    size_t count, const struct fs_stat *stats, int err)
{
	struct arena a = { 0 };

	if (self(fs)->off || (folder && excepted(self(fs), str_from(folder))))
		return;
	for (size_t i = 0; i < count; i++)
		see(fs,
		    folder ? fs_join(&a, str_from(folder), names[i])
			   : arena_cstr(&a, names[i]),
		    SEEN_KIND, &stats[i], err, nothing);
	arena_release(&a);
}

static int
recorded_stat_each(struct fs *fs, const char *folder, const struct str *names,
    size_t count, struct fs_stat *out)
{
	int err = fs_stat_each(self(fs)->real, folder, names, count, out);

	see_each(fs, folder, names, count, out, err);
	return err;
}

static struct fs_asked *
recorded_stat_ask(
    struct fs *fs, const char *folder, const struct str *names, size_t count)
{
	return fs_stat_ask(self(fs)->real, folder, names, count);
}

static int
recorded_stat_answer(struct fs *fs, struct fs_asked *asked, const char *folder,
    const struct str *names, size_t count, struct fs_stat *out)
{
	int err =
	    fs_stat_answer(self(fs)->real, asked, folder, names, count, out);

	see_each(fs, folder, names, count, out, err);
	return err;
}

/* Only of files that the program itself adds to. */
static int
recorded_read_end(struct fs *fs, const char *path, size_t most, struct sb *out)
{
	return fs_read_end(self(fs)->real, path, most, out);
}

static int
recorded_readlink(struct fs *fs, const char *path, struct sb *out)
{
	struct fs *real = self(fs)->real;
	struct fs_stat st = { 0 };
	size_t start = out->n;
	int err;

	if (self(fs)->off)
		return fs_readlink(real, path, out);
	err = fs_stat(real, path, &st);
	if (err == 0)
		err = fs_readlink(real, path, out);
	see(fs, path, SEEN_LINK, &st, err,
	    err ? nothing : hash128(str_from_off(sb_view(out), start)));
	return err;
}

/* --- what is not reading goes through ------------------------------------- */

static int
recorded_mkdir(struct fs *fs, const char *path, uint32_t mode)
{
	return fs_mkdir(self(fs)->real, path, mode);
}

static int
recorded_write(struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	return fs_write(self(fs)->real, path, bytes, mode);
}

static int
recorded_append(
    struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	return fs_append(self(fs)->real, path, bytes, mode);
}

static int
recorded_link(struct fs *fs, const char *from, const char *to)
{
	return fs_link(self(fs)->real, from, to);
}

static int
recorded_rename(struct fs *fs, const char *from, const char *to)
{
	return fs_rename(self(fs)->real, from, to);
}

static int
recorded_exchange(struct fs *fs, const char *a, const char *b)
{
	return fs_exchange(self(fs)->real, a, b);
}

static int
recorded_unlink(struct fs *fs, const char *path)
{
	return fs_unlink(self(fs)->real, path);
}

static int
recorded_rmdir(struct fs *fs, const char *path)
{
	return fs_rmdir(self(fs)->real, path);
}

static int
recorded_chmod(struct fs *fs, const char *path, uint32_t mode)
{
	return fs_chmod(self(fs)->real, path, mode);
}

static int
recorded_sync(struct fs *fs, const char *path)
{
	return fs_sync(self(fs)->real, path);
}

static int
recorded_lock(struct fs *fs, const char *path, int *handle)
{
	return fs_lock(self(fs)->real, path, handle);
}

static void
recorded_unlock(struct fs *fs, int handle)
{
	fs_unlock(self(fs)->real, handle);
}

static const struct fs_ops recorded_ops = {
	.stat = recorded_stat,
	.read = recorded_read,
	.list = recorded_list,
	.look = recorded_look,
	.stat_each = recorded_stat_each,
	.stat_ask = recorded_stat_ask,
	.stat_answer = recorded_stat_answer,
	.read_end = recorded_read_end,
	.readlink = recorded_readlink,
	.mkdir = recorded_mkdir,
	.write = recorded_write,
	.append = recorded_append,
	.link = recorded_link,
	.rename = recorded_rename,
	.exchange = recorded_exchange,
	.unlink = recorded_unlink,
	.rmdir = recorded_rmdir,
	.chmod = recorded_chmod,
	.sync = recorded_sync,
	.lock = recorded_lock,
	.unlock = recorded_unlock,
};

void
fs_recorded_init(struct fs_recorded *r, struct fs *real, struct str except)
{
	*r = (struct fs_recorded){
		.fs = { &recorded_ops }, .real = real, .except = except
	};
	r->by_path = map_new(&r->arena);
}

void
fs_recorded_expect(struct fs_recorded *r, size_t count)
{
	arena_reserve(&r->arena, r, count);
	map_reserve(&r->by_path, count);
}

void
fs_recorded_release(struct fs_recorded *r)
{
	arena_release(&r->arena);
}

void
fs_recorded_note(struct fs_recorded *r, const struct fs_seen *item)
{
	struct fs_seen *known = item_of(r, item->path);
	struct str path = known->path;

	*known = *item;
	known->path = path;
}

const struct fs_seen *
fs_recorded_find(const struct fs_recorded *r, struct str path)
{
	uintptr_t number = (uintptr_t)map_find(&r->by_path, path);

	return number ? &r->items[number - 1] : NULL;
}

static int
read_again(struct fs *fs, const char *path, struct hash128 *hash)
{
	struct sb bytes = { 0 };
	int err = fs_read(fs, path, FILE_MOST, &bytes);

	if (err == 0)
		*hash = hash128(sb_view(&bytes));
	sb_release(&bytes);
	return err;
}

static int
list_again(struct fs *fs, const char *path, struct hash128 *hash)
{
	struct arena a = { 0 };
	struct fs_entries list = { 0 };
	int err = fs_list(fs, &a, path, &list);

	if (err == 0)
		*hash = hash_names(&list);
	arena_release(&a);
	return err;
}

static int
follow_again(struct fs *fs, const char *path, struct hash128 *hash)
{
	struct sb target = { 0 };
	int err = fs_readlink(fs, path, &target);

	if (err == 0)
		*hash = hash128(sb_view(&target));
	sb_release(&target);
	return err;
}

int
fs_seen_again(struct fs *fs, const struct fs_seen *was, struct fs_seen *now)
{
	struct arena a = { 0 };
	const char *path = arena_cstr(&a, was->path);
	int err;

	*now = (struct fs_seen){ .path = was->path, .as = was->as };
	err = fs_stat(fs, path, &now->st);
	if (err == 0 && was->as == SEEN_FILE)
		err = read_again(fs, path, &now->hash);
	else if (err == 0 && was->as == SEEN_FOLDER)
		err = list_again(fs, path, &now->hash);
	else if (err == 0 && was->as == SEEN_LINK)
		err = follow_again(fs, path, &now->hash);
	now->failed = err != 0;
	arena_release(&a);
	return err;
}
