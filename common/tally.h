#ifndef COMMON_TALLY_H
#define COMMON_TALLY_H

#include <stddef.h>

/*
 * Running count, mean and variance of a stream of numbers, in one pass and
 * without the cancellation of the sum-of-squares formula.  All zero is a
 * valid, empty tally.
 *
 * Source: B. P. Welford, "Note on a method for calculating corrected sums of
 * squares and products", Technometrics 4(3), 1962, pp. 419-420.
 */
struct tally {
	size_t n;
	double mean;
	double m2; /* sum of squares about the mean */
	double min, max;
};

void tally_add(struct tally *t, double x);

double tally_mean(const struct tally *t);     /* NaN: no number yet */
double tally_variance(const struct tally *t); /* by n - 1; NaN: n < 2 */
double tally_sd(const struct tally *t);

#endif
