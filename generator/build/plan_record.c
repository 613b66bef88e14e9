/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_record.h"

#include "base/utf8.h"
#include "model/plan_gate.h"

enum { DOCUMENTS_MOST = 4 * PAPER_COUNT, ACTORS_MOST = 10000 };

/* --- packing -------------------------------------------------------------- */

static void
pack_date(struct sb *out, date_t d)
{
	pack_number(out, (uint64_t)(int64_t)d);
}

static void
pack_place(struct sb *out, const struct place *p)
{
	pack_number(out, p->line);
	pack_number(out, p->column);
	pack_number(out, p->end_column);
	pack_text(out, p->text);
}

static void
pack_folder(struct sb *out, const struct plan_folder *f)
{
	const struct place place = { f->line, f->column, f->end_column,
		f->text };

	pack_text(out, f->file);
	pack_text(out, f->plan_id);
	pack_place(out, &place);
}

static void
pack_ended(struct sb *out, const struct plan_ended *e)
{
	pack_number(out, e->consent);
	if (!e->consent)
		return;
	pack_number(out, e->withdrawn);
	pack_date(out, e->day);
	pack_text(out, e->services);
	pack_place(out, &e->place);
}

static void
pack_row(struct sb *out, const struct status_row *row)
{
	pack_text(out, row->plan_id);
	pack_text(out, row->file);
	pack_number(out, row->stage);
	pack_number(out, row->step);
	pack_date(out, row->due);
	pack_number(out, row->who.count);
	for (size_t i = 0; i < row->who.count; i++) {
		pack_text(out, row->who.items[i].name);
		pack_text(out, str_from(row->who.items[i].role));
		pack_number(out, row->who.items[i].principal);
	}
	pack_number(out, row->late_measures);
	pack_number(out, row->errors);
	pack_number(out, row->behind);
	pack_number(out, row->closed);
	for (int i = 0; i < PAPER_COUNT; i++)
		sb_ch(out, (char)(row->papers[i] << 1 | row->drafts[i]));
	for (int i = 0; i < PAPER_COUNT; i++) {
		const struct status_fault *f = &row->faults[i];

		pack_number(out, f->there ? (uint64_t)f->code + 1 : 0);
		if (f->there)
			pack_number(out, f->line);
	}
}

static void
pack_documents(struct sb *out, const struct plan_record *r)
{
	pack_number(out, r->count);
	for (size_t i = 0; i < r->count; i++) {
		const struct shelf_document *d = &r->documents[i];

		pack_text(out, d->name);
		pack_number(out, d->size);
		pack_hash(out, d->hash);
		pack_number(out, (uint64_t)(d->news | d->harmed << 1));
	}
}

static void
pack_said(struct sb *out, const struct diags *ds)
{
	struct sb bytes = { 0 };

	pack_findings(&bytes, ds, 0);
	pack_number(out, ds->count);
	pack_text(out, sb_view(&bytes));
	sb_release(&bytes);
}

static void
pack_head(struct sb *out, const struct plan_record *r)
{
	pack_hash(out, r->content);
	pack_number(out, (uint64_t)r->lost);
	pack_number(out, (uint64_t)r->err);
	pack_number(out, r->readable);
	pack_number(out, r->taken);
	pack_number(out, r->contested);
	pack_number(out, r->owner);
	pack_folder(out, &r->folder);
	pack_text(out, r->revision);
	pack_ended(out, &r->ended);
	pack_row(out, &r->row);
	pack_documents(out, r);
}

void
plan_record_pack(struct sb *out, const struct plan_record *r,
    const struct diags *ds, const struct diags *swedish)
{
	pack_head(out, r);
	pack_number(out, ds->dropped);
	pack_said(out, ds);
	pack_said(out, swedish);
}

void
plan_record_pack_again(struct sb *out, const struct plan_record *r)
{
	pack_head(out, r);
	pack_number(out, r->dropped);
	pack_number(out, r->found);
	pack_text(out, r->findings);
	pack_number(out, r->found_swedish);
	pack_text(out, r->swedish);
}

/* --- unpacking ------------------------------------------------------------ */

static date_t
unpack_date(struct unpack *u)
{
	return (date_t)(int64_t)unpack_number(u);
}

static struct place
unpack_place(struct unpack *u)
{
	struct place p;

	p.line = (uint32_t)unpack_number(u);
	p.column = (uint32_t)unpack_number(u);
	p.end_column = (uint32_t)unpack_number(u);
	p.text = unpack_text(u);
	return p;
}

static struct plan_folder
unpack_folder(struct unpack *u)
{
	struct plan_folder f = { .file = unpack_text(u) };
	struct place place;

	f.plan_id = unpack_text(u);
	place = unpack_place(u);
	f.line = place.line;
	f.column = place.column;
	f.end_column = place.end_column;
	f.text = place.text;
	return f;
}

static struct plan_ended
unpack_ended(struct unpack *u)
{
	struct plan_ended e = { .consent = unpack_number(u) != 0 };

	if (!e.consent)
		return e;
	e.withdrawn = unpack_number(u) != 0;
	e.day = unpack_date(u);
	e.services = unpack_text(u);
	e.place = unpack_place(u);
	return e;
}

