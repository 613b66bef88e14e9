/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/plan_store.h"

#include "build/run_record.h"
#include "diag/msg.h"

static const char INDEX[] = "samplan-plans 2";

enum { FILE_MODE = 0600, STORE_MOST = 1 << 30 };

unsigned
plan_store_part(struct str file)
{
	size_t slash = str_rfind_char(file, '/');
	struct str name =
	    str_from_off(file, slash == STR_NOT_FOUND ? 0 : slash + 1);
	size_t dot = str_rfind_char(name, '.');

	/* A file is named as its plan, most often: one part for both. */
	return shelf_part(
	    str_sub(name, 0, dot == STR_NOT_FOUND ? name.n : dot));
}

/* --- what was asked ------------------------------------------------------- */

struct plan_asked
plan_asked_now(const struct build_options *o)
{
	struct sb places = { 0 };
	struct plan_asked asked = { .program = program_hash(o),
		.language = str_from(msg_language()),
		.today = o->today,
		.closed_before = o->closed_before,
		.fhir = o->fhir };

	pack_text(&places, str_from(o->root));
	pack_text(&places, str_from(o->data));
	pack_text(&places, str_from(o->plans));
	asked.places = hash128(sb_view(&places));
	sb_release(&places);
	return asked;
}

void
plan_asked_pack(struct sb *out, const struct build_options *o)
{
	const struct plan_asked asked = plan_asked_now(o);

	pack_hash(out, asked.program);
	pack_hash(out, asked.places);
	pack_text(out, asked.language);
	pack_number(out, (uint64_t)(int64_t)asked.today);
	pack_number(out, (uint64_t)(int64_t)asked.closed_before);
	pack_number(out, asked.fhir);
}

bool
plan_asked_before(const struct plan_store *s, struct plan_asked *asked)
{
	struct unpack u = { .in = s->asked };

	asked->program = unpack_hash(&u);
	asked->places = unpack_hash(&u);
	asked->language = unpack_text(&u);
	asked->today = (date_t)(int64_t)unpack_number(&u);
	asked->closed_before = (date_t)(int64_t)unpack_number(&u);
	asked->fhir = unpack_number(&u) != 0;
	return s->whole && !u.bad;
}

/* --- the index ------------------------------------------------------------ */

/* The numbers of an item, as one piece: there are many items. */
enum {
	N_KIND,
	N_SIZE,
	N_MTIME,
	N_CTIME,
	N_INODE,
	N_FLAGS,
	N_CONTENT_HIGH,
	N_CONTENT_LOW,
	N_OWNER,
	N_ERRORS,
	N_STEP,
	N_DUE,
	N_DOCUMENTS,
	N_DROPPED,
	N_LIVE,
	N_SPARE = N_LIVE + 3,
	NUMBERS = N_SPARE + 3
};

static uint64_t
flags_of(const struct plan_known *k)
{
	const bool flags[] = { k->sure, k->lost, k->readable, k->taken,
		k->closed, k->live.sure, k->spare.sure };
	uint64_t n = 0;

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		n |= (uint64_t)flags[i] << i;
	return n;
}

static void
take_flags(struct plan_known *k, uint64_t n)
{
	bool *const flags[] = { &k->sure, &k->lost, &k->readable, &k->taken,
		&k->closed, &k->live.sure, &k->spare.sure };

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		*flags[i] = n >> i & 1;
}

static void
put_sight(uint64_t *n, const struct plan_sight *s)
{
	n[0] = (uint64_t)s->mtime;
	n[1] = (uint64_t)s->ctime;
	n[2] = s->inode;
}

static void
take_sight(const uint64_t *n, struct plan_sight *s)
{
	s->mtime = (int64_t)n[0];
	s->ctime = (int64_t)n[1];
	s->inode = n[2];
}

static void
pack_known(struct sb *out, const struct plan_known *k)
{
	uint64_t n[NUMBERS] = { [N_KIND] = (uint64_t)k->st.kind,
		[N_SIZE] = k->st.size,
		[N_MTIME] = (uint64_t)k->st.mtime,
		[N_CTIME] = (uint64_t)k->st.ctime,
		[N_INODE] = k->st.inode,
		[N_FLAGS] = flags_of(k),
		[N_CONTENT_HIGH] = k->content.high,
		[N_CONTENT_LOW] = k->content.low,
		[N_OWNER] = k->owner,
		[N_ERRORS] = k->errors,
		[N_STEP] = k->step,
		[N_DUE] = (uint64_t)(int64_t)k->due,
		[N_DOCUMENTS] = k->documents,
		[N_DROPPED] = k->dropped };

	put_sight(&n[N_LIVE], &k->live);
	put_sight(&n[N_SPARE], &k->spare);
	sb_bytes(out, n, sizeof(n));
	pack_text(out, k->file);
	pack_text(out, k->plan_id);
	pack_text(out, k->revision);
	pack_text(out, k->said);
}

