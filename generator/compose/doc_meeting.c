/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Papers for who leads a meeting and who writes: agenda [dagordning], working
 * notes [arbetsanteckningar], agenda of the follow-up meeting. The checklists
 * are B4 to B8 and B12 of the model.
 */
#include "compose/doc_parts.h"

#include "model/plan_schema.h"

static void
facts(struct doc *d)
{
	const struct plan *p = d->plan;
	const struct plan_meeting *m = &p->meeting;
	struct block *pairs = sheet_add(d->sheet, NULL, BLOCK_PAIRS);

	doc_pair(d, pairs, "Gäller", doc_name(d), p->person.called.f.at);
	if (field_given(&m->date.f))
		doc_pair(d, pairs, "Dag", doc_day(d, m->date.d), SPAN_NONE);
	if (field_given(&m->time.f))
		doc_pair(d, pairs, "Tid",
		    doc_fmt(d, "klockan %.*s", STR_ARG(m->time.s)),
		    m->time.f.at);
	doc_pair_text(d, pairs, "Plats", &m->place);
	doc_pair_text(d, pairs, "Syfte", &m->purpose);
	if (m->chair.to)
		doc_pair(d, pairs, "Håller i mötet", doc_who(d, m->chair.to),
		    m->chair.to->name.f.at);
	if (m->note_taker.to)
		doc_pair(d, pairs, "Antecknar", doc_who(d, m->note_taker.to),
		    m->note_taker.to->name.f.at);
}

static void
own_words(struct doc *d)
{
	const struct plan *p = d->plan;

	doc_heading(d, 3, "Med personens egna ord");
	doc_quote(d, NULL, BLOCK_SPEECH, &p->situation.own_words);
	doc_quote(d, NULL, BLOCK_SPEECH, &p->situation.wishes);
	for (size_t i = 0; i < p->goals.count; i++)
		doc_quote(d, NULL, BLOCK_SPEECH, &p->goals.items[i].own_words);
}

static void
measures_today(struct doc *d)
{
	static const char *const heads[] = { "Insats i dag", "Huvudman",
		"Verksamhet" };
	static const int widths[] = { 5, 2, 4 };
	const struct plan *p = d->plan;
	struct block *table;

	doc_heading(d, 3, "Insatser i dag");
	if (p->current_measures.count == 0) {
		doc_lines(d, NULL, NULL, 3);
		return;
	}
	table = doc_table(d, heads, widths, 3);
	for (size_t i = 0; i < p->current_measures.count; i++) {
		const struct plan_current_measure *m =
		    &p->current_measures.items[i];
		struct block *row = doc_row(d, table);

		doc_cell_text(d, row, &m->what);
		doc_cell(
		    d, row, str_from(plan_word_of(&m->principal)), SPAN_NONE);
		doc_cell(d, row, doc_service(&m->service),
		    m->service.to ? m->service.to->name.f.at : SPAN_NONE);
	}
	doc_blank_rows(d, table, 3, 1);
}

static const char *const opening[] = { "Alla presenterar sig.",
	"Bestäm vem som håller i mötet.",
	"Bestäm vem som skriver arbetsanteckningar.",
	"Utse två justerare, en från varje huvudman.",
	"Alla fyller i namn, telefon och e-post på listan.",
	"Kopiera listan så att alla får en.", NULL };
static const char *const task[] = {
	"Säg varför ni möts: vilka insatser behövs för målet, och vem gör dem?",
	"Beskriv problemet och målet med personens ord.",
	"Gå igenom vilka insatser personen har från varje huvudman i dag.",
	"Gå igenom alla uppgifter som verksamheterna har tagit fram.",
	"Fråga hur det är nu och vad personen behöver.",
	"Låt var och en tala. Lyssna på alla. Håll tråden och tiden.", NULL
};
static const char *const needs[] = { "Vilka slutsatser drar ni?",
	"Vilka behov är inte tillgodosedda på ett bra sätt i dag?",
	"Hur kan behoven tillgodoses?", "Vilka insatser krävs?",
	"Behövs andra insatser?", "Sätt mål för de insatser som ni föreslår.",
	"När kan personen få dem?",
	"Är det något som ni måste reda ut innan de börjar?", NULL };
static const char *const responsibility[] = { "Sammanfatta.",
	"Gör besluten tydliga.", "Fördela arbetet.",
	"Bestäm vem som pratar med personen eller företrädaren om förslagen.",
	"Utse en huvudansvarig som håller ihop fortsättningen.",
	"Bestäm för varje del: vad, vem och till när.", NULL };
static const char *const follow_up[] = {
	"Bestäm tid och plats för uppföljningsmötet.",
	"Den huvudansvariga kallar.",
	"Be alla säga till om de slutar, och vem som kommer i stället.", NULL
};

