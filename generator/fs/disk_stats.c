/* SPDX-License-Identifier: EUPL-1.2 */
#include "fs/disk_stats.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Fewer are answered before another process has begun. */
enum { WORTH_TWO = 3000 };

enum fs_kind
disk_kind(mode_t mode)
{
	return S_ISREG(mode)   ? FS_FILE
	       : S_ISDIR(mode) ? FS_FOLDER
	       : S_ISLNK(mode) ? FS_LINK
			       : FS_OTHER;
}

void
disk_stat_take(const struct stat *st, struct fs_stat *out)
{
	const int64_t second = 1000000000;

	out->kind = disk_kind(st->st_mode);
	out->size = (uint64_t)st->st_size;
	out->mtime = (int64_t)st->st_mtim.tv_sec * second + st->st_mtim.tv_nsec;
	out->ctime = (int64_t)st->st_ctim.tv_sec * second + st->st_ctim.tv_nsec;
	out->inode = st->st_ino;
	out->device = st->st_dev;
	out->mode = st->st_mode & 07777;
}

static int
ask_one(int dir, struct str name, struct fs_stat *out)
{
	char path[PATH_MAX];
	struct stat st;

	if (name.n == 0 || name.n >= sizeof(path))
		return 0;
	memcpy(path, name.p, name.n);
	path[name.n] = '\0';
	if (fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT || errno == ENOTDIR ||
			       errno == ENAMETOOLONG
			   ? 0
			   : errno;
	disk_stat_take(&st, out);
	return 0;
}

static int
ask(int dir, const struct str *names, size_t count, struct fs_stat *out)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < count; i++)
		err = ask_one(dir, names[i], &out[i]);
	return err;
}

static bool
one_processor(void)
{
	cpu_set_t mine;

	return sched_getaffinity(0, sizeof(mine), &mine) < 0 ||
	       CPU_COUNT(&mine) < 2;
}

/* What the other process leaves for us, in memory of both. */
struct fs_asked {
	pid_t process;
	size_t bytes; /* of all of it */
	bool whole;
	int err;
	struct fs_stat stats[];
};

static struct fs_asked *
asked_new(size_t count)
{
	size_t bytes = sizeof(struct fs_asked) + count * sizeof(struct fs_stat);
	struct fs_asked *a = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (a == MAP_FAILED)
		return NULL;
	a->bytes = bytes;
	return a;
}

static struct fs_asked *
begin(int dir, const struct str *names, size_t count)
{
	struct fs_asked *a = asked_new(count);
	pid_t process = a ? fork() : -1;

	if (process == 0) {
		/* It may hold the lock of the output as long as it lives. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		a->err = ask(dir, names, count, a->stats);
		a->whole = true;
		_exit(0);
	}
	if (a && process < 0) {
		munmap(a, a->bytes);
		return NULL;
	}
	if (a)
		a->process = process;
	return a;
}

struct fs_asked *
disk_stats_ask(int dir, const struct str *names, size_t count)
{
	return count < WORTH_TWO || one_processor() ? NULL
						    : begin(dir, names, count);
}

bool
disk_stats_taken(
    struct fs_asked *asked, struct fs_stat *out, size_t count, int *err)
{
	bool whole;

	while (waitpid(asked->process, NULL, 0) < 0 && errno == EINTR)
		;
	whole = asked->whole;
	if (whole) {
		memcpy(out, asked->stats, count * sizeof(*out));
		*err = asked->err;
	}
	munmap(asked, asked->bytes);
	return whole;
}

int
disk_stats(int dir, const struct str *names, size_t count, struct fs_stat *out)
{
	size_t ours = count / 2, theirs = count - ours;
	struct fs_asked *asked = NULL;
	int err, other = 0;

	if (count >= WORTH_TWO && !one_processor())
		asked = begin(dir, names + ours, theirs);
	err = ask(dir, names, ours, out);
	if (!asked || !disk_stats_taken(asked, out + ours, theirs, &other))
		other = err ? 0 : ask(dir, names + ours, theirs, out + ours);
	return err ? err : other;
}
