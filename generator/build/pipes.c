/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/pipes.h"

#include <errno.h>
#include <unistd.h>

bool
pipe_write(int fd, const void *p, size_t n)
{
	const char *at = p;

	while (n) {
		ssize_t done = write(fd, at, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		at += done;
		n -= (size_t)done;
	}
	return true;
}

bool
pipe_read(int fd, void *p, size_t n)
{
	char *at = p;

	while (n) {
		ssize_t got = read(fd, at, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

bool
pipe_send(int fd, struct str bytes)
{
	uint64_t n = bytes.n;

	return pipe_write(fd, &n, sizeof(n)) && pipe_write(fd, bytes.p, n);
}

void
pipe_pack(struct sb *out, struct str bytes)
{
	uint64_t n = bytes.n;

	sb_bytes(out, &n, sizeof(n));
	sb_str(out, bytes);
}

int
pipe_take(int fd, struct sb *out, size_t most)
{
	uint64_t n;

	sb_reset(out);
	if (!pipe_read(fd, &n, sizeof(n)))
		return EPIPE;
	if (n > most)
		return EFBIG;
	if (!pipe_read(fd, sb_room(out, (size_t)n + 1), (size_t)n))
		return EPIPE;
	out->n = (size_t)n;
	out->p[out->n] = '\0';
	return 0;
}

void
pipe_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}
