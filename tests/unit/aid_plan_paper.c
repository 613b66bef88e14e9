/* SPDX-License-Identifier: EUPL-1.2 */
#include "aid_plan_paper.h"

#include "base/utf8.h"

enum { PEOPLE_MOST = 9, SERVICES_MOST = 6, GOALS_MOST = 5, MEASURES_MOST = 40 };

struct chance {
	uint64_t state;
	struct sb *out;
	unsigned people, services, goals;
	uint32_t letter; /* the next one from the far end of the alphabet */
};

static unsigned
pick(struct chance *c, unsigned n)
{
	c->state = c->state * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)(c->state >> 33) % n;
}

static const char *const words[] = { "du", "jag", "och", "men", "som", "att",
	"på", "i", "till", "hjälp", "Hedda Kajlöf", "boende", "på måndagar",
	"den 3 december 2026", "klockan 10.00", "på telefon 08-000 00 22",
	"din", "daglig verksamhet", "två gånger i veckan", "kommer hem", "ska",
	"vill", "funktionsnedsättning", "Stadsdelsförvaltningen Rösten",
	"biståndshandläggaren", "Habilitering & Hälsa", "brev", "räkningar",
	"samordningsansvarsfördelningsöverenskommelse", "”bra”", "(nu)",
	"rum 2", "e-post", "vuxenhabiliteringen", "när", "eftersom", "inte",
	"arbetsmarknadsverksamheten", "50 %", "1 000 kronor", "A–Ö" };

static const char *const pictures[] = { "hem", "nyckel", "brev", "kalender",
	"telefon", "finns-ingen-sadan", "samtal", "jobb" };

/* Every letter in turn, so that a few plans hold the whole alphabet. */
static void
far_letters(struct chance *c)
{
	for (int i = 0; i < 6; i++) {
		utf8_encode(c->out, c->letter);
		if (++c->letter == 0xd7 || c->letter == 0xf7)
			c->letter++;
		if (c->letter > 0x17f)
			c->letter = 0xc0;
	}
}

static void
some_words(struct chance *c, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		sb_cstr(c->out, i ? " " : "");
		if (pick(c, 30) == 0)
			far_letters(c);
		else
			sb_cstr(c->out,
			    words[pick(c, sizeof(words) / sizeof(*words))]);
	}
}

/* In double quotes: the words hold neither these nor a backslash. */
static void
text(struct chance *c, unsigned sentences, unsigned longest)
{
	unsigned n = 1 + pick(c, sentences);

	sb_ch(c->out, '"');
	for (unsigned i = 0; i < n; i++) {
		sb_cstr(c->out, i ? " Sedan " : "Det är ");
		some_words(c, 1 + pick(c, longest));
		sb_ch(c->out, '.');
	}
	sb_ch(c->out, '"');
}

static void
name(struct chance *c)
{
	static const char *const first[] = { "Bo", "Åsa", "Anna-Karin",
		"Wilhelmina Fredrika", "Őrsolya", "Þórdís", "Zoë", "Łukasz" };
	static const char *const last[] = { "Ek", "Kajlöf", "Sjölund-Roos",
		"af Klintebergsskiöld-Trastenhjelm", "Dvořák", "İnci",
		"Mac an tSaoir", "Grönlid" };

	sb_fmt(c->out, "\"%s %s\"", first[pick(c, 8)], last[pick(c, 8)]);
}

static void
list(struct chance *c, unsigned most)
{
	unsigned n = pick(c, most + 1);

	sb_ch(c->out, '[');
	for (unsigned i = 0; i < n; i++) {
		sb_cstr(c->out, i ? ", \"" : "\"");
		some_words(c, 1 + pick(c, 4));
		sb_ch(c->out, '"');
	}
	sb_ch(c->out, ']');
}

static void
ids(struct chance *c, const char *stem, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		sb_fmt(c->out, "%s%s%u", i ? ", " : "[", stem, i);
	sb_ch(c->out, ']');
}

