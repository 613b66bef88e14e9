/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The worker that stays. Everything but bodies and titles of pages is as it
 * was when it was loaded; an order that does not fit that ends it (resident.h).
 */
#include <string.h>
#include <unistd.h>

#include "build/leak.h"
#include "build/pipes.h"
#include "build/resident.h"
#include "build/site_job.h"
#include "load/site.h"

enum { ORDER_MOST = 1024 * 1024 };

/* A page that readers see, and whose search part and lists are to come. */
struct due {
	struct page *page;
	bool retitled;
};

struct dues {
	struct due *items;
	size_t count;
	size_t cap;
};

struct stay {
	struct site_job job;
	struct map pages;      /* by file, as findings name it */
	struct arena turn;     /* of one change */
	struct arena views[2]; /* the one that is used, and the next */
	size_t view;
	struct site_index *index;
	struct dues dues;
	size_t made;
	size_t found; /* findings of what was loaded, which stay */
};

enum outcome { MADE, REFUSED, ENDED };

/* The names in its folder are those that were seen; false: not known. */
static bool
folder_is_same(const struct site_job *j, struct str path)
{
	const struct fs_recorded *seen = worker_seen(j->options);
	size_t end = path.n;
	const struct fs_seen *was;
	struct fs_seen now;

	while (end && path.p[end - 1] != '/')
		end--;
	if (end == 0)
		return false;
	was = fs_recorded_find(seen, str_sub(path, 0, end - 1));
	return was && was->as == SEEN_FOLDER && !was->failed &&
	       fs_seen_again(j->options->fs, was, &now) == 0 &&
	       hash128_eq(was->hash, now.hash);
}

/* Something that an editor put beside the pages, and nobody reads. */
static bool
concerns_nobody(const struct site_job *j, struct str file)
{
	struct arena a = { 0 };
	struct str path =
	    str_from(fs_join(&a, str_from(j->options->root), file));
	bool none = !fs_recorded_find(worker_seen(j->options), path) &&
		    folder_is_same(j, path);

	arena_release(&a);
	return none;
}

/* Its seal would have to be looked at. */
static bool
is_sealed(const struct site *site, const struct page *p)
{
	for (size_t i = 0; p->revision && i < site->seal_count; i++)
		if (str_eq(site->seals[i].revision.s, p->revision->name))
			return true;
	return false;
}

static enum outcome
take_page(struct stay *s, struct page *p)
{
	struct site_job *j = &s->job;
	struct turn_page turn = { .number = p->number,
		.front_before = str_sub(source_text(&j->ds->sources, p->source),
		    p->front.off, p->front.len) };
	enum page_again again = PAGE_OTHER;

	if (!is_sealed(&j->site, p))
		again = page_load_again(
		    p, &j->arena, j->ds, j->options->fs, j->options->root);
	if (again == PAGE_OTHER)
		return REFUSED;
	turn.retitled = again == PAGE_RETITLED;
	if (turn.retitled && !site_view_retitle(j->view, p))
		return ENDED;
	if (memory_reread(&j->memory, p, &turn))
		*arena_push(&j->arena, &s->dues) =
		    (struct due){ p, turn.retitled };
	return MADE;
}

static enum outcome
take_file(struct stay *s, struct str file)
{
	struct page *p = map_find(&s->pages, file);

	if (p)
		return take_page(s, p);
	return concerns_nobody(&s->job, file) ? MADE : REFUSED;
}

/* Only the first one can be refused: then nothing was taken. */
static enum outcome
take_files(struct stay *s, struct str files)
{
	const struct turn *turn = &s->job.memory.turn;
	enum outcome outcome = MADE;
	struct str file;

	while (outcome == MADE && files.n) {
		if (str_find_char(files, '\0') == STR_NOT_FOUND)
			return ENDED;
		str_next_part(&files, '\0', &file);
		outcome = take_file(s, file);
	}
	return outcome == REFUSED && turn->count ? ENDED : outcome;
}

/* Everything that only one change needs goes when the next one begins. */
static void
begin(struct stay *s)
{
	struct site_job *j = &s->job;

	diag_cut(j->ds, s->found);
	arena_reset(&s->turn);
	j->passing = &s->turn;
	memory_next(&j->memory, &s->turn);
}

