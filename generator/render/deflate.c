/* SPDX-License-Identifier: EUPL-1.2 */
#include "render/deflate.h"

#include <libdeflate.h>

/* The library's own type is behind ours; no memory of ours is needed. */
static struct libdeflate_compressor *
inner(struct deflater *d)
{
	return (struct libdeflate_compressor *)d;
}

struct deflater *
deflater_new(int level)
{
	return (struct deflater *)libdeflate_alloc_compressor(level);
}

void
deflater_free(struct deflater *d)
{
	if (d)
		libdeflate_free_compressor(inner(d));
}

void
deflater_add(struct deflater *d, struct str in, struct sb *out)
{
	size_t most = libdeflate_zlib_compress_bound(inner(d), in.n);
	char *room = sb_room(out, most);

	out->n += libdeflate_zlib_compress(
	    inner(d), in.n ? in.p : "", in.n, room, most);
}
