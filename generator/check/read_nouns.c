/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * T32: who is meant by a pronoun at the start of a sentence? Nouns of the
 * sentence before are found by article and ending; this is a guess, so the
 * rule only warns where two of them fit.
 */
#include "check/read.h"

#include "diag/msg.h"

enum gender { COMMON, NEUTER, PLURAL, GENDER_NONE };

static bool
any_ending(struct str word, const char *endings)
{
	struct str rest = str_from(endings), ending;

	while (str_next_part(&rest, ' ', &ending))
		if (word.n >= ending.n + 3 && str_ends(word, ending))
			return true;
	return false;
}

/* Gender of a word by the article before it. */
static enum gender
gender_of_article(struct str folded)
{
	static const struct {
		enum gender gender;
		const char *words;
	} articles[] = {
		{ COMMON, "en min din sin vår er denna någon varje annan" },
		{ NEUTER, "ett mitt ditt sitt vårt ert detta något annat" },
		{ PLURAL, "mina dina sina våra era dessa några alla många "
			  "flera andra två tre" },
	};

	for (size_t i = 0; i < sizeof(articles) / sizeof(*articles); i++)
		if (word_listed(articles[i].words, folded))
			return articles[i].gender;
	return GENDER_NONE;
}

static enum gender
gender_of_ending(struct str folded)
{
	/* Plural, though they end as a singular does. */
	static const char plurals[] =
	    "barnen djuren orden husen åren rummen breven målen jobben "
	    "samtalen besöken proven pappren papperen benen ögonen öronen "
	    "lagen kraven råden valen besluten problemen företagen avtalen "
	    "hemmen sjukhusen köken fönstren bordsbenen korten svaren";

	/* Too short to be seen by their endings. */
	static const char commons[] =
	    "bron sjön ån byn skon kön tron vyn tån klon kon skyn bion bilen "
	    "båten ön";

	if (word_listed(commons, folded))
		return COMMON;
	if (word_listed(plurals, folded) ||
	    any_ending(folded, "erna arna orna"))
		return PLURAL;
	if (any_ending(folded, "en aren eln ern orn ion an"))
		return COMMON;
	if (any_ending(folded, "et"))
		return NEUTER;
	return GENDER_NONE;
}

/* Words that end as a definite noun does. */
static bool
is_no_noun(const struct readability *r, struct str folded)
{
	static const char words[] =
	    "igen sedan även redan innan utan annan egen liten ingen någon "
	    "vilken mycket vilket inget framtiden gemensam ibland samman "
	    "dessutan sådan ensam varken morgonen kvällen dagen veckan tiden "
	    "gången början morgon ledsen vuxen öppen säker nästan";
	const struct lexeme *lex = lexicon_find(r->lexicon, word_hash(folded));

	if (word_listed(words, folded))
		return true;
	return lex &&
	       (lex->w.flags &
		   (VERB_PRESENT | VERB_PAST | VERB_MODAL | VERB_DEPONENT |
		       WORD_NEGATION | WORD_AND | WORD_SUBJUNCTION |
		       WORD_PRONOUN | WORD_POSSESSIVE | WORD_ARTICLE |
		       WORD_PREPOSITION | WORD_ADVERB | WORD_HAVE | WORD_BE |
		       WORD_ADDRESS));
}

/* Different nouns of the gender in the text, at most two are counted. */
static size_t
nouns(const struct readability *r, struct str text, enum gender wanted)
{
	char key[WORD_LONGEST];
	struct str word;
	enum gender promised = GENDER_NONE;
	uint64_t first = 0, held = 0;
	size_t count = 0;

	while (word_next(&text, &word)) {
		struct str folded = str_of(key, word_fold(word, key));
		enum gender article = gender_of_article(folded), gender;

		if (article != GENDER_NONE || is_no_noun(r, folded)) {
			count += held != 0 && held != first;
			held = 0;
			promised = article;
			continue;
		}
		gender = promised != GENDER_NONE ? promised
						 : gender_of_ending(folded);
		/* "en ny plan": perhaps an adjective, perhaps "en matta". */
		if (promised == wanted && held == 0 &&
		    any_ending(folded, "ig sk d a ny bra liten t")) {
			held = word_hash(folded);
			continue;
		}
		held = 0;
		promised = GENDER_NONE;
		if (gender != wanted || word_hash(folded) == first)
			continue;
		first = word_hash(folded);
		count++;
	}
	return count + (held != 0 && held != first);
}

/* "Det är gult", "Det var trasigt": of a thing, not of a state of things. */
static bool
tells_of_thing(const struct reading *s)
{
	static const char looks[] =
	    "gult rött blått grönt vitt svart brunt grått rosa lila nytt "
	    "gammalt trasigt helt tomt fullt stort litet tungt långt runt "
	    "fyrkantigt rent smutsigt öppet stängt låst dyrt billigt borta "
	    "sönder mitt ditt hans hennes klart färdigt försenat inställt "
	    "giltigt ogiltigt underskrivet slut modernt byggt ombyggt";

	return s->count <= 5 && (item_among(s, 1, "är var blir blev")) &&
	       item_among(s, 2, looks) && !item_word(s, 4);
}

static enum gender
pronoun_at_start(const struct reading *s)
{
	enum gender gender = GENDER_NONE;

	if (s->count < 3)
		return GENDER_NONE;
	/* "Det är", "Det finns": it stands for nothing. */
	if (item_in(s, 0, LISTED_DET))
		gender = item_is(s, 1, WORD_EMPTY) && !tells_of_thing(s)
			     ? GENDER_NONE
			     : NEUTER;
	else if (item_in(s, 0, LISTED_DEN))
		gender = COMMON;
	else if (item_in(s, 0, LISTED_DE))
		gender = PLURAL;
	if (gender == GENDER_NONE)
		return GENDER_NONE;
	/* "Dessa är" stands for a noun, "dessa planer" has its own. */
	return item_finite(s, 1) ||
		       ((item_verb(s, 1) & (VERB_PRESENT | VERB_PAST)) &&
			   !(item_verb(s, 1) & VERB_GUESSED))
		   ? gender
		   : GENDER_NONE;
}

void
read_t32(struct reader *rd, const struct reading *s)
{
	enum gender gender;

	if (rd->previous.text.n == 0 || s->count == 0 ||
	    !(s->items[0].w.flags & WORD_ARTICLE))
		return;
	gender = pronoun_at_start(s);
	if (gender == GENDER_NONE ||
	    nouns(rd->r, rd->previous.text, gender) < 2)
		return;
	READ_SAY(rd, NORMAL, s, 0,
	    N_("\"%.*s\" may mean more than one thing of the sentence before"),
	    STR_ARG(item_text(s, 0)));
}
