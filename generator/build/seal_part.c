/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/seal_part.h"

#include "build/build.h"
#include "check/site.h"
#include "diag/msg.h"
#include "load/site.h"
#include "model/seal.h"

#define SEAL_FILE "content/arkiv.yaml"

struct job {
	const struct build_options *options;
	struct diags *ds;
	struct diags content; /* of the load; holds the texts */
	struct arena arena;
	struct site site;
	struct seal *seals; /* as they will be written */
	size_t count;
};

static const struct revision *
find_revision(const struct job *j, struct str name)
{
	for (size_t i = 0; i < j->site.revisions.count; i++)
		if (str_eq(j->site.revisions.items[i]->name, name))
			return j->site.revisions.items[i];
	return NULL;
}

static struct seal *
make_seal(struct job *j, const struct revision *r, const char *reason)
{
	struct seal *s = arena_new(&j->arena, struct seal);

	s->revision.s = r->name;
	s->sealed = j->options->today;
	s->reason.s = str_from(reason ? reason : "");
	s->decision.s = seal_decision(&j->arena, r);
	s->pages =
	    arena_array(&j->arena, struct sealed_page, j->site.pages.count);
	for (size_t i = 0; i < j->site.pages.count; i++) {
		const struct page *p = j->site.pages.items[i];
		struct sealed_page *page = &s->pages[s->page_count];

		if (p->revision != r)
			continue;
		page->page.s = seal_page(p);
		page->hash.s = seal_text(
		    &j->arena, source_text(&j->content.sources, p->source));
		s->page_count++;
	}
	return s;
}

static bool
same_seal(const struct seal *a, const struct seal *b)
{
	if (a->removed != b->removed || a->page_count != b->page_count ||
	    !str_eq(a->decision.s, b->decision.s))
		return false;
	for (size_t i = 0; i < a->page_count; i++)
		if (!str_eq(a->pages[i].page.s, b->pages[i].page.s) ||
		    !str_eq(a->pages[i].hash.s, b->pages[i].hash.s))
			return false;
	return true;
}

/* As YAML in double quotes. */
static void
add_quoted(struct sb *out, struct str s)
{
	sb_ch(out, '"');
	json_escape(out, s);
	sb_ch(out, '"');
}

static void
add_seal(struct sb *out, const struct seal *s)
{
	char day[11];

	date_iso(s->sealed, day);
	sb_cstr(out, "- revision: ");
	add_quoted(out, s->revision.s);
	sb_fmt(out, "\n  sealed: %s\n", day);
	if (s->reason.s.n) {
		sb_cstr(out, "  reason: ");
		add_quoted(out, s->reason.s);
		sb_ch(out, '\n');
	}
	if (s->removed)
		sb_cstr(out, "  removed: true\n");
	sb_fmt(out, "  decision: \"%.*s\"\n", STR_ARG(s->decision.s));
	sb_fmt(out, "  pages:%s\n", s->page_count ? "" : " []");
	for (size_t i = 0; i < s->page_count; i++) {
		sb_cstr(out, "    - page: ");
		add_quoted(out, s->pages[i].page.s);
		sb_fmt(out, "\n      hash: \"%.*s\"\n",
		    STR_ARG(s->pages[i].hash.s));
	}
}

static bool
write_seals(struct job *j)
{
	struct fs *fs = j->options->fs;
	const char *path =
	    fs_join(&j->arena, str_from(j->options->root), STR(SEAL_FILE));
	const char *spare = arena_fmt(&j->arena, "%s.new", path).p;
	struct sb out = { 0 };
	int err;

	sb_cstr(&out,
	    "# Revisioner som är förseglade: så löd de när de gällde.\n"
	    "# Filen skrivs av samplan seal. Ändra den inte för hand.\n");
	for (size_t i = 0; i < j->count; i++)
		add_seal(&out, &j->seals[i]);
	err = fs_write(fs, spare, sb_view(&out), 0644);
	if (err == 0)
		err = fs_sync(fs, spare);
	if (err == 0)
		err = fs_rename(fs, spare, path);
	if (err) {
		fs_unlink(fs, spare);
		build_disk_failed(j->ds, SEAL_FILE, err);
	}
	sb_release(&out);
	return err == 0;
}

