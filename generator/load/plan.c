/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/plan.h"

#include "base/map.h"
#include "base/utf8.h"
#include "diag/msg.h"
#include "load/bytes.h"
#include "load/personal.h"
#include "load/plan_values.h"
#include "load/yaml.h"
#include "model/plan_words.h"

static const struct bytes_rules plan_bytes = { DIAG_F11, DIAG_F13, PLAN_LIMIT };

static struct plan *
empty_plan(struct arena *a, struct str name)
{
	struct plan *p = arena_new(a, struct plan);

	p->file = arena_str(a, name);
	plan_values_begin(&plan_schema, p, &p->f);
	return p;
}

struct plan *
plan_too_large(struct arena *a, struct diags *ds, struct str name)
{
	struct plan *p = empty_plan(a, name);

	bytes_too_many(ds, name, &plan_bytes);
	p->format_errors = 1;
	return p;
}

struct plan *
plan_read(struct arena *a, struct diags *ds, struct str name, struct str raw)
{
	uint32_t source = bytes_source(a, ds, name, raw, &plan_bytes);
	struct plan *p;

	if (source)
		return plan_load(a, ds, source);
	p = empty_plan(a, name);
	p->format_errors = 1;
	return p;
}

static void
find_personal_numbers(struct plan_loader *l, struct str text)
{
	struct str found;
	size_t off = 0;

	while (personal_number_next(text, &off, &found)) {
		struct span at = { l->source, (uint32_t)(found.p - text.p),
			(uint32_t)found.n };

		SLIP(l, DIAG_F08, at,
		    N_("a personal identity number stands here"));
	}
}

/* Ids of one list, and whether a reference may mean an item without one. */
struct ids {
	struct map found;
	bool unsure;
};

static bool
id_form(struct str s)
{
	if (s.n == 0 || s.n > 40 || s.p[0] == '-')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && !ascii_digit(s.p[i]) &&
		    s.p[i] != '-')
			return false;
	return true;
}

static void
add_id(struct plan_loader *l, struct ids *ids, struct plan_text *id, void *item)
{
	struct map_entry *e;

	if (!field_given(&id->f)) {
		ids->unsure = true;
		return;
	}
	if (str_is(id->s, "personen")) {
		SLIP(l, DIAG_F15, id->f.at,
		    N_("\"personen\" means the person and cannot be an id"));
		diag_help(l->ds, l->last, N_("choose another id"));
		id->f.stand = STAND_UNKNOWN;
	} else if (!id_form(id->s)) {
		SLIP(l, DIAG_F15, id->f.at, N_("\"%.*s\" cannot be an id"),
		    STR_ARG(id->s));
		diag_help(l->ds, l->last,
		    N_("use a to z, digits and hyphens, at most 40 of them, "
		       "beginning with a letter or a digit"));
		id->f.stand = STAND_UNKNOWN;
	}
	e = map_put(&ids->found, id->s);
	if (e->value) {
		SLIP(l, DIAG_F15, id->f.at,
		    N_("the id \"%.*s\" stands in this list a second time"),
		    STR_ARG(id->s));
		diag_help(l->ds, l->last, N_("choose another id"));
		id->f.stand = STAND_UNKNOWN;
	} else {
		e->value = item;
	}
	ids->unsure = ids->unsure || field_unknown(&id->f);
}

#define COLLECT(l, ids, list)                                   \
	do {                                                    \
		(ids).found = map_new((l)->a);                  \
		(ids).unsure = field_unknown(&(list).f);        \
		for (size_t i_ = 0; i_ < (list).count; i_++) {  \
			(list).items[i_].number = i_;           \
			add_id(l, &(ids), &(list).items[i_].id, \
			    &(list).items[i_]);                 \
		}                                               \
	} while (0)

/* The item with the id, or NULL with a finding where nothing excuses it. */
static void *
lookup(struct plan_loader *l, const struct ids *ids, struct field *f,
    struct str id, const char *list)
{
	void *item = map_find(&ids->found, id);
	struct suggest near = suggest_for(id);

