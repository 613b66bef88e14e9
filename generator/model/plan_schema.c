/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/plan_schema.h"

#include "model/plan_schema_rows.h"

#define IN plan_representative
static const struct plan_key representative_keys[] = {
	KEY(role, "roll", WORD(legal), ITEM, "A2.7",
	    "Vilken slags företrädare det är."),
	KEY(name, "namn", T(TEXT), ITEM, "A2.7", "För- och efternamn."),
	KEY(scope, "omfattning", LIST_OF(scope), FROM(NONE, "R33"), "L14",
	    "Vad uppdraget omfattar enligt beslutet."),
	KEY(phone, "telefon", T(TEXT), MAY, "B4.5", "Telefonnummer."),
	KEY(email, "epost", T(TEXT), MAY, "B4.5", "E-postadress."),
	KEY(invited, "inbjuden", T(BOOL), FROM(NONE, "R33"), "A2.7",
	    "Är företrädaren inbjuden till mötet?"),
};
static const struct plan_map representative =
    MAP_OF("företrädare", representative_keys);
#undef IN

#define IN plan_relative
static const struct plan_key relative_keys[] = {
	KEY(name, "namn", T(TEXT), ITEM, "C12.6", "Namn."),
	KEY(relation, "relation", T(TEXT), ITEM, "C12.6",
	    "Hur de hör ihop, till exempel mamma eller granne."),
	KEY(agreed, "personen_säger_ja", T(BOOL), FROM(NONE, "R34"), "C12.6",
	    "Har personen sagt ja till att den närstående är med?"),
	KEY(phone, "telefon", T(TEXT), MAY, "B4.5", "Telefonnummer."),
	KEY(email, "epost", T(TEXT), MAY, "B4.5", "E-postadress."),
};
static const struct plan_map relative = MAP_OF("närstående", relative_keys);
#undef IN

#define IN plan_communication
static const struct plan_key communication_keys[] = {
	KEY(reads, "läser", WORD(reads), MAY, "A18.5",
	    "Hur personen läser. Utan ord gäller lättläst."),
	KEY(pictures, "bilder", WORD(pictures), MAY, "A18.5",
	    "Vill personen ha bilder? Med \"bara\" bär bilderna sidan."),
	KEY(picture_place, "bildplats", WORD(place), MAY, "A18.5",
	    "Var bilden står: till vänster om texten eller över den."),
	KEY(text_size, "textstorlek", NUMBER(14, 24), MAY, "A18.5",
	    "Storlek på texten i de lättlästa papperen, 14 till 24 punkter."),
	KEY(language, "språk", T(TEXT), MAY, "A18.5",
	    "Språket som personen helst talar."),
	KEY(interpreter, "tolk", T(TEXT), MAY, "A18.5",
	    "Skriv nej, eller språket som tolken ska kunna."),
	KEY(how, "hur", T(TEXT), MAY, "A18.5",
	    "Hur man bäst pratar med personen."),
	KEY(aids, "hjälpmedel", T(TEXTS), MAY, "C15.7",
	    "Hjälpmedel för att förstå och göra sig förstådd."),
};
static const struct plan_map communication =
    MAP_OF("kommunikation", communication_keys);
#undef IN

#define IN plan_children
static const struct plan_key children_keys[] = {
	KEY(exist, "finns", T(BOOL), FROM(CONSENT, "R35"), "C11.1",
	    "Har personen barn?"),
	KEY(need_support, "behöver_stöd", T(BOOL), FROM(CONSENT, "R35"),
	    "C15.9", "Behöver barnen stöd, råd eller skydd?"),
	KEY(action, "åtgärd", T(TEXT), FROM(CONSENT, "R35"), "C11.3",
	    "Vad som görs för barnen, och vem som gör det."),
};
static const struct plan_map children = MAP_OF("barn", children_keys);
#undef IN

#define IN plan_person
static const struct plan_key person_keys[] = {
	KEY(called, "tilltalsnamn", T(TEXT), ALWAYS, "A1.4",
	    "Namnet som personen vill bli kallad. Det enda namnet på personen i papperen."),
	KEY(birth_year, "födelseår", NUMBER(1900, 2100), ALWAYS, "A4.1",
	    "Bara året. Skriv aldrig ett personnummer i filen."),
	KEY(adult, "vuxen", T(BOOL), FROM(NONE, "R06"), "A4.1",
	    "Har personen fyllt 18 år? Behövs det år som personen fyller 18."),
	KEY(communication, "kommunikation", MAP(communication), MAY, "A18.5",
	    "Hur personen läser och pratar. Styr hur de lättlästa papperen ser ut."),
	KEY(representatives, "företrädare", ITEMS(representative), MAY, "A2.7",
	    "God man, förvaltare eller ombud."),
	KEY(relatives, "närstående", ITEMS(relative), MAY, "C12.6",
	    "Närstående som personen vill ha med."),
	KEY(children, "barn", MAP(children), FROM(CONSENT, "R35"), "C11.1",
	    "Om det finns barn, och vad de behöver."),
};
static const struct plan_map person = MAP_OF("person", person_keys);
#undef IN