/* A number below the limit, or bad. */
static size_t
unpack_below(struct unpack *u, uint64_t limit)
{
	uint64_t n = unpack_number(u);

	if (n >= limit)
		u->bad = true;
	return u->bad ? 0 : (size_t)n;
}

static void
unpack_papers(struct unpack *u, struct status_row *row)
{
	if (u->in.n < PAPER_COUNT) {
		u->bad = true;
		return;
	}
	for (int i = 0; i < PAPER_COUNT; i++) {
		unsigned byte = (unsigned char)u->in.p[i];

		row->papers[i] = (enum plan_gate)(byte >> 1);
		row->drafts[i] = byte & 1;
		if (row->papers[i] > GATE_STAGE)
			u->bad = true;
	}
	u->in = str_from_off(u->in, PAPER_COUNT);
}

static void
unpack_faults(struct unpack *u, struct status_row *row)
{
	for (int i = 0; i < PAPER_COUNT; i++) {
		size_t code = unpack_below(u, DIAG_COUNT + 1);

		if (code == 0)
			continue;
		row->faults[i].there = true;
		row->faults[i].code = (enum diag_code)(code - 1);
		row->faults[i].line = (uint32_t)unpack_number(u);
	}
}

static struct status_row
unpack_row(struct unpack *u, struct arena *a)
{
	struct status_row row = { .plan_id = unpack_text(u) };
	size_t actors;

	row.file = unpack_text(u);
	row.stage = (enum plan_stage)unpack_below(u, STAGE_CLOSED + 1);
	row.step = (enum status_step)unpack_below(u, STEP_COUNT);
	row.due = unpack_date(u);
	actors = unpack_below(u, ACTORS_MOST);
	for (size_t i = 0; i < actors && !u->bad; i++) {
		struct status_actor *who = arena_push(a, &row.who);

		who->name = unpack_text(u);
		who->role = arena_cstr(a, unpack_text(u));
		who->principal = (enum plan_principal)unpack_number(u);
	}
	row.late_measures = unpack_number(u);
	row.errors = unpack_number(u);
	row.behind = unpack_number(u);
	row.closed = unpack_number(u) != 0;
	unpack_papers(u, &row);
	unpack_faults(u, &row);
	return row;
}

static void
unpack_documents(struct unpack *u, struct arena *a, struct plan_record *r)
{
	size_t count = unpack_below(u, DOCUMENTS_MOST);

	r->documents = arena_array(a, struct shelf_document, count + 1);
	while (r->count < count && !u->bad) {
		struct shelf_document *d = &r->documents[r->count++];
		uint64_t flags;

		d->name = unpack_text(u);
		d->size = unpack_number(u);
		d->hash = unpack_hash(u);
		flags = unpack_number(u);
		d->news = flags & 1;
		d->harmed = flags >> 1 & 1;
	}
}

bool
plan_record_unpack(struct str bytes, struct arena *a, struct plan_record *r)
{
	struct unpack u = { .in = bytes };

	*r = (struct plan_record){ .content = unpack_hash(&u) };
	r->lost = (int)unpack_number(&u);
	r->err = (int)unpack_number(&u);
	r->readable = unpack_number(&u) != 0;
	r->taken = unpack_number(&u) != 0;
	r->contested = unpack_number(&u) != 0;
	r->owner = unpack_number(&u);
	r->folder = unpack_folder(&u);
	r->revision = unpack_text(&u);
	r->ended = unpack_ended(&u);
	r->row = unpack_row(&u, a);
	unpack_documents(&u, a, r);
	r->dropped = unpack_number(&u);
	r->found = unpack_number(&u);
	r->findings = unpack_text(&u);
	r->found_swedish = unpack_number(&u);
	r->swedish = unpack_text(&u);
	return !u.bad && u.in.n == 0;
}

/* --- what stands in it ---------------------------------------------------- */

uint64_t
plan_owner(struct str plan_id)
{
	struct sb folded = { 0 };
	uint64_t hash;

	utf8_fold(&folded, plan_id);
	hash = hash64(sb_view(&folded));
	sb_release(&folded);
	return hash ? hash : 1;
}

static struct str
service_names(struct arena *a, const struct plan *p)
{
	const struct plan_services *list = &p->consent.services;
	struct sb out = { 0 };
	struct str names;

	for (size_t i = 0; i < list->count; i++) {
		const struct plan_service *s = list->items[i].to;

		if (!s || s->name.s.n == 0)
			continue;
		if (out.n)
			sb_cstr(&out, "; ");
		sb_str(&out, s->name.s);
	}
	names = arena_str(a, sb_view(&out));
	sb_release(&out);
	return names;
}

struct plan_ended
plan_ended_of(
    struct arena *a, struct diags *ds, const struct plan *p, date_t today)
{
	const struct plan_consent *c = &p->consent;
	const struct plan_date *why = &c->withdrawn;
	struct plan_ended e = { 0 };

	if (!p->readable || p->format_errors || plan_consent_open(p, today))
		return e;
	e.consent = true;
	e.withdrawn = field_there(&c->withdrawn.f);
	if (!e.withdrawn)
		why = &c->valid_until;
	e.day = field_given(&why->f) ? why->d : DATE_NONE;
	e.services = service_names(a, p);
	e.place = source_place(&ds->sources,
	    field_there(&why->f) ? why->f.at : plan_lack(p, &c->given.f));
	e.place.text = arena_str(a, e.place.text);
	return e;
}