	if (item)
		return item;
	f->stand = STAND_UNKNOWN;
	if (ids->unsure)
		return NULL;
	SLIP(l, DIAG_F06, f->at, N_("nothing in %s has the id \"%.*s\""), list,
	    STR_ARG(id));
	if (l->guesses++ < PLAN_GUESSES)
		for (size_t i = 0; i < ids->found.count; i++)
			suggest_offer(&near, ids->found.items[i].key);
	if (near.best.n)
		diag_help(l->ds, l->last, N_("did you mean \"%.*s\"?"),
		    STR_ARG(near.best));
	return NULL;
}

static bool
legal_role(int role)
{
	return role == ROLE_GOD_MAN || role == ROLE_FORVALTARE ||
	       role == ROLE_OMBUD;
}

/* A role that a representative in the file has; unsure when one is unknown. */
static bool
giver_is_role(struct plan_loader *l, struct plan_giver *g, bool *unsure)
{
	struct plan_person *person = &l->plan->person;
	int role = plan_word_find(&words_legal, g->word);

	*unsure = *unsure || field_unknown(&person->representatives.f);
	for (size_t i = 0; i < person->representatives.count; i++) {
		struct plan_representative *r =
		    &person->representatives.items[i];

		if (role && r->role.w == role) {
			g->representative = r;
			return true;
		}
		*unsure = *unsure || !field_given(&r->role.f);
	}
	return false;
}

static void
resolve_giver(
    struct plan_loader *l, const struct ids *people, struct plan_giver *g)
{
	struct plan_participant *who = map_find(&people->found, g->word);
	bool unsure = people->unsure;

	g->self = str_is(g->word, "personen");
	if (g->self || giver_is_role(l, g, &unsure))
		return;
	if (who && (legal_role(who->role.w) || !field_given(&who->role.f))) {
		g->participant = who;
		return;
	}
	g->f.stand = STAND_UNKNOWN;
	if (unsure && !who)
		return;
	SLIP(l, DIAG_F06, g->f.at,
	    N_("\"%.*s\" is neither the person nor a representative in this "
	       "file"),
	    STR_ARG(g->word));
	diag_help(l->ds, l->last,
	    N_("write personen, or god man, förvaltare or ombud as in "
	       "person.företrädare, or the id of such a participant"));
}

static void
resolve(struct plan_loader *l, struct plan_ref *ref, const struct ids *people,
    const struct ids *services, const struct ids *goals,
    const struct ids *measures)
{
	struct field *f = ref->f;

	switch (ref->kind) {
	case REF_SELF:
	case REF_PERSON: {
		struct plan_person_ref *r = (void *)f;

		r->self = ref->kind == REF_SELF && str_is(r->id, "personen");
		if (!r->self)
			r->to = lookup(l, people, f, r->id, "deltagare");
		break;
	}
	case REF_SERVICE: {
		struct plan_service_ref *r = (void *)f;

		r->to = lookup(l, services, f, r->id, "verksamheter");
		break;
	}
	case REF_GOAL: {
		struct plan_goal_ref *r = (void *)f;

		/* R16 speaks of a wrong one. */
		r->to = map_find(&goals->found, r->id);
		break;
	}
	case REF_MEASURE: {
		struct plan_measure_ref *r = (void *)f;

		r->to = lookup(l, measures, f, r->id, "insatser");
		break;
	}
	case REF_GIVER:
		resolve_giver(l, people, (void *)f);
		break;
	}
}

static void
resolve_all(struct plan_loader *l)
{
	struct plan *p = l->plan;
	struct ids people, services, goals, measures;

	COLLECT(l, people, p->people);
	COLLECT(l, services, p->services);
	COLLECT(l, goals, p->goals);
	COLLECT(l, measures, p->measures);
	for (size_t i = 0; i < l->refs.count; i++)
		resolve(l, &l->refs.items[i], &people, &services, &goals,
		    &measures);
}

static bool
needs_service(int role)
{
	return !legal_role(role) && role != ROLE_RELATIVE &&
	       role != ROLE_USERS && role != ROLE_OTHER;
}

/* verksamhet of a participant is wanted for some roles only. */
static void
require_services(struct plan_loader *l)
{
	for (size_t i = 0; i < l->plan->people.count; i++) {
		struct plan_participant *who = &l->plan->people.items[i];

		if (!field_given(&who->role.f) || !needs_service(who->role.w) ||
		    field_there(&who->service.f))
			continue;
		plan_value_missing(l, &who->service.f);
	}
}

