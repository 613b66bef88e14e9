/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_walk.h"

#include <errno.h>

#include "base/map.h"
#include "base/utf8.h"
#include "diag/msg.h"

struct walk {
	const struct build_options *options;
	const struct policy_part *policy;
	const struct plan_visitor *visitor;
	struct diags *ds;
	struct arena *arena; /* of the run */
	struct arena plan;   /* of one plan */
	struct map folders;  /* folded plan id → taken */
	struct plan_folder *places;
	size_t place_count;
	size_t place_cap;
};

/* false when an earlier file has this folder already. */
static bool
take_folder(struct walk *w, const struct plan *p)
{
	struct sb folded = { 0 };
	struct str key;
	bool fresh;

	if (!field_given(&p->plan_id.f))
		return true;
	w->places = arena_grow(w->arena, w->places, w->place_count,
	    &w->place_cap, sizeof(*w->places));
	w->places[w->place_count++] = plan_folder_of(w->arena, w->ds, p);
	utf8_fold(&folded, p->plan_id.s);
	key = arena_str(w->arena, sb_view(&folded));
	sb_release(&folded);
	fresh = !map_has(&w->folders, key);
	map_set(&w->folders, key, w);
	return fresh;
}

static void
judge(struct walk *w, struct plan *p)
{
	const struct plan_context ctx = { .today = w->options->today,
		.revisions = w->policy->revisions,
		.revision_count = w->policy->revision_count };
	struct plan_verdict verdict = { 0 };

	if (p->readable) {
		verdict = check_plan(p, &ctx, w->ds);
		/* F15 is told when all are known; its gate closes now. */
		if (!take_folder(w, p))
			p->format_errors++;
	}
	w->visitor->see(w->visitor->arg, &w->plan, p, &verdict);
}

static void
take_plan(struct walk *w, const struct plan_file *file)
{
	struct sb raw = { 0 };
	struct plan *p = NULL;
	int err;

	arena_reset(&w->plan);
	err = fs_read(w->options->fs, file->path, PLAN_LIMIT, &raw);
	if (err == EFBIG)
		p = plan_too_large(&w->plan, w->ds, file->name);
	else if (err)
		diag_add_file(w->ds, DIAG_B01, file->name,
		    N_("the file cannot be read: %s"), msg_errno(err));
	else
		p = plan_read(&w->plan, w->ds, file->name, sb_view(&raw));
	if (p)
		judge(w, p);
	source_drop(&w->ds->sources, 1);
	sb_release(&raw);
}

size_t
plan_walk(const struct build_options *o, struct arena *a,
    const struct policy_part *policy, struct diags *ds,
    const struct plan_visitor *visitor)
{
	struct walk w = { .options = o,
		.policy = policy,
		.visitor = visitor,
		.ds = ds,
		.arena = a };
	struct plan_files files = { 0 };
	bool *twice;

	w.folders = map_new(a);
	plan_files_list(&files, a, o, ds);
	for (size_t i = 0; i < files.count; i++)
		if (!files.items[i].refused)
			take_plan(&w, &files.items[i]);
	twice = arena_array(a, bool, w.place_count + 1);
	plan_folders_check(ds, w.places, w.place_count, twice);
	arena_release(&w.plan);
	return files.count;
}
