#include "common/kanon.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct kanon {
	size_t ncols, n, cap;
	uint32_t *code;	     /* row by row */
	uint32_t *sensitive; /* of each row */
	bool any_sensitive;

	uint32_t mask;
	uint32_t *class_of; /* of each row */
	uint32_t *first;    /* a row of each class */
	uint32_t *size;	    /* rows of each class */
	uint32_t *f;	    /* the same with wildcards */
	size_t classes;

	/* What was counted already; adding a row forgets it. */
	struct {
		uint32_t mask;
		bool wildcard;
		size_t least, below;
	} told[64];
	size_t ntold;
	double bits[KANON_COLUMNS]; /* negative: not known */
};

/* Things put into groups: thing i is the row of codes at[i] (or i). */
struct things {
	const uint32_t *code;
	size_t ncols, n;
	const uint32_t *at;	/* NULL: i itself */
	const uint32_t *weight; /* NULL: 1 each */
	uint32_t mask;		/* columns that count */
};

struct groups {
	uint32_t *of;	 /* group of each thing */
	uint32_t *first; /* a thing of each group */
	uint32_t *size;	 /* weight of each group */
	size_t n;
};

struct kanon *
kanon_new(size_t n)
{
	struct kanon *k = calloc(1, sizeof(*k));

	assert(n >= 1 && n <= KANON_COLUMNS);
	if (k != NULL) {
		k->ncols = n;
		k->bits[0] = -1.0;
	}
	return k;
}

static void
forget(struct kanon *k)
{
	free(k->class_of);
	free(k->first);
	free(k->size);
	free(k->f);
	k->class_of = k->first = k->size = k->f = NULL;
	k->classes = 0;
}

void
kanon_free(struct kanon *k)
{
	if (k == NULL)
		return;
	forget(k);
	free(k->code);
	free(k->sensitive);
	free(k);
}

static bool
more_rows(struct kanon *k)
{
	size_t cap = k->cap == 0 ? 1024 : k->cap * 2;
	uint32_t *p;

	if (k->n < k->cap)
		return true;
	p = reallocarray(k->code, cap, k->ncols * sizeof(*p));
	if (p == NULL)
		return false;
	k->code = p;
	p = reallocarray(k->sensitive, cap, sizeof(*p));
	if (p == NULL)
		return false;
	k->sensitive = p;
	k->cap = cap;
	return true;
}

int
kanon_add(struct kanon *k, const uint32_t *code, uint32_t sensitive,
    struct fail *f)
{
	if (k->n == UINT32_MAX / 2)
		return fail_set(f, FAIL_LIMIT, "E_LIMIT", "too many rows");
	if (!more_rows(k))
		return fail_memory(f);
	memcpy(k->code + k->n * k->ncols, code, k->ncols * sizeof(*code));
	k->sensitive[k->n++] = sensitive;
	k->ntold = 0;
	k->bits[0] = -1.0;
	k->any_sensitive = k->any_sensitive || sensitive != 0;
	return 0;
}

size_t
kanon_rows(const struct kanon *k)
{
	return k->n;
}

static const uint32_t *
codes_of(const struct things *t, size_t i)
{
	return t->code + (t->at == NULL ? i : t->at[i]) * t->ncols;
}

static size_t
hash(const struct things *t, const uint32_t *c)
{
	uint64_t h = 0x9e3779b97f4a7c15U;
	size_t i;

	for (i = 0; i < t->ncols; i++)
		if ((t->mask >> i & 1) != 0)
			h = (h ^ c[i]) * 0xff51afd7ed558ccdU;
	h ^= h >> 29;
	h *= 0xc4ceb9fe1a85ec53U;
	return (size_t)(h >> 16);
}

static bool
same(const struct things *t, const uint32_t *a, const uint32_t *b)
{
	size_t i;

	for (i = 0; i < t->ncols; i++)
		if ((t->mask >> i & 1) != 0 && a[i] != b[i])
			return false;
	return true;
}

