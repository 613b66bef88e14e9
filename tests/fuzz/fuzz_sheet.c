/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Layout and PDF: the papers of a plan, also of one that the rules stop, so
 * that the texts and lists in them are what the input makes them.
 */
#include "compose/document.h"
#include "fs/fs.h"
#include "fuzz.h"
#include "load/font.h"
#include "load/plan.h"
#include "render/paper.h"

static void
print(struct arena *a, struct paper *paper, const struct plan *p,
    struct diags *ds)
{
	const struct document_context context = { .site = STR(
						      "https://example.org/"),
		.today = date_from(2026, 11, 21) };
	const struct plan_verdict none = { 0 };
	struct sb out = { 0 };

	for (int i = 0; i < PAPER_COUNT; i++) {
		struct sheet *sheet;

		if (plan_paper_info((enum plan_paper)i)->calendar ||
		    plan_paper_gate(p, &none, context.today,
			(enum plan_paper)i) != GATE_OPEN)
			continue;
		sheet = document_sheet(a, p, &context, (enum plan_paper)i);
		sb_reset(&out);
		if (sheet_render_pdf(paper, sheet, ds, &out))
			MUST(str_starts(sb_view(&out), STR("%PDF-")));
		sb_reset(&out);
		sheet_render_trace(paper, sheet, ds, &out);
	}
	sb_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Opened once: two faces take longer than a plan. */
	static struct arena faces;
	static struct fonts fonts;
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct paper_options options = { .producer = STR("samplan") };
	struct plan *p;

	if (!fonts.faces[0])
		MUST(fonts_open(&faces, fs_disk(), &ds, NULL, &fonts));
	for (int i = 0; i < FACE_COUNT; i++)
		options.faces[i] = fonts.faces[i];
	p = plan_read(&a, &ds, STR("f.yaml"), fuzz_bytes(data, size));
	if (p->readable) {
		struct paper *paper = paper_new(&options);

		p->format_errors = 0; /* as if all were well */
		print(&a, paper, p, &ds);
		paper_free(paper);
	}
	diag_release(&ds);
	arena_release(&a);
	return 0;
}
