/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the leak guard sees in a file: guarded values in every way they can be
 * written, and what only looks like them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "build/leak_scan.h"

struct seen {
	const struct leak_set *set;
	unsigned kinds; /* bit a kind */
	size_t hits;
	size_t source; /* of the first */
};

static void
see(void *arg, uint32_t value, size_t source)
{
	struct seen *s = arg;

	if (s->hits++ == 0)
		s->source = source;
	s->kinds |= 1u << s->set->values[value].kind;
}

static const char plan[] =
    "plan: P-2026-0142\n"
    "person:\n"
    "  tilltalsnamn: Vilja\n"
    "  företrädare:\n"
    "    - {roll: god man, namn: Åke Björklund, telefon: 08-000 00 42}\n"
    "  närstående:\n"
    "    - {namn: Ek, relation: granne, epost: ek.granne@example.org}\n"
    "situation:\n"
    "  egna_ord: Jag vill inte att min syster ringer. Aldrig mer.\n"
    "verksamheter:\n"
    "  - {id: a, namn: Boendestöd Tallen}\n"
    "deltagare:\n"
    "  - {id: b, namn: Omar Sälg, roll: stödperson, telefon: 08-000 00 43}\n"
    "  - {id: c, namn: Rut Alm, roll: närstående}\n";

static struct seen
look(const char *path, const char *text)
{
	struct site_config config = { 0 };
	struct text allowed[] = { { STR("Storlek"), SPAN_NONE } };
	struct contact contact = { .name = { STR("Ek och Lind AB"), SPAN_NONE },
		.phone = { STR("08-000 00 43"), SPAN_NONE } };
	struct leak_set set;
	struct leak_text t = { 0 };
	struct seen seen = { .set = &set };

	config.allowed_names.items = allowed;
	config.allowed_names.count = 1;
	config.staff_contacts = &contact;
	config.staff_contact_count = 1;
	leak_set_begin(&set);
	leak_set_allow(&set, &config);
	leak_set_raw(&set, STR("plans/a.yaml"), str_from(plan));
	leak_set_close(&set);
	if (leak_text_take(&t, str_from(path), str_from(text)))
		leak_scan(&set, &t, see, &seen);
	leak_text_release(&t);
	leak_set_release(&set);
	return seen;
}

struct sample {
	const char *path;
	const char *text;
};

#define PAGE "site/a/index.html"

static void
all_find(const struct sample *samples, size_t count, enum leak_kind kind)
{
	for (size_t i = 0; i < count; i++) {
		struct seen seen = look(samples[i].path, samples[i].text);

		if (!(seen.kinds & 1u << kind))
			fail_msg("not found: %s", samples[i].text);
		if (seen.kinds & ~(1u << kind))
			fail_msg("too much found: %s", samples[i].text);
	}
}

#define ALL_FIND(samples, kind) \
	all_find(samples, sizeof(samples) / sizeof(*(samples)), kind)

static void
names_are_found(void **state)
{
	static const struct sample samples[] = {
		{ PAGE, "<p>Vi såg Vilja där.</p>" },
		{ PAGE, "<p>Det är Viljas plan.</p>" },
		{ PAGE, "<p>Fråga <em>Vilja</em> om det.</p>" },
		{ PAGE, "<p>Fråga <a href=\"x\">Vilja</a> om det.</p>" },
		{ PAGE, "<p>Se Vil&shy;ja nu. Se Vi\u00ADlja.</p>" },
		{ PAGE, "<p>Se &#86;ilja.</p>" },
		{ PAGE, "<p>Se &#x56;ilja.</p>" },
		{ PAGE, "<p>t.ex. Vilja</p>" },
		{ PAGE, "<img src=\"a\" alt=\"Bilden visar Vilja hemma\">" },
		{ PAGE, "<meta name=\"description\" content=\"Om Vilja\">" },
		{ PAGE, "<p>Se Vilja<!-- x --></p>" },
		{ PAGE, "<!-- Här bor Vilja -->" },
		{ PAGE, "<p>Mötet\nmed\nVilja</p>" },
		{ PAGE, "<p>Hon, Åke Björklund, kom.</p>" },
		{ PAGE, "<p>Åke Björklund</p>" },
		{ PAGE, "<p>åke björklunds</p>" },
		{ PAGE, "<p>ÅKE BJÖRKLUND</p>" },
		{ PAGE, "<p>Åke <b>Björklund</b></p>" },
		{ PAGE, "<a href=\"../%C3%A5ke-bj%C3%B6rklund/\">x</a>" },
		{ "site/%", "Sida om Vilja" },
		{ "site/a.js", "part(0,[\"Om Vilja\"])" },
		{ "site/a.js", "part(0,[\"Om \\u0056ilja\"])" },
		{ "site/a.xml", "<title><![CDATA[Om Vilja]]></title>" },
		{ "site/a.txt", "en rad\nom Vilja" },
		{ "site/åke-björklund/index.html", "<p>x</p>" },
		{ PAGE, "<p>hos Rut Alm</p>" },
	};

	(void)state;
	ALL_FIND(samples, LEAK_NAME);
}

