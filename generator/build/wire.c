/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/wire.h"

#include <string.h>

static const char END[] = "samplan-end";

static void
put_number(struct sb *out, uint64_t n)
{
	sb_bytes(out, &n, sizeof(n));
}

static void
put_text(struct sb *out, struct str s)
{
	put_number(out, s.n);
	sb_str(out, s);
}

static bool
take_number(struct str *in, uint64_t *n)
{
	if (in->n < sizeof(*n))
		return false;
	memcpy(n, in->p, sizeof(*n));
	*in = str_from_off(*in, sizeof(*n));
	return true;
}

static bool
take_text(struct str *in, struct str *s)
{
	uint64_t n;

	if (!take_number(in, &n) || n > in->n)
		return false;
	*s = str_sub(*in, 0, n);
	*in = str_from_off(*in, n);
	return true;
}

static void
put_finding(struct sb *out, const struct finding *f)
{
	put_number(out, (uint64_t)f->code);
	put_number(out, (uint64_t)f->severity);
	put_number(out, f->line);
	put_number(out, f->column);
	put_number(out, f->end_column);
	put_number(out, f->text_column);
	put_text(out, f->file);
	put_text(out, f->text);
	put_text(out, f->message);
	put_text(out, f->policy);
	put_text(out, f->help);
}

static bool
take_finding(struct str *in, struct finding *f)
{
	uint64_t n[6];

	for (size_t i = 0; i < 6; i++)
		if (!take_number(in, &n[i]))
			return false;
	if (n[0] >= DIAG_COUNT || n[1] > SEV_SYSTEM)
		return false;
	f->code = (enum diag_code)n[0];
	f->severity = (enum severity)n[1];
	f->line = (uint32_t)n[2];
	f->column = (uint32_t)n[3];
	f->end_column = (uint32_t)n[4];
	f->text_column = (uint32_t)n[5];
	return take_text(in, &f->file) && take_text(in, &f->text) &&
	       take_text(in, &f->message) && take_text(in, &f->policy) &&
	       take_text(in, &f->help);
}

/* As numbers: what a worker sends need not be a bool when it says so. */
static void
put_summary(struct sb *out, const struct build_summary *s)
{
	put_number(out, s->pages);
	put_number(out, s->plans);
	put_number(out, s->documents);
	put_number(out, s->removed);
	put_number(out, s->site_changed);
	put_number(out, s->only_styles);
	put_number(out, s->plans_changed);
	put_number(out, s->protected_copies);
}

static bool
add_summary(struct str in, struct build_summary *to)
{
	uint64_t n[8];

	for (size_t i = 0; i < 8; i++)
		if (!take_number(&in, &n[i]))
			return false;
	if (!str_is(in, END))
		return false;
	to->pages += n[0];
	to->plans += n[1];
	to->documents += n[2];
	to->removed += n[3];
	to->site_changed |= n[4] != 0;
	to->only_styles |= n[5] != 0;
	to->plans_changed |= n[6] != 0;
	to->protected_copies += n[7];
	return true;
}

void
wire_pack(struct sb *out, const struct diags *ds, const struct build_summary *s)
{
	put_number(out, ds->count);
	for (size_t i = 0; i < ds->count; i++)
		put_finding(out, &ds->items[i]);
	put_number(out, ds->dropped);
	put_summary(out, s);
	sb_cstr(out, END);
}

bool
wire_unpack(struct str in, struct diags *ds, struct build_summary *summary)
{
	size_t before = ds->count;
	uint64_t count, dropped;
	bool whole = take_number(&in, &count);

	while (whole && count--) {
		struct finding f = { 0 };

		whole = take_finding(&in, &f);
		if (whole)
			diag_take(ds, &f);
	}
	whole = whole && take_number(&in, &dropped) && add_summary(in, summary);
	if (whole)
		ds->dropped += dropped;
	else
		ds->count = before;
	return whole;
}
