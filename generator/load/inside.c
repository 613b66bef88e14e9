/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/inside.h"

#include <errno.h>

enum { LINKS_MOST = 16 };

/* Puts the target of a link before what is still to be walked. */
static bool
redirect(struct sb *todo, struct str rest, struct str target, const char *root)
{
	struct str top = str_from(root);
	struct sb next = { 0 };

	if (target.n && target.p[0] == '/') {
		/* Absolute is fine if it begins with our own root. */
		if (top.n == 0 || top.p[0] != '/' || !str_starts(target, top) ||
		    (target.n > top.n && target.p[top.n] != '/'))
			return false;
		sb_ch(&next, '/');
		target = str_from_off(target, top.n);
	}
	sb_str(&next, target);
	sb_ch(&next, '/');
	sb_str(&next, rest);
	sb_release(todo);
	*todo = next;
	return true;
}

/* Takes one part onto the real path; false when it leaves the root. */
static bool
step(struct sb *real, struct str part)
{
	if (str_is(part, "..")) {
		size_t up = str_rfind_char(sb_view(real), '/');

		if (real->n == 0)
			return false;
		sb_cut(real, up == STR_NOT_FOUND ? 0 : up);
	} else if (part.n && !str_is(part, ".")) {
		if (real->n)
			sb_ch(real, '/');
		sb_str(real, part);
	}
	return true;
}

static int
stat_below(struct fs *fs, const char *root, struct str path, struct fs_stat *st,
    struct sb *target)
{
	struct arena a = { 0 };
	const char *full = fs_join(&a, str_from(root), path);
	int err = fs_stat(fs, full, st);

	sb_reset(target);
	if (!err && st->kind == FS_LINK)
		err = fs_readlink(fs, full, target);
	arena_release(&a);
	return err;
}

static int
follow(struct fs *fs, const char *root, struct str path, struct sb *real,
    enum fs_kind *kind)
{
	struct sb todo = { 0 }, target = { 0 };
	struct str rest, part;
	int links = 0, err = 0;

	sb_str(&todo, path);
	sb_reset(real);
	rest = sb_view(&todo);
	*kind = FS_FOLDER;
	while (!err && str_next_part(&rest, '/', &part)) {
		struct fs_stat st = { .kind = FS_FOLDER };

		if (!step(real, part)) {
			*kind = FS_OTHER;
			break;
		}
		err = stat_below(fs, root, sb_view(real), &st, &target);
		*kind = st.kind;
		if (err || st.kind == FS_ABSENT)
			break;
		if (st.kind != FS_LINK)
			continue;
		step(real, STR(".."));
		if (target.p && target.p[0] == '/')
			sb_reset(real);
		if (++links > LINKS_MOST ||
		    !redirect(&todo, rest, sb_view(&target), root)) {
			*kind = FS_OTHER;
			break;
		}
		rest = sb_view(&todo);
	}
	sb_release(&todo);
	sb_release(&target);
	return err;
}

/* Whether real lies below what the first part of path leads to. */
static int
stays(struct fs *fs, const char *root, struct str path, struct str real,
    bool *stayed)
{
	struct str first;
	struct sb top = { 0 };
	enum fs_kind kind;
	int err = 0;

	*stayed = true;
	if (str_next_part(&path, '/', &first) && path.n) {
		err = follow(fs, root, first, &top, &kind);
		*stayed = !err && kind == FS_FOLDER && top.n &&
			  str_starts(real, sb_view(&top)) &&
			  (real.n == top.n || real.p[top.n] == '/');
	}
	sb_release(&top);
	return err;
}

int
inside_follow(struct fs *fs, const char *root, struct str path, struct sb *real,
    enum fs_kind *kind)
{
	int err = follow(fs, root, path, real, kind);
	bool stayed = true;

	if (!err && (*kind == FS_FILE || *kind == FS_FOLDER))
		err = stays(fs, root, path, sb_view(real), &stayed);
	if (!stayed)
		*kind = FS_OTHER;
	return err;
}