static void
other_values_are_found(void **state)
{
	static const struct sample phones[] = {
		{ PAGE, "<p>Ring 08-000 00 42.</p>" },
		{ PAGE, "<p>Ring 08-0000042.</p>" },
		{ PAGE, "<p>Ring 08 000 00 42</p>" },
		{ PAGE, "<p>Ring 08\u2013000\u00a000\u00a042</p>" },
		{ PAGE, "<p>Ring 08/000 00 42, 08-000 00 99.</p>" },
		{ PAGE, "<p>2026-11-21 08-000 00 42</p>" },
		{ PAGE, "<p>+46 (0)8-000 00 42</p>" },
		{ PAGE, "<p>0046 8 000 00 42</p>" },
		{ PAGE, "<a href=\"tel:+4680000042\">x</a>" },
		{ PAGE, "<p>08\u2212000\u221200\u221242</p>" },
		{ PAGE, "<p>08\u2007000\u200700\u200742</p>" },
		{ PAGE, "<p>08\u200B000\u200B00\u200B42</p>" },
		{ PAGE, "<p>08-\u200B000 \u200B00\u00AD42</p>" },
		{ PAGE, "<p>08 \u00B7 000 \u00B7 00 \u00B7 42</p>" },
		{ PAGE, "<p>Ring 08:000:00:42, 08,000,00,42.</p>" },
		{ PAGE, "<p>Tider: 09.00, 10.30, 08 | 000 | 00 | 42</p>" },
		{ PAGE, "<p>08_000_00_42</p>" },
		{ PAGE, "<p>0 8 0 0 0 0 0 4 2</p>" },
		{ PAGE, "<p>46 8 000 00 42</p>" },
		{ PAGE, "<p>Ring 112, 46 8 000 00 42</p>" },
		{ PAGE, "<p>00 46 8 000 00 42</p>" },
		{ PAGE, "<a href=\"https://wa.me/4680000042\">x</a>" },
		{ "site/a.js", "part(0,[\"08 · 000 · 00 · 42\"])" },
		{ PAGE, "<p>1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 08-000 00 42</p>" },
	};
	static const struct sample mails[] = {
		{ PAGE, "<p>Skriv till ek.granne@example.org.</p>" },
		{ PAGE, "<p>EK.Granne@Example.ORG</p>" },
		{ PAGE, "<a href=\"mailto:ek.granne%40example.org\">x</a>" },
		{ PAGE, "<p>ek.granne&#64;example.org</p>" },
		{ PAGE, "<p>\u201Dek.granne@example.org\u201D</p>" },
		{ PAGE, "<p>\u2013ek.granne@example.org\u2013</p>" },
		{ PAGE, "<p>-ek.granne@example.org\u2026</p>" },
		{ PAGE, "<p>ek.\u00ADgranne@\u200Bexample.org</p>" },
	};
	static const struct sample ids[] = {
		{ PAGE, "<p>Planen P-2026-0142.</p>" },
		{ PAGE, "<a href=\"../plans/p-2026-0142/plan.pdf\">x</a>" },
		{ "site/p-2026-0142.html", "x" },
		{ "site/a.css", "/* P-2026-0142 */" },
		{ PAGE, "<p>P\u20112026\u20110142</p>" },
		{ PAGE, "<p>P\u20132026\u20130142</p>" },
		{ PAGE, "<p>P\u22122026\u20100142</p>" },
		{ PAGE, "<p>P-\u00AD2026-\u200B0142</p>" },
		{ PAGE, "<p>P\u200B-2026\u00AD-0142</p>" },
		{ PAGE, "<p>P\u00AD-\u00AD20\u00AD26-01\u200B42</p>" },
		{ PAGE, "<p>P\u00AD2026\u00AD0142</p>" },
		{ PAGE, "<p>P 2026 0142</p>" },
		{ PAGE, "<p>Se P - 2026 \u2013 0142.</p>" },
		{ PAGE, "<p>P\u00A02026-0142 och P.2026/0142</p>" },
		{ "site/P_2026_0142.html", "x" },
	};
	static const struct sample words[] = {
		{ PAGE, "<p>Hon sade: vill inte att min syster.</p>" },
		{ PAGE, "<p>att min <b>syster</b> ringer. Aldrig</p>" },
		{ PAGE, "<li>att min syster</li><li>ringer aldrig</li>" },
		{ PAGE, "<p>JAG VILL INTE ATT MIN</p>" },
	};

	(void)state;
	ALL_FIND(phones, LEAK_PHONE);
	ALL_FIND(mails, LEAK_EMAIL);
	ALL_FIND(ids, LEAK_PLAN_ID);
	ALL_FIND(words, LEAK_OWN_WORDS);
}