#define IN plan_situation
static const struct plan_key situation_keys[] = {
	KEY(focus, "fokus", LIST_OF(focus), FROM(CONSENT, "R45"), "A5",
	    "De särskilda situationerna i policyn."),
	KEY(groups, "grupp", LIST_OF(group), FROM(CONSENT, "R45"), "C18",
	    "Grupperna i länsöverenskommelsen."),
	KEY(own_words, "egna_ord", T(TEXT), FROM(CONSENT, "R31"), "B1.4",
	    "Det som är svårt, med personens egna ord."),
	KEY(wishes, "önskemål", T(TEXT), MAY, "A11.1",
	    "Det som personen önskar, med personens egna ord."),
	KEY(helping, "underlättar", T(TEXTS), FROM(CONSENT, "R45"), "A9.6",
	    "Det i omgivningen som hjälper."),
	KEY(hindering, "hindrar", T(TEXTS), FROM(CONSENT, "R45"), "A9.6",
	    "Det i omgivningen som hindrar."),
	KEY(abilities, "funktionsförmågor", T(TEXT), MAY, "B3.3",
	    "Förmågor som påverkar vardagen. Står bara i personalens papper."),
	KEY(long_term_need, "långvarigt_behov", T(BOOL), FROM(MEETING, "K11"),
	    "C12.29",
	    "Behöver personen habilitering under lång tid från både kommun och region?"),
};
static const struct plan_map situation = MAP_OF("situation", situation_keys);
#undef IN

#define IN plan_offer
static const struct plan_key offer_keys[] = {
	KEY(date, "datum", T(DATE), FROM(CONSENT, "R45"), "A7.1",
	    "Dagen då någon berättade om samordnad planering."),
	KEY(by, "av", T(PERSON), FROM(CONSENT, "R45"), "A7.4",
	    "Den som berättade: id ur deltagare."),
};
static const struct plan_map offer = MAP_OF("erbjudet", offer_keys);
#undef IN

#define IN plan_exception
static const struct plan_key exception_keys[] = {
	KEY(ground, "grund", WORD(ground), FROM(NONE, "R39"), "C13",
	    "Undantaget i lagen om sekretess som gör att uppgifter får lämnas utan samtycke."),
	KEY(decided_by, "beslutat_av", T(PERSON), FROM(NONE, "R39"), "C13",
	    "Den som beslutade: id ur deltagare."),
	KEY(approved_by, "godkänt_av", T(PERSON), FROM(NONE, "R39"), "C13",
	    "En annan person som godkände: id ur deltagare."),
	KEY(date, "datum", T(DATE), FROM(NONE, "R39"), "C13",
	    "Dagen för beslutet."),
	KEY(motive, "motiv", T(TEXT), FROM(NONE, "R39"), "C13",
	    "Varför uppgifterna behövs. Står inte i något papper."),
};
static const struct plan_map exception = MAP_OF("undantag", exception_keys);
#undef IN

#define IN plan_consent
static const struct plan_key consent_keys[] = {
	KEY(offered, "erbjudet", MAP(offer), FROM(CONSENT, "R45"), "A7.1",
	    "När och av vem personen fick veta att stödet kan samordnas."),
	KEY(given, "givet", T(BOOL), FROM(CONSENT, "R01"), "A7.2",
	    "Har personen sagt ja?"),
	KEY(form, "form", WORD(form), FROM(CONSENT, "R01"), "A7.3",
	    "Policyn vill ha ett skriftligt ja."),
	KEY(date, "datum", T(DATE), FROM(CONSENT, "R01"), "B1.2",
	    "Dagen för det första jaet. Den står kvar när jaet förnyas."),
	KEY(renewed, "förnyat", T(DATE), MAY, "L7",
	    "Dagen för det senaste nya jaet."),
	KEY(given_by, "av", T(GIVER), FROM(CONSENT, "R01"), "A2.7",
	    "personen, eller företrädarens roll eller id."),
	KEY(services, "verksamheter", T(SERVICES), FROM(CONSENT, "R01"), "B1.3",
	    "Verksamheterna som får berätta för varandra."),
	KEY(information, "uppgifter", T(TEXTS), FROM(CONSENT, "R01"), "B1.3",
	    "Det som de får berätta om."),
	KEY(excluded, "får_inte_berättas", T(TEXTS), MAY, "L7",
	    "Det som ingen får berätta. Står inte i något papper."),
	KEY(valid_until, "gäller_till", T(DATE), FROM(CONSENT, "R04"), "L7",
	    "Sista dagen som jaet gäller."),
	KEY(withdrawn, "återkallat", T(DATE), MAY, "L7",
	    "Dagen då personen tog tillbaka sitt ja."),
	KEY(informed_by, "informerad_genom", T(TEXT), FROM(CONSENT, "R45"),
	    "A7.4", "Hur personen fick veta vad jaet betyder."),
	KEY(requested, "begärt_av_personen", T(BOOL), MAY, "A7.5",
	    "Har personen själv bett om samordningen?"),
	KEY(exception, "undantag", MAP(exception), MAY, "C13",
	    "Bara när uppgifter måste lämnas utan ett ja."),
};
static const struct plan_map consent = MAP_OF("samtycke", consent_keys);
#undef IN

