/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/inputs.h"

/* Clocks of disks are coarse, and those of other machines differ a little. */
enum { DOUBT_SECONDS = 3 };
/* Further on a path is not looked for: to ask the disk costs less then. */
enum { FAR = 4096 };

void
inputs_release(struct inputs *in)
{
	arena_release(&in->arena);
	*in = (struct inputs){ 0 };
}

void
inputs_add(struct inputs *in, const struct fs_recorded *from)
{
	in->now = NULL;
	for (size_t i = 0; i < from->count; i++) {
		struct fs_seen *item = arena_push(&in->arena, in);

		*item = from->items[i];
		item->path = arena_str(&in->arena, item->path);
	}
}

static void
pack_one(struct sb *out, const struct fs_seen *item)
{
	pack_text(out, item->path);
	pack_number(out, (uint64_t)item->as);
	pack_number(out, item->failed);
	pack_number(out, (uint64_t)item->st.kind);
	pack_number(out, item->st.size);
	pack_number(out, (uint64_t)item->st.mtime);
	pack_number(out, (uint64_t)item->st.ctime);
	pack_number(out, item->st.inode);
	pack_hash(out, item->hash);
}

static void
unpack_one(struct unpack *u, struct fs_seen *item)
{
	uint64_t as, kind;

	item->path = unpack_text(u);
	as = unpack_number(u);
	item->failed = unpack_number(u) != 0;
	kind = unpack_number(u);
	item->st.size = unpack_number(u);
	item->st.mtime = (int64_t)unpack_number(u);
	item->st.ctime = (int64_t)unpack_number(u);
	item->st.inode = unpack_number(u);
	item->hash = unpack_hash(u);
	if (as >= SEEN_WAYS || kind > FS_OTHER)
		u->bad = true;
	item->as = (enum seen_as)as;
	item->st.kind = (enum fs_kind)kind;
}

void
inputs_pack(struct sb *out, const struct fs_seen *items, size_t count)
{
	pack_number(out, count);
	for (size_t i = 0; i < count; i++)
		pack_one(out, &items[i]);
}

void
inputs_unpack(struct unpack *u, struct inputs *in)
{
	uint64_t count = unpack_number(u);

	in->now = NULL;
	while (!u->bad && count--) {
		struct fs_seen item = { 0 };

		unpack_one(u, &item);
		if (u->bad)
			break;
		item.path = arena_str(&in->arena, item.path);
		*arena_push(&in->arena, in) = item;
	}
}

bool
input_stat_same(
    const struct fs_stat *was, const struct fs_stat *now, int64_t made)
{
	const int64_t second = 1000000000;
	int64_t sure = (made - DOUBT_SECONDS) * second;

	return now->size == was->size && now->mtime == was->mtime &&
	       now->ctime == was->ctime && now->inode == was->inode &&
	       now->mtime < sure && now->ctime < sure;
}

static bool
same_by(struct fs *fs, const struct fs_seen *was, const struct fs_stat *st,
    int64_t made, bool *read)
{
	struct fs_seen now;

	*read = false;
	if (st->kind != was->st.kind)
		return false;
	if (was->failed)
		return st->kind == FS_ABSENT;
	/* Of a link that was read as a file the stat says nothing. */
	if (was->as == SEEN_KIND ||
	    (st->kind != FS_LINK && input_stat_same(&was->st, st, made)))
		return true;
	*read = true;
	return fs_seen_again(fs, was, &now) == 0 &&
	       hash128_eq(was->hash, now.hash);
}

bool
input_same(struct fs *fs, const struct fs_seen *was, int64_t made, bool *read)
{
	struct fs_stat st = { 0 };

	*read = false;
	return fs_stat(fs, was->path.p, &st) == 0 &&
	       same_by(fs, was, &st, made, read);
}

void
inputs_look(struct fs *fs, struct inputs *in)
{
	struct str *paths = arena_array(&in->arena, struct str, in->count + 1);

	for (size_t i = 0; i < in->count; i++)
		paths[i] = in->items[i].path;
	in->now = arena_array(&in->arena, struct fs_stat, in->count + 1);
	/* One of them cannot be asked for: which, they tell alone. */
	if (fs_stat_each(fs, NULL, paths, in->count, in->now))
		in->now = NULL;
}

const struct fs_stat *
inputs_now(const struct inputs *in, struct str path, size_t *next)
{
	for (size_t i = *next; in->now && i < in->count; i++) {
		if (i - *next == FAR)
			break;
		if (!str_eq(in->items[i].path, path))
			continue;
		*next = i + 1;
		return &in->now[i];
	}
	return NULL;
}

const struct fs_seen *
inputs_changed(
    struct fs *fs, const struct inputs *in, int64_t made, size_t *doubtful)
{
	bool same, read;

	*doubtful = 0;
	for (size_t i = 0; i < in->count; i++) {
		const struct fs_seen *was = &in->items[i];

		same = in->now ? same_by(fs, was, &in->now[i], made, &read)
			       : input_same(fs, was, made, &read);
		*doubtful += read;
		if (!same)
			return was;
	}
	return NULL;
}
