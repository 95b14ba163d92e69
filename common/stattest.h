#ifndef COMMON_STATTEST_H
#define COMMON_STATTEST_H

#include <stdbool.h>
#include <stddef.h>

#include "common/fail.h"

/*
 * Tests and measures for small studies.  With nct the only one to see GSL.
 * All p-values are two-sided; what can't be computed is NaN (too few numbers,
 * no variation).  `level` is that of an interval, as 0.95.
 */

struct stattest_t {
	double diff; /* the mean difference */
	double sd;   /* of the differences; NaN with two samples */
	double t, df, p;
	double lo, hi; /* of diff */
};

/* Student's t of n differences against zero; n >= 2.  R: t.test(d). */
struct stattest_t stattest_t_one(const double *d, size_t n, double level);

/* Welch's t of mean(x) - mean(y); nx, ny >= 2.  R: t.test(x, y). */
struct stattest_t stattest_t_two(const double *x, size_t nx, const double *y,
    size_t ny, double level);

struct stattest_wilcoxon {
	size_t n; /* differences that aren't zero */
	double v; /* sum of the ranks of the positive ones */
	double p;
	bool exact; /* else normal with continuity correction */
};

/*
 * Wilcoxon's signed rank test of n differences.  As R's wilcox.test(d): zeros
 * are dropped, ties share their mean rank; exact when fewer than 50 are left
 * and there was neither a zero nor a tie.  0 and *out, or -1: E_MEMORY.
 */
int stattest_wilcoxon(struct stattest_wilcoxon *out, const double *d, size_t n,
    struct fail *f);

struct stattest_g {
	double g, lo, hi;
};

/*
 * Hedges' g of a change: the mean difference over the standard deviation of
 * the differences, corrected for small n; the interval inverts the noncentral
 * t distribution.
 *
 * Source: L. V. Hedges, "Distribution theory for Glass's estimator of effect
 * size", Journal of Educational Statistics 6(2), 1981, pp. 107-128.
 */
struct stattest_g stattest_g_change(const double *d, size_t n, double level);

/*
 * The same over the standard deviation before, which compares with studies of
 * two groups; the interval is that of large samples.
 *
 * Source: B. J. Becker, "Synthesizing standardized mean-change measures",
 * British Journal of Mathematical and Statistical Psychology 41, 1988.
 */
struct stattest_g stattest_g_before(const double *before, const double *after,
    size_t n, double level);

struct stattest_rho {
	double rho, p;
};

/*
 * Spearman's rank correlation, with p from the t distribution.
 * R: cor.test(x, y, method = "spearman", exact = FALSE).
 */
int stattest_spearman(struct stattest_rho *out, const double *x,
    const double *y, size_t n, struct fail *f);

/*
 * Cronbach's alpha of n persons' answers to k items, row by row; NaN if
 * n < 2, k < 2 or nobody differs.
 */
double stattest_alpha(const double *x, size_t n, size_t k);

struct stattest_kappa {
	size_t n;
	double agree;  /* share of cases on which both agree */
	double chance; /* the share expected by chance */
	double kappa, se, lo, hi;
};

/*
 * Cohen's kappa of a k x k table of counts, row by row: one coder's category
 * by the other's.  The interval is kappa +- z * se, cut at -1 and 1.
 *
 * Source: J. L. Fleiss, J. Cohen, B. S. Everitt, "Large sample standard
 * errors of kappa and weighted kappa", Psychological Bulletin 72(5), 1969.
 */
struct stattest_kappa stattest_kappa(const size_t *count, size_t k,
    double level);

#endif
