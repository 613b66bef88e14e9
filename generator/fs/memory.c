/* SPDX-License-Identifier: EUPL-1.2 */
#include "fs/memory_names.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static struct memory *
self(struct fs *fs)
{
	return (struct memory *)fs;
}

static int
memory_stat(struct fs *fs, const char *path, struct fs_stat *out)
{
	struct memory *m = self(fs);
	struct sb at = { 0 };
	int err = memory_follow(m, path, false, &at);
	const struct inode *n = err ? NULL : memory_at(m, sb_text(&at));

	if (n) {
		out->kind = n->kind;
		out->size = n->bytes.n;
		out->mtime = n->mtime;
		out->inode = n->number;
		out->device = 1;
		out->mode = n->mode;
	} else if (at.n == 0 && !err) {
		out->kind = FS_FOLDER;
		out->mode = 0755;
	}
	sb_release(&at);
	return err;
}

static int
memory_read(struct fs *fs, const char *path, size_t limit, struct sb *out)
{
	struct memory *m = self(fs);
	struct sb at = { 0 };
	int err = memory_follow(m, path, true, &at);
	const struct inode *n = err ? NULL : memory_at(m, sb_text(&at));

	sb_release(&at);
	if (err)
		return err;
	if (!n)
		return ENOENT;
	if (n->broken)
		return n->broken;
	if (n->kind != FS_FILE)
		return n->kind == FS_FOLDER ? EISDIR : EINVAL;
	if (n->bytes.n > limit)
		return EFBIG;
	sb_str(out, sb_view(&n->bytes));
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	const struct fs_entry *x = a, *y = b;

	return str_cmp(x->name, y->name);
}

/* Names directly below the folder; their order by path is not by name. */
static void
take_entries(const struct memory *m, struct arena *a, struct str dir,
    struct fs_entries *out)
{
	for (size_t i = 0; i < m->count; i++) {
		struct str path = str_from(m->names[i].path);
		struct fs_entry *entry;

		if (dir.n) {
			if (path.n <= dir.n + 1 || !str_starts(path, dir) ||
			    path.p[dir.n] != '/')
				continue;
			path = str_from_off(path, dir.n + 1);
		}
		if (str_find_char(path, '/') != STR_NOT_FOUND)
			continue;
		entry = arena_push(a, out);
		entry->name = arena_str(a, path);
		entry->kind = m->names[i].inode->kind;
	}
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), by_name);
}

static int
memory_list(
    struct fs *fs, struct arena *a, const char *path, struct fs_entries *out)
{
	struct memory *m = self(fs);
	struct sb at = { 0 };
	int err = memory_follow(m, path, true, &at);
	const struct inode *n = err ? NULL : memory_at(m, sb_text(&at));

	if (!err && at.n && !n)
		err = ENOENT;
	else if (n && n->broken)
		err = n->broken;
	else if (n && n->kind != FS_FOLDER)
		err = ENOTDIR;
	if (!err)
		take_entries(m, a, sb_view(&at), out);
	sb_release(&at);
	return err;
}

static int
memory_readlink(struct fs *fs, const char *path, struct sb *out)
{
	struct memory *m = self(fs);
	struct sb at = { 0 };
	int err = memory_follow(m, path, false, &at);
	const struct inode *n = err ? NULL : memory_at(m, sb_text(&at));

	if (!err)
		err = !n ? ENOENT : n->kind != FS_LINK ? EINVAL : 0;
	if (!err)
		sb_str(out, sb_view(&n->bytes));
	sb_release(&at);
	return err;
}

static int
memory_mkdir(struct fs *fs, const char *path, uint32_t mode)
{
	struct memory *m = self(fs);
	struct sb at = { 0 };
	int err = memory_follow(m, path, false, &at);

	if (!err && (at.n == 0 || memory_at(m, sb_text(&at))))
		err = EEXIST;
	if (!err)
		err = memory_parent(m, sb_view(&at));
	if (!err)
		memory_add(m, sb_text(&at), memory_inode(m, FS_FOLDER, mode));
	sb_release(&at);
	return err;
}

/* The file at path for writing, made when it is not there. */
static int
open_file(struct memory *m, const char *path, uint32_t mode, bool fresh,
    struct inode **out)
{
	struct sb at = { 0 };
	int err = memory_follow(m, path, false, &at);
	bool there = false;
	size_t i = 0;

