/* Statistics: each figure beside the R call (4.2.2) that gives it. */

#include <math.h>
#include <string.h>

#include "common/nct.h"
#include "common/stattest.h"
#include "common/tally.h"
#include "tests/tap.h"

#define N(a) (sizeof(a) / sizeof((a)[0]))

static bool
near(double got, double want)
{
	double room = 1e-9 * fmax(1.0, fabs(want));

	if (isnan(want))
		return isnan(got);
	if (!isnan(got) && fabs(got - want) <= room)
		return true;
	printf("# got %.15g, expected %.15g\n", got, want);
	return false;
}

/* b <- c(52,...); a <- c(48,...); d <- a - b */
static const double before[] = { 52, 61, 47, 70, 66, 58, 49, 73, 55, 64 };
static const double after[] = { 48, 55, 47.5, 61, 60, 59, 41, 66, 53, 57 };
static const double dose[] = { 3, 9, 1, 10, 8, 2, 7, 9, 4, 8 };
static double change[N(before)];

static void
test_tally(void)
{
	struct tally t = { 0 }, big = { 0 };
	size_t i;

	ok(isnan(tally_mean(&t)) && isnan(tally_sd(&t)),
	    "tally: nothing has neither mean nor deviation");
	tally_add(&t, 4.0);
	ok(near(tally_mean(&t), 4.0) && isnan(tally_sd(&t)),
	    "tally: one number has a mean, no deviation");
	/* mean(b); var(b) */
	for (t = (struct tally){ 0 }, i = 0; i < N(before); i++)
		tally_add(&t, before[i]);
	ok(t.n == 10 && near(t.mean, 59.5) &&
		near(tally_variance(&t), 78.0555555555556),
	    "tally: mean and variance");
	ok(near(t.min, 47) && near(t.max, 73), "tally: extremes");
	/* var(1e9 + c(4, 7, 13, 16)) is 30; sums of squares would lose it. */
	tally_add(&big, 1e9 + 4);
	tally_add(&big, 1e9 + 7);
	tally_add(&big, 1e9 + 13);
	tally_add(&big, 1e9 + 16);
	ok(near(tally_variance(&big), 30.0), "tally: no cancellation");
}

static void
test_t(void)
{
	static const double same[] = { 2, 2, 2 };
	struct stattest_t r = stattest_t_one(change, N(change), 0.95);

	/* t.test(a, b, paired = TRUE) */
	ok(near(r.diff, -4.75) && near(r.sd, 3.50594732799377) &&
		near(r.t, -4.28438235961612) && near(r.df, 9) &&
		near(r.p, 0.00203680239283183),
	    "t: paired");
	ok(near(r.lo, -7.25800363304974) && near(r.hi, -2.24199636695026),
	    "t: paired, interval");
	/* t.test(a, b) */
	r = stattest_t_two(after, N(after), before, N(before), 0.95);
	ok(near(r.diff, -4.75) && near(r.t, -1.29592319746699) &&
		near(r.df, 17.5397033013686) && near(r.p, 0.211796591403338) &&
		near(r.lo, -12.4651061247247) && near(r.hi, 2.9651061247247),
	    "t: Welch");
	r = stattest_t_one(same, N(same), 0.95);
	ok(near(r.diff, 2) && isnan(r.t) && isnan(r.p),
	    "t: no variation, no test");
	r = stattest_t_one(change, 1, 0.95);
	ok(near(r.diff, -4) && isnan(r.p), "t: one pair, no test");
	r = stattest_t_two(after, 1, before, N(before), 0.95);
	ok(isnan(r.p), "t: one against ten, no test");
}

/* x and y of R's example(wilcox.test): Hollander & Wolfe 1973, p. 29. */
static const double depression[] = { 1.83 - 0.878, 0.50 - 0.647, 1.62 - 0.598,
	2.48 - 2.05, 1.68 - 1.06, 1.88 - 1.29, 1.55 - 1.06, 3.06 - 3.14,
	1.30 - 1.29 };
static const double tied[] = { 1, 2, 2, -3, 0, 4, -1, 5, 5, 6, 0, -2 };
static const double zeros[] = { 0, 0, 0 };
static const double up[] = { 1, 2, 3, 4, 5, 6 };

