/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/diff_print.h"

#include "compose/diff.h"
#include "diag/diag.h"

static void
add_string(struct sb *out, const char *key, struct str s)
{
	sb_fmt(out, "\"%s\":", key);
	if (!s.p) {
		sb_cstr(out, "null");
		return;
	}
	sb_ch(out, '"');
	json_escape(out, s);
	sb_ch(out, '"');
}

static void
add_tokens(
    struct sb *out, const char *key, const struct diff_token *t, size_t count)
{
	struct sb text = { 0 };

	diff_tokens_text(t, count, &text);
	add_string(out, key, sb_view(&text));
	sb_release(&text);
}

static void
add_date(struct sb *out, const char *key, date_t d)
{
	char iso[11];

	date_iso(d, iso);
	add_string(out, key, iso[0] ? str_from(iso) : STR_NONE);
}

static void
add_revision(struct sb *out, const char *key, const struct revision *r)
{
	sb_fmt(out, "\"%s\":{", key);
	add_string(out, "name", r->name);
	sb_ch(out, ',');
	add_date(out, "in_force", r->in_force);
	sb_ch(out, '}');
}

static void
add_runs(struct sb *out, const struct diff_part *p)
{
	static const char *const ops[] = { "keep", "delete", "insert" };

	sb_cstr(out, ",\"runs\":[");
	for (size_t i = 0; i < p->run_count; i++) {
		const struct diff_run *r = &p->runs[i];
		const struct diff_token *t = r->op == DIFF_DELETE
						 ? p->old_tokens + r->old_at
						 : p->new_tokens + r->new_at;

		sb_fmt(out, "%s{\"op\":\"%s\",", i ? "," : "", ops[r->op]);
		add_tokens(out, "text", t, r->count);
		if (r->op != DIFF_KEEP && t[0].target.n) {
			sb_ch(out, ',');
			add_string(out, "link", t[0].target);
		}
		sb_fmt(out, ",\"space\":%s}", t[0].space ? "true" : "false");
	}
	sb_ch(out, ']');
}

static const char *
yes(bool b)
{
	return b ? "true" : "false";
}

static void
add_part(struct sb *out, const struct diff_level *l, const struct diff_part *p)
{
	const struct diff_unit *heading = diff_part_heading(l, p);
	const struct page *other = NULL;

	sb_fmt(out, "{\"kind\":\"%s\",\"form\":\"%s\"", diff_kind_id(p->kind),
	    diff_form_id(diff_part_unit(l, p)->form));
	sb_fmt(out, ",\"moved\":%s,\"reformed\":%s,\"renumbered\":%s,",
	    yes(p->moved), yes(p->reformed), yes(p->renumbered));
	if (heading)
		add_tokens(out, "heading", heading->tokens, heading->count);
	else
		sb_cstr(out, "\"heading\":null");
	if (p->renumbered)
		sb_fmt(out, ",\"numbers\":[%d,%d]",
		    l->old_text.items[p->old_at].number,
		    l->new_text.items[p->new_at].number);
	if (p->elsewhere)
		other = p->kind == DIFF_ADDED ? p->elsewhere->before
					      : p->elsewhere->after;
	if (other) {
		sb_ch(out, ',');
		add_string(out, "elsewhere", other->address);
	}
	if (p->old_count) {
		sb_ch(out, ',');
		add_tokens(out, "before", p->old_tokens, p->old_token_count);
	}
	if (p->new_count) {
		sb_ch(out, ',');
		add_tokens(out, "after", p->new_tokens, p->new_token_count);
	}
	if (p->run_count)
		add_runs(out, p);
	sb_ch(out, '}');
}

