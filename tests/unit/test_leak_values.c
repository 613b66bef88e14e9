/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Values of a plan as people write them: what of them is guarded, and what would
 * only be a false alarm.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "build/leak_scan.h"

static void
see(void *arg, uint32_t value, size_t source)
{
	(void)value;
	(void)source;
	++*(size_t *)arg;
}

static bool
is_found(enum leak_kind kind, const char *value, const char *text)
{
	struct leak_set set;
	struct leak_text t = { 0 };
	size_t hits = 0;

	leak_set_begin(&set);
	leak_set_file(&set, STR("plans/a.yaml"));
	leak_set_add(
	    &set, kind, str_from(value), leak_set_value(&set, kind, 1));
	leak_set_close(&set);
	if (leak_text_take(&t, STR("site/a.txt"), str_from(text)))
		leak_scan(&set, &t, see, &hits);
	leak_text_release(&t);
	leak_set_release(&set);
	return hits > 0;
}

struct sample {
	const char *value;
	const char *text;
	bool found;
};

static void
all_are(enum leak_kind kind, const struct sample *samples, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_found(kind, samples[i].value, samples[i].text) !=
		    samples[i].found)
			fail_msg("%s: %s in: %s",
			    samples[i].found ? "not found" : "found",
			    samples[i].value, samples[i].text);
}

#define ALL_ARE(kind, samples) \
	all_are(kind, samples, sizeof(samples) / sizeof(*(samples)))

static void
telephone_numbers(void **state)
{
	static const struct sample samples[] = {
		{ "08-000 00 12, 070-000 00 99", "ring 08-000 00 12", true },
		{ "08-000 00 12, 070-000 00 99", "ring 070-0000099 nu", true },
		{ "08-000 00 12 / 070-000 00 99", "ring 08-000 00 12", true },
		{ "08-000 00 12/070-000 00 99", "ring 070-000 00 99", true },
		{ "08-000 00 12 eller 070-000 00 99", "0700000099", true },
		{ "08-000 00 12 070-000 00 99", "08-000 00 12", true },
		{ "08-000 00 12 070-000 00 99", "070-000 00 99", true },
		{ "08-000 00 12 ankn 45", "ring 08-000 00 12", true },
		{ "08-000 00 12 (45)", "ring 08-000 00 12", true },
		{ "mobil: 070-000 00 99", "ring 070-000 00 99", true },
		{ "+46 (0)70-000 00 99, hem 08-000 00 12", "070-000 00 99",
		    true },
		{ "46 70 000 00 99", "070-000 00 99", true },
		{ "08/000 00 12", "08-000 00 12", true },
		{ "08\u2212000\u200700\u200712", "08-000 00 12", true },
		{ "123 45 67", "ring 123 45 67 nu", true },
		{ "08-000 00 12, 070-000 00 99", "08-000 00 99", false },
		{ "08-000 00 12, 070-000 00 99", "08-000 00", false },
		{ "08-000 00 12 070-000 00 99", "08-000 00 13", false },
		{ "08-000 00 12, 08.30-16.00", "08.30\u201316.00", false },
		{ "08-000 00 12 (2026-11-20)", "2026-11-20", false },
	};

	(void)state;
	ALL_ARE(LEAK_PHONE, samples);
}

static void
addresses(void **state)
{
	static const struct sample samples[] = {
		{ "solan77@example.org; sol88@example.org",
		    "se solan77@example.org", true },
		{ "solan77@example.org; sol88@example.org",
		    "se sol88@example.org", true },
		{ "Sol <solan77@example.org>", "se Solan77@example.org.",
		    true },
		{ "\u201Dsolan77@example.org\u201D", "solan77@example.org",
		    true },
		{ "åsa@example.org", "ÅSA@example.org", true },
		{ "solan77@example.org", "an77@example.org", false },
		{ "ingen", "ingen", false },
	};

	(void)state;
	ALL_ARE(LEAK_EMAIL, samples);
}

static void
names(void **state)
{
	static const struct sample samples[] = {
		{ "Solbritt Ängfors (mamma)", "hos Solbritt Ängfors", true },
		{ "Mamma Solbritt Ängfors", "hos Solbritt Ängfors", true },
		{ "Mamma Anna-Karin Berg", "hos Anna-Karin Berg", true },
		{ "Mamma Anna von Berg", "hos Anna von Berg", true },
		{ "Solbritt Ängfors, mamma", "hos Solbritt Ängfors", true },
		{ "Solbritt Ängfors god man", "hos Solbritt Ängfors", true },
		{ "God man: Solbritt Ängfors", "hos Solbritt Ängfors", true },
		{ "Solbritt \u201DSolan\u201D Ängfors", "hos Solbritt Ängfors",
		    true },
		{ "Solbritt \u201DSolan\u201D Ängfors", "hos Solan i dag",
		    true },
		{ "Solbritt \"Solan\" Ängfors", "hos Solbritt Solan Ängfors",
		    true },
		{ "Solbritt (Solan) Ängfors", "hos Solbritt Ängfors", true },
		{ "Solbritt Ängfors (mamma) Kjell Ek (pappa)",
		    "hos Solbritt Ängfors", true },
		{ "Solbritt Ängfors (mamma) Kjell Ek (pappa)", "hos Kjell Ek",
		    true },
		{ "Solbritt Ängfors / Kjell Ek", "hos Kjell Ek", true },
		{ "Solbritt Ängfors och Kjell Ek", "hos Solbritt Ängfors",
		    true },
		{ "Solbritt och Kjell Ängfors", "hos Solbritt Ängfors", true },
		{ "Solbritt och Kjell Ängfors", "hos Kjell Ängfors", true },
		{ "Solbritt Maria Ängfors", "hos Solbritt Ängfors", true },
		{ "solbritt ängfors (mamma)", "hos Solbritt Ängfors", true },
		{ "Berg, Anna", "hos Berg, Anna i", true },
		{ "Berg, Anna", "hos Anna Berg", true },
		{ "Berg, Anna Maria", "hos Anna Berg", true },
		{ "Vilma (kallas Ville)", "hos Vilma i dag", true },
		{ "Mamma Solbritt", "hos Solbritt i dag", true },
		{ "Siobhan O'Hara (mamma)", "hos Siobhan O\u2019Hara", true },
		{ "Bystrand Alrik, God Man", "en god man", false },
		{ "Alrik Bystrand (god man)", "en god man", false },
		{ "God man Alrik Bystrand", "en god man", false },
		{ "Alrik Bystrand, Stockholm", "bor i Stockholm", false },
		{ "Solbritt Ängfors (mamma)", "hos Solbritt eller Mamma i",
		    false },
		{ "Solbritt Ängfors, min mamma", "om min mamma", false },
		{ "Anna Berg", "hos Anna på Berg", false },
	};

	(void)state;
	ALL_ARE(LEAK_NAME, samples);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(telephone_numbers),
		cmocka_unit_test(addresses),
		cmocka_unit_test(names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
