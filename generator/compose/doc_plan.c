/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The plan for those who take part, and the same to the two adjusters
 * [justerare] with the last day to answer. What the person does not want to be
 * told, the motive of an exception and what was lifted to a manager stand in
 * neither.
 */
#include "compose/doc_parts.h"

#include "model/plan_days.h"
#include "model/plan_schema.h"

static void
head(struct doc *d)
{
	const struct plan *p = d->plan;
	struct block *b = doc_pairs(d);

	doc_pair(d, b, "Gäller", doc_name(d), p->person.called.f.at);
	doc_pair_words(d, b, "Slag av plan", &p->kinds);
	doc_pair(d, b, "Policyns revision", p->policy_revision.s,
	    p->policy_revision.f.at);
	doc_pair_date(d, b, "Senast ändrad", &p->updated);
	doc_pair_who(d, b, "Huvudansvarig", &p->responsibility.main);
	doc_pair_word(d, b, "Huvudman med övergripande ansvar",
	    &p->responsibility.principal);
	doc_pair_who(
	    d, b, "Pratar med personen", &p->responsibility.talks_with_person);
	if (plan_has_kind(p, KIND_HABILITATION))
		doc_pair_who(d, b, "Särskild person för samordningen",
		    p->habilitation.coordinator.to
			? &p->habilitation.coordinator
			: &p->responsibility.coordinator);
	doc_pair_who(d, b, "Tog initiativ", &p->responsibility.initiator);
}

static void
communication(struct doc *d)
{
	const struct plan_communication *c = &d->plan->person.communication;
	struct block *b;

	if (!field_filled(&c->f))
		return;
	doc_heading(d, 2, "Så här pratar vi");
	b = doc_pairs(d);
	doc_pair_word(d, b, "Läser", &c->reads);
	doc_pair_word(d, b, "Bilder", &c->pictures);
	doc_pair_text(d, b, "Språk", &c->language);
	if (field_given(&c->interpreter.f) && !str_is(c->interpreter.s, "nej"))
		doc_pair_text(d, b, "Tolk", &c->interpreter);
	doc_pair_texts(d, b, "Hjälpmedel", &c->aids);
	doc_pair_text(d, b, "Att tänka på", &c->how);
}

static void
representatives(struct doc *d)
{
	static const char *const heads[] = { "Namn", "Uppdrag", "Omfattning",
		"Telefon", "E-post" };
	static const int widths[] = { 5, 4, 5, 4, 6 };
	const struct plan *p = d->plan;
	struct block *table;

	if (p->person.representatives.count == 0)
		return;
	doc_heading(d, 2, "Företrädare");
	table = doc_table(d, heads, widths, 5);
	for (size_t i = 0; i < p->person.representatives.count; i++) {
		const struct plan_representative *r =
		    &p->person.representatives.items[i];
		struct block *row = doc_row(d, table);
		struct block *cell;

		doc_cell_text(d, row, &r->name);
		doc_cell(d, row, str_from(plan_word_of(&r->role)), SPAN_NONE);
		cell = sheet_cell(d->sheet, row);
		for (size_t k = 0; k < r->scope.count; k++)
			doc_add_word(
			    d, &cell->text, plan_word_of(&r->scope.items[k]));
		doc_cell_text(d, row, &r->phone);
		doc_cell_text(d, row, &r->email);
	}
}

static void
relatives(struct doc *d)
{
	static const char *const heads[] = { "Namn", "Relation", "Telefon",
		"E-post" };
	static const int widths[] = { 5, 4, 4, 6 };
	const struct plan *p = d->plan;
	struct block *table = NULL;

	for (size_t i = 0; i < p->person.relatives.count; i++) {
		const struct plan_relative *r = &p->person.relatives.items[i];
		struct block *row;

		/* Only with the person's own yes (C12.6). */
		if (!r->agreed.yes)
			continue;
		if (!table) {
			doc_heading(d, 2, "Närstående");
			table = doc_table(d, heads, widths, 4);
		}
		row = doc_row(d, table);
		doc_cell_text(d, row, &r->name);
		doc_cell_text(d, row, &r->relation);
		doc_cell_text(d, row, &r->phone);
		doc_cell_text(d, row, &r->email);
	}
}

