/* Hidden counts stay hidden. */

#include <stdlib.h>
#include <string.h>

#include "common/suppress.h"
#include "tests/tap.h"

#define MOST 8

static const struct suppress_rule all = { 2, true, true, true, true };

static struct suppress *
table(size_t rows, size_t cols, const long *count)
{
	struct suppress *s = suppress_new(rows, cols);
	size_t i, j;

	for (i = 0; i < rows; i++)
		for (j = 0; j < cols; j++)
			suppress_set(s, i, j, count[i * cols + j]);
	return s;
}

/*
 * The table of sdcTable's test of its simple heuristic: two hidden cells in
 * every row and column, and one of them is known exactly.  The bounds were
 * computed with glpsol as well.
 */
static const long known[16] = { 30, 47, 64, 89, 90, 124, 5, 31, 92, 100, 59, 85,
	800, 991, 651, 685 };
static const size_t hidden[9][2] = { { 0, 0 }, { 0, 1 }, { 0, 2 }, { 1, 0 },
	{ 1, 2 }, { 2, 1 }, { 2, 3 }, { 3, 1 }, { 3, 3 } };

static void
test_counterexample(void)
{
	struct suppress *s = table(4, 4, known);
	struct suppress_rule rule = { 48, false, true, true, true };
	long lo, hi;
	size_t i;

	for (i = 0; i < 9; i++)
		suppress_hide(s, hidden[i][0], hidden[i][1]);
	suppress_audit(s, &all);
	suppress_interval(s, 0, 1, &lo, &hi);
	ok(lo == 47 && hi == 47, "two a line is not enough: 47 is known");
	suppress_interval(s, 0, 0, &lo, &hi);
	ok(lo == 25 && hi == 94, "and its neighbour lies between 25 and 94");
	suppress_interval(s, 3, 0, &lo, &hi);
	ok(lo == 800 && hi == 800, "a shown one is known");
	suppress_hide(s, 1, 1);
	suppress_audit(s, &all);
	suppress_interval(s, 0, 1, &lo, &hi);
	ok(lo == 0 && hi == 141, "one more hidden: 0 to 141");
	suppress_free(s);

	s = table(4, 4, known);
	suppress_protect(s, &rule);
	ok(suppress_hidden(s, 0, 0) && suppress_hidden(s, 0, 1) &&
		suppress_hidden(s, 1, 2) && suppress_hidden(s, 1, 3),
	    "protect: all below 48 are hidden");
	ok(suppress_audit(s, &rule) == SUPPRESS_ANY ||
		suppress_audit(s, &rule) >= 47,
	    "protect: and none is known closer than 47");
	suppress_free(s);
}

static void
test_small(void)
{
	static const long two[4] = { 1, 20, 30, 40 }, column[3] = { 3, 50, 60 },
			  empty[4] = { 0, 0, 0, 30 }, tiny[4] = { 1, 1, 1, 1 };
	struct suppress_rule rule = { 11, false, true, true, true },
			     narrow = { 11, false, false, true, true };
	struct suppress *s = table(2, 2, two);
	size_t i, n = 0;

	suppress_protect(s, &rule);
	for (i = 0; i < 9; i++)
		n += suppress_hidden(s, i / 3, i % 3) ? 1 : 0;
	ok(n == 4 && suppress_hidden(s, 1, 1) && !suppress_hidden(s, 2, 2),
	    "2 x 2: one small, the whole ring is hidden, no total is");
	suppress_free(s);

	s = table(3, 1, column);
	suppress_protect(s, &narrow);
	ok(suppress_hidden(s, 0, 0) && suppress_hidden(s, 1, 0) &&
		!suppress_hidden(s, 2, 0) && !suppress_hidden(s, 3, 0),
	    "one column: the next smallest goes too, the total stays");
	suppress_free(s);

	s = table(2, 2, empty);
	suppress_protect(s, &rule);
	ok(!suppress_hidden(s, 0, 0) && !suppress_hidden(s, 1, 1),
	    "zeros are shown and need no help");
	suppress_free(s);

	s = table(2, 2, tiny);
	suppress_protect(s, &rule);
	ok(suppress_hidden(s, 2, 2) && suppress_hidden(s, 0, 2) &&
		(suppress_audit(s, &rule) == SUPPRESS_ANY ||
		    suppress_audit(s, &rule) >= 10),
	    "a total below the threshold is hidden like any count");
	suppress_free(s);
}

static void
test_releases(void)
{
	static const long t[9] = { 5, 20, 30, 40, 25, 60, 70, 80, 90 };
	struct suppress_rule rule = { 11, false, true, true, true };
	struct suppress *s = table(3, 3, t);

	suppress_protect(s, &rule);
	ok(suppress_hidden(s, 1, 1), "the cheapest ring is the usual one");
	suppress_free(s);
	s = table(3, 3, t);
	suppress_keep_shown(s, 1, 1);
	suppress_protect(s, &rule);
	ok(!suppress_hidden(s, 1, 1) && suppress_hidden(s, 0, 0),
	    "what was shown before stays shown, if it can");
	suppress_free(s);
	s = table(3, 3, t);
	suppress_keep_hidden(s, 2, 2);
	suppress_protect(s, &rule);
	ok(suppress_hidden(s, 2, 2) && suppress_audit(s, &rule) >= 10,
	    "what was hidden before stays hidden, and well");
	suppress_free(s);
	s = table(1, 1, t);
	suppress_keep_shown(s, 0, 0);
	suppress_protect(s, &rule);
	ok(suppress_hidden(s, 0, 0) && suppress_hidden(s, 1, 1),
	    "a small one is hidden whatever was shown");
	suppress_free(s);
}

