/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The worker that stays. Everything but bodies of pages is as it was when it
 * was loaded; an order that does not fit that ends it (resident.h).
 */
#include <unistd.h>

#include "build/leak.h"
#include "build/pipes.h"
#include "build/resident.h"
#include "build/site_job.h"
#include "load/site.h"

enum { ORDER_MOST = 1024 * 1024 };

struct stay {
	struct site_job job;
	struct arena turns[2]; /* of this making, and of the one before it */
	size_t made;
	size_t found; /* findings of what was loaded, which stay */
};

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

static struct page *
page_of(const struct site_job *j, struct str file)
{
	for (size_t i = 0; i < j->site.pages.count; i++)
		if (str_eq(j->site.pages.items[i]->file, file))
			return j->site.pages.items[i];
	return NULL;
}

static bool
take_file(struct site_job *j, struct str file)
{
	struct page *p = page_of(j, file);

	if (!p)
		return concerns_nobody(j, file);
	if (!page_load_again(
		p, &j->arena, j->ds, j->options->fs, j->options->root))
		return false;
	memory_reread(&j->memory, p);
	return true;
}

static bool
take_files(struct site_job *j, struct str files)
{
	bool fine = true;

	while (fine && files.n) {
		size_t end = str_find_char(files, '\0');

		fine = end != STR_NOT_FOUND &&
		       take_file(j, str_sub(files, 0, end));
		if (fine)
			files = str_from_off(files, end + 1);
	}
	return fine;
}

/* Everything that only one making needs goes when the next but one begins. */
static void
begin(struct stay *s)
{
	struct site_job *j = &s->job;
	struct arena *turn = &s->turns[s->made % 2];

	diag_cut(j->ds, s->found);
	text_part_release(&j->texts);
	j->texts = (struct text_part){ 0 };
	arena_reset(turn);
	j->passing = turn;
	if (s->made)
		memory_next(&j->memory, turn);
}

/* As a sketch would; false: that has to be done by a build. */
static bool
make(struct stay *s, struct str files, struct sb *answer)
{
	struct site_job *j = &s->job;
	struct build_summary summary = { 0 };
	struct inputs none = { 0 };

	begin(s);
	if (!take_files(j, files) || !site_job_check(j) || !j->memory.quick)
		return false;
	site_job_make(j, &summary);
	if (j->err || !j->published)
		return false;
	s->made++;
	wire_pack(answer, j->ds, &none, &summary);
	return true;
}

static bool
obey(struct stay *s, char what, struct str files, struct sb *answer)
{
	if (what == RESIDENT_MAKE)
		return make(s, files, answer);
	if (what != RESIDENT_SETTLE)
		return false;
	if (s->made)
		memory_write(&s->job.memory);
	return true;
}

static void
serve(struct stay *s)
{
	const struct resident_link *link = s->job.options->resident;
	struct sb files = { 0 }, answer = { 0 };
	char what;
	bool fine = true;

	while (fine) {
		worker_waits(s->job.options);
		fine = pipe_read(link->order_in, &what, 1) &&
		       pipe_take(link->order_in, &files, ORDER_MOST);
		worker_at(s->job.options, STR("content"));
		sb_reset(&answer);
		fine = fine && obey(s, what, sb_view(&files), &answer) &&
		       pipe_send(link->answer_out, sb_view(&answer));
	}
	sb_release(&files);
	sb_release(&answer);
}

/* Loaded as the last build left it, with what a change of the policy needs. */
static bool
warm(struct site_job *j)
{
	if (!site_job_check(j) || !j->memory.quick)
		return false;
	memory_load_policy(&j->memory, NULL);
	return true;
}

void
build_site_resident(const struct build_options *options, struct diags *ds,
    struct build_summary *summary)
{
	struct stay s = { .made = 0 };

	(void)summary;
	site_job_open(&s.job, options, ds);
	if (site_job_load(&s.job)) {
		site_job_ask_guard(&s.job);
		s.found = ds->count;
		if (warm(&s.job))
			serve(&s);
	}
	/* What every worker says in the end is for nobody here. */
	close(options->resident->answer_out);
	site_job_close(&s.job);
	arena_release(&s.turns[0]);
	arena_release(&s.turns[1]);
}