static void
person(struct chance *c)
{
	static const char *const reads[] = { "inte", "lite", "lättläst",
		"fullt" };
	static const char *const uses[] = { "ja", "bara", "nej" };

	sb_cstr(c->out, "person:\n  tilltalsnamn: ");
	switch (pick(c, 4)) {
	case 0:
		sb_cstr(c->out, "Wilhelmina-Fredrika-Alexandrina");
		break;
	case 1:
		sb_cstr(c->out, "Ö");
		break;
	default:
		sb_cstr(c->out, "Vilgot");
	}
	sb_cstr(c->out, "\n  födelseår: 1990\n  kommunikation:\n");
	sb_fmt(c->out, "    läser: %s\n    bilder: %s\n    bildplats: %s\n",
	    reads[pick(c, 4)], uses[pick(c, 3)],
	    pick(c, 2) ? "vänster" : "över");
	if (pick(c, 4))
		sb_fmt(c->out, "    textstorlek: %u\n", 14 + pick(c, 11));
	sb_cstr(c->out, "    hur: ");
	text(c, 2, 12);
	sb_cstr(c->out, "\n    hjälpmedel: ");
	list(c, 4);
	sb_cstr(c->out, "\n  företrädare:\n    - roll: god man\n      namn: ");
	name(c);
	sb_cstr(c->out,
	    "\n      omfattning: [bevaka rätt]\n"
	    "      telefon: 08-000 00 11\n"
	    "      epost: namn.namnsson-efternamnsson@example.org\n");
}

static void
situation(struct chance *c, enum aid_odd odd)
{
	static const char *const odds[] = {
		[ODD_EMOJI] = "Jag är glad 😀 nu.",
		[ODD_ARABIC] = "Jag heter ليلى hemma.",
		[ODD_HEBREW] = "Jag heter לאה hemma.",
		[ODD_SNOW] = "Det är ☃ ute.",
	};

	sb_cstr(c->out, "situation:\n  egna_ord: ");
	if (odd)
		sb_fmt(c->out, "\"%s\"", odds[odd]);
	else
		text(c, 4, 14);
	sb_cstr(c->out, "\n  önskemål: ");
	text(c, 2, 12);
	sb_cstr(c->out, "\n  underlättar: ");
	list(c, 9);
	sb_cstr(c->out, "\n  hindrar: ");
	list(c, 9);
	sb_cstr(c->out, "\n  funktionsförmågor: ");
	text(c, 5, 14);
	sb_ch(c->out, '\n');
}

static void
consent(struct chance *c)
{
	sb_cstr(c->out, "samtycke:\n  erbjudet: {datum: 2026-08-20, av: d0}\n"
			"  givet: ja\n  form: skriftligt\n  datum: 2026-08-27\n"
			"  av: personen\n  gäller_till: 2027-08-26\n"
			"  verksamheter: ");
	ids(c, "v", c->services);
	sb_cstr(c->out, "\n  uppgifter: ");
	list(c, 12);
	sb_ch(c->out, '\n');
}

static void
everybody(struct chance *c)
{
	static const char *const roles[] = { "biståndshandläggare",
		"enhetschef", "stödperson", "habilitering", "vårdcentral",
		"annan" };

	sb_cstr(c->out, "verksamheter:\n");
	for (unsigned i = 0; i < c->services; i++) {
		sb_fmt(c->out,
		    "  - {id: v%u, huvudman: %s, drift: egen, "
		    "namn: \"",
		    i, i % 2 ? "region" : "kommun");
		some_words(c, 1 + pick(c, 5));
		sb_cstr(c->out, "\"}\n");
	}
	sb_cstr(c->out, "deltagare:\n");
	for (unsigned i = 0; i < c->people; i++) {
		sb_fmt(c->out,
		    "  - {id: d%u, roll: %s, verksamhet: v%u, "
		    "telefon: 08-000 00 %02u, epost: nagon.%u.med.en.lang"
		    ".adress@example.org, namn: ",
		    i, roles[pick(c, 6)], pick(c, c->services), 10 + i, i);
		name(c);
		if (pick(c, 3) == 0) {
			sb_cstr(c->out, ", titel: \"");
			some_words(c, 2);
			sb_ch(c->out, '"');
		}
		sb_cstr(c->out, "}\n");
	}
}

static void
meeting(struct chance *c)
{
	sb_cstr(c->out, "möte:\n  kallat: {datum: 2026-09-03, av: d0, till: ");
	ids(c, "d", c->people);
	sb_cstr(c->out, "}\n  datum: 2026-09-17\n  tid: \"13.00\"\n"
			"  håller_i: d0\n  antecknar: d0\n  syfte: ");
	text(c, 2, 14);
	sb_cstr(c->out, "\n  plats: \"");
	some_words(c, 1 + pick(c, 6));
	sb_cstr(c->out, "\"\n  närvarande: ");
	ids(c, "d", c->people);
	sb_cstr(c->out, "\n  personen_med: {svar: delvis, hur: ");
	text(c, 2, 10);
	sb_cstr(c->out, "}\nbehov:\n");
	for (unsigned n = 1 + pick(c, 8); n; n--) {
		sb_cstr(c->out, "  - {vad: ");
		text(c, 1, 10);
		sb_cstr(c->out, ", varför: ");
		text(c, 1, 10);
		sb_cstr(c->out, ", hur: ");
		text(c, 1, 10);
		sb_cstr(c->out, "}\n");
	}
}

