#include "common/crosstab.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Move the cells into a larger field; false: no memory. */
static bool
resize(struct crosstab *t, size_t rows, size_t stride)
{
	struct crosstab_cell *p;
	size_t i;

	p = reallocarray(NULL, rows * stride, sizeof(*p));
	if (p == NULL)
		return false;
	memset(p, 0, rows * stride * sizeof(*p));
	for (i = 0; i < t->rows; i++)
		memcpy(p + i * stride, t->cell + i * t->stride,
		    t->stride * sizeof(*p));
	free(t->cell);
	t->cell = p;
	t->rows = rows;
	t->stride = stride;
	return true;
}

/* The index of the word, put in if it is new; (size_t)-1: no memory. */
static size_t
index_of(struct names *l, struct view word)
{
	const struct view none = { "", 0 };
	size_t i;

	if (word.p == NULL)
		word = none;
	i = names_find(l, word);
	if (i == l->n && names_add(l, word) == -1)
		return (size_t)-1;
	return i;
}

struct crosstab_cell *
crosstab_at(struct crosstab *t, struct view row, struct view col)
{
	size_t i = index_of(&t->row, row), k = index_of(&t->col, col);

	if (i == (size_t)-1 || k == (size_t)-1)
		return NULL;
	if ((i >= t->rows || k >= t->stride) &&
	    !resize(t, i < t->rows ? t->rows : i * 2 + 16,
		k < t->stride	 ? t->stride
		: t->stride == 0 ? 1
				 : k * 2 + 8))
		return NULL;
	return &t->cell[i * t->stride + k];
}

/* Insertion sort: the words are few.  The missing one goes last. */
static size_t *
order_of(const struct names *l)
{
	size_t *o = calloc(l->n + 1, sizeof(*o)), i, k;
	const char *s, *before;

	for (i = 0; o != NULL && i < l->n; i++) {
		s = names_get(l, i);
		for (k = i; k > 0; k--) {
			before = names_get(l, o[k - 1]);
			if (before[0] != '\0' &&
			    (s[0] == '\0' || strcmp(before, s) <= 0))
				break;
			o[k] = o[k - 1];
		}
		o[k] = i;
	}
	return o;
}

int
crosstab_sort(struct crosstab *t, struct fail *f)
{
	free(t->row_order);
	free(t->col_order);
	t->row_order = order_of(&t->row);
	t->col_order = order_of(&t->col);
	if (t->row_order == NULL || t->col_order == NULL)
		return fail_memory(f);
	return 0;
}

const struct crosstab_cell *
crosstab_get(const struct crosstab *t, size_t i, size_t k)
{
	static const struct crosstab_cell none;

	/* A word may have come last, with no cell in some rows yet. */
	if (t->row_order[i] >= t->rows || t->col_order[k] >= t->stride)
		return &none;
	return &t->cell[t->row_order[i] * t->stride + t->col_order[k]];
}

struct view
crosstab_row(const struct crosstab *t, size_t i)
{
	return view_of(names_get(&t->row, t->row_order[i]));
}

struct view
crosstab_col(const struct crosstab *t, size_t k)
{
	return view_of(names_get(&t->col, t->col_order[k]));
}

void
crosstab_release(struct crosstab *t)
{
	names_release(&t->row);
	names_release(&t->col);
	free(t->cell);
	free(t->row_order);
	free(t->col_order);
	memset(t, 0, sizeof(*t));
}
