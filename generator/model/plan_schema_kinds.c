/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/plan_schema_rows.h"

#define IN plan_lss
static const struct plan_key lss_keys[] = {
	KEY(offered, "erbjuden", T(DATE), FROM(PLAN, "K06"), "C12.24",
	    "Dagen då personen erbjöds en individuell plan enligt LSS."),
	KEY(requested, "begärd_av_personen", T(BOOL), MAY, "C12.26",
	    "Har personen själv bett om planen?"),
	KEY(decided, "beslutade", T(TEXTS), FROM(PLAN, "K06"), "C12.25",
	    "Beslutade insatser."),
	KEY(planned, "planerade", T(TEXTS), FROM(PLAN, "K06"), "C12.25",
	    "Planerade insatser. Skriv [] om det inte finns några."),
	KEY(others, "andras", T(TEXTS), FROM(PLAN, "K06"), "C12.25",
	    "Insatser som andra än kommun och region ger. Skriv [] om det inte finns några."),
	KEY(last_review, "senast_sedd", T(DATE), MAY, "L11",
	    "Dagen då planen senast sågs över."),
	KEY(next, "nästa", T(DATE), FROM(FOLLOW_UP, "K07"), "L11",
	    "Dagen då planen ses över igen, inom ett år."),
	KEY(told, "andra_huvudmannen_underrättad", T(DATE),
	    FROM(FOLLOW_UP, "K08"), "C12.28",
	    "Dagen då den andra huvudmannen fick veta att planen finns."),
};
const struct plan_map plan_map_lss = MAP_OF("lss", lss_keys);
#undef IN

#define IN plan_discharge
static const struct plan_key discharge_keys[] = {
	KEY(admitted, "inskrivning", T(DATE), FROM(CONSENT, "K09"), "C12.16",
	    "Dagen då personen skrevs in."),
	KEY(ready, "utskrivningsklar", T(DATE), MAY, "L12",
	    "Dagen då personen är klar att skrivas ut."),
	KEY(called, "kallat", T(DATE), MAY, "L12",
	    "Dagen då vården kallade till planeringen."),
	KEY(contact, "fast_vårdkontakt", T(PERSON), FROM(CONSENT, "K09"), "L12",
	    "Den fasta vårdkontakten hos regionen: id ur deltagare."),
	KEY(unit, "enhet", T(SERVICE), FROM(CONSENT, "K09"), "C12.17",
	    "Enheten i slutenvården: id ur verksamheter."),
};
const struct plan_map plan_map_discharge =
    MAP_OF("utskrivning", discharge_keys);
#undef IN

#define IN plan_forced_care
static const struct plan_key forced_care_keys[] = {
	KEY(law, "lag", WORD(law), FROM(PLAN, "K10"), "L13",
	    "Lagen som vården ges enligt."),
	KEY(application, "bilagd_ansökan", T(DATE), FROM(FOLLOW_UP, "K10"),
	    "C12.19",
	    "Dagen då planen bifogades ansökan till förvaltningsrätten."),
	KEY(needs, "behov", T(TEXTS), FROM(PLAN, "K10"), "L13",
	    "Behov av stöd från kommun och region."),
	KEY(decisions, "beslut", T(TEXTS), FROM(PLAN, "K10"), "L13",
	    "Beslut om insatser, och vem som ansvarar för dem."),
	KEY(attitude, "personens_inställning", T(TEXT), FROM(PLAN, "K10"),
	    "C12.23", "Vad personen själv tycker om planen."),
	KEY(social_needed, "socialtjänst_behövs", T(BOOL), FROM(PLAN, "K10"),
	    "C12.22", "Behövs insatser från socialtjänsten?"),
	KEY(adjusted_by, "justerad_av", T(SERVICES), FROM(PLAN, "K10"), "L13",
	    "Enheterna som har justerat planen: id ur verksamheter."),
	KEY(physician, "chefsöverläkare", T(PERSON), FROM(PLAN, "K10"), "L13",
	    "Chefsöverläkaren: id ur deltagare."),
};
const struct plan_map plan_map_forced_care =
    MAP_OF("öppen_tvångsvård", forced_care_keys);
#undef IN

#define IN plan_habilitation
static const struct plan_key habilitation_keys[] = {
	KEY(long_term_need, "långvarigt_behov", T(BOOL), FROM(MEETING, "K11"),
	    "C12.29",
	    "Behöver personen habilitering under lång tid från både kommun och region?"),
	KEY(coordinator, "samordnare", T(PERSON), FROM(MEETING, "K11"),
	    "C12.30",
	    "Den särskilda person som ansvarar för samordningen: id ur deltagare."),
};
const struct plan_map plan_map_habilitation =
    MAP_OF("habilitering", habilitation_keys);
#undef IN

#define IN plan_cost
static const struct plan_key cost_keys[] = {
	KEY(measure, "insats", T(MEASURE), ITEM, "C14.8",
	    "Insatsen som kostnaden gäller: id ur insatser."),
	KEY(kommun, "kommun", T(INT), MAY, "C14.8", "Kommunens del i procent."),
	KEY(region, "region", T(INT), MAY, "C14.8", "Regionens del i procent."),
	KEY(other, "annan", T(INT), MAY, "C14.8", "Andras del i procent."),
	KEY(note, "not", T(TEXT), MAY, "C14.8", "En förklaring."),
};
static const struct plan_map cost = MAP_OF("kostnad", cost_keys);
#undef IN

#define IN plan_hvb
static const struct plan_key hvb_keys[] = {
	KEY(decision, "beslut", T(DATE), FROM(PLAN, "K12"), "C14.3",
	    "Dagen för socialtjänstens beslut."),
	KEY(name, "namn", T(TEXT), FROM(PLAN, "K12"), "C14", "Hemmets namn."),
	KEY(situation_clear, "social_situation_klarlagd", T(BOOL),
	    FROM(PLAN, "K12"), "C14.1",
	    "Är personens situation, nätverk, hälsa och behov klarlagda?"),
	KEY(tried_at_home, "prövat_hemma", T(TEXTS), FROM(PLAN, "K12"), "C14.1",
	    "Det stöd nära hemmet som är prövat först."),
	KEY(influence, "inflytande", T(TEXT), FROM(PLAN, "K12"), "C14.1",
	    "Hur personen och de närstående har fått påverka."),
	KEY(how_met, "hur_tillgodoses", T(TEXTS), FROM(PLAN, "K12"), "C14.7",
	    "Hur behoven möts under tiden på hemmet."),
	KEY(costs, "kostnader", ITEMS(cost), FROM(PLAN, "K12"), "C14.8",
	    "Hur kostnaden delas, 100 procent på varje rad."),
	KEY(follow_ups, "uppföljningar", T(DATES), FROM(PLAN, "K12"), "C14.10",
	    "Dagar för gemensam uppföljning."),
};
const struct plan_map plan_map_hvb = MAP_OF("hvb", hvb_keys);
#undef IN
