/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Each document shows what its reader may see, all of it that has to be there,
 * and nothing else: every string of every document of the samples, the
 * reference and many made-up plans is held against one table.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "aid_plan.h"
#include "aid_plan_random.h"
#include "compose/calendar.h"
#include "compose/date_words.h"
#include "compose/document.h"
#include "compose/fhir.h"
#include "fs/fs.h"

enum { PLANS = 400 };

/* --- the table ------------------------------------------------------------ */

/*
 * What a reader may see; a trailing dot takes all below. "!" before a path:
 * it has to be there whenever the plan has it.
 */
#define NAME "!person.tilltalsnamn"
#define CALLED "!möte.syfte", "!möte.datum", "!möte.plats"
#define NEXT "!uppföljning.möte.datum", "!uppföljning.möte.plats"
#define SPEECH "!situation.egna_ord", "!situation.önskemål", "!mål.egna_ord"
#define TODAY "!insatser_idag.vad"
#define WHO "deltagare.namn", "verksamheter.namn"
#define WHOLE                                                                \
	NAME, "!person.kommunikation.språk", "!person.kommunikation.hur",    \
	    "!person.kommunikation.hjälpmedel", "person.kommunikation.",     \
	    "!person.företrädare.namn", "!person.företrädare.telefon",       \
	    "!person.företrädare.epost", "person.närstående.",               \
	    "!person.barn.åtgärd", "!situation.", "samtycke.erbjudet.",      \
	    "samtycke.datum", "samtycke.förnyat", "!samtycke.uppgifter",     \
	    "samtycke.gäller_till", "samtycke.informerad_genom",             \
	    "samtycke.undantag.datum", "!verksamheter.namn",                 \
	    "!deltagare.namn", "!deltagare.titel", "!deltagare.telefon",     \
	    "!deltagare.epost", "!möte.syfte", "!möte.datum", "!möte.plats", \
	    "!möte.personen_med.hur", "!insatser_idag.vad", "!behov.vad",    \
	    "!behov.varför", "!behov.hur", "!mål.klartext", "!mål.egna_ord", \
	    "!mål.varför", "!mål.hur_vet_vi", "!insatser.vad",               \
	    "!insatser.beslut", "!insatser.orsak", "!insatser.följder",      \
	    "insatser.börjar", "insatser.klar", "insatser.ses_över",         \
	    "!frågor.fråga", "!frågor.klar", "!beslut", NEXT, "lss.",        \
	    "utskrivning.", "öppen_tvångsvård.", "habilitering.", "hvb."

