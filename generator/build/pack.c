/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/pack.h"

#include <string.h>

/* --- putting -------------------------------------------------------------- */

/* Seven bits a byte, the lowest first; the last has no eighth: most are short. */
enum { LONGEST = 10, MORE = 0x80, BITS = 7 };

void
pack_number(struct sb *out, uint64_t n)
{
	char *at = sb_room(out, LONGEST);
	size_t used = 0;

	for (; n >= MORE; n >>= BITS)
		at[used++] = (char)(n | MORE);
	at[used++] = (char)n;
	at[used] = '\0';
	out->n += used;
}

void
pack_whole(struct sb *out, uint64_t n)
{
	sb_bytes(out, &n, sizeof(n));
}

void
pack_text(struct sb *out, struct str s)
{
	pack_number(out, s.n);
	sb_str(out, s);
}

void
pack_hash(struct sb *out, struct hash128 h)
{
	pack_whole(out, h.high);
	pack_whole(out, h.low);
}

void
pack_real(struct sb *out, double d)
{
	sb_bytes(out, &d, sizeof(d));
}

void
pack_finding(
    struct sb *out, const struct finding *f, const struct finding *before)
{
	bool again = before && str_eq(f->file, before->file);

	pack_number(out, (uint64_t)f->code);
	pack_number(out, (uint64_t)f->severity);
	pack_number(out, f->line);
	pack_number(out, f->column);
	pack_number(out, f->end_column);
	pack_number(out, f->text_column);
	pack_number(out, again);
	if (!again)
		pack_text(out, f->file);
	pack_text(out, f->text);
	pack_text(out, f->message);
	pack_text(out, f->policy);
	pack_text(out, f->help);
}

void
pack_findings(struct sb *out, const struct diags *ds, size_t first)
{
	pack_number(out, ds->count - first);
	for (size_t i = first; i < ds->count; i++)
		pack_finding(
		    out, &ds->items[i], i > first ? &ds->items[i - 1] : NULL);
}

/* --- taking --------------------------------------------------------------- */

static void
take(struct unpack *u, void *to, size_t n)
{
	if (u->bad || u->in.n < n) {
		u->bad = true;
		memset(to, 0, n);
		return;
	}
	memcpy(to, u->in.p, n);
	u->in = str_from_off(u->in, n);
}

void
unpack_bytes(struct unpack *u, void *to, size_t n)
{
	take(u, to, n);
}

uint64_t
unpack_number(struct unpack *u)
{
	const unsigned char *p = (const unsigned char *)u->in.p;
	size_t most = u->in.n < LONGEST ? u->in.n : LONGEST;
	uint64_t n = 0;

	for (size_t i = 0; !u->bad && i < most; i++) {
		n |= (uint64_t)(p[i] & (MORE - 1)) << (BITS * i);
		if (p[i] < MORE) {
			u->in = str_from_off(u->in, i + 1);
			return n;
		}
	}
	u->bad = true;
	return 0;
}

uint64_t
unpack_whole(struct unpack *u)
{
	uint64_t n;

	take(u, &n, sizeof(n));
	return n;
}

double
unpack_real(struct unpack *u)
{
	double d;

	take(u, &d, sizeof(d));
	return d;
}

struct str
unpack_text(struct unpack *u)
{
	uint64_t n = unpack_number(u);
	struct str s;

	if (n > u->in.n)
		u->bad = true;
	if (u->bad)
		return STR("");
	s = str_sub(u->in, 0, n);
	u->in = str_from_off(u->in, n);
	return s;
}

struct hash128
unpack_hash(struct unpack *u)
{
	struct hash128 h;

	h.high = unpack_whole(u);
	h.low = unpack_whole(u);
	return h;
}

bool
unpack_finding(struct unpack *u, struct finding *f)
{
	uint64_t code = unpack_number(u), severity = unpack_number(u);

	if (code >= DIAG_COUNT || severity > SEV_SYSTEM)
		u->bad = true;
	f->code = (enum diag_code)code;
	f->severity = (enum severity)severity;
	f->line = (uint32_t)unpack_number(u);
	f->column = (uint32_t)unpack_number(u);
	f->end_column = (uint32_t)unpack_number(u);
	f->text_column = (uint32_t)unpack_number(u);
	if (unpack_number(u) == 0)
		f->file = unpack_text(u);
	f->text = unpack_text(u);
	f->message = unpack_text(u);
	f->policy = unpack_text(u);
	f->help = unpack_text(u);
	return !u->bad;
}

void
unpack_findings(struct unpack *u, struct diags *ds)
{
	size_t before = ds->count;
	uint64_t count = unpack_number(u);
	struct finding f = { 0 };

	while (!u->bad && count--)
		if (unpack_finding(u, &f))
			diag_take(ds, &f);
	if (u->bad)
		ds->count = before;
}

/* --- records -------------------------------------------------------------- */

void
pack_begin(struct sb *out, const char *name)
{
	sb_reset(out);
	pack_text(out, str_from(name));
}

void
pack_seal(struct sb *out)
{
	pack_hash(out, hash128(sb_view(out)));
}

bool
pack_open(struct str bytes, const char *name, struct unpack *u)
{
	enum { SEAL = 2 * sizeof(uint64_t) };
	struct unpack end;

	if (bytes.n < SEAL)
		return false;
	end = (struct unpack){ .in = str_from_off(bytes, bytes.n - SEAL) };
	*u = (struct unpack){ .in = str_sub(bytes, 0, bytes.n - SEAL) };
	return hash128_eq(hash128(u->in), unpack_hash(&end)) &&
	       str_is(unpack_text(u), name);
}
