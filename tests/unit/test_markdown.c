/* SPDX-License-Identifier: EUPL-1.2 */
/* Limits on both sides, hostile texts, and places of words in texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <cmocka.h>

#include "aid_doc.h"
#include "load/markdown.h"
#include "load/md_limits.h"

/* Ten times what the slowest takes with sanitizers. */
enum { SECONDS_MOST = 20, HOSTILE_BYTES = 300000 };

struct loaded {
	struct arena a;
	struct diags ds;
	const struct node *doc;
};

static void
load(struct loaded *l, struct str text)
{
	uint32_t source;

	*l = (struct loaded){ 0 };
	source = source_add(&l->ds.sources, STR("f"), text);
	l->doc = markdown_load(&l->a, &l->ds, source,
	    (struct span){ source, 0, (uint32_t)text.n });
}

static void
end(struct loaded *l)
{
	diag_release(&l->ds);
	arena_release(&l->a);
}

static size_t
depth_of(const struct node *doc)
{
	size_t deepest = 0;

	for (const struct node *n = doc; n; n = node_next(n, doc)) {
		size_t depth = 0;

		for (const struct node *p = n; p != doc; p = p->parent)
			depth++;
		deepest = depth > deepest ? depth : deepest;
	}
	return deepest;
}

/* Whether the text is refused before it is parsed. */
static bool
is_refused(struct str text)
{
	struct loaded l;
	bool refused;

	load(&l, text);
	refused = l.doc->first == NULL;
	assert_true(
	    !refused || (l.ds.count == 1 && l.ds.items[0].code == DIAG_M04));
	end(&l);
	return refused;
}

static struct str
times(struct sb *sb, const char *start, const char *unit, size_t n,
    const char *rest)
{
	sb_reset(sb);
	sb_cstr(sb, start);
	while (n--)
		sb_cstr(sb, unit);
	sb_cstr(sb, rest);
	return sb_view(sb);
}

static void
limits_hold_on_both_sides(void **state)
{
	struct sb s = { 0 };

	(void)state;
	assert_false(is_refused(times(&s, "", "a", MARKDOWN_LINE, "\n")));
	assert_true(is_refused(times(&s, "", "a", MARKDOWN_LINE + 1, "\n")));
	assert_false(is_refused(times(&s, "", "> ", MARKDOWN_MARKERS, "a")));
	assert_true(is_refused(times(&s, "", "> ", MARKDOWN_MARKERS + 1, "a")));
	assert_true(is_refused(times(&s, "", "- ", MARKDOWN_MARKERS + 1, "a")));
	assert_true(
	    is_refused(times(&s, "", "1. ", MARKDOWN_MARKERS + 1, "a")));
	assert_false(
	    is_refused(times(&s, "", "* ", MARKDOWN_MARKERS * 2, "\n")));
	assert_false(is_refused(times(&s, "|", "a|", MARKDOWN_COLUMNS, "\n")));
	assert_true(
	    is_refused(times(&s, "|", "a|", MARKDOWN_COLUMNS + 1, "\n")));
	assert_false(
	    is_refused(times(&s, "|", "\\|", MARKDOWN_COLUMNS + 9, "\n")));
	assert_false(is_refused(times(&s, "- b\n", " ", MD_INDENT, "a")));
	assert_true(is_refused(times(&s, "- b\n", " ", MD_INDENT + 1, "a")));
	assert_false(is_refused(times(&s, "", "a@", MD_ATS, "\n")));
	assert_true(is_refused(times(&s, "", "a@", MD_ATS + 1, "\n")));
	sb_release(&s);
}

static void
tables_have_so_many_cells(void **state)
{
	struct sb s = { 0 };
	size_t rows = MD_CELLS / 3;

	(void)state;
	assert_false(is_refused(times(&s, "a|b\n-|-\n", "c\n", rows / 2, "")));
	assert_false(
	    is_refused(times(&s, "|a|\n|-|\n", "|c|\n", rows - 2, "")));
	assert_true(is_refused(times(&s, "|a|\n|-|\n", "|c|\n", rows - 1, "")));
	/* Without a row below the head it is no table. */
	assert_false(is_refused(times(&s, "", "|c|\n", rows + 99, "")));
	assert_true(is_refused(times(&s, "", "a|b|c\n-|-\n", 2000, "")));
	assert_false(is_refused(times(&s, "", "a|b|c\n-|-\n\n", 2000, "")));
	sb_release(&s);
}

static void
trees_are_never_too_deep(void **state)
{
	struct sb s = { 0 };
	struct loaded l;

	(void)state;
	load(&l, times(&s, "", "*a **a ", 2000, ""));
	assert_true(depth_of(l.doc) <= DOC_DEPTH);
	end(&l);
	load(&l, times(&s, "", "**a [", 900, "b](a.md)**"));
	assert_true(depth_of(l.doc) <= DOC_DEPTH);
	end(&l);
	sb_reset(&s);
	for (size_t i = 0; i < 60; i++) {
		sb_repeat(&s, ' ', 2 * i);
		sb_cstr(&s, "- a *b **c** d*\n");
	}
	load(&l, sb_view(&s));
	assert_true(depth_of(l.doc) <= DOC_DEPTH);
	assert_int_equal(l.ds.count, 1);
	assert_int_equal(l.ds.items[0].code, DIAG_M04);
	end(&l);
	sb_release(&s);
}

