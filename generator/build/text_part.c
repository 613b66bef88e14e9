/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/text_part.h"

#include <string.h>

#include "build/leak.h"
#include "compose/report.h"
#include "diag/msg.h"
#include "write/tree.h"

/* An earlier revision stays as it was decided; its words are not judged. */
static bool
archived(const struct page *p, const struct revision *shown)
{
	return p->revision && shown && p->revision != shown &&
	    str_cmp(p->revision->name, shown->name) < 0;
}

static void
read_all(struct text_part *out, struct arena *a,
    const struct build_options *o, const struct site *site,
    struct diags *ds)
{
	const struct revision *shown = site_revision(site, o->today);
	const struct readability *r = readability_new(a, site, ds);

	for (size_t i = 0; i < site->pages.count; i++) {
		const struct page *p = site->pages.items[i];
		size_t before = ds->count;

		if (!p->doc || p->meta.draft)
			continue;
		out->measures[p->number] =
		    check_readability(a, r, p, ds);
		if (archived(p, shown))
			ds->count = before; /* measured for the trend */
	}
	check_readability_data(r, ds);
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
    struct diags *ds)
{
	const char *language = msg_language();
	size_t first = ds->count;

	out->measures = arena_array(a, const struct page_measures *,
	    site->pages.count + 1);
	read_all(out, a, o, site, ds);
	if (o->write && strcmp(language, "sv") == 0)
		move(&out->swedish, ds, first);
	leave_out_hints(o, ds, first);
	if (!o->write || strcmp(language, "sv") == 0)
		return;
	/* Once more in Swedish: the report does not depend on who builds. */
	first = ds->count;
	msg_use("sv");
	read_all(out, a, o, site, ds);
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