static void
unpack_known(struct unpack *u, struct plan_known *k)
{
	uint64_t n[NUMBERS];

	unpack_bytes(u, n, sizeof(n));
	if (n[N_KIND] > FS_OTHER || n[N_STEP] >= STEP_COUNT)
		u->bad = true;
	k->st.kind = (enum fs_kind)n[N_KIND];
	k->st.size = n[N_SIZE];
	k->st.mtime = (int64_t)n[N_MTIME];
	k->st.ctime = (int64_t)n[N_CTIME];
	k->st.inode = n[N_INODE];
	take_flags(k, n[N_FLAGS]);
	k->content = (struct hash128){ n[N_CONTENT_HIGH], n[N_CONTENT_LOW] };
	k->owner = n[N_OWNER];
	k->errors = n[N_ERRORS];
	k->step = (enum status_step)n[N_STEP];
	k->due = (date_t)(int64_t)n[N_DUE];
	k->documents = n[N_DOCUMENTS];
	k->dropped = n[N_DROPPED];
	take_sight(&n[N_LIVE], &k->live);
	take_sight(&n[N_SPARE], &k->spare);
	k->file = unpack_text(u);
	k->plan_id = unpack_text(u);
	k->revision = unpack_text(u);
	k->said = unpack_text(u);
}

static bool
read_index(struct plan_store *s, struct str bytes)
{
	struct unpack u;
	uint64_t count;

	if (!pack_open(bytes, INDEX, &u))
		return false;
	s->asked = unpack_text(&u);
	s->made = (int64_t)unpack_number(&u);
	inputs_unpack(&u, &s->inputs);
	s->live = unpack_hash(&u);
	s->spare = unpack_hash(&u);
	s->pages = unpack_number(&u);
	s->said = unpack_text(&u);
	drawer_unpack_parts(&u, &s->drawer);
	count = unpack_number(&u);
	if (u.bad || count > u.in.n)
		return false;
	s->items = arena_array(&s->arena, struct plan_known, count + 1);
	while (!u.bad && s->count < count)
		unpack_known(&u, &s->items[s->count++]);
	return !u.bad && u.in.n == 0;
}

void
plan_store_open(struct plan_store *s, struct fs *fs, const char *output)
{
	*s = (struct plan_store){ .made = 0 };
	s->drawer = (struct drawer){ .fs = fs,
		.folder = fs_join(
		    &s->arena, str_from(output), STR(CACHE_FOLDER "/plans")),
		.kind = "samplan-plans-part 3",
		.parts = s->parts,
		.part_count = PLAN_PARTS };
	s->whole = fs_read(fs, drawer_path(&s->drawer, &s->arena, "index"),
		       STORE_MOST, &s->index) == 0 &&
		   read_index(s, sb_view(&s->index));
	if (!s->whole)
		s->count = 0;
}

void
plan_store_close(struct plan_store *s)
{
	inputs_release(&s->inputs);
	sb_release(&s->index);
	arena_release(&s->arena);
}

/* They are sorted by name, as the files of a folder are. */
const struct plan_known *
plan_store_find(const struct plan_store *s, struct str file)
{
	return str_search(s->items, s->count, sizeof(*s->items),
	    offsetof(struct plan_known, file), file);
}

int
plan_store_write(struct plan_store *s)
{
	struct sb out = { 0 };
	int err;

	pack_begin(&out, INDEX);
	pack_text(&out, s->asked);
	pack_number(&out, (uint64_t)s->made);
	inputs_pack(&out, s->inputs.items, s->inputs.count);
	pack_hash(&out, s->live);
	pack_hash(&out, s->spare);
	pack_number(&out, s->pages);
	pack_text(&out, s->said);
	drawer_pack_parts(&out, &s->drawer);
	pack_number(&out, s->count);
	for (size_t i = 0; i < s->count; i++)
		pack_known(&out, &s->items[i]);
	pack_seal(&out);
	err = drawer_write_file(&s->drawer, "index", sb_view(&out));
	sb_release(&out);
	return err;
}

void
plan_store_forget(struct plan_store *s)
{
	struct arena a = { 0 };

	fs_unlink(s->drawer.fs, drawer_path(&s->drawer, &a, "index"));
	arena_release(&a);
}

/* --- time and turns ------------------------------------------------------- */

int
plan_store_clock(struct plan_store *s, int64_t *now)
{
	struct arena a = { 0 };
	const char *path = drawer_path(&s->drawer, &a, "clock");
	struct fs_stat st = { 0 };
	int err = fs_write(s->drawer.fs, path, STR("\n"), FILE_MODE);

	if (err == 0)
		err = fs_stat(s->drawer.fs, path, &st);
	*now = st.mtime;
	arena_release(&a);
	return err;
}

uint64_t
plan_store_turn(struct plan_store *s, bool write)
{
	struct arena a = { 0 };
	struct sb bytes = { 0 }, next = { 0 };
	const char *path = drawer_path(&s->drawer, &a, "turn");
	struct unpack u;
	uint64_t turn = 0;

	if (fs_read(s->drawer.fs, path, sizeof(turn), &bytes) == 0) {
		u = (struct unpack){ .in = sb_view(&bytes) };
		turn = unpack_whole(&u);
	}
	pack_whole(&next, turn + 1);
	/* A turn that is not counted is taken again. */
	if (write)
		fs_write(s->drawer.fs, path, sb_view(&next), FILE_MODE);
	sb_release(&bytes);
	sb_release(&next);
	arena_release(&a);
	return turn;
}
