#include "common/prepost.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct work {
	double *b, *a, *d; /* the pairs */
	double *x, *y;	   /* dose and change of those that have both */
	double *lost;
	size_t n, nx, nlost; /* of each */
};

static void
sort_out(struct prepost *out, struct work *w, const double *before,
    const double *after, const double *dose, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (isnan(before[i])) {
			out->gained += isnan(after[i]) ? 0 : 1;
			continue;
		}
		if (isnan(after[i])) {
			tally_add(&out->lost, before[i]);
			w->lost[w->nlost++] = before[i];
			continue;
		}
		tally_add(&out->before, before[i]);
		tally_add(&out->after, after[i]);
		w->b[w->n] = before[i];
		w->a[w->n] = after[i];
		w->d[w->n++] = after[i] - before[i];
		if (dose == NULL || isnan(dose[i]))
			continue;
		tally_add(&out->dose, dose[i]);
		w->x[w->nx] = dose[i];
		w->y[w->nx++] = after[i] - before[i];
	}
}

int
prepost_compute(struct prepost *out, const double *before, const double *after,
    const double *dose, size_t n, double level, struct fail *f)
{
	double *p = calloc(n + 1, 6 * sizeof(*p));
	struct work w = { 0 };
	int rv;

	memset(out, 0, sizeof(*out));
	if (p == NULL)
		return fail_memory(f);
	w.b = p;
	w.a = p + n;
	w.d = p + 2 * n;
	w.x = p + 3 * n;
	w.y = p + 4 * n;
	w.lost = p + 5 * n;
	sort_out(out, &w, before, after, dose, n);
	out->change = stattest_t_one(w.d, w.n, level);
	out->g = stattest_g_change(w.d, w.n, level);
	out->g_before = stattest_g_before(w.b, w.a, w.n, level);
	out->attrition = stattest_t_two(w.lost, w.nlost, w.b, w.n, level);
	rv = stattest_wilcoxon(&out->rank, w.d, w.n, f);
	if (rv == 0)
		rv = stattest_spearman(&out->rho, w.x, w.y, w.nx, f);
	free(p);
	return rv;
}
