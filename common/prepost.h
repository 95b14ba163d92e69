#ifndef COMMON_PREPOST_H
#define COMMON_PREPOST_H

#include <stddef.h>

#include "common/fail.h"
#include "common/stattest.h"
#include "common/tally.h"

/* One score before and after: who was lost, what changed.  No I/O. */
struct prepost {
	struct tally before, after; /* of the pairs */
	struct tally lost;	    /* before, of those without an after */
	size_t gained;		    /* with an after, without a before */
	struct stattest_t change;
	struct stattest_wilcoxon rank;
	struct stattest_g g, g_before;
	struct stattest_t attrition; /* lost against kept, before (Welch) */
	struct tally dose;	     /* of the pairs that have one */
	struct stattest_rho rho;     /* dose and change */
};

/*
 * n persons; NaN where there is no number.  dose may be NULL.  Returns 0, or
 * -1: E_MEMORY.
 */
int prepost_compute(struct prepost *out, const double *before,
    const double *after, const double *dose, size_t n, double level,
    struct fail *f);

#endif