#define IN plan_service
static const struct plan_key service_keys[] = {
	KEY(id, "id", T(ID), ITEM, "A8",
	    "Kort namn med små bokstäver a till z, till exempel vardcentral."),
	KEY(name, "namn", T(TEXT), ITEM, "A8", "Verksamhetens namn."),
	KEY(principal, "huvudman", WORD(principal), ITEM, "C12.12",
	    "Den som har ansvaret. \"annan\" är varken kommun eller region."),
	KEY(operation, "drift", WORD(operation), MAY, "A8.2",
	    "Egen verksamhet, eller privat på uppdrag."),
};
static const struct plan_map service = MAP_OF("verksamhet", service_keys);
#undef IN

#define IN plan_participant
static const struct plan_key participant_keys[] = {
	KEY(id, "id", T(ID), ITEM, "B4.5",
	    "Kort namn med små bokstäver a till z, till exempel hedda."),
	KEY(name, "namn", T(TEXT), ITEM, "B4.5", "För- och efternamn."),
	KEY(role, "roll", WORD(role), ITEM, "A11 A16 A17 A18 A19",
	    "Rollen i samordningen."),
	/* Not for every role: load/plan.c knows which. */
	KEY(service, "verksamhet", T(SERVICE), MAY, "B4.5",
	    "Id ur verksamheter. Behövs inte för företrädare, närstående och brukarorganisation."),
	KEY(title, "titel", T(TEXT), MAY, "B4.5",
	    "Titel, till exempel arbetsterapeut."),
	KEY(phone, "telefon", T(TEXT), FROM(MEETING, "R41"), "B4.5",
	    "Telefonnummer."),
	KEY(email, "epost", T(TEXT), FROM(MEETING, "R41"), "B4.5",
	    "E-postadress."),
	KEY(substitute, "ersättare", T(PERSON), FROM(MEETING, "R30"), "B8.3",
	    "Den som tar över om personen slutar: id ur deltagare."),
	KEY(mandate, "får_besluta", T(BOOL), FROM(MEETING, "R44"), "C11.2",
	    "Får deltagaren besluta för sin verksamhet?"),
	KEY(manager, "chef", T(PERSON), MAY, "A10.4",
	    "Närmaste chef: id ur deltagare."),
};
static const struct plan_map participant =
    MAP_OF("deltagare", participant_keys);
#undef IN

#define IN plan_call
static const struct plan_key call_keys[] = {
	KEY(date, "datum", T(DATE), FROM(CALLED, "R08"), "B2.1",
	    "Dagen då kallelsen skickades."),
	KEY(by, "av", T(PERSON), FROM(CALLED, "R08"), "B2.1",
	    "Den som kallade: id ur deltagare."),
	KEY(to, "till", T(PEOPLE), FROM(CALLED, "R08"), "B2.1",
	    "De som är kallade: id ur deltagare."),
};
static const struct plan_map call = MAP_OF("kallat", call_keys);
#undef IN

#define IN plan_took_part
static const struct plan_key took_part_keys[] = {
	KEY(answer, "svar", WORD(part), FROM(MEETING, "K03"), "C12.5",
	    "Var personen med på mötet?"),
	KEY(how, "hur", T(TEXT), FROM(MEETING, "K03"), "D7",
	    "Hur personen var med, eller varför inte."),
};
static const struct plan_map took_part = MAP_OF("personen_med", took_part_keys);
#undef IN