static void
situation(struct doc *d)
{
	const struct plan *p = d->plan;
	const struct plan_situation *s = &p->situation;
	const struct plan_children *c = &p->person.children;
	struct block *b;

	doc_heading(d, 2, "Personens situation");
	doc_quote(d, NULL, BLOCK_SPEECH, &s->own_words);
	doc_quote(d, NULL, BLOCK_SPEECH, &s->wishes);
	b = doc_pairs(d);
	/* "annan" alone says nothing. */
	if (s->focus.count != 1 || s->focus.items[0].w != FOCUS_OTHER)
		doc_pair_words(d, b, "Särskild situation", &s->focus);
	doc_pair_words(d, b, "Grupp i länsöverenskommelsen", &s->groups);
	doc_pair_texts(d, b, "Underlättar", &s->helping);
	doc_pair_texts(d, b, "Hindrar", &s->hindering);
	doc_pair_text(d, b, "Funktionsförmågor", &s->abilities);
	doc_pair_bool(
	    d, b, "Långvarigt behov av habilitering", &s->long_term_need);
	doc_pair_bool(d, b, "Har barn", &c->exist);
	doc_pair_bool(d, b, "Barnet behöver stöd", &c->need_support);
	doc_pair_text(d, b, "Åtgärd för barnet", &c->action);
}

static void
consent(struct doc *d)
{
	const struct plan_consent *c = &d->plan->consent;
	struct block *b;
	struct pair *pair;

	doc_heading(d, 2,
	    doc_said_yes(d) ? "Samtycke" : "Grund för att dela uppgifter");
	b = doc_pairs(d);
	if (doc_said_yes(d)) {
		doc_pair_date(d, b, "Samtycke gavs", &c->date);
		doc_pair_date(d, b, "Förnyat", &c->renewed);
		doc_pair_word(d, b, "Form", &c->form);
		doc_pair_date(d, b, "Gäller till", &c->valid_until);
		doc_pair_text(d, b, "Informerad genom", &c->informed_by);
		doc_pair_bool(
		    d, b, "Personen bad om samordningen", &c->requested);
	} else {
		doc_pair_word(d, b, "Undantag", &c->exception.ground);
		doc_pair_date(d, b, "Beslutat", &c->exception.date);
		doc_pair_who(d, b, "Beslutat av", &c->exception.decided_by);
		doc_pair_who(d, b, "Godkänt av", &c->exception.approved_by);
	}
	doc_pair_texts(d, b, "Uppgifter som får delas", &c->information);
	if (c->services.count) {
		pair = block_pair(d->sheet, b, STR("Mellan verksamheterna"),
		    STR_NONE, SPAN_NONE);
		for (size_t i = 0; i < c->services.count; i++)
			doc_add_text(d, &pair->value,
			    doc_service(&c->services.items[i]),
			    c->services.items[i].to
				? c->services.items[i].to->name.f.at
				: SPAN_NONE);
	}
}

static void
services(struct doc *d)
{
	static const char *const heads[] = { "Verksamhet", "Huvudman",
		"Drift" };
	static const int widths[] = { 6, 3, 2 };
	const struct plan *p = d->plan;
	struct block *table;

	if (p->services.count == 0)
		return;
	doc_heading(d, 2, "Verksamheter");
	table = doc_table(d, heads, widths, 3);
	for (size_t i = 0; i < p->services.count; i++) {
		const struct plan_service *s = &p->services.items[i];
		struct block *row = doc_row(d, table);

		doc_cell_text(d, row, &s->name);
		doc_cell(
		    d, row, str_from(plan_word_of(&s->principal)), SPAN_NONE);
		doc_cell(
		    d, row, str_from(plan_word_of(&s->operation)), SPAN_NONE);
	}
}

static void
people(struct doc *d)
{
	static const char *const heads[] = { "Namn och roll", "Verksamhet",
		"Telefon och e-post", "Ersättare" };
	static const int widths[] = { 6, 6, 7, 4 };
	const struct plan *p = d->plan;
	struct block *table;

	if (p->people.count == 0)
		return;
	doc_heading(d, 2, "Deltagare");
	table = doc_table(d, heads, widths, 4);
	for (size_t i = 0; i < p->people.count; i++) {
		const struct plan_participant *who = &p->people.items[i];
		struct block *row = doc_row(d, table);

		doc_cell(d, row, doc_who(d, who), who->name.f.at);
		doc_cell(d, row, doc_service(&who->service),
		    who->service.to ? who->service.to->name.f.at : SPAN_NONE);
		doc_cell_contact(d, row, &who->phone, &who->email);
		doc_cell(d, row, doc_ref(d, &who->substitute), SPAN_NONE);
	}
}

static void
pair_people(struct doc *d, struct block *b, const char *label,
    const struct plan_people *list)
{
	struct pair *pair;

	if (list->count == 0)
		return;
	pair = block_pair(d->sheet, b, str_from(label), STR_NONE, SPAN_NONE);
	for (size_t i = 0; i < list->count; i++) {
		if (!prose_empty(&pair->value))
			prose_run(d->arena, &pair->value, STR(", "), SPAN_NONE);
		prose_run(d->arena, &pair->value, doc_ref(d, &list->items[i]),
		    SPAN_NONE);
	}
}

