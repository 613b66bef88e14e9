/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <string.h>

#include "base/hash.h"
#include "build/plan_files.h"
#include "build/reload.h"
#include "diag/msg.h"

enum {
	MOST_FINDINGS = 50,
	FILE_LIMIT = 256 * 1024 * 1024,
	MOST_LISTENERS = 64,
	MANY_LISTENERS = MOST_LISTENERS / 2,
	MOST_CONNECTIONS = 128,
	IDLE_SECONDS = 5
};

/* A page that is open in a browser and waits for news. */
struct listener {
	struct server *server;
	struct MHD_Connection *connection;
	struct sb waiting; /* not yet sent */
	bool used;
	bool plans;  /* it knows the token */
	bool asleep; /* its connection is suspended */
};

struct server {
	struct server_options o;
	struct MHD_Daemon *daemon;
	/* The newest findings, for pages that come later. */
	struct sb last;
	struct sb last_plans; /* with those that could tell of a plan */
	struct listener listeners[MOST_LISTENERS];
	uint16_t port;
	bool stopping;
};

static const char *
type_of(struct str path)
{
	static const char *const types[][2] = {
		{ ".html", "text/html; charset=utf-8" },
		{ ".css", "text/css; charset=utf-8" },
		{ ".js", "text/javascript; charset=utf-8" },
		{ ".json", "application/json" },
		{ ".svg", "image/svg+xml" },
		{ ".png", "image/png" },
		{ ".jpg", "image/jpeg" },
		{ ".ico", "image/x-icon" },
		{ ".woff2", "font/woff2" },
		{ ".pdf", "application/pdf" },
		{ ".xml", "application/xml" },
		{ ".txt", "text/plain; charset=utf-8" },
		{ ".ics", "text/calendar; charset=utf-8" },
		{ ".webmanifest", "application/manifest+json" },
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_ends(path, str_from(types[i][0])))
			return types[i][1];
	return "application/octet-stream";
}

/* No part may be empty, begin with a dot, or hold what a path should not. */
static bool
safe(struct str path)
{
	struct str part;

	for (size_t i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] < 0x20 || path.p[i] == '\\')
			return false;
	while (str_next_part(&path, '/', &part))
		if (part.n == 0 || part.p[0] == '.')
			return false;
	return true;
}

/* What follows the token, with its slash; NULL: it lies elsewhere. */
static const char *
below_token(const struct server *s, const char *url)
{
	struct str token = s->o.plans_token;
	struct str path = str_from(url);

	if (token.n == 0 || path.n < token.n + 2 || path.p[0] != '/' ||
	    !str_starts(str_from_off(path, 1), token) ||
	    path.p[token.n + 1] != '/')
		return NULL;
	return url + token.n + 1;
}

/*
 * The file behind an address, or NULL: below output/site, or below
 * output/plans when the address begins with the token.
 */
static const char *
file_of(const struct server *s, struct arena *a, const char *url)
{
	struct str output = str_from(s->o.build->output);
	struct str path = str_from_off(str_from(url), 1);
	struct str tree = STR("site");
	const char *plan = below_token(s, url);
	struct fs_stat st;
	const char *file;

	if (plan) {
		tree = STR("plans");
		path = str_from_off(str_from(plan), 1);
	}
	if (path.n == 0 || path.p[path.n - 1] == '/')
		path = arena_fmt(a, "%.*sindex.html", STR_ARG(path));
	if (url[0] != '/' || !safe(path))
		return NULL;
	file = fs_join(a, str_from(fs_join(a, output, tree)), path);
	if (fs_stat(s->o.build->fs, file, &st) != 0)
		return NULL;
	if (st.kind == FS_FOLDER)
		file = fs_join(a, str_from(file), STR("index.html"));
	else if (st.kind != FS_FILE)
		return NULL;
	return file;
}

static enum MHD_Result
answer(struct MHD_Connection *c, unsigned status, struct str bytes,
    const char *type, const char *etag)
{
	struct MHD_Response *r = MHD_create_response_from_buffer(bytes.n,
	    (void *)(uintptr_t)(bytes.n ? bytes.p : ""), MHD_RESPMEM_MUST_COPY);
	enum MHD_Result result;

	if (!r)
		return MHD_NO;
	MHD_add_response_header(r, "Content-Type", type);
	MHD_add_response_header(r, "Cache-Control", "no-cache");
	MHD_add_response_header(r, "X-Content-Type-Options", "nosniff");
	MHD_add_response_header(r, "Referrer-Policy", "no-referrer");
	MHD_add_response_header(r, "Accept-Ranges", "bytes");
	if (etag)
		MHD_add_response_header(r, "ETag", etag);
	result = MHD_queue_response(c, status, r);
	MHD_destroy_response(r);
	return result;
}

