#include "common/disclose.h"

#include <string.h>

int
disclose_add(struct disclose *d, struct view row, struct view col,
    unsigned long n, struct fail *f)
{
	struct crosstab_cell *c = crosstab_at(&d->t, row, col);

	if (c == NULL)
		return fail_memory(f);
	c->count[0] += (unsigned)n;
	return 0;
}

static struct view
label(struct view v)
{
	return v.n == 0 ? view_of(DISCLOSE_NONE) : v;
}

static struct view
row_label(const struct disclose *d, size_t i)
{
	return i == d->t.row.n ? view_of(DISCLOSE_TOTAL)
			       : label(crosstab_row(&d->t, i));
}

static struct view
col_label(const struct disclose *d, size_t k)
{
	return k == d->t.col.n ? view_of(DISCLOSE_TOTAL)
			       : label(crosstab_col(&d->t, k));
}

/* With one dimension there are no row totals to print. */
static size_t
last_col(const struct disclose *d)
{
	return d->two ? d->t.col.n : d->t.col.n - 1;
}

static int
no_ledger(struct fail *f)
{
	return fail_at(f, FAIL_SYNTAX, "E_COLUMN",
	    "not a ledger of releases; columns table, row, column, status were "
	    "expected",
	    1, 0);
}

bool
disclose_has(const struct disclose *d, struct view row, struct view col)
{
	size_t i, k;
	bool found = false;

	for (i = 0; i <= d->t.row.n && !found; i++)
		found = view_equal(row_label(d, i), row);
	if (!found || !d->two)
		return found;
	for (k = 0; k <= d->t.col.n; k++)
		if (view_equal(col_label(d, k), col))
			return true;
	return false;
}

/* What a line of the ledger says about a cell of ours. */
static void
obey(struct disclose *d, struct view row, struct view col, bool hidden)
{
	size_t i, k;

	for (i = 0; i <= d->t.row.n && d->t.col.n > 0; i++)
		for (k = 0; k <= last_col(d); k++) {
			if (!view_equal(row_label(d, i), row) ||
			    (d->two && !view_equal(col_label(d, k), col)))
				continue;
			if (hidden)
				suppress_keep_hidden(d->s, i, k);
			else
				suppress_keep_shown(d->s, i, k);
		}
}

static int
read_ledger(struct disclose *d, const struct csvtable *t, const char *table,
    struct fail *f)
{
	static const char *const name[] = { "table", "row", "column",
		"status" };
	size_t col[4], i;

	for (i = 0; i < 4; i++)
		if ((col[i] = csvtable_find(t, view_of(name[i]))) ==
		    CSVTABLE_NONE)
			return no_ledger(f);
	for (i = 0; i < csvtable_rows(t); i++)
		if (view_is(csvtable_cell(t, i, col[0]), table))
			obey(d, csvtable_cell(t, i, col[1]),
			    csvtable_cell(t, i, col[2]),
			    view_is(csvtable_cell(t, i, col[3]), "hidden"));
	return 0;
}

int
disclose_protect(struct disclose *d, unsigned threshold,
    const struct csvtable *ledger, const char *table, struct fail *f)
{
	struct suppress_rule rule = { threshold, false, d->two, true, d->two };
	size_t i, k;

	if (crosstab_sort(&d->t, f) == -1)
		return -1;
	d->s = suppress_new(d->t.row.n, d->t.col.n);
	if (d->s == NULL)
		return fail_memory(f);
	for (i = 0; i < d->t.row.n; i++)
		for (k = 0; k < d->t.col.n; k++)
			suppress_set(d->s, i, k,
			    (long)crosstab_get(&d->t, i, k)->count[0]);
	if (ledger != NULL && read_ledger(d, ledger, table, f) == -1)
		return -1;
	suppress_protect(d->s, &rule);
	for (i = 0; i <= d->t.row.n && d->t.col.n > 0; i++)
		for (k = 0; k <= last_col(d); k++)
			if (suppress_small(d->s, i, k))
				d->small++;
			else if (suppress_hidden(d->s, i, k))
				d->other++;
	return 0;
}

void
disclose_emit(const struct disclose *d, struct emit *e)
{
	size_t i, k;

	for (i = 0; i <= d->t.row.n && d->t.col.n > 0; i++)
		for (k = 0; k <= last_col(d); k++) {
			emit_string(e, row_label(d, i));
			if (d->two)
				emit_string(e, col_label(d, k));
			if (suppress_hidden(d->s, i, k))
				emit_missing(e);
			else
				emit_integer(e, suppress_count(d->s, i, k));
		}
}

void
disclose_ledger(const struct disclose *d, const char *table, struct emit *e)
{
	size_t i, k;

	for (i = 0; i <= d->t.row.n && d->t.col.n > 0; i++)
		for (k = 0; k <= last_col(d); k++) {
			emit_string(e, view_of(table));
			emit_string(e, row_label(d, i));
			emit_string(e, d->two ? col_label(d, k) : view_of(""));
			emit_string(e,
			    view_of(suppress_hidden(d->s, i, k) ? "hidden"
								: "shown"));
		}
}

void
disclose_release(struct disclose *d)
{
	crosstab_release(&d->t);
	suppress_free(d->s);
	memset(d, 0, sizeof(*d));
}
