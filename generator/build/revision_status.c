/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/revision_status.h"

#include "build/paper_file.h"
#include "build/plan_walk.h"
#include "build/status_part.h"
#include "compose/diff.h"
#include "compose/revision_plans.h"
#include "diag/msg.h"
#include "load/site.h"

struct job {
	const struct revision_status_request *rq;
	struct arena arena;
	struct site site;
	struct map touches; /* name of an older revision → touch */
	struct plan_touches plans;
	struct diags said; /* of the plans that were read last */
	struct diags *unread;
};

static const struct revision *
find_revision(const struct job *j, struct str name)
{
	for (size_t i = 0; i < j->site.revisions.count; i++)
		if (str_eq(j->site.revisions.items[i]->name, name))
			return j->site.revisions.items[i];
	return NULL;
}

static const struct touch *
touch_of(struct job *j, struct str name)
{
	struct touch *t = map_find(&j->touches, name);
	const struct revision *before = find_revision(j, name);

	if (t)
		return t;
	name = arena_str(&j->arena, name);
	t = touch_make(&j->arena, name,
	    before
		? diff_revisions(&j->arena, &j->site, before, j->plans.revision)
		: NULL);
	map_set(&j->touches, name, t);
	return t;
}

static void
see(void *arg, struct arena *a, const struct plan *p,
    const struct plan_verdict *verdict)
{
	struct job *j = arg;

	(void)a;
	(void)verdict;
	build_status_keep_unread(j->unread, &j->said);
	if (plan_is_behind(p, j->plans.revision->name))
		*arena_push(&j->arena, &j->plans) = plan_touch_of(
		    &j->arena, p, touch_of(j, p->policy_revision.s));
}

static void
walk(struct job *j)
{
	const struct plan_visitor visitor = { .see = see, .arg = j };
	struct policy_part policy;

	policy_part_load(&policy, &j->arena, j->rq->options);
	/* What is wrong in the plans that were read is for check to say. */
	plan_walk(j->rq->options, &j->arena, &policy, &j->said, &visitor);
	build_status_keep_unread(j->unread, &j->said);
	diag_release(&j->said);
}

static bool
choose(struct job *j, struct diags *ds)
{
	struct str name = str_from(j->rq->revision);

	j->plans.revision = find_revision(j, name);
	j->plans.today = j->rq->options->today;
	if (!j->plans.revision) {
		diag_add_file(ds, DIAG_V20, STR("content/policy"),
		    N_("there is no revision \"%.*s\""), STR_ARG(name));
		return false;
	}
	j->plans.due = j->plans.revision->in_force == DATE_NONE
			   ? DATE_NONE
			   : j->plans.revision->in_force + REVISION_REVIEW_DAYS;
	return true;
}

bool
build_revision_status(
    const struct revision_status_request *rq, struct diags *ds, struct sb *out)
{
	struct job j = { .rq = rq, .unread = ds };
	struct diags content = { 0 };
	const struct build_options *o = rq->options;
	bool fine = site_load(&j.site, &j.arena, &content, o->fs, o->root);

	for (size_t i = 0; !fine && i < content.count; i++)
		diag_take(ds, &content.items[i]);
	if (fine)
		site_resolve(&j.site, o->today);
	fine = fine && choose(&j, ds);
	j.touches = map_new(&j.arena);
	if (fine) {
		walk(&j);
		if (rq->json)
			plan_touches_json(&j.plans, out);
		else
			plan_touches_text(&j.plans, out);
	}
	if (fine && rq->pdf)
		fine = paper_file(o, &j.arena, ds, j.site.config.theme.s,
		    plan_touches_sheet(&j.arena, &j.plans), rq->pdf, 0600);
	source_drop(&content.sources, 1);
	diag_release(&content);
	arena_release(&j.arena);
	return fine;
}
