/* SPDX-License-Identifier: EUPL-1.2 */
#include "diag/diag.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "diag/msg.h"

/* Of a long line, so much is shown on each side of the place. */
enum { CONTEXT = 60 };

static const struct diag_info table[] = {
#define DIAG(id, severity, policy, help, source, why) \
	[DIAG_##id] = { #id, severity, policy, help, source, why },
#include "diag/codes.def"
#undef DIAG
};

void
diag_release(struct diags *ds)
{
	arena_release(&ds->arena);
	sources_release(&ds->sources);
	mem_free(ds->items);
	msg_forget(ds->kept);
	*ds = (struct diags){ 0 };
}

void
diag_cut(struct diags *ds, size_t first)
{
	ds->count = first;
	ds->dropped = 0;
	for (size_t i = 0; i < ds->sources.count; i++)
		ds->sources.items[i].found = 0;
}

const struct diag_info *
diag_info(enum diag_code code)
{
	return &table[code];
}

enum diag_code
diag_find(struct str id)
{
	for (int i = 0; i < DIAG_COUNT; i++)
		if (str_is(id, table[i].id))
			return (enum diag_code)i;
	return DIAG_COUNT;
}

static struct finding *
append(struct diags *ds)
{
	if (ds->count == ds->cap) {
		ds->cap = ds->cap ? ds->cap * 2 : 32;
		ds->items = mem_resize(ds->items, ds->cap, sizeof(*ds->items));
	}
	ds->items[ds->count] = (struct finding){ 0 };
	return &ds->items[ds->count++];
}

static bool
room_for(struct diags *ds, uint32_t source)
{
	if (ds->count >= DIAG_MOST)
		return false;
	if (source == 0 || source >= ds->sources.count)
		return true;
	return ds->sources.items[source].found++ < DIAG_PER_SOURCE;
}

/* Borrowed: what a catalogue gives stays where it is until the end. */
static struct str
translated(struct diags *ds, const char *msgid)
{
	return msgid ? str_from(msg_again(&ds->kept, msgid)) : STR_NONE;
}

/*
 * A copy, or the one that the finding before it has: findings come in the
 * order of the text, so that many have the same file and the same line.
 */
static struct str
kept(struct diags *ds, struct str s, struct str before)
{
	return str_eq(s, before) ? before : arena_str(&ds->arena, s);
}

static const struct finding *
one_before(const struct diags *ds)
{
	static const struct finding none;

	return ds->count > 1 ? &ds->items[ds->count - 2] : &none;
}

/* The part of the line that is worth showing. */
static void
excerpt(struct diags *ds, struct finding *f, struct str line)
{
	uint32_t skip = f->column > CONTEXT + 1 ? f->column - CONTEXT - 1 : 0;
	size_t off = 0;
	size_t end;

	if (line.n <= 2 * CONTEXT || utf8_count(line) <= 2 * CONTEXT) {
		f->text_column = 1;
		f->text = kept(ds, line, one_before(ds)->text);
		return;
	}
	for (uint32_t i = 0; i < skip && off < line.n; i++)
		utf8_decode(line, &off);
	end = off;
	for (int i = 0; i < 2 * CONTEXT && end < line.n; i++)
		utf8_decode(line, &end);
	f->text_column = skip + 1;
	f->text = arena_str(&ds->arena, str_sub(line, off, end - off));
}

static void
fill(struct diags *ds, struct finding *f, enum diag_code code)
{
	f->code = code;
	f->severity = table[code].severity;
	f->policy = translated(ds, table[code].policy);
	f->help = translated(ds, table[code].help);
}

static struct finding *
spare(struct diags *ds)
{
	ds->dropped++;
	ds->spill = (struct finding){ 0 };
	return &ds->spill;
}

/* A copy of the last finding in English; its help is what the code has. */
static void
add_untranslated(struct diags *ds, const char *fmt, va_list ap)
{
	const struct finding *from = &ds->items[ds->count - 1];
	const struct diag_info *info = &table[from->code];
	struct diags *to = ds->untranslated;
	struct finding *f = append(to);

	*f = *from;
	f->policy = str_from(info->policy);
	f->help = str_from(info->help);
	f->message = arena_vfmt(&to->arena, fmt, ap);
}

struct finding *
diag_add(
    struct diags *ds, enum diag_code code, struct span at, const char *fmt, ...)
{
	struct finding *f;
	struct place place;
	va_list ap;

	if (!room_for(ds, at.source))
		return spare(ds);
	f = append(ds);
	fill(ds, f, code);
	place = source_place(&ds->sources, at);
	f->file = kept(
	    ds, source_name(&ds->sources, at.source), one_before(ds)->file);
	f->line = place.line;
	f->column = place.column;
	f->end_column = place.end_column;
	excerpt(ds, f, place.text);
	va_start(ap, fmt);
	f->message = arena_vfmt(&ds->arena, msg_again(&ds->kept, fmt), ap);
	va_end(ap);
	if (ds->untranslated) {
		va_start(ap, fmt);
		add_untranslated(ds, fmt, ap);
		va_end(ap);
	}
	return f;
}

struct finding *
diag_add_file(struct diags *ds, enum diag_code code, struct str file,
    const char *fmt, ...)
{
	struct finding *f;
	va_list ap;

	if (!room_for(ds, 0))
		return spare(ds);
	f = append(ds);
	fill(ds, f, code);
	f->file = arena_str(&ds->arena, file);
	va_start(ap, fmt);
	f->message = arena_vfmt(&ds->arena, msg_again(&ds->kept, fmt), ap);
	va_end(ap);
	return f;
}

void
diag_help(struct diags *ds, struct finding *f, const char *fmt, ...)
{
	va_list ap;

	if (f == &ds->spill)
		return;
	va_start(ap, fmt);
	f->help = arena_vfmt(&ds->arena, msg_again(&ds->kept, fmt), ap);
	va_end(ap);
	if (ds->untranslated && f == &ds->items[ds->count - 1]) {
		struct diags *to = ds->untranslated;

		va_start(ap, fmt);
		to->items[to->count - 1].help = arena_vfmt(&to->arena, fmt, ap);
		va_end(ap);
	}
}

void
diag_take(struct diags *ds, const struct finding *from)
{
	struct finding *f;

	if (!room_for(ds, 0)) {
		ds->dropped++;
		return;
	}
	f = append(ds);
	*f = *from;
	f->file = kept(ds, from->file, one_before(ds)->file);
	f->text = kept(ds, from->text, one_before(ds)->text);
	f->message = arena_str(&ds->arena, from->message);
	f->policy = kept(ds, from->policy, one_before(ds)->policy);
	f->help = kept(ds, from->help, one_before(ds)->help);
}

static int
order(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	/* Findings of one file mostly share its name (kept). */
	int by_file = x->file.p == y->file.p && x->file.n == y->file.n
			  ? 0
			  : str_cmp(x->file, y->file);

	if (by_file)
		return by_file;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	if (x->code != y->code)
		return x->code < y->code ? -1 : 1;
	return str_cmp(x->message, y->message);
}

/* The end of the findings from i on that have one file. */
static size_t
end_of_file(const struct diags *ds, size_t i)
{
	size_t end = i + 1;

	while (
	    end < ds->count && str_eq(ds->items[i].file, ds->items[end].file))
		end++;
	return end;
}

/* Mostly file comes after file already, and only each is to be sorted. */
static bool
files_in_order(const struct diags *ds)
{
	for (size_t i = 0, end; i < ds->count; i = end) {
		end = end_of_file(ds, i);
		if (end < ds->count &&
		    str_cmp(ds->items[i].file, ds->items[end].file) > 0)
			return false;
	}
	return true;
}

void
diag_sort(struct diags *ds)
{
	bool files = files_in_order(ds);
	size_t left = 0;

	for (size_t i = 0, end; i < ds->count; i = end) {
		end = files ? end_of_file(ds, i) : ds->count;
		qsort(&ds->items[i], end - i, sizeof(*ds->items), order);
	}
	for (size_t i = 0; i < ds->count; i++)
		if (i == 0 || order(&ds->items[left - 1], &ds->items[i]) != 0)
			ds->items[left++] = ds->items[i];
	ds->count = left;
}

size_t
diag_count(const struct diags *ds, enum severity severity)
{
	size_t n = 0;

	for (size_t i = 0; i < ds->count; i++)
		n += ds->items[i].severity == severity;
	return n;
}

bool
diag_has(const struct diags *ds, enum diag_code code)
{
	for (size_t i = 0; i < ds->count; i++)
		if (ds->items[i].code == code)
			return true;
	return false;
}

bool
diag_failed_since(const struct diags *ds, size_t first)
{
	for (size_t i = first; i < ds->count; i++)
		if (ds->items[i].severity >= SEV_ERROR)
			return true;
	return false;
}
