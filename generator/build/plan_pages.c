/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The overview of all plans, and the form. Up to ONE_PAGE plans stand in one
 * page. More are divided among pages by the parts of the store, so that a plan
 * that changed touches its own page only; then index.html holds the most
 * urgent ones and a line for each of all.
 */
#include "build/plan_run.h"

#include <stdlib.h>
#include <string.h>

#include "compose/overview.h"
#include "compose/plan_form_page.h"
#include "diag/msg.h"
#include "render/mustache.h"

enum { ONE_PAGE = 500, MOST_URGENT = 100, A_PAGE = 200 };

struct ordered;

struct pages {
	struct plan_run *run;
	struct arena arena;
	struct template_set *templates;
	struct ordered *order; /* those that are shown, most urgent first */
	size_t count;
	struct overview_sums sums;
	size_t parts; /* pages besides the first; 0: all stand in it */
	struct sb bytes;
};

/* What a page is made of; in an arena of its own. */
struct listing {
	struct arena arena;
	bool first; /* the first page of several: its records are kept */
	struct overview_plan *plans;
	size_t count;
};

/* --- order ---------------------------------------------------------------- */

/* What decides lies beside the item: an item is far from the next one. */
struct ordered {
	struct urgency urgency;
	struct plan_item *item;
	size_t page; /* from 1; 0: all plans stand in one */
};

static int
by_urgency(const void *a, const void *b)
{
	return urgency_order(&((const struct ordered *)a)->urgency,
	    &((const struct ordered *)b)->urgency);
}

/* A theme of its own may come from before there were several pages. */
static bool
has_template(const struct theme *t, const char *name)
{
	for (size_t i = 0; i < t->template_count; i++)
		if (str_is(t->templates[i].name, name))
			return true;
	return false;
}

static size_t
page_of(const struct pages *p, const struct plan_known *k)
{
	return plan_store_part(k->file) * p->parts / SHELF_PARTS + 1;
}

static void
put_in_order(struct pages *p)
{
	struct plan_run *r = p->run;

	p->order = arena_array(&p->arena, struct ordered, r->count + 1);
	for (size_t i = 0; i < r->count; i++) {
		const struct plan_known *k = &r->items[i].now;

		if (k->lost)
			continue;
		overview_sum(&p->sums, k->closed, k->errors, k->step, k->due,
		    r->options->today);
		if (overview_shows(k->closed, k->errors))
			p->order[p->count++] =
			    (struct ordered){ .urgency = { k->closed, k->due,
						  k->plan_id, k->file },
				    .item = &r->items[i] };
	}
	if (p->count)
		qsort(p->order, p->count, sizeof(*p->order), by_urgency);
	if (p->count <= ONE_PAGE || !has_template(&r->theme, "overview-part"))
		return;
	for (p->parts = 2;
	     p->parts < SHELF_PARTS && p->count / p->parts > A_PAGE;)
		p->parts *= 2;
	for (size_t i = 0; i < p->count; i++)
		p->order[i].page = page_of(p, &p->order[i].item->now);
}

/* --- plans of a page ------------------------------------------------------ */

/* Which papers the record tells of: "plan.pdf", "plan.html", "mote.ics". */
static void
note_made(struct overview_plan *plan, const struct plan_record *r)
{
	for (size_t i = 0; i < r->count; i++) {
		struct str name = r->documents[i].name;
		size_t dot = str_rfind_char(name, '.');

		for (int p = 0; dot != STR_NOT_FOUND && p < PAPER_COUNT; p++) {
			const struct plan_paper_info *info =
			    plan_paper_info((enum plan_paper)p);
			struct str ending = str_from_off(name, dot);

			if (!str_is(str_sub(name, 0, dot), info->name))
				continue;
			plan->paper[p] |=
			    str_is(ending, info->calendar ? ".ics" : ".pdf");
			plan->screen[p] |= str_is(ending, ".html");
		}
	}
}

/* The record of an item, wherever it is; false: the store does not have it. */
static bool
record_of(struct plan_run *r, struct arena *a, const struct plan_item *item,
    const struct drawer_records *part, struct plan_record *out)
{
	const struct str *kept =
	    part ? map_find(&part->by_file, item->now.file) : NULL;

	if (item->record.n)
		return plan_record_unpack(item->record, a, out);
	if (kept && plan_record_unpack(*kept, a, out))
		return true;
	r->again = true;
	return false;
}

static void
keep_first(struct plan_run *r, const struct plan_item *item,
    const struct drawer_records *part)
{
	struct drawer_entry *e = &r->first[r->first_count++];
	const struct str *kept = item->record.n
				     ? &item->record
				     : map_find(&part->by_file, item->now.file);

	e->file = item->now.file;
	e->record = arena_str(&r->arena, *kept);
}

