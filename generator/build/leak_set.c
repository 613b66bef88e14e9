/* SPDX-License-Identifier: EUPL-1.2 */
#include "build/leak_set.h"

#include <stdlib.h>
#include <string.h>

#include "build/leak_name.h"
#include "build/leak_number.h"
#include "build/pack.h"

enum {
	ADDRESS_LEAST = 5,
	NAME_LEAST = 2,
	ID_DIGITS = 6, /* of an id that is known without its hyphens */
	SLOTS_LEAST = 1024
};

/* --- keys ----------------------------------------------------------------- */

static uint64_t
mix(uint64_t h, uint64_t salt)
{
	h ^= salt * 0x9e3779b97f4a7c15u;
	h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
	h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
	h ^= h >> 31;
	return h ? h : 1;
}

uint64_t
leak_name_key(uint64_t run, size_t words)
{
	return mix(run, 16 + words);
}

uint64_t
leak_id_key(uint64_t run, size_t words)
{
	return mix(run, 32 + words);
}

uint64_t
leak_spaced_id_key(uint64_t run, size_t words)
{
	return mix(run, 48 + words);
}

uint64_t
leak_own_key(uint64_t run)
{
	return mix(run, 1);
}

uint64_t
leak_phone_key(uint64_t phone)
{
	return mix(phone, 2);
}

uint64_t
leak_email_key(uint64_t address)
{
	return mix(address, 3);
}

/* --- filling -------------------------------------------------------------- */

void
leak_set_key(struct leak_set *s, uint64_t key, uint32_t value)
{
	struct leak_entry e;

	memset(&e, 0, sizeof(e));
	e.key = key;
	e.value = value;
	sb_bytes(&s->entries, &e, sizeof(e));
}

uint32_t
leak_set_value(struct leak_set *s, enum leak_kind kind, uint32_t line)
{
	struct leak_value *v;

	s->values =
	    arena_grow(&s->arena, s->values, s->count, &s->cap, sizeof(*v));
	v = &s->values[s->count];
	*v = (struct leak_value){
		.kind = kind, .file = (uint32_t)s->file_count - 1, .line = line
	};
	return (uint32_t)s->count++;
}

void
leak_set_file(struct leak_set *s, struct str name)
{
	s->files = arena_grow(&s->arena, s->files, s->file_count, &s->file_cap,
	    sizeof(*s->files));
	s->files[s->file_count++] = arena_str(&s->arena, name);
}

/* The words of a short text; false when there are none. */
static bool
words_of(struct str text, struct leak_window *w, size_t most)
{
	struct leak_word word;
	size_t off = 0;

	*w = (struct leak_window){ 0 };
	while (w->count < most && leak_word_next(text, &off, &word))
		leak_window_add(w, word.hash);
	return w->count > 0;
}

/* Somebody who adds keys for a value. */
struct adder {
	struct leak_set *set;
	uint32_t value;
};

static void
add_run(void *arg, uint64_t run, size_t words)
{
	const struct adder *a = arg;

	a->set->name_lengths |= 1u << words;
	leak_set_key(a->set, leak_name_key(run, words), a->value);
}

static void
add_name(struct leak_set *s, struct str name, uint32_t value)
{
	struct adder a = { s, value };

	name = str_trim(name);
	if (name.n >= NAME_LEAST)
		leak_names(name, add_run, &a);
}

/* No more is allowed than what was said. */
static void
allow_name(struct leak_set *s, struct str name)
{
	struct adder a = { s, 0 };
	struct leak_window w;

	name = str_trim(name);
	if (name.n >= NAME_LEAST && words_of(name, &w, LEAK_LONGEST))
		add_run(&a, leak_window_run(&w, w.count), w.count);
}

static void
add_id_key(struct leak_set *s, struct str id, uint32_t value)
{
	struct leak_window w;

	if (!words_of(id, &w, LEAK_LONGEST))
		return;
	s->id_lengths |= 1u << w.count;
	leak_set_key(
	    s, leak_id_key(leak_window_run(&w, w.count), w.count), value);
}

/* Letters and so many digits that nobody writes them for another reason. */
static bool
is_unlikely(struct str id)
{
	size_t digits = 0, letters = 0;

	for (size_t i = 0; i < id.n; i++) {
		digits += ascii_digit(id.p[i]);
		letters += ascii_alpha(id.p[i]);
	}
	return digits >= ID_DIGITS && letters > 0;
}