#define IN plan_preparation
static const struct plan_key preparation_keys[] = {
	KEY(service, "verksamhet", T(SERVICE), ITEM, "B3",
	    "Verksamheten: id ur verksamheter."),
	KEY(information, "uppgifter", T(TEXT), MAY, "B3.1",
	    "Uppgifterna som verksamheten tog fram."),
	KEY(interview, "intervju", T(TEXT), MAY, "B3.2",
	    "Den som verksamheten pratade med."),
	KEY(by, "av", T(PERSON), MAY, "B3",
	    "Den som förberedde: id ur deltagare."),
};
static const struct plan_map preparation =
    MAP_OF("förberedelse", preparation_keys);
#undef IN

#define IN plan_meeting
static const struct plan_key meeting_keys[] = {
	KEY(called, "kallat", MAP(call), FROM(CALLED, "R08"), "B2.1",
	    "Kallelsen till mötet."),
	KEY(purpose, "syfte", T(TEXT), FROM(CALLED, "R08"), "B2.2",
	    "Vad mötet ska leda till."),
	KEY(date, "datum", T(DATE), FROM(CALLED, "R08"), "B2.1",
	    "Dagen för mötet."),
	KEY(time, "tid", T(TIME), FROM(CALLED, "R08"), "B2.1",
	    "Klockslag, till exempel 13.00."),
	KEY(place, "plats", T(TEXT), FROM(CALLED, "R08"), "B2.1",
	    "Var mötet är."),
	KEY(chair, "håller_i", T(PERSON), FROM(MEETING, "R08"), "B4.2",
	    "Den som leder mötet: id ur deltagare."),
	KEY(note_taker, "antecknar", T(PERSON), FROM(MEETING, "R08"), "B4.3",
	    "Den som skriver anteckningar: id ur deltagare."),
	KEY(present, "närvarande", T(PEOPLE), FROM(MEETING, "R08"), "B4.5",
	    "De som var med: id ur deltagare."),
	KEY(person_took_part, "personen_med", MAP(took_part),
	    FROM(MEETING, "K03"), "C12.5", "Hur personen själv var med."),
	KEY(list_copied, "lista_kopierad", T(BOOL), FROM(MEETING, "R45"),
	    "B4.6", "Fick alla en kopia av deltagarlistan?"),
	KEY(preparation, "förberedelse", ITEMS(preparation),
	    FROM(MEETING, "R45"), "B3",
	    "Vad varje verksamhet tog fram före mötet."),
};
static const struct plan_map meeting = MAP_OF("möte", meeting_keys);
#undef IN

#define IN plan_current_measure
static const struct plan_key current_measure_keys[] = {
	KEY(what, "vad", T(TEXT), ITEM, "B5.3", "Insatsen."),
	KEY(principal, "huvudman", WORD(principal), ITEM, "B5.3",
	    "Den som ansvarar för insatsen."),
	KEY(service, "verksamhet", T(SERVICE), MAY, "B5.3",
	    "Id ur verksamheter."),
};
static const struct plan_map current_measure =
    MAP_OF("insats_idag", current_measure_keys);
#undef IN

#define IN plan_unmet
static const struct plan_key unmet_keys[] = {
	KEY(what, "vad", T(TEXT), ITEM, "B6.2", "Det som fattas i dag."),
	KEY(why, "varför", T(TEXT), MAY, "B6.1", "Varför det fattas."),
	KEY(how, "hur", T(TEXT), MAY, "B6.3", "Hur behovet kan mötas."),
};
static const struct plan_map unmet = MAP_OF("behov", unmet_keys);
#undef IN

#define IN plan_goal
static const struct plan_key goal_keys[] = {
	KEY(id, "id", T(ID), ITEM, "B6.6",
	    "Kort namn med små bokstäver a till z, till exempel bo-sjalv."),
	KEY(own_words, "egna_ord", T(TEXT), FROM(MEETING, "R31"), "B1.5",
	    "Målet med personens egna ord."),
	KEY(plain, "klartext", T(TEXT), ITEM, "B6.6",
	    "Målet i en klar mening. Utan diagnoser."),
	KEY(why, "varför", T(TEXT), MAY, "B6.6", "Varför målet är viktigt."),
	KEY(how_known, "hur_vet_vi", T(TEXT), MAY, "B6.6",
	    "Hur alla märker att målet är nått."),
	KEY(state, "läge", WORD(goal_state), MAY, "B12.2",
	    "Hur långt målet har kommit."),
};
static const struct plan_map goal = MAP_OF("mål", goal_keys);
#undef IN

