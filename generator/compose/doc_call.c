/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Papers before a meeting: the calls [kallelse], the sheet on which each
 * service prepares, and the list of participants.
 */
#include "compose/doc_parts.h"

#include "model/plan_schema.h"

static void
title(struct doc *d, const char *text)
{
	sheet_say(d->sheet, NULL, BLOCK_TITLE, str_from(text), SPAN_NONE);
}

static void
time_and_place(struct doc *d, struct block *pairs, const struct plan_date *date,
    const struct plan_time *time, const struct plan_text *place)
{
	if (field_given(&date->f))
		doc_pair(d, pairs, "Dag", doc_day(d, date->d), SPAN_NONE);
	if (field_given(&time->f))
		doc_pair(d, pairs, "Tid",
		    doc_fmt(d, "klockan %.*s", STR_ARG(time->s)), time->f.at);
	doc_pair_text(d, pairs, "Plats", place);
}

static void
people_table(struct doc *d, const struct plan_people *people)
{
	static const char *const heads[] = { "Namn", "Roll", "Verksamhet" };
	static const int widths[] = { 4, 4, 5 };
	struct block *table = doc_table(d, heads, widths, 3);

	for (size_t i = 0; i < people->count; i++) {
		const struct plan_participant *who = people->items[i].to;
		struct block *row;

		if (!who)
			continue;
		row = doc_row(d, table);
		doc_cell_text(d, row, &who->name);
		doc_cell(d, row, doc_role(who), SPAN_NONE);
		doc_cell(d, row, doc_service(&who->service),
		    who->service.to ? who->service.to->name.f.at : SPAN_NONE);
	}
}

static void
what_may_be_shared(struct doc *d)
{
	const struct plan_texts *list = &d->plan->consent.information;

	if (list->count == 0)
		return;
	doc_heading(d, 2, "Uppgifter som får delas");
	doc_bullets(d, NULL, list);
	doc_say(d, NULL, BLOCK_TEXT,
	    "Dela bara dessa uppgifter, och bara det som behövs för "
	    "samordningen.");
}

static void
closing(struct doc *d)
{
	struct block *note = sheet_add(d->sheet, NULL, BLOCK_NOTE);

	doc_prose(d, &note->title, STR("Kom ihåg"), SPAN_NONE);
	doc_prose(d, &note->text,
	    STR("Skicka inte det här pappret med vanlig e-post. "
		"Säg till den som kallar om du får förhinder, och vem som "
		"kommer i stället. "
		"Säg också till om du slutar och någon tar över."),
	    SPAN_NONE);
}

void
doc_call(struct doc *d)
{
	const struct plan_meeting *m = &d->plan->meeting;
	struct block *pairs;

	title(d, "Kallelse till planeringsmöte");
	pairs = sheet_add(d->sheet, NULL, BLOCK_PAIRS);
	doc_pair(d, pairs, "Gäller", doc_name(d), d->plan->person.called.f.at);
	time_and_place(d, pairs, &m->date, &m->time, &m->place);
	doc_pair_text(d, pairs, "Syfte", &m->purpose);
	doc_heading(d, 2, "Kallade");
	people_table(d, &m->called.to);
	what_may_be_shared(d);
	doc_heading(d, 2, "Före mötet");
	doc_checks(d,
	    (const char *const[]){
		"Ta fram de uppgifter i din verksamhet som är nödvändiga och relevanta.",
		"Intervjua den som känner personen bäst hos er.",
		"Tänk särskilt på diagnos, funktionsnedsättning och de "
		"förmågor som påverkar vardagen och möjligheten att vara "
		"delaktig.",
		"Fyll i förberedelsebladet och ta med det.", NULL });
	closing(d);
}

void
doc_follow_up_call(struct doc *d)
{
	const struct plan *p = d->plan;
	const struct plan_next_meeting *m = &p->follow_up.meeting;
	struct block *pairs;

	title(d, "Kallelse till uppföljningsmöte");
	pairs = sheet_add(d->sheet, NULL, BLOCK_PAIRS);
	doc_pair(d, pairs, "Gäller", doc_name(d), p->person.called.f.at);
	time_and_place(d, pairs, &m->date, &m->time, &m->place);
	doc_pair(d, pairs, "Syfte",
	    STR("Gå igenom vad som har hänt sedan sist, hur det har fungerat "
		"och vad som behöver ändras."),
	    SPAN_NONE);
	if (p->responsibility.main.to)
		doc_pair(d, pairs, "Huvudansvarig",
		    doc_who(d, p->responsibility.main.to),
		    p->responsibility.main.to->name.f.at);
	doc_heading(d, 2, "Kallade");
	people_table(d, p->meeting.present.count ? &p->meeting.present
						 : &p->meeting.called.to);
	what_may_be_shared(d);
	closing(d);
}