void
doc_agenda(struct doc *d)
{
	sheet_say(d->sheet, NULL, BLOCK_TITLE,
	    STR("Dagordning för planeringsmötet"), SPAN_NONE);
	facts(d);
	doc_heading(d, 2, "1. Öppna mötet");
	doc_checks(d, opening);
	doc_heading(d, 2, "2. Uppdraget");
	doc_checks(d, task);
	own_words(d);
	measures_today(d);
	doc_heading(d, 2, "3. Behov och förslag");
	doc_checks(d, needs);
	doc_heading(d, 2, "4. Ansvar");
	doc_checks(d, responsibility);
	doc_heading(d, 2, "5. Uppföljning");
	doc_checks(d, follow_up);
	doc_heading(d, 2, "Efter mötet");
	doc_say(d, NULL, BLOCK_TEXT,
	    "Den som antecknar skickar anteckningarna till justerarna inom "
	    "en vecka. Justerarna svarar, förslagsvis inom en vecka. "
	    "Sedan blir anteckningarna planen.");
}

/* --- arbetsanteckningar --------------------------------------------------- */

static void
needs_part(struct doc *d)
{
	static const char *const heads[] = { "Behov som inte är tillgodosett",
		"Varför", "Hur det kan lösas" };
	static const int widths[] = { 4, 3, 4 };
	const struct plan *p = d->plan;
	struct block *table = doc_table(d, heads, widths, 3);

	for (size_t i = 0; i < p->needs.count; i++) {
		const struct plan_unmet *n = &p->needs.items[i];
		struct block *row = doc_row(d, table);

		doc_cell_text(d, row, &n->what);
		doc_cell_text(d, row, &n->why);
		doc_cell_text(d, row, &n->how);
	}
	doc_blank_rows(d, table, 3, 3);
}

static void
goals_part(struct doc *d)
{
	static const char *const heads[] = { "Mål", "Varför",
		"Så vet vi att målet är nått" };
	static const int widths[] = { 4, 3, 4 };
	const struct plan *p = d->plan;
	struct block *table;

	doc_heading(d, 3, "Mål");
	table = doc_table(d, heads, widths, 3);
	for (size_t i = 0; i < p->goals.count; i++) {
		const struct plan_goal *g = &p->goals.items[i];
		struct block *row = doc_row(d, table);

		doc_cell_text(d, row, &g->plain);
		doc_cell_text(d, row, &g->why);
		doc_cell_text(d, row, &g->how_known);
	}
	doc_blank_rows(d, table, 3, 3);
}

static void
around_the_person(struct doc *d)
{
	const struct plan_situation *s = &d->plan->situation;

	doc_heading(d, 3, "Det som underlättar");
	doc_bullets(d, NULL, &s->helping);
	doc_lines(d, NULL, NULL, 2);
	doc_heading(d, 3, "Det som hindrar");
	doc_bullets(d, NULL, &s->hindering);
	doc_lines(d, NULL, NULL, 2);
}

void
doc_notes(struct doc *d)
{
	static const char *const heads[] = { "Insats", "Huvudman", "Ansvarig",
		"Börjar", "Klar" };
	static const int widths[] = { 6, 3, 4, 3, 3 };
	struct block *pairs;

	sheet_say(
	    d->sheet, NULL, BLOCK_TITLE, STR("Arbetsanteckningar"), SPAN_NONE);
	facts(d);
	doc_heading(d, 2, "1. Närvarande och justerare");
	doc_lines(d, NULL, "Närvarande:", 3);
	pairs = sheet_add(d->sheet, NULL, BLOCK_PAIRS);
	doc_pair(d, pairs, "Justerare från kommunen", STR_NONE, SPAN_NONE);
	doc_pair(d, pairs, "Justerare från regionen", STR_NONE, SPAN_NONE);
	doc_heading(d, 2, "2. Uppdraget");
	own_words(d);
	measures_today(d);
	around_the_person(d);
	doc_lines(d, NULL, "Det som har kommit fram:", 5);
	doc_heading(d, 2, "3. Behov och förslag");
	needs_part(d);
	goals_part(d);
	doc_heading(d, 2, "4. Beslut och ansvar");
	doc_lines(d, NULL, "Beslut:", 4);
	doc_blank_rows(d, doc_table(d, heads, widths, 5), 5, 6);
	doc_lines(d, NULL, "Att reda ut innan insatserna börjar:", 3);
	pairs = sheet_add(d->sheet, NULL, BLOCK_PAIRS);
	doc_pair(d, pairs, "Huvudansvarig", STR_NONE, SPAN_NONE);
	doc_pair(d, pairs, "Pratar med personen", STR_NONE, SPAN_NONE);
	doc_heading(d, 2, "5. Uppföljning");
	pairs = sheet_add(d->sheet, NULL, BLOCK_PAIRS);
	doc_pair(d, pairs, "Dag och tid", STR_NONE, SPAN_NONE);
	doc_pair(d, pairs, "Plats", STR_NONE, SPAN_NONE);
}