static const char *const readers[PAPER_COUNT][64] = {
	[PAPER_CONSENT] = { NAME, "verksamheter.namn", "!samtycke.uppgifter",
	    "!samtycke.gäller_till", "deltagare.namn", "deltagare.telefon" },
	[PAPER_BEFORE_MEETING] = { NAME, SPEECH, "möte.datum", "möte.plats",
	    "uppföljning.möte.datum", "uppföljning.möte.plats" },
	[PAPER_CALL] = { NAME, CALLED, WHO, "!samtycke.uppgifter" },
	[PAPER_CALL_ICS] = { "!möte.plats" },
	[PAPER_PREPARATION] = { NAME, "!möte.syfte", "!situation.egna_ord",
	    "!samtycke.uppgifter", "möte.förberedelse.uppgifter",
	    "möte.förberedelse.intervju", WHO },
	[PAPER_AGENDA] = { NAME, CALLED, SPEECH, TODAY, WHO },
	[PAPER_PARTICIPANTS] = { "deltagare.namn", "deltagare.titel",
	    "deltagare.telefon", "deltagare.epost", "verksamheter.namn" },
	[PAPER_NOTES] = { NAME, CALLED, SPEECH, TODAY, WHO, "!behov.vad",
	    "!behov.varför", "!behov.hur", "!mål.klartext", "!mål.varför",
	    "!mål.hur_vet_vi", "!situation.underlättar", "!situation.hindrar" },
	[PAPER_ADJUST] = { WHOLE, "anteckningar.skickade" },
	[PAPER_PLAN] = { WHOLE },
	[PAPER_MY_PLAN] = { NAME, "!situation.egna_ord", "!mål.egna_ord",
	    "mål.klartext", "insatser.lättläst", "insatser.börjar",
	    "insatser.klar", "insatser.ses_över", WHO, "deltagare.telefon",
	    NEXT, "samtycke.uppgifter", "samtycke.gäller_till" },
	[PAPER_FOLLOW_UP_CALL] = { NAME, NEXT, WHO, "!samtycke.uppgifter" },
	[PAPER_FOLLOW_UP_ICS] = { "!uppföljning.möte.plats" },
	[PAPER_MY_FOLLOW_UP] = { NAME, "!mål.egna_ord", "mål.klartext",
	    "insatser.lättläst", "deltagare.namn", NEXT },
	[PAPER_FOLLOW_UP_AGENDA] = { NAME, NEXT, "!mål.klartext",
	    "!insatser.vad", "insatser.klar", "insatser.ses_över",
	    "!insatser.orsak", "!insatser.följder", "deltagare.namn",
	    "!uppföljning.med_personen.synpunkter", "!beslut",
	    "uppföljning.rapporter.sedan_sist",
	    "uppföljning.rapporter.hur_fungerade",
	    "uppföljning.rapporter.inte_gjort_varför",
	    "uppföljning.rapporter.följder",
	    "uppföljning.rapporter.nya_beslut" },
	[PAPER_REPORT] = { NAME, "!mål.klartext", "!insatser.vad",
	    "insatser.orsak", "insatser.följder", "deltagare.namn",
	    "uppföljning.rapporter.datum", "uppföljning.rapporter.sedan_sist",
	    "uppföljning.rapporter.hur_fungerade",
	    "uppföljning.rapporter.inte_gjort_varför",
	    "uppföljning.rapporter.följder", "uppföljning.rapporter.nya_beslut",
	    "uppföljning.rapporter.nästa", "uppföljning.rapporter.avslut" },
};

/* In no document at all, whatever the table says. */
static const char *const nowhere[] = { "samtycke.får_inte_berättas",
	"uppföljning.lyft_till_chef.", "samtycke.undantag.motiv",
	"anteckningar.justerare.", "uppföljning.rapporter.justerare." };

static bool
covers(const char *rule, struct str path)
{
	struct str r = str_from(rule);

	if (str_starts(r, STR("!")))
		r = str_from_off(r, 1);
	if (str_ends(r, STR(".")))
		return str_starts(path, r);
	return str_eq(path, r);
}

static const char *
rule_of(enum plan_paper paper, struct str path)
{
	for (size_t i = 0; i < sizeof(nowhere) / sizeof(*nowhere); i++)
		if (covers(nowhere[i], path))
			return NULL;
	if (str_is(path, "uppdaterad"))
		return "uppdaterad";
	for (size_t i = 0; readers[paper][i]; i++)
		if (covers(readers[paper][i], path))
			return readers[paper][i];
	return NULL;
}

/* --- which people, which services ----------------------------------------- */

static bool
promised(const struct plan_measure *m)
{
	return m->status.w != STATUS_STOPPED && m->status.w != STATUS_NOT_DONE;
}

static bool
promised_to(const struct plan *p, const struct plan_participant *who)
{
	for (size_t i = 0; i < p->measures.count; i++)
		if (promised(&p->measures.items[i]) &&
		    p->measures.items[i].responsible.to == who)
			return true;
	return false;
}

static bool
promised_by(const struct plan *p, const struct plan_service *service)
{
	for (size_t i = 0; i < p->measures.count; i++)
		if (promised(&p->measures.items[i]) &&
		    !p->measures.items[i].responsible.self &&
		    p->measures.items[i].service.to == service)
			return true;
	return false;
}

static bool
a_service_is_called(const struct plan *p)
{
	for (size_t i = 0; i < p->meeting.called.to.count; i++)
		if (p->meeting.called.to.items[i].to &&
		    p->meeting.called.to.items[i].to->service.to)
			return true;
	return false;
}

