/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/new_revision.h"

#include <errno.h>

#include "build/build.h"
#include "compose/revision_todo.h"
#include "diag/msg.h"
#include "load/site.h"

enum { FILE_LIMIT = 16 * 1024 * 1024, DEPTH = 16 };

struct job {
	const struct build_options *options;
	struct diags *ds;
	struct arena arena;
	struct site site;
	const struct revision *base;
	struct str name;
	struct ymd month;  /* of its name */
	const char *spare; /* filled, then renamed to folder */
	const char *folder;
};

static bool
wrong_name(struct job *j, const char *why)
{
	diag_add_file(j->ds, DIAG_V26,
	    arena_fmt(&j->arena, "content/policy/%.*s", STR_ARG(j->name)), "%s",
	    why);
	return false;
}

/* "2027-11": a month, later than what it is copied from, not there yet. */
static bool
check_name(struct job *j)
{
	struct str s = j->name;
	struct fs_stat st;

	if (s.n != 7 || s.p[4] != '-' ||
	    !str_int(str_sub(s, 0, 4), &j->month.year) ||
	    !str_int(str_sub(s, 5, 2), &j->month.month) ||
	    !date_valid(j->month.year, j->month.month, 1))
		return wrong_name(
		    j, _("a revision is named after a month: YYYY-MM"));
	for (size_t i = 0; i < j->site.revisions.count; i++)
		if (str_eq(j->site.revisions.items[i]->name, s))
			return wrong_name(
			    j, _("the revision is there already"));
	if (fs_stat(j->options->fs, j->folder, &st) == 0 &&
	    st.kind != FS_ABSENT)
		return wrong_name(j, _("the folder is there already"));
	if (!j->base)
		return wrong_name(
		    j, _("there is no revision that it could be copied from"));
	if (str_cmp(s, j->base->name) < 0)
		return wrong_name(j,
		    _("it must be later than the revision it is copied from"));
	return true;
}

static int
copy_file(struct job *j, const char *from, const char *to)
{
	struct sb bytes = { 0 };
	int err = fs_read(j->options->fs, from, FILE_LIMIT, &bytes);

	if (err == 0)
		err = fs_write(j->options->fs, to, sb_view(&bytes), 0644);
	sb_release(&bytes);
	return err;
}

/* Files and folders; what is neither, or hidden, is no part of a revision. */
static int
copy_folder(struct job *j, const char *from, const char *to, int depth)
{
	struct fs_entries list = { 0 };
	int err = fs_mkdir(j->options->fs, to, 0755);

	if (err == 0)
		err = depth > DEPTH
			  ? ELOOP
			  : fs_list(j->options->fs, &j->arena, from, &list);
	for (size_t i = 0; err == 0 && i < list.count; i++) {
		struct str name = list.items[i].name;
		const char *a = fs_join(&j->arena, str_from(from), name);
		const char *b = fs_join(&j->arena, str_from(to), name);

		if (name.p[0] == '.' ||
		    (depth == 0 && str_is(name, "revision.yaml")))
			continue;
		if (list.items[i].kind == FS_FOLDER)
			err = copy_folder(j, a, b, depth + 1);
		else if (list.items[i].kind == FS_FILE)
			err = copy_file(j, a, b);
	}
	return err;
}

static date_t
last_day(int year, int month)
{
	return month == 12 ? date_from(year + 1, 1, 1) - 1
			   : date_from(year, month + 1, 1) - 1;
}

static void
add_parties(struct job *j, struct sb *out)
{
	const struct site_config *c = &j->site.config;

	sb_cstr(out, "parties:\n");
	for (size_t i = 0; i < c->party_count; i++) {
		sb_cstr(out, "  - name: \"");
		json_escape(out, c->parties[i].name.s);
		sb_cstr(out, "\"\n"
			     "    # decided_by: nämnden som har beslutat\n"
			     "    # decided_on: dagen för beslutet\n");
	}
}

/* Undecided: the parties' lines are there to be filled in. */
static void
revision_yaml(struct job *j, struct sb *out)
{
	char in_force[11], review[11];

	date_iso(last_day(j->month.year, j->month.month), in_force);
	date_iso(date_from(j->month.year + 1, 11, 30), review);
	sb_fmt(out,
	    "# Revision %.*s, öppnad från %.*s.\n"
	    "# Den gäller först när båda parterna har beslutat den.\n"
	    "in_force: %s    # ändra till dagen som parterna bestämmer\n"
	    "next_review: %s\n",
	    STR_ARG(j->name), STR_ARG(j->base->name), in_force, review);
	add_parties(j, out);
	sb_cstr(out, "summary:\n"
		     "  klarsprak: \"\"\n"
		     "  lattlast: \"\"\n"
		     "# Egna ord om en ändring: page, klarsprak och lattlast.\n"
		     "changes: []\n");
}

static int
fill(struct job *j)
{
	struct fs *fs = j->options->fs;
	const char *from =
	    fs_join(&j->arena, str_from(j->options->root), j->base->folder);
	struct sb yaml = { 0 };
	int err = fs_remove_tree(fs, j->spare);

	if (err == 0)
		err = copy_folder(j, from, j->spare, 0);
	revision_yaml(j, &yaml);
	if (err == 0)
		err = fs_write(fs,
		    fs_join(
			&j->arena, str_from(j->spare), STR("revision.yaml")),
		    sb_view(&yaml), 0644);
	sb_release(&yaml);
	if (err == 0)
		err = fs_sync(fs, j->spare);
	if (err == 0)
		err = fs_rename(fs, j->spare, j->folder);
	if (err)
		fs_remove_tree(fs, j->spare);
	return err;
}

static void
open_revision(struct job *j, struct sb *out)
{
	struct str shown =
	    arena_fmt(&j->arena, "content/policy/%.*s", STR_ARG(j->name));
	int err = fill(j);

	if (err) {
		diag_add_file(j->ds, DIAG_B02, shown,
		    N_("the revision was not made: %s"), msg_errno(err));
		return;
	}
	revision_todo(&j->site, j->base, shown, j->options->today, out);
}

void
build_new_revision(const struct build_options *o, struct str name,
    struct diags *ds, struct sb *out)
{
	struct job j = { .options = o, .ds = ds, .name = name };
	struct diags content = { 0 };
	struct str root = str_from(o->root);

	j.folder = fs_join(&j.arena, root,
	    arena_fmt(&j.arena, "content/policy/%.*s", STR_ARG(name)));
	j.spare = fs_join(&j.arena, root,
	    arena_fmt(&j.arena, "content/policy/.%.*s.new", STR_ARG(name)));
	/* What is wrong on the pages is for build and check to say. */
	if (site_load(&j.site, &j.arena, &content, o->fs, o->root)) {
		site_resolve(&j.site, o->today);
		j.base = site_shown(&j.site, o->today);
		if (check_name(&j))
			open_revision(&j, out);
	} else {
		for (size_t i = 0; i < content.count; i++)
			diag_take(ds, &content.items[i]);
	}
	source_drop(&content.sources, 1);
	diag_release(&content);
	arena_release(&j.arena);
}
