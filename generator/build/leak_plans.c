/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak_plans.h"

#include <errno.h>
#include <string.h>

#include "base/utf8.h"
#include "build/plan_known.h"
#include "build/run_record.h"
#include "build/worker.h"
#include "diag/msg.h"
#include "load/plan.h"
#include "load/site_data.h"
#include "load/text_file.h"

enum {
	RAW_LIMIT = 16 * 1024 * 1024, /* of a file that is no plan */
	TRIES = 3                     /* while somebody saves */
};

/* --- what the content allows ---------------------------------------------- */

static struct hash128
read_allowed(struct leak_plans *p)
{
	const struct build_options *o = p->options;
	struct hash128 key = program_hash(o);
	struct diags ds = { 0 };
	struct text_file file = { 0 };
	struct sb bytes = { 0 };
	const char *path =
	    fs_join(&p->arena, str_from(o->root), STR("content/site.yaml"));

	/* What is wrong with the file is said when the site is made. */
	if (text_file_load(&file, &p->arena, &ds, o->fs, path,
		STR("content/site.yaml"), TEXT_FILE_LIMIT,
		&text_file_data_codes))
		site_config_read(&p->allowed, &p->arena, &ds, file.source);
	if (fs_read(o->fs, path, TEXT_FILE_LIMIT, &bytes) == 0)
		key = hash128_mix(key, hash128(sb_view(&bytes)));
	sb_release(&bytes);
	diag_release(&ds);
	return key;
}

/* --- plans ---------------------------------------------------------------- */

static void
blind(struct leak_plans *p, struct str name, int err)
{
	p->blind = true;
	diag_add_file(p->ds, DIAG_S02, name,
	    N_("it cannot be read, so the site cannot be guarded: %s"),
	    msg_errno(err));
}

/* Letters of another encoding would be none: nothing of it is compared. */
static bool
is_text(struct str raw)
{
	return utf8_check(raw) == raw.n &&
	       (raw.n == 0 || !memchr(raw.p, '\0', raw.n));
}

static void
not_text(struct leak_plans *p, struct str name)
{
	struct finding *f;

	p->blind = true;
	f = diag_add_file(p->ds, DIAG_S02, name,
	    N_("it is not saved as UTF-8, so the site cannot be guarded"));
	diag_help(p->ds, f,
	    N_("save the file again as UTF-8; the editor asks for the encoding "
	       "under \"Save as\""));
}

static void
guard_raw(struct leak_set *set, struct str file, struct str raw)
{
	struct sb nfc = { 0 };

	if (str_starts(raw, STR("\xEF\xBB\xBF")))
		raw = str_from_off(raw, 3);
	utf8_nfc(&nfc, raw);
	leak_set_raw(set, file, sb_view(&nfc));
	sb_release(&nfc);
}

static void
guard_plan(struct leak_plans *p, struct arena *a, struct leak_plan *item,
    struct str raw)
{
	struct leak_set set;
	struct diags ds = { 0 };
	struct sb values = { 0 };
	const struct plan *plan = NULL;

	leak_set_begin(&set);
	if (raw.n <= PLAN_LIMIT)
		plan = plan_read(a, &ds, item->known.file, raw);
	if (plan && plan->readable)
		leak_set_plan(&set, &ds.sources, plan);
	/* What has another form than it should is no value of the plan. */
	if (!plan || !plan->readable || plan->format_errors)
		guard_raw(&set, item->known.file, raw);
	leak_set_pack(&set, &values);
	item->known.content = hash128(raw);
	item->values = arena_str(&p->arena, sb_view(&values));
	sb_release(&values);
	leak_set_release(&set);
	diag_release(&ds);
}

/* false: there is nothing to guard, or nothing that could be. */
static bool
read_plan(struct leak_plans *p, struct arena *a, struct leak_plan *item)
{
	struct sb raw = { 0 };
	int err = EAGAIN;
	bool known;

	arena_reset(a);
	for (int i = 0; i < TRIES && err == EAGAIN; i++)
		err = fs_read(p->options->fs, item->path, RAW_LIMIT, &raw);
	known = err == 0 && is_text(sb_view(&raw));
	if (known)
		guard_plan(p, a, item, sb_view(&raw));
	else if (err == 0)
		not_text(p, item->known.file);
	/* Gone since the list, or no file at all. */
	else if (err != ENOENT && err != EINVAL && err != EISDIR &&
		 err != ELOOP)
		blind(p, item->known.file, err);
	sb_release(&raw);
	return known;
}