/* Also as P 2026 0142, P_2026_0142 and P20260142. */
static void
add_id(struct leak_set *s, struct str id, uint32_t value)
{
	struct leak_window w;
	struct sb one = { 0 };
	struct str rest = id, part;

	add_id_key(s, id, value);
	if (!is_unlikely(id) || !words_of(id, &w, LEAK_LONGEST) || w.count < 2)
		return;
	leak_set_key(s,
	    leak_spaced_id_key(leak_window_run(&w, w.count), w.count), value);
	while (str_next_part(&rest, '-', &part))
		sb_str(&one, part);
	add_id_key(s, sb_view(&one), value);
	sb_reset(&one);
	for (size_t i = 0; i < id.n; i++)
		sb_ch(&one, id.p[i] == '-' ? '_' : id.p[i]);
	add_id_key(s, sb_view(&one), value);
	sb_release(&one);
}

static void
add_number(void *arg, uint64_t phone, size_t off)
{
	const struct adder *a = arg;

	(void)off;
	leak_set_key(a->set, leak_phone_key(phone), a->value);
}

/* As one number, and each that is in it. */
static void
add_phone(struct leak_set *s, struct str phone, uint32_t value)
{
	struct adder a = { s, value };
	char digits[20];
	uint64_t h = leak_phone(
	    leak_digits(phone, digits), str_starts(str_trim(phone), STR("+")));

	if (h)
		add_number(&a, h, 0);
	leak_numbers(phone, add_number, &a);
}

static void
add_email(struct leak_set *s, struct str email, uint32_t value)
{
	struct str address;
	size_t at = 0, off;

	while (leak_address_next(email, &at, &address, &off))
		if (address.n >= ADDRESS_LEAST)
			leak_set_key(
			    s, leak_email_key(leak_address(address)), value);
}

static void
add_own_words(struct leak_set *s, struct str text, uint32_t value)
{
	struct leak_window w = { 0 };
	struct leak_word word;
	size_t off = 0;

	while (leak_word_next(text, &off, &word)) {
		leak_window_add(&w, word.hash);
		if (w.count >= LEAK_RUN)
			leak_set_key(s,
			    leak_own_key(leak_window_run(&w, LEAK_RUN)), value);
	}
}

void
leak_set_add(
    struct leak_set *s, enum leak_kind kind, struct str text, uint32_t value)
{
	switch (kind) {
	case LEAK_PLAN_ID:
		add_id(s, text, value);
		break;
	case LEAK_NAME:
		add_name(s, text, value);
		break;
	case LEAK_PHONE:
		add_phone(s, text, value);
		break;
	case LEAK_EMAIL:
		add_email(s, text, value);
		break;
	case LEAK_OWN_WORDS:
		add_own_words(s, text, value);
		break;
	}
}

void
leak_set_begin(struct leak_set *s)
{
	*s = (struct leak_set){ 0 };
	leak_set_file(s, STR_NONE);
	leak_set_value(s, LEAK_NAME, 0);
}

static void
allow_contact(struct leak_set *s, const struct contact *c)
{
	add_phone(s, c->phone.s, 0);
	add_email(s, c->email.s, 0);
	allow_name(s, c->name.s);
	if (c->name.s.n == 0)
		return;
	s->contacts = arena_grow(&s->arena, s->contacts, s->contact_count,
	    &s->contact_cap, sizeof(*s->contacts));
	s->contacts[s->contact_count++] = arena_str(&s->arena, c->name.s);
}

void
leak_set_allow(struct leak_set *s, const struct site_config *config)
{
	for (size_t i = 0; i < config->allowed_names.count; i++)
		allow_name(s, config->allowed_names.items[i].s);
	allow_contact(s, &config->contact);
	allow_contact(s, &config->statement.feedback);
	for (size_t i = 0; i < config->staff_contact_count; i++)
		allow_contact(s, &config->staff_contacts[i]);
}

/* --- plans ---------------------------------------------------------------- */

struct taker {
	struct leak_set *set;
	struct sources *sources;
};

