/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/revision_plans.h"

#include <string.h>

#include "compose/date_words.h"
#include "diag/diag.h"
#include "diag/msg.h"

#define BIT(kind) (1u << (kind))

/* Pages that tell of one kind of plan, by id; names as in the plan file. */
static const struct kind {
	enum plan_kind kind;
	const char *word;
	const char *page;
	const char *first_rule, *last_rule; /* NULL: none of its own */
} kinds[] = {
	{ KIND_COORDINATED, "samordnad insatsplan", "gemensam-plan", NULL,
	    NULL },
	{ KIND_SIP, "sip", "plan-sip", "K01", "K05" },
	{ KIND_LSS, "lss", "plan-lss", "K06", "K08" },
	{ KIND_DISCHARGE, "utskrivning", "plan-utskrivning", "K09", "K09" },
	{ KIND_FORCED_CARE, "öppen tvångsvård", "plan-tvangsvard", "K10",
	    "K10" },
	{ KIND_HABILITATION, "habilitering", "plan-habilitering", "K11",
	    "K11" },
	{ KIND_HVB, "hvb", "plan-hvb", "K12", "K99" },
};

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

static unsigned
kinds_of_rule(const char *id)
{
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i].first_rule &&
		    strcmp(id, kinds[i].first_rule) >= 0 &&
		    strcmp(id, kinds[i].last_rule) <= 0)
			return BIT(kinds[i].kind);
	return 0;
}

/* "B9" holds "B9.1", and the other way round; "B9" and "B90" do not meet. */
static bool
paragraphs_meet(struct str a, struct str b)
{
	struct str longer = a.n > b.n ? a : b, shorter = a.n > b.n ? b : a;

	return shorter.n && str_starts(longer, shorter) &&
	       (longer.n == shorter.n || longer.p[shorter.n] == '.');
}

static bool
page_carries(const struct page *p, struct str source)
{
	struct str word;

	while (p && str_next_part(&source, ' ', &word))
		for (size_t i = 0; i < p->meta.paragraphs.count; i++)
			if (paragraphs_meet(
				p->meta.paragraphs.items[i].s, word))
				return true;
	return false;
}

/* The text for staff, where the rules stand. */
static bool
text_changed(const struct diff_page *dp)
{
	return dp->kind != DIFF_PAGE_SAME &&
	       (dp->kind != DIFF_PAGE_CHANGED ||
		   !dp->levels[VARIANT_PLAIN].same);
}

static bool
page_touches(const struct diff_page *dp, const char *source)
{
	const struct diff_level *l = &dp->levels[VARIANT_PLAIN];

	return source && text_changed(dp) &&
	       (page_carries(l->after, str_from(source)) ||
		   page_carries(l->before, str_from(source)));
}

struct touch *
touch_make(struct arena *a, struct str before, const struct diff *diff)
{
	struct touch *t = arena_new(a, struct touch);

	t->before = before;
	t->diff = diff;
	t->rules = arena_array(a, struct touched_rule, DIAG_COUNT);
	for (int code = 0; diff && code < DIAG_COUNT; code++) {
		const struct diag_info *info = diag_info((enum diag_code)code);
		bool touched = false;

		if (info->id[0] != 'R' && info->id[0] != 'K')
			continue;
		for (size_t i = 0; i < diff->page_count && !touched; i++)
			touched = page_touches(&diff->pages[i], info->source);
		if (touched)
			t->rules[t->rule_count++] =
			    (struct touched_rule){ info->id, info->policy,
				    kinds_of_rule(info->id) };
	}
	return t;
}

bool
plan_is_behind(const struct plan *p, struct str name)
{
	return p->readable && field_given(&p->policy_revision.f) &&
	       p->policy_revision.s.n && plan_stage(p) != STAGE_CLOSED &&
	       str_cmp(p->policy_revision.s, name) < 0;
}

struct plan_touch
plan_touch_of(struct arena *a, const struct plan *p, const struct touch *touch)
{
	struct plan_touch t = { .touch = touch };
	const struct plan_participant *who = p->responsibility.main.to;

	t.plan_id = arena_str(a, p->plan_id.s);
	t.revision = arena_str(a, p->policy_revision.s);
	if (who && field_given(&who->name.f))
		t.who = arena_str(a, who->name.s);
	for (size_t i = 0; i < KINDS; i++)
		if (plan_has_kind(p, kinds[i].kind))
			t.kinds |= BIT(kinds[i].kind);
	return t;
}

