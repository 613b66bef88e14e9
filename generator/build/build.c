/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/build.h"

#include <errno.h>
#include <string.h>

#include "build/worker.h"
#include "diag/msg.h"

enum { PARTS = 2 };

bool
build_wants(const struct build_options *o, struct str file)
{
	for (size_t i = 0; i < o->only_count; i++)
		if (str_eq(o->only[i], file))
			return true;
	return o->only_count == 0;
}

void
build_disk_failed(struct diags *ds, const char *what, int err)
{
	struct finding *f = diag_add_file(ds, DIAG_B02, str_from(what),
	    N_("the output could not be written: %s"), msg_errno(err));

	if (err != ENOSPC && err != EDQUOT)
		diag_help(ds, f, "%s",
		    _("the earlier output stays as it was; mend the "
		      "cause and build again"));
}

/* The lock lies beside the trees and is gone with the process that held it. */
static int
take_lock(const struct build_options *o, struct arena *a, int *handle)
{
	int err = fs_mkdirs(o->fs, o->output, 0755);

	if (err)
		return err;
	return fs_lock(
	    o->fs, fs_join(a, str_from(o->output), STR(".lock")), handle);
}

static void
run_parts(const struct build_options *o, struct diags *ds,
    struct build_summary *summary)
{
	struct worker parts[PARTS] = {
		{ .name = _("site"), .work = build_site, .fd = -1 },
		{ .name = _("plans"), .work = build_plans, .fd = -1 },
	};
	bool wanted[PARTS] = { o->site, o->plan_documents };

	for (size_t i = 0; i < PARTS; i++) {
		int err = wanted[i] ? worker_start(&parts[i], o) : 0;

		if (err)
			diag_add_file(ds, DIAG_B02, STR_NONE,
			    N_("a worker could not be started: %s"),
			    msg_errno(err));
	}
	workers_collect(parts, PARTS, ds, summary);
}

void
build_run(const struct build_options *o, struct diags *ds,
    struct build_summary *summary)
{
	struct arena a = { 0 };
	int lock = -1;
	int err = o->write ? take_lock(o, &a, &lock) : 0;

	if (err == EWOULDBLOCK)
		diag_add_file(ds, DIAG_B03, str_from(o->output),
		    N_("another build is writing here"));
	else if (err)
		build_disk_failed(ds, o->output, err);
	else
		run_parts(o, ds, summary);
	if (lock >= 0)
		fs_unlock(o->fs, lock);
	arena_release(&a);
}
