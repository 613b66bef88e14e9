/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the leak guard takes of a plan file that YAML cannot read: everything
 * that a reader of the file would see as a name, a number or somebody's words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "build/leak_scan.h"

struct seen {
	const struct leak_set *set;
	unsigned kinds; /* bit a kind */
	uint32_t line;  /* of the first, in the plan */
};

static void
see(void *arg, uint32_t value, size_t source)
{
	struct seen *s = arg;

	(void)source;
	if (s->kinds == 0)
		s->line = s->set->values[value].line;
	s->kinds |= 1u << s->set->values[value].kind;
}

static struct seen
look(const char *plan, const char *text)
{
	struct leak_set set;
	struct leak_text t = { 0 };
	struct seen seen = { .set = &set };

	leak_set_begin(&set);
	leak_set_raw(&set, STR("plans/a.yaml"), str_from(plan));
	leak_set_close(&set);
	if (leak_text_take(&t, STR("site/a.txt"), str_from(text)))
		leak_scan(&set, &t, see, &seen);
	leak_text_release(&t);
	leak_set_release(&set);
	return seen;
}

struct sample {
	const char *plan;
	const char *text;
	enum leak_kind kind;
	uint32_t line;
};

#define PEOPLE "steg: [uppföljning\ndeltagare:\n"

