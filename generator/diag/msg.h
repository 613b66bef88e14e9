/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Translated messages (gettext, domain "samplan"). English is the source
 * language. The language is chosen from LC_ALL, LC_MESSAGES, LANG and LANGUAGE
 * by ourselves, so that Swedish works where the locale was never generated.
 */
#ifndef SAMPLAN_DIAG_MSG_H
#define SAMPLAN_DIAG_MSG_H

/* Chooses the language; catalogues lie below dir/LANG/LC_MESSAGES. */
void msg_setup(const char *dir);
/* "sv" or "en". */
const char *msg_language(void);
/*
 * Another language from here on: what is written into output must not depend
 * on the language of who builds. Give back what msg_language said before.
 */
void msg_use(const char *language);
/* The translation of id; id itself where there is none. */
const char *msg(const char *id) __attribute__((format_arg(1)));
const char *msg_n(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

/*
 * The same for what is said again and again: a constant text, looked up once
 * and kept by its address until the language changes. *kept begins as NULL.
 */
struct msg_kept;
const char *msg_again(struct msg_kept **kept, const char *id)
    __attribute__((format_arg(2)));
void msg_forget(struct msg_kept *kept);

/* What an errno value means, in our own catalogue; libc's may not be there. */
const char *msg_errno(int err);

#define _(id) msg(id)
/* Marks text for the catalogue that is translated where it is used. */
#define N_(id) id

#endif