static void
meeting(struct doc *d)
{
	const struct plan_meeting *m = &d->plan->meeting;
	struct block *b;

	doc_heading(d, 2, "Planeringsmötet");
	b = doc_pairs(d);
	doc_pair_text(d, b, "Syfte", &m->purpose);
	if (field_given(&m->date.f))
		doc_pair(d, b, "Dag och tid",
		    field_given(&m->time.f)
			? doc_fmt(d, "%.*s, klockan %.*s",
			      STR_ARG(doc_day(d, m->date.d)),
			      STR_ARG(m->time.s))
			: doc_day(d, m->date.d),
		    m->date.f.at);
	doc_pair_text(d, b, "Plats", &m->place);
	doc_pair_who(d, b, "Höll i mötet", &m->chair);
	doc_pair_who(d, b, "Antecknade", &m->note_taker);
	pair_people(d, b, "Närvarande", &m->present);
	doc_pair_word(d, b, "Personen var med", &m->person_took_part.answer);
	doc_pair_text(d, b, "Hur", &m->person_took_part.how);
}

static void
measures_today(struct doc *d)
{
	const struct plan *p = d->plan;
	struct block *list;

	if (p->current_measures.count == 0)
		return;
	doc_heading(d, 2, "Insatser före planen");
	list = sheet_add(d->sheet, NULL, BLOCK_LIST);
	for (size_t i = 0; i < p->current_measures.count; i++) {
		const struct plan_current_measure *m =
		    &p->current_measures.items[i];
		struct block *item = doc_item(d, list, m->what.s, m->what.f.at);

		if (field_given(&m->principal.f))
			prose_run(d->arena, &item->text,
			    doc_fmt(d, " (%s)", plan_word_of(&m->principal)),
			    SPAN_NONE);
	}
}

static void
needs(struct doc *d)
{
	static const char *const heads[] = { "Behov som inte är tillgodosett",
		"Varför", "Hur det kan lösas" };
	static const int widths[] = { 4, 3, 4 };
	const struct plan *p = d->plan;
	struct block *table;

	if (p->needs.count == 0)
		return;
	doc_heading(d, 2, "Behov");
	table = doc_table(d, heads, widths, 3);
	for (size_t i = 0; i < p->needs.count; i++) {
		const struct plan_unmet *n = &p->needs.items[i];
		struct block *row = doc_row(d, table);

		doc_cell_text(d, row, &n->what);
		doc_cell_text(d, row, &n->why);
		doc_cell_text(d, row, &n->how);
	}
}

static void
measures_of(struct doc *d, const struct plan_goal *g)
{
	static const char *const heads[] = { "Insats",
		"Huvudman och verksamhet", "Ansvarig", "Börjar",
		"Klar eller ses över", "Läge" };
	static const int widths[] = { 6, 5, 4, 3, 3, 3 };
	const struct plan *p = d->plan;
	struct block *table = NULL;

	for (size_t i = 0; i < p->measures.count; i++) {
		const struct plan_measure *m = &p->measures.items[i];
		struct block *row, *cell;

		if (m->goal.to != g)
			continue;
		if (!table)
			table = doc_table(d, heads, widths, 6);
		row = doc_row(d, table);
		cell = sheet_cell(d->sheet, row);
		doc_prose(d, &cell->text, m->what.s, m->what.f.at);
		if (field_given(&m->decision.f) && m->decision.s.n)
			doc_prose(d, &cell->text,
			    doc_fmt(d, "Beslut: %.*s%s", STR_ARG(m->decision.s),
				doc_stops(m->decision.s) ? "" : "."),
			    m->decision.f.at);
		doc_cell(d, row,
		    m->service.to
			? doc_fmt(d, "%s: %.*s", plan_word_of(&m->principal),
			      STR_ARG(m->service.to->name.s))
			: str_from(plan_word_of(&m->principal)),
		    SPAN_NONE);
		doc_cell(d, row, doc_ref(d, &m->responsible), SPAN_NONE);
		doc_cell_date(d, row, &m->start);
		doc_cell_date(d, row, plan_measure_day(m));
		cell = sheet_cell(d->sheet, row);
		doc_prose(d, &cell->text, str_from(plan_word_of(&m->status)),
		    SPAN_NONE);
		doc_prose(d, &cell->text, m->reason.s, m->reason.f.at);
		doc_prose(
		    d, &cell->text, m->consequences.s, m->consequences.f.at);
	}
}

