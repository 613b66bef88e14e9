/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The papers that the person gets, easy to read: consent, before the meeting,
 * my plan, how it goes. They never show what may not be told, functional
 * abilities, group, focus, diagnosis, costs, remarks or views noted by others,
 * reasons, consequences, escalations or an exception.
 */
#include "compose/doc_parts.h"

static void
hello(struct doc *d)
{
	struct block *b = sheet_add(d->sheet, NULL, BLOCK_TEXT);

	prose_sentence(d->arena, &b->text,
	    doc_fmt(d, "Hej %.*s!", STR_ARG(doc_name(d))), SPAN_NONE);
}

static struct block *
title(struct doc *d, const char *text, const char *concept)
{
	struct block *b =
	    sheet_say(d->sheet, NULL, BLOCK_TITLE, str_from(text), SPAN_NONE);

	doc_set_picture(d, b, str_from(concept));
	return b;
}

static void
contact(struct doc *d, struct block *parent, const struct plan_participant *who,
    const char *what)
{
	struct block *b = sheet_add(d->sheet, parent, BLOCK_CONTACT);

	prose_sentence(d->arena, &b->title, who->name.s, who->name.f.at);
	if (what)
		doc_prose(d, &b->text, str_from(what), SPAN_NONE);
	b->label = who->phone.s;
	b->at = who->phone.f.at;
	doc_set_picture(d, b, STR(who->phone.s.n ? "telefon" : "prata"));
}

/* The meeting that comes next, as far as it is known; NULL: not yet. */
struct coming {
	bool first; /* the planning itself */
	bool none;  /* the last report ended it all */
	const struct plan_date *date;
	const struct plan_time *time;
	const struct plan_text *place;
};

static struct coming
coming_meeting(const struct doc *d)
{
	const struct plan *p = d->plan;
	const struct plan_meeting *first = &p->meeting;
	const struct plan_next_meeting *again = &p->follow_up.meeting;
	struct coming c = { .date = &again->date,
		.time = &again->time,
		.place = &again->place };

	if (d->paper == PAPER_BEFORE_MEETING && plan_stage(p) < STAGE_MEETING)
		c = (struct coming){ .first = true,
			.date = &first->date,
			.time = &first->time,
			.place = &first->place };
	else if (plan_meeting_held(p))
		c = (struct coming){ .none = field_given(
					 &plan_latest_report(p)->ending.f) };
	/* One that is over, and of which nobody has written yet. */
	if (c.date && (!field_given(&c.date->f) || c.date->d < d->ctx->today))
		c.date = NULL;
	return c;
}

/* A calendar leaf for it; what is not known is a line to write on. */
static void
meeting_leaf(struct doc *d, const struct coming *c, const char *what)
{
	struct block *b;

	if (!c->date) {
		doc_lines(d, NULL, "Dag och tid:", 1);
		doc_lines(d, NULL, "Plats:", 1);
		return;
	}
	b = sheet_add(d->sheet, NULL, BLOCK_CALENDAR);
	b->date = c->date->d;
	b->minutes =
	    c->time && field_given(&c->time->f) ? c->time->minutes : -1;
	doc_prose(d, &b->text, str_from(what), SPAN_NONE);
	if (c->place && field_given(&c->place->f) && c->place->s.n) {
		prose_begin(d->arena, &b->text);
		prose_run(d->arena, &b->text, STR("Plats: "), SPAN_NONE);
		prose_run(d->arena, &b->text, c->place->s, c->place->f.at);
	}
}

static void
next_meeting(struct doc *d, const char *what)
{
	const struct coming c = coming_meeting(d);

	if (c.none)
		return;
	doc_section(d, "kalender", "Nästa möte");
	meeting_leaf(d, &c, what);
}

static void
services(struct doc *d, enum block_kind kind)
{
	const struct plan_services *list = &d->plan->consent.services;
	struct block *b = sheet_add(d->sheet, NULL, kind);

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].to)
			doc_item(d, b, list->items[i].to->name.s,
			    list->items[i].to->name.f.at);
}

/* --- samtycke: may we talk with each other about you? -------------------- */