static const struct {
	const char *name;
	const double *d;
	size_t n;
	double v, p;
	bool exact;
} wilcoxon[] = {
	/* wilcox.test(x, y, paired = TRUE) */
	{ "exact", depression, N(depression), 40, 0.0390625, true },
	/* wilcox.test(a - b): a tie */
	{ "a tie", change, N(change), 3, 0.0143058784354296, false },
	/* wilcox.test(c(1,2,2,-3,0,4,-1,5,5,6,0,-2)) */
	{ "ties and zeros", tied, N(tied), 43.5, 0.112717084740944, false },
	/* wilcox.test(1:6): 2 / 2^6 */
	{ "all up", up, N(up), 21, 0.03125, true },
	{ "nothing changed", zeros, N(zeros), 0, NAN, false },
	{ "nobody", NULL, 0, 0, NAN, false },
};

static void
test_wilcoxon(void)
{
	struct stattest_wilcoxon r;
	struct fail f;
	double d[50];
	size_t i;

	for (i = 0; i < N(wilcoxon); i++)
		ok(stattest_wilcoxon(&r, wilcoxon[i].d, wilcoxon[i].n, &f) ==
			    0 &&
			near(r.v, wilcoxon[i].v) && near(r.p, wilcoxon[i].p) &&
			r.exact == wilcoxon[i].exact,
		    "wilcoxon: %s", wilcoxon[i].name);
	for (i = 0; i < 50; i++)
		d[i] = (i + 1) % 3 == 0 ? -(double)(i + 1) : (double)(i + 1);
	/* wilcox.test((1:49) * ifelse((1:49) %% 3 == 0, -1, 1)), and 1:50 */
	ok(stattest_wilcoxon(&r, d, 49, &f) == 0 && near(r.v, 817) &&
		near(r.p, 0.0417038542324235) && r.exact,
	    "wilcoxon: 49 are exact");
	ok(stattest_wilcoxon(&r, d, 50, &f) == 0 && near(r.v, 867) &&
		near(r.p, 0.0270634921760479) && !r.exact,
	    "wilcoxon: 50 are not");
}

static void
test_g(void)
{
	/* n <- 10; tt <- t.test(d)$statistic
	 * J <- function(m) gamma(m/2) / (sqrt(m/2) * gamma((m-1)/2))
	 * f <- function(p) uniroot(function(k) pt(tt, n-1, k) - p,
	 *     c(-20, 5), tol = 1e-12)$root
	 * J(9) * c(mean(d) / sd(d), f(.975) / sqrt(n), f(.025) / sqrt(n)) */
	struct stattest_g g = stattest_g_change(change, N(change), 0.95);

	ok(near(g.g, -1.23815486369518) && fabs(g.lo + 2.02011489871) < 1e-7 &&
		fabs(g.hi + 0.42289590132) < 1e-7,
	    "g: of the change, with its exact interval");
	/* g <- J(9) * mean(d) / sd(b)
	 * g + c(0, -1, 1) * qnorm(.975) *
	 *     sqrt((2 * (1 - cor(a, b)) + g^2 / 2) / n) */
	g = stattest_g_before(before, after, N(before), 0.95);
	ok(near(g.g, -0.491335841221967) && near(g.lo, -0.818929703714582) &&
		near(g.hi, -0.163741978729353),
	    "g: by the deviation before");
	g = stattest_g_change(change, 2, 0.95);
	ok(isnan(g.g), "g: two pairs are too few");
	/* pt(c(-1, 0, 2.5, 12), c(3, 9, 4, 30), c(.5, -1, 2, 10)) */
	ok(near(nct_cdf(-1, 3, .5), 0.0921212098143628) &&
		near(nct_cdf(0, 9, -1), 0.8413447460685429) &&
		near(nct_cdf(2.5, 4, 2), 0.5980805363364927) &&
		near(nct_cdf(12, 30, 10), 0.8494793222046805),
	    "noncentral t");
	ok(fabs(nct_cdf(2.5, 4, nct_noncentrality(2.5, 4, .3)) - .3) < 1e-9,
	    "noncentral t: inverted");
}

