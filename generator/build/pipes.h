/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whole messages over pipes between our own processes. false: the other end is
 * gone; SIGPIPE must be ignored.
 */
#ifndef SAMPLAN_BUILD_PIPES_H
#define SAMPLAN_BUILD_PIPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sb.h"

bool pipe_write(int fd, const void *p, size_t n);
bool pipe_read(int fd, void *p, size_t n);
/*
 * A text with its length before it; taking replaces what out held. take gives
 * 0, EPIPE, or EFBIG for more than most, of which nothing was taken.
 */
bool pipe_send(int fd, struct str bytes);
int pipe_take(int fd, struct sb *out, size_t most);
/* As pipe_send would write it, for several at once. */
void pipe_pack(struct sb *out, struct str bytes);
/* Closes it if it is open, and sets it to -1. */
void pipe_close(int *fd);

#endif