static void
who_may_talk(struct doc *d)
{
	doc_section(d, "tillsammans", "Vilka vill prata om dig?");
	if (d->plan->consent.services.count == 0) {
		doc_lines(d, NULL, "Skriv vilka:", 3);
		return;
	}
	doc_say(
	    d, NULL, BLOCK_TEXT, "Sätt ett kryss för dem du säger ja till.");
	services(d, BLOCK_CHECKS);
}

static void
what_may_be_told(struct doc *d)
{
	const struct plan_texts *list = &d->plan->consent.information;
	struct block *b;

	doc_section(d, "prata", "Vad vill de prata om?");
	if (list->count == 0) {
		doc_lines(d, NULL, "Skriv vad:", 3);
	} else {
		doc_say(d, NULL, BLOCK_TEXT,
		    "Sätt ett kryss för det du säger ja till.");
		b = sheet_add(d->sheet, NULL, BLOCK_CHECKS);
		for (size_t i = 0; i < list->count; i++)
			doc_item(d, b, list->items[i].s, list->items[i].f.at);
	}
	doc_section(d, "hemlighet", "Vad får de inte berätta?");
	doc_say(d, NULL, BLOCK_TEXT, "Skriv här, eller be någon skriva.");
	doc_lines(d, NULL, NULL, 2);
}

static void
how_long(struct doc *d)
{
	const struct plan_consent *yes = &d->plan->consent;
	const struct plan_date *until = &yes->valid_until;
	struct block *b;

	doc_section(d, "kalender", "Hur länge gäller ditt ja?");
	/* The end of an earlier yes is not that of the next one. */
	if (!field_given(&until->f) || until->d < d->ctx->today ||
	    field_given(&yes->withdrawn.f)) {
		doc_lines(d, NULL, "Mitt ja gäller till:", 1);
		return;
	}
	b = sheet_add(d->sheet, NULL, BLOCK_TEXT);
	prose_sentence(d->arena, &b->text,
	    doc_fmt(
		d, "Ditt ja gäller till %.*s.", STR_ARG(doc_day(d, until->d))),
	    SPAN_NONE);
	prose_sentence(
	    d->arena, &b->text, STR("Sedan frågar vi dig igen."), SPAN_NONE);
}

static void
say_no(struct doc *d)
{
	const struct plan_participant *by = d->plan->consent.offered.by.to;
	struct block *b;

	doc_section(d, "nej", "Du kan säga nej");
	/* The law wants that plan in any case (C12.19). */
	doc_say(d, NULL, BLOCK_TEXT,
	    plan_has_kind(d->plan, KIND_FORCED_CARE)
		? "Då gör vi ingen gemensam plan. "
		  "Vården och kommunen gör ändå en plan för din vård. "
		  "Det står i lagen."
		: "Då gör vi ingen gemensam plan. "
		  "Du får behålla den hjälp du har.");
	doc_section(d, "ta-tillbaka", "Du kan ändra dig");
	b = doc_say(d, NULL, BLOCK_TEXT,
	    "Du kan ta tillbaka ditt ja när du vill. "
	    "Du behöver inte säga varför.");
	prose_begin(d->arena, &b->text);
	if (!by || by->phone.s.n == 0) {
		prose_run(
		    d->arena, &b->text, STR("Säg till personalen."), SPAN_NONE);
		return;
	}
	prose_run(d->arena, &b->text, STR("Säg till personalen eller ring "),
	    SPAN_NONE);
	prose_run(d->arena, &b->text, by->name.s, by->name.f.at);
	prose_run(d->arena, &b->text, STR(", "), SPAN_NONE);
	prose_run(d->arena, &b->text, by->phone.s, by->phone.f.at)->strong =
	    true;
	prose_run(d->arena, &b->text, STR("."), SPAN_NONE);
}