static bool
person_shown(const struct plan *p, enum plan_paper paper, size_t n)
{
	const struct plan_participant *who = &p->people.items[n];
	const struct plan_responsibility *r = &p->responsibility;
	bool called = people_have(&p->meeting.called.to, who);
	bool present = people_have(&p->meeting.present, who);

	switch (paper) {
	case PAPER_CONSENT:
		return who == p->consent.offered.by.to;
	case PAPER_CALL:
		return called;
	case PAPER_PARTICIPANTS:
		return called || present;
	case PAPER_MY_PLAN:
		return promised_to(p, who) || who == r->main.to ||
		       who == r->talks_with_person.to;
	case PAPER_FOLLOW_UP_CALL:
		return called || present || who == r->main.to;
	case PAPER_MY_FOLLOW_UP:
		return promised_to(p, who);
	default:
		return true;
	}
}

static bool
service_shown(const struct plan *p, enum plan_paper paper, size_t n)
{
	const struct plan_service *s = &p->services.items[n];

	if (paper == PAPER_CONSENT)
		return services_have(&p->consent.services, s);
	if (paper == PAPER_MY_PLAN)
		return services_have(&p->consent.services, s) ||
		       promised_by(p, s);
	return true;
}

static bool
measure_shown(
    const struct plan *p, enum plan_paper paper, const struct aid_value *v)
{
	const struct plan_measure *m = &p->measures.items[v->item];
	return !plan_paper_info(paper)->easy || promised(m);
}

static date_t today; /* of the plan that is judged */

/* Nobody is invited to a meeting that is over. */
static bool
is_over(const struct plan *p, enum plan_paper paper, struct str path)
{
	bool again = str_starts(path, STR("uppföljning.")),
	     first =
		 paper == PAPER_BEFORE_MEETING && plan_stage(p) < STAGE_MEETING;
	const struct plan_date *date =
	    again ? &p->follow_up.meeting.date : &p->meeting.date;

	return first == again || !field_given(&date->f) || date->d < today ||
	       (again && plan_meeting_held(p));
}

/* Of those that the table names, this one is not for these readers. */
static bool
held_back(
    const struct plan *p, enum plan_paper paper, const struct aid_value *v)
{
	if (plan_paper_info(paper)->easy &&
	    (str_starts(v->path, STR("möte.")) ||
		str_starts(v->path, STR("uppföljning.möte."))))
		return is_over(p, paper, v->path);
	if (paper == PAPER_CONSENT && str_is(v->path, "samtycke.gäller_till"))
		return p->consent.valid_until.d < today ||
		       field_given(&p->consent.withdrawn.f);
	if (str_starts(v->path, STR("deltagare.")))
		return !person_shown(p, paper, v->item);
	if (str_starts(v->path, STR("verksamheter.")))
		return !service_shown(p, paper, v->item);
	if (str_starts(v->path, STR("insatser.")))
		return !measure_shown(p, paper, v);
	if (str_starts(v->path, STR("person.närstående.")))
		return !p->person.relatives.items[v->item].agreed.yes;
	if (str_is(v->path, "mål.klartext") && plan_paper_info(paper)->easy)
		return field_given(&p->goals.items[v->item].own_words.f);
	return false;
}

