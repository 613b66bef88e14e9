/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The leak guard on any file of the site, and a plan that is broken: the first
 * byte chooses which. A name put at the end in a sentence is always found.
 */
#include "build/leak_scan.h"
#include "fuzz.h"

static void
count(void *arg, uint32_t value, size_t source)
{
	(void)value;
	(void)source;
	(*(size_t *)arg)++;
}

static const char end[] = "\n<p>Vi såg Vigdis Ögonfröjd där.</p>\n";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const paths[] = { "a.html", "a.js", "a.css",
		"a.txt" };
	struct leak_set set;
	struct leak_text text = { 0 };
	struct sb bytes = { 0 };
	size_t hits = 0;
	unsigned way = size ? data[0] % 5 : 0;

	leak_set_begin(&set);
	if (way == 4)
		leak_set_raw(&set, STR("b"), fuzz_bytes(data, size));
	leak_set_raw(
	    &set, STR("a"), STR("person:\n  tilltalsnamn: Vigdis Ögonfröjd\n"));
	leak_set_close(&set);
	sb_str(&bytes, fuzz_bytes(data, size));
	if (way == 3 || way == 4)
		sb_cstr(&bytes, end);
	if (leak_text_take(&text, str_from(paths[way % 4]), sb_view(&bytes))) {
		leak_scan(&set, &text, count, &hits);
		/* In a plain text nothing hides what follows. */
		MUST(way != 3 || hits > 0);
	}
	sb_release(&bytes);
	leak_text_release(&text);
	leak_set_release(&set);
	return 0;
}
