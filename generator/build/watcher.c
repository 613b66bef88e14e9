/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/watcher.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/hash.h"
#include "build/plan_files.h"
#include "build/tool.h"
#include "diag/msg.h"

enum {
	QUIET_MS = 8,   /* so long nothing new: the burst is over */
	BURST_MS = 250, /* a burst is cut after this */
	SCAN_MS = 3000,
	LOOK_MS = 2000, /* whether the folders are the ones that are watched */
	AWAY_MS = 1000, /* so long one may be away while it is exchanged */
	MOST_FAILURES = 5,
	READY_MS = 60000, /* a large tree takes a while */
	MOST_BYTES = 1024 * 1024,
	MOST_FILES = 16 * 1024 /* bytes of names; a checkout has more */
};

static bool
on_network(const char *folder)
{
	static const unsigned long kinds[] = { 0x6969 /* NFS */,
		0xFF534D42 /* CIFS */, 0xFE534D42 /* SMB2 */,
		0x65735546 /* FUSE */, 0x01021997 /* 9P */,
		0x5346414F /* AFS */ };
	struct statfs fs;

	if (statfs(folder, &fs) < 0)
		return false;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (((unsigned long)fs.f_type & 0xFFFFFFFF) == kinds[i])
			return true;
	return false;
}

static void
scan_folder(struct fs *fs, const char *folder, int depth, uint64_t *sum)
{
	struct arena a = { 0 };
	struct fs_entries list;

	if (depth > 64 || fs_list(fs, &a, folder, &list) != 0) {
		arena_release(&a);
		return;
	}
	for (size_t i = 0; i < list.count; i++) {
		const char *path =
		    fs_join(&a, str_from(folder), list.items[i].name);
		struct fs_stat st;
		uint64_t item[4];

		if (fs_stat(fs, path, &st) != 0)
			continue;
		item[0] = hash64(str_from(path));
		item[1] = st.kind == FS_FOLDER ? 0 : st.size;
		item[2] = st.kind == FS_FOLDER ? 0 : (uint64_t)st.mtime;
		item[3] = st.inode;
		*sum += hash64(str_of((const char *)item, sizeof(item)));
		if (st.kind == FS_FOLDER)
			scan_folder(fs, path, depth + 1, sum);
	}
	arena_release(&a);
}

static uint64_t
scan(const struct watcher *w)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < w->folder_count; i++)
		scan_folder(w->options->fs, w->folders[i].folder, 0, &sum);
	return sum;
}

static double
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
choose_folders(struct watcher *w)
{
	const struct build_options *o = w->options;
	const char *wanted[3] = {
		fs_join(&w->arena, str_from(o->root), STR("content")),
		fs_join(&w->arena, str_from(o->root), STR("themes")),
		o->plans,
	};

	w->folder_count = o->plan_documents ? 3 : 2;
	for (size_t i = 0; i < w->folder_count; i++)
		w->folders[i].folder = wanted[i];
}

/* The folder that has this name now; the name may be that of a link. */
static struct watched
look_at(const struct watcher *w, const char *folder)
{
	struct watched now = { .folder = folder };
	struct arena a = { 0 };
	struct fs_stat st = { 0 };

	now.there = fs_stat(w->options->fs,
			fs_join(&a, str_from(folder), STR(".")), &st) == 0 &&
		    st.kind == FS_FOLDER;
	if (now.there) {
		now.inode = st.inode;
		now.device = st.device;
	}
	arena_release(&a);
	return now;
}

static bool
others_are_there(const struct watcher *w)
{
	for (size_t i = 0; i < w->folder_count; i++) {
		const struct watched *was = &w->folders[i];
		struct watched now = look_at(w, was->folder);

		if (now.there != was->there || now.inode != was->inode ||
		    now.device != was->device)
			return true;
	}
	return false;
}

