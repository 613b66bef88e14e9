/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_removed.h"

#include "diag/msg.h"

static void
point(struct diags *ds, struct finding *f, const struct plan_ended *e)
{
	f->line = e->place.line;
	f->column = e->place.column;
	f->end_column = e->place.end_column;
	f->text = arena_str(&ds->arena, e->place.text);
	f->text_column = 1;
}

static struct str
how_many(struct arena *a, size_t count)
{
	return arena_fmt(a,
	    msg_n("%zu document was removed", "%zu documents were removed",
		count),
	    count);
}

/* One sentence each: what went, why, and who has to know. */
static void
say_ended(struct diags *ds, struct arena *a, const struct plan_removed *p)
{
	const struct plan_ended *e = &p->ended;
	struct str what = how_many(a, p->count);
	struct finding *f;
	char day[11] = "";
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
		f = diag_add_file(ds, DIAG_B10, p->source,
		    N_("%.*s: %.*s. To be told: %.*s"), STR_ARG(what),
		    STR_ARG(why), STR_ARG(e->services));
	else
		f = diag_add_file(ds, DIAG_B10, p->source, "%.*s: %.*s",
		    STR_ARG(what), STR_ARG(why));
	point(ds, f, e);
}

void
plan_removed_tell(struct diags *ds, const struct plan_removed *p)
{
	struct arena a = { 0 };

	if (p->there)
		say_ended(ds, &a, p);
	else
		diag_add_file(ds, DIAG_B11, STR_NONE,
		    N_("%.*s: there is no file of the plan %.*s any more"),
		    STR_ARG(how_many(&a, p->count)), STR_ARG(p->folder));
	arena_release(&a);
}