static void
take(const struct taker *t, enum leak_kind kind, const struct plan_text *text)
{
	uint32_t line;

	if (!field_given(&text->f) || text->s.n == 0)
		return;
	line = source_place(t->sources, text->f.at).line;
	leak_set_add(t->set, kind, text->s, leak_set_value(t->set, kind, line));
}

/* Theirs and not those of staff: names of staff may stand in a page. */
static bool
belongs_to_person(const struct plan_participant *who)
{
	int role = who->role.w;

	return role == ROLE_RELATIVE || role == ROLE_GOD_MAN ||
	       role == ROLE_FORVALTARE || role == ROLE_OMBUD;
}

static void
take_people(const struct taker *t, const struct plan *p)
{
	const struct plan_person *person = &p->person;

	take(t, LEAK_NAME, &person->called);
	for (size_t i = 0; i < person->representatives.count; i++) {
		const struct plan_representative *r =
		    &person->representatives.items[i];

		take(t, LEAK_NAME, &r->name);
		take(t, LEAK_PHONE, &r->phone);
		take(t, LEAK_EMAIL, &r->email);
	}
	for (size_t i = 0; i < person->relatives.count; i++) {
		const struct plan_relative *r = &person->relatives.items[i];

		take(t, LEAK_NAME, &r->name);
		take(t, LEAK_PHONE, &r->phone);
		take(t, LEAK_EMAIL, &r->email);
	}
	for (size_t i = 0; i < p->people.count; i++) {
		const struct plan_participant *who = &p->people.items[i];

		if (belongs_to_person(who))
			take(t, LEAK_NAME, &who->name);
		take(t, LEAK_PHONE, &who->phone);
		take(t, LEAK_EMAIL, &who->email);
	}
}

static void
take_words(const struct taker *t, const struct plan *p)
{
	take(t, LEAK_OWN_WORDS, &p->situation.own_words);
	take(t, LEAK_OWN_WORDS, &p->situation.wishes);
	for (size_t i = 0; i < p->goals.count; i++)
		take(t, LEAK_OWN_WORDS, &p->goals.items[i].own_words);
	for (size_t i = 0; i < p->talks.count; i++) {
		take(t, LEAK_OWN_WORDS, &p->talks.items[i].views);
		take(t, LEAK_OWN_WORDS, &p->talks.items[i].wishes);
	}
	for (size_t i = 0; i < p->follow_up.with_person.count; i++)
		take(t, LEAK_OWN_WORDS,
		    &p->follow_up.with_person.items[i].views);
	for (size_t i = 0; i < p->notes.adjusters.count; i++)
		take(t, LEAK_OWN_WORDS, &p->notes.adjusters.items[i].remark);
	take(t, LEAK_OWN_WORDS, &p->forced_care.attitude);
}

void
leak_set_plan(struct leak_set *s, struct sources *sources, const struct plan *p)
{
	const struct taker t = { s, sources };

	leak_set_file(s, p->file);
	take(&t, LEAK_PLAN_ID, &p->plan_id);
	take_people(&t, p);
	take_words(&t, p);
}

/* --- from run to run ------------------------------------------------------ */

void
leak_set_pack(const struct leak_set *s, struct sb *out)
{
	size_t count = s->entries.n / sizeof(struct leak_entry);
	struct leak_entry e;

	pack_number(out, s->name_lengths);
	pack_number(out, s->id_lengths);
	pack_number(out, s->count - 1);
	for (size_t i = 1; i < s->count; i++)
		pack_number(
		    out, (uint64_t)s->values[i].line << 8 | s->values[i].kind);
	pack_number(out, count);
	for (size_t i = 0; i < count; i++) {
		memcpy(&e, s->entries.p + i * sizeof(e), sizeof(e));
		pack_whole(out, e.key);
		pack_number(out, e.value);
	}
}

