/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/diff_print.h"

#include "compose/diff.h"
#include "diag/msg.h"

enum { CONTEXT = 8, CUT = 24 }; /* words kept around a change, of a text */

const char *
diff_form_id(enum diff_form form)
{
	static const char *const ids[] = { "title", "summary", "heading",
		"paragraph", "item", "row", "box", "code", "rule", "footnote" };

	return ids[form];
}

const char *
diff_kind_id(enum diff_kind kind)
{
	static const char *const ids[] = { "same", "changed", "split", "merged",
		"added", "removed", "gone" };

	return ids[kind];
}

const char *
diff_fact_id(enum diff_fact_kind kind)
{
	static const char *const ids[] = { "law", "date", "figure" };

	return ids[kind];
}

const struct diff_unit *
diff_part_unit(const struct diff_level *l, const struct diff_part *p)
{
	if (p->new_count)
		return &l->new_text.items[p->new_at];
	return &l->old_text.items[p->old_at];
}

const struct diff_unit *
diff_part_heading(const struct diff_level *l, const struct diff_part *p)
{
	const struct diff_unit *u = diff_part_unit(l, p);

	if (u->heading == DIFF_NONE)
		return NULL;
	return p->new_count ? &l->new_text.items[u->heading]
			    : &l->old_text.items[u->heading];
}

void
diff_date_text(date_t d, struct sb *out)
{
	static const char *const months[] = { "januari", "februari", "mars",
		"april", "maj", "juni", "juli", "augusti", "september",
		"oktober", "november", "december" };
	struct ymd y;

	if (d == DATE_NONE)
		return;
	y = date_ymd(d);
	sb_fmt(out, "%d %s %d", y.day, months[y.month - 1], y.year);
}

static const char *
level_word(enum variant v)
{
	static const char *const words[] = { N_("plain language"),
		N_("easy to read"), N_("English") };

	return msg(words[v]);
}

static const char *
form_word(enum diff_form form)
{
	static const char *const words[] = { N_("title"), N_("summary"),
		N_("heading"), N_("paragraph"), N_("item"), N_("row"),
		N_("box"), N_("code"), N_("rule"), N_("footnote") };

	return msg(words[form]);
}

static const char *
page_word(enum diff_page_kind kind)
{
	static const char *const words[] = { N_("unchanged"), N_("changed"),
		N_("added"), N_("removed") };

	return msg(words[kind]);
}

/* Tokens as a piece of a line: white space before it where the text has it. */
static void
add_piece(struct sb *out, const struct diff_token *t, size_t count, bool first)
{
	if (count == 0)
		return;
	if (t[0].space && !first)
		sb_ch(out, ' ');
	diff_tokens_text(t, count, out);
}

/* A kept stretch shows what is near the changes only. */
static void
add_kept(struct sb *out, const struct diff_token *t, size_t count, bool first,
    bool last)
{
	size_t head = first ? 0 : CONTEXT, tail = last ? 0 : CONTEXT;

	if (count <= head + tail + 4) {
		add_piece(out, t, count, first);
		return;
	}
	add_piece(out, t, head, first);
	sb_cstr(out, first ? "…" : " …");
	if (tail) {
		sb_ch(out, ' ');
		diff_tokens_text(t + count - tail, tail, out);
	}
}

static void
add_change(struct sb *out, const char *word, const struct diff_token *t,
    size_t count, bool first)
{
	if (!first && t[0].space)
		sb_ch(out, ' ');
	sb_fmt(out, "[%s: ", word);
	diff_tokens_text(t, count, out);
	sb_ch(out, ']');
}

/* Why letters that are the same are not: of the insertion at run i. */
static const char *
looks_word(const struct diff_part *p, size_t i)
{
	const struct diff_token *t = &p->new_tokens[p->runs[i].new_at];
	struct str before = p->old_tokens[p->runs[i - 1].old_at].target;

	return str_eq(before, t->target) ? _("another look")
					 : _("another link");
}

