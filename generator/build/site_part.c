/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The site: content and theme in, one tree of pages out. An error in the
 * content stops it before anything is written.
 */
#include "build/site_job.h"

#include <errno.h>

#include "build/inputs.h"
#include "build/leak.h"
#include "build/printer.h"
#include "build/site_made.h"
#include "build/site_pages.h"
#include "build/text_report.h"
#include "build/worker.h"
#include "check/site.h"
#include "compose/book.h"
#include "compose/site.h"
#include "diag/msg.h"
#include "load/site.h"
#include "render/css.h"
#include "render/mustache.h"
#include "write/tree.h"

bool
site_job_load(struct site_job *j)
{
	const struct build_options *o = j->options;
	struct str name;
	char *themes;

	j->outline = (struct site_outline){ .options = o, .ds = j->ds };
	if (memory_wanted(o))
		site_outline_open(&j->outline, &j->arena, o, j->ds);
	if (!site_load_outline_with(&j->site, &j->arena, j->ds, o->fs, o->root,
		memory_wanted(o) ? &j->outline.shelf : NULL))
		return false;
	name = j->site.config.theme.s;
	if (name.n == 0)
		name = STR("standard");
	themes = fs_join(&j->arena, str_from(o->data), STR("themes"));
	if (!theme_load(
		&j->theme, &j->arena, j->ds, o->fs, o->root, name, themes))
		return false;
	j->templates = templates_compile(&j->arena, &j->theme, j->ds);
	memory_open(&j->memory, &j->arena, &j->site, &j->theme, &j->outline);
	return true;
}

/*
 * Where everything is made, pages are made while they are read to be checked;
 * with errors nothing of it is published.
 */
static void
check_all(struct site_job *j)
{
	j->made = j->at_once && !diag_failed_since(j->ds, 0);
	if (j->made) {
		site_job_ask_guard(j);
		site_job_open_tree(j);
		j->view = memory_view(&j->memory, j->tree);
	}
	site_pages_run(j, true, j->made);
}

bool
site_job_check(struct site_job *j)
{
	memory_bodies(&j->memory);
	/* One that stays leaves the rest to a build. */
	if (j->options->resident && !j->memory.quick)
		return false;
	memory_check(&j->memory);
	text_part_open(
	    &j->texts, &j->arena, j->options, &j->site, &j->memory, j->ds);
	if (j->memory.quick)
		text_part_read_all(&j->texts);
	else
		check_all(j);
	text_part_end(&j->texts);
	return !diag_failed_since(j->ds, 0);
}

void
site_job_ask_guard(struct site_job *j)
{
	struct leak_guarded known;

	if (j->asked)
		return;
	j->asked = true;
	/* It reads all plans before it answers. */
	worker_waits(j->options);
	known = leak_guarded(j->options->leak);
	worker_at(j->options, STR("content"));
	j->memory.now.guarded = known.plans;
	j->looks = known.looks;
}

/* What stays was shown to the guard when it was made, beside other plans. */
static void
keep(struct site_job *j, struct str path)
{
	struct sb bytes = { 0 };

	if (!hash128_eq(j->memory.was.guarded, j->memory.now.guarded)) {
		j->err = tree_read(j->tree, path, &bytes);
		leak_show(j->options, "site", path, sb_view(&bytes));
	}
	if (j->err == 0)
		j->err = tree_keep(j->tree, path);
	sb_release(&bytes);
}

/* Outputs that the view does not know: differences, while they stay. */
static void
keep_others(struct site_job *j, const struct map *seen)
{
	const struct site_record *was = &j->memory.was;

	for (size_t i = 0; i < was->output_count && j->err == 0; i++)
		if (!map_has(seen, was->outputs[i].path)) {
			keep(j, was->outputs[i].path);
			memory_made(&j->memory, was->outputs[i].path,
			    was->outputs[i].page, was->outputs[i].news);
		}
}

static struct map
outputs_before(struct site_job *j)
{
	const struct site_record *was = &j->memory.was;
	struct map map = map_new(j->passing);

	map_reserve(&map, was->output_count);
	for (size_t i = 0; i < was->output_count; i++)
		map_set(&map, was->outputs[i].path, &was->outputs[i]);
	return map;
}

/* Only what has to be made; the rest stays. */
static void
put_touched(struct site_job *j)
{
	struct map seen = map_new(j->passing), was = outputs_before(j);
	size_t count = site_view_count(j->view), wanted = 0;
	size_t *entries = arena_array(j->passing, size_t, count + 1);

	map_reserve(&seen, count);
	for (size_t i = 0; i < count && j->err == 0; i++) {
		struct str path = site_view_path(j->view, i);
		const struct output_record *r = map_find(&was, path);

		map_set(&seen, path, j);
		if (r && memory_stays(&j->memory, j->view, i, r)) {
			keep(j, path);
			memory_made(&j->memory, path, r->page, r->news);
		} else {
			entries[wanted++] = i;
		}
	}
	site_outputs_run(j, entries, wanted);
	if (!j->memory.news)
		keep_others(j, &seen);
}

