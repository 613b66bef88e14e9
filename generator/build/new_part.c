/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/new_part.h"

#include <errno.h>

#include "base/utf8.h"
#include "build/policy_part.h"
#include "compose/plan_form.h"
#include "diag/msg.h"

#define SCHEMA_NAME ".plan.schema.json"

/* A new file; EEXIST when it is there, whatever it is. */
static int
write_new(const struct build_options *o, const char *path, struct str bytes,
    uint32_t mode)
{
	struct fs_stat st;
	int err = fs_stat(o->fs, path, &st);

	if (err == 0 && st.kind != FS_ABSENT)
		err = EEXIST;
	return err ? err : fs_write(o->fs, path, bytes, mode);
}

static void
failed(struct diags *ds, const char *path, int err)
{
	diag_add_file(ds, err == EEXIST ? DIAG_B09 : DIAG_B02, str_from(path),
	    N_("the file was not made: %s"), msg_errno(err));
}

/* Without a policy at hand: the revision of the latest November. */
static struct str
last_november(struct arena *a, date_t today)
{
	struct ymd day = date_ymd(today);

	return arena_fmt(a, "%d-11", day.month < 11 ? day.year - 1 : day.year);
}

static int
write_plan(const struct build_options *o, struct arena *a, const char *path,
    struct str id)
{
	const char *schema = fs_join(a, str_from(o->plans), STR(SCHEMA_NAME));
	struct policy_part policy;
	struct new_plan plan = {
		.plan_id = id, .today = o->today, .schema = STR(SCHEMA_NAME)
	};
	struct sb text = { 0 };
	int err = fs_mkdirs(o->fs, o->plans, 0700);

	policy_part_load(&policy, a, o);
	plan.revision = policy.status.revision;
	if (plan.revision.n == 0)
		plan.revision = last_november(a, o->today);
	new_plan_text(&text, &plan);
	if (err == 0)
		err = write_new(o, path, sb_view(&text), 0600);
	sb_reset(&text);
	plan_json_schema(&text);
	/* The schema belongs to the program: always the one of this version. */
	if (err == 0)
		err = fs_write(o->fs, schema, sb_view(&text), 0600);
	sb_release(&text);
	return err;
}

void
build_new_plan(const struct build_options *o, struct str id, struct diags *ds,
    struct sb *out)
{
	struct arena a = { 0 };
	const char *path = fs_join(
	    &a, str_from(o->plans), arena_fmt(&a, "%.*s.yaml", STR_ARG(id)));
	int err;

	if (!new_plan_name(id)) {
		diag_add_file(ds, DIAG_B09, id, "%s",
		    _("a plan id has letters A to Z, digits and hyphens, at "
		      "most 40; never a name"));
		arena_release(&a);
		return;
	}
	err = write_plan(o, &a, path, id);
	if (err)
		failed(ds, path, err);
	else
		sb_fmt(out, "%s\n", path);
	arena_release(&a);
}

/* Folders and a name, each of letters, digits and hyphens. */
static bool
page_name(struct str name)
{
	struct str part;

	if (name.n == 0 || name.n > 200)
		return false;
	while (str_next_part(&name, '/', &part)) {
		size_t off = 0;

		if (part.n == 0)
			return false;
		while (off < part.n) {
			uint32_t cp = utf8_decode(part, &off);

			if (cp == UTF8_BAD ||
			    (cp != '-' && !utf8_is_letter(cp) &&
				!utf8_is_digit(cp)))
				return false;
		}
	}
	return true;
}

static void
page_text(struct sb *out, struct str name, date_t today, bool easy)
{
	char day[11];
	size_t cut = str_rfind_char(name, '/');

	date_iso(today, day);
	if (cut != STR_NOT_FOUND)
		name = str_from_off(name, cut + 1);
	sb_fmt(out,
	    "---\n"
	    "title: %.*s\n"
	    "summary: %s\n"
	    "updated: %s\n"
	    "audience: %s\n"
	    "owner: Redaktionen\n"
	    "draft: ja\n"
	    "---\n"
	    "%s\n",
	    STR_ARG(name),
	    easy ? "Skriv en kort mening här."
		 : "Skriv en eller två meningar om vad läsaren får veta.",
	    day, easy ? "personen" : "personal",
	    easy ? "Skriv en mening på varje rad.\nSkriv du."
		 : "Börja med det viktigaste.");
}

static int
write_page(const struct build_options *o, struct arena *a, struct str name,
    bool easy, struct sb *out)
{
	struct str file = arena_fmt(a, "content/sidor/%.*s%s.md", STR_ARG(name),
	    easy ? ".lattlast" : "");
	const char *path = fs_join(a, str_from(o->root), file);
	size_t cut = str_rfind_char(str_from(path), '/');
	struct sb text = { 0 };
	int err = fs_mkdirs(
	    o->fs, arena_cstr(a, str_sub(str_from(path), 0, cut)), 0755);

	page_text(&text, name, o->today, easy);
	if (err == 0)
		err = write_new(o, path, sb_view(&text), 0644);
	if (err == 0)
		sb_fmt(out, "%s\n", path);
	sb_release(&text);
	return err;
}

void
build_new_page(const struct build_options *o, struct str name, struct diags *ds,
    struct sb *out)
{
	struct arena a = { 0 };
	int err;

	if (!page_name(name)) {
		diag_add_file(ds, DIAG_B09, name, "%s",
		    _("a page is named by letters, digits and hyphens, with "
		      "folders before it: for-personal/ny-sida"));
		return;
	}
	err = write_page(o, &a, name, false, out);
	if (err == 0)
		err = write_page(o, &a, name, true, out);
	if (err)
		failed(ds, arena_fmt(&a, "content/sidor/%.*s", STR_ARG(name)).p,
		    err);
	arena_release(&a);
}
