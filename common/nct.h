#ifndef COMMON_NCT_H
#define COMMON_NCT_H

/*
 * The noncentral t distribution, by numerical integration.
 *
 * Source: N. L. Johnson, S. Kotz, N. Balakrishnan, "Continuous Univariate
 * Distributions", vol. 2, 2nd ed., 1995, chapter 31.
 */

/* P(T <= t), df > 0.  R: pt(t, df, ncp).  NaN if the integral fails. */
double nct_cdf(double t, double df, double ncp);

/*
 * The noncentrality for which P(T <= t) = p, 0 < p < 1; it falls as p grows.
 * NaN when it isn't found.
 */
double nct_noncentrality(double t, double df, double p);

#endif