/* inotifywait says on stderr when its watches stand. */
static bool
wait_until_ready(int fd)
{
	char text[4096];
	size_t n = 0;

	while (n < sizeof(text) - 1) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		ssize_t got;

		if (poll(&p, 1, READY_MS) <= 0)
			return false;
		got = read(fd, text + n, sizeof(text) - 1 - n);
		if (got <= 0)
			return false;
		n += (size_t)got;
		text[n] = '\0';
		if (strstr(text, "Watches established"))
			return true;
	}
	return false;
}

/* It would hold its watches for ever, and a machine has few. */
static int
start_tool(struct watcher *w, int out, int err)
{
	/* NUL between the fields: a name may hold anything else. */
	const char *argv[16] = { "inotifywait", "-m", "-r", "--no-newline",
		"--format", "%w%f%0%e%0", "-e",
		"close_write,moved_to,moved_from,create,delete,delete_self,"
		"move_self",
		"--" };
	const struct tool_ends ends = { .out = out, .err = err, .held = -1 };
	size_t n = 9;

	for (size_t i = 0; i < w->folder_count; i++)
		if (w->folders[i].there)
			argv[n++] = w->folders[i].folder;
	return tool_start(&w->pid, argv, &ends);
}

static void
stop_tool(struct watcher *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
	if (w->pid > 0) {
		kill(w->pid, SIGTERM);
		while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	w->pid = 0;
	sb_reset(&w->bytes);
}

static int
start_events(struct watcher *w)
{
	int out[2], err[2], failed;

	if (pipe2(out, O_CLOEXEC) < 0)
		return errno;
	if (pipe2(err, O_CLOEXEC) < 0) {
		failed = errno;
		close(out[0]);
		close(out[1]);
		return failed;
	}
	failed = start_tool(w, out[1], err[1]);
	close(out[1]);
	close(err[1]);
	if (failed == 0 && !wait_until_ready(err[0]))
		failed = EIO;
	close(err[0]);
	w->fd = out[0];
	if (failed)
		stop_tool(w);
	else
		fcntl(w->fd, F_SETFL, O_NONBLOCK);
	return failed;
}

/*
 * Watches the folders that are there; none is fine, they may come. They are
 * looked at before: one that is exchanged meanwhile shows at the next look.
 */
static int
begin(struct watcher *w)
{
	bool any = false;

	w->scanning = w->moved = false;
	for (size_t i = 0; i < w->folder_count; i++) {
		w->folders[i] = look_at(w, w->folders[i].folder);
		any |= w->folders[i].there;
		w->scanning |= on_network(w->folders[i].folder);
	}
	w->next_look = milliseconds() + (w->scanning ? SCAN_MS : LOOK_MS);
	if (w->scanning)
		w->scan = scan(w);
	return any && !w->scanning ? start_events(w) : 0;
}

bool
watcher_start(
    struct watcher *w, const struct build_options *o, struct diags *ds)
{
	int err;

	*w = (struct watcher){ .options = o, .fd = -1 };
	choose_folders(w);
	err = begin(w);
	if (err == ENOENT)
		diag_add_file(ds, DIAG_B04, STR_NONE,
		    N_("inotifywait is missing (package inotify-tools)"));
	else if (err)
		diag_add_file(ds, DIAG_B04, STR_NONE,
		    N_("inotifywait could not watch the folders: %s"),
		    msg_errno(err));
	return err == 0;
}

int
watcher_timeout(const struct watcher *w)
{
	double left = w->next_look - milliseconds();

	return left > 0 && !w->moved ? (int)left + 1 : 0;
}

static bool
read_more(struct watcher *w)
{
	bool some = false;

	while (w->fd >= 0 && w->bytes.n < MOST_BYTES) {
		ssize_t n = read(w->fd, sb_room(&w->bytes, 65536), 65536);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0) {
			close(w->fd);
			w->fd = -1;
			w->lost = true;
		}
		if (n <= 0)
			break;
		w->bytes.n += (size_t)n;
		some = true;
	}
	return some;
}

static bool
lies_in(struct str path, const char *folder)
{
	struct str f = str_from(folder);

	return f.n && str_starts(path, f) &&
	       (path.n == f.n || path.p[f.n] == '/' || f.p[f.n - 1] == '/');
}