/* Pages with what is made of them, then what is made of all of them. */
static void
put_all(struct site_job *j)
{
	size_t count = site_view_count(j->view), wanted = 0;
	size_t *entries = arena_array(j->passing, size_t, count + 1);

	if (!j->made)
		site_pages_run(j, false, true);
	for (size_t i = 0; i < count; i++)
		if (!site_view_page(j->view, i))
			entries[wanted++] = i;
	site_outputs_run(j, entries, wanted);
}

static void
put_pages(struct site_job *j, struct build_summary *summary)
{
	if (j->memory.quick)
		put_touched(j);
	else
		put_all(j);
	for (size_t i = 0; i < j->memory.now.output_count; i++)
		summary->pages += j->memory.now.outputs[i].page;
}

static void
put_assets(struct site_job *j)
{
	struct sb path = { 0 };
	struct sb css = { 0 };

	for (size_t i = 0; i < j->theme.asset_count; i++) {
		const struct asset *asset = &j->theme.assets[i];

		sb_reset(&path);
		sb_cstr(&path, "assets/");
		sb_str(&path, asset->name);
		site_job_put(j, sb_view(&path), asset->bytes);
	}
	css_tokens(&j->theme, j->ds, &css);
	site_job_put(j, STR("assets/tokens.css"), sb_view(&css));
	sb_release(&path);
	sb_release(&css);
}

/* Another program makes them, so it comes before the worker is confined. */
static void
start_fonts(struct site_job *j)
{
	static const char *const families[FACE_COUNT] = { "Samplan Text",
		"Samplan Text Bold" };

	for (int i = 0; i < FACE_COUNT; i++)
		web_font_start(&j->fonts[i], j->options, &j->arena, j->ds,
		    font_path(&j->arena, NULL, i), families[i]);
}

static void
end_fonts(struct site_job *j)
{
	for (int i = 0; i < FACE_COUNT; i++)
		web_font_end(&j->fonts[i], j->options, &j->arena, j->ds);
}

/* Regular and bold; the style sheet names them. */
static void
put_fonts(struct site_job *j)
{
	static const char *const files[FACE_COUNT] = { "assets/text.woff2",
		"assets/text-bold.woff2" };

	end_fonts(j);
	for (int i = 0; i < FACE_COUNT; i++)
		if (j->fonts[i].bytes.n)
			site_job_put(j, str_from(files[i]), j->fonts[i].bytes);
}

struct book_kind {
	enum variant variant;
	const char *path;
};

static const struct book_kind books[] = { { VARIANT_PLAIN, "policyn.pdf" },
	{ VARIANT_EASY, "lattlast/policyn.pdf" } };

enum { BOOKS = sizeof(books) / sizeof(*books) };

/* Made from the same, or to be made by the build that comes after. */
static bool
books_stay(struct site_job *j, const struct revision *shown)
{
	const struct site_record *was = &j->memory.was;
	struct hash128 now = memory_books(&j->memory, shown);
	bool same = hash128_eq(was->books, now) &&
		    hash128_eq(was->output, tree_before(j->tree));

	j->memory.now.books = same || !j->options->sketch ? now : was->books;
	for (size_t i = 0; i < BOOKS; i++)
		if (!tree_holds(j->tree, str_from(books[i].path)))
			return false;
	return j->memory.on && (same || j->options->sketch);
}

static void
make_books(struct site_job *j, const struct revision *shown)
{
	struct printer *printer =
	    printer_open(&j->arena, j->options, &j->theme, j->ds);
	struct sb pdf = { 0 };

	memory_load_policy(&j->memory, shown);
	for (size_t i = 0; printer && i < BOOKS; i++) {
		const struct book_options book = { .site = &j->site,
			.theme = &j->theme,
			.revision = shown,
			.variant = books[i].variant };
		struct sheet *sheet = book_sheet(&j->arena, &book);

		sb_reset(&pdf);
		if (sheet && printer_pdf(printer, sheet, j->ds, &pdf))
			site_job_put(j, str_from(books[i].path), sb_view(&pdf));
	}
	printer_close(printer);
	sb_release(&pdf);
}

/* The policy that readers see, as one document at each level. */
static void
put_books(struct site_job *j)
{
	const struct revision *shown = site_view_revision(j->view);

	if (!shown)
		return;
	if (!j->tree || !books_stay(j, shown)) {
		make_books(j, shown);
		return;
	}
	for (size_t i = 0; i < BOOKS; i++)
		keep(j, str_from(books[i].path));
}

/* The disk tells of all outputs while content is read. */
static void
look_at_tree(struct site_job *j)
{
	const struct tree_options where = {
		.output = j->options->output,
		.name = "site",
		.folder_mode = 0755,
		.file_mode = 0644,
		.unsynced = j->options->sketch,
	};

	if (j->options->write)
		j->look_err =
		    tree_look(&j->looked, j->passing, j->options->fs, &where);
}

