/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Edited pages beside the difference that people should see:
 * tests/golden/diff/CASE/ holds old.md and new.md (or folders old/ and new/ of
 * pages) and expected.txt. With GOLDEN_UPDATE=1 expected.txt is written anew:
 * read what it says before you keep it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "compose/diff.h"
#include "compose/diff_print.h"
#include "fs/fs.h"
#include "load/markdown.h"

#define FOLDER "tests/golden/diff"

enum { LEAST_CASES = 80, LIMIT = 1024 * 1024 };

struct suite {
	struct arena a;
	struct diags ds;
	struct site site;
	struct revision before, after;
};

/* "[a, b]" or one value. */
static void
take_list(struct arena *a, struct text_list *out, struct str value)
{
	struct str part;

	if (value.n && value.p[0] == '[')
		value = str_sub(value, 1, value.n - 2);
	while (str_next_part(&value, ',', &part))
		arena_push(a, out)->s = str_trim(part);
}

static void
take_key(struct arena *a, struct page *p, struct str key, struct str value)
{
	if (str_is(key, "title"))
		p->meta.title.s = value;
	else if (str_is(key, "summary"))
		p->meta.summary.s = value;
	else if (str_is(key, "id"))
		p->meta.id.s = value;
	else if (str_is(key, "owner"))
		p->meta.owner.s = value;
	else if (str_is(key, "aliases"))
		take_list(a, &p->meta.aliases, value);
	else if (str_is(key, "paragraphs"))
		take_list(a, &p->meta.paragraphs, value);
	else
		fail_msg("unknown key %.*s", STR_ARG(key));
}

/* Front matter of plain "key: value" lines; gives where the body begins. */
static size_t
take_front(struct arena *a, struct page *p, struct str text)
{
	struct str rest = text, line;

	if (!str_starts(text, STR("---\n")))
		return 0;
	rest = str_from_off(text, 4);
	while (str_next_line(&rest, &line) && !str_is(line, "---")) {
		size_t colon = str_find_char(line, ':');

		take_key(a, p, str_sub(line, 0, colon),
		    str_trim(str_from_off(line, colon + 1)));
	}
	return text.n - rest.n;
}

static struct str
without_number(struct str name)
{
	size_t i = 0;

	while (i < name.n && ascii_digit(name.p[i]))
		i++;
	return i && i < name.n && name.p[i] == '-' ? str_from_off(name, i + 1)
						   : name;
}

static void
add_page(struct suite *s, struct revision *r, const char *path, struct str name)
{
	struct page *p = arena_new(&s->a, struct page);
	struct sb bytes = { 0 };
	struct str text;
	size_t body;

	assert_int_equal(fs_read(fs_disk(), path, LIMIT, &bytes), 0);
	text = arena_str(&s->a, sb_view(&bytes));
	sb_release(&bytes);
	p->file = arena_str(&s->a, str_from(path));
	p->source = source_add(&s->ds.sources, p->file, text);
	p->revision = r;
	name.n -= 3;
	if (str_ends(name, STR(".lattlast"))) {
		p->variant = VARIANT_EASY;
		name.n -= 9;
	}
	p->address = without_number(name);
	p->key = arena_fmt(
	    &s->a, "policy/%.*s/%.*s", STR_ARG(r->name), STR_ARG(name));
	body = take_front(&s->a, p, text);
	p->doc = markdown_load(&s->a, &s->ds, p->source,
	    (struct span){
		p->source, (uint32_t)body, (uint32_t)(text.n - body) });
	p->twins[p->variant] = p;
	*arena_push(&s->a, &s->site.pages) = p;
}

/* Files come sorted: NAME.lattlast.md before NAME.md. */
static void
join_twins(struct suite *s)
{
	for (size_t i = 0; i < s->site.pages.count; i++) {
		struct page *p = s->site.pages.items[i];

		for (size_t j = 0; j < s->site.pages.count; j++) {
			struct page *q = s->site.pages.items[j];

			if (str_eq(p->key, q->key))
				p->twins[q->variant] = q;
		}
	}
}

static void
add_pages(struct suite *s, struct revision *r, struct str dir, const char *side)
{
	struct fs_stat st;
	struct fs_entries files = { 0 };
	const char *path = arena_fmt(&s->a, "%.*s/%s", STR_ARG(dir), side).p;
	const char *one = arena_fmt(&s->a, "%s.md", path).p;

	assert_int_equal(fs_stat(fs_disk(), one, &st), 0);
	if (st.kind == FS_FILE) {
		add_page(s, r, one, STR("sida.md"));
		return;
	}
	assert_int_equal(fs_list(fs_disk(), &s->a, path, &files), 0);
	for (size_t i = 0; i < files.count; i++)
		add_page(s, r,
		    fs_join(&s->a, str_from(path), files.items[i].name),
		    files.items[i].name);
}

static void
say_runs(struct sb *out, const struct diff_part *p)
{
	for (size_t i = 0; i < p->run_count; i++) {
		const struct diff_run *r = &p->runs[i];
		const struct diff_token *t = r->op == DIFF_DELETE
						 ? p->old_tokens + r->old_at
						 : p->new_tokens + r->new_at;

		if (i && (t[0].space ||
			     (r->op == DIFF_KEEP && t[0].kind != DIFF_WORD)))
			sb_ch(out, ' ');
		sb_cstr(out, r->op == DIFF_KEEP     ? ""
			     : r->op == DIFF_DELETE ? "[-"
						    : "{+");
		diff_tokens_text(t, r->count, out);
		if (r->op != DIFF_KEEP && t[0].target.n)
			sb_fmt(out, "<%.*s>", STR_ARG(t[0].target));
		sb_cstr(out, r->op == DIFF_KEEP     ? ""
			     : r->op == DIFF_DELETE ? "-]"
						    : "+}");
	}
}

