/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Every document of many plans at their worst, from the file to the page: what
 * must be true of every page is (aid_layout.h), and what cannot be drawn is
 * refused where it stands. SAMPLAN_MANY=1 takes 1,000 plans. With
 * SAMPLAN_PAPER_DIR two documents a plan are written there as PDF, for
 * tests/pdf/check.mjs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "aid_layout.h"
#include "aid_plan_paper.h"
#include "aid_sheet.h"
#include "compose/document.h"
#include "load/plan.h"
#include "load/theme.h"
#include "render/html_sheet.h"
#include "render/paper.h"
#include "render/qr.h"

enum { PLANS = 60, PLANS_MANY = 1000 };

static struct aid_paper aid;
static struct paper *paper;
static struct theme theme;
static struct qr_store qr;

static int
open_all(void **state)
{
	struct paper_options o = { .producer = STR("samplan") };

	(void)state;
	aid_paper_open(&aid);
	assert_true(theme_load(&theme, &aid.arena, &aid.ds, fs_disk(), ".",
	    STR("standard"), NULL));
	for (int i = 0; i < FACE_COUNT; i++)
		o.faces[i] = aid.fonts.faces[i];
	paper_colours(&theme, o.colours);
	paper = paper_new(&o);
	return 0;
}

static int
close_all(void **state)
{
	(void)state;
	paper_free(paper);
	qr_release(&qr);
	aid_paper_close(&aid);
	return 0;
}

struct made {
	struct arena arena;
	struct diags ds;
	struct plan *plan;
	struct sb raw;
	char name[64];
};

static void
make_plan(struct made *m, unsigned seed, enum aid_odd odd)
{
	aid_plan_paper(&m->raw, seed, odd);
	(void)snprintf(m->name, sizeof(m->name), "plan-%u.yaml", seed);
	m->plan =
	    plan_read(&m->arena, &m->ds, str_from(m->name), sb_view(&m->raw));
}

static void
forget(struct made *m)
{
	diag_release(&m->ds);
	sb_release(&m->raw);
	arena_release(&m->arena);
}

static const struct document_context context = {
	.theme = &theme,
	.site = { "https://samplan.example.org/", 28 },
	.today = 20767 /* 2026-11-10 */
};

static void
save(const struct made *m, const struct sheet *s)
{
	const char *dir = getenv("SAMPLAN_PAPER_DIR");
	struct arena a = { 0 };
	struct diags ds = { 0 };
	struct sb out = { 0 };

	if (!dir)
		return;
	assert_int_equal(fs_mkdirs(fs_disk(), dir, 0755), 0);
	assert_true(sheet_render_pdf(paper, s, &ds, &out));
	assert_int_equal(
	    fs_write(fs_disk(),
		fs_join(&a, str_from(dir),
		    arena_fmt(&a, "%.*s-%.*s.pdf", STR_ARG(m->plan->plan_id.s),
			STR_ARG(s->file))),
		sb_view(&out), 0644),
	    0);
	sb_release(&out);
	diag_release(&ds);
	arena_release(&a);
}

static void
check_paper(struct made *m, enum plan_paper which, bool keep)
{
	struct layout_options o = { .qr = &qr };
	struct sheet *s = document_sheet(&m->arena, m->plan, &context, which);
	const struct layout *l;
	struct diags ds = { 0 };
	char name[128];

	for (int i = 0; i < FACE_COUNT; i++)
		o.faces[i] = aid.fonts.faces[i];
	(void)snprintf(
	    name, sizeof(name), "%s, %.*s", m->name, STR_ARG(s->file));
	l = layout_sheet(&m->arena, &o, s, &ds);
	if (l->failed)
		fail_msg("%s: %.*s", name, STR_ARG(ds.items[0].message));
	aid_check_layout(l, name);
	if (keep)
		save(m, s);
	diag_release(&ds);
}

static void
all_documents_of_many_plans(void **state)
{
	unsigned plans = getenv("SAMPLAN_MANY") ? PLANS_MANY : PLANS;

	(void)state;
	for (unsigned seed = 1; seed <= plans; seed++) {
		struct made m = { 0 };

		make_plan(&m, seed, ODD_NONE);
		if (diag_count(&m.ds, SEV_ERROR))
			fail_msg(
			    "%s: %.*s", m.name, STR_ARG(m.ds.items[0].message));
		for (int p = 0; p < PAPER_COUNT; p++)
			if (!plan_paper_info((enum plan_paper)p)->calendar)
				check_paper(&m, (enum plan_paper)p,
				    p == PAPER_MY_PLAN ||
					(unsigned)p == seed % PAPER_COUNT);
		forget(&m);
	}
}

/* The finding names line and column of what cannot be drawn. */
static bool
found_at(const struct diags *ds, struct str raw, const char *what)
{
	size_t at = str_find(raw, str_from(what));
	uint32_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += raw.p[i] == '\n';
	for (size_t i = 0; i < ds->count; i++)
		if (ds->items[i].severity >= SEV_ERROR &&
		    ds->items[i].line == line && ds->items[i].column > 1)
			return true;
	return false;
}

static void
what_cannot_be_drawn_is_refused_where_it_stands(void **state)
{
	static const char *const signs[] = { [ODD_EMOJI] = "😀",
		[ODD_ARABIC] = "ليلى",
		[ODD_HEBREW] = "לאה",
		[ODD_SNOW] = "☃" };

	(void)state;
	for (unsigned seed = 1; seed <= 40; seed++) {
		enum aid_odd odd = (enum aid_odd)(1 + seed % 4);
		struct made m = { 0 };
		struct sb out = { 0 };
		struct sheet *s;

		make_plan(&m, seed, odd);
		s = document_sheet(&m.arena, m.plan, &context, PAPER_MY_PLAN);
		assert_false(sheet_render_pdf(paper, s, &m.ds, &out));
		assert_int_equal(out.n, 0);
		if (!found_at(&m.ds, sb_view(&m.raw), signs[odd]))
			fail_msg("%s: no finding at %s", m.name, signs[odd]);
		sb_release(&out);
		forget(&m);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_documents_of_many_plans),
		cmocka_unit_test(
		    what_cannot_be_drawn_is_refused_where_it_stands),
	};

	return cmocka_run_group_tests_name(
	    "paper_plans", tests, open_all, close_all);
}
