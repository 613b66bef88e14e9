/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * One plan file as data. Every value knows where it stands and whether it is
 * absent, given, or unknown (a finding about its form was made: it counts as
 * there, and every rule that needs it is silent). Lives in the arena it was
 * loaded into, const after load. The names of the keys, their types and their
 * meaning stand in plan_schema.c.
 */
#ifndef SAMPLAN_MODEL_PLAN_H
#define SAMPLAN_MODEL_PLAN_H

#include "model/plan_values.h"

struct plan_representative {
	struct field f;
	struct plan_word role; /* enum plan_legal */
	struct plan_text name;
	struct plan_words scope; /* enum plan_scope */
	struct plan_text phone;
	struct plan_text email;
	struct plan_bool invited;
};

struct plan_relative {
	struct field f;
	struct plan_text name;
	struct plan_text relation;
	struct plan_bool agreed; /* personen_säger_ja */
	struct plan_text phone;
	struct plan_text email;
};

struct plan_communication {
	struct field f;
	struct plan_word reads;    /* enum plan_reads; absent: READS_EASY */
	struct plan_word pictures; /* enum plan_pictures; absent: yes */
	struct plan_word picture_place; /* enum plan_place; absent: left */
	struct plan_int text_size;      /* absent: 14 */
	struct plan_text language;
	struct plan_text interpreter;
	struct plan_text how;
	struct plan_texts aids;
};

struct plan_children {
	struct field f;
	struct plan_bool exist;
	struct plan_bool need_support;
	struct plan_text action;
};

struct plan_person {
	struct field f;
	struct plan_text called; /* tilltalsnamn */
	struct plan_int birth_year;
	struct plan_bool adult;
	struct plan_communication communication;
	PLAN_LIST(plan_representative) representatives;
	PLAN_LIST(plan_relative) relatives;
	struct plan_children children;
};

struct plan_situation {
	struct field f;
	struct plan_words focus;  /* enum plan_focus */
	struct plan_words groups; /* enum plan_group */
	struct plan_text own_words;
	struct plan_text wishes;
	struct plan_text abilities;
	struct plan_texts helping;
	struct plan_texts hindering;
	struct plan_bool long_term_need;
};

struct plan_offer {
	struct field f;
	struct plan_date date;
	struct plan_person_ref by;
};

struct plan_exception {
	struct field f;
	struct plan_word ground; /* enum plan_ground */
	struct plan_person_ref decided_by;
	struct plan_person_ref approved_by;
	struct plan_date date;
	struct plan_text motive;
};

/* Who gave the yes: the person, a representative, or one among the people. */
struct plan_giver {
	struct field f;
	struct str word; /* as written */
	bool self;       /* "personen" */
	const struct plan_representative *representative;
	const struct plan_participant *participant;
};

struct plan_consent {
	struct field f;
	struct plan_offer offered;
	struct plan_bool given;
	struct plan_word form; /* enum plan_form */
	struct plan_date date;
	struct plan_date renewed;
	struct plan_giver given_by;
	struct plan_services services;
	struct plan_texts information;
	struct plan_texts excluded;
	struct plan_date valid_until;
	struct plan_date withdrawn;
	struct plan_text informed_by;
	struct plan_bool requested;
	struct plan_exception exception;
};

struct plan_service {
	struct field f;
	size_t number; /* its place in plan.services */
	struct plan_text id;
	struct plan_text name;
	struct plan_word principal; /* enum plan_principal */
	struct plan_word operation; /* enum plan_operation */
};

struct plan_participant {
	struct field f;
	size_t number; /* its place in plan.people */
	struct plan_text id;
	struct plan_text name;
	struct plan_word role; /* enum plan_role */
	struct plan_service_ref service;
	struct plan_text title;
	struct plan_text phone;
	struct plan_text email;
	struct plan_person_ref substitute;
	struct plan_person_ref manager;
	struct plan_bool mandate; /* får_besluta */
};

struct plan_call {
	struct field f;
	struct plan_date date;
	struct plan_person_ref by;
	struct plan_people to;
};

struct plan_took_part {
	struct field f;
	struct plan_word answer; /* enum plan_part */
	struct plan_text how;
};

struct plan_preparation {
	struct field f;
	struct plan_service_ref service;
	struct plan_text information;
	struct plan_text interview;
	struct plan_person_ref by;
};

struct plan_meeting {
	struct field f;
	struct plan_call called;
	struct plan_text purpose;
	struct plan_date date;
	struct plan_time time;
	struct plan_text place;
	struct plan_person_ref chair;
	struct plan_person_ref note_taker;
	struct plan_people present;
	struct plan_took_part person_took_part;
	struct plan_bool list_copied;
	PLAN_LIST(plan_preparation) preparation;
};

