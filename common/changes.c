#include "common/changes.h"

#include <stdint.h>
#include <stdlib.h>

#include "common/emit.h"

struct changes {
	const struct csvtable *old;
	const int *key;
	bool guarded;
	size_t *slot; /* row + 1; 0: free.  Open addressing */
	size_t nslot; /* a power of two */
	bool *seen;
};

struct view
changes_cell(const struct changes *c, size_t row, size_t col)
{
	struct view v = csvtable_cell(c->old, row, col);

	return c->guarded ? emit_unguard(v) : v;
}

/* FNV-1a; the cells' ends are hashed too, so "a","b" is not "ab","". */
static uint64_t
hash(uint64_t h, struct view v)
{
	size_t i;

	for (i = 0; i < v.n; i++)
		h = (h ^ (unsigned char)v.p[i]) * UINT64_C(1099511628211);
	return (h ^ 0x100) * UINT64_C(1099511628211);
}

static bool
same_key(const struct changes *c, size_t row, const struct view *cell)
{
	const int *k;

	for (k = c->key; *k >= 0; k++)
		if (!view_equal(changes_cell(c, row, (size_t)*k), cell[*k]))
			return false;
	return true;
}

/* The slot where the row with this key is or would be. */
static size_t
find(const struct changes *c, const struct view *cell)
{
	uint64_t h = UINT64_C(14695981039346656037);
	const int *k;
	size_t i;

	for (k = c->key; *k >= 0; k++)
		h = hash(h, cell[*k]);
	for (i = (size_t)h & (c->nslot - 1); c->slot[i] != 0;
	     i = (i + 1) & (c->nslot - 1))
		if (same_key(c, c->slot[i] - 1, cell))
			break;
	return i;
}

static int
fill(struct changes *c, struct view *cell, struct fail *f)
{
	size_t row, col, i;

	for (row = 0; row < csvtable_rows(c->old); row++) {
		for (col = 0; col < csvtable_cols(c->old); col++)
			cell[col] = changes_cell(c, row, col);
		i = find(c, cell);
		if (c->slot[i] != 0)
			return fail_at(f, FAIL_RANGE, "E_TWICE",
			    "the same row twice; one row a member and session "
			    "was expected",
			    csvtable_line(c->old, row), 1);
		c->slot[i] = row + 1;
	}
	return 0;
}

int
changes_new(struct changes **out, const struct csvtable *old, const int *key,
    bool guarded, struct fail *f)
{
	struct changes *c = calloc(1, sizeof(*c));
	size_t n = csvtable_rows(old);
	struct view *cell = calloc(csvtable_cols(old) + 1, sizeof(*cell));

	if (c == NULL || cell == NULL)
		goto memory;
	c->old = old;
	c->key = key;
	c->guarded = guarded;
	for (c->nslot = 16; c->nslot < 2 * n; c->nslot *= 2)
		;
	c->slot = calloc(c->nslot, sizeof(*c->slot));
	c->seen = calloc(n + 1, sizeof(*c->seen));
	if (c->slot == NULL || c->seen == NULL)
		goto memory;
	if (fill(c, cell, f) == -1)
		goto bad;
	free(cell);
	*out = c;
	return 0;
memory:
	fail_memory(f);
bad:
	free(cell);
	changes_free(c);
	return -1;
}

enum change
changes_look(struct changes *c, const struct view *cell)
{
	size_t i = c->slot[find(c, cell)], col;

	if (i == 0)
		return CHANGE_ADDED;
	c->seen[i - 1] = true;
	for (col = 0; col < csvtable_cols(c->old); col++)
		if (!view_equal(changes_cell(c, i - 1, col), cell[col]))
			return CHANGE_CORRECTED;
	return CHANGE_NONE;
}

bool
changes_unseen(const struct changes *c, size_t i)
{
	return !c->seen[i];
}

void
changes_free(struct changes *c)
{
	if (c == NULL)
		return;
	free(c->slot);
	free(c->seen);
	free(c);
}
