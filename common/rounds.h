#ifndef COMMON_ROUNDS_H
#define COMMON_ROUNDS_H

#include "common/fail.h"
#include "common/names.h"
#include "common/roll.h"
#include "common/turnout.h"

/*
 * A round through many groups: each one's roll is read, and what `work` makes
 * of it comes out in the order of the groups, however many threads read.
 */
struct rounds_job {
	struct roll_options options;
	unsigned threads; /* 0 counts as 1 */
	/*
	 * Called in any thread; appends to out what the group gives.  0, or
	 * -1 and *f.
	 */
	int (*work)(void *arg, const struct roll *r, struct turnout *t,
	    struct buf *out, struct fail *f);
	/*
	 * Called in the thread of rounds_run(), group after group in their
	 * order: what work() appended, or (f not NULL) why there is nothing.
	 * Other than 0 ends the round.
	 */
	int (*take)(void *arg, size_t group, struct view out,
	    const struct fail *f);
	void *arg;
};

/*
 * Read the groups at these paths.  t is filled from the roll before work()
 * is called.  Returns 0; what take() returned; or -1 and *f when memory or
 * threads are wanting.
 */
int rounds_run(const struct names *paths, const struct rounds_job *job,
    struct fail *f);

/* Fill t, which is cleared first, from r.  0, or -1 and *f. */
int rounds_turnout(struct turnout *t, const struct roll *r, struct fail *f);

#endif