	if (!err)
		i = memory_position(m, sb_text(&at), &there);
	if (!err && there && m->names[i].inode->kind == FS_FOLDER)
		err = EISDIR;
	if (!err && there && fresh) {
		memory_remove(m, i);
		there = false;
	}
	if (!err && !there)
		err = memory_parent(m, sb_view(&at));
	if (!err && !there)
		memory_add(m, sb_text(&at), memory_inode(m, FS_FILE, mode));
	if (!err)
		*out = memory_at(m, sb_text(&at));
	sb_release(&at);
	return err;
}

static int
memory_write(struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	struct inode *n = NULL;
	int err = open_file(self(fs), path, mode, true, &n);

	if (!err)
		sb_str(&n->bytes, bytes);
	return err;
}

static int
memory_append(struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	struct memory *m = self(fs);
	struct inode *n = NULL;
	int err = open_file(m, path, mode, false, &n);

	if (!err) {
		sb_str(&n->bytes, bytes);
		n->mtime = ++m->clock;
	}
	return err;
}

static int
memory_link(struct fs *fs, const char *from, const char *to)
{
	struct memory *m = self(fs);
	struct sb a = { 0 }, b = { 0 };
	int err = memory_follow(m, from, false, &a);
	struct inode *n = err ? NULL : memory_at(m, sb_text(&a));

	if (!err)
		err = memory_follow(m, to, false, &b);
	if (!err)
		err = !n ? ENOENT : n->kind == FS_FOLDER ? EPERM : 0;
	if (!err && memory_at(m, sb_text(&b)))
		err = EEXIST;
	if (!err)
		err = memory_parent(m, sb_view(&b));
	if (!err)
		memory_add(m, sb_text(&b), n);
	sb_release(&a);
	sb_release(&b);
	return err;
}

/* What stands in the way of a rename from n to the path. */
static int
make_way(struct memory *m, const struct inode *n, struct str to)
{
	bool there;
	size_t i = memory_position(m, to.p, &there);
	const struct inode *old = there ? m->names[i].inode : NULL;

	if (!there || old == n)
		return memory_parent(m, to);
	if (old->kind == FS_FOLDER && n->kind != FS_FOLDER)
		return EISDIR;
	if (old->kind != FS_FOLDER && n->kind == FS_FOLDER)
		return ENOTDIR;
	if (old->kind == FS_FOLDER && !memory_is_empty(m, to))
		return ENOTEMPTY;
	memory_remove(m, i);
	return 0;
}

static int
memory_rename(struct fs *fs, const char *from, const char *to)
{
	struct memory *m = self(fs);
	struct sb a = { 0 }, b = { 0 };
	int err = memory_follow(m, from, false, &a);
	struct inode *n = err ? NULL : memory_at(m, sb_text(&a));

	if (!err)
		err = memory_follow(m, to, false, &b);
	if (!err && !n)
		err = ENOENT;
	if (!err && n->kind == FS_FOLDER && b.n > a.n &&
	    memory_below(sb_view(&b), sb_view(&a)))
		err = EINVAL;
	if (!err)
		err = make_way(m, n, sb_view(&b));
	if (!err && !str_eq(sb_view(&a), sb_view(&b)))
		memory_move(m, sb_view(&a), sb_view(&b));
	sb_release(&a);
	sb_release(&b);
	return err;
}

static int
memory_exchange(struct fs *fs, const char *one, const char *two)
{
	struct memory *m = self(fs);
	struct sb a = { 0 }, b = { 0 };
	int err = memory_follow(m, one, false, &a);

	if (!err)
		err = memory_follow(m, two, false, &b);
	if (!err && (!memory_at(m, sb_text(&a)) || !memory_at(m, sb_text(&b))))
		err = ENOENT;
	if (!err && (memory_below(sb_view(&a), sb_view(&b)) ||
			memory_below(sb_view(&b), sb_view(&a))))
		err = EINVAL;
	if (!err) {
		/* No real path holds a NUL-free name that starts with "/". */
		memory_move(m, sb_view(&a), STR("/exchange"));
		memory_move(m, sb_view(&b), sb_view(&a));
		memory_move(m, STR("/exchange"), sb_view(&b));
	}
	sb_release(&a);
	sb_release(&b);
	return err;
}

static int
remove_name(struct fs *fs, const char *path, bool folder)
{
	struct memory *m = self(fs);
	struct sb at = { 0 };
	int err = memory_follow(m, path, false, &at);
	bool there = false;
	size_t i = err ? 0 : memory_position(m, sb_text(&at), &there);

	if (!err && !there)
		err = at.n ? ENOENT : EBUSY;
	if (!err && folder != (m->names[i].inode->kind == FS_FOLDER))
		err = folder ? ENOTDIR : EISDIR;
	if (!err && folder && !memory_is_empty(m, sb_view(&at)))
		err = ENOTEMPTY;
	if (!err)
		memory_remove(m, i);
	sb_release(&at);
	return err;
}

