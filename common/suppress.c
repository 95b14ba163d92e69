#include "common/suppress.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define INFINITE LONG_MAX
#define NOWHERE	 ((size_t)-1)

/* What it costs to hide a cell: cells count first, then what is in them. */
#define COST_CELL  100L
#define COST_TOTAL 400L
#define COST_GRAND 1000L
#define COST_SHOWN 1000000L /* already published */

/* Beyond this many steps what was hidden in vain is not looked for. */
#define TIDY_BUDGET 400000000.0

struct cell {
	long count, now;    /* now: while a flow is tried */
	bool hidden, small; /* small: must be protected */
	bool forced, published;
	bool absent; /* a total that isn't printed */
};

struct suppress {
	size_t rows, cols; /* inner ones; the totals come behind */
	struct cell *cell;
	struct suppress_rule rule;
	/* Nodes: row 0..rows, then column 0..cols. */
	size_t nodes;
	size_t *from; /* where a path came from */
	long *cost;   /* of the path so far */
	bool *done;
	size_t *queue;
};

struct suppress *
suppress_new(size_t rows, size_t cols)
{
	struct suppress *s = calloc(1, sizeof(*s));
	size_t n = rows + cols + 2;

	if (s == NULL)
		return NULL;
	s->rows = rows;
	s->cols = cols;
	s->nodes = n;
	s->cell = calloc(rows + 1, (cols + 1) * sizeof(*s->cell));
	s->from = calloc(n, sizeof(*s->from));
	s->cost = calloc(n, sizeof(*s->cost));
	s->done = calloc(n, sizeof(*s->done));
	s->queue = calloc(n, sizeof(*s->queue));
	if (s->cell == NULL || s->from == NULL || s->cost == NULL ||
	    s->done == NULL || s->queue == NULL) {
		suppress_free(s);
		return NULL;
	}
	return s;
}

void
suppress_free(struct suppress *s)
{
	if (s == NULL)
		return;
	free(s->cell);
	free(s->from);
	free(s->cost);
	free(s->done);
	free(s->queue);
	free(s);
}

static struct cell *
at(const struct suppress *s, size_t row, size_t col)
{
	assert(row <= s->rows && col <= s->cols);
	return &s->cell[row * (s->cols + 1) + col];
}

void
suppress_set(struct suppress *s, size_t row, size_t col, long count)
{
	long more = count - at(s, row, col)->count;

	assert(row < s->rows && col < s->cols && count >= 0);
	at(s, row, col)->count += more;
	at(s, row, s->cols)->count += more;
	at(s, s->rows, col)->count += more;
	at(s, s->rows, s->cols)->count += more;
}

long
suppress_count(const struct suppress *s, size_t row, size_t col)
{
	return at(s, row, col)->count;
}

void
suppress_keep_hidden(struct suppress *s, size_t row, size_t col)
{
	at(s, row, col)->forced = true;
}

void
suppress_keep_shown(struct suppress *s, size_t row, size_t col)
{
	at(s, row, col)->published = true;
}

void
suppress_hide(struct suppress *s, size_t row, size_t col)
{
	at(s, row, col)->hidden = true;
}

bool
suppress_hidden(const struct suppress *s, size_t row, size_t col)
{
	return at(s, row, col)->hidden;
}

bool
suppress_small(const struct suppress *s, size_t row, size_t col)
{
	return at(s, row, col)->small;
}

/* The cell between two nodes; NULL if they are on the same side. */
static struct cell *
between(const struct suppress *s, size_t a, size_t b)
{
	bool row = a <= s->rows;

	if (row == (b <= s->rows))
		return NULL;
	return row ? at(s, a, b - s->rows - 1) : at(s, b, a - s->rows - 1);
}

/* True if the cell's count flows from a to b; see the header. */
static bool
forward(const struct suppress *s, size_t a, size_t b)
{
	size_t row = a <= s->rows ? a : b, col = a <= s->rows ? b : a;
	bool total = (row == s->rows) != (col == s->nodes - 1);

	return (a <= s->rows) != total;
}

/* A reader knows that a hidden count is no 0 if those are always shown. */
static long
lowest(const struct suppress *s, const struct cell *c)
{
	return c->absent || s->rule.zeros || c->count == 0 ? 0 : 1;
}

/* How much more can go from a to b through the cell. */
static long
room(const struct suppress *s, const struct cell *c, size_t a, size_t b)
{
	assert(c != NULL);
	return forward(s, a, b) ? INFINITE : c->now - lowest(s, c);
}

static void
push(const struct suppress *s, size_t a, size_t b, long n)
{
	struct cell *c = between(s, a, b);

	assert(c != NULL);
	c->now += forward(s, a, b) ? n : -n;
}

static void
restart(struct suppress *s)
{
	size_t i;

	for (i = 0; i < (s->rows + 1) * (s->cols + 1); i++)
		s->cell[i].now = s->cell[i].count;
}

