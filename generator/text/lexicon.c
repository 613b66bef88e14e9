/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/lexicon.h"

#include "text/verbs.h"

/* Puts entry i where its hash is looked for. */
static void
place(struct lexicon *l, size_t i)
{
	size_t at = l->items[i].hash & (l->slot_count - 1);

	while (l->slots[at])
		at = (at + 1) & (l->slot_count - 1);
	l->slots[at] = (uint32_t)i + 1;
}

static void
grow(struct lexicon *l)
{
	l->slot_count = l->slot_count ? l->slot_count * 2 : 65536;
	l->slots = arena_array(l->arena, uint32_t, l->slot_count);
	for (size_t i = 0; i < l->count; i++)
		place(l, i);
}

static struct lexeme *
entry_of(struct lexicon *l, uint64_t hash)
{
	struct lexeme *lex = l->slots ? lexicon_find(l, hash) : NULL;

	if (lex)
		return lex;
	if ((l->count + 1) * 2 > l->slot_count)
		grow(l);
	lex = arena_push(l->arena, l);
	lex->hash = hash;
	place(l, l->count - 1);
	return lex;
}

struct lexeme *
lexicon_add(struct lexicon *l, struct str folded, uint64_t flags)
{
	struct lexeme *lex = entry_of(l, word_hash(folded));

	lex->w.known = true;
	lex->w.flags |= flags;
	return lex;
}

void
lexicon_list(struct lexicon *l, struct str folded, uint16_t listed)
{
	struct lexeme *lex = entry_of(l, word_hash(folded));

	lex->w.listed = (uint16_t)(lex->w.listed | listed);
}

struct lexeme *
lexicon_meet(struct lexicon *l, uint64_t hash)
{
	if (l->met == LEXICON_MET_MOST)
		return NULL;
	l->met++;
	return entry_of(l, hash);
}

static void
take_verb(void *context, struct str form, unsigned flags)
{
	lexicon_add(context, form, flags);
}

struct class_list {
	uint64_t flags;
	const char *words;
};

