/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_files.h"

#include <errno.h>

#include "base/utf8.h"
#include "build/build.h"
#include "diag/msg.h"
#include "load/inside.h"

struct finder {
	const struct build_options *options;
	struct plan_files *out;
	struct arena *arena;
	struct diags *ds;
};

bool
plan_file_named(struct str path)
{
	size_t cut = str_rfind_char(path, '/');
	struct str name =
	    cut == STR_NOT_FOUND ? path : str_from_off(path, cut + 1);

	return name.n && name.p[0] != '.' &&
	       (str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml"))) &&
	       !str_starts(path, STR("content/")) &&
	       !str_starts(path, STR("themes/"));
}

bool
plan_file_wanted(const struct fs_entry *e)
{
	return plan_file_named(e->name) && e->kind != FS_FOLDER;
}

struct str
plan_file_shown(const struct build_options *o, const char *path)
{
	struct str full = str_from(path);
	struct str root = str_from(o->root);

	if (str_starts(full, root) && full.n > root.n && full.p[root.n] == '/')
		full = str_from_off(full, root.n + 1);
	return str_starts(full, STR("./")) ? str_from_off(full, 2) : full;
}

bool
plan_file_below(struct str shown, struct str folder)
{
	while (folder.n > 1 && folder.p[folder.n - 1] == '/')
		folder = str_sub(folder, 0, folder.n - 1);
	return folder.n && str_starts(shown, folder) &&
	       (shown.n == folder.n || shown.p[folder.n] == '/' ||
		   folder.p[folder.n - 1] == '/');
}

static struct plan_file *
add(struct finder *f, const char *path, const struct fs_stat *st)
{
	struct plan_file *file = arena_push(f->arena, f->out);

	file->name = plan_file_shown(f->options, path);
	file->path = path;
	file->st = *st;
	return file;
}

/* Plans asked for by name, inside the root or not. */
static void
list_named(struct finder *f)
{
	const struct build_options *o = f->options;

	for (size_t i = 0; i < o->only_count; i++) {
		struct str name = o->only[i];
		const char *path = fs_join(f->arena, str_from(o->root), name);
		struct fs_stat st = { 0 };

		if (!plan_file_named(name))
			continue;
		if (name.p[0] == '/' || fs_stat(o->fs, path, &st) ||
		    st.kind == FS_ABSENT)
			path = arena_cstr(f->arena, name);
		if (build_wants(o, plan_file_shown(o, path)))
			add(f, path, &st);
	}
}

static bool
is_text(struct str name)
{
	size_t off = 0;

	while (off < name.n) {
		uint32_t cp = utf8_decode(name, &off);

		if (cp == UTF8_BAD || cp < 0x20 || utf8_is_control(cp))
			return false;
	}
	return true;
}

/* A link may lead to a file of the same folder and nowhere else. */
static bool
leads_out(struct finder *f, const struct fs_entry *e)
{
	const struct build_options *o = f->options;
	enum fs_kind kind = e->kind;
	struct sb real = { 0 };
	bool out;

	if (kind != FS_LINK)
		return false;
	out = inside_follow(o->fs, o->plans, e->name, &real, &kind) != 0 ||
	      kind == FS_OTHER;
	sb_release(&real);
	return out;
}

/*
 * With a finding for what may not be taken for a plan: a link out of the
 * folder, and a name that no list or message can hold.
 */
static void
take_entry(struct finder *f, const struct fs_entry *e, const struct fs_stat *st)
{
	const struct build_options *o = f->options;
	const char *path = fs_join(f->arena, str_from(o->plans), e->name);
	struct plan_file *file;

	if (!is_text(e->name)) {
		diag_help(f->ds,
		    diag_add_file(f->ds, DIAG_S06, plan_file_shown(o, path),
			N_("the name holds bytes that are no text")),
		    "%s", _("choose another name"));
		return;
	}
	file = add(f, path, st);
	file->refused = leads_out(f, e);
	if (file->refused)
		diag_add_file(f->ds, DIAG_S06, file->name,
		    N_("the link leaves the folder of the plans"));
}

static bool
list_all(struct finder *f)
{
	const struct build_options *o = f->options;
	struct fs_entries list;
	struct fs_stat *stats;
	int err = fs_look(o->fs, f->arena, o->plans, &list, &stats);

	/* A root without plans is a root that only has a site. */
	if (err == ENOENT && !o->plans_given)
		return true;
	/* No plan at all: that is no work for those who write them. */
	if (err)
		diag_add_file(f->ds, DIAG_B01, plan_file_shown(o, o->plans),
		    N_("the folder cannot be read: %s"), msg_errno(err))
		    ->severity = SEV_SYSTEM;
	for (size_t i = 0; err == 0 && i < list.count; i++)
		if (plan_file_wanted(&list.items[i]))
			take_entry(f, &list.items[i], &stats[i]);
	return err == 0;
}

bool
plan_files_list(struct plan_files *out, struct arena *a,
    const struct build_options *o, struct diags *ds)
{
	struct finder f = { o, out, a, ds };

	if (!o->only_count)
		return list_all(&f);
	list_named(&f);
	return true;
}