/* NULL stands for what touches every plan alike. */
static bool
rule_counts(const struct touched_rule *r, const struct plan_touch *t)
{
	return t ? (r->kinds & t->kinds) != 0 : r->kinds == 0;
}

/* The page is about a kind of this plan. */
static bool
page_of_kind(const struct diff_page *dp, const struct plan_touch *t)
{
	const struct page *p = dp->after ? dp->after : dp->before;

	for (size_t i = 0; i < KINDS; i++)
		if ((!t || (t->kinds & BIT(kinds[i].kind))) &&
		    str_is(p->meta.id.s, kinds[i].page))
			return true;
	return false;
}

/* Of its kind; for all: carries a rule, and is not about one kind. */
static bool
page_counts(const struct diff_page *dp, const struct touch *touch,
    const struct plan_touch *t)
{
	if (!text_changed(dp) ||
	    (t ? !page_of_kind(dp, t) : page_of_kind(dp, NULL)))
		return false;
	for (size_t i = 0; !t && i < touch->rule_count; i++) {
		const struct touched_rule *r = &touch->rules[i];
		enum diag_code code = diag_find(str_from(r->id));

		if (rule_counts(r, NULL) &&
		    page_touches(dp, diag_info(code)->source))
			return true;
	}
	return t != NULL;
}

static struct str
page_title(const struct diff_page *dp)
{
	const struct page *p = dp->after ? dp->after : dp->before;

	return p->meta.title.s;
}

/* --- for people ----------------------------------------------------------- */

static void
say_kinds(const struct plan_touch *t, struct sb *out)
{
	size_t start = out->n;

	for (size_t i = 0; i < KINDS; i++) {
		if (!(t->kinds & BIT(kinds[i].kind)))
			continue;
		sb_cstr(out, out->n > start ? ", " : "");
		sb_cstr(out, kinds[i].word);
	}
}

static void
say_pages(const struct touch *touch, const struct plan_touch *t, struct sb *out)
{
	size_t start = out->n;

	for (size_t i = 0; touch->diff && i < touch->diff->page_count; i++) {
		if (!page_counts(&touch->diff->pages[i], touch, t))
			continue;
		sb_cstr(out, out->n > start ? ", " : "");
		sb_str(out, page_title(&touch->diff->pages[i]));
	}
}

static void
say_rules(const struct touch *touch, const struct plan_touch *t, struct sb *out)
{
	size_t start = out->n;

	for (size_t i = 0; i < touch->rule_count; i++) {
		if (!rule_counts(&touch->rules[i], t))
			continue;
		sb_cstr(out, out->n > start ? " " : "");
		sb_cstr(out, touch->rules[i].id);
	}
}

/* A line of pages and one of rules, where there are any. */
static void
say_touch(const struct touch *touch, const struct plan_touch *t, struct sb *out)
{
	size_t start;

	sb_fmt(out, "  %s: ", _("pages"));
	start = out->n;
	say_pages(touch, t, out);
	sb_cstr(out, out->n == start ? "–" : "");
	sb_fmt(out, "\n  %s: ", _("rules"));
	start = out->n;
	say_rules(touch, t, out);
	sb_cstr(out, out->n == start ? "–" : "");
	sb_ch(out, '\n');
}

/* The older revisions that plans follow, each once, in order of the plans. */
static bool
first_of_touch(const struct plan_touches *t, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (t->items[k].touch == t->items[i].touch)
			return false;
	return true;
}

/* The rules that are named above, once each with what they say. */
static void
say_legend(const struct plan_touches *t, struct sb *out)
{
	bool said[DIAG_COUNT] = { false };

	for (size_t i = 0; i < t->count; i++) {
		const struct touch *touch = t->items[i].touch;

		for (size_t k = 0; k < touch->rule_count; k++)
			if (rule_counts(&touch->rules[k], &t->items[i]) ||
			    rule_counts(&touch->rules[k], NULL))
				said[diag_find(str_from(touch->rules[k].id))] =
				    true;
	}
	sb_ch(out, '\n');
	for (int code = 0; code < DIAG_COUNT; code++) {
		const struct diag_info *info = diag_info((enum diag_code)code);

		if (said[code] && info->policy)
			sb_fmt(out, "  %s: %s\n", info->id, msg(info->policy));
	}
}