static void
goals(struct doc *d)
{
	const struct plan *p = d->plan;

	doc_heading(d, 2, "Mål och insatser");
	for (size_t i = 0; i < p->goals.count; i++) {
		const struct plan_goal *g = &p->goals.items[i];
		struct block *b;

		sheet_say(
		    d->sheet, NULL, BLOCK_HEADING, g->plain.s, g->plain.f.at)
		    ->level = 3;
		doc_quote(d, NULL, BLOCK_SPEECH, &g->own_words);
		b = doc_pairs(d);
		doc_pair_text(d, b, "Varför", &g->why);
		doc_pair_text(
		    d, b, "Så vet vi att målet är nått", &g->how_known);
		doc_pair_word(d, b, "Läge", &g->state);
		measures_of(d, g);
	}
}

static void
decisions(struct doc *d)
{
	static const char *const heads[] = { "Fråga", "Vem", "Klar" };
	static const int widths[] = { 7, 4, 3 };
	const struct plan *p = d->plan;
	struct block *table;

	if (p->decisions.count) {
		doc_heading(d, 2, "Beslut");
		doc_bullets(d, NULL, &p->decisions);
	}
	if (p->questions.count == 0)
		return;
	doc_heading(d, 2, "Frågor att reda ut");
	table = doc_table(d, heads, widths, 3);
	for (size_t i = 0; i < p->questions.count; i++) {
		const struct plan_question *q = &p->questions.items[i];
		struct block *row = doc_row(d, table);

		doc_cell_text(d, row, &q->question);
		doc_cell(d, row, doc_ref(d, &q->who), SPAN_NONE);
		doc_cell_date(d, row, &q->due);
	}
}

static void
next_meeting(struct doc *d)
{
	const struct plan_next_meeting *m = &d->plan->follow_up.meeting;
	struct block *b;

	if (!field_given(&m->date.f))
		return;
	doc_heading(d, 2, "Uppföljningsmöte");
	b = doc_pairs(d);
	doc_pair(d, b, "Dag", doc_day(d, m->date.d), m->date.f.at);
	if (field_given(&m->time.f))
		doc_pair(d, b, "Tid",
		    doc_fmt(d, "klockan %.*s", STR_ARG(m->time.s)),
		    m->time.f.at);
	doc_pair_text(d, b, "Plats", &m->place);
}

static void
body(struct doc *d)
{
	head(d);
	situation(d);
	communication(d);
	measures_today(d);
	needs(d);
	goals(d);
	decisions(d);
	next_meeting(d);
	doc_kinds(d);
	consent(d);
	services(d);
	people(d);
	representatives(d);
	relatives(d);
	meeting(d);
}

void
doc_plan(struct doc *d)
{
	sheet_say(
	    d->sheet, NULL, BLOCK_TITLE, STR("Samordnad plan"), SPAN_NONE);
	body(d);
}

static void
last_day(struct doc *d)
{
	const struct plan *p = d->plan;
	struct block *note = sheet_add(d->sheet, NULL, BLOCK_NOTE);

	doc_prose(d, &note->title, STR("Till justerarna"), SPAN_NONE);
	prose_begin(d->arena, &note->text);
	for (size_t i = 0; i < p->notes.adjusters.count; i++) {
		if (i)
			prose_run(
			    d->arena, &note->text, STR(" och "), SPAN_NONE);
		prose_run(d->arena, &note->text,
		    doc_ref(d, &p->notes.adjusters.items[i].who), SPAN_NONE);
	}
	prose_run(d->arena, &note->text,
	    STR(": läs anteckningarna. Säg vad som är fel och vad som fattas."),
	    SPAN_NONE);
	if (field_given(&p->notes.sent.f))
		doc_prose(d, &note->text,
		    doc_fmt(d,
			"Svara helst senast %.*s. "
			"Policyn föreslår högst en vecka.",
			STR_ARG(doc_day(d, p->notes.sent.d + DAYS_WEEK))),
		    SPAN_NONE);
	else
		doc_prose(d, &note->text,
		    STR("Svara helst inom en vecka från den dag då du fick "
			"anteckningarna."),
		    SPAN_NONE);
	doc_prose(d, &note->text,
	    STR("När ni har svarat rättar den som antecknade. "
		"Då är texten planen."),
	    SPAN_NONE);
}

void
doc_adjust(struct doc *d)
{
	struct block *b;

	sheet_say(d->sheet, NULL, BLOCK_TITLE, STR("Anteckningar att justera"),
	    SPAN_NONE);
	last_day(d);
	body(d);
	doc_heading(d, 2, "Justerarens svar");
	doc_lines(d, NULL, "Fel och sådant som fattas:", 6);
	b = sheet_add(d->sheet, NULL, BLOCK_SIGNATURE);
	block_pair(d->sheet, b, STR("Namn"), STR_NONE, SPAN_NONE);
	block_pair(d->sheet, b, STR("Datum"), STR_NONE, SPAN_NONE);
}
