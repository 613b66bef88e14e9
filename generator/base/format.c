/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/format.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct target {
	char *out;
	size_t room;
	size_t n; /* of the whole text, whether it fits or not */
};

static void
put(struct target *t, const char *p, size_t n)
{
	if (t->n < t->room) {
		size_t left = t->room - t->n;

		memcpy(t->out + t->n, p, n < left ? n : left);
	}
	t->n += n;
}

static void
put_number(struct target *t, uint64_t value, bool negative)
{
	char digits[24];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	if (negative)
		digits[--at] = '-';
	put(t, digits + at, sizeof(digits) - at);
}

static bool
put_part(struct target *t, const char *text, int most)
{
	if (text == NULL || most < 0)
		return false;
	put(t, text, strnlen(text, (size_t)most));
	return true;
}

/* False when the format holds something else. */
static bool
quick(struct target *t, const char *fmt, va_list ap)
{
	for (;;) {
		const char *at = strchrnul(fmt, '%');
		int number;

		put(t, fmt, (size_t)(at - fmt));
		if (*at == '\0')
			return true;
		fmt = at + 2;
		switch (at[1]) {
		case '%':
			put(t, "%", 1);
			break;
		case 's':
			if (!put_part(t, va_arg(ap, const char *), INT32_MAX))
				return false;
			break;
		case '.':
			if (at[2] != '*' || at[3] != 's')
				return false;
			fmt = at + 4;
			number = va_arg(ap, int);
			if (!put_part(t, va_arg(ap, const char *), number))
				return false;
			break;
		case 'd':
			number = va_arg(ap, int);
			put_number(t,
			    number < 0 ? -(uint64_t)number : (uint64_t)number,
			    number < 0);
			break;
		case 'u':
			put_number(t, va_arg(ap, unsigned), false);
			break;
		case 'z':
			if (at[2] != 'u')
				return false;
			fmt = at + 3;
			put_number(t, va_arg(ap, size_t), false);
			break;
		default:
			return false;
		}
	}
}

size_t
format_into(char *out, size_t room, const char *fmt, va_list ap)
{
	struct target t = { .out = out, .room = room };
	va_list again;
	bool done;
	int need;

	va_copy(again, ap);
	done = quick(&t, fmt, again);
	va_end(again);
	if (done) {
		if (room)
			out[t.n < room ? t.n : room - 1] = '\0';
		return t.n;
	}
	need = vsnprintf(out, room, fmt, ap);
	return need < 0 ? 0 : (size_t)need;
}