static void
drop_groups(struct groups *g)
{
	free(g->of);
	free(g->first);
	free(g->size);
	memset(g, 0, sizeof(*g));
}

/* Fill *g, all zero before; slot is empty, slots a power of 2 above 2 * n. */
static void
fill_groups(struct groups *g, const struct things *t, uint32_t *slot,
    size_t slots)
{
	const uint32_t *c;
	size_t i, at;

	for (i = 0; i < t->n; i++) {
		c = codes_of(t, i);
		at = hash(t, c) & (slots - 1);
		while (slot[at] != 0 &&
		       !same(t, c, codes_of(t, g->first[slot[at] - 1])))
			at = (at + 1) & (slots - 1);
		if (slot[at] == 0) {
			g->first[g->n] = (uint32_t)i;
			slot[at] = (uint32_t)++g->n;
		}
		g->of[i] = slot[at] - 1;
		g->size[g->of[i]] += t->weight == NULL ? 1 : t->weight[i];
	}
}

static int
make_groups(struct groups *g, const struct things *t, struct fail *f)
{
	size_t slots = 64;
	uint32_t *slot;

	while (slots < 2 * t->n + 2)
		slots *= 2;
	memset(g, 0, sizeof(*g));
	slot = calloc(slots, sizeof(*slot));
	g->of = calloc(t->n + 1, sizeof(*g->of));
	g->first = calloc(t->n + 1, sizeof(*g->first));
	g->size = calloc(t->n + 1, sizeof(*g->size));
	if (slot == NULL || g->of == NULL || g->first == NULL ||
	    g->size == NULL) {
		free(slot);
		drop_groups(g);
		return fail_memory(f);
	}
	fill_groups(g, t, slot, slots);
	free(slot);
	return 0;
}

/* Which of the counted columns are missing in a class. */
static uint32_t
holes(const struct kanon *k, size_t class)
{
	const uint32_t *c = k->code + k->first[class] * k->ncols;
	uint32_t m = 0;
	size_t i;

	for (i = 0; i < k->ncols; i++)
		if ((k->mask >> i & 1) != 0 && c[i] == 0)
			m |= 1U << i;
	return m;
}

/*
 * Add to f of the classes with holes a those with holes b that agree with
 * them on what both have: both kinds are grouped by that, and only the
 * second has weight.
 */
static int
add_agreeing(struct kanon *k, const uint32_t *hole, uint32_t a, uint32_t b,
    uint32_t *scratch, struct fail *f)
{
	uint32_t *class = scratch, *row = scratch + k->classes,
		 *weight = scratch + 2 * k->classes;
	struct things t = { k->code, k->ncols, 0, row, weight,
		k->mask & ~(a | b) };
	struct groups g;
	size_t i;

	for (i = 0; i < k->classes; i++) {
		if (hole[i] != a && hole[i] != b)
			continue;
		class[t.n] = (uint32_t)i;
		row[t.n] = k->first[i];
		weight[t.n++] = hole[i] == b ? k->size[i] : 0;
	}
	if (make_groups(&g, &t, f) == -1)
		return -1;
	for (i = 0; i < t.n; i++)
		if (hole[class[i]] == a)
			k->f[class[i]] += g.size[g.of[i]];
	drop_groups(&g);
	return 0;
}

static int
count_wildcards(struct kanon *k, struct fail *f)
{
	uint32_t *hole = calloc(k->classes + 1, sizeof(*hole)), a, b;
	uint32_t *scratch = calloc(k->classes + 1, 3 * sizeof(*scratch));
	bool *seen = calloc((size_t)1 << k->ncols, sizeof(*seen));
	size_t i;
	int rv = 0;

	if (hole == NULL || scratch == NULL || seen == NULL) {
		rv = fail_memory(f);
		goto out;
	}
	for (i = 0; i < k->classes; i++) {
		hole[i] = holes(k, i);
		seen[hole[i]] = true;
		k->f[i] = 0;
	}
	for (a = 0; a < 1U << k->ncols && rv == 0; a++)
		for (b = 0; seen[a] && b < 1U << k->ncols && rv == 0; b++)
			if (seen[b])
				rv = add_agreeing(k, hole, a, b, scratch, f);
out:
	free(hole);
	free(scratch);
	free(seen);
	return rv;
}

