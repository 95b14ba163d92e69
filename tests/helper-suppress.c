/*
 * Random tables, protected, as one linear program for glpsol: for each hidden
 * small cell the least and the greatest value that the printed cells allow.
 *
 *	helper-suppress SEED TABLES LP WANT
 *
 * The program maximises the sum of the greatest minus the sum of the least,
 * each over variables of its own, so that one run settles them all.  The
 * variables asked about come first, in pairs; WANT has a line for each pair:
 * what we say (lo, hi, -1 for no bound) and how wide it must be.
 */

#include <stdio.h>
#include <stdlib.h>

#include "common/buf.h"
#include "common/suppress.h"

#define MOST 8
#define FAR  1000000 /* stands for no bound */

static unsigned long
next(unsigned long *seed)
{
	*seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
	return *seed >> 33;
}

struct lp {
	struct buf goal, rows, bounds, want;
	size_t copies;
	long floor; /* the least that a hidden count can be */
};

/* Cell (i, j) of a copy: its variable, or its number where it is shown. */
static void
term(struct buf *b, const struct suppress *s, size_t copy, size_t i, size_t j,
    bool minus, long *rest)
{
	if (suppress_hidden(s, i, j))
		buf_printf(b, " %c v%zu_%zu_%zu", minus ? '-' : '+', copy, i,
		    j);
	else
		*rest += (minus ? 1 : -1) * suppress_count(s, i, j);
}

/* All sums of one copy of the table: rows, columns, totals of totals. */
static void
sums(struct lp *lp, const struct suppress *s, size_t rows, size_t cols)
{
	size_t i, j, was;
	long rest;

	for (i = 0; i <= rows; i++) {
		was = lp->rows.n;
		for (rest = 0, j = 0; j <= cols; j++)
			term(&lp->rows, s, lp->copies, i, j, j == cols, &rest);
		if (lp->rows.n > was)
			buf_printf(&lp->rows, " = %ld\n", rest);
	}
	for (j = 0; j <= cols; j++) {
		was = lp->rows.n;
		for (rest = 0, i = 0; i <= rows; i++)
			term(&lp->rows, s, lp->copies, i, j, i == rows, &rest);
		if (lp->rows.n > was)
			buf_printf(&lp->rows, " = %ld\n", rest);
	}
	for (i = 0; i <= rows; i++)
		for (j = 0; j <= cols; j++)
			if (suppress_hidden(s, i, j))
				buf_printf(&lp->bounds,
				    " %ld <= v%zu_%zu_%zu <= %d\n",
				    suppress_count(s, i, j) == 0 ? 0
								 : lp->floor,
				    lp->copies, i, j, FAR);
}

static void
ask(struct lp *lp, struct suppress *s, size_t rows, size_t cols, size_t i,
    size_t j, long width)
{
	long lo, hi;

	suppress_interval(s, i, j, &lo, &hi);
	buf_printf(&lp->want, "%ld %ld %ld\n", lo, hi, width);
	buf_printf(&lp->goal, " + v%zu_%zu_%zu\n", lp->copies, i, j);
	sums(lp, s, rows, cols);
	lp->copies++;
	buf_printf(&lp->goal, " - v%zu_%zu_%zu\n", lp->copies, i, j);
	sums(lp, s, rows, cols);
	lp->copies++;
}

static void
one_table(struct lp *lp, unsigned long *seed)
{
	size_t rows = 1 + next(seed) % MOST, cols = 1 + next(seed) % MOST;
	struct suppress_rule rule = { 3 + (unsigned)(next(seed) % 10),
		next(seed) % 2 == 0, true, true, true };
	struct suppress *s = suppress_new(rows, cols);
	unsigned long most = next(seed) % 3 == 0 ? 8 : 90;
	size_t i, j;

	if (s == NULL)
		exit(2);
	for (i = 0; i < rows; i++)
		for (j = 0; j < cols; j++)
			suppress_set(s, i, j, (long)(next(seed) % most));
	suppress_protect(s, &rule);
	lp->floor = rule.zeros ? 0 : 1;
	for (i = 0; i <= rows; i++)
		for (j = 0; j <= cols; j++)
			if (suppress_small(s, i, j))
				ask(lp, s, rows, cols, i, j,
				    (long)rule.threshold - 1);
	suppress_free(s);
}

static void
save(const char *name, const struct buf *b)
{
	FILE *f = fopen(name, "w");

	if (f == NULL || fwrite(b->p, 1, b->n, f) != b->n || fclose(f) != 0)
		exit(2);
}

int
main(int argc, char **argv)
{
	struct lp lp = { 0 };
	struct buf all = { 0 };
	unsigned long seed, n;

	if (argc != 5)
		return 2;
	seed = strtoul(argv[1], NULL, 10);
	n = strtoul(argv[2], NULL, 10);
	while (n-- > 0)
		one_table(&lp, &seed);
	buf_puts(&all, "Maximize\n goal:\n");
	buf_view(&all, buf_all(&lp.goal));
	buf_puts(&all, "Subject To\n");
	buf_view(&all, buf_all(&lp.rows));
	buf_puts(&all, "Bounds\n");
	buf_view(&all, buf_all(&lp.bounds));
	buf_puts(&all, "End\n");
	if (buf_bad(&all))
		return 2;
	save(argv[3], &all);
	save(argv[4], &lp.want);
	buf_release(&all);
	buf_release(&lp.goal);
	buf_release(&lp.rows);
	buf_release(&lp.bounds);
	buf_release(&lp.want);
	return 0;
}
