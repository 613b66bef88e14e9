/* SPDX-License-Identifier: EUPL-1.2 */
#include "aid_plan.h"

#include "fs/fs.h"

date_t
aid_plan_day(const char *iso)
{
	date_t d = DATE_NONE;

	date_parse(str_from(iso), &d);
	return d;
}

void
aid_plan_revisions(struct aid_plan *t, struct str list)
{
	struct str part;

	t->context.revisions = t->revisions;
	t->context.revision_count = 0;
	while (str_next_part(&list, ' ', &part)) {
		struct plan_revision *rev =
		    &t->revisions[t->context.revision_count];
		size_t colon = str_find_char(part, ':');

		if (colon == STR_NOT_FOUND ||
		    t->context.revision_count == AID_REVISIONS)
			continue;
		rev->name = str_sub(part, 0, colon);
		if (!date_parse(str_from_off(part, colon + 1), &rev->in_force))
			rev->in_force = DATE_NONE;
		t->context.revision_count++;
	}
}

void
aid_plan_check(struct aid_plan *t, const char *name, date_t today)
{
	t->context.today = today;
	t->plan = plan_read(&t->a, &t->ds, str_from(name), sb_view(&t->bytes));
	t->verdict = check_plan(t->plan, &t->context, &t->ds);
}

bool
aid_plan_read(struct aid_plan *t, const char *path)
{
	sb_reset(&t->bytes);
	return fs_read(fs_disk(), path, 1024 * 1024, &t->bytes) == 0;
}

void
aid_plan_release(struct aid_plan *t)
{
	arena_release(&t->a);
	diag_release(&t->ds);
	sb_release(&t->bytes);
	*t = (struct aid_plan){ 0 };
}
