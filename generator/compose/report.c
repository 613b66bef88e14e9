/* SPDX-License-Identifier: EUPL-1.2 */
#include "compose/report.h"

#include <stdlib.h>

enum {
	SMALL_INTS = 512,
	/* So many pages are told of on one page. */
	WHOLE_MOST = 500,
	PART_LEAST = 64,
	PART_MOST = 128
};

/* What is looked up more than once. */
struct report {
	const struct report_input *input;
	struct arena *a;
	size_t from; /* the pages that are told of, by number */
	size_t end;
	bool overview;       /* of a report that is divided */
	struct map first;    /* file → index + 1 of its first finding */
	struct map before;   /* revision/key/variant → page */
	struct value *shape; /* the keys of a finding */
	struct value *nothing;
	struct value *codes[DIAG_COUNT];
	struct value *severities[SEV_SYSTEM + 1];
	struct value *classes[SEV_SYSTEM + 1];
	struct value *ints[SMALL_INTS];
};

static const char *const levels[VARIANT_COUNT] = {
	[VARIANT_PLAIN] = "klarsprak",
	[VARIANT_EASY] = "lattlast",
	[VARIANT_ENGLISH] = "english",
};

static const struct page_measures *
measured(const struct report_input *input, const struct page *p)
{
	const struct page_measures *m = input->measures[p->number];

	return m && m->measured ? m : NULL;
}

static bool
is_earlier(const struct report_input *input, const struct page *p)
{
	const struct revision *shown = input->shown;

	return p->revision && shown &&
	       str_cmp(p->revision->name, shown->name) < 0;
}

const struct page_measures *
report_measures(const struct report_input *input, const struct page *p)
{
	return is_earlier(input, p) ? NULL : measured(input, p);
}

static const struct page_measures *
measures_of(const struct report *r, const struct page *p)
{
	return report_measures(r->input, p);
}

static bool
is_text_rule(const struct finding *f)
{
	return diag_info(f->code)->id[0] == 'T';
}

/* "policy/2025-11/10-x/20-y" → "10-x/20-y" */
static struct str
key_in_revision(const struct page *p)
{
	struct str rest = p->key, part;

	str_next_part(&rest, '/', &part);
	str_next_part(&rest, '/', &part);
	return rest;
}

/* What a page is called across revisions: its id, or else its place. */
static struct str
page_name(struct report *r, const struct page *p, struct str revision)
{
	struct str name = p->meta.id.s.n ? p->meta.id.s : key_in_revision(p);

	return arena_fmt(r->a, "%.*s|%d|%.*s", STR_ARG(revision),
	    (int)p->variant, STR_ARG(name));
}

/* Pages of the policy are compared with those of the version before. */
static void
know_versions(struct report *r)
{
	const struct page_list *pages = &r->input->site->pages;
	bool any = false;

	for (size_t i = r->from; i < r->end; i++)
		any |= pages->items[i]->revision != NULL;
	for (size_t i = 0; any && i < pages->count; i++) {
		struct page *p = pages->items[i];

		if (p->revision)
			map_set(
			    &r->before, page_name(r, p, p->revision->name), p);
	}
}

static struct report
report_open(
    struct arena *a, const struct report_input *input, size_t from, size_t end)
{
	struct report r = { .input = input,
		.a = a,
		.from = from,
		.end = end,
		.first = map_new(a),
		.before = map_new(a) };

	for (size_t i = 0; i < input->findings->count; i++) {
		struct map_entry *e;

		if (i > 0 && str_eq(input->findings->items[i].file,
				 input->findings->items[i - 1].file))
			continue;
		e = map_put(&r.first, input->findings->items[i].file);
		if (e->value == NULL)
			e->value = &input->findings->items[i];
	}
	know_versions(&r);
	return r;
}

/* The same page in the revision before, or NULL. */
static const struct page *
page_before(struct report *r, const struct page *p)
{
	const struct revisions *all = &r->input->site->revisions;

	for (size_t i = 1; p->revision && i < all->count; i++)
		if (all->items[i] == p->revision)
			return map_find(&r->before,
			    page_name(r, p, all->items[i - 1]->name));
	return NULL;
}

