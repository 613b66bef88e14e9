/* SPDX-License-Identifier: EUPL-1.2 */
/* The easy-read rules on a page of each level. */
#include "../unit/aid_text.h"
#include "base/utf8.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	uint32_t source = fuzz_source(&a, &ds, fuzz_bytes(data, size));
	struct str text = source_text(&ds.sources, source);
	/* Opened once: its words take longer than a page. */
	static struct aid aid;

	if (!aid.readability)
		aid_open(&aid);
	for (int v = 0; v < VARIANT_COUNT; v++) {
		aid_check_page(&aid, aid_page(&aid, (enum variant)v, text));
		fuzz_findings(&aid.ds);
	}
	diag_release(&ds);
	arena_release(&a);
	return 0;
}