/* What the table does not say: that it is there whenever it may be. */
static bool
has_to_be(const struct plan *p, enum plan_paper paper,
    const struct aid_value *v, const char *rule)
{
	const struct plan_measure *m;

	/* A meeting without a day is not told of; lines are there instead. */
	if (str_is(v->path, "uppföljning.möte.plats") &&
	    !field_given(&p->follow_up.meeting.date.f))
		return false;
	if (paper == PAPER_PREPARATION && !a_service_is_called(p))
		return false;
	if (rule[0] == '!')
		return true;
	if (str_is(v->path, "person.kommunikation.tolk"))
		return paper == PAPER_PLAN || paper == PAPER_ADJUST;
	if (str_starts(v->path, STR("insatser."))) {
		m = &p->measures.items[v->item];
		if (paper == PAPER_MY_PLAN &&
		    str_is(v->path, "insatser.börjar"))
			return true;
		if (paper != PAPER_REPORT &&
		    str_is(v->path, "insatser.ses_över"))
			return plan_measure_day(m) == &m->review;
		if (paper != PAPER_REPORT && str_is(v->path, "insatser.klar"))
			return plan_measure_day(m) == &m->due;
		return str_is(v->path, "insatser.lättläst");
	}
	if (str_is(v->path, "mål.klartext"))
		return true;
	if (paper == PAPER_PARTICIPANTS || paper == PAPER_CALL)
		return str_starts(v->path, STR("deltagare."));
	if (paper == PAPER_MY_PLAN || paper == PAPER_MY_FOLLOW_UP)
		return str_is(v->path, "deltagare.namn") ||
		       str_is(v->path, "deltagare.telefon") ||
		       (str_is(v->path, "verksamheter.namn") &&
			   promised_by(p, &p->services.items[v->item]));
	if (paper == PAPER_CONSENT)
		return str_is(v->path, "verksamheter.namn");
	return str_starts(v->path, STR("person.närstående."));
}

/* --- the strings of a document -------------------------------------------- */

struct seen {
	struct sb text; /* all of it, white space as one space */
};

static void
add_text(struct seen *s, struct str text)
{
	bool space = true;

	for (size_t i = 0; i < text.n; i++) {
		bool blank =
		    text.p[i] == ' ' || text.p[i] == '\n' || text.p[i] == '\t';

		if (!blank)
			sb_ch(&s->text, text.p[i]);
		else if (!space)
			sb_ch(&s->text, ' ');
		space = blank;
	}
	sb_ch(&s->text, '\n');
}

static void
add_prose(struct seen *s, struct arena *a, const struct prose *p)
{
	add_text(s, prose_plain(a, p));
	for (size_t i = 0; i < p->count; i++)
		for (size_t k = 0; k < p->items[i].count; k++)
			add_text(s, p->items[i].items[k].link);
}

static void
add_block(struct seen *s, struct arena *a, const struct block *b)
{
	add_prose(s, a, &b->title);
	add_prose(s, a, &b->text);
	add_text(s, b->label);
	add_text(s, b->anchor);
	add_text(s, b->alt);
	for (size_t i = 0; b->items && i < b->count; i++) {
		add_prose(s, a, &b->items[i].label);
		add_prose(s, a, &b->items[i].value);
	}
	if (b->date != DATE_NONE) {
		char day[11];

		date_iso(b->date, day);
		add_text(s, str_from(day));
	}
}

static void
add_sheet(struct seen *s, struct arena *a, const struct sheet *sheet)
{
	add_text(s, sheet->title);
	add_text(s, sheet->footer);
	add_text(s, sheet->file);
	for (const struct block *b = sheet->first; b; b = block_next(b, NULL))
		add_block(s, a, b);
}

/* Long lines of a calendar are folded. */
static void
add_calendar(struct seen *s, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\r' && i + 2 < text.n &&
		    text.p[i + 1] == '\n' && text.p[i + 2] == ' ')
			i += 2;
		else if (text.p[i] != '\\')
			sb_ch(&s->text, text.p[i]);
	}
}

static void
collect(struct seen *s, struct aid_plan *t, enum plan_paper paper)
{
	const struct document_context ctx = { .today = t->context.today,
		.site = STR("https://example.org/") };
	struct sb calendar = { 0 };

	sb_reset(&s->text);
	if (plan_paper_info(paper)->calendar) {
		if (calendar_format(t->plan, paper, &calendar))
			add_calendar(s, sb_view(&calendar));
		sb_release(&calendar);
		return;
	}
	add_sheet(s, &t->a, document_sheet(&t->a, t->plan, &ctx, paper));
}

/* --- the property --------------------------------------------------------- */