/* Send what fits, at most n, along s->from from a to b. */
static long
send(struct suppress *s, size_t a, size_t b, long n)
{
	size_t v;
	long r;

	for (v = b; v != a; v = s->from[v]) {
		r = room(s, between(s, s->from[v], v), s->from[v], v);
		if (r < n)
			n = r;
	}
	for (v = b; n != INFINITE && v != a; v = s->from[v])
		push(s, s->from[v], v, n);
	return n;
}

static bool
usable(const struct suppress *s, const struct cell *c, const struct cell *e,
    size_t a, size_t b)
{
	return c != NULL && c != e && c->hidden && room(s, c, a, b) > 0;
}

/* Breadth first from a to b over hidden cells but e. */
static bool
search(struct suppress *s, const struct cell *e, size_t a, size_t b)
{
	size_t head = 0, tail = 0, v, w, first, last;

	for (v = 0; v < s->nodes; v++)
		s->from[v] = NOWHERE;
	s->from[a] = a;
	s->queue[tail++] = a;
	while (head < tail && s->from[b] == NOWHERE) {
		v = s->queue[head++];
		first = v <= s->rows ? s->rows + 1 : 0;
		last = v <= s->rows ? s->nodes : s->rows + 1;
		for (w = first; w < last; w++)
			if (s->from[w] == NOWHERE &&
			    usable(s, between(s, v, w), e, v, w)) {
				s->from[w] = v;
				s->queue[tail++] = w;
			}
	}
	return s->from[b] != NOWHERE;
}

/* What can flow from a to b beside e, up to `enough`. */
static long
flow(struct suppress *s, const struct cell *e, size_t a, size_t b, long enough)
{
	long sum = 0, n;

	while (sum < enough && search(s, e, a, b)) {
		n = enough == INFINITE ? INFINITE : enough - sum;
		n = send(s, a, b, n);
		if (n == INFINITE)
			return INFINITE;
		sum += n;
	}
	return sum;
}

/* The nodes between which cell (row, col) flows. */
static void
ends(const struct suppress *s, size_t row, size_t col, size_t *a, size_t *b)
{
	size_t c = s->rows + 1 + col;
	bool fwd = forward(s, row, c);

	*a = fwd ? row : c;
	*b = fwd ? c : row;
}

/* By how much a hidden cell can shrink and grow, up to `enough` each. */
static void
reach(struct suppress *s, size_t row, size_t col, long enough, long *down,
    long *up)
{
	const struct cell *e = at(s, row, col);
	long most = e->count - lowest(s, e);
	size_t a, b;

	ends(s, row, col, &a, &b);
	restart(s);
	*down = flow(s, e, a, b, most < enough ? most : enough);
	restart(s);
	*up = flow(s, e, b, a, enough);
}

void
suppress_interval(struct suppress *s, size_t row, size_t col, long *lo,
    long *hi)
{
	const struct cell *e = at(s, row, col);
	long down, up;

	*lo = *hi = e->count;
	if (!e->hidden)
		return;
	reach(s, row, col, INFINITE, &down, &up);
	*lo -= down;
	*hi = up == INFINITE ? SUPPRESS_ANY : *hi + up;
}

/* The width of the interval, or `enough` if it is at least that. */
static long
width(struct suppress *s, size_t row, size_t col, long enough)
{
	long down, up;

	reach(s, row, col, enough, &down, &up);
	return up >= enough || down + up >= enough ? enough : down + up;
}

static long
hiding_cost(const struct suppress *s, const struct cell *c, size_t row,
    size_t col)
{
	long cost = COST_CELL, x;

	if (c->hidden)
		return 0;
	if (row == s->rows && col == s->cols)
		cost = COST_GRAND;
	else if (row == s->rows || col == s->cols)
		cost = COST_TOTAL;
	if (c->published)
		cost += COST_SHOWN;
	/* Of two cells the smaller: half of the information, one step. */
	for (x = c->count; x > 0; x /= 2)
		cost++;
	return cost;
}

/* Whether the cell can carry at least n from a to b, hidden now or later. */
static bool
carries(const struct suppress *s, const struct cell *c, const struct cell *e,
    size_t a, size_t b, long n)
{
	if (c == e || (!c->hidden && c->count == 0 && !s->rule.zeros))
		return false;
	return room(s, c, a, b) >= n;
}

static size_t
nearest(const struct suppress *s)
{
	size_t v, best = NOWHERE;

	for (v = 0; v < s->nodes; v++)
		if (!s->done[v] && s->from[v] != NOWHERE &&
		    (best == NOWHERE || s->cost[v] < s->cost[best]))
			best = v;
	return best;
}