static void
add_runs(struct sb *out, const struct diff_part *p)
{
	for (size_t i = 0; i < p->run_count; i++) {
		const struct diff_run *r = &p->runs[i];
		bool first = i == 0, last = i + 1 == p->run_count;

		if (diff_run_looks(p, i)) {
			i++;
			add_change(out, looks_word(p, i),
			    p->new_tokens + p->runs[i].new_at, r->count, first);
			continue;
		}
		switch (r->op) {
		case DIFF_KEEP:
			add_kept(out, p->new_tokens + r->new_at, r->count,
			    first, last);
			break;
		case DIFF_DELETE:
			add_change(out, _("removed"), p->old_tokens + r->old_at,
			    r->count, first);
			break;
		case DIFF_INSERT:
			/* Beside what it stands for there is always a gap. */
			if (i && p->runs[i - 1].op == DIFF_DELETE &&
			    !p->new_tokens[r->new_at].space)
				sb_ch(out, ' ');
			add_change(out, _("added"), p->new_tokens + r->new_at,
			    r->count, first);
			break;
		}
	}
}

static void
add_cut(struct sb *out, const struct diff_token *t, size_t count)
{
	diff_tokens_text(t, count <= CUT ? count : CUT, out);
	if (count > CUT)
		sb_cstr(out, " …");
}

/* A link that leads elsewhere looks the same: say where to. */
static void
add_targets(struct sb *out, const struct diff_part *p)
{
	for (size_t i = 0; i < p->run_count; i++) {
		const struct diff_run *r = &p->runs[i];
		struct str from, to;

		if (r->op != DIFF_INSERT || i == 0 ||
		    p->runs[i - 1].op != DIFF_DELETE)
			continue;
		from = p->old_tokens[p->runs[i - 1].old_at].target;
		to = p->new_tokens[r->new_at].target;
		if (!str_eq(from, to))
			sb_fmt(out, "\n      %s: %.*s → %.*s", _("link"),
			    STR_ARG(from.n ? from : STR("–")),
			    STR_ARG(to.n ? to : STR("–")));
	}
}

static void
say_moved(struct sb *out, const struct diff_level *l, const struct diff_part *p)
{
	const struct diff_unit *from, *own;
	struct sb text = { 0 };

	if (!p->moved || p->kind == DIFF_GONE)
		return;
	sb_fmt(out, "%s, ", _("moved"));
	from = diff_part_heading(l, &l->parts.items[p->other]);
	own = diff_part_heading(l, p);
	if (!from || (own && own->hash == from->hash))
		return;
	diff_unit_text(from, &text);
	sb_fmt(out, _("from \"%s\", "), sb_text(&text));
	sb_release(&text);
}

/* Where an added text came from, where a removed one went. */
static void
say_elsewhere(struct sb *out, const struct diff_part *p)
{
	const struct diff_page *dp = p->elsewhere;
	const struct page *page =
	    p->kind == DIFF_REMOVED ? dp->after : dp->before;

	if (p->kind == DIFF_REMOVED)
		sb_fmt(out, _("moved to the page %.*s, "),
		    STR_ARG(page->meta.title.s));
	else
		sb_fmt(out, _("moved from the page %.*s, "),
		    STR_ARG(page->meta.title.s));
	if (p->run_count)
		sb_fmt(out, "%s, ", _("changed"));
}

static void
say_part(struct sb *out, const struct diff_level *l, const struct diff_part *p)
{
	const struct diff_unit *u = diff_part_unit(l, p);

	sb_cstr(out, "    ");
	say_moved(out, l, p);
	if (p->elsewhere)
		say_elsewhere(out, p);
	switch (p->kind) {
	case DIFF_SAME:
		if (p->renumbered)
			sb_fmt(out, _("number %d became %d, "),
			    (int)l->old_text.items[p->old_at].number,
			    u->number);
		sb_fmt(out, "%s: ", form_word(u->form));
		add_cut(out, p->new_tokens, p->new_token_count);
		break;
	case DIFF_CHANGED:
		sb_fmt(out, "%s, ", _("changed"));
		if (p->reformed)
			sb_fmt(out, _("from %s to "),
			    form_word(l->old_text.items[p->old_at].form));
		sb_fmt(out, "%s: ", form_word(u->form));
		add_runs(out, p);
		add_targets(out, p);
		break;
	case DIFF_SPLIT:
		sb_fmt(out, "%s (%u): ", _("one text became several"),
		    p->new_count);
		add_runs(out, p);
		break;
	case DIFF_MERGED:
		sb_fmt(out, "%s (%u): ", _("several texts became one"),
		    p->old_count);
		add_runs(out, p);
		break;
	case DIFF_ADDED:
		if (!p->elsewhere)
			sb_fmt(out, "%s, ", _("added"));
		sb_fmt(out, "%s: ", form_word(u->form));
		if (p->run_count)
			add_runs(out, p);
		else
			diff_tokens_text(
			    p->new_tokens, p->new_token_count, out);
		break;
	case DIFF_REMOVED:
		if (!p->elsewhere)
			sb_fmt(out, "%s, ", _("removed"));
		sb_fmt(out, "%s: ", form_word(u->form));
		diff_tokens_text(p->old_tokens, p->old_token_count, out);
		break;
	case DIFF_GONE:
		break;
	}
	sb_ch(out, '\n');
}

