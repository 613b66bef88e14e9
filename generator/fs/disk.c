/* SPDX-License-Identifier: EUPL-1.2 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fs/disk_stats.h"

/* A file that is read by its end may grow by so much meanwhile. */
enum { READ_MORE = 1 << 20, END_READ = 256 };

static int
disk_stat(struct fs *fs, const char *path, struct fs_stat *out)
{
	struct stat st;

	(void)fs;
	if (lstat(path, &st) < 0)
		return errno == ENOENT || errno == ENOTDIR ? 0 : errno;
	disk_stat_take(&st, out);
	return 0;
}

/* A file on another machine may be interrupted when it is opened. */
static int
open_again(const char *path, int flags, mode_t mode)
{
	int fd;

	do {
		fd = open(path, flags, mode);
	} while (fd < 0 && errno == EINTR);
	return fd;
}

/* A short read that comes to the size that was told found the end. */
static int
read_all(int fd, size_t size, size_t limit, struct sb *out)
{
	size_t got = 0;

	while (1) {
		size_t want = (size > got ? size - got : 0) + END_READ;
		ssize_t n = read(fd, sb_room(out, want), want);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		out->n += (size_t)n;
		got += (size_t)n;
		if (out->p)
			out->p[out->n] = '\0';
		if (n == 0 || (got == size && (size_t)n < want))
			return 0;
		if (got > limit)
			return EFBIG;
	}
}

/* Not blocking: opening a FIFO must not hang. */
static int
open_to_read(const char *path, int more)
{
	return open_again(
	    path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | more, 0);
}

static int
read_whole(int fd, const struct stat *before, size_t limit, struct sb *out)
{
	struct stat after;
	int err;

	if (!S_ISREG(before->st_mode))
		return S_ISDIR(before->st_mode) ? EISDIR : EINVAL;
	if ((uint64_t)before->st_size > limit)
		return EFBIG;
	err = read_all(fd, (size_t)before->st_size, limit, out);
	if (err == 0 && fstat(fd, &after) < 0)
		err = errno;
	if (err == 0 && (after.st_size != before->st_size ||
			    after.st_mtim.tv_sec != before->st_mtim.tv_sec ||
			    after.st_mtim.tv_nsec != before->st_mtim.tv_nsec))
		err = EAGAIN;
	return err;
}

static int
read_open(int fd, size_t limit, struct sb *out, struct fs_stat *seen)
{
	struct stat before;
	size_t start = out->n;
	int err;

	if (fstat(fd, &before) < 0) {
		err = errno;
	} else {
		disk_stat_take(&before, seen);
		err = read_whole(fd, &before, limit, out);
	}
	close(fd);
	if (err)
		sb_cut(out, start);
	return err;
}

static int
disk_read(struct fs *fs, const char *path, size_t limit, struct sb *out)
{
	struct fs_stat seen;
	int fd = open_to_read(path, 0);

	(void)fs;
	return fd < 0 ? errno : read_open(fd, limit, out, &seen);
}

/* What is no link says of itself, once open, what stat says of its path. */
static int
disk_read_seen(struct fs *fs, const char *path, size_t limit, struct sb *out,
    struct fs_stat *before)
{
	int fd = open_to_read(path, O_NOFOLLOW), err;

	if (fd >= 0)
		return read_open(fd, limit, out, before);
	err = disk_stat(fs, path, before);
	return err ? err : disk_read(fs, path, limit, out);
}

static int
by_name(const void *a, const void *b)
{
	const struct fs_entry *x = a, *y = b;

	return str_cmp(x->name, y->name);
}