static void
say_part(struct sb *out, const struct diff_level *l, const struct diff_part *p)
{
	sb_fmt(out, "  %s%s", p->moved && p->kind != DIFF_GONE ? "moved " : "",
	    diff_kind_id(p->kind));
	if (p->reformed)
		sb_fmt(out, " from %s",
		    diff_form_id(l->old_text.items[p->old_at].form));
	if (p->renumbered)
		sb_fmt(out, " number %d -> %d",
		    l->old_text.items[p->old_at].number,
		    l->new_text.items[p->new_at].number);
	sb_fmt(out, " %s: ", diff_form_id(diff_part_unit(l, p)->form));
	if (p->run_count)
		say_runs(out, p);
	else if (p->new_count)
		diff_tokens_text(p->new_tokens, p->new_token_count, out);
	else
		diff_tokens_text(p->old_tokens, p->old_token_count, out);
	if (p->elsewhere)
		sb_fmt(out, " (%s %.*s)", p->new_count ? "from" : "to",
		    STR_ARG(p->new_count ? p->elsewhere->before->address
					 : p->elsewhere->after->address));
	sb_ch(out, '\n');
}

static void
say_level(struct sb *out, const struct diff_level *l)
{
	for (size_t i = 0; i < l->field_count; i++)
		sb_fmt(out, "  field %s: %.*s -> %.*s\n", l->fields[i].key,
		    STR_ARG(l->fields[i].before), STR_ARG(l->fields[i].after));
	for (size_t i = 0; i < l->parts.count; i++) {
		const struct diff_part *p = &l->parts.items[i];

		if (p->kind == DIFF_GONE ||
		    (p->kind == DIFF_SAME && !p->moved && !p->renumbered))
			continue;
		say_part(out, l, p);
	}
}

static void
say_page(struct sb *out, const struct diff_page *dp)
{
	static const char *const kinds[] = { "same", "changed", "added",
		"removed" };
	const struct page *p = dp->after ? dp->after : dp->before;

	sb_fmt(out, "page %.*s: %s", STR_ARG(p->address), kinds[dp->kind]);
	if (dp->renamed)
		sb_cstr(out, ", renamed");
	if (dp->relocated)
		sb_fmt(out, ", was %.*s", STR_ARG(dp->before->address));
	sb_ch(out, '\n');
	for (size_t v = 0; v < VARIANT_COUNT; v++) {
		if (!dp->levels[v].before && !dp->levels[v].after)
			continue;
		if (v == VARIANT_EASY)
			sb_cstr(out, " lattlast\n");
		say_level(out, &dp->levels[v]);
	}
}

static void
say_all(struct sb *out, const struct diff *d)
{
	for (size_t i = 0; i < d->facts.count; i++) {
		const struct diff_fact *f = &d->facts.items[i];

		sb_fmt(out, "%s: %.*s -> %.*s\n", diff_fact_id(f->kind),
		    STR_ARG(f->before), STR_ARG(f->after));
	}
	for (size_t i = 0; i < d->page_count; i++)
		say_page(out, &d->pages[i]);
}

/* Whatever the case, its difference must apply. */
static void
check_applies(struct arena *a, const struct diff *d, struct str name)
{
	for (size_t i = 0; i < d->page_count; i++) {
		for (size_t v = 0; v < VARIANT_COUNT; v++) {
			const struct diff_level *l = &d->pages[i].levels[v];
			struct diff_text made = { 0 };

			diff_apply(a, l, &made);
			if (!diff_text_eq(&made, &l->new_text))
				fail_msg("%.*s does not apply", STR_ARG(name));
		}
	}
}

static bool
run_case(struct str name)
{
	struct suite s = { .before = { .name = { "2025-11", 7 } },
		.after = { .name = { "2026-11", 7 } } };
	struct sb said = { 0 }, expected = { 0 };
	struct str dir = arena_fmt(&s.a, FOLDER "/%.*s", STR_ARG(name));
	const char *path = fs_join(&s.a, dir, STR("expected.txt"));
	struct diff *d;
	bool same;

	add_pages(&s, &s.before, dir, "old");
	add_pages(&s, &s.after, dir, "new");
	join_twins(&s);
	d = diff_revisions(&s.a, &s.site, &s.before, &s.after);
	say_all(&said, d);
	check_applies(&s.a, d, name);
	if (getenv("GOLDEN_UPDATE"))
		fs_write(fs_disk(), path, sb_view(&said), 0644);
	fs_read(fs_disk(), path, LIMIT, &expected);
	same = str_eq(sb_view(&said), sb_view(&expected));
	if (!same)
		print_error("%.*s\n--- expected\n%s+++ is\n%s", STR_ARG(name),
		    sb_text(&expected), sb_text(&said));
	sb_release(&said);
	sb_release(&expected);
	source_drop(&s.ds.sources, 1);
	diag_release(&s.ds);
	arena_release(&s.a);
	return same;
}

static void
edited_pages_differ_as_expected(void **state)
{
	struct arena a = { 0 };
	struct fs_entries cases = { 0 };
	size_t wrong = 0;

	(void)state;
	assert_int_equal(fs_list(fs_disk(), &a, FOLDER, &cases), 0);
	assert_true(cases.count >= LEAST_CASES);
	for (size_t i = 0; i < cases.count; i++)
		if (!run_case(cases.items[i].name))
			wrong++;
	assert_int_equal(wrong, 0);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edited_pages_differ_as_expected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