void
doc_consent(struct doc *d)
{
	struct block *b;

	title(d, "Får vi planera din hjälp tillsammans?", "ja");
	hello(d);
	doc_say(d, NULL, BLOCK_TEXT,
	    "Du får hjälp från flera ställen. "
	    "Vi vill planera hjälpen tillsammans med dig. "
	    "Då behöver vi berätta saker om dig för varandra.");
	doc_say(d, NULL, BLOCK_TEXT, "Vi frågar dig först. Du bestämmer.");
	who_may_talk(d);
	what_may_be_told(d);
	how_long(d);
	say_no(d);
	doc_section(d, "skriva", "Ditt svar");
	b = sheet_add(d->sheet, NULL, BLOCK_GROUP);
	doc_say(d, b, BLOCK_TICK, "Ja, ni får berätta för varandra.");
	doc_say(d, b, BLOCK_TICK, "Nej, jag vill inte det.");
	b = sheet_add(d->sheet, b, BLOCK_SIGNATURE);
	block_pair(d->sheet, b, STR("Ditt namn"), STR_NONE, SPAN_NONE);
	block_pair(d->sheet, b, STR("Datum"), STR_NONE, SPAN_NONE);
}

/* --- infor-motet ---------------------------------------------------------- */

void
doc_before_meeting(struct doc *d)
{
	const struct plan *p = d->plan;
	const struct coming next = coming_meeting(d);
	struct block *b;

	title(d, "Inför mötet", "mote");
	hello(d);
	doc_say(d, NULL, BLOCK_TEXT,
	    next.first
		? "Vi ska ha ett möte. Då planerar vi din hjälp tillsammans."
		: "Vi ska träffas igen. Då pratar vi om hur det har gått.");
	meeting_leaf(d, &next,
	    next.first ? "Mötet om din hjälp" : "Mötet om hur det går");
	doc_section(d, "bestamma", "Hur vill du vara med?");
	b = sheet_add(d->sheet, NULL, BLOCK_GROUP);
	doc_say(d, b, BLOCK_TICK, "Jag vill vara med hela mötet.");
	doc_say(d, b, BLOCK_TICK, "Jag vill vara med en stund.");
	doc_say(d, b, BLOCK_TICK, "Jag vill ha med någon som jag känner.");
	doc_say(d, b, BLOCK_TICK, "Jag vill att ni berättar för mig efteråt.");
	doc_section(d, "prata", "Det här har du sagt");
	doc_quote(d, NULL, BLOCK_SPEECH, &p->situation.own_words);
	doc_quote(d, NULL, BLOCK_SPEECH, &p->situation.wishes);
	doc_section(d, "mal", "Det här vill du nå");
	for (size_t i = 0; i < p->goals.count; i++)
		doc_quote(d, NULL, BLOCK_SPEECH, &p->goals.items[i].own_words);
	doc_section(d, "skriva", "Det här vill jag prata om");
	doc_lines(d, NULL, NULL, 4);
	doc_section(d, "hemlighet", "Det här ska vara hemligt");
	doc_lines(d, NULL, NULL, 3);
}

/* --- min-plan ------------------------------------------------------------- */

static void
first_look(struct doc *d)
{
	const struct plan *p = d->plan;
	const struct plan_participant *talks =
	    p->responsibility.talks_with_person.to;
	struct block *pairs = sheet_add(d->sheet, NULL, BLOCK_PAIRS);

	doc_pair(d, pairs, "Planen är för", p->person.called.s,
	    p->person.called.f.at);
	doc_pair(
	    d, pairs, "Planen är från", doc_date(d, p->updated.d), SPAN_NONE);
	if (talks && talks->phone.s.n)
		doc_pair(d, pairs, "Ring",
		    doc_fmt(d, "%.*s, %.*s", STR_ARG(talks->name.s),
			STR_ARG(talks->phone.s)),
		    talks->name.f.at);
}

static void
what_i_said(struct doc *d)
{
	const struct plan *p = d->plan;

	doc_section(d, "prata", "Det här har du sagt");
	doc_quote(d, NULL, BLOCK_SPEECH, &p->situation.own_words);
	doc_section(d, "mal", "Det här vill du nå");
	for (size_t i = 0; i < p->goals.count; i++)
		doc_quote(d, NULL, BLOCK_SPEECH, doc_goal(&p->goals.items[i]));
}

static struct str
when(struct doc *d, const struct plan_measure *m)
{
	const struct plan_date *day = plan_measure_day(m);
	bool starts = field_given(&m->start.f);
	struct str from =
	    starts ? doc_fmt(d, "Från %.*s.", STR_ARG(doc_date(d, m->start.d)))
		   : STR_NONE;

	if (!field_given(&day->f))
		return from;
	if (day == &m->review)
		return doc_fmt(d, "%.*s%sVi pratar om det igen %.*s.",
		    STR_ARG(from), starts ? " " : "",
		    STR_ARG(doc_date(d, day->d)));
	return starts ? doc_fmt(d, "Från %.*s till %.*s.",
			    STR_ARG(doc_date(d, m->start.d)),
			    STR_ARG(doc_date(d, day->d)))
		      : doc_fmt(d, "Klart %.*s.", STR_ARG(doc_date(d, day->d)));
}

