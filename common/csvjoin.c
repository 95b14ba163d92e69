#include "common/csvjoin.h"

#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/utf8.h"

struct key {
	size_t from, len; /* in the pool */
	const char *p;	  /* the same, once the pool stands still */
	size_t row;
};

struct keys {
	struct key *key;
	size_t n;
	struct buf pool;
};

static int
by_name(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	struct view v = { x->p, x->len }, w = { y->p, y->len };
	int d = view_compare(v, w);

	return d != 0 ? d : (x->row > y->row) - (x->row < y->row);
}

static int
fold_rows(struct keys *k, const struct csvtable *t, size_t col, struct fail *f)
{
	struct view v;
	size_t i;

	for (i = 0; i < k->n; i++) {
		k->key[i].row = i;
		k->key[i].from = k->pool.n;
		v = view_trim(csvtable_cell(t, i, col));
		if (v.n == 0)
			return fail_at(f, FAIL_SYNTAX, "E_EMPTY",
			    "a row without its name in the joining column",
			    csvtable_line(t, i), 0);
		if (utf8_fold(&k->pool, v) == -1)
			return fail_memory(f);
		k->key[i].len = k->pool.n - k->key[i].from;
	}
	return 0;
}

static int
make_keys(struct keys *k, const struct csvtable *t, size_t col, struct fail *f)
{
	size_t i, line;

	k->n = csvtable_rows(t);
	k->key = calloc(k->n + 1, sizeof(*k->key));
	if (k->key == NULL)
		return fail_memory(f);
	if (fold_rows(k, t, col, f) == -1)
		return -1;
	for (i = 0; i < k->n; i++)
		k->key[i].p = buf_all(&k->pool).p + k->key[i].from;
	qsort(k->key, k->n, sizeof(*k->key), by_name);
	for (i = 1; i < k->n; i++)
		if (k->key[i - 1].len == k->key[i].len &&
		    memcmp(k->key[i - 1].p, k->key[i].p, k->key[i].len) == 0) {
			line = csvtable_line(t, k->key[i].row);
			fail_at(f, FAIL_EXISTS, "E_TWICE",
			    "two rows of one name, expected one", line, 0);
			return fail_detail(f, "the other is on line %zu",
			    csvtable_line(t, k->key[i - 1].row));
		}
	return 0;
}

static void
drop_keys(struct keys *k)
{
	free(k->key);
	buf_release(&k->pool);
}

struct pair {
	size_t a, b;
};

static int
by_row(const void *x, const void *y)
{
	size_t a = ((const struct pair *)x)->a, b = ((const struct pair *)y)->a;

	return (a > b) - (a < b);
}

static size_t
match(const struct keys *a, const struct keys *b, struct pair *out)
{
	size_t i = 0, k = 0, n = 0;
	struct view v, w;
	int d;

	while (i < a->n && k < b->n) {
		v = (struct view){ a->key[i].p, a->key[i].len };
		w = (struct view){ b->key[k].p, b->key[k].len };
		d = view_compare(v, w);
		if (d == 0)
			out[n++] =
			    (struct pair){ a->key[i++].row, b->key[k++].row };
		else if (d < 0)
			i++;
		else
			k++;
	}
	qsort(out, n, sizeof(*out), by_row);
	return n;
}

static int
join(struct csvjoin *j, const struct keys *a, const struct keys *b,
    struct fail *f)
{
	struct pair *p = calloc(a->n + 1, sizeof(*p));
	size_t i;

	memset(j, 0, sizeof(*j));
	if (p == NULL)
		return fail_memory(f);
	j->n = match(a, b, p);
	j->a = calloc(j->n + 1, sizeof(*j->a));
	j->b = calloc(j->n + 1, sizeof(*j->b));
	if (j->a == NULL || j->b == NULL) {
		free(p);
		csvjoin_release(j);
		return fail_memory(f);
	}
	for (i = 0; i < j->n; i++) {
		j->a[i] = p[i].a;
		j->b[i] = p[i].b;
	}
	j->only_a = a->n - j->n;
	j->only_b = b->n - j->n;
	free(p);
	return 0;
}

int
csvjoin_make(struct csvjoin *j, const struct csvtable *a, size_t acol,
    const struct csvtable *b, size_t bcol, int *second, struct fail *f)
{
	struct keys ka = { 0 }, kb = { 0 };
	int rv;

	*second = 0;
	rv = make_keys(&ka, a, acol, f);
	if (rv == 0) {
		*second = 1;
		rv = make_keys(&kb, b, bcol, f);
	}
	if (rv == 0)
		rv = join(j, &ka, &kb, f);
	drop_keys(&ka);
	drop_keys(&kb);
	return rv;
}

void
csvjoin_release(struct csvjoin *j)
{
	free(j->a);
	free(j->b);
	memset(j, 0, sizeof(*j));
}
