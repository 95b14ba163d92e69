#ifndef COMMON_SCHEME_H
#define COMMON_SCHEME_H

#include <stdbool.h>
#include <stddef.h>

#include "common/fail.h"
#include "common/view.h"

/*
 * The rules by which attendance counts, as data: rules differ by country,
 * change, and contradict each other, so each scheme is a file that names its
 * source and the day it was seen.
 *
 *	# a comment, an empty line, or
 *	Name: value
 *
 * Minutes on the clock are what is stored; units are worked out here.  Does
 * no I/O.
 */
enum scheme_unit {
	SCHEME_SESSION, /* a session attended counts UnitWeight */
	SCHEME_WHOLE,	/* each whole UnitMinutes of a session counts it */
	SCHEME_EXACT	/* minutes count in proportion */
};

enum scheme_partial {
	SCHEME_PARTIAL_NONE,	/* who missed a part was not there */
	SCHEME_PARTIAL_MINUTES, /* the minutes that were there count */
	SCHEME_PARTIAL_ALL	/* being there in part counts as all of it */
};

/* Numbers are 0 when the scheme does not ask for it. */
struct scheme {
	struct view id, title, source, note;
	struct view unit; /* what one unit is called */
	int seen;	  /* the day the source was seen */
	enum scheme_unit how;
	int unit_minutes, unit_weight;
	enum scheme_partial partial;
	int grace;	   /* minutes one may miss and count as there */
	int required;	   /* units */
	int cap;	   /* units that count at most */
	int day_max;	   /* units that count of one day */
	int period_months; /* what is older does not count */
	int span_months, span_days; /* from the first session to the last */
	int in_person;		    /* units */
	bool first_last;	    /* both in person */
	int online_max;		    /* minutes of a session that is online */
	int group_min, group_max;   /* members that the group has */
	int present_min;	    /* members that were there */
	bool fixed_leader;	    /* one who led all of them */
	int presented;		    /* own presentations */
	int assessed;		    /* assessments that were satisfactory */
	int share_num, share_den;   /* of the group's sessions: 1/3 */
	int valid_from, valid_to;   /* days; FRAME_NODATE, FRAME_NOEND */
};

/*
 * Parse a scheme; src must outlive it.  Returns 0; or -1 with *f and the
 * line: E_SCHEME (no field, an unknown one, one twice, one missing),
 * E_NUMBER, E_DATE, E_WORD, E_UTF8.
 */
int scheme_parse(struct scheme *s, struct view src, struct fail *f);

/*
 * Units are counted in parts, so that sums are exact: scheme_parts() make
 * one unit.
 */
long scheme_parts(const struct scheme *s);

/*
 * What a session of `length` minutes counts, in parts, for somebody who was
 * there `minutes` of them.  Rules about days, sums and groups are not looked
 * at.
 */
long scheme_count(const struct scheme *s, int minutes, int length);

/* Append to out how it counts: "90 minutes = 2 hour"; outlen bytes, NUL. */
void scheme_how(const struct scheme *s, char *out, size_t outlen);

#endif