static void
add_plan(struct pages *p, struct listing *page, const struct plan_item *item,
    const struct drawer_records *part)
{
	struct overview_plan *plan = &page->plans[page->count];
	struct plan_record record;
	struct status_row *row;
	struct diags ds = { 0 };
	struct finding *list;
	struct unpack u;

	if (!record_of(p->run, &page->arena, item, part, &record))
		return;
	if (page->first)
		keep_first(p->run, item, part);
	u = (struct unpack){ .in = record.swedish };
	unpack_findings(&u, &ds);
	if (item->twice)
		diag_take(&ds, item->twice);
	diag_sort(&ds);
	list = arena_array(&page->arena, struct finding, ds.count + 1);
	for (size_t i = 0; i < ds.count; i++) {
		list[i] = ds.items[i];
		list[i].message = arena_str(&page->arena, list[i].message);
		list[i].help = arena_str(&page->arena, list[i].help);
		list[i].file = list[i].text = list[i].policy = STR_NONE;
	}
	row = arena_new(&page->arena, struct status_row);
	*row = record.row;
	row->plan_id = arena_str(&page->arena, row->plan_id);
	for (size_t i = 0; i < row->who.count; i++)
		row->who.items[i].name =
		    arena_str(&page->arena, row->who.items[i].name);
	row->file = item->now.file;
	*plan = (struct overview_plan){ row, list, ds.count, { 0 }, { 0 } };
	note_made(plan, &record);
	page->count++;
	diag_release(&ds);
}

/* Those whose record lies in this part of the store, or was made now. */
static void
fill_from(struct pages *p, struct listing *page, struct plan_item **items,
    size_t count, unsigned part)
{
	struct drawer_records records = { 0 };
	struct arena a = { 0 };
	bool opened = drawer_read(&p->run->store.drawer, part, &a, &records);

	for (size_t i = 0; i < count; i++) {
		bool here =
		    part == PLAN_PART_FIRST
			? opened && items[i] && items[i]->kept &&
			      map_has(&records.by_file, items[i]->now.file)
			: items[i] &&
			      plan_store_part(items[i]->now.file) == part;

		if (!here)
			continue;
		add_plan(p, page, items[i], opened ? &records : NULL);
		items[i] = NULL;
	}
	drawer_done(&records);
	arena_release(&a);
}

/* Each part is opened once; the plans are put in order afterwards. */
static void
fill(struct pages *p, struct listing *page, struct plan_item *const *items,
    size_t count)
{
	struct plan_item **left =
	    arena_array(&page->arena, struct plan_item *, count + 1);
	bool there[SHELF_PARTS] = { false };

	page->plans =
	    arena_array(&page->arena, struct overview_plan, count + 1);
	for (size_t i = 0; i < count; i++)
		left[i] = items[i];
	if (page->first && p->run->fresh)
		fill_from(p, page, left, count, PLAN_PART_FIRST);
	for (size_t i = 0; i < count; i++)
		if (left[i])
			there[plan_store_part(left[i]->now.file)] = true;
	for (unsigned n = 0; n < SHELF_PARTS && !p->run->again; n++)
		if (there[n])
			fill_from(p, page, left, count, n);
}

static int
plan_by_urgency(const void *a, const void *b)
{
	const struct urgency x =
	    status_urgency(((const struct overview_plan *)a)->row);
	const struct urgency y =
	    status_urgency(((const struct overview_plan *)b)->row);

	return urgency_order(&x, &y);
}

static void
sort_page(struct listing *page)
{
	if (page->count)
		qsort(page->plans, page->count, sizeof(*page->plans),
		    plan_by_urgency);
}

/* --- writing -------------------------------------------------------------- */

static void
render(struct pages *p, struct str template, struct str path,
    const struct value *values)
{
	struct plan_run *r = p->run;

	sb_reset(&p->bytes);
	if (!template_render(p->templates, template, values, r->ds, &p->bytes))
		return;
	if (r->err == 0)
		r->err = shelf_top_put(r->shelf, path, sb_view(&p->bytes));
}

static struct str
list_of_all(struct pages *p)
{
	struct sb out = { 0 };
	struct str lines;

	for (size_t i = 0; p->parts && i < p->count; i++) {
		const struct plan_known *k = &p->order[i].item->now;
		const struct overview_entry e = { .plan_id = k->plan_id,
			.step = k->step,
			.due = k->due,
			.errors = k->errors,
			.page = p->order[i].page };

		overview_line(&out, &e, p->run->options->today);
	}
	lines = arena_str(&p->arena, sb_view(&out));
	sb_release(&out);
	return lines;
}