static void
say_plan(const struct plan_touch *t, struct sb *out)
{
	sb_fmt(out, "\n%.*s (", STR_ARG(t->plan_id));
	say_kinds(t, out);
	sb_fmt(out, _("), follows %.*s"), STR_ARG(t->revision));
	if (t->who.n)
		sb_fmt(out, ", %.*s", STR_ARG(t->who));
	if (!t->touch->diff) {
		sb_fmt(out, "\n  %s\n",
		    _("that revision is not in content/policy: read all of the "
		      "new one"));
		return;
	}
	sb_ch(out, '\n');
	say_touch(t->touch, t, out);
}

void
plan_touches_text(const struct plan_touches *t, struct sb *out)
{
	char day[11];

	date_iso(t->due, day);
	sb_fmt(out,
	    msg_n("%zu plan was made under a revision before %.*s",
		"%zu plans were made under a revision before %.*s", t->count),
	    t->count, STR_ARG(t->revision->name));
	if (day[0])
		sb_fmt(out, _("; look them over by %s"), day);
	sb_ch(out, '\n');
	for (size_t i = 0; i < t->count; i++) {
		const struct touch *touch = t->items[i].touch;

		if (!touch->diff || !first_of_touch(t, i))
			continue;
		sb_fmt(out, _("\nall plans that follow %.*s\n"),
		    STR_ARG(touch->before));
		say_touch(touch, NULL, out);
	}
	for (size_t i = 0; i < t->count; i++)
		say_plan(&t->items[i], out);
	if (t->count)
		say_legend(t, out);
}

/* --- for programs --------------------------------------------------------- */

static void
add_string(struct sb *out, struct str s)
{
	sb_ch(out, '"');
	json_escape(out, s);
	sb_ch(out, '"');
}

static void
json_touch(
    const struct touch *touch, const struct plan_touch *t, struct sb *out)
{
	const char *comma = "";

	sb_cstr(out, "\"pages\":[");
	for (size_t i = 0; touch->diff && i < touch->diff->page_count; i++) {
		const struct diff_page *dp = &touch->diff->pages[i];
		const struct page *p = dp->after ? dp->after : dp->before;

		if (!page_counts(dp, touch, t))
			continue;
		sb_cstr(out, comma);
		add_string(out, p->address);
		comma = ",";
	}
	sb_cstr(out, "],\"rules\":[");
	comma = "";
	for (size_t i = 0; i < touch->rule_count; i++) {
		if (!rule_counts(&touch->rules[i], t))
			continue;
		sb_fmt(out, "%s\"%s\"", comma, touch->rules[i].id);
		comma = ",";
	}
	sb_ch(out, ']');
}

static void
json_plan(const struct plan_touch *t, struct sb *out)
{
	const char *comma = "";

	sb_cstr(out, "{\"plan_id\":");
	add_string(out, t->plan_id);
	sb_cstr(out, ",\"revision\":");
	add_string(out, t->revision);
	sb_fmt(out, ",\"revision_known\":%s,\"kinds\":[",
	    t->touch->diff ? "true" : "false");
	for (size_t i = 0; i < KINDS; i++) {
		if (!(t->kinds & BIT(kinds[i].kind)))
			continue;
		sb_cstr(out, comma);
		add_string(out, str_from(kinds[i].word));
		comma = ",";
	}
	sb_cstr(out, "],");
	json_touch(t->touch, t, out);
	sb_ch(out, '}');
}

/* What touches all plans of an older revision alike. */
static void
json_common(const struct plan_touches *t, struct sb *out)
{
	const char *comma = "";

	sb_cstr(out, ",\"all\":[");
	for (size_t i = 0; i < t->count; i++) {
		const struct touch *touch = t->items[i].touch;

		if (!touch->diff || !first_of_touch(t, i))
			continue;
		sb_fmt(out, "%s{\"revision\":", comma);
		add_string(out, touch->before);
		sb_ch(out, ',');
		json_touch(touch, NULL, out);
		sb_ch(out, '}');
		comma = ",";
	}
	sb_ch(out, ']');
}

void
plan_touches_json(const struct plan_touches *t, struct sb *out)
{
	char day[11];

	date_iso(t->due, day);
	sb_cstr(out, "{\"revision\":");
	add_string(out, t->revision->name);
	sb_cstr(out, ",\"due\":");
	if (day[0])
		add_string(out, str_from(day));
	else
		sb_cstr(out, "null");
	json_common(t, out);
	sb_cstr(out, ",\"plans\":[");
	for (size_t i = 0; i < t->count; i++) {
		sb_cstr(out, i ? "," : "");
		json_plan(&t->items[i], out);
	}
	sb_cstr(out, "]}\n");
}

