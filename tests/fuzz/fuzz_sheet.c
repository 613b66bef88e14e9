/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Layout and PDF. The papers of a plan, whatever its gates say, so that the
 * texts and lists in them are what the input makes them.
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
	const struct document_context context = {
		.site = STR("https://example.org/"),
		.today = date_from(2026, 11, 21)
	};
	struct sb out = { 0 };

	for (int i = 0; i < PAPER_COUNT; i++) {
		struct sheet *sheet;

		if (plan_paper_info((enum plan_paper)i)->calendar)
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
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct fonts fonts = { 0 };
	struct paper_options options = { .producer = STR("samplan") };
	struct plan *p;

	MUST(fonts_open(&a, fs_disk(), &ds, NULL, &fonts));
	for (int i = 0; i < FACE_COUNT; i++)
		options.faces[i] = fonts.faces[i];
	p = plan_read(&a, &ds, STR("f.yaml"), fuzz_bytes(data, size));
	if (p->readable) {
		struct paper *paper = paper_new(&options);

		print(&a, paper, p, &ds);
		paper_free(paper);
	}
	fonts_close(&fonts);
	diag_release(&ds);
	arena_release(&a);
	return 0;
}
