#ifndef COMMON_SCHEMA_H
#define COMMON_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "common/fail.h"
#include "common/record.h"
#include "common/view.h"

/*
 * The fields that each kind of record declares, with the form of their
 * values.  balint-record(5) shows the same table.  Does no I/O: whether an id
 * that is named really exists is for the store to say.
 */
enum schema_form {
	SCHEMA_TEXT,
	SCHEMA_GROUPID, /* g-8w2kd */
	SCHEMA_MEMBER,	/* a member's id */
	SCHEMA_LEADER,	/* a leader's id */
	SCHEMA_SESSION,
	SCHEMA_CASE,
	SCHEMA_DATE,
	SCHEMA_RANGE, /* DATE or DATE..DATE */
	SCHEMA_TIME,
	SCHEMA_MINUTES, /* 1..1440 */
	SCHEMA_COUNT,	/* 0..9999 */
	SCHEMA_YESNO,
	SCHEMA_CONSENT,	 /* yes, no, withdrawn */
	SCHEMA_ZONE,	 /* Europe/London */
	SCHEMA_WORD,	 /* a controlled word of the field's vocabulary */
	SCHEMA_SCHEME,	 /* the name of a scheme file */
	SCHEMA_ATTEND,	 /* ID STATUS [key=value ...]: common/attend.h */
	SCHEMA_PHASE,	 /* HH:MM WORD [MINUTES] */
	SCHEMA_FOLLOWUP, /* DATE [asked=DATE] [told=DATE] [outcome=WORD] */
	SCHEMA_EMOTION,	 /* WORD [by=WORD] */
	SCHEMA_ASSESSED, /* DATE WORD */
	SCHEMA_EVENT	 /* DATE [key=value ...], in a leader's log */
};

enum {
	SCHEMA_LIST = 1,     /* may stand more than once */
	SCHEMA_REQUIRED = 2, /* must be there */
	SCHEMA_SELF = 4	     /* the record's own id */
};

struct schema_field {
	const char *name;
	enum schema_form form;
	unsigned flags;
	const char *vocabulary; /* which words, or NULL */
};

/* The table of one kind; *n is its length.  Static. */
const struct schema_field *schema_fields(enum record_kind kind, size_t *n);

/* The declaration of a field, any case; NULL if there is none. */
const struct schema_field *schema_find(enum record_kind kind, struct view name);

/*
 * Does value have the form that the field asks for?  Whether a word is in a
 * vocabulary is not looked at.  An empty value is taken everywhere but in
 * required fields.
 *
 * Returns 0, or -1 with *f: E_DATE, E_TIME, E_NUMBER, E_ID, E_WORD, E_ATTEND
 * and so on.
 */
int schema_check_value(const struct schema_field *field, struct view value,
    struct fail *f);

/* Ids: a letter, then [a-z0-9-], 32 at most; `s2026-11-24b`; `c014-7kq`. */
bool schema_valid_id(struct view id);
bool schema_valid_session(struct view id);
bool schema_valid_case(struct view id);

/*
 * Check a whole record against its kind: unknown fields are passed over,
 * forms and required fields and repeats looked at.  Calls problem() for each
 * thing that is wrong, with *f as above and its line; a return other than 0
 * ends it and is returned.  Returns 0 otherwise, problems or not.
 */
int schema_check(const struct record *r,
    int (*problem)(void *arg, const struct fail *f), void *arg);

#endif
