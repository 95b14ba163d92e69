#include "common/tally.h"

#include <math.h>

void
tally_add(struct tally *t, double x)
{
	double d = x - t->mean;

	if (t->n == 0 || x < t->min)
		t->min = x;
	if (t->n == 0 || x > t->max)
		t->max = x;
	t->n++;
	t->mean += d / (double)t->n;
	t->m2 += d * (x - t->mean);
}

double
tally_mean(const struct tally *t)
{
	return t->n == 0 ? NAN : t->mean;
}

double
tally_variance(const struct tally *t)
{
	return t->n < 2 ? NAN : t->m2 / (double)(t->n - 1);
}

double
tally_sd(const struct tally *t)
{
	return sqrt(tally_variance(t));
}
