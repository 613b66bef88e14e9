/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/verbs.h"

#include <string.h>

#include "text/verb_list.h"
#include "text/words.h"

enum { FORM_MOST = 64 };

struct maker {
	verb_take *take;
	void *context;
};

/* stem + ending, with the flags. */
static void
form(const struct maker *m, struct str stem, const char *ending, unsigned flags)
{
	char out[FORM_MOST];
	size_t n = strlen(ending);

	if (stem.n == 0 || stem.n + n > sizeof(out))
		return;
	memcpy(out, stem.p, stem.n);
	memcpy(out + stem.n, ending, n);
	m->take(m->context, str_of(out, stem.n + n), flags);
}

static struct str
cut_end(struct str s, size_t n)
{
	return str_sub(s, 0, s.n > n ? s.n - n : 0);
}

static void
make_ar(const struct maker *m, struct str inf)
{
	form(m, inf, "", VERB_INFINITIVE | VERB_IMPERATIVE);
	form(m, inf, "r", VERB_PRESENT);
	form(m, inf, "de", VERB_PAST | VERB_PARTICIPLE);
	form(m, inf, "t", VERB_SUPINE | VERB_PARTICIPLE);
	form(m, inf, "d", VERB_PARTICIPLE);
	form(m, inf, "s", VERB_PASSIVE | VERB_INFINITIVE | VERB_PRESENT);
	form(m, inf, "des", VERB_PASSIVE | VERB_PAST);
	form(m, inf, "ts", VERB_PASSIVE | VERB_SUPINE);
}

/* Past endings "de" or "te". */
static void
make_er(const struct maker *m, struct str inf, bool soft)
{
	struct str stem = cut_end(inf, 1), past = stem;
	char last = stem.n ? stem.p[stem.n - 1] : 0;
	bool no_ending = last == 'r' || last == 'l';

	/* bestämma, bestämde; känna, kände; använda, använde */
	if (soft && (str_ends(stem, STR("mm")) || str_ends(stem, STR("nn")) ||
			str_ends(stem, STR("nd"))))
		past = cut_end(stem, 1);
	/* välja, valde are strong; följa, följde; höja, höjde */
	form(m, inf, "", VERB_INFINITIVE);
	form(m, stem, no_ending && !str_ends(stem, STR("ll")) ? "" : "er",
	    VERB_PRESENT);
	form(m, past, "", VERB_IMPERATIVE);
	form(m, past, soft ? "de" : "te", VERB_PAST | VERB_PARTICIPLE);
	form(m, past, "t", VERB_SUPINE | VERB_PARTICIPLE);
	form(m, past, soft ? "d" : "t", VERB_PARTICIPLE);
	form(m, past, soft ? "da" : "ta", VERB_PARTICIPLE);
	form(m, inf, "s", VERB_PASSIVE | VERB_INFINITIVE);
	form(m, past, "s", VERB_PASSIVE | VERB_PRESENT);
	if (past.n != stem.n)
		form(m, stem, "s", VERB_PASSIVE | VERB_PRESENT);
	form(m, stem, "es", VERB_PASSIVE | VERB_PRESENT);
	form(m, past, soft ? "des" : "tes", VERB_PASSIVE | VERB_PAST);
	form(m, past, "ts", VERB_PASSIVE | VERB_SUPINE);
}

static void
make_dde(const struct maker *m, struct str inf)
{
	form(m, inf, "", VERB_INFINITIVE);
	form(m, inf, "r", VERB_PRESENT);
	form(m, inf, "dde", VERB_PAST);
	form(m, inf, "tt", VERB_SUPINE | VERB_PARTICIPLE);
	form(m, inf, "dd", VERB_PARTICIPLE);
	form(m, inf, "dda", VERB_PARTICIPLE);
	form(m, inf, "s", VERB_PASSIVE | VERB_PRESENT | VERB_INFINITIVE);
	form(m, inf, "ddes", VERB_PASSIVE | VERB_PAST);
	form(m, inf, "tts", VERB_PASSIVE | VERB_SUPINE);
}

static void
make_participle(const struct maker *m, struct str p)
{
	struct str stem = cut_end(p, 1);

	form(m, p, "", VERB_PARTICIPLE);
	if (str_ends(p, STR("en"))) {
		form(m, stem, "t", VERB_PARTICIPLE);
		form(m, cut_end(p, 2), "na", VERB_PARTICIPLE);
	} else if (str_ends(p, STR("dd"))) {
		form(m, cut_end(p, 2), "tt", VERB_PARTICIPLE);
		form(m, p, "a", VERB_PARTICIPLE);
	} else if (str_ends(p, STR("d"))) {
		form(m, stem, "t", VERB_PARTICIPLE);
		form(m, p, "a", VERB_PARTICIPLE);
		form(m, p, "e", VERB_PARTICIPLE);
	} else {
		form(m, p, "a", VERB_PARTICIPLE);
	}
}