static bool
holds(const struct seen *s, const struct aid_value *v)
{
	struct seen one = { 0 };
	struct str all = sb_view(&s->text);
	bool found;

	if (v->text.n) {
		add_text(&one, v->text);
		sb_cut(&one.text, one.text.n - 1);
		found = str_find(all, sb_view(&one.text)) != STR_NOT_FOUND;
	} else {
		char day[11];

		date_iso(v->day, day);
		date_words(&one.text, v->day, STR("sv"), false);
		found = str_find(all, str_from(day)) != STR_NOT_FOUND ||
			str_find(all, sb_view(&one.text)) != STR_NOT_FOUND;
	}
	sb_release(&one.text);
	return found;
}

static bool
may_show(const struct plan *p, enum plan_paper paper, const struct aid_value *v)
{
	return rule_of(paper, v->path) && !held_back(p, paper, v);
}

/* Words that people write twice: some value that may be shown holds it. */
static bool
shared(const struct plan *p, enum plan_paper paper,
    const struct aid_values *all, const struct aid_value *v)
{
	if (v->text.n == 0 || v->text.n < 10)
		return true;
	for (size_t i = 0; i < all->count; i++)
		if (may_show(p, paper, &all->items[i]) &&
		    str_find(all->items[i].text, v->text) != STR_NOT_FOUND)
			return true;
	return false;
}

static size_t
judge(struct aid_plan *t, const char *name, bool unique)
{
	struct aid_values values = { .arena = &t->a };
	struct seen s = { 0 };
	size_t wrong = 0;

	aid_plan_values(&values, t->plan);
	assert_true(values.count > 20);
	today = t->context.today;
	for (int n = 0; n < PAPER_COUNT; n++) {
		enum plan_paper paper = (enum plan_paper)n;
		const char *file = plan_paper_info(paper)->name;

		if (paper == PAPER_REPORT && !plan_latest_report(t->plan))
			continue;
		collect(&s, t, paper);
		for (size_t i = 0; s.text.n && i < values.count; i++) {
			const struct aid_value *v = &values.items[i];
			bool found = holds(&s, v);
			bool may = may_show(t->plan, paper, v);

			if (found && !may &&
			    (unique || !shared(t->plan, paper, &values, v)) &&
			    ++wrong)
				print_error("%s: %s shows %.*s\n", name, file,
				    STR_ARG(v->path));
			if (!found && may && unique &&
			    has_to_be(
				t->plan, paper, v, rule_of(paper, v->path)) &&
			    ++wrong)
				print_error("%s: %s lacks %.*s (%zu)\n", name,
				    file, STR_ARG(v->path), v->item);
		}
	}
	sb_release(&s.text);
	return wrong;
}

/* Words of the format that a person must not meet in an easy document. */
static size_t
judge_words(struct aid_plan *t, const char *name)
{
	static const char *const words[] = { "vuxenblivande",
		"misstänkt demens", "skadligt beteende", "ny diagnos",
		"schizofreni", "neuropsykiatrisk", "missbruk", "kriminalvård",
		"tvångsvård", "väntat barn", "kan inte samtycka",
		"barn far illa", "procent" };
	struct seen s = { 0 };
	size_t wrong = 0;

	for (int n = 0; n < PAPER_COUNT; n++) {
		if (!plan_paper_info((enum plan_paper)n)->easy)
			continue;
		collect(&s, t, (enum plan_paper)n);
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
			if (str_find(sb_view(&s.text), str_from(words[i])) ==
			    STR_NOT_FOUND)
				continue;
			wrong++;
			print_error("%s: %s holds \"%s\"\n", name,
			    plan_paper_info((enum plan_paper)n)->name,
			    words[i]);
		}
	}
	sb_release(&s.text);
	return wrong;
}

static void
made_up_plans_leak_nothing_and_lack_nothing(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (unsigned seed = 1; seed <= PLANS && wrong < 40; seed++) {
		struct aid_plan t = { 0 };
		char name[24];

		snprintf(name, sizeof(name), "seed %u", seed);
		aid_plan_random(&t.bytes, seed);
		aid_plan_check(&t, "x.yaml", aid_plan_day("2026-11-21"));
		assert_true(t.plan->readable);
		assert_int_equal(t.plan->format_errors, 0);
		wrong += judge(&t, name, true) + judge_words(&t, name);
		aid_plan_release(&t);
	}
	assert_int_equal(wrong, 0);
}