/* bytes=FIRST-LAST, FIRST- or -LAST; one range. false: not to be honoured. */
static bool
parse_range(const char *text, size_t size, size_t *first, size_t *length)
{
	struct str rest = str_from(text), from;
	int a = 0, b = 0;

	if (!str_starts(rest, STR("bytes=")))
		return false;
	rest = str_from_off(rest, 6);
	if (str_find_char(rest, '-') == STR_NOT_FOUND ||
	    !str_next_part(&rest, '-', &from))
		return false;
	if (from.n == 0) {
		if (!str_int(rest, &b) || b == 0)
			return false;
		*length = (size_t)b < size ? (size_t)b : size;
		*first = size - *length;
		return true;
	}
	if (!str_int(from, &a) || (rest.n && !str_int(rest, &b)) ||
	    (rest.n && b < a))
		return false;
	*first = (size_t)a;
	if (*first >= size) {
		*length = 0;
		return true;
	}
	*length =
	    rest.n && (size_t)b < size ? (size_t)b - *first + 1 : size - *first;
	return true;
}

static enum MHD_Result
answer_range(struct MHD_Connection *c, struct str bytes, const char *type,
    size_t first, size_t length, const char *etag)
{
	struct sb range = { 0 };
	struct str part = str_sub(bytes, first, length);
	struct MHD_Response *r;
	enum MHD_Result result;

	if (length)
		sb_fmt(&range, "bytes %zu-%zu/%zu", first, first + length - 1,
		    bytes.n);
	else
		sb_fmt(&range, "bytes */%zu", bytes.n);
	r = MHD_create_response_from_buffer(part.n,
	    (void *)(uintptr_t)(part.n ? part.p : ""), MHD_RESPMEM_MUST_COPY);
	MHD_add_response_header(r, "Content-Type", type);
	MHD_add_response_header(r, "Content-Range", sb_text(&range));
	MHD_add_response_header(r, "ETag", etag);
	result = MHD_queue_response(c,
	    length ? MHD_HTTP_PARTIAL_CONTENT : MHD_HTTP_RANGE_NOT_SATISFIABLE,
	    r);
	MHD_destroy_response(r);
	sb_release(&range);
	return result;
}

/*
 * The script goes in before the end of the body; only in the preview. A page
 * below the token has it from there.
 */
static void
add_script(struct sb *html, struct str token)
{
	struct str s = sb_view(html);
	struct sb out = { 0 };
	size_t at = s.n;

	for (size_t i = s.n; i-- > 0;)
		if (str_starts(str_from_off(s, i), STR("</body>"))) {
			at = i;
			break;
		}
	sb_str(&out, str_sub(s, 0, at));
	sb_fmt(&out, "<script src=\"%s%.*s" RELOAD_PATH "\"></script>",
	    token.n ? "/" : "", STR_ARG(token));
	sb_str(&out, str_from_off(s, at));
	sb_release(html);
	*html = out;
}

