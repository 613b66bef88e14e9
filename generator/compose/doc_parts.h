/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the documents of a plan are put together from: our own words, the words
 * of the file with their place, dates, people, pictures. Between compose/doc_*
 * only.
 */
#ifndef SAMPLAN_COMPOSE_DOC_PARTS_H
#define SAMPLAN_COMPOSE_DOC_PARTS_H

#include "compose/document.h"

struct doc {
	const struct plan *plan;
	const struct document_context *ctx;
	struct arena *arena;
	struct sheet *sheet;
	enum plan_paper paper;
};

/* One function a document; fills doc->sheet. */
typedef void doc_fn(struct doc *d);
doc_fn doc_consent, doc_before_meeting, doc_my_plan, doc_my_follow_up;
doc_fn doc_call, doc_follow_up_call, doc_preparation, doc_participants;
doc_fn doc_agenda, doc_notes, doc_follow_up_agenda;
doc_fn doc_adjust, doc_plan, doc_report;

/* --- text ---------------------------------------------------------------- */

struct str doc_fmt(struct doc *d, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Adds the sentences of a text; their places follow from that of the whole. */
void doc_prose(struct doc *d, struct prose *p, struct str text, struct span at);
/* A block of our own words, cut into sentences. */
struct block *doc_say(struct doc *d, struct block *parent, enum block_kind kind,
    const char *text);
/* A block of a text of the file; NULL when there is none. */
struct block *doc_quote(struct doc *d, struct block *parent,
    enum block_kind kind, const struct plan_text *text);
struct block *doc_heading(struct doc *d, int level, const char *text);
/* Heading with a picture beside it in easy documents. */
struct block *doc_section(struct doc *d, const char *concept, const char *text);
struct block *doc_bullets(
    struct doc *d, struct block *parent, const struct plan_texts *items);
struct block *
doc_item(struct doc *d, struct block *list, struct str text, struct span at);
/* A list with boxes to tick; texts ends with NULL. */
struct block *doc_checks(struct doc *d, const char *const *texts);
/* Empty lines below a small title. */
struct block *
doc_lines(struct doc *d, struct block *parent, const char *title, size_t count);
void doc_pair(struct doc *d, struct block *pairs, const char *label,
    struct str value, struct span at);
/* The same for a text of the file; nothing when it is absent. */
void doc_pair_text(struct doc *d, struct block *pairs, const char *label,
    const struct plan_text *text);
void doc_pair_date(struct doc *d, struct block *pairs, const char *label,
    const struct plan_date *date);

struct block *doc_pairs(struct doc *d);
/* What is absent adds nothing. */
void doc_pair_bool(struct doc *d, struct block *pairs, const char *label,
    const struct plan_bool *b);
void doc_pair_word(struct doc *d, struct block *pairs, const char *label,
    const struct plan_word *w);
void doc_pair_words(struct doc *d, struct block *pairs, const char *label,
    const struct plan_words *words);
void doc_pair_texts(struct doc *d, struct block *pairs, const char *label,
    const struct plan_texts *texts);
void doc_pair_who(struct doc *d, struct block *pairs, const char *label,
    const struct plan_person_ref *ref);
/* Adds a word to a text, after a comma when it is not the first. */
void doc_add_word(struct doc *d, struct prose *p, const char *word);
/* It is a whole sentence already: . ? or ! ends it. */
bool doc_stops(struct str text);
/* The same for a text of the file; after a whole sentence is no comma. */
void
doc_add_text(struct doc *d, struct prose *p, struct str text, struct span at);
/* What LSS, discharge, compulsory care and HVB have to show. */
void doc_kinds(struct doc *d);

/* --- values -------------------------------------------------------------- */

struct str doc_name(const struct doc *d); /* tilltalsnamn */
/* "torsdag den 3 december 2026" */
struct str doc_day(struct doc *d, date_t date);
/* "den 3 december 2026" */
struct str doc_date(struct doc *d, date_t date);
/* "2026-12-03" for tables of staff. */
struct str doc_iso(struct doc *d, date_t date);
/* "Hedda Kajlöf, stödperson" */
struct str doc_who(struct doc *d, const struct plan_participant *who);
/* As it is printed; empty for "annan". */
struct str doc_role(const struct plan_participant *who);
struct str doc_service(const struct plan_service_ref *service);
/* "Hedda Kajlöf", "Vilgot" for personen, or the id as written. */
struct str doc_ref(struct doc *d, const struct plan_person_ref *ref);
const struct picture *doc_picture(const struct doc *d, struct str concept);
struct str doc_alt(const struct doc *d, struct str concept);
void doc_set_picture(const struct doc *d, struct block *b, struct str concept);
/* Own words of a goal, else the plain text. */
const struct plan_text *doc_goal(const struct plan_goal *g);
/* A yes opens the gate today, and not an exception. */
bool doc_said_yes(const struct doc *d);

/* --- tables -------------------------------------------------------------- */

struct block *doc_table(
    struct doc *d, const char *const *heads, const int *widths, size_t count);
struct block *doc_row(struct doc *d, struct block *table);
void
doc_cell(struct doc *d, struct block *row, struct str text, struct span at);
void
doc_cell_text(struct doc *d, struct block *row, const struct plan_text *text);
void
doc_cell_date(struct doc *d, struct block *row, const struct plan_date *date);
/* Telephone, then e-mail. */
void doc_cell_contact(struct doc *d, struct block *row,
    const struct plan_text *phone, const struct plan_text *email);
/* An empty row to write in. */
void
doc_blank_rows(struct doc *d, struct block *table, size_t cells, size_t rows);

#endif
