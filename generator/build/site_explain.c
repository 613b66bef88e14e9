/* SPDX-License-Identifier: EUPL-1.2 */
/* Why a file of the site would be made again, or not: explain FILE. */
#include "build/explain_file.h"
#include "build/plan_walk.h"
#include "build/site_job.h"
#include "build/worker.h"
#include "compose/site.h"
#include "diag/msg.h"
#include "write/tree.h"

static void
explain_outlines(const struct site_memory *m, struct str file, struct diags *ds)
{
	for (size_t i = 0; i < m->site->pages.count; i++) {
		const struct page *p = m->site->pages.items[i];
		const struct page_record *was = m->before[i];

		if (m->changed[i] && (!was || !hash128_eq(was->outline,
						  m->now.pages[i].outline)))
			diag_add_file(ds, DIAG_B13, file,
			    N_("front matter or headings of %.*s are others "
			       "now, and every page may read them"),
			    STR_ARG(p->file));
	}
}

/* Why not everything may stay. */
static void
explain_frame(const struct site_memory *m, struct str file, struct diags *ds)
{
	const struct build_options *o = m->options;

	if (m->torn)
		diag_add_file(ds, DIAG_B13, file,
		    N_("the output is not as the last build left it"));
	else if (m->was.output_count == 0)
		diag_add_file(ds, DIAG_B13, file,
		    N_("nothing is known of an earlier build"));
	else if (hash128_eq(m->was.frame, m->now.frame))
		explain_outlines(m, file, ds);
	else if (o->explain_changed_count == 0)
		diag_add_file(ds, DIAG_B13, file,
		    N_("the day, an option, or the program is another one"));
	else
		for (size_t i = 0; i < o->explain_changed_count; i++)
			if (!str_ends(o->explain_changed[i], STR(".md")))
				diag_add_file(ds, DIAG_B13, file,
				    N_("%.*s changed, and every page may read it"),
				    STR_ARG(o->explain_changed[i]));
}

/* Which pages have a title that stands there. */
static void
explain_titles(struct site_job *j, struct diags *ds)
{
	const struct turn *turn = &j->memory.turn;

	for (size_t i = 0; i < turn->count; i++)
		if (turn->items[i].retitled)
			diag_add_file(ds, DIAG_B13, j->options->explain,
			    N_("it would be made again: %.*s has another title "
			       "now, and it may stand there"),
			    STR_ARG(j->site.pages.items[turn->items[i].number]
					->file));
}

/* Which pages changed that output i reads. */
static void
explain_touched(struct site_job *j, size_t i, struct diags *ds)
{
	struct str file = j->options->explain;
	struct page_list reads = site_view_reads(j->view, i, &j->arena);
	bool said = false;

	for (size_t k = 0; k < reads.count; k++)
		if (j->memory.changed[reads.items[k]->number]) {
			diag_add_file(ds, DIAG_B13, file,
			    N_("it would be made again: %.*s has other text "
			       "now"),
			    STR_ARG(reads.items[k]->file));
			said = true;
		}
	if (!said && j->memory.around && j->memory.around[i])
		explain_titles(j, ds);
	else if (!said)
		diag_add_file(ds, DIAG_B13, file,
		    N_("it would be made again: the text of the policy "
		       "changed, and it tells of that"));
}

static void
explain_output(struct site_job *j, struct str path, struct diags *ds)
{
	struct str file = j->options->explain;
	bool book = str_ends(path, STR("policyn.pdf"));

	for (size_t i = 0; i < site_view_count(j->view); i++) {
		if (!str_eq(site_view_path(j->view, i), path))
			continue;
		if (!j->memory.quick)
			explain_frame(&j->memory, file, ds);
		else if (!memory_stays(&j->memory, j->view, i,
			     memory_output(&j->memory, path)))
			explain_touched(j, i, ds);
		else
			diag_add_file(ds, DIAG_B13, file,
			    N_("it stays: nothing that it is made from has "
			       "changed"));
		return;
	}
	if (!tree_holds(j->tree, path))
		diag_add_file(
		    ds, DIAG_B13, file, N_("the program makes no such file"));
	else if (!j->memory.quick)
		explain_frame(&j->memory, file, ds);
	else if (book && j->memory.policy)
		diag_add_file(ds, DIAG_B13, file,
		    N_("it would be made again: the text of the policy "
		       "changed, and it tells of that"));
	else
		diag_add_file(ds, DIAG_B13, file,
		    N_("it stays: nothing that it is made from has changed"));
}

