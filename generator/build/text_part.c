/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/text_part.h"

#include <string.h>

#include "build/leak.h"
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

/* The two lists: in the language of the run, and in Swedish for the report. */
enum telling { TELL_RUN, TELL_SWEDISH };

struct reading {
	struct text_part *out;
	struct arena *arena;
	const struct site *site;
	const struct revision *shown;
	const struct readability *rules; /* NULL until something is read */
	struct site_memory *memory;
	struct diags *ds;
	enum telling telling;
};

static struct str *
kept_of(struct page_record *r, enum telling t)
{
	return t == TELL_RUN ? &r->reading : &r->swedish;
}

static void
read_page(struct reading *r, const struct page *p)
{
	struct page_record *now = &r->memory->now.pages[p->number];
	const struct page_record *was =
	    memory_reading(r->memory, p->number);
	size_t before = r->ds->count;

	if (was) {
		now->reading = was->reading;
		now->swedish = was->swedish;
		now->measures = was->measures;
		findings_say(*kept_of(now, r->telling), r->ds);
		r->out->measures[p->number] =
		    measures_take(r->arena, now->measures);
	} else if (p->doc) {
		struct page_measures *m =
		    check_readability(r->arena, r->rules, p, r->ds);

		*kept_of(now, r->telling) =
		    findings_keep(r->arena, r->ds, before);
		now->measures = measures_keep(r->arena, m);
		r->out->measures[p->number] = m;
	}
	if (archived(p, r->shown))
		r->ds->count = before; /* measured for the trend */
}

static void
read_data(struct reading *r, struct str *now, struct str was)
{
	size_t before = r->ds->count;

	if (r->memory->quick) {
		*now = was;
		findings_say(was, r->ds);
	} else {
		check_readability_data(r->rules, r->ds);
		*now = findings_keep(r->arena, r->ds, before);
	}
}

static void
read_all(struct reading *r)
{
	struct site_memory *m = r->memory;

	r->rules = readability_new(r->arena, r->site, r->ds);
	for (size_t i = 0; i < r->site->pages.count; i++)
		if (!r->site->pages.items[i]->meta.draft)
			read_page(r, r->site->pages.items[i]);
	if (r->telling == TELL_RUN)
		read_data(r, &m->now.reading_data, m->was.reading_data);
	else
		read_data(r, &m->now.swedish_data, m->was.swedish_data);
}

/*
 * Hints about words are many. They stand in the report, and are said when a
 * page is checked by name or when everything is asked for.
 */
static void
leave_out_hints(const struct build_options *o, struct diags *ds, size_t first)
{
	size_t kept = first;

	if (o->verbose || o->only_count)
		return;
	for (size_t i = first; i < ds->count; i++)
		if (ds->items[i].severity > SEV_INFO)
			ds->items[kept++] = ds->items[i];
	ds->count = kept;
}

static void
move(struct diags *to, struct diags *from, size_t first)
{
	for (size_t i = first; i < from->count; i++)
		diag_take(to, &from->items[i]);
}

void
text_part_check(struct text_part *out, struct arena *a,
    const struct build_options *o, const struct site *site,
    struct site_memory *m, struct diags *ds)
{
	const char *language = msg_language();
	size_t first = ds->count;
	struct reading r = { .out = out,
		.arena = a,
		.site = site,
		.shown = site_revision(site, o->today),
		.memory = m,
		.ds = ds };

	out->measures = arena_array(a, const struct page_measures *,
	    site->pages.count + 1);
	read_all(&r);
	if (o->write && strcmp(language, "sv") == 0)
		move(&out->swedish, ds, first);
	leave_out_hints(o, ds, first);
	if (!o->write || strcmp(language, "sv") == 0)
		return;
	/* Once more in Swedish: the report does not depend on who builds. */
	first = ds->count;
	r.telling = TELL_SWEDISH;
	msg_use("sv");
	read_all(&r);
	msg_use(language);
	move(&out->swedish, ds, first);
	ds->count = first;
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

	if (template_render(templates, STR("report"), report_values(a, input),
		ds, &bytes))
		err = put(tree, o, STR("index.html"), sb_view(&bytes));
	sb_reset(&bytes);
	report_json(&bytes, input);
	if (err == 0)
		err = put(tree, o, STR("report.json"), sb_view(&bytes));
	sb_release(&bytes);
	return err;
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
		.date = o->today };
	struct tree_result result;
	struct tree *tree;
	int err = tree_open(&tree, a, o->fs, &where);

	diag_sort(&t->swedish);
	if (err == 0)
		err = put_report(tree, a, o, &input, templates, ds);
	if (err == 0)
		err = leak_agreed(o->leak) ? tree_commit(tree, &result) :
					     tree_abandon(tree);
	return err;
}

void
text_part_release(struct text_part *t)
{
	diag_release(&t->swedish);
}
