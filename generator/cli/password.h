/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The password of copies for sending: from a descriptor or from a file that
 * nobody else can read, never from the command line or the environment, which
 * others on the machine can see.
 */
#ifndef SAMPLAN_CLI_PASSWORD_H
#define SAMPLAN_CLI_PASSWORD_H

#include "cli/options.h"

/*
 * Appends the first line of what --password-fd or --password-file names, NFC,
 * ended by NUL. EXIT_FINE, or EXIT_USAGE after a message; a weak one is a
 * finding besides.
 */
int password_read(const struct cli *cli, struct diags *ds, struct sb *out);
/* Overwrites it before the memory is given back. */
void password_forget(struct sb *password);

#endif