/* Where somebody looks: the page itself, and all around it that names it. */
static void
make_near(struct stay *s, struct build_summary *summary)
{
	struct site_job *j = &s->job;
	const struct turn *turn = &j->memory.turn;
	struct output_list list = { 0 };

	for (size_t i = 0; i < turn->count; i++) {
		const struct page *p =
		    j->site.pages.items[turn->items[i].number];

		site_index_own(s->index, p, &s->turn, &list);
		if (turn->items[i].retitled)
			site_index_neighbours(s->index, p, &s->turn, &list);
	}
	site_job_make_some(j, &list, NULL, summary);
}

static enum outcome
make(struct stay *s, struct str files, struct build_summary *summary)
{
	struct site_job *j = &s->job;
	enum outcome outcome;

	begin(s);
	outcome = take_files(s, files);
	if (outcome != MADE)
		return outcome;
	if (!site_job_check(j))
		return ENDED;
	make_near(s, summary);
	if (!j->published)
		return ENDED;
	s->made++;
	return MADE;
}

static void
look_around(struct stay *s, struct site_view *view)
{
	s->job.view = view;
	s->index = site_index_new(&s->views[s->view], view);
}

/* What a page of the policy tells of other versions was known of the last view. */
static struct map
outputs_before(struct stay *s, const struct site_view *view)
{
	struct map map = map_new(&s->turn);

	for (size_t i = 0; i < site_view_count(view); i++) {
		struct output_record *r =
		    arena_new(&s->turn, struct output_record);

		r->path = site_view_path(view, i);
		r->news = site_view_news(view, i);
		map_set(&map, r->path, r);
	}
	return map;
}

/* Differences between versions are told on many pages: all are asked. */
static void
finish_policy(struct stay *s, struct build_summary *summary)
{
	struct site_job *j = &s->job;
	struct site_view *earlier = j->view;
	struct map was = outputs_before(s, earlier);
	struct output_list list = { 0 };

	s->view = 1 - s->view;
	arena_reset(&s->views[s->view]);
	j->memory.passing = &s->views[s->view];
	look_around(s, memory_view_now(&j->memory));
	for (size_t i = 0; i < site_view_count(j->view); i++) {
		const struct output_record *r =
		    map_find(&was, site_view_path(j->view, i));

		if (!r || !memory_stays(&j->memory, j->view, i, r))
			*arena_push(&s->turn, &list) = i;
	}
	site_job_make_some(j, &list, earlier, summary);
}

static void
finish_pages(struct stay *s, struct build_summary *summary)
{
	struct output_list list = { 0 };

	for (size_t i = 0; i < s->dues.count; i++)
		site_index_lists(s->index, s->dues.items[i].page,
		    s->dues.items[i].retitled, &s->turn, &list);
	site_job_make_some(&s->job, &list, NULL, summary);
}

static enum outcome
finish(struct stay *s, struct build_summary *summary)
{
	struct site_job *j = &s->job;

	if (s->dues.count == 0)
		return MADE;
	begin(s);
	if (j->memory.policy)
		finish_policy(s, summary);
	else
		finish_pages(s, summary);
	if (!j->published)
		return ENDED;
	for (size_t i = 0; i < s->dues.count; i++)
		memory_seen(&j->memory, s->dues.items[i].page);
	s->dues.count = 0;
	return MADE;
}

/* The next build goes on from here. */
static enum outcome
settle(struct stay *s)
{
	struct site_job *j = &s->job;
	struct build_summary none = { 0 };

	if (finish(s, &none) != MADE)
		return ENDED;
	j->memory.now.outputs = NULL;
	j->memory.now.output_count = j->memory.now.output_cap = 0;
	for (size_t i = 0; i < site_view_count(j->view); i++)
		memory_made(&j->memory, site_view_path(j->view, i),
		    site_view_is_page(j->view, i), site_view_news(j->view, i));
	j->memory.now.output = held_identity(j->held);
	if (held_settle(j->held) != 0)
		return ENDED;
	memory_reported(&j->memory, NULL);
	memory_write(&j->memory);
	return MADE;
}

static bool
answer(const struct resident_link *link, const struct diags *ds,
    const struct build_summary *summary)
{
	struct sb out = { 0 };
	bool sent;

	wire_pack(&out, ds, STR(""), summary);
	sent = pipe_send(link->answer_out, sb_view(&out));
	sb_release(&out);
	return sent;
}