static const char *
header(struct MHD_Connection *c, const char *name)
{
	return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static enum MHD_Result
send_file(struct server *s, struct MHD_Connection *c, const char *file,
    unsigned status, bool plans)
{
	const char *type = type_of(str_from(file));
	const char *range = header(c, "Range");
	const char *known = header(c, "If-None-Match");
	struct sb bytes = { 0 };
	char etag[36];
	size_t first, length;
	enum MHD_Result result;

	if (fs_read(s->o.build->fs, file, FILE_LIMIT, &bytes) != 0)
		return answer(c, MHD_HTTP_NOT_FOUND, STR("not found\n"),
		    "text/plain", NULL);
	if (strncmp(type, "text/html", 9) == 0)
		add_script(&bytes, plans ? s->o.plans_token : STR_NONE);
	etag[0] = '"';
	hash128_hex(hash128(sb_view(&bytes)), etag + 1);
	memcpy(etag + 33, "\"", 2);
	if (known && strstr(known, etag))
		result = answer(c, MHD_HTTP_NOT_MODIFIED, STR_NONE, type, etag);
	else if (status == MHD_HTTP_OK && range &&
		 parse_range(range, bytes.n, &first, &length))
		result =
		    answer_range(c, sb_view(&bytes), type, first, length, etag);
	else
		result = answer(c, status, sb_view(&bytes), type, etag);
	sb_release(&bytes);
	return result;
}

/* --- events ------------------------------------------------------------ */

static void
tell(struct server *s, struct str site, struct str plans)
{
	for (size_t i = 0; i < MOST_LISTENERS; i++) {
		struct listener *l = &s->listeners[i];
		struct str event = l->plans ? plans : site;

		if (!l->used || event.n == 0)
			continue;
		sb_str(&l->waiting, event);
		if (l->asleep) {
			l->asleep = false;
			MHD_resume_connection(l->connection);
		}
	}
}

static ssize_t
read_events(void *arg, uint64_t pos, char *buffer, size_t room)
{
	struct listener *l = arg;
	size_t n = l->waiting.n < room ? l->waiting.n : room;

	(void)pos;
	if (l->server->stopping)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (n == 0) {
		l->asleep = true;
		MHD_suspend_connection(l->connection);
		return 0;
	}
	memcpy(buffer, l->waiting.p, n);
	memmove(l->waiting.p, l->waiting.p + n, l->waiting.n - n);
	sb_cut(&l->waiting, l->waiting.n - n);
	return (ssize_t)n;
}

static void
listener_gone(void *arg)
{
	struct listener *l = arg;

	sb_release(&l->waiting);
	*l = (struct listener){ 0 };
}

static enum MHD_Result
listen_for_events(struct server *s, struct MHD_Connection *c, bool plans)
{
	struct listener *l = NULL;
	struct MHD_Response *r;
	enum MHD_Result result;
	size_t used = 0;

	for (size_t i = 0; i < MOST_LISTENERS; i++) {
		used += s->listeners[i].used;
		if (!l && !s->listeners[i].used)
			l = &s->listeners[i];
	}
	/* Who left a page while asleep is only seen when spoken to. */
	if (used >= MANY_LISTENERS)
		tell(s, STR(":\n\n"), STR(":\n\n"));
	if (!l)
		return answer(c, MHD_HTTP_SERVICE_UNAVAILABLE,
		    STR("too many pages are open\n"), "text/plain", NULL);
	*l = (struct listener){
		.server = s, .connection = c, .used = true, .plans = plans
	};
	sb_cstr(&l->waiting, "retry: 500\n\n");
	sb_str(&l->waiting, sb_view(plans ? &s->last_plans : &s->last));
	r = MHD_create_response_from_callback(
	    MHD_SIZE_UNKNOWN, 4096, read_events, l, listener_gone);
	if (!r) {
		listener_gone(l);
		return MHD_NO;
	}
	MHD_add_response_header(r, "Content-Type", "text/event-stream");
	MHD_add_response_header(r, "Cache-Control", "no-store");
	result = MHD_queue_response(c, MHD_HTTP_OK, r);
	MHD_destroy_response(r);
	return result;
}

/*
 * Only what is known to be of the site: any other file, also one of the
 * output, may be named after a plan.
 */
static bool
is_of_site(const struct server *s, struct str file)
{
	const struct build_options *o = s->o.build;

	if (plan_file_below(file, plan_file_shown(o, o->plans)))
		return false;
	return file.n == 0 || plan_file_below(file, STR("content")) ||
	       plan_file_below(file, STR("themes")) ||
	       plan_file_below(file, str_from(o->data)) ||
	       str_is(file, o->output);
}

/*
 * A finding as everybody may read it; false: it is not for everybody. What the
 * leak guard refuses is said without the plan.
 */
static bool
make_open(const struct server *s, struct finding *f)
{
	if (f->code == DIAG_S01) {
		f->message = str_from(_("here stands something from a plan"));
		return true;
	}
	if (f->code == DIAG_S02) {
		f->file = STR_NONE;
		f->message = str_from(
		    _("a plan cannot be read, so the site cannot be guarded"));
		return true;
	}
	return is_of_site(s, f->file);
}

static void
findings_event(
    const struct server *s, struct sb *out, const struct diags *ds, bool plans)
{
	size_t told = 0;
	bool unguarded = false; /* that is said once */

	sb_cstr(out, "event: findings\ndata: [");
	for (size_t i = 0; i < ds->count && told < MOST_FINDINGS; i++) {
		struct finding f = ds->items[i];

		if (f.severity < SEV_WARNING || (!plans && !make_open(s, &f)))
			continue;
		if (!plans && f.code == DIAG_S02 && unguarded)
			continue;
		unguarded |= f.code == DIAG_S02;
		if (told++)
			sb_ch(out, ',');
		diag_print_json(&f, out);
		sb_cut(out, out->n - 1); /* its line end */
	}
	sb_cstr(out, "]\n\n");
}

static void
change_event(struct sb *out, const char *what)
{
	if (what)
		sb_fmt(out, "event: %s\ndata: 1\n\n", what);
}

void
server_tell_change(struct server *s, const char *site, bool plans)
{
	struct sb of_site = { 0 }, of_plans = { 0 };

	change_event(&of_site, site);
	change_event(&of_plans, plans ? "page" : site);
	tell(s, sb_view(&of_site), sb_view(&of_plans));
	sb_release(&of_site);
	sb_release(&of_plans);
}

void
server_tell_findings(struct server *s, const struct diags *ds)
{
	sb_reset(&s->last);
	sb_reset(&s->last_plans);
	findings_event(s, &s->last, ds, false);
	findings_event(s, &s->last_plans, ds, true);
	tell(s, sb_view(&s->last), sb_view(&s->last_plans));
}

/* --- requests ---------------------------------------------------------- */

/*
 * A page of another site could reach a server on loopback by a name of its
 * own that it lets point here; such a request has that name as host.
 */
static bool
host_is_ours(struct MHD_Connection *c)
{
	static const char *const names[] = { "127.0.0.1", "localhost",
		"[::1]" };
	const char *host = header(c, "Host");

	if (!host)
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t n = strlen(names[i]);

		if (strncmp(host, names[i], n) == 0 &&
		    (host[n] == '\0' || host[n] == ':'))
			return true;
	}
	return false;
}