static void
what_can_be_read_is_guarded(void **state)
{
	static const struct sample samples[] = {
		/* Values that go on over lines. */
		{ "steg: [\nsituation:\n  egna_ord: |\n    Jag vill bo själv\n"
		  "    nära min kör.\n  önskemål: x\n",
		    "Hon vill bo själv nära min kör.", LEAK_OWN_WORDS, 3 },
		{ "a: [\nsituation:\n  egna_ord: Nu.\n    Jag vill bo själv "
		  "nära.\n",
		    "jag vill bo själv nära", LEAK_OWN_WORDS, 3 },
		{ "situation:\n  egna_ord: Jag vill\n  bo själv nära min kör\n",
		    "jag vill bo själv nära", LEAK_OWN_WORDS, 2 },
		{ "situation:\n  egna_ord: Jag vill\n\n    bo själv nära min\n",
		    "jag vill bo själv nära", LEAK_OWN_WORDS, 2 },
		{ "  egna_ord: \"Jag vill, bo själv: nära # min kör\n  b: c\n",
		    "bo själv nära min kör", LEAK_OWN_WORDS, 1 },
		{ "  egna_ord: 'Jag vill inte ''bo själv'' nära'\n",
		    "vill inte 'bo själv' nära", LEAK_OWN_WORDS, 1 },
		{ "  egna_ord:\n  - Jag vill bo\n  - själv nära kören\n",
		    "jag vill bo själv nära", LEAK_OWN_WORDS, 1 },
		{ "samtal:\n  - {datum: x, synpunkter: Jag vill, sade hon, bo "
		  "själv, av: a}\n",
		    "jag vill sade hon bo", LEAK_OWN_WORDS, 2 },
		{ "  egna_ord: >-\r\n    Jag vill bo\r\n    själv nära\r\n",
		    "jag vill bo själv nära", LEAK_OWN_WORDS, 1 },
		{ "  egna_ord: Nu.\r    Jag vill bo\r    själv nära\r",
		    "jag vill bo själv nära", LEAK_OWN_WORDS, 1 },
		{ "person:\n  tilltalsnamn:\n    Vilma\n", "om Vilma",
		    LEAK_NAME, 2 },
		{ "person:\n  tilltalsnamn: \"Vil\\u006Da\" # hon\n",
		    "om Vilma", LEAK_NAME, 2 },
		{ "person:\n  tilltalsnamn : Vilma\n", "om Vilma", LEAK_NAME,
		    2 },
		{ "{\"person\": {\"tilltalsnamn\":\"Vilma\"}}", "om Vilma",
		    LEAK_NAME, 1 },
		{ "tilltalsnamn: &a Vilma\n", "om Vilma", LEAK_NAME, 1 },
		{ "tilltalsnamn: [Vilma, Ville]\n", "om Ville", LEAK_NAME, 1 },
		{ "person:\n  närstående:\n    - namn: Rut Alm\n      epost: x\n",
		    "hos Rut Alm", LEAK_NAME, 3 },
		/* Keys with a slip. */
		{ "person:\n  tilltalsnamm: Vilma\n", "om Vilma", LEAK_NAME,
		    2 },
		{ "Tilltals namn: Vilma\n", "om Vilma", LEAK_NAME, 1 },
		{ "  egna ord: Jag vill bo själv nära\n",
		    "jag vill bo själv nära", LEAK_OWN_WORDS, 1 },
		{ "  e-post: rut@example.org\n", "se rut@example.org",
		    LEAK_EMAIL, 1 },
		{ "  telefonnr: 08-000 00 42\n", "ring 08-000 00 42",
		    LEAK_PHONE, 1 },
		{ "steg: [\nplan: P-2026-0142\n", "se P-2026-0142",
		    LEAK_PLAN_ID, 2 },
		{ "steg: [\n  mobil: 070-000 00 99 (kvällar)\n",
		    "ring 070 0000099", LEAK_PHONE, 2 },
		{ "steg: [\n# skriv till rut@example.org\n",
		    "se rut@example.org", LEAK_EMAIL, 2 },
		{ "  telefon: [08-000 00 42, 070-000 00 99]\n",
		    "ring 070-000 00 99", LEAK_PHONE, 1 },
		{ "person:\n  tilltalsnamn: [Vilma]\n", "om Vilma", LEAK_NAME,
		    2 },
		/* People, whose role may stand anywhere. */
		{ PEOPLE "  - id: c\n    namn: Rut Alm\n    roll: närstående\n",
		    "hos Rut Alm", LEAK_NAME, 4 },
		{ PEOPLE "  - roll: god man\n    titel: x\n    namn: Rut Alm\n",
		    "hos Rut Alm", LEAK_NAME, 5 },
		{ PEOPLE "  - id: c\n    namn: Rut Alm\n  - roll: skola\n",
		    "hos Rut Alm", LEAK_NAME, 4 },
		{ PEOPLE "  - {namn: Rut Alm, roll: stödperson\n"
			 "  - {namn: Bo Alm, roll: ombud\n",
		    "hos Bo Alm", LEAK_NAME, 4 },
		{ PEOPLE "  - {id: c, namn: Rut Alm,\n     roll: ombud}\n",
		    "hos Rut Alm", LEAK_NAME, 3 },
		{ PEOPLE "  - {namn: \"Berg, Anna\", roll: närstående}\n",
		    "hos Berg, Anna i", LEAK_NAME, 3 },
		{ PEOPLE "  - {namn: Berg, Anna, roll: närstående}\n",
		    "hos Anna Berg i", LEAK_NAME, 3 },
		{ "deltagare: [{namn: A, roll: skola}, {namn: Rut Alm, roll: "
		  "ombud}]\n",
		    "hos Rut Alm", LEAK_NAME, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const struct sample *s = &samples[i];
		struct seen seen = look(s->plan, s->text);

		if (!(seen.kinds & 1u << s->kind))
			fail_msg("not found: %s", s->plan);
		if (seen.line != s->line)
			fail_msg("line %u: %s", seen.line, s->plan);
	}
}

static void
what_is_no_secret_is_not(void **state)
{
	static const struct sample samples[] = {
		{ PEOPLE "  - id: c\n    namn: Rut Alm\n    roll: stödperson\n",
		    "hos Rut Alm", LEAK_NAME, 0 },
		{ PEOPLE "  - {roll: annan, titel: x, namn: Rut Alm}\n",
		    "hos Rut Alm", LEAK_NAME, 0 },
		{ PEOPLE "  - id: c\n    roll: \"Skola\"\n    namn: Rut Alm\n"
			 "möte:\n  plats: x\n",
		    "hos Rut Alm", LEAK_NAME, 0 },
		{ "steg: [\nverksamheter:\n  - {id: a, namn: Rut Alm}\n",
		    "hos Rut Alm", LEAK_NAME, 0 },
		{ "mål:\n  - egna_ord: Nu.\n    varför: Jag vill bo själv "
		  "nära\n",
		    "jag vill bo själv nära", LEAK_OWN_WORDS, 0 },
		{ "a: [\nsituation:\n  egna_ord: Nu.\n  hindrar: Jag vill bo "
		  "själv nära\n",
		    "jag vill bo själv nära", LEAK_OWN_WORDS, 0 },
		{ "steg: [\n  tid: 08.30-16.00, 2026-11-20\n",
		    "08.30\u201316.00 2026-11-20", LEAK_PHONE, 0 },
		{ "situation:\n  egna_ord: Min plan: 2026\n", "plan 2026",
		    LEAK_PLAN_ID, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		if (look(samples[i].plan, samples[i].text).kinds)
			fail_msg("found: %s", samples[i].plan);
}

/* Whatever the bytes are, it ends, and soon. */
static void
any_file_ends(void **state)
{
	static const char *const parts[] = { "namn: ", "egna_ord: ", "roll: ",
		"deltagare:\n", "person:\n", "\n", "\n  ", "\n    - ", "{", "}",
		"[", "]", ",", "\"", "'", "\\u00", "\\U7FFFFFFF", "|\n", ":",
		"#", "\r", "å", "stödperson", "Vilma", "telefon:", "@", "- " };
	enum { PARTS = sizeof(parts) / sizeof(*parts) };
	struct sb text = { 0 };
	uint32_t random = 1;

	(void)state;
	for (int round = 0; round < 300; round++) {
		sb_reset(&text);
		for (int i = 0; i < 200; i++) {
			random = random * 1664525u + 1013904223u;
			sb_cstr(&text, parts[(random >> 16) % PARTS]);
		}
		look(sb_text(&text), "om Vilma");
	}
	for (size_t part = 0; part < PARTS; part++) {
		sb_reset(&text);
		while (text.n < 256 * 1024)
			sb_cstr(&text, parts[part]);
		look(sb_text(&text), "om Vilma");
	}
	sb_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_can_be_read_is_guarded),
		cmocka_unit_test(what_is_no_secret_is_not),
		cmocka_unit_test(any_file_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
