#include "common/nct.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#define INTERVALS 200
#define PRECISION 1e-10

struct point {
	double t, df, ncp;
};

/* Given s^2 = v / df, T <= t says that a normal is <= t * s - ncp. */
static double
integrand(double v, void *arg)
{
	const struct point *p = arg;

	return gsl_cdf_ugaussian_P(p->t * sqrt(v / p->df) - p->ncp) *
	       gsl_ran_chisq_pdf(v, p->df);
}

double
nct_cdf(double t, double df, double ncp)
{
	struct point p = { t, df, ncp };
	gsl_function fn = { integrand, &p };
	gsl_integration_workspace *w;
	gsl_error_handler_t *old;
	double from, to, sum = NAN, error;

	/* Outside, the chi square has less than 1e-14 of its mass. */
	from = gsl_cdf_chisq_Pinv(1e-15, df);
	to = gsl_cdf_chisq_Qinv(1e-15, df);
	/* GSL's own handler would end the program. */
	old = gsl_set_error_handler_off();
	w = gsl_integration_workspace_alloc(INTERVALS);
	if (w != NULL &&
	    gsl_integration_qag(&fn, from, to, 1e-13, PRECISION, INTERVALS,
		GSL_INTEG_GAUSS31, w, &sum, &error) != GSL_SUCCESS)
		sum = NAN;
	if (w != NULL)
		gsl_integration_workspace_free(w);
	gsl_set_error_handler(old);
	return sum;
}

double
nct_noncentrality(double t, double df, double p)
{
	double lo = t - 1.0, hi = t + 1.0, mid, c, step;

	/* The probability falls with the noncentrality: bracket, bisect. */
	for (step = 1.0; nct_cdf(t, df, lo) < p; step *= 2.0)
		if ((lo -= step) < -1e6)
			return NAN;
	for (step = 1.0; nct_cdf(t, df, hi) > p; step *= 2.0)
		if ((hi += step) > 1e6)
			return NAN;
	while (hi - lo > PRECISION * (1.0 + fabs(t))) {
		mid = lo + (hi - lo) / 2.0;
		c = nct_cdf(t, df, mid);
		if (isnan(c))
			return NAN;
		if (c > p)
			lo = mid;
		else
			hi = mid;
	}
	return lo + (hi - lo) / 2.0;
}
