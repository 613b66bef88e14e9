/* SPDX-License-Identifier: EUPL-1.2 */
#include "fs/fs_guarded.h"

#include <errno.h>
#include <string.h>

enum { LINKS_MOST = 16 };

static struct fs_guarded *
self(struct fs *fs)
{
	return (struct fs_guarded *)fs;
}

/* --- paths ---------------------------------------------------------------- */

/* Without doubled slashes and "."; a ".." is left to be refused. */
static void
tidy(struct str path, struct sb *out)
{
	struct str part;

	sb_reset(out);
	if (path.n && path.p[0] == '/')
		sb_ch(out, '/');
	while (str_next_part(&path, '/', &part)) {
		if (part.n == 0 || str_is(part, "."))
			continue;
		if (out->n && out->p[out->n - 1] != '/')
			sb_ch(out, '/');
		sb_str(out, part);
	}
}

static bool
has_dots(struct str path)
{
	struct str part;

	while (str_next_part(&path, '/', &part))
		if (str_is(part, ".."))
			return true;
	return false;
}

static bool
below(struct str path, struct str place)
{
	if (place.n == 0) /* the working folder */
		return path.n == 0 || path.p[0] != '/';
	if (!str_starts(path, place))
		return false;
	return path.n == place.n || place.p[place.n - 1] == '/' ||
	       path.p[place.n] == '/';
}

static struct str
above(struct str path)
{
	size_t cut = str_rfind_char(path, '/');

	return str_sub(path, 0, cut == STR_NOT_FOUND ? 0 : cut);
}

/* The place that allows it, by the letters of the path. */
static const struct fs_place *
allowing(const struct fs_guarded *g, struct str path, unsigned rights)
{
	const struct fs_place *found = NULL;
	struct sb place = { 0 };

	for (size_t i = 0; i < g->places->count && !found; i++) {
		const struct fs_place *p = &g->places->items[i];

		tidy(str_from(p->path), &place);
		if ((p->rights & rights && below(path, sb_view(&place))) ||
		    (rights & FS_MAY_SWAP && p->rights & FS_MAY_SWAP &&
			str_eq(above(path), sb_view(&place))))
			found = p;
	}
	sb_release(&place);
	return found;
}

/* Where the path leads; false: round and round, or into nothing known. */
static int
resolve(struct fs_guarded *g, struct str path, struct sb *real)
{
	struct sb todo = { 0 }, next = { 0 };
	struct str rest, part;
	int links = 0, err = 0;

	sb_str(&todo, path);
	rest = sb_view(&todo);
	sb_reset(real);
	if (path.n && path.p[0] == '/')
		sb_ch(real, '/');
	while (err == 0 && str_next_part(&rest, '/', &part)) {
		struct fs_stat st;
		size_t before = real->n;

		if (part.n == 0 || str_is(part, "."))
			continue;
		if (str_is(part, "..")) {
			sb_cut(real, above(sb_view(real)).n);
			continue;
		}
		if (real->n && real->p[real->n - 1] != '/')
			sb_ch(real, '/');
		sb_str(real, part);
		err = fs_stat(g->real, sb_text(real), &st);
		if (err || st.kind != FS_LINK)
			continue;
		sb_reset(&next);
		err = ++links > LINKS_MOST
			  ? ELOOP
			  : fs_readlink(g->real, sb_text(real), &next);
		sb_cut(real, next.n && next.p[0] == '/' ? 0 : before);
		if (next.n && next.p[0] == '/')
			sb_ch(real, '/');
		sb_ch(&next, '/');
		sb_str(&next, rest);
		sb_reset(&todo);
		sb_str(&todo, sb_view(&next));
		rest = sb_view(&todo);
	}
	sb_release(&todo);
	sb_release(&next);
	return err;
}

/* Links count only below the place: how one comes there is not their matter. */
static int
check_links(struct fs_guarded *g, const struct fs_place *place, struct str path)
{
	struct sb end = { 0 }, top = { 0 };
	int err = resolve(g, str_from(place->path), &top);

	if (err == 0)
		err = resolve(g, path, &end);
	if (err == 0 && !below(sb_view(&end), sb_view(&top)) &&
	    !(place->rights & FS_MAY_SWAP))
		err = EACCES;
	/* A link from one place to another one is fine. */
	if (err == EACCES && allowing(g, sb_view(&end), place->rights))
		err = 0;
	sb_release(&end);
	sb_release(&top);
	return err;
}

static int
check(struct fs *fs, const char *path, unsigned rights)
{
	struct fs_guarded *g = self(fs);
	const struct fs_place *place;
	struct sb tidied = { 0 };
	int err = 0;

	tidy(str_from(path), &tidied);
	place = has_dots(sb_view(&tidied))
		    ? NULL
		    : allowing(g, sb_view(&tidied), rights);
	if (!place)
		err = EACCES;
	else if (g->follow)
		err = check_links(g, place, sb_view(&tidied));
	sb_release(&tidied);
	return err;
}

/* --- calls ---------------------------------------------------------------- */

/* What is there and how large it is may be asked of every place. */
static int
guarded_stat(struct fs *fs, const char *path, struct fs_stat *out)
{
	return fs_stat(self(fs)->real, path, out);
}

static int
guarded_read(struct fs *fs, const char *path, size_t limit, struct sb *out)
{
	struct fs_guarded *g = self(fs);
	int err = check(fs, path, FS_MAY_READ);

	if (err == 0 && g->reading)
		g->reading(g->arg, path);
	return err ? err : fs_read(g->real, path, limit, out);
}

