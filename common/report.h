#ifndef COMMON_REPORT_H
#define COMMON_REPORT_H

#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/tabling.h"
#include "common/turnout.h"
#include "common/view.h"

/*
 * A leader's report as one page: for each group pictures, each with its
 * table, and words for those who can't see them.  Between html_begin() and
 * html_end() call these group by group.  Does no I/O.
 */

/* Attendance by member and month.  number makes ids unique.  0, or -1. */
int report_turnout(struct buf *b, struct view group, size_t number,
    const struct turnout *t, struct fail *f);

/* What a table of one dimension counted. */
void report_tabling(struct buf *b, size_t number, const struct tabling *t);

/* Pictures that stand alone: by member, by month, and the grid. */
enum report_picture { REPORT_MEMBERS, REPORT_MONTHS, REPORT_GRID };
int report_svg(struct buf *b, enum report_picture what, struct view group,
    const struct turnout *t, struct fail *f);

/* The same for a table of one dimension. */
void report_tabling_svg(struct buf *b, struct view group,
    const struct tabling *t);

#endif