#define IN plan_measure
static const struct plan_key measure_keys[] = {
	KEY(id, "id", T(ID), ITEM, "B6.4",
	    "Kort namn med små bokstäver a till z, till exempel boendestod."),
	KEY(goal, "mål", T(GOAL), FROM(MEETING, "R16"), "B6.6",
	    "Målet som insatsen hör till: id ur mål."),
	KEY(what, "vad", T(TEXT), ITEM, "B6.4",
	    "Vad som görs, hur ofta och hur länge."),
	KEY(easy, "lättläst", T(TEXT), FROM(MEETING, "R40"), "T01",
	    "Samma sak till personen: du, korta meningar, vanliga ord."),
	KEY(picture, "bild", T(TEXT), MAY, "T",
	    "Bildens namn, till exempel hem eller brev."),
	KEY(principal, "huvudman", WORD(principal), FROM(MEETING, "R17"),
	    "C12.12", "Den som ansvarar för insatsen."),
	KEY(service, "verksamhet", T(SERVICE), FROM(MEETING, "R17"), "C12.12",
	    "Id ur verksamheter."),
	KEY(responsible, "ansvarig", T(PERSON_OR_SELF), FROM(MEETING, "R17"),
	    "B7.6",
	    "Den som ser till att det blir gjort: id ur deltagare, eller personen."),
	KEY(approved, "godkänd", T(DATE), FROM(PLAN, "K04"), "C12.13",
	    "Dagen då verksamheten godkände sin del."),
	KEY(start, "börjar", T(DATE), MAY, "B6.7", "Dagen då insatsen börjar."),
	KEY(due, "klar", T(DATE), FROM(MEETING, "R17"), "B7.6",
	    "Dagen då insatsen ska vara klar."),
	KEY(ongoing, "löpande", T(BOOL), MAY, "B7.6",
	    "Pågår insatsen utan slutdag? Skriv då också ses_över."),
	KEY(review, "ses_över", T(DATE), MAY, "B7.6",
	    "Dagen då en löpande insats ses över."),
	KEY(status, "status", WORD(status), FROM(MEETING, "R17"), "B12.5",
	    "Hur det går med insatsen."),
	KEY(reason, "orsak", T(TEXT), FROM(MEETING, "R19"), "B12.5",
	    "Varför insatsen är ändrad, stoppad eller inte gjord."),
	KEY(consequences, "följder", T(TEXT), FROM(MEETING, "R19"), "B12.6",
	    "Vad det leder till för personen."),
	KEY(decision, "beslut", T(TEXT), MAY, "B7.2",
	    "Beslutet som insatsen vilar på."),
};
static const struct plan_map measure = MAP_OF("insats", measure_keys);
#undef IN

#define IN plan_question
static const struct plan_key question_keys[] = {
	KEY(question, "fråga", T(TEXT), ITEM, "B6.8",
	    "Det som måste redas ut innan insatserna börjar."),
	KEY(who, "vem", T(PERSON), ITEM, "B6.8",
	    "Den som tar reda på svaret: id ur deltagare."),
	KEY(due, "klar", T(DATE), MAY, "B6.8", "Senaste dagen för svaret."),
};
static const struct plan_map question = MAP_OF("fråga", question_keys);
#undef IN

#define IN plan_responsibility
static const struct plan_key responsibility_keys[] = {
	KEY(main, "huvudansvarig", T(MAIN), FROM(MEETING, "R21"), "B7.5",
	    "Den enda som håller ihop planen: id ur deltagare."),
	KEY(principal, "huvudman", WORD(two_principals), FROM(MEETING, "K01"),
	    "C12.12",
	    "Huvudmannen som har det övergripande ansvaret. Behövs för sip."),
	KEY(coordinator, "samordnare", T(PERSON), FROM(MEETING, "K11"),
	    "C12.30", "Den särskilda personen vid långvarig habilitering."),
	KEY(talks_with_person, "pratar_med_personen", T(PERSON),
	    FROM(MEETING, "R22"), "B7.4",
	    "Den som pratar med personen om planen: id ur deltagare."),
	KEY(initiator, "tog_initiativ", T(PERSON), FROM(MEETING, "R45"), "B0.3",
	    "Den som märkte behovet först: id ur deltagare."),
};
static const struct plan_map responsibility =
    MAP_OF("ansvar", responsibility_keys);
#undef IN

#define IN plan_adjuster
static const struct plan_key adjuster_keys[] = {
	KEY(who, "vem", T(PERSON), ITEM, "B4.4",
	    "Justeraren: id ur deltagare."),
	KEY(answered, "svar", T(DATE), FROM(NOTES, "R12"), "B9.2",
	    "Dagen då justeraren svarade."),
	KEY(remark, "anmärkning", T(TEXT), MAY, "B9.2",
	    "Det som justeraren ville ändra."),
};
static const struct plan_map adjuster = MAP_OF("justerare", adjuster_keys);
#undef IN

