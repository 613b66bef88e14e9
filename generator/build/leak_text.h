/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What a reader of a file of the site can come to see or hear, as plain text:
 * the text of HTML, XML and SVG without tags and entities, what stands in the
 * strings of a script; what attributes tell (alt, title); and apart from both
 * the rest (addresses, other attributes, the script itself). A new line stands where a sentence cannot go on.
 */
#ifndef SAMPLAN_BUILD_LEAK_TEXT_H
#define SAMPLAN_BUILD_LEAK_TEXT_H

#include <stdint.h>

#include "base/sb.h"

/* From here on the text comes from this place of the file. */
struct leak_break {
	size_t at;
	size_t source;
};

struct leak_part {
	struct sb text;
	struct sb breaks; /* of struct leak_break, in order */
};

struct leak_text {
	struct leak_part prose;
	struct leak_part told; /* texts in attributes */
	struct leak_part code;
};

/* false for what is no text: fonts, images. Earlier content is dropped. */
bool leak_text_take(struct leak_text *t, struct str path, struct str bytes);
/* The place in the file of byte off of a part; at most its line is right. */
size_t leak_text_source(const struct leak_part *p, size_t off);
void leak_text_release(struct leak_text *t);

#endif