/* Most often nothing came and nothing went: then it has the same place. */
static const struct leak_known *
find_known(const struct leak_plans *p, struct str file)
{
	const struct leak_memory *m = &p->memory;

	if (!p->remembered)
		return NULL;
	return p->count < m->count && str_eq(m->items[p->count].file, file)
		   ? &m->items[p->count]
		   : leak_memory_find(m, file);
}

static void
take_entry(struct leak_plans *p, struct arena *a, const char *path,
    const struct fs_stat *st)
{
	struct leak_plan item = { .path = path };
	const struct leak_known *was;

	item.known.file = plan_file_shown(p->options, path);
	item.part = leak_memory_part(item.known.file);
	was = find_known(p, item.known.file);
	if (leak_memory_same(p->options, was, path, st)) {
		item.known.content = was->content;
	} else {
		item.changed = true;
		if (!read_plan(p, a, &item))
			return;
	}
	item.known.st = *st;
	item.known.sure = leak_memory_sure(p->options, st);
	p->items[p->count++] = item;
}

/* What the program has seen already is not looked at again. */
static void
take_seen(struct leak_plans *p, const struct plan_files *files)
{
	struct arena a = { 0 };

	p->items = arena_array(&p->arena, struct leak_plan, files->count + 1);
	for (size_t i = 0; i < files->count; i++)
		take_entry(p, &a, files->items[i].path, &files->items[i].st);
	arena_release(&a);
}

static void
take_folder(struct leak_plans *p)
{
	const struct build_options *o = p->options;
	struct arena a = { 0 };
	struct fs_entries list;
	struct fs_stat *stats = NULL;
	int err = fs_look(o->fs, &p->arena, o->plans, &list, &stats);

	if (err && (err != ENOENT || o->plans_given))
		blind(p, plan_file_shown(o, o->plans), err);
	p->items = arena_array(&p->arena, struct leak_plan, list.count + 1);
	for (size_t i = 0; err == 0 && i < list.count; i++)
		if (plan_file_wanted(&list.items[i]))
			take_entry(p, &a,
			    fs_join(&p->arena, str_from(o->plans),
				list.items[i].name),
			    &stats[i]);
	arena_release(&a);
}

static void
list_plans(struct leak_plans *p)
{
	const struct plan_before *before = p->options->before;

	if (before && !before->said)
		take_seen(p, &before->files);
	else
		take_folder(p);
}

/* --- sets ----------------------------------------------------------------- */

/* Each part of the memory is opened once, for what was said of its files. */
struct parts {
	struct leak_plans *plans;
	struct arena arena;
	struct drawer_records records;
	unsigned open; /* LEAK_PARTS: none */
	bool there;
};

static struct str
remembered(struct parts *m, struct str file)
{
	unsigned part = leak_memory_part(file);
	const struct str *values;

	if (!m->plans->remembered || !leak_memory_find(&m->plans->memory, file))
		return STR_NONE;
	if (m->open != part) {
		drawer_done(&m->records);
		arena_reset(&m->arena);
		m->there = drawer_read(
		    &m->plans->memory.drawer, part, &m->arena, &m->records);
		m->open = part;
	}
	values = m->there ? map_find(&m->records.by_file, file) : NULL;
	return values ? *values : STR_NONE;
}

static void
close_parts(struct parts *m)
{
	drawer_done(&m->records);
	arena_release(&m->arena);
}

static void
find_fresh(struct leak_plans *p)
{
	struct parts m = { .plans = p, .open = LEAK_PARTS };

	leak_set_begin(&p->fresh);
	leak_set_allow(&p->fresh, &p->allowed);
	for (size_t i = 0; i < p->count; i++) {
		const struct leak_plan *item = &p->items[i];
		size_t taken;

		if (!item->changed)
			continue;
		leak_set_take(&p->fresh, item->known.file, item->values,
		    remembered(&m, item->known.file), &taken);
		p->fresh_count += taken;
	}
	leak_set_close(&p->fresh);
	close_parts(&m);
}

/* One whose values were lost is read again. */
static void
add_to_all(struct leak_plans *p, struct parts *m, struct arena *a,
    struct leak_plan *item)
{
	struct str values =
	    item->values.n ? item->values : remembered(m, item->known.file);
	size_t taken;

	if (values.n == 0 && read_plan(p, a, item)) {
		values = item->values;
		item->changed = true;
	}
	if (values.n)
		leak_set_take(
		    &p->all, item->known.file, values, STR_NONE, &taken);
}

