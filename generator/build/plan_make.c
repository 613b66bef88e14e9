/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_make.h"

#include <errno.h>
#include <string.h>

#include "build/plan_age.h"
#include "compose/calendar.h"
#include "compose/document.h"
#include "compose/fhir.h"
#include "diag/msg.h"

/* --- documents ------------------------------------------------------------ */

static void
put(struct plan_maker *m, struct plan_record *r, const struct plan *p,
    const char *name, const char *ending)
{
	struct str file = arena_fmt(&m->arena, "%s.%s", name, ending);
	struct shelf_document *d = &r->documents[r->count++];

	*d = (struct shelf_document){ .name = file, .size = m->bytes.n };
	if (m->shelf && m->err == 0)
		m->err = shelf_put(
		    m->shelf, p->plan_id.s, file, sb_view(&m->bytes), d);
}

static void
make_sheet(struct plan_maker *m, struct plan_record *r, const struct plan *p,
    const struct plan_paper_info *info, const struct sheet *sheet)
{
	if (!m->options->write) {
		if (!printer_check(m->printer, sheet, &m->ds))
			return;
		put(m, r, p, info->name, "pdf");
		put(m, r, p, info->name, "html");
		return;
	}
	if (!printer_pdf(m->printer, sheet, &m->ds, &m->bytes))
		return;
	put(m, r, p, info->name, "pdf");
	sb_reset(&m->bytes);
	if (printer_html(m->printer, sheet, &m->ds, &m->bytes))
		put(m, r, p, info->name, "html");
}

/*
 * The overview is in Swedish whoever builds. Only a paper that has findings is
 * set once more for them.
 */
static void
say_paper_in_swedish(
    struct plan_maker *m, const struct sheet *sheet, size_t first)
{
	const char *language = msg_language();
	struct sources *theirs = &m->swedish.sources;

	if (m->ds.count == first || !m->options->write)
		return;
	if (strcmp(language, "sv") == 0) {
		for (size_t i = first; i < m->ds.count; i++)
			diag_take(&m->swedish, &m->ds.items[i]);
		return;
	}
	/* The plan is the first source in both. */
	if (!source_name(theirs, 1).n)
		source_add(theirs, source_name(&m->ds.sources, 1),
		    source_text(&m->ds.sources, 1));
	msg_use("sv");
	printer_check(m->printer, sheet, &m->swedish);
	msg_use(language);
}

static struct status_fault
first_fault(const struct diags *ds, size_t first)
{
	for (size_t i = first; i < ds->count; i++)
		if (ds->items[i].severity >= SEV_ERROR)
			return (struct status_fault){ true, ds->items[i].code,
				ds->items[i].line };
	return (struct status_fault){ 0 };
}

static void
make_paper(struct plan_maker *m, struct plan_record *r, const struct plan *p,
    enum plan_paper paper)
{
	const struct plan_paper_info *info = plan_paper_info(paper);
	const struct document_context context = { .theme = m->theme,
		.site = m->policy->base_url,
		.today = m->options->today };
	size_t first = m->ds.count;
	struct sheet *sheet;

	sb_reset(&m->bytes);
	if (info->calendar) {
		if (calendar_format(p, paper, &m->bytes))
			put(m, r, p, info->name, "ics");
		return;
	}
	sheet = document_sheet(&m->arena, p, &context, paper);
	make_sheet(m, r, p, info, sheet);
	say_paper_in_swedish(m, sheet, first);
	r->row.faults[paper] = first_fault(&m->ds, first);
}

/* For other systems, under the gates of the plan on paper. */
static void
make_fhir(struct plan_maker *m, struct plan_record *r, const struct plan *p)
{
	const struct fhir_context context = { .site = m->policy->base_url,
		.today = m->options->today };

	sb_reset(&m->bytes);
	fhir_bundle(&m->bytes, p, &context);
	put(m, r, p, "plan", "fhir.json");
}

/* Several papers may say the same of one place. */
static size_t
errors_since(const struct diags *ds, size_t first)
{
	struct diags errors = { 0 };
	size_t count;

	for (size_t i = first; i < ds->count; i++)
		if (ds->items[i].severity >= SEV_ERROR)
			diag_take(&errors, &ds->items[i]);
	diag_sort(&errors);
	count = errors.count;
	diag_release(&errors);
	return count;
}

static void
make_documents(struct plan_maker *m, struct plan_record *r,
    const struct plan *p, const struct plan_verdict *verdict)
{
	size_t first = m->ds.count;

	/* Each paper in two forms, and one bundle. */
	r->documents =
	    arena_array(&m->arena, struct shelf_document, 2 * PAPER_COUNT + 1);
	for (int paper = 0; paper < PAPER_COUNT; paper++) {
		if (plan_paper_gate(p, verdict, m->options->today,
			(enum plan_paper)paper) != GATE_OPEN)
			continue;
		make_paper(m, r, p, (enum plan_paper)paper);
		if (paper == PAPER_PLAN && m->options->fhir)
			make_fhir(m, r, p);
	}
	if (m->options->write)
		r->row.errors += errors_since(&m->ds, first);
}

