/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/text_part.h"

#include <string.h>

#include "build/leak.h"
#include "build/pool.h"
#include "build/worker.h"
#include "check/site.h"
#include "compose/report.h"
#include "diag/msg.h"
#include "write/tree.h"

/* --- measures of a page, kept --------------------------------------------- */

static struct str
measures_keep(struct arena *a, const struct page_measures *m)
{
	struct sb out = { 0 };
	struct str kept;

	pack_number(&out, m->measured);
	pack_number(&out, m->sentences);
	pack_number(&out, m->words);
	pack_number(&out, m->long_words);
	pack_number(&out, m->longest);
	pack_real(&out, m->lix);
	pack_real(&out, m->mean);
	pack_real(&out, m->long_share);
	pack_real(&out, m->lix_without_names);
	pack_real(&out, m->a4_pages);
	pack_number(&out, m->passive);
	for (size_t i = 0; i <= SEV_ERROR; i++)
		pack_number(&out, m->findings[i]);
	pack_number(&out, m->hardest_count);
	for (size_t i = 0; i < m->hardest_count; i++) {
		pack_text(&out, m->hardest[i].text);
		pack_number(&out, m->hardest[i].line);
		pack_number(&out, m->hardest[i].words);
		pack_real(&out, m->hardest[i].lix);
	}
	pack_number(&out, m->testers);
	pack_number(&out, m->allowed_count);
	for (size_t i = 0; i < m->allowed_count; i++) {
		pack_number(&out, (uint64_t)m->allowed[i].code);
		pack_text(&out, m->allowed[i].reason);
		pack_number(&out, m->allowed[i].line);
		pack_number(&out, m->allowed[i].used);
	}
	kept = arena_str(a, sb_view(&out));
	sb_release(&out);
	return kept;
}

static void
take_allowed(struct unpack *u, struct arena *a, struct page_measures *m)
{
	uint64_t count = unpack_number(u);

	if (u->bad || count > u->in.n)
		return;
	m->allowed = arena_array(a, struct allowed, (size_t)count + 1);
	m->allowed_count = (size_t)count;
	for (size_t i = 0; i < count; i++) {
		uint64_t code = unpack_number(u);

		m->allowed[i].code =
		    (enum diag_code)(code < DIAG_COUNT ? code : 0);
		m->allowed[i].reason = unpack_text(u);
		m->allowed[i].line = (uint32_t)unpack_number(u);
		m->allowed[i].used = unpack_number(u);
	}
}

/* Texts are borrowed from what was kept. */
static struct page_measures *
measures_take(struct arena *a, struct str kept)
{
	struct page_measures *m = arena_new(a, struct page_measures);
	struct unpack u = { .in = kept };

	m->measured = unpack_number(&u) != 0;
	m->sentences = unpack_number(&u);
	m->words = unpack_number(&u);
	m->long_words = unpack_number(&u);
	m->longest = unpack_number(&u);
	m->lix = unpack_real(&u);
	m->mean = unpack_real(&u);
	m->long_share = unpack_real(&u);
	m->lix_without_names = unpack_real(&u);
	m->a4_pages = unpack_real(&u);
	m->passive = unpack_number(&u);
	for (size_t i = 0; i <= SEV_ERROR; i++)
		m->findings[i] = unpack_number(&u);
	m->hardest_count = unpack_number(&u);
	if (m->hardest_count > HARDEST)
		m->hardest_count = 0;
	for (size_t i = 0; i < m->hardest_count; i++) {
		m->hardest[i].text = unpack_text(&u);
		m->hardest[i].line = (uint32_t)unpack_number(&u);
		m->hardest[i].words = unpack_number(&u);
		m->hardest[i].lix = unpack_real(&u);
	}
	m->testers = unpack_number(&u);
	take_allowed(&u, a, m);
	return m;
}

/* --- reading -------------------------------------------------------------- */

/* An earlier revision stays as it was decided; its words are not judged. */
static bool
archived(const struct page *p, const struct revision *shown)
{
	return p->revision && shown && p->revision != shown &&
	       str_cmp(p->revision->name, shown->name) < 0;
}

enum { PIECE = 32 }; /* pages that a process reads in one go */

struct reading {
	struct text_part *out;
	struct arena *arena;
	const struct build_options *options;
	const struct site *site;
	const struct revision *shown;
	const struct readability *rules;
	struct site_memory *memory;
	struct diags *ds;
	bool swedish;  /* the findings are wanted in Swedish, too */
	size_t *fresh; /* numbers of the pages that have to be read */
	size_t fresh_count;
};

/* What a reading found, in the language of the run and in Swedish. */
struct said {
	struct str here;
	struct str swedish; /* empty when the run is Swedish */
};

