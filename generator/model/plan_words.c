/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/plan_words.h"

/* In the order of the enums in plan.h, which begin with 0 for none. */
#define VOCABULARY(name, ...)                                      \
	static const char *const list_##name[] = { __VA_ARGS__ };  \
	const struct plan_vocabulary words_##name = { list_##name, \
		sizeof(list_##name) / sizeof(*list_##name) }

VOCABULARY(kind, "samordnad insatsplan", "sip", "lss", "utskrivning",
    "öppen tvångsvård", "habilitering", "hvb");
VOCABULARY(stage, "uppmärksammat", "samtycke", "kallat", "möte", "anteckningar",
    "justerat", "plan", "uppföljning", "avslutad");
VOCABULARY(reads, "inte", "lite", "lättläst", "fullt");
VOCABULARY(pictures, "ja", "bara", "nej");
VOCABULARY(place, "vänster", "över");
VOCABULARY(legal, "god man", "förvaltare", "ombud");
VOCABULARY(scope, "bevaka rätt", "förvalta egendom", "sörja för person");
VOCABULARY(focus, "vuxenblivande", "misstänkt demens", "skadligt beteende",
    "ny diagnos", "föräldraskap", "annan");
VOCABULARY(group, "schizofreni", "neuropsykiatrisk", "missbruk", "kriminalvård",
    "äldre", "annan");
VOCABULARY(form, "skriftligt", "muntligt");
VOCABULARY(ground, "missbruk", "tvångsvård", "väntat barn", "kan inte samtycka",
    "barn far illa");
VOCABULARY(principal, "kommun", "region", "annan");
VOCABULARY(two_principals, "kommun", "region");
VOCABULARY(operation, "egen", "privat");
VOCABULARY(role, "biståndshandläggare", "enhetschef", "stödperson",
    "arbetsteam", "habilitering", "vub-team", "vårdcentral", "psykiatri",
    "rehabmedicin", "god man", "förvaltare", "närstående", "ombud",
    "försäkringskassan", "arbetsförmedlingen", "kriminalvården", "skola",
    "brukarorganisation", "annan");
VOCABULARY(part, "ja", "delvis", "nej");
VOCABULARY(goal_state, "inte börjat", "pågår", "nått", "ändrat");
VOCABULARY(
    status, "planerad", "pågår", "klar", "ändrad", "stoppad", "inte gjord");
VOCABULARY(channel, "post", "säker digital", "överlämnad");
VOCABULARY(law, "lpt", "lrv");

const struct plan_key *
plan_key_find(const struct plan_map *map, struct str key)
{
	for (size_t i = 0; i < map->count; i++)
		if (str_is(key, map->keys[i].key))
			return &map->keys[i];
	return NULL;
}

const char *
plan_word_text(const struct plan_vocabulary *v, int value)
{
	return value > 0 && (size_t)value <= v->count ? v->words[value - 1]
						      : "";
}

int
plan_word_find(const struct plan_vocabulary *v, struct str word)
{
	for (size_t i = 0; i < v->count; i++)
		if (str_is(word, v->words[i]))
			return (int)i + 1;
	return 0;
}

const char *
plan_word_of(const struct plan_word *w)
{
	const struct plan_key *def = w->f.def  ? w->f.def
				     : w->f.up ? w->f.up->def
					       : NULL;

	return def && def->words ? plan_word_text(def->words, w->w) : "";
}

const char *
plan_kind_text(enum plan_kind kind)
{
	return plan_word_text(&words_kind, (int)kind);
}

const char *
plan_stage_text(enum plan_stage stage)
{
	return plan_word_text(&words_stage, (int)stage);
}

const char *
plan_principal_text(enum plan_principal principal)
{
	return plan_word_text(&words_principal, (int)principal);
}
