/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A page of the policy on paper: Markdown to a sheet, its lines and pages, PDF,
 * trace and HTML, plain and easy.
 */
#include "compose/doc_sheet.h"
#include "fs/fs.h"
#include "fuzz.h"
#include "load/font.h"
#include "load/markdown.h"
#include "render/html_sheet.h"
#include "render/paper.h"

static struct str
target(void *user, const struct page *from, const struct node *link)
{
	(void)user;
	(void)from;
	return link->u.link.kind == LINK_URL ? link->u.link.target : STR_NONE;
}

static struct str
anchor(void *user, const struct page *from, struct str name)
{
	(void)user;
	(void)from;
	return name;
}

static void
print(struct arena *a, struct paper *paper, const struct page *page, bool easy,
    struct diags *ds)
{
	struct sheet *sheet = sheet_new(a, STR("bok"), STR("Policyn"));
	const struct doc_sheet d = { .sheet = sheet,
		.page = page,
		.easy = easy,
		.target = target,
		.anchor = anchor };
	struct sb out = { 0 };

	doc_to_sheet(&d, page->doc);
	if (sheet_render_pdf(paper, sheet, ds, &out))
		MUST(str_starts(sb_view(&out), STR("%PDF-")));
	sb_reset(&out);
	sheet_render_trace(paper, sheet, ds, &out);
	sb_reset(&out);
	sheet_render_html(sheet, STR_NONE, ds, &out);
	sb_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Opened once: two faces take longer than a page. */
	static struct arena faces;
	static struct fonts fonts;
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct paper_options options = { .producer = STR("samplan") };
	uint32_t source = fuzz_source(&a, &ds, fuzz_bytes(data, size));
	struct str text = source_text(&ds.sources, source);
	struct page page = { .file = STR("f.md"), .source = source };
	struct paper *paper;

	if (!fonts.faces[0])
		MUST(fonts_open(&faces, fs_disk(), &ds, NULL, &fonts));
	for (int i = 0; i < FACE_COUNT; i++)
		options.faces[i] = fonts.faces[i];
	page.doc = markdown_load(
	    &a, &ds, source, (struct span){ source, 0, (uint32_t)text.n });
	paper = paper_new(&options);
	print(&a, paper, &page, false, &ds);
	print(&a, paper, &page, true, &ds);
	paper_free(paper);
	fuzz_findings(&ds);
	diag_release(&ds);
	arena_release(&a);
	return 0;
}