/* What is made from a page, when only its body changes. */
static void
explain_page(struct site_job *j, const struct page *p, struct diags *ds)
{
	bool *only = arena_array(&j->arena, bool, j->site.pages.count + 1);
	struct site_changes c = { .pages = only, .policy_from = DATE_NONE };
	struct str first = STR("");
	size_t count = 0;

	only[p->number] = true;
	for (size_t i = 0; i < site_view_count(j->view); i++)
		if (site_view_touched(j->view, i, &c)) {
			if (count++ == 0)
				first = site_view_path(j->view, i);
		}
	if (!j->memory.quick)
		explain_frame(&j->memory, p->file, ds);
	else if (j->memory.changed[p->number])
		diag_add_file(ds, DIAG_B13, p->file,
		    N_("its text is another one than in the last build"));
	else
		diag_add_file(ds, DIAG_B13, p->file,
		    N_("its text is that of the last build"));
	diag_add_file(ds, DIAG_B13, p->file,
	    msg_n("%zu file of the site is made from its text: %.*s",
		"%zu files of the site are made from its text, %.*s first",
		count),
	    count, STR_ARG(first));
	if (p->revision)
		diag_add_file(ds, DIAG_B13, p->file,
		    N_("it belongs to the policy: the differences, the policy "
		       "book and the versions beside it tell of it, too"));
}

/* Data, theme, face: or nothing that the site is made from. */
static void
explain_input(struct site_job *j, struct str file, struct diags *ds)
{
	const struct fs_recorded *seen = worker_seen(j->options);
	const struct build_options *o = j->options;

	for (size_t i = 0; seen && i < seen->count; i++) {
		struct str path = plan_file_shown(o, seen->items[i].path.p);
		bool changed = false;

		if (!str_eq(path, file) || seen->items[i].as == SEEN_KIND)
			continue;
		for (size_t k = 0; k < o->explain_changed_count; k++)
			changed |= str_eq(o->explain_changed[k], file);
		if (changed)
			diag_add_file(ds, DIAG_B13, file,
			    N_("%.*s changed, and every page may read it"),
			    STR_ARG(file));
		else
			diag_add_file(ds, DIAG_B13, file,
			    N_("every page may read it; it is as it was"));
		return;
	}
	diag_add_file(
	    ds, DIAG_B13, file, N_("the site is not made from this file"));
}

void
build_site_explain(const struct build_options *o, struct diags *ds,
    struct build_summary *summary)
{
	struct diags found = { 0 };
	struct site_job j;
	struct str output = plan_file_shown(o, o->output);
	struct str site;
	const struct page *p = NULL;

	(void)summary;
	site_job_open(&j, o, &found);
	if (site_job_load(&j) && site_job_check(&j))
		site_job_open_tree(&j);
	site = arena_fmt(&j.arena, "%.*s/site/", STR_ARG(output));
	if (!j.tree || j.err) {
		diag_add_file(ds, DIAG_B13, o->explain,
		    N_("the site has errors: nothing of it is made before "
		       "they are mended"));
	} else {
		j.view = memory_view(&j.memory, j.tree);
		for (size_t i = 0; i < j.site.pages.count; i++)
			if (str_eq(j.site.pages.items[i]->file, o->explain))
				p = j.site.pages.items[i];
		if (p)
			explain_page(&j, p, ds);
		else if (str_starts(o->explain, site))
			explain_output(
			    &j, str_from_off(o->explain, site.n), ds);
		else
			explain_input(&j, o->explain, ds);
	}
	site_job_close(&j);
	diag_release(&found);
}
