/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/seal.h"

#include "base/sb.h"

struct str
seal_text(struct arena *a, struct str text)
{
	char hex[33];

	hash128_hex(hash128(text), hex);
	return arena_str(a, str_from(hex));
}

struct str
seal_decision(struct arena *a, const struct revision *r)
{
	struct sb sb = { 0 };
	struct str hash;
	char day[11];

	date_iso(r->in_force, day);
	sb_cstr(&sb, day);
	for (size_t i = 0; i < r->party_count; i++) {
		date_iso(r->parties[i].decided_on, day);
		sb_ch(&sb, '\n');
		sb_str(&sb, r->parties[i].name.s);
		sb_ch(&sb, '\n');
		sb_str(&sb, r->parties[i].decided_by.s);
		sb_ch(&sb, '\n');
		sb_cstr(&sb, day);
	}
	hash = seal_text(a, sb_view(&sb));
	sb_release(&sb);
	return hash;
}

struct str
seal_page(const struct page *p)
{
	return str_from_off(p->file, p->revision->folder.n + 1);
}

const struct seal *
site_seal(const struct site *s, struct str revision)
{
	for (size_t i = 0; i < s->seal_count; i++)
		if (str_eq(s->seals[i].revision.s, revision))
			return &s->seals[i];
	return NULL;
}
