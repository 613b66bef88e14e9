/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Telephone numbers as people write them, made into what a telephone dials.
 * Whoever is unsure of a text makes no link of it: a wrong number would reach
 * somebody else.
 */
#ifndef SAMPLAN_BASE_PHONE_H
#define SAMPLAN_BASE_PHONE_H

#include "base/str.h"

/* A plus, the digits and a NUL. */
enum { PHONE_ROOM = 17 };

/*
 * The first number of the text, for tel: and without anything that stands
 * after it: "+46 (0)8-000 00 22 eller …" gives "+4680000022", "112" itself.
 * Empty where that is no telephone number: fewer than 3 digits or more than
 * 15, more than 10 with the 0 of an area code, or points between the digits.
 */
struct str phone_dial(struct str text, char out[PHONE_ROOM]);

#endif
