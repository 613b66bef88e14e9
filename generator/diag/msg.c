/* SPDX-License-Identifier: EUPL-1.2 */
#include "diag/msg.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

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

/* glibc looks for another catalogue when this number changes. */
extern int _nl_msg_cat_cntr;

void
msg_use(const char *language)
{
	setenv("LANGUAGE", language, 1);
	_nl_msg_cat_cntr++;
}

const char *
msg(const char *id)
{
	return *id ? gettext(id) : id;
}

enum { KEPT_SLOTS = 128 };

struct msg_kept {
	int language; /* the number of the catalogue that they are from */
	struct {
		const char *id;
		const char *text;
	} slots[KEPT_SLOTS];
};

const char *
msg_again(struct msg_kept **kept, const char *id)
{
	size_t at = ((uintptr_t)id >> 2) % KEPT_SLOTS;
	struct msg_kept *k = *kept;

	if (k == NULL || k->language != _nl_msg_cat_cntr) {
		if (k)
			memset(k, 0, sizeof(*k));
		else
			*kept = k = mem_new(sizeof(*k));
		k->language = _nl_msg_cat_cntr;
	}
	if (k->slots[at].id != id) {
		k->slots[at].id = id;
		k->slots[at].text = msg(id);
	}
	return k->slots[at].text;
}

void
msg_forget(struct msg_kept *kept)
{
	mem_free(kept);
}

const char *
msg_n(const char *one, const char *many, unsigned long n)
{
	return ngettext(one, many, n);
}

const char *
msg_errno(int err)
{
	static const struct {
		int err;
		const char *id;
	} known[] = {
		{ ENOENT, N_("there is no such file or folder") },
		{ EACCES, N_("permission is missing") },
		{ EPERM, N_("that is not permitted") },
		{ EROFS, N_("the file system can only be read") },
		{ ENOSPC, N_("the disk is full") },
		{ EDQUOT, N_("the disk quota is used up") },
		{ EIO, N_("the disk reports an error") },
		{ EISDIR, N_("it is a folder") },
		{ ENOTDIR, N_("a part of the path is not a folder") },
		{ EINVAL, N_("it is not an ordinary file") },
		{ EFBIG, N_("the file is too large") },
		{ EAGAIN, N_("the file changed while it was read") },
		{ ELOOP, N_("too many links lead to each other") },
		{ EXDEV, N_("it lies outside the folder") },
		{ EMFILE, N_("too many files are open") },
		{ ENFILE, N_("too many files are open") },
		{ ENOMEM, N_("there is not enough memory") },
		{ ENAMETOOLONG, N_("the name is too long") },
		{ EEXIST, N_("it is there already") },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (known[i].err == err)
			return msg(known[i].id);
	return strerror(err);
}
