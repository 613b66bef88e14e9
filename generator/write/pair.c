/* SPDX-License-Identifier: EUPL-1.2 */
#include "write/pair.h"

#include <errno.h>

struct pair
pair_of(struct arena *a, struct fs *fs, const char *output, const char *name,
    uint32_t folder_mode)
{
	struct str in = str_from(output);

	return (struct pair){ .arena = a,
		.fs = fs,
		.live = fs_join(a, in, str_from(name)),
		.spare = fs_join(a, in, arena_fmt(a, ".%s.next", name)),
		.old = fs_join(a, in, arena_fmt(a, ".%s.old", name)),
		.folder_mode = folder_mode };
}

int
pair_heal(const struct pair *p)
{
	struct fs_stat live, old;
	int err = fs_stat(p->fs, p->live, &live);

	if (err == 0)
		err = fs_stat(p->fs, p->old, &old);
	if (err || old.kind != FS_FOLDER)
		return err;
	return live.kind == FS_ABSENT ? fs_rename(p->fs, p->old, p->live)
				      : fs_remove_tree(p->fs, p->old);
}

int
pair_prepare(const struct pair *p)
{
	struct fs_stat st = { 0 };
	int err = fs_stat(p->fs, p->spare, &st);

	if (err == 0 && st.kind != FS_ABSENT && st.kind != FS_FOLDER) {
		err = fs_unlink(p->fs, p->spare);
		st.kind = FS_ABSENT;
	}
	if (err == 0 && st.kind == FS_ABSENT)
		err = fs_mkdir(p->fs, p->spare, p->folder_mode);
	return err;
}

int
pair_clean_spare(const struct pair *p)
{
	struct arena a = { 0 };
	struct fs_entries list;
	struct fs_stat st;
	int err = fs_stat(p->fs, p->spare, &st);

	if (err == 0 && st.kind == FS_FOLDER) {
		err = fs_list(p->fs, &a, p->spare, &list);
		for (size_t i = 0; err == 0 && i < list.count; i++)
			err = fs_remove_tree(
			    p->fs, fs_join(&a, str_from(p->spare),
				       list.items[i].name));
		if (err == 0)
			err = fs_chmod(p->fs, p->spare, p->folder_mode);
	} else if (err == 0) {
		err = fs_remove_tree(p->fs, p->spare);
		if (err == 0)
			err = fs_mkdir(p->fs, p->spare, p->folder_mode);
	}
	arena_release(&a);
	return err;
}

/* For disks that cannot exchange: there is a moment without a tree. */
static int
swap_in_steps(const struct pair *p)
{
	int err = fs_remove_tree(p->fs, p->old);

	if (err == 0)
		err = fs_rename(p->fs, p->live, p->old);
	if (err)
		return err;
	err = fs_rename(p->fs, p->spare, p->live);
	if (err) {
		fs_rename(p->fs, p->old, p->live);
		return err;
	}
	return fs_rename(p->fs, p->old, p->spare);
}

int
pair_swap(const struct pair *p, bool live_there, bool *in_steps)
{
	int err;

	if (!live_there)
		return fs_rename(p->fs, p->spare, p->live);
	err = fs_exchange(p->fs, p->spare, p->live);
	if (err != ENOSYS && err != EINVAL && err != ENOTSUP)
		return err;
	*in_steps = true;
	return swap_in_steps(p);
}

static bool
is_folder(struct fs *fs, const char *path)
{
	struct fs_stat st = { 0 };

	return fs_stat(fs, path, &st) == 0 && st.kind == FS_FOLDER;
}

/* Another process may be making the same one. */
int
pair_make_folder(const struct pair *p, const char *full)
{
	int err = fs_mkdir(p->fs, full, p->folder_mode);

	if (err != EEXIST || is_folder(p->fs, full))
		return err == EEXIST ? 0 : err;
	/* A file that became a folder. */
	err = fs_unlink(p->fs, full);
	if (err == 0 || err == ENOENT)
		err = fs_mkdir(p->fs, full, p->folder_mode);
	return err && is_folder(p->fs, full) ? 0 : err;
}

int
pair_make_folders(const struct pair *p, struct map *made, struct str path)
{
	for (size_t i = 0; i < path.n; i++) {
		struct str folder = str_sub(path, 0, i);
		int err;

		if (path.p[i] != '/' || map_has(made, folder))
			continue;
		err = pair_make_folder(
		    p, fs_join(p->arena, str_from(p->spare), folder));
		if (err)
			return err;
		map_set(made, arena_str(p->arena, folder), made);
	}
	return 0;
}

int
pair_remove_above(const struct pair *p, const char *folder, struct str path)
{
	size_t cut;
	int err = 0;

	while (err == 0 && (cut = str_rfind_char(path, '/')) != STR_NOT_FOUND) {
		path = str_sub(path, 0, cut);
		err =
		    fs_rmdir(p->fs, fs_join(p->arena, str_from(folder), path));
	}
	return err == ENOTEMPTY || err == EEXIST || err == ENOENT ||
		       err == ENOTDIR
		   ? 0
		   : err;
}
