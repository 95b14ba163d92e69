#ifndef COMMON_ZONE_H
#define COMMON_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/fail.h"
#include "common/view.h"

/*
 * One time zone, as the system's data give it, for the times of day that
 * records hold.  Nothing here depends on TZ or changes it.
 *
 * Source: RFC 9636 (TZif), POSIX.1 section 8.3 (the rule in its footer).
 */
struct zone_turn {	/* the clock is changed */
	int64_t at;	/* seconds since 1970-01-01 UTC */
	int32_t offset; /* from then on: seconds east of UTC */
	bool summer;
	char abbr[8];
};

struct zone {
	struct zone_turn first; /* before any turn; `at` means nothing */
	struct zone_turn *turn;
	size_t n;
};

/*
 * Parse the bytes of a TZif file.  Turns that follow from the rule in its
 * footer are worked out up to 2199.  Returns 0; or -1: E_ZONE, E_MEMORY.
 * Release z in both cases.
 */
int zone_parse(struct zone *z, struct view src, struct fail *f);

/*
 * The zone of that name from /usr/share/zoneinfo; UTC needs no file.
 * Returns 0; or -1: E_ZONE (no such zone).  Release z in both cases.
 */
int zone_read(struct zone *z, struct view name, struct fail *f);
void zone_release(struct zone *z);

#define ZONE_DIR "/usr/share/zoneinfo"

/*
 * What the clock is ahead of UTC at a local time, in seconds.  A time that
 * there is twice is the first of the two; one that is skipped is taken with
 * the offset before the skip (RFC 5545 section 3.3.5).
 */
int32_t zone_offset(const struct zone *z, int day, int minute);

/* The same moment in UTC. */
void zone_utc(const struct zone *z, int day, int minute, int *utc_day,
    int *utc_minute);

#endif