/* In the order of the parts; which plan a hit is told of may follow it. */
struct leak_set *
leak_plans_all(struct leak_plans *p)
{
	struct parts m = { .plans = p, .open = LEAK_PARTS };
	struct arena a = { 0 };

	if (p->all_there)
		return &p->all;
	p->all_there = true;
	leak_set_begin(&p->all);
	leak_set_allow(&p->all, &p->allowed);
	for (unsigned part = 0; part < LEAK_PARTS; part++)
		for (size_t i = 0; i < p->count; i++)
			if (p->items[i].part == part)
				add_to_all(p, &m, &a, &p->items[i]);
	leak_set_close(&p->all);
	close_parts(&m);
	arena_release(&a);
	return &p->all;
}

void
leak_plans_read(
    struct leak_plans *p, const struct build_options *o, struct diags *ds)
{
	struct hash128 key;

	*p = (struct leak_plans){ .options = o, .ds = ds };
	key = read_allowed(p);
	leak_memory_open(&p->memory, o->fs, o->output);
	p->remembered = p->memory.whole && hash128_eq(p->memory.key, key);
	p->memory.key = key;
	worker_reads_apart(o);
	list_plans(p);
	if (p->remembered)
		find_fresh(p);
}

struct hash128
leak_plans_hash(const struct leak_plans *p)
{
	struct hash128 h = p->memory.key;

	for (size_t i = 0; i < p->count; i++) {
		h = hash128_mix(h, hash128(p->items[i].known.file));
		h = hash128_mix(h, p->items[i].known.content);
	}
	return h;
}

/* --- for the next run ----------------------------------------------------- */

static int
write_part(struct leak_plans *p, struct parts *m, unsigned part)
{
	struct arena a = { 0 };
	struct drawer_entry *entries =
	    arena_array(&a, struct drawer_entry, p->count + 1);
	size_t count = 0;
	int err;

	for (size_t i = 0; i < p->count; i++) {
		const struct leak_plan *item = &p->items[i];

		if (item->part != part)
			continue;
		entries[count].file = item->known.file;
		entries[count++].record = item->values.n
					      ? item->values
					      : remembered(m, item->known.file);
	}
	err = drawer_write(&p->memory.drawer, part, entries, count);
	arena_release(&a);
	return err;
}

/* Parts with a plan that changed, or that is gone. */
static bool
find_changed(const struct leak_plans *p, bool *parts)
{
	const struct leak_memory *m = &p->memory;
	bool any = !p->remembered;

	memset(parts, !p->remembered, LEAK_PARTS * sizeof(*parts));
	for (size_t i = 0; i < p->count; i++) {
		const struct leak_known *was =
		    leak_memory_find(m, p->items[i].known.file);

		if (p->items[i].changed || !was)
			parts[p->items[i].part] = true;
		any |= p->items[i].changed || !was ||
		       (p->items[i].known.sure && !was->sure);
	}
	for (size_t i = 0, k = 0; i < m->count; i++) {
		while (k < p->count &&
		       str_cmp(p->items[k].known.file, m->items[i].file) < 0)
			k++;
		if (k == p->count ||
		    !str_eq(p->items[k].known.file, m->items[i].file)) {
			parts[leak_memory_part(m->items[i].file)] = true;
			any = true;
		}
	}
	return any;
}

void
leak_plans_remember(struct leak_plans *p, struct leak_agreed *agreed,
    size_t count, struct hash128 sight)
{
	struct leak_memory *m = &p->memory;
	struct parts old = { .plans = p, .open = LEAK_PARTS };
	bool parts[LEAK_PARTS];
	bool any = find_changed(p, parts);
	int err = 0;

	if (!any && count == m->agreed_count && hash128_eq(sight, m->sight) &&
	    (count == 0 ||
		memcmp(agreed, m->agreed, count * sizeof(*agreed)) == 0))
		return;
	for (unsigned n = 0; err == 0 && n < LEAK_PARTS; n++)
		if (parts[n])
			err = write_part(p, &old, n);
	close_parts(&old);
	m->sight = sight;
	m->agreed = agreed;
	m->agreed_count = count;
	m->count = p->count;
	m->items = arena_array(&p->arena, struct leak_known, p->count + 1);
	for (size_t i = 0; i < p->count; i++)
		m->items[i] = p->items[i].known;
	/* An index that does not fit its parts counts as none. */
	if (err == 0)
		leak_memory_write(m);
}

void
leak_plans_release(struct leak_plans *p)
{
	leak_memory_close(&p->memory);
	leak_set_release(&p->fresh);
	leak_set_release(&p->all);
	arena_release(&p->arena);
}