/* Findings are read in Swedish; beside them they stand untranslated. */
static void
begin_saying(const struct reading *r, struct diags *english)
{
	if (!r->swedish)
		return;
	msg_use("sv");
	r->ds->untranslated = english;
}

/* Takes the findings from before on away again. */
static struct said
end_saying(const struct reading *r, struct arena *a, struct diags *english,
    size_t before)
{
	struct said said = { findings_keep(a, r->ds, before), STR("") };

	if (r->swedish) {
		for (size_t i = 0; i < english->count; i++)
			english->items[i].severity =
			    r->ds->items[before + i].severity;
		said.swedish = said.here;
		said.here = findings_keep(a, english, 0);
		r->ds->untranslated = NULL;
		msg_use("en");
		diag_release(english);
	}
	r->ds->count = before;
	return said;
}

static void
read_page(const struct reading *r, const struct page *p, struct sb *out)
{
	size_t before = r->ds->count;
	struct arena a = { 0 };
	struct diags english = { 0 };
	struct page_measures *m;
	struct said said;

	begin_saying(r, &english);
	m = check_readability(&a, r->rules, p, r->ds);
	said = end_saying(r, &a, &english, before);
	pack_text(out, said.here);
	pack_text(out, said.swedish);
	pack_text(out, measures_keep(&a, m));
	arena_release(&a);
}

static struct page *
page_of(const struct reading *r, size_t i)
{
	return r->site->pages.items[r->fresh[i]];
}

static struct str
piece_file(void *arg, size_t piece)
{
	return page_of(arg, piece * PIECE)->file;
}

static void
read_piece(void *arg, size_t piece, struct sb *out)
{
	const struct reading *r = arg;

	for (size_t i = piece * PIECE;
	     i < (piece + 1) * PIECE && i < r->fresh_count; i++) {
		worker_at(r->options, page_of(r, i)->file);
		read_page(r, page_of(r, i), out);
	}
}

static void
take_piece(void *arg, size_t piece, struct str bytes)
{
	const struct reading *r = arg;
	struct unpack u = { .in = arena_str(r->arena, bytes) };

	for (size_t i = piece * PIECE;
	     i < (piece + 1) * PIECE && i < r->fresh_count; i++) {
		struct page_record *now = &r->memory->now.pages[r->fresh[i]];

		now->reading = unpack_text(&u);
		now->swedish = unpack_text(&u);
		now->measures = unpack_text(&u);
	}
}

/* Its finding is an error, and nothing of this run is kept. */
static void
lose_piece(void *arg, size_t piece)
{
	(void)arg;
	(void)piece;
}

static void
read_fresh(struct reading *r)
{
	const struct pool pool = { .options = r->options,
		.title = _("site"),
		.ds = r->ds,
		.count = (r->fresh_count + PIECE - 1) / PIECE,
		.arg = r,
		.file = piece_file,
		.work = read_piece,
		.take = take_piece,
		.lost = lose_piece };

	pool_run(&pool);
}

/* What is known already is not read again. */
static void
find_fresh(struct reading *r)
{
	const struct turn *turn = &r->memory->turn;

	r->fresh = arena_array(r->arena, size_t, turn->count + 1);
	for (size_t k = 0; k < turn->count; k++) {
		size_t i = turn->items[k].number;
		const struct page_record *was = memory_reading(r->memory, i);
		struct page_record *now = &r->memory->now.pages[i];
		const struct page *p = r->site->pages.items[i];

		if (was) {
			now->reading = was->reading;
			now->swedish = was->swedish;
			now->measures = was->measures;
		} else if (p->doc && !p->meta.draft) {
			r->fresh[r->fresh_count++] = i;
		}
	}
}

/*
 * Hints about words are many: said all at once they would leave no room for
 * what matters. They stand in the report, and are said when a page is checked
 * by name or when everything is asked for.
 */
static enum severity
least_said(const struct build_options *o)
{
	return o->verbose || o->only_count ? SEV_INFO : SEV_WARNING;
}

/* For the report, which no sketch makes. */
static bool
reports(const struct build_options *o)
{
	return o->write && !o->sketch;
}

static void
say(const struct reading *r, struct str here, struct str swedish)
{
	findings_say_from(here, least_said(r->options), r->ds);
	if (reports(r->options))
		findings_say(r->swedish ? swedish : here, &r->out->swedish);
}

static void
tell_pages(const struct reading *r)
{
	const struct turn *turn = &r->memory->turn;

	for (size_t k = 0; k < turn->count; k++) {
		size_t i = turn->items[k].number;
		const struct page *p = r->site->pages.items[i];
		const struct page_record *now = &r->memory->now.pages[i];

		if (now->measures.n == 0)
			continue;
		if (!r->options->sketch)
			r->out->measures[i] =
			    measures_take(r->arena, now->measures);
		/* measured for the trend, but not judged */
		if (archived(p, r->shown))
			continue;
		say(r, now->reading, now->swedish);
	}
}

