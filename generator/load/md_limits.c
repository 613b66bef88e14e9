/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/md_limits.h"

#include <string.h>

#include "base/str.h"

#include "diag/msg.h"
#include "load/markdown.h"

/* Lines without an empty one between them: a table is one such run. */
struct run {
	size_t start;
	size_t lines;
	size_t columns; /* most pipes of a line, and one */
	bool table;     /* some line may be the one below a table's head */
};

struct scan {
	struct diags *ds;
	struct span part;
	struct str text;
	struct run run;
	size_t cells;
	size_t work;
	bool pipes; /* somewhere in the text */
	bool ats;
	bool fine;
};

/* The place of the finding about it. */
static struct span
refused(struct scan *s, size_t off, size_t len)
{
	s->fine = false;
	return (struct span){ s->part.source, s->part.off + (uint32_t)off,
		(uint32_t)len };
}

static size_t
count(struct str s, char c)
{
	size_t n = 0;

	for (const char *p = s.p, *end = s.p + s.n;
	     (p = memchr(p, c, (size_t)(end - p))) != NULL; p++)
		n++;
	return n;
}

/* Pipes that may divide cells: those without a backslash. */
static size_t
count_pipes(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '|')
			n++;
	}
	return n;
}

/* Only what a delimiter row, and the marks before it, are made of. */
static bool
may_be_delimiter(struct str line)
{
	bool dash = false;

	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];

		dash |= c == '-';
		if (c != '|' && c != ':' && c != '-' && c != ' ' && c != '\t' &&
		    c != '>')
			return false;
	}
	return dash;
}

/* Length of a list marker at the start of s, or 0. */
static size_t
list_marker(struct str s)
{
	size_t n = 0;

	if (s.n && (s.p[0] == '-' || s.p[0] == '+' || s.p[0] == '*')) {
		n = 1;
	} else {
		while (n < s.n && n < 9 && ascii_digit(s.p[n]))
			n++;
		if (n == 0 || n >= s.n || (s.p[n] != '.' && s.p[n] != ')'))
			return 0;
		n++;
	}
	return n == s.n || s.p[n] == ' ' || s.p[n] == '\t' ? n : 0;
}

/* "* * *" and so on, of any length. */
static bool
is_rule(struct str line)
{
	struct str s = str_trim(line);

	if (s.n == 0 || (s.p[0] != '*' && s.p[0] != '-'))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != s.p[0] && s.p[i] != ' ' && s.p[i] != '\t')
			return false;
	return true;
}

static void
check_start(struct scan *s, size_t off, struct str line)
{
	size_t indent = 0, widest = 0, markers = 0, i = 0;

	while (i < line.n) {
		size_t n;

		if (line.p[i] == ' ' || line.p[i] == '\t') {
			indent += line.p[i] == '\t' ? 4 : 1;
			i++;
			continue;
		}
		if (indent > widest)
			widest = indent;
		indent = 0;
		n = line.p[i] == '>' ? 1 : list_marker(str_from_off(line, i));
		if (n == 0)
			break;
		markers++;
		i += n;
	}
	if (widest > MD_INDENT)
		diag_add(s->ds, DIAG_M04, refused(s, off, 1),
		    N_("the line is indented by more than %d columns"),
		    MD_INDENT);
	if (markers > MARKDOWN_MARKERS && !is_rule(line))
		diag_add(s->ds, DIAG_M04, refused(s, off, 1),
		    N_("more than %d quotes and lists begin on this line"),
		    MARKDOWN_MARKERS);
}

static void
end_run(struct scan *s)
{
	if (s->run.table)
		s->cells += s->run.lines * s->run.columns;
	s->run = (struct run){ 0 };
}

static void
take_line(struct scan *s, size_t off, struct str line)
{
	size_t pipes;

	if (str_trim(line).n == 0) {
		end_run(s);
		return;
	}
	if (line.n > MARKDOWN_LINE) {
		diag_add(s->ds, DIAG_M04, refused(s, off, 1),
		    N_("the line is longer than %d bytes"), MARKDOWN_LINE);
		return;
	}
	if (s->run.lines++ == 0)
		s->run.start = off;
	check_start(s, off, line);
	pipes = s->pipes ? count_pipes(line) : 0;
	if (pipes > MARKDOWN_COLUMNS + 1)
		diag_add(s->ds, DIAG_M04, refused(s, off, 1),
		    N_("a table has at most %d columns"), MARKDOWN_COLUMNS);
	if (pipes + 1 > s->run.columns)
		s->run.columns = pipes + 1;
	if (may_be_delimiter(line)) {
		s->run.table = true;
		s->work += off - s->run.start;
	}
	if (s->ats && count(line, '@') > MD_ATS)
		diag_add(s->ds, DIAG_M04, refused(s, off, 1),
		    N_("more than %d @ stand on this line"), MD_ATS);
}

bool
md_within_limits(struct diags *ds, struct span part, struct str text)
{
	struct scan s = { .ds = ds, .part = part, .text = text, .fine = true };
	struct str rest = text, line;

	s.pipes = str_find_char(text, '|') != STR_NOT_FOUND;
	s.ats = str_find_char(text, '@') != STR_NOT_FOUND;
	while (str_next_line(&rest, &line))
		take_line(&s, (size_t)(line.p - text.p), line);
	end_run(&s);
	if (s.cells > MD_CELLS)
		diag_add(ds, DIAG_M04, refused(&s, 0, 0),
		    N_("the tables have more than %d cells"), MD_CELLS);
	if (s.work > MD_TABLE_WORK)
		diag_add(ds, DIAG_M04, refused(&s, 0, 0),
		    N_("too many lines look like the second line of a table"
		       " (more than %d bytes would be read again)"),
		    MD_TABLE_WORK);
	return s.fine;
}