/* Other systems get no more than the readers of the plan on paper. */
static void
bundles_hold_no_more_than_the_plan(void **state)
{
	static const char *const more[] = { "verksamheter.id", "deltagare.id",
		"mål.id", "anteckningar.blev_plan", "uppdaterad" };
	size_t wrong = 0;

	(void)state;
	for (unsigned seed = 1; seed <= PLANS; seed++) {
		struct aid_plan t = { 0 };
		struct aid_values values = { .arena = &t.a };
		struct seen s = { 0 };
		struct fhir_context ctx = { .today =
						aid_plan_day("2026-11-21") };

		aid_plan_random(&t.bytes, seed);
		today = ctx.today;
		aid_plan_check(&t, "x.yaml", ctx.today);
		aid_plan_values(&values, t.plan);
		fhir_bundle(&s.text, t.plan, &ctx);
		for (size_t i = 0; i < values.count; i++) {
			const struct aid_value *v = &values.items[i];
			bool may = may_show(t.plan, PAPER_PLAN, v) &&
				   !str_starts(v->path, STR("person.kom"));

			for (size_t k = 0; k < sizeof(more) / sizeof(*more);
			     k++)
				may = may || str_is(v->path, more[k]);
			if (may || !holds(&s, v))
				continue;
			wrong++;
			print_error("seed %u: the bundle shows %.*s\n", seed,
			    STR_ARG(v->path));
		}
		sb_release(&s.text);
		aid_plan_release(&t);
	}
	assert_int_equal(wrong, 0);
}

static size_t
judge_folder(const char *folder)
{
	struct arena a = { 0 };
	struct fs_entries list;
	size_t wrong = 0, plans = 0;

	assert_int_equal(fs_list(fs_disk(), &a, folder, &list), 0);
	for (size_t i = 0; i < list.count; i++) {
		struct aid_plan t = { 0 };
		const char *path =
		    fs_join(&a, str_from(folder), list.items[i].name);

		if (!str_ends(list.items[i].name, STR(".yaml")))
			continue;
		assert_true(aid_plan_read(&t, path));
		aid_plan_check(&t, path, aid_plan_day("2026-11-21"));
		assert_int_equal(t.plan->format_errors, 0);
		wrong += judge(&t, path, false) + judge_words(&t, path);
		aid_plan_release(&t);
		plans++;
	}
	assert_true(plans > 0);
	arena_release(&a);
	return wrong;
}

static void
samples_and_the_reference_leak_nothing(void **state)
{
	(void)state;
	assert_int_equal(
	    judge_folder("plans") + judge_folder("tests/plans"), 0);
}

/* An exception is no yes, and no paper says so. */
static void
without_a_yes_nothing_says_yes(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 100; seed++) {
		struct aid_plan t = { 0 };
		struct seen s = { 0 };

		aid_plan_random(&t.bytes, seed);
		aid_plan_check(&t, "x.yaml", aid_plan_day("2026-11-21"));
		for (int n = 0; n < PAPER_COUNT; n++) {
			collect(&s, &t, (enum plan_paper)n);
			if (!plan_open_by_yes(t.plan, t.context.today))
				assert_true(str_find(sb_view(&s.text),
						STR("Du har sagt ja")) ==
					    STR_NOT_FOUND);
			if (n + 1 == PAPER_REPORT &&
			    !plan_latest_report(t.plan))
				break;
		}
		sb_release(&s.text);
		aid_plan_release(&t);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(made_up_plans_leak_nothing_and_lack_nothing),
		cmocka_unit_test(bundles_hold_no_more_than_the_plan),
		cmocka_unit_test(samples_and_the_reference_leak_nothing),
		cmocka_unit_test(without_a_yes_nothing_says_yes),
	};

	return cmocka_run_group_tests_name("documents", tests, NULL, NULL);
}