/* --- on paper ------------------------------------------------------------- */

static struct str
kinds_text(struct arena *a, const struct plan_touch *t)
{
	struct sb sb = { 0 };
	struct str text;

	say_kinds(t, &sb);
	text = arena_str(a, sb.n ? sb_view(&sb) : STR("–"));
	sb_release(&sb);
	return text;
}

/* Pages to tick when they are read, and the rules that they hold. */
static void
paper_touch(struct arena *a, struct sheet *s, const struct touch *touch,
    const struct plan_touch *t)
{
	struct block *list = sheet_add(s, NULL, BLOCK_CHECKS);
	struct sb rules = { 0 };

	for (size_t i = 0; i < touch->diff->page_count; i++)
		if (page_counts(&touch->diff->pages[i], touch, t))
			sheet_say(s, list, BLOCK_ITEM,
			    page_title(&touch->diff->pages[i]), SPAN_NONE);
	if (!list->first)
		sheet_say(s, list, BLOCK_ITEM, STR("Sidorna för alla planer"),
		    SPAN_NONE);
	say_rules(touch, t, &rules);
	if (rules.n)
		sheet_say(s, NULL, BLOCK_TEXT,
		    arena_fmt(a, "Regler: %s.", sb_text(&rules)), SPAN_NONE);
	sb_release(&rules);
}

static void
paper_plan(struct arena *a, struct sheet *s, const struct plan_touch *t)
{
	sheet_heading(s, NULL, 2,
	    arena_fmt(a, "%.*s, %.*s", STR_ARG(t->plan_id),
		STR_ARG(kinds_text(a, t))));
	if (t->touch->diff)
		paper_touch(a, s, t->touch, t);
	else
		sheet_say(s, NULL, BLOCK_TEXT,
		    STR("Planen följer en version som inte finns kvar. Läs "
			"hela den nya versionen."),
		    SPAN_NONE);
}

static void
paper_touches(struct arena *a, struct sheet *s, const struct plan_touches *t)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct touch *touch = t->items[i].touch;

		if (!touch->diff || !first_of_touch(t, i))
			continue;
		sheet_heading(s, NULL, 2,
		    arena_fmt(a, "Alla planer som följer version %.*s",
			STR_ARG(touch->before)));
		paper_touch(a, s, touch, NULL);
	}
	for (size_t i = 0; i < t->count; i++)
		paper_plan(a, s, &t->items[i]);
}

struct sheet *
plan_touches_sheet(struct arena *a, const struct plan_touches *t)
{
	static const struct str head[] = { { "Plan", 4 }, { "Slag", 4 },
		{ "Följer", 7 }, { "Huvudansvarig", 13 } };
	static const int widths[] = { 3, 3, 2, 4 };
	struct sheet *s = sheet_new(a, STR("planer-att-se-over"),
	    arena_fmt(a, "Planer att se över mot version %.*s",
		STR_ARG(t->revision->name)));
	struct block *table;
	struct sb day = { 0 };

	s->style = SHEET_STAFF;
	s->pictures = PICTURES_NO;
	s->footer = s->title;
	s->updated = t->revision->in_force;
	sheet_say(s, NULL, BLOCK_TITLE, s->title, SPAN_NONE);
	sheet_say(s, NULL, BLOCK_TEXT,
	    arena_fmt(
		a, "Planer som följer en tidigare version: %zu.", t->count),
	    SPAN_NONE);
	date_words(&day, t->due, STR("sv"), false);
	if (day.n)
		sheet_say(s, NULL, BLOCK_NOTE,
		    arena_fmt(a,
			"Se över planerna senast %s. Tiden är ett "
			"förslag, den står inte i policyn.",
			sb_text(&day)),
		    SPAN_NONE);
	sb_release(&day);
	table = sheet_add(s, NULL, BLOCK_TABLE);
	table->widths = widths;
	table->width_count = 4;
	sheet_row(s, table, true, head, 4);
	for (size_t i = 0; i < t->count; i++) {
		const struct plan_touch *p = &t->items[i];
		struct str cells[4] = { p->plan_id, kinds_text(a, p),
			p->revision, p->who.n ? p->who : STR("–") };

		sheet_row(s, table, false, cells, 4);
	}
	paper_touches(a, s, t);
	return s;
}
