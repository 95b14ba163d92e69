#ifndef COMMON_ICAL_H
#define COMMON_ICAL_H

#include <stdbool.h>

#include "common/buf.h"
#include "common/view.h"
#include "common/zone.h"

/*
 * Sessions as an iCalendar object.  Times stand in the group's zone, with its
 * changes of the clock, so a weekly 18:00 stays 18:00.  Does no I/O.
 *
 * Source: RFC 5545.
 */
struct ical_event {
	struct view session, group; /* ids; together they make the UID */
	struct view summary, place; /* place may be "not there" */
	struct view zone;	    /* its name */
	int date, time, minutes;    /* time -1: the whole day */
	int stamp;		    /* the day of DTSTAMP */
	bool cancelled;
};

/* Append one VEVENT. */
void ical_event(struct buf *b, const struct ical_event *e);

/* Append the VTIMEZONE of a zone for what lies between two days; of UTC
   there is none, its times end in Z. */
void ical_zone(struct buf *b, struct view name, const struct zone *z, int from,
    int to);

void ical_begin(struct buf *b);
void ical_end(struct buf *b);

/*
 * Append a content line: folded before the 76th byte and never within a
 * character; with `text` the value is escaped as TEXT.
 */
void ical_line(struct buf *b, const char *name, struct view value, bool text);

#endif