enum { STRONG_PARTS = 5 };

static void
make_strong(
    const struct maker *m, const struct str part[STRONG_PARTS], bool passive)
{
	struct str inf = part[0], present = part[1];

	form(m, inf, "", VERB_INFINITIVE);
	form(m, present, "", VERB_PRESENT);
	form(m, part[2], "", VERB_PAST);
	form(m, part[3], "", VERB_SUPINE);
	if (!passive)
		return;
	make_participle(m, part[4]);
	form(m, inf, "s", VERB_PASSIVE | VERB_INFINITIVE);
	/* skriver, skrivs; ger, ges; gör, görs */
	if (str_ends(present, STR("er")) && present.n > 3)
		present = cut_end(present, 2);
	else if (str_ends(present, STR("r")) && inf.n < present.n)
		present = cut_end(present, 1);
	form(m, present, "s", VERB_PASSIVE | VERB_PRESENT);
	form(m, part[2], "s", VERB_PASSIVE | VERB_PAST);
	form(m, part[3], "s", VERB_PASSIVE | VERB_SUPINE);
}

/* The parts with the prefix before each. */
static void
make_prefixed(const struct maker *m, struct str prefix,
    const struct str part[STRONG_PARTS])
{
	char text[STRONG_PARTS][FORM_MOST];
	struct str with[STRONG_PARTS];
	bool passive = !str_is(part[4], "-");

	for (size_t i = 0; i < STRONG_PARTS; i++) {
		size_t n = prefix.n + part[i].n;

		with[i] = STR_NONE;
		if (n > FORM_MOST || str_is(part[i], "-"))
			continue;
		if (prefix.n)
			memcpy(text[i], prefix.p, prefix.n);
		memcpy(text[i] + prefix.n, part[i].p, part[i].n);
		with[i] = str_of(text[i], n);
	}
	make_strong(m, with, passive);
}

static void
strong_line(const struct maker *m, struct str line)
{
	struct str part[STRONG_PARTS], forms, prefix;
	size_t count = 0;

	if (!str_next_part(&line, '|', &forms))
		return;
	while (count < STRONG_PARTS && str_next_part(&forms, ' ', &part[count]))
		count++;
	if (count < STRONG_PARTS)
		return;
	make_prefixed(m, STR_NONE, part);
	while (str_next_part(&line, ' ', &prefix))
		if (prefix.n)
			make_prefixed(m, prefix, part);
}

static void
each(const struct maker *m, const char *list, unsigned flags)
{
	struct str rest = str_from(list), word;

	while (str_next_part(&rest, ' ', &word))
		if (word.n)
			m->take(m->context, word, flags);
}

static void
weak(const struct maker *m, const char *list,
    void (*make)(const struct maker *, struct str))
{
	struct str rest = str_from(list), word;

	while (str_next_part(&rest, ' ', &word))
		make(m, word);
}

static void
make_de(const struct maker *m, struct str inf)
{
	make_er(m, inf, true);
}

static void
make_te(const struct maker *m, struct str inf)
{
	make_er(m, inf, false);
}

static void
strong(const struct maker *m, const char *list)
{
	struct str rest = str_from(list), line;

	while (str_next_line(&rest, &line))
		strong_line(m, line);
}

void
verbs_each(verb_take *take, void *context)
{
	struct maker m = { take, context };

	weak(&m, verbs_ar, make_ar);
	weak(&m, verbs_ar_more, make_ar);
	weak(&m, verbs_de, make_de);
	weak(&m, verbs_te, make_te);
	weak(&m, verbs_dde, make_dde);
	strong(&m, verbs_strong);
	strong(&m, verbs_strong_more);
	each(&m, verbs_deponent, VERB_DEPONENT);
	each(&m, verbs_imperative, VERB_IMPERATIVE);
	each(&m, verbs_modal, VERB_MODAL | VERB_PRESENT);
	each(&m, verbs_adjectives, VERB_ADJECTIVE);
}

struct ending {
	char last;
	const char *text;
	size_t shortest; /* bytes of the whole word */
	unsigned flags;
};

