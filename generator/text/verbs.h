/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Swedish verb forms: a list of common verbs with all their forms, and a guess
 * by the ending for the rest. Words are folded (word_fold).
 *
 * Passive is the form in -s (planeras, bestämdes, har skrivits); deponent
 * verbs (finns, hoppas, trivs) and genitives (kommunens) are not. A word that
 * only looks passive by its ending gets VERB_PASSIVE_MAYBE; the words around
 * it decide.
 */
#ifndef SAMPLAN_TEXT_VERBS_H
#define SAMPLAN_TEXT_VERBS_H

#include "base/str.h"

enum verb_form {
	VERB_PRESENT = 1,
	VERB_PAST = 2,
	VERB_SUPINE = 4, /* har skrivit */
	VERB_INFINITIVE = 8,
	VERB_IMPERATIVE = 16,
	VERB_PASSIVE = 32, /* together with its tense */
	VERB_DEPONENT = 64,
	VERB_PARTICIPLE = 128, /* past: skriven, skrivet, skrivna */
	VERB_MODAL = 256,      /* kan, ska, vill, måste, får, bör … */
	VERB_PASSIVE_MAYBE = 512,
	VERB_GUESSED = 1024,  /* by the ending only */
	VERB_ADJECTIVE = 2048 /* looks like a participle: bli glad */
};

#define VERB_FINITE (VERB_PRESENT | VERB_PAST)

typedef void verb_take(void *context, struct str form, unsigned flags);
/* Every form of every listed verb; the form is valid during the call only. */
void verbs_each(verb_take *take, void *context);
/* What the ending of an unlisted word says; 0 for nothing. */
unsigned verb_guess(struct str folded);

#endif