static struct value *
number(struct arena *a, double n, int decimals)
{
	struct str s = arena_fmt(a, "%.*f", decimals, n);
	char *p = arena_cstr(a, s);

	/* Swedish decimals, whatever the locale is. */
	for (size_t i = 0; i < s.n; i++)
		if (p[i] == '.')
			p[i] = ',';
	return value_text(a, str_of(p, s.n));
}

static struct value *
hard_values(struct arena *a, const struct page_measures *m)
{
	struct value *list = value_list(a);

	for (size_t i = 0; i < m->hardest_count; i++) {
		const struct hard_sentence *h = &m->hardest[i];
		struct value *v = value_push(a, list, value_map(a));

		value_put(a, v, "text", value_text(a, h->text));
		value_put(a, v, "line", value_int(a, h->line));
		value_put(a, v, "words", value_int(a, (long long)h->words));
		value_put(a, v, "lix", number(a, h->lix, 0));
	}
	return list;
}

static const char *
severity_name(enum severity s)
{
	switch (s) {
	case SEV_INFO:
		return "upplysning";
	case SEV_WARNING:
		return "varning";
	case SEV_ERROR:
	case SEV_SYSTEM:
		return "fel";
	}
	return "";
}

static struct value *
small_int(struct report *r, uint32_t n)
{
	if (n >= SMALL_INTS)
		return value_int(r->a, n);
	if (!r->ints[n])
		r->ints[n] = value_int(r->a, n);
	return r->ints[n];
}

/* There may be a hundred thousand, so they share what is the same in many. */
static struct value *
finding_value(struct report *r, const struct finding *f)
{
	struct value **items = arena_array(r->a, struct value *, 7);
	size_t n = 0;

	if (!r->codes[f->code])
		r->codes[f->code] =
		    value_text(r->a, str_from(diag_info(f->code)->id));
	items[n++] = r->codes[f->code];
	items[n++] = r->severities[f->severity];
	items[n++] = r->classes[f->severity];
	items[n++] = small_int(r, f->line);
	items[n++] = small_int(r, f->column);
	items[n++] = value_text(r->a, f->message);
	items[n++] = f->help.n ? value_text(r->a, f->help) : r->nothing;
	return value_row(r->a, r->shape, items);
}

/* The keys of a finding, in the order of finding_value. */
static void
shape_findings(struct report *r)
{
	static const char *const keys[] = { "code", "severity", "class", "line",
		"column", "message", "help" };

	r->nothing = value_text(r->a, STR(""));
	r->shape = value_map(r->a);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		value_put(r->a, r->shape, keys[i], r->nothing);
	for (int s = SEV_INFO; s <= SEV_SYSTEM; s++) {
		r->severities[s] =
		    value_text(r->a, str_from(severity_name((enum severity)s)));
		r->classes[s] =
		    value_text(r->a, str_from(severity_id((enum severity)s)));
	}
}

/* A list, and whether there is anything in it: an empty one is not drawn. */
static void
put_list(struct report *r, struct value *v, const char *key, const char *any,
    struct value *list)
{
	value_put(r->a, v, key, list);
	value_put(r->a, v, any, value_bool(r->a, list->count > 0));
}

/* Findings of the T rules in the page's file; they stand together. */
static struct value *
finding_values(struct report *r, const struct page *p)
{
	const struct diags *ds = r->input->findings;
	const struct finding *f = map_find(&r->first, p->file);
	struct value *list = value_list(r->a);

	for (; f && f < ds->items + ds->count && str_eq(f->file, p->file); f++)
		if (is_text_rule(f))
			value_push(r->a, list, finding_value(r, f));
	return list;
}

static struct value *
allowed_value(struct report *r, const struct page *p, const struct allowed *w)
{
	struct value *v = value_map(r->a);

	value_put(r->a, v, "file", value_text(r->a, p->file));
	value_put(r->a, v, "line", value_int(r->a, w->line));
	value_put(r->a, v, "code",
	    value_text(r->a, str_from(diag_info(w->code)->id)));
	value_put(r->a, v, "reason", value_text(r->a, w->reason));
	value_put(r->a, v, "used", value_int(r->a, (long long)w->used));
	return v;
}