/* As load/site_scan.c has it; in content/policy even these are findings. */
static bool
is_left_behind(struct str file)
{
	size_t slash = str_rfind_char(file, '/');
	struct str name, folder;

	if (slash == STR_NOT_FOUND || !str_starts(file, STR("content/")))
		return false;
	folder = str_sub(file, 0, slash);
	name = str_from_off(file, slash + 1);
	return name.n && !str_is(folder, "content/policy") &&
	       (name.p[0] == '.' || str_ends(name, STR("~")) ||
		   (name.p[0] == '#' && str_ends(name, STR("#"))));
}

/* What else changed makes the names useless. */
static void
note_file(struct watcher *w, struct str file)
{
	w->elsewhere |=
	    !str_starts(file, STR("content/")) || w->files.n > MOST_FILES;
	if (!w->elsewhere) {
		sb_str(&w->files, file);
		sb_ch(&w->files, '\0');
	}
}

/* A list of texts that end with a NUL: where the text begins, or its end. */
static size_t
place_in(struct str list, struct str text)
{
	struct str rest = list, item;

	while (rest.n) {
		size_t at = list.n - rest.n;

		str_next_part(&rest, '\0', &item);
		if (str_eq(item, text))
			return at;
	}
	return list.n;
}

static bool
take_out(struct sb *list, struct str text)
{
	size_t at = place_in(sb_view(list), text);

	if (at == list->n)
		return false;
	memmove(
	    list->p + at, list->p + at + text.n + 1, list->n - at - text.n - 1);
	sb_cut(list, list->n - text.n - 1);
	return true;
}

static void
put_in(struct sb *list, struct str text)
{
	if (place_in(sb_view(list), text) < list->n)
		return;
	sb_str(list, text);
	sb_ch(list, '\0');
}

static bool
says(struct str event, const char *word)
{
	return str_find(event, str_from(word)) != STR_NOT_FOUND;
}

/*
 * What editors do: write a new file and rename it over the old one; put the
 * old one aside and write a new one; try whether a file can be made.
 */
static void
note_half(struct watcher *w, struct str file, struct str event)
{
	bool whole = says(event, "CLOSE_WRITE") || says(event, "MOVED_TO");
	bool comes = says(event, "CREATE");

	if (says(event, "ISDIR"))
		put_in(&w->gone, file);
	else if (whole)
		take_out(&w->gone, file);
	else if (comes && place_in(sb_view(&w->gone), file) == w->gone.n)
		put_in(&w->fresh, file);
	else if (!comes && !take_out(&w->fresh, file))
		put_in(&w->gone, file);
}

/* The folder itself, as the tool names it: with a slash behind. */
static bool
is_watched(const struct watcher *w, struct str path)
{
	while (path.n && path.p[path.n - 1] == '/')
		path = str_sub(path, 0, path.n - 1);
	for (size_t i = 0; i < w->folder_count; i++) {
		struct str folder = str_from(w->folders[i].folder);

		while (folder.n && folder.p[folder.n - 1] == '/')
			folder = str_sub(folder, 0, folder.n - 1);
		if (str_eq(path, folder))
			return true;
	}
	return false;
}

static void
note(struct watcher *w, struct str path, struct str event, struct changes *c)
{
	struct arena a = { 0 };
	bool plan =
	    w->options->plan_documents && lies_in(path, w->options->plans);
	struct str file = plan_file_shown(w->options, arena_cstr(&a, path));

	w->moved |= (says(event, "MOVE_SELF") || says(event, "DELETE_SELF")) &&
		    is_watched(w, path);
	/*
	 * Plans depend on themes (pictograms) and on the revisions of the
	 * content; the site never depends on plans.
	 */
	if (plan) {
		c->plans = true;
		w->elsewhere = true;
		note_half(w, file, event);
	} else if (!is_left_behind(file)) {
		c->plans = c->site = true;
		note_file(w, file);
		note_half(w, file, event);
	}
	arena_release(&a);
}