static void
put_first(struct pages *p)
{
	struct listing page = { .first = p->parts > 0 };
	size_t count = p->parts ? MOST_URGENT : p->count;
	struct plan_item **items =
	    arena_array(&page.arena, struct plan_item *, count + 1);

	for (size_t i = 0; i < count; i++)
		items[i] = p->order[i].item;
	p->run->first =
	    arena_array(&p->run->arena, struct drawer_entry, MOST_URGENT + 1);
	fill(p, &page, items, count);
	sort_page(&page);
	render(p, STR("overview"), STR("index.html"),
	    overview_values(&page.arena, page.plans, page.count, &p->sums,
		&p->run->context, list_of_all(p)));
	arena_release(&page.arena);
}

static struct str
part_path(struct arena *a, size_t number)
{
	return arena_fmt(a, "_oversikt/%03zu.html", number);
}

static void
put_part(struct pages *p, size_t number)
{
	struct listing page = { 0 };
	struct plan_item **items =
	    arena_array(&page.arena, struct plan_item *, p->count + 1);
	size_t count = 0;

	for (size_t i = 0; i < p->count; i++)
		if (p->order[i].page == number)
			items[count++] = p->order[i].item;
	fill(p, &page, items, count);
	sort_page(&page);
	render(p, STR("overview-part"), part_path(&page.arena, number),
	    overview_part_values(&page.arena, page.plans, page.count, number,
		p->parts, &p->run->context));
	arena_release(&page.arena);
}

/* Something of it is not as it was in the last run. */
static void
mark_changed(const struct pages *p, bool *changed)
{
	const struct plan_run *r = p->run;
	const struct plan_store *s = &r->store;

	for (size_t i = 0; i < r->count; i++)
		if (!r->items[i].kept || r->items[i].twice)
			changed[page_of(p, &r->items[i].now)] = true;
	/* Files that are gone. */
	for (size_t i = 0, k = 0; i < s->count; i++) {
		const struct plan_known *gone = &s->items[i];

		while (k < r->count &&
		       str_cmp(r->items[k].now.file, gone->file) < 0)
			k++;
		if (k == r->count || !str_eq(r->items[k].now.file, gone->file))
			changed[page_of(p, gone)] = true;
	}
}

static void
put_parts(struct pages *p)
{
	struct plan_run *r = p->run;
	bool changed[SHELF_PARTS + 1] = { false };
	bool same = r->fresh && r->trusted && r->store.pages == p->parts;

	if (same)
		mark_changed(p, changed);
	for (size_t n = 1; n <= p->parts && !r->again; n++) {
		struct str path = part_path(&p->arena, n);
		bool whole = false;

		if (same && !changed[n] && r->err == 0)
			r->err = shelf_top_whole(r->shelf, path, &whole);
		if (whole)
			shelf_top_keep(r->shelf, path);
		else
			put_part(p, n);
	}
}

/* Nothing was made, nothing is gone: the pages are as they were. */
static bool
all_as_before(struct plan_run *r)
{
	bool whole = r->fresh && r->trusted && r->count == r->store.count;

	for (size_t i = 0; whole && i < r->count; i++)
		whole =
		    r->items[i].kept && !r->items[i].twice && r->items[i].was;
	for (size_t n = 1; whole && r->err == 0 && n <= r->store.pages; n++) {
		struct arena a = { 0 };

		r->err = shelf_top_whole(r->shelf, part_path(&a, n), &whole);
		arena_release(&a);
	}
	if (whole && r->err == 0)
		r->err = shelf_top_whole(r->shelf, STR("index.html"), &whole);
	if (whole && r->err == 0)
		r->err =
		    shelf_top_whole(r->shelf, STR("formular.html"), &whole);
	return whole && r->err == 0;
}

void
plan_pages_put(struct plan_run *r)
{
	struct pages p = { .run = r };

	/* A root without plans has neither overview nor form. */
	if (r->count == 0 || !r->shelf)
		return;
	if (all_as_before(r)) {
		shelf_top_keep_all(r->shelf);
		r->pages = r->store.pages;
		return;
	}
	plan_run_open(r);
	if (!r->printer)
		return;
	p.templates = templates_compile(&r->arena, &r->theme, r->ds);
	put_in_order(&p);
	r->pages = p.parts;
	put_first(&p);
	put_parts(&p);
	render(&p, STR("formular"), STR("formular.html"),
	    plan_form_page_values(&r->arena, r->context.revision));
	sb_release(&p.bytes);
	arena_release(&p.arena);
}
