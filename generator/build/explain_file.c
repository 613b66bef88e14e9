/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/explain_file.h"

#include "build/plan_store.h"
#include "build/plan_walk.h"
#include "build/run_record.h"
#include "build/worker.h"
#include "diag/msg.h"

enum { CHANGED_MOST = 20 };

static void
say(struct diags *ds, struct str file, const char *text)
{
	diag_add_file(ds, DIAG_B13, file, "%s", text);
}

/* --- plans ---------------------------------------------------------------- */

static const struct plan_known *
plan_of_folder(const struct plan_store *s, struct str folder)
{
	for (size_t i = 0; i < s->count; i++)
		if (str_eq(s->items[i].plan_id, folder))
			return &s->items[i];
	return NULL;
}

static bool
same_plan(const struct build_options *o, const struct plan_known *known,
    const char *path)
{
	struct sb bytes = { 0 };
	bool same = fs_read(o->fs, path, PLAN_LIMIT, &bytes) == 0 &&
		    hash128_eq(hash128(sb_view(&bytes)), known->content);

	sb_release(&bytes);
	return same;
}

/* Theme, policy and faces: all documents of all plans are made from them. */
static bool
plans_frame_same(const struct build_options *o, const struct plan_store *s,
    struct str file, struct diags *ds)
{
	size_t doubtful;
	const struct fs_seen *changed =
	    inputs_changed(o->fs, &s->inputs, s->made, &doubtful);
	struct str name;

	if (!changed)
		return true;
	name = plan_file_shown(o, changed->path.p);
	diag_add_file(ds, DIAG_B13, file,
	    N_("its documents would be made again: %.*s changed, and all plans "
	       "are made from it"),
	    STR_ARG(name));
	return false;
}

static void
explain_plan(const struct build_options *o, struct str file,
    const struct plan_known *known, const struct plan_store *s,
    struct diags *ds)
{
	struct arena a = { 0 };
	size_t slash;
	const char *path;

	if (!known) {
		say(ds, file,
		    _("its documents would be made: no earlier build knew "
		      "this plan"));
		return;
	}
	slash = str_rfind_char(known->file, '/');
	path = fs_join(&a, str_from(o->plans),
	    slash == STR_NOT_FOUND ? known->file
				   : str_from_off(known->file, slash + 1));
	if (!same_plan(o, known, path))
		diag_add_file(ds, DIAG_B13, file,
		    N_("its documents would be made again: %.*s has other "
		       "text now"),
		    STR_ARG(known->file));
	else if (plans_frame_same(o, s, file, ds))
		say(ds, file,
		    _("its documents stay on the same day and with the same "
		      "options: nothing that they are made from has "
		      "changed"));
	arena_release(&a);
}

static void
explain_plans(const struct build_options *o, struct str file,
    struct str folder, struct diags *ds)
{
	struct plan_store s = { 0 };
	const struct plan_known *known;

	plan_store_open(&s, o->fs, o->output);
	known = folder.n ? plan_of_folder(&s, folder)
			 : plan_store_find(&s, file);
	if (folder.n && !known)
		say(ds, file, _("no plan that is known makes this file"));
	else
		explain_plan(o, file, known, &s, ds);
	plan_store_close(&s);
}

/* --- which part ----------------------------------------------------------- */

/* In a worker, since content is read that others wrote. */
static void
explain_site(const struct build_options *o, struct str file, struct diags *ds)
{
	struct arena a = { 0 };
	struct build_options own = *o;
	struct build_summary summary = { 0 };
	struct worker w = { .name = _("site"),
		.work = build_site_explain,
		.role = CONFINE_SITE,
		.fd = -1 };
	struct str *changed;
	int err;

	own.write = true;
	own.explain = file;
	if (run_record_changes(o, &a, CHANGED_MOST, &changed,
		&own.explain_changed_count))
		for (size_t i = 0; i < own.explain_changed_count; i++)
			changed[i] = arena_str(
			    &a, plan_file_shown(o, changed[i].p));
	own.explain_changed = changed;
	err = worker_start(&w, &own);
	if (err)
		diag_add_file(ds, DIAG_B02, STR_NONE,
		    N_("a worker could not be started: %s"), msg_errno(err));
	else
		workers_collect(&w, 1, ds, &summary);
	inputs_release(&w.inputs);
	arena_release(&a);
}

static bool
lies_below(struct str file, const char *folder, struct str *rest)
{
	struct str f = str_from(folder);

	if (!str_starts(file, f) || file.n <= f.n || file.p[f.n] != '/')
		return false;
	*rest = str_from_off(file, f.n + 1);
	return true;
}

void
build_explain_file(
    const struct build_options *o, struct str file, struct diags *ds)
{
	struct arena a = { 0 };
	const char *path = arena_cstr(&a, file);
	struct str shown = plan_file_shown(o, path), rest;
	struct str output = plan_file_shown(o, o->output);
	struct str plans = plan_file_shown(o, o->plans);

	if (lies_below(shown, arena_fmt(&a, "%.*s/plans", STR_ARG(output)).p,
		&rest)) {
		struct str folder = rest;
		size_t slash = str_find_char(rest, '/');

		if (slash == STR_NOT_FOUND)
			say(ds, shown,
			    _("it tells of all plans, and is made again when "
			      "one of them changed"));
		else
			explain_plans(
			    o, shown, str_sub(folder, 0, slash), ds);
	} else if (lies_below(shown, arena_cstr(&a, plans), &rest)) {
		explain_plans(o, shown, STR(""), ds);
	} else if (lies_below(shown,
		       arena_fmt(&a, "%.*s/report", STR_ARG(output)).p,
		       &rest)) {
		say(ds, shown,
		    _("it measures all texts, and is made in every build in "
		      "which something changed"));
	} else {
		explain_site(o, shown, ds);
	}
	arena_release(&a);
}
