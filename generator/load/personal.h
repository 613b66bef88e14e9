/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Finds Swedish personal identity numbers [personnummer] and coordination
 * numbers [samordningsnummer] in text: with - or +, with or without century,
 * a real month and day, and the check digit right.
 */
#ifndef SAMPLAN_LOAD_PERSONAL_H
#define SAMPLAN_LOAD_PERSONAL_H

#include "base/str.h"

/* The next one at or after *off; moves *off behind it. */
bool personal_number_next(struct str text, size_t *off, struct str *found);

#endif
