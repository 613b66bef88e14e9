/* SPDX-License-Identifier: EUPL-1.2 */
#include "diag/msg.h"

#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool
swedish(const char *value)
{
	return strncmp(value, "sv", 2) == 0 &&
	    (value[2] == '\0' || strchr("_.@:", value[2]));
}

static const char *
wanted(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *list = getenv("LANGUAGE");
	const char *locale = "";

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);

		if (value && *value) {
			locale = value;
			break;
		}
	}
	/* As in gettext: LANGUAGE counts unless the locale is plain C. */
	if (list && *list && *locale && strcmp(locale, "C") != 0 &&
	    strcmp(locale, "POSIX") != 0)
		return swedish(list) ? "sv" : "en";
	return swedish(locale) ? "sv" : "en";
}

void
msg_setup(const char *dir)
{
	/* C.UTF-8 is part of libc in Debian; it lets LANGUAGE decide. */
	const char *language = wanted();

	setenv("LANGUAGE", language, 1);
	unsetenv("LC_ALL");
	setlocale(LC_MESSAGES, "C.UTF-8");
	bindtextdomain("samplan", dir);
	bind_textdomain_codeset("samplan", "UTF-8");
	textdomain("samplan");
}

const char *
msg_language(void)
{
	const char *language = getenv("LANGUAGE");

	return language && swedish(language) ? "sv" : "en";
}

const char *
msg(const char *id)
{
	return *id ? gettext(id) : id;
}

const char *
msg_n(const char *one, const char *many, unsigned long n)
{
	return ngettext(one, many, n);
}