struct plan_current_measure {
	struct field f;
	struct plan_text what;
	struct plan_word principal;
	struct plan_service_ref service;
};

struct plan_unmet {
	struct field f;
	struct plan_text what;
	struct plan_text why;
	struct plan_text how;
};

struct plan_goal {
	struct field f;
	size_t number; /* its place in plan.goals */
	struct plan_text id;
	struct plan_text own_words;
	struct plan_text plain; /* klartext */
	struct plan_text why;
	struct plan_text how_known; /* hur_vet_vi */
	struct plan_word state;     /* enum plan_goal_state */
};

struct plan_measure {
	struct field f;
	size_t number; /* its place in plan.measures */
	struct plan_text id;
	struct plan_goal_ref goal;
	struct plan_text what;
	struct plan_text easy; /* lättläst */
	struct plan_text picture;
	struct plan_word principal;
	struct plan_service_ref service;
	struct plan_person_ref responsible;
	struct plan_date approved;
	struct plan_date start;
	struct plan_date due; /* klar */
	struct plan_bool ongoing;
	struct plan_date review; /* ses_över */
	struct plan_word status; /* enum plan_status */
	struct plan_text reason;
	struct plan_text consequences;
	struct plan_text decision;
};

struct plan_question {
	struct field f;
	struct plan_text question;
	struct plan_person_ref who;
	struct plan_date due;
};

struct plan_responsibility {
	struct field f;
	struct plan_person_ref main; /* huvudansvarig */
	bool main_is_list;           /* for R21 */
	struct plan_word principal;
	struct plan_person_ref coordinator;
	struct plan_person_ref talks_with_person;
	struct plan_person_ref initiator;
};

struct plan_adjuster {
	struct field f;
	struct plan_person_ref who;
	struct plan_date answered;
	struct plan_text remark;
};

struct plan_adjusters {
	struct field f;
	struct plan_adjuster *items;
	size_t count;
	size_t cap;
};

struct plan_sent_to {
	struct field f;
	struct plan_date date;
	struct plan_people who;
};

struct plan_registered {
	struct field f;
	struct plan_service_ref service;
	struct plan_date date;
};

struct plan_notes {
	struct field f;
	struct plan_date sent;
	struct plan_word channel; /* enum plan_channel */
	struct plan_adjusters adjusters;
	struct plan_date changed;
	struct plan_date became_plan;
	struct plan_sent_to sent_to;
	PLAN_LIST(plan_registered) registered;
};

struct plan_talk {
	struct field f;
	struct plan_date date;
	struct plan_person_ref by;
	struct plan_text what;
	struct plan_text views;
	struct plan_text wishes;
};

struct plan_with_person {
	struct field f;
	struct plan_date date;
	struct plan_person_ref by;
	struct plan_text how;
	struct plan_text views;
};

struct plan_next_meeting {
	struct field f;
	struct plan_date date;
	struct plan_time time;
	struct plan_text place;
	struct plan_date called;
	struct plan_person_ref by;
};

struct plan_report {
	struct field f;
	struct plan_date date;
	struct plan_bool read_aloud;
	struct plan_text since; /* sedan_sist */
	struct plan_text how_worked;
	struct plan_text not_done_why;
	struct plan_text consequences;
	struct plan_texts new_decisions;
	struct plan_date next;
	struct plan_text ending; /* avslut */
	struct plan_date sent;
	struct plan_adjusters adjusters;
	struct plan_date changed;
	struct plan_date became_plan;
};

struct plan_escalation {
	struct field f;
	struct plan_date date;
	struct plan_text question;
	struct plan_text from;
	struct plan_text to;
	struct plan_int level;
	struct plan_text result;
};

struct plan_follow_up {
	struct field f;
	struct plan_date copy_to_person;
	PLAN_LIST(plan_with_person) with_person;
	struct plan_next_meeting meeting;
	PLAN_LIST(plan_report) reports;
	PLAN_LIST(plan_escalation) escalations;
};

struct plan_lss {
	struct field f;
	struct plan_date offered;
	struct plan_bool requested;
	struct plan_texts decided;
	struct plan_texts planned;
	struct plan_texts others;     /* andras */
	struct plan_date last_review; /* senast_sedd */
	struct plan_date next;
	struct plan_date told; /* andra_huvudmannen_underrättad */
};

struct plan_discharge {
	struct field f;
	struct plan_date admitted; /* inskrivning */
	struct plan_date ready;    /* utskrivningsklar */
	struct plan_date called;
	struct plan_person_ref contact; /* fast_vårdkontakt */
	struct plan_service_ref unit;
};