#define IN plan_sent_to
static const struct plan_key sent_to_keys[] = {
	KEY(date, "datum", T(DATE), FROM(PLAN, "R14"), "B9.5",
	    "Dagen då planen skickades."),
	KEY(who, "vem", T(PEOPLE), FROM(PLAN, "R14"), "B9.5",
	    "De som fick planen: id ur deltagare."),
};
static const struct plan_map sent_to = MAP_OF("skickad_till", sent_to_keys);
#undef IN

#define IN plan_registered
static const struct plan_key registered_keys[] = {
	KEY(service, "verksamhet", T(SERVICE), ITEM, "B9.6",
	    "Verksamheten som förde in planen: id ur verksamheter."),
	KEY(date, "datum", T(DATE), ITEM, "B9.6", "Dagen då det gjordes."),
};
static const struct plan_map registered = MAP_OF("införd", registered_keys);
#undef IN

#define IN plan_notes
static const struct plan_key notes_keys[] = {
	KEY(sent, "skickade", T(DATE), FROM(NOTES, "R11"), "B9.1",
	    "Dagen då anteckningarna gick till justerarna."),
	KEY(channel, "kanal", WORD(channel), MAY, "B9.1",
	    "Hur de skickades. Aldrig med vanlig e-post."),
	KEY(adjusters, "justerare", ITEMS(adjuster), FROM(MEETING, "R09"),
	    "B4.4", "Två personer, en från varje huvudman."),
	KEY(changed, "ändrade", T(DATE), MAY, "B9.3",
	    "Dagen då anteckningarna rättades."),
	KEY(became_plan, "blev_plan", T(DATE), FROM(PLAN, "R13"), "B9.4",
	    "Dagen då anteckningarna blev planen."),
	KEY(sent_to, "skickad_till", MAP(sent_to), FROM(PLAN, "R14"), "B9.5",
	    "När planen skickades, och till vilka."),
	KEY(registered, "införd", ITEMS(registered), FROM(PLAN, "R15"), "B9.6",
	    "När varje verksamhet förde in planen i sitt system."),
};
static const struct plan_map notes = MAP_OF("anteckningar", notes_keys);
#undef IN

#define IN plan_talk
static const struct plan_key talk_keys[] = {
	KEY(date, "datum", T(DATE), ITEM, "B10.1", "Dagen för samtalet."),
	KEY(by, "av", T(PERSON), ITEM, "B10.1",
	    "Den som pratade med personen: id ur deltagare."),
	KEY(what, "vad", T(TEXT), MAY, "B10.1", "Vad ni pratade om."),
	KEY(views, "synpunkter", T(TEXT), FROM(PLAN, "R23"), "B10.2",
	    "Vad personen tycker, helst med egna ord."),
	KEY(wishes, "önskemål", T(TEXT), FROM(PLAN, "R23"), "B10.2",
	    "Vad personen önskar, helst med egna ord."),
};
static const struct plan_map talk = MAP_OF("samtal", talk_keys);
#undef IN

#define IN plan_with_person
static const struct plan_key with_person_keys[] = {
	KEY(date, "datum", T(DATE), ITEM, "B11.1", "Dagen för uppföljningen."),
	KEY(by, "av", T(PERSON), ITEM, "B11.1",
	    "Den som följde upp med personen: id ur deltagare."),
	KEY(how, "hur_går_det", T(TEXT), MAY, "B11.1", "Hur det går."),
	KEY(views, "synpunkter", T(TEXT), MAY, "B11.1",
	    "Vad personen tycker, helst med egna ord."),
};
static const struct plan_map with_person =
    MAP_OF("med_personen", with_person_keys);
#undef IN

#define IN plan_next_meeting
static const struct plan_key next_meeting_keys[] = {
	KEY(date, "datum", T(DATE), FROM(PLAN, "R24"), "B8.1",
	    "Dagen för nästa uppföljningsmöte."),
	KEY(time, "tid", T(TIME), FROM(PLAN, "R24"), "B8.1",
	    "Klockslag, till exempel 10.00."),
	KEY(place, "plats", T(TEXT), FROM(PLAN, "R24"), "B8.1",
	    "Var mötet är."),
	KEY(called, "kallat", T(DATE), FROM(FOLLOW_UP, "R24"), "B8.2",
	    "Dagen då kallelsen skickades."),
	KEY(by, "av", T(PERSON), FROM(FOLLOW_UP, "R24"), "B8.2",
	    "Den huvudansvariga som kallade: id ur deltagare."),
};
static const struct plan_map next_meeting =
    MAP_OF("uppföljningsmöte", next_meeting_keys);
