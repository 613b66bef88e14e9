/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/address.h"

#include "base/utf8.h"

#define STAFF_HOME STR("personal")

struct str
variant_dir(enum variant v)
{
	switch (v) {
	case VARIANT_PLAIN:
	case VARIANT_COUNT:
		break;
	case VARIANT_EASY:
		return STR("lattlast/");
	case VARIANT_ENGLISH:
		return STR("en/");
	}
	return STR("");
}

struct str
variant_lang(enum variant v)
{
	return v == VARIANT_ENGLISH ? STR("en") : STR("sv");
}

static bool
is_staff_home(const struct page *p)
{
	return p->variant == VARIANT_PLAIN && p->address.n == 0 &&
	       !p->revision && p->meta.audience == FOR_STAFF;
}

void
page_path(struct sb *out, const struct page *p, struct str prefix)
{
	address_path(out, is_staff_home(p) ? STAFF_HOME : p->address,
	    p->variant, p->revision ? prefix : STR(""));
}

void
address_path(
    struct sb *out, struct str address, enum variant v, struct str prefix)
{
	sb_str(out, prefix);
	sb_str(out, variant_dir(v));
	sb_str(out, address);
	if (address.n)
		sb_ch(out, '/');
	sb_cstr(out, "index.html");
}

static enum variant
swedish(enum variant v)
{
	return v == VARIANT_ENGLISH ? VARIANT_PLAIN : v;
}

void
term_path(struct sb *out, const struct term *t, enum variant v)
{
	address_path(out, STR("ordlista"), swedish(v), STR(""));
	sb_ch(out, '#');
	utf8_slug(out, t->term.s);
}

void
law_path(struct sb *out, const struct law *law, enum variant v)
{
	address_path(out, STR("lagar"), swedish(v), STR(""));
	sb_ch(out, '#');
	sb_str(out, law->id.s);
}

void
path_up(struct sb *out, struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '/')
			sb_cstr(out, "../");
}

bool
site_has_doors(const struct site *s)
{
	const struct page *home = s->top ? s->top->index[VARIANT_PLAIN] : NULL;

	return !home || is_staff_home(home);
}