static void
what_looks_like_it_is_quiet(void **state)
{
	static const struct sample samples[] = {
		{ PAGE, "<p>Vilja är bra. Vilja är allt! Vilja?</p>" },
		{ PAGE, "<p>Har du en vilja? Ett ek-bord.</p>" },
		{ PAGE, "<h2>Vilja</h2><p>Ek är ett träd</p>" },
		{ PAGE, "<li>Vilja</li><li>Ek</li><td>Ek</td>" },
		{ PAGE, "<a href=\"a\">Hem</a> <a href=\"b\">Vilja</a>" },
		{ PAGE, "<p>text<br>Vilja till</p>" },
		{ PAGE, "<p>\u2013 Vilja, sade hon.</p><p>\u201DEk\u201D</p>" },
		{ PAGE, "<img alt=\"Ek\">" },
		{ PAGE, "<p class=\"a Vilja\">x</p>" },
		{ PAGE, "<p>Viljan och Ekar</p>" },
		{ PAGE, "<p>Vi talar med Ek och Lind AB i dag.</p>" },
		{ PAGE, "<p>Åke och Björklund</p>" },
		{ PAGE, "<p>Omar Sälg på Boendestöd Tallen</p>" },
		{ PAGE, "<p>Ring 08-000 00 43 eller 112.</p>" },
		{ PAGE, "<p>Lag 2000:42, 80 000 kronor</p>" },
		{ PAGE, "<p>P. 2026 kom 0142, P 2026. 0142</p>" },
		{ PAGE, "<p>08, men 000 00 42</p><p>08</p><p>000 00 42</p>" },
		{ "site/a.js", "a=[0,8,0,0,0,0,0,4,2]" },
		{ PAGE, "<p>P-2026-01421, XP-2026-0142, P 2026, 0142</p>" },
		{ PAGE, "<p>Jag vill inte att du ringer min syster.</p>" },
		{ PAGE, "<path d=\"M0800 000 42 08 000 00 42z\"/>" },
		{ "site/a.js", "var Vilja = new Ek; // x" },
		{ "site/a.css", ".Vilja { font: Ek }" },
		{ PAGE, "<p>granne@example.org ek.granne@example.com</p>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		if (look(samples[i].path, samples[i].text).hits)
			fail_msg("found: %s", samples[i].text);
}

static void
the_place_is_the_line(void **state)
{
	static const char text[] = "<p>a</p>\n<p>b</p>\n<p>om Vilja</p>\n";
	struct seen seen = look(PAGE, text);
	size_t line = 1;

	(void)state;
	for (size_t i = 0; i < seen.source; i++)
		line += text[i] == '\n';
	assert_int_equal(seen.hits, 1);
	assert_int_equal(line, 3);
}

/* Whatever the bytes are, it ends, and soon. */
static void
broken_markup_ends(void **state)
{
	static const char *const parts[] = { "<", "<a", "<a b", "<a b=", "&",
		"&#", "&#x", "<!--", "<![CDATA[", "<script>", "<style", "\"",
		"'", "=", ">", "</", "Vilja ", "08-", "@", "\\u00", "\xC3",
		"\xE2\x80", "-", "\n" };
	enum { PARTS = sizeof(parts) / sizeof(*parts) };
	struct sb text = { 0 };
	uint32_t random = 1;

	(void)state;
	for (int round = 0; round < 200; round++) {
		sb_reset(&text);
		for (int i = 0; i < 200; i++) {
			random = random * 1664525u + 1013904223u;
			sb_cstr(&text, parts[(random >> 16) % PARTS]);
		}
		look(PAGE, sb_text(&text));
		look("site/a.js", sb_text(&text));
	}
	/* One long line, a hit at each word. */
	sb_reset(&text);
	for (int i = 0; i < 20000; i++)
		sb_cstr(&text, "om Vilja ");
	assert_int_equal(look("site/a.txt", sb_text(&text)).hits, 20000);
	sb_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_found),
		cmocka_unit_test(other_values_are_found),
		cmocka_unit_test(what_looks_like_it_is_quiet),
		cmocka_unit_test(the_place_is_the_line),
		cmocka_unit_test(broken_markup_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