static enum fs_kind
entry_kind(int dir, const struct dirent *e)
{
	struct stat st;

	switch (e->d_type) {
	case DT_REG:
		return FS_FILE;
	case DT_DIR:
		return FS_FOLDER;
	case DT_LNK:
		return FS_LINK;
	case DT_UNKNOWN:
		if (fstatat(dir, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
			return disk_kind(st.st_mode);
		return FS_OTHER;
	default:
		return FS_OTHER;
	}
}

static int
disk_list(
    struct fs *fs, struct arena *a, const char *path, struct fs_entries *out)
{
	DIR *dir = opendir(path);
	struct dirent *e;
	int err;

	(void)fs;
	if (!dir)
		return errno;
	while (errno = 0, (e = readdir(dir)) != NULL) {
		struct fs_entry *item;

		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		item = arena_push(a, out);
		item->name = arena_str(a, str_from(e->d_name));
		item->kind = entry_kind(dirfd(dir), e);
	}
	err = errno;
	closedir(dir);
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), by_name);
	return err;
}

/* An entry that is gone in between: FS_ABSENT, as stat says it. */
static int
disk_look(struct fs *fs, struct arena *a, const char *path,
    struct fs_entries *out, struct fs_stat **stats)
{
	int err = disk_list(fs, a, path, out);
	struct str *names = arena_array(a, struct str, out->count + 1);
	int dir = err ? -1 : open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*stats = arena_array(a, struct fs_stat, out->count + 1);
	if (dir < 0)
		return err ? err : errno;
	for (size_t i = 0; i < out->count; i++)
		names[i] = out->items[i].name;
	err = disk_stats(dir, names, out->count, *stats);
	close(dir);
	return err;
}

/* The way to names in a folder, which may be shut for who lists it. */
static int
way_into(const char *folder)
{
	return folder ? open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC)
		      : AT_FDCWD;
}

static void
leave(int way)
{
	if (way >= 0)
		close(way);
}

static int
disk_stat_each(struct fs *fs, const char *folder, const struct str *names,
    size_t count, struct fs_stat *out)
{
	int way = way_into(folder), err;

	(void)fs;
	if (way == -1)
		return errno == ENOENT || errno == ENOTDIR ? 0 : errno;
	err = disk_stats(way, names, count, out);
	leave(way);
	return err;
}

static struct fs_asked *
disk_stat_ask(
    struct fs *fs, const char *folder, const struct str *names, size_t count)
{
	struct fs_asked *asked;
	int way = way_into(folder);

	(void)fs;
	if (way == -1)
		return NULL;
	asked = disk_stats_ask(way, names, count);
	leave(way);
	return asked;
}

static int
disk_stat_answer(struct fs *fs, struct fs_asked *asked, const char *folder,
    const struct str *names, size_t count, struct fs_stat *out)
{
	int err = 0;

	return disk_stats_taken(asked, out, count, &err)
		   ? err
		   : disk_stat_each(fs, folder, names, count, out);
}

static int
disk_read_end(struct fs *fs, const char *path, size_t most, struct sb *out)
{
	int fd = open_to_read(path, 0);
	struct stat st;
	size_t start = out->n;
	int err = 0;

	(void)fs;
	if (fd < 0)
		return errno;
	if (fstat(fd, &st) < 0)
		err = errno;
	else if (!S_ISREG(st.st_mode))
		err = EINVAL;
	else if ((uint64_t)st.st_size > most &&
		 lseek(fd, -(off_t)most, SEEK_END) < 0)
		err = errno;
	if (err == 0)
		err = read_all(fd,
		    (uint64_t)st.st_size > most ? most : (size_t)st.st_size,
		    most + READ_MORE, out);
	close(fd);
	if (err)
		sb_cut(out, start);
	return err;
}

static int
disk_readlink(struct fs *fs, const char *path, struct sb *out)
{
	enum { LONGEST = 4096 };
	ssize_t n = readlink(path, sb_room(out, LONGEST), LONGEST);

	(void)fs;
	if (n < 0)
		return errno;
	out->n += (size_t)n;
	out->p[out->n] = '\0';
	return n == LONGEST ? ENAMETOOLONG : 0;
}

static int
disk_mkdir(struct fs *fs, const char *path, uint32_t mode)
{
	(void)fs;
	if (mkdir(path, mode) < 0)
		return errno;
	/* The mask of the caller must not decide what others may read. */
	return chmod(path, mode) < 0 ? errno : 0;
}