/* The cheapest path from a to b by what must be hidden (Dijkstra). */
static bool
cheapest(struct suppress *s, const struct cell *e, size_t a, size_t b, long n)
{
	size_t v, w, first, last;
	struct cell *c;
	long cost;

	for (v = 0; v < s->nodes; v++) {
		s->from[v] = NOWHERE;
		s->done[v] = false;
	}
	s->from[a] = a;
	s->cost[a] = 0;
	while ((v = nearest(s)) != NOWHERE && v != b) {
		s->done[v] = true;
		first = v <= s->rows ? s->rows + 1 : 0;
		last = v <= s->rows ? s->nodes : s->rows + 1;
		for (w = first; w < last; w++) {
			c = between(s, v, w);
			if (s->done[w] || !carries(s, c, e, v, w, n))
				continue;
			/* A step costs a little: short rings are better. */
			cost = s->cost[v] + 1 +
			       8 * hiding_cost(s, c, v <= s->rows ? v : w,
				       (v <= s->rows ? w : v) - s->rows - 1);
			if (s->from[w] == NOWHERE || cost < s->cost[w]) {
				s->from[w] = v;
				s->cost[w] = cost;
			}
		}
	}
	return s->from[b] != NOWHERE;
}

/*
 * Let cell (row, col) grow by what it lacks: send that from its end to its
 * beginning over the cheapest cells, and hide those.  With all totals it
 * always finds a way, since those can grow without end.
 */
static void
protect_cell(struct suppress *s, size_t row, size_t col)
{
	struct cell *e = at(s, row, col), *c;
	long enough = (long)s->rule.threshold - 1, down, up, lack;
	size_t a, b, v;

	reach(s, row, col, enough, &down, &up);
	if (down + up >= enough)
		return;
	ends(s, row, col, &a, &b);
	restart(s);
	for (lack = enough - down; lack > 0; lack -= up) {
		if (!cheapest(s, e, b, a, lack) && !cheapest(s, e, b, a, 1))
			return;
		for (v = a; v != b; v = s->from[v]) {
			c = between(s, s->from[v], v);
			c->hidden = true;
		}
		up = send(s, b, a, lack);
	}
}

static bool
all_protected(struct suppress *s)
{
	long enough = (long)s->rule.threshold - 1;
	size_t i, j;

	for (i = 0; i <= s->rows; i++)
		for (j = 0; j <= s->cols; j++)
			if (at(s, i, j)->small && !at(s, i, j)->absent &&
			    width(s, i, j, enough) < enough)
				return false;
	return true;
}

/* Show again what was hidden in vain, the dearest first. */
static void
tidy(struct suppress *s)
{
	size_t i, j, small = 0, other = 0;
	double cells = (double)((s->rows + 1) * (s->cols + 1));
	long pass;

	for (i = 0; i < (s->rows + 1) * (s->cols + 1); i++) {
		small += s->cell[i].small ? 1 : 0;
		other += s->cell[i].hidden && !s->cell[i].small ? 1 : 0;
	}
	if ((double)small * (double)other * cells > TIDY_BUDGET)
		return;
	for (pass = 2; pass >= 0; pass--)
		for (i = 0; i <= s->rows; i++)
			for (j = 0; j <= s->cols; j++) {
				struct cell *c = at(s, i, j);

				if ((i == s->rows) + (j == s->cols) != pass ||
				    !c->hidden || c->small || c->absent)
					continue;
				c->hidden = false;
				c->hidden = !all_protected(s);
			}
}

/* Which totals aren't printed, and what is too small to show. */
static void
mark(struct suppress *s, const struct suppress_rule *rule)
{
	struct cell *c;
	size_t i, j;
	bool total;

	s->rule = *rule;
	for (i = 0; i <= s->rows; i++)
		for (j = 0; j <= s->cols; j++) {
			c = at(s, i, j);
			c->absent =
			    (i == s->rows && j == s->cols)
				? !rule->grand_total
				: (i == s->rows && !rule->column_totals) ||
				      (j == s->cols && !rule->row_totals);
			total = i == s->rows || j == s->cols;
			c->small =
			    c->forced ||
			    (c->count < (long)rule->threshold &&
				(c->count > 0 || (rule->zeros && !total)));
			if (c->absent)
				c->small = false;
			c->hidden = c->hidden || c->absent || c->small;
		}
}

void
suppress_protect(struct suppress *s, const struct suppress_rule *rule)
{
	size_t i, j;

	mark(s, rule);
	for (i = 0; i <= s->rows; i++)
		for (j = 0; j <= s->cols; j++)
			if (at(s, i, j)->small)
				protect_cell(s, i, j);
	tidy(s);
}

long
suppress_audit(struct suppress *s, const struct suppress_rule *rule)
{
	long lo, hi, worst = SUPPRESS_ANY;
	size_t i, j;

	mark(s, rule);
	for (i = 0; i <= s->rows; i++)
		for (j = 0; j <= s->cols; j++) {
			if (!at(s, i, j)->small)
				continue;
			suppress_interval(s, i, j, &lo, &hi);
			if (hi != SUPPRESS_ANY &&
			    (worst == SUPPRESS_ANY || hi - lo < worst))
				worst = hi - lo;
		}
	return worst;
}