/* Glossary, word table, and what else is no page. */
static void
read_data(const struct reading *r)
{
	struct site_record *now = &r->memory->now;
	size_t before = r->ds->count;

	if (r->memory->quick) {
		now->reading_data = r->memory->was.reading_data;
		now->swedish_data = r->memory->was.swedish_data;
	} else {
		struct diags english = { 0 };
		struct said said;

		begin_saying(r, &english);
		check_readability_data(r->rules, r->ds);
		said = end_saying(r, r->arena, &english, before);
		now->reading_data = said.here;
		now->swedish_data = said.swedish;
	}
	say(r, now->reading_data, now->swedish_data);
}

void
text_part_check(struct text_part *out, struct arena *a,
    const struct build_options *o, const struct site *site,
    struct site_memory *m, struct diags *ds)
{
	struct reading r = { .out = out,
		.arena = a,
		.options = o,
		.site = site,
		.shown = site_revision(site, o->today),
		.memory = m,
		.ds = ds,
		/* The report does not depend on who builds. */
		.swedish = o->write && strcmp(msg_language(), "sv") != 0 };

	if (!o->sketch)
		out->measures = arena_array(
		    a, const struct page_measures *, site->pages.count + 1);
	if (!out->rules)
		out->rules = readability_new(a, site, ds);
	r.rules = out->rules;
	find_fresh(&r);
	read_fresh(&r);
	if (m->staying) {
		tell_pages(&r);
		return;
	}
	/* Before the hints of the pages, which may take the room there is. */
	read_data(&r);
	tell_pages(&r);
}

void
text_part_tell(const struct build_options *o, const struct site *site,
    const struct site_memory *m, struct diags *ds)
{
	const struct revision *shown = site_revision(site, o->today);

	findings_say_from(m->now.reading_data, least_said(o), ds);
	for (size_t i = 0; i < m->told.count; i++) {
		size_t page = m->told.items[i];

		if (!archived(site->pages.items[page], shown))
			findings_say_from(
			    m->now.pages[page].reading, least_said(o), ds);
	}
}

/* What a page may not show may not stand in the report about it either. */
static int
put(struct tree *tree, const struct build_options *o, struct str path,
    struct str bytes)
{
	leak_show(o->leak, "report", path, bytes);
	return tree_put(tree, path, bytes, STR_NONE);
}

static int
put_report(struct tree *tree, struct arena *a, const struct build_options *o,
    const struct report_input *input, const struct template_set *templates,
    struct diags *ds)
{
	struct sb bytes = { 0 };
	int err = 0;

	if (template_render(
		templates, STR("report"), report_values(a, input), ds, &bytes))
		err = put(tree, o, STR("index.html"), sb_view(&bytes));
	sb_reset(&bytes);
	report_json(&bytes, input);
	if (err == 0)
		err = put(tree, o, STR("report.json"), sb_view(&bytes));
	sb_release(&bytes);
	return err;
}

/* The report is Swedish, whoever builds. */
static struct str
review_text(struct arena *a, const struct site *site, date_t today)
{
	const char *language = msg_language();
	struct diags ds = { 0 };
	struct str text = STR("");

	msg_use("sv");
	check_revisions(site, today, &ds);
	msg_use(language);
	for (size_t i = 0; i < ds.count; i++)
		if (ds.items[i].code == DIAG_V01 ||
		    ds.items[i].code == DIAG_V02)
			text = arena_str(a, ds.items[i].message);
	diag_release(&ds);
	return text;
}

int
text_part_write(struct text_part *t, struct arena *a,
    const struct build_options *o, const struct site *site,
    const struct template_set *templates, struct diags *ds)
{
	const struct tree_options where = { .output = o->output,
		.name = "report",
		.folder_mode = 0755,
		.file_mode = 0644 };
	const struct report_input input = { .site = site,
		.measures = t->measures,
		.findings = &t->swedish,
		.review = review_text(a, site, o->today),
		.date = o->today };
	struct tree_result result;
	struct tree *tree;
	int err = tree_open(&tree, a, o->fs, &where);

	diag_sort(&t->swedish);
	if (err == 0)
		err = put_report(tree, a, o, &input, templates, ds);
	if (err == 0)
		err = leak_agreed(o->leak) ? tree_commit(tree, &result)
					   : tree_abandon(tree);
	return err;
}

void
text_part_release(struct text_part *t)
{
	diag_release(&t->swedish);
}
