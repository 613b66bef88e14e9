/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/md_place.h"

#include <string.h>

#include "model/markup.h"

/* So far below its supposed place a block is looked for. */
enum { LOOK_AHEAD = 200, PARENTHESES = 32 };

void
md_lines_find(struct md_lines *l, struct arena *a, struct str text)
{
	size_t off = 0;

	*l = (struct md_lines){ .text = text };
	while (off < text.n) {
		const char *end = memchr(text.p + off, '\n', text.n - off);

		*arena_push(a, l) = (uint32_t)off;
		off = end ? (size_t)(end - text.p) + 1 : text.n;
	}
	*arena_push(a, l) = (uint32_t)text.n;
	l->count--;
}

struct str
md_line(const struct md_lines *l, size_t i)
{
	struct str line;

	if (i >= l->count)
		return str_of(l->text.p + l->text.n, 0);
	line = str_sub(l->text, l->items[i], l->items[i + 1] - l->items[i]);
	if (line.n && line.p[line.n - 1] == '\n')
		line.n--;
	return line;
}

size_t
md_offset(const struct md_lines *l, int line, int column)
{
	struct str text;

	if (line < 1 || l->count == 0)
		return 0;
	if ((size_t)line > l->count)
		return l->text.n;
	text = md_line(l, (size_t)line - 1);
	if (column < 1)
		column = 1;
	return (size_t)(text.p - l->text.p) +
	       ((size_t)column - 1 < text.n ? (size_t)column - 1 : text.n);
}

static void
add_piece(
    struct md_map *m, struct arena *a, size_t content, size_t text, size_t len)
{
	struct md_piece *piece = arena_push(a, m);

	piece->content = (uint32_t)content;
	piece->text = (uint32_t)text;
	piece->len = (uint32_t)len;
}

/* Spaces may stand for a part of a tab, so they are not looked at. */
static struct str
without_indent(struct str line)
{
	while (line.n && (line.p[0] == ' ' || line.p[0] == '\t'))
		line = str_from_off(line, 1);
	return line;
}

static struct str
without_end(struct str line)
{
	while (line.n && ascii_space(line.p[line.n - 1]))
		line.n--;
	return line;
}

/*
 * Where in the whole line the content's line begins. They end alike; but of a
 * paragraph before a table cmark-gfm has changed \| to | and cut off spaces.
 */
static bool
line_start(struct str whole, struct str line, size_t *start)
{
	size_t i, j;

	if (str_ends(whole, line)) {
		*start = whole.n - line.n;
		return true;
	}
	whole = without_end(whole);
	line = without_end(line);
	for (i = line.n, j = whole.n; i > 0; i--) {
		if (j == 0 || line.p[i - 1] != whole.p[j - 1])
			return false;
		j--;
		if (line.p[i - 1] == '|' && j > 0 && whole.p[j - 1] == '\\')
			j--;
	}
	*start = j;
	return true;
}

/* Whether all lines of the content end the lines from i on. */
static bool
fits(const struct md_lines *l, struct str content, size_t i)
{
	struct str line;
	size_t start;

	while (str_next_line(&content, &line)) {
		if (i >= l->count ||
		    !line_start(md_line(l, i++), without_indent(line), &start))
			return false;
	}
	return true;
}

/*
 * Pieces of content c.. that stand in the text at t..end with \| for |. Gives
 * the end of the content that was found there.
 */
static size_t
add_unescaped(struct md_map *m, struct arena *a, size_t c, struct str text,
    size_t t, size_t end)
{
	size_t start = c, piece = t;

	/* Mostly the same bytes, and no sign that could hide a |. */
	if (end - t <= m->content.n - c && !memchr(text.p + t, '\\', end - t) &&
	    memcmp(text.p + t, m->content.p + c, end - t) == 0) {
		add_piece(m, a, c, t, end - t);
		return c + (end - t);
	}
	while (t < end) {
		if (text.p[t] == '\\' && t + 1 < end && text.p[t + 1] == '|' &&
		    c < m->content.n && m->content.p[c] == '|') {
			add_piece(m, a, start, piece, c - start);
			piece = ++t;
			start = c;
		}
		if (c >= m->content.n || m->content.p[c] != text.p[t])
			break;
		c++;
		t++;
	}
	add_piece(m, a, start, piece, c - start);
	return c;
}

