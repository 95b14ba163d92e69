#ifndef COMMON_TABLING_H
#define COMMON_TABLING_H

#include <stdbool.h>
#include <stddef.h>

#include "common/bars.h"
#include "common/buf.h"
#include "common/crosstab.h"
#include "common/emit.h"
#include "common/fail.h"
#include "common/frame.h"
#include "common/record.h"
#include "common/view.h"

/*
 * The sessions and cases of a group, counted by one thing or two.
 *
 * What is counted depends on what it is counted by: phases, if one of the two
 * is the phase; else cases, if one is a field of a case (theme, emotion,
 * trigger, presenter); else held sessions.  A case with two themes counts
 * under both, so the rows don't add up to the number of cases.  `member`
 * means: a session that the member was in, a case told while they were.
 * Minutes of a case are those that its record says; `with_minutes` is how
 * many cases say so.
 */
enum tabling_by {
	TABLING_MEMBER,
	TABLING_MONTH,
	TABLING_THEME,
	TABLING_EMOTION,
	TABLING_TRIGGER,
	TABLING_PHASE,
	TABLING_PRESENTER,
	TABLING_NOTHING /* the second of one */
};

enum tabling_unit { TABLING_SESSIONS, TABLING_CASES, TABLING_PHASES };

struct tabling_session {
	struct view id;
	int date, minutes;
	size_t there, nthere; /* in tabling.there */
};

struct tabling_there {
	struct view member;
	int minutes;
};

struct tabling {
	enum tabling_by by[2];
	struct crosstab t;
	struct tabling_session *session; /* held ones, in order */
	size_t nsession, capsession;
	struct tabling_there *there;
	size_t nthere, capthere;
	struct emit_column column[12]; /* of the table; tabling_begin() */
};

/* The word behind --by; TABLING_NOTHING if it is none. */
enum tabling_by tabling_parse(struct view word);

/* NULL if both go together; else what doesn't, as a fixed text. */
const char *tabling_wrong(const enum tabling_by by[2]);

enum tabling_unit tabling_unit(const struct tabling *t);

/*
 * A held session with its header, then who was there.  Views are borrowed
 * until tabling_clear().  0, or -1: no memory.
 */
int tabling_session(struct tabling *t, const struct session *s,
    const struct record *r, struct fail *f);
int tabling_there(struct tabling *t, struct view member, int minutes,
    struct fail *f);

/* Behind all sessions: count them, if they are what is counted. */
int tabling_count(struct tabling *t, struct fail *f);

/* A case; one of a session that isn't among ours counts nowhere. */
int tabling_case(struct tabling *t, const struct record *r, struct fail *f);

/* Somebody who belongs to the group, and may have presented nothing yet. */
int tabling_member(struct tabling *t, struct view id, struct fail *f);

/* Begin the table, and put one group's rows into it (tabling_end() first). */
void tabling_begin(struct tabling *t, struct emit *e, enum emit_format format);
int tabling_end(struct tabling *t, struct fail *f);
void tabling_emit(const struct tabling *t, struct view group, struct emit *e);

/* One group as text: bars, or a matrix for two. */
void tabling_text(const struct tabling *t, struct view group,
    const struct bars *how, struct buf *out);

/* The word for a dimension, for headings. */
const char *tabling_name(enum tabling_by by);

/* Forget a group, keeping `by`; tabling_release() gives the memory back. */
void tabling_clear(struct tabling *t);
void tabling_release(struct tabling *t);

#endif
