/* SPDX-License-Identifier: EUPL-1.2 */
#include "fs/fs_faulty.h"

static struct fs_faulty *
self(struct fs *fs)
{
	return (struct fs_faulty *)fs;
}

/* 0, or what this call has to fail with. */
static int
fault(struct fs *fs, const char *name)
{
	struct fs_faulty *f = self(fs);

	f->calls++;
	if (f->fail_at == 0 || f->calls < f->fail_at ||
	    (f->calls > f->fail_at && !f->forever))
		return 0;
	if (!f->failed)
		f->failed = name;
	return f->err;
}

static int
faulty_stat(struct fs *fs, const char *path, struct fs_stat *out)
{
	int err = fault(fs, "stat");

	return err ? err : fs_stat(self(fs)->real, path, out);
}

static int
faulty_read(struct fs *fs, const char *path, size_t limit, struct sb *out)
{
	int err = fault(fs, "read");

	return err ? err : fs_read(self(fs)->real, path, limit, out);
}

static int
faulty_list(
    struct fs *fs, struct arena *a, const char *path, struct fs_entries *out)
{
	int err = fault(fs, "list");

	return err ? err : fs_list(self(fs)->real, a, path, out);
}

static int
faulty_readlink(struct fs *fs, const char *path, struct sb *out)
{
	int err = fault(fs, "readlink");

	return err ? err : fs_readlink(self(fs)->real, path, out);
}

static int
faulty_mkdir(struct fs *fs, const char *path, uint32_t mode)
{
	int err = fault(fs, "mkdir");

	return err ? err : fs_mkdir(self(fs)->real, path, mode);
}

static int
faulty_write(struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	int err = fault(fs, "write");

	if (err && bytes.n)
		fs_write(
		    self(fs)->real, path, str_sub(bytes, 0, bytes.n / 2), mode);
	return err ? err : fs_write(self(fs)->real, path, bytes, mode);
}

static int
faulty_append(struct fs *fs, const char *path, struct str bytes, uint32_t mode)
{
	int err = fault(fs, "append");

	if (err && bytes.n)
		fs_append(
		    self(fs)->real, path, str_sub(bytes, 0, bytes.n / 2), mode);
	return err ? err : fs_append(self(fs)->real, path, bytes, mode);
}

static int
faulty_link(struct fs *fs, const char *from, const char *to)
{
	int err = fault(fs, "link");

	return err ? err : fs_link(self(fs)->real, from, to);
}

static int
faulty_rename(struct fs *fs, const char *from, const char *to)
{
	int err = fault(fs, "rename");

	return err ? err : fs_rename(self(fs)->real, from, to);
}

static int
faulty_exchange(struct fs *fs, const char *a, const char *b)
{
	int err = fault(fs, "exchange");

	self(fs)->exchanged = self(fs)->calls;
	return err ? err : fs_exchange(self(fs)->real, a, b);
}

static int
faulty_unlink(struct fs *fs, const char *path)
{
	int err = fault(fs, "unlink");

	return err ? err : fs_unlink(self(fs)->real, path);
}

static int
faulty_rmdir(struct fs *fs, const char *path)
{
	int err = fault(fs, "rmdir");

	return err ? err : fs_rmdir(self(fs)->real, path);
}

static int
faulty_chmod(struct fs *fs, const char *path, uint32_t mode)
{
	int err = fault(fs, "chmod");

	return err ? err : fs_chmod(self(fs)->real, path, mode);
}

static int
faulty_sync(struct fs *fs, const char *path)
{
	int err = fault(fs, "sync");

	return err ? err : fs_sync(self(fs)->real, path);
}

static int
faulty_lock(struct fs *fs, const char *path, int *handle)
{
	int err = fault(fs, "lock");

	return err ? err : fs_lock(self(fs)->real, path, handle);
}

static void
faulty_unlock(struct fs *fs, int handle)
{
	fs_unlock(self(fs)->real, handle);
}

static const struct fs_ops faulty_ops = {
	.stat = faulty_stat,
	.read = faulty_read,
	.list = faulty_list,
	.readlink = faulty_readlink,
	.mkdir = faulty_mkdir,
	.write = faulty_write,
	.append = faulty_append,
	.link = faulty_link,
	.rename = faulty_rename,
	.exchange = faulty_exchange,
	.unlink = faulty_unlink,
	.rmdir = faulty_rmdir,
	.chmod = faulty_chmod,
	.sync = faulty_sync,
	.lock = faulty_lock,
	.unlock = faulty_unlock,
};

void
fs_faulty_init(struct fs_faulty *f, struct fs *real, uint64_t fail_at, int err)
{
	*f = (struct fs_faulty){ .fs = { &faulty_ops },
		.real = real,
		.fail_at = fail_at,
		.err = err };
}