/* --- uppfoljning-dagordning ----------------------------------------------- */

static void
measures_with_state(struct doc *d)
{
	static const char *const heads[] = { "Insats", "Ansvarig",
		"Klar eller ses över", "Läge", "Orsak och följder" };
	static const int widths[] = { 6, 4, 3, 3, 6 };
	const struct plan *p = d->plan;
	struct block *table = doc_table(d, heads, widths, 5);

	for (size_t i = 0; i < p->measures.count; i++) {
		const struct plan_measure *m = &p->measures.items[i];
		struct block *row = doc_row(d, table);
		struct block *cell;

		doc_cell_text(d, row, &m->what);
		doc_cell(d, row, doc_ref(d, &m->responsible),
		    m->responsible.to ? m->responsible.to->name.f.at
				      : SPAN_NONE);
		doc_cell_date(d, row, plan_measure_day(m));
		doc_cell(d, row, str_from(plan_word_of(&m->status)), SPAN_NONE);
		cell = sheet_cell(d->sheet, row);
		doc_prose(d, &cell->text, m->reason.s, m->reason.f.at);
		doc_prose(
		    d, &cell->text, m->consequences.s, m->consequences.f.at);
	}
}

static void
earlier_notes(struct doc *d)
{
	const struct plan_report *last = plan_latest_report(d->plan);
	const struct plan *p = d->plan;
	struct block *pairs;

	doc_heading(d, 2, "1. Läs de tidigare anteckningarna högt");
	if (p->decisions.count) {
		doc_heading(d, 3, "Beslut från planeringsmötet");
		doc_bullets(d, NULL, &p->decisions);
	}
	if (last) {
		doc_heading(d, 3, "Förra uppföljningen");
		pairs = doc_pairs(d);
		doc_pair_text(d, pairs, "Hände sedan sist", &last->since);
		doc_pair_text(d, pairs, "Så fungerade det", &last->how_worked);
		doc_pair_text(d, pairs, "Varför något inte är gjort",
		    &last->not_done_why);
		doc_pair_text(d, pairs, "Följder", &last->consequences);
		doc_bullets(d, NULL, &last->new_decisions);
	}
	if (p->decisions.count == 0 && !last)
		doc_say(d, NULL, BLOCK_TEXT,
		    "Läs planen från planeringsmötet högt.");
}

void
doc_follow_up_agenda(struct doc *d)
{
	const struct plan *p = d->plan;
	const struct plan_next_meeting *m = &p->follow_up.meeting;
	struct block *pairs;

	sheet_say(d->sheet, NULL, BLOCK_TITLE,
	    STR("Dagordning för uppföljningsmötet"), SPAN_NONE);
	pairs = sheet_add(d->sheet, NULL, BLOCK_PAIRS);
	doc_pair(d, pairs, "Gäller", doc_name(d), p->person.called.f.at);
	doc_pair(d, pairs, "Dag", doc_day(d, m->date.d), SPAN_NONE);
	if (field_given(&m->time.f))
		doc_pair(d, pairs, "Tid",
		    doc_fmt(d, "klockan %.*s", STR_ARG(m->time.s)),
		    m->time.f.at);
	doc_pair_text(d, pairs, "Plats", &m->place);
	earlier_notes(d);
	doc_heading(d, 2, "2. Mål och uppgifter");
	for (size_t i = 0; i < p->goals.count; i++)
		doc_quote(d, NULL, BLOCK_TEXT, &p->goals.items[i].plain);
	measures_with_state(d);
	doc_heading(d, 2, "3. Personens synpunkter");
	if (p->follow_up.with_person.count) {
		for (size_t i = 0; i < p->follow_up.with_person.count; i++)
			doc_quote(d, NULL, BLOCK_SPEECH,
			    &p->follow_up.with_person.items[i].views);
	} else {
		doc_lines(d, NULL, NULL, 3);
	}
	doc_heading(d, 2, "4. Frågor att gå igenom");
	doc_checks(
	    d, (const char *const[]){ "Vad har hänt sedan sist?",
		   "Hur har det fungerat?",
		   "Är något inte gjort, eller ändrat? Varför?",
		   "Får det följder? Vilka?", "Behövs nya beslut? Vilka?",
		   "Behövs ett möte till? Bestäm tid och plats.",
		   "Vem antecknar, och vilka justerar?",
		   "Vem pratar med personen om det ni kom fram till?", NULL });
	doc_lines(d, NULL, "Anteckningar:", 8);
}
