/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The planning meeting and the follow-up meeting as calendar files (RFC 5545,
 * libical), in the time zone Europe/Stockholm. Calendars are read by machines
 * and over shoulders: no name, no purpose, only the plan id.
 */
#ifndef SAMPLAN_COMPOSE_CALENDAR_H
#define SAMPLAN_COMPOSE_CALENDAR_H

#include "base/sb.h"
#include "model/plan_gate.h"

/*
 * Appends the file for PAPER_CALL_ICS or PAPER_FOLLOW_UP_ICS; false, with
 * nothing added, when date or time are not known.
 */
bool
calendar_format(const struct plan *p, enum plan_paper paper, struct sb *out);

#endif