/* Takes whole events off the front; what is cut stays for later. */
static void
understand(struct watcher *w, struct changes *c)
{
	struct str rest = sb_view(&w->bytes);
	size_t used = 0;

	while (1) {
		size_t path_end = str_find_char(rest, '\0');
		size_t event_end;
		struct str path, event;

		if (path_end == STR_NOT_FOUND)
			break;
		path = str_sub(rest, 0, path_end);
		event = str_from_off(rest, path_end + 1);
		event_end = str_find_char(event, '\0');
		if (event_end == STR_NOT_FOUND)
			break;
		note(w, path, str_sub(event, 0, event_end), c);
		used += path_end + event_end + 2;
		rest = str_from_off(event, event_end + 1);
	}
	memmove(w->bytes.p, w->bytes.p + used, w->bytes.n - used);
	sb_cut(&w->bytes, w->bytes.n - used);
}

static struct changes
take_scan(struct watcher *w)
{
	uint64_t now = scan(w);
	bool changed = now != w->scan;

	w->scan = now;
	return (struct changes){ changed, changed, STR_NONE };
}

/* Until all is quiet, or, when told so, until nothing is half done. */
static void
take(struct watcher *w, struct changes *c, bool at_once)
{
	struct pollfd p = { .fd = w->fd, .events = POLLIN };
	int waited = 0;

	do {
		if (read_more(w))
			understand(w, c);
		else if (waited)
			break;
		waited += QUIET_MS;
	} while (w->fd >= 0 && waited <= BURST_MS &&
		 !(at_once && w->gone.n + w->fresh.n == 0) &&
		 poll(&p, 1, QUIET_MS) > 0);
	sb_reset(&w->gone);
	sb_reset(&w->fresh);
	c->files = w->elsewhere ? STR_NONE : sb_view(&w->files);
}

/* While folders are exchanged there is a moment without one of them. */
static void
wait_for_folders(const struct watcher *w)
{
	for (int waited = 0; waited < AWAY_MS; waited += QUIET_MS) {
		bool away = false;

		for (size_t i = 0; i < w->folder_count; i++)
			away |= w->folders[i].there &&
				!look_at(w, w->folders[i].folder).there;
		if (!away)
			return;
		poll(NULL, 0, QUIET_MS);
	}
}

/*
 * What failed may be that a folder went once more just then: all count as not
 * there, and so the next look tries again. When none is there, the root itself
 * is being exchanged, or its disk is away: nothing is made from that.
 */
static bool
begin_again(struct watcher *w)
{
	bool any = false;
	int err;

	wait_for_folders(w);
	stop_tool(w);
	err = begin(w);
	for (size_t i = 0; i < w->folder_count; i++) {
		w->folders[i].there &= err == 0;
		any |= w->folders[i].there;
	}
	w->failures = err ? w->failures + 1 : 0;
	w->lost = w->failures >= MOST_FAILURES;
	return any;
}

struct changes
watcher_take(struct watcher *w)
{
	const struct changes all = { true, true, STR_NONE };
	const struct changes none = { false, false, STR_NONE };
	struct changes c = none;
	bool look = milliseconds() >= w->next_look;

	sb_reset(&w->files);
	w->elsewhere = false;
	if (look)
		w->next_look =
		    milliseconds() + (w->scanning ? SCAN_MS : LOOK_MS);
	if (w->scanning)
		return look ? take_scan(w) : c;
	take(w, &c, true);
	if (w->moved || (look && others_are_there(w)))
		return begin_again(w) ? all : none;
	return c;
}

void
watcher_take_more(struct watcher *w, struct changes *c)
{
	if (!w->scanning)
		take(w, c, false);
}

bool
watcher_lost(const struct watcher *w)
{
	return w->lost;
}

void
watcher_stop(struct watcher *w)
{
	stop_tool(w);
	sb_release(&w->bytes);
	sb_release(&w->files);
	sb_release(&w->gone);
	sb_release(&w->fresh);
	arena_release(&w->arena);
}
