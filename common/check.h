#ifndef COMMON_CHECK_H
#define COMMON_CHECK_H

#include <stdbool.h>

#include "common/fail.h"
#include "common/frame.h"
#include "common/names.h"
#include "common/record.h"
#include "common/vocab.h"

/*
 * Every rule that one record can break, given what else is in its group.
 * Does no I/O; several threads may check records of one group at a time.
 */
struct check_group {
	struct names members, sessions, cases; /* ids, sorted */
	int *joined, *left;		       /* of each of members */
	struct frame frame;
	const struct vocab *words;
	int today;
};

/*
 * Called for each problem: error false is a warning (words W_...).  f has no
 * file; line and column count from 1.
 */
typedef void check_fn(void *arg, const struct fail *f, bool error);

/* r was parsed with RECORD_ALL. */
void check_record(const struct check_group *g, const struct record *r,
    check_fn *fn, void *arg);

#endif