static int
by_key(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* The keys of packed bytes, sorted. */
static uint64_t *
packed_keys(struct arena *a, struct str bytes, size_t *count)
{
	struct unpack u = { .in = bytes };
	uint64_t values, n, *keys;

	*count = 0;
	unpack_number(&u);
	unpack_number(&u);
	values = unpack_number(&u);
	while (!u.bad && values--)
		unpack_number(&u);
	n = unpack_number(&u);
	if (u.bad || n > u.in.n)
		return NULL;
	keys = arena_array(a, uint64_t, n + 1);
	while (!u.bad && *count < n) {
		keys[(*count)++] = unpack_whole(&u);
		unpack_number(&u);
	}
	if (*count)
		qsort(keys, *count, sizeof(*keys), by_key);
	return keys;
}

static bool
take_values(struct leak_set *s, struct unpack *u, uint64_t count)
{
	while (!u->bad && count--) {
		uint64_t n = unpack_number(u);

		if ((n & 255) > LEAK_OWN_WORDS)
			u->bad = true;
		if (!u->bad)
			leak_set_value(
			    s, (enum leak_kind)(n & 255), (uint32_t)(n >> 8));
	}
	return !u->bad;
}

bool
leak_set_take(struct leak_set *s, struct str file, struct str bytes,
    struct str old, size_t *taken)
{
	struct unpack u = { .in = bytes };
	struct arena a = { 0 };
	uint32_t names = (uint32_t)unpack_number(&u);
	uint32_t ids = (uint32_t)unpack_number(&u);
	uint64_t values = unpack_number(&u), count;
	uint32_t first = (uint32_t)s->count;
	size_t old_count;
	const uint64_t *known = packed_keys(&a, old, &old_count);

	leak_set_file(s, file);
	*taken = 0;
	if (!take_values(s, &u, values))
		u.bad = true;
	s->name_lengths |= names;
	s->id_lengths |= ids;
	count = unpack_number(&u);
	while (!u.bad && count--) {
		uint64_t key = unpack_whole(&u), value = unpack_number(&u);

		if (u.bad || value > values)
			u.bad = true;
		if (u.bad || (known && bsearch(&key, known, old_count,
					   sizeof(key), by_key)))
			continue;
		leak_set_key(s, key, value ? first + (uint32_t)value - 1 : 0);
		(*taken)++;
	}
	arena_release(&a);
	return !u.bad && u.in.n == 0;
}

/* --- looking up ----------------------------------------------------------- */

static void
mark(struct leak_set *s, uint64_t key)
{
	uint64_t a = key & (s->filter_bits - 1);
	uint64_t b = (key >> 32) & (s->filter_bits - 1);

	s->filter[a / 64] |= (uint64_t)1 << (a % 64);
	s->filter[b / 64] |= (uint64_t)1 << (b % 64);
}

static bool
marked(const struct leak_set *s, uint64_t key)
{
	uint64_t a = key & (s->filter_bits - 1);
	uint64_t b = (key >> 32) & (s->filter_bits - 1);

	return s->filter[a / 64] >> (a % 64) & s->filter[b / 64] >> (b % 64) &
	       1;
}

/* The first one with a key counts: what is allowed, then earlier plans. */
static void
insert(struct leak_set *s, const struct leak_entry *e)
{
	size_t at = (e->key >> 20) & (s->slot_count - 1);

	while (s->keys[at] && s->keys[at] != e->key)
		at = (at + 1) & (s->slot_count - 1);
	if (s->keys[at])
		return;
	s->keys[at] = e->key;
	s->slots[at] = e->value;
	mark(s, e->key);
}

void
leak_set_close(struct leak_set *s)
{
	size_t count = s->entries.n / sizeof(struct leak_entry);
	struct leak_entry e;

	s->slot_count = SLOTS_LEAST;
	while (s->slot_count < 2 * count)
		s->slot_count *= 2;
	s->filter_bits = s->slot_count * 8;
	s->keys = arena_array(&s->arena, uint64_t, s->slot_count);
	s->slots = arena_array(&s->arena, uint32_t, s->slot_count);
	s->filter = arena_array(&s->arena, uint64_t, s->filter_bits / 64);
	for (size_t i = 0; i < count; i++) {
		memcpy(&e, s->entries.p + i * sizeof(e), sizeof(e));
		insert(s, &e);
	}
	sb_release(&s->entries);
}

uint32_t
leak_set_find(const struct leak_set *s, uint64_t key)
{
	size_t at = (key >> 20) & (s->slot_count - 1);

	if (!marked(s, key))
		return 0;
	for (; s->keys[at]; at = (at + 1) & (s->slot_count - 1))
		if (s->keys[at] == key)
			return s->slots[at];
	return 0;
}

void
leak_set_release(struct leak_set *s)
{
	sb_release(&s->entries);
	arena_release(&s->arena);
}