static void
put_trend(struct report *r, struct value *v, const struct page *p,
    const struct page_measures *m)
{
	const struct page *before = page_before(r, p);
	const struct page_measures *old =
	    before ? measured(r->input, before) : NULL;
	double change;

	if (old == NULL)
		return;
	change = m->lix - old->lix;
	value_put(r->a, v, "before", number(r->a, old->lix, 0));
	value_put(r->a, v, "trend",
	    value_text(r->a, change > 0.5    ? STR("svårare")
			     : change < -0.5 ? STR("lättare")
					     : STR("samma")));
	value_put(r->a, v, "change", number(r->a, change, 1));
}

static struct value *
page_value(
    struct report *r, const struct page *p, const struct page_measures *m)
{
	struct arena *a = r->a;
	struct value *v = value_map(a);

	value_put(a, v, "file", value_text(a, p->file));
	value_put(a, v, "title", value_text(a, p->meta.title.s));
	value_put(a, v, "lix", number(a, m->lix, 0));
	value_put(
	    a, v, "lix_without_names", number(a, m->lix_without_names, 0));
	value_put(a, v, "mean", number(a, m->mean, 1));
	value_put(a, v, "longest", value_int(a, (long long)m->longest));
	value_put(a, v, "long_share", number(a, m->long_share, 0));
	value_put(a, v, "words", value_int(a, (long long)m->words));
	value_put(a, v, "sentences", value_int(a, (long long)m->sentences));
	value_put(a, v, "passive", value_int(a, (long long)m->passive));
	value_put(a, v, "a4", number(a, m->a4_pages, 0));
	value_put(
	    a, v, "errors", value_int(a, (long long)m->findings[SEV_ERROR]));
	value_put(a, v, "warnings",
	    value_int(a, (long long)m->findings[SEV_WARNING]));
	value_put(
	    a, v, "infos", value_int(a, (long long)m->findings[SEV_INFO]));
	value_put(a, v, "tested", value_bool(a, m->testers > 0));
	value_put(a, v, "testers", value_int(a, (long long)m->testers));
	value_put(a, v, "hardest", hard_values(a, m));
	put_list(r, v, "findings", "any_findings", finding_values(r, p));
	put_trend(r, v, p, m);
	return v;
}

static int
by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* LIX in the middle of the pages that have any text. */
static double
median_lix(struct report *r, enum variant variant,
    const struct revision *revision, bool all)
{
	const struct page_list *pages = &r->input->site->pages;
	double *lix = arena_array(r->a, double, r->end - r->from + 1);
	size_t n = 0;

	for (size_t i = r->from; i < r->end; i++) {
		const struct page *p = pages->items[i];
		const struct page_measures *m = measures_of(r, p);

		if (m && m->words && p->variant == variant &&
		    (all || p->revision == revision))
			lix[n++] = m->lix;
	}
	if (n == 0)
		return 0;
	qsort(lix, n, sizeof(*lix), by_size);
	return n % 2 ? lix[n / 2] : (lix[n / 2 - 1] + lix[n / 2]) / 2;
}