static void
test_association(void)
{
	/* matrix(c(3,4,...), 6, byrow = TRUE) */
	static const double x[] = { 3, 4, 3, 4, 4, 2, 2, 3, 2, 1, 5, 5, 4, 5, 5,
		1, 2, 1, 2, 3, 4, 4, 4, 3, 4, 2, 3, 3, 2, 2 };
	static const double flat[] = { 1, 2, 1, 2 };
	struct stattest_rho r;
	struct fail f;

	/* k/(k-1) * (1 - sum(apply(X, 2, var)) / var(rowSums(X))) */
	ok(near(stattest_alpha(x, 6, 5), 0.943441064638783), "alpha");
	ok(isnan(stattest_alpha(flat, 2, 2)) &&
		isnan(stattest_alpha(x, 6, 1)) &&
		isnan(stattest_alpha(x, 1, 5)),
	    "alpha: nobody differs, one item, one person");
	/* cor.test(b, a, method = "spearman", exact = FALSE) */
	ok(stattest_spearman(&r, before, after, N(before), &f) == 0 &&
		near(r.rho, 0.951515151515151) &&
		near(r.p, 2.27985492064171e-05),
	    "spearman");
	/* cor.test(dose, d, method = "spearman", exact = FALSE) */
	ok(stattest_spearman(&r, dose, change, N(dose), &f) == 0 &&
		near(r.rho, -0.803680981595092) &&
		near(r.p, 0.00508945183977541),
	    "spearman: with ties");
	ok(stattest_spearman(&r, dose, zeros, 3, &f) == 0 && isnan(r.rho),
	    "spearman: no variation");
}

static void
test_kappa(void)
{
	/* 0.4: the textbook's example of 50 grant proposals. */
	static const size_t two[] = { 20, 5, 10, 15 };
	/* Cohen 1968, Psychological Bulletin 70(4): n = 200, kappa .492. */
	static const size_t three[] = { 88, 10, 2, 14, 40, 6, 18, 10, 12 };
	/* Hout, Duncan & Sobel 1987, couples' answers; R: vcd::Kappa(SexualFun)
	 * is printed as 0.1293, ASE 0.0686. */
	static const size_t four[] = { 7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8,
		9, 14 };
	static const size_t all[] = { 5, 0, 0, 5 }, never[] = { 0, 5, 5, 0 },
			    one[] = { 9, 0, 0, 0 }, none[] = { 0, 0, 0, 0 };
	struct stattest_kappa r = stattest_kappa(two, 2, 0.95);

	/* The formula of Fleiss, Cohen and Everitt in R: outside/stats.t. */
	ok(r.n == 50 && near(r.agree, 0.7) && near(r.chance, 0.5) &&
		near(r.kappa, 0.4) && near(r.se, 0.126996062931100) &&
		near(r.lo, 0.151092290476661) && near(r.hi, 0.648907709523339),
	    "kappa: 2 x 2");
	r = stattest_kappa(three, 3, 0.95);
	ok(near(r.kappa, 0.4915254237288135) && near(r.se, 0.0510018155760779),
	    "kappa: 3 x 3, not symmetric");
	r = stattest_kappa(four, 4, 0.95);
	ok(near(r.kappa, 0.1293302540415705) && near(r.se, 0.0685985324807086),
	    "kappa: 4 x 4");
	r = stattest_kappa(all, 2, 0.95);
	ok(near(r.kappa, 1) && near(r.se, 0), "kappa: full agreement");
	r = stattest_kappa(never, 2, 0.95);
	ok(near(r.kappa, -1), "kappa: full disagreement");
	r = stattest_kappa(one, 2, 0.95);
	ok(near(r.agree, 1) && isnan(r.kappa),
	    "kappa: one category only, none can be had");
	r = stattest_kappa(none, 2, 0.95);
	ok(r.n == 0 && isnan(r.agree), "kappa: no case");
}

int
main(void)
{
	size_t i;

	for (i = 0; i < N(change); i++)
		change[i] = after[i] - before[i];
	test_tally();
	test_t();
	test_wilcoxon();
	test_g();
	test_association();
	test_kappa();
	return tap_end();
}