int
kanon_count(struct kanon *k, uint32_t mask, bool wildcard, struct fail *f)
{
	struct things t = { k->code, k->ncols, k->n, NULL, NULL, mask };
	struct groups g;

	forget(k);
	k->mask = mask;
	if (make_groups(&g, &t, f) == -1)
		return -1;
	k->class_of = g.of;
	k->first = g.first;
	k->size = g.size;
	k->classes = g.n;
	k->f = calloc(k->classes + 1, sizeof(*k->f));
	if (k->f == NULL) {
		forget(k);
		return fail_memory(f);
	}
	if (k->classes > 0)
		memcpy(k->f, k->size, k->classes * sizeof(*k->f));
	if (wildcard && count_wildcards(k, f) == -1) {
		forget(k);
		return -1;
	}
	return 0;
}

size_t
kanon_f(const struct kanon *k, size_t row)
{
	return k->f[k->class_of[row]];
}

/* Distinct sensitive values and their entropy, for each class. */
static int
diversity(const struct kanon *k, struct kanon_risk *out, struct fail *f)
{
	uint32_t *two = calloc(k->n + 1, 2 * sizeof(*two)), *distinct, *known;
	double *entropy, p;
	struct things t = { two, 2, k->n, NULL, NULL, 3 };
	struct groups g = { 0 };
	size_t i, class;
	int rv = -1;

	distinct = calloc(k->classes + 1, sizeof(*distinct));
	known = calloc(k->classes + 1, sizeof(*known));
	entropy = calloc(k->classes + 1, sizeof(*entropy));
	if (two == NULL || distinct == NULL || known == NULL ||
	    entropy == NULL) {
		fail_memory(f);
		goto out;
	}
	for (i = 0; i < k->n; i++) {
		two[2 * i] = k->class_of[i];
		two[2 * i + 1] = k->sensitive[i];
		/* A missing value is no diversity. */
		known[two[2 * i]] += k->sensitive[i] != 0 ? 1 : 0;
	}
	if (make_groups(&g, &t, f) == -1)
		goto out;
	for (i = 0; i < g.n; i++) {
		class = two[2 * (size_t)g.first[i]];
		if (two[2 * (size_t)g.first[i] + 1] == 0)
			continue;
		distinct[class]++;
		p = (double)g.size[i] / (double)known[class];
		entropy[class] -= p * log(p);
	}
	out->l_distinct = k->n;
	out->l_entropy = INFINITY;
	for (i = 0; i < k->classes; i++) {
		if (distinct[i] < out->l_distinct)
			out->l_distinct = distinct[i];
		out->l_entropy = fmin(out->l_entropy,
		    distinct[i] == 0 ? 0.0 : exp(entropy[i]));
	}
	rv = 0;
out:
	drop_groups(&g);
	free(two);
	free(distinct);
	free(known);
	free(entropy);
	return rv;
}

/* What needs no memory. */
static void
measure(const struct kanon *k, size_t least, struct kanon_risk *out)
{
	size_t i, size;

	memset(out, 0, sizeof(*out));
	out->rows = k->n;
	out->classes = k->classes;
	for (i = 0; i < k->classes; i++) {
		size = k->f[i];
		if (i == 0 || size < out->smallest)
			out->smallest = size;
		if (size == 1)
			out->unique += k->size[i];
		if (size < least)
			out->below += k->size[i];
		out->marketer += (double)k->size[i] / (double)size;
	}
	if (k->n > 0) {
		out->marketer /= (double)k->n;
		out->prosecutor = 1.0 / (double)out->smallest;
	}
}

int
kanon_risk(const struct kanon *k, size_t least, struct kanon_risk *out,
    struct fail *f)
{
	measure(k, least, out);
	if (k->n == 0 || !k->any_sensitive)
		return 0;
	return diversity(k, out, f);
}

