#ifndef COMMON_CROSSTAB_H
#define COMMON_CROSSTAB_H

#include <stddef.h>

#include "common/fail.h"
#include "common/names.h"
#include "common/view.h"

/*
 * Counts and minutes by one word or two.  Words come as they come; they are
 * sorted at the end, the missing one (an empty view) last.  Does no I/O.
 */
#define CROSSTAB_SLOTS 6

struct crosstab_cell {
	unsigned count[CROSSTAB_SLOTS]; /* what each means is the caller's */
	long minutes[2];
	unsigned timed[2]; /* how many of the counted had minutes */
};

/* All zero is a valid, empty one. */
struct crosstab {
	struct names row, col;
	struct crosstab_cell *cell; /* row.n rows of `stride` */
	size_t stride, rows;	    /* of which col.n and row.n are used */
	size_t *row_order, *col_order;
};

/*
 * The cell of two words, made if it is new; the pointer holds until the next
 * call.  With one dimension col is always the empty view.  NULL: no memory.
 */
struct crosstab_cell *crosstab_at(struct crosstab *t, struct view row,
    struct view col);

/* Put both sides in order.  0, or -1: no memory. */
int crosstab_sort(struct crosstab *t, struct fail *f);

/* Row i, column k, in order; after crosstab_sort(). */
const struct crosstab_cell *crosstab_get(const struct crosstab *t, size_t i,
    size_t k);
struct view crosstab_row(const struct crosstab *t, size_t i);
struct view crosstab_col(const struct crosstab *t, size_t k);

void crosstab_release(struct crosstab *t);

#endif