/* First that it is there, which somebody waits for, then all that was found. */
static bool
answer_made(struct stay *s, const struct build_summary *summary)
{
	struct site_job *j = &s->job;
	const struct resident_link *link = j->options->resident;
	const struct diags none = { 0 };
	struct diags all = { 0 };
	bool sent = answer(link, &none, summary);

	if (!sent)
		return false;
	for (size_t i = 0; i < s->found; i++)
		diag_take(&all, &j->ds->items[i]);
	memory_tell(&j->memory, &all);
	text_part_tell(j->options, &j->memory, &all);
	sent = answer(link, &all, summary);
	diag_release(&all);
	return sent;
}

static bool
obey(struct stay *s, char what, struct str files)
{
	const struct resident_link *link = s->job.options->resident;
	struct build_summary summary = { 0 };
	const struct diags none = { 0 };
	enum outcome outcome = ENDED;

	if (what == RESIDENT_MAKE)
		outcome = make(s, files, &summary);
	else if (what == RESIDENT_FINISH)
		outcome = finish(s, &summary);
	else if (what == RESIDENT_SETTLE)
		outcome = settle(s);
	if (outcome == REFUSED)
		return pipe_send(link->answer_out, STR(""));
	if (outcome == ENDED)
		return false;
	return what == RESIDENT_MAKE ? answer_made(s, &summary)
				     : answer(link, &none, &summary);
}

static void
serve(struct stay *s)
{
	const struct resident_link *link = s->job.options->resident;
	struct sb files = { 0 };
	char what;
	bool fine = true;

	while (fine) {
		worker_waits(s->job.options);
		if (!pipe_read(link->order_in, &what, 1) ||
		    pipe_take(link->order_in, &files, ORDER_MOST))
			break;
		worker_at(s->job.options, STR("content"));
		fine = obey(s, what, sb_view(&files));
		/* What is there is right; only the record is too old. */
		if (!fine)
			held_settle(s->job.held);
	}
	sb_release(&files);
}

/* Whether all of the outputs are as the last build left them. */
static bool
holds_all(struct stay *s)
{
	struct site_job *j = &s->job;
	const struct tree_options where = { .output = j->options->output,
		.name = "site",
		.folder_mode = 0755,
		.file_mode = 0644,
		.unsynced = true };

	if (held_open(&j->held, &j->arena, j->options->fs, &where) != 0 ||
	    !hash128_eq(j->memory.was.output, held_identity(j->held)))
		return false;
	for (size_t i = 0; i < site_view_count(j->view); i++)
		if (!held_has(j->held, site_view_path(j->view, i)))
			return false;
	return true;
}

/*
 * A page that was saved since the last build: its event is still to come, and
 * would find a text that is known but was never made.
 */
static bool
any_changed(const struct site_memory *m)
{
	for (size_t i = 0; i < m->site->pages.count; i++)
		if (m->changed[i])
			return true;
	return false;
}

/* Loaded as the last build left it, with what a change of the policy needs. */
static bool
warm(struct stay *s)
{
	struct site_job *j = &s->job;
	struct site_memory *m = &j->memory;

	site_job_ask_guard(j);
	j->texts.rules = readability_new(&j->arena, &j->site, j->ds);
	s->found = j->ds->count;
	if (!site_job_check(j) || !m->quick || any_changed(m) ||
	    !hash128_eq(m->was.guarded, m->now.guarded))
		return false;
	for (size_t i = 0; i < j->site.pages.count; i++)
		map_set(&s->pages, j->site.pages.items[i]->file,
		    j->site.pages.items[i]);
	memory_load_policy(m, NULL);
	m->passing = &s->views[s->view];
	look_around(s, memory_view_now(m));
	if (!holds_all(s))
		return false;
	memory_stay(m);
	return true;
}

void
build_site_resident(const struct build_options *options, struct diags *ds,
    struct build_summary *summary)
{
	struct stay s = { .made = 0 };

	(void)summary;
	site_job_open(&s.job, options, ds);
	s.pages = map_new(&s.job.arena);
	if (site_job_load(&s.job) && warm(&s))
		serve(&s);
	/* What every worker says in the end is for nobody here. */
	close(options->resident->answer_out);
	site_job_close(&s.job);
	arena_release(&s.turn);
	arena_release(&s.views[0]);
	arena_release(&s.views[1]);
}
