#include "common/names.h"

#include <stdlib.h>
#include <string.h>

int
names_add(struct names *l, struct view v)
{
	size_t cap, *p;

	if (l->n == l->cap) {
		cap = l->cap == 0 ? 64 : l->cap * 2;
		p = reallocarray(l->at, cap, sizeof(*p));
		if (p == NULL)
			return -1;
		l->at = p;
		l->cap = cap;
	}
	l->at[l->n] = l->pool.n;
	buf_view(&l->pool, v);
	buf_putc(&l->pool, '\0');
	if (buf_bad(&l->pool))
		return -1;
	l->n++;
	return 0;
}

const char *
names_get(const struct names *l, size_t i)
{
	return l->pool.p + l->at[i];
}

/*
 * qsort(3) hands its comparison no pool to look into, and the ordering must
 * not live in a global; so a heap sort of our own.
 */
static void
sift(struct names *l, size_t root, size_t n)
{
	size_t child, t;

	while ((child = 2 * root + 1) < n) {
		if (child + 1 < n &&
		    strcmp(names_get(l, child), names_get(l, child + 1)) < 0)
			child++;
		if (strcmp(names_get(l, root), names_get(l, child)) >= 0)
			return;
		t = l->at[root];
		l->at[root] = l->at[child];
		l->at[child] = t;
		root = child;
	}
}

void
names_sort(struct names *l)
{
	size_t i, t;

	for (i = l->n / 2; i-- > 0;)
		sift(l, i, l->n);
	for (i = l->n; i-- > 1;) {
		t = l->at[0];
		l->at[0] = l->at[i];
		l->at[i] = t;
		sift(l, 0, i);
	}
}

size_t
names_find(const struct names *l, struct view s)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (view_is(s, names_get(l, i)))
			break;
	return i;
}

size_t
names_search(const struct names *l, struct view s)
{
	size_t lo = 0, hi = l->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (view_compare(view_of(names_get(l, mid)), s) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < l->n && view_is(s, names_get(l, lo)) ? lo : l->n;
}

void
names_clear(struct names *l)
{
	buf_clear(&l->pool);
	l->n = 0;
}

void
names_release(struct names *l)
{
	buf_release(&l->pool);
	free(l->at);
	memset(l, 0, sizeof(*l));
}
