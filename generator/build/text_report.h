/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The report for editors in OUTPUT/report, which is Swedish whoever builds and
 * is written also when errors stop the site. That of a large site has parts;
 * those in which nothing changed stay.
 */
#ifndef SAMPLAN_BUILD_TEXT_REPORT_H
#define SAMPLAN_BUILD_TEXT_REPORT_H

#include "build/text_part.h"
#include "render/mustache.h"

/* No sketch makes one. */
bool text_report_wanted(const struct build_options *o);
/* Which parts need not be made, before anything is read for them. */
void text_report_open(struct text_part *t);
/* 0 or an errno value of the disk. */
int
text_report_write(struct text_part *t, const struct template_set *templates);

#endif
