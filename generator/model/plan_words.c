/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/plan_words.h"

/* In the order of the enums in plan.h, which begin with 0 for none. */
#define VOCABULARY(name, ...) \
	static const char *const list_##name[] = { __VA_ARGS__ }; \
	const struct plan_vocabulary words_##name = { list_##name, \
		sizeof(list_##name) / sizeof(*list_##name) }

VOCABULARY(kind, "samordnad insatsplan", "sip", "lss", "utskrivning",
    "öppen tvångsvård", "habilitering", "hvb");
VOCABULARY(stage, "uppmärksammat", "samtycke", "kallat", "möte",
    "anteckningar", "justerat", "plan", "uppföljning", "avslutad");
VOCABULARY(reads, "inte", "lite", "lättläst", "fullt");
VOCABULARY(pictures, "ja", "bara", "nej");
VOCABULARY(place, "vänster", "över");
VOCABULARY(legal, "god man", "förvaltare", "ombud");
VOCABULARY(scope, "bevaka rätt", "förvalta egendom", "sörja för person");
VOCABULARY(focus, "vuxenblivande", "misstänkt demens",
    "skadligt beteende", "ny diagnos", "föräldraskap", "annan");
VOCABULARY(group, "schizofreni", "neuropsykiatrisk", "missbruk",
    "kriminalvård", "äldre", "annan");
VOCABULARY(form, "skriftligt", "muntligt");
VOCABULARY(ground, "missbruk", "tvångsvård", "väntat barn",
    "kan inte samtycka", "barn far illa");
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
VOCABULARY(status, "planerad", "pågår", "klar", "ändrad", "stoppad",
    "inte gjord");
VOCABULARY(channel, "post", "säker digital", "överlämnad");
VOCABULARY(law, "lpt", "lrv");