static void
measures(struct chance *c)
{
	static const char *const states[] = { "planerad", "pågår", "klar",
		"pågår" };
	unsigned n = pick(c, 3) ? 1 + pick(c, 6) : 1 + pick(c, MEASURES_MOST);

	sb_cstr(c->out, "mål:\n");
	for (unsigned i = 0; i < c->goals; i++) {
		sb_fmt(c->out, "  - {id: m%u, läge: pågår, egna_ord: ", i);
		text(c, 2, 10);
		sb_cstr(c->out, ", klartext: ");
		text(c, 1, 12);
		sb_cstr(c->out, ", varför: ");
		text(c, 1, 12);
		sb_cstr(c->out, ", hur_vet_vi: ");
		text(c, 1, 12);
		sb_cstr(c->out, "}\n");
	}
	sb_cstr(c->out, "insatser:\n");
	for (unsigned i = 0; i < n; i++) {
		sb_fmt(c->out,
		    "  - {id: i%u, mål: m%u, bild: %s, huvudman: %s, "
		    "verksamhet: v%u, ansvarig: d%u, börjar: 2026-10-05, "
		    "klar: 2027-04-%02u, status: %s, vad: ",
		    i, pick(c, c->goals), pictures[pick(c, 8)],
		    pick(c, 2) ? "kommun" : "region", pick(c, c->services),
		    pick(c, c->people), 1 + pick(c, 28), states[pick(c, 4)]);
		text(c, 1, 12);
		sb_cstr(c->out, ", lättläst: ");
		text(c, 3, 12);
		sb_cstr(c->out, "}\n");
	}
}

static void
the_rest(struct chance *c)
{
	sb_cstr(c->out, "frågor:\n  - {vem: d0, klar: 2026-12-15, fråga: ");
	text(c, 1, 10);
	sb_cstr(c->out, "}\nbeslut: ");
	list(c, 5);
	sb_cstr(c->out, "\nansvar:\n  huvudansvarig: d0\n"
			"  pratar_med_personen: d0\n  tog_initiativ: d0\n"
			"uppföljning:\n  med_personen:\n"
			"    - {datum: 2026-11-05, av: d0, hur_går_det: ");
	text(c, 2, 10);
	sb_cstr(c->out, ", synpunkter: ");
	text(c, 2, 10);
	sb_cstr(c->out, "}\n  möte: {datum: 2026-12-03, tid: \"10.00\", "
			"kallat: 2026-10-01, av: d0, plats: \"");
	some_words(c, 1 + pick(c, 5));
	sb_cstr(c->out, "\"}\n  rapporter:\n    - datum: 2026-11-06\n"
			"      läst_högt: ja\n      sedan_sist: ");
	text(c, 4, 12);
	sb_cstr(c->out, "\n      hur_fungerade: ");
	text(c, 4, 12);
	sb_cstr(c->out, "\n      nya_beslut: ");
	list(c, 4);
	sb_ch(c->out, '\n');
}

void
aid_plan_paper(struct sb *out, unsigned seed, enum aid_odd odd)
{
	struct chance c = { .state = seed * 7919U + 17, .out = out };

	pick(&c, 2);
	c.letter = 0xc0 + seed * 31 % (0x180 - 0xc0);
	if (c.letter == 0xd7 || c.letter == 0xf7)
		c.letter++;
	c.people = 1 + pick(&c, PEOPLE_MOST);
	c.services = 1 + pick(&c, SERVICES_MOST);
	c.goals = 1 + pick(&c, GOALS_MOST);
	sb_fmt(out,
	    "version: 1\nplan: P-2026-%04u\n"
	    "slag: [samordnad insatsplan]\nsteg: %s\n"
	    "policyrevision: 2025-11\nuppdaterad: 2026-11-06\n",
	    seed % 10000, pick(&c, 4) ? "uppföljning" : "anteckningar");
	person(&c);
	situation(&c, odd);
	consent(&c);
	everybody(&c);
	meeting(&c);
	measures(&c);
	the_rest(&c);
}
