/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Inside of the shelf: its state, the parts that are loaded, and what the commit
 * needs of the rest. Only shelf*.c include it.
 */
#ifndef SAMPLAN_WRITE_SHELF_PARTS_H
#define SAMPLAN_WRITE_SHELF_PARTS_H

#include "write/pair.h"
#include "write/shelf.h"

/* A folder of files that belong to the top; no plan id has such a sign. */
#define SHELF_INNER "_oversikt/"

enum { SHELF_LOADED = 4 };

struct shelf_side {
	const char *folder;
	struct manifest top;
	bool known;
	int64_t when; /* the manifest was written */
	struct hash128 sight;
};

struct shelf_folders {
	struct shelf_folder *items;
	size_t count;
	size_t cap;
};

/* The manifests of a part, of both trees. */
struct shelf_loaded {
	bool there;
	bool has_there; /* the spare's, too */
	unsigned part;
	struct arena arena;
	struct manifest was;
	struct manifest has;
	int64_t was_when;
	int64_t has_when;
	bool grouped;
	struct shelf_folders folders; /* of was */
};

struct shelf_change {
	struct str folder;
	struct str source;
	struct shelf_document *documents; /* NULL: dropped */
	size_t count;
	bool keeps; /* of those that readers see, and none is made */
};

struct shelf_changes {
	struct shelf_change *items;
	size_t count;
	size_t cap;
};

struct shelf_events {
	struct shelf_event *items;
	size_t count;
	size_t cap;
};

struct shelf_strs {
	struct str *items;
	size_t count;
	size_t cap;
};

struct shelf {
	struct arena *arena;
	struct fs *fs;
	struct tree_options options;
	struct pair pair;
	struct shelf_side was; /* what readers see */
	struct shelf_side has; /* the spare */
	struct manifest top;   /* now, without the parts */
	struct shelf_changes changes[SHELF_PARTS];
	bool doubtful[SHELF_PARTS];
	bool brought[SHELF_PARTS];
	bool purged[SHELF_PARTS];
	struct shelf_loaded loaded[SHELF_LOADED];
	unsigned next_loaded;
	struct map names;
	struct sb folder; /* made last */
	struct shelf_events events;
	size_t first_event;       /* of the part that is brought */
	struct shelf_strs gone;   /* paths that readers saw and see no more */
	struct shelf_strs harmed; /* that were not as they had been written */
	bool live_there;
	bool apart; /* what readers see is not linked */
	bool begun;
	bool ready; /* the spare is as readers will see it */
	bool touched;
	bool news; /* readers will see something new */
};

void shelf_path(struct sb *out, const char *folder, struct str path);
bool shelf_is_part(struct str path);
struct str shelf_part_name(unsigned part, char buffer[16]);
/* What a tree lists of a part; EBADMSG when it is not as the top says. */
int shelf_read_part(struct shelf *s, const struct shelf_side *side,
    unsigned part, struct arena *a, struct manifest *m, int64_t *when);
/*
 * Valid until SHELF_LOADED others were loaded: what readers see, and both.
 */
int shelf_load_live(struct shelf *s, unsigned part, struct shelf_loaded **out);
int shelf_load(struct shelf *s, unsigned part, struct shelf_loaded **out);
/* A file lies there with its size and mode, not touched since when. */
int shelf_is_whole(struct shelf *s, const struct shelf_side *side,
    const struct manifest_entry *e, int64_t when, bool *whole);
/* Where it lies already, and whole: with readers, in the spare. */
int shelf_look_for(struct shelf *s, struct str path, struct shelf_document *d,
    bool *live, bool *spare);
struct shelf_change *shelf_change_of(struct shelf *s, struct str folder);
void shelf_note_top(struct shelf *s, const struct manifest_entry *e);
int shelf_make_folder(struct shelf *s, struct str folder);
int shelf_adopt(struct shelf *s, struct str path);
int shelf_write(struct shelf *s, struct str path, struct str bytes);

#endif
