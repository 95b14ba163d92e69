#ifndef COMMON_OWED_H
#define COMMON_OWED_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/roll.h"
#include "common/scheme.h"

/*
 * What people have of a scheme and what they still owe.  Rolls are added one
 * after the other; then people are put together: who has the same
 * `Registration` is one person, in whatever groups, under whatever ids.
 * Does no I/O.
 */
enum owed_why { /* why a meeting counts, or does not */
	OWED_COUNTS,
	OWED_AWAY,    /* was not there */
	OWED_ROLE,    /* was there as a leader, observer or guest */
	OWED_TWICE,   /* at the same time as another one */
	OWED_INVALID, /* outside the days the scheme is for */
	OWED_OLD,     /* before the scheme's period */
	OWED_LONG,    /* online, and longer than the scheme takes */
	OWED_SIZE,    /* the group was too small or too large */
	OWED_FEW,     /* too few were there */
	OWED_PART,    /* missed a part of it */
	OWED_SHORT,   /* shorter than a unit */
	OWED_DAY,     /* the day has as much as counts of a day */
	OWED_CAP      /* as much as counts at all is reached */
};
#define OWED_WHYS 13

struct owed_meeting {
	size_t entry; /* as it was added; owed_join() moves them */
	size_t group;
	int date, time; /* time -1: not said */
	int length, minutes, roster, present;
	size_t leaders; /* ids with blanks between: owed_text() */
	unsigned presented;
	bool online, there, member; /* member: of no other role */

	/* Of the scheme that was looked at last. */
	enum owed_why why;
	long parts; /* what it counts */
};

struct owed_entry {			    /* a member in one group */
	size_t key, id, name, registration; /* owed_text() */
	size_t group, person;
	bool other; /* a leader or observer, who owes nothing */
	int joined, left;
	int presented; /* on days that are not said */
};

struct owed_person {
	size_t entry, nentry; /* owed.entry[entry] and the next ones */
	size_t meeting, nmeeting;
};

struct owed_assessed {
	size_t entry; /* after owed_join(): the person */
	int date;
	bool good;
};

struct owed_held { /* a session, whoever was there */
	size_t group;
	int date;
};

struct owed {
	struct names text;
	struct owed_entry *entry;
	struct owed_meeting *meeting; /* owed_join() sorts by person and day */
	struct owed_person *person;   /* in the order of their first entry */
	struct owed_assessed *assessed;
	struct owed_held *held;
	size_t nentry, nmeeting, nperson, nassessed, nheld, ngroup;
	size_t capentry, capmeeting, capassessed, capheld;
};

enum owed_rule {
	OWED_UNITS,
	OWED_SHARE,
	OWED_SPAN,
	OWED_IN_PERSON,
	OWED_FIRST_LAST,
	OWED_GROUP_SIZE,
	OWED_PRESENT,
	OWED_ONLINE_LENGTH,
	OWED_FIXED_LEADER,
	OWED_PRESENTATIONS,
	OWED_ASSESSMENTS
};
#define OWED_RULES 11

struct owed_check {
	bool asked, met; /* asked: the scheme has this rule */
	double have, need;
};

struct owed_result {
	long held, attended, counted; /* sessions */
	long minutes;		      /* clock minutes attended */
	long parts, in_person;	      /* counted; of these in person */
	long presented, assessed;
	long not_counted[OWED_WHYS]; /* sessions, by reason */
	int first, last;	     /* days counted; FRAME_NODATE: none */
	struct owed_check rule[OWED_RULES];
	bool met;
};

/* Add the roll's members and sessions.  0, or -1: E_MEMORY. */
int owed_add(struct owed *o, const struct roll *r, struct fail *f);

/*
 * Put people together and their meetings in order; after the last
 * owed_add().  0, or -1: E_MEMORY.
 */
int owed_join(struct owed *o, struct fail *f);

/* Look at one person by one scheme on a day. */
void owed_look(struct owed *o, size_t person, const struct scheme *s, int today,
    struct owed_result *out);

/* The person whose id in a group, or registration, this is; or nperson. */
size_t owed_find(const struct owed *o, struct view who, size_t from);

const char *owed_text(const struct owed *o, size_t at);
const char *owed_rule_name(enum owed_rule rule);
const char *owed_why_name(enum owed_why why);

void owed_release(struct owed *o);

#endif
