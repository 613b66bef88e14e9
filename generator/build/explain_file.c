/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/explain_file.h"

#include "build/explain_plan.h"
#include "build/plan_files.h"
#include "build/run_record.h"
#include "build/worker.h"
#include "diag/msg.h"

enum { CHANGED_MOST = 20 };

static void
say(struct diags *ds, struct str file, const char *text)
{
	diag_add_file(ds, DIAG_B13, file, "%s", text);
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
	if (run_record_changes(
		o, &a, CHANGED_MOST, &changed, &own.explain_changed_count))
		for (size_t i = 0; i < own.explain_changed_count; i++)
			changed[i] =
			    arena_str(&a, plan_file_shown(o, changed[i].p));
	own.explain_changed = changed;
	err = worker_start(&w, &own);
	if (err)
		diag_add_file(ds, DIAG_B02, STR_NONE,
		    N_("a worker could not be started: %s"), msg_errno(err));
	else
		workers_collect(&w, 1, ds, &summary);
	workers_release(&w, 1);
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

	if (lies_below(
		shown, arena_fmt(&a, "%.*s/plans", STR_ARG(output)).p, &rest)) {
		explain_document(o, shown, rest, ds);
	} else if (lies_below(shown, arena_cstr(&a, plans), &rest)) {
		explain_plan(o, shown, ds);
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