static double
column_bits(const struct kanon *k, size_t column)
{
	struct things t = { k->code, k->ncols, k->n, NULL, NULL, 1U << column };
	struct groups g;
	double bits = 0.0, p;
	size_t i;

	if (make_groups(&g, &t, NULL) == -1)
		return NAN;
	for (i = 0; i < g.n; i++) {
		p = (double)g.size[i] / (double)k->n;
		bits -= p * log2(p);
	}
	drop_groups(&g);
	return bits;
}

double
kanon_bits(struct kanon *k, size_t column)
{
	double bits[KANON_COLUMNS];
	size_t i;

	for (i = 0; k->bits[0] < 0.0 && i < k->ncols; i++)
		if (isnan(bits[i] = column_bits(k, i)))
			return NAN;
	if (k->bits[0] < 0.0)
		memcpy(k->bits, bits, k->ncols * sizeof(*bits));
	return k->bits[column];
}

int
kanon_below(struct kanon *k, uint32_t mask, bool wildcard, size_t least,
    size_t *below, struct fail *f)
{
	struct kanon_risk r;
	size_t i;

	for (i = 0; i < k->ntold; i++)
		if (k->told[i].mask == mask &&
		    k->told[i].wildcard == wildcard &&
		    k->told[i].least == least) {
			*below = k->told[i].below;
			return 0;
		}
	if (kanon_count(k, mask, wildcard, f) == -1)
		return -1;
	measure(k, least, &r);
	*below = r.below;
	if (k->ntold == sizeof(k->told) / sizeof(k->told[0]))
		return 0;
	k->told[k->ntold].mask = mask;
	k->told[k->ntold].wildcard = wildcard;
	k->told[k->ntold].least = least;
	k->told[k->ntold++].below = r.below;
	return 0;
}

/* The next column to go from mask; *below: the rows then below. */
static int
best_column(struct kanon *k, uint32_t mask, bool wildcard, size_t least,
    const double *bits, size_t *best, size_t *below, struct fail *f)
{
	size_t i, b;
	bool any = false;

	*best = 0;
	for (i = 0; i < k->ncols; i++) {
		if ((mask >> i & 1) == 0)
			continue;
		if (kanon_below(k, mask & ~(1U << i), wildcard, least, &b, f) ==
		    -1)
			return -1;
		if (!any || b < *below ||
		    (b == *below && bits[i] < bits[*best])) {
			*best = i;
			*below = b;
		}
		any = true;
	}
	return 0;
}

/* Columns that went in vain come back: one can't be seen alone at first. */
static int
restore(struct kanon *k, uint32_t mask, bool wildcard, size_t least,
    size_t order[KANON_COLUMNS], size_t *n, struct fail *f)
{
	size_t i, kept = 0, below;

	for (i = 0; i < *n; i++) {
		if (kanon_below(k, mask | 1U << order[i], wildcard, least,
			&below, f) == -1)
			return -1;
		if (below == 0)
			mask |= 1U << order[i];
		else
			order[kept++] = order[i];
	}
	*n = kept;
	return 0;
}

int
kanon_coarsen(struct kanon *k, uint32_t mask, bool wildcard, size_t least,
    size_t order[KANON_COLUMNS], size_t *n, struct fail *f)
{
	double bits[KANON_COLUMNS] = { 0 };
	size_t i, best = 0, below;

	*n = 0;
	if (kanon_below(k, mask, wildcard, least, &below, f) == -1)
		return -1;
	for (i = 0; below > 0 && i < k->ncols; i++)
		if (isnan(bits[i] = kanon_bits(k, i)))
			return fail_memory(f);
	/* With no column left all rows are alike; fewer than k stay below. */
	while (below > 0 && mask != 0) {
		if (best_column(k, mask, wildcard, least, bits, &best, &below,
			f) == -1)
			return -1;
		order[(*n)++] = best;
		mask &= ~(1U << best);
	}
	return *n < 2 ? 0 : restore(k, mask, wildcard, least, order, n, f);
}
