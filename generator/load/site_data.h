/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The data files of content/: site.yaml, the glossary, laws, paragraphs, words,
 * and revision.yaml. Each function reads one text that is registered as a
 * source; what is wrong is a finding and the rest is kept.
 */
#ifndef SAMPLAN_LOAD_SITE_DATA_H
#define SAMPLAN_LOAD_SITE_DATA_H

#include "diag/diag.h"
#include "model/site.h"

void site_config_read(struct site_config *out, struct arena *a,
    struct diags *ds, uint32_t source);
void terms_read(
    struct site *out, struct arena *a, struct diags *ds, uint32_t source);
void
laws_read(struct site *out, struct arena *a, struct diags *ds, uint32_t source);
void paragraphs_read(
    struct site *out, struct arena *a, struct diags *ds, uint32_t source);
void words_read(
    struct site *out, struct arena *a, struct diags *ds, uint32_t source);
void seals_read(
    struct site *out, struct arena *a, struct diags *ds, uint32_t source);
void revision_read(
    struct revision *out, struct arena *a, struct diags *ds, uint32_t source);

#endif
