/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What is said of all plans: findings of those that were made now, those of the
 * last run for all others, and F15 for plans that want the same folder.
 */
#include "build/plan_run.h"
#include "diag/msg.h"

void
plan_say_record(struct plan_run *r, const struct plan_record *rec)
{
	struct unpack u = { .in = rec->findings };

	unpack_findings(&u, r->ds);
	r->ds->dropped += rec->dropped;
}

static bool
record_of(struct plan_run *r, struct arena *a, const struct plan_item *item,
    struct plan_record *out)
{
	struct drawer_records part;
	const struct str *bytes;
	bool found;

	if (item->record.n)
		return plan_record_unpack(item->record, a, out);
	found = drawer_read(
	    &r->store.drawer, plan_store_part(item->now.file), a, &part);
	bytes = found ? map_find(&part.by_file, item->now.file) : NULL;
	found = bytes && plan_record_unpack(arena_str(a, *bytes), a, out);
	drawer_done(&part);
	r->again |= !found;
	return found;
}

/* F15, in the language of the run and for the overview. */
static void
say_twice(struct plan_run *r, struct arena *a, const struct plan_owned *list,
    size_t count)
{
	struct plan_folder *folders =
	    arena_array(a, struct plan_folder, count + 1);
	bool *twice = arena_array(a, bool, count + 1);
	const char *language = msg_language();
	struct diags swedish = { 0 };
	struct plan_record rec;
	size_t next = 0;

	for (size_t i = 0; i < count; i++)
		if (record_of(r, a, &r->items[list[i].item], &rec))
			folders[i] = rec.folder;
	plan_folders_check(r->ds, folders, count, twice);
	msg_use("sv");
	plan_folders_check(&swedish, folders, count, twice);
	msg_use(language);
	for (size_t i = 0; i < count; i++)
		if (twice[i] && next < swedish.count) {
			struct finding *f =
			    arena_new(&r->arena, struct finding);

			*f = swedish.items[next++];
			f->message = arena_str(&r->arena, f->message);
			f->help = arena_str(&r->arena, f->help);
			f->file = f->text = f->policy = STR_NONE;
			r->items[list[i].item].twice = f;
		}
	diag_release(&swedish);
}

void
plan_say_twice(struct plan_run *r)
{
	struct arena a = { 0 };
	size_t count, n;
	struct plan_owned *list;

	if (!r->disputed)
		return;
	list = plan_list_owners(r, &a, &count);
	for (size_t i = 0; i < count; i += n) {
		n = plan_owners_alike(list, i, count);
		if (n > 1)
			say_twice(r, &a, &list[i], n);
	}
	arena_release(&a);
}

/* Of those that were made now, and of the last run for all others. */
void
plan_say_all(struct plan_run *r)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct plan_known *k = &r->items[i].now;
		struct unpack u = { .in = k->said };

		if (r->items[i].lost)
			continue;
		if (k->said.n)
			unpack_findings(&u, r->ds);
		r->ds->dropped += k->dropped;
		r->again |= u.bad;
	}
}
