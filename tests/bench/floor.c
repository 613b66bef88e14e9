/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The least that a site of Markdown can cost: every file is read, parsed and
 * rendered by cmark-gfm, put into a fixed layout and written. No navigation,
 * no checks, no search.
 *
 *	floor IN OUT [PROCESSES]
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct files {
	char **names; /* below IN */
	size_t count;
	size_t cap;
};

static const char *const extensions[] = { "table", "strikethrough", "autolink",
	"tasklist" };

static const char head[] =
    "<!doctype html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>Sida</title>\n<link rel=\"stylesheet\" href=\"/site.css\">\n"
    "</head>\n<body>\n<header><a href=\"/\">Start</a></header>\n<main>\n";
static const char foot[] = "</main>\n<footer>Sida</footer>\n</body>\n</html>\n";

static void
fail(const char *what)
{
	perror(what);
	exit(3);
}

static char *
join(const char *a, const char *b)
{
	size_t n = strlen(a) + strlen(b) + 2;
	char *s = malloc(n);

	if (!s)
		fail("malloc");
	snprintf(s, n, "%s%s%s", a, *a && *b ? "/" : "", b);
	return s;
}

static void
keep(struct files *f, char *name)
{
	if (f->count == f->cap) {
		f->cap = f->cap ? f->cap * 2 : 1024;
		f->names = realloc(f->names, f->cap * sizeof(*f->names));
		if (!f->names)
			fail("realloc");
	}
	f->names[f->count++] = name;
}

static bool
ends_md(const char *name)
{
	size_t n = strlen(name);

	return n > 3 && strcmp(name + n - 3, ".md") == 0;
}

static void
scan(struct files *f, const char *in, const char *out, const char *below)
{
	char *folder = join(in, below), *made = join(out, below);
	DIR *d = opendir(folder);
	struct dirent *e;

	if (!d)
		fail(folder);
	if (mkdir(made, 0755) < 0 && errno != EEXIST)
		fail(made);
	while ((e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		if (e->d_type == DT_DIR) {
			char *deeper = join(below, e->d_name);

			scan(f, in, out, deeper);
			free(deeper);
		} else if (ends_md(e->d_name)) {
			keep(f, join(below, e->d_name));
		}
	}
	closedir(d);
	free(folder);
	free(made);
}

static char *
slurp(const char *path, size_t *n)
{
	int fd = open(path, O_RDONLY);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0)
		fail(path);

	char *bytes = malloc((size_t)st.st_size + 1);

	if (!bytes || read(fd, bytes, (size_t)st.st_size) != st.st_size)
		fail(path);
	close(fd);
	bytes[st.st_size] = '\0';
	*n = (size_t)st.st_size;
	return bytes;
}

/* What comes after the second line of dashes. */
static const char *
after_front(const char *text)
{
	const char *end =
	    strncmp(text, "---\n", 4) ? NULL : strstr(text + 4, "\n---");

	return end ? end + 4 : text;
}

static void
put(int fd, const char *bytes, size_t n, const char *path)
{
	if (write(fd, bytes, n) != (ssize_t)n)
		fail(path);
}

static void
page(const char *in, const char *out, const char *name)
{
	char *from = join(in, name), *to = join(out, name);
	size_t n;
	char *text = slurp(from, &n);
	const char *body = after_front(text);
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);

	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
		cmark_parser_attach_syntax_extension(
		    parser, cmark_find_syntax_extension(extensions[i]));
	cmark_parser_feed(parser, body, n - (size_t)(body - text));

	cmark_node *doc = cmark_parser_finish(parser);
	char *html = cmark_render_html(doc, CMARK_OPT_FOOTNOTES,
	    cmark_parser_get_syntax_extensions(parser));
	size_t length = strlen(html);
	char *whole = malloc(sizeof(head) + length + sizeof(foot));
	int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (!whole || fd < 0)
		fail(to);
	memcpy(whole, head, sizeof(head) - 1);
	memcpy(whole + sizeof(head) - 1, html, length);
	memcpy(whole + sizeof(head) - 1 + length, foot, sizeof(foot) - 1);
	put(fd, whole, sizeof(head) + sizeof(foot) - 2 + length, to);
	close(fd);
	free(whole);
	free(html);
	cmark_node_free(doc);
	cmark_parser_free(parser);
	free(text);
	free(from);
	free(to);
}

int
main(int argc, char **argv)
{
	struct files f = { 0 };
	size_t processes = argc > 3 ? (size_t)atoi(argv[3]) : 1;
	int status, bad = 0;

	if (argc < 3 || processes == 0) {
		fprintf(stderr, "usage: floor IN OUT [PROCESSES]\n");
		return 2;
	}
	cmark_gfm_core_extensions_ensure_registered();
	scan(&f, argv[1], argv[2], "");
	for (size_t p = 0; p < processes; p++) {
		if (p + 1 < processes && fork() != 0)
			continue;
		for (size_t i = p; i < f.count; i += processes)
			page(argv[1], argv[2], f.names[i]);
		if (p + 1 < processes)
			_exit(0);
	}
	while (wait(&status) > 0)
		bad |= status;
	return bad != 0;
}
