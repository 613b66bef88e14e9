/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Raw bytes of a file to a source: size limit, UTF-8, control characters, BOM
 * taken off, NFC. This is the only place where text is checked; everything
 * later trusts it.
 */
#ifndef SAMPLAN_LOAD_BYTES_H
#define SAMPLAN_LOAD_BYTES_H

#include "base/arena.h"
#include "diag/diag.h"

struct bytes_rules {
	enum diag_code size;  /* F11, Y11 */
	enum diag_code bytes; /* F13, Y13 */
	size_t limit;         /* bytes */
};

/*
 * The number of the new source, or 0 when a finding stops the file. The raw
 * bytes are borrowed as the source's text when nothing had to change in them;
 * otherwise the text lies in the arena. Both must outlive the source.
 */
uint32_t bytes_source(struct arena *a, struct diags *ds, struct str name,
    struct str raw, const struct bytes_rules *rules);
/* The finding about a file over the limit, which the caller did not read. */
void bytes_too_many(
    struct diags *ds, struct str name, const struct bytes_rules *rules);

#endif
