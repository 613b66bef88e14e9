/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A text file as everything later trusts it: valid UTF-8 in NFC, no BOM, lines
 * that end in LF, registered as a source. What is wrong with the bytes is a
 * finding; broken bytes become U+FFFD, so that the rest is still checked.
 */
#ifndef SAMPLAN_LOAD_TEXT_FILE_H
#define SAMPLAN_LOAD_TEXT_FILE_H

#include "diag/diag.h"
#include "fs/fs.h"

/* What the findings are called; plans have their own codes. */
struct text_file_codes {
	enum diag_code unreadable; /* B01 */
	enum diag_code large;      /* B06, F11, Y11 */
	enum diag_code bytes;      /* F13, M.., Y13 */
};

extern const struct text_file_codes text_file_data_codes; /* B01 Y11 Y13 */
extern const struct text_file_codes text_file_page_codes; /* B01 B06 M02 */

enum { TEXT_FILE_LIMIT = 1024 * 1024 };

struct text_file {
	struct str text; /* in the arena */
	uint32_t source;
	bool broken; /* some bytes are not UTF-8 or are control characters */
};

/*
 * Reads path, shown as name. False when there is no text at all: the finding
 * says why, and source is 0.
 */
bool text_file_load(struct text_file *out, struct arena *a, struct diags *ds,
    struct fs *fs, const char *path, struct str name, size_t limit,
    const struct text_file_codes *codes);
/* The same of bytes that were read already; they are copied where needed. */
void text_file_take(struct text_file *out, struct arena *a, struct diags *ds,
    struct str bytes, struct str name, const struct text_file_codes *codes);

#endif
