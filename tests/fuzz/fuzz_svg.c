/* SPDX-License-Identifier: EUPL-1.2 */
/* A picture: XML, paths, arcs, transforms; and as it stands in a page. */
#include "fuzz.h"
#include "load/svg.h"
#include "render/html_doc.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct pictogram p = { 0 };
	struct sb out = { 0 };

	if (size <= SVG_MOST_BYTES) {
		p.source = fuzz_source(&a, &ds, fuzz_bytes(data, size));
		p.svg = source_text(&ds.sources, p.source);
		p.picture = svg_load(&a, &ds, p.source);
		html_pictogram(&p, STR("Möte"), &out);
		MUST(str_find(sb_view(&out), STR("<script")) == STR_NOT_FOUND);
		MUST(str_find(sb_view(&out), STR("nan")) == STR_NOT_FOUND);
		MUST(str_find(sb_view(&out), STR("inf")) == STR_NOT_FOUND);
	}
	fuzz_findings(&ds);
	sb_release(&out);
	diag_release(&ds);
	arena_release(&a);
	return 0;
}
