/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/build.h"

#include <errno.h>
#include <string.h>

#include "build/leak.h"
#include "build/leak_memory.h"
#include "build/plan_known.h"
#include "build/plan_pending.h"
#include "build/plan_shard.h"
#include "build/plan_store.h"
#include "build/protect_part.h"
#include "build/run_record.h"
#include "build/web_font.h"
#include "build/worker.h"
#include "diag/msg.h"
#include "write/journal.h"
#include "write/tree.h"

enum { SITE, PLANS, GUARD, PARTS };

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
		    _("readers see the earlier output or the new one, each as "
		      "a whole; mend the cause and build again"));
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

static int
prepare_tree(const struct build_options *o, const char *name, uint32_t mode)
{
	const struct tree_options t = {
		.output = o->output, .name = name, .folder_mode = mode
	};

	return tree_prepare(o->fs, &t);
}

/* Only a whole run is remembered; who asks for details wants to see it done. */
static bool
build_remembers(const struct build_options *o)
{
	return o->write && o->remember && o->only_count == 0 && !o->verbose &&
	       !o->merge && !plan_sharded(o);
}

/* What the workers cannot do themselves, since they may only write below. */
static int
prepare(const struct build_options *o)
{
	int err = 0;

	if (o->site)
		err = prepare_tree(o, "site", 0755);
	if (err == 0 && o->site)
		err = prepare_tree(o, "report", 0755);
	if (err == 0 && o->plan_documents)
		err = prepare_tree(o, "plans", 0700);
	if (err == 0 && o->plan_documents)
		err = journal_prepare(o->fs, o->output);
	if (err == 0 && o->plan_documents)
		err = drawer_prepare(o->fs, o->output, "journal");
	if (err == 0)
		err = drawer_prepare(o->fs, o->output, "site");
	if (err == 0 && o->site)
		err = drawer_prepare(o->fs, o->output, WEB_FONT_FOLDER);
	if (err == 0)
		err = drawer_prepare(o->fs, o->output, "guard");
	if (err == 0 && o->plan_documents)
		err = drawer_prepare(o->fs, o->output, "plans");
	return err;
}

/* A catalogue is read when it is first needed, and then it may be too late. */
static void
open_catalogues(void)
{
	const char *language = msg_language();

	msg_use("sv");
	msg("site");
	msg_use(language);
	msg("site");
}

static void
start(struct worker *w, const struct build_options *o, struct diags *ds)
{
	int err = worker_start(w, o);

	if (err)
		diag_add_file(ds, DIAG_B02, STR_NONE,
		    N_("a worker could not be started: %s"), msg_errno(err));
}

/*
 * The system failed, or a process died or was too slow: that need not be the
 * input's fault, and may go well next time.
 */
static bool
failed_outside(const struct diags *ds)
{
	return diag_count(ds, SEV_SYSTEM) || diag_has(ds, DIAG_B05) ||
	       diag_has(ds, DIAG_S04);
}

/* What is said once only, when documents go, would be said again by a record. */
static void
keep_record(const struct build_options *o, const struct worker *parts,
    const struct diags *ds, const struct build_summary *summary)
{
	struct str inputs[PARTS];
	bool whole = summary->removed == 0 && !failed_outside(ds);

	if (!build_remembers(o))
		return;
	for (size_t i = 0; i < PARTS; i++) {
		whole &= parts[i].pid == 0 || parts[i].done;
		inputs[i] = parts[i].inputs;
	}
	if (whole)
		run_record_write(o, inputs, PARTS, ds, summary);
	else
		run_record_forget(o);
}

/*
 * The guard goes with every run but that of single files. It ends by itself
 * when the site is not made: then nobody holds the other end of its pipe.
 */
