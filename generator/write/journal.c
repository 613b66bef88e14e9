/* SPDX-License-Identifier: EUPL-1.2 */
#include "write/journal.h"

#include <errno.h>
#include <string.h>
#include <nettle/sha2.h>

#include "base/date.h"

enum { CHAIN = 2 * SHA256_DIGEST_SIZE, JOURNAL_LIMIT = 1 << 30 };
/* More than two lines. */
enum { LINE_MOST = 4096 };

static const char FIRST[] =
    "0000000000000000000000000000000000000000000000000000000000000000";

static void
chain(struct str before, struct str line, char out[CHAIN + 1])
{
	static const char digits[] = "0123456789abcdef";
	struct sha256_ctx ctx;
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_init(&ctx);
	sha256_update(&ctx, before.n, (const uint8_t *)before.p);
	sha256_update(&ctx, line.n, (const uint8_t *)line.p);
	sha256_digest(&ctx, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[CHAIN] = '\0';
}

static void
put_time(struct sb *out, int64_t now)
{
	char day[11];
	int64_t seconds = ((now % 86400) + 86400) % 86400;

	date_iso((date_t)((now - seconds) / 86400), day);
	sb_fmt(out, "%sT%02d:%02d:%02dZ", day, (int)(seconds / 3600),
	    (int)(seconds / 60 % 60), (int)(seconds % 60));
}

/* An id is one word already; this keeps a line a line whatever comes. */
static void
put_word(struct sb *out, struct str s)
{
	sb_ch(out, ' ');
	for (size_t i = 0; i < s.n; i++)
		sb_ch(out, (unsigned char)s.p[i] > ' ' ? s.p[i] : '_');
	if (s.n == 0)
		sb_ch(out, '-');
}

static bool
line_holds(struct str line, struct str before)
{
	char expected[CHAIN + 1];

	if (line.n < CHAIN + 2)
		return false;
	chain(before, str_sub(line, 0, line.n - CHAIN), expected);
	return str_is(str_from_off(line, line.n - CHAIN), expected);
}

/* The end of the journal: of its last whole line the number and the chain. */
struct end {
	size_t number;
	char chain[CHAIN + 1];
	bool torn;
};

struct walk {
	struct journal_check check;
	struct str written; /* chain of the line that was written last */
	struct str last;    /* chain of the last line in order */
	size_t number;      /* of lines, in order or not */
	size_t whole; /* bytes up to the end of the last line with an end */
};

static void
walk(struct str text, struct walk *w)
{
	struct str rest = text, line;

	w->last = STR(FIRST);
	while (rest.n) {
		size_t end = str_find_char(rest, '\n');

		if (end == STR_NOT_FOUND) {
			w->check.torn = true;
			return;
		}
		line = str_sub(rest, 0, end);
		rest = str_from_off(rest, end + 1);
		w->whole = text.n - rest.n;
		if (w->check.broken_at == 0 && !line_holds(line, w->last))
			w->check.broken_at = w->check.lines + 1;
		if (w->check.broken_at == 0)
			w->check.lines++;
		if (line.n > CHAIN)
			w->last = str_from_off(line, line.n - CHAIN);
		if (w->check.written && ++w->number == w->check.written)
			w->check.replaced = !str_eq(w->last, w->written);
	}
}

static int
read_journal(struct fs *fs, const char *path, struct sb *bytes)
{
	int err = fs_read(fs, path, JOURNAL_LIMIT, bytes);

	return err == ENOENT ? 0 : err;
}

static const char *
journal_path(struct arena *a, const char *output)
{
	return fs_join(a, str_from(output), STR(JOURNAL_NAME));
}

static int
cut_torn(struct fs *fs, struct arena *a, const char *path, struct str whole)
{
	const char *fresh = arena_fmt(a, "%s.new", path).p;
	int err = fs_write(fs, fresh, whole, 0600);

	return err ? err : fs_rename(fs, fresh, path);
}

/*
 * Only the end is read: a journal grows for years. Whether all of it is in
 * order is asked by journal_verify.
 */
static int
read_end(struct fs *fs, const char *path, struct end *end)
{
	struct sb bytes = { 0 };
	struct str text, line;
	size_t cut;
	int number = 0, err = fs_read_end(fs, path, LINE_MOST, &bytes);

	*end = (struct end){ 0 };
	memcpy(end->chain, FIRST, CHAIN);
	if (err == ENOENT)
		err = 0;
	text = sb_view(&bytes);
	end->torn = text.n && text.p[text.n - 1] != '\n';
	cut = str_rfind_char(text, '\n');
	text = str_sub(text, 0, cut == STR_NOT_FOUND ? 0 : cut);
	cut = str_rfind_char(text, '\n');
	line = str_from_off(text, cut == STR_NOT_FOUND ? 0 : cut + 1);
	if (line.n > CHAIN) {
		memcpy(end->chain, line.p + line.n - CHAIN, CHAIN);
		cut = str_find_char(line, ' ');
		if (str_int(str_sub(line, 0, cut), &number))
			end->number = (size_t)number;
	}
	sb_release(&bytes);
	return err;
}

/* A line between its number and its chain, with the blank before each. */
static void
format_event(struct sb *out, int64_t now, const struct journal_event *event)
{
	sb_ch(out, ' ');
	put_time(out, now);
	put_word(out, str_from(event->what));
	put_word(out, event->plan_id);
	put_word(out, event->revision);
	sb_fmt(out, " %zu ", event->documents);
}

/* The end moves with each line. */
static void
format(struct sb *out, struct end *end, int64_t now,
    const struct journal_event *events, size_t count)
{
	char link[CHAIN + 1];
	struct sb line = { 0 };

	for (size_t i = 0; i < count; i++) {
		sb_reset(&line);
		sb_int(&line, (long long)++end->number);
		format_event(&line, now, &events[i]);
		chain(str_from(end->chain), sb_view(&line), link);
		memcpy(end->chain, link, sizeof(link));
		sb_str(out, sb_view(&line));
		sb_cstr(out, link);
		sb_ch(out, '\n');
	}
	sb_release(&line);
}

/* --- the second place ----------------------------------------------------- */

static const char *
end_path(struct arena *a, const char *output)
{
	return fs_join(a, str_from(output), STR(JOURNAL_END_FOLDER "/end"));
}

/* "NUMBER CHAIN"; nothing where it is not there or no such line. */
static bool
read_written(struct fs *fs, struct arena *a, const char *output, struct end *e)
{
	struct sb bytes = { 0 };
	struct str text, chain;
	int number = 0;
	size_t cut;
	bool there = fs_read(fs, end_path(a, output), LINE_MOST, &bytes) == 0;

	*e = (struct end){ 0 };
	text = sb_view(&bytes);
	cut = str_find_char(text, ' ');
	chain = str_from_off(text, cut == STR_NOT_FOUND ? text.n : cut + 1);
	there = there && chain.n == CHAIN + 1 && chain.p[CHAIN] == '\n' &&
		str_int(str_sub(text, 0, cut), &number) && number > 0;
	if (there) {
		e->number = (size_t)number;
		memcpy(e->chain, chain.p, CHAIN);
	}
	sb_release(&bytes);
	return there;
}

static int
check_against(
    struct fs *fs, const char *path, const struct end *e, struct walk *w)
{
	struct sb bytes = { 0 };
	int err = fs_read(fs, path, JOURNAL_LIMIT, &bytes);

	w->written = str_from(e->chain);
	w->check.written = e->number;
	if (err == 0)
		walk(sb_view(&bytes), w);
	w->check.replaced |= w->number < e->number;
	w->last = w->written = STR_NONE;
	sb_release(&bytes);
	return err;
}

/*
 * What was written last must still be there, or the place keeps saying that it
 * is not, whatever is added. A failure costs no more than the place.
 */
static bool
end_holds(struct fs *fs, struct arena *a, const char *output,
    const struct end *before)
{
	struct walk w = { 0 };
	struct end e;

	if (!read_written(fs, a, output, &e))
		return true;
	if (e.number == before->number)
		return str_is(str_from(e.chain), before->chain);
	return check_against(fs, journal_path(a, output), &e, &w) == 0 &&
	       !w.check.replaced;
}

static void
note_end(
    struct fs *fs, struct arena *a, const char *output, const struct end *end)
{
	const char *path = end_path(a, output);
	const char *next = arena_fmt(a, "%s.next", path).p;
	struct sb line = { 0 };

	sb_fmt(&line, "%zu %s\n", end->number, end->chain);
	if (fs_write(fs, next, sb_view(&line), 0600) == 0)
		fs_rename(fs, next, path);
	sb_release(&line);
}

/* -------------------------------------------------------------------------- */

/* A line that a crash cut off is not evidence of anything. */
static int
mend(struct fs *fs, struct arena *a, const char *path)
{
	struct sb bytes = { 0 };
	struct walk w = { 0 };
	int err = read_journal(fs, path, &bytes);

	if (err == 0) {
		walk(sb_view(&bytes), &w);
		err =
		    cut_torn(fs, a, path, str_sub(sb_view(&bytes), 0, w.whole));
	}
	sb_release(&bytes);
	return err;
}

int
journal_append(struct fs *fs, const char *output, int64_t now,
    const struct journal_event *events, size_t count)
{
	struct arena a = { 0 };
	struct sb fresh = { 0 };
	const char *path = journal_path(&a, output);
	struct end end = { 0 };
	int err = count ? read_end(fs, path, &end) : 0;

	if (err == 0 && end.torn) {
		err = mend(fs, &a, path);
		if (err == 0)
			err = read_end(fs, path, &end);
	}
	if (err == 0 && count) {
		bool holds = end_holds(fs, &a, output, &end);

		format(&fresh, &end, now, events, count);
		err = fs_append(fs, path, sb_view(&fresh), 0600);
		if (err == 0 && holds)
			note_end(fs, &a, output, &end);
	}
	sb_release(&fresh);
	arena_release(&a);
	return err;
}

int
journal_count(struct fs *fs, const char *output, size_t *lines)
{
	struct arena a = { 0 };
	struct end end;
	int err = read_end(fs, journal_path(&a, output), &end);

	*lines = end.number;
	arena_release(&a);
	return err;
}

/* They are added in their order, perhaps with lines of others between. */
static size_t
count_there(struct str text, int64_t now, const struct journal_event *events,
    size_t count, size_t lines)
{
	struct sb wanted = { 0 };
	struct str line;
	size_t found = 0;

	while (found < count && str_next_line(&text, &line)) {
		size_t cut = str_find_char(line, ' ');
		int number;

		if (cut == STR_NOT_FOUND || line.n < cut + CHAIN ||
		    !str_int(str_sub(line, 0, cut), &number) ||
		    (size_t)number <= lines)
			continue;
		sb_reset(&wanted);
		format_event(&wanted, now, &events[found]);
		found += str_eq(
		    str_sub(line, cut, line.n - CHAIN - cut), sb_view(&wanted));
	}
	sb_release(&wanted);
	return found;
}

int
journal_append_missing(struct fs *fs, const char *output, int64_t now,
    const struct journal_event *events, size_t count, size_t lines)
{
	struct arena a = { 0 };
	struct sb bytes = { 0 };
	size_t have = 0, there = 0;
	int err = journal_count(fs, output, &have);

	if (err == 0 && have > lines) {
		err = read_journal(fs, journal_path(&a, output), &bytes);
		there = count_there(sb_view(&bytes), now, events, count, lines);
	}
	if (err == 0)
		err = journal_append(
		    fs, output, now, events + there, count - there);
	sb_release(&bytes);
	arena_release(&a);
	return err;
}

int
journal_prepare(struct fs *fs, const char *output)
{
	struct arena a = { 0 };
	const char *path = journal_path(&a, output);
	struct end end = { 0 };
	struct fs_stat st;
	int err = fs_stat(fs, path, &st);

	if (err == 0 && st.kind == FS_ABSENT)
		err = fs_append(fs, path, STR_NONE, 0600);
	else if (err == 0)
		err = read_end(fs, path, &end);
	if (err == 0 && end.torn)
		err = mend(fs, &a, path);
	arena_release(&a);
	return err;
}

int
journal_verify(struct fs *fs, const char *output, struct journal_check *out)
{
	struct arena a = { 0 };
	struct walk w = { 0 };
	struct end e;
	int err;

	read_written(fs, &a, output, &e);
	err = check_against(fs, journal_path(&a, output), &e, &w);
	*out = w.check;
	arena_release(&a);
	return err;
}
