/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A page: front matter and Markdown to HTML. Whatever the page says, no script
 * and no handler comes out, and tags are closed.
 */
#include "base/utf8.h"
#include "fs/fs_memory.h"
#include "fuzz.h"
#include "load/site.h"
#include "render/html_doc.h"

/* One tag, from < to >: no handler, no address that is a program. */
static size_t
harmless_tag(struct str html, size_t at)
{
	static const char *const tags[] = { "<script", "<iframe", "<object",
		"<embed", "<style", "<base", "<form", "<meta", "<link" };
	static const char *const attributes[] = { " on",
		" style=", " srcdoc=", " href=\"javascript:", " href=\"data:",
		" href=\"vbscript:", " src=" };
	struct str tag = str_from_off(html, at);
	bool quoted = false;

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		MUST(!str_starts(tag, str_from(tags[i])));
	for (; at < html.n && (quoted || html.p[at] != '>'); at++) {
		if (html.p[at] == '"')
			quoted = !quoted;
		for (size_t i = 0;
		     !quoted && i < sizeof(attributes) / sizeof(*attributes);
		     i++)
			MUST(!str_starts(
			    str_from_off(html, at), str_from(attributes[i])));
	}
	MUST(at < html.n);
	return at;
}

static void
harmless(struct str html)
{
	MUST(utf8_check(html) == html.n);
	for (size_t at = 0; at < html.n; at++)
		if (html.p[at] == '<')
			at = harmless_tag(html, at);
}

static void
show(struct arena *a, const struct page *p)
{
	struct theme theme = { 0 };
	struct site site = { 0 };
	struct doc_context context = {
		.site = &site, .theme = &theme, .up = STR("../")
	};
	struct sb out = { 0 };

	site.files = site.ids = site.addresses = map_new(a);
	for (int i = 0; i < VARIANT_COUNT; i++)
		theme.strings[i] = map_new(a);
	html_doc(p->doc, &context, &out);
	harmless(sb_view(&out));
	sb_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct fs *fs = fs_memory_new();
	struct page page = { .file = STR("content/sidor/f.md") };

	fs_memory_put(fs, "r/content/sidor/f.md", fuzz_bytes(data, size));
	if (page_load_meta(&page, &a, &ds, fs, "r", NULL)) {
		page_load_body(&page, &a, &ds);
		if (page.doc)
			show(&a, &page);
	}
	fuzz_findings(&ds);
	diag_release(&ds);
	arena_release(&a);
	fs_memory_free(fs);
	return 0;
}
