/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What single kinds of plan have to show besides (C12.B to C12.E, C14): LSS
 * 10 §, discharge [utskrivning], open compulsory care [öppen tvångsvård] and
 * HVB with its costs.
 */
#include "compose/doc_parts.h"

static void
lss(struct doc *d)
{
	const struct plan_lss *l = &d->plan->lss;
	struct block *b;

	doc_heading(d, 2, "Individuell plan enligt LSS 10 §");
	b = doc_pairs(d);
	doc_pair_date(d, b, "Erbjuden", &l->offered);
	doc_pair_bool(d, b, "Personen har begärt planen", &l->requested);
	doc_pair_texts(d, b, "Beslutade insatser", &l->decided);
	doc_pair_texts(d, b, "Planerade insatser", &l->planned);
	doc_pair_texts(d, b, "Andras insatser", &l->others);
	doc_pair_date(d, b, "Senast sedd över", &l->last_review);
	doc_pair_date(d, b, "Nästa översyn", &l->next);
	doc_pair_date(d, b, "Andra huvudmannen underrättad", &l->told);
}

static void
discharge(struct doc *d)
{
	const struct plan_discharge *u = &d->plan->discharge;
	struct block *b;

	doc_heading(d, 2, "Utskrivning från slutenvård");
	b = doc_pairs(d);
	doc_pair_date(d, b, "Inskriven", &u->admitted);
	doc_pair_date(d, b, "Utskrivningsklar", &u->ready);
	doc_pair_date(d, b, "Kallad till planering", &u->called);
	doc_pair_who(d, b, "Fast vårdkontakt", &u->contact);
	if (u->unit.to)
		doc_pair(d, b, "Enhet", doc_service(&u->unit),
		    u->unit.to->name.f.at);
}

static void
forced_care(struct doc *d)
{
	const struct plan_forced_care *v = &d->plan->forced_care;
	struct block *b;
	struct pair *pair;

	doc_heading(d, 2, "Samordnad vårdplan, öppen tvångsvård");
	b = doc_pairs(d);
	if (v->law.w == LAW_LPT)
		doc_pair(d, b, "Lag",
		    STR("lagen om psykiatrisk tvångsvård (LPT)"), SPAN_NONE);
	if (v->law.w == LAW_LRV)
		doc_pair(d, b, "Lag",
		    STR("lagen om rättspsykiatrisk vård (LRV)"), SPAN_NONE);
	doc_pair_date(d, b, "Bilagd ansökan", &v->application);
	doc_pair_texts(d, b, "Behov", &v->needs);
	doc_pair_texts(d, b, "Beslut", &v->decisions);
	doc_pair_text(d, b, "Personens inställning", &v->attitude);
	if (field_given(&v->social_needed.f))
		doc_pair(d, b, "Insatser från socialtjänsten",
		    v->social_needed.yes ? STR("behövs") : STR("behövs inte"),
		    SPAN_NONE);
	doc_pair_who(d, b, "Chefsöverläkare", &v->physician);
	if (v->adjusted_by.count == 0)
		return;
	pair = block_pair(d->sheet, b, STR("Justerad av"), STR_NONE, SPAN_NONE);
	for (size_t i = 0; i < v->adjusted_by.count; i++)
		doc_add_text(d, &pair->value,
		    doc_service(&v->adjusted_by.items[i]), SPAN_NONE);
}

static void
costs(struct doc *d)
{
	static const char *const heads[] = { "Insats", "Kommun", "Region",
		"Annan", "Not" };
	static const int widths[] = { 6, 2, 2, 2, 5 };
	const struct plan_hvb *h = &d->plan->hvb;
	struct block *table;

	if (h->costs.count == 0)
		return;
	doc_heading(d, 3, "Kostnader");
	table = doc_table(d, heads, widths, 5);
	for (size_t i = 0; i < h->costs.count; i++) {
		const struct plan_cost *c = &h->costs.items[i];
		struct block *row = doc_row(d, table);

		doc_cell(d, row,
		    c->measure.to ? c->measure.to->what.s : c->measure.id,
		    SPAN_NONE);
		doc_cell(
		    d, row, doc_fmt(d, "%d procent", c->kommun.n), SPAN_NONE);
		doc_cell(
		    d, row, doc_fmt(d, "%d procent", c->region.n), SPAN_NONE);
		doc_cell(
		    d, row, doc_fmt(d, "%d procent", c->other.n), SPAN_NONE);
		doc_cell_text(d, row, &c->note);
	}
}

static void
hvb(struct doc *d)
{
	const struct plan_hvb *h = &d->plan->hvb;
	struct block *b;
	struct pair *pair;

	doc_heading(d, 2, "Hem för vård eller boende (HVB)");
	b = doc_pairs(d);
	doc_pair_text(d, b, "Hem", &h->name);
	doc_pair_date(d, b, "Beslut om placering", &h->decision);
	doc_pair_bool(d, b, "Social situation klarlagd", &h->situation_clear);
	doc_pair_texts(d, b, "Prövat hemma", &h->tried_at_home);
	doc_pair_text(d, b, "Personens inflytande", &h->influence);
	doc_pair_texts(d, b, "Så tillgodoses behoven", &h->how_met);
	if (h->follow_ups.count) {
		pair = block_pair(
		    d->sheet, b, STR("Uppföljningar"), STR_NONE, SPAN_NONE);
		for (size_t i = 0; i < h->follow_ups.count; i++)
			if (field_given(&h->follow_ups.items[i].f))
				doc_add_word(d, &pair->value,
				    doc_date(d, h->follow_ups.items[i].d).p);
	}
	costs(d);
}

static void
habilitation(struct doc *d)
{
	const struct plan_habilitation *h = &d->plan->habilitation;
	struct block *b;

	doc_heading(d, 2, "Habilitering och rehabilitering");
	b = doc_pairs(d);
	doc_pair_bool(
	    d, b, "Långvarigt behov av samordning", &h->long_term_need);
	doc_pair_who(d, b, "Särskild person för samordningen", &h->coordinator);
}

void
doc_kinds(struct doc *d)
{
	const struct plan *p = d->plan;

	if (plan_has_kind(p, KIND_LSS) && field_filled(&p->lss.f))
		lss(d);
	if (plan_has_kind(p, KIND_DISCHARGE) && field_filled(&p->discharge.f))
		discharge(d);
	if (plan_has_kind(p, KIND_FORCED_CARE) &&
	    field_filled(&p->forced_care.f))
		forced_care(d);
	if (plan_has_kind(p, KIND_HABILITATION) &&
	    field_filled(&p->habilitation.f))
		habilitation(d);
	if (plan_has_kind(p, KIND_HVB) && field_filled(&p->hvb.f))
		hvb(d);
}
