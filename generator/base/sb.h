/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A growing byte buffer. It cannot fail (mem.h), grows geometrically, and is
 * always terminated by a NUL that does not count. { 0 } is an empty one.
 * sb_reset keeps the memory for the next use, sb_release gives it back.
 */
#ifndef SAMPLAN_BASE_SB_H
#define SAMPLAN_BASE_SB_H

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "base/str.h"

struct sb {
	char *p;
	size_t n;
	size_t cap;
};

void sb_reset(struct sb *sb);
void sb_release(struct sb *sb);
/* Room for n more bytes; gives where they go. The caller adds to sb->n. */
char *sb_room(struct sb *sb, size_t n);
void sb_bytes(struct sb *sb, const void *p, size_t n);
void sb_str(struct sb *sb, struct str s);

/* Called so often that the call itself would be most of the work. */
static inline void
sb_cstr(struct sb *sb, const char *s)
{
	sb_bytes(sb, s, strlen(s));
}

static inline void
sb_ch(struct sb *sb, char c)
{
	if (sb->cap - sb->n < 2) {
		sb_bytes(sb, &c, 1);
		return;
	}
	sb->p[sb->n++] = c;
	sb->p[sb->n] = '\0';
}

void sb_repeat(struct sb *sb, char c, size_t times);
void sb_int(struct sb *sb, long long value);
void sb_fmt(struct sb *sb, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void sb_vfmt(struct sb *sb, const char *fmt, va_list ap);
/* Cuts back to n bytes; n must not be greater than what is there. */
void sb_cut(struct sb *sb, size_t n);
/* Borrowed: valid until the buffer changes. Never a null pointer. */
struct str sb_view(const struct sb *sb);
/* The same as a C string. */
const char *sb_text(const struct sb *sb);

#endif
