#include "common/stattest.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdlib.h>

#include "common/nct.h"
#include "common/tally.h"

#define EXACT_BELOW 50 /* differences; as R */

static void
finish_t(struct stattest_t *r, double se, double level)
{
	double q;

	if (!(se > 0.0))
		return;
	q = gsl_cdf_tdist_Pinv(0.5 + level / 2.0, r->df);
	r->t = r->diff / se;
	r->p = 2.0 * gsl_cdf_tdist_Q(fabs(r->t), r->df);
	r->lo = r->diff - q * se;
	r->hi = r->diff + q * se;
}

struct stattest_t
stattest_t_one(const double *d, size_t n, double level)
{
	struct stattest_t r = { NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	struct tally t = { 0 };
	size_t i;

	for (i = 0; i < n; i++)
		tally_add(&t, d[i]);
	r.diff = tally_mean(&t);
	r.sd = tally_sd(&t);
	if (n >= 2) {
		r.df = (double)n - 1.0;
		finish_t(&r, r.sd / sqrt((double)n), level);
	}
	return r;
}

struct stattest_t
stattest_t_two(const double *x, size_t nx, const double *y, size_t ny,
    double level)
{
	struct stattest_t r = { NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	struct tally tx = { 0 }, ty = { 0 };
	double vx, vy;
	size_t i;

	for (i = 0; i < nx; i++)
		tally_add(&tx, x[i]);
	for (i = 0; i < ny; i++)
		tally_add(&ty, y[i]);
	r.diff = tally_mean(&tx) - tally_mean(&ty);
	if (nx < 2 || ny < 2)
		return r;
	vx = tally_variance(&tx) / (double)nx;
	vy = tally_variance(&ty) / (double)ny;
	if (!(vx + vy > 0.0))
		return r;
	r.df = (vx + vy) * (vx + vy) /
	       (vx * vx / ((double)nx - 1.0) + vy * vy / ((double)ny - 1.0));
	finish_t(&r, sqrt(vx + vy), level);
	return r;
}

struct ranked {
	double x;
	double rank;
	size_t at; /* where it stood */
};

static int
by_x(const void *a, const void *b)
{
	double x = ((const struct ranked *)a)->x;
	double y = ((const struct ranked *)b)->x;

	return (x > y) - (x < y);
}

static int
by_at(const void *a, const void *b)
{
	size_t x = ((const struct ranked *)a)->at;
	size_t y = ((const struct ranked *)b)->at;

	return (x > y) - (x < y);
}

/* Mean ranks, sorted by x; the sum of t^3 - t over ties of t numbers. */
static double
rank_all(struct ranked *r, size_t n)
{
	size_t i, j, k;
	double t, ties = 0.0;

	qsort(r, n, sizeof(*r), by_x);
	for (i = 0; i < n; i = j) {
		for (j = i + 1; j < n && !(r[j].x > r[i].x); j++)
			continue;
		for (k = i; k < j; k++)
			r[k].rank = (double)(i + j + 1) / 2.0;
		t = (double)(j - i);
		ties += t * t * t - t;
	}
	return ties;
}

/*
 * P(V <= v) of n untied differences under no change: of the 2^n choices of
 * signs, those whose positive ranks sum to at most v.  With n < 50 all counts
 * are whole numbers below 2^53.
 */
static double
signrank_cdf(size_t v, size_t n)
{
	double ways[EXACT_BELOW * (EXACT_BELOW - 1) / 2 + 1] = { 1.0 };
	double sum = 0.0;
	size_t i, s;

	for (i = 1; i <= n; i++)
		for (s = n * (n + 1) / 2; s >= i; s--)
			ways[s] += ways[s - i];
	for (s = 0; s <= v; s++)
		sum += ways[s];
	return ldexp(sum, -(int)n);
}

static double
wilcoxon_exact(double v, size_t n)
{
	double all = (double)n * (double)(n + 1) / 2.0, p;

	/* The distribution is symmetric: the upper tail is a lower one. */
	p = signrank_cdf((size_t)(v > all / 2.0 ? all - v : v), n);
	return fmin(2.0 * p, 1.0);
}

static double
wilcoxon_normal(double v, size_t n, double ties)
{
	double m = (double)n, z = v - m * (m + 1.0) / 4.0;
	double sd = sqrt(m * (m + 1.0) * (2.0 * m + 1.0) / 24.0 - ties / 48.0);

	if (!(sd > 0.0))
		return NAN;
	if (z > 0.0)
		z -= 0.5;
	else if (z < 0.0)
		z += 0.5;
	return fmin(2.0 * gsl_cdf_ugaussian_Q(fabs(z) / sd), 1.0);
}

int
stattest_wilcoxon(struct stattest_wilcoxon *out, const double *d, size_t n,
    struct fail *f)
{
	struct ranked *r = calloc(n + 1, sizeof(*r));
	double ties;
	size_t i;

	if (r == NULL)
		return fail_memory(f);
	out->n = 0;
	out->v = 0.0;
	out->p = NAN;
	for (i = 0; i < n; i++)
		if (d[i] < 0.0 || d[i] > 0.0) {
			r[out->n].x = fabs(d[i]);
			r[out->n++].at = i;
		}
	ties = rank_all(r, out->n);
	for (i = 0; i < out->n; i++)
		if (d[r[i].at] > 0.0)
			out->v += r[i].rank;
	out->exact = out->n == n && n > 0 && n < EXACT_BELOW && !(ties > 0.0);
	if (out->exact)
		out->p = wilcoxon_exact(out->v, n);
	else if (out->n > 0)
		out->p = wilcoxon_normal(out->v, out->n, ties);
	free(r);
	return 0;
}

/* Hedges' correction for m degrees of freedom, exactly. */
static double
small_sample(double m)
{
	return exp(gsl_sf_lngamma(m / 2.0) - log(sqrt(m / 2.0)) -
		   gsl_sf_lngamma((m - 1.0) / 2.0));
}

struct stattest_g
stattest_g_change(const double *d, size_t n, double level)
{
	struct stattest_t t = stattest_t_one(d, n, level);
	struct stattest_g g = { NAN, NAN, NAN };
	double j, tail = (1.0 - level) / 2.0, root = sqrt((double)n);

	if (n < 3 || !(t.sd > 0.0))
		return g;
	j = small_sample(t.df);
	g.g = j * t.diff / t.sd;
	g.lo = j * nct_noncentrality(t.t, t.df, 1.0 - tail) / root;
	g.hi = j * nct_noncentrality(t.t, t.df, tail) / root;
	return g;
}

/* Pearson's correlation. */
static double
correlation(const double *x, const double *y, size_t n)
{
	struct tally tx = { 0 }, ty = { 0 };
	double sum = 0.0;
	size_t i;

	for (i = 0; i < n; i++) {
		tally_add(&tx, x[i]);
		tally_add(&ty, y[i]);
	}
	for (i = 0; i < n; i++)
		sum += (x[i] - tx.mean) * (y[i] - ty.mean);
	if (n < 2 || !(tx.m2 > 0.0) || !(ty.m2 > 0.0))
		return NAN;
	return fmax(-1.0, fmin(1.0, sum / sqrt(tx.m2 * ty.m2)));
}

struct stattest_g
stattest_g_before(const double *before, const double *after, size_t n,
    double level)
{
	struct stattest_g g = { NAN, NAN, NAN };
	struct tally b = { 0 }, a = { 0 };
	double r, se, z = gsl_cdf_ugaussian_Pinv(0.5 + level / 2.0);
	size_t i;

	for (i = 0; i < n; i++) {
		tally_add(&b, before[i]);
		tally_add(&a, after[i]);
	}
	r = correlation(before, after, n);
	if (n < 3 || isnan(r))
		return g;
	g.g = small_sample((double)n - 1.0) * (a.mean - b.mean) / tally_sd(&b);
	se = sqrt((2.0 * (1.0 - r) + g.g * g.g / 2.0) / (double)n);
	g.lo = g.g - z * se;
	g.hi = g.g + z * se;
	return g;
}

static void
ranks_of(const double *x, size_t n, struct ranked *r, double *out)
{
	size_t i;

	for (i = 0; i < n; i++) {
		r[i].x = x[i];
		r[i].at = i;
	}
	rank_all(r, n);
	qsort(r, n, sizeof(*r), by_at);
	for (i = 0; i < n; i++)
		out[i] = r[i].rank;
}

int
stattest_spearman(struct stattest_rho *out, const double *x, const double *y,
    size_t n, struct fail *f)
{
	struct ranked *r = calloc(n + 1, sizeof(*r));
	double *rx = calloc(n + 1, 2 * sizeof(*rx)), *ry, t;

	out->rho = out->p = NAN;
	if (r == NULL || rx == NULL) {
		free(r);
		free(rx);
		return fail_memory(f);
	}
	ry = rx + n;
	ranks_of(x, n, r, rx);
	ranks_of(y, n, r, ry);
	out->rho = correlation(rx, ry, n);
	if (n > 2 && !isnan(out->rho)) {
		t = fabs(out->rho) *
		    sqrt(((double)n - 2.0) / (1.0 - out->rho * out->rho));
		out->p = 2.0 * gsl_cdf_tdist_Q(t, (double)n - 2.0);
	}
	free(r);
	free(rx);
	return 0;
}

double
stattest_alpha(const double *x, size_t n, size_t k)
{
	struct tally total = { 0 }, item;
	double sum, items = 0.0;
	size_t i, j;

	if (n < 2 || k < 2)
		return NAN;
	for (j = 0; j < k; j++) {
		item = (struct tally){ 0 };
		for (i = 0; i < n; i++)
			tally_add(&item, x[i * k + j]);
		items += tally_variance(&item);
	}
	for (i = 0; i < n; i++) {
		for (sum = 0.0, j = 0; j < k; j++)
			sum += x[i * k + j];
		tally_add(&total, sum);
	}
	if (!(total.m2 > 0.0))
		return NAN;
	return (double)k / ((double)k - 1.0) *
	       (1.0 - items / tally_variance(&total));
}

/* Shares of category i in the rows and in the columns. */
static double
margin(const size_t *count, size_t k, size_t i, bool row, double n)
{
	size_t j, sum = 0;

	for (j = 0; j < k; j++)
		sum += row ? count[i * k + j] : count[j * k + i];
	return (double)sum / n;
}

static double
kappa_variance(const size_t *count, size_t k, const struct stattest_kappa *r)
{
	double n = (double)r->n, share, row, col, w, sum = 0.0, c;
	size_t i, j;

	for (i = 0; i < k; i++)
		for (j = 0; j < k; j++) {
			share = (double)count[i * k + j] / n;
			/* Category j in the rows, i in the columns. */
			row = margin(count, k, j, true, n);
			col = margin(count, k, i, false, n);
			w = (i == j ? 1.0 : 0.0) -
			    (row + col) * (1.0 - r->kappa);
			sum += share * w * w;
		}
	c = r->kappa - r->chance * (1.0 - r->kappa);
	return (sum - c * c) / ((1.0 - r->chance) * (1.0 - r->chance) * n);
}

struct stattest_kappa
stattest_kappa(const size_t *count, size_t k, double level)
{
	struct stattest_kappa r = { 0, NAN, NAN, NAN, NAN, NAN, NAN };
	double z = gsl_cdf_ugaussian_Pinv(0.5 + level / 2.0), n;
	size_t i, same = 0;

	for (i = 0; i < k * k; i++)
		r.n += count[i];
	if (r.n == 0)
		return r;
	n = (double)r.n;
	for (r.chance = 0.0, i = 0; i < k; i++) {
		same += count[i * k + i];
		r.chance += margin(count, k, i, true, n) *
			    margin(count, k, i, false, n);
	}
	r.agree = (double)same / n;
	if (!(r.chance < 1.0))
		return r;
	r.kappa = (r.agree - r.chance) / (1.0 - r.chance);
	r.se = sqrt(fmax(0.0, kappa_variance(count, k, &r)));
	r.lo = fmax(-1.0, r.kappa - z * r.se);
	r.hi = fmin(1.0, r.kappa + z * r.se);
	return r;
}
