/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside of the plans' part of a run (plan_*.c): its state, handed from step to
 * step. What the last run knew is in the store; what is known now, in items.
 */
#ifndef SAMPLAN_BUILD_PLAN_RUN_H
#define SAMPLAN_BUILD_PLAN_RUN_H

#include "build/plan_make.h"
#include "build/plan_removed.h"
#include "build/plan_store.h"
#include "model/theme.h"
#include "write/journal.h"

struct plan_item {
	const struct plan_file *file;
	const struct plan_known *was; /* by the last run, or NULL */
	struct plan_known now;
	bool kept;   /* the record of the last run holds */
	bool harmed; /* readers do not see its documents as they were written */
	bool lost;   /* nothing is known now; its documents stay */
	bool contested;
	bool wrote; /* documents, in this run, while nothing was settled */
	const char *shard;     /* folder that has its documents, or NULL */
	bool seen_again;       /* now.live was looked at in this run */
	struct str record;     /* packed, when it was made in this run */
	struct finding *twice; /* F15 in Swedish, or NULL */
};

/* A piece of work for the pool. */
struct plan_piece {
	size_t item;
	enum plan_standing standing;
};

struct plan_journal_events {
	struct journal_event *items;
	size_t count;
	size_t cap;
};

/* What will have happened when the trees have changed places (plan_pending.h). */
struct plan_pending {
	int64_t now;
	struct hash128 before; /* what readers saw, … */
	struct hash128 after;  /* … and what they will see */
	size_t lines;          /* of the journal, without the events */
	struct plan_journal_events events;
	struct plan_removed_list removed;
};

struct plan_run {
	const struct build_options *options;
	struct diags *ds;
	struct build_summary *summary;
	struct arena arena;
	struct plan_store store;
	bool fresh;   /* records of the store hold where files are the same */
	bool trusted; /* the trees are those that the store tells of */
	bool again;   /* the store is not what it seemed: without it */
	struct shelf *shelf; /* NULL when only checking */
	struct plan_files files;
	struct plan_item *items; /* by name of their files */
	size_t count;
	/* Opened when something has to be made. */
	bool opened;
	struct build_options own; /* on a disk that remembers */
	struct fs_recorded seen;
	struct policy_part policy;
	struct theme theme;
	struct printer *printer;
	struct status_context context;
	struct str said; /* packed findings about the theme */
	struct plan_maker maker;
	struct plan_claims *claims;
	bool disputed; /* perhaps two plans want one folder */
	struct plan_piece *pieces;
	size_t piece_count;
	size_t pages;               /* of the overview */
	struct drawer_entry *first; /* records of those on its first page */
	size_t first_count;
	struct plan_pending pending;
	size_t told; /* findings that a run before this one owed */
	struct tree_result result;
	bool refused; /* the finding is made; nothing is published */
	int err;      /* of the disk */
};

/* It has documents, in a folder of its own. */
bool plan_has_folder(const struct plan_known *k);
/* Whether the file is as it was when this record was made of it. */
bool plan_item_same(const struct plan_run *r, const struct plan_item *item,
    const struct fs_stat *st, bool sure, struct str record);
/* Takes a record that another run made, with documents in a folder. */
void plan_item_bring(struct plan_run *r, struct plan_item *item,
    struct str record, const char *folder);
/* Its folder is its own by now; it is made once more. */
void plan_item_make(struct plan_run *r, struct plan_item *item);
/* Nothing is known of it now; its folder stays whatever it is. */
void plan_item_lose(struct plan_item *item);
/* Everything that is not known, and what somebody harmed. */
void plan_make_all(struct plan_run *r);
void plan_settle_folders(struct plan_run *r);
/* Documents that shards made; what is not there any more is made here. */
void plan_take_shards(struct plan_run *r);

/* Plans by the folder they want; alike gives how many want the same one. */
struct plan_owned {
	uint64_t owner;
	size_t item;
};
struct plan_owned *
plan_list_owners(struct plan_run *r, struct arena *a, size_t *count);
size_t
plan_owners_alike(const struct plan_owned *list, size_t from, size_t count);

/* plan_said.c */
void plan_say_record(struct plan_run *r, const struct plan_record *rec);
void plan_say_twice(struct plan_run *r);
void plan_say_all(struct plan_run *r);

/* plan_publish.c */
void plan_publish(struct plan_run *r);
/* What is set, dropped and kept becomes what readers see. */
void plan_commit(struct plan_run *r);

/* plan_clear.c: instead of it, when nothing can be made. */
void plan_clear(struct plan_run *r);

/* Loads policy, theme and faces, once. */
void plan_run_open(struct plan_run *r);

/*
 * plan_output.c: which items' documents readers do not see as they should; all
 * of a small output, else each folder, and the documents of some.
 */
void plan_output_look(struct plan_run *r);
/* Tells the shelf which folders of the spare were touched since. */
void plan_output_doubt(struct plan_run *r);
/* After the commit: how the folders lie there now. */
void plan_output_note(struct plan_run *r, int64_t clock);
/* Without a run: whether readers see everything as the last one left it. */
bool plan_output_whole(struct plan_run *r);

/* plan_known.c */
bool plan_stat_sure(const struct plan_run *r, const struct fs_stat *st);
bool plan_still_known(const struct plan_run *r, const struct plan_item *item);

/* plan_pages.c: the overview and the form. */
void plan_pages_put(struct plan_run *r);

/* plan_keep.c: what the next run will know. */
void plan_keep(struct plan_run *r);

#endif