static size_t
count_lines(struct str s)
{
	struct str line;
	size_t n = 0;

	while (str_next_line(&s, &line))
		n++;
	return n;
}

static long
find_lines(const struct md_lines *l, struct str content, long first, long last)
{
	long n = (long)count_lines(content);
	long i;

	if (last >= 0 && last - n + 1 >= 0 &&
	    fits(l, content, (size_t)(last - n + 1)))
		return last - n + 1;
	if (first < 0)
		first = 0;
	for (i = first; i < first + LOOK_AHEAD; i++) {
		if (i + n > (long)l->count)
			break;
		if (fits(l, content, (size_t)i))
			return i;
	}
	return -1;
}

size_t
md_map_lines(struct md_map *m, struct arena *a, const struct md_lines *l,
    struct str content, long first, long last)
{
	long found = find_lines(l, content, first, last);
	struct str rest = content, line;
	size_t i = (size_t)found;

	m->content = content;
	m->count = m->last = 0;
	if (found < 0)
		return 0;
	while (str_next_line(&rest, &line)) {
		struct str whole = md_line(l, i++);
		size_t begin = (size_t)(whole.p - l->text.p), start = 0;
		const char *lowest = line.p;

		line = without_indent(line);
		line_start(whole, line, &start);
		/* As much of the indent as is the same in both. */
		while (line.p > lowest && start > 0 &&
		       whole.p[start - 1] == line.p[-1]) {
			line.p--;
			start--;
		}
		add_unescaped(m, a, (size_t)(line.p - content.p), l->text,
		    begin + start, begin + whole.n);
	}
	return i;
}

void
md_map_one(
    struct md_map *m, struct arena *a, struct str content, size_t text_off)
{
	m->content = content;
	m->count = m->last = 0;
	add_piece(m, a, 0, text_off, content.n);
}

bool
md_map_cell(struct md_map *m, struct arena *a, struct str content,
    struct str text, size_t off, size_t len)
{
	m->content = content;
	m->count = m->last = 0;
	if (add_unescaped(m, a, 0, text, off, off + len) == content.n)
		return true;
	m->count = 0;
	return false;
}

static const struct md_piece *
piece_of(struct md_map *m, size_t off)
{
	if (m->items[m->last].content > off)
		m->last = 0;
	while (m->last + 1 < m->count && m->items[m->last + 1].content <= off)
		m->last++;
	return &m->items[m->last];
}

size_t
md_map_at(struct md_map *m, size_t off)
{
	const struct md_piece *piece;
	size_t into;

	if (m->count == 0)
		return 0;
	piece = piece_of(m, off);
	into = off > piece->content ? off - piece->content : 0;
	return piece->text + (into < piece->len ? into : piece->len);
}

size_t
md_map_end(struct md_map *m, size_t off)
{
	return off == 0 ? md_map_at(m, 0) : md_map_at(m, off - 1) + 1;
}

size_t
md_take_text(struct str content, size_t off, struct str literal, bool plain)
{
	struct str source = str_from_off(content, off), text = literal;

	if (plain && source.n >= text.n &&
	    memcmp(source.p, text.p, text.n) == 0)
		return off + text.n;
	while (text.n)
		if (!markup_step(&source, &text))
			return off;
	return content.n - source.n;
}

static size_t
skip_space(struct str s, size_t i)
{
	while (i < s.n && ascii_space(s.p[i]))
		i++;
	return i;
}

