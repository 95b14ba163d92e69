#ifndef COMMON_DATE_H
#define COMMON_DATE_H

#include <stdbool.h>

#include "common/view.h"

/*
 * Days and times of day, without clock and without zone.
 *
 * A date is the number of days since 1970-01-01 in the proleptic Gregorian
 * calendar; the years 1900 to 2199 are taken, which catches typing errors.
 */
#define DATE_LEN     11 /* YYYY-MM-DD and NUL */
#define DATE_TIMELEN 6	/* HH:MM and NUL */

struct date_ymd {
	int year, month, day; /* month and day from 1 */
};

/* RFC 3339 full-date.  Returns 0 and sets *days, or -1. */
int date_parse(struct view v, int *days);
void date_format(int days, char out[DATE_LEN]);

struct date_ymd date_split(int days);

/* The day of y-m-d, or -1 if there is none; sets *days. */
int date_join(int year, int month, int day, int *days);

int date_weekday(int days); /* 0 Monday ... 6 Sunday */

/* The same day n months on; the last of a shorter month if there is none. */
int date_add_months(int days, int n);

/* HH:MM.  Returns 0 and sets *minutes since midnight, 0..1439, or -1. */
int date_parse_time(struct view v, int *minutes);
void date_format_time(int minutes, char out[DATE_TIMELEN]);

/* DATE..DATE, or one DATE for a single day.  The end is included. */
int date_parse_range(struct view v, int *from, int *to);

#endif