static void
who_does_it(struct doc *d, struct block *card, const struct plan_measure *m)
{
	const struct plan_participant *who = m->responsible.to;
	struct pair *pair;

	if (m->responsible.self) {
		doc_pair(d, card, "Vem", STR("Du själv."), SPAN_NONE);
		return;
	}
	if (!who && !m->service.to)
		return;
	pair = block_pair(d->sheet, card, STR("Vem"), STR_NONE, SPAN_NONE);
	if (who)
		prose_sentence(
		    d->arena, &pair->value, who->name.s, who->name.f.at);
	if (m->service.to)
		prose_sentence(d->arena, &pair->value, m->service.to->name.s,
		    m->service.to->name.f.at);
	if (who && who->phone.s.n)
		doc_pair(d, card, "Telefon", who->phone.s, who->phone.f.at);
}

/* What is not happening is not promised. */
static bool
promised(const struct plan_measure *m)
{
	return m->status.w != STATUS_STOPPED && m->status.w != STATUS_NOT_DONE;
}

static struct block *
measure_card(struct doc *d, const struct plan_measure *m)
{
	struct block *card = sheet_add(d->sheet, NULL, BLOCK_CARD);
	struct str concept = m->picture.s;

	if (!doc_picture(d, concept))
	concept = STR("hjalp");
	card->at = m->f.at;
	doc_set_picture(d, card, concept);
	doc_prose(d, &card->text, m->easy.s, m->easy.f.at);
	return card;
}

/* The help that goes on, or the one that is over: nobody waits for that. */
static void
help(struct doc *d, bool over)
{
	const struct plan *p = d->plan;

	for (size_t i = 0; i < p->measures.count; i++) {
		const struct plan_measure *m = &p->measures.items[i];
		struct block *card;
		struct str time;

		if (!promised(m) || over != (m->status.w == STATUS_DONE))
			continue;
		card = measure_card(d, m);
		who_does_it(d, card, m);
		time = when(d, m);
		if (time.n)
			doc_pair(d, card, "När", time, SPAN_NONE);
	}
}

static void
whom_i_talk_to(struct doc *d)
{
	const struct plan_responsibility *r = &d->plan->responsibility;
	const struct plan_participant *talks = r->talks_with_person.to;

	if (!talks && !r->main.to)
		return;
	/* Nobody is told to ring where there is no number. */
	if ((talks && talks->phone.s.n) ||
	    (r->main.to && r->main.to->phone.s.n))
		doc_section(d, "telefon", "Ring om du undrar");
	else
		doc_section(d, "prata", "Fråga om du undrar");
	if (talks && talks == r->main.to)
		contact(d, NULL, talks,
		    "Pratar med dig om planen och håller ihop den.");
	else if (talks)
		contact(d, NULL, talks, "Pratar med dig om planen.");
	if (r->main.to && r->main.to != talks)
		contact(d, NULL, r->main.to, "Håller ihop planen.");
}

static void
my_yes(struct doc *d)
{
	const struct plan *p = d->plan;
	const struct plan_participant *talks =
	    p->responsibility.talks_with_person.to;
	struct block *b;

	doc_section(d, "ja", "Ditt ja");
	doc_say(d, NULL, BLOCK_TEXT,
	    "Du har sagt ja till att de här berättar för varandra om dig:");
	services(d, BLOCK_LIST);
	doc_say(d, NULL, BLOCK_TEXT, "De får prata om:");
	doc_bullets(d, NULL, &p->consent.information);
	if (field_given(&p->consent.valid_until.f)) {
		b = sheet_add(d->sheet, NULL, BLOCK_TEXT);
		prose_sentence(d->arena, &b->text,
		    doc_fmt(d, "Ditt ja gäller till %.*s.",
			STR_ARG(doc_day(d, p->consent.valid_until.d))),
		    SPAN_NONE);
	}
	b = sheet_add(d->sheet, NULL, BLOCK_NOTE);
	doc_set_picture(d, b, STR("ta-tillbaka"));
	doc_prose(d, &b->title, STR("Du kan ändra dig"), SPAN_NONE);
	doc_prose(d, &b->text, STR("Du kan ta tillbaka ditt ja när du vill."),
	    SPAN_NONE);
	if (talks)
		doc_prose(d, &b->text,
		    doc_fmt(d, "Säg till %.*s eller någon annan i personalen.",
			STR_ARG(talks->name.s)),
		    SPAN_NONE);
	doc_prose(d, &b->text, STR("Du behöver inte säga varför."), SPAN_NONE);
}