static int
memory_unlink(struct fs *fs, const char *path)
{
	return remove_name(fs, path, false);
}

static int
memory_rmdir(struct fs *fs, const char *path)
{
	return remove_name(fs, path, true);
}

static int
memory_chmod(struct fs *fs, const char *path, uint32_t mode)
{
	struct memory *m = self(fs);
	struct sb at = { 0 };
	int err = memory_follow(m, path, true, &at);
	struct inode *n = err ? NULL : memory_at(m, sb_text(&at));

	if (!err && !n)
		err = ENOENT;
	if (!err)
		n->mode = mode;
	sb_release(&at);
	return err;
}

static int
memory_sync(struct fs *fs, const char *path)
{
	struct fs_stat st;
	int err = fs_stat(fs, path, &st);

	return err ? err : st.kind == FS_ABSENT ? ENOENT : 0;
}

static int
memory_lock(struct fs *fs, const char *path, int *handle)
{
	struct memory *m = self(fs);
	struct inode *n = NULL;
	int err;

	for (size_t i = 0; i < m->lock_count; i++)
		if (m->locks[i].path && strcmp(m->locks[i].path, path) == 0)
			return EWOULDBLOCK;
	err = open_file(m, path, 0600, false, &n);
	if (err)
		return err;
	m->locks = mem_resize(m->locks, m->lock_count + 1, sizeof(*m->locks));
	m->locks[m->lock_count].path = memory_copied(str_from(path));
	*handle = (int)m->lock_count++;
	return 0;
}

static void
memory_unlock(struct fs *fs, int handle)
{
	struct memory *m = self(fs);

	mem_free(m->locks[handle].path);
	m->locks[handle].path = NULL;
}

static const struct fs_ops memory_ops = {
	.stat = memory_stat,
	.read = memory_read,
	.list = memory_list,
	.readlink = memory_readlink,
	.mkdir = memory_mkdir,
	.write = memory_write,
	.append = memory_append,
	.link = memory_link,
	.rename = memory_rename,
	.exchange = memory_exchange,
	.unlink = memory_unlink,
	.rmdir = memory_rmdir,
	.chmod = memory_chmod,
	.sync = memory_sync,
	.lock = memory_lock,
	.unlock = memory_unlock,
};

struct fs *
fs_memory_new(void)
{
	struct memory *m = mem_new(sizeof(*m));

	m->fs.ops = &memory_ops;
	return &m->fs;
}

void
fs_memory_free(struct fs *fs)
{
	struct memory *m = self(fs);

	if (!fs)
		return;
	while (m->count)
		memory_remove(m, m->count - 1);
	for (size_t i = 0; i < m->lock_count; i++)
		mem_free(m->locks[i].path);
	mem_free(m->locks);
	mem_free(m->names);
	mem_free(m);
}

static void
above(struct fs *fs, const char *path)
{
	struct str s = str_from(path);
	size_t up = str_rfind_char(s, '/');
	struct sb dir = { 0 };

	if (up == STR_NOT_FOUND || up == 0)
		return;
	sb_str(&dir, str_sub(s, 0, up));
	fs_mkdirs(fs, sb_text(&dir), 0755);
	sb_release(&dir);
}

void
fs_memory_put(struct fs *fs, const char *path, struct str bytes)
{
	above(fs, path);
	fs_write(fs, path, bytes, 0644);
}

static struct inode *
put_other(struct fs *fs, const char *path, enum fs_kind kind)
{
	struct memory *m = self(fs);
	struct inode *n = NULL;

	above(fs, path);
	if (open_file(m, path, 0644, true, &n) == 0)
		n->kind = kind;
	return n;
}

void
fs_memory_symlink(struct fs *fs, const char *path, const char *target)
{
	struct inode *n = put_other(fs, path, FS_LINK);

	if (n)
		sb_cstr(&n->bytes, target);
}

void
fs_memory_other(struct fs *fs, const char *path)
{
	put_other(fs, path, FS_OTHER);
}

void
fs_memory_break(struct fs *fs, const char *path, int err)
{
	struct memory *m = self(fs);
	struct sb at = { 0 };
	struct inode *n;

	memory_plain(&at, str_from(path));
	n = memory_at(m, sb_text(&at));
	if (n)
		n->broken = err;
	sb_release(&at);
}
