/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Escaping, pictograms, and documents: tests/golden/html/NAME/input.md is
 * shown as output.html (klarspråk), output.lattlast.html and output.en.html,
 * whichever are there. SAMPLAN_GOLDEN_UPDATE=1 writes them anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "fs/fs.h"
#include "load/markdown.h"
#include "model/picture.h"
#include "render/html.h"
#include "render/html_doc.h"

static const char golden[] = "tests/golden/html";

/* A small site around a document: one page with twins, a law, two words. */
struct setting {
	struct arena arena;
	struct diags ds;
	struct theme theme;
	struct site site;
	struct page pages[VARIANT_COUNT];
	struct law law;
	struct term terms[2];
	struct picture picture;
	struct pictogram pictogram;
	struct shape shape;
	struct segment segments[3];
	struct term_use uses[16];
	size_t use_count;
};

static struct text
text(const char *s)
{
	return (struct text){ str_from(s), SPAN_NONE };
}

static void
set_pages(struct setting *s)
{
	for (int v = 0; v < VARIANT_COUNT; v++) {
		struct page *p = &s->pages[v];

		p->variant = (enum variant)v;
		p->address = STR("motet");
		p->key = STR("sidor/motet");
		for (int k = 0; k < VARIANT_COUNT; k++)
			p->twins[k] =
			    k == VARIANT_ENGLISH ? NULL : &s->pages[k];
	}
	s->pages[VARIANT_ENGLISH].twins[VARIANT_ENGLISH] =
	    &s->pages[VARIANT_ENGLISH];
}

static void
set_up(struct setting *s)
{
	for (size_t v = 0; v < VARIANT_COUNT; v++)
		s->theme.strings[v] = map_new(&s->arena);
	s->law.id = text("hsl-16-4");
	s->site.laws = &s->law;
	s->site.law_count = 1;
	s->terms[0].term = text("samtycke");
	s->terms[0].easy = text("Du säger ja. <Alltid>");
	s->terms[1].term = text("god man");
	s->terms[1].definition = text("En person som hjälper dig.");
	s->segments[0] =
	    (struct segment){ .kind = SEG_MOVE, .x = 4, .y = -0.5f };
	s->segments[1] =
	    (struct segment){ SEG_CURVE, 1, 2.25f, 3, 4, 44, 44.125f };
	s->segments[2] = (struct segment){ .kind = SEG_CLOSE };
	s->shape = (struct shape){
		.fill = { PAINT_MAIN, 0 }, .segments = s->segments, .count = 3
	};
	s->picture = (struct picture){ 48, 48, &s->shape, 1 };
	s->pictogram.concept = text("mote");
	s->pictogram.alt = text("Ett \"möte\"");
	s->pictogram.alt_en = text("A meeting");
	s->pictogram.picture = &s->picture;
	s->theme.pictograms = &s->pictogram;
	s->theme.pictogram_count = 1;
	set_pages(s);
}

static void
tear_down(struct setting *s)
{
	diag_release(&s->ds);
	arena_release(&s->arena);
}

/* Every "samtycke" and "god man" of the text is a word to explain. */
static void
find_words(struct setting *s, const struct node *doc)
{
	for (const struct node *n = doc; n; n = node_next(n, doc)) {
		size_t at = 0;

		while (n->kind == NODE_TEXT && at < n->text.n &&
		       s->use_count < 16) {
			struct str rest = str_from_off(n->text, at);
			size_t len = 0;

			if (str_starts(rest, STR("samtycke")))
				len = 8;
			else if (str_starts(rest, STR("god man")))
				len = 7;
			if (len)
				s->uses[s->use_count++] = (struct term_use){ n,
					at, len, &s->terms[len == 7] };
			at += len ? len : 1;
		}
	}
}

