/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/suggest.h"
#include "base/utf8.h"
#include "check/site_parts.h"
#include "diag/msg.h"

static void
help_best(struct diags *ds, struct finding *f, const struct suggest *s)
{
	if (s->best.n)
		diag_help(
		    ds, f, N_("did you mean \"%.*s\"?"), STR_ARG(s->best));
}

/* Reports a name that was in the map already. */
static void
once(struct map *seen, struct arena *a, struct text name, enum diag_code code,
    struct diags *ds)
{
	struct sb folded = { 0 };
	struct map_entry *e;

	if (name.s.n == 0)
		return;
	utf8_fold(&folded, name.s);
	e = map_put(seen, arena_str(a, sb_view(&folded)));
	sb_release(&folded);
	if (e->value)
		diag_add(ds, code, name.at,
		    N_("\"%.*s\" is in the list already"), STR_ARG(name.s));
	e->value = seen;
}

static void
check_doubles(const struct site *site, struct diags *ds)
{
	struct arena a = { 0 };
	struct map terms = map_new(&a), laws = map_new(&a);
	struct map paragraphs = map_new(&a), words = map_new(&a);

	for (size_t i = 0; i < site->term_count; i++)
		once(&terms, &a, site->terms[i].term, DIAG_M24, ds);
	for (size_t i = 0; i < site->word_count; i++)
		once(&words, &a, site->words[i].word, DIAG_M24, ds);
	for (size_t i = 0; i < site->law_count; i++)
		once(&laws, &a, site->laws[i].id, DIAG_M26, ds);
	for (size_t i = 0; i < site->paragraph_count; i++)
		once(&paragraphs, &a, site->paragraphs[i].id, DIAG_M26, ds);
	arena_release(&a);
}

static void
check_laws(const struct site *site, date_t today, struct diags *ds)
{
	for (size_t i = 0; i < site->law_count; i++) {
		const struct law *l = &site->laws[i];
		char day[11];

		if (l->old)
			continue;
		if (l->verified == DATE_NONE) {
			diag_add(ds, DIAG_M35, l->id.at,
			    N_("the law \"%.*s\" has not been checked"),
			    STR_ARG(l->id.s));
			continue;
		}
		if (date_add_years(l->verified, 1) >= today)
			continue;
		date_iso(l->verified, day);
		diag_add(ds, DIAG_M25, l->verified_at,
		    N_("the law \"%.*s\" was last checked on %s"),
		    STR_ARG(l->id.s), day);
	}
}

static void
must_say(
    const struct statement *s, bool said, const char *key, struct diags *ds)
{
	if (!said)
		diag_add(ds, DIAG_M27, s->at,
		    N_("the accessibility statement does not say \"%s\""), key);
}

static void
check_statement(const struct site_config *c, struct diags *ds)
{
	const struct statement *s = &c->statement;
	bool whole = str_is(s->conformance.s, "helt");

	if (c->source == 0)
		return;
	if (s->at.source == 0) {
		diag_add(ds, DIAG_M36, (struct span){ c->source, 0, 0 },
		    N_("the site has no accessibility statement"));
		return;
	}
	must_say(s, s->actor.s.n, "actor", ds);
	must_say(s, s->service.s.n, "service", ds);
	must_say(s, s->conformance.s.n, "conformance", ds);
	must_say(s, s->method.s.n, "method", ds);
	must_say(s, s->checked != DATE_NONE, "checked", ds);
	must_say(s, s->updated != DATE_NONE, "updated", ds);
	must_say(s, whole || s->gap_count, "not_accessible", ds);
	must_say(s, s->exceptions_given, "exceptions", ds);
	must_say(
	    s, s->feedback.email.s.n || s->feedback.phone.s.n, "feedback", ds);
	must_say(s, s->supervision_url.s.n, "supervision", ds);
}

static void
check_page_name(const struct site *site, const struct revision *shown,
    struct text name, enum variant v, struct diags *ds)
{
	size_t hash = str_find_char(name.s, '#');
	struct str id = str_sub(name.s, 0, hash);
	struct suggest s = suggest_for(id);
	const struct page *p = site_page(site, shown, id, v);
	struct finding *f;

