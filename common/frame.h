#ifndef COMMON_FRAME_H
#define COMMON_FRAME_H

#include <stdbool.h>

#include "common/fail.h"
#include "common/record.h"
#include "common/view.h"

/*
 * What the records say, read out once: the frame of a group, a member, a
 * session.  All views point into the record's bytes.  Does no I/O.
 *
 * The functions return 0; or -1 with *f (the words of schema.h) and the line.
 */
#define FRAME_NODATE (-2147483647 - 1) /* an open beginning */
#define FRAME_NOEND  2147483647	       /* an open end */

struct frame { /* group.txt */
	struct view id, name, kind, mode, place, link, frequency, zone;
	struct view template;
	int time;		/* minutes since midnight; -1: not said */
	int minutes;		/* of a session */
	int quorum, cases, max; /* 0: not said */
	int starts, ends;	/* FRAME_NODATE, FRAME_NOEND */
};

struct member {
	struct view id, name, given, surname, registration, profession, grade,
	    employer, role;
	int joined, left; /* FRAME_NODATE, FRAME_NOEND; left is the last day */
	int presented;	  /* own cases told, on days that are not said */
};

enum session_status { SESSION_PLANNED, SESSION_HELD, SESSION_CANCELLED };

struct session {
	struct view id, mode, place, link, template;
	enum session_status status;
	int date;
	int time;    /* -1: as the group */
	int minutes; /* the session's own length, else the group's */
};

int frame_parse(struct frame *g, const struct record *r, struct fail *f);
int frame_member(struct member *m, const struct record *r, struct fail *f);

/* g gives what the session does not say itself; may be NULL. */
int frame_session(struct session *s, const struct record *r,
    const struct frame *g, struct fail *f);

/*
 * A session counts as held when it says so, or when it says nothing and
 * somebody's attendance is in it.  A planned one has none yet.
 */

/* True if the member belonged to the group on that day. */
bool frame_belongs(const struct member *m, int day);

/* True if one of the member's Away ranges holds that day. */
bool frame_away(const struct record *member, int day);

/* What to print for a person: the name, else the surname, else the id. */
struct view frame_shown_name(const struct member *m);

const char *frame_status_name(enum session_status s);

#endif
