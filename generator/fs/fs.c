/* SPDX-License-Identifier: EUPL-1.2 */
#include "fs/fs.h"

#include <errno.h>
#include <string.h>

int
fs_stat(struct fs *fs, const char *path, struct fs_stat *out)
{
	*out = (struct fs_stat){ 0 };
	return fs->ops->stat(fs, path, out);
}

int
fs_read(struct fs *fs, const char *path, size_t limit, struct sb *out)
{
	return fs->ops->read(fs, path, limit, out);
}

int
fs_read_seen(struct fs *fs, const char *path, size_t limit, struct sb *out,
    struct fs_stat *before)
{
	int err;

	*before = (struct fs_stat){ 0 };
	if (fs->ops->read_seen)
		return fs->ops->read_seen(fs, path, limit, out, before);
	err = fs_stat(fs, path, before);
	return err ? err : fs_read(fs, path, limit, out);
}

int
fs_list(
    struct fs *fs, struct arena *a, const char *path, struct fs_entries *out)
{
	*out = (struct fs_entries){ 0 };
	return fs->ops->list(fs, a, path, out);
}

/* For disks without a faster way. */
static int
look_one_by_one(struct fs *fs, struct arena *a, const char *path,
    struct fs_entries *out, struct fs_stat **stats)
{
	int err = fs_list(fs, a, path, out);

	*stats = arena_array(a, struct fs_stat, out->count + 1);
	for (size_t i = 0; err == 0 && i < out->count; i++)
		err =
		    fs_stat(fs, fs_join(a, str_from(path), out->items[i].name),
			&(*stats)[i]);
	return err;
}

int
fs_look(struct fs *fs, struct arena *a, const char *path,
    struct fs_entries *out, struct fs_stat **stats)
{
	*out = (struct fs_entries){ 0 };
	return fs->ops->look ? fs->ops->look(fs, a, path, out, stats)
			     : look_one_by_one(fs, a, path, out, stats);
}

static int
stat_one_by_one(struct fs *fs, const char *folder, const struct str *names,
    size_t count, struct fs_stat *out)
{
	struct arena a = { 0 };
	int err = 0;

	for (size_t i = 0; err == 0 && i < count; i++) {
		arena_reset(&a);
		err = fs_stat(fs,
		    folder ? fs_join(&a, str_from(folder), names[i])
			   : arena_cstr(&a, names[i]),
		    &out[i]);
	}
	arena_release(&a);
	return err;
}

int
fs_stat_each(struct fs *fs, const char *folder, const struct str *names,
    size_t count, struct fs_stat *out)
{
	memset(out, 0, count * sizeof(*out));
	return fs->ops->stat_each
		   ? fs->ops->stat_each(fs, folder, names, count, out)
		   : stat_one_by_one(fs, folder, names, count, out);
}

struct fs_asked *
fs_stat_ask(
    struct fs *fs, const char *folder, const struct str *names, size_t count)
{
	return fs->ops->stat_ask ? fs->ops->stat_ask(fs, folder, names, count)
				 : NULL;
}

int
fs_stat_answer(struct fs *fs, struct fs_asked *asked, const char *folder,
    const struct str *names, size_t count, struct fs_stat *out)
{
	if (!asked)
		return fs_stat_each(fs, folder, names, count, out);
	memset(out, 0, count * sizeof(*out));
	return fs->ops->stat_answer(fs, asked, folder, names, count, out);
}

static int
read_all_of(struct fs *fs, const char *path, size_t most, struct sb *out)
{
	struct sb all = { 0 };
	int err = fs_read(fs, path, SIZE_MAX / 4, &all);

	if (err == 0)
		sb_str(out, str_from_off(sb_view(&all),
				all.n > most ? all.n - most : 0));
	sb_release(&all);
	return err;
}

int
fs_read_end(struct fs *fs, const char *path, size_t most, struct sb *out)
{
	return fs->ops->read_end ? fs->ops->read_end(fs, path, most, out)
				 : read_all_of(fs, path, most, out);
}

int
fs_readlink(struct fs *fs, const char *path, struct sb *out)
{
	return fs->ops->readlink(fs, path, out);
}

int
fs_mkdir(struct fs *fs, const char *path, uint32_t mode)
{
	return fs->ops->mkdir(fs, path, mode);
}

int
fs_write(struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	return fs->ops->write(fs, path, bytes, mode);
}

int
fs_append(struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	return fs->ops->append(fs, path, bytes, mode);
}

int
fs_link(struct fs *fs, const char *from, const char *to)
{
	return fs->ops->link(fs, from, to);
}

int
fs_rename(struct fs *fs, const char *from, const char *to)
{
	return fs->ops->rename(fs, from, to);
}

int
fs_exchange(struct fs *fs, const char *a, const char *b)
{
	return fs->ops->exchange(fs, a, b);
}

int
fs_unlink(struct fs *fs, const char *path)
{
	return fs->ops->unlink(fs, path);
}

int
fs_rmdir(struct fs *fs, const char *path)
{
	return fs->ops->rmdir(fs, path);
}

int
fs_chmod(struct fs *fs, const char *path, uint32_t mode)
{
	return fs->ops->chmod(fs, path, mode);
}

int
fs_sync(struct fs *fs, const char *path)
{
	return fs->ops->sync(fs, path);
}

int
fs_lock(struct fs *fs, const char *path, int *handle)
{
	return fs->ops->lock(fs, path, handle);
}

void
fs_unlock(struct fs *fs, int handle)
{
	fs->ops->unlock(fs, handle);
}

int
fs_mkdirs(struct fs *fs, const char *path, uint32_t mode)
{
	struct sb part = { 0 };
	int err = 0;

	for (const char *p = path; err == 0 && *p; p++) {
		if (p > path && *p == '/' && p[-1] != '/')
			err = fs_mkdir(fs, sb_text(&part), mode);
		if (err == EEXIST)
			err = 0;
		sb_ch(&part, *p);
	}
	if (err == 0)
		err = fs_mkdir(fs, path, mode);
	sb_release(&part);
	return err == EEXIST ? 0 : err;
}

static int
remove_folder(struct fs *fs, const char *path)
{
	struct arena a = { 0 };
	struct fs_entries list;
	int err = fs_list(fs, &a, path, &list);

	for (size_t i = 0; err == 0 && i < list.count; i++) {
		const char *child =
		    fs_join(&a, str_from(path), list.items[i].name);

		err = list.items[i].kind == FS_FOLDER ? remove_folder(fs, child)
						      : fs_unlink(fs, child);
	}
	if (err == 0)
		err = fs_rmdir(fs, path);
	arena_release(&a);
	return err;
}

int
fs_remove_tree(struct fs *fs, const char *path)
{
	struct fs_stat st;
	int err = fs_stat(fs, path, &st);

	if (err || st.kind == FS_ABSENT)
		return err;
	return st.kind == FS_FOLDER ? remove_folder(fs, path)
				    : fs_unlink(fs, path);
}

char *
fs_join(struct arena *a, struct str dir, struct str name)
{
	char *path = arena_alloc(a, dir.n + name.n + 2);

	if (dir.n)
		memcpy(path, dir.p, dir.n);
	if (dir.n && dir.p[dir.n - 1] != '/')
		path[dir.n++] = '/';
	if (name.n)
		memcpy(path + dir.n, name.p, name.n);
	return path;
}
