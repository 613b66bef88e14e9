/* SPDX-License-Identifier: EUPL-1.2 */
/* report.json: a list of pages, one object a line, for other programs. */
#include "compose/report.h"

static void
put_key(struct sb *out, const char *key)
{
	sb_ch(out, '"');
	sb_cstr(out, key);
	sb_cstr(out, "\":");
}

static void
put_text(struct sb *out, const char *key, struct str s)
{
	put_key(out, key);
	sb_ch(out, '"');
	json_escape(out, s);
	sb_cstr(out, "\",");
}

/* One decimal with a point, whatever the locale is. */
static void
put_decimal(struct sb *out, const char *key, double n)
{
	long long tenths = (long long)(n * 10 + (n < 0 ? -0.5 : 0.5));

	put_key(out, key);
	if (tenths < 0)
		sb_ch(out, '-');
	tenths = tenths < 0 ? -tenths : tenths;
	sb_int(out, tenths / 10);
	sb_ch(out, '.');
	sb_int(out, tenths % 10);
	sb_ch(out, ',');
}

static void
put_count(struct sb *out, const char *key, size_t n)
{
	put_key(out, key);
	sb_int(out, (long long)n);
	sb_ch(out, ',');
}

/* Ends a list or object: the last comma goes. */
static void
close(struct sb *out, const char *end)
{
	if (out->n && out->p[out->n - 1] == ',')
		sb_cut(out, out->n - 1);
	sb_cstr(out, end);
}

static void
put_hardest(struct sb *out, const struct page_measures *m)
{
	sb_cstr(out, "\"hardest\":[");
	for (size_t i = 0; i < m->hardest_count; i++) {
		const struct hard_sentence *h = &m->hardest[i];

		sb_ch(out, '{');
		put_text(out, "text", h->text);
		put_count(out, "line", h->line);
		put_count(out, "words", h->words);
		put_decimal(out, "lix", h->lix);
		close(out, "},");
	}
	close(out, "],");
}

static void
put_allowed(struct sb *out, const struct page_measures *m)
{
	sb_cstr(out, "\"allowed\":[");
	for (size_t i = 0; i < m->allowed_count; i++) {
		const struct allowed *w = &m->allowed[i];

		sb_ch(out, '{');
		put_text(out, "code", str_from(diag_info(w->code)->id));
		put_text(out, "reason", w->reason);
		put_count(out, "line", w->line);
		put_count(out, "used", w->used);
		close(out, "},");
	}
	close(out, "],");
}

static void
put_findings(
    struct sb *out, const struct diags *ds, struct map *first, struct str file)
{
	const struct finding *f = map_find(first, file);

	sb_cstr(out, "\"findings\":[");
	for (; f && f < ds->items + ds->count && str_eq(f->file, file); f++) {
		if (diag_info(f->code)->id[0] != 'T')
			continue;
		sb_ch(out, '{');
		put_text(out, "code", str_from(diag_info(f->code)->id));
		put_text(out, "severity", str_from(severity_id(f->severity)));
		put_count(out, "line", f->line);
		put_count(out, "column", f->column);
		put_text(out, "message", f->message);
		put_text(out, "help", f->help);
		close(out, "},");
	}
	close(out, "],");
}

static void
put_page(struct sb *out, const struct page *p, const struct page_measures *m)
{
	put_text(out, "file", p->file);
	put_text(out, "level",
	    p->variant == VARIANT_EASY ? STR("lattlast") : STR("klarsprak"));
	put_text(out, "revision", p->revision ? p->revision->name : STR_NONE);
	put_decimal(out, "lix", m->lix);
	put_decimal(out, "lix_without_names", m->lix_without_names);
	put_decimal(out, "words_per_sentence", m->mean);
	put_decimal(out, "long_words_percent", m->long_share);
	put_count(out, "words", m->words);
	put_count(out, "sentences", m->sentences);
	put_count(out, "longest_sentence", m->longest);
	put_count(out, "passive_sentences", m->passive);
	put_decimal(out, "a4_pages", m->a4_pages);
	put_count(out, "errors", m->findings[SEV_ERROR]);
	put_count(out, "warnings", m->findings[SEV_WARNING]);
	put_count(out, "infos", m->findings[SEV_INFO]);
	put_count(out, "testers", m->testers);
	put_hardest(out, m);
	put_allowed(out, m);
}

/* The first finding of each file. */
static struct map
findings_by_file(struct arena *a, const struct diags *ds)
{
	struct map first = map_new(a);

	for (size_t i = 0; i < ds->count; i++) {
		struct map_entry *e;

		if (i > 0 && str_eq(ds->items[i].file, ds->items[i - 1].file))
			continue;
		e = map_put(&first, ds->items[i].file);
		if (e->value == NULL)
			e->value = &ds->items[i];
	}
	return first;
}

static void
put_pages(
    struct sb *out, const struct report_input *input, size_t from, size_t end)
{
	struct arena a = { 0 };
	struct map first = findings_by_file(&a, input->findings);

	sb_cstr(out, "\"pages\":[\n");
	for (size_t i = from; i < end; i++) {
		const struct page *p = input->site->pages.items[i];
		const struct page_measures *m = report_measures(input, p);

		if (m == NULL)
			continue;
		sb_ch(out, '{');
		put_page(out, p, m);
		put_findings(out, input->findings, &first, p->file);
		close(out, "},\n");
	}
	if (out->n >= 2 && out->p[out->n - 2] == ',') {
		sb_cut(out, out->n - 2);
		sb_ch(out, '\n');
	}
	sb_cstr(out, "]}\n");
	arena_release(&a);
}

static void
put_parts(struct sb *out, const struct report_input *input)
{
	sb_cstr(out, "\"parts\":[");
	for (size_t i = 0; i < input->parts.count; i++)
		if (report_part_told(input, i))
			sb_fmt(out, "\"%zu.json\",", i + 1);
	close(out, "]}\n");
}

void
report_json(struct sb *out, const struct report_input *input)
{
	sb_cstr(out, "{\"version\":1,");
	if (input->review.n) {
		sb_cstr(out, "\"review\":\"");
		json_escape(out, input->review);
		sb_cstr(out, "\",");
	}
	if (report_divided(input))
		put_parts(out, input);
	else
		put_pages(out, input, 0, input->site->pages.count);
}

void
report_part_json(struct sb *out, const struct report_input *input, size_t part)
{
	sb_cstr(out, "{\"version\":1,");
	put_pages(out, input, input->parts.starts[part],
	    input->parts.starts[part + 1]);
}
