/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_removed.h"

#include "base/sb.h"
#include "diag/msg.h"
#include "model/plan_gate.h"

/* What is known of a file whose plan may lose its documents. */
struct plan_ended {
	bool consent; /* the consent gate is closed, and no other before it */
	bool withdrawn; /* else it ended, or is not whole */
	date_t day; /* taken back on, or the last day; or DATE_NONE */
	struct str services; /* names, as a row of words; may be empty */
	struct place place;
};

void
plan_removed_open(struct plan_removed *r, struct arena *a)
{
	r->arena = a;
	r->files = map_new(a);
}

static struct str
service_names(struct arena *a, const struct plan *p)
{
	const struct plan_services *list = &p->consent.services;
	struct sb out = { 0 };
	struct str names;

	for (size_t i = 0; i < list->count; i++) {
		const struct plan_service *s = list->items[i].to;

		if (!s || s->name.s.n == 0)
			continue;
		if (out.n)
			sb_cstr(&out, "; ");
		sb_str(&out, s->name.s);
	}
	names = arena_str(a, sb_view(&out));
	sb_release(&out);
	return names;
}

static struct plan_ended *
ended(struct plan_removed *r, struct diags *ds, const struct plan *p)
{
	const struct plan_consent *c = &p->consent;
	const struct plan_date *why = &c->withdrawn;
	struct plan_ended *e = arena_new(r->arena, struct plan_ended);

	e->consent = true;
	e->withdrawn = field_there(&c->withdrawn.f);
	if (!e->withdrawn)
		why = &c->valid_until;
	e->day = field_given(&why->f) ? why->d : DATE_NONE;
	e->services = service_names(r->arena, p);
	e->place = source_place(&ds->sources,
	    field_there(&why->f) ? why->f.at : plan_lack(p, &c->given.f));
	e->place.text = arena_str(r->arena, e->place.text);
	return e;
}

void
plan_removed_see(struct plan_removed *r, struct diags *ds,
    const struct plan *p, date_t today)
{
	struct plan_ended *e;

	if (!p->readable || p->format_errors || plan_consent_open(p, today))
		e = arena_new(r->arena, struct plan_ended);
	else
		e = ended(r, ds, p);
	map_set(&r->files, arena_str(r->arena, p->file), e);
}

static void
point(struct diags *ds, struct finding *f, const struct plan_ended *e)
{
	f->line = e->place.line;
	f->column = e->place.column;
	f->end_column = e->place.end_column;
	f->text = arena_str(&ds->arena, e->place.text);
	f->text_column = 1;
}

/* One sentence each: what went, why, and who has to know. */
static void
say_ended(struct diags *ds, struct arena *a, struct str file,
    const struct plan_ended *e, size_t count)
{
	char day[11] = "";
	struct str what = arena_fmt(a,
	    msg_n("%zu document was removed", "%zu documents were removed",
		count),
	    count);
	struct str why;

	if (e->day != DATE_NONE)
		date_iso(e->day, day);
	if (e->withdrawn)
		why = arena_fmt(a, _("the yes was taken back %s"), day);
	else if (*day)
		why = arena_fmt(a, _("the yes was valid until %s"), day);
	else
		why = str_from(_("there is no yes that holds"));
	if (e->services.n)
		point(ds,
		    diag_add_file(ds, DIAG_B10, file,
			N_("%.*s: %.*s. To be told: %.*s"), STR_ARG(what),
			STR_ARG(why), STR_ARG(e->services)),
		    e);
	else
		point(ds,
		    diag_add_file(ds, DIAG_B10, file, "%.*s: %.*s",
			STR_ARG(what), STR_ARG(why)),
		    e);
}

static void
say_gone(struct diags *ds, struct arena *a, struct str plan, size_t count)
{
	struct str what = arena_fmt(a,
	    msg_n("%zu document was removed", "%zu documents were removed",
		count),
	    count);

	diag_add_file(ds, DIAG_B11, STR_NONE,
	    N_("%.*s: there is no file of the plan %.*s any more"),
	    STR_ARG(what), STR_ARG(plan));
}

static struct str
plan_of(struct str path)
{
	size_t slash = str_find_char(path, '/');

	return slash == STR_NOT_FOUND ? STR_NONE : str_sub(path, 0, slash);
}

void
plan_removed_tell(const struct plan_removed *r, struct diags *ds,
    const struct tree *t)
{
	size_t count, next;
	const struct str *paths = tree_removed(t, &count);

	/* Sorted: the paths of a plan follow each other. */
	for (size_t i = 0; i < count; i = next) {
		struct str plan = plan_of(paths[i]);
		struct str file = tree_removed_source(t, paths[i]);
		const struct plan_ended *e = map_find(&r->files, file);

		for (next = i + 1; next < count; next++)
			if (!str_eq(plan_of(paths[next]), plan))
				break;
		if (plan.n == 0 || file.n == 0)
			continue;
		if (!e)
			say_gone(ds, r->arena, plan, next - i);
		else if (e->consent)
			say_ended(ds, r->arena, file, e, next - i);
	}
}
