/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/diff_part.h"

#include "base/suggest.h"
#include "build/paper_file.h"
#include "compose/diff.h"
#include "compose/diff_print.h"
#include "compose/diff_sheet.h"
#include "diag/msg.h"
#include "load/site.h"

struct job {
	const struct diff_request *rq;
	struct diags *ds;
	struct arena arena;
	struct site site;
	struct diff *diff;
};

/* The revision of a name; a finding names those there are. */
static const struct revision *
find_revision(struct job *j, const char *name)
{
	const struct revisions *all = &j->site.revisions;
	struct suggest near = suggest_for(str_from(name));
	struct sb names = { 0 };
	struct finding *f;

	for (size_t i = 0; i < all->count; i++) {
		if (str_is(all->items[i]->name, name)) {
			sb_release(&names);
			return all->items[i];
		}
		suggest_offer(&near, all->items[i]->name);
		sb_cstr(&names, i ? ", " : "");
		sb_str(&names, all->items[i]->name);
	}
	f = diag_add_file(j->ds, DIAG_V20, STR("content/policy"),
	    N_("there is no revision \"%s\""), name);
	if (near.best.n)
		diag_help(j->ds, f, _("did you mean %.*s? There is: %s"),
		    STR_ARG(near.best), sb_text(&names));
	else if (names.n)
		diag_help(j->ds, f, _("there is: %s"), sb_text(&names));
	sb_release(&names);
	return NULL;
}

static enum diff_result
compare(struct job *j, struct sb *out)
{
	const struct revision *before = find_revision(j, j->rq->before);
	const struct revision *after = find_revision(j, j->rq->after);

	if (!before || !after)
		return DIFF_WRONG_NAME;
	j->diff = diff_revisions(&j->arena, &j->site, before, after);
	if (j->rq->json)
		diff_print_json(j->diff, out);
	else
		diff_print_text(j->diff, out);
	if (j->rq->pdf && !paper_file(j->rq->options, &j->arena, j->ds,
			      j->site.config.theme.s,
			      diff_sheet(&j->arena, j->diff), j->rq->pdf, 0644))
		return DIFF_FAILED;
	return DIFF_DONE;
}

enum diff_result
diff_run(const struct diff_request *rq, struct diags *ds, struct sb *out)
{
	struct job j = { .rq = rq, .ds = ds };
	struct diags content = { 0 };
	enum diff_result result = DIFF_FAILED;

	/* What is wrong on the pages is for build and check to say. */
	if (site_load(&j.site, &j.arena, &content, rq->options->fs,
		rq->options->root)) {
		site_resolve(&j.site, rq->options->today);
		result = compare(&j, out);
	} else {
		for (size_t i = 0; i < content.count; i++)
			diag_take(ds, &content.items[i]);
	}
	source_drop(&content.sources, 1);
	diag_release(&content);
	arena_release(&j.arena);
	return result;
}
