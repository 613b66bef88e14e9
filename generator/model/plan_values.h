/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the values of a plan look like: each with its place in the file, and
 * whether it is absent, given, or unknown. Const after load.
 */
#ifndef SAMPLAN_MODEL_PLAN_VALUES_H
#define SAMPLAN_MODEL_PLAN_VALUES_H

#include <stdbool.h>

#include "base/date.h"
#include "base/str.h"
#include "diag/span.h"

struct plan_key;

enum stand { STAND_ABSENT, STAND_GIVEN, STAND_UNKNOWN };

/* The head of every value, map, list and list item. */
struct field {
	const struct plan_key *def; /* its row of the schema; NULL: an item */
	const struct field *up;     /* map or list around it; NULL: the plan */
	struct span at;             /* the value */
	struct span key_at;         /* source 0: the key does not stand there */
	enum stand stand;
};

struct plan_text {
	struct field f;
	struct str s;
};

struct plan_date {
	struct field f;
	date_t d; /* DATE_NONE unless given */
};

struct plan_time {
	struct field f;
	int minutes;
	struct str s; /* "13.00" */
};

struct plan_bool {
	struct field f;
	bool yes; /* false unless given as ja */
};

struct plan_int {
	struct field f;
	int n;
};

/* A word of an enum; 0 is none. */
struct plan_word {
	struct field f;
	int w;
};

/* The id of an item in another list; to is NULL unless it was found. */
struct plan_person_ref {
	struct field f;
	struct str id;
	const struct plan_participant *to;
	bool self; /* "personen" */
};

struct plan_service_ref {
	struct field f;
	struct str id;
	const struct plan_service *to;
};

struct plan_goal_ref {
	struct field f;
	struct str id;
	const struct plan_goal *to;
};

struct plan_measure_ref {
	struct field f;
	struct str id;
	const struct plan_measure *to;
};

#define PLAN_LIST(type)             \
	struct {                    \
		struct field f;     \
		struct type *items; \
		size_t count;       \
		size_t cap;         \
	}

struct plan_texts {
	struct field f;
	struct plan_text *items;
	size_t count;
	size_t cap;
};

struct plan_dates {
	struct field f;
	struct plan_date *items;
	size_t count;
	size_t cap;
};

struct plan_words {
	struct field f;
	struct plan_word *items;
	size_t count;
	size_t cap;
};

struct plan_people {
	struct field f;
	struct plan_person_ref *items;
	size_t count;
	size_t cap;
};

struct plan_services {
	struct field f;
	struct plan_service_ref *items;
	size_t count;
	size_t cap;
};

enum plan_kind {
	KIND_NONE,
	KIND_COORDINATED, /* samordnad insatsplan */
	KIND_SIP,
	KIND_LSS,
	KIND_DISCHARGE,   /* utskrivning */
	KIND_FORCED_CARE, /* öppen tvångsvård */
	KIND_HABILITATION,
	KIND_HVB
};

/* The last step that is done. */
enum plan_stage {
	STAGE_NONE,
	STAGE_NOTICED,  /* uppmärksammat */
	STAGE_CONSENT,  /* samtycke */
	STAGE_CALLED,   /* kallat */
	STAGE_MEETING,  /* möte */
	STAGE_NOTES,    /* anteckningar */
	STAGE_ADJUSTED, /* justerat */
	STAGE_PLAN,
	STAGE_FOLLOW_UP, /* uppföljning */
	STAGE_CLOSED     /* avslutad */
};

enum plan_reads { READS_NONE, READS_NOT, READS_LITTLE, READS_EASY, READS_ALL };
enum plan_pictures {
	PLAN_PICTURES_NONE,
	PLAN_PICTURES_YES,
	PLAN_PICTURES_ONLY,
	PLAN_PICTURES_NO
};
enum plan_place { PLAN_PLACE_NONE, PLAN_PLACE_LEFT, PLAN_PLACE_ABOVE };
enum plan_legal { LEGAL_NONE, LEGAL_GOD_MAN, LEGAL_FORVALTARE, LEGAL_OMBUD };
enum plan_scope { SCOPE_NONE, SCOPE_RIGHTS, SCOPE_PROPERTY, SCOPE_PERSON };

enum plan_focus {
	FOCUS_NONE,
	FOCUS_ADULTHOOD,  /* vuxenblivande */
	FOCUS_DEMENTIA,   /* misstänkt demens */
	FOCUS_HARM,       /* skadligt beteende */
	FOCUS_DIAGNOSIS,  /* ny diagnos */
	FOCUS_PARENTHOOD, /* föräldraskap */
	FOCUS_OTHER
};

enum plan_group {
	GROUP_NONE,
	GROUP_SCHIZOPHRENIA,
	GROUP_NEUROPSYCHIATRIC,
	GROUP_SUBSTANCE, /* missbruk */
	GROUP_PRISON,    /* kriminalvård */
	GROUP_OLDER,     /* äldre */
	GROUP_OTHER
};

enum plan_form { FORM_NONE, FORM_WRITTEN, FORM_SPOKEN };

enum plan_ground {
	GROUND_NONE,
	GROUND_SUBSTANCE,   /* missbruk */
	GROUND_FORCED_CARE, /* tvångsvård */
	GROUND_UNBORN,      /* väntat barn */
	GROUND_CANNOT,      /* kan inte samtycka */
	GROUND_CHILD        /* barn far illa */
};

enum plan_principal {
	PRINCIPAL_NONE,
	PRINCIPAL_KOMMUN,
	PRINCIPAL_REGION,
	PRINCIPAL_OTHER /* annan: neither principal */
};

enum plan_operation { OPERATION_NONE, OPERATION_OWN, OPERATION_PRIVATE };

enum plan_role {
	ROLE_NONE,
	ROLE_OFFICER, /* biståndshandläggare */
	ROLE_MANAGER, /* enhetschef */
	ROLE_SUPPORT, /* stödperson */
	ROLE_TEAM,    /* arbetsteam */
	ROLE_HABILITATION,
	ROLE_VUB,           /* vub-team */
	ROLE_HEALTH_CENTRE, /* vårdcentral */
	ROLE_PSYCHIATRY,
	ROLE_REHAB, /* rehabmedicin */
	ROLE_GOD_MAN,
	ROLE_FORVALTARE,
	ROLE_RELATIVE, /* närstående */
	ROLE_OMBUD,
	ROLE_INSURANCE,  /* försäkringskassan */
	ROLE_EMPLOYMENT, /* arbetsförmedlingen */
	ROLE_PRISON,     /* kriminalvården */
	ROLE_SCHOOL,
	ROLE_USERS, /* brukarorganisation */
	ROLE_OTHER
};

enum plan_part { PART_NONE, PART_YES, PART_PARTLY, PART_NO };

enum plan_goal_state {
	GOAL_NONE,
	GOAL_NOT_BEGUN,
	GOAL_UNDER_WAY,
	GOAL_REACHED,
	GOAL_CHANGED
};

enum plan_status {
	STATUS_NONE,
	STATUS_PLANNED,   /* planerad */
	STATUS_UNDER_WAY, /* pågår */
	STATUS_DONE,      /* klar */
	STATUS_CHANGED,   /* ändrad */
	STATUS_STOPPED,   /* stoppad */
	STATUS_NOT_DONE   /* inte gjord */
};

enum plan_channel { CHANNEL_NONE, CHANNEL_POST, CHANNEL_DIGITAL, CHANNEL_HAND };
enum plan_law { LAW_NONE, LAW_LPT, LAW_LRV };

#endif
