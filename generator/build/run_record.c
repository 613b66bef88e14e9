/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/run_record.h"

#include <string.h>

#include "build/plan_known.h"
#include "diag/msg.h"
#include "write/tree.h"

static const char NAME[] = "samplan-run 3";

enum { RECORD_MOST = 512 * 1024 * 1024 };

static const struct {
	const char *name;
	uint32_t file_mode;
} trees[] = { { "site", 0644 }, { "report", 0644 }, { "plans", 0600 } };

enum { TREES = sizeof(trees) / sizeof(*trees) };

static const char *
record_path(const struct build_options *o, struct arena *a)
{
	return fs_join(a, str_from(o->output), STR(CACHE_FOLDER "/run"));
}

/* Another program says other things, also one of the same version. */
static void
pack_program(struct sb *out, struct fs *fs)
{
	struct sb path = { 0 };
	struct fs_stat st = { 0 };

	if (fs_readlink(fs, "/proc/self/exe", &path) == 0)
		fs_stat(fs, sb_text(&path), &st);
	pack_text(out, STR(SAMPLAN_VERSION));
	pack_number(out, st.size);
	pack_number(out, (uint64_t)st.mtime);
	pack_number(out, st.inode);
	sb_release(&path);
}

static void
pack_place(struct sb *out, const struct build_options *o)
{
	pack_program(out, o->fs);
	pack_text(out, str_from(msg_language()));
	pack_text(out, str_from(o->root));
	pack_text(out, str_from(o->data));
	pack_number(out, (uint64_t)o->today);
}

struct hash128
program_hash(const struct build_options *o)
{
	struct sb key = { 0 };
	struct hash128 hash;

	pack_program(&key, o->fs);
	hash = hash128(sb_view(&key));
	sb_release(&key);
	return hash;
}

struct hash128
program_key(const struct build_options *o)
{
	struct sb key = { 0 };
	struct hash128 hash;

	pack_place(&key, o);
	hash = hash128(sb_view(&key));
	sb_release(&key);
	return hash;
}

/* What a run was asked for, besides. */
static struct hash128
run_key(const struct build_options *o)
{
	struct sb key = { 0 };
	struct hash128 hash;

	pack_place(&key, o);
	pack_text(&key, str_from(o->plans));
	pack_number(&key, (uint64_t)o->closed_before);
	pack_number(&key, o->site);
	pack_number(&key, o->plan_documents);
	pack_number(&key, o->plans_given);
	pack_number(&key, o->fhir);
	pack_number(&key, (uint64_t)o->shard);
	pack_number(&key, (uint64_t)o->shards);
	hash = hash128(sb_view(&key));
	sb_release(&key);
	return hash;
}

/* Which output it is: its manifest, by what the disk says of it. */
static void
pack_trees(struct sb *out, const struct build_options *o)
{
	struct arena a = { 0 };

	for (size_t i = 0; i < TREES; i++) {
		struct fs_stat st = { 0 };

		fs_stat(o->fs,
		    fs_join(&a, str_from(o->output),
			arena_fmt(&a, "%s/" MANIFEST_NAME, trees[i].name)),
		    &st);
		pack_number(out, (uint64_t)st.kind);
		pack_number(out, st.inode);
		pack_number(out, st.size);
		pack_number(out, (uint64_t)st.mtime);
	}
	arena_release(&a);
}

static bool
output_whole(const struct build_options *o, struct str was)
{
	struct sb now = { 0 };
	bool whole;

	pack_trees(&now, o);
	whole = str_eq(was, sb_view(&now));
	for (size_t i = 0; whole && i < TREES; i++) {
		const struct tree_options tree = { .output = o->output,
			.name = trees[i].name,
			.file_mode = trees[i].file_mode };

		whole = tree_whole(o->fs, &tree);
	}
	/* Its manifest lists manifests; the documents are another matter. */
	whole = whole && plan_output_known(o);
	sb_release(&now);
	return whole;
}

static void
pack_summary(struct sb *out, const struct build_summary *s)
{
	pack_number(out, s->pages);
	pack_number(out, s->plans);
	pack_number(out, s->documents);
}

static void
replay(struct unpack *u, struct diags *ds, struct build_summary *s)
{
	s->pages = unpack_number(u);
	s->plans = unpack_number(u);
	s->documents = unpack_number(u);
	ds->dropped += unpack_number(u);
	unpack_findings(u, ds);
}

