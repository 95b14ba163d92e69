#ifndef COMMON_ROLL_H
#define COMMON_ROLL_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/attend.h"
#include "common/buf.h"
#include "common/fail.h"
#include "common/frame.h"
#include "common/names.h"
#include "common/record.h"
#include "common/view.h"

/*
 * The roll of a group: its frame, its members, its sessions, who was there.
 * Opens group.txt, members/ and sessions/ and nothing else, so it works
 * where cases/ and debriefs/ are not there or not ours to read.
 *
 * A file costs one openat(2), one read(2) and one close(2), and nothing is
 * allocated a file or a session: one roll reads group after group into the
 * memory of the largest.  Only headers are looked at, no prose is parsed.
 */
struct roll_member {
	struct member m;
	struct view header; /* the record's header, for record_parse() */
};

struct roll_attend {
	struct attend a;
	size_t member; /* index into roll.member */
	int minutes;   /* clock minutes present; 0 when not there */
	bool online;
};

struct roll_session {
	struct session s;
	struct view header; /* for fields that s does not have */
	size_t first, n;    /* roll.attend[first] to [first + n - 1] */
	size_t ordinal;	    /* 1 for the group's first held session; 0: none */
};

struct roll {
	char *path; /* of the group, as it was given; owned */
	struct frame frame;
	struct record group; /* group.txt, its header */
	struct roll_member *member;
	size_t nmember; /* sorted by id */
	struct roll_session *session;
	size_t nsession; /* sorted by date, then by id */
	struct roll_attend *attend;
	size_t nattend; /* a session's are sorted by member */

	/* Private: the files' bytes, which all views point into. */
	struct buf gtext, mtext, stext;
	struct names ids;
	struct record record;
	size_t *mark; /* where each file ends in its text */
	size_t capmark, capmember, capsession, capattend;
};

struct roll_options {
	int from, to; /* first and last day; INT_MIN and INT_MAX: all */
	int today;    /* attendance after it is an error; INT_MAX: no */
	bool all;     /* planned and cancelled sessions too, not only held */
	bool no_sessions; /* don't read sessions/ */
};

#define ROLL_ALL                                                               \
	{                                                                      \
		INT_MIN, INT_MAX, INT_MAX, false, false                        \
	}

/*
 * Read the group at path (store_find() gives it) into r, in place of what
 * was there.  r is all zero the first time; release it at last.  The views
 * live until the next roll_read().
 *
 * Returns 0; or -1 with *f naming file, line and column: the words of
 * record_parse() and frame.h; E_MEMBER, attendance of somebody who is not in
 * members/ (a guest or observer need not be, and is passed over); E_TWICE,
 * one member twice in a session; E_MINUTES, more minutes than the session
 * had; E_DATE, attendance after `today`.  r then holds nothing.
 */
int roll_read(struct roll *r, const char *path, const struct roll_options *o,
    struct fail *f);
void roll_release(struct roll *r);

/* The group's name: the last part of its path. */
struct view roll_name(const struct roll *r);

/* Index of the member with that id, or r->nmember. */
size_t roll_find(const struct roll *r, struct view id);

/*
 * Attendance of member m in session s, or NULL: nothing was noted.
 */
const struct roll_attend *roll_of(const struct roll *r, size_t session,
    size_t member);

/*
 * Leader i (from 0) of a session: the session's own `Leader` fields, else
 * the group's.  "Not there" when there are no more.
 */
struct view roll_leader(const struct roll *r, size_t session, size_t i);

#endif
