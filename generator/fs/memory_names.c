/* SPDX-License-Identifier: EUPL-1.2 */
#include "fs/memory_names.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LINKS_MOST = 16 };

char *
memory_copied(struct str s)
{
	char *copy = mem_new(s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	return copy;
}

/* Appends dir and path as one plain path: "/a/./b//c" is "a/b/c". */
void
memory_plain(struct sb *out, struct str path)
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
size_t
memory_position(const struct memory *m, const char *path, bool *there)
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

struct inode *
memory_at(const struct memory *m, const char *path)
{
	bool there;
	size_t i = memory_position(m, path, &there);

	return there ? m->names[i].inode : NULL;
}

struct inode *
memory_inode(struct memory *m, enum fs_kind kind, uint32_t mode)
{
	struct inode *n = mem_new(sizeof(*n));

	n->kind = kind;
	n->mode = mode;
	n->number = ++m->inodes;
	n->mtime = ++m->clock;
	return n;
}

void
memory_add(struct memory *m, const char *path, struct inode *inode)
{
	bool there;
	size_t i = memory_position(m, path, &there);

	if (m->count == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 32;
		m->names = mem_resize(m->names, m->cap, sizeof(*m->names));
	}
	memmove(
	    m->names + i + 1, m->names + i, (m->count - i) * sizeof(*m->names));
	m->names[i].path = memory_copied(str_from(path));
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

void
memory_remove(struct memory *m, size_t i)
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
int
memory_follow(
    const struct memory *m, const char *path, bool last, struct sb *out)
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

		memory_plain(out, part);
		n = memory_at(m, sb_text(out));
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
int
memory_parent(const struct memory *m, struct str path)
{
	size_t up = str_rfind_char(path, '/');
	struct sb above = { 0 };
	const struct inode *n;

	if (up == STR_NOT_FOUND)
		return 0;
	sb_str(&above, str_sub(path, 0, up));
	n = memory_at(m, sb_text(&above));
	sb_release(&above);
	return !n ? ENOENT : n->kind != FS_FOLDER ? ENOTDIR : 0;
}

static int
by_path(const void *a, const void *b)
{
	const struct name *x = a, *y = b;

	return strcmp(x->path, y->path);
}

bool
memory_below(struct str path, struct str dir)
{
	return str_starts(path, dir) &&
	       (path.n == dir.n || path.p[dir.n] == '/');
}

/* Puts to in the place of from in all names at or below from. */
void
memory_move(struct memory *m, struct str from, struct str to)
{
	for (size_t i = 0; i < m->count; i++) {
		struct str path = str_from(m->names[i].path);
		struct sb moved = { 0 };

		if (!memory_below(path, from))
			continue;
		sb_str(&moved, to);
		sb_str(&moved, str_from_off(path, from.n));
		mem_free(m->names[i].path);
		m->names[i].path = memory_copied(sb_view(&moved));
		sb_release(&moved);
	}
	qsort(m->names, m->count, sizeof(*m->names), by_path);
}

bool
memory_is_empty(const struct memory *m, struct str path)
{
	for (size_t i = 0; i < m->count; i++) {
		struct str other = str_from(m->names[i].path);

		if (other.n > path.n && memory_below(other, path))
			return false;
	}
	return true;
}