/* Without a yes nothing may say that there was one. */
static void
who_plans(struct doc *d)
{
	if (d->plan->consent.services.count == 0)
		return;
	doc_section(d, "tillsammans", "De här planerar din hjälp");
	services(d, BLOCK_LIST);
	doc_say(d, NULL, BLOCK_TEXT,
	    "Fråga om du undrar vad de berättar för varandra.");
}

static void
read_more(struct doc *d)
{
	struct str site = d->ctx->site;
	struct block *b;

	if (site.n == 0)
		return;
	doc_section(d, "lasa", "Läs mer om planen");
	b = sheet_add(d->sheet, NULL, BLOCK_QR);
	b->label = doc_fmt(d, "%.*s%slattlast/min-plan/index.html",
	    STR_ARG(site), str_ends(site, STR("/")) ? "" : "/");
	doc_prose(d, &b->text,
	    STR("Rikta telefonens kamera mot rutan. "
		"Då kommer du till en sida om planen."),
	    SPAN_NONE);
}

void
doc_my_plan(struct doc *d)
{
	title(d, "Min plan", "plan");
	hello(d);
	doc_say(d, NULL, BLOCK_TEXT,
	    plan_stage(d->plan) < STAGE_PLAN
		? "Det här är ett förslag till din plan. "
		  "Förslaget säger vem som hjälper dig, och med vad."
		: "Det här är din plan. Den säger vem som hjälper dig, "
		  "och med vad.");
	first_look(d);
	what_i_said(d);
	doc_section(d, "hjalp", "Så får du hjälp");
	help(d, false);
	doc_section(d, "bra", "Det här är klart");
	help(d, true);
	next_meeting(d, "Då pratar vi om hur det går.");
	whom_i_talk_to(d);
	if (doc_said_yes(d))
		my_yes(d);
	else
		who_plans(d);
	read_more(d);
}

/* --- min-uppfoljning ------------------------------------------------------ */

static void
how_did_it_go(struct doc *d, const struct plan_measure *m)
{
	struct block *card = measure_card(d, m);

	if (m->responsible.to)
		doc_pair(d, card, "Vem", m->responsible.to->name.s,
		    m->responsible.to->name.f.at);
	doc_say(d, card, BLOCK_TICK, "Det är bra.");
	doc_say(d, card, BLOCK_TICK, "Det är inte bra.");
	doc_lines(d, card, "Så här vill jag ha det:", 2);
}

void
doc_my_follow_up(struct doc *d)
{
	const struct plan *p = d->plan;

	title(d, "Hur går det?", "uppfoljning");
	hello(d);
	doc_say(d, NULL, BLOCK_TEXT,
	    "Vi vill veta hur det går med din plan. "
	    "Du kan skriva själv. "
	    "Du kan också be någon att skriva.");
	doc_section(d, "mal", "Det här vill du nå");
	for (size_t i = 0; i < p->goals.count; i++)
		doc_quote(d, NULL, BLOCK_SPEECH, doc_goal(&p->goals.items[i]));
	doc_section(d, "hjalp", "Hur är hjälpen?");
	for (size_t i = 0; i < p->measures.count; i++)
		if (promised(&p->measures.items[i]))
			how_did_it_go(d, &p->measures.items[i]);
	doc_section(d, "bra", "Det här var bra");
	doc_lines(d, NULL, NULL, 3);
	doc_section(d, "inte-bra", "Det här var inte bra");
	doc_lines(d, NULL, NULL, 3);
	next_meeting(d, "Då pratar vi om det du har skrivit.");
}
