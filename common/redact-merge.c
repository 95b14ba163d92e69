/* From finds to ordered spans that don't overlap, and who is who. */

#include <stdlib.h>
#include <string.h>

#include "common/redact-int.h"

static struct redact_span *
room(struct redact *r)
{
	struct redact_span *s;
	size_t cap;

	if (r->ns == r->scap) {
		cap = r->scap == 0 ? 256 : r->scap * 2;
		s = reallocarray(r->s, cap, sizeof(*s));
		if (s == NULL) {
			r->memory = true;
			return NULL;
		}
		r->s = s;
		r->scap = cap;
	}
	return &r->s[r->ns++];
}

void
span_add(struct redact *r, size_t a, size_t b, enum redact_class cls,
    unsigned confidence, const char *why)
{
	struct redact_span *s;
	size_t i;

	if (a > b || b >= r->n)
		return;
	for (i = a; i <= b; i++)
		if ((r->t[i].marks & MARK_NEVER) != 0)
			return;
	if ((s = room(r)) == NULL)
		return;
	*s = (struct redact_span){ .start = r->t[a].start,
		.end = r->t[b].end,
		.cls = cls,
		.confidence = (unsigned char)confidence,
		.why = why };
	for (i = a; i <= b; i++)
		r->t[i].cls = (signed char)cls;
}

/*
 * The first token from `lo` on that ends after byte `at`: found in strides
 * that double, since the next span is seldom far.
 */
static size_t
token_from(const struct redact *r, size_t lo, size_t at)
{
	size_t hi, step, mid;

	for (step = 1; lo + step < r->n && r->t[lo + step].end <= at; step *= 2)
		lo += step;
	hi = lo + step < r->n ? lo + step : r->n;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (r->t[mid].end <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static size_t
token_of(const struct redact *r, size_t at)
{
	return token_from(r, 0, at);
}

void
span_bytes(struct redact *r, size_t start, size_t end, enum redact_class cls,
    unsigned confidence, const char *why)
{
	struct redact_span *s;
	size_t i, a = token_of(r, start);

	if (start >= end)
		return;
	for (i = a; i < r->n && r->t[i].start < end; i++)
		if ((r->t[i].marks & MARK_NEVER) != 0)
			return;
	if ((s = room(r)) == NULL)
		return;
	*s = (struct redact_span){ .start = start,
		.end = end,
		.cls = cls,
		.confidence = (unsigned char)confidence,
		.why = why };
	for (i = a; i < r->n && r->t[i].start < end; i++)
		r->t[i].cls = (signed char)cls;
}

static int
order(const void *a, const void *b)
{
	const struct redact_span *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end > y->end ? -1 : x->end < y->end;
}

/* Do only blanks and name joiners stand between two parts of a name? */
static bool
joined(const struct redact *r, size_t a, size_t b)
{
	if (b - a > 3)
		return false;
	for (; a < b; a++)
		if (r->p[a] != ' ' && r->p[a] != '-')
			return false;
	return true;
}

/* HARBOTTLE, Ethelwynne: the surname in capitals, then the forename. */
static bool
surname_first(const struct redact *r, const struct redact_span *a,
    const struct redact_span *b)
{
	const struct token *s = &r->t[token_of(r, a->end - 1)];
	const struct token *f = &r->t[token_of(r, b->start)];

	return s->shape == SHAPE_UPPER && s->len > 2 && f->shape == SHAPE_CAP;
}

/* `first`: the first token of s. */
static void
number_names(struct redact *r, struct redact_span *s, size_t first)
{
	struct known *k;
	unsigned e = 0;
	size_t i;

	if (s->cls == REDACT_NAME)
		for (i = first; i < r->n && r->t[i].start < s->end; i++)
			if ((k = known_get(r, r->t[i].hash)) != NULL) {
				if (e == 0)
					e = k->entity;
				else if (k->strength < 9 || k->entity > e)
					k->entity = e;
			}
	s->entity = e != 0 ? e : ++r->entities;
	/* all parts of a full name stand for the one person */
	for (i = first;
	     s->cls == REDACT_NAME && i < r->n && r->t[i].start < s->end; i++)
		if ((k = known_get(r, r->t[i].hash)) != NULL && k->entity == 0)
			k->entity = s->entity;
}

void
merge_spans(struct redact *r)
{
	size_t i, n = 0, first = 0;

	if (r->ns > 1)
		qsort(r->s, r->ns, sizeof(r->s[0]), order);
	for (i = 0; i < r->ns; i++) {
		struct redact_span *s = &r->s[i],
				   *q = n > 0 ? &r->s[n - 1] : NULL;

		if (q != NULL && s->start < q->end) {
			if (s->end > q->end)
				q->end = s->end;
			if (s->confidence > q->confidence) {
				q->confidence = s->confidence;
				q->cls = s->cls;
				q->why = s->why;
			}
			continue;
		}
		if (q != NULL && s->cls == REDACT_NAME && q->cls == s->cls &&
		    joined(r, q->end, s->start)) {
			q->end = s->end;
			if (s->confidence > q->confidence)
				q->confidence = s->confidence;
			continue;
		}
		if (q != NULL && q->cls == REDACT_NAME && s->cls == q->cls &&
		    s->start - q->end == 2 && r->p[q->end] == ',' &&
		    r->p[q->end + 1] == ' ' && surname_first(r, q, s)) {
			q->end = s->end;
			continue;
		}
		r->s[n++] = *s;
	}
	r->ns = n;
	for (i = 0; i < n; i++) {
		first = token_from(r, first, r->s[i].start);
		number_names(r, &r->s[i], first);
	}
}
