/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/wire.h"

#include "build/pack.h"

static const char END[] = "samplan-end";

/* As numbers: what a worker sends need not be a bool when it says so. */
static void
put_summary(struct sb *out, const struct build_summary *s)
{
	pack_number(out, s->pages);
	pack_number(out, s->plans);
	pack_number(out, s->documents);
	pack_number(out, s->removed);
	pack_number(out, s->site_changed);
	pack_number(out, s->only_styles);
	pack_number(out, s->plans_changed);
	pack_number(out, s->protected_copies);
}

static struct build_summary
take_summary(struct unpack *u)
{
	struct build_summary s = { 0 };

	s.pages = unpack_number(u);
	s.plans = unpack_number(u);
	s.documents = unpack_number(u);
	s.removed = unpack_number(u);
	s.site_changed = unpack_number(u) != 0;
	s.only_styles = unpack_number(u) != 0;
	s.plans_changed = unpack_number(u) != 0;
	s.protected_copies = unpack_number(u);
	return s;
}

static void
add_summary(struct build_summary *to, const struct build_summary *s)
{
	to->pages += s->pages;
	to->plans += s->plans;
	to->documents += s->documents;
	to->removed += s->removed;
	to->site_changed |= s->site_changed;
	to->only_styles |= s->only_styles;
	to->plans_changed |= s->plans_changed;
	to->protected_copies += s->protected_copies;
}

void
wire_pack(struct sb *out, const struct diags *ds, struct str inputs,
    const struct build_summary *s)
{
	pack_findings(out, ds, 0);
	pack_number(out, ds->dropped);
	pack_text(out, inputs);
	put_summary(out, s);
	pack_text(out, STR(END));
}

bool
wire_unpack(struct str in, struct diags *ds, struct str *inputs,
    struct build_summary *summary)
{
	struct unpack u = { .in = in };
	struct build_summary said;
	size_t before = ds->count;
	uint64_t dropped;

	unpack_findings(&u, ds);
	dropped = unpack_number(&u);
	*inputs = unpack_text(&u);
	said = take_summary(&u);
	if (!str_is(unpack_text(&u), END) || u.bad || u.in.n) {
		ds->count = before;
		return false;
	}
	ds->dropped += dropped;
	add_summary(summary, &said);
	return true;
}
