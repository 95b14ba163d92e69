#ifndef COMMON_TURNOUT_H
#define COMMON_TURNOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/attend.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * Who was there, over the sessions of one group.  What is kept of a mark is
 * four bytes, so that a hundred thousand sessions fit into a few megabytes.
 * Does no I/O.
 *
 * The rate of a member is attended / sessions.  `sessions` are the held ones
 * in which the member has a mark of any kind; a held session between Joined
 * and Left without a mark is `unmarked` and stands in no rate, since nobody
 * knows.  Planned and cancelled sessions count nowhere.  Who observes, leads
 * or is a guest in a session isn't counted in that one.
 */
#define TURNOUT_PERSONS_MAX 65535u /* in a group */

struct turnout_person {
	char id[33];
	int joined, left; /* FRAME_NODATE, FRAME_NOEND */
};

struct turnout_mark {
	uint16_t person;
	uint16_t minutes : 11; /* present */
	uint16_t status : 3;   /* enum attend_status */
	uint16_t online : 1;
};

struct turnout_session {
	char id[14];
	int16_t minutes; /* the session's own length */
	int32_t date;
	uint32_t mark, nmark; /* its marks, in turnout.mark */
};

/* All zero is a valid, empty one. */
struct turnout {
	struct turnout_person *person;
	size_t nperson, capperson;
	struct turnout_session *session;
	size_t nsession, capsession;
	struct turnout_mark *mark;
	size_t nmark, capmark;
};

/* Put in the persons, in the order of their ids.  0, or -1. */
int turnout_person(struct turnout *t, struct view id, int joined, int left,
    struct fail *f);

/* Put in a held session, in the order of days.  0, or -1. */
int turnout_session(struct turnout *t, struct view id, int date, int minutes,
    struct fail *f);

/*
 * A mark of person i in the session put in last.  role "not there" is a
 * member's; minutes are the clock minutes present.  0, or -1.
 */
int turnout_mark(struct turnout *t, size_t person, enum attend_status status,
    struct view role, int minutes, bool online, struct fail *f);

void turnout_clear(struct turnout *t); /* keeps the memory */
void turnout_release(struct turnout *t);

/* Counts over some marks. */
struct turnout_count {
	unsigned sessions; /* marks; for a day or month: of all persons */
	unsigned status[ATTEND_STATUSES];
	unsigned attended; /* present, late, left */
	unsigned online;   /* of those attended */
	unsigned unmarked;
	long minutes;	   /* present */
	long late_minutes; /* missed at the beginning */
	long left_minutes; /* missed at the end */
	unsigned run;	   /* most absences (excused or not) in a row */
	unsigned run_now;  /* absences in a row up to the last session */
};

/* One person. */
void turnout_of_person(const struct turnout *t, size_t person,
    struct turnout_count *c);

/*
 * All persons at once, in one walk over the marks: c has t->nperson
 * elements.
 */
void turnout_of_persons(const struct turnout *t, struct turnout_count *c);

/* Sessions first..last-1, all persons together; runs and unmarked stay 0. */
void turnout_of_sessions(const struct turnout *t, size_t first, size_t last,
    struct turnout_count *c);

/* The same for one person. */
void turnout_of_cell(const struct turnout *t, size_t person, size_t first,
    size_t last, struct turnout_count *c);

/*
 * The months: call with *next 0 first; sets the sessions
 * first..*next-1 of one month and its number (year * 12 + month - 1), and
 * returns true until there are no more.
 */
bool turnout_month(const struct turnout *t, size_t *first, size_t *next,
    int *month);

/* attended / sessions; NaN without sessions. */
double turnout_rate(const struct turnout_count *c);

#endif
