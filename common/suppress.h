#ifndef COMMON_SUPPRESS_H
#define COMMON_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A table of counts with its totals, of which small ones are hidden, and
 * enough others that nobody can work the small ones out.
 *
 * What a reader can work out is known exactly.  A table with totals is a flow:
 * inner cell (i, j) goes from row i to column j, a row's total back into the
 * row, a column's total out of the column, the grand total closes the ring.
 * Shown cells are fixed; so a hidden one can grow (shrink) by what the hidden
 * ones can carry in the other direction, a maximum flow.
 *
 * Source: L. H. Cox, "Network models for complementary cell suppression",
 * Journal of the American Statistical Association 90, 1995, pp. 1453-1462.
 */
struct suppress;

struct suppress_rule {
	unsigned threshold; /* T: counts below it are hidden; 2 or more */
	bool zeros;	    /* hide 0 as well; else 0 is always shown */
	bool row_totals;    /* printed beside the table */
	bool column_totals; /* printed below it */
	bool grand_total;
};

#define SUPPRESS_ANY ((long)-1) /* of an upper bound: none */

/*
 * rows x cols cells, all 0; row `rows` holds the column totals, column `cols`
 * the row totals.  NULL: no memory.
 */
struct suppress *suppress_new(size_t rows, size_t cols);
void suppress_free(struct suppress *s); /* NULL is fine */

/* Inner cell; count is not negative.  Totals follow by themselves. */
void suppress_set(struct suppress *s, size_t row, size_t col, long count);
long suppress_count(const struct suppress *s, size_t row, size_t col);

/* Was hidden in an earlier release, and stays hidden; totals as well. */
void suppress_keep_hidden(struct suppress *s, size_t row, size_t col);

/* Was shown in an earlier release: hidden now only if nothing else helps. */
void suppress_keep_shown(struct suppress *s, size_t row, size_t col);

/*
 * Hide: first the counts below the threshold, then others, until the interval
 * of every small one is at least threshold - 1 wide.  It always can; at worst
 * everything is hidden.
 */
void suppress_protect(struct suppress *s, const struct suppress_rule *rule);

/*
 * The audit alone, of what suppress_hide() and the rule hide: the width of
 * the narrowest interval of a small cell; SUPPRESS_ANY: none has an end.
 */
long suppress_audit(struct suppress *s, const struct suppress_rule *rule);

/* Hide a cell by hand, before suppress_audit(). */
void suppress_hide(struct suppress *s, size_t row, size_t col);

bool suppress_hidden(const struct suppress *s, size_t row, size_t col);
bool suppress_small(const struct suppress *s, size_t row, size_t col);

/*
 * What a reader can work out about a cell, after one of the two above; *hi
 * may be SUPPRESS_ANY.
 */
void suppress_interval(struct suppress *s, size_t row, size_t col, long *lo,
    long *hi);

#endif