#undef IN

#define IN plan_report
static const struct plan_key report_keys[] = {
	KEY(date, "datum", T(DATE), ITEM, "B12",
	    "Dagen för uppföljningsmötet."),
	KEY(read_aloud, "läst_högt", T(BOOL), FROM(FOLLOW_UP, "R26"), "B12.1",
	    "Läste ni de förra anteckningarna högt?"),
	KEY(since, "sedan_sist", T(TEXT), FROM(FOLLOW_UP, "R26"), "B12.3",
	    "Vad som har hänt sedan sist."),
	KEY(how_worked, "hur_fungerade", T(TEXT), FROM(FOLLOW_UP, "R26"),
	    "B12.4", "Hur det har fungerat."),
	KEY(not_done_why, "inte_gjort_varför", T(TEXT), FROM(FOLLOW_UP, "R26"),
	    "B12.5", "Varför något inte blev gjort eller ändrades."),
	KEY(consequences, "följder", T(TEXT), FROM(FOLLOW_UP, "R26"), "B12.6",
	    "Vad det leder till."),
	KEY(new_decisions, "nya_beslut", T(TEXTS), FROM(FOLLOW_UP, "R26"),
	    "B12.7", "Nya beslut. Skriv [] om det inte blev några."),
	KEY(next, "nästa", T(DATE), FROM(FOLLOW_UP, "R27"), "B12.8",
	    "Dagen för nästa uppföljningsmöte."),
	KEY(ending, "avslut", T(TEXT), FROM(FOLLOW_UP, "R27"), "B12.8",
	    "Varför samordningen slutar. Då finns ingen nästa dag."),
	KEY(sent, "skickade", T(DATE), FROM(FOLLOW_UP, "R28"), "B12.9",
	    "Dagen då anteckningarna gick till justerarna."),
	KEY(adjusters, "justerare", ITEMS(adjuster), FROM(FOLLOW_UP, "R28"),
	    "B12.9", "Två personer, en från varje huvudman."),
	KEY(changed, "ändrade", T(DATE), MAY, "B12.9",
	    "Dagen då anteckningarna rättades."),
	KEY(became_plan, "blev_plan", T(DATE), MAY, "B12.9",
	    "Dagen då anteckningarna blev en del av planen."),
};
static const struct plan_map report = MAP_OF("rapport", report_keys);
#undef IN

#define IN plan_escalation
static const struct plan_key escalation_keys[] = {
	KEY(date, "datum", T(DATE), ITEM, "A10.4", "Dagen då frågan lyftes."),
	KEY(question, "fråga", T(TEXT), ITEM, "A10.4",
	    "Det som var svårt att lösa."),
	KEY(from, "från", T(TEXT), ITEM, "A10.4", "Den som lyfte frågan."),
	KEY(to, "till", T(TEXT), ITEM, "A10.5", "Chefen som fick frågan."),
	KEY(level, "nivå", NUMBER(1, 2), ITEM, "A10.5",
	    "1 är den egna chefen, 2 är nästa chefsnivå."),
	KEY(result, "resultat", T(TEXT), MAY, "A10.5", "Hur frågan löstes."),
};
static const struct plan_map escalation =
    MAP_OF("lyft_till_chef", escalation_keys);
#undef IN

#define IN plan_follow_up
static const struct plan_key follow_up_keys[] = {
	KEY(copy_to_person, "kopia_till_personen", T(DATE), FROM(PLAN, "K05"),
	    "C12.14", "Dagen då personen fick sin kopia av planen."),
	KEY(with_person, "med_personen", ITEMS(with_person), FROM(PLAN, "R25"),
	    "B11.1",
	    "Uppföljning med personen, minst en gång före uppföljningsmötet. Skriv bara det som har hänt."),
	KEY(meeting, "möte", MAP(next_meeting), FROM(PLAN, "R24"), "B8",
	    "Nästa uppföljningsmöte, tills dess rapport är skriven."),
	KEY(reports, "rapporter", ITEMS(report), FROM(FOLLOW_UP, "R26"), "B12",
	    "En rapport för varje uppföljningsmöte som har varit."),
	KEY(escalations, "lyft_till_chef", ITEMS(escalation), MAY, "A10.4",
	    "Frågor som chefer fick lösa. Står inte i något papper."),
};
static const struct plan_map follow_up = MAP_OF("uppföljning", follow_up_keys);
#undef IN