/* --- findings ------------------------------------------------------------- */

static struct plan_context
context(const struct plan_maker *m)
{
	return (struct plan_context){ .today = m->options->today,
		.revisions = m->policy->revisions,
		.revision_count = m->policy->revision_count };
}

static void
check(struct plan_maker *m, struct diags *ds, const struct plan *p,
    struct plan_verdict *verdict)
{
	const struct plan_context ctx = context(m);

	if (p->readable)
		*verdict = check_plan(p, &ctx, ds);
	plan_age_check(p, m->options->closed_before, ds);
}

static struct plan *
load(struct plan_maker *m, struct diags *ds, struct str name, struct str raw,
    bool too_large)
{
	return too_large ? plan_too_large(&m->arena, ds, name)
			 : plan_read(&m->arena, ds, name, raw);
}

/*
 * What the checks say, in Swedish whoever builds: taken over, or found once
 * more. It is written into the output. The source stays for the papers.
 */
static void
say_in_swedish(
    struct plan_maker *m, struct str name, struct str raw, bool too_large)
{
	const char *language = msg_language();
	struct plan_verdict verdict;
	struct plan *p;

	if (m->ds.count == 0 || !m->options->write)
		return;
	if (strcmp(language, "sv") == 0) {
		for (size_t i = 0; i < m->ds.count; i++)
			diag_take(&m->swedish, &m->ds.items[i]);
		return;
	}
	msg_use("sv");
	p = load(m, &m->swedish, name, raw, too_large);
	check(m, &m->swedish, p, &verdict);
	msg_use(language);
}

static void
say_unreadable(struct diags *ds, struct str name, int err)
{
	diag_add_file(ds, DIAG_B01, name, N_("the file cannot be read: %s"),
	    msg_errno(err));
}

/* Nothing is known of it now; its documents stay. */
static void
lose(struct plan_maker *m, struct plan_record *r, struct str name, int err)
{
	const char *language = msg_language();

	m->ds.count = m->swedish.count = 0;
	*r = (struct plan_record){ .lost = err };
	say_unreadable(&m->ds, name, err);
	msg_use("sv");
	say_unreadable(&m->swedish, name, err);
	msg_use(language);
}

/* -------------------------------------------------------------------------- */

static void
empty(struct diags *ds)
{
	source_drop(&ds->sources, 1);
	arena_reset(&ds->arena);
	ds->count = 0;
	ds->dropped = 0;
}

/* false when it may make no documents now, because another one has its folder. */
static bool
stand(struct plan_maker *m, struct plan_record *r, struct plan *p,
    const struct plan_turn *turn)
{
	if (!p->readable || !field_given(&p->plan_id.f))
		return true;
	r->owner = plan_owner(p->plan_id.s);
	r->folder = plan_folder_of(&m->arena, &m->ds, p);
	r->taken = turn->standing == PLAN_TAKEN;
	if (turn->standing == PLAN_CLAIMS && m->claims)
		r->contested = !plan_claim(m->claims, r->owner, turn->number);
	/* F15 is told when all are known; its gate closes now. */
	p->format_errors += r->taken;
	return !r->contested;
}

static void
make(struct plan_maker *m, struct plan_record *r, struct plan *p,
    const struct plan_turn *turn, struct str raw)
{
	struct plan_verdict verdict = { 0 };

	r->readable = p->readable;
	check(m, &m->ds, p, &verdict);
	say_in_swedish(m, p->file, raw, !raw.p);
	if (!stand(m, r, p, turn))
		return;
	r->ended = plan_ended_of(&m->arena, &m->ds, p, m->options->today);
	/* The overview is written, not checked. */
	if (m->options->write)
		r->row = status_of(&m->arena, p, &verdict, m->context);
	if (!p->readable || !m->printer)
		return;
	if (field_given(&p->plan_id.f))
		r->revision = p->policy_revision.s;
	make_documents(m, r, p, &verdict);
}

void
plan_make(struct plan_maker *m, const struct plan_file *file,
    const struct plan_turn *turn, struct sb *out)
{
	struct plan_record r = { 0 };
	struct sb raw = { 0 };
	int err;

	arena_reset(&m->arena);
	empty(&m->ds);
	empty(&m->swedish);
	m->err = 0;
	err = fs_read(m->options->fs, file->path, PLAN_LIMIT, &raw);
	if (err && err != EFBIG) {
		lose(m, &r, file->name, err);
	} else {
		struct str text = err ? STR_NONE : sb_view(&raw);

		make(m, &r, load(m, &m->ds, file->name, text, err == EFBIG),
		    turn, text);
		r.content = err ? r.content : hash128(text);
		/* Somebody saved it since its folder was settled. */
		if (turn->owner && r.owner != turn->owner)
			lose(m, &r, file->name, EAGAIN);
	}
	r.err = m->err;
	plan_record_pack(out, &r, &m->ds, &m->swedish);
	sb_release(&raw);
}

void
plan_maker_release(struct plan_maker *m)
{
	arena_release(&m->arena);
	diag_release(&m->ds);
	diag_release(&m->swedish);
	sb_release(&m->bytes);
}