static void
say_level(struct sb *out, const struct diff_level *l)
{
	const struct diff_unit *above = NULL;

	for (size_t i = 0; i < l->parts.count; i++) {
		const struct diff_part *p = &l->parts.items[i];
		const struct diff_unit *heading;

		if (p->kind == DIFF_GONE ||
		    (p->kind == DIFF_SAME && !p->moved && !p->renumbered))
			continue;
		heading = diff_part_heading(l, p);
		if (heading && !(above && above->hash == heading->hash)) {
			sb_cstr(out, "  ## ");
			diff_unit_text(heading, out);
			sb_ch(out, '\n');
		}
		above = diff_part_unit(l, p);
		if (above->form != FORM_HEADING)
			above = heading;
		say_part(out, l, p);
	}
	for (size_t i = 0; i < l->field_count; i++)
		sb_fmt(out, "    %s: %.*s → %.*s\n", l->fields[i].key,
		    STR_ARG(l->fields[i].before), STR_ARG(l->fields[i].after));
}

static void
say_page(struct sb *out, const struct diff_page *dp)
{
	const struct page *p = dp->after ? dp->after : dp->before;

	sb_fmt(out, "\n/%.*s: %s: %.*s\n", STR_ARG(p->address),
	    page_word(dp->kind), STR_ARG(p->meta.title.s));
	if (dp->renamed)
		sb_fmt(out, _("  renamed, before: %.*s\n"),
		    STR_ARG(dp->before->meta.title.s));
	if (dp->relocated)
		sb_fmt(out, _("  new address, before: /%.*s\n"),
		    STR_ARG(dp->before->address));
	if (dp->change && dp->change->plain.s.n)
		sb_fmt(out, "  %s: %.*s\n", _("in the editors' words"),
		    STR_ARG(dp->change->plain.s));
	for (size_t v = 0; v < VARIANT_COUNT; v++) {
		const struct diff_level *l = &dp->levels[v];

		if ((!l->before && !l->after) ||
		    (l->same && l->field_count == 0))
			continue;
		sb_fmt(out, "  (%s)\n", level_word((enum variant)v));
		if (dp->kind == DIFF_PAGE_CHANGED)
			say_level(out, l);
	}
}

static void
say_facts(struct sb *out, const struct diff_facts *facts)
{
	static const char *const words[] = { N_("law"), N_("date"),
		N_("figure") };

	if (facts->count)
		sb_fmt(
		    out, "\n%s\n", _("Laws, dates and figures that changed"));
	for (size_t kind = 0; kind < 3; kind++) {
		for (size_t i = 0; i < facts->count; i++) {
			const struct diff_fact *f = &facts->items[i];

			if ((size_t)f->kind != kind)
				continue;
			sb_fmt(out, "  %s: ", msg(words[kind]));
			if (f->before.n && f->after.n)
				sb_fmt(out, "%.*s → %.*s", STR_ARG(f->before),
				    STR_ARG(f->after));
			else if (f->after.n)
				sb_fmt(out, "%s %.*s", _("added"),
				    STR_ARG(f->after));
			else
				sb_fmt(out, "%s %.*s", _("removed"),
				    STR_ARG(f->before));
			sb_fmt(out, " (%.*s, %s)\n",
			    STR_ARG(f->page->after->meta.title.s),
			    level_word(f->variant));
		}
	}
}

void
diff_print_text(const struct diff *d, struct sb *out)
{
	sb_fmt(out, _("What differs between %.*s and %.*s\n"),
	    STR_ARG(d->before->name), STR_ARG(d->after->name));
	sb_fmt(out,
	    _("pages: %zu changed, %zu added, %zu removed, %zu unchanged\n"),
	    d->kinds[DIFF_PAGE_CHANGED], d->kinds[DIFF_PAGE_ADDED],
	    d->kinds[DIFF_PAGE_REMOVED], d->kinds[DIFF_PAGE_SAME]);
	say_facts(out, &d->facts);
	for (size_t i = 0; i < d->page_count; i++)
		if (d->pages[i].kind != DIFF_PAGE_SAME)
			say_page(out, &d->pages[i]);
}
