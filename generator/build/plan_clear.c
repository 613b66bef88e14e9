/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Without theme or faces no document can be made; but a fault in a theme must
 * not keep what a person took back the yes for. Documents go that the records
 * of this run do not allow; all others stay as they are, and the pages on top.
 */
#include "build/plan_run.h"

/* What is known of a folder that readers see. */
struct owned {
	struct str folder;
	const struct plan_item *item; /* NULL: nobody's */
	bool goes;
};

struct folders {
	struct owned *items;
	size_t count;
	size_t cap;
};

struct clearing {
	struct plan_run *run;
	struct arena arena;
	struct map owners; /* by folder */
	struct map lost;   /* files of which nothing is known now */
	struct folders folders;
	bool any; /* something goes */
};

static void
list_owners(struct clearing *c)
{
	struct plan_run *r = c->run;

	c->owners = map_new(&c->arena);
	c->lost = map_new(&c->arena);
	for (size_t i = 0; i < r->count; i++) {
		struct plan_item *item = &r->items[i];

		if (item->lost)
			map_set(&c->lost, item->now.file, item);
		else if (item->now.owner && !item->now.taken)
			map_set(&c->owners, item->now.plan_id, item);
		/* For the journal: of the plan as its documents were made. */
		if (item->now.revision.n == 0 && item->was)
			item->now.revision = item->was->revision;
	}
}

/* "min-plan.pdf" is of the paper min-plan, "plan.fhir.json" of plan. */
static bool
allowed(const struct plan_record *rec, struct str name)
{
	struct str paper = str_sub(name, 0, str_find_char(name, '.'));

	for (int p = 0; p < PAPER_COUNT; p++)
		if (str_is(paper, plan_paper_info((enum plan_paper)p)->name))
			return rec->row.papers[p] == GATE_OPEN;
	return false;
}

/* Of a record of the last run, everything that was made. */
static bool
wanted(void *arg, struct str name)
{
	const struct plan_record *rec = arg;

	return !rec || allowed(rec, name);
}

static const struct plan_record *
record_of(const struct plan_item *item, struct arena *a)
{
	struct plan_record *rec = arena_new(a, struct plan_record);

	return item->record.n && plan_record_unpack(item->record, a, rec)
		   ? rec
		   : NULL;
}

static void
judge(struct clearing *c, const struct shelf_folder *f)
{
	struct owned *o = arena_push(&c->arena, &c->folders);
	struct arena a = { 0 };
	const struct plan_record *rec;

	o->folder = arena_str(&c->arena, f->name);
	o->item = map_find(&c->owners, f->name);
	o->goes = !o->item && !map_has(&c->lost, f->source);
	c->any |= o->goes;
	rec = o->item ? record_of(o->item, &a) : NULL;
	for (size_t i = 0; rec && i < f->count; i++)
		c->any |= !allowed(rec, f->documents[i].name);
	arena_release(&a);
}

static void
judge_all(struct clearing *c)
{
	struct plan_run *r = c->run;

	for (unsigned n = 0; n < SHELF_PARTS && r->err == 0; n++) {
		const struct shelf_folder *folders;
		size_t count;

		r->err = shelf_list(r->shelf, n, &folders, &count);
		for (size_t i = 0; r->err == 0 && i < count; i++)
			judge(c, &folders[i]);
	}
}

/* What nobody can make again now is kept only where it lies whole. */
static void
clear(struct clearing *c)
{
	struct plan_run *r = c->run;

	for (size_t i = 0; r->err == 0 && i < c->folders.count; i++) {
		const struct owned *o = &c->folders.items[i];
		struct arena a = { 0 };
		const struct plan_record *rec =
		    o->item ? record_of(o->item, &a) : NULL;

		if (o->goes)
			shelf_drop(r->shelf, o->folder);
		else
			r->err = shelf_keep(r->shelf, o->folder, wanted,
			    (void *)(uintptr_t)rec);
		arena_release(&a);
	}
	if (r->err == 0)
		r->err = shelf_top_keep_whole(r->shelf);
}

void
plan_clear(struct plan_run *r)
{
	struct clearing c = { .run = r };

	list_owners(&c);
	judge_all(&c);
	/* Of a tree that somebody touched it is not known what it holds. */
	if (r->err == 0 && c.any && shelf_known(r->shelf)) {
		clear(&c);
		if (r->err == 0)
			plan_commit(r);
	}
	arena_release(&c.arena);
}
