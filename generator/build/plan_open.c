/* SPDX-License-Identifier: EUPL-1.2 */
/* The plans' part of a run: what everything is made from, and what is known. */
#include "build/plan_run.h"
#include "build/run_record.h"
#include "load/theme.h"

/* Without theme or faces the plans are still checked. */
static void
open_printer(struct plan_run *r)
{
	const struct build_options *o = &r->own;
	struct sb said = { 0 };
	size_t before = r->ds->count;
	const char *themes =
	    fs_join(&r->arena, str_from(o->data), STR("themes"));

	if (theme_load(&r->theme, &r->arena, r->ds, o->fs, o->root,
		r->policy.theme, themes))
		r->printer = printer_open(&r->arena, o, &r->theme, r->ds);
	pack_findings(&said, r->ds, before);
	r->said = arena_str(&r->arena, sb_view(&said));
	sb_release(&said);
	/* The site says what is wrong with the theme; once is enough. */
	if (o->site && r->printer)
		r->ds->count = before;
	source_drop(&r->ds->sources, 1);
}

void
plan_run_open(struct plan_run *r)
{
	if (r->opened)
		return;
	r->opened = true;
	r->own = *r->options;
	fs_recorded_init(&r->seen, r->options->fs, STR_NONE);
	r->own.fs = &r->seen.fs;
	policy_part_load(&r->policy, &r->arena, &r->own);
	r->context = r->policy.status;
	r->context.today = r->options->today;
	r->context.revisions = r->policy.revisions;
	r->context.revision_count = r->policy.revision_count;
	open_printer(r);
}

/* The same files with the same content as when the store was written. */
bool
plan_run_same_inputs(const struct plan_run *r)
{
	const struct inputs *was = &r->store.inputs;

	if (was->count != r->seen.count)
		return false;
	for (size_t i = 0; i < was->count; i++) {
		const struct fs_seen *now =
		    fs_recorded_find(&r->seen, was->items[i].path);

		if (!now || now->as != was->items[i].as ||
		    now->failed != was->items[i].failed ||
		    !hash128_eq(now->hash, was->items[i].hash))
			return false;
	}
	return true;
}

static struct hash128
store_key(const struct build_options *o)
{
	struct sb key = { 0 };
	struct hash128 hash;

	pack_hash(&key, program_key(o));
	pack_text(&key, str_from(o->plans));
	pack_number(&key, (uint64_t)(int64_t)o->closed_before);
	pack_number(&key, o->fhir);
	hash = hash128(sb_view(&key));
	sb_release(&key);
	return hash;
}

/* Single files are another list, and what is asked for in detail is made. */
void
plan_run_recall(struct plan_run *r, bool use)
{
	const struct build_options *o = r->options;
	size_t doubtful;

	plan_store_open(&r->store, o->fs, o->output);
	if (!use || o->only_count) {
		r->store.whole = false;
		r->store.count = 0;
	}
	r->fresh = r->store.whole &&
		   hash128_eq(r->store.key, store_key(o)) &&
		   !inputs_changed(
		       o->fs, &r->store.inputs, r->store.made, &doubtful);
	r->store.key = store_key(o);
}