/* Puts the seal in its place by name; the others stay as they are. */
static void
put_seal(struct job *j, const struct seal *fresh)
{
	bool placed = false;

	j->seals = arena_array(&j->arena, struct seal, j->site.seal_count + 1);
	for (size_t i = 0; i < j->site.seal_count; i++) {
		const struct seal *s = &j->site.seals[i];
		int order = str_cmp(s->revision.s, fresh->revision.s);

		if (!placed && order >= 0) {
			j->seals[j->count++] = *fresh;
			placed = true;
		}
		if (order != 0)
			j->seals[j->count++] = *s;
	}
	if (!placed)
		j->seals[j->count++] = *fresh;
}

/* A seal that is there is changed with a reason only. */
static bool
may_change(struct job *j, const struct seal *old, const char *reason)
{
	if (!old || (reason && *reason))
		return true;
	diag_add_file(j->ds, DIAG_V25, STR(SEAL_FILE),
	    N_("revision %.*s is sealed and is not as it was; say why with "
	       "--reason"),
	    STR_ARG(old->revision.s));
	return false;
}

static void
seal_there(
    struct job *j, const struct revision *r, const char *reason, struct sb *out)
{
	const struct seal *old = site_seal(&j->site, r->name);
	struct seal *fresh;

	if (!revision_decided(r, j->options->today)) {
		diag_add_file(j->ds, DIAG_V25, r->folder,
		    N_("not all parties have decided the revision, so it "
		       "cannot be sealed"));
		return;
	}
	fresh = make_seal(j, r, reason);
	if (old && same_seal(old, fresh)) {
		sb_fmt(out, _("revision %.*s is as it was sealed\n"),
		    STR_ARG(r->name));
		return;
	}
	if (!may_change(j, old, reason))
		return;
	put_seal(j, fresh);
	if (write_seals(j))
		sb_fmt(out,
		    msg_n("revision %.*s is sealed: %zu page\n",
			"revision %.*s is sealed: %zu pages\n",
			fresh->page_count),
		    STR_ARG(r->name), fresh->page_count);
}

static void
seal_gone(
    struct job *j, const struct seal *old, const char *reason, struct sb *out)
{
	struct seal fresh = *old;

	if (old->removed) {
		sb_fmt(out, _("revision %.*s is noted as removed\n"),
		    STR_ARG(old->revision.s));
		return;
	}
	if (!may_change(j, old, reason))
		return;
	fresh.removed = true;
	fresh.sealed = j->options->today;
	fresh.reason.s = str_from(reason);
	put_seal(j, &fresh);
	if (write_seals(j))
		sb_fmt(out, _("revision %.*s is noted as removed\n"),
		    STR_ARG(old->revision.s));
}

/*
 * What cannot be read would be missing in the seal. Other errors on pages are
 * for build and check to say.
 */
static bool
all_read(struct job *j, struct str revision)
{
	struct str folder =
	    arena_fmt(&j->arena, "content/policy/%.*s", STR_ARG(revision));
	bool fine = true;

	for (size_t i = 0; i < j->content.count; i++) {
		const struct finding *f = &j->content.items[i];

		if (f->severity < SEV_ERROR ||
		    (str_starts(f->file, STR("content/")) &&
			!str_starts(f->file, folder) &&
			!str_is(f->file, "content/policy") &&
			!str_is(f->file, SEAL_FILE)))
			continue;
		diag_take(j->ds, f);
		fine = false;
	}
	return fine;
}

static void
seal(struct job *j, struct str name, const char *reason, struct sb *out)
{
	const struct revision *r = find_revision(j, name);
	const struct seal *old = site_seal(&j->site, name);

	if (!all_read(j, name))
		return;
	if (r)
		seal_there(j, r, reason, out);
	else if (old)
		seal_gone(j, old, reason, out);
	else
		diag_add_file(j->ds, DIAG_V20, STR("content/policy"),
		    N_("there is no revision \"%.*s\""), STR_ARG(name));
}

void
build_seal(const struct build_options *o, struct str name, const char *reason,
    struct diags *ds, struct sb *out)
{
	struct job j = { .options = o, .ds = ds };

	if (site_load_outline(&j.site, &j.arena, &j.content, o->fs, o->root))
		seal(&j, name, reason, out);
	else
		for (size_t i = 0; i < j.content.count; i++)
			diag_take(ds, &j.content.items[i]);
	source_drop(&j.content.sources, 1);
	diag_release(&j.content);
	arena_release(&j.arena);
}
