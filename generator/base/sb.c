/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/sb.h"

#include <string.h>

#include "base/format.h"
#include "base/mem.h"

void
sb_reset(struct sb *sb)
{
	sb->n = 0;
	if (sb->p)
		sb->p[0] = '\0';
}

void
sb_release(struct sb *sb)
{
	mem_free(sb->p);
	*sb = (struct sb){ 0 };
}

char *
sb_grow(struct sb *sb, size_t n)
{
	size_t cap = sb->cap ? sb->cap : 64;

	while (cap - sb->n <= n)
		cap *= 2;
	sb->p = mem_resize_filled(sb->p, cap);
	sb->cap = cap;
	sb->p[sb->n] = '\0';
	return sb->p + sb->n;
}

void
sb_repeat(struct sb *sb, char c, size_t times)
{
	char *at = sb_room(sb, times);

	memset(at, c, times);
	at[times] = '\0';
	sb->n += times;
}

void
sb_int(struct sb *sb, long long value)
{
	char text[24];
	char *at = text + sizeof(text);
	unsigned long long rest = value < 0 ? 0ULL - (unsigned long long)value
					    : (unsigned long long)value;

	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (value < 0)
		*--at = '-';
	sb_bytes(sb, at, (size_t)(text + sizeof(text) - at));
}

void
sb_vfmt(struct sb *sb, const char *fmt, va_list ap)
{
	va_list again;
	size_t need;

	va_copy(again, ap);
	need = format_into(sb_room(sb, 128), 128, fmt, ap);
	if (need >= 128)
		format_into(sb_room(sb, need + 1), need + 1, fmt, again);
	va_end(again);
	sb->n += need;
}

void
sb_fmt(struct sb *sb, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	sb_vfmt(sb, fmt, ap);
	va_end(ap);
}

void
sb_cut(struct sb *sb, size_t n)
{
	if (n < sb->n) {
		sb->n = n;
		sb->p[n] = '\0';
	}
}

struct str
sb_view(const struct sb *sb)
{
	return str_of(sb_text(sb), sb->n);
}

const char *
sb_text(const struct sb *sb)
{
	return sb->p ? sb->p : "";
}

static const char *
entity_of(char c)
{
	return c == '&'   ? "&amp;"
	       : c == '<' ? "&lt;"
	       : c == '>' ? "&gt;"
	       : c == '"' ? "&quot;"
			  : NULL;
}

void
sb_xml(struct sb *out, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char *as = entity_of(s.p[i]);

		if (!as)
			continue;
		sb_str(out, str_sub(s, from, i - from));
		sb_cstr(out, as);
		from = i + 1;
	}
	sb_str(out, str_from_off(s, from));
}
