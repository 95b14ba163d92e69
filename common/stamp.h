#ifndef COMMON_STAMP_H
#define COMMON_STAMP_H

#include <stdbool.h>

#include "common/view.h"

/* A day and a time of day as programs write them into tables. */
struct stamp {
	int day; /* since 1970-01-01 */
	int seconds;
	bool utc; /* it says so: a Z at the end */
};

enum stamp_order { STAMP_YMD, STAMP_DMY, STAMP_MDY };

/*
 * A date of three numbers apart by - / or ., in that order of day, month and
 * year, a blank or T, a time HH:MM or HH:MM:SS, AM or PM behind it perhaps,
 * or a Z.  Returns 0, or -1.
 */
int stamp_parse(struct stamp *s, struct view v, enum stamp_order order);

#endif