static void
run_parts(const struct build_options *o, struct diags *ds,
    struct build_summary *summary)
{
	struct build_options own = *o;
	struct leak_link link = { -1, -1, -1, -1 };
	/* What a shard makes is guarded when it is put together. */
	bool guarded = o->only_count == 0 && !plan_sharded(o);
	int err = guarded && o->site ? leak_open(&link) : 0;
	struct worker parts[PARTS] = {
		[SITE] = { .name = _("site"),
		    .work = build_site,
		    .role = CONFINE_SITE,
		    .fd = -1,
		    .keep = { link.show_out, link.say_in } },
		[PLANS] = { .name = _("plans"),
		    .work = build_plans,
		    .role = CONFINE_PLANS,
		    .fd = -1 },
		[GUARD] = { .name = _("leak guard"),
		    .work = build_leak,
		    .role = CONFINE_GUARD,
		    .fd = -1,
		    .keep = { link.show_in, link.say_out } },
	};

	if (err) {
		diag_add_file(ds, DIAG_B02, STR_NONE,
		    N_("a worker could not be started: %s"), msg_errno(err));
		return;
	}
	open_catalogues();
	if (guarded && o->site)
		own.leak = &link;
	if (guarded)
		start(&parts[GUARD], &own, ds);
	if (o->site)
		start(&parts[SITE], &own, ds);
	if (o->plan_documents)
		start(&parts[PLANS], &own, ds);
	leak_close_guard(&link);
	leak_close_site(&link);
	workers_collect(parts, PARTS, ds, summary);
	if (parts[PLANS].done && o->write && !plan_sharded(o))
		plan_pending_said(o);
	keep_record(o, parts, ds, summary);
	workers_release(parts, PARTS);
}

static void
tell(const struct build_options *o, struct diags *ds, int err)
{
	if (err == EWOULDBLOCK)
		diag_add_file(ds, DIAG_B03, str_from(o->output),
		    N_("another build is writing here"));
	else if (err)
		build_disk_failed(ds, o->output, err);
}

/* Beside other shards, and beside a whole build. */
static void
run_shard(const struct build_options *o, struct diags *ds,
    struct build_summary *summary)
{
	int lock = -1;
	int err = plan_shard_begin(o, &lock);

	if (err == 0)
		run_parts(o, ds, summary);
	if (err == 0)
		err = plan_shard_end(o);
	tell(o, ds, err);
	if (lock >= 0)
		fs_unlock(o->fs, lock);
}

/* Shards that were not all there, or not of one kind, stay. */
static void
run_merge(const struct build_options *o, struct diags *ds,
    struct build_summary *summary)
{
	struct build_options own = *o;

	own.merge = plan_shards_there(o, ds);
	if (own.merge == 0)
		return;
	run_parts(&own, ds, summary);
	if (!diag_count(ds, SEV_SYSTEM) && summary->interrupted == 0)
		tell(o, ds, plan_shards_remove(o));
}

static void
run_if_needed(const struct build_options *o, struct diags *ds,
    struct build_summary *summary)
{
	struct build_options own = *o;
	struct plan_before before;
	struct inputs seen = { 0 };

	if (!build_remembers(o)) {
		run_parts(o, ds, summary);
		return;
	}
	plan_before_open(&before, o);
	own.before = &before;
	own.seen = &seen;
	if (!run_record_replay(&own, ds, summary, &seen))
		run_parts(&own, ds, summary);
	inputs_release(&seen);
	plan_before_close(&before);
}

void
build_run(const struct build_options *o, struct diags *ds,
    struct build_summary *summary)
{
	struct arena a = { 0 };
	int lock = -1;
	int err;

	if (plan_sharded(o)) {
		run_shard(o, ds, summary);
		return;
	}
	err = o->write ? take_lock(o, &a, &lock) : 0;
	if (err == 0 && o->write)
		err = prepare(o);
	if (err)
		tell(o, ds, err);
	else if (o->merge)
		run_merge(o, ds, summary);
	else
		run_if_needed(o, ds, summary);
	if (err == 0 && lock >= 0 && o->plan_documents &&
	    summary->interrupted == 0)
		protect_run(o, ds, summary);
	if (lock >= 0)
		fs_unlock(o->fs, lock);
	arena_release(&a);
}