struct plan_forced_care {
	struct field f;
	struct plan_word law;         /* enum plan_law */
	struct plan_date application; /* bilagd_ansökan */
	struct plan_texts needs;
	struct plan_texts decisions;
	struct plan_text attitude;      /* personens_inställning */
	struct plan_bool social_needed; /* socialtjänst_behövs */
	struct plan_services adjusted_by;
	struct plan_person_ref physician; /* chefsöverläkare */
};

struct plan_habilitation {
	struct field f;
	struct plan_bool long_term_need;
	struct plan_person_ref coordinator;
};

struct plan_cost {
	struct field f;
	struct plan_measure_ref measure;
	struct plan_int kommun;
	struct plan_int region;
	struct plan_int other;
	struct plan_text note;
};

struct plan_hvb {
	struct field f;
	struct plan_date decision;
	struct plan_text name;
	struct plan_bool situation_clear; /* social_situation_klarlagd */
	struct plan_texts tried_at_home;
	struct plan_text influence;
	struct plan_texts how_met; /* hur_tillgodoses */
	PLAN_LIST(plan_cost) costs;
	struct plan_dates follow_ups;
};

struct plan {
	struct field f;  /* the root; at.source 0 when nothing was read */
	struct str file; /* as shown to people */
	uint32_t source;
	bool readable;        /* false: F09 to F14 stopped the file */
	size_t format_errors; /* F findings; more than 0 closes gate G0 */

	struct plan_int version;
	struct plan_text plan_id;
	struct plan_words kinds; /* enum plan_kind */
	struct plan_word stage;  /* enum plan_stage */
	struct plan_text policy_revision;
	struct plan_date updated;
	struct plan_person person;
	struct plan_situation situation;
	struct plan_consent consent;
	PLAN_LIST(plan_service) services;
	PLAN_LIST(plan_participant) people;
	struct plan_meeting meeting;
	PLAN_LIST(plan_current_measure) current_measures;
	PLAN_LIST(plan_unmet) needs;
	struct plan_text needs_none_reason;
	PLAN_LIST(plan_goal) goals;
	PLAN_LIST(plan_measure) measures;
	PLAN_LIST(plan_question) questions;
	struct plan_texts decisions;
	struct plan_responsibility responsibility;
	struct plan_notes notes;
	PLAN_LIST(plan_talk) talks;
	struct plan_follow_up follow_up;
	struct plan_lss lss;
	struct plan_discharge discharge;
	struct plan_forced_care forced_care;
	struct plan_habilitation habilitation;
	struct plan_hvb hvb;
};

/* Not absent: given or unknown. */
bool field_there(const struct field *f);
bool field_given(const struct field *f);
bool field_absent(const struct field *f);
bool field_unknown(const struct field *f);
/* The key stands in the file, with or without a value. */
bool field_key_stands(const struct field *f);
/* A map of which at least one value is there. */
bool field_filled(const struct field *map);

/*
 * Where a finding about something missing points: its own key when that stands
 * there empty; else the key of the map that lacks it, or the item; for what
 * lacks at the top, the value of steg. So it is also the place of the key of
 * something that is there.
 */
struct span plan_lack(const struct plan *p, const struct field *f);

bool plan_has_kind(const struct plan *p, enum plan_kind kind);
/* The stage, or STAGE_NONE while it is unknown. */
enum plan_stage plan_stage(const struct plan *p);
/* From that stage on, a closed plan left out. */
bool plan_from(const struct plan *p, enum plan_stage stage);
/* Of the service where somebody works; PRINCIPAL_NONE: in none, or unknown. */
enum plan_principal participant_principal(const struct plan_participant *who);
/* It cannot be said whose service it is, since a finding speaks of it. */
bool participant_principal_unknown(const struct plan_participant *who);
/* The report with the latest date, or NULL. */
const struct plan_report *plan_latest_report(const struct plan *p);
/* A report dated on or after the day of the next follow-up meeting. */
bool plan_meeting_held(const struct plan *p);
/*
 * The day that a measure is to be done or looked at again: the review of what
 * is ongoing, where one is given, else the due day. May be absent.
 */
const struct plan_date *plan_measure_day(const struct plan_measure *m);
bool plan_measure_late(const struct plan_measure *m, date_t today);
/* A list of references or words that holds something unknown. */
bool people_unsure(const struct plan_people *list);
bool services_unsure(const struct plan_services *list);
bool
people_have(const struct plan_people *list, const struct plan_participant *who);
bool services_have(
    const struct plan_services *list, const struct plan_service *service);

/* Settings of the easy documents, with their defaults. */
enum plan_reads plan_reads(const struct plan *p);
enum plan_pictures plan_pictures(const struct plan *p);
enum plan_place plan_picture_place(const struct plan *p);
int plan_text_size(const struct plan *p);

#endif
