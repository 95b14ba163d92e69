#ifndef COMMON_PREP_H
#define COMMON_PREP_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/frame.h"
#include "common/names.h"
#include "common/record.h"
#include "common/view.h"

/*
 * The page for the evening: what a leader wants to know before the next
 * session.  Put in the sessions, the members, who presented, the cases, the
 * debriefs, in this order; then prep_end(); then print it (preppage.h).
 * Views are borrowed and must live as long as the prep.  Does no I/O.
 *
 * The evening is the first planned session on or after the day that stands
 * for today.  Sessions behind it count as sessions left; only what was held
 * before it counts as past.
 */
struct prep_person {
	struct view id, name;
	int joined, left;
	bool expected;	 /* belongs to the group that evening, isn't away */
	bool away;	 /* belongs, but said so before */
	bool fresh;	 /* no session was held since they joined */
	bool leaving;	 /* Left: within PREP_LEAVING days from the evening */
	bool gone;	 /* left after the last session, before the evening */
	int presented;	 /* when last; FRAME_NODATE: never, as far as known */
	unsigned since;	 /* sessions held after that, or since they joined */
	unsigned absent; /* absences in a row up to the last session */
};
#define PREP_LEAVING 56

struct prep_followup {
	char id[24];
	int due, told; /* told: the day of the case's session, or NODATE */
	int asked;     /* FRAME_NODATE: not yet */
};

struct prep_phase {
	int time, minutes; /* minutes -1: not said */
	struct view word;
};

struct prep_past {
	struct view id;
	int date;
};

struct prep {
	int today;
	struct view name; /* of the group */
	struct frame frame;

	bool planned; /* there is an evening; else only `date` is set */
	struct session evening;
	int date;	  /* the evening's, or today */
	struct view held; /* the last session held before; may be missing */
	int held_date;
	unsigned nheld;	   /* sessions held before */
	unsigned left;	   /* planned sessions after the evening */
	bool left_guessed; /* from Frequency and Ends: none are planned yet */
	bool left_known;

	struct prep_past *past; /* held ones, in order */
	size_t npast, cappast;
	struct prep_person *person;
	size_t nperson, capperson;
	struct prep_followup *followup; /* due first */
	size_t nfollowup, capfollowup;
	struct prep_phase *phase;
	size_t nphase, capphase;
	struct names leader, coleader, observer;
	struct names by;	/* who left something unfinished */
	struct buf *unfinished; /* their words; by.n of them */

	unsigned expected, away;
	bool cases;	/* cases and debriefs were looked at */
	bool presented; /* at least one presentation is known of */
};

/* The group; name is what to call it when the frame has no name. */
void prep_begin(struct prep *p, const struct frame *g, struct view name,
    int today);

/* A session; in the order of days, all of them.  0, or -1: no memory. */
int prep_session(struct prep *p, const struct session *s, struct fail *f);

/* A member with the record, for Away.  0, or -1: no memory. */
int prep_member(struct prep *p, const struct member *m, const struct record *r,
    struct fail *f);

/* A mark in a held session: who was away; count, how often presented. */
void prep_attend(struct prep *p, struct view member, int date, bool there,
    unsigned count);

/* Who leads and observes, from the evening's record or the group's. */
int prep_people(struct prep *p, const struct record *evening,
    const struct record *group, struct fail *f);

/* The plan: the record's Phase fields, or lines like them. */
int prep_phases(struct prep *p, const struct record *r, struct fail *f);
int prep_plan(struct prep *p, struct view lines, struct fail *f);

/* A case: its presenter and its follow-ups.  No prose is looked at. */
int prep_case(struct prep *p, const struct record *r, struct fail *f);

/* A debrief of the last session: its section `unfinished`. */
int prep_debrief(struct prep *p, const struct record *r, struct fail *f);

/* Count and sort. */
void prep_end(struct prep *p);
void prep_release(struct prep *p);

#endif