/* --- forberedelse: a sheet for each service that is called ---------------- */

/* A service may have several rows: one for each who prepares something. */
static void
own_rows(struct doc *d, struct block *pairs, const struct plan_service *service)
{
	const struct plan_meeting *m = &d->plan->meeting;

	for (size_t i = 0; i < m->preparation.count; i++) {
		const struct plan_preparation *row = &m->preparation.items[i];

		if (row->service.to != service)
			continue;
		doc_pair_text(
		    d, pairs, "Uppgifter att ta fram", &row->information);
		doc_pair_text(d, pairs, "Intervju med", &row->interview);
		doc_pair_who(d, pairs, "Förbereder", &row->by);
	}
}

static bool
is_called(const struct plan *p, const struct plan_service *service)
{
	const struct plan_people *to = &p->meeting.called.to;

	for (size_t i = 0; i < to->count; i++)
		if (to->items[i].to && to->items[i].to->service.to == service)
			return true;
	return false;
}

static void
preparation_page(struct doc *d, const struct plan_service *service)
{
	const struct plan *p = d->plan;
	struct block *pairs;

	sheet_say(
	    d->sheet, NULL, BLOCK_HEADING, service->name.s, service->name.f.at)
	    ->level = 2;
	pairs = sheet_add(d->sheet, NULL, BLOCK_PAIRS);
	doc_pair(d, pairs, "Gäller", doc_name(d), p->person.called.f.at);
	doc_pair_text(d, pairs, "Syfte", &p->meeting.purpose);
	own_rows(d, pairs, service);
	doc_pair_texts(
	    d, pairs, "Uppgifter som får delas", &p->consent.information);
	if (field_given(&p->situation.own_words.f)) {
		doc_heading(d, 3, "Med personens egna ord");
		doc_quote(d, NULL, BLOCK_SPEECH, &p->situation.own_words);
	}
	doc_heading(d, 3, "Att ta med till mötet");
	doc_lines(d, NULL, "Uppgifter som är nödvändiga och relevanta:", 4);
	doc_lines(d, NULL, "Den som känner personen bäst säger:", 3);
	doc_lines(d, NULL,
	    "Diagnos, funktionsnedsättning och de förmågor som påverkar "
	    "vardagen och delaktigheten:",
	    3);
	doc_lines(d, NULL, "Det här fungerar bra i dag:", 3);
}

void
doc_preparation(struct doc *d)
{
	const struct plan *p = d->plan;
	bool first = true;

	title(d, "Förberedelse inför planeringsmötet");
	for (size_t i = 0; i < p->services.count; i++) {
		if (!is_called(p, &p->services.items[i]))
			continue;
		if (!first)
			sheet_add(d->sheet, NULL, BLOCK_PAGE_BREAK);
		first = false;
		preparation_page(d, &p->services.items[i]);
	}
}

/* --- deltagarlista -------------------------------------------------------- */

static void
participant_row(
    struct doc *d, struct block *table, const struct plan_participant *who)
{
	struct block *row = doc_row(d, table);
	struct str role = doc_role(who);

	if (field_given(&who->title.f) && who->title.s.n)
		role = role.n == 0 ? who->title.s
				   : doc_fmt(d, "%.*s (%.*s)",
					 STR_ARG(who->title.s), STR_ARG(role));
	doc_cell_text(d, row, &who->name);
	doc_cell(d, row, role, who->title.f.at);
	doc_cell(d, row, doc_service(&who->service),
	    who->service.to ? who->service.to->name.f.at : SPAN_NONE);
	doc_cell_contact(d, row, &who->phone, &who->email);
}

void
doc_participants(struct doc *d)
{
	static const char *const heads[] = { "Namn", "Roll", "Verksamhet",
		"Telefon och e-post" };
	static const int widths[] = { 5, 5, 6, 7 };
	const struct plan *p = d->plan;
	const struct plan_meeting *m = &p->meeting;
	struct block *table;
	size_t called = 0;

	title(d, "Deltagarlista");
	doc_say(d, NULL, BLOCK_TEXT,
	    "Fyll i det som saknas. Alla får en kopia av listan.");
	table = doc_table(d, heads, widths, 4);
	for (size_t i = 0; i < p->people.count; i++)
		if (people_have(&m->called.to, &p->people.items[i]) ||
		    people_have(&m->present, &p->people.items[i])) {
			participant_row(d, table, &p->people.items[i]);
			called++;
		}
	/* About a page in all. */
	doc_blank_rows(d, table, 4, called < 12 ? 16 - called : 4);
}
