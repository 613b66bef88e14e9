/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the fuzz targets share. Each target is one file with the function that
 * libFuzzer calls; replay.c calls the same function with kept files.
 */
#ifndef SAMPLAN_TESTS_FUZZ_H
#define SAMPLAN_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "diag/diag.h"
#include "load/text_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must always hold; abort is what a fuzzer understands. */
#define MUST(claim)              \
	do {                     \
		if (!(claim))    \
			abort(); \
	} while (0)

static inline struct str
fuzz_bytes(const uint8_t *data, size_t size)
{
	return str_of((const char *)data, size);
}

/* As the loaders get it: checked, normalised, registered as a source. */
static inline uint32_t
fuzz_source(struct arena *a, struct diags *ds, struct str bytes)
{
	struct text_file file = { 0 };

	text_file_take(&file, a, ds, bytes, STR("f"), &text_file_page_codes);
	return file.source;
}

/* Findings can be printed, both ways, whatever they say. */
static inline void
fuzz_findings(const struct diags *ds)
{
	struct sb out = { 0 };

	for (size_t i = 0; i < ds->count && i < 50; i++) {
		diag_print(&ds->items[i], true, &out);
		diag_print_json(&ds->items[i], &out);
	}
	sb_release(&out);
}

#endif