static unsigned long
next(unsigned long *seed)
{
	*seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
	return *seed >> 33;
}

/*
 * Brute force: all tables with the same shown cells, by trying every value of
 * the hidden ones.  2 x 2 to 3 x 3 of small counts; totals are shown.
 */
struct brute {
	const struct suppress *s;
	size_t rows, cols, cell; /* whose bounds */
	long value[9], most, lo, hi;
};

static void
try_all(struct brute *b, size_t i)
{
	size_t r, c, k;
	long sum;

	if (i < b->rows * b->cols) {
		r = i / b->cols;
		c = i % b->cols;
		if (!suppress_hidden(b->s, r, c)) {
			b->value[i] = suppress_count(b->s, r, c);
			try_all(b, i + 1);
			return;
		}
		for (b->value[i] = 0; b->value[i] <= b->most; b->value[i]++)
			try_all(b, i + 1);
		return;
	}
	for (r = 0; r < b->rows; r++) {
		for (sum = 0, k = 0; k < b->cols; k++)
			sum += b->value[r * b->cols + k];
		if (sum != suppress_count(b->s, r, b->cols))
			return;
	}
	for (c = 0; c < b->cols; c++) {
		for (sum = 0, k = 0; k < b->rows; k++)
			sum += b->value[k * b->cols + c];
		if (sum != suppress_count(b->s, b->rows, c))
			return;
	}
	if (b->value[b->cell] < b->lo)
		b->lo = b->value[b->cell];
	if (b->value[b->cell] > b->hi)
		b->hi = b->value[b->cell];
}

static void
test_intervals(void)
{
	struct brute b;
	struct suppress *s;
	unsigned long seed = 5;
	size_t trial, i, n, wrong = 0, tried = 0;
	long lo, hi, count[9];

	for (trial = 0; trial < 200; trial++) {
		b.rows = 2 + next(&seed) % 2;
		b.cols = 2 + next(&seed) % 2;
		b.most = 6;
		for (n = 0; n < b.rows * b.cols; n++)
			count[n] = (long)(next(&seed) % 4);
		b.s = s = table(b.rows, b.cols, count);
		for (i = 0; i < n; i++)
			if (next(&seed) % 5 < 3)
				suppress_hide(s, i / b.cols, i % b.cols);
		suppress_audit(s,
		    &(struct suppress_rule){ 0, true, true, true, true });
		for (b.cell = 0; b.cell < n && b.cell < 2; b.cell++) {
			b.lo = 1000;
			b.hi = -1;
			try_all(&b, 0);
			suppress_interval(s, b.cell / b.cols, b.cell % b.cols,
			    &lo, &hi);
			tried++;
			/* No row sums to more than 9: `most` cuts above 6. */
			if (lo != b.lo || (hi > 6 ? 6 : hi) != b.hi)
				wrong++;
		}
		suppress_free(s);
	}
	ok(wrong == 0 && tried > 300,
	    "%zu random intervals are those of all tables that fit (%zu "
	    "aren't)",
	    tried, wrong);
}

/* Whatever the table: nothing small is shown, nothing hidden is too close. */
static void
test_random(void)
{
	unsigned long seed = 11;
	size_t trial, i, j, rows, cols, bad = 0, shown = 0, most = 0, n;
	long count[MOST * MOST], worst;
	struct suppress_rule rule = { 11, false, true, true, true };
	struct suppress *s;

	for (trial = 0; trial < 1000; trial++) {
		rows = 1 + next(&seed) % MOST;
		cols = 1 + next(&seed) % MOST;
		rule.threshold = 2 + (unsigned)(next(&seed) % 11);
		rule.zeros = next(&seed) % 2 == 0;
		for (i = 0; i < rows * cols; i++)
			count[i] =
			    (long)(next(&seed) % (trial % 3 == 0 ? 8 : 90));
		s = table(rows, cols, count);
		suppress_protect(s, &rule);
		worst = suppress_audit(s, &rule);
		if (worst != SUPPRESS_ANY && worst < (long)rule.threshold - 1)
			bad++;
		for (n = 0, i = 0; i <= rows; i++)
			for (j = 0; j <= cols; j++) {
				n += suppress_hidden(s, i, j) ? 0 : 1;
				if (!suppress_hidden(s, i, j) &&
				    suppress_count(s, i, j) > 0 &&
				    suppress_count(s, i, j) <
					(long)rule.threshold)
					bad++;
			}
		shown += n;
		most += (rows + 1) * (cols + 1);
		suppress_free(s);
	}
	ok(bad == 0, "1000 random tables: %zu unprotected", bad);
	ok(shown > most / 4, "and %zu of %zu cells are still shown", shown,
	    most);
}

int
main(void)
{
	test_counterexample();
	test_small();
	test_releases();
	test_intervals();
	test_random();
	suppress_free(NULL);
	return tap_end();
}