static void
unpack_parts(struct unpack *u, struct inputs *inputs)
{
	uint64_t parts = unpack_number(u);

	while (!u->bad && parts--) {
		struct unpack part = { .in = unpack_text(u) };

		/* A part that was not started read nothing. */
		if (part.in.n)
			inputs_unpack(&part, inputs);
		u->bad |= part.bad || part.in.n;
	}
}

/* Later runs need not doubt what this one has read again. */
static void
write_again(const struct build_options *o, const struct inputs *inputs,
    const struct diags *ds, const struct build_summary *summary)
{
	struct sb all = { 0 };
	struct str part;

	inputs_pack(&all, inputs->items, inputs->count);
	part = sb_view(&all);
	run_record_write(o, &part, 1, ds, summary);
	sb_release(&all);
}

bool
run_record_replay(const struct build_options *o, struct diags *ds,
    struct build_summary *summary, struct inputs *seen)
{
	struct arena a = { 0 };
	struct sb bytes = { 0 };
	struct unpack u = { 0 };
	const char *path = record_path(o, &a);
	struct hash128 key = run_key(o);
	struct str output = STR_NONE;
	size_t doubtful = 0;
	bool same = fs_read(o->fs, path, RECORD_MOST, &bytes) == 0 &&
		    pack_open(sb_view(&bytes), NAME, &u) &&
		    hash128_eq(unpack_hash(&u), key);
	int64_t made = same ? (int64_t)unpack_number(&u) : 0;

	/* Plan files were listed already; what asks the disk most comes last. */
	same = same && plan_files_known(o);
	if (same) {
		output = unpack_text(&u);
		unpack_parts(&u, seen);
		inputs_look(o->fs, seen);
		same = !u.bad && !inputs_changed(o->fs, seen, made, &doubtful);
	}
	same = same && output_whole(o, output);
	if (same)
		replay(&u, ds, summary);
	if (same && doubtful)
		write_again(o, seen, ds, summary);
	sb_release(&bytes);
	arena_release(&a);
	return same;
}

bool
run_record_changes(const struct build_options *o, struct arena *a, size_t most,
    struct str **changed, size_t *count)
{
	struct sb bytes = { 0 };
	struct unpack u = { 0 };
	struct inputs inputs = { 0 };
	bool known =
	    fs_read(o->fs, record_path(o, a), RECORD_MOST, &bytes) == 0 &&
	    pack_open(sb_view(&bytes), NAME, &u);
	int64_t made;
	bool read;

	*count = 0;
	*changed = arena_array(a, struct str, most + 1);
	unpack_hash(&u);
	made = (int64_t)unpack_number(&u);
	unpack_text(&u);
	if (known)
		unpack_parts(&u, &inputs);
	for (size_t i = 0; i < inputs.count && *count < most; i++)
		if (!input_same(o->fs, &inputs.items[i], made, &read))
			(*changed)[(*count)++] =
			    arena_str(a, inputs.items[i].path);
	inputs_release(&inputs);
	sb_release(&bytes);
	return known && !u.bad;
}

/* Doubt ends with a later time; the stat of each is from before it was read. */
void
run_record_write(const struct build_options *o, const struct str *inputs,
    size_t parts, const struct diags *ds, const struct build_summary *summary)
{
	struct arena a = { 0 };
	struct sb out = { 0 }, output = { 0 };
	const char *path = record_path(o, &a);
	const char *next = arena_fmt(&a, "%s.next", path).p;

	pack_begin(&out, NAME);
	pack_hash(&out, run_key(o));
	pack_number(&out, (uint64_t)o->now);
	pack_trees(&output, o);
	pack_text(&out, sb_view(&output));
	pack_number(&out, parts);
	for (size_t i = 0; i < parts; i++)
		pack_text(&out, inputs[i]);
	pack_summary(&out, summary);
	pack_number(&out, ds->dropped);
	pack_findings(&out, ds, 0);
	pack_seal(&out);
	if (fs_write(o->fs, next, sb_view(&out), 0600) ||
	    fs_rename(o->fs, next, path))
		run_record_forget(o);
	sb_release(&output);
	sb_release(&out);
	arena_release(&a);
}

void
run_record_forget(const struct build_options *o)
{
	struct arena a = { 0 };

	fs_unlink(o->fs, record_path(o, &a));
	arena_release(&a);
}