/* What resolving links does: every page link leads to our one page. */
static void
resolve(struct setting *s, struct node *doc)
{
	for (struct node *n = doc; n; n = (struct node *)node_next(n, doc))
		if (n->kind == NODE_LINK &&
		    (n->u.link.kind == LINK_PAGE ||
			n->u.link.kind == LINK_ID) &&
		    str_find(n->u.link.target, STR("motet")) != STR_NOT_FOUND)
			n->u.link.page = &s->pages[VARIANT_PLAIN];
}

static void
render(struct setting *s, struct str markdown, enum variant v, struct sb *out)
{
	uint32_t source = source_add(&s->ds.sources, STR("input.md"), markdown);
	struct node *doc = markdown_load(&s->arena, &s->ds, source,
	    (struct span){ source, 0, (uint32_t)markdown.n });
	struct doc_context cx = { .site = &s->site,
		.theme = &s->theme,
		.up = STR("../"),
		.prefix = STR(""),
		.variant = v,
		.terms = s->uses };

	s->use_count = 0;
	find_words(s, doc);
	resolve(s, doc);
	cx.term_count = s->use_count;
	html_doc(doc, &cx, out);
}

static bool
compare(const char *path, struct str got)
{
	struct sb wanted = { 0 };
	bool same;

	if (getenv("SAMPLAN_GOLDEN_UPDATE"))
		fs_write(fs_disk(), path, got, 0644);
	if (fs_read(fs_disk(), path, 1u << 20, &wanted))
		return true; /* this variant has no golden */
	same = str_eq(sb_view(&wanted), got);
	if (!same)
		print_error("%s\n--- expected\n%s--- got\n%.*s", path,
		    sb_text(&wanted), STR_ARG(got));
	sb_release(&wanted);
	return same;
}

static size_t
run_case(const char *dir)
{
	static const char *const names[VARIANT_COUNT] = { "output.html",
		"output.lattlast.html", "output.en.html" };
	size_t bad = 0;

	for (size_t v = 0; v < VARIANT_COUNT; v++) {
		struct setting s = { 0 };
		struct sb input = { 0 };
		struct sb out = { 0 };

		set_up(&s);
		assert_int_equal(
		    fs_read(fs_disk(),
			fs_join(&s.arena, str_from(dir), STR("input.md")),
			1u << 20, &input),
		    0);
		render(&s, sb_view(&input), (enum variant)v, &out);
		if (!compare(
			fs_join(&s.arena, str_from(dir), str_from(names[v])),
			sb_view(&out)))
			bad++;
		sb_release(&out);
		sb_release(&input);
		tear_down(&s);
	}
	return bad;
}

static void
documents_look_as_before(void **state)
{
	struct arena a = { 0 };
	struct fs_entries list = { 0 };
	size_t bad = 0;

	(void)state;
	assert_int_equal(fs_list(fs_disk(), &a, golden, &list), 0);
	assert_true(list.count >= 8);
	for (size_t i = 0; i < list.count; i++)
		bad +=
		    run_case(fs_join(&a, str_from(golden), list.items[i].name));
	arena_release(&a);
	assert_int_equal(bad, 0);
}

static void
text_is_escaped_for_its_place(void **state)
{
	struct sb out = { 0 };

	(void)state;
	html_text(&out, STR("a<b>&\"'å\x01\x7f\n"));
	assert_true(str_is(sb_view(&out), "a&lt;b&gt;&amp;\"'å\n"));
	sb_reset(&out);
	html_attr(&out, STR("a<b>&\"'å\x01\n"));
	assert_true(str_is(sb_view(&out), "a&lt;b&gt;&amp;&quot;&#39;å\n"));
	sb_release(&out);
}

