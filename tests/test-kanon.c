/* Equivalence classes: published counts, and plain counting on random rows. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/dict.h"
#include "common/kanon.h"
#include "tests/tap.h"

#define N(a) (sizeof(a) / sizeof((a)[0]))

/*
 * francdat of sdcMicro, its four keys; fk as printed there and in A.
 * Capobianchi, S. Polettini, M. Lucarelli, "Strategy for the implementation of
 * individual risk methodology into mu-ARGUS", CASC deliverable 1.2-D1.
 */
static const uint32_t franc[8][4] = { { 1, 2, 5, 1 }, { 1, 2, 1, 1 },
	{ 1, 2, 1, 1 }, { 3, 3, 1, 5 }, { 4, 3, 1, 4 }, { 4, 3, 1, 1 },
	{ 6, 2, 1, 5 }, { 1, 2, 5, 1 } };
static const size_t franc_f[8] = { 2, 2, 2, 1, 1, 1, 1, 2 };

/* sdcMicro's test_freqCalc: A, B, C; and with the 3rd and 7th C missing. */
static const uint32_t freq[8][3] = { { 2, 3, 1 }, { 3, 3, 3 }, { 2, 3, 1 },
	{ 2, 3, 2 }, { 3, 3, 1 }, { 3, 3, 1 }, { 1, 4, 1 }, { 2, 3, 1 } };
static const size_t freq_f[8] = { 3, 1, 3, 1, 2, 2, 1, 3 };
static const size_t freq_wild[8] = { 3, 1, 4, 2, 2, 2, 1, 3 };

/* sdcMicro's test of l-diversity: three classes. */
static const uint32_t diverse[7][2] = { { 1, 2 }, { 1, 1 }, { 1, 3 }, { 2, 2 },
	{ 2, 1 }, { 3, 1 }, { 3, 2 } };

static bool
counts(struct kanon *k, bool wild, const size_t *want, size_t n)
{
	struct fail f;
	size_t i;

	if (kanon_count(k, 0xffff, wild, &f) == -1)
		return false;
	for (i = 0; i < n; i++)
		if (kanon_f(k, i) != want[i]) {
			printf("# row %zu: %zu, expected %zu\n", i,
			    kanon_f(k, i), want[i]);
			return false;
		}
	return true;
}

static void
test_published(void)
{
	struct kanon *k = kanon_new(4);
	struct kanon_risk r;
	struct fail f;
	uint32_t row[3];
	size_t i, order[KANON_COLUMNS], n;

	for (i = 0; i < 8; i++)
		kanon_add(k, franc[i], 0, &f);
	ok(counts(k, false, franc_f, 8), "francdat: fk");
	kanon_risk(k, 2, &r, &f);
	ok(r.rows == 8 && r.classes == 6 && r.smallest == 1 && r.unique == 4 &&
		r.below == 4 && !(fabs(r.prosecutor - 1) > 0) &&
		fabs(r.marketer - 6.0 / 8) < 1e-12,
	    "francdat: risks");
	kanon_free(k);

	k = kanon_new(3);
	for (i = 0; i < 8; i++)
		kanon_add(k, freq[i], 0, &f);
	ok(counts(k, false, freq_f, 8) && counts(k, true, freq_f, 8),
	    "test_freqCalc: fk, wildcards change nothing where none is");
	kanon_free(k);

	k = kanon_new(3);
	for (i = 0; i < 8; i++) {
		memcpy(row, freq[i], sizeof(row));
		if (i == 2 || i == 6)
			row[2] = 0;
		kanon_add(k, row, 0, &f);
	}
	ok(counts(k, true, freq_wild, 8), "test_freqCalc: fk with wildcards");
	ok(!counts(k, false, freq_wild, 8),
	    "test_freqCalc: without them they differ");
	ok(kanon_coarsen(k, 7, false, 2, order, &n, &f) == 0 && n == 3 &&
		order[0] == 2,
	    "coarsen: one row agrees with none; C first");
	ok(kanon_coarsen(k, 7, false, 1, order, &n, &f) == 0 && n == 0,
	    "coarsen: nothing to do");
	kanon_free(k);
	k = kanon_new(3);
	for (i = 0; i < 8; i++) {
		memcpy(row, freq[i % 3], sizeof(row));
		kanon_add(k, row, 0, &f);
	}
	/* A and C tell the same rows apart: neither alone is of use, B never. */
	ok(kanon_coarsen(k, 7, false, 4, order, &n, &f) == 0 && n == 2 &&
		order[0] + order[1] == 2,
	    "coarsen: two columns that say the same");
	kanon_free(k);
}

