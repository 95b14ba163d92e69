#ifndef COMMON_ATTEND_H
#define COMMON_ATTEND_H

#include <stdbool.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * One `Attend:` value of a session record:
 *
 *	ID STATUS [minutes=N] [mode=WORD] [role=WORD] [presented=N]
 *
 * No reason is ever stored: it would be health data.
 */
enum attend_status {
	ATTEND_PRESENT,
	ATTEND_LATE,
	ATTEND_LEFT,
	ATTEND_EXCUSED,
	ATTEND_ABSENT
};
#define ATTEND_STATUSES 5

struct attend {
	struct view member;
	enum attend_status status;
	int minutes;	    /* clock minutes present; -1: not said */
	struct view mode;   /* in-person, online; "not there": as the session */
	struct view role;   /* member, observer, ...; "not there": member */
	unsigned presented; /* own cases told; for schemes that ask */
	struct view rest;   /* key=value pairs that we do not know, kept */
};

/* Returns 0; or -1 and *f (E_ATTEND).  The views point into value. */
int attend_parse(struct attend *a, struct view value, struct fail *f);

/* Append the value of an Attend field. */
void attend_format(const struct attend *a, struct buf *out);

/*
 * One word of the command line: `ana`, `ben=late:20`, `cem=left:60`,
 * `dora=excused`, `eli=present,online`, `flo=observer`.  late:20 came 20
 * minutes late, left:60 left after 60 minutes; both need the session's
 * length, in minutes, to say how long the member was present.
 *
 * Returns 0; or -1 and *f (E_ATTEND).
 */
int attend_parse_word(struct attend *a, struct view word, int length,
    struct fail *f);

/* Minutes present in a session of that length; 0 when not there. */
int attend_minutes(const struct attend *a, int length);

/* Present, at least in part. */
bool attend_there(const struct attend *a);

const char *attend_status_name(enum attend_status s);

#endif