static enum MHD_Result
handle(void *arg, struct MHD_Connection *c, const char *url, const char *method,
    const char *version, const char *upload, size_t *upload_size, void **state)
{
	struct server *s = arg;
	struct arena a = { 0 };
	const char *file, *plan, *own;
	enum MHD_Result result;

	(void)version;
	(void)upload;
	(void)upload_size;
	if (!*state) { /* headers only; the request is handled next time */
		*state = s;
		return MHD_YES;
	}
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return answer(c, MHD_HTTP_METHOD_NOT_ALLOWED, STR("only GET\n"),
		    "text/plain", NULL);
	if (!host_is_ours(c))
		return answer(c, MHD_HTTP_MISDIRECTED_REQUEST,
		    STR("another host\n"), "text/plain", NULL);
	plan = below_token(s, url);
	own = plan ? plan : url;
	if (strcmp(own, EVENTS_PATH) == 0)
		return listen_for_events(s, c, plan != NULL);
	if (strcmp(own, RELOAD_PATH) == 0)
		return answer(c, MHD_HTTP_OK, str_from(reload_script),
		    "text/javascript; charset=utf-8", NULL);
	file = file_of(s, &a, url);
	if (file)
		result = send_file(s, c, file, MHD_HTTP_OK, plan != NULL);
	else
		result = send_file(s, c,
		    fs_join(
			&a, str_from(s->o.build->output), STR("site/404.html")),
		    MHD_HTTP_NOT_FOUND, plan != NULL);
	arena_release(&a);
	return result;
}

/* An address that holds a zero byte would end there; it is one of no file. */
static size_t
unescape(void *arg, struct MHD_Connection *c, char *text)
{
	(void)arg;
	(void)c;
	if (strstr(text, "%00"))
		memcpy(text, "*", 2);
	return MHD_http_unescape(text);
}

struct server *
server_start(struct arena *a, const struct server_options *o, struct diags *ds)
{
	struct server *s = arena_new(a, struct server);
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons(o->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	const union MHD_DaemonInfo *info;

	s->o = *o;
	s->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME,
	    o->port, NULL, NULL, handle, s, MHD_OPTION_SOCK_ADDR, &at,
	    MHD_OPTION_CONNECTION_LIMIT, (unsigned)MOST_CONNECTIONS,
	    MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
	    MHD_OPTION_END);
	if (!s->daemon) {
		diag_add_file(ds, DIAG_B07, STR_NONE,
		    N_("port %u on 127.0.0.1 cannot be used: %s"),
		    (unsigned)o->port, msg_errno(errno));
		return NULL;
	}
	info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
	s->port = info && info->port ? info->port : o->port;
	return s;
}

uint16_t
server_port(const struct server *s)
{
	return s->port;
}

int
server_fd(const struct server *s)
{
	const union MHD_DaemonInfo *info =
	    MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD);

	return info ? info->epoll_fd : -1;
}

int
server_timeout(struct server *s)
{
	MHD_UNSIGNED_LONG_LONG ms;

	if (MHD_get_timeout(s->daemon, &ms) != MHD_YES)
		return -1;
	return ms > 1000 ? 1000 : (int)ms;
}

static bool
is_full(const struct server *s)
{
	const union MHD_DaemonInfo *info =
	    MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS);

	return info && info->num_connections >= MOST_CONNECTIONS;
}

void
server_run(struct server *s)
{
	int left = 16; /* a message wakes a connection in several steps */
	bool was_full = is_full(s);

	do
		MHD_run(s->daemon);
	while (--left && server_timeout(s) == 0);
	/* When full it stops listening, and begins again in another round. */
	if (was_full && !is_full(s))
		MHD_run(s->daemon);
}

void
server_stop(struct server *s)
{
	if (!s)
		return;
	s->stopping = true;
	for (size_t i = 0; i < MOST_LISTENERS; i++)
		if (s->listeners[i].used && s->listeners[i].asleep)
			MHD_resume_connection(s->listeners[i].connection);
	MHD_run(s->daemon);
	MHD_stop_daemon(s->daemon);
	sb_release(&s->last);
	sb_release(&s->last_plans);
}