static void
add_level(struct sb *out, const struct diff_level *l, enum variant v)
{
	static const char *const names[] = { "klarsprak", "lattlast",
		"english" };
	const char *comma = "";

	sb_fmt(out, "{\"level\":\"%s\",\"same\":%s,\"fields\":[", names[v],
	    yes(l->same));
	for (size_t i = 0; i < l->field_count; i++) {
		sb_fmt(
		    out, "%s{\"key\":\"%s\",", i ? "," : "", l->fields[i].key);
		add_string(out, "before", l->fields[i].before);
		sb_ch(out, ',');
		add_string(out, "after", l->fields[i].after);
		sb_ch(out, '}');
	}
	sb_cstr(out, "],\"parts\":[");
	for (size_t i = 0; i < l->parts.count; i++) {
		const struct diff_part *p = &l->parts.items[i];

		if (p->kind == DIFF_GONE ||
		    (p->kind == DIFF_SAME && !p->moved && !p->renumbered))
			continue;
		sb_cstr(out, comma);
		add_part(out, l, p);
		comma = ",";
	}
	sb_cstr(out, "]}");
}

static void
add_page(struct sb *out, const struct diff_page *dp)
{
	static const char *const kinds[] = { "same", "changed", "added",
		"removed" };
	const struct page *p = dp->after ? dp->after : dp->before;
	const char *comma = "";

	sb_fmt(out, "{\"kind\":\"%s\",\"renamed\":%s,\"relocated\":%s,",
	    kinds[dp->kind], yes(dp->renamed), yes(dp->relocated));
	add_string(out, "before", dp->before ? dp->before->address : STR_NONE);
	sb_ch(out, ',');
	add_string(out, "after", dp->after ? dp->after->address : STR_NONE);
	sb_ch(out, ',');
	add_string(out, "title", p ? p->meta.title.s : STR_NONE);
	if (dp->change) {
		sb_ch(out, ',');
		add_string(out, "klarsprak", dp->change->plain.s);
		sb_ch(out, ',');
		add_string(out, "lattlast", dp->change->easy.s);
	}
	sb_cstr(out, ",\"levels\":[");
	for (size_t v = 0; v < VARIANT_COUNT; v++) {
		if (!dp->levels[v].before && !dp->levels[v].after)
			continue;
		sb_cstr(out, comma);
		add_level(out, &dp->levels[v], (enum variant)v);
		comma = ",";
	}
	sb_cstr(out, "]}");
}

static void
add_fact(struct sb *out, const struct diff_fact *f)
{
	static const char *const names[] = { "klarsprak", "lattlast",
		"english" };

	sb_fmt(out, "{\"kind\":\"%s\",", diff_fact_id(f->kind));
	add_string(out, "before", f->before.n ? f->before : STR_NONE);
	sb_ch(out, ',');
	add_string(out, "after", f->after.n ? f->after : STR_NONE);
	sb_ch(out, ',');
	add_string(out, "page", f->page->after->address);
	sb_fmt(out, ",\"level\":\"%s\"}", names[f->variant]);
}

void
diff_print_json(const struct diff *d, struct sb *out)
{
	const char *comma = "";

	sb_ch(out, '{');
	add_revision(out, "before", d->before);
	sb_ch(out, ',');
	add_revision(out, "after", d->after);
	sb_fmt(out,
	    ",\"pages_changed\":%zu,\"pages_added\":%zu,"
	    "\"pages_removed\":%zu,\"pages_same\":%zu,\"facts\":[",
	    d->kinds[DIFF_PAGE_CHANGED], d->kinds[DIFF_PAGE_ADDED],
	    d->kinds[DIFF_PAGE_REMOVED], d->kinds[DIFF_PAGE_SAME]);
	for (size_t i = 0; i < d->facts.count; i++) {
		sb_cstr(out, i ? "," : "");
		add_fact(out, &d->facts.items[i]);
	}
	sb_cstr(out, "],\"pages\":[");
	for (size_t i = 0; i < d->page_count; i++) {
		if (d->pages[i].kind == DIFF_PAGE_SAME)
			continue;
		sb_cstr(out, comma);
		add_page(out, &d->pages[i]);
		comma = ",";
	}
	sb_cstr(out, "]}\n");
}