static void
only_harmless_addresses_are_links(void **state)
{
	static const char *const good[] = { "", "a/b", "#x", "?q=a:b",
		"../a/index.html", "http://example.org/", "HTTPS://example.org",
		"mailto:a@example.org", "tel:08-0000000", "a/javascript:x" };
	static const char *const bad[] = { "javascript:alert(1)",
		"JaVaScRiPt:x", " javascript:x", "java\nscript:x",
		"\x01javascript:x", "data:text/html,x", "vbscript:x",
		"file:///x", "x:y", ":x", "javascript&colon;x:y" };
	struct sb out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(url_harmless(str_from(good[i])));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(url_harmless(str_from(bad[i])));
	url_attr(&out, STR("  a b\"<>'`{}\\å&c%20  "));
	assert_string_equal(
	    sb_text(&out), "a%20b%22%3C%3E%27%60%7B%7D%5Cå&amp;c%20");
	sb_release(&out);
}

static void
a_pictogram_is_drawn_from_its_paths(void **state)
{
	struct setting s = { 0 };
	struct sb out = { 0 };

	(void)state;
	set_up(&s);
	html_pictogram(&s.pictogram, STR("<Möte>"), &out);
	assert_string_equal(sb_text(&out),
	    "<svg class=\"picto\" viewBox=\"0 0 48 48\" role=\"img\" "
	    "aria-label=\"&lt;Möte&gt;\"><path fill=\"currentColor\" "
	    "d=\"M4 -0.5C1 2.25 3 4 44 44.13Z\"/></svg>");
	sb_reset(&out);
	s.shape.fill = (struct paint){ PAINT_NONE, 0 };
	s.shape.stroke = (struct paint){ PAINT_ACCENT, 0xff0000 };
	s.shape.stroke_width = 3;
	s.shape.cap = CAP_ROUND;
	s.shape.join = JOIN_ROUND;
	html_pictogram(&s.pictogram, STR(""), &out);
	assert_string_equal(sb_text(&out),
	    "<svg class=\"picto\" viewBox=\"0 0 48 48\" "
	    "aria-hidden=\"true\"><path fill=\"none\" class=\"accent-stroke\" "
	    "stroke-width=\"3\" stroke-linecap=\"round\" "
	    "stroke-linejoin=\"round\" d=\"M4 -0.5C1 2.25 3 4 44 "
	    "44.13Z\"/></svg>");
	sb_reset(&out);
	html_pictogram(NULL, STR("x"), &out);
	assert_int_equal(out.n, 0);
	sb_release(&out);
	tear_down(&s);
}

/* A tree that no loader makes: nested beyond every limit. */
static void
depth_is_limited(void **state)
{
	enum { DEEP = 5000 };
	struct setting s = { 0 };
	struct sb out = { 0 };
	struct node *nodes;
	struct doc_context cx = {
		.variant = VARIANT_PLAIN, .up = STR(""), .prefix = STR("")
	};

	(void)state;
	set_up(&s);
	nodes = arena_array(&s.arena, struct node, DEEP);
	for (size_t i = 0; i < DEEP; i++) {
		nodes[i].kind = i ? NODE_QUOTE : NODE_DOC;
		nodes[i].parent = i ? &nodes[i - 1] : NULL;
		if (i)
			nodes[i - 1].first = nodes[i - 1].last = &nodes[i];
	}
	html_doc(&nodes[0], &cx, &out);
	assert_true(out.n > 0 && out.n < 10000);
	for (size_t i = 1; i < DEEP; i++)
		nodes[i].kind = i == 1 ? NODE_PARAGRAPH : NODE_EMPH;
	nodes[DEEP - 1].kind = NODE_TEXT;
	nodes[DEEP - 1].text = STR("<djupt>");
	sb_reset(&out);
	html_doc(&nodes[0], &cx, &out);
	assert_true(
	    str_find(sb_view(&out), STR("&lt;djupt&gt;")) != STR_NOT_FOUND);
	sb_release(&out);
	tear_down(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_escaped_for_its_place),
		cmocka_unit_test(only_harmless_addresses_are_links),
		cmocka_unit_test(a_pictogram_is_drawn_from_its_paths),
		cmocka_unit_test(documents_look_as_before),
		cmocka_unit_test(depth_is_limited),
	};

	return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
