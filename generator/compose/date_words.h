/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Dates as people read them: "den 16 november 2026", with the day of the week
 * "måndag den 16 november 2026"; in English "16 November 2026".
 */
#ifndef SAMPLAN_COMPOSE_DATE_WORDS_H
#define SAMPLAN_COMPOSE_DATE_WORDS_H

#include "base/date.h"
#include "base/sb.h"

/* lang is "sv" or "en". Nothing for DATE_NONE. */
void date_words(struct sb *out, date_t d, struct str lang, bool weekday);
/* "november 2026" */
void month_words(struct sb *out, date_t d, struct str lang);

#endif