static void
check_name(struct plan_loader *l)
{
	struct plan_text *id = &l->plan->plan_id;
	bool fine = id->s.n > 0 && id->s.n <= 40 && id->s.p[0] != '-';

	if (!field_given(&id->f))
		return;
	for (size_t i = 0; i < id->s.n; i++)
		fine =
		    fine && (ascii_alpha(id->s.p[i]) ||
				ascii_digit(id->s.p[i]) || id->s.p[i] == '-');
	if (fine)
		return;
	id->f.stand = STAND_UNKNOWN;
	SLIP(l, DIAG_F15, id->f.at, N_("\"%.*s\" cannot be the id of a plan"),
	    STR_ARG(id->s));
	diag_help(l->ds, l->last,
	    N_("use A to Z, a to z, digits and hyphens, at most 40 of them, "
	       "beginning with a letter or a digit"));
}

struct plan *
plan_load(struct arena *a, struct diags *ds, uint32_t source)
{
	struct str text = source_text(&ds->sources, source);
	struct plan *p = empty_plan(a, source_name(&ds->sources, source));
	struct plan_loader l = {
		.a = a, .ds = ds, .plan = p, .source = source
	};
	struct yaml_node *root;
	size_t before;

	p->source = source;
	find_personal_numbers(&l, text);
	before = ds->count + ds->dropped;
	root = yaml_parse(a, ds, source,
	    (struct span){ source, 0, (uint32_t)text.n }, &yaml_plan_codes,
	    true);
	p->format_errors += ds->count + ds->dropped - before;
	if (!root) {
		p->format_errors += p->format_errors == 0;
		return p;
	}
	p->readable = true;
	p->f.stand = STAND_GIVEN;
	p->f.at = root->at;
	plan_values_load(&l, &plan_schema, p, root);
	check_name(&l);
	resolve_all(&l);
	require_services(&l);
	return p;
}

struct plan_folder
plan_folder_of(struct arena *a, struct diags *ds, const struct plan *p)
{
	struct plan_folder folder = { .file = arena_str(a, p->file) };
	struct place place;

	if (!field_given(&p->plan_id.f))
		return folder;
	place = source_place(&ds->sources, p->plan_id.f.at);
	folder.plan_id = arena_str(a, p->plan_id.s);
	folder.line = place.line;
	folder.column = place.column;
	folder.end_column = place.end_column;
	folder.text = arena_str(a, place.text);
	return folder;
}

static void
report_twice(struct diags *ds, struct arena *a, const struct plan_folder *f,
    const struct plan_folder *first)
{
	const struct diag_info *info = diag_info(DIAG_F15);
	struct finding found = { .code = DIAG_F15,
		.severity = info->severity,
		.file = f->file,
		.line = f->line,
		.column = f->column,
		.end_column = f->end_column,
		.text = f->text,
		.text_column = 1 };

	found.message =
	    arena_fmt(a, msg(N_("%.*s has the plan id \"%.*s\", too")),
		STR_ARG(first->file), STR_ARG(first->plan_id));
	found.help = str_from(
	    msg(N_("choose another plan id; A and a count as the same")));
	diag_take(ds, &found);
}

void
plan_folders_check(struct diags *ds, const struct plan_folder *folders,
    size_t count, bool *twice)
{
	struct arena a = { 0 };
	struct map seen = map_new(&a);
	struct sb folded = { 0 };

	for (size_t i = 0; i < count; i++) {
		struct map_entry *e;

		twice[i] = false;
		if (folders[i].plan_id.n == 0)
			continue;
		sb_reset(&folded);
		utf8_fold(&folded, folders[i].plan_id);
		e = map_put(&seen, arena_str(&a, sb_view(&folded)));
		if (e->value) {
			size_t *first = e->value;

			twice[i] = true;
			report_twice(ds, &a, &folders[i], &folders[*first]);
		} else {
			size_t *place = arena_new(&a, size_t);

			*place = i;
			e->value = place;
		}
	}
	sb_release(&folded);
	arena_release(&a);
}
