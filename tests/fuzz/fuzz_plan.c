/* SPDX-License-Identifier: EUPL-1.2 */
/* A plan file: YAML, format, rules, and each paper as HTML and calendar. */
#include "base/utf8.h"
#include "check/plan.h"
#include "compose/calendar.h"
#include "compose/document.h"
#include "fuzz.h"
#include "load/plan.h"
#include "render/html_sheet.h"

static void
papers(struct arena *a, const struct plan *p, struct diags *ds)
{
	const struct document_context context = { .site = STR(
						      "https://example.org/"),
		.today = date_from(2026, 11, 21) };
	const struct plan_verdict none = { 0 };
	struct sb out = { 0 };

	for (int i = 0; i < PAPER_COUNT; i++) {
		enum plan_paper paper = (enum plan_paper)i;

		/* Who asks for a paper has asked what it needs. */
		if (plan_paper_gate(p, &none, context.today, paper) !=
		    GATE_OPEN)
			continue;
		sb_reset(&out);
		if (plan_paper_info(paper)->calendar)
			calendar_format(p, paper, &out);
		else
			sheet_render_html(document_sheet(a, p, &context, paper),
			    STR_NONE, ds, &out);
		MUST(utf8_check(sb_view(&out)) == out.n);
	}
	sb_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct plan_revision revisions[] = { { STR("2025-11"), 1 },
		{ STR("2026-11"), 2 } };
	const struct plan_context context = { .today = date_from(2026, 11, 21),
		.revisions = revisions,
		.revision_count = 2 };
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct plan *p =
	    plan_read(&a, &ds, STR("f.yaml"), fuzz_bytes(data, size));

	if (p->readable) {
		check_plan(p, &context, &ds);
		p->format_errors = 0; /* as if all were well */
		papers(&a, p, &ds);
	}
	fuzz_findings(&ds);
	diag_release(&ds);
	arena_release(&a);
	return 0;
}
