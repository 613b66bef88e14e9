/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_walk.h"

#include <errno.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "diag/msg.h"
#include "load/inside.h"

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
	size_t files;
};

static bool
plan_name(struct str name)
{
	return name.n && name.p[0] != '.' &&
	       (str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml")));
}

bool
plan_file_wanted(const struct fs_entry *e)
{
	return plan_name(e->name) && e->kind != FS_FOLDER;
}

struct str
plan_file_shown(const struct build_options *o, const char *path)
{
	struct str full = str_from(path);
	struct str root = str_from(o->root);

	if (str_starts(full, root) && full.n > root.n && full.p[root.n] == '/')
		full = str_from_off(full, root.n + 1);
	return str_starts(full, STR("./")) ? str_from_off(full, 2) : full;
}

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

static struct plan_context
context(const struct walk *w)
{
	return (struct plan_context){ .today = w->options->today,
		.revisions = w->policy->revisions,
		.revision_count = w->policy->revision_count };
}

static void
judge(struct walk *w, struct plan *p)
{
	const struct plan_context ctx = context(w);
	struct plan_verdict verdict = { 0 };

	if (p->readable) {
		verdict = check_plan(p, &ctx, w->ds);
		/* F15 is told when all are known; its gate closes now. */
		if (!take_folder(w, p))
			p->format_errors++;
	}
	w->visitor->see(w->visitor->arg, &w->plan, p, &verdict);
}

/* The same findings in Swedish: taken over, or found once more. */
static void
say_in_swedish(struct walk *w, struct str name, struct str raw, size_t first)
{
	struct diags *sv = w->visitor->swedish;
	const char *language = msg_language();
	const struct plan_context ctx = context(w);
	struct plan *p;

	if (!sv || first == w->ds->count)
		return;
	if (strcmp(language, "sv") == 0) {
		for (size_t i = first; i < w->ds->count; i++)
			diag_take(sv, &w->ds->items[i]);
		return;
	}
	msg_use("sv");
	p = !raw.p ? plan_too_large(&w->plan, sv, name)
		   : plan_read(&w->plan, sv, name, raw);
	if (p->readable)
		check_plan(p, &ctx, sv);
	source_drop(&sv->sources, 1);
	msg_use(language);
}

static void
lost(struct walk *w, struct str name, int err)
{
	diag_add_file(w->ds, DIAG_B01, name, N_("the file cannot be read: %s"),
	    msg_errno(err));
	if (w->visitor->lost)
		w->visitor->lost(w->visitor->arg, name);
}

/* It ended a worker; the finding was made there. */
static bool
to_be_skipped(const struct walk *w, struct str name)
{
	for (size_t i = 0; i < w->options->skip_count; i++)
		if (str_eq(w->options->skip[i], name))
			return w->visitor->lost != NULL;
	return false;
}

static void
take_plan(struct walk *w, const char *path)
{
	struct str name = plan_file_shown(w->options, path);
	struct sb raw = { 0 };
	struct plan *p = NULL;
	size_t first = w->ds->count;
	int err;

	if (!build_wants(w->options, name))
		return;
	arena_reset(&w->plan);
	name = arena_str(&w->plan, name);
	if (to_be_skipped(w, name)) {
		w->visitor->lost(w->visitor->arg, name);
		return;
	}
	err = fs_read(w->options->fs, path, PLAN_LIMIT, &raw);
	if (err == EFBIG)
		p = plan_too_large(&w->plan, w->ds, name);
	else if (err)
		lost(w, name, err);
	else
		p = plan_read(&w->plan, w->ds, name, sb_view(&raw));
	if (p) {
		judge(w, p);
		say_in_swedish(w, name, err ? STR_NONE : sb_view(&raw), first);
	}
	w->files++;
	source_drop(&w->ds->sources, 1);
	sb_release(&raw);
}

/* Plans asked for by name, inside the root or not. */
static void
take_named(struct walk *w)
{
	const struct build_options *o = w->options;

	for (size_t i = 0; i < o->only_count; i++) {
		struct str name = o->only[i];
		const char *inside = fs_join(w->arena, str_from(o->root), name);
		struct fs_stat st;

		if (!plan_name(name) || str_starts(name, STR("content/")) ||
		    str_starts(name, STR("themes/")))
			continue;
		if (name.p[0] != '/' && fs_stat(o->fs, inside, &st) == 0 &&
		    st.kind != FS_ABSENT)
			take_plan(w, inside);
		else
			take_plan(w, arena_cstr(w->arena, name));
	}
}

static bool
is_text(struct str name)
{
	size_t off = 0;

	while (off < name.n) {
		uint32_t cp = utf8_decode(name, &off);

		if (cp == UTF8_BAD || cp < 0x20 || utf8_is_control(cp))
			return false;
	}
	return true;
}

/*
 * false, with a finding, for what may not be taken for a plan: a link out of
 * the folder, and a name that no list or message can hold.
 */
static bool
sound_entry(struct walk *w, const struct fs_entry *e)
{
	const struct build_options *o = w->options;
	struct str name =
	    plan_file_shown(o, fs_join(w->arena, str_from(o->plans), e->name));
	enum fs_kind kind = e->kind;
	struct sb real = { 0 };

	if (!is_text(e->name)) {
		diag_help(w->ds,
		    diag_add_file(w->ds, DIAG_S06, name,
			N_("the name holds bytes that are no text")),
		    "%s", _("choose another name"));
		return false;
	}
	if (kind != FS_LINK)
		return true;
	if (inside_follow(o->fs, o->plans, e->name, &real, &kind) ||
	    kind == FS_OTHER) {
		diag_add_file(w->ds, DIAG_S06, name,
		    N_("the link leaves the folder of the plans"));
		if (w->visitor->lost)
			w->visitor->lost(w->visitor->arg, name);
		kind = FS_OTHER;
	}
	sb_release(&real);
	return kind != FS_OTHER;
}

static void
take_all(struct walk *w)
{
	const struct build_options *o = w->options;
	struct fs_entries list;
	int err = fs_list(o->fs, w->arena, o->plans, &list);

	/* A root without plans is a root that only has a site. */
	if (err == ENOENT && !o->plans_given)
		return;
	if (err)
		diag_add_file(w->ds, DIAG_B01,
		    plan_file_shown(w->options, o->plans),
		    N_("the folder cannot be read: %s"), msg_errno(err));
	for (size_t i = 0; err == 0 && i < list.count; i++)
		if (plan_file_wanted(&list.items[i]) &&
		    sound_entry(w, &list.items[i]))
			take_plan(w, fs_join(w->arena, str_from(o->plans),
					 list.items[i].name));
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
	bool *twice;

	w.folders = map_new(a);
	if (o->only_count)
		take_named(&w);
	else
		take_all(&w);
	twice = arena_array(a, bool, w.place_count + 1);
	plan_folders_check(ds, w.places, w.place_count, twice);
	arena_release(&w.plan);
	return w.files;
}
