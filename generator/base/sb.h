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
/* Makes room for n more bytes and the NUL; part of sb_room. */
char *sb_grow(struct sb *sb, size_t n);

/* Room for n more bytes; gives where they go. The caller adds to sb->n. */
static inline char *
sb_room(struct sb *sb, size_t n)
{
	return sb->cap - sb->n > n ? sb->p + sb->n : sb_grow(sb, n);
}

static inline void
sb_bytes(struct sb *sb, const void *p, size_t n)
{
	char *at;

	if (n == 0)
		return;
	at = sb_room(sb, n);
	memcpy(at, p, n);
	at[n] = '\0';
	sb->n += n;
}

static inline void
sb_str(struct sb *sb, struct str s)
{
	sb_bytes(sb, s.p, s.n);
}

static inline void
sb_cstr(struct sb *sb, const char *s)
{
	sb_bytes(sb, s, strlen(s));
}

static inline void
sb_ch(struct sb *sb, char c)
{
	char *at = sb_room(sb, 1);

	at[0] = c;
	at[1] = '\0';
	sb->n++;
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
/* As text of XML, also between double quotes. */
void sb_xml(struct sb *out, struct str s);

#endif
