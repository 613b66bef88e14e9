/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The plans: one file a person in, the documents of each out. Plans are taken
 * in order of their paths and forgotten one by one, so that memory does not
 * grow with their number. An error in a plan stops its documents only.
 */
#include "build/build.h"

#include <errno.h>

#include "base/utf8.h"
#include "build/policy_part.h"
#include "build/printer.h"
#include "compose/calendar.h"
#include "compose/document.h"
#include "diag/msg.h"
#include "load/plan.h"
#include "load/theme.h"
#include "write/journal.h"
#include "write/tree.h"

struct job {
	const struct build_options *options;
	struct diags *ds;
	struct build_summary *summary;
	struct arena arena; /* of the run */
	struct arena plan; /* of one plan */
	struct theme theme;
	struct policy_part policy;
	struct printer *printer;
	struct tree *tree; /* NULL when only checking */
	struct map folders; /* folded plan id → taken */
	struct map revisions; /* plan id → struct str *, of the policy */
	struct plan_folder *places;
	size_t place_count;
	size_t place_cap;
	struct sb bytes;
	int err; /* of the disk */
};

static bool
plan_name(struct str name)
{
	return name.p[0] != '.' &&
	    (str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")));
}

/* As findings name it: below the root relative to it. */
static struct str
shown(struct job *j, const char *path)
{
	struct str full = str_from(path);
	struct str root = str_from(j->options->root);

	if (str_starts(full, root) && full.n > root.n &&
	    full.p[root.n] == '/')
		full = str_from_off(full, root.n + 1);
	return str_starts(full, STR("./")) ? str_from_off(full, 2) : full;
}

/* --- documents ------------------------------------------------------------ */

static void
put(struct job *j, const struct plan *p, const char *name, const char *ending)
{
	struct str path = arena_fmt(&j->plan, "%.*s/%s.%s",
	    STR_ARG(p->plan_id.s), name, ending);

	j->summary->documents++;
	if (j->tree && j->err == 0)
		j->err = tree_put(j->tree, path, sb_view(&j->bytes), p->file);
}

static void
make_paper(struct job *j, const struct plan *p, enum plan_paper paper)
{
	const struct plan_paper_info *info = plan_paper_info(paper);
	const struct document_context context = { .theme = &j->theme,
		.site = j->policy.base_url,
		.today = j->options->today };
	struct sheet *sheet;

	sb_reset(&j->bytes);
	if (info->calendar) {
		if (calendar_format(p, paper, &j->bytes))
			put(j, p, info->name, "ics");
		return;
	}
	sheet = document_sheet(&j->plan, p, &context, paper);
	if (!printer_pdf(j->printer, sheet, j->ds, &j->bytes))
		return;
	put(j, p, info->name, "pdf");
	sb_reset(&j->bytes);
	if (printer_html(j->printer, sheet, j->ds, &j->bytes))
		put(j, p, info->name, "html");
}

static void
make_papers(struct job *j, const struct plan *p,
    const struct plan_verdict *verdict)
{
	for (int paper = 0; paper < PAPER_COUNT; paper++)
		if (plan_paper_gate(p, verdict, j->options->today,
			(enum plan_paper)paper) == GATE_OPEN)
			make_paper(j, p, (enum plan_paper)paper);
}

/* --- one plan ------------------------------------------------------------- */

static void
remember_revision(struct job *j, const struct plan *p)
{
	struct str *revision = arena_new(&j->arena, struct str);

	*revision = arena_str(&j->arena, p->policy_revision.s);
	map_set(&j->revisions, arena_str(&j->arena, p->plan_id.s), revision);
}

/* false when an earlier file has this folder already. */
static bool
take_folder(struct job *j, const struct plan *p)
{
	struct sb folded = { 0 };
	struct str key;
	bool fresh;

	if (!field_given(&p->plan_id.f))
		return true;
	j->places = arena_grow(&j->arena, j->places, j->place_count,
	    &j->place_cap, sizeof(*j->places));
	j->places[j->place_count++] =
	    plan_folder_of(&j->arena, j->ds, p);
	utf8_fold(&folded, p->plan_id.s);
	key = arena_str(&j->arena, sb_view(&folded));
	sb_release(&folded);
	fresh = !map_has(&j->folders, key);
	map_set(&j->folders, key, j);
	if (fresh)
		remember_revision(j, p);
	return fresh;
}

static void
judge(struct job *j, const struct plan *p)
{
	const struct plan_context context = { .today = j->options->today,
		.revisions = j->policy.revisions,
		.revision_count = j->policy.revision_count };
	struct plan_verdict verdict = check_plan(p, &context, j->ds);
	bool fresh = take_folder(j, p);

	if (fresh && j->printer)
		make_papers(j, p, &verdict);
}

/* What cannot be read now is not known to be gone: its documents stay. */
static void
keep(struct job *j, struct str name, int err)
{
	diag_add_file(j->ds, DIAG_B01, name,
	    N_("the file cannot be read: %s"), msg_errno(err));
	if (j->tree && j->err == 0)
		j->err = tree_keep_source(j->tree, name);
}

static void
take_plan(struct job *j, const char *path)
{
	struct str name = shown(j, path);
	struct sb raw = { 0 };
	struct plan *p = NULL;
	int err;

	if (!build_wants(j->options, name))
		return;
	arena_reset(&j->plan);
	err = fs_read(j->options->fs, path, PLAN_LIMIT, &raw);
	name = arena_str(&j->plan, name);
	if (err == EFBIG)
		p = plan_too_large(&j->plan, j->ds, name);
	else if (err)
		keep(j, name, err);
	else
		p = plan_read(&j->plan, j->ds, name, sb_view(&raw));
	if (p && p->readable)
		judge(j, p);
	j->summary->plans++;
	source_drop(&j->ds->sources, 1);
	sb_release(&raw);
}

/* --- all plans ------------------------------------------------------------ */

/* Plans outside the folder, asked for by name. */
static void
take_named(struct job *j)
{
	for (size_t i = 0; i < j->options->only_count; i++) {
		struct str name = j->options->only[i];
		struct fs_stat st;
		char *path = arena_cstr(&j->arena, name);

		if (!plan_name(name) ||
		    str_starts(name, STR("content/")) ||
		    str_starts(name, STR("themes/")))
			continue;
		if (fs_stat(j->options->fs,
			fs_join(&j->arena, str_from(j->options->root), name),
			&st) == 0 &&
		    st.kind == FS_FILE)
			path = fs_join(&j->arena,
			    str_from(j->options->root), name);
		take_plan(j, path);
	}
}

static void
take_folder_of_plans(struct job *j)
{
	struct fs_entries list;
	int err = fs_list(j->options->fs, &j->arena, j->options->plans, &list);

	/* A root without plans is a root that only has a site. */
	if (err == ENOENT)
		return;
	if (err)
		diag_add_file(j->ds, DIAG_B01, shown(j, j->options->plans),
		    N_("the folder cannot be read: %s"), msg_errno(err));
	for (size_t i = 0; err == 0 && j->err == 0 && i < list.count; i++)
		if (plan_name(list.items[i].name) &&
		    list.items[i].kind != FS_FOLDER)
			take_plan(j,
			    fs_join(&j->arena, str_from(j->options->plans),
				list.items[i].name));
}

static void
say_doubles(struct job *j)
{
	bool *twice = arena_array(&j->arena, bool, j->place_count + 1);

	plan_folders_check(j->ds, j->places, j->place_count, twice);
}

/* Without theme or faces the plans are still checked. */
static void
open_printer(struct job *j)
{
	const struct build_options *o = j->options;
	size_t before = j->ds->count;
	const char *themes =
	    fs_join(&j->arena, str_from(o->data), STR("themes"));

	if (theme_load(&j->theme, &j->arena, j->ds, o->fs, o->root,
		j->policy.theme, themes))
		j->printer = printer_open(&j->arena, o, &j->theme, j->ds);
	/* The site says what is wrong with the theme; once is enough. */
	if (o->site && j->printer)
		j->ds->count = before;
	source_drop(&j->ds->sources, 1);
}

struct events {
	struct journal_event *items;
	size_t count;
	size_t cap;
};

/* One event a plan: paths are sorted, so those of a plan follow each other. */
static void
add_events(struct job *j, struct events *out, const char *what,
    const struct str *paths, size_t count)
{
	struct journal_event *last = NULL;

	for (size_t i = 0; i < count; i++) {
		struct str rest = paths[i], id;
		const struct str *revision;

		if (str_find_char(rest, '/') == STR_NOT_FOUND ||
		    !str_next_part(&rest, '/', &id))
			continue;
		if (!last || !str_eq(last->plan_id, id)) {
			last = arena_push(&j->arena, out);
			last->what = what;
			last->plan_id = id;
			revision = map_find(&j->revisions, id);
			if (revision)
				last->revision = *revision;
		}
		last->documents++;
	}
}

static void
write_journal(struct job *j)
{
	struct events events = { 0 };
	const struct str *paths;
	size_t count;

	paths = tree_changed(j->tree, &count);
	add_events(j, &events, "made", paths, count);
	paths = tree_removed(j->tree, &count);
	add_events(j, &events, "removed", paths, count);
	j->err = journal_append(j->options->fs, j->options->output,
	    j->options->now, events.items, events.count);
}

static void
commit(struct job *j)
{
	struct tree_result result = { 0 };

	if (j->tree && j->err == 0)
		j->err = tree_commit(j->tree, &result);
	if (j->tree && j->err == 0)
		write_journal(j);
	if (j->err)
		build_disk_failed(j->ds, j->options->output, j->err);
	j->summary->plans_changed = result.changed;
	j->summary->removed = result.removed;
}

void
build_plans(const struct build_options *options, struct diags *ds,
    struct build_summary *summary)
{
	const struct tree_options where = { .output = options->output,
		.name = "plans",
		.folder_mode = 0700,
		.file_mode = 0600,
		.purge = true };
	struct job j = { .options = options, .ds = ds, .summary = summary };

	j.folders = map_new(&j.arena);
	j.revisions = map_new(&j.arena);
	policy_part_load(&j.policy, &j.arena, options);
	open_printer(&j);
	if (options->write && j.printer)
		j.err = tree_open(&j.tree, &j.arena, options->fs, &where);
	if (j.err == 0 && options->only_count)
		take_named(&j);
	else if (j.err == 0)
		take_folder_of_plans(&j);
	say_doubles(&j);
	commit(&j);
	printer_close(j.printer);
	source_drop(&ds->sources, 1);
	sb_release(&j.bytes);
	arena_release(&j.plan);
	arena_release(&j.arena);
}
