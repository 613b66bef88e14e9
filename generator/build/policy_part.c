/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/policy_part.h"

#include "load/site_data.h"
#include "load/text_file.h"

static bool
revision_name(struct str s)
{
	int year, month;

	return s.n == 7 && s.p[4] == '-' && str_int(str_sub(s, 0, 4), &year) &&
	       str_int(str_sub(s, 5, 2), &month) && month >= 1 && month <= 12;
}

static uint32_t
read_data(struct arena *a, struct diags *ds, const struct build_options *o,
    struct str name)
{
	struct text_file file = { 0 };
	const char *path = fs_join(a, str_from(o->root), name);
	struct fs_stat st;

	if (fs_stat(o->fs, path, &st) != 0 || st.kind == FS_ABSENT)
		return 0;
	return text_file_load(&file, a, ds, o->fs, path, name, TEXT_FILE_LIMIT,
		   &text_file_data_codes)
		   ? file.source
		   : 0;
}

static void
add_revision(struct policy_part *out, struct arena *a, struct diags *ds,
    const struct build_options *o, struct str name)
{
	struct revision r = { .in_force = DATE_NONE, .next_review = DATE_NONE };
	struct plan_revision *item;
	uint32_t source = read_data(a, ds, o,
	    arena_fmt(a, "content/policy/%.*s/revision.yaml", STR_ARG(name)));

	if (source)
		revision_read(&r, a, ds, source);
	out->revisions = arena_grow(a, out->revisions, out->revision_count,
	    &out->revision_cap, sizeof(*item));
	item = &out->revisions[out->revision_count++];
	item->name = name;
	item->in_force =
	    revision_decided(&r, o->today) ? r.in_force : DATE_NONE;
	if (item->in_force == DATE_NONE || item->in_force > o->today ||
	    (out->status.revision.n && item->in_force < out->status.in_force))
		return;
	out->status.revision = name;
	out->status.in_force = item->in_force;
	out->status.next_review = revision_review(&r, o->today);
}

void
policy_part_load(
    struct policy_part *out, struct arena *a, const struct build_options *o)
{
	struct diags ds = { 0 };
	struct site_config config = { 0 };
	struct fs_entries list;
	uint32_t source = read_data(a, &ds, o, STR("content/site.yaml"));

	*out = (struct policy_part){ 0 };
	if (source)
		site_config_read(&config, a, &ds, source);
	out->base_url = config.base_url.s;
	out->theme = config.theme.s.n ? config.theme.s : STR("standard");
	if (fs_list(o->fs, a,
		fs_join(a, str_from(o->root), STR("content/policy")),
		&list) == 0)
		for (size_t i = 0; i < list.count; i++)
			if (revision_name(list.items[i].name))
				add_revision(
				    out, a, &ds, o, list.items[i].name);
	diag_release(&ds);
}