/* Behind a link's target, or i when there is none. */
static size_t
skip_target(struct str s, size_t i)
{
	size_t start = i, open = 0;

	if (i < s.n && s.p[i] == '<') {
		for (i++; i < s.n && s.p[i] != '\n' && s.p[i] != '<'; i++) {
			if (s.p[i] == '>')
				return i + 1;
			if (s.p[i] == '\\')
				i++;
		}
		return start;
	}
	for (; i < s.n && (unsigned char)s.p[i] > ' '; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			i++;
		else if (s.p[i] == '(' && ++open > PARENTHESES)
			break;
		else if (s.p[i] == ')' && open-- == 0)
			break;
	}
	return i;
}

/* Behind a title in quotes or parentheses, or i when there is none. */
static size_t
skip_title(struct str s, size_t i)
{
	size_t start = i;
	char end;

	if (i >= s.n || (s.p[i] != '"' && s.p[i] != '\'' && s.p[i] != '('))
		return start;
	end = s.p[i] == '(' ? ')' : s.p[i];
	for (i++; i < s.n; i++) {
		if (s.p[i] == end)
			return i + 1;
		if (s.p[i] == '\\')
			i++;
	}
	return start;
}

size_t
md_take_link_end(struct str s, size_t off)
{
	size_t i = off + 1, title;

	if (off >= s.n || s.p[off] != ']')
		return off;
	if (i < s.n && s.p[i] == '(') {
		i = skip_space(s, skip_target(s, skip_space(s, i + 1)));
		title = skip_title(s, i);
		i = skip_space(s, title);
		if (i < s.n && s.p[i] == ')')
			return i + 1;
	}
	i = off + 1;
	if (i < s.n && s.p[i] == '[') {
		for (i++; i < s.n && s.p[i] != '['; i++) {
			if (s.p[i] == ']')
				return i + 1;
			if (s.p[i] == '\\')
				i++;
		}
	}
	return off + 1;
}

size_t
md_take_code(struct str s, size_t off, size_t *start, size_t *end)
{
	size_t marks = 0, i, n;

	while (off + marks < s.n && s.p[off + marks] == '`')
		marks++;
	*start = *end = i = off + marks;
	if (marks == 0)
		return off;
	while (i < s.n) {
		if (s.p[i] != '`') {
			i++;
			continue;
		}
		for (n = 0; i + n < s.n && s.p[i + n] == '`'; n++)
			;
		if (n == marks) {
			*end = i;
			return i + n;
		}
		i += n;
	}
	return off;
}

size_t
md_take_break(struct str s, size_t off)
{
	/* After a backslash the next line keeps its white space. */
	if (off + 1 < s.n && s.p[off] == '\\' && s.p[off + 1] == '\n')
		return off + 2;
	return skip_space(s, off);
}

size_t
md_take_until(struct str s, size_t off, char c)
{
	size_t at = str_find_char(str_from_off(s, off), c);

	return at == STR_NOT_FOUND ? off : off + at + 1;
}

size_t
md_cells(struct str row, struct md_cell *cells, size_t most)
{
	struct str rest = str_trim(row);
	size_t n = 0;

	if (rest.n && rest.p[0] == '|')
		rest = str_from_off(rest, 1);
	while (rest.n && n < most) {
		struct str cell;
		size_t i = 0;

		while (i < rest.n && rest.p[i] != '|')
			i += rest.p[i] == '\\' && i + 1 < rest.n ? 2 : 1;
		cell = str_trim(str_sub(rest, 0, i));
		cells[n].off = (size_t)(cell.p - row.p);
		cells[n++].len = cell.n;
		rest = str_from_off(rest, i + 1);
	}
	return n;
}

long
md_delimiter_line(const struct md_lines *l, size_t from, size_t to)
{
	for (size_t i = from; i <= to && i < l->count; i++) {
		struct str line = md_line(l, i);
		bool dash = false;
		size_t n = line.n;

		while (n && memchr("|:- \t", line.p[n - 1], 5))
			dash |= line.p[--n] == '-';
		/* Only marks of quotes and lists may come before it. */
		while (n && memchr("> \t0123456789.)+*", line.p[n - 1], 17))
			n--;
		if (dash && n == 0)
			return (long)i;
	}
	return -1;
}