/* The first that fits counts, so the longer ones stand first. */
static const struct ending endings[] = {
	{ 's', "ndes", 0, 0 },
	{ 's', "aldas", 0, 0 },
	{ 's', "erades", 8, VERB_PASSIVE | VERB_PAST },
	{ 's', "erats", 7, VERB_PASSIVE | VERB_SUPINE },
	{ 's', "iseras", 8, VERB_PASSIVE | VERB_PRESENT | VERB_INFINITIVE },
	{ 's', "eras", 7, VERB_PASSIVE | VERB_PRESENT | VERB_INFINITIVE },
	{ 's', "ornas", 0, 0 },
	{ 's', "arnas", 0, 0 },
	{ 's', "ernas", 0, 0 },
	{ 's', "plats", 0, 0 },
	{ 's', "insats", 0, 0 },
	{ 's', "sats", 0, 0 },
	{ 's', "skas", 7, VERB_PASSIVE_MAYBE | VERB_PRESENT },
	{ 's', "ades", 7, VERB_PASSIVE | VERB_PAST },
	{ 's', "ddes", 7, VERB_PASSIVE | VERB_PAST },
	{ 's', "ttes", 7, VERB_PASSIVE | VERB_PAST },
	{ 's', "ktes", 7, VERB_PASSIVE | VERB_PAST },
	{ 's', "ptes", 7, VERB_PASSIVE | VERB_PAST },
	{ 's', "stes", 7, VERB_PASSIVE_MAYBE | VERB_PAST },
	{ 's', "ldes", 7, VERB_PASSIVE_MAYBE | VERB_PAST },
	{ 's', "rdes", 6, VERB_PASSIVE_MAYBE | VERB_PAST },
	{ 's', "vdes", 7, VERB_PASSIVE_MAYBE | VERB_PAST },
	{ 's', "gdes", 6, VERB_PASSIVE_MAYBE | VERB_PAST },
	{ 's', "mdes", 7, VERB_PASSIVE_MAYBE | VERB_PAST },
	{ 's', "jdes", 7, VERB_PASSIVE_MAYBE | VERB_PAST },
	{ 's', "ställs", 8, VERB_PASSIVE | VERB_PRESENT },
	{ 's', "förs", 6, VERB_PASSIVE | VERB_PRESENT },
	{ 's', "hålls", 8, VERB_PASSIVE | VERB_PRESENT },
	{ 's', "läggs", 8, VERB_PASSIVE | VERB_PRESENT },
	{ 's', "sätts", 8, VERB_PASSIVE | VERB_PRESENT },
	{ 's', "skrivs", 8, VERB_PASSIVE | VERB_PRESENT },
	{ 's', "drivs", 7, VERB_PASSIVE | VERB_PRESENT },
	{ 's', "görs", 7, VERB_PASSIVE | VERB_PRESENT },
	{ 's', "byggs", 8, VERB_PASSIVE | VERB_PRESENT },
	{ 's', "väljs", 8, VERB_PASSIVE | VERB_PRESENT },
	{ 's', "ats", 6, VERB_PASSIVE_MAYBE | VERB_SUPINE },
	{ 's', "as", 5, VERB_PASSIVE_MAYBE | VERB_PRESENT | VERB_INFINITIVE },
	{ 'e', "erade", 8, VERB_PAST | VERB_PARTICIPLE },
	{ 'n', "tagen", 7, VERB_PARTICIPLE },
	{ 'n', "given", 7, VERB_PARTICIPLE },
	{ 'n', "skriven", 9, VERB_PARTICIPLE },
	{ 'n', "dragen", 8, VERB_PARTICIPLE },
	{ 'n', "hållen", 9, VERB_PARTICIPLE },
	{ 'n', "bruten", 8, VERB_PARTICIPLE },
	{ 'd', "lagd", 6, VERB_PARTICIPLE },
	{ 'd', "ställd", 9, VERB_PARTICIPLE },
	{ 'd', "förd", 7, VERB_PARTICIPLE },
	{ 'd', "gjord", 7, VERB_PARTICIPLE },
	{ 'd', "erad", 7, VERB_PARTICIPLE },
	{ 't', "erat", 7, VERB_PARTICIPLE | VERB_SUPINE },
	{ 'e', "ade", 6, VERB_PAST | VERB_PARTICIPLE },
	{ 'd', "ad", 6, VERB_PARTICIPLE },
	{ 'r', "erar", 7, VERB_PRESENT },
	{ 'a', "era", 7, VERB_INFINITIVE },
	{ 'r', "ar", 5, VERB_PRESENT },
	{ 'r', "er", 6, VERB_PRESENT },
};

unsigned
verb_guess(struct str folded)
{
	if (folded.n < 5)
		return 0;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		const struct ending *e = &endings[i];

		if (e->last != folded.p[folded.n - 1])
			continue;
		if (!str_ends(folded, str_from(e->text)))
			continue;
		if (folded.n < e->shortest || e->flags == 0)
			return 0;
		return e->flags | VERB_GUESSED;
	}
	return 0;
}
