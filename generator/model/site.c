/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/site.h"

const struct page *
page_twin(const struct page *p, enum variant v)
{
	return p->twins[v] ? p->twins[v] : p;
}

const struct law *
site_law(const struct site *s, struct str id)
{
	for (size_t i = 0; i < s->law_count; i++)
		if (str_eq(s->laws[i].id.s, id))
			return &s->laws[i];
	return NULL;
}

bool
revision_decided(const struct revision *r, date_t day)
{
	for (size_t i = 0; i < r->party_count; i++)
		if (r->parties[i].decided_on == DATE_NONE ||
		    r->parties[i].decided_on > day)
			return false;
	return r->party_count > 0;
}

const struct revision *
site_revision(const struct site *s, date_t day)
{
	const struct revision *found = NULL;

	for (size_t i = 0; i < s->revisions.count; i++) {
		const struct revision *r = s->revisions.items[i];

		if (r->in_force != DATE_NONE && r->in_force <= day &&
		    revision_decided(r, day) &&
		    (!found || r->in_force >= found->in_force))
			found = r;
	}
	return found;
}