static const struct class_list classes[] = {
	{ WORD_NEGATION | WORD_ADVERB,
	    "inte ej icke aldrig ingenting ingenstans varken" },
	{ WORD_NEGATION, "ingen inget inga" },
	{ WORD_AND, "och eller" },
	{ WORD_AND | WORD_BUT, "men" },
	{ WORD_SUBJUNCTION, "som innan" },
	{ WORD_SUBJUNCTION | WORD_ATT, "att" },
	{ WORD_SUBJUNCTION | WORD_OM, "om" },
	{ WORD_SUBJUNCTION | WORD_HALF, "därför så trots" },
	{ WORD_SUBJUNCTION | WORD_SURE,
	    "när eftersom medan vars fastän förrän" },
	{ WORD_ADDRESS | WORD_PRONOUN, "du ni" },
	{ WORD_ADDRESS, "dig er dej" },
	{ WORD_ADDRESS | WORD_POSSESSIVE, "din ditt dina ert era" },
	{ WORD_PRONOUN, "jag hon han hen vi man vem vilka vilken någon alla "
			"ingen båda de det den dom andra" },
	{ WORD_POSSESSIVE, "min mitt mina sin sitt sina vår vårt våra hans "
			   "hennes deras dess vars "
			   "personens allas" },
	{ WORD_ARTICLE,
	    "en ett den det de denna detta dessa varje någon något "
	    "några alla många flera vissa olika samma andra annan annat "
	    "vilken vilket vilka inga ingen inget båda hela" },
	{ WORD_PREPOSITION, "i på av till för med från hos vid om under över "
			    "mellan mot efter före "
			    "utan genom enligt inom åt ur bland bakom framför "
			    "bredvid kring utanför "
			    "inför utom utöver via per hos längs sedan" },
	{ WORD_ADVERB,
	    "också även bara alltid ofta ibland snart nu då här där sedan sen "
	    "kanske "
	    "gärna redan ännu mycket lite mer mest helt väldigt ganska inte ju "
	    "väl "
	    "nog alltså dock hellre fortfarande igen tillsammans ensam ut in "
	    "upp "
	    "ner ned hem bort fram åter senare tidigare direkt genast strax "
	    "själv "
	    "själva så hur varför när ständigt idag imorgon igår därefter "
	    "först "
	    "sist samtidigt åtminstone endast enbart säkert troligen "
	    "skriftligt "
	    "skriftligen muntligt noga aldrig nästan både antingen" },
	{ WORD_BECOME, "bli blir blev blivit bliva blivande" },
	{ WORD_HAVE, "ha har hade haft" },
	{ WORD_BE, "är var varit vara vore" },
	{ WORD_VAGUE, "eventuellt eventuella eventuell regelbundet regelbunden "
		      "regelbundna "
		      "snarast lämpligt lämplig lämpliga lämpligen snarligen" },
	{ WORD_WOULD, "skulle" },
	{ WORD_MAN, "man" },
	{ WORD_BIG_NUMBER,
	    "tusen tusentals miljon miljoner miljard miljarder" },
	{ WORD_PERCENT,
	    "procent procenten procentenhet procentenheter promille" },
	{ WORD_THING,
	    "enskilde enskilda enskildes brukaren brukare brukarna brukarens "
	    "brukarnas brukares klienten klient klienter klienterna klientens "
	    "vårdtagare vårdtagaren vårdtagarna vårdtagarens" },
	{ WORD_REFERENCE,
	    "ovan nedan ovanstående nedanstående ovannämnda ovannämnd "
	    "nedannämnda "
	    "föregående nästa förutnämnda se jämför läs sidan sid kapitel avsnitt bilaga "
	    "punkt tabell figur sidorna" },
	{ WORD_NOT_PASSIVE,
	    "finns fanns alls annars dess hans hennes deras vars tills oss ens "
	    "precis gratis plats insats tips kurs process pris adress verkar "
	    "dags "
	    "bas gas glas gräs hus ljus lås mos ois ras tös vas vis väs ris "
	    "bris "
	    "hälsas dessas allas båda bådas andras personernas flickas mammas "
	    "pappas veckas kvinnas skolas människas lampas lägenhets stadens "
	    "lokals "
	    "faktas ledares läkares lärares brukares chefs schemas temas "
	    "papperas "
	    "flickornas kommunernas regionernas alias atlas kansas paus haus "
	    "familjernas enskildas anhörigas närståendes andras ungas äldres "
	    "vuxnas "
	    "sjukas gamlas bådas dennas mångas någras ledsagares handläggares "
	    "åtminstones kameras ditos ideas pyjamas ananas kaos markis polis "
	    "avis service hälsas vårdas tids års mats lags förtids gårdagens "
	    "morgondagens dagens kompass kalas palats lakans arbetsplats "
	    "mötesplats "
	    "hemsidas tjejas killes svenskas gudas kattas mammas systras "
	    "dottras "
	    "resas bostads säkerhets stads utrymmes byråns bodelnings "
	    "intressas uppgifts gårdas lärdas goda kandidats aktas "
	    "advokats kamrats apparats soldats bibliotekaries sekretariats "
	    "resultats "
	    "formats citats attentats mandats avtals ombuds biträdes hälsas "
	    "salladas "
	    "akademikers tantas damas timmas minuters veckas månas kronas "
	    "kakas "
	    "frågas hjältas sakas resas metodas byxas klockas tavlas "
	    "kvinnas gruppas piggas pigas hästas boendes ordförandes "
	    "sökandes studerandes" },
	{ WORD_CLAIM,
	    "provläst provlästa testläst testlästa testläsare läsgrupp "
	    "läsgruppen provläsare testad testat testats testade läst lästs "
	    "granskad granskat granskats prövat provat prövad provad prövats "
	    "provats granskade prövade provade läste prövades testades lästes "
	    "granskades european" },
	{ 0, "helst" },
	{ WORD_EMPTY,
	    "är var finns fanns går gick kan ska står betyder gäller blir blev "
	    "behövs tar tog händer hjälper beror kallas heter känns syns märks "
	    "hörs "
	    "måste får brukar vill regnar verkar låter handlar innebär gör har "
	    "saknas krävs räcker kostar skulle bör hände kommer hjälpte visar "
	    "sker "
	    "ser tycks spelar" },
	{ 0, "klockan" },
	{ WORD_COMMON,
	    "viktigt obs stopp nej ja alla alltid aldrig inte du "
	    "dig din hjälp stöd "
	    "ring läs tänk glöm kom bra mycket rätt måste nu idag "
	    "gratis ny nya nytt "
	    "plan möte här stort lag vi och eller men jag är har "
	    "kan ska vill får "
	    "hej tack dag mat jobb hus bil tid barn bra fel rum brev "
	    "svar fråga hjälp chef vård resa vän vänner familj mamma "
	    "pappa syster bror hem ute inne snart sedan sist först "
	    "före efter under över utan redan gärna bara klart öppet "
	    "stängt slut start varning viktig extra fest fika kaffe "
	    "pengar gräns dörr plats namn hund katt bord stol säng "
	    "vatten kläder skor mobil klocka vecka månad år natt "
	    "morgon kväll idag imorgon sluta börja vänta stanna "
	    "lyssna titta skriv ta gå kör lugn glad arg trött sjuk "
	    "ledsen rädd varm kall stor liten gammal ung full tom hel "
	    "alla ingen någon hela samma egen själv ihop mest minst "
	    "fler färre lite nya gamla röd blå grön gul vit svart "
	    "välkommen grattis förlåt hejdå "
	    "från till med för en ett det den som att om när var "
	    "hur vad vem varför" },
};

static void
add_classes(struct lexicon *l)
{
	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
		struct str rest = str_from(classes[i].words), word;

		while (str_next_part(&rest, ' ', &word))
			if (word.n && !str_ends(word, STR("?")))
				lexicon_add(
				    l, word, classes[i].flags | WORD_COMMON);
	}
}

struct lexicon *
lexicon_new(struct arena *a)
{
	/* Homographs whose other reading is far more common. */
	static const char not_verbs[] =
	    "för inför åt så under före var svår lagar rader ringar låg fast "
	    "fort "
	    "om led rest mer ner mor far bror sent nära åter över bort till "
	    "ur planer tider helst tankar vägar lärs sa rätt sätt";
	struct lexicon *l = arena_new(a, struct lexicon);
	struct str rest = str_from(not_verbs), word;

	l->arena = a;
	verbs_each(take_verb, l);
	while (str_next_part(&rest, ' ', &word))
		lexicon_add(l, word, 0)->w.flags = 0;
	add_classes(l);
	/* Not passive, but as heavy. */
	lexicon_add(l, STR("framgår"), VERB_PASSIVE);
	lexicon_add(l, STR("framgick"), VERB_PASSIVE);
	lexicon_add(l, STR("var"), VERB_PAST);
	lexicon_add(l, STR("sa"), VERB_PAST);
	return l;
}