/* A part as a line of the overview; what is not in it has no line. */
static void
put_section(struct report *r, struct value *list, enum variant variant,
    const struct revision *revision)
{
	const struct page_list *pages = &r->input->site->pages;
	size_t count = 0, found[SEV_ERROR + 1] = { 0 };
	struct str first = STR(""), last = STR("");
	struct value *v;

	for (size_t i = r->from; i < r->end; i++) {
		const struct page *p = pages->items[i];
		const struct page_measures *m = measures_of(r, p);

		if (!m || p->variant != variant || p->revision != revision)
			continue;
		first = count++ ? first : p->file;
		last = p->file;
		for (int s = SEV_INFO; s <= SEV_ERROR; s++)
			found[s] += m->findings[s];
	}
	if (count == 0)
		return;
	v = value_push(r->a, list, value_map(r->a));
	value_put(r->a, v, "number",
	    value_int(r->a, (long long)r->input->parts.of[r->from] + 1));
	value_put(r->a, v, "first", value_text(r->a, first));
	value_put(r->a, v, "last", value_text(r->a, last));
	value_put(r->a, v, "count", value_int(r->a, (long long)count));
	value_put(r->a, v, "median",
	    number(r->a, median_lix(r, variant, revision, false), 0));
	value_put(
	    r->a, v, "errors", value_int(r->a, (long long)found[SEV_ERROR]));
	value_put(r->a, v, "warnings",
	    value_int(r->a, (long long)found[SEV_WARNING]));
	value_put(
	    r->a, v, "infos", value_int(r->a, (long long)found[SEV_INFO]));
}

static void
put_sections(struct report *r, struct value *list, enum variant variant,
    const struct revision *revision)
{
	const struct report_parts *parts = &r->input->parts;
	struct report part = *r;

	for (size_t i = 0; i < parts->count; i++) {
		part.from = parts->starts[i];
		part.end = parts->starts[i + 1];
		put_section(&part, list, variant, revision);
	}
}

/*
 * The pages of a level: of a revision, or those outside the policy. Nothing of
 * a revision that was not measured.
 */
static void
put_part(struct report *r, struct value *parts, enum variant variant,
    const struct revision *revision)
{
	const struct page_list *pages = &r->input->site->pages;
	struct value *v = value_map(r->a);
	struct value *list = value_list(r->a);
	bool one = r->end - r->from < pages->count; /* part */

	if (r->overview)
		put_sections(r, list, variant, revision);
	for (size_t i = r->from; i < r->end && !r->overview; i++) {
		const struct page *p = pages->items[i];
		const struct page_measures *m = measures_of(r, p);

		if (m && p->variant == variant && p->revision == revision)
			value_push(r->a, list, page_value(r, p, m));
	}
	if ((revision || one) && list->count == 0)
		return;
	value_put(r->a, v, "name",
	    value_text(r->a, revision ? revision->name : STR("sidor")));
	value_put(r->a, v, "median",
	    number(r->a, median_lix(r, variant, revision, false), 0));
	value_put(r->a, v, r->overview ? "sections" : "pages", list);
	value_push(r->a, parts, v);
}

static struct value *
level_value(struct report *r, enum variant variant)
{
	const struct revisions *all = &r->input->site->revisions;
	struct value *v = value_map(r->a), *parts = value_list(r->a);
	bool easy = variant == VARIANT_EASY;

	for (size_t i = all->count; i-- > 0;)
		put_part(r, parts, variant, all->items[i]);
	put_part(r, parts, variant, NULL);
	value_put(r->a, v, "id", value_text(r->a, str_from(levels[variant])));
	value_put(r->a, v, "name",
	    value_text(r->a, easy ? STR("Lättläst") : STR("Klarspråk")));
	value_put(r->a, v, "easy", value_bool(r->a, easy));
	value_put(r->a, v, "median",
	    number(r->a, median_lix(r, variant, NULL, true), 0));
	value_put(r->a, v, "target", value_int(r->a, easy ? 25 : 45));
	value_put(r->a, v, "parts", parts);
	return v;
}

static struct value *
all_allowed(struct report *r)
{
	const struct page_list *pages = &r->input->site->pages;
	struct value *list = value_list(r->a);

	for (size_t i = r->from; i < r->end; i++) {
		const struct page_measures *m = measures_of(r, pages->items[i]);

		for (size_t j = 0; m && j < m->allowed_count; j++)
			value_push(r->a, list,
			    allowed_value(r, pages->items[i], &m->allowed[j]));
	}
	return list;
}

