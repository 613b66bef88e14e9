/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/explain_plan.h"

#include <errno.h>

#include "build/plan_files.h"
#include "build/plan_store.h"
#include "diag/msg.h"

struct subject {
	const struct build_options *options;
	struct str file; /* that is asked about */
	struct diags *ds;
	struct arena arena;
	struct plan_store store;
	const struct plan_known *known;
};

static void
say(const struct subject *s, const char *text)
{
	diag_add_file(s->ds, DIAG_B13, s->file, "%s", text);
}

/* --- reasons that hold for all plans -------------------------------------- */

static bool
other_day(const struct subject *s, const struct plan_asked *was,
    const struct plan_asked *now)
{
	char day[11];

	if (was->today == now->today)
		return false;
	date_iso(was->today, day);
	diag_add_file(s->ds, DIAG_B13, s->file,
	    N_("its documents would be made again: the last build was for %s, "
	       "and what is due depends on the day"),
	    day);
	return true;
}

/* The first reason, in the words of who builds. */
static bool
other_run(const struct subject *s)
{
	const struct plan_asked now = plan_asked_now(s->options);
	struct plan_asked was;

	if (!plan_asked_before(&s->store, &was))
		return false;
	if (!hash128_eq(was.program, now.program))
		say(s, _("its documents would be made again: the program is "
			 "another one than in the last build"));
	else if (!hash128_eq(was.places, now.places))
		say(s,
		    _("its documents would be made again: the last build had "
		      "other folders"));
	else if (!str_eq(was.language, now.language))
		say(s,
		    _("its documents would be made again: the last build was "
		      "in another language"));
	else if (was.fhir != now.fhir || was.closed_before != now.closed_before)
		say(s,
		    _("its documents would be made again: the last build had "
		      "other options"));
	else
		return other_day(s, &was, &now);
	return true;
}

/* Theme, policy and faces. */
static bool
other_inputs(const struct subject *s)
{
	size_t doubtful;
	const struct fs_seen *changed = inputs_changed(
	    s->options->fs, &s->store.inputs, s->store.made, &doubtful);
	struct str name;

	if (!changed)
		return false;
	name = plan_file_shown(s->options, changed->path.p);
	diag_add_file(s->ds, DIAG_B13, s->file,
	    N_("its documents would be made again: %.*s changed, and all plans "
	       "are made from it"),
	    STR_ARG(name));
	return true;
}

/* --- reasons of the plan -------------------------------------------------- */

static const char *
path_of(struct subject *s, struct str file)
{
	size_t slash = str_rfind_char(file, '/');

	return fs_join(&s->arena, str_from(s->options->plans),
	    str_from_off(file, slash == STR_NOT_FOUND ? 0 : slash + 1));
}

static bool
other_text(struct subject *s)
{
	struct sb bytes = { 0 };
	int err = fs_read(
	    s->options->fs, path_of(s, s->known->file), PLAN_LIMIT, &bytes);
	bool other =
	    err || !hash128_eq(hash128(sb_view(&bytes)), s->known->content);

	sb_release(&bytes);
	if (err == ENOENT)
		diag_add_file(s->ds, DIAG_B13, s->file,
		    N_("it would be removed: the file of its plan, %.*s, is "
		       "gone"),
		    STR_ARG(s->known->file));
	else if (other)
		diag_add_file(s->ds, DIAG_B13, s->file,
		    N_("its documents would be made again: %.*s has other "
		       "text now"),
		    STR_ARG(s->known->file));
	return other;
}

/* Somebody changed a document, or took it away. */
static bool
harmed(struct subject *s)
{
	const struct tree_options where = { .output = s->options->output,
		.name = "plans",
		.folder_mode = 0700,
		.file_mode = 0600,
		.purge = true };
	const struct shelf_folder *folder = NULL;
	struct shelf *shelf;
	bool whole = false;
	int err = shelf_open(&shelf, &s->arena, s->options->fs, &where);

	if (err == 0)
		err = shelf_find(shelf, s->known->plan_id, &folder);
	if (err || !folder || shelf_whole(shelf, folder, &whole) ||
	    folder->count != s->known->documents)
		whole = false;
	shelf_close(shelf);
	if (!whole)
		say(s, _("its documents would be made again: one of them was "
			 "changed or taken away since they were made"));
	return !whole;
}

static bool
made_by_nobody(struct subject *s)
{
	if (s->known->lost)
		say(s,
		    _("it would be read again: the last build could not read "
		      "it, and left its documents as they were"));
	else if (s->known->taken)
		say(s, _("it has no documents: an earlier file has the same "
			 "plan id"));
	else if (s->known->documents == 0)
		say(s, _("it has no documents: what is written in it does not "
			 "allow any yet"));
	else
		return false;
	return true;
}

static void
explain(struct subject *s)
{
	if (!s->store.whole)
		say(s, _("its documents would be made: nothing is kept of an "
			 "earlier build"));
	else if (!s->known)
		say(s, _("its documents would be made: no earlier build knew "
			 "this plan"));
	else if (!other_text(s) && !other_run(s) && !other_inputs(s) &&
		 !made_by_nobody(s) && !harmed(s))
		say(s, _("its documents stay: nothing that they are made from "
			 "has changed"));
}

/* -------------------------------------------------------------------------- */

static void
begin(struct subject *s, const struct build_options *o, struct str file,
    struct diags *ds)
{
	*s = (struct subject){ .options = o, .file = file, .ds = ds };
	plan_store_open(&s->store, o->fs, o->output);
}

static void
end(struct subject *s)
{
	plan_store_close(&s->store);
	arena_release(&s->arena);
}

void
explain_plan(const struct build_options *o, struct str file, struct diags *ds)
{
	struct subject s;

	begin(&s, o, file, ds);
	s.known = plan_store_find(&s.store, file);
	explain(&s);
	end(&s);
}

void
explain_document(const struct build_options *o, struct str file,
    struct str path, struct diags *ds)
{
	size_t slash = str_find_char(path, '/');
	struct str folder =
	    str_sub(path, 0, slash == STR_NOT_FOUND ? 0 : slash);
	struct subject s;

	begin(&s, o, file, ds);
	for (size_t i = 0; i < s.store.count && !s.known; i++)
		if (str_eq(s.store.items[i].plan_id, folder) &&
		    !s.store.items[i].taken)
			s.known = &s.store.items[i];
	if (folder.n == 0 || str_is(folder, "_oversikt"))
		say(&s,
		    _("it tells of all plans, and is made again when one of "
		      "them changed"));
	else if (s.store.whole && !s.known)
		say(&s, _("no plan that is known makes this file"));
	else
		explain(&s);
	end(&s);
}
