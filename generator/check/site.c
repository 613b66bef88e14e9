/* SPDX-License-Identifier: EUPL-1.2 */
#include "check/site.h"

#include "check/site_parts.h"

void
check_site_whole(const struct site *site, const struct theme *theme,
    date_t today, struct diags *ds)
{
	const struct revision *shown = site_shown(site, today);

	check_meta(site, ds);
	check_coverage(site, shown, ds);
	check_data(site, theme, shown, today, ds);
	check_revisions(site, today, ds);
}

void
check_site(const struct site *site, const struct theme *theme, date_t today,
    struct diags *ds)
{
	for (size_t i = 0; i < site->pages.count; i++)
		check_page(site, theme, site->pages.items[i], ds);
	check_site_whole(site, theme, today, ds);
	check_seals(site, today, ds);
}
