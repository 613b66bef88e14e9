/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/password.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "diag/msg.h"

enum { LINE_MOST = 4096, BYTES_MOST = 127, SHORT = 12 };

static int
read_descriptor(int fd, struct sb *out)
{
	ssize_t n = 1;

	while (n > 0 && out->n <= LINE_MOST) {
		n = read(fd, sb_room(out, LINE_MOST), LINE_MOST);
		if (n < 0 && errno == EINTR) {
			n = 1;
			continue;
		}
		if (n < 0)
			return errno;
		out->n += (size_t)n;
		if (str_find_char(sb_view(out), '\n') != STR_NOT_FOUND)
			break;
	}
	return 0;
}

static int
read_file(const struct cli *cli, struct sb *out)
{
	struct fs *fs = cli->build.fs;
	struct fs_stat st;
	int err = fs_stat(fs, cli->password_file, &st);

	if (err == 0 && st.kind == FS_ABSENT)
		err = ENOENT;
	if (err == 0 && st.kind != FS_FILE)
		return cli_usage_error(
		    _("--password-file %s is not a file"), cli->password_file);
	if (err == 0 && (st.mode & 077))
		return cli_usage_error(
		    _("others can read %s; chmod 600 it first"),
		    cli->password_file);
	if (err == 0)
		err = fs_read(fs, cli->password_file, LINE_MOST, out);
	if (err)
		return cli_usage_error(
		    _("cannot read the password from %s: %s"),
		    cli->password_file, msg_errno(err));
	return EXIT_FINE;
}

static int
read_either(const struct cli *cli, struct sb *out)
{
	int err;

	if (cli->password_file)
		return read_file(cli, out);
	err = read_descriptor(cli->password_fd, out);
	if (err)
		return cli_usage_error(
		    _("cannot read the password from descriptor %d: %s"),
		    cli->password_fd, msg_errno(err));
	return EXIT_FINE;
}

/* As a viewer that is given the same keys sees it. */
static int
take(struct str line, struct sb *out)
{
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	if (line.n == 0)
		return cli_usage_error("%s", _("the password is empty"));
	if (utf8_check(line) != line.n || memchr(line.p, '\0', line.n))
		return cli_usage_error(
		    "%s", _("the password is not text in UTF-8"));
	utf8_nfc(out, line);
	if (out->n > BYTES_MOST)
		return cli_usage_error(
		    _("the password is longer than %d bytes"), BYTES_MOST);
	sb_ch(out, '\0');
	return EXIT_FINE;
}

int
password_read(const struct cli *cli, struct diags *ds, struct sb *out)
{
	struct sb raw = { 0 };
	struct str rest, line = STR_NONE;
	int status = read_either(cli, &raw);

	if (status == EXIT_FINE) {
		rest = sb_view(&raw);
		/* Some editors write one before everything else. */
		if (str_starts(rest, STR("\xef\xbb\xbf")))
			rest = str_from_off(rest, 3);
		str_next_line(&rest, &line);
		status = take(line, out);
	}
	if (status == EXIT_FINE && utf8_count(str_from(out->p)) < SHORT)
		diag_add_file(ds, DIAG_P20, STR_NONE,
		    N_("the password has fewer than %d characters"), SHORT);
	password_forget(&raw);
	return status;
}

void
password_forget(struct sb *password)
{
	if (password->p)
		explicit_bzero(password->p, password->cap);
	sb_release(password);
}
