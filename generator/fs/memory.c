/* SPDX-License-Identifier: EUPL-1.2 */
#include "fs/fs_memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LINKS_MOST = 16 };

/*
 * One name on the disk. Files with several names share their bytes through
 * `file`, which counts them.
 */
struct inode {
	enum fs_kind kind;
	struct sb bytes; /* of a file; target of a link */
	size_t names;
	uint64_t number;
	int64_t mtime;
	uint32_t mode;
	int broken; /* errno of reading it, or 0 */
};

struct name {
	char *path; /* "a/b", without . and double slashes */
	struct inode *inode;
};

struct memory {
	struct fs fs;
	struct name *names; /* sorted by path */
	size_t count;
	size_t cap;
	uint64_t inodes;
	int64_t clock;
	struct name *locks; /* paths that are locked; inode is unused */
	size_t lock_count;
};

static struct memory *
self(struct fs *fs)
{
	return (struct memory *)fs;
}

static char *
copied(struct str s)
{
	char *copy = mem_new(s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	return copy;
}

/* Appends dir and path as one plain path: "/a/./b//c" is "a/b/c". */
static void
plain(struct sb *out, struct str path)
{
	struct str part;

	while (str_next_part(&path, '/', &part)) {
		if (part.n == 0 || str_is(part, "."))
			continue;
		if (str_is(part, "..")) {
			size_t up = str_rfind_char(sb_view(out), '/');

			sb_cut(out, up == STR_NOT_FOUND ? 0 : up);
			continue;
		}
		if (out->n)
			sb_ch(out, '/');
		sb_str(out, part);
	}
}

/* Index of the path, or where it would go with *there false. */
static size_t
position(const struct memory *m, const char *path, bool *there)
{
	size_t low = 0, high = m->count;

	*there = false;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(m->names[mid].path, path);

		if (order == 0) {
			*there = true;
			return mid;
		}
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct inode *
inode_at(const struct memory *m, const char *path)
{
	bool there;
	size_t i = position(m, path, &there);

	return there ? m->names[i].inode : NULL;
}

static struct inode *
inode_new(struct memory *m, enum fs_kind kind, uint32_t mode)
{
	struct inode *n = mem_new(sizeof(*n));

	n->kind = kind;
	n->mode = mode;
	n->number = ++m->inodes;
	n->mtime = ++m->clock;
	return n;
}

static void
name_add(struct memory *m, const char *path, struct inode *inode)
{
	bool there;
	size_t i = position(m, path, &there);

	if (m->count == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 32;
		m->names = mem_resize(m->names, m->cap, sizeof(*m->names));
	}
	memmove(
	    m->names + i + 1, m->names + i, (m->count - i) * sizeof(*m->names));
	m->names[i].path = copied(str_from(path));
	m->names[i].inode = inode;
	inode->names++;
	m->count++;
}

static void
inode_drop(struct inode *n)
{
	if (--n->names)
		return;
	sb_release(&n->bytes);
	mem_free(n);
}

static void
name_remove(struct memory *m, size_t i)
{
	mem_free(m->names[i].path);
	inode_drop(m->names[i].inode);
	m->count--;
	memmove(
	    m->names + i, m->names + i + 1, (m->count - i) * sizeof(*m->names));
}

/*
 * The plain path of where path leads, following links in it; also the last
 * part if `last` says so. ELOOP after too many.
 */
static int
follow(const struct memory *m, const char *path, bool last, struct sb *out)
{
	struct sb todo = { 0 };
	int links = 0, err = 0;
	struct str rest, part;

	sb_cstr(&todo, path);
again:
	sb_reset(out);
	rest = sb_view(&todo);
	while (str_next_part(&rest, '/', &part)) {
		struct sb next = { 0 };
		const struct inode *n;

		plain(out, part);
		n = inode_at(m, sb_text(out));
		if (!n || n->kind != FS_LINK || (!rest.p && !last))
			continue;
		if (++links > LINKS_MOST) {
			err = ELOOP;
			break;
		}
		if (n->bytes.n == 0 || n->bytes.p[0] != '/') {
			size_t up = str_rfind_char(sb_view(out), '/');

			sb_str(&next, str_sub(sb_view(out), 0,
					  up == STR_NOT_FOUND ? 0 : up));
			sb_ch(&next, '/');
		}
		sb_str(&next, sb_view(&n->bytes));
		if (rest.p) {
			sb_ch(&next, '/');
			sb_str(&next, rest);
		}
		sb_release(&todo);
		todo = next;
		goto again;
	}
	sb_release(&todo);
	return err;
}

/* The folder above must be there. */
static int
parent_check(const struct memory *m, struct str path)
{
	size_t up = str_rfind_char(path, '/');
	struct sb above = { 0 };
	const struct inode *n;

	if (up == STR_NOT_FOUND)
		return 0;
	sb_str(&above, str_sub(path, 0, up));
	n = inode_at(m, sb_text(&above));
	sb_release(&above);
	return !n ? ENOENT : n->kind != FS_FOLDER ? ENOTDIR : 0;
}

static int
memory_stat(struct fs *fs, const char *path, struct fs_stat *out)
{
	struct memory *m = self(fs);
	struct sb at = { 0 };
	int err = follow(m, path, false, &at);
	const struct inode *n = err ? NULL : inode_at(m, sb_text(&at));

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
	int err = follow(m, path, true, &at);
	const struct inode *n = err ? NULL : inode_at(m, sb_text(&at));

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
	int err = follow(m, path, true, &at);
	const struct inode *n = err ? NULL : inode_at(m, sb_text(&at));

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
	int err = follow(m, path, false, &at);
	const struct inode *n = err ? NULL : inode_at(m, sb_text(&at));

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
	int err = follow(m, path, false, &at);

	if (!err && (at.n == 0 || inode_at(m, sb_text(&at))))
		err = EEXIST;
	if (!err)
		err = parent_check(m, sb_view(&at));
	if (!err)
		name_add(m, sb_text(&at), inode_new(m, FS_FOLDER, mode));
	sb_release(&at);
	return err;
}

/* The file at path for writing, made when it is not there. */
static int
open_file(struct memory *m, const char *path, uint32_t mode, bool fresh,
    struct inode **out)
{
	struct sb at = { 0 };
	int err = follow(m, path, false, &at);
	bool there = false;
	size_t i = 0;

	if (!err)
		i = position(m, sb_text(&at), &there);
	if (!err && there && m->names[i].inode->kind == FS_FOLDER)
		err = EISDIR;
	if (!err && there && fresh) {
		name_remove(m, i);
		there = false;
	}
	if (!err && !there)
		err = parent_check(m, sb_view(&at));
	if (!err && !there)
		name_add(m, sb_text(&at), inode_new(m, FS_FILE, mode));
	if (!err)
		*out = inode_at(m, sb_text(&at));
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
	int err = follow(m, from, false, &a);
	struct inode *n = err ? NULL : inode_at(m, sb_text(&a));

	if (!err)
		err = follow(m, to, false, &b);
	if (!err)
		err = !n ? ENOENT : n->kind == FS_FOLDER ? EPERM : 0;
	if (!err && inode_at(m, sb_text(&b)))
		err = EEXIST;
	if (!err)
		err = parent_check(m, sb_view(&b));
	if (!err)
		name_add(m, sb_text(&b), n);
	sb_release(&a);
	sb_release(&b);
	return err;
}

static int
by_path(const void *a, const void *b)
{
	const struct name *x = a, *y = b;

	return strcmp(x->path, y->path);
}

static bool
is_below(struct str path, struct str dir)
{
	return str_starts(path, dir) &&
	       (path.n == dir.n || path.p[dir.n] == '/');
}

/* Puts to in the place of from in all names at or below from. */
static void
move_names(struct memory *m, struct str from, struct str to)
{
	for (size_t i = 0; i < m->count; i++) {
		struct str path = str_from(m->names[i].path);
		struct sb moved = { 0 };

		if (!is_below(path, from))
			continue;
		sb_str(&moved, to);
		sb_str(&moved, str_from_off(path, from.n));
		mem_free(m->names[i].path);
		m->names[i].path = copied(sb_view(&moved));
		sb_release(&moved);
	}
	qsort(m->names, m->count, sizeof(*m->names), by_path);
}

static bool
is_empty_folder(const struct memory *m, struct str path)
{
	for (size_t i = 0; i < m->count; i++) {
		struct str other = str_from(m->names[i].path);

		if (other.n > path.n && is_below(other, path))
			return false;
	}
	return true;
}

/* What stands in the way of a rename from n to the path. */
static int
make_way(struct memory *m, const struct inode *n, struct str to)
{
	bool there;
	size_t i = position(m, to.p, &there);
	const struct inode *old = there ? m->names[i].inode : NULL;

	if (!there || old == n)
		return parent_check(m, to);
	if (old->kind == FS_FOLDER && n->kind != FS_FOLDER)
		return EISDIR;
	if (old->kind != FS_FOLDER && n->kind == FS_FOLDER)
		return ENOTDIR;
	if (old->kind == FS_FOLDER && !is_empty_folder(m, to))
		return ENOTEMPTY;
	name_remove(m, i);
	return 0;
}

static int
memory_rename(struct fs *fs, const char *from, const char *to)
{
	struct memory *m = self(fs);
	struct sb a = { 0 }, b = { 0 };
	int err = follow(m, from, false, &a);
	struct inode *n = err ? NULL : inode_at(m, sb_text(&a));

	if (!err)
		err = follow(m, to, false, &b);
	if (!err && !n)
		err = ENOENT;
	if (!err && n->kind == FS_FOLDER && b.n > a.n &&
	    is_below(sb_view(&b), sb_view(&a)))
		err = EINVAL;
	if (!err)
		err = make_way(m, n, sb_view(&b));
	if (!err && !str_eq(sb_view(&a), sb_view(&b)))
		move_names(m, sb_view(&a), sb_view(&b));
	sb_release(&a);
	sb_release(&b);
	return err;
}

static int
memory_exchange(struct fs *fs, const char *one, const char *two)
{
	struct memory *m = self(fs);
	struct sb a = { 0 }, b = { 0 };
	int err = follow(m, one, false, &a);

	if (!err)
		err = follow(m, two, false, &b);
	if (!err && (!inode_at(m, sb_text(&a)) || !inode_at(m, sb_text(&b))))
		err = ENOENT;
	if (!err && (is_below(sb_view(&a), sb_view(&b)) ||
			is_below(sb_view(&b), sb_view(&a))))
		err = EINVAL;
	if (!err) {
		/* No real path holds a NUL-free name that starts with "/". */
		move_names(m, sb_view(&a), STR("/exchange"));
		move_names(m, sb_view(&b), sb_view(&a));
		move_names(m, STR("/exchange"), sb_view(&b));
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
	int err = follow(m, path, false, &at);
	bool there = false;
	size_t i = err ? 0 : position(m, sb_text(&at), &there);

	if (!err && !there)
		err = at.n ? ENOENT : EBUSY;
	if (!err && folder != (m->names[i].inode->kind == FS_FOLDER))
		err = folder ? ENOTDIR : EISDIR;
	if (!err && folder && !is_empty_folder(m, sb_view(&at)))
		err = ENOTEMPTY;
	if (!err)
		name_remove(m, i);
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
	int err = follow(m, path, true, &at);
	struct inode *n = err ? NULL : inode_at(m, sb_text(&at));

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
	m->locks[m->lock_count].path = copied(str_from(path));
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
		name_remove(m, m->count - 1);
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

	plain(&at, str_from(path));
	n = inode_at(m, sb_text(&at));
	if (n)
		n->broken = err;
	sb_release(&at);
}
