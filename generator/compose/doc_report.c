/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The report of a follow-up meeting [uppföljningsrapport]: what was said, what
 * it was the time before, and the state of goals and measures.
 */
#include "compose/doc_parts.h"

#include "model/plan_schema.h"

/* The report before the latest one, or NULL. */
static const struct plan_report *
report_before(const struct plan *p, const struct plan_report *latest)
{
	const struct plan_report *found = NULL;

	for (size_t i = 0; i < p->follow_up.reports.count; i++) {
		const struct plan_report *r = &p->follow_up.reports.items[i];

		if (r != latest && field_given(&r->date.f) &&
		    r->date.d <= latest->date.d &&
		    (!found || r->date.d > found->date.d))
			found = r;
	}
	return found;
}

static void
answer(struct doc *d, struct block *table, const char *question,
    const struct plan_text *now, const struct plan_text *before)
{
	struct block *row;

	if (!field_given(&now->f) && (!before || !field_given(&before->f)))
		return;
	row = doc_row(d, table);
	doc_cell(d, row, str_from(question), SPAN_NONE);
	row->last->head = true;
	doc_cell_text(d, row, now);
	if (before)
		doc_cell_text(d, row, before);
}

static void
answers(struct doc *d, const struct plan_report *now,
    const struct plan_report *before)
{
	static const int two[] = { 3, 8 };
	static const int three[] = { 3, 5, 5 };
	const char *heads[] = { "Fråga",
		doc_fmt(d, "Nu, %.*s", STR_ARG(doc_date(d, now->date.d))).p,
		before ? doc_fmt(d, "Förra gången, %.*s",
			     STR_ARG(doc_date(d, before->date.d)))
			     .p
		       : NULL };
	struct block *table =
	    doc_table(d, heads, before ? three : two, before ? 3 : 2);

	answer(d, table, "Vad har hänt sedan sist?", &now->since,
	    before ? &before->since : NULL);
	answer(d, table, "Hur har det fungerat?", &now->how_worked,
	    before ? &before->how_worked : NULL);
	answer(d, table, "Varför är något inte gjort eller ändrat?",
	    &now->not_done_why, before ? &before->not_done_why : NULL);
	answer(d, table, "Vilka följder får det?", &now->consequences,
	    before ? &before->consequences : NULL);
}

static void
goals(struct doc *d)
{
	static const char *const heads[] = { "Mål", "Läge" };
	static const int widths[] = { 8, 3 };
	const struct plan *p = d->plan;
	struct block *table;

	if (p->goals.count == 0)
		return;
	doc_heading(d, 2, "Målen");
	table = doc_table(d, heads, widths, 2);
	for (size_t i = 0; i < p->goals.count; i++) {
		struct block *row = doc_row(d, table);

		doc_cell_text(d, row, &p->goals.items[i].plain);
		doc_cell(d, row,
		    str_from(plan_word_of(&p->goals.items[i].state)),
		    SPAN_NONE);
	}
}

static bool
changed(const struct plan_measure *m)
{
	return m->status.w == STATUS_CHANGED || m->status.w == STATUS_STOPPED ||
	       m->status.w == STATUS_NOT_DONE;
}

static void
measures(struct doc *d, bool wanted, const char *heading)
{
	static const char *const heads[] = { "Insats", "Ansvarig", "Läge",
		"Orsak", "Följder" };
	static const int widths[] = { 6, 4, 3, 4, 4 };
	const struct plan *p = d->plan;
	size_t columns = wanted ? 5 : 3;
	struct block *table = NULL;

	for (size_t i = 0; i < p->measures.count; i++) {
		const struct plan_measure *m = &p->measures.items[i];
		struct block *row;

		if (changed(m) != wanted)
			continue;
		if (!table) {
			doc_heading(d, 2, heading);
			table = doc_table(d, heads, widths, columns);
		}
		row = doc_row(d, table);
		doc_cell_text(d, row, &m->what);
		doc_cell(d, row, doc_ref(d, &m->responsible), SPAN_NONE);
		doc_cell(d, row, str_from(plan_word_of(&m->status)), SPAN_NONE);
		if (!wanted)
			continue;
		doc_cell_text(d, row, &m->reason);
		doc_cell_text(d, row, &m->consequences);
	}
}

static void
what_follows(struct doc *d, const struct plan_report *r)
{
	struct block *b;

	if (r->new_decisions.count) {
		doc_heading(d, 2, "Nya beslut");
		doc_bullets(d, NULL, &r->new_decisions);
	}
	doc_heading(d, 2, "Fortsättning");
	b = sheet_add(d->sheet, NULL, BLOCK_PAIRS);
	if (field_given(&r->next.f))
		doc_pair(d, b, "Nästa uppföljningsmöte", doc_day(d, r->next.d),
		    r->next.f.at);
	else if (!r->ending.s.n)
		doc_pair(d, b, "Nästa uppföljningsmöte", STR("inte bestämt än"),
		    SPAN_NONE);
	doc_pair_text(d, b, "Samordningen avslutas", &r->ending);
}

void
doc_report(struct doc *d)
{
	const struct plan *p = d->plan;
	const struct plan_report *r = plan_latest_report(p);
	struct block *b;

	sheet_say(
	    d->sheet, NULL, BLOCK_TITLE, STR("Uppföljningsrapport"), SPAN_NONE);
	b = sheet_add(d->sheet, NULL, BLOCK_PAIRS);
	doc_pair(d, b, "Gäller", doc_name(d), p->person.called.f.at);
	doc_pair(d, b, "Uppföljningsmöte", doc_day(d, r->date.d), r->date.f.at);
	if (field_given(&r->read_aloud.f))
		doc_pair(d, b, "Tidigare anteckningar lästes högt",
		    r->read_aloud.yes ? STR("ja") : STR("nej"), SPAN_NONE);
	doc_heading(d, 2, "Det som har hänt");
	answers(d, r, report_before(p, r));
	measures(d, true, "Ändrat sedan planen");
	measures(d, false, "Övriga insatser");
	goals(d);
	what_follows(d, r);
}
