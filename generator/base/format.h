/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * vsnprintf for texts that are put together by the thousand: what nearly all
 * formats are made of (%s %.*s %d %u %zu %%) is written at once, all else is
 * left to libc. The same bytes either way.
 */
#ifndef SAMPLAN_BASE_FORMAT_H
#define SAMPLAN_BASE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* Bytes of the whole text, or 0 when it cannot be; out is terminated. */
size_t format_into(char *out, size_t room, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

#endif
