#include "common/csvtable.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "common/buf.h"

struct csvtable {
	struct buf text; /* all cells end to end, the header first */
	size_t *end;	 /* where each cell ends in text */
	size_t *line;	 /* of each row, the header included */
	size_t cols, n;	 /* columns; rows with the header */
	size_t cap;	 /* rows that end and line have room for */
};

struct csvtable *
csvtable_new(void)
{
	return calloc(1, sizeof(struct csvtable));
}

static bool
more_rows(struct csvtable *t)
{
	size_t cap = t->cap == 0 ? 64 : t->cap * 2, *p;

	if (t->n < t->cap)
		return true;
	p = reallocarray(t->end, cap, t->cols * sizeof(*p));
	if (p == NULL)
		return false;
	t->end = p;
	p = reallocarray(t->line, cap, sizeof(*p));
	if (p == NULL)
		return false;
	t->line = p;
	t->cap = cap;
	return true;
}

int
csvtable_row(void *table, const struct csvin_row *row, struct fail *f)
{
	struct csvtable *t = table;
	size_t i;

	if (t->n == 0)
		t->cols = row->n;
	assert(row->n == t->cols);
	if (!more_rows(t))
		return fail_memory(f);
	for (i = 0; i < row->n; i++) {
		buf_view(&t->text, row->field[i]);
		t->end[t->n * t->cols + i] = t->text.n;
	}
	t->line[t->n++] = row->line;
	return buf_bad(&t->text) ? fail_memory(f) : 0;
}

int
csvtable_parse(struct csvtable **out, const struct csvin_options *o,
    struct view bytes, struct fail *f)
{
	struct csvtable *t = csvtable_new();
	struct csvin *c = t == NULL ? NULL : csvin_new(o, csvtable_row, t);
	int rv = -1;

	if (c == NULL)
		fail_memory(f);
	else if (csvin_feed(c, bytes.p, bytes.n, f) == 0)
		rv = csvin_finish(c, f);
	csvin_free(c);
	if (rv == 0)
		*out = t;
	else
		csvtable_free(t);
	return rv;
}

size_t
csvtable_rows(const struct csvtable *t)
{
	return t->n == 0 ? 0 : t->n - 1;
}

size_t
csvtable_cols(const struct csvtable *t)
{
	return t->cols;
}

static struct view
cell(const struct csvtable *t, size_t i)
{
	size_t from = i == 0 ? 0 : t->end[i - 1];
	struct view v = { buf_all(&t->text).p + from, t->end[i] - from };

	return v;
}

struct view
csvtable_name(const struct csvtable *t, size_t col)
{
	assert(t->n > 0 && col < t->cols);
	return cell(t, col);
}

struct view
csvtable_cell(const struct csvtable *t, size_t row, size_t col)
{
	assert(row < csvtable_rows(t) && col < t->cols);
	return cell(t, (row + 1) * t->cols + col);
}

size_t
csvtable_line(const struct csvtable *t, size_t row)
{
	assert(row < csvtable_rows(t));
	return t->line[row + 1];
}

size_t
csvtable_find(const struct csvtable *t, struct view name)
{
	size_t i;

	for (i = 0; t->n > 0 && i < t->cols; i++)
		if (view_equal(cell(t, i), name))
			return i;
	return CSVTABLE_NONE;
}

void
csvtable_free(struct csvtable *t)
{
	if (t == NULL)
		return;
	buf_release(&t->text);
	free(t->end);
	free(t->line);
	free(t);
}