void
site_job_open_tree(struct site_job *j)
{
	if (!j->options->write)
		return;
	if (!j->looked)
		look_at_tree(j);
	j->err = j->look_err ? j->look_err : tree_settle(j->looked);
	j->tree = j->looked;
}

static bool
guard_agrees(struct site_job *j)
{
	bool agreed;

	worker_waits(j->options);
	agreed = leak_agreed(j->options->leak);
	worker_at(j->options, STR("output"));
	return agreed;
}

/* Only what readers see may be remembered. */
static void
publish(struct site_job *j, struct tree_result *result)
{
	if (!guard_agrees(j) || !j->tree)
		return;
	worker_publishes(j->options, true);
	j->err = tree_commit(j->tree, result);
	worker_publishes(j->options, false);
	j->published = j->err == 0;
	if (j->published)
		memory_keep(&j->memory, j->tree);
}

void
site_job_make(struct site_job *j, struct build_summary *summary)
{
	struct tree_result result = { 0 };

	j->published = false;
	if (!j->made) {
		site_job_open_tree(j);
		j->view = memory_view(&j->memory, j->tree);
	}
	put_pages(j, summary);
	put_assets(j);
	put_fonts(j);
	put_books(j);
	if (j->memory.lost && j->err == 0)
		j->err = EAGAIN;
	/* A template that failed on a page is an error in the theme. */
	if (j->err == 0 && !diag_failed_since(j->ds, 0))
		publish(j, &result);
	else
		summary->pages = 0;
	if (j->err == 0 && j->tree && !j->published)
		j->err = tree_abandon(j->tree);
	if (j->err)
		build_disk_failed(j->ds, j->options->output, j->err);
	summary->site_changed = result.changed;
	summary->only_styles = result.only_styles;
}

/* Paths of the earlier view that are no more. */
static void
remove_gone(struct site_job *j, const struct site_view *earlier)
{
	struct map there = map_new(j->passing);

	for (size_t i = 0; i < site_view_count(j->view); i++)
		map_set(&there, site_view_path(j->view, i), j);
	for (size_t i = 0; i < site_view_count(earlier) && j->err == 0; i++)
		if (!map_has(&there, site_view_path(earlier, i)))
			j->err =
			    held_remove(j->held, site_view_path(earlier, i));
}

/* A build that was published meanwhile made what the view says, no other. */
static bool
all_kept(const struct site_job *j)
{
	for (size_t i = 0; i < site_view_count(j->view); i++)
		if (!held_kept(j->held, site_view_path(j->view, i)))
			return false;
	return true;
}

void
site_job_make_some(struct site_job *j, const struct output_list *outputs,
    const struct site_view *earlier, struct build_summary *summary)
{
	struct tree_result result = { 0 };
	bool anew = false;

	j->published = false;
	j->err = held_begin(j->held, &anew);
	if (j->err || (anew && !all_kept(j)))
		return;
	site_outputs_run(j, outputs->items, outputs->count);
	if (earlier && j->err == 0)
		remove_gone(j, earlier);
	j->published =
	    j->err == 0 && !diag_failed_since(j->ds, 0) && guard_agrees(j);
	if (j->published)
		j->err = held_commit(j->held, &result);
	else
		held_abandon(j->held);
	j->published &= j->err == 0;
	summary->site_changed = result.changed;
	summary->only_styles = result.only_styles;
}

void
site_job_open(
    struct site_job *j, const struct build_options *options, struct diags *ds)
{
	*j = (struct site_job){ .options = options, .ds = ds };
	j->passing = &j->arena;
	if (options->seen)
		worker_expects(options, options->seen->count);
	start_fonts(j);
	worker_confine(options);
}

void
site_job_close(struct site_job *j)
{
	/* What was begun for a site that was not made; the next has the fonts. */
	end_fonts(j);
	if (j->looked && !j->tree && j->look_err == 0)
		tree_settle(j->looked);
	text_part_release(&j->texts);
	held_close(j->held);
	memory_close(&j->memory);
	source_drop(&j->ds->sources, 1);
	arena_release(&j->arena);
}

void
build_site(const struct build_options *options, struct diags *ds,
    struct build_summary *summary)
{
	struct site_job j;
	bool fine;

	site_job_open(&j, options, ds);
	look_at_tree(&j);
	j.at_once = options->write;
	fine = site_job_load(&j) && site_job_check(&j);
	site_job_ask_guard(&j);
	if (fine)
		site_job_make(&j, summary);
	else if (j.made)
		tree_abandon(j.tree);
	if (!j.published)
		leak_forget(options->leak);
	/* The report says what stops the site, too. */
	if (j.templates && options->write && !options->sketch && j.err == 0) {
		j.texts.told = !j.looks;
		j.err = text_report_write(&j.texts, j.templates);
		if (j.err)
			build_disk_failed(ds, options->output, j.err);
	}
	/* Known from here on; a run that ends before is one that never was. */
	if (j.published && options->sketch)
		memory_reported(&j.memory, NULL);
	if (j.published)
		memory_write(&j.memory);
	site_job_close(&j);
}
