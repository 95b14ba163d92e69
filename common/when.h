#ifndef COMMON_WHEN_H
#define COMMON_WHEN_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/view.h"

/*
 * Dates and ages as people write them in a narrative, in English, German and
 * French, read so that they can be made coarser or moved.
 */
enum when_part { WHEN_DAY, WHEN_MONTH, WHEN_YEAR };
#define WHEN_PARTS 3

struct when {
	int year;	/* 0: not said; two digits are 1930 to 2029 */
	int month, day; /* 0: not said */
	bool unsure;	/* 3/4: day and month may be the other way round */
	bool named;	/* the month is a word */
	struct {
		size_t at, n; /* where it stands; n 0: it does not */
	} part[WHEN_PARTS];
};

enum when_order { WHEN_UNKNOWN, WHEN_DMY, WHEN_MDY };

/*
 * Read the date in v: 3 March, 3/4/21, 2021-04-03, am 3. April, 3 mars 2021,
 * March 2021, the 14th, Boxing Day.  order says how numbers are meant where
 * that can't be told.  Returns 0, or -1: no date that we can read.
 */
int when_read(struct view v, enum when_order order, struct when *w);

/* Append "Q2 2021", "Q2" or "2021", as much as is known; -1: neither is. */
int when_quarter(const struct when *w, struct buf *out);

/* Append the year; -1: it is not said. */
int when_year(const struct when *w, struct buf *out);

/*
 * Append v, which gave w, `days` later and in the same style.  A date without
 * year is taken in `year`.  Returns -1, nothing appended, when v says no day
 * and month, or is unsure.
 */
int when_shift(struct view v, const struct when *w, int days, int year,
    struct buf *out);

/*
 * The age that v begins with or is, in digits or words ("94-year-old",
 * "eighty-two", "zweiundneunzig", "quatre-vingt-treize"), 0 to 129; or -1.
 */
int when_age(struct view v);

/* Append the band: "80-89", and "90+" from 90 on. */
void when_band(int age, struct buf *out);

#endif