static int
write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			return EIO; /* a device that takes nothing */
		bytes = str_from_off(bytes, (size_t)n);
	}
	return 0;
}

/*
 * Only where it is another one: of a file that may only be added to
 * (chattr +a), or that is somebody else's, it cannot be set.
 */
static int
set_mode(int fd, uint32_t mode)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return errno;
	if ((st.st_mode & 07777) == mode)
		return 0;
	return fchmod(fd, mode) < 0 ? errno : 0;
}

static int
write_with(const char *path, int flags, struct str bytes, uint32_t mode)
{
	int fd = open_again(path,
	    flags | O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY,
	    mode);
	int err;

	if (fd < 0)
		return errno;
	err = write_all(fd, bytes);
	if (err == 0)
		err = set_mode(fd, mode);
	/* What is added is there when that is said. */
	if (err == 0 && bytes.n && (flags & O_APPEND) && fdatasync(fd) < 0 &&
	    errno != EINVAL)
		err = errno;
	/* After EINTR it is closed all the same. */
	if (close(fd) < 0 && err == 0 && errno != EINTR)
		err = errno;
	return err;
}

static int
disk_write(struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	int err = write_with(path, O_EXCL, bytes, mode);

	(void)fs;
	/*
	 * A new file, never the old one's bytes: the old name may be one of
	 * several links to a file that a reader has open.
	 */
	if (err != EEXIST)
		return err;
	return unlink(path) < 0 ? errno : write_with(path, O_EXCL, bytes, mode);
}

static int
disk_append(struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	(void)fs;
	return write_with(path, O_APPEND, bytes, mode);
}

static int
disk_link(struct fs *fs, const char *from, const char *to)
{
	(void)fs;
	return link(from, to) < 0 ? errno : 0;
}

static int
disk_rename(struct fs *fs, const char *from, const char *to)
{
	(void)fs;
	return rename(from, to) < 0 ? errno : 0;
}

static int
disk_exchange(struct fs *fs, const char *a, const char *b)
{
	(void)fs;
	return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) < 0 ? errno
									: 0;
}

static int
disk_unlink(struct fs *fs, const char *path)
{
	(void)fs;
	return unlink(path) < 0 ? errno : 0;
}

static int
disk_rmdir(struct fs *fs, const char *path)
{
	(void)fs;
	return rmdir(path) < 0 ? errno : 0;
}

static int
disk_chmod(struct fs *fs, const char *path, uint32_t mode)
{
	(void)fs;
	return chmod(path, mode) < 0 ? errno : 0;
}

static int
disk_sync(struct fs *fs, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int err = 0;

	(void)fs;
	if (fd < 0)
		return errno;
	if (syncfs(fd) < 0)
		err = errno;
	close(fd);
	return err;
}

static int
disk_lock(struct fs *fs, const char *path, int *handle)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	int err;

	(void)fs;
	if (fd < 0)
		return errno;
	if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		err = errno;
		close(fd);
		return err;
	}
	*handle = fd;
	return 0;
}

static void
disk_unlock(struct fs *fs, int handle)
{
	(void)fs;
	close(handle);
}

static const struct fs_ops disk_ops = {
	.stat = disk_stat,
	.read = disk_read,
	.read_seen = disk_read_seen,
	.list = disk_list,
	.look = disk_look,
	.stat_each = disk_stat_each,
	.stat_ask = disk_stat_ask,
	.stat_answer = disk_stat_answer,
	.read_end = disk_read_end,
	.readlink = disk_readlink,
	.mkdir = disk_mkdir,
	.write = disk_write,
	.append = disk_append,
	.link = disk_link,
	.rename = disk_rename,
	.exchange = disk_exchange,
	.unlink = disk_unlink,
	.rmdir = disk_rmdir,
	.chmod = disk_chmod,
	.sync = disk_sync,
	.lock = disk_lock,
	.unlock = disk_unlock,
};

struct fs *
fs_disk(void)
{
	static const struct fs disk = { &disk_ops };

	return (struct fs *)(uintptr_t)&disk;
}