static int
guarded_list(
    struct fs *fs, struct arena *a, const char *path, struct fs_entries *out)
{
	int err = check(fs, path, FS_MAY_READ | FS_MAY_LIST);

	return err ? err : fs_list(self(fs)->real, a, path, out);
}

static int
guarded_look(struct fs *fs, struct arena *a, const char *path,
    struct fs_entries *out, struct fs_stat **stats)
{
	int err = check(fs, path, FS_MAY_READ);

	return err ? err : fs_look(self(fs)->real, a, path, out, stats);
}

static int
guarded_stat_each(struct fs *fs, const char *folder, const struct str *names,
    size_t count, struct fs_stat *out)
{
	return fs_stat_each(self(fs)->real, folder, names, count, out);
}

static struct fs_asked *
guarded_stat_ask(
    struct fs *fs, const char *folder, const struct str *names, size_t count)
{
	return fs_stat_ask(self(fs)->real, folder, names, count);
}

static int
guarded_stat_answer(struct fs *fs, struct fs_asked *asked, const char *folder,
    const struct str *names, size_t count, struct fs_stat *out)
{
	return fs_stat_answer(self(fs)->real, asked, folder, names, count, out);
}

static int
guarded_read_end(struct fs *fs, const char *path, size_t most, struct sb *out)
{
	int err = check(fs, path, FS_MAY_READ);

	return err ? err : fs_read_end(self(fs)->real, path, most, out);
}

static int
guarded_readlink(struct fs *fs, const char *path, struct sb *out)
{
	return fs_readlink(self(fs)->real, path, out);
}

static int
guarded_mkdir(struct fs *fs, const char *path, uint32_t mode)
{
	int err = check(fs, path, FS_MAY_WRITE | FS_MAY_SWAP);

	return err ? err : fs_mkdir(self(fs)->real, path, mode);
}

static int
guarded_write(struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	int err = check(fs, path, FS_MAY_WRITE);

	return err ? err : fs_write(self(fs)->real, path, bytes, mode);
}

static int
guarded_append(struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	int err = check(fs, path, FS_MAY_WRITE);

	return err ? err : fs_append(self(fs)->real, path, bytes, mode);
}

static int
check_two(struct fs *fs, const char *a, const char *b, unsigned rights)
{
	int err = check(fs, a, rights);

	return err ? err : check(fs, b, rights);
}

static int
guarded_link(struct fs *fs, const char *from, const char *to)
{
	int err = check_two(fs, from, to, FS_MAY_WRITE);

	return err ? err : fs_link(self(fs)->real, from, to);
}

static int
guarded_rename(struct fs *fs, const char *from, const char *to)
{
	int err = check_two(fs, from, to, FS_MAY_WRITE | FS_MAY_SWAP);

	return err ? err : fs_rename(self(fs)->real, from, to);
}

static int
guarded_exchange(struct fs *fs, const char *a, const char *b)
{
	int err = check_two(fs, a, b, FS_MAY_WRITE | FS_MAY_SWAP);

	return err ? err : fs_exchange(self(fs)->real, a, b);
}

static int
guarded_unlink(struct fs *fs, const char *path)
{
	int err = check(fs, path, FS_MAY_WRITE);

	return err ? err : fs_unlink(self(fs)->real, path);
}

static int
guarded_rmdir(struct fs *fs, const char *path)
{
	int err = check(fs, path, FS_MAY_WRITE | FS_MAY_SWAP);

	return err ? err : fs_rmdir(self(fs)->real, path);
}

static int
guarded_chmod(struct fs *fs, const char *path, uint32_t mode)
{
	int err = check(fs, path, FS_MAY_WRITE);

	return err ? err : fs_chmod(self(fs)->real, path, mode);
}

static int
guarded_sync(struct fs *fs, const char *path)
{
	int err = check(fs, path, FS_MAY_WRITE);

	return err ? err : fs_sync(self(fs)->real, path);
}

static int
guarded_lock(struct fs *fs, const char *path, int *handle)
{
	int err = check(fs, path, FS_MAY_WRITE);

	return err ? err : fs_lock(self(fs)->real, path, handle);
}

static void
guarded_unlock(struct fs *fs, int handle)
{
	fs_unlock(self(fs)->real, handle);
}

static const struct fs_ops guarded_ops = {
	.stat = guarded_stat,
	.read = guarded_read,
	.list = guarded_list,
	.look = guarded_look,
	.stat_each = guarded_stat_each,
	.stat_ask = guarded_stat_ask,
	.stat_answer = guarded_stat_answer,
	.read_end = guarded_read_end,
	.readlink = guarded_readlink,
	.mkdir = guarded_mkdir,
	.write = guarded_write,
	.append = guarded_append,
	.link = guarded_link,
	.rename = guarded_rename,
	.exchange = guarded_exchange,
	.unlink = guarded_unlink,
	.rmdir = guarded_rmdir,
	.chmod = guarded_chmod,
	.sync = guarded_sync,
	.lock = guarded_lock,
	.unlock = guarded_unlock,
};

void
fs_guarded_init(
    struct fs_guarded *g, struct fs *real, const struct fs_places *places)
{
	*g = (struct fs_guarded){
		.fs = { &guarded_ops }, .real = real, .places = places
	};
}
