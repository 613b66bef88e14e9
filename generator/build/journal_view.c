/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/journal_view.h"

#include <errno.h>

#include "diag/msg.h"
#include "write/journal.h"

enum { SHOWN_LIMIT = 1 << 30 };

void
build_journal_print(
    const struct build_options *o, struct diags *ds, struct sb *out)
{
	struct arena a = { 0 };
	const char *path = fs_join(&a, str_from(o->output), STR(JOURNAL_NAME));
	int err = fs_read(o->fs, path, SHOWN_LIMIT, out);

	if (err && err != ENOENT)
		diag_add_file(ds, DIAG_B01, str_from(path),
		    N_("the file cannot be read: %s"), msg_errno(err));
	arena_release(&a);
}

void
build_journal_verify(
    const struct build_options *o, struct diags *ds, struct sb *out)
{
	struct arena a = { 0 };
	const char *path = fs_join(&a, str_from(o->output), STR(JOURNAL_NAME));
	struct journal_check check;
	int err = journal_verify(o->fs, o->output, &check);

	if (err == ENOENT)
		diag_add_file(ds, DIAG_B01, str_from(path),
		    N_("there is no journal here"));
	else if (err)
		diag_add_file(ds, DIAG_B01, str_from(path),
		    N_("the file cannot be read: %s"), msg_errno(err));
	else if (check.broken_at)
		diag_add_file(ds, DIAG_B08, STR(JOURNAL_NAME),
		    N_("the chain breaks at line %zu"), check.broken_at);
	else if (check.replaced && check.lines < check.written)
		diag_add_file(ds, DIAG_B08, STR(JOURNAL_NAME),
		    N_("it ends with line %zu, but line %zu was written"),
		    check.lines, check.written);
	else if (check.replaced)
		diag_add_file(ds, DIAG_B08, STR(JOURNAL_NAME),
		    N_("line %zu is not the one that was written"),
		    check.written);
	else
		sb_fmt(out,
		    msg_n("%zu line, the chain holds\n",
			"%zu lines, the chain holds\n", check.lines),
		    check.lines);
	if (err == 0 && check.torn)
		sb_cstr(out,
		    _("the last line was cut off; the next build removes it\n"));
	arena_release(&a);
}