	if (name.s.n == 0 || (!p && site_composes(site, id)))
		return;
	if (p) {
		struct str anchor = hash == STR_NOT_FOUND
					? STR_NONE
					: str_from_off(name.s, hash + 1);

		if (anchor.n && p->doc && !page_anchor(p, anchor))
			diag_add(ds, DIAG_M10, name.at,
			    N_("%.*s has no heading #%.*s"), STR_ARG(p->file),
			    STR_ARG(anchor));
		return;
	}
	f = diag_add(ds, DIAG_M28, name.at, N_("there is no page \"%.*s\""),
	    STR_ARG(id));
	for (size_t i = 0; i < site->ids.count; i++)
		suggest_offer(&s, site->ids.items[i].key);
	for (size_t i = 0; shown && i < shown->ids.count; i++)
		suggest_offer(&s, shown->ids.items[i].key);
	help_best(ds, f, &s);
}

/* Names of pages in the data, with #anchor perhaps. */
struct page_name {
	struct text name;
	enum variant variant;
};

struct page_names {
	struct page_name *items;
	size_t count;
	size_t cap;
};

static void
add_name(struct page_names *list, struct arena *a, struct text name, int v)
{
	*arena_push(a, list) = (struct page_name){ name, (enum variant)v };
}

static struct page_names
page_names(const struct site *site, struct arena *a)
{
	const struct site_config *c = &site->config;
	struct page_names list = { 0 };

	for (int v = 0; v < VARIANT_COUNT; v++)
		for (size_t i = 0; i < c->card_count[v]; i++)
			add_name(&list, a, c->cards[v][i].page, v);
	for (size_t i = 0; i < c->phase_count; i++)
		for (size_t j = 0; j < c->phases[i].step_count; j++)
			add_name(&list, a, c->phases[i].steps[j].page,
			    VARIANT_PLAIN);
	for (size_t i = 0; i < site->term_count; i++)
		add_name(&list, a, site->terms[i].page, VARIANT_PLAIN);
	return list;
}

void
check_site_reads(const struct site *site, date_t today, struct arena *a,
    struct page_list *out)
{
	const struct revision *shown = site_shown(site, today);
	struct page_names list = page_names(site, a);

	for (size_t i = 0; i < list.count; i++) {
		struct str name = list.items[i].name.s;
		size_t hash = str_find_char(name, '#');
		const struct page *p = NULL;

		if (hash != STR_NOT_FOUND)
			p = site_page(site, shown, str_sub(name, 0, hash),
			    list.items[i].variant);
		if (p && !p->meta.draft)
			*arena_push(a, out) = site->pages.items[p->number];
	}
}

static void
check_start(const struct site *site, const struct theme *theme,
    const struct revision *shown, struct diags *ds)
{
	const struct site_config *c = &site->config;
	struct arena a = { 0 };
	struct page_names list = page_names(site, &a);

	for (int v = 0; v < VARIANT_COUNT; v++)
		for (size_t i = 0; i < c->card_count[v]; i++)
			check_pictogram(theme, c->cards[v][i].pictogram, ds);
	for (size_t i = 0; i < list.count; i++)
		check_page_name(
		    site, shown, list.items[i].name, list.items[i].variant, ds);
	arena_release(&a);
}

static void
check_config(const struct site_config *c, struct diags *ds)
{
	struct text url = c->base_url;

	if (url.s.n && !str_starts(url.s, STR("https://")) &&
	    !str_starts(url.s, STR("http://")))
		diag_add(ds, DIAG_Y03, url.at,
		    N_("base_url has to begin with https://"));
	for (size_t i = 0; i < c->limit_count; i++)
		if (diag_find(c->limits[i].check.s) == DIAG_COUNT)
			diag_add(ds, DIAG_Y06, c->limits[i].check.at,
			    N_("there is no check \"%.*s\""),
			    STR_ARG(c->limits[i].check.s));
}

void
check_data(const struct site *site, const struct theme *theme,
    const struct revision *shown, date_t today, struct diags *ds)
{
	check_config(&site->config, ds);
	check_doubles(site, ds);
	check_laws(site, today, ds);
	check_statement(&site->config, ds);
	check_start(site, theme, shown, ds);
}