static void
test_diversity(void)
{
	static const struct {
		const char *name;
		size_t from, n, distinct;
		double entropy;
	} classes[] = {
		{ "first class", 0, 3, 3, 3.0 },
		{ "second class", 3, 2, 2, 2.0 },
		{ "third class", 5, 2, 2, 2.0 },
		{ "all classes", 0, 7, 2, 2.0 },
	};
	/* A class whose values are 1 1 1 2: exp(H(3/4, 1/4)). */
	static const uint32_t skew[4] = { 1, 1, 1, 2 };
	struct kanon *k;
	struct kanon_risk r;
	struct fail f;
	uint32_t one = 1;
	size_t i, j;

	for (i = 0; i < N(classes); i++) {
		k = kanon_new(1);
		for (j = 0; j < classes[i].n; j++)
			kanon_add(k, &diverse[classes[i].from + j][0],
			    diverse[classes[i].from + j][1], &f);
		ok(kanon_count(k, 1, false, &f) == 0 &&
			kanon_risk(k, 2, &r, &f) == 0 &&
			r.l_distinct == classes[i].distinct &&
			fabs(r.l_entropy - classes[i].entropy) < 1e-12,
		    "l-diversity: %s", classes[i].name);
		kanon_free(k);
	}
	k = kanon_new(1);
	for (i = 0; i < 4; i++)
		kanon_add(k, &one, skew[i], &f);
	ok(kanon_count(k, 1, false, &f) == 0 && kanon_risk(k, 2, &r, &f) == 0 &&
		r.l_distinct == 2 &&
		fabs(r.l_entropy - exp(-.75 * log(.75) - .25 * log(.25))) <
		    1e-12,
	    "l-diversity: a rare value counts less in the entropy");
	kanon_add(k, &one, 0, &f);
	ok(kanon_count(k, 1, false, &f) == 0 && kanon_risk(k, 2, &r, &f) == 0 &&
		r.l_distinct == 2 &&
		fabs(r.l_entropy - exp(-.75 * log(.75) - .25 * log(.25))) <
		    1e-12,
	    "l-diversity: a missing value adds nothing");
	kanon_free(k);
}

/* Two rows agree; 0 agrees with all if wild. */
static bool
agree(const uint32_t *a, const uint32_t *b, size_t n, bool wild)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (a[i] != b[i] && !(wild && (a[i] == 0 || b[i] == 0)))
			return false;
	return true;
}

#define ROWS 300
#define COLS 4

static void
test_random(void)
{
	static uint32_t row[ROWS][COLS];
	size_t want[2][ROWS] = { { 0 } }, i, j, trial, wrong = 0;
	struct kanon *k;
	struct fail f;
	unsigned seed = 1, wild;

	for (trial = 0; trial < 20; trial++) {
		k = kanon_new(COLS);
		for (i = 0; i < ROWS; i++) {
			for (j = 0; j < COLS; j++) {
				seed = seed * 1103515245U + 12345U;
				row[i][j] = seed >> 16 & (trial % 2 + 3);
			}
			kanon_add(k, row[i], 0, &f);
		}
		memset(want, 0, sizeof(want));
		for (i = 0; i < ROWS; i++)
			for (j = 0; j < ROWS; j++)
				for (wild = 0; wild < 2; wild++)
					want[wild][i] += agree(row[i], row[j],
					    COLS, wild == 1);
		for (wild = 0; wild < 2; wild++)
			wrong += counts(k, wild == 1, want[wild], ROWS) ? 0 : 1;
		kanon_free(k);
	}
	ok(wrong == 0, "20 random tables: as counted row by row, both ways");
}

static void
test_dict(void)
{
	struct dict *d = dict_new();
	struct fail f;
	uint32_t code, i, wrong = 0;
	char word[16];

	for (i = 0; i < 10000; i++) {
		(void)snprintf(word, sizeof(word), "w%u", i % 5000);
		if (dict_code(d, view_of(word), &code, &f) == -1 ||
		    code != i % 5000 + 1)
			wrong++;
	}
	ok(wrong == 0 && dict_count(d) == 5000, "dict: each word its number");
	ok(view_is(dict_word(d, 1), "w0") &&
		view_is(dict_word(d, 5000), "w4999"),
	    "dict: each number its word");
	ok(dict_code(d, view_of(""), &code, &f) == 0 && code == 0 &&
		dict_count(d) == 5000,
	    "dict: nothing is 0");
	dict_free(d);
	dict_free(NULL);
}

int
main(void)
{
	test_published();
	test_diversity();
	test_random();
	test_dict();
	return tap_end();
}