#define IN plan
static const struct plan_key plan_keys[] = {
	KEY(version, "version", NUMBER(1, 1), ALWAYS, "",
	    "Formatets version: 1."),
	KEY(plan_id, "plan", T(NAME), ALWAYS, "B9.7",
	    "Planens beteckning: A till Z, siffror och bindestreck. Aldrig ett namn."),
	KEY(kinds, "slag", KINDS, ALWAYS, "A2.2 C12.15",
	    "En eller flera sorters plan. Filen ska fylla kraven för alla."),
	KEY(stage, "steg", WORD(stage), ALWAYS, "B14",
	    "Det senaste steget som är klart."),
	KEY(policy_revision, "policyrevision", T(REVISION), ALWAYS, "A1.10",
	    "Den revision av policyn som planen följer, till exempel 2026-11."),
	KEY(updated, "uppdaterad", T(DATE), ALWAYS, "",
	    "Dagen då filen senast ändrades."),
	KEY(person, "person", MAP(person), ALWAYS, "A2.7",
	    "Personen som planen är till för."),
	KEY(situation, "situation", MAP(situation), FROM(CONSENT, "R31"),
	    "B1.4", "Hur personen har det, och vad personen vill."),
	KEY(consent, "samtycke", MAP(consent), FROM(CONSENT, "R01"),
	    "A3.6 A7.2", "Personens ja. Utan det blir det ingen plan."),
	KEY(services, "verksamheter", ITEMS(service), FROM(CONSENT, "R07"),
	    "A8 C12.12", "Verksamheterna runt personen."),
	KEY(people, "deltagare", ITEMS(participant), FROM(CONSENT, "R07"),
	    "B4.5", "Alla som är med. Andra rader hänvisar hit med id."),
	KEY(meeting, "möte", MAP(meeting), FROM(CALLED, "R08"), "B2 B4",
	    "Planeringsmötet."),
	KEY(current_measures, "insatser_idag", ITEMS(current_measure), MAY,
	    "B5.3", "Stödet som personen har i dag."),
	KEY(needs, "behov", ITEMS(unmet), FROM(MEETING, "R32"), "B6.2 B6.3",
	    "Behov som inte är tillgodosedda i dag."),
	KEY(needs_none_reason, "behov_saknas", T(TEXT), FROM(MEETING, "R32"),
	    "B6.2", "Varför inga behov står här."),
	KEY(goals, "mål", ITEMS(goal), FROM(MEETING, "R16"), "B1.5 B6.6",
	    "Det som ska nås."),
	KEY(measures, "insatser", ITEMS(measure), FROM(MEETING, "R16"), "B6.4",
	    "Det som ska göras, av vem och när."),
	KEY(questions, "frågor", ITEMS(question), MAY, "B6.8",
	    "Frågor att reda ut innan insatserna börjar."),
	KEY(decisions, "beslut", T(TEXTS), FROM(MEETING, "R45"), "B7.2",
	    "Besluten på mötet."),
	KEY(responsibility, "ansvar", MAP(responsibility), FROM(MEETING, "R21"),
	    "B7.4 B7.5", "Vem som gör vad härnäst."),
	KEY(notes, "anteckningar", MAP(notes), FROM(MEETING, "R09"), "B9",
	    "Vägen från anteckningar till plan."),
	KEY(talks, "samtal", ITEMS(talk), FROM(PLAN, "R23"), "B10 B13",
	    "Samtal med personen efter varje möte."),
	KEY(follow_up, "uppföljning", MAP(follow_up), FROM(PLAN, "R24"),
	    "B11 B12", "Hur det går, och nästa möte."),
	KEY(lss, "lss", MAP(plan_map_lss), FROM(PLAN, "K14"), "C12.24",
	    "Individuell plan enligt LSS 10 §."),
	KEY(discharge, "utskrivning", MAP(plan_map_discharge),
	    FROM(CONSENT, "K14"), "C12.16",
	    "Planering när personen skrivs ut från sjukhus."),
	KEY(forced_care, "öppen_tvångsvård", MAP(plan_map_forced_care),
	    FROM(PLAN, "K14"), "C12.19",
	    "Samordnad vårdplan i öppen tvångsvård."),
	KEY(habilitation, "habilitering", MAP(plan_map_habilitation),
	    FROM(MEETING, "K14"), "C12.29",
	    "Samordning av habilitering och rehabilitering."),
	KEY(hvb, "hvb", MAP(plan_map_hvb), FROM(PLAN, "K14"), "C14",
	    "Plan vid hem för vård eller boende."),
};
const struct plan_map plan_schema = MAP_OF("plan", plan_keys);
#undef IN