/* Limits that the site sets itself, with their reasons. */
static struct value *
all_limits(struct report *r)
{
	const struct site_config *c = &r->input->site->config;
	struct value *list = value_list(r->a);

	for (size_t i = 0; i < c->limit_count; i++) {
		const struct limit *l = &c->limits[i];
		struct value *v = value_push(r->a, list, value_map(r->a));

		value_put(r->a, v, "code", value_text(r->a, l->check.s));
		value_put(r->a, v, "level", value_text(r->a, l->variant.s));
		value_put(r->a, v, "warn", value_text(r->a, l->warn.s));
		value_put(r->a, v, "error", value_text(r->a, l->error.s));
		value_put(r->a, v, "reason", value_text(r->a, l->reason.s));
	}
	return list;
}

static struct value *
head_values(struct report *r)
{
	struct arena *a = r->a;
	struct value *root = value_map(a);

	value_put(
	    a, root, "title", value_text(a, r->input->site->config.title.s));
	value_put(a, root, "divided", value_bool(a, r->overview));
	value_put(a, root, "part", value_null(a));
	return root;
}

static void
push_level(struct report *r, struct value *list, enum variant variant)
{
	struct value *level = level_value(r, variant);

	if (value_find(level, STR("parts"))->count)
		value_push(r->a, list, level);
}

struct value *
report_values(struct arena *a, const struct report_input *input)
{
	struct report r = report_open(a, input, 0, input->site->pages.count);
	struct value *root, *list = value_list(a);
	char date[11];

	r.overview = report_divided(input);
	root = head_values(&r);
	shape_findings(&r);
	date_iso(input->date, date);
	value_put(a, root, "date", value_text(a, arena_str(a, str_from(date))));
	value_put(a, root, "review", value_text(a, input->review));
	push_level(&r, list, VARIANT_EASY);
	push_level(&r, list, VARIANT_PLAIN);
	value_put(a, root, "levels", list);
	put_list(&r, root, "allowed", "any_allowed", all_allowed(&r));
	put_list(&r, root, "limits", "any_limits", all_limits(&r));
	return root;
}

struct value *
report_part_values(
    struct arena *a, const struct report_input *input, size_t part)
{
	struct report r = report_open(
	    a, input, input->parts.starts[part], input->parts.starts[part + 1]);
	struct value *root = head_values(&r), *list = value_list(a);

	shape_findings(&r);
	value_put(a, root, "part", value_int(a, (long long)part + 1));
	value_put(a, root, "date", value_null(a));
	value_put(a, root, "review", value_null(a));
	push_level(&r, list, VARIANT_EASY);
	push_level(&r, list, VARIANT_PLAIN);
	value_put(a, root, "levels", list);
	put_list(&r, root, "allowed", "any_allowed", all_allowed(&r));
	put_list(&r, root, "limits", "any_limits", value_list(a));
	return root;
}

/* --- parts ---------------------------------------------------------------- */

struct report_parts
report_parts_of(struct arena *a, const struct site *site)
{
	const struct page_list *pages = &site->pages;
	struct report_parts parts = { .of = arena_array(
					  a, size_t, pages->count + 1) };
	size_t most = pages->count / PART_LEAST + 2, in = 0;

	parts.starts = arena_array(a, size_t, most + 1);
	for (size_t i = 0; i < pages->count; i++) {
		bool other = i && pages->items[i]->section !=
				      pages->items[i - 1]->section;

		if (i == 0 || in == PART_MOST || (other && in >= PART_LEAST)) {
			parts.starts[parts.count++] = i;
			in = 0;
		}
		parts.of[i] = parts.count - 1;
		in++;
	}
	parts.starts[parts.count] = pages->count;
	return parts;
}

bool
report_divided(const struct report_input *input)
{
	const struct page_list *pages = &input->site->pages;
	size_t told = 0;

	for (size_t i = 0; i < pages->count && input->parts.count; i++)
		told += pages->items[i]->variant != VARIANT_ENGLISH &&
			!is_earlier(input, pages->items[i]);
	return told > WHOLE_MOST;
}

bool
report_part_told(const struct report_input *input, size_t part)
{
	for (size_t i = input->parts.starts[part];
	     i < input->parts.starts[part + 1]; i++)
		if (report_measures(input, input->site->pages.items[i]))
			return true;
	return false;
}
