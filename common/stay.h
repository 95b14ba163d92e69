#ifndef COMMON_STAY_H
#define COMMON_STAY_H

#include <stddef.h>

#include "common/attend.h"

/*
 * How long somebody was in an online session, from when he came and went,
 * several times perhaps.  Times are seconds on one clock.  Does no I/O.
 */
struct stay {
	long long from, to; /* to is after from */
};

struct stay_sum {
	int minutes;	       /* inside the session, rounded to the nearest */
	long long first, last; /* when he came first and went last */
};

/*
 * The time that the stays cover between begin and end, what overlaps counted
 * once.  Sorts s.  *sum is all zero when none touches the session.
 */
void stay_add_up(struct stay *s, size_t n, long long begin, long long end,
    struct stay_sum *sum);

/*
 * What a register says of that: absent without a minute; late or left when
 * more than `grace` minutes are missing at the beginning or the end (late
 * when at both); else present.
 */
enum attend_status stay_status(const struct stay_sum *sum, long long begin,
    long long end, int grace);

#endif