/* Much of a pattern, in lines that are not too long. */
static void
fill(struct sb *s, const char *pattern)
{
	size_t line = 0;

	sb_reset(s);
	while (s->n < HOSTILE_BYTES) {
		sb_cstr(s, pattern);
		for (const char *p = pattern; *p; p++)
			line = *p == '\n' ? 0 : line + 1;
		if (line > MARKDOWN_LINE - 100) {
			sb_ch(s, '\n');
			line = 0;
		}
	}
}

static void
hostile_texts_take_no_time(void **state)
{
	static const char *const patterns[] = { "*a **a ", "a_ ", "_a ", "a]",
		"[a", "*a_ ", "a***b**c*d ", "[ a_", "[ (](", "[", "e`f``g```",
		"[a](<b", "[a](b", "</<!--", "<!A ", "<![CDATA[", "<?", "~a ",
		"www.a ", "http:// ", "a@", "mailto:", "&x;", "&", "\\", "[^a]",
		"[^", "[^[^a]", "[a]: ", "|-\n", "|-|-|\n", "a|b\n-|-\n",
		"a\n -\n", "ab\n", "- a\n", "> a\n", ">", "- ", "```\na\n```\n",
		"<div>\n", "<a>\n\n", "# a\n", "a\n=\n", "[a](b \"", "![", "\n",
		"a  \n", "\t", "| a ", "[^1]: x\n", "[^1]: x\n\n", "(",
		"**x [a*b", "<!-- till\xC3\xA5t B01: x -->\n",
		"> [!tips] x\n\n", "1. a\n\n\n" };
	struct sb s = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(patterns) / sizeof(*patterns); i++) {
		struct loaded l;
		clock_t start = clock();

		fill(&s, patterns[i]);
		load(&l, sb_view(&s));
		assert_true(depth_of(l.doc) <= DOC_DEPTH);
		end(&l);
		if (clock() - start > SECONDS_MOST * CLOCKS_PER_SEC)
			fail_msg("\"%s\" took too long", patterns[i]);
	}
	sb_release(&s);
}

/* The place of a word of a text node is where it is written. */
static void
found_at(const char *text, const char *word, const char *written)
{
	struct loaded l;
	const struct node *n;
	size_t off = STR_NOT_FOUND;
	struct span at;

	load(&l, str_from(text));
	for (n = l.doc; n; n = node_next(n, l.doc)) {
		off = str_find(n->text, str_from(word));
		if ((n->kind == NODE_TEXT || n->kind == NODE_CODE) &&
		    off != STR_NOT_FOUND)
			break;
	}
	assert_non_null(n);
	at = node_place(n, str_from(text), off, str_from(word).n);
	assert_true(str_is(str_sub(str_from(text), at.off, at.len), written));
	end(&l);
}

static void
words_are_found_behind_escapes(void **state)
{
	(void)state;
	found_at("ett ord här", "ord", "ord");
	found_at("\\*ett\\* ord", "ord", "ord");
	found_at("&amp; &aring;ren ord", "åren", "&aring;ren");
	found_at("a &amp;amp; b", "b", "b");
	found_at("a &okänd; b &ok; c", "c", "c");
	found_at("a &NotEqualTilde; b", "b", "b");
	found_at("> a `kod\n> mer` b", "mer", "mer");
	found_at("|a|\n|-|\n|x \\| y z|\n", "y", "y");
	found_at("|a|\n|-|\n|`x \\| y` z|\n", "y", "y");
	found_at("[\\[a\\] b](x.md)", "b", "b");
}

static void
a_part_of_a_source_keeps_its_places(void **state)
{
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct str text = STR("---\na: b\n---\n## Rubrik\n\n[x](y) å\n");
	uint32_t source = source_add(&ds.sources, STR("f"), text);
	const struct node *doc = markdown_load(&a, &ds, source,
	    (struct span){ source, 13, (uint32_t)text.n - 13 });
	struct sb out = { 0 };

	(void)state;
	doc_dump(&out, &ds, doc);
	findings_dump(&out, &ds);
	assert_string_equal(sb_text(&out),
	    "doc 4:1-7:1\n"
	    "  heading 4:1-4:10 level=2 #rubrik\n"
	    "    text 4:4-4:10 = \"Rubrik\"\n"
	    "  paragraph 6:1-6:9\n"
	    "    link 6:1-6:7 bad target=\"y\"\n"
	    "      text 6:2-6:3 = \"x\"\n"
	    "    text 6:7-6:9 = \" å\"\n"
	    "f:6:1-7 error M08: \"y\" is not a page file\n");
	assert_int_equal(doc->first->at.off, 13);
	sb_release(&out);
	diag_release(&ds);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(limits_hold_on_both_sides),
		cmocka_unit_test(tables_have_so_many_cells),
		cmocka_unit_test(trees_are_never_too_deep),
		cmocka_unit_test(hostile_texts_take_no_time),
		cmocka_unit_test(words_are_found_behind_escapes),
		cmocka_unit_test(a_part_of_a_source_keeps_its_places),
	};

	return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
