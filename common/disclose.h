#ifndef COMMON_DISCLOSE_H
#define COMMON_DISCLOSE_H

#include <stdbool.h>
#include <stddef.h>

#include "common/crosstab.h"
#include "common/csvtable.h"
#include "common/emit.h"
#include "common/fail.h"
#include "common/suppress.h"
#include "common/view.h"

/*
 * A table of counts that may be given away: rows and columns by word, their
 * totals, and what is small hidden so that it can't be worked out.  A ledger
 * tells later releases what was hidden and what was shown.  Does no I/O.
 */
struct disclose {
	struct crosstab t; /* counts in slot 0 */
	bool two;	   /* dimensions; with one, col is the empty view */
	struct suppress *s;
	size_t small, other; /* cells hidden for each reason */
};

#define DISCLOSE_TOTAL "total"
#define DISCLOSE_NONE  "none" /* the missing word */

/* Add to a cell.  0, or -1: E_MEMORY. */
int disclose_add(struct disclose *d, struct view row, struct view col,
    unsigned long n, struct fail *f);

/*
 * Hide what is below the threshold, and more.  ledger (NULL: there is none)
 * has the columns table, row, column, status; its lines of this `table`
 * count.  Totals are printed and so protected.  0, or -1: E_MEMORY, E_COLUMN.
 */
int disclose_protect(struct disclose *d, unsigned threshold,
    const struct csvtable *ledger, const char *table, struct fail *f);

/* True if the table has that cell or total, by its words. */
bool disclose_has(const struct disclose *d, struct view row, struct view col);

/* Rows: row, column (with two), count; a hidden count is missing. */
void disclose_emit(const struct disclose *d, struct emit *e);

/* Rows of the ledger: table, row, column, "hidden" or "shown". */
void disclose_ledger(const struct disclose *d, const char *table,
    struct emit *e);

void disclose_release(struct disclose *d);

#endif
